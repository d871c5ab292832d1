#!/usr/bin/python3
"""Writes solve_ivp.inc: what scipy.integrate.solve_ivp does with some small systems."""
import numpy as np
import scipy
from scipy.integrate import solve_ivp


def decay(t, y):
    return [-0.5 * y[0]]


def lotka_volterra(t, y):
    return [1.5 * y[0] - y[0] * y[1], -3 * y[1] + y[0] * y[1]]


def oscillator(t, y):
    return [y[1], -y[0]]


def forced(t, y):
    return [np.sin(t) - y[0]]


problems = [(decay, [2.0]), (lotka_volterra, [10.0, 5.0]), (oscillator, [1.0, 0.0]), (forced, [0.5])]
cases = [(p, method, span, options) for p in range(4) for method in ("RK23", "RK45", "DOP853")
         for span, options in (((0, 10), {}), ((0, 10), {"rtol": 1e-8, "atol": 1e-10}), ((5, -1), {"rtol": 1e-6}))
         if not (p == 1 and span[0] > 0)]
cases += [(2, "RK45", (0, 10), {"max_step": 0.05}), (2, "RK45", (0, 10), {"first_step": 1e-3}),
          (1, "DOP853", (0, 15), {"rtol": 1e-12, "atol": 1e-12}), (0, "RK45", (0, 1e-3), {}), (3, "RK23", (0, 3), {"first_step": 2.0})]


def listed(values):
    return "{" + ", ".join(float(v).hex() for v in values) + "}"


print("// Written by solve_ivp.py with SciPy", scipy.__version__, "and NumPy", np.__version__)
print("// problem, method, t0, end, rtol, atol, max_step, first_step; evaluations, steps, last y, t and y of dense output")
print("// in the middle, sum of all t, evaluations with the dense output")
for p, method, span, options in cases:
    f, y0 = problems[p]
    r = solve_ivp(f, span, y0, method=method, **options)
    d = solve_ivp(f, span, y0, method=method, dense_output=True, **options)
    middle = (span[0] + 2 * span[1]) / 3
    print("{" + ", ".join([
        str(p), "IvpMethod::" + method.lower(), float(span[0]).hex(), float(span[1]).hex(),
        float(options.get("rtol", 1e-3)).hex(), float(options.get("atol", 1e-6)).hex(),
        float(options["max_step"]).hex() if "max_step" in options else "inf", float(options.get("first_step", 0)).hex(),
        str(r.nfev), str(len(r.t) - 1), listed(r.y[:, -1]), listed(d.sol(middle)), float(np.sum(r.t)).hex(), str(d.nfev)])
        + "},")
