#!/usr/bin/python3
"""Writes index.txt: what NumPy selects for random subscripts, in the 1-based convention of this project.

Line: shape; subscripts; shape of the result; its elements (flat 0-based numbers of the operand's elements) or "error".
Subscripts, one blank between: i<int>  r<start>:<stop>:<step>  e (...)  n (new axis)  L<shape>=<1-based positions>
M<shape>=<bits>. A shape is lengths joined by x, or s for 0-d.
"""
import random
import warnings

import numpy as np

warnings.simplefilter("error")  # out of range for an empty result: only a warning in this NumPy
rng = random.Random(20240501)


def shape_text(shape):
    return "x".join(map(str, shape)) if shape else "s"


def random_range(n):
    def end():
        if rng.random() < 0.35:
            return None
        return rng.choice([k for k in range(-n - 3, n + 4) if k])

    start, stop = end(), end()
    step = rng.choice([None, None, 1, 2, 3, -1, -2, -3])
    text = "r" + ":".join("" if v is None else str(v) for v in (start, stop, step))
    up = step is None or step > 0
    s = None if start is None else (start - 1 if start > 0 else start)
    # A start below 0 on the far side of the axis must not wrap round again: clamp as an exact place.
    e = stop
    if up:
        if stop is not None:
            e = None if stop == -1 else (stop if stop > 0 else stop + 1)
    elif stop is not None:
        place = stop - 1 if stop > 0 else n + stop
        e = None if place <= 0 else place - 1
        if place > 0 and e >= n:
            e = n
    return text, slice(s, e, step)


def random_list(n, shape):
    if n == 0:
        values = np.zeros(shape, int)
    else:
        values = np.array([rng.choice([k for k in range(-n, n + 1) if k]) for _ in range(int(np.prod(shape)))], int)
        values = values.reshape(shape)
    zero_based = np.where(values > 0, values - 1, values).astype(int)
    return "L" + shape_text(shape) + "=" + ",".join(map(str, values.ravel())), zero_based


def random_case():
    ndim = rng.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 4])
    shape = tuple(rng.choice([1, 2, 3, 3, 4, 5]) if rng.random() < 0.93 else 0 for _ in range(ndim))
    a = np.arange(int(np.prod(shape))).reshape(shape)
    common = tuple(rng.choice([1, 2, 3]) for _ in range(rng.choice([1, 1, 1, 2])))
    texts, subs, axis, dots = [], [], 0, False
    while True:
        kinds = ["n", "stop"]
        if axis < ndim:
            kinds += ["r", "r", "L", "L", "i", "M"]
        if not dots:
            kinds += ["e"]
        if axis == ndim:
            kinds += ["stop"] * 3
        if rng.random() < 0.02:
            kinds += ["M0"]
        kind = rng.choice(kinds)
        if kind == "stop" or len(subs) > 7:
            break
        if kind == "n":
            texts.append("n")
            subs.append(None)
        elif kind == "e":
            texts.append("e")
            subs.append(Ellipsis)
            dots = True
            axis += rng.randint(0, ndim - axis) if ndim > axis else 0
        elif kind == "M0":
            bit = rng.random() < 0.7
            texts.append("Ms=" + str(int(bit)))
            subs.append(np.array(bit))
        elif kind == "i":
            n = shape[axis]
            k = rng.choice([k for k in range(-n - 1, n + 2)]) if rng.random() < 0.1 else (rng.randint(1, n) if n else 1)
            if k == 0:
                k = 1
            texts.append("i%d" % k)
            subs.append(k - 1 if k > 0 else k)
            axis += 1
        elif kind == "r":
            text, s = random_range(shape[axis])
            texts.append(text)
            subs.append(s)
            axis += 1
        elif kind == "L":
            own = tuple(1 if rng.random() < 0.2 else m for m in common)
            if rng.random() < 0.05:
                own = own[1:]
            text, values = random_list(shape[axis], own)
            texts.append(text)
            subs.append(values)
            axis += 1
        elif kind == "M":
            k = rng.randint(1, ndim - axis)
            m = np.array([rng.random() < 0.5 for _ in range(int(np.prod(shape[axis:axis + k])))], bool)
            m = m.reshape(shape[axis:axis + k])
            texts.append("M" + shape_text(m.shape) + "=" + "".join("01"[int(b)] for b in m.ravel()))
            subs.append(m)
            axis += k
    return a, texts, subs


lines = []
while len(lines) < 1500:
    a, texts, subs = random_case()
    try:
        r = np.asarray(a[tuple(subs)])
        outcome = shape_text(r.shape) + "; " + ",".join(map(str, r.ravel()))
    except (IndexError, DeprecationWarning):
        outcome = "error;"
    line = "; ".join([shape_text(a.shape), " ".join(texts), outcome]).rstrip()
    if line not in lines:
        lines.append(line)
with open(__file__[:-2] + "txt", "w") as out:
    out.write("\n".join(lines) + "\n")
