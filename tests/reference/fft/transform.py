#!/usr/bin/python3
"""Writes transform.txt: scipy.fft of values that follow from their place."""
import numpy as np
import scipy
from scipy import fft


def values(shape, kind):
    i = np.arange(int(np.prod(shape)))
    x = (i * 7919 % 101) / 8.0 - 6
    if kind == "complex":
        x = x + 1j * ((i * 31 % 17) / 4.0 - 2)
    return x.reshape(shape)


def listed(v):
    v = np.asarray(v).ravel()
    if np.iscomplexobj(v):
        v = np.stack([v.real, v.imag], axis=-1).ravel()
    return " ".join("%.17g" % e for e in v)


def row(name, shape, kind, s, axes, norm):
    x = values(shape, kind)
    y = getattr(fft, name)(x, s=s, axes=axes, norm=norm) if name.endswith("n") else \
        getattr(fft, name)(x, n=s, axis=axes, norm=norm)
    text = lambda v: "none" if v is None else " ".join(map(str, np.atleast_1d(v)))
    print(name, text(shape), kind, text(s), text(axes), norm, " ".join(map(str, y.shape)), listed(y), sep=";")


print("# Written by transform.py with SciPy", scipy.__version__)
print("# function; shape; kind; lengths; axes; norm; shape of the result; the result")
for norm in ["backward", "ortho", "forward"]:
    for kind in ["real", "complex"]:
        for name in ["fft", "ifft", "rfft", "irfft", "hfft", "ihfft"]:
            if kind == "complex" and name in ("rfft", "ihfft"):
                continue
            for shape, n, axis in [((6,), None, -1), ((5,), None, 0), ((5,), 8, 0), ((9,), 4, 0), ((4, 5), 3, 0),
                                   ((4, 5), 7, 1), ((2, 3, 4), None, 1)]:
                row(name, shape, kind, n, axis, norm)
        for name in ["fftn", "ifftn", "rfftn", "irfftn"]:
            if kind == "complex" and name == "rfftn":
                continue
            for shape, s, axes in [((4, 5), None, None), ((4, 5), (6, 3), None), ((3, 4, 5), (5,), None),
                                   ((3, 4, 5), (5, 2), (2, 0)), ((3, 4, 5), None, (1, 0)), ((2, 3, 4), (3, 5, 6), (0, 1, 2)),
                                   ((2, 3, 4), (1, 5, 7), (1, 2, 0))]:
                row(name, shape, kind, s, axes, norm)
