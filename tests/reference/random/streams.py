"""Writes streams.inc: what NumPy draws, as digests, for tests/kernels/random/streams.cpp.

Each list of operations runs on one generator, in order, so that bits left over by one call reach the next.
Run with NumPy 1.24 or later: python3 streams.py > streams.inc
"""
import math
import struct

import numpy as np


def digest(data):
    h = 0xCBF29CE484222325
    for b in data:
        h = ((h ^ b) * 0x100000001B3) & (2**64 - 1)
    return h


def pair(a):
    """Digests of all bits and of all but the last eight (float64) or four (float32), which another libm may move."""
    a = np.ascontiguousarray(a)
    if a.dtype == np.float64:
        rounded = (a.view(np.uint64) + np.uint64(128)) >> np.uint64(8)
    elif a.dtype == np.float32:
        rounded = (a.view(np.uint32) + np.uint32(8)) >> np.uint32(4)
    else:
        rounded = a
    return digest(a.tobytes()), digest(rounded.tobytes())


weights = np.arange(1.0, 51.0)
weights[::7] = 0
weights /= weights.sum()
cube = np.arange(60).reshape(3, 4, 5)


def shuffled(g, axis):
    x = cube.copy()
    g.shuffle(x, axis) if axis else g.shuffle(x)
    return x


def modern(g):
    f4 = np.float32
    yield "random", g.random(5)
    yield "random float32, odd", g.random(3, dtype=f4)
    yield "integers below 100", g.integers(0, 100, 7)
    yield "integers, none", g.integers(0, 100, 0)
    yield "integers over 2^40", g.integers(-5, 2**40, 6)
    yield "integers, 2^32 of them", g.integers(0, 2**32, 5)
    yield "integers, 2^32 + 1 of them", g.integers(0, 2**32 + 1, 5)
    yield "integers, half of all", g.integers(-(2**62), 2**62, 300)
    yield "integers, all", g.integers(-(2**63), 2**63 - 1, 5, endpoint=True)
    yield "integers, one", g.integers(7, 8, 5)
    yield "int32, all", g.integers(-(2**31), 2**31, 5, dtype=np.int32)
    yield "int32 with many rejected", g.integers(-5, 2**31 - 5, 301, dtype=np.int32)
    yield "int32 below 10", g.integers(0, 10, 7, dtype=np.int32)
    yield "uint8", g.integers(3, 250, 111, dtype=np.uint8)
    yield "uint8, all", g.integers(0, 256, 5, dtype=np.uint8)
    yield "bool", g.integers(0, 2, 37, dtype=bool)
    yield "standard_normal", g.standard_normal(5000)
    yield "standard_normal float32", g.standard_normal(5001, dtype=f4)
    yield "standard_exponential", g.standard_exponential(5000)
    yield "standard_exponential float32", g.standard_exponential(4999, dtype=f4)
    yield "standard_exponential by inversion", g.standard_exponential(100, method="inv")
    yield "standard_exponential float32 by inversion", g.standard_exponential(101, dtype=f4, method="inv")
    yield "normal", g.normal(3, 2, (3, 4))
    yield "uniform", g.uniform(-1, 2, 10)
    yield "exponential", g.exponential(2.5, 10)
    yield "normal, broadcast", g.normal([0, 10, 20], [[1], [2]])
    yield "uniform, broadcast", g.uniform([[0], [5]], [7, 8, 9], (4, 2, 3))
    yield "exponential, broadcast", g.exponential([1, 2, 3])
    yield "integers, broadcast", g.integers([0, 5, -7], [[2**33], [9]])
    yield "uint8, broadcast", g.integers([0, 5, 7], [[200], [9]], (5, 2, 3), dtype=np.uint8)
    yield "choice", g.choice(10, 20)
    yield "choice of a few", g.choice(1000, 5, replace=False)
    yield "choice of a few, unshuffled", g.choice(1000, 50, replace=False, shuffle=False)
    yield "choice of all", g.choice(10000, 10000, replace=False)
    yield "choice of 400 in 20000", g.choice(20000, 400, replace=False)
    yield "choice of 401 in 20000", g.choice(20000, 401, replace=False)
    yield "choice of 1000 in 20000, unshuffled", g.choice(20000, 1000, replace=False, shuffle=False)
    yield "choice of 1001 in 20000, unshuffled", g.choice(20000, 1001, replace=False, shuffle=False)
    yield "choice by weight", g.choice(50, 1000, p=weights)
    yield "choice of one by weight", np.array([g.choice(50, p=weights)])
    yield "choice by weight, distinct", g.choice(50, 42, p=weights, replace=False)
    yield "permutation", g.permutation(10)
    yield "long permutation", g.permutation(5000)
    yield "shuffle, axis 0", shuffled(g, 0)
    yield "shuffle, axis 1", shuffled(g, 1)
    yield "shuffle, axis 2", shuffled(g, 2)
    yield "permuted, axis 1", g.permuted(cube, axis=1)
    yield "permuted, axis 2", g.permuted(cube, axis=2)
    yield "bytes", np.frombuffer(g.bytes(11), np.uint8)
    yield "random, long", g.random(70001)
    yield "uniform, long", g.uniform(1, 3, 70001)
    yield "normal, long", g.normal(1, 3, 70001)
    yield "one of each", np.array([g.random(), g.standard_normal(), g.exponential(), g.uniform(2, 3)])


def legacy(g):
    yield "random_sample", g.random_sample(5)
    yield "standard_normal, odd", g.standard_normal(3)
    yield "standard_normal, from the waiting one on", g.standard_normal(1000)
    yield "rand and randn", np.array([g.rand(), g.randn(), g.randn(), g.rand()])
    yield "normal", g.normal(3, 2, (3, 5))
    yield "normal, broadcast", g.normal([0, 10, 20], [[1], [2]])
    yield "uniform", g.uniform(-1, 2, 10)
    yield "uniform, falling", g.uniform(2, -1, 10)
    yield "standard_exponential", g.standard_exponential(100)
    yield "exponential", g.exponential(2.5, 10)
    yield "randint below 100", g.randint(0, 100, 300)
    yield "randint, none", g.randint(0, 100, 0)
    yield "randint over 2^40", g.randint(-5, 2**40, 6)
    yield "randint, 2^32 of them", g.randint(0, 2**32, 5)
    yield "randint, all but one", g.randint(-(2**63), 2**63 - 1, 5)
    yield "randint, one", g.randint(7, 8, 5)
    yield "int32", g.randint(-(2**31), 2**31, 5, dtype=np.int32)
    yield "int32 with many rejected", g.randint(0, 2**30 + 1, 301, dtype=np.int32)
    yield "uint8", g.randint(3, 140, 111, dtype=np.uint8)
    yield "uint8, all", g.randint(0, 256, 5, dtype=np.uint8)
    yield "bool", g.randint(0, 2, 37, dtype=bool)
    yield "randint, broadcast", g.randint([0, 5, -7], [[2**33], [9]])
    yield "choice", g.choice(10, 20)
    yield "choice of a few", g.choice(1000, 5, replace=False)
    yield "choice by weight", g.choice(50, 1000, p=weights)
    yield "choice by weight, distinct", g.choice(50, 42, p=weights, replace=False)
    yield "permutation", g.permutation(10)
    yield "long permutation", g.permutation(5000)
    yield "shuffle", shuffled(g, 0)
    yield "bytes", np.frombuffer(g.bytes(11), np.uint8)
    yield "random_sample, long", g.random_sample(70001)
    yield "normal, long", g.normal(1, 3, 70001)


def rows(name, operations):
    print("constexpr Expected %s[] = {" % name)
    for what, values in operations:
        print('    {"%s", 0x%016xu, 0x%016xu},' % ((what,) + pair(values)))
    print("};")


def words(n):
    return ", ".join("0x%016xu" % w for w in (n >> 64, n & (2**64 - 1)))


print("// Written by streams.py with NumPy %s." % np.__version__)
# exp, log1p, log and sqrt as the libm behind these numbers rounds them.
probe = [f(k / 7000) for k in range(1, 7000) for f in (lambda x: math.exp(-x), lambda x: math.log1p(-x), math.log)]
print("constexpr std::uint64_t libm_digest = 0x%016xu;" % digest(struct.pack("<%dd" % len(probe), *probe)))
seeds = {
    "zero": 0,
    "forty_two": 42,
    "two_to_40": 2**40,
    "huge": 2**200 + 12345,
    "list": [1, 2, 3],
    "huge_list": [2**70, 5],
}
for name, seed in seeds.items():
    g = np.random.default_rng(seed)
    rows("modern_" + name, modern(g))
    s = g.bit_generator.state
    print("constexpr Pcg64State state_%s = {%s, %s, %s, 0x%08xu};" % (
        name, words(s["state"]["state"]), words(s["state"]["inc"]), "true" if s["has_uint32"] else "false",
        s["uinteger"]))
child = np.random.SeedSequence(42, spawn_key=(3, 2**40)).spawn(3)[2]
rows("modern_child", modern(np.random.default_rng(child)))
rows("modern_twister", modern(np.random.Generator(np.random.MT19937(42))))
for name, seed in {"zero": 0, "forty_two": 42, "largest": 2**32 - 1, "list": [1, 2, 3], "long_list": list(range(700))}.items():
    g = np.random.RandomState(seed)
    rows("legacy_" + name, legacy(g))
    _, key, position, waits, value = g.get_state()
    print("constexpr LegacyState legacy_state_%s = {0x%016xu, %d, %s, %s};" % (
        name, digest(key.astype("<u4").tobytes()), position, "true" if waits else "false", float(value).hex()))
