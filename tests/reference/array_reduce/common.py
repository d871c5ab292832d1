"""Arrays as text, as tests/kernels/array/reduce_support.h reads them: dtype:shape:elements."""
import numpy as np

NAMES = {"float64": "f8", "float32": "f4", "complex128": "c16", "complex64": "c8", "int64": "i8", "int32": "i4",
         "uint8": "u1", "bool": "?"}


def number(x):
    if isinstance(x, (complex, np.complexfloating)):
        return number(x.real) + "_" + number(x.imag)
    if isinstance(x, (bool, np.bool_, int, np.integer)):
        return str(int(x))
    single = isinstance(x, np.float32)  # written shortly: read back as float32, it is the same
    return (str(x) if single else repr(float(x))).removesuffix(".0")


def array(a):
    if isinstance(a, str):
        return a
    a = np.asarray(a)
    if a.dtype == np.uint64:  # NumPy's sums of unsigned integers
        a = a.astype("i8")
    return ":".join([str(a.dtype), ",".join(map(str, a.shape)), ",".join(number(x) for x in a.ravel())])


def let(name, a):
    """Gives an array a name that later lines write as @name."""
    print(f"let | {name}={array(a)}")


def line(function, arguments, *results):
    given = " ".join(f"{k}={array(v) if isinstance(v, np.ndarray) else v}" for k, v in arguments.items() if v is not None)
    print(" | ".join([function, given] + [array(r) for r in results]))


def values(rng, dtype, shape, special=True):
    if dtype == "bool":
        return rng.random(shape) < 0.5
    if dtype == "uint8":
        return rng.integers(0, 40, shape).astype(dtype)
    if dtype in ("int32", "int64"):
        return rng.integers(-20, 20, shape).astype(dtype)
    a = np.round(rng.normal(0, 3, shape), 2)
    if dtype.startswith("complex"):
        a = a + 1j * np.round(rng.normal(0, 3, shape), 2)
    a = a.astype(dtype)
    if special and a.size > 3:
        flat = a.reshape(-1)
        # With infinities or half a NaN, what NumPy makes of complex products and quotients depends on its formulas.
        for v in (complex(np.nan, np.nan),) if dtype.startswith("complex") else (np.nan, np.inf, -np.inf):
            if rng.random() < 0.4:
                flat[rng.integers(0, a.size)] = v
    return a
