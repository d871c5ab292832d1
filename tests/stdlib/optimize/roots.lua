-- root_scalar, newton, brentq and its kin.
local pl = require "perilune"
local check = require "check"
local optimize = pl.optimize
local brentq = optimize.brentq

local function cubic(x) return x^3 - 2 * x - 5 end
local function slope(x) return 3 * x^2 - 2 end
local function bend(x) return 6 * x end
local root = 2.0945514815423265

check.group("root_scalar", function()
  for _, method in ipairs{"bisect", "brentq", "brenth", "ridder", "toms748"} do
    local res = optimize.root_scalar(cubic, {method = method, bracket = {2, 3}})
    check.near(res.root, root, 1e-11, method)
    check.eq({res.converged, res.success, res.status, res.flag}, {true, true, 0, "converged"})
    check.eq(optimize.root_scalar(cubic, {method = method, bracket = {2, 3}, maxiter = 2}).converged, false)
    check(optimize.root_scalar(cubic, {method = method, bracket = {2, 3}, xtol = 1e-3}).nfev < res.nfev)
    check.eq(optimize.root_scalar(cubic, {method = method, bracket = {2, 3}, maxfev = 4}).message,
             "Maximum number of function evaluations has been exceeded.")
    check.raises_like("f must have different signs at a and b", optimize.root_scalar, cubic, {method = method, bracket = {3, 4}})
    check.near(optimize[method](cubic, 2, 3), root, 1e-11)
    check.raises_like("f has no root within the tolerances after 2 iterations", optimize[method], cubic, 2, 3, {maxiter = 2})
    local r, info = optimize[method](cubic, 2, 3, {full_output = true, maxiter = 2})
    check.eq({info.converged, info.iterations}, {false, 2})
    check.near(optimize[method](function(x, a) return x - a end, 0, 9, {args = {4}}), 4, 1e-11)
  end
  check.eq(optimize.root_scalar(cubic, {bracket = {2, 3}}).root, optimize.brentq(cubic, 2, 3))
  check.near(optimize.root_scalar(cubic, {method = "toms748", k = 2, bracket = {2, 3}}).root, root, 1e-12)
  check.near(optimize.toms748(cubic, 2, 3, {k = 3}), root, 1e-12)
  for method, options in pairs{newton = {fprime = slope}, halley = {fprime = slope, fprime2 = bend}, secant = {x1 = 3}} do
    options.x0 = 2
    local chosen = optimize.root_scalar(cubic, options)
    options.method = method
    local res = optimize.root_scalar(cubic, options)
    check.near(res.root, root, 1e-12, method)
    check.eq({chosen.root, chosen.nfev}, {res.root, res.nfev})
  end
  local joint = optimize.root_scalar(function(x) return cubic(x), slope(x), bend(x) end, {x0 = 2, fprime = true, fprime2 = true})
  check.near(joint.root, root, 1e-12)
  check(joint.nfev < optimize.root_scalar(cubic, {x0 = 2, fprime = slope, fprime2 = bend}).nfev)
  check.near(optimize.root_scalar(cubic, {x0 = 2}).root, root, 1e-9)
  check.raises("optimize.root_scalar: bracket or x0 must be given", optimize.root_scalar, cubic)
  check.raises("optimize.root_scalar: fprime must be given with method 'newton'", optimize.root_scalar, cubic, {method = "newton", x0 = 2})
  check.raises("optimize.root_scalar: method 'bisect' does not use option 'x0'", optimize.root_scalar, cubic, {method = "bisect", x0 = 2})
  check.raises("optimize.root_scalar: method 'brentq' does not use option 'x1'", optimize.root_scalar, cubic, {bracket = {2, 3}, x1 = 2})
  check.raises_like("bracket must have two numbers", optimize.root_scalar, cubic, {bracket = {1, 2, 3}})
  local flat = optimize.root_scalar(function(x) return x^2 + 1 end, {x0 = 0, fprime = function(x) return 2 * x end})
  check.eq({flat.converged, flat.message}, {false, "The derivative was zero."})
  local seen = 0
  check.eq(optimize.root_scalar(cubic, {x0 = 2, callback = function(x, s) seen = seen + 1 return s.nit == 2 end}).converged, false)
  check.eq(seen, 2)
  check.eq(optimize.root_scalar(cubic, {bracket = {2, 3}, maxtime = 0}).status, -2)
  check.near(optimize.root_scalar(function(x) return optimize.brentq(function(y) return y - x end, -9, 9) - 1 end, {bracket = {0, 3}}).root, 1, 1e-10)
end)

check.group("newton", function()
  check.near(optimize.newton(cubic, 2), root, 1e-9)
  check.near(optimize.newton(cubic, 2, slope), root, 1e-12)
  check.near(optimize.newton(cubic, 2, {fprime = slope, fprime2 = bend, tol = 1e-12, rtol = 1e-12}), root, 1e-14)
  check.near(optimize.newton(cubic, 2, {x1 = 3}), root, 1e-9)
  local r, res = optimize.newton(cubic, 2, {full_output = true})
  check.eq({r, res.converged}, {res.root, true})
  check.raises_like("func has no root within the tolerances after 1 iterations; Maximum number of iterations", optimize.newton, cubic, 2, {maxiter = 1})
  check.raises_like("x1 must be left out with fprime", optimize.newton, cubic, 2, {fprime = slope, x1 = 3})
  check.raises_like("fprime2 must be left out without fprime", optimize.newton, cubic, 2, {fprime2 = slope})
  check.raises_like("func returned nil", optimize.newton, function() end, 2)
end)

check.group("brentq: root and record", function()
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

check.group("brentq: further arguments and callables", function()
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

check.group("brentq: limits", function()
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

check.group("brentq: callback", function()
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

check.group("brentq: errors", function()
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
