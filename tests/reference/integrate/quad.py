#!/usr/bin/python3
"""Writes quad.inc: what scipy.integrate.quad gives for the integrands of integrands.h."""
import math
import warnings

import scipy
from scipy.integrate import quad

warnings.simplefilter("ignore")
inf = math.inf
sqrt, exp, log, sin, cos, pi = math.sqrt, math.exp, math.log, math.sin, math.cos, math.pi

integrands = [
    lambda x: x * x,
    lambda x: 1 / sqrt(x),
    lambda x: log(x),
    lambda x: exp(-x * x),
    lambda x: abs(x - 1 / 3),
    lambda x: 1 / (1 + 1e4 * (x - 0.7) * (x - 0.7)),
    lambda x: cos(50 * sin(x)),
    lambda x: 1 / (1 + x * x),
    lambda x: x / (exp(x) - 1) if x < 700 else 0.0,
    lambda x: 1 / x,
    lambda x: 0.0 if x < 0.3 else 1.0,
    lambda x: sin(1 / x) if x != 0 else 0.0,
    lambda x: exp(x),
    lambda x: 1 / sqrt(abs(x - 0.25)),
    lambda x: exp(-3 * x),
    lambda x: 1.0,
    lambda x: 1 / (1 + x),
]
cases = [  # integrand, a, b, options
    (0, 0, 1, {}), (0, 1, 4, {}), (0, 4, 1, {}), (0, 2, 2, {}),
    (1, 0, 1, {}), (2, 0, 1, {}), (3, -inf, inf, {}), (3, 0, inf, {}), (3, -inf, 1, {}), (3, inf, -inf, {}),
    (4, 0, 1, {}), (5, 0, 1, {}), (6, 0, pi, {}), (7, -inf, inf, {}), (8, 1e-300, inf, {}), (9, 1e-12, 1, {}),
    (10, 0, 1, {}), (11, 0, 1, {}), (11, 0, 1, {"limit": 10}), (3, 0, 1, {"epsabs": 0}),
    (5, 0, 1, {"epsabs": 1e-14, "epsrel": 1e-14}), (0, 0, 1, {"limit": 1}), (9, 1e-300, inf, {}),
    (4, 0, 1, {"points": [1 / 3]}), (10, 0, 1, {"points": [0.3]}), (13, 0, 1, {"points": [0.25]}),
    (13, 0, 1, {"points": [0.9, 0.25, 0.25, 3.0]}), (5, 0, 1, {"points": [0.7, 0.1]}),
    (12, 0, 1, {"weight": "cos", "wvar": 30.0}), (12, 0, 1, {"weight": "sin", "wvar": 100.0}),
    (12, 0, 1, {"weight": "sin", "wvar": -100.0}), (12, 0, 1, {"weight": "cos", "wvar": 1.5}),
    (1, 1e-3, 1, {"weight": "cos", "wvar": 10.0}), (2, 1e-6, 2 * pi, {"weight": "sin", "wvar": 40.0}),
    (5, 0, 1, {"weight": "cos", "wvar": 200.0}), (12, 0, 20, {"weight": "sin", "wvar": 3.0}),
    (14, 0, inf, {"weight": "cos", "wvar": 2.0}), (16, 0, inf, {"weight": "sin", "wvar": 1.0}),
    (16, 0, inf, {"weight": "sin", "wvar": -7.5}), (12, -inf, 0, {"weight": "sin", "wvar": 2.0}),
    (12, -inf, 0, {"weight": "cos", "wvar": 2.0}), (16, 0, inf, {"weight": "cos", "wvar": 0.3}),
    (16, 0, inf, {"weight": "cos", "wvar": 0.3, "limlst": 4}),
    (12, 0, 1, {"weight": "alg", "wvar": (-0.5, 0.0)}), (12, 0, 1, {"weight": "alg", "wvar": (-0.5, -0.5)}),
    (12, 0, 1, {"weight": "alg", "wvar": (0.5, -0.9)}), (12, 0, 1, {"weight": "alg-logb", "wvar": (0.0, 0.0)}),
    (12, 0, 1, {"weight": "alg-log", "wvar": (0.5, -0.5)}), (6, 0, 3, {"weight": "alg", "wvar": (-0.5, 0.0)}),
    (12, -1, 2, {"weight": "cauchy", "wvar": 0.5}), (12, -1, 2, {"weight": "cauchy", "wvar": 5.0}),
    (6, 0, 4, {"weight": "cauchy", "wvar": 1.0}), (0, 1, -1, {"weight": "cauchy", "wvar": 0.3}),
]
names = {None: "none", "alg-loga": "alg_loga", "alg-logb": "alg_logb", "alg-log": "alg_log"}


def number(v):
    return "inf" if v == inf else "-inf" if v == -inf else float(v).hex()


print("// Written by quad.py with SciPy", scipy.__version__)
print("// integrand, a, b, epsabs, epsrel, limit, limlst, points, weight, wvar, second wvar; value, error, evaluations,")
print("// whether SciPy is content")
for which, a, b, options in cases:
    r = quad(integrands[which], a, b, full_output=1, **options)
    weight, wvar = options.get("weight"), options.get("wvar", 0.0)
    pair = wvar if isinstance(wvar, tuple) else (wvar, 0.0)
    print("{" + ", ".join([
        str(which), number(a), number(b), number(options.get("epsabs", 1.49e-8)), number(options.get("epsrel", 1.49e-8)),
        str(options.get("limit", 50)), str(options.get("limlst", 50)),
        "{" + ", ".join(number(p) for p in options.get("points", [])) + "}", "Weight::" + names.get(weight, weight),
        number(pair[0]), number(pair[1]), number(r[0]), number(r[1]), str(r[2]["neval"]),
        "true" if len(r) == 3 else "false"]) + "},")
