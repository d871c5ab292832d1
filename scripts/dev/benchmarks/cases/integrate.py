"""Integrals and differential equations."""

from .case import case

QUAD = "from scipy import integrate\nfrom math import exp, sqrt, inf\n"
LUA = "local exp, sqrt, inf = math.exp, math.sqrt, math.huge\n"
for name, wanted, lua, python in (
        ("quad smooth", 1.5, "integrate.quad(function(x) return exp(-x * x) end, 0, 1)", "integrate.quad(lambda x: exp(-x * x), 0, 1)"),
        ("quad 1/sqrt(x)", 1.5, "integrate.quad(function(x) return 1 / sqrt(x) end, 0, 1)", "integrate.quad(lambda x: 1 / sqrt(x), 0, 1)"),
        ("quad infinite", 1.5, "integrate.quad(function(x) return exp(-x * x) end, -inf, inf)",
         "integrate.quad(lambda x: exp(-x * x), -inf, inf)"),
        ("dblquad", 1.5, "integrate.dblquad(function(y, x) return x * y * y end, 0, 2, 0, 1)",
         "integrate.dblquad(lambda y, x: x * y * y, 0, 2, 0, 1)")):
    case(name, wanted, LUA, "local r = " + lua, QUAD, "r = " + python)
for method, wanted in ("RK45", 25.0), ("RK23", 25.0), ("DOP853", 25.0):
    case(f"solve_ivp {method}", wanted,
         "local function f(t, y) local a, b = y[1], y[2] return {1.5 * a - a * b, -3 * b + a * b} end",
         f'local r = integrate.solve_ivp(f, {{0, 15}}, {{10, 5}}, {{method = "{method}", rtol = 1e-6, atol = 1e-9}})',
         "from scipy import integrate\ndef f(t, y):\n    a, b = y\n    return [1.5 * a - a * b, -3 * b + a * b]",
         f"r = integrate.solve_ivp(f, (0, 15), [10, 5], method='{method}', rtol=1e-6, atol=1e-9)")
