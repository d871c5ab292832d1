"""The problems of problems.h: the same operations in the same order, so that both give the same bits."""
import math

import numpy as np


def rosenbrock(x):
    s = 0.0
    for i in range(len(x) - 1):
        a = x[i + 1] - x[i] * x[i]
        b = 1 - x[i]
        s = s + (100 * (a * a) + b * b)
    return s


def beale(x):
    a = 1.5 - x[0] + x[0] * x[1]
    b = 2.25 - x[0] + x[0] * (x[1] * x[1])
    c = 2.625 - x[0] + x[0] * (x[1] * x[1] * x[1])
    return a * a + b * b + c * c


def himmelblau(x):
    a = x[0] * x[0] + x[1] - 11
    b = x[0] + x[1] * x[1] - 7
    return a * a + b * b


def powell_singular(x):
    a = x[0] + 10 * x[1]
    b = x[2] - x[3]
    c = x[1] - 2 * x[2]
    d = x[0] - x[3]
    return a * a + 5 * (b * b) + c * c * (c * c) + 10 * (d * d * (d * d))


def quartic(x):
    a = x[0] - 3
    return a * a * (a * a) + a


def stairs(x):
    s = 0.0
    for v in x:
        s = s + math.floor(abs(4 * v))
    return s


def half_plane(x):
    with np.errstate(invalid="ignore"):
        a = np.sqrt(x[0]) - 1
    return a * a + x[1] * x[1]


problems = [rosenbrock, beale, himmelblau, powell_singular, quartic, stairs, half_plane]

root_problems = [
    lambda x: x * x * x - 2 * x - 5,
    lambda x: x * x - 2,
    lambda x: (x - 1) * (x - 1) * (x - 1) * (x - 1) * (x - 1),
    lambda x: 1 / (x - 0.3) + 6,
    lambda x: x / (1 + x * x) - 0.1,
    lambda x: -1.0 if x < 0.7 else 2.0,
    lambda x: x * x * x * x * x * x * x * x * x,
    lambda x: math.sqrt(x) - 1e-5,
    lambda x: 1e-170 * (x - 0.25),
    lambda x: x - 4,
]
