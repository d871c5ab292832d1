local pl = require "perilune"
local check = require "check"
local minimize = pl.optimize.minimize

local function rosenbrock(x)
  local sum = 0
  for i = 1, #x - 1 do
    local a, b = x[i + 1] - x[i] * x[i], 1 - x[i]
    sum = sum + (100 * (a * a) + b * b)
  end
  return sum
end
local function gradient(x)
  local g = {}
  for i = 1, #x do g[i] = 0 end
  for i = 1, #x - 1 do
    local a = x[i + 1] - x[i] * x[i]
    g[i] = g[i] - 400 * x[i] * a - 2 * (1 - x[i])
    g[i + 1] = g[i + 1] + 200 * a
  end
  return g
end
local start = {1.3, 0.7, 0.8, 1.9, 1.2}
local methods = {"BFGS", "CG", "L-BFGS-B"}

check.group("the method that is chosen", function()
  local res = minimize(rosenbrock, {-1.2, 1})
  check.eq({res.success, res.status}, {true, 0})
  -- SciPy's 32, 117 and 39, give or take what the last digits of BLAS make of difference quotients.
  check.near({res.nit, res.nfev, res.njev}, {32, 117, 39}, 0.1)
  check.eq(res.message, "Optimization terminated successfully.")
  check.eq(res.hess_inv.shape == {2, 2}, true)
  check.near(res.x, {1, 1}, 1e-4)
  res = minimize(rosenbrock, {-1.2, 1}, {bounds = {{nil, 0.5}, {}}})
  check.eq(res.message:sub(1, 11), "CONVERGENCE")
  check.near(res.x, {0.5, 0.25}, 1e-5)
  check.raises("optimize.minimize: method 'BFGS' does not use option 'xatol'", minimize, rosenbrock, {0, 0}, {xatol = 1})
  check.raises("optimize.minimize: method 'L-BFGS-B' does not use option 'norm'", minimize, rosenbrock, {0, 0},
               {norm = 2, bounds = {{0, 1}, {0, 1}}})
  check.raises("optimize.minimize: method 'CG' does not use option 'bounds'", minimize, rosenbrock, {0, 0},
               {method = "cg", bounds = {{0, 1}, {0, 1}}})
  check.raises("optimize.minimize: method must be 'Nelder-Mead', 'BFGS', 'CG' or 'L-BFGS-B', got 'BGFS' (did you mean 'BFGS'?)",
               minimize,
               rosenbrock, {0, 0}, {method = "BGFS"})
end)

check.group("jac in all forms", function()
  for _, method in ipairs(methods) do
    local tight = {method = method, jac = gradient, gtol = 1e-8}
    local given = minimize(rosenbrock, start, tight)
    check(given.success, method)
    check.near(given.x, {1, 1, 1, 1, 1}, 1e-5, method)
    check.near(given.jac, gradient(given.x), 1e-14)
    check.eq(given.fun, rosenbrock(given.x))
    local both = minimize(function(x) return rosenbrock(x), gradient(x) end, start, {method = method, jac = true, gtol = 1e-8})
    check.eq({both.nit, both.nfev, both.njev}, {given.nit, given.nfev, given.njev})
    check.eq(both.x == given.x, true)
    for _, scheme in ipairs{"2-point", "3-point", "cs"} do
      local res = minimize(rosenbrock, start, {method = method, jac = scheme})
      check.near(res.x, {1, 1, 1, 1, 1}, 2e-3, method .. " " .. scheme)
      check(res.nfev > 5 * res.njev, "every gradient costs evaluations")
    end
    check.near(minimize(rosenbrock, start, {method = method, eps = 1e-7}).x, {1, 1, 1, 1, 1}, 1e-2)
    check.near(minimize(rosenbrock, start, {method = method, jac = "3-point", finite_diff_rel_step = {1e-4, 1e-4, 1e-4, 1e-4, 1e-4}}).x,
               {1, 1, 1, 1, 1}, 1e-2)
    check.near(minimize(rosenbrock, start, {method = method, jac = false}).x, {1, 1, 1, 1, 1}, 1e-2)
  end
  local extra = minimize(function(x, a, b) return (x[1] - a)^2 + b end, {0}, {args = {3, 5}, jac = function(x, a) return {2 * (x[1] - a)} end})
  check.near({extra.x[1], extra.fun}, {3, 5}, 1e-8)
  check.near(minimize(function(x) return (x[1] - 2)^2 end, 0, {jac = function(x) return 2 * (x[1] - 2) end}).x, {2}, 1e-8,
             "one number is a gradient of one variable")
  check.raises("optimize.minimize: jac returned a table of 3 entries at evaluation 1, expected a vector of length 2",
               minimize, rosenbrock, {0, 0}, {jac = function() return {1, 2, 3} end})
  check.raises_like("jac returned nil at evaluation 1", minimize, rosenbrock, {0, 0}, {jac = function() end})
  check.raises_like("fun returned nil as value 2 at evaluation 1, expected a vector of length 2", minimize, rosenbrock, {0, 0}, {jac = true})
  check.raises_like("jac must be .* '2%-point', '3%-point' or 'cs' or a function, got '4%-point'", minimize, rosenbrock, {0, 0}, {jac = "4-point"})
  check.raises_like("eps must be left out with jac", minimize, rosenbrock, {0, 0}, {jac = gradient, eps = 1})
  check.raises_like("finite_diff_rel_step must be left out unless", minimize, rosenbrock, {0, 0}, {finite_diff_rel_step = 1})
  check.raises_like("eps must have one number or 2, one for each variable, got 3", minimize, rosenbrock, {0, 0}, {eps = {1, 2, 3}})
  check.raises_like("fun returned a vector of length 2", minimize, function(x) return x^2 end, {2, 3})
end)

check.group("options", function()
  check.eq(minimize(rosenbrock, start, {jac = gradient, maxiter = 3}).message, "Maximum number of iterations has been exceeded.")
  check.eq(minimize(rosenbrock, start, {jac = gradient, tol = 1}).nfev < minimize(rosenbrock, start, {jac = gradient}).nfev, true)
  check.eq(minimize(rosenbrock, start, {jac = gradient, gtol = 1e5}).nit, 0)
  check.eq(minimize(rosenbrock, start, {jac = gradient, xrtol = 10}).nit, 1)
  check(minimize(rosenbrock, start, {jac = gradient, norm = 2}).success)
  for _, method in ipairs(methods) do
    local res = minimize(rosenbrock, start, {method = method, jac = gradient, maxfev = 7})
    check.eq({res.success, res.status, res.nfev}, {false, 1, 7})
    check.eq(res.fun, rosenbrock(res.x))
    check.eq(minimize(rosenbrock, start, {method = method, maxtime = 0}).status, 98)
    local count, seen = 0
    res = minimize(rosenbrock, start, {method = method, jac = gradient, return_all = true, callback = function(x, state)
      count, seen = count + 1, x
      check.eq(state.nit, count)
      if count == 4 then return "stop" end
    end})
    check.eq({res.status, res.nit, res.allvecs.shape[1]}, {99, 4, 5})
    check.eq(res.allvecs[5] == seen and res.allvecs[1] == pl.array(start), true)
  end
  local l = minimize(rosenbrock, start, {method = "L-BFGS-B", jac = gradient, maxcor = 3, maxls = 30, ftol = 0, gtol = 1e-9})
  check.near(l.x, {1, 1, 1, 1, 1}, 1e-7)
  check.eq(l.hess_inv.n_corrs, 3)
  check.eq(minimize(rosenbrock, start, {method = "L-BFGS-B", jac = gradient, ftol = 0.9}).nit < 5, true)
  check.raises("optimize.minimize: maxcor must be at least 1, got 0", minimize, rosenbrock, {0, 0}, {method = "L-BFGS-B", maxcor = 0})
end)

check.group("hess_inv of L-BFGS-B", function()
  local function f(x) return 2 * x[1]^2 + x[1] * x[2] + 0.5 * x[2]^2 - x[1] end
  local function g(x) return {4 * x[1] + x[2] - 1, x[1] + x[2]} end
  local h = minimize(f, {3, -2}, {method = "L-BFGS-B", jac = g, ftol = 0, gtol = 1e-10}).hess_inv
  local dense = h:todense()
  check.near(dense, {{1 / 3, -1 / 3}, {-1 / 3, 4 / 3}}, 0.02)
  check.near(h:matvec{2, -1}, {2 * dense[1][1] - dense[1][2], 2 * dense[2][1] - dense[2][2]}, 1e-12)
  check.near(h:matvec(h.yk[-1]), h.sk[-1], 1e-12, "the secant equation")
  check.eq(h:dot{1, 0} == h:matvec{1, 0}, true)
  check.raises_like("x must have 2 elements", h.matvec, h, {1, 2, 3})
end)

check.group("bounds", function()
  local seen = true
  local function within(x)
    seen = seen and x[1] <= 0.5 and x[2] >= -1 and x[2] <= 2
    return rosenbrock(x)
  end
  local res = minimize(within, {-1.2, 1}, {bounds = {{-2, 0.5}, {-1, 2}}})
  check.near(res.x, {0.5, 0.25}, 1e-5)
  check(seen, "differences stay inside too")
  res = minimize(rosenbrock, {0, 3}, {bounds = {{-2, 2}, {3, 3}}})
  check.near(res.x, {math.sqrt(3), 3}, 1e-2, "a variable that is held")
  check(res.jac[2] ~= res.jac[2])
  local before = pl.warnings("error")
  check.raises_like("x0 lies outside the bounds and was moved inside", minimize, rosenbrock, {5, 0}, {bounds = {{0, 1}, {0, 1}}})
  pl.warnings(before)
end)

check.group("nan, errors, nesting", function()
  for _, method in ipairs(methods) do
    local res = minimize(function() return 0 / 0 end, {1, 2}, {method = method})
    check.eq(res.success, false)
    check.eq(res.x == pl.array{1, 2}, true)
    check.raises_like("mine", minimize, function() error("mine", 0) end, {1, 2}, {method = method})
    check.raises_like("mine too", minimize, rosenbrock, {1, 2}, {method = method, jac = function() error("mine too", 0) end})
    res = minimize(function(x)
      local inner = minimize(function(y) return (y[1] - x[1])^2 + y[1]^2 end, {1}, {method = method})
      return inner.fun + (x[1] - 2)^2
    end, {0}, {method = method})
    check.near(res.x, {4 / 3}, 1e-3, method)
  end
  check.near(minimize(rosenbrock, {0, 0}).x, {1, 1}, 1e-3)
end)

check.group("bounds as SciPy's Bounds, and rows that are too long", function()
  local function bowl(x) return x[1]^2 + x[2]^2 end
  for _, method in ipairs{"L-BFGS-B", "Nelder-Mead"} do
    check.near(minimize(bowl, {2, 2}, {method = method, bounds = {lb = {1, -1}, ub = 3}}).x, {1, 0}, 1e-3)
    check.near(minimize(bowl, {2, 2}, {method = method, bounds = {lb = 1}}).x, {1, 1}, 1e-3)
  end
  check.raises("optimize.minimize: bounds[1] must be a pair, got a table of 3 entries", minimize, bowl, {2, 2}, {bounds = {{0, 1, 2}, {0, 1}}})
  check.raises_like("bounds.keep must be left out: bounds have 'lb' and 'ub'", minimize, bowl, {2, 2}, {bounds = {lb = 0, keep = true}})
end)

check.group("without an iteration the start is known", function()
  local function bowl(x) return x[1]^2 + x[2]^2 end
  for _, method in ipairs(methods) do
    local res = minimize(bowl, {3, 4}, {method = method, maxiter = 0})
    check.eq({res.success, res.fun, res.nit}, {false, 25.0, 0}, method)
    check.near(res.jac, {6, 8}, 1e-6)
  end
end)

check.group("disp", function()
  -- Printed by the program itself: a script of its own, whose output is read.
  local name = os.tmpname()
  local file = assert(io.open(name, "w"))
  file:write[[
local pl = require "perilune"
for _, method in ipairs{"BFGS", "Nelder-Mead"} do
  pl.optimize.minimize(function(x) return (x[1] - 1)^2 end, {0}, {method = method, options = {disp = true}})
end
pl.optimize.minimize_scalar(function(x) return (x - 1)^2 end, {disp = true})
pl.optimize.minimize_scalar(function(x) return (x - 1)^2 end, {disp = false})
]]
  file:close()
  if arg and arg[-1] then
    local pipe = assert(io.popen(("%s %s"):format(arg[-1], name)))
    local text = pipe:read "a"
    pipe:close()
    local _, times = text:gsub("Optimization terminated successfully.\n         Current function value: ", "")
    check.eq(times, 3)
    _, times = text:gsub("Gradient evaluations: ", "")
    check.eq(times, 1)
  end
  os.remove(name)
end)
