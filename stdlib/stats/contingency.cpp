// Tables of counts.

#include "stdlib/stats/module.h"
#include "stdlib/stats/options.h"

namespace perilune {

namespace {

constexpr RecordField fields[] = {
    {"statistic", "The test statistic.", Type::number},
    {"pvalue", "The probability of one as large under independence.", Type::number},
    {"dof", "The degrees of freedom.", Type::integer},
    {"expected_freq", "The counts that independence would lead to.", Type::array},
};
const RecordType result_type{"Chi2ContingencyResult", fields, 4};

constexpr const char* statistics = "pearson|log-likelihood|freeman-tukey|mod-log-likelihood|neyman|cressie-read";

constexpr Arg args[] = {
    in("observed", Type::array, "The counts, of any number of axes; none negative."),
    optional("correction", Type::boolean, true,
             "Whether each count moves by 1/2 towards what is expected where there is one degree of freedom (Yates)."),
    optional("lambda_", Type::number | Type::string, absent,
             "The power of the divergence, or the name of one; left out, Pearson's statistic.")
        .among(statistics),
    out("res", Type::record, "The test, in SciPy's order.").of(result_type),
};

void call_chi2_contingency(Call& call) {
  double lambda = 1;
  if (call.has("lambda_")) {
    if (call.is_text("lambda_")) {
      lambda = call.one_of<double>("lambda_", {{"pearson", 1},
                                               {"log-likelihood", 0},
                                               {"freeman-tukey", -0.5},
                                               {"mod-log-likelihood", -1},
                                               {"neyman", -2},
                                               {"cressie-read", 2.0 / 3}});
    } else {
      lambda = call.number("lambda_");
    }
  }
  stats::Contingency c =
      stats::chi2_contingency(call.ctx, real_array(call, "observed"), call.flag("correction"), lambda);
  Record record(result_type);
  record.set("statistic", c.statistic)
      .set("pvalue", c.pvalue)
      .set("dof", c.dof)
      .set("expected_freq", std::move(c.expected));
  call.give(std::move(record));
}

constexpr Function rows[] = {
    Function{"chi2_contingency", "Whether the axes of a table of counts are independent.", args,
             "Compares the counts with the products of the margins, by Pearson's chi-squared or another statistic of "
             "the power divergence family.",
             "print(stats.chi2_contingency{{10, 10, 20}, {20, 20, 20}}.pvalue)  --> 0.2493522087773",
             call_chi2_contingency}
        .raises("a count is negative or nan\na row or column holds no count at all")
        .from("K. Pearson, Philosophical Magazine 50 (1900)\nF. Yates, JRSS Supplement 1 (1934)\nN. Cressie, T. R. C. "
              "Read, JRSS B 46 (1984)"),
};

}  // namespace

Rows contingency_rows() { return rows; }

}  // namespace perilune
