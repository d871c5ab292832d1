#!/usr/bin/python3
"""Writes distributions.lua: all methods of distributions for a few parameters, by SciPy."""
import warnings

import numpy as np
import scipy
from scipy import stats

warnings.simplefilter("ignore")
P = [0.0, 1e-10, 0.01, 0.3, 0.5, 0.9, 0.999, 1.0, 1.2, np.nan]
CASES = [
    ("norm", [], [(0, 1), (1.5, 2.0)], [-30, -3, -0.5, 0, 0.7, 4, 12, np.nan, np.inf]),
    ("t", [0.7], [(0, 1)], [-30, -0.5, 0, 2, 40]), ("t", [2.5], [(0, 1), (1, 3)], [-30, -0.5, 0, 2, 40]),
    ("t", [10], [(0, 1)], [-12, -0.5, 0, 2, 9]), ("t", [250], [(0, 1)], [-6, -0.5, 0, 2, 9]),
    ("chi2", [1], [(0, 1)], [-1, 0.1, 1, 4, 30]), ("chi2", [7.5], [(0, 1), (2, 0.5)], [0, 0.1, 3, 9, 60]),
    ("f", [2, 3], [(0, 1)], [-1, 0.2, 1, 5, 80]), ("f", [5, 12], [(0, 1), (1, 2)], [0, 0.2, 1.5, 5, 30]),
    ("beta", [2, 3], [(0, 1), (-1, 4)], [-1, 0.05, 0.5, 0.93, 2]), ("beta", [0.5, 0.5], [(0, 1)], [0.01, 0.3, 0.99]),
    ("beta", [60, 20], [(0, 1)], [0.5, 0.7, 0.9]),
    ("gamma", [0.4], [(0, 1)], [-1, 0.01, 1, 9]), ("gamma", [3.3], [(0, 1), (1, 2)], [0, 0.5, 3, 25]),
    ("expon", [], [(0, 1), (1, 3)], [-1, 0, 0.5, 8, 200]), ("uniform", [], [(0, 1), (-1, 4)], [-2, 0, 0.25, 1, 5]),
    ("lognorm", [0.5], [(0, 1), (1, 2)], [-1, 0.1, 1, 5, 80]), ("lognorm", [2], [(0, 1)], [0.01, 1, 50]),
    ("binom", [10, 0.3], [(0, 1), (2, 1)], [-1, 0, 2, 2.5, 3, 7, 10, 12]), ("binom", [300, 0.95], [(0, 1)], [250, 280, 290, 300]),
    ("poisson", [0.6], [(0, 1)], [-1, 0, 1, 1.5, 4]), ("poisson", [40], [(0, 1), (3, 1)], [5, 30, 41, 90]),
]


def shown(x):
    x = float(x)
    return "nan" if np.isnan(x) else "inf" if x == np.inf else "-inf" if x == -np.inf else "%.17g" % x


def listed(values):
    return "{" + ", ".join(shown(v) for v in values) + "}"


print("-- Written by distributions.py with SciPy", scipy.__version__)
print("local inf, nan = math.huge, 0/0\nreturn {")
for name, shapes, places, x in CASES:
    d = getattr(stats, name)
    discrete = isinstance(d, stats.rv_discrete)
    for loc, scale in places:
        f = d(*shapes, loc) if discrete else d(*shapes, loc, scale)
        print('  {name = "%s", shapes = %s, loc = %s, scale = %s, discrete = %s, x = %s, q = %s,'
              % (name, listed(shapes), shown(loc), shown(scale), str(discrete).lower(), listed(x), listed(P)))
        methods = ["pmf", "logpmf"] if discrete else ["pdf", "logpdf"]
        for m in methods + ["cdf", "logcdf", "sf", "logsf"]:
            print("    %s = %s," % (m, listed(getattr(f, m)(np.array(x, float)))))
        for m in ["ppf", "isf"]:
            print("    %s = %s," % (m, listed(getattr(f, m)(np.array(P)))))
        for m in ["mean", "var", "std", "median", "entropy"]:
            print("    %s = %s," % (m, shown(getattr(f, m)())))
        print("    stats = %s, support = %s, interval = %s," % (listed(f.stats("mvsk")), listed(f.support()), listed(f.interval(0.9))))
        moments = [f.moment(k) for k in (1, 2, 3, 4)]
        print("    moments = %s," % listed(moments))
        kind = dict(args=tuple(shapes), loc=loc) if discrete else dict(args=tuple(shapes), loc=loc, scale=scale)
        print("    expect = %s," % shown(d.expect(lambda v: 1 / (1 + v * v), **kind)))
        seeds = [("rvs", 12345), ("generator", np.random.default_rng(12345))]
        for key, rng in seeds:
            print("    %s = %s," % (key, listed(f.rvs(size=8, random_state=rng))))
        print("  },")
print("}")
