local pl = require "perilune"
local check = require "check"
local optimize = pl.optimize
local function minimize(fun, x0, options)
  local with = {method = "Nelder-Mead"}
  for k, v in pairs(options or {}) do with[k] = v end
  local res = optimize.minimize(fun, x0, with)
  return res
end

local function rosenbrock(x)
  local sum = 0
  for i = 1, #x - 1 do
    local a, b = x[i + 1] - x[i] * x[i], 1 - x[i]
    sum = sum + (100 * (a * a) + b * b)
  end
  return sum
end

check.group("Nelder-Mead is SciPy's to the bit", function()
  local res = minimize(rosenbrock, {-1.2, 1})
  check.eq({res.nit, res.nfev, res.status, res.success}, {85, 159, 0, true})
  check.eq(res.message, "Optimization terminated successfully.")
  check.eq({res.x[1], res.x[2]}, {0x1.00017176d7196p+0, 0x1.0002c45473feap+0})
  check.eq(res.fun, 0x1.c192598983352p-31)
  check.eq(res.fun, rosenbrock(res.x))
  check.eq(res.final_simplex.vertices.shape == {3, 2} and res.final_simplex[1][1] == res.x, true)
  check.eq(res.final_simplex.values[1], res.fun)
  res = minimize(rosenbrock, {1.3, 0.7, 0.8, 1.9, 1.2}, {method = "nelder-mead", adaptive = true})
  check.near(res.x, {1, 1, 1, 1, 1}, 1e-3)
end)

check.group("options", function()
  local loose = minimize(rosenbrock, {-1.2, 1}, {tol = 1e-2})
  local strict = minimize(rosenbrock, {-1.2, 1}, {tol = 1e-9})
  check(loose.nfev < 159 and strict.nfev > 159, "tol sets both tolerances")
  check.eq(minimize(rosenbrock, {-1.2, 1}, {tol = 1e-9, xatol = 1e-2, fatol = 1e-2}).nfev, loose.nfev)
  check.eq(minimize(rosenbrock, {-1.2, 1}, {maxiter = 17}).status, 2)
  check.eq(minimize(rosenbrock, {-1.2, 1}, {options = {maxfev = 40}}).nfev, 40)
  check.eq(minimize(rosenbrock, {-1.2, 1}, {maxfev = 40}).message,
           "Maximum number of function evaluations has been exceeded.")
  check.eq(minimize(rosenbrock, {-1.2, 1}, {maxiter = math.huge}).nit, 85)
  check.eq(minimize(rosenbrock, {-1.2, 1}, {maxtime = 0}).status, 98)
  local res = minimize(rosenbrock, {-1.2, 1}, {return_all = true, maxiter = 10})
  check.eq(res.allvecs.shape == {10, 2} and res.allvecs[1] == pl.array{-1.2, 1}, true)
  local without = minimize(rosenbrock, {0, 0})
  check.eq(without.allvecs, nil, "what was not asked for is nil, and does not show")
  check.eq(tostring(without):find("allvecs"), nil)
  for name in pairs(without) do check.eq(name ~= "allvecs", true) end
  check.raises_like("has no field 'allvec'", function() return without.allvec end)
  res = minimize(rosenbrock, {-1.2, 1}, {initial_simplex = {{-1.2, 1}, {0, 0.5}, {1, 2}}})
  check.near(res.x, {1, 1}, 1e-3)
  check.near(minimize(function(x, a, b) return (x[1] - a)^2 + b end, {0}, {args = {3, 5}}).x, {3}, 1e-4)
  check.near(minimize(function(x) return (x[1] - 2)^2 end, 0).x, {2}, 1e-4, "a number is one variable")
end)

check.group("bounds", function()
  local res = minimize(rosenbrock, {-1.2, 1}, {bounds = {{-2, 0.5}, {-1, 2}}})
  check.near(res.x, {0.5, 0.25}, 1e-3)
  res = minimize(rosenbrock, {-1.2, 1}, {bounds = {{nil, 0.5}, {}}})
  check.near(res.x, {0.5, 0.25}, 1e-3, "nil is open")
  res = minimize(rosenbrock, {-1.2, 1}, {bounds = pl.array{{-math.huge, 0.5}, {-1, math.huge}}})
  check.near(res.x, {0.5, 0.25}, 1e-3)
  check.raises("optimize.minimize: bounds must have 2 rows, one for each variable, got 1", minimize, rosenbrock, {0, 0},
               {bounds = {{0, 1}}})
  check.raises("optimize.minimize: bounds[2] must be a pair, got 1", minimize, rosenbrock, {0, 0}, {bounds = {{0, 1}, 1}})
  check.raises("optimize.minimize: bounds[1][2] must be a number, got 'x'", minimize, rosenbrock, {0, 0},
               {bounds = {{0, "x"}, {0, 1}}})
  check.raises("optimize.minimize: bounds must have no lower bound above the upper one, got 2 and 1", minimize, rosenbrock,
               {0, 0}, {bounds = {{0, 1}, {2, 1}}})
  local before = pl.warnings("error")
  check.raises_like("x0 lies outside the bounds and was moved inside", minimize, rosenbrock, {5, 0},
                    {bounds = {{0, 1}, {0, 1}}})
  pl.warnings(before)
end)

check.group("callbacks", function()
  local calls, best = 0, math.huge
  local res = minimize(rosenbrock, {-1.2, 1}, {callback = function(x, state)
    calls = calls + 1
    check(state.fun <= best and state.fun == rosenbrock(x), "the best point so far")
    best = state.fun
    return calls == 20
  end})
  check.eq({calls, res.status, res.success, res.message}, {20, 99, false, "The callback asked to stop."})
  check.eq(res.fun, best)
  check.raises("optimize.minimize: fun returned nil at evaluation 3, expected a number", function()
    local n = 0
    return minimize(function() n = n + 1 if n < 3 then return n end end, {1, 1})
  end)
  local before = collectgarbage "count"
  for _ = 1, 200 do pcall(minimize, function() error "stop" end, {1, 2, 3}) end
  collectgarbage()
  check(collectgarbage "count" < before + 500, "nothing stays behind")
  -- A solver inside the function of a solver.
  res = minimize(function(x)
    return (pl.optimize.brentq(function(t) return t - x[1] end, -100, 100) - 2)^2
  end, {0}, {maxfev = 30})
  check(res.nfev <= 30)
  -- Coroutines: a function may not yield across a kernel, and says so.
  check.raises_like("yield", coroutine.wrap(function() return minimize(coroutine.yield, {1}) end))
end)

check.group("errors", function()
  check.raises("optimize.minimize: method 'Nelder-Mead' does not use option 'jac'", minimize, rosenbrock, {0, 0},
               {jac = true})
  check.raises("optimize.minimize: unknown option 'xatoll' (did you mean 'xatol'?)", minimize, rosenbrock, {0, 0}, {xatoll = 1})
  check.raises("optimize.minimize: x0 must contain finite numbers, got nan", minimize, rosenbrock, {0, 0 / 0})
  check.raises("optimize.minimize: x0 must have at least one element, got none", minimize, rosenbrock, pl.zeros(0))
  check.raises("optimize.minimize: initial_simplex must be 3x2 for 2 variables, got 2x2", minimize, rosenbrock, {0, 0},
               {initial_simplex = {{0, 0}, {1, 1}}})
  check.raises("optimize.minimize: xatol must be at least 0, got -1", minimize, rosenbrock, {0, 0}, {xatol = -1})
  check.raises_like("fun must be a function", minimize, pl.zeros(2), {0, 0})
end)
