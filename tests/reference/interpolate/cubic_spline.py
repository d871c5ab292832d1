#!/usr/bin/python3
"""Writes cubic_spline.txt: scipy.interpolate.CubicSpline and PPoly of samples that follow from their place."""
import numpy as np
import scipy
from scipy.interpolate import CubicSpline, PPoly


def knots(n):
    i = np.arange(n)
    return i + (i * 37 % 11) / 16.0


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


print("# Written by cubic_spline.py with SciPy", scipy.__version__)
print("# spline; n; shape of y; axis; kind; start and end condition (not-a-knot, periodic, clamped, natural, 1, 2 with")
print("# values 0.5, 1.5 ... at the start and -0.25, 0.75 ... at the end); c; values at points for nu = 0 to 4, extrapolated;")
print("# values at points with the default extrapolation; integrals over (first, last), (0.3, 2.7), (5, -1.5);")
print("# second antiderivative at points")
for n in [2, 3, 4, 7]:
    for shape, axis in [((n,), 0), ((n, 2), 0), ((2, n), 1), ((2, n, 3), 1)]:
        for kind in ["real", "complex"]:
            for start, end in [("not-a-knot",) * 2, ("periodic",) * 2, ("clamped", "natural"), ("natural", "clamped"),
                               ("not-a-knot", "clamped"), ("natural", "not-a-knot"), ("1", "2"), ("2", "1")]:
                if kind == "complex" and (len(shape) > 1 or n == 4) or len(shape) == 2 and n == 7:
                    continue
                if len(shape) == 3 and (n != 4 or start not in ("not-a-knot", "periodic", "1")):
                    continue
                x, y = knots(n), heights(shape, kind)
                if start == "periodic":
                    if n == 3 and len(shape) > 1:
                        continue  # SciPy 1.10 takes one slope for all columns here
                    y = np.array(np.moveaxis(y, axis, 0))
                    y[-1] = y[0]
                    y = np.moveaxis(y, 0, axis)
                rest = shape[:axis] + shape[axis + 1:]
                count = int(np.prod(rest))
                values = {"1": 1, "2": 2}

                def condition(word, first):
                    if word not in values:
                        return word
                    return values[word], (first + np.arange(count)).reshape(rest)

                bc = start if start == "periodic" else (condition(start, 0.5), condition(end, -0.25))
                s = CubicSpline(x, y, axis=axis, bc_type=bc)
                t = np.array([x[0], 0.3, 1.0, 1.7, x[-1], x[-1] + 1.25, -0.75, np.nan])
                parts = [s.c] + [s(t, nu, extrapolate=True) for nu in range(5)] + [s(t)]
                parts += [np.array([s.integrate(x[0], x[-1]), s.integrate(0.3, 2.7), s.integrate(5, -1.5)])]
                parts += [s.antiderivative(2)(t)]
                print("; ".join(["spline", str(n), " ".join(map(str, shape)), str(axis), kind, start, end] +
                                [listed(p) for p in parts]))
