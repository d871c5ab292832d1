#!/usr/bin/python3
"""Writes nelder_mead.inc: what scipy.optimize.minimize(method="Nelder-Mead") does with the problems of problems.py."""
import warnings

import numpy as np
import scipy
from scipy.optimize import minimize

from problems import problems

warnings.simplefilter("ignore")
inf = float("inf")
rosen10 = [-1.2, 1.0] * 5
cases = [  # problem, x0, options, bounds
    (0, [-1.2, 1.0], {}, None),
    (0, [1.3, 0.7, 0.8, 1.9, 1.2], {}, None),
    (0, [1.3, 0.7, 0.8, 1.9, 1.2], {"adaptive": True}, None),
    (0, [1.3, 0.7, 0.8, 1.9, 1.2], {"xatol": 1e-8, "fatol": 1e-8}, None),
    (0, rosen10, {"adaptive": True, "maxiter": 5000, "maxfev": 8000}, None),
    (0, rosen10, {}, None),
    (0, [0.5 + 0.05 * i for i in range(20)], {"maxfev": 3000}, None),
    (0, [-1.2, 1.0], {"maxiter": 17}, None),
    (0, [-1.2, 1.0], {"maxfev": 40}, None),
    (0, [-1.2, 1.0], {"maxfev": 41}, None),
    (0, [-1.2, 1.0], {"maxfev": 42}, None),
    (0, [-1.2, 1.0], {"maxfev": 43}, None),
    (0, [-1.2, 1.0], {"maxfev": 1}, None),
    (0, [-1.2, 1.0], {"maxiter": 1}, None),
    (0, [-1.2, 1.0], {"maxiter": 10, "maxfev": inf}, None),
    (0, [-1.2, 1.0], {"maxiter": inf}, None),
    (0, [-1.2, 1.0], {}, [(-2, 0.5), (-1, 2)]),
    (0, [-1.2, 1.0], {}, [(-inf, 0.9), (0.2, inf)]),
    (0, [2.0, 2.0, 2.0], {"adaptive": True}, [(0, 3), (1.5, 3), (-1, 2.5)]),
    (0, [-1.2, 1.0], {"initial_simplex": [[-1.2, 1.0], [0.0, 0.5], [1.0, 2.0]]}, None),
    (0, [-1.2, 1.0], {"initial_simplex": [[-0.9, 1.0], [0.0, 0.5], [1.0, 2.0]]}, [(-1, 1.0), (0.6, 2.5)]),
    (1, [1.0, 1.0], {}, None),
    (1, [-3.0, 2.0], {"xatol": 1e-10, "fatol": 1e-12}, None),
    (2, [0.0, 0.0], {}, None),
    (2, [-1.0, -1.0], {"xatol": 1e-3}, None),
    (3, [3.0, -1.0, 0.0, 1.0], {}, None),
    (3, [3.0, -1.0, 0.0, 1.0], {"adaptive": True, "fatol": 1e-14, "xatol": 1e-7}, None),
    (4, [0.0], {}, None),
    (4, [1e6], {"maxfev": 1000}, None),
    (4, [10.0], {"adaptive": True}, [(2.6, 20)]),
    (5, [3.2, -1.7, 2.9], {}, None),
    (5, [3.2, -1.7], {"maxiter": 1000}, None),
    (6, [0.02, 0.5], {}, None),
    (6, [4.0, 2.0], {"xatol": 1e-9, "fatol": 1e-9}, None),
]


def listed(values):
    return "{" + ", ".join(float(v).hex() if np.isfinite(v) else ("inf" if v > 0 else "-inf") for v in values) + "}"


def count(v):
    return "absent" if v is None else ("unlimited" if v == inf else str(v))


print("// Written by nelder_mead.py with SciPy", scipy.__version__, "and NumPy", np.__version__)
print("// problem, x0, lower, upper, simplex, adaptive, xatol, fatol, maxiter, maxfev; x, fun, nit, nfev, status, number of")
print("// points that return_all gives, sum of their elements in order")
for problem, x0, options, bounds in cases:
    r = minimize(problems[problem], x0, method="Nelder-Mead", bounds=bounds, options={**options, "return_all": True})
    total = 0.0
    for point in r.allvecs:
        for v in point:
            total = total + v
    low = [b[0] for b in bounds] if bounds else []
    high = [b[1] for b in bounds] if bounds else []
    simplex = [v for row in options.get("initial_simplex", []) for v in row]
    fun = min(f for f in r.final_simplex[1] if not np.isnan(f))
    print("{" + ", ".join([
        str(problem), listed(x0), listed(low), listed(high), listed(simplex),
        "true" if options.get("adaptive") else "false",
        float(options.get("xatol", 1e-4)).hex(), float(options.get("fatol", 1e-4)).hex(),
        count(options.get("maxiter")), count(options.get("maxfev")),
        listed(r.x), float(fun).hex(), str(r.nit), str(r.nfev), str(r.status), str(len(r.allvecs)),
        float(total).hex()]) + "},")
