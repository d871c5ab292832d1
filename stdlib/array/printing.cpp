// How arrays are printed.

#include "kernels/text/format_array.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"
#include "stdlib/registry/state.h"

namespace perilune {

namespace {

constexpr const char* modes = "maxprec|fixed|unique|maxprec_equal";
constexpr FloatMode mode_values[] = {FloatMode::maxprec, FloatMode::fixed, FloatMode::unique, FloatMode::maxprec_equal};
constexpr const char* mode_names[] = {"maxprec", "fixed", "unique", "maxprec_equal"};

constexpr Arg args[] = {
    option("precision", Type::integer, absent, "Digits after the point, at most.").between(0, 1000),
    option("threshold", Type::integer, absent, "Arrays with more elements are shortened.").at_least(0),
    option("edgeitems", Type::integer, absent, "How many elements a shortened axis shows at each end.").at_least(1),
    option("linewidth", Type::integer, absent, "Characters in a line.").at_least(1),
    option("suppress", Type::boolean, absent, "Never switch to the scientific notation because of small numbers."),
    option("nanstr", Type::string, absent, "How NaN is written."),
    option("infstr", Type::string, absent, "How infinity is written."),
    option("sign", Type::string, absent,
           "'-': only negative numbers have a sign; '+': all have; ' ': a blank in place of +.")
        .among("-|+| "),
    option("floatmode", Type::string, absent,
           "maxprec: as many digits as each number needs, at most precision; maxprec_equal: all as many as the "
           "longest; fixed: always precision digits; unique: as many as identify the number.")
        .among(modes),
    out("before", Type::table, "The settings that were in force; hand it back to restore them."),
};

Table current(const PrintOptions& p) {
  Table table;
  table.named.emplace_back("precision", static_cast<std::int64_t>(p.precision));
  table.named.emplace_back("threshold", p.threshold);
  table.named.emplace_back("edgeitems", p.edgeitems);
  table.named.emplace_back("linewidth", static_cast<std::int64_t>(p.linewidth));
  table.named.emplace_back("suppress", p.suppress);
  table.named.emplace_back("nanstr", p.nanstr);
  table.named.emplace_back("infstr", p.infstr);
  table.named.emplace_back("sign", std::string(1, p.sign));
  table.named.emplace_back("floatmode", std::string(mode_names[0]));
  for (int i = 0; i < 4; ++i)
    if (p.floatmode == mode_values[i]) table.named.back().second = std::string(mode_names[i]);
  return table;
}

void call_set(Call& call) {
  PrintOptions p = call.state.print;
  call.give(current(p));
  if (call.has("precision")) p.precision = static_cast<int>(call.integer("precision"));
  if (call.has("threshold")) p.threshold = call.integer("threshold");
  if (call.has("edgeitems")) p.edgeitems = call.integer("edgeitems");
  if (call.has("linewidth")) p.linewidth = static_cast<int>(std::min<std::int64_t>(call.integer("linewidth"), 1 << 30));
  if (call.has("suppress")) p.suppress = call.flag("suppress");
  if (call.has("nanstr")) p.nanstr = call.text("nanstr");
  if (call.has("infstr")) p.infstr = call.text("infstr");
  if (call.has("sign")) p.sign = call.text("sign")[0];
  for (int i = 0; i < 4; ++i)
    if (call.has("floatmode") && call.text("floatmode") == mode_names[i]) p.floatmode = mode_values[i];
  call.state.print = p;
}

constexpr Arg get_args[] = {out("settings", Type::table, "The settings in force.")};

void call_get(Call& call) { call.give(current(call.state.print)); }

constexpr Function rows[] = {
    {"set_printoptions", "Changes how arrays are printed.", args,
     "What is left out stays as it is. Starts as NumPy does: precision 8, threshold 1000, edgeitems 3, linewidth 75.",
     "local before = pl.set_printoptions{precision = 2}\nprint(pl.array{3.14159})  --> "
     "[3.14]\npl.set_printoptions(before)",
     call_set},
    {"get_printoptions", "How arrays are printed.", get_args, "See `pl.set_printoptions`.",
     "print(pl.get_printoptions().precision)  --> 8", call_get},
};

}  // namespace

Rows printing_rows() { return rows; }

}  // namespace perilune
