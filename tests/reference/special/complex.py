#!/usr/bin/python3
"""Writes complex.lua: special functions of complex numbers by mpmath, to 17 digits."""
import mpmath as mp

I = mp.mpc(0, 1)
FUNCTIONS = {
    "wofz": lambda z: mp.exp(-z * z) * mp.erfc(-I * z), "erf": mp.erf, "erfc": mp.erfc,
    "erfcx": lambda z: mp.exp(z * z) * mp.erfc(z), "erfi": mp.erfi,
    "dawsn": lambda z: mp.sqrt(mp.pi) / 2 * mp.exp(-z * z) * mp.erfi(z),
    "ndtr": lambda z: mp.erfc(-z / mp.sqrt(2)) / 2, "gamma": mp.gamma, "rgamma": mp.rgamma, "loggamma": mp.loggamma,
    "psi": mp.digamma,
}
# Every branch: near 0, near both axes, near the nodes of the two rules, far out, all quadrants; zeros and poles of gamma.
POINTS = [0.01 + 0.02j, 1 - 0.3j, -1.2 + 0.4j, 0.05 + 3j, -0.03 - 5j, 3 + 0.01j, 2.8 - 1e-6j, 0.2558 + 1e-4j, 0.5117 + 1e-4j,
          6.2 + 0.05j, 7 + 5j, -4 + 6.5j, 5 - 4j, 60 + 1e-3j, 1e4 + 2e4j, -3.7 + 0.001j, -9.5 - 3j, 1.05 + 0.1j, 2.1 - 0.05j,
          -2.5 + 8j, -30 + 0.5j, 15 + 14j, 0.3 - 20j]

print("-- Written by complex.py with mpmath", mp.__version__)
print("-- name, argument, value\nreturn {")
for name, f in FUNCTIONS.items():
    for z in POINTS:
        mp.mp.dps = 60
        if abs(z) > 100 and name not in ("wofz", "loggamma", "psi"):
            continue
        if name == "wofz" and abs(z) > 50:
            w = I / (mp.sqrt(mp.pi) * z) * sum(mp.fac2(2 * k - 1) / (2 * mp.mpc(z) ** 2) ** k for k in range(12))
        else:
            w = f(mp.mpc(z))
        v = complex(w)
        if abs(v) < 1e-250 or abs(v) > 1e250:
            continue
        print('  {"%s", %.17g, %.17g, %.17g, %.17g},' % (name, z.real, z.imag, v.real, v.imag))
for x, y in ((0.3, 1), (-2, 0.5), (3, -1), (8, 0.01), (-12, 1.5)):
    mp.mp.dps = 60
    z = mp.mpc(x, y)
    v = complex(mp.log(mp.erfc(-z / mp.sqrt(2)) / 2))
    print('  {"log_ndtr", %.17g, %.17g, %.17g, %.17g},' % (x, y, v.real, v.imag))
print("}")
