// Settings of the state: printing, threads, warnings.

#include <limits>

#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"
#include "stdlib/registry/state.h"

namespace perilune {

namespace {

constexpr Arg threads_args[] = {
    in("n", Type::integer, "How many threads kernels may use.").between(1, 1024),
    out("before", Type::integer, "How many it was."),
};

// What concerns the whole process, or belongs to whoever runs the script.
void refuse_in_sandbox(const Call& call) {
  if (call.state.host && call.state.host->sandboxed)
    throw ValueError("a sandboxed script may not change this; its host decides");
}

void call_threads(Call& call) {
  refuse_in_sandbox(call);
  const int before = call.ctx.threads;
  call.ctx.threads = static_cast<int>(call.integer("n"));
  call.give(before);
}

constexpr Arg get_threads_args[] = {out("n", Type::integer, "How many threads kernels may use.")};

void call_get_threads(Call& call) { call.give(call.ctx.threads); }

constexpr Arg deterministic_args[] = {
    optional("on", Type::boolean, absent, "Whether it shall be so from now on; left out, nothing changes."),
    out("before", Type::boolean, "Whether it was."),
};

void call_deterministic(Call& call) {
  const bool before = call.ctx.deterministic;
  if (call.has("on")) call.ctx.deterministic = call.flag("on");
  call.give(before);
}

constexpr Arg warning_args[] = {
    optional("policy", Type::string, absent, "What becomes of warnings from now on.").among("ignore|print|error"),
    out("before", Type::string, "The policy that was in force."),
};

void call_warnings(Call& call) {
  constexpr const char* names[] = {"ignore", "print", "error"};
  const char* before = names[static_cast<int>(call.state.warnings)];
  if (call.has("policy")) refuse_in_sandbox(call);
  if (call.has("policy"))
    for (int i = 0; i < 3; ++i)
      if (call.text("policy") == names[i]) call.state.warnings = static_cast<WarningPolicy>(i);
  call.give(before);
}

constexpr Arg budget_args[] = {
    out("left", Type::any, "A table with bytes_used, bytes_left, instructions_left and seconds_left."),
};

void call_budget(Call& call) {
  Budget b;
  b.bytes_used = static_cast<double>(call.ctx.memory.used());
  b.bytes_left = b.instructions_left = b.seconds_left = std::numeric_limits<double>::infinity();
  if (const Host* host = call.state.host; host && host->budget) host->budget(host->data, b);
  Table left;
  auto add = [&](const char* name, double value) { left.named.emplace_back(name, value); };
  add("bytes_used", b.bytes_used);
  add("bytes_left", b.bytes_left);
  add("instructions_left", b.instructions_left);
  add("seconds_left", b.seconds_left);
  call.give(std::move(left));
}

constexpr Function rows[] = {
    {"budget", "What is left of the limits that the host has set.", budget_args,
     "Bytes are Lua's, the arrays' and the kernels' workspaces together. Where there is no limit, the value is "
     "`math.huge`; outside a host that sets limits that is so for all of them.",
     "print(pl.budget().bytes_left > 0)  --> true", call_budget},
    {"set_num_threads", "Sets how many threads kernels may use.", threads_args,
     "The default is the number of cores; the environment variable PERILUNE_NUM_THREADS overrides it. Results of "
     "perilune's own kernels do not depend on it.",
     "local before = pl.set_num_threads(1)\nprint(pl.get_num_threads())  --> 1\npl.set_num_threads(before)",
     call_threads},
    {"get_num_threads", "How many threads kernels may use.", get_threads_args, "See `pl.set_num_threads`.",
     "local before = pl.set_num_threads(2)\nprint(pl.get_num_threads())  --> 2\npl.set_num_threads(before)",
     call_get_threads},
    {"deterministic", "Makes matrix products and factorisations give the same bits at any number of threads.",
     deterministic_args,
     "BLAS and LAPACK add up in an order that depends on how many threads they have; with `pl.deterministic(true)` "
     "they have one. All other kernels give the same bits in any case.",
     "local before = pl.deterministic(true)\nprint(pl.deterministic())  --> true\npl.deterministic(before)",
     call_deterministic},
    {"warnings", "Decides what becomes of warnings.", warning_args,
     "Scripts start with \"ignore\", the prompt with \"print\" (to stderr). \"error\" makes each warning an error of "
     "the call that gave it.",
     "local before = pl.warnings(\"error\")\nprint((pcall(function() return pl.array{1, 2}[\":-1\"] end)))  --> "
     "false\npl.warnings(before)",
     call_warnings},
};

}  // namespace

Rows setting_rows() { return rows; }

}  // namespace perilune
