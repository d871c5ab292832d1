local pl = require "perilune"
local check = require "check"
local least_squares = pl.optimize.least_squares

local function rosenbrock(x) return {10 * (x[2] - x[1]^2), 1 - x[1]} end
local function jacobian(x) return {{-20 * x[1], 10}, {-1, 0}} end

check.group("methods and Jacobians", function()
  for _, method in ipairs{"trf", "lm"} do
    for _, jac in ipairs{jacobian, "2-point"} do
      local res = least_squares(rosenbrock, {-1.2, 1}, {method = method, jac = jac})
      check(res.success, method)
      check.near(res.x, {1, 1}, 1e-6)
      check.near(res.fun, rosenbrock(res.x), 1e-15)
      check.near(res.cost, 0.5 * (res.fun[1]^2 + res.fun[2]^2), 1e-15)
      check.near(res.jac, jacobian(res.x), 1e-5)
      check.near(res.grad, {0, 0}, 1e-6)
      check.eq({res.active_mask == pl.array({0, 0}, {dtype = "int64"}), res.status >= 1 and res.status <= 4}, {true, true})
      check.eq(res.njev == nil, method == "lm" and jac == "2-point")
    end
  end
  for _, jac in ipairs{"3-point", "cs"} do check.near(least_squares(rosenbrock, {-1.2, 1}, jac).x, {1, 1}, 1e-7) end
  check.near(least_squares(function(x) return x[1] - 3 end, 0).x, {3}, 1e-8, "one residual of one variable")
  check.near(least_squares(function(x, a, b) return {x[1] - a, b * (x[2] - 1)} end, {0, 0}, {args = {5, 2}}).x, {5, 1}, 1e-7)
  local count = 0
  local res = least_squares(function(x) count = count + 1 return rosenbrock(x) end, {-1.2, 1}, {jac = jacobian})
  check.eq(count, res.nfev, "no evaluation is made that is not counted")
end)

check.group("bounds and losses", function()
  local res = least_squares(rosenbrock, {-1.2, 1}, {bounds = {{-2, -1}, {0.5, 2}}})
  check.near(res.x, {0.5, 0.25}, 1e-5)
  check.eq(res.active_mask == pl.array({1, 0}, {dtype = "int64"}), true)
  check.near(least_squares(rosenbrock, {0, 0}, {bounds = {-3, {0.5, nil}}}).x, {0.5, 0.25}, 1e-5, "nil is open")
  check.near(least_squares(rosenbrock, {0, 0}, {bounds = pl.array{{-3, -3}, {0.5, math.huge}}}).x, {0.5, 0.25}, 1e-5)
  local t = pl.linspace(0, 5, 40)
  local y = 3 * pl.exp(-0.7 * t)
  y[5], y[20] = 9, -4
  local function residuals(p) return p[1] * pl.exp(-p[2] * t) - y end
  local plain = least_squares(residuals, {1, 1})
  check(math.abs(plain.x[1] - 3) > 0.3, "outliers draw the plain fit away")
  for _, loss in ipairs{"soft_l1", "huber", "cauchy", "arctan"} do
    check.near(least_squares(residuals, {2.5, 1}, {loss = loss, f_scale = 0.01}).x, {3, 0.7}, 0.05, loss)
  end
  local function soft_l1(z)
    local s = 1 + z
    return pl.stack{2 * (pl.sqrt(s) - 1), s^-0.5, -0.5 * s^-1.5}
  end
  local own = least_squares(residuals, {2.5, 1}, {loss = soft_l1, f_scale = 0.1})
  local built_in = least_squares(residuals, {2.5, 1}, {loss = "soft_l1", f_scale = 0.1})
  -- The last step falls within ftol, 1e-8, and some kernels of BLAS round it otherwise.
  check.near(own.x, built_in.x, 1e-8)
  check.near(own.nfev, built_in.nfev, 0.1)
  check.raises_like("loss returned", least_squares, residuals, {1, 1}, {loss = function(z) return z end})
end)

check.group("options", function()
  check.eq(least_squares(rosenbrock, {-1.2, 1}, {max_nfev = 3}).message, "The maximum number of function evaluations is exceeded.")
  check.eq(least_squares(rosenbrock, {-1.2, 1}, {maxfev = 3, method = "lm"}).nfev, 3)
  check.eq(least_squares(rosenbrock, {-1.2, 1}, {maxiter = 2}).nit, 2)
  check.eq(least_squares(rosenbrock, {-1.2, 1}, {maxtime = 0}).status, 98)
  check.eq(least_squares(rosenbrock, {-1.2, 1}, {callback = function(x, s) return s.nit == 2 end}).status, 99)
  check.eq(least_squares(rosenbrock, {-1.2, 1}, {callback = function(x, s) return s.nit == 2 end, method = "lm"}).status, 99)
  check.eq(least_squares(rosenbrock, {-1.2, 1}, {ftol = pl.none, xtol = pl.none}).status, 1)
  check(least_squares(rosenbrock, {-1.2, 1}, {x_scale = "jac"}).success)
  check(least_squares(rosenbrock, {-1.2, 1}, {x_scale = {1, 2}, diff_step = 1e-7}).success)
end)

check.group("errors and nesting", function()
  check.raises_like("fun must give finite residuals at x0", least_squares, function() return {0 / 0, 1} end, {1})
  check.raises_like("fun returned nil at evaluation 1", least_squares, function() end, {1})
  check.raises_like("expected a vector of length 2", least_squares, function(x) return x[1] == 1 and {1, 2} or {1, 2, 3} end, {1})
  check.raises_like("mine", least_squares, function() error("mine", 0) end, {1}, {method = "lm"})
  check.raises_like("later", least_squares, function(x) if x[1] ~= 1 then error("later", 0) end return {x[1], 3} end, {1}, {method = "lm"})
  check.raises_like("method must be 'trf', 'dogbox' or 'lm', got 'dogleg'", least_squares, rosenbrock, {0, 0}, {method = "dogleg"})
  check.raises_like("method 'lm' does not use option 'bounds'", least_squares, rosenbrock, {0, 0}, {method = "lm", bounds = {0, 1}})
  check.raises_like("x0 must lie within the bounds, from 1 to 2, got 0", least_squares, rosenbrock, {0, 0}, {bounds = {1, 2}})
  check.raises_like("jac returned .* expected a 2x2 matrix", least_squares, rosenbrock, {0, 0}, {jac = function() return {1, 2, 3} end})
  check.raises_like("fun must give at least as many residuals as there are variables, 3", least_squares, rosenbrock, {0, 0, 0}, {method = "lm"})
  check.raises_like("x_scale must have positive numbers, got %-1", least_squares, rosenbrock, {0, 0}, {x_scale = -1})
  local res = least_squares(function(x)
    local inner = least_squares(function(p) return {p[1] - x[1], p[1]} end, {1}, {method = "lm"})
    return {inner.x[1] - 1}
  end, {0.3}, {method = "lm"})
  check.near(res.x, {2}, 1e-5)
end)

check.group("dogbox", function()
  -- SciPy 1.10: the evaluations, Jacobians, status and mask of both.
  local function banana(x) return {10 * (x[2] - x[1]^2), 1 - x[1]} end
  local res = least_squares(banana, {-1.2, 1}, {method = "dogbox"})
  check.eq({res.nfev, res.njev, res.status, res.success}, {19, 15, 1, true})
  check.near(res.x, {1, 1}, 1e-8)
  res = least_squares(banana, {-1.2, 1}, {method = "dogbox", bounds = {{-2, 0.5}, {0.6, 3}}})
  check.eq({res.nfev, res.njev, res.status, res.active_mask}, {6, 6, 2, pl.array({0, -1}, {dtype = "int64"})})
  check.near({res.x[1], res.x[2], res.cost}, {-0.69845652, 0.5, 1.4497687187173476}, 1e-6)
  -- A corner holds both variables: nothing is left free.
  res = least_squares(function(x) return {x[1] + 5, x[2] + 5} end, {0, 0}, {method = "dogbox", bounds = {0, 1}})
  check.eq({res.x, res.active_mask, res.optimality, res.success}, {pl.zeros(2), pl.array({-1, -1}, {dtype = "int64"}), 0.0, true})
  -- Fewer residuals than variables, and a loss.
  res = least_squares(function(x) return {x[1] + x[2] - 3} end, {0, 0}, {method = "dogbox"})
  check.near(res.x, {1.5, 1.5}, 1e-7)
  local t = pl.linspace(0, 3, 16)
  local y = 2 * pl.exp(-1.5 * t)
  y[4] = 5
  res = least_squares(function(p) return p[1] * pl.exp(-p[2] * t) - y end, {1, 1}, {method = "dogbox", loss = "cauchy", f_scale = 0.01})
  check.near(res.x, {2, 1.5}, 1e-3)
  res = least_squares(banana, {-1.2, 1}, {method = "dogbox", max_nfev = 3})
  check.eq({res.success, res.status, res.nfev}, {false, 0, 3})
  res = least_squares(banana, {-1.2, 1}, {method = "dogbox", callback = function() return "stop" end})
  check.eq({res.status, res.nit}, {99, 1})
  res = least_squares(banana, {-1.2, 1}, {method = "dogbox", maxtime = 0})
  check.eq({res.success, res.status}, {false, 98})
  check.raises_like("fun must give finite residuals at x0", least_squares, function() return {0 / 0} end, {1}, {method = "dogbox"})
  check.raises("mine", least_squares, function() error("mine", 0) end, {1}, {method = "dogbox"})
  -- Values that are not finite shrink the region.
  res = least_squares(function(x) return {x[1] < 0 and 0 / 0 or pl.sqrt(x[1]) - 0.1, 0} end, {4}, {method = "dogbox"})
  check.near(res.x, {0.01}, 1e-6)
end)

check.group("sides of bounds", function()
  local function away(x) return {x[1] - 3, x[2] + 3} end
  for _, bounds in ipairs{{lb = 0, ub = {1, 2}}, {lb = {0, 0}, ub = {1, 2}}, {0, {1, 2}}, pl.array{{0, 0}, {1, 2}}} do
    check.near(least_squares(away, {0.5, 0.5}, {bounds = bounds, method = "dogbox"}).x, {1, 0}, 1e-12)
  end
  check.near(least_squares(away, {0.5, 0.5}, {bounds = {ub = 1}, method = "dogbox"}).x, {1, -3}, 1e-7)
  check.raises_like("bounds%[1%] must have one number for each of 2 variables", least_squares, away, {0, 0}, {bounds = {{0, 0, 0}, 1}})
  check.raises_like("bounds must have two entries, the lower and the upper side", least_squares, away, {0, 0}, {bounds = {0, 1, 2}})
  check.raises_like("bounds.lower must be left out: bounds have 'lb' and 'ub'", least_squares, away, {0, 0}, {bounds = {lower = 0}})
end)

check.group("lm that a limit stops knows its Jacobian", function()
  local t = pl.linspace(0, 4, 25)
  local y = 2.5 * pl.exp(-1.3 * t) + 0.5
  local function f(p) return p[1] * pl.exp(-p[2] * t) + p[3] - y end
  for _, options in ipairs{{max_nfev = 2}, {maxiter = 1}, {callback = function() return true end}} do
    options.method = "lm"
    local res = least_squares(f, {1, 2, 0.8}, options)
    check.eq(res.success, false)
    check.near(res.grad, pl.matmul(res.jac.T, res.fun), 1e-12)
    check.near(res.jac(":", 3), pl.ones(25), 1e-6)
    check.near(res.optimality, pl.abs(res.grad):max(), 1e-12)
  end
  check.eq(least_squares(f, {1, 2, 0.8}, {method = "lm", maxiter = 0}).nit, 0)
  check.raises_like("diff_step must be one number with method 'lm', got 3", least_squares, f, {1, 2, 0.8}, {method = "lm", diff_step = {1e-6, 1e-6, 1e-6}})
end)
