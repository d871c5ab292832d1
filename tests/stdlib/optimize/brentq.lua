local pl = require "perilune"
local check = require "check"
local brentq = pl.optimize.brentq

local function cubic(x) return x * x * x - 2 * x - 5 end

check.group("root and record", function()
  check.eq(brentq(cubic, 2, 3), 2.094551481542327)  -- scipy.optimize.brentq, to the bit
  local root, res = brentq(cubic, 2, 3, {full_output = true})
  check.eq(root, res.root)
  check.eq({res.iterations, res.function_calls, res.converged, res.flag}, {7, 8, true, "converged"})
  check.eq({res.success, res.status, res.nit, res.nfev}, {true, 0, 7, 8})
  check.eq(res.message, "The root lies within the tolerances.")
  check.near(brentq(cubic, 3, 2), root, 1e-15)
  check.eq(brentq(cubic, 2, 3, nil, 1e-3), brentq(cubic, 2, 3, {xtol = 1e-3}))
  check.ne(brentq(cubic, 2, 3, {xtol = 1e-3}), root)
  check.ne(brentq(cubic, 2, 3, {rtol = 1e-2}), root)
  check.eq(brentq(function(x) return x - 4 end, 4, 9), 4.0)
end)

check.group("further arguments and callables", function()
  check.eq(brentq(function(x, a, b) return a * x - b end, 0, 10, {2, 3}), 1.5)
  check.eq(brentq(function(x, a) return x - a end, 0, 10, {args = {2.5}}), 2.5)
  -- What is no table stands for itself: it must not be lost.
  check.eq(brentq(function(x, a) return x - a end, 0, 10, {args = 2.5}), 2.5)
  check.eq(brentq(function(x, a) return x - a[2] end, 0, 10, {args = pl.array{1, 2.5}}), 2.5)
  check.eq(brentq(function(x, a, b) return x - a * b end, 0, 10, {args = {2, 3}}), 6.0)
  local spline = pl.interpolate.CubicSpline({0, 1, 2, 3}, {-1, 0.5, 2, 3})
  check.near(spline(brentq(spline, 0, 3)), 0, 1e-14, "an object that can be called is a function")
  check.near(brentq(function(x) return pl.array{x - 1.25} end, 0, 2), 1.25, 1e-12, "one element is a number")
end)

check.group("limits", function()
  local root, res = brentq(cubic, -100, 100, {maxiter = 5, full_output = true})
  check.eq({res.converged, res.iterations, res.status, res.flag}, {false, 5, -2, "convergence error"})
  check.eq(res.message, "Maximum number of iterations has been exceeded.")
  check.raises("optimize.brentq: f has no root within the tolerances after 5 iterations; Maximum number of iterations " ..
               "has been exceeded.", brentq, cubic, -100, 100, {maxiter = 5})
  check.raises_like("after 5 iterations", brentq, cubic, -100, 100, {maxiter = 5, full_output = true, disp = true})
  check.eq(brentq(cubic, -100, 100, {maxiter = 5, disp = false}), root)
  root, res = brentq(cubic, -100, 100, {maxfev = 9, full_output = true})
  check.eq({res.nfev, res.success}, {9, false})
  root, res = brentq(cubic, -100, 100, {max_nfev = 9, full_output = true})
  check.eq(res.nfev, 9, "maxfev under its other name")
  root, res = brentq(cubic, -100, 100, {maxtime = 0, full_output = true})
  check.eq({res.nfev, res.message}, {0, "Maximum time has been exceeded."})
  check.eq(brentq(cubic, -100, 100, {maxiter = math.huge}), brentq(cubic, -100, 100))
end)

check.group("callback", function()
  local seen = {}
  local root, res = brentq(cubic, 2, 3, {full_output = true, callback = function(x, state)
    check.eq(state.fun, cubic(x))
    seen[#seen + 1] = state.nit
    return #seen == 3
  end})
  check.eq(seen, {1, 2, 3})
  check.eq(res.message, "The callback asked to stop.")
  check.eq(type(brentq(cubic, 2, 3, {callback = function() return "stop" end})), "number", "stopping is no failure")
end)

check.group("errors", function()
  check.raises("optimize.brentq: f must have different signs at a and b, got 1 at 1 and 16 at 3", function()
    return brentq(function(x) return x == 1 and 1.0 or 16 end, 1, 3)
  end)
  check.raises("optimize.brentq: f must not be nan between a and b, got nan at 0", brentq, function() return 0 / 0 end, 0, 1)
  check.raises("optimize.brentq: a must be finite, got -inf", brentq, cubic, -math.huge, 1)
  check.raises("optimize.brentq: xtol must be greater than 0, got 0", brentq, cubic, 2, 3, {xtol = 0})
  check.raises_like("rtol must be at least 8.88", brentq, cubic, 2, 3, {rtol = 1e-17})
  check.raises("optimize.brentq: maxiter must be at least 0, got -1", brentq, cubic, 2, 3, {maxiter = -1})
  check.raises("optimize.brentq: maxiter must be a whole number or math.huge, got 2.5", brentq, cubic, 2, 3, {maxiter = 2.5})
  check.raises("optimize.brentq: f returned nil at evaluation 1, expected a number", brentq, function() end, 0, 1)
  check.raises("optimize.brentq: f must be a function, got 3", brentq, 3, 0, 1)
  local value = {}
  check.raises(value, brentq, function() error(value) end, 0, 1)
  check.raises("optimize.brentq: a must be a number, got 'x'", brentq, cubic, "x", 1)
end)
