#!/usr/bin/python3
"""Writes minimize.inc: what scipy.optimize.minimize does by gradients with the problems of problems.py."""
import warnings

import numpy as np
import scipy
from scipy.optimize import minimize

from problems import problems

warnings.simplefilter("ignore")
inf = float("inf")


def gradient(x):
    g = np.zeros(len(x))
    for i in range(len(x) - 1):
        a = x[i + 1] - x[i] * x[i]
        g[i] += -400 * x[i] * a - 2 * (1 - x[i])
        g[i + 1] += 200 * a
    return g


rosen10 = [-1.2, 1.0] * 5
cases = [(m, 0, x0, True, None) for m in ("BFGS", "CG", "L-BFGS-B")
         for x0 in ([-1.2, 1.0], [1.3, 0.7, 0.8, 1.9, 1.2], rosen10, [0.5] * 20)]
cases += [(m, p, x0, False, None) for m in ("BFGS", "CG", "L-BFGS-B")
          for p, x0 in ((0, [-1.2, 1.0]), (1, [1.0, 1.0]), (2, [0.0, 0.0]), (3, [3.0, -1.0, 0.0, 1.0]), (4, [10.0]))]
cases += [("L-BFGS-B", 0, [-1.2, 1.0], g, b) for g in (True, False)
          for b in ([(-2, 0.5), (-1, 2)], [(-inf, 0.9), (0.2, inf)], [(2, 3), (-inf, inf)])]


def listed(values):
    return "{" + ", ".join(float(v).hex() if np.isfinite(v) else ("inf" if v > 0 else "-inf") for v in values) + "}"


print("// Written by minimize.py with SciPy", scipy.__version__, "and NumPy", np.__version__)
print("// method, problem, x0, with a gradient, lower, upper; x, fun, nit, nfev, njev, status")
for method, problem, x0, with_gradient, bounds in cases:
    r = minimize(problems[problem], x0, method=method, jac=gradient if with_gradient else None, bounds=bounds)
    low = [b[0] for b in bounds] if bounds else []
    high = [b[1] for b in bounds] if bounds else []
    print("{" + ", ".join([
        '"%s"' % method, str(problem), listed(x0), "true" if with_gradient else "false", listed(low), listed(high),
        listed(r.x), float(r.fun).hex(), str(r.nit), str(r.nfev), str(r.njev), str(r.status)]) + "},")
