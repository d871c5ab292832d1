#!/usr/bin/python3
"""Writes describe.txt: scipy.stats.describe of arrays whose elements follow from their place (see sample below)."""
import itertools
import warnings

import numpy as np
import scipy
from scipy.stats import describe, kurtosis, skew

warnings.simplefilter("ignore")


def sample(kind, shape):
    """Multiples of 1/8 that every dtype here holds exactly (uint8 and bool: whole numbers)."""
    n = int(np.prod(shape))
    i = np.arange(n, dtype=np.int64)
    r = (i * 7919 + i * i % 613 + 331) % 1009
    if kind == "float64" or kind == "float32":
        a = (r / 8.0 - 50).astype(kind)
    elif kind == "nan":
        a = r / 8.0 - 50
        a[r % 7 == 3] = np.nan
    elif kind == "bool":
        a = r % 3 == 0
    elif kind == "uint8":
        a = (r % 256).astype(np.uint8)
    else:
        a = (r - 500).astype(kind)
    return a.reshape(shape)


def listed(values):
    return " ".join("%.17g" % v for v in np.ma.filled(np.ma.asarray(values, dtype=float), np.nan).ravel())


print("# Written by describe.py with SciPy", scipy.__version__)
print("# kind; shape; axis (-1: none), ddof, bias, omit; nobs; min; max; mean; variance; skewness; kurtosis")
for kind in ["float64", "float32", "int64", "int32", "uint8", "bool", "nan"]:
    for shape in [(1,), (2,), (3,), (4,), (1000,), (40, 3), (3, 25), (4, 11, 3)]:
        for axis in list(range(len(shape))) + [None]:
            for ddof, bias, omit in [(1, True, False), (0, False, False), (1, True, True), (2, False, True)]:
                a = sample(kind, shape)
                if omit and not (kind == "nan" and np.isnan(a).any()):
                    continue
                d = describe(a, axis=axis, ddof=ddof, bias=bias, nan_policy="omit" if omit else "propagate")
                parts = [d.nobs, d.minmax[0], d.minmax[1], d.mean, d.variance, d.skewness, d.kurtosis]
                if omit:
                    # describe goes through masked arrays here, which call the shape of equal elements 0 and -3 instead
                    # of nan; skew and kurtosis do not.
                    parts[5] = skew(a, axis=axis, bias=bias, nan_policy="omit")
                    parts[6] = kurtosis(a, axis=axis, bias=bias, nan_policy="omit")
                options = [-1 if axis is None else axis, ddof, bias, omit]
                print("; ".join([kind, listed(shape), listed(options)] + [listed(p) for p in parts]))
