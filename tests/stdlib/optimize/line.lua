local pl = require "perilune"
local check = require "check"
local optimize = pl.optimize

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

check.group("minimize_scalar", function()
  local function f(x) return (x - 2) * x * (x + 2)^2 end
  for _, options in ipairs{{}, {method = "golden"}, {bracket = {1, 1.5, 3}}, {bracket = {0, 0.1}}, {bounds = {0, 2}}} do
    local res = optimize.minimize_scalar(f, options)
    check.near(res.x, 1.28077640403, 1e-5)
    check.near(res.fun, f(res.x), 0)
    check.eq({res.success, res.status}, {true, 0})
    check(res.nfev > 5 and res.nit > 3)
  end
  check.near(optimize.minimize_scalar(f, {bounds = {-3, -1}}).x, -2, 1e-5)
  check(optimize.minimize_scalar(f, {tol = 1e-2}).nfev < optimize.minimize_scalar(f).nfev)
  check(optimize.minimize_scalar(f, {xtol = 1e-2}).nfev < optimize.minimize_scalar(f, {tol = 1e-10, xtol = 1e-9}).nfev)
  check.near(optimize.minimize_scalar(f, {bounds = {0, 2}, xatol = 1e-10}).x, 1.28077640403, 1e-8)
  check.eq(optimize.minimize_scalar(f, {maxiter = 3}).status, 1)
  check.eq(optimize.minimize_scalar(f, {maxfev = 6}).nfev, 6)
  check.eq(optimize.minimize_scalar(f, {maxtime = 0}).status, 98)
  check.eq(optimize.minimize_scalar(f, {callback = function(x, s) return "stop" end}).status, 99)
  check.near(optimize.minimize_scalar(function(x, a) return (x - a)^2 end, {args = {7}}).x, 7, 1e-8)
  check.eq(optimize.minimize_scalar(function(x) return x end).message, "No bracket was found: the function seems to have no minimum that way.")
  check.eq(optimize.minimize_scalar(function(x) return 0 / 0 end).success, false)
  check.raises("optimize.minimize_scalar: method 'brent' does not use option 'bounds'", optimize.minimize_scalar, f, {method = "brent", bounds = {0, 1}})
  check.raises("optimize.minimize_scalar: bounds must be given with method 'bounded'", optimize.minimize_scalar, f, {method = "bounded"})
  check.raises_like("bounds must be finite, got 0 and inf", optimize.minimize_scalar, f, {bounds = {0, math.huge}})
  check.raises_like("bracket must have its second number between the others", optimize.minimize_scalar, f, {bracket = {0, 5, 3}})
  check.raises_like("fun returned nil", optimize.minimize_scalar, function() end)
end)
