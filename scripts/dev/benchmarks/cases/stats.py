"""Statistics."""

from .case import case

S = "from scipy import stats\n"
case("norm.cdf of a number", 50.0, "", "local r = stats.norm.cdf(0.3)", S, "r = stats.norm.cdf(0.3)")
case("frozen norm.cdf of a number", 50.0, "local d = stats.norm(1, 2)", "local r = d:cdf(0.3)", S + "d = stats.norm(1, 2)",
     "r = d.cdf(0.3)")
case("t.ppf of a number", 20.0, "", "local r = stats.t.ppf(0.975, 10)", S, "r = stats.t.ppf(0.975, 10)")
case("norm.pdf 1e5", 1.0, "local x = pl.linspace(-4, 4, 100000)", "local r = stats.norm.pdf(x)",
     S + "x = np.linspace(-4, 4, 100000)", "r = stats.norm.pdf(x)")
case("gamma.rvs 1e5", 0.7, "", "local r = stats.gamma.rvs(2.5, {size = 100000, rng = 1})", S,
     "r = stats.gamma.rvs(2.5, size=100000, random_state=1)")
SMALL = ("local rng = random.default_rng(1); local a = rng:normal(0, 1, 20); local b = rng:normal(0.3, 1, 20)",
         S + "rng = np.random.default_rng(1); a = rng.normal(0, 1, 20); b = rng.normal(0.3, 1, 20)")
case("ttest_ind of 20", 20.0, SMALL[0], "local r = stats.ttest_ind(a, b)", SMALL[1], "r = stats.ttest_ind(a, b)")
case("ttest_rel of 20", 20.0, SMALL[0], "local r = stats.ttest_rel(a, b)", SMALL[1], "r = stats.ttest_rel(a, b)")
case("ttest_1samp of 20", 20.0, SMALL[0], "local r = stats.ttest_1samp(a, 0)", SMALL[1], "r = stats.ttest_1samp(a, 0)")
case("pearsonr of 20", 10.0, SMALL[0], "local r = stats.pearsonr(a, b)", SMALL[1], "r = stats.pearsonr(a, b)")
case("mannwhitneyu of 20", 10.0, SMALL[0], "local r = stats.mannwhitneyu(a, b)", SMALL[1], "r = stats.mannwhitneyu(a, b)")
case("ks_2samp of 20", 10.0, SMALL[0], "local r = stats.ks_2samp(a, b)", SMALL[1], "r = stats.ks_2samp(a, b)")
case("chi2_contingency 2 x 3", 10.0, "local t = pl.array{{10, 10, 20}, {20, 20, 20}}", "local r = stats.chi2_contingency(t)",
     S + "t = np.array([[10, 10, 20], [20, 20, 20]])", "r = stats.chi2_contingency(t)")
BIG = ("local rng = random.default_rng(1); local a = rng:normal(0, 1, 5000); local b = rng:normal(0.01, 1, 4000)",
       S + "rng = np.random.default_rng(1); a = rng.normal(0, 1, 5000); b = rng.normal(0.01, 1, 4000)")
case("ks_2samp of 5000 and 4000", 1.0, BIG[0], "local r = stats.ks_2samp(a, b)", BIG[1], "r = stats.ks_2samp(a, b)")
