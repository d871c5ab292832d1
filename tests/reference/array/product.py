#!/usr/bin/python3
"""Writes product.npz: array operations in Lua, over dtypes, layouts and options, with what NumPy makes of them
(run from this folder: ./product.py). tests/stdlib/array/numpy.lua walks it.

The file holds the elements p_* and q_* that every operand is cut from, one pool of expected elements per dtype, and `cases`,
a text with one line per case:  kind TAB what is expected TAB the Lua expression
  kind      = equal bit for bit (NaN to NaN), ~ within a few units in the last place, ! an error
  expected  dtype:shape, the elements next in that dtype's pool; a shape of - is a Lua value; several results are joined
            by blanks; for ! a pattern of the message
Operands are named <p or q>_<dtype>_<layout>; the layouts are below and, in Lua's words, in numpy.lua.
Where the library differs from NumPy on purpose, the difference is in the functions of the first half, in words.
"""
import itertools
import os
import warnings

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
nan, inf = np.nan, np.inf

NAMES = {"f8": "float64", "f4": "float32", "c16": "complex128", "c8": "complex64", "i8": "int64", "i4": "int32",
         "u1": "uint8", "b1": "bool"}
CODES = {v: k for k, v in NAMES.items()}
EXACT, REAL, COMPLEX = ["b1", "u1", "i4", "i8"], ["f8", "f4"], ["c16", "c8"]
ALL = REAL + COMPLEX + EXACT

# --- operands: multiples of 1/8, so that sums are exact in any order ---
rng = np.random.default_rng(2)


def eighths(n, avoid_zero=False):
    a = rng.integers(-40, 41, n) / 8
    return np.where(a == 0, 1.5, a) if avoid_zero else a


def elements(code, second):
    n = 24
    if code == "b1":
        return rng.random(n) < (0.8 if second else 0.5)
    if code == "u1":
        return rng.integers(1 if second else 0, 15, n).astype("u1")
    if code in ("i4", "i8"):
        a = rng.integers(-12, 13, n)
        return (np.where(a == 0, 5, a) if second else a).astype(code)
    a = eighths(n, second)
    if code in REAL:
        if not second:
            a[[1, 6, 9, 13, 17]] = nan, 0.0, -0.0, inf, -inf
        return a.astype(code)
    # Of infinities and half NaNs, products and quotients depend on the formula: none here.
    a = a + 1j * eighths(n)
    if not second:
        a[[1, 6, 9]] = complex(nan, nan), 0, 2.5
    return a.astype(code)


BASE = {"p": {c: elements(c, False) for c in ALL}, "q": {c: elements(c, True) for c in ALL}}

LAYOUTS = {
    "vec": lambda a: a[:12],
    "mat": lambda a: a[:12].reshape(3, 4),
    "tra": lambda a: a[:12].reshape(4, 3).T,
    "str": lambda a: a[::2],
    "neg": lambda a: a[11::-1],
    "row": lambda a: a[:4],
    "tri": lambda a: a[4:7],
    "col": lambda a: a[4:7].reshape(3, 1),
    "bro": lambda a: np.broadcast_to(a[:4], (3, 4)),
    "emp": lambda a: a[:0].reshape(0, 3),
    "per": lambda a: a.reshape(2, 3, 4).transpose(2, 0, 1),
    "blk": lambda a: a.reshape(4, 6)[1:3, ::-2],
}


def operand(which, code, layout):
    return LAYOUTS[layout](BASE[which][code]), "%s_%s_%s" % (which, code, layout)


# --- what is written ---
pools = {c: [] for c in ALL}
lines = []
taken = set()


def describe(r, value):
    r = np.asarray(r)
    if r.dtype == np.uint64 or r.dtype == np.int8:  # sums of uint8: int64 here
        r = r.astype("i8")
    code = CODES[r.dtype.name]
    pools[code].append(r.ravel())
    return code + ":" + ("-" if value and r.ndim == 0 else "x".join(map(str, r.shape)))


def emit(expression, result, close=False, value=True):
    """One case. result: an array, a tuple of several, or the text of an error."""
    if expression in taken:
        return
    taken.add(expression)
    if isinstance(result, str):
        lines.append("!\t%s\t%s" % (result, expression))
        return
    results = result if isinstance(result, tuple) else (result,)
    lines.append("%s\t%s\t%s" % ("~" if close else "=", " ".join(describe(r, value) for r in results), expression))


def exactly(f, *args, dtype=None):
    """f in NumPy; where the integers of the result would have wrapped, the error that they are here."""
    r = f(*args)
    true = np.asarray(f(*[a.astype(object) if isinstance(a, np.ndarray) else a for a in args]))
    info = np.iinfo(dtype or r.dtype)
    if any(not info.min <= int(v) <= info.max for v in true.ravel()):
        return "overflow|does not fit"
    return np.asarray(true, dtype=dtype or r.dtype)


def as_float(a):
    return a.astype("f8") if a.dtype.kind in "biu" else a


# --- binary operations ---
SYMBOL = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "floor_divide": "//", "remainder": "%", "power": "^",
          "bitwise_and": "&", "bitwise_or": "|"}
COMPARE = ["equal", "not_equal", "less", "less_equal", "greater", "greater_equal"]
SHORT = dict(equal="eq", not_equal="ne", less="lt", less_equal="le", greater="gt", greater_equal="ge", add="add",
             subtract="sub", multiply="mul", divide="div", floor_divide="floor_divide", remainder="mod", power="pow",
             maximum="maximum", minimum="minimum")


def binary(op, a, b):
    f = np.true_divide if op == "divide" else getattr(np, op)
    promoted = np.result_type(a.dtype, b.dtype)
    kind = promoted.kind
    if op in ("floor_divide", "remainder") and kind == "c" or op.startswith("bitwise") and kind in "fc" or \
            op == "subtract" and kind == "b":
        return "does not take"
    if op in ("floor_divide", "remainder") and kind in "biu":
        if (b == 0).any() and np.broadcast(a, b).size:
            return "zero"
        if kind == "b":  # there is no int8 for true // true
            return f(a.astype("u1"), b.astype("u1"))
    if op in ("power", "divide") and kind in "biu":
        return f(a.astype("f8"), b.astype("f8"))
    if op in ("add", "subtract", "multiply") and kind in "iu":
        return exactly(f, a, b, dtype=promoted)
    return f(a, b)


PAIRS = [("vec", "str"), ("neg", "vec"), ("mat", "tra"), ("tra", "mat"), ("mat", "row"), ("col", "row"), ("bro", "mat"),
         ("emp", "tri"), ("per", "blk"), ("tri", "emp"), ("blk", "per")]
turn = itertools.count()
for op in list(SYMBOL) + ["maximum", "minimum"] + COMPARE:
    for ca, cb in itertools.product(ALL, ALL):
        n = next(turn)
        pairs = PAIRS if ca == cb else [PAIRS[(n + k * 4) % len(PAIRS)] for k in range(2)]
        for k, (la, lb) in enumerate(pairs):
            (a, x), (b, y) = operand("p", ca, la), operand("q", cb, lb)
            forms = []
            if op in SYMBOL:
                forms.append("%s %s %s" % (x, SYMBOL[op], y))
            if op in SHORT:
                forms += ["pl.%s(%s, %s)" % (op, x, y), "%s:%s(%s)" % (x, SHORT[op], y)]
            # Powers and complex quotients may differ in the last places.
            # Which of two zeros an extreme is, is left open.
            inexact = op in ("power", "maximum", "minimum") or op in ("divide", "multiply") and "c" in ca + cb
            emit(forms[(n + k) % len(forms)], binary(op, a, b), close=inexact)

# --- with a Lua number, which does not widen: Python's numbers do the same, but for bool and what does not fit ---
for op in ("add", "subtract", "multiply", "divide", "floor_divide", "remainder", "power", "maximum", "less", "equal"):
    for ca in ALL:
        a, x = operand("p", ca, "tra")
        for text, v in (("2", 2), ("2.5", 2.5), ("pl.complex(1, 2)", 1 + 2j), ("true", True)):
            if v is True and ca != "b1":
                continue
            kind = a.dtype.kind
            if isinstance(v, bool):
                other = np.array([v])
            elif isinstance(v, int):
                other = np.array([v], "i8" if kind == "b" else a.dtype)
            elif isinstance(v, float):
                other = np.array([v], "f8" if kind in "biu" else a.dtype)
            else:
                other = np.array([v], "c8" if a.dtype.itemsize == 4 and kind == "f" or ca == "c8" else "c16")
            close = op == "power" or op in ("divide", "multiply") and (kind == "c" or isinstance(v, complex))
            emit("pl.%s(%s, %s)" % (op, x, text), binary(op, a, other), close=close)
            if op in SYMBOL:
                emit("%s %s %s" % (text, SYMBOL[op], x), binary(op, other, a), close=close)

# --- unary functions ---
UNARY = ["exp", "log", "sqrt", "abs", "sin", "cos", "tanh", "floor", "ceil", "conj", "sign", "isnan", "isfinite", "isinf"]
for name in UNARY + ["negative", "invert", "real", "imag"]:
    for c in ALL:
        for k, layout in enumerate(["vec", "tra", "neg", "str", "per", "emp"]):
            a, x = operand("p", c, layout)
            a0, kind = a, a.dtype.kind
            close = False
            if name in ("exp", "log", "sqrt", "sin", "cos", "tanh"):
                a, close = as_float(a), True
            form = {"negative": "-%s", "invert": "~%s"}.get(name) or \
                   ("pl.%s(%%s)" % name if k % 2 or name in ("real", "imag") else "%%s:%s()" % name)
            if name == "negative" and kind == "u":
                r = exactly(np.negative, a)
            elif name == "negative" and kind == "b" or name == "invert" and kind in "fc" or \
                    name in ("floor", "ceil") and kind == "c" or name == "sign" and kind == "b":
                r = "does not take"
            elif name in ("floor", "ceil") and kind in "biu" or name in ("conj", "real") and kind == "b":
                r = a
            elif name == "imag" and kind == "b":
                r = np.zeros_like(a)
            else:
                r = getattr(np, name)(a)
            if name == "abs" and kind == "c":
                close = True
            emit(form % x, r, close=close)

# --- reductions ---
AXES = {1: [None, 0], 2: [None, 0, 1, (0, 1)], 3: [None, 0, 1, 2, (0, 2), (1, 2)]}


def axis_text(axis):
    if axis is None:
        return "nil"
    return "{%s}" % ", ".join(str(k + 1) for k in axis) if isinstance(axis, tuple) else str(axis + 1)


def wide(a):
    """Sums, products and running ones of integers and booleans are int64."""
    return a.astype("i8") if a.dtype.kind in "biu" else a


def fold(name, a, axis, **options):
    if name in ("min", "max") and axis_empty(a, axis) and "initial" not in options:
        return "has no elements|must have elements"
    if name in ("argmin", "argmax") and axis_empty(a, axis):
        return "has no elements|must have elements"
    f = getattr(np, name)
    if name in ("sum", "prod", "nansum") and a.dtype.kind in "biu" and "dtype" not in options:
        if a.size == 0:
            return f(wide(a), axis=axis, **options)
        options.setdefault("initial", 1 if "prod" in name else 0)  # objects have no identity of their own
        return exactly(lambda v: f(v, axis=axis, **options), wide(a), dtype=np.dtype("i8"))
    if name.startswith("cum") and a.dtype.kind in "biu":
        return exactly(lambda v: f(v, axis=axis), wide(a), dtype=np.dtype("i8"))
    return f(a, axis=axis, **options)


def axis_empty(a, axis):
    axes = range(a.ndim) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    return any(a.shape[k] == 0 for k in axes) and (a.size == 0 and all(a.shape[k] for k in range(a.ndim) if k not in axes))


def one_based(r):
    return r if isinstance(r, str) else np.asarray(r) + 1


MOMENTS = ["mean", "std", "var"]
for name in ["sum", "prod", "mean", "std", "var", "min", "max", "any", "all", "count_nonzero", "argmin", "argmax"]:
    for c in ALL:
        for layout in ("vec", "neg", "tra", "per", "blk", "emp"):
            a, x = operand("p", c, layout)
            for k, axis in enumerate(AXES[a.ndim]):
                if isinstance(axis, tuple) and name in ("argmin", "argmax"):
                    continue
                if name in MOMENTS and axis_empty(a, axis):
                    continue  # a warning, tested by hand
                keep = k % 2 == 1
                options, text = {}, ""
                if keep:
                    options, text = {"keepdims": True}, ", {keepdims = true}"
                if name == "argmin" or name == "argmax":
                    r = one_based(fold(name, a, axis, **options))
                elif name in MOMENTS:
                    r = fold(name, as_float(a), axis, **options)
                else:
                    r = fold(name, a, axis, **options)
                close = name in MOMENTS + ["min", "max"] or name == "prod" and a.dtype.kind in "fc"
                if k % 2 or name == "count_nonzero":
                    emit("pl.%s(%s, %s%s)" % (name, x, axis_text(axis), text), r, close=close)
                else:
                    emit("%s:%s(%s%s)" % (x, name, axis_text(axis), text), r, close=close)

# Options, on operands without NaN: ddof, dtype, initial, where, out.
for c in ALL:
    for layout, axis in (("tra", 1), ("per", (0, 2)), ("neg", None)):
        a, x = operand("q", c, layout)
        at = axis_text(axis)
        n = a.size if axis is None else int(np.prod([a.shape[k] for k in (axis if isinstance(axis, tuple) else (axis,))]))
        mask, m = operand("q", "b1", layout)
        for ddof in (1, 1.5, n):
            for name in ("std", "var"):
                emit("pl.%s(%s, %s, {ddof = %s})" % (name, x, at, ddof), getattr(np, name)(as_float(a), axis=axis, ddof=ddof), close=True)
        for name in ("sum", "prod", "mean", "min", "max", "any", "all", "std", "var"):
            if name in ("min", "max", "sum", "prod") and not (c == "b1" and name in ("min", "max")):
                emit("pl.%s(%s, %s, {initial = 3})" % (name, x, at), fold(name, a, axis, initial=3), close=name == "prod" and a.dtype.kind in "fc")
                emit("pl.%s(%s, %s, {initial = 1, where = %s})" % (name, x, at, m), fold(name, a, axis, initial=1, where=mask), close=name == "prod" and a.dtype.kind in "fc")
            if name not in ("min", "max"):
                b = as_float(a) if name in MOMENTS else a
                emit("pl.%s(%s, {axis = %s, where = %s, keepdims = true})" % (name, x, at, m),
                     fold(name, b, axis, where=mask, keepdims=True), close=name in MOMENTS or name == "prod" and a.dtype.kind in "fc")
            if name in ("sum", "prod", "mean"):
                for d in ("f4", "f8", "c16"):
                    if a.dtype.kind == "c" and d != "c16":
                        continue
                    emit('pl.%s(%s, %s, {dtype = "%s"})' % (name, x, at, NAMES[d]), getattr(np, name)(a, axis=axis, dtype=d), close=True)
            if axis is not None:
                b = as_float(a) if name in MOMENTS else a
                r = fold(name, b, axis)
                if not isinstance(r, str):
                    emit('pl.%s(%s, %s, {out = pl.empty({%s}, "%s")})' % (name, x, at, ", ".join(map(str, r.shape)),
                         NAMES[CODES.get(r.dtype.name, "i8")]), r, close=name in MOMENTS or name == "prod")

# NaN left out. Real ones; complex NaN in sums and means.
for name in ["nansum", "nanmean", "nanstd", "nanvar", "nanmin", "nanmax", "nanargmin", "nanargmax"]:
    for c in ALL:
        for layout in ("vec", "tra", "per"):
            a, x = operand("p", c, layout)
            if a.dtype.kind == "c" and name in ("nanmin", "nanmax", "nanargmin", "nanargmax"):
                continue
            if a.dtype.kind == "f" and name in ("nanargmin", "nanargmax") and np.isinf(a).any():
                a, x = operand("q", c, layout)  # NumPy puts an infinity where a NaN was
            for axis in AXES[a.ndim][:3]:
                b = as_float(a) if name in ("nanmean", "nanstd", "nanvar") else a
                r = fold(name, b, axis)
                if "arg" in name:
                    r = one_based(r)
                emit("pl.%s(%s, %s)" % (name, x, axis_text(axis)), r, close=name not in ("nanargmin", "nanargmax"))

# --- running sums and products ---
for name in ("cumsum", "cumprod", "nancumsum", "nancumprod"):
    for c in ALL:
        for layout in ("vec", "neg", "tra", "per", "emp"):
            a, x = operand("p", c, layout)
            for k, axis in enumerate([None] + list(range(a.ndim))):
                if name.startswith("nan"):
                    b = np.where(np.isnan(a), 0 if name == "nancumsum" else 1, a).astype(a.dtype)
                else:
                    b = a
                r = fold(name.replace("nan", ""), b, axis) if b.size else getattr(np, name)(wide(b), axis=axis)
                emit("pl.%s(%s, %s)" % (name, x, axis_text(axis)), r, close="prod" in name, value=False)
        a, x = operand("q", c, "tra")
        for d in ("f8", "c16"):
            if a.dtype.kind != "c" or d == "c16":
                emit('pl.%s(%s, 1, {dtype = "%s"})' % (name, x, NAMES[d]), getattr(np, name)(a, axis=0, dtype=d), close=True)

# --- order ---
for c in ALL:
    for layout in ("vec", "neg", "tra", "per", "blk", "emp"):
        for which in "pq":
            a, x = operand(which, c, layout)
            for axis in [None] + list(range(a.ndim)):
                at = "pl.none" if axis is None else str(axis + 1)
                emit("pl.sort(%s, %s)" % (x, at), np.sort(a, axis=axis, kind="stable"))
                emit("%s:argsort(%s)" % (x, at), np.argsort(a, axis=axis, kind="stable") + 1)
        a, x = operand("p", c, layout)
        v, index, inverse, counts = np.unique(a, True, True, True)
        emit("pl.unique(%s, true, true, true)" % x, (v, index + 1, inverse + 1, counts))
        emit("pl.unique(%s, {equal_nan = false})" % x, np.unique(a, equal_nan=False), close=True)
        emit("pl.nonzero(%s)" % x, tuple(v + 1 for v in np.nonzero(a)))
        emit("pl.flatnonzero(%s)" % x, np.flatnonzero(a) + 1)
    (a, x), (b, y) = operand("q", c, "vec"), operand("p", c, "tra")
    for side in ("left", "right"):
        emit('pl.searchsorted(pl.sort(%s), %s, "%s")' % (x, y, side), np.searchsorted(np.sort(a), b, side) + 1)
        emit("pl.searchsorted(%s, %s, {side = '%s', sorter = %s:argsort()})" % (x, y, side, x),
             np.searchsorted(np.sort(a), b, side) + 1)
    a, x = operand("q", c, "per")
    if c != "b1":
        for axis in range(3):
            emit("pl.unique(%s %% 2, {axis = %d})" % (x, axis + 1) if c in EXACT else "pl.unique(pl.sign(%s), {axis = %d})" % (x, axis + 1),
                 np.unique(np.remainder(a, 2) if c in EXACT else np.sign(a), axis=axis))

# --- medians and quantiles: float32 is interpolated in float64 here; the dtype is NumPy's ---
METHODS = ["linear", "lower", "higher", "midpoint", "nearest", "inverted_cdf", "averaged_inverted_cdf", "closest_observation",
           "interpolated_inverted_cdf", "hazen", "weibull", "median_unbiased", "normal_unbiased"]
Q = [0, 7, 12.5, 25, 50, 60, 99, 100]
for c in REAL + ["u1", "i4", "i8"]:
    for layout, axis in (("vec", None), ("neg", 0), ("tra", 1), ("per", (0, 2)), ("blk", 0)):
        original, x = operand("q", c, layout)
        a = original.astype("f8") if c == "f4" else original
        at = axis_text(axis)

        def both(f, *arguments, **options):
            options["axis"] = axis
            return np.asarray(f(a, *arguments, **options)).astype(np.asarray(f(original, *arguments, **options)).dtype)

        for method in METHODS:
            emit('pl.percentile(%s, {%s}, %s, {method = "%s"})' % (x, ", ".join(map(str, Q)), at, method),
                 both(np.percentile, Q, method=method), close=True)
        emit("pl.quantile(%s, 0.3, %s)" % (x, at), both(np.quantile, 0.3), close=True)
        emit("pl.quantile(%s, {{0.25, 0.75}}, {axis = %s, keepdims = true})" % (x, at),
             both(np.quantile, [[0.25, 0.75]], keepdims=True), close=True)
        emit("pl.median(%s, %s)" % (x, at), both(np.median), close=True)
        emit("pl.median(%s, {axis = %s, keepdims = true})" % (x, at), both(np.median, keepdims=True), close=True)
    if c in REAL:
        a, x = operand("p", c, "tra")
        a = a.astype("f8")
        for axis in (None, 0, 1):
            emit("pl.nanmedian(%s, %s)" % (x, axis_text(axis)), np.nanmedian(a, axis=axis).astype(c), close=True)
            emit("pl.nanquantile(%s, {0, 0.4, 1}, %s)" % (x, axis_text(axis)), np.nanquantile(a, [0, 0.4, 1], axis=axis), close=True)
            emit("pl.nanpercentile(%s, 30, %s, {method = 'nearest'})" % (x, axis_text(axis)),
                 np.nanpercentile(a, 30, axis=axis, method="nearest").astype(c), close=True)
            emit("pl.median(%s, %s)" % (x, axis_text(axis)), np.median(a, axis=axis).astype(c), close=True)

# --- choosing ---
turn = itertools.count()
for ca, cb in itertools.product(ALL, ALL):
    n = next(turn)
    la, lb = PAIRS[n % len(PAIRS)]
    (a, x), (b, y) = operand("p", ca, la), operand("q", cb, lb)
    (m, z) = operand("p", "b1", la)
    emit("pl.where(%s, %s, %s)" % (z, x, y), np.where(m, a, b))
    for layout in ("vec", "tra"):
        a, x = operand("p", ca, layout)
        if ca in COMPLEX and cb not in COMPLEX:
            emit('%s:astype("%s", {casting = "wrap"})' % (x, NAMES[cb]), "imaginary")
        elif ca in REAL and cb in EXACT[1:]:  # what NumPy makes of NaN and infinities is the processor's choice
            emit('%s:astype("%s")' % (x, NAMES[cb]), "does not fit|cannot be held|nan|inf")
            a, x = operand("q", ca, layout)
            emit('%s:astype("%s", {casting = "wrap"})' % (x, NAMES[cb]), a.astype("i8").astype(cb))
        else:
            emit('%s:astype("%s", {casting = "wrap"})' % (x, NAMES[cb]), a.astype(cb))
for c in ALL:
    for layout in ("tra", "neg", "per", "emp"):
        a, x = operand("p", c, layout)
        low, high = {"b1": (False, True), "u1": (3, 9)}.get(c, (-3, 4))
        if c == "b1":
            emit("pl.clip(%s, false, true)" % x, np.minimum(np.maximum(a, low), high))
            continue
        emit("%s:clip(%s, %s)" % (x, low, high), np.clip(a, a.dtype.type(low), a.dtype.type(high)))
        emit("pl.clip(%s, pl.none, %s)" % (x, high), np.minimum(a, a.dtype.type(high)))
        emit("pl.clip(%s, {a_min = %s})" % (x, low), np.maximum(a, a.dtype.type(low)))
        for decimals in (0, 1, -1):
            # Integers are rounded to even in front of the point too.
            r = a if a.dtype.kind in "iu" and decimals >= 0 else np.round(a.astype("f8"), decimals).astype(c) if a.dtype.kind in "iu" \
                else np.round(a, decimals)
            emit("%s:round(%d)" % (x, decimals), r)

# --- products: integers in int64 ---
for ca, cb in itertools.product(ALL, ALL):
    for name, la, lb in (("dot", "mat", "tra"), ("dot", "tra", "vec4"), ("dot", "vec", "str"), ("matmul", "per", "blkT"),
                         ("outer", "row", "tri"), ("inner", "mat", "row"), ("vdot", "tra", "mat")):
        if ca != cb and name not in ("dot", "matmul") or (lb == "vec4"):
            continue
        a, x = operand("q", ca, la)
        if lb == "tra":
            b, y = operand("q", cb, "tra")
            b, y = b.T, y + ".T"
        elif lb == "blkT":
            b, y = operand("q", cb, "blk")
            b, y = b.T, y + ".T"
        else:
            b, y = operand("q", cb, lb)
        promoted = np.result_type(a, b)
        if promoted.kind in "iu" and name != "outer":
            r = getattr(np, name)(a.astype("i8"), b.astype("i8"))
        else:
            r = getattr(np, name)(a.astype(promoted), b.astype(promoted))
        emit("pl.%s(%s, %s)" % (name, x, y), r, close=promoted.kind in "fc")

# --- shapes and joining ---
for c in ALL:
    for layout in ("mat", "tra", "per", "blk", "neg", "emp", "bro"):
        a, x = operand("p", c, layout)
        n = a.ndim
        for order in "CFAK":
            emit('%s:ravel("%s")' % (x, order), a.ravel(order))
            emit('%s:flatten("%s")' % (x, order), a.flatten(order))
        for order in "CFA":
            shape = (a.size // 2, 2) if a.size else (3, 0)
            emit('%s:reshape(%d, %d, {order = "%s"})' % (x, shape[0], shape[1], order), a.reshape(shape, order=order))
        emit("%s:transpose()" % x, a.transpose())
        emit("pl.flip(%s)" % x, np.flip(a))
        emit("pl.flip(%s, -1)" % x, np.flip(a, -1))
        emit("pl.roll(%s, 2)" % x, np.roll(a, 2))
        emit("pl.roll(%s, -1, %d)" % (x, n), np.roll(a, -1, n - 1))
        emit("pl.tile(%s, {2, 1})" % x, np.tile(a, (2, 1)))
        emit("%s:repeat_(2)" % x, np.repeat(a, 2))
        emit("%s:repeat_(3, %d)" % (x, n), np.repeat(a, 3, axis=n - 1))
        emit("pl.concatenate({%s, %s}, -1)" % (x, x), np.concatenate([a, a], -1))
        emit("pl.stack({%s, %s}, -1)" % (x, x), np.stack([a, a], -1))
        emit("%s:copy()" % x, a)
        if n >= 2:
            emit("%s:swapaxes(1, 2)" % x, a.swapaxes(0, 1))
            emit("%s.mT" % x, np.swapaxes(a, -1, -2))
            emit("pl.tril(%s)" % x, np.tril(a))
            emit("pl.triu(%s, 1)" % x, np.triu(a, 1))
        if n == 2:
            emit("pl.diag(%s, 1)" % x, np.diag(a, 1))
for ca, cb in itertools.combinations(ALL, 2):
    (a, x), (b, y) = operand("p", ca, "tra"), operand("q", cb, "mat")
    emit("pl.concatenate({%s, %s}, 1)" % (x, y), np.concatenate([a, b], 0))

# --- subscripts: what is read, and what is left after writing ---
READS = {
    "per": [('(2)', np.s_[1]), ('["2:3"]', np.s_[1:3]), ('(-1, 1, 3)', np.s_[-1, 0, 2]), ('["::-1, 2, :"]', np.s_[::-1, 1, :]),
            ('["..., 2"]', np.s_[..., 1]), ('(":", "+", 1)', np.s_[:, None, 0]), ('({1, 4, 4})', np.s_[[0, 3, 3]]),
            ('({1, 2}, {2, 1}, {3, 3})', np.s_[[0, 1], [1, 0], [2, 2]]), ('({1, 3}, ":", {1, 2})', np.s_[[0, 2], :, [0, 1]]),
            ('(":", 1, {3, 1})', np.s_[:, 0, [2, 0]]), ('["4:1:-2, 1:2, -2:"]', np.s_[3::-2, 0:2, -2:]),
            ('(pl.ix_({1, 4}, {2}, {1, 3}))', np.ix_([0, 3], [1], [0, 2])), ('[pl.s(2, 3)]', np.s_[1:3]),
            ('({{1, 2}, {3, 4}})', np.s_[[[0, 1], [2, 3]]]), ('["3:2"]', np.s_[2:2]), ('(pl.newaxis, 1)', np.s_[None, 0]),
            ('({true, false, true, false}, 2)', np.s_[[True, False, True, False], 1])],
    "tra": [('[2]', np.s_[1]), ('[{2, 3}]', np.s_[1, 2]), ('[":, 2"]', np.s_[:, 1]), ('[{{1, 3}}]', np.s_[[0, 2]]),
            ('[{":", "::-1"}]', np.s_[:, ::-1]), ('({-1, 1}, "2:3")', np.s_[[-1, 0], 1:3]), ('["1:3:2, 4:1:-3"]', np.s_[0:3:2, 3::-3])],
    "neg": [('[3]', np.s_[2]), ('["2:5"]', np.s_[1:5]), ('["-3:"]', np.s_[-3:]), ('["::-2"]', np.s_[::-2]), ('({12, 1, -1})', np.s_[[11, 0, -1]]),
            ('["8:99"]', np.s_[7:]), ('["+, :"]', np.s_[None, :]), ('[{{{1, 2}, {3, 4}}}]', np.s_[[[0, 1], [2, 3]]])],
    "emp": [('[":, 2"]', np.s_[:, 1]), ('["1:5"]', np.s_[0:5]), ('({})', np.s_[np.zeros(0, int)])],
}
for c in ALL:
    for layout, forms in READS.items():
        a, x = operand("p", c, layout)
        for text, s in forms:
            emit(x + text, a[s])
        for which, numpy_value in (("scalar", None), ("rows", None)):
            for k, (text, s) in enumerate(forms):
                view = LAYOUTS[layout](BASE["p"][c].copy())
                target = view[s]
                if which == "scalar":
                    value, words = BASE["q"][c][3], "q_%s_all[4]" % c
                else:
                    if np.asarray(target).ndim == 0 or np.asarray(target).size == 0:
                        continue
                    n = target.shape[-1]
                    if n > 24:
                        continue
                    value, words = BASE["q"][c][:n][::-1], 'q_%s_all["%d:1:-1"]' % (c, n)
                view[s] = value
                if text.startswith("("):
                    written = "v:set(%s, %s)" % (text[1:-1], words)
                    if text == "(pl.ix_({1, 4}, {2}, {1, 3}))":
                        written = "v[{pl.ix_({1, 4}, {2}, {1, 3})}] = " + words
                else:
                    written = "v%s = %s" % (text, words)
                emit("write(%r, %r, function(v) %s end)" % (c, layout, written), view)


def main():
    data = {"%s_%s" % (w, c): a for w, group in BASE.items() for c, a in group.items()}
    for c, parts in pools.items():
        data["pool_" + c] = np.concatenate(parts)
    data["cases"] = np.frombuffer("\n".join(lines).encode(), "u1")
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "product.npz")
    np.savez_compressed(path, **data)
    print(len(lines), "cases,", sum(map(len, lines)), "bytes of text,", {k: len(v) for k, v in data.items() if k.startswith("pool")},
          os.path.getsize(path), "bytes")


main()
