local pl = require "perilune"
local check = require "check"
local integrate = pl.integrate
local quad = integrate.quad
local inf = math.huge

check.group("ranges", function()
  local y, e = quad(function(x) return x^2 end, 1, 4)
  check.eq({y, e}, {0x1.5000000000001p+4, 0x1.0680000000001p-42}, "QUADPACK's to the bit")
  check.eq(quad(function(x) return x^2 end, 4, 1), -0x1.5000000000001p+4)
  check.eq(quad(math.sin, 2, 2), 0.0)
  check.near(quad(function(x) return math.exp(-x^2) end, -inf, inf), math.sqrt(math.pi), 1e-13)
  check.near(quad(function(x) return math.exp(-x) end, 1, inf), math.exp(-1), 1e-10)
  check.near(quad(math.exp, -inf, 0), 1, 1e-10)
  check.near(quad(function(x, a, b) return a * x + b end, 0, 1, {args = {2, 3}}), 4, 1e-14)
  check.near(quad(function(x, a) return a * x end, 0, 1, {2}), 1, 1e-14)
  check.near(quad(function(x) return pl.array{x} end, 0, 1), 0.5, 1e-14, "one element counts as a number")
end)

check.group("what full_output tells", function()
  local y, e, info = quad(function(x) return 1 / math.sqrt(x) end, 0, 1, {full_output = true})
  check.near(y, 2, 1e-12)
  check.eq({info.neval, info.last, info.success, info.status}, {231, 6, true, 0})
  check.eq({#info.alist, #info.blist, #info.rlist, #info.elist, info.iord[1] >= 1}, {6, 6, 6, 6, true})
  check.eq(info.message, "The accuracy asked for was reached.")
  check.raises_like("has no field 'nevals'", function() return info.nevals end)
  local _, _, bad = quad(function(x) return math.sin(1 / x) end, 0, 1, {full_output = true, limit = 10})
  check.eq({bad.success, bad.status, bad.last}, {false, 1, 10})
  local before = pl.warnings("error")
  check.raises_like("integrate.quad: The number of subintervals has reached limit", quad, function(x) return math.sin(1 / x) end, 0, 1, {limit = 10})
  pl.warnings(before)
end)

check.group("points and weights", function()
  local function kink(x) return math.abs(x - 0.3)^0.5 end
  local y, _, info = quad(kink, 0, 1, {points = {0.3}, full_output = true})
  check.near(y, 2 / 3 * (0.3^1.5 + 0.7^1.5), 1e-10)
  check.eq({info.pts == pl.array{0, 0.3, 1}, #info.level, #info.ndin}, {true, info.last, 2})
  check.near(quad(math.exp, 0, 1, {weight = "cos", wvar = 100}),
             (math.exp(1) * (math.cos(100) + 100 * math.sin(100)) - 1) / 10001, 1e-12)
  check.near(quad(math.exp, 0, 1, {weight = "SIN", wvar = 3}), (math.exp(1) * (math.sin(3) - 3 * math.cos(3)) + 3) / 10, 1e-12)
  check.near(quad(function(x) return math.exp(-x) end, 0, inf, {weight = "cos", wvar = 2}), 0.2, 1e-8)
  check.near(quad(math.exp, -inf, 0, {weight = "sin", wvar = 2}), -0.4, 1e-8)
  local _, _, cycles = quad(function(x) return 1 / (1 + x) end, 0, inf, {weight = "sin", wvar = 1, full_output = true})
  check.eq({#cycles.rslst, #cycles.erlst, #cycles.ierlst, cycles.alist}, {cycles.last, cycles.last, cycles.last, nil})
  check.near(quad(function() return 1 end, 0, 1, {weight = "alg", wvar = {-0.5, -0.5}}), math.pi, 1e-10)
  check.near(quad(function() return 1 end, 0, 1, {weight = "alg-loga", wvar = {0, 0}}), -1, 1e-12)
  check.near(quad(function() return 1 end, 0, 1, {weight = "alg-logb", wvar = {0, 0}}), -1, 1e-12)
  check.near(quad(function() return 1 end, 0, 1, {weight = "alg-log", wvar = {0, 0}}), 2 - math.pi^2 / 6, 1e-10)
  check.near(quad(function(x) return x end, -1, 1, {weight = "cauchy", wvar = 0}), 2, 1e-12)
  check(not select(3, quad(math.cos, 0, inf, {weight = "cos", wvar = 0.3, limlst = 3, full_output = true})).success)
  check.near(quad(math.exp, 0, 9, {weight = "sin", wvar = 7, maxp1 = 1}), quad(function(x) return math.exp(x) * math.sin(7 * x) end, 0, 9), 1e-6)
end)

check.group("complex integrands", function()
  local z, e = quad(function(x) return pl.complex(math.cos(x), math.sin(x)) end, 0, math.pi, {complex_func = true})
  check.near(z.real, 0, 1e-14)
  check.near(z.imag, 2, 1e-14)
  local _, _, info = quad(function(x) return pl.complex(x, 1) end, 0, 1, {complex_func = true, full_output = true})
  check.eq({info.real.neval, info.imag.neval}, {21, 21})
  check.raises_like("func returned", quad, function(x) return pl.complex(x, 1) end, 0, 1)
end)

check.group("limits, nesting, errors", function()
  local y, _, info = quad(function(x) return math.sin(1 / x) end, 0, 1, {maxfev = 100, full_output = true})
  check.eq({info.neval, info.status, info.success}, {100, 8, false})
  check.eq(select(3, quad(math.sin, 0, 1, {maxtime = 0, full_output = true})).status, 9)
  check.near(quad(function(x) return (quad(function(y) return x * y end, 0, x)) end, 0, 1), 0.125, 1e-14)
  check.raises("integrate.quad: func returned nil at evaluation 1, expected a number", quad, function() end, 0, 1)
  check.raises_like("a must be a number, got ", quad, math.sin, pl.array{0, 1}, 1)
  check.raises_like("b must be a number, got ", quad, math.sin, 0, {0, 1})
  check.raises("integrate.quad: a must be a number, got nan", quad, math.sin, 0 / 0, 1)
  check.raises("integrate.quad: wvar must be given with a weight", quad, math.sin, 0, 1, {weight = "cos"})
  check.raises("integrate.quad: wvar must be left out without a weight, got 1", quad, math.sin, 0, 1, {wvar = 1})
  check.raises_like("wvar must have two numbers with an algebraic weight, got 1", quad, math.sin, 0, 1, {weight = "alg", wvar = 1})
  check.raises_like("weight must be 'cos', 'sin', 'alg'", quad, math.sin, 0, 1, {weight = "tan", wvar = 1})
  check.raises_like("limit must be at least 1", quad, math.sin, 0, 1, {limit = 0})
  check.raises_like("epsrel must be at least", quad, math.sin, 0, 1, {epsabs = 0, epsrel = 0})
  check.raises_like("points must be left out where a limit is infinite", quad, math.sin, 0, inf, {points = {1}})
  check.raises_like("mine", quad, function() error("mine", 0) end, 0, 1)
  local calls = 0
  check.raises_like("returned nil at evaluation 1", quad, function() calls = calls + 1 end, 0, 1)
  check.eq(calls, 1)
  calls = 0
  local function late() calls = calls + 1 if calls < 30 then return calls % 2 end end
  check.raises_like("returned nil at evaluation 30", quad, late, 0, 1)
end)

-- Points reach func together where no limit can lie among them, and one by one otherwise: nothing else may differ.
check.group("the same evaluations in the same order", function()
  for _, case in ipairs{{math.sqrt, 0, 1}, {function(x) return math.exp(-x * x) end, -inf, inf}, {function(x) return math.exp(x) end, -inf, 0},
                        {function(x) return math.sin(1 / x) end, 1e-3, 1, {limit = 20}}, {function(x) return math.exp(-x) end, 1, inf}} do
    local f, a, b, options = table.unpack(case)
    local function traced(options)
      local xs = {}
      local y, e, info = quad(function(x) xs[#xs + 1] = x return f(x) end, a, b, options)
      return xs, y, e
    end
    local limit = options and options.limit
    local xs, y, e = traced(options)
    local one_by_one, y1, e1 = traced{limit = limit, maxtime = 1000}
    check.eq({#xs, y, e}, {#one_by_one, y1, e1})
    for i, x in ipairs(xs) do if x ~= one_by_one[i] then check(false, "point " .. i) end end
    local with_args, y2, e2 = traced{limit = limit, args = {1}}
    check.eq({#with_args, y2, e2}, {#xs, y, e})
    local few = traced{limit = limit, maxfev = #xs - 1, full_output = true}
    check.eq(#few, #xs - 1)
  end
end)

check.group("several variables", function()
  local y, e = integrate.dblquad(function(y, x) return x * y^2 end, 0, 2, 0, 1)
  check.near(y, 2 / 3, 1e-14)
  check(e < 1e-12)
  check.near(integrate.dblquad(function() return 1 end, -1, 1, function(x) return -math.sqrt(1 - x^2) end,
                               function(x) return math.sqrt(1 - x^2) end), math.pi, 1e-8)
  check.near(integrate.dblquad(function(y, x, a) return a * x * y end, 0, 1, 0, 1, {3}), 0.75, 1e-14)
  check.near(integrate.dblquad(function(y, x) return x * y end, 0, 1, 0, 1, {epsabs = 1e-3, epsrel = 1e-3}), 0.25, 1e-10)
  check.near(integrate.tplquad(function(z, y, x) return x * y * z end, 1, 2, 2, 3, 0, 1), 1.875, 1e-13)
  check.near(integrate.tplquad(function() return 1 end, 0, 1, 0, function(x) return x end, 0, function(x, y) return x + y end), 0.5, 1e-13)
  check.near(integrate.nquad(function(x, y) return x * y end, {function(y) return 0, 1 - 2 * y end, {0, 0.5}}), 1 / 96, 1e-14)
  check.near(integrate.nquad(function(x, y) return x * y end, {function(y) return {0, 1 - 2 * y} end, {0, 0.5}}), 1 / 96, 1e-14)
  check.near(integrate.nquad(function(x, y, a) return a + x end, pl.array{{0, 1}, {0, 2}}, {5}), 11, 1e-13)
  local v, err, info = integrate.nquad(function(x) return math.abs(x - 0.3) end, {{0, 1}}, {opts = {points = {0.3}, limit = 60}, full_output = true})
  check.near(v, 0.29, 1e-15)
  check.eq(info.neval, 42)
  check.near(integrate.nquad(function(x, y) return x + y end, {{0, 1}, {0, 1}}, {opts = {{epsabs = 1e-3}, {epsrel = 1e-4}}}), 1, 1e-12)
  check.raises_like("opts must have 2 entries, one for each range, got 1", integrate.nquad, math.sin, {{0, 1}, {0, 1}}, {opts = {{limit = 3}}})
  check.raises_like("opts.limits must be left out", integrate.nquad, math.sin, {{0, 1}}, {opts = {limits = 3}})
  check.raises_like("ranges%[2%] must be a pair of limits", integrate.nquad, math.sin, {{0, 1}, {0, 1, 2}})
  check.raises_like("gfun returned nil", integrate.dblquad, math.sin, 0, 1, function() end, 1)
end)

check.group("weights backwards and inside nquad", function()
  local function one() return 1 end
  for _, weight in ipairs{"alg", "alg-loga", "alg-logb", "alg-log"} do  -- as SciPy: the weight is that of the interval
    local options = {weight = weight, wvar = {-0.5, 0.5}}
    check.near(integrate.quad(one, 1, 0, options), -integrate.quad(one, 0, 1, options), 1e-15)
  end
  check.near(integrate.quad(one, 1, 0, {weight = "alg", wvar = {-0.5, 0.5}}), -math.pi / 2, 1e-12)
  check.raises_like("b must differ from a with an algebraic weight, got 1", integrate.quad, one, 1, 1, {weight = "alg", wvar = {0, 0}})
  local function product(x, y) return x * y end
  check.near(integrate.nquad(product, {{0, 1}, {0, 2}}, {opts = {{weight = "cos", wvar = 3}, {}}}), -0.34814054942685413, 1e-12)
  check.near(integrate.nquad(one, {{0, 1}, {0, 1}}, {opts = {weight = "alg", wvar = {-0.5, -0.5}}}), math.pi^2, 1e-9)
  check.raises_like("opts%[1%] must have one number as wvar with this weight", integrate.nquad, product, {{0, 1}, {0, 2}}, {opts = {{weight = "cos"}, {}}})
  check.raises_like("opts%[1%] must have no wvar without a weight", integrate.nquad, product, {{0, 1}, {0, 2}}, {opts = {{wvar = 3}, {}}})
end)

check.group("nesting without end", function()
  local function deeper() return (integrate.quad(deeper, 0, 1)) end
  check.raises_like("integrate.quad: func is nested too deeply in other callbacks", deeper)
  check.near((integrate.quad(math.exp, 0, 1)), math.exp(1) - 1, 1e-14)
end)
