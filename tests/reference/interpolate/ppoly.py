#!/usr/bin/python3
"""Writes ppoly.txt: scipy.interpolate.PPoly on small polynomials, also with falling breakpoints and jumps."""
import numpy as np
import scipy
from scipy.interpolate import PPoly


def listed(values):
    return " ".join("%.17g" % e for e in np.asarray(values, dtype=float).ravel())


cases = [  # c, x
    ([[1, -1], [0, 2], [-1, 0.5]], [0, 2, 3]),
    ([[1, 2, -3], [4, 0, 1]], [-1, 0, 0.5, 4]),
    ([[1, -1], [0, 2], [-1, 0.5]], [3, 2, 0]),
    ([[2, 1, 1]], [5, 3, 2, 1]),
    ([[1, 0.5], [-2, 1], [-1, 3], [2, -4]], [-2, 0, 2.5]),
    ([[1], [-3], [0.25], [5], [-2.5], [0.125]], [0, 3]),
    ([[1, 2, 3], [1, 1, 1]], [0, 1, 1, 2]),
    ([[0, 1], [0, -1]], [0, 1, 2]),
    ([[1, 0], [-1, 0]], [0, 2, 3]),
]
print("# Written by ppoly.py with SciPy", scipy.__version__)
print("# k m; c; x; points; values at points for nu = 0, 1, 2 with extrapolation, without, periodic; integrals over (0.1, 1.9),")
print("# (-3, 8) with extrapolation, without, periodic; third antiderivative at points; first derivative's c;")
print("# solutions of p = 0.5 with extrapolation, without, without jumps")
for c, x in cases:
    c, x = np.array(c, float), np.array(x, float)
    p = PPoly(c, x)
    t = np.concatenate([x, x[:-1] + 0.25 * np.diff(x), [x.min() - 1.5, x.max() + 0.75]])
    parts = [[c.shape[0], c.shape[1]], c, x, t]
    for mode in (True, False, "periodic"):
        for nu in range(3):
            parts.append(p(t, nu, mode))
    rising = x[-1] > x[0]
    for mode in (True, False, "periodic"):
        # SciPy 1.10 does not integrate periodically over falling breakpoints.
        if mode == "periodic" and not rising:
            q = PPoly(np.array([[0.0]]), [0, 1])
            parts.append([np.nan, np.nan])
        else:
            parts.append([p.integrate(0.1, 1.9, mode), p.integrate(-3, 8, mode)])
    parts.append(p.antiderivative(3)(t))
    parts.append(p.derivative().c)
    for discontinuity, mode in ((True, True), (True, False), (False, False)):
        parts.append(np.sort(p.solve(0.5, discontinuity, mode)))
    print("; ".join(listed(v) for v in parts))
