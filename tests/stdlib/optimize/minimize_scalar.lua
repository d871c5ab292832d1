local pl = require "perilune"
local check = require "check"
local optimize = pl.optimize

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
