// The table of distributions. A new one needs its law (kernels/stats/laws) and a line here.

#include "stdlib/stats/distribution.h"
#include "stdlib/stats/module.h"

namespace perilune {

namespace {

constexpr ShapeParameter shape_a{"a", "Shape, positive.", "f0", "fa|fix_a"};

constexpr DistributionEntry entries[] = {
    {"norm",
     "stats.norm",
     &stats::norm_law,
     false,
     {},
     "The normal distribution.",
     "loc is the mean and scale the standard deviation. `stats.norm(loc, scale)` fixes both; `stats.norm.cdf(x, loc, "
     "scale)` and the other functions take them behind their own arguments.",
     "print(stats.norm.cdf(2, {loc = 1, scale = 2}), stats.norm(1, 2):cdf(2))  --> 0.69146246127401\t0.69146246127401"},
    {"t",
     "stats.t",
     &stats::t_law,
     false,
     {{{"df", "Degrees of freedom, positive, possibly infinite.", "f0", "fdf|fix_df"}}},
     "Student's t distribution.",
     "The normal distribution is its limit for large df.",
     "print(stats.t.cdf(1, 1))  --> 0.75"},
    {"chi2",
     "stats.chi2",
     &stats::chi2_law,
     false,
     {{{"df", "Degrees of freedom, positive.", "f0", "fdf|fix_df"}}},
     "The chi-squared distribution.",
     "Of a sum of df squares of standard normal variables.",
     "print(stats.chi2.isf(0.05, 1))  --> 3.8414588206941"},
    {"f",
     "stats.f",
     &stats::f_law,
     false,
     {{{"dfn", "Degrees of freedom of the numerator, positive.", "f0", "fdfn|fix_dfn"},
       {"dfd", "Degrees of freedom of the denominator, positive.", "f1", "fdfd|fix_dfd"}}},
     "The F distribution of Fisher and Snedecor.",
     "Of the ratio of two chi-squared variables, each over its degrees of freedom.",
     "print(stats.f.sf(3, 2, 2))  --> 0.25"},
    {"beta",
     "stats.beta",
     &stats::beta_law,
     false,
     {{shape_a, {"b", "Second shape, positive.", "f1", "fb|fix_b"}}},
     "The beta distribution.",
     "Density x^(a-1) (1-x)^(b-1) / B(a, b) between 0 and 1.",
     "print(stats.beta(2, 3):mean())  --> 0.4"},
    {"gamma",
     "stats.gamma",
     &stats::gamma_law,
     false,
     {{shape_a}},
     "The gamma distribution.",
     "Density x^(a-1) exp(-x) / gamma(a); with rate r, scale is 1 / r.",
     "print(stats.gamma.sf(2, 1))  --> 0.13533528323661"},
    {"expon",
     "stats.expon",
     &stats::expon_law,
     false,
     {},
     "The exponential distribution.",
     "Density exp(-x); with rate r, scale is 1 / r.",
     "print(stats.expon.sf(3, {scale = 3}))  --> 0.36787944117144"},
    {"uniform",
     "stats.uniform",
     &stats::uniform_law,
     false,
     {},
     "The uniform distribution.",
     "Between loc and loc + scale.",
     "print(stats.uniform(2, 4):support())  --> 2.0\t6.0"},
    {"lognorm",
     "stats.lognorm",
     &stats::lognorm_law,
     false,
     {{{"s", "The standard deviation of the logarithm, positive.", "f0", "fs|fix_s"}}},
     "The lognormal distribution.",
     "exp of a normal variable of mean log(scale) and standard deviation s.",
     "print(stats.lognorm(1, {scale = 5}):median())  --> 5.0"},
    {"binom",
     "stats.binom",
     &stats::binom_law,
     true,
     {{{"n", "How many trials, a whole number.", "f0", "fn|fix_n"},
       {"p", "The probability of a success.", "f1", "fp|fix_p"}}},
     "The binomial distribution.",
     "Of the number of successes in n independent trials.",
     "print(stats.binom.pmf(1, 2, 0.5))  --> 0.5"},
    {"poisson",
     "stats.poisson",
     &stats::poisson_law,
     true,
     {{{"mu", "The mean, not negative.", "f0", "fmu|fix_mu"}}},
     "The Poisson distribution.",
     "Of the number of rare independent events.",
     "print(stats.poisson.pmf({0, 1, 2}, 2))  --> [0.13533528 0.27067057 0.27067057]"},
};

constexpr auto rows = distribution_family<entries>(std::make_index_sequence<std::size(entries)>());

}  // namespace

std::span<const DistributionEntry> distribution_entries() { return entries; }

const DistributionEntry* find_distribution(std::string_view name) {
  for (const DistributionEntry& e : entries)
    if (name == e.name) return &e;
  return nullptr;
}

Rows distribution_rows() { return rows; }

}  // namespace perilune
