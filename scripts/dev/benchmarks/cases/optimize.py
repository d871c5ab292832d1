"""Solvers with callbacks."""

from .case import case

case("Nelder-Mead Rosenbrock", 20.0,
     "local function rosen(x) local a, b = x[1], x[2] return 100 * (b - a * a) ^ 2 + (1 - a) ^ 2 end",
     'local r = optimize.minimize(rosen, {-1.2, 1}, {method = "Nelder-Mead"})',
     "from scipy import optimize\ndef rosen(x):\n    a, b = x\n    return 100 * (b - a * a) ** 2 + (1 - a) ** 2",
     "r = optimize.minimize(rosen, [-1.2, 1], method='Nelder-Mead')")
case("brentq", 3.0, "local function f(x) return x * x * x - 2 * x - 5 end", "local r = optimize.brentq(f, 2, 3)",
     "from scipy import optimize\ndef f(x): return x * x * x - 2 * x - 5", "r = optimize.brentq(f, 2, 3)")
