#!/usr/bin/python3
"""NumPy's results for elementwise operations, as hexadecimal bytes: writes elementwise.txt beside this file.

Lines: pool dtype values | unary op dtype result_dtype values | binary op dtype dtype result_dtype values (a over pool,
b over the pool's tail, row-major; for complex every third from the fourth). Where the library differs on purpose (integers that would wrap, powers and float
functions of small integers, rounding of integers, bool arithmetic) the case is left out or asked of NumPy in float64.
"""
import os
import warnings

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")

reals = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.7, 1e-8, 100.25, -0.3, np.inf, -np.inf, np.nan]
inf, nan = np.inf, np.nan
pairs = [(0.0, 0.0), (-0.0, 0.0), (0.0, -0.0), (1.25, 0.0), (-2.5, 0.0), (-2.5, -0.0), (0.0, 1.25), (-0.0, -2.5),
         (1.25, -2.5), (-0.3, 0.7), (20.0, 3.0), (1e-9, -1e-9), (inf, 1.25), (-inf, -0.0), (1.25, -inf), (inf, inf),
         (nan, 1.25), (-2.5, nan)]
pools = {
    "bool": np.array([False, True]),
    "uint8": np.array([0, 1, 2, 7, 11], "u1"),
    "int32": np.array([0, 1, -1, 2, 7, -13, 100], "i4"),
    "int64": np.array([0, 1, -1, 3, 8, -29, 1000], "i8"),
    "float32": np.array(reals + [1e30], "f4"),
    "float64": np.array(reals + [1e300, -1e-310]),
    "complex64": np.array([complex(a, b) for a, b in pairs], "c8"),
    "complex128": np.array([complex(a, b) for a, b in pairs]),
}
# What stands on the right: no zero integers, few enough for a product.
tails = {t: slice(1, None) if t in ("bool", "uint8", "int32", "int64") else slice(None) for t in pools}
tails["complex64"] = tails["complex128"] = slice(3, None, 3)

integers = ["uint8", "int32", "int64"]
exact = ["bool"] + integers
floats = ["float32", "float64"]
complexes = ["complex64", "complex128"]
numbers = integers + floats + complexes
every = ["bool"] + numbers

functions = "exp exp2 expm1 log log2 log10 log1p sqrt sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh".split()
unary = {f: exact + floats + complexes for f in functions}
unary.update(
    negative=["int32", "int64"] + floats + complexes, positive=numbers, absolute=every, sign=numbers,
    cbrt=exact + floats, square=numbers, reciprocal=floats + complexes, round=integers + floats + complexes,
    floor=floats, ceil=floats, trunc=floats, conj=numbers, real=every, imag=every, angle=integers + floats + complexes,
    isnan=every, isfinite=every, isinf=every, signbit=numbers[:5], invert=exact, logical_not=every)
computed_in_float64 = set(functions) | {"cbrt", "angle"}

comparisons = "equal not_equal less less_equal greater greater_equal".split()
logic = "logical_and logical_or logical_xor".split()
mixed = [("bool", "int32"), ("uint8", "int32"), ("int32", "uint8"), ("int64", "float32"), ("int32", "float32"),
         ("uint8", "float32"), ("float32", "float64"), ("float64", "int64"), ("complex64", "float64"),
         ("int32", "complex64"), ("float32", "complex64"), ("complex128", "bool")]
same = lambda names: [(t, t) for t in names]
binary = {f: same(every) + mixed for f in ["less", "equal", "maximum", "add"]}
binary.update({f: same(every) for f in logic + comparisons[1:2] + comparisons[3:] + ["minimum", "fmax", "fmin"]})
binary.update(
    subtract=same(["int32", "int64"] + floats + complexes) + mixed[1:], multiply=same(every) + mixed,
    divide=same(integers + floats + complexes) + mixed[1:],
    floor_divide=same(integers + floats), remainder=same(integers + floats), fmod=same(integers + floats),
    power=same(floats), arctan2=same(floats), hypot=same(floats), copysign=same(floats),
    bitwise_and=same(exact), bitwise_or=same(exact), bitwise_xor=same(exact),
    left_shift=same(integers), right_shift=same(integers))


def text(a):
    a = np.ascontiguousarray(a)
    return a.tobytes().hex()


def main():
    lines = ["pool\t%s\t%s" % (t, text(p)) for t, p in pools.items()]
    for op, dtypes in unary.items():
        f = np.rint if op == "round" else getattr(np, op)
        for t in dtypes:
            x = pools[t]
            if t in exact and op in computed_in_float64:
                x = x.astype("f8")
            r = x if op == "round" and t in integers else np.asarray(f(x))
            lines.append("unary\t%s\t%s\t%s\t%s" % (op, t, r.dtype.name, text(r)))
    for op, dtypes in binary.items():
        f = getattr(np, op)
        for ta, tb in dtypes:
            a, b = pools[ta][:, None], pools[tb][tails[tb]][None, :]
            if op in ("subtract", "multiply") and (ta, tb) == ("uint8", "uint8"):
                a = a % 4
            r = f(a, b)
            lines.append("binary\t%s\t%s\t%s\t%s\t%s" % (op, ta, tb, r.dtype.name, text(r)))
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "elementwise.txt")
    with open(path, "w") as out:
        out.write("# NumPy %s, elementwise.py\n" % np.__version__)
        out.write("\n".join(lines) + "\n")


main()
