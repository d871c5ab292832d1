-- Distributions from Lua: every method against SciPy's values, as functions with loc and scale, as methods of frozen
-- ones, over arrays; draws, fits, tails, errors.
local check = require "check"
local pl = require "perilune"
local stats = pl.stats
local here = (...):match "^(.*)/stdlib/" or "tests"
local cases = dofile(here .. "/reference/stats/distributions.lua")

for _, case in ipairs(cases) do
  local d = stats[case.name]
  local arguments = {table.unpack(case.shapes)}
  arguments[#arguments + 1] = case.loc
  if not case.discrete then arguments[#arguments + 1] = case.scale end
  local frozen = d(table.unpack(arguments))
  local label = ("%s(%s)"):format(case.name, table.concat(arguments, ", "))
  check.group(label, function()
    local density = case.discrete and {"pmf", "logpmf"} or {"pdf", "logpdf"}
    for _, method in ipairs{density[1], density[2], "cdf", "logcdf", "sf", "logsf", "ppf", "isf"} do
      local at = (method == "ppf" or method == "isf") and case.q or case.x
      local together = frozen[method](frozen, pl.array(at))
      for i, x in ipairs(at) do
        local value, expected = frozen[method](frozen, x), case[method][i]
        -- SciPy takes 1 - q in isf, and the logarithm of a vanished tail.
        local tolerance = method == "isf" and 1e-5 or method == "ppf" and 1e-7 or 1e-10
        local least = (method:find "^log" or method == "ppf" or method == "isf") and 1e-5 or 1e-9
        local own = (method == "logcdf" or method == "logsf") and expected == -math.huge and value < -300
        if not own then check.close(value, expected, tolerance, least, method .. " at " .. x) end
        check.eq(d[method](x, table.unpack(arguments)), value, "the function of the distribution")
        check.eq(together[i], value, "in an array")
      end
    end
    for _, method in ipairs{"mean", "var", "std", "median", "entropy"} do
      local value = frozen[method](frozen)
      check.close(value, case[method], 1e-9, 1e-6, method)
      check.eq(d[method](table.unpack(arguments)), value)
    end
    local moments = {frozen:stats{moments = "mvsk"}}
    for i = 1, 4 do check.close(moments[i], case.stats[i], 1e-9, 1e-9, "stats " .. i) end
    for i = 1, 4 do
      local value, expected = frozen:moment(i), case.moments[i]
      -- SciPy adds up infinities where there is no moment.
      if expected ~= expected then check(not (math.abs(value) < math.huge), ("moment %d is %.17g"):format(i, value))
      else check.close(value, expected, 1e-9, 1e-9, "moment " .. i) end
    end
    check.near({frozen:support()}, case.support, 1e-15)
    check.near({frozen:interval(0.9)}, case.interval, 1e-8)
    check.near(frozen:expect(function(x) return 1 / (1 + x * x) end), case.expect, 1e-7)
    check.near(frozen:rvs(8, {rng = 12345}), case.rvs, 1e-12, "the numbers of NumPy's RandomState")
    check.near(frozen:rvs(8, {rng = pl.random.default_rng(12345)}), case.generator, 1e-12, "and of its Generator")
    local more = {table.unpack(arguments)}
    more[#more + 1] = {size = 8, seed = 12345}
    check.eq(frozen:rvs(8, {seed = 12345}), d.rvs(table.unpack(more)), "the function that draws")
  end)
end

check.group("arguments", function()
  check.eq(stats.norm.cdf(2, {loc = 1, scale = 2}), stats.norm(1, 2):cdf(2))
  check.eq(stats.norm.cdf(2, 1, 2), stats.norm{loc = 1, scale = 2}:cdf(2))
  check.eq(stats.beta.pdf(0.3, {a = 2, b = 3}), stats.beta(2, 3):pdf(0.3))
  check.eq(stats.beta{a = 2, b = 3}:pdf{0.3, 0.5}, stats.beta.pdf({0.3, 0.5}, 2, 3))
  check.eq(stats.t.ppf({0.1, 0.9}, pl.array{{3}, {5}}).shape == {2, 2}, true)
  check.eq(stats.norm(pl.array{0, 1}, 2):mean(), pl.array{0, 1})
  check.eq(stats.norm(pl.array{0, 1}, 2):cdf(0)[2], stats.norm.cdf(0, 1, 2))
  check.eq(stats.poisson.pmf({k = 2, mu = 3}), stats.poisson.pmf(2, 3))
  check.eq(stats.norm.cdf(pl.array(0)), 0.5)
  check.eq(stats.gamma.support(pl.array{1, 2})[2], 0.0)
  local held = pl.array{0.0, 5.0}
  local frozen = stats.norm(held)
  held[1] = 100
  check.eq(frozen:mean()[1], 0.0, "a frozen distribution keeps its own parameters")
  check.eq(stats.norm.interval({0.5, 0.9}).shape == {2}, true)
end)

check.group("both tails", function()
  check.near(stats.norm.sf(38) / 2.8854299e-316, 1, 1e-5)
  check.near(stats.t.sf(1e10, 3) / 3.67552596947861e-31 , 3.0, 0.5)
  check.near(stats.gamma.cdf(1e-20, 3) / (1e-60 / 6), 1, 1e-12)
  check.near(stats.beta.sf(1 - 1e-8, 2, 5) / (6 * 1e-40), 1, 1e-6)
  check.near(stats.chi2.isf(1e-200, 4), stats.chi2(4):isf(1e-200), 0)
  check.near(stats.chi2.sf(stats.chi2.isf(1e-200, 4), 4) / 1e-200, 1, 1e-11)
  check.near(stats.f.sf(stats.f.isf(1e-30, 4, 9), 4, 9) / 1e-30, 1, 1e-11)
  check.near(stats.binom.sf(99, 100, 0.01) / 1e-200, 1, 1e-12)
  check.near(stats.poisson.sf(100, 1) / 3.9e-161, 1, 0.1)
  check.eq(stats.expon.logsf(1e5), -1e5)
end)

check.group("quantiles and distribution functions are inverse", function()
  for _, d in ipairs{stats.norm(1, 2), stats.t(3), stats.chi2(4), stats.f(3, 7), stats.beta(0.4, 2), stats.gamma(2.5),
                     stats.expon(), stats.uniform(), stats.lognorm(0.7)} do
    for _, q in ipairs{1e-12, 0.01, 0.4, 0.77, 0.999} do
      check.near(d:cdf(d:ppf(q)) / q, 1, 1e-11)
      -- Next to 1 there are too few numbers to choose from.
      local x = d:isf(q)
      if not (x < 1 and x > 0.99) then check.near(d:sf(x) / q, 1, 1e-11) end
    end
  end
  for _, d in ipairs{stats.binom(20, 0.3), stats.poisson(7), stats.binom(5, 0), stats.poisson(0)} do
    for k = 0, 12 do
      local q = d:cdf(k)
      local x = d:ppf(q)
      check(q == 1 or d:cdf(x) >= q and (x <= 0 or d:cdf(x - 1) < q), "the smallest")
    end
  end
end)

check.group("fit", function()
  local data = stats.norm(3, 2):rvs(500, {rng = 1})
  local loc, scale = stats.norm.fit(data)
  check.near({loc, scale}, {data:mean(), data:std()}, 1e-12)
  check.near({stats.norm.fit(data, {floc = 1})}, {1, math.sqrt(((data - 1) ^ 2):mean())}, 1e-14)
  check.near({stats.expon.fit{3, 5, 10}}, {3, 3}, 1e-14)
  check.near({stats.uniform.fit{3, 5, 10}}, {3, 7}, 1e-14)
  data = stats.gamma(2.5, {scale = 3}):rvs(2000, {rng = 2})
  local a, l, s = stats.gamma.fit(data, {floc = 0})
  -- Where the derivatives of the likelihood vanish.
  check.near(a * s, data:mean(), 1e-6)
  check.near(math.log(a) - pl.special.psi(a), math.log(data:mean()) - pl.log(data):mean(), 1e-6)
  check.eq(l, 0.0)
  data = stats.lognorm(0.5, {scale = 2}):rvs(2000, {rng = 3})
  local s1, _, scale1 = stats.lognorm.fit(data, {floc = 0})
  check.near({s1, math.log(scale1)}, {pl.log(data):std(), pl.log(data):mean()}, 1e-6)
  local m = {stats.gamma.fit(stats.gamma(2.5):rvs(500, {rng = 4}), {method = "MM", floc = 0})}
  check.near(m[1] * m[3], stats.gamma(2.5):rvs(500, {rng = 4}):mean(), 1e-6)
  local t = {stats.t.fit(stats.t(4, 1, 2):rvs(3000, {rng = 5}))}
  check(math.abs(t[1] - 4) < 1 and math.abs(t[2] - 1) < 0.2 and math.abs(t[3] - 2) < 0.2, check.show(t))
  check.near({stats.beta.fit(stats.beta(2, 3):rvs(3000, {rng = 6}), {floc = 0, fscale = 1})}, {2, 3, 0, 1}, 0.1)
  local b = {stats.beta.fit({0.2, 0.4, 0.7}, 1.5, {floc = 0, fscale = 1, fb = 2})}
  check.eq(b[2], 2.0)
  check.near(stats.norm.nnlf({1, 2}, {0, 1, 4}), -stats.norm.logpdf({0, 1, 4}, 1, 2):sum(), 1e-14)
  check.eq(stats.expon.nnlf({1, 2}, {0}), math.huge)
  check.raises("stats.norm.fit: data must not be empty, got no element", stats.norm.fit, {})
  check.raises("stats.norm.fit: data must be finite, got nan", stats.norm.fit, {1, 0 / 0})
  check(not pcall(stats.norm.fit, {1, 2}, {floc = 0, fscale = 1}), "nothing is left to fit")
end)

check.group("draws", function()
  check.eq(math.type(stats.norm.rvs()), "float")
  check.eq(math.type(stats.poisson.rvs(3)), "integer")
  check.eq(stats.poisson.rvs(3, {size = {2, 3}}).dtype, "int64")
  check.eq(stats.norm.rvs({size = 0}).shape == {0}, true)
  check.eq(stats.norm.rvs(pl.array{0, 100}, 1, {rng = 1}).shape == {2}, true)
  check.near(stats.norm.rvs({loc = 0.3, scale = 1.0, size = 100, random_state = 1})[1], 0.3 + 1.6243453636632417, 1e-15)
  for name, mean in pairs{beta = {0.4, 2, 3}, gamma = {0.5, 0.5}, binom = {80, 100, 0.8}, poisson = {200, 200}, t = {0, 9}} do
    local args = {table.unpack(mean, 2)}
    local d = stats[name](table.unpack(args))
    local x = d:rvs(20000, {rng = pl.random.default_rng(9)})
    check(math.abs(x:mean() - mean[1]) < 5 * d:std() / math.sqrt(20000), name)
    check(math.abs(x:var() / d:var() - 1) < 0.1, name)
  end
  check.raises("stats.gamma.rvs: the parameters must lie in the domain of gamma, got -1, 0, 1", stats.gamma.rvs, -1)
  check.raises("stats.norm.rvs: the parameters must lie in the domain of norm, got 0, -1", stats.norm.rvs, 0, -1)
end)

check.group("expectations", function()
  check.near(stats.norm(1, 2):expect(), 1, 1e-12)
  check.near(stats.norm.expect(function(x) return x * x end, {loc = 1, scale = 2}), 5, 1e-10)
  check.near(stats.gamma.expect(nil, {args = 4}), 4, 1e-10)
  check.near(stats.norm():expect(function() return 1 end, {lb = -1.96, ub = 1.96}), 0.95000420970356, 1e-10)
  check.near(stats.norm():expect(nil, {lb = 0, conditional = true}), math.sqrt(2 / math.pi), 1e-9)
  check.near(stats.poisson.expect(function(k) return k end, {args = {3}, lb = 2, conditional = true}),
             (3 - stats.poisson.pmf(1, 3)) / stats.poisson.sf(1, 3), 1e-12)
  check.near(stats.binom(10, 0.5):entropy(), 1.8764, 1e-3)
  check(not pcall(stats.norm().expect, stats.norm(), function() error "mine" end))
end)

check.group("parameters out of their domain give nan", function()
  check.eq(stats.norm.cdf(0, 0, -1), 0 / 0)
  check.eq(stats.gamma.pdf(1, -1), 0 / 0)
  check.eq(stats.binom.pmf(1, 2.5, 0.5), 0 / 0)
  check.eq(stats.norm.cdf(0 / 0), 0 / 0)
  check.eq(stats.t(-1):mean(), 0 / 0)
end)

check.group("errors and names", function()
  check.raises("stats.norm.cdf: x must be real, got a complex value", stats.norm.cdf, pl.complex(1, 2))
  check.raises("stats.norm.stats: moments must hold letters of 'mvsk' only, got 'mx'", stats.norm.stats, {moments = "mx"})
  check.raises("stats.norm.interval: confidence must lie between 0 and 1, got 2", stats.norm.interval, 2)
  check.raises("stats.poisson has no member 'pdf' (did you mean 'pmf'?)", function() return stats.poisson.pdf end)
  check.raises("stats.norm is read-only", function() stats.norm.cdf = 1 end)
  check(not pcall(function() return stats.poisson(2).pdf end), "a discrete distribution has no pdf")
  check(not pcall(stats.beta, 2), "a shape is missing")
  check(not pcall(stats.norm.cdf), "x is missing")
  check(not pcall(stats.poisson.pmf, 1, 2, {scale = 2}), "discrete distributions have no scale")
  check.eq(tostring(stats.norm), "function: stats.norm")
  local names = {}
  for name in pairs(stats.norm) do names[name] = true end
  check(names.cdf and names.fit and names.rvs and names.expect)
end)

check.group("shapes where neighbouring whole numbers are one double", function()
  local h = stats.binom.entropy(1e300, 0.5)
  check(h ~= h, "the sum cannot be formed")
  check.near(stats.binom.ppf(0.5, 1e300, 0.5) / 1e300, 0.5, 1e-12)
  check.eq({stats.f.sf(1e300, 3, 1e100), pl.special.fdtr(1e200, 3, 1e200)}, {0.0, 1.0})
end)
