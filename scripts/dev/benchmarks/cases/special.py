"""Special functions."""

from .case import case

GRID = ("local x = pl.linspace(-4, 4, 100000); local p = pl.linspace(0.001, 0.999, 100000); local s = p * 20",
        "from scipy import special\nx = np.linspace(-4, 4, 100000); p = np.linspace(0.001, 0.999, 100000); s = p * 20")
for f, argument, wanted in (("erf", "x", 0.7), ("erfc", "x", 0.7), ("ndtr", "x", 0.7), ("ndtri", "p", 0.9), ("erfinv", "p", 1.5),
                            ("gamma", "s", 0.6), ("gammaln", "s", 0.5), ("psi", "s", 1.0), ("expit", "x", 0.7),
                            ("logit", "p", 0.7), ("log_ndtr", "x", 0.7)):
    case(f"special.{f} 1e5", wanted, GRID[0], f"local r = special.{f}({argument})", GRID[1], f"r = special.{f}({argument})")
for f, lua, wanted in (("betainc", "2.5, 4.25, p", 0.9), ("betaincinv", "2.5, 4.25, p", 0.9), ("gammainc", "2.5, s", 1.5),
                       ("gammaincinv", "2.5, p", 1.0)):
    case(f"special.{f} 1e5", wanted, GRID[0], f"local r = special.{f}({lua})", GRID[1], f"r = special.{f}({lua})")
case("special.gamma of a number", 5.0, "", "local r = special.gamma(2.5)", "from scipy import special", "r = special.gamma(2.5)")
case("logsumexp 1000 x 100", 1.0, "local a = random.default_rng(1):random({1000, 100})", "local r = special.logsumexp(a, 2)",
     "from scipy import special\na = np.random.default_rng(1).random((1000, 100))", "r = special.logsumexp(a, axis=1)")
