#!/usr/bin/python3
"""Writes format_array.txt: arrays as NumPy prints them, True and False in Lua's words.

Each case is a line "dtype shape elements lines options...", then so many lines of text. Elements are integers or C
hexadecimal floats, complex ones two joined by "_"; "arange" stands for 0, 1, 2, ... Blanks in options are written "~".
"""
import random

import numpy as np

rng = random.Random(2024)
nrng = np.random.default_rng(5)


def word(x):
    if isinstance(x, np.complexfloating):
        return float(x.real).hex() + "_" + float(x.imag).hex()
    if isinstance(x, np.floating):
        return float(x).hex()
    return str(int(x))


def reals(n):
    kind = rng.randrange(14)
    if kind == 0:
        v = [float(rng.randint(-20, 20)) for _ in range(n)]
    elif kind == 1:
        v = [round(rng.uniform(-9, 9), rng.randint(0, 5)) for _ in range(n)]
    elif kind == 2:
        v = list(nrng.standard_normal(n))
    elif kind == 3:
        v = [rng.uniform(-1, 1) * 10.0 ** rng.randint(-12, 12) for _ in range(n)]
    elif kind == 4:
        v = [rng.uniform(-1, 1) * 10.0 ** rng.randint(-300, 300) for _ in range(n)]
    elif kind == 5:
        v = [rng.choice([0.0, -0.0, 1.0, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308]) for _ in range(n)]
    elif kind == 6:
        v = [rng.randint(-3000, 3000) / 2.0 ** rng.randint(0, 12) for _ in range(n)]  # ties where digits are cut
    elif kind == 7:
        v = [rng.choice([1e-4, 9.9999e-5, 1e8, 99999999.0, 0.1, 1000.0, 1001.0, 1.0]) for _ in range(n)]
    elif kind == 8:
        v = [10.0 ** rng.randint(-8, 8) for _ in range(n)]
    elif kind == 9:
        v = [rng.choice([1, -1]) * rng.randint(0, 10 ** rng.randint(1, 17)) / 10 ** rng.randint(0, 9) for _ in range(n)]
    elif kind == 10:
        v = [0.0] * n
    elif kind == 11:
        v = [rng.choice([0.5, 0.25, 1.5, 2.5, 0.125]) for _ in range(n)]
    elif kind == 12:
        v = [rng.random() * 1e-5 for _ in range(n)]
    else:
        v = [rng.random() for _ in range(n)]
    share = rng.choice([0, 0, 0, 0, 0.2, 0.7, 1])
    return [rng.choice([float("nan"), float("inf"), float("-inf")]) if rng.random() < share else x for x in v]


def shape():
    pick = rng.random()
    if pick < 0.45:
        return (rng.randint(1, 12),)
    if pick < 0.6:
        return (rng.randint(10, 40),)
    if pick < 0.85:
        return tuple(rng.randint(1, 5) for _ in range(2))
    if pick < 0.97:
        return tuple(rng.randint(1, 3) for _ in range(rng.randint(3, 4)))
    return rng.choice([(), (0,), (2, 0), (0, 3)])


def case():
    dtype = rng.choice(["float64"] * 6 + ["float32"] * 3 + ["complex128"] * 2 + ["complex64", "int64", "int32", "uint8",
                                                                                "bool"])
    s = shape()
    n = int(np.prod(s))
    with np.errstate(all="ignore"):
        if dtype.startswith("float"):
            a = np.array(reals(n), float).astype(dtype)
        elif dtype.startswith("complex"):
            a = np.array(reals(n), complex)
            a.imag = reals(n)
            a = a.astype(dtype)
        elif dtype == "bool":
            a = np.array([rng.random() < 0.5 for _ in range(n)], bool)
        elif dtype == "uint8":
            a = np.array([rng.randint(0, 255) for _ in range(n)], dtype)
        else:
            top = 2 ** rng.randint(1, 31 if dtype == "int32" else 62)
            a = np.array([rng.randint(-top if rng.random() < 0.5 else 0, top - 1) for _ in range(n)], dtype)
    a = a.reshape(s)
    opts = dict(precision=8, threshold=1000, edgeitems=3, linewidth=75, suppress=False, sign="-", floatmode="maxprec",
                nanstr="nan", infstr="inf", separator=" ", prefix="", suffix="")
    if rng.random() < 0.6:
        opts["precision"] = rng.choice([0, 1, 2, 3, 4, 5, 8, 12, 17, 20])
    if rng.random() < 0.3:
        opts["suppress"] = True
    if rng.random() < 0.3:
        opts["sign"] = rng.choice("+ ")
    if rng.random() < 0.5:
        opts["floatmode"] = rng.choice(["fixed", "unique", "maxprec_equal"])
    if rng.random() < 0.2:
        opts["linewidth"] = rng.choice([1, 10, 20, 40, 120])
    if rng.random() < 0.2:
        opts["threshold"], opts["edgeitems"] = rng.choice([0, 3, 10]), rng.choice([1, 2, 3])
    if rng.random() < 0.1:
        opts["nanstr"], opts["infstr"] = rng.choice([("NA", "Infinity"), ("not_a_number", "oo")])
    if rng.random() < 0.15:
        opts["separator"] = rng.choice([", ", ",", "; ", "  "])
    if rng.random() < 0.1:
        opts["prefix"], opts["suffix"] = "array(", ")"
    return a, opts


def show(a, opts):
    if a.ndim == 0:
        return str(a[()])
    with np.printoptions(nanstr=opts["nanstr"], infstr=opts["infstr"]):
        return np.array2string(a, max_line_width=opts["linewidth"], precision=opts["precision"],
                               suppress_small=opts["suppress"], separator=opts["separator"], prefix=opts["prefix"],
                               suffix=opts["suffix"], threshold=opts["threshold"], edgeitems=opts["edgeitems"],
                               sign=opts["sign"], floatmode=opts["floatmode"])


def write(out, a, opts, elements=None):
    text = show(a, opts)
    if a.dtype == bool:
        text = text.replace("True", "true").replace("False", "false")
    if elements is None:
        elements = ",".join(word(x) for x in a.ravel()) or "-"
    options = ["%s=%s" % (k, str(v).replace(" ", "~")) for k, v in opts.items()]
    head = [str(a.dtype), "x".join(map(str, a.shape)) or "s", elements, str(text.count("\n") + 1)]
    out.write(" ".join(head + options) + "\n" + text + "\n")


with open(__file__[:-2] + "txt", "w") as out:
    for _ in range(1000):
        write(out, *case())
    plain = dict(precision=8, threshold=1000, edgeitems=3, linewidth=75, suppress=False, sign="-", floatmode="maxprec",
                 nanstr="nan", infstr="inf", separator=" ", prefix="", suffix="")
    for s in [(1001,), (1000,), (40, 40), (2, 600), (600, 2), (5, 20, 20), (1, 1, 1, 2000), (7, 1, 7, 30), (10, 6, 20)]:
        for dtype in ["float64", "int64", "complex128"]:
            write(out, np.arange(np.prod(s)).astype(dtype).reshape(s), plain, "arange")
