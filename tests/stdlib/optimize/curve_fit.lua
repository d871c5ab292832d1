local pl = require "perilune"
local check = require "check"
local curve_fit = pl.optimize.curve_fit
local here = (...):match "^(.*)/stdlib/" or "tests"

local function decay(x, a, b) return a * pl.exp(-b * x) end
local x = pl.linspace(0, 4, 9)
local y = 2.5 * pl.exp(-1.3 * x) + 0.1 * pl.sin(30 * x)

check.group("NIST's problems by default settings", function()
  local problems = dofile(here .. "/data/nist_nonlinear.lua")
  check.eq(#problems, 15)
  local function atan(a)
    local r = {}
    for i = 1, #a do r[i] = math.atan(a[i]) end
    return pl.array(r)
  end
  local env = {exp = pl.exp, atan = atan, pi = math.pi}
  for _, p in ipairs(problems) do
    local names = {}
    for i = 1, #p.params do names[i] = "b" .. i end
    local model = load(("return function(x, %s) return %s end"):format(table.concat(names, ", "), p.model), p.name, "t", env)()
    local reached = 0
    for _, start in ipairs{p.start1, p.start2} do
      local ok, popt, pcov = pcall(curve_fit, model, pl.array(p.x), p.y, start)
      if ok then
        local rss = ((model(pl.array(p.x), popt:tolist()[1], table.unpack(popt:tolist(), 2)) - p.y)^2):sum()
        if math.abs(rss / p.rss - 1) < 1e-5 then
          reached = reached + 1
          check.near(popt / p.params, pl.ones(#p.params), 3e-4, p.name)
          check.near(pl.sqrt(pl.diag(pcov)) / p.sd, pl.ones(#p.params), 1e-2, p.name)
        end
      end
    end
    check(reached >= 1, p.name .. " is solved from one of its starts")
    if p.name ~= "MGH09" and p.name ~= "MGH10" and p.name ~= "MGH17" and p.name ~= "BoxBOD" and p.name ~= "Eckerle4" and p.name ~= "Rat43" then
      check.eq(reached, 2, p.name .. " from both")
    end
  end
end)

check.group("SciPy's numbers", function()
  local popt, pcov = curve_fit(decay, x, y)
  check.near(popt, {2.512022757956063, 1.300097052165157}, 1e-7)
  check.near(pcov, {{0.005853146480540645, 0.0026666351482426756}, {0.0026666351482426756, 0.005669137836268463}}, 1e-8)
  local sigma = pl.linspace(0.1, 0.5, 9)
  popt, pcov = curve_fit(decay, x, y, {sigma = sigma})
  check.near(popt, {2.505468630581467, 1.282670856879173}, 1e-6)
  check.near(pcov, {{0.000924674768262846, 0.0005261847383844864}, {0.0005261847383844864, 0.0027453150866445747}}, 1e-8)
  local _, absolute = curve_fit(decay, x, y, {sigma = sigma, absolute_sigma = true})
  check.near(absolute, {{0.009788235522649827, 0.005569980196828718}, {0.005569980196828718, 0.029060802321278868}}, 1e-8)
  local same, full = curve_fit(decay, x, y, {sigma = pl.diag(sigma^2)})
  check.near(same, popt, 1e-7)
  check.near(full, pcov, 1e-8)
  local covariance = pl.zeros{9, 9}
  for i = 1, 9 do
    for j = 1, 9 do covariance[{i, j}] = 0.04 * 0.6^math.abs(i - j) * (0.9 + 0.1 * i) * (0.9 + 0.1 * j) end
  end
  popt, pcov = curve_fit(decay, x, y, {sigma = covariance})
  check.near(popt, {2.5009384477828247, 1.2601263527522168}, 1e-6)
  check.near(pcov, {{0.011491880728217748, -0.0022918491082003166}, {-0.0022918491082003166, 0.017739857531030304}}, 1e-7)
end)

check.group("bounds, jac, losses, methods", function()
  local popt = curve_fit(decay, x, y, {bounds = {0, {2, 3}}})
  check.near(popt[1], 2, 1e-6)
  check.near(curve_fit(decay, x, y, {bounds = {{0, 0}, {10, 10}}}), curve_fit(decay, x, y), 1e-5)
  check.near(curve_fit(decay, x, y, {method = "trf"}), curve_fit(decay, x, y), 1e-5)
  local function jac(xs, a, b)
    local e = pl.exp(-b * xs)
    return pl.stack({e, -a * xs * e}, {axis = 2})
  end
  for _, method in ipairs{"lm", "trf"} do
    local p, c, info, message, ier = curve_fit(decay, x, y, {method = method, jac = jac, full_output = true})
    check.near(p, curve_fit(decay, x, y), 1e-5)
    check.eq({info.success, #info.fvec, ier >= 1 and ier <= 4, type(message)}, {true, 9, true, "string"})
  end
  check.near(curve_fit(decay, x, y, {method = "trf", jac = "3-point"}), curve_fit(decay, x, y), 1e-5)
  local wild = pl.copy(y)
  wild[3] = 40
  check.near(curve_fit(decay, x, wild, {method = "trf", loss = "arctan", f_scale = 0.1, p0 = {2, 1}}), {2.5, 1.3}, 0.2)
  check.near(curve_fit(decay, x, y, {x_scale = "jac", ftol = 1e-12, xtol = 1e-12, gtol = pl.none}), curve_fit(decay, x, y), 1e-6)
  check.near(curve_fit(decay, x, y, {x_scale = {2, 1}, diff_step = 1e-6}), curve_fit(decay, x, y), 1e-5)
  local calls = 0
  curve_fit(decay, x, y, {callback = function(p, state) calls = calls + 1 check.eq(#p, 2) end})
  check(calls > 2)
end)

check.group("the model and its data", function()
  local given
  curve_fit(function(xs, a) given = xs return a * xs end, x, y)
  check.eq(given == x, true)
  check.near(curve_fit(function(xs, a, b) return a * xs[1] + b * xs[2] end, {{1, 2, 3}, {1, 0, 1}}, {3, 4, 7}), {2, 1}, 1e-9)
  check.near(curve_fit(function(xs, ...) return (...) * xs end, {1, 2, 3}, {2, 4, 6}, {1}), {2}, 1e-9)
  check.raises_like("p0 must be given, as f does not declare", curve_fit, function(xs, ...) return xs end, x, y)
  check.raises_like("f returned a vector of length 3", curve_fit, function(xs, a) return pl.zeros(3) end, x, y)
  check.raises_like("f returned nil at evaluation 1", curve_fit, function(xs, a) end, x, y)
  check.raises_like("mine", curve_fit, function(xs, a) error("mine", 0) end, x, y)
  check.raises_like("ydata must contain finite numbers, got nan", curve_fit, decay, {1, 2}, {1, 0 / 0})
  check.raises_like("xdata must contain finite numbers, got inf", curve_fit, decay, {1, math.huge}, {1, 2})
  check.raises_like("must have no nan, by nan_policy 'raise'", curve_fit, decay, {1, 2, 3}, {1, 0 / 0, 2}, {nan_policy = "raise"})
  local holes = pl.copy(y)
  holes[4] = 0 / 0
  local left = curve_fit(decay, x, holes, {nan_policy = "omit"})
  check.near(left, curve_fit(decay, pl.concatenate{x["1:3"], x["5:"]}, pl.concatenate{y["1:3"], y["5:"]}), 1e-7)
  check.near(curve_fit(decay, x, holes, {nan_policy = "omit", sigma = pl.eye(9)}), left, 1e-6)
  check.raises_like("f must give finite residuals at p0", curve_fit, function(xs, a) return 0 / 0 * a * xs end, x, y)
  check.raises_like("p0 must lie within the bounds, from 0 to 1, got 5", curve_fit, decay, x, y, {bounds = {0, 1}, p0 = {5, 0.5}})
  check.raises_like("p0 must contain finite numbers, got nan", curve_fit, decay, x, y, {p0 = {0 / 0, 1}})
  check.raises_like("f must give at least as many residuals as there are variables, 2", curve_fit, decay, {1}, {1})
  check.raises_like("sigma must have shape 9 or 9x9", curve_fit, decay, x, y, {sigma = {1, 2}})
  check.raises_like("sigma must have positive numbers, got 0", curve_fit, decay, x, y, {sigma = pl.zeros(9)})
  check.raises_like("sigma must be positive definite", curve_fit, decay, x, y, {sigma = -pl.eye(9)})
  check.raises_like("method 'lm' does not use option 'loss'", curve_fit, decay, x, y, {loss = "huber"})
  check.raises_like("bounds must be left out with method 'lm'", curve_fit, decay, x, y, {method = "lm", bounds = {0, 1}, p0 = {0.5, 0.5}})
end)

check.group("no convergence", function()
  check.raises_like("no parameters were found after 3 evaluations", curve_fit, decay, x, y, {maxfev = 3})
  local p, c, info, message, ier = curve_fit(decay, x, y, {maxfev = 3, full_output = true})
  check.eq({info.success, info.nfev, ier, message}, {false, 3, 0, "The maximum number of function evaluations is exceeded."})
  local before = pl.warnings("error")
  check.raises_like("the covariance of the parameters could not be estimated", curve_fit, decay, {1, 2}, {1, 2})
  check.raises_like("the covariance of the parameters could not be estimated", curve_fit, function(xs, a, b) return a * xs + 0 * b end, x, y)
  pl.warnings(before)
  before = pl.warnings("ignore")
  local _, cov = curve_fit(decay, {1, 2}, {2, 1})
  check.eq(cov[1][1], math.huge)
  pl.warnings(before)
end)

check.group("what SciPy says by numbers, and all methods", function()
  local function line(x, a, b) return a * x + b end
  local x, y = pl.array{1, 2, 3, 4}, pl.array{1, 2, 3.5, 4}
  local best = curve_fit(line, x, y)
  local _, _, info, _, ier = curve_fit(line, x, y, {full_output = true})
  check.eq({ier, info.nfev}, {3, 7})  -- MINPACK's number, both ftol and xtol
  for _, options in ipairs{{method = "dogbox"}, {method = "dogbox", bounds = {-5, 5}}, {method = "trf", jac = "cs"}, {method = "dogbox", jac = "3-point"},
                           {bounds = {lb = {-5, -5}, ub = 5}}, {method = "trf", jac = "cs", sigma = {1, 1, 1, 1}}} do
    check.near(curve_fit(line, x, y, options), best, 1e-6)
  end
  local bounded = curve_fit(line, x, y, {method = "dogbox", bounds = {0, {1, 3}}})
  check.eq(bounded[1], 1.0)
  check.raises_like("method must be 'lm', 'trf' or 'dogbox', got 'dog'", curve_fit, line, x, y, {method = "dog"})
end)
