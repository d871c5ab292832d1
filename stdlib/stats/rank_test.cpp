// Rank tests of two samples.

#include <limits>

#include "stdlib/stats/module.h"
#include "stdlib/stats/options.h"

namespace perilune {

namespace {

constexpr Type value = Type::number | Type::array;
constexpr RecordField fields[] = {
    {"statistic", "U of the first sample: in how many pairs it has the larger element, ties for one half.", value},
    {"pvalue", "The probability of one as extreme under the hypothesis.", value},
};
const RecordType result_type{"MannwhitneyuResult", fields, 2};

constexpr Arg args[] = {
    in("x", Type::array, "One sample."),
    in("y", Type::array, "The other; the lengths may differ."),
    optional("use_continuity", Type::boolean, true, "Whether the asymptotic statistic is moved by 1/2 to the middle."),
    alternative_option,
    test_axis,
    choice("method", "auto|asymptotic|exact",
           "How the p-value is found; auto: exactly where one sample has at most 8 elements and there are no ties."),
    nan_option,
    keepdims_option,
    out("res", Type::record, "statistic and pvalue, which unpack.").of(result_type),
};

void call_mannwhitneyu(Call& call) {
  const stats::RankMethod method = rank_method_of(call);
  const bool continuity = call.flag("use_continuity");
  const stats::Alternative alternative = alternative_of(call);
  const bool omit = call.text("nan_policy") == "omit";
  auto out = over_slices(
      call, "x", "y", false, 2, [&](std::span<const double> x, std::span<const double> y, std::span<double> to) {
        if ((x.empty() || y.empty()) && omit && call.array("x").size() > 0 && call.array("y").size() > 0) {
          to[0] = to[1] = std::numeric_limits<double>::quiet_NaN();  // nothing is left of this slice
          return;
        }
        if (x.empty() || y.empty()) throw ValueError("the samples must not be empty, got one without elements");
        const stats::Statistic r = stats::mannwhitneyu(call.ctx, x, y, continuity, alternative, method);
        to[0] = r.statistic;
        to[1] = r.pvalue;
      });
  Record record(result_type);
  record.set("statistic", std::move(out[0])).set("pvalue", std::move(out[1]));
  call.give(std::move(record));
}

constexpr Function rows[] = {
    Function{
        "mannwhitneyu", "Whether one of two samples tends to be larger: Mann and Whitney's U test.", args,
        "Compares ranks, so any increasing transformation gives the same. The exact method takes ties as they come "
        "and is then an approximation.",
        "local u, p = pl.unpack(stats.mannwhitneyu({19, 22, 16, 29, 24}, {20, 11, 17, 12}))\n"
        "print(u, p)  --> 17.0\t0.11111111111111",
        call_mannwhitneyu}
        .from("H. B. Mann, D. R. Whitney, Annals of Mathematical Statistics 18 (1947)"),
};

}  // namespace

Rows rank_test_rows() { return rows; }

}  // namespace perilune
