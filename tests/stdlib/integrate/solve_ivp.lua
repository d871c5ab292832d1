local pl = require "perilune"
local check = require "check"
local solve_ivp = pl.integrate.solve_ivp

local function lotka_volterra(t, y) return {1.5 * y[1] - y[1] * y[2], -3 * y[2] + y[1] * y[2]} end
local function oscillator(t, y) return {y[2], -y[1]} end

check.group("the methods take SciPy's steps", function()
  local res = solve_ivp(lotka_volterra, {0, 10}, {10, 5})
  check.eq({res.status, res.success, res.nfev, #res.t, res.njev, res.nlu}, {0, true, 314, 39, 0, 0})
  check.eq(res.message, "The solver successfully reached the end of the integration interval.")
  check.eq(res.y.shape == {2, 39}, true)
  check.eq({res.sol, res.t_events, res.y_events}, {nil, nil, nil})
  check.eq(solve_ivp(lotka_volterra, {0, 10}, {10, 5}, "rk23").nfev, 407)
  check.eq(solve_ivp(lotka_volterra, {0, 10}, {10, 5}, {method = "DOP853"}).nfev, 446)
  res = solve_ivp(oscillator, {0, 3}, {1, 0}, {rtol = 1e-9, atol = {1e-11, 1e-12}})
  check.near({res.y[1][-1], res.y[2][-1]}, {math.cos(3), -math.sin(3)}, 1e-8)
end)

check.group("options", function()
  local res = solve_ivp(oscillator, {0, 3}, {1, 0}, {max_step = 0.1})
  check(#res.t >= 31)
  res = solve_ivp(oscillator, {0, 3}, {1, 0}, {first_step = 0.01})
  check.near(res.t[2], 0.01, 1e-16)
  res = solve_ivp(function(t, y, a, b) return {-a * y[1] + b} end, {0, 1}, {1}, {args = {2, 3}, rtol = 1e-10, atol = 1e-12})
  check.near(res.y[1][-1], 1.5 - 0.5 * math.exp(-2), 1e-9)
  check.near(solve_ivp(function(t, y) return -y end, {0, 1}, 1, {rtol = 1e-10}).y[1][-1], math.exp(-1), 1e-6)
  res = solve_ivp(oscillator, {3, 0}, {math.cos(3), -math.sin(3)}, {rtol = 1e-10, atol = 1e-12, t_eval = {3, 2.5, 1, 0}})
  check.near(res.y[1], pl.cos{3, 2.5, 1, 0}, 1e-5)
  check.eq(res.t == pl.array{3, 2.5, 1, 0}, true)
  res = solve_ivp(oscillator, {0, 3}, {1, 0}, {maxfev = 20})
  check.eq({res.success, res.status, res.nfev, res.message},
           {false, -1, 20, "Maximum number of function evaluations has been exceeded."})
  check.eq(#solve_ivp(oscillator, {0, 3}, {1, 0}, {maxiter = 2}).t, 3)
  check.eq(solve_ivp(oscillator, {0, 3}, {1, 0}, {maxtime = 0}).status, -1)
  check.eq(solve_ivp(function(t, y) return y end, {0, 1}, pl.zeros(0)).y.shape == {0, 2}, true)
end)

check.group("dense output", function()
  for _, method in ipairs{"RK23", "RK45", "DOP853"} do
    local res = solve_ivp(oscillator, {0, 3}, {1, 0}, {method = method, dense_output = true, rtol = 1e-8, atol = 1e-10})
    local t = pl.linspace(0, 3, 13)
    check.near(res.sol(t), {pl.cos(t):tolist(), (-pl.sin(t)):tolist()}, 2e-6)
    check.near(res.sol(1.5), {math.cos(1.5), -math.sin(1.5)}, 2e-6)
    check.near(res.sol(res.t), res.y, 1e-12)
    check.raises_like("t must", res.sol, pl.ones{2, 2})
  end
end)

check.group("events", function()
  local function zero(t, y) return y[1] end
  local res = solve_ivp(oscillator, {0, 12}, {1, 0}, {events = zero, rtol = 1e-9, atol = 1e-11})
  check.eq({#res.t_events, #res.t_events[1], res.y_events[1].shape == {4, 2}}, {1, 4, true})
  check.near(res.t_events[1], (pl.arange(4) + 0.5) * math.pi, 1e-7)
  res = solve_ivp(oscillator, {0, 12}, {1, 0}, {events = {zero, {fun = zero, direction = 1}, {fun = zero, direction = -1, terminal = 2}}, rtol = 1e-9})
  check.eq({res.status, res.success, res.message}, {1, true, "A termination event occurred."})
  check.near(res.t[-1], 2.5 * math.pi, 1e-5)
  check.eq({#res.t_events[1], #res.t_events[2], #res.t_events[3]}, {3, 1, 2})
  res = solve_ivp(oscillator, {0, 12}, {1, 0}, {events = {fun = function(t, y, a) return t - a end, terminal = true}, args = {2.5}})
  check.near(res.t[-1], 2.5, 1e-12)
  local none = solve_ivp(oscillator, {0, 1}, {1, 0}, {events = function() return 1 end})
  check.eq({#none.t_events[1], none.y_events[1].shape == {0, 2}}, {0, true})
  check.raises_like("must have a function 'fun'", solve_ivp, oscillator, {0, 1}, {1, 0}, {events = {{terminal = true}}})
  check.raises_like("must be left out: an event has", solve_ivp, oscillator, {0, 1}, {1, 0}, {events = {{fun = zero, final = true}}})
  check.raises_like("events returned nil", solve_ivp, oscillator, {0, 1}, {1, 0}, {events = function() end})
  check.raises_like("events must give numbers, got nan", solve_ivp, oscillator, {0, 3}, {1, 0},
                    {events = function(t, y) return t < 0.5 and 1 or t < 2.9 and 0 / 0 or -1 end, first_step = 3, rtol = 10, atol = 10})
end)

check.group("complex values", function()
  local res = solve_ivp(function(t, y) return pl.complex(0, 1) * y end, {0, 2}, {pl.complex(1, 0)}, {rtol = 1e-9, atol = 1e-11, dense_output = true})
  check.eq(res.y.dtype, "complex128")
  check.near(res.y.real[1][-1], math.cos(2), 1e-7)
  check.near(res.sol(1).imag, {math.sin(1)}, 1e-6)
  check.raises_like("fun returned", solve_ivp, function(t, y) return pl.complex(0, 1) * y end, {0, 2}, {1})
end)

check.group("errors", function()
  check.raises_like("fun returned a table of 3 entries at evaluation 1, expected a vector of length 2", solve_ivp, function() return {1, 2, 3} end, {0, 1}, {1, 0})
  check.raises_like("fun returned nil at evaluation 1", solve_ivp, function() end, {0, 1}, {1, 0})
  check.raises_like("t_span must have two numbers", solve_ivp, oscillator, {0, 1, 2}, {1, 0})
  check.raises_like("method must be 'RK45', 'RK23', 'DOP853', 'Radau' or 'BDF', got 'LSODA'", solve_ivp, oscillator, {0, 1}, {1, 0}, {method = "LSODA"})
  check.raises("integrate.solve_ivp: y0 must contain finite numbers, got nan", solve_ivp, oscillator, {0, 1}, {1, 0 / 0})
  check.raises_like("t_eval must lie within t_span, from 0 to 1, got 2", solve_ivp, oscillator, {0, 1}, {1, 0}, {t_eval = {0, 2}})
  check.raises_like("rtol must have one number or 2", solve_ivp, oscillator, {0, 1}, {1, 0}, {rtol = {1, 2, 3}})
  check.raises_like("first_step must be at most 1", solve_ivp, oscillator, {0, 1}, {1, 0}, {first_step = 2})
  check.raises_like("mine", solve_ivp, function() error("mine", 0) end, {0, 1}, {1, 0})
  local blown = solve_ivp(function(t, y) return {y[1]^2} end, {0, 2}, {1})
  check.eq({blown.success, blown.message}, {false, "Required step size is less than spacing between numbers."})
  check.near(blown.t[-1], 1, 1e-3)
end)

local function robertson(t, y)
  local a, b, c = 0.04 * y[1], 1e4 * y[2] * y[3], 3e7 * y[2]^2
  return {-a + b, a - b - c, c}
end
local function robertson_jacobian(t, y)
  return {{-0.04, 1e4 * y[3], 1e4 * y[2]}, {0.04, -1e4 * y[3] - 6e7 * y[2], -1e4 * y[2]}, {0, 6e7 * y[2], 0}}
end

check.group("stiff problems", function()
  -- SciPy 1.10: evaluations, Jacobians, factorisations, times and the end.
  for method, wanted in pairs{Radau = {647, 18, 100, 79, {7.15827070e-01, 9.18553482e-06, 2.84163744e-01}},
                              BDF = {366, 4, 33, 145, {7.15827590e-01, 9.18555492e-06, 2.84163225e-01}}} do
    for _, jac in ipairs{false, robertson_jacobian} do
      local res = solve_ivp(robertson, {0, 40}, {1, 0, 0}, {method = method, jac = jac or nil, rtol = 1e-6, atol = 1e-10, dense_output = true})
      check.eq({res.success, res.status}, {true, 0})
      check.near({res.nfev, res.njev, res.nlu, #res.t}, {wanted[1], wanted[2], wanted[3], wanted[4]}, 0.05)
      check.near(res.y(":", -1), wanted[5], 1e-5)
      check.near(res.y:sum{axis = 1}, pl.ones(#res.t), 1e-9)  -- nothing is lost
      check.near(res.sol(res.t), res.y, 1e-12)
      local n = #res.t // 2
      local middle = (res.t[n] + res.t[n + 1]) / 2
      local exact = solve_ivp(robertson, {0, middle}, {1, 0, 0}, {method = "Radau", rtol = 1e-9, atol = 1e-13})
      check.near(res.sol(middle), exact.y(":", -1), 1e-4)
    end
    -- A constant Jacobian is never evaluated.
    local res = solve_ivp(function(t, y) return {y[2], -y[1]} end, {0, 2}, {1, 0}, {method = method, jac = {{0, 1}, {-1, 0}}})
    check.eq({res.njev, res.nfev, res.nlu}, method == "Radau" and {0, 64, 12} or {0, 50, 7})
    -- Backwards, events, t_eval.
    local turn = {fun = function(t, y) return y[1] end, terminal = true}
    res = solve_ivp(oscillator, {2, 0}, {math.cos(2), -math.sin(2)}, {method = method, rtol = 1e-7, atol = 1e-9, events = turn, t_eval = {1.9, 1.7}})
    check.eq({res.status, #res.t}, {1, 2})
    check.near(res.t_events[1], {math.pi / 2}, 1e-5)
    check.near(res.y[1], {math.cos(1.9), math.cos(1.7)}, 1e-5)
    res = solve_ivp(oscillator, {1, 1}, {1, 0}, {method = method, dense_output = true})
    check.eq({res.success, res.sol(1)}, {true, pl.array{1, 0}})
    res = solve_ivp(function() return {} end, {0, 1}, {}, {method = method})
    check.eq({res.success, res.y.shape == {0, 2}}, {true, true})
    -- A function with a pole ends, limits and errors do.
    check.eq(solve_ivp(function(t, y) return {y[1]^2} end, {0, 2}, {1}, {method = method}).status, -1)
    check.eq(solve_ivp(robertson, {0, 40}, {1, 0, 0}, {method = method, maxiter = 5}).message, "Maximum number of steps has been exceeded.")
    check.eq(solve_ivp(robertson, {0, 40}, {1, 0, 0}, {method = method, maxfev = 50}).nfev, 50)
    check.eq(solve_ivp(robertson, {0, 40}, {1, 0, 0}, {method = method, maxtime = 0}).message, "Maximum time has been exceeded.")
    check.raises("mine", solve_ivp, oscillator, {0, 1}, {1, 0}, {method = method, jac = function() error("mine", 0) end})
    check.raises_like("jac returned nil at evaluation 1, expected a 2x2 matrix", solve_ivp, oscillator, {0, 1}, {1, 0}, {method = method, jac = function() end})
    check.raises_like("jac must be 2x2, got", solve_ivp, oscillator, {0, 1}, {1, 0}, {method = method, jac = {{1, 2, 3}}})
  end
  check.raises("integrate.solve_ivp: method 'RK45' does not use option 'jac'", solve_ivp, oscillator, {0, 1}, {1, 0}, {jac = {{0, 1}, {-1, 0}}})
  local function turning(t, y) return pl.complex(-0.2, 1) * y end
  local res = solve_ivp(turning, {0, 4}, {pl.complex(1, 0), pl.complex(0, 2)}, {method = "BDF"})
  check.eq({res.nfev, res.njev, res.nlu}, {44, 1, 7})
  check.near(res.y.real(":", -1), {-0.29334631, 0.67878879}, 1e-6)
  check.raises("integrate.solve_ivp: y0 must be real for method 'Radau', got complex numbers", solve_ivp, turning, {0, 4}, {pl.complex(1, 0)}, {method = "Radau"})
end)

check.group("vectorized", function()
  local function f(t, y)
    check.eq({y.ndim, y.shape[1]}, {2, 2})
    return pl.stack({y[2], -y[1]})
  end
  for _, method in ipairs{"RK45", "DOP853", "Radau", "BDF"} do
    local res = solve_ivp(f, {0, 1}, {1, 0}, {vectorized = true, method = method, rtol = 1e-6, atol = 1e-8})
    check.near(res.y(":", -1), {math.cos(1), -math.sin(1)}, 1e-4, method)
  end
end)
