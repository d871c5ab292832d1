#!/usr/bin/python3
"""Writes interp1d.txt: scipy.interpolate.interp1d and PchipInterpolator of samples that follow from their place."""
import numpy as np
import scipy
from scipy.interpolate import PchipInterpolator, interp1d


def places(n, order):
    i = np.arange(n)
    x = i + (i * 37 % 11) / 16.0
    return x[(i * 3 + 1) % n] if order == "mixed" and n % 3 else x


def heights(shape, kind):
    i = np.arange(int(np.prod(shape)))
    y = (i * 7919 % 101) / 8.0 - 6
    if kind == "complex":
        y = y + 1j * ((i * 31 % 17) / 4.0 - 2)
    return y.reshape(shape)


def listed(values):
    v = np.asarray(values).ravel()
    if np.iscomplexobj(v):
        v = np.stack([v.real, v.imag], axis=-1).ravel()
    return " ".join("%.17g" % e for e in v)


def points(x):
    s = np.sort(x)
    middles = (s[1:] + s[:-1]) / 2
    return np.concatenate([s, middles, middles + 0.1, [s[0] + 0.01, s[-1] - 0.01, s[0] - 0.75, s[-1] + 1.25]])


print("# Written by interp1d.py with SciPy", scipy.__version__)
print("# interp1d; n; shape of y; axis; real or complex; order of x; kind; values extrapolated; values filled with -7, 8.5")
for n in [1, 2, 4, 7, 8]:
    for shape, axis in [((n,), 0), ((n, 2), 0), ((2, n, 3), 1)]:
        for kind in ["real", "complex"]:
            for order in ["rising", "mixed"]:
                if len(shape) > 1 and (kind == "complex" or n == 8 or order == "mixed" and n != 7):
                    continue
                for rule in ["linear", "nearest", "nearest-up", "previous", "next", "zero", "slinear", "quadratic",
                             "cubic", 5]:
                    degree = {"quadratic": 2, "cubic": 3, "slinear": 1, "zero": 0}.get(rule, rule)
                    if isinstance(degree, int) and n <= degree or n == 1 and rule in ("linear", "zero"):
                        continue
                    x, y = places(n, order), heights(shape, kind)
                    t = points(x)
                    f = interp1d(x, y, rule, axis=axis, fill_value="extrapolate")
                    g = interp1d(x, y, rule, axis=axis, bounds_error=False, fill_value=(-7, 8.5))
                    print("; ".join(["interp1d", str(n), " ".join(map(str, shape)), str(axis), kind, order, str(rule),
                                     listed(f(t)), listed(g(t))]))

print("# pchip; n; shape of y; axis; coefficients; values extrapolated; second derivative")
for n in [2, 3, 4, 9]:
    for shape, axis in [((n,), 0), ((2, n, 3), 1)]:
        x, y = places(n, "rising"), heights(shape, "real")
        y[y > 4] = 4.0  # level stretches
        p = PchipInterpolator(x, y, axis)
        t = points(x)
        print("; ".join(["pchip", str(n), " ".join(map(str, shape)), str(axis), listed(p.c), listed(p(t)),
                         listed(p(t, 2))]))
