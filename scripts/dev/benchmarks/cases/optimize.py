"""Solvers with callbacks."""

from .case import case

case("Nelder-Mead Rosenbrock", 20.0,
     "local function rosen(x) local a, b = x[1], x[2] return 100 * (b - a * a) ^ 2 + (1 - a) ^ 2 end",
     'local r = optimize.minimize(rosen, {-1.2, 1}, {method = "Nelder-Mead"})',
     "from scipy import optimize\ndef rosen(x):\n    a, b = x\n    return 100 * (b - a * a) ** 2 + (1 - a) ** 2",
     "r = optimize.minimize(rosen, [-1.2, 1], method='Nelder-Mead')")
case("brentq", 3.0, "local function f(x) return x * x * x - 2 * x - 5 end", "local r = optimize.brentq(f, 2, 3)",
     "from scipy import optimize\ndef f(x): return x * x * x - 2 * x - 5", "r = optimize.brentq(f, 2, 3)")
ROSEN_LUA = """local function rosen(x)
  local sum = 0
  for i = 1, #x - 1 do local a, b = x[i], x[i + 1] sum = sum + 100 * (b - a * a) ^ 2 + (1 - a) ^ 2 end
  return sum
end
"""
ROSEN_PYTHON = """from scipy import optimize
def rosen(x):
    total = 0.0
    for i in range(len(x) - 1):
        a, b = x[i], x[i + 1]
        total += 100 * (b - a * a) ** 2 + (1 - a) ** 2
    return total
"""
for n, start in (2, "-1.2, 1"), (10, "-1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1"):
    for method, wanted in ("L-BFGS-B", 12.0), ("BFGS", 8.0):
        case(f"{method} n={n}", wanted, ROSEN_LUA, f'local r = optimize.minimize(rosen, {{{start}}}, {{method = "{method}"}})',
             ROSEN_PYTHON, f"r = optimize.minimize(rosen, [{start}], method='{method}')")
for m, wanted in (10, 8.0), (20, 8.0), (200, 4.0):
    case(f"curve_fit {m} points", wanted,
         f"""local x = pl.linspace(0, 4, {m})
local y = 2.5 * pl.exp(-1.3 * x) + 0.5 + 0.1 * pl.sin(30 * x)
local exp = pl.exp
local function f(t, a, b, c) return a * exp(-b * t) + c end""",
         "local popt, pcov = optimize.curve_fit(f, x, y)",
         f"""from scipy import optimize
x = np.linspace(0, 4, {m})
y = 2.5 * np.exp(-1.3 * x) + 0.5 + 0.1 * np.sin(30 * x)
def f(t, a, b, c): return a * np.exp(-b * t) + c""", "popt, pcov = optimize.curve_fit(f, x, y)")
case("least_squares trf with bounds", 8.0,
     "local function f(x) local a, b = x[1], x[2] return {10 * (b - a * a), 1 - a} end",
     "local r = optimize.least_squares(f, {-1.2, 1}, {bounds = {{-2, -1}, {0.5, 2}}})",
     "from scipy import optimize\ndef f(x):\n    a, b = x\n    return [10 * (b - a * a), 1 - a]",
     "r = optimize.least_squares(f, [-1.2, 1], bounds=([-2, -1], [0.5, 2]))")
case("minimize_scalar", 8.0, "local function f(x) return (x - 2) * x * (x + 2) ^ 2 end", "local r = optimize.minimize_scalar(f)",
     "from scipy import optimize\ndef f(x): return (x - 2) * x * (x + 2) ** 2", "r = optimize.minimize_scalar(f)")
