#!/usr/bin/python3
"""Writes order.txt: medians, quantiles, searches and distinct elements as NumPy computes them
(run from this folder: ./order.py > order.txt). Axes and positions are 0-based.
"""
import warnings

import numpy as np

from common import NAMES, let, line, values

warnings.simplefilter("ignore")
rng = np.random.default_rng(21)
print("# NumPy", np.__version__)

METHODS = ["linear", "lower", "higher", "midpoint", "nearest", "inverted_cdf", "averaged_inverted_cdf",
           "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull", "median_unbiased", "normal_unbiased"]
Q = np.array([0, 0.07, 0.125, 0.25, 1 / 3, 0.5, 0.6, 0.75, 0.9, 0.99, 1])

for dtype in ("float64", "float32", "int64", "int32", "uint8"):
    for shape, axes in (((1,), "0"), ((2,), "0"), ((9,), "0"), ((16,), "0"), ((4, 7), "1"), ((8, 3), "0"), ((3, 4, 5), "0+2")):
        a = values(rng, dtype, shape, special=False)
        let("a", a)
        axis = tuple(int(k) for k in axes.split("+"))
        for method in METHODS:
            # We interpolate float32 in float64; NumPy subtracts in float32 before.
            r = np.quantile(a.astype("f8") if dtype == "float32" else a, Q, axis=axis, method=method)
            r = r.astype(np.quantile(a, Q, axis=axis, method=method).dtype)
            line("quantile", dict(a="@a", q=Q, axis=axes, method=method), r)
        line("median", dict(a="@a", axis=axes), np.median(a, axis=axis))
        line("median", dict(a="@a", axis=axes, keepdims=1), np.median(a, axis=axis, keepdims=True))
for dtype in ("float64", "float32"):
    a = values(rng, dtype, (5, 8), special=False)
    a[1, 3] = a[1, 4] = a[4, 0] = np.nan
    let("a", a)
    for axes, axis in (("0", 0), ("1", 1), ("none", None)):
        for skip in (0, 1):
            f = np.nanquantile if skip else np.quantile
            line("quantile", dict(a="@a", q=Q, axis=axes, method="linear", skip_nan=skip), f(a.astype("f8"), Q, axis=axis))
            line("median", dict(a="@a", axis=axes, skip_nan=skip), (np.nanmedian if skip else np.median)(a, axis=axis))
q2 = np.array([[10.0, 50.0], [25.0, 99.0]])
a = values(rng, "float64", (3, 4), special=False)
line("percentile", dict(a=a, q=q2, axis="1", method="hazen"), np.percentile(a, q2, axis=1, method="hazen"))
line("percentile", dict(a=a, q=q2, axis="1", method="linear", keepdims=1), np.percentile(a, q2, axis=1, keepdims=True))
for dtype in ("complex128", "bool"):
    a = values(rng, dtype, (3, 6), special=False)
    line("median", dict(a=a, axis="1"), np.median(a, axis=1))

for dtype in NAMES:
    for size in (0, 1, 12, 40):
        a = values(rng, dtype, (size,))
        if size > 20 and dtype.startswith(("float", "complex")):
            a[3] = a[9] = a[10] = np.nan
            a[5], a[6], a[7] = -0.0, 0.0, -0.0
        let("a", a)
        v, index, inverse, counts = np.unique(a, True, True, True)
        line("unique", dict(a="@a"), v, index, inverse, counts)
        v, index, inverse, counts = np.unique(a, True, True, True, equal_nan=False)
        line("unique", dict(a="@a", equal_nan=0), v, index, inverse, counts)
        line("argsort", dict(a="@a"), np.argsort(a, kind="stable"))
        line("sort", dict(a="@a"), np.sort(a, kind="stable"))
        if size > 1:
            s = np.sort(a)
            let("s", s)
            v = np.concatenate([values(rng, dtype, (9,)), a[:4]]).astype(dtype)
            for side in ("left", "right"):
                line("searchsorted", dict(a="@s", v=v, side=side), np.searchsorted(s, v, side=side))
        line("nonzero", dict(a="@a"), *np.nonzero(a))
    a = values(rng, dtype, (4, 3, 5), special=False)
    a[rng.random(a.shape) < 0.5] = 0
    line("nonzero", dict(a=a), *np.nonzero(a))
    a = rng.integers(0, 2, (9, 2, 2)).astype(dtype)
    let("a", a)
    for axis in (0, 1, 2):
        line("unique", dict(a="@a", axis=axis), *np.unique(a, True, True, True, axis=axis))
line("searchsorted", dict(a=np.array([1, 2, 5]), v=np.array([[1.5, 5.0], [0.0, 9.0]]), side="left"),
     np.searchsorted([1, 2, 5], [[1.5, 5.0], [0.0, 9.0]]))
k1, k2 = rng.integers(0, 3, 20), rng.integers(0, 3, 20)
line("lexsort", dict(first=k1, second=k2), np.lexsort((k1, k2)))
