"""pl's own functions."""

from .case import case


def vectors(n, dtype="float64"):
    """Numbers between 0.1 and 5 in no simple order, the same on both sides."""
    lua = (f'local i = pl.arange({n}); local a = (pl.sin(i) * 2.45 + 2.55):astype("{dtype}"); '
           f'local b = (pl.cos(i * 3) * 2.45 + 2.55):astype("{dtype}"); local c = pl.zeros({n}, "{dtype}"); '
           "local into = {out = c}")
    python = (f"i = np.arange({n}.); a = (np.sin(i) * 2.45 + 2.55).astype('{dtype}'); "
              f"b = (np.cos(i * 3) * 2.45 + 2.55).astype('{dtype}'); c = np.zeros({n}, '{dtype}')")
    return lua, python


# Elementwise, fresh results and given ones
for n, label, fresh in (10**3, "1e3", 1.2), (10**5, "1e5", 1.0), (10**7, "1e7", 1.5):
    lua, python = vectors(n)
    case(f"add fresh {label}", fresh, lua, "local r = a + b", python, "r = a + b")
    case(f"multiply fresh {label}", fresh, lua, "local r = a * b", python, "r = a * b")
    case(f"less fresh {label}", fresh, lua, "local r = a:lt(b)", python, "r = a < b")
    case(f"add out {label}", 3.0 if n == 1000 else 1.0, lua, "pl.add(a, b, into)", python, "np.add(a, b, out=c)")
for f in "exp", "log", "sin", "tanh":
    lua, python = vectors(10**5)
    case(f"{f} float64 1e5", 0.9, lua, f"local r = pl.{f}(a)", python, f"r = np.{f}(a)")
    lua, python = vectors(10**5, "float32")
    case(f"{f} float32 1e5", 1.0, lua, f"local r = pl.{f}(a)", python, f"r = np.{f}(a)")

for dtype in "float64", "float32":
    lua, python = vectors(10**5, dtype)
    case(f"power {dtype} 1e5", 1.0, lua, "local r = a ^ b", python, "r = a ** b")

# Reductions of a 1000 x 1000 matrix
MATRIX = ("local a = pl.sin(pl.arange(1000000)):reshape(1000, 1000)",
          "a = np.sin(np.arange(1000000.)).reshape(1000, 1000)")
for f in "sum", "mean", "std", "min", "max", "argmax":
    case(f"{f} axis 1 (down)", 1.2, MATRIX[0], f"local r = a:{f}(1)", MATRIX[1], f"r = a.{f}(0)")
    case(f"{f} axis 2 (along)", 1.2, MATRIX[0], f"local r = a:{f}(2)", MATRIX[1], f"r = a.{f}(1)")
    case(f"{f} of all", 1.2, MATRIX[0], f"local r = a:{f}()", MATRIX[1], f"r = a.{f}()")
case("cumsum along", 1.0, MATRIX[0], "local r = a:cumsum(2)", MATRIX[1], "r = a.cumsum(1)")

# Order, selection, copies
LONG = ("local rng = random.default_rng(1); local a = rng:random(1000000); local m = a:gt(0.5); "
        "local i = rng:permutation(1000000)",
        "rng = np.random.default_rng(1); a = rng.random(1000000); m = a > 0.5; i = rng.permutation(1000000)")
case("sort 1e6", 1.0, LONG[0], "local r = pl.sort(a)", LONG[1], "r = np.sort(a)")
case("argsort 1e6", 1.0, LONG[0], "local r = pl.argsort(a)", LONG[1], "r = np.argsort(a)")
case("unique 1e6", 1.0, LONG[0], "local r = pl.unique(a)", LONG[1], "r = np.unique(a)")
case("median 1e6", 1.0, LONG[0], "local r = pl.median(a)", LONG[1], "r = np.median(a)")
case("mask selection 1e6", 1.0, LONG[0], "local r = a[m]", LONG[1], "r = a[m]")
case("index selection 1e6", 1.0, LONG[0], "local r = a[i]", LONG[1], "r = a[i]")
case("nonzero 1e6", 1.0, LONG[0], "local r = m:nonzero()", LONG[1], "r = m.nonzero()")
case("transposed copy 1000x1000", 1.0, MATRIX[0], "local r = a.T:copy()", MATRIX[1], "r = a.T.copy()")
case("element loop read 1e4", 5.0, "local a = pl.ones(10000)", "local s = 0; for i = 1, 10000 do s = s + a[i] end",
     "a = np.ones(10000)", "s = 0\nfor i in range(10000): s = s + a[i]")
case("element loop write 1e4", 5.0, "local a = pl.ones(10000)", "for i = 1, 10000 do a[i] = i end",
     "a = np.ones(10000)", "for i in range(10000): a[i] = i")
