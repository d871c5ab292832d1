#!/usr/bin/python3
"""Writes brentq.inc: what scipy.optimize.brentq does with the root problems of problems.py."""
import random

import numpy as np
import scipy
from scipy.optimize import brentq

from problems import root_problems

eps4 = 4 * np.finfo(float).eps
cases = [  # problem, a, b, options
    (0, 2.0, 3.0, {}), (0, 3.0, 2.0, {}), (0, -100.0, 100.0, {}), (1, 0.0, 2.0, {}), (1, -2.0, 0.0, {}),
    (1, 0.0, 2.0, {"xtol": 1e-3}), (1, 0.0, 2.0, {"rtol": 1e-2}), (1, 0.0, 2.0, {"xtol": 1e-300}),
    (2, 0.0, 3.0, {}), (2, 0.0, 3.0, {"xtol": 1e-14}), (3, 0.0, 0.29, {}), (3, -10.0, 10.0, {}), (4, -1.0, 1.0, {}),
    (4, -5.0, 5.0, {}), (5, 0.0, 1.0, {}), (5, -1e6, 1e6, {}), (6, -1.0, 1.7, {}), (6, -1.0, 4.0, {"xtol": 1e-20}),
    (7, 0.0, 1e5, {}), (7, 0.0, 1.0, {"xtol": 1e-15}), (9, 4.0, 5.0, {}), (9, 0.0, 4.0, {}), (9, 0.0, 1e10, {}),
    (0, -100.0, 100.0, {"maxiter": 5}), (2, 0.0, 3.0, {"maxiter": 0}), (2, 0.0, 3.0, {"maxiter": 1}),
]
rng = random.Random(5)
for _ in range(40):
    cases.append((rng.choice([0, 4, 5, 9]), -rng.uniform(0, 50), rng.uniform(4.5, 60), {"xtol": 10 ** rng.uniform(-15, -2)}))

print("// Written by brentq.py with SciPy", scipy.__version__)
print("// problem, a, b, xtol, rtol, maxiter; root, iterations, function_calls, converged")
for problem, a, b, options in cases:
    f = root_problems[problem]
    if f(a) * f(b) > 0:
        continue
    root, r = brentq(f, a, b, full_output=True, disp=False, **options)
    print("{" + ", ".join([
        str(problem), a.hex(), b.hex(), float(options.get("xtol", 2e-12)).hex(), float(options.get("rtol", eps4)).hex(),
        # SciPy 1.10 leaves the count unset when an end of the bracket is a root.
        str(options.get("maxiter", 100)), float(root).hex(), str(0 if f(a) * f(b) == 0 else r.iterations), str(r.function_calls),
        "true" if r.converged else "false"]) + "},")
