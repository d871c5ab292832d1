#pragma once
// Scripts that got out of other hosts, or made them fall, run in a sandbox here: the host goes on, the limits hold.

#include "tests/embedding/support.h"

namespace perilune::test {

enum class Ends {
  well,      // the asserts in the script hold
  somehow,   // well, by an error or at a limit; the process and the state survive
  by_error,  // that the script did not catch
  at_limit   // at one of the four
};

struct Escape {
  const char* what;
  const char* script;
  Ends ends = Ends::well;
};

inline Options cage(std::size_t bytes = 48 << 20, double seconds = 0.25) {
  Options options = sandbox({.bytes = bytes, .seconds = seconds});
  options.print = [](std::string_view) {};
  return options;
}
inline Options narrow_cage() { return cage(); }

inline bool works(State& s) {
  return s.run<double>("local t = {} for i = 1, 100 do t[i] = ('x'):rep(i) end return pl.ones(3):sum() + #t[7]") == 10;
}

template <std::size_t n>
void run_escapes(const Escape (&escapes)[n], Options (*options)() = narrow_cage) {
  for (const Escape& escape : escapes) {
    INFO(escape.what);
    Options o = options();
    if (escape.ends == Ends::well) o.limits.seconds = 10;  // it ends by itself, when the machine has time for it
    State s(o);
    std::string message;
    perilune_status status = PERILUNE_OK;
    const CpuWatch watch;
    try {
      s.run(escape.script, "=u");
    } catch (const Error& e) {
      status = e.status();
      message = e.message();
    }
    INFO("status " << status << " " << message.substr(0, 300));
    CHECK(watch.seconds() < (sanitized ? 20 : 3));  // of a quarter or a whole
    if (escape.ends == Ends::well) CHECK(status == PERILUNE_OK);
    if (escape.ends == Ends::by_error) CHECK(status == PERILUNE_ERROR);
    if (escape.ends == Ends::at_limit) CHECK(status >= PERILUNE_MEMORY);
    CHECK(works(s));
    // Nothing that the script left behind does harm later.
    CHECK(status_of(s, "collectgarbage() collectgarbage()") == PERILUNE_OK);
  }
}

}  // namespace perilune::test
