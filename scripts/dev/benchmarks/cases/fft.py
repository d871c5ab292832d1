"""fft: single transforms of many lengths, planned, and the first one of a process."""

from .case import case

for n, label, wanted in (1024, "1024", 4.0), (2**20, "2^20", 1.8), (10**6, "1e6", 1.0), (100003, "100003", 1.0):
    for f in "fft", "rfft":
        kind = "complex128" if f == "fft" else "float64"
        case(f"{f} {label}", wanted, f'local x = random.default_rng(1):random({n}):astype("{kind}")',
             f"local r = fft.{f}(x)",
             f"from scipy import fft\nx = np.random.default_rng(1).random({n}).astype('{kind}')", f"r = fft.{f}(x)")
case("fft2 2048x2048", 1.0, 'local x = random.default_rng(1):random({2048, 2048}):astype("complex128")',
     "local r = fft.fft2(x)",
     "from scipy import fft\nx = np.random.default_rng(1).random((2048, 2048)).astype(complex)", "r = fft.fft2(x)")
case("fft 2^20, first call", 0.85, 'local x = random.default_rng(1):random(2^20):astype("complex128")',
     "local r = fft.fft(x)", "from scipy import fft\nx = np.random.default_rng(1).random(2**20).astype(complex)",
     "r = fft.fft(x)", first=True)
