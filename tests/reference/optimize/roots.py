#!/usr/bin/python3
"""Writes roots.inc and minimize_scalar.inc: what SciPy's searches on a line do with the problems of problems.py."""
import warnings

import numpy as np
import scipy
from scipy.optimize import minimize_scalar, root_scalar

from problems import root_problems

warnings.simplefilter("ignore")
inf = float("inf")
brackets = [(0, 2.0, 3.0, {}), (0, -100.0, 100.0, {}), (1, 0.0, 2.0, {}), (1, -2.0, 0.0, {}), (1, 0.0, 2.0, {"xtol": 1e-3}),
            (2, 0.0, 3.0, {}), (3, 0.0, 0.29, {}), (4, -1.0, 1.0, {}), (4, -5.0, 5.0, {}), (5, 0.0, 1.0, {}),
            (6, -1.0, 1.7, {}), (7, 0.0, 1.0, {"xtol": 1e-15}), (9, 4.0, 5.0, {}), (9, 0.0, 4.0, {}),
            (0, -100.0, 100.0, {"maxiter": 5})]


def derivative(which, x):
    return {0: lambda: 3 * x * x - 2, 1: lambda: 2 * x, 9: lambda: 1.0}[which]()


def second(which, x):
    return {0: lambda: 6 * x, 1: lambda: 2.0, 9: lambda: 0.0}[which]()


out = open("roots.inc", "w")
print("// Written by roots.py with SciPy", scipy.__version__, file=out)
print("// method, problem, a or x0, b or x1, xtol, maxiter; root, iterations, function_calls, converged", file=out)


def write(method, problem, a, b, options, r, xtol, maxiter):
    print("{" + ", ".join(['"%s"' % method, str(problem), float(a).hex(), float(b).hex(),
                           float(options.get("xtol", xtol)).hex(), str(options.get("maxiter", maxiter)), float(r.root).hex(),
                           str(r.iterations), str(r.function_calls), "true" if r.converged else "false"]) + "},", file=out)


for method in ("bisect", "brenth", "ridder", "toms748"):
    for problem, a, b, options in brackets:
        f = root_problems[problem]
        r = root_scalar(f, method=method, bracket=(a, b), **options)
        if f(a) * f(b) == 0:
            r.iterations = 0  # left unset by SciPy 1.10
        write(method, problem, a, b, options, r, 2e-12, 100)
for method in ("newton", "halley", "secant"):
    for problem, x0 in ((0, 3.0), (0, -40.0), (0, 0.9), (1, 1.0), (1, -7.0), (9, 0.0)):
        for options in ({}, {"xtol": 1e-3}, {"maxiter": 3}):
            f = root_problems[problem]
            x1 = x0 + 0.5
            more = {"x1": x1} if method == "secant" else {"fprime": lambda x: derivative(problem, x)}
            if method == "halley":
                more["fprime2"] = lambda x: second(problem, x)
            r = root_scalar(f, method=method, x0=x0, **more, **options)
            write(method, problem, x0, x1, options, r, 1.48e-8, 50)
out.close()

minima = [lambda x: (x - 2) * (x - 2) * (x + 3), lambda x: x * x * x * x - 3 * x + 1, lambda x: abs(x - 0.3),
          lambda x: -np.exp(-(x - 1) * (x - 1)), lambda x: (x - 1e3) * (x - 1e3)]
out = open("minimize_scalar.inc", "w")
print("// Written by roots.py with SciPy", scipy.__version__, file=out)
print("// method, problem, bracket or bounds, tolerance, maxiter; x, fun, nit, nfev, success", file=out)
for method in ("brent", "golden"):
    for problem, bracket in ((0, None), (0, (1.0, 1.5)), (0, (0.0, 1.0, 5.0)), (1, None), (1, (3.0, 2.0)), (2, None), (3, None),
                             (3, (0.0, 0.9, 3.0)), (4, None), (4, (0.0, 0.1))):
        for options in ({}, {"xtol": 1e-3}, {"maxiter": 4}):
            r = minimize_scalar(minima[problem], bracket=bracket, method=method, options=options)
            usual = 1.48e-8 if method == "brent" else np.sqrt(np.finfo(float).eps)
            print("{" + ", ".join(['"%s"' % method, str(problem), "{" + ", ".join(map(repr, bracket or [])) + "}",
                                   float(options.get("xtol", usual)).hex(),
                                   str(options.get("maxiter", 500 if method == "brent" else 5000)), float(r.x).hex(),
                                   float(r.fun).hex(), str(r.nit), str(r.nfev), "true" if r.success else "false"]) + "},", file=out)
for problem, bounds in ((0, (-1.0, 5.0)), (0, (3.0, 4.0)), (1, (-10.0, 10.0)), (2, (0.0, 1.0)), (3, (-3.0, 3.0)), (4, (0.0, 5000.0)), (1, (2.0, 2.0))):
    for options in ({}, {"xatol": 1e-9}, {"maxiter": 6}):
        r = minimize_scalar(minima[problem], bounds=bounds, method="bounded", options=options)
        print("{" + ", ".join(['"bounded"', str(problem), "{%r, %r}" % bounds, float(options.get("xatol", 1e-5)).hex(),
                               str(options.get("maxiter", 500)), float(r.x).hex(), float(r.fun).hex(), str(r.nit), str(r.nfev),
                               "true" if r.success else "false"]) + "},", file=out)
