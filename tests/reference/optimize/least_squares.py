#!/usr/bin/python3
"""Writes least_squares.inc: what scipy.optimize.least_squares does with two small problems."""
import numpy as np
import scipy
from scipy.optimize import least_squares

t = np.array([0.25 * i for i in range(20)])
noise = np.array([0.05 * np.sin(17.0 * i * i) for i in range(20)])
y = 3.0 * np.exp(-0.7 * t) + 0.5 + noise
y[3] += 4
y[11] -= 2.5


def rosenbrock(x):
    return np.array([10 * (x[1] - x[0] * x[0]), 1 - x[0]])


def rosenbrock_jacobian(x):
    return np.array([[-20 * x[0], 10], [-1, 0]])


def decay(p):
    return p[0] * np.exp(-p[1] * t) + p[2] - y


def decay_jacobian(p):
    e = np.exp(-p[1] * t)
    return np.stack([e, -p[0] * t * e, np.ones_like(t)], axis=1)


inf = float("inf")
problems = [(rosenbrock, rosenbrock_jacobian, [-1.2, 1.0]), (decay, decay_jacobian, [1.0, 1.0, 0.0])]
free = {0: (-inf, inf), 1: (-inf, inf)}
cases = []
for p in (0, 1):
    for exact in (True, False):
        for method in ("trf", "lm"):
            cases.append((p, exact, method, "linear", 1.0, None, None))
            cases.append((p, exact, method, "linear", 1.0, None, "jac"))
    for loss in ("soft_l1", "huber", "cauchy", "arctan"):
        for f_scale in (1.0, 0.1):
            cases.append((p, True, "trf", loss, f_scale, None, None))
cases += [(0, e, "trf", "linear", 1.0, b, s) for e in (True, False) for s in (None, "jac") for b in
          (([-2, -1], [0.5, 2]), ([-1.5, -inf], [0.8, inf]), ([-1.2, 0.5], [0, 1.0]))]
cases += [(1, e, "trf", "soft_l1", 0.3, b, None) for e in (True, False) for b in
          (([0, 0, 0], [2.5, 3, 1]), ([0, 0.9, -1], [10, 2, 0.2]))]


def listed(values):
    return "{" + ", ".join("inf" if v == inf else "-inf" if v == -inf else float(v).hex() for v in values) + "}"


print("// Written by least_squares.py with SciPy", scipy.__version__, "and NumPy", np.__version__)
print("// problem, exact Jacobian, lm, loss, f_scale, lower, upper, scaled by the Jacobian; x, cost, optimality, nfev, status,")
print("// active mask")
for p, exact, method, loss, f_scale, bounds, scale in cases:
    f, jac, x0 = problems[p]
    r = least_squares(f, x0, jac=jac if exact else "2-point", method=method, loss=loss, f_scale=f_scale,
                      bounds=bounds or free[p], x_scale=scale or 1.0)
    low, high = bounds or ([], [])
    print("{" + ", ".join([
        str(p), "true" if exact else "false", "true" if method == "lm" else "false", "Loss::" + loss, float(f_scale).hex(),
        listed(low), listed(high), "true" if scale else "false", listed(r.x), float(r.cost).hex(),
        float(r.optimality).hex(), str(r.nfev), str(r.status), listed(r.active_mask)]) + "},")
