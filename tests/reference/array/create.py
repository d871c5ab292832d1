#!/usr/bin/python3
"""Writes create.txt: ranges and spaced samples as NumPy computes them.

Line: function | arguments | dtype (or "none") | "error", or shape and elements. Numbers are integers, or C hexadecimal
floats; a complex one is two of them joined by "_"; arguments that are arrays are joined by ",".
"""
import random
import warnings

import numpy as np

warnings.simplefilter("ignore")
rng = random.Random(11)
names = {"f8": "float64", "f4": "float32", "i8": "int64", "i4": "int32", "u1": "uint8", "c16": "complex128",
         "c8": "complex64"}


def number(x):
    if isinstance(x, (complex, np.complexfloating)):
        return float(x.real).hex() + "_" + float(x.imag).hex()
    if isinstance(x, (int, np.integer)):
        return str(int(x))
    return float(x).hex()


def numbers(values):
    return ",".join(number(x) for x in values)


def shape_text(shape):
    return ",".join(map(str, shape)) if shape else "s"


def outcome(f):
    try:
        r = np.asarray(f())
    except (ValueError, ZeroDivisionError, OverflowError, MemoryError, IndexError, TypeError):
        return "error"
    return shape_text(r.shape) + " " + (numbers(r.ravel()) or "-")


def real():
    return rng.choice([rng.randint(-9, 9), round(rng.uniform(-9, 9), 1), rng.uniform(-9, 9), rng.uniform(-1e-3, 1e3)])


def arange():
    step = rng.choice([1, 2, 3, -1, 0.1, 0.3, -0.7, 1 / 3, rng.uniform(0.05, 2), 0])
    if rng.random() < 0.05:
        step = 0
    start, stop = real(), real()
    if rng.random() < 0.2:
        start, stop = rng.randint(-5, 5), rng.randint(-5, 15)
    if rng.random() < 0.1:  # whole numbers of steps in floating point
        start, stop, step = 0, rng.randint(1, 9) * 0.1, 0.1
    dtype = rng.choice(["f8", "f8", "f8", "f4", "i8", "i4", "c16", "c8"])
    if step and abs((stop - start) / step) > 60:
        return None
    return ["arange", " ".join(map(number, (start, stop, step))), names[dtype],
            outcome(lambda: np.arange(start, stop, step, dtype=dtype))]


def ends(make):
    """start and stop: numbers, or arrays that broadcast."""
    pick = rng.random()
    if pick < 0.6:
        return make(), make(), "s", "s"
    if pick < 0.8:
        n = rng.randint(1, 3)
        return np.array([make() for _ in range(n)]), make(), str(n), "s"
    n, m = rng.randint(1, 3), rng.randint(1, 2)
    return (np.array([[make()] for _ in range(m)]), np.array([make() for _ in range(n)]), "%d,1" % m, str(n))


def space(name):
    complex_ = rng.random() < 0.15

    def make():
        if name == "geomspace":
            x = 10 ** rng.uniform(-5, 5)
            x = rng.choice([1, -1]) * x if rng.random() < 0.2 else x
            x = float(round(x)) if abs(x) > 1 and rng.random() < 0.5 else x
        elif name == "logspace":
            x = rng.choice([rng.randint(-4, 4), rng.uniform(-4, 4)])
        else:
            x = real()
        if complex_:
            kind = rng.random()
            return complex(x, rng.uniform(-3, 3)) if kind < 0.5 else complex(0, x) if kind < 0.8 else complex(x, 0)
        return float(x)

    start, stop, s1, s2 = ends(make)
    num, endpoint = rng.choice([0, 1, 2, 3, 5, 7, 10]), rng.random() < 0.7
    ndim = max(np.ndim(start), np.ndim(stop))
    axis = rng.randint(-ndim - 1, ndim)
    dtype = rng.choice([None, None, "f8", "f4", "i8"]) if not complex_ else None
    base = rng.choice([10.0, 10.0, 2.0, 0.5, 3.7])
    if rng.random() < 0.05 and name == "linspace":
        stop, s2 = start, s1
    if name != "linspace" and dtype == "i8":
        dtype = None
    if np.ndim(start) == 0 and np.ndim(stop) == 0 and rng.random() < 0.1 and not complex_:
        start, stop = np.array([start], "f4"), np.array([stop], "f4")
        s1 = s2 = "1"
        single, axis = 1, 0
    else:
        single = 0
    kwargs = {"base": base} if name == "logspace" else {}
    first, last = start, stop
    if name == "geomspace" and ndim:  # this NumPy cannot negate ends of different shapes
        first, last = (np.array(x) for x in np.broadcast_arrays(start, stop))
    f = lambda: getattr(np, name)(first, last, num, endpoint=endpoint, axis=axis,
                                  dtype=None if dtype is None else np.dtype(dtype), **kwargs)
    args = [s1, numbers(np.ravel(start)), s2, numbers(np.ravel(stop)), num, int(endpoint), axis, single, number(base)]
    result = outcome(f)
    if name == "linspace" and result != "error":
        result += " " + (numbers(np.ravel(np.linspace(start, stop, num, endpoint, True, axis=axis)[1])) or "-")
    return [name, " ".join(map(str, args)), "none" if dtype is None else names[dtype], result]


lines = []
while len(lines) < 1200:
    fields = rng.choice([arange, arange, lambda: space("linspace"), lambda: space("linspace"),
                         lambda: space("logspace"), lambda: space("geomspace")])()
    if fields:
        line = " | ".join(fields)
        if line not in lines and len(line) < 1000:
            lines.append(line)
with open(__file__[:-2] + "txt", "w") as out:
    out.write("\n".join(lines) + "\n")
