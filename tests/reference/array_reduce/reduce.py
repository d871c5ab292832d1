#!/usr/bin/python3
"""Writes reduce.txt: reductions with their options as NumPy computes them (run from this folder: ./reduce.py > reduce.txt).

Axes are 0-based, joined by "+"; "none" folds all of them.
"""
import sys
import warnings

import numpy as np

from common import NAMES, let, line, values

warnings.simplefilter("ignore")
rng = np.random.default_rng(20)
print("# NumPy", np.__version__)


def call(f, a, axis, **options):
    return exact(f, a, axis=None if axis == "none" else tuple(int(k) for k in axis.split("+")) if axis else (), **options)


def exact(f, a, *args, **options):
    """NumPy wraps where an integer does not fit; we raise."""
    result = f(a, *args, **options)
    if result.dtype.kind in "iu" and options.get("dtype") is None:
        true = np.asarray(f(a.astype(object), *args, **options))
        if any(abs(int(v)) >= 2**63 for v in true.ravel()):
            return "DomainError"
    return result


PLAIN = {"sum": np.sum, "prod": np.prod, "min": np.min, "max": np.max, "mean": np.mean, "var": np.var, "std": np.std,
         "any": np.any, "all": np.all}
SKIPPING = {"sum": np.nansum, "prod": np.nanprod, "min": np.nanmin, "max": np.nanmax, "mean": np.nanmean, "var": np.nanvar,
            "std": np.nanstd}
shapes = [(7,), (3, 5), (2, 3, 4)]
axes = {1: ["none", "0", ""], 2: ["none", "0", "1", "0+1"], 3: ["none", "1", "0+2", "2"]}

for dtype in NAMES:
    for shape in shapes:
        for axis in axes[len(shape)]:
            a = values(rng, dtype, shape)
            where = rng.random(shape[1:] if len(shape) == 2 else shape) < 0.6
            let("a", a)
            let("where", where)
            start = {"bool": 1, "uint8": 3}.get(dtype, -2)
            keep = bool(rng.integers(2))
            for name in ("sum", "prod", "min", "max", "mean", "var", "std", "any", "all"):
                given = dict(a="@a", axis=axis or "-", keepdims=int(keep))
                options = dict(keepdims=keep)
                if name in ("sum", "prod", "min", "max") and not (dtype == "bool" and name in ("min", "max")):
                    line(name, dict(given, initial=start), call(PLAIN[name], a, axis, initial=start, **options))
                    line(name, dict(given, initial=start, where="@where"),
                         call(PLAIN[name], a, axis, initial=start, where=where, **options))
                if name in ("mean", "any", "all"):
                    line(name, dict(given, where="@where"), call(PLAIN[name], a, axis, where=where, **options))
                if name in ("var", "std"):
                    for ddof in (0, 1, 3) if name == "var" else (0.5,):
                        line(name, dict(given, ddof=ddof), call(PLAIN[name], a, axis, ddof=ddof, **options))
                    line(name, dict(given, ddof=1, where="@where"), call(PLAIN[name], a, axis, ddof=1, where=where, **options))
                if name in ("sum", "prod", "mean"):
                    wider = {"float32": "float64", "complex64": "complex128", "complex128": "complex128"}.get(dtype, "float64")
                    line(name, dict(given, dtype=wider), call(PLAIN[name], a, axis, dtype=wider, **options))
                if name in ("var", "std") and dtype in ("int64", "float64", "bool") and axis:
                    line(name, dict(given, dtype="float32"), call(PLAIN[name], a, axis, dtype="float32", **options))
                if name in SKIPPING and dtype.startswith(("float", "complex")):
                    if not (dtype.startswith("complex") and name in ("min", "max") and np.isnan(a).any()):
                        line(name, dict(given, skip_nan=1), call(SKIPPING[name], a, axis, **options))
            for name, plain, skipping in (("argmin", np.argmin, np.nanargmin), ("argmax", np.argmax, np.nanargmax)):
                if axis in ("none", "0", "1", "2"):
                    k = None if axis == "none" else int(axis)
                    line(name, dict(a="@a", axis=axis, keepdims=int(keep)), plain(a, axis=k, keepdims=keep))
                    if dtype.startswith("float") and not np.isinf(a).any():
                        line(name, dict(a="@a", axis=axis, keepdims=int(keep), skip_nan=1), skipping(a, axis=k, keepdims=keep))
            for name, f in (("cumsum", np.cumsum), ("cumprod", np.cumprod)):
                if axis in ("none", "0", "1", "2"):
                    k = None if axis == "none" else int(axis)
                    line(name, dict(a="@a", axis=axis), exact(f, a, axis=k))
                    if not dtype.startswith("complex"):
                        line(name, dict(a="@a", axis=axis, dtype="float32"), f(a, axis=k, dtype="float32"))
sys.stdout.flush()
