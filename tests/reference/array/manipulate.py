#!/usr/bin/python3
"""Writes manipulate.txt: what NumPy makes of arrays in random layouts.

Line: operation | arrays | arguments | outcome. An array is base/steps/order: consecutive integers in this shape (the k-th
array of a line begins at 1000 k), every axis sliced with its step, the axes permuted. Arguments are lists of integers
and words, 0-based axes, "none" for None. Outcome: "error", or results joined by "&", each "view" or "copy", the shape,
the elements.
"""
import random
import warnings

import numpy as np

warnings.simplefilter("error")
rng = random.Random(7)


def text(values):
    return ",".join(map(str, values)) if len(values) else "s"


def layout(shape=None, k=0):
    """A random array, of this shape when given."""
    if shape is None:
        shape = [rng.choice([0, 1, 1, 2, 2, 3, 4, 6]) if rng.random() < 0.5 else rng.randint(1, 4)
                 for _ in range(rng.randint(0, 4))]
    n = len(shape)
    order = list(range(n))
    if rng.random() < 0.5:
        rng.shuffle(order)
    steps = [rng.choice([1, 1, 1, 1, 2, -1, -2]) if rng.random() < 0.5 else 1 for _ in range(n)]
    before = [0] * n
    for place, axis in enumerate(order):
        before[axis] = shape[place]
    base = [abs(s) * m - (rng.randint(0, abs(s) - 1) if m else 0) for s, m in zip(steps, before)]
    a = (1000 * k + np.arange(int(np.prod(base)))).reshape(base)
    a = a[(*(slice(None, None, s) for s in steps), ...)].transpose(order)
    assert list(a.shape) == list(shape)
    return a, "/".join([text(base), text(steps), text(order)])


def factors(n):
    """A random shape of so many elements."""
    shape = []
    while n > 1 and rng.random() < 0.8:
        d = rng.choice([k for k in range(1, n + 1) if n % k == 0])
        shape.append(d)
        n //= d
    if n != 1 or rng.random() < 0.3:
        shape.append(n)
    rng.shuffle(shape)
    return shape


def axis(n, bad=0.03):
    return rng.randint(-n - 1, n) if n == 0 or rng.random() < bad else rng.randint(-n, n - 1)


def show(result, sources):
    results = result if isinstance(result, (list, tuple)) else [result]
    out = []
    for r in results:
        # NumPy may hand out a 0-d view as a scalar.
        shared = isinstance(r, np.generic) or any(np.shares_memory(r, s) for s in sources)
        out.append(" ".join(["view" if shared else "copy", text(r.shape), text(list(r.ravel()))]))
    return "&".join(out)


def one():
    op = rng.choice("reshape reshape reshape ravel flatten expand_dims squeeze broadcast_to atleast transpose swapaxes "
                    "moveaxis flip rot90 concatenate stack vstack hstack dstack column_stack split array_split split_at "
                    "roll tile repeat".split())
    arrays = [layout()]
    a = arrays[0][0]
    n = a.ndim
    args = []
    if op == "reshape":
        shape = factors(a.size) if a.size else [rng.choice([0, 1, 2]) for _ in range(rng.randint(1, 3))]
        if shape and rng.random() < 0.4:
            shape[rng.randrange(len(shape))] = -1
        if rng.random() < 0.05:
            shape.append(2)
        order = rng.choice("CFA")
        args = [text(shape), order]
        f = lambda: a.reshape(shape, order=order)
    elif op in ("ravel", "flatten"):
        order = rng.choice("CFAK")
        args = [order]
        f = lambda: getattr(a, op)(order=order)
    elif op == "expand_dims":
        k = rng.randint(1, 2)
        axes = [axis(n + k) for _ in range(k)]
        args = [text(axes)]
        f = lambda: np.expand_dims(a, tuple(axes))
    elif op == "squeeze":
        ones = [d for d in range(n) if a.shape[d] == 1]
        axes = None if rng.random() < 0.4 else rng.sample(ones, rng.randint(0, len(ones)))
        if axes is not None and rng.random() < 0.1:
            axes.append(axis(n))
        args = ["none" if axes is None else text(axes)]
        f = lambda: np.squeeze(a) if axes is None else np.squeeze(a, tuple(axes))
    elif op == "broadcast_to":
        shape = [rng.randint(0, 3) if m == 1 and rng.random() < 0.7 else m for m in a.shape]
        shape = [rng.randint(0, 2) for _ in range(rng.randint(0, 2))] + shape
        if rng.random() < 0.1:
            shape = shape[1:] + [5]
        args = [text(shape)]
        f = lambda: np.broadcast_to(a, shape)
    elif op == "atleast":
        k = rng.randint(1, 3)
        args = [k]
        f = lambda: [np.atleast_1d, np.atleast_2d, np.atleast_3d][k - 1](a)
    elif op == "transpose":
        axes = list(range(n))
        rng.shuffle(axes)
        axes = [d - n if rng.random() < 0.3 else d for d in axes]
        if rng.random() < 0.05:
            axes = axes[1:]
        if rng.random() < 0.2:
            axes = None
        args = ["none" if axes is None else text(axes)]
        f = lambda: a.transpose(axes) if axes else a.transpose() if axes is None else np.transpose(a, ())
    elif op == "swapaxes":
        x, y = axis(n), axis(n)
        args = [x, y]
        f = lambda: a.swapaxes(x, y)
    elif op == "moveaxis":
        k = rng.randint(0, min(n, 3))
        s, d = rng.sample(range(n), k), rng.sample(range(n), k)
        s = [x - n if rng.random() < 0.3 else x for x in s]
        if rng.random() < 0.05:
            d.append(0)
        args = [text(s), text(d)]
        f = lambda: np.moveaxis(a, s, d)
    elif op == "flip":
        axes = None if rng.random() < 0.3 else rng.sample(range(n), rng.randint(0, n))
        args = ["none" if axes is None else text(axes)]
        f = lambda: np.flip(a, None if axes is None else tuple(axes))
    elif op == "rot90":
        k, x, y = rng.randint(-5, 5), axis(n), axis(n)
        if n >= 2 and rng.random() < 0.8:
            x, y = rng.sample(range(n), 2)
        args = [k, x, y]
        f = lambda: np.rot90(a, k, (x, y))
    elif op in ("concatenate", "stack", "vstack", "hstack", "dstack", "column_stack"):
        d = axis(n)
        count = rng.randint(1, 3)
        for k in range(1, count):
            shape = list(a.shape)
            if shape and rng.random() < 0.7 and op != "stack":
                along = {"vstack": 0, "hstack": 0 if n == 1 else 1, "dstack": 2, "column_stack": 1}.get(op, d)
                if -n <= along < n:
                    shape[along] = rng.randint(0, 3)
            if rng.random() < 0.05:
                shape.append(2)
            arrays.append(layout(shape, k))
        parts = [x for x, _ in arrays]
        if op == "concatenate":
            if rng.random() < 0.2:
                d = None
            args = ["none" if d is None else d]
            f = lambda: np.concatenate(parts, d)
        elif op == "stack":
            d = axis(n + 1)
            args = [d]
            f = lambda: np.stack(parts, d)
        else:
            f = lambda: getattr(np, op)(parts)
    elif op in ("split", "array_split"):
        d, k = axis(n), rng.randint(1, 4)
        args = [k, d]
        f = lambda: getattr(np, op)(a, k, d)
    elif op == "split_at":
        d, cuts = axis(n), [rng.randint(-6, 8) for _ in range(rng.randint(0, 3))]
        args = [text(cuts), d]
        f = lambda: np.split(a, cuts, d)
    elif op == "roll":
        if rng.random() < 0.3:
            shift, axes = [rng.randint(-9, 9)], None
        else:
            axes = [axis(n) for _ in range(rng.randint(1, 3))]
            shift = [rng.randint(-9, 9) for _ in range(1 if rng.random() < 0.4 else len(axes))]
        args = [text(shift), "none" if axes is None else text(axes)]
        f = lambda: np.roll(a, tuple(shift) if axes is not None else shift[0], axes if axes is None else tuple(axes))
    elif op == "tile":
        reps = [rng.choice([0, 1, 1, 2, 3]) for _ in range(rng.randint(0, n + 1))]
        args = [text(reps)]
        f = lambda: np.tile(a, reps)
    elif op == "repeat":
        d = None if n == 0 or rng.random() < 0.2 else axis(n, 0)
        m = a.size if d is None else a.shape[d]
        counts = [rng.randint(0, 3)] if rng.random() < 0.4 else [rng.randint(0, 3) for _ in range(m)]
        if rng.random() < 0.05:
            counts.append(1)
        args = [text(counts), "none" if d is None else d]
        f = lambda: np.repeat(a, counts, d)
    try:
        outcome = show(f(), [x for x, _ in arrays])
    except (ValueError, IndexError, TypeError):
        outcome = "error"
    return " | ".join([op, " ".join(t for _, t in arrays), " ".join(map(str, args)), outcome])


lines = []
while len(lines) < 2000:
    line = one()
    if len(line) < 700 and line not in lines:
        lines.append(line)
with open(__file__[:-2] + "txt", "w") as out:
    out.write("\n".join(lines) + "\n")
