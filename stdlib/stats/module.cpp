// stats: what families there are.

#include "stdlib/stats/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {summary_rows(),     t_test_rows(),      distribution_test_rows(), rank_test_rows(),
                         correlation_rows(), contingency_rows(), density_rows(),           distribution_rows()};
constexpr const char* titles[] = {
    "Samples in a few numbers", "Student's tests", "Kolmogorov and Smirnov", "Ranks", "Correlation",
    "Tables of counts",         "Densities",       "Distributions"};
constexpr const Class* classes[] = {&frozen_class, &frozen_continuous_class, &frozen_discrete_class,
                                    &gaussian_kde_class};

}  // namespace

const Module stats_module{
    .name = "stats",
    .summary = "Statistics: describing samples, tests of hypotheses, distributions.",
    .families = families,
    .classes = classes,
    .details =
        "Tests give records with the statistic and the p-value, which also unpack: "
        "`local t, p = stats.ttest_ind(a, b):unpack()`. A distribution is a table of functions, "
        "`stats.norm.cdf(x, {loc = 1, scale = 2})`, and can be called to fix its parameters once, "
        "`stats.norm(1, 2):cdf(x)`; the methods are described at `stats.rv_frozen`, and functions of the same "
        "names take the shape parameters, loc and scale behind their own arguments.",
    .titles = titles};

}  // namespace perilune
