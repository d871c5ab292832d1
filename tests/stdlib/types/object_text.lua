-- Objects print as what they are and how large, not as an address; records show what is in their lists.
local check = require "check"
local pl = require "perilune"
local stats, interpolate, sparse, random = pl.stats, pl.interpolate, pl.sparse, pl.random

check.group("distributions", function()
  check.eq(tostring(stats.norm(1, 2)), "stats.norm(1, 2)")
  check.eq(tostring(stats.norm()), "stats.norm(0, 1)")
  check.eq(tostring(stats.norm{scale = 0.5}), "stats.norm(0, 0.5)")
  check.eq(tostring(stats.t(10)), "stats.t(10)")
  check.eq(tostring(stats.gamma(2.5, {scale = 3})), "stats.gamma(2.5, 0, 3)")
  check.eq(tostring(stats.binom(10, 0.25)), "stats.binom(10, 0.25)")
  check.eq(tostring(stats.poisson(2, 1)), "stats.poisson(2, 1)")
  check.eq(tostring(stats.norm({0, 1}, 2)), "stats.norm({0, 1}, 2)")
  check.eq(tostring(stats.norm(pl.zeros{2, 3})), "stats.norm(array 2x3, 1)")
  local again = load("return require('perilune')." .. tostring(stats.gamma(2.5, 1, 3)))()
  check.eq(again:mean(), stats.gamma(2.5, 1, 3):mean())
end)

check.group("other objects", function()
  check.eq(tostring(stats.gaussian_kde{0, 1, 3}), "gaussian_kde of 3 points in 1 dimension, factor 0.802742")
  check.eq(tostring(pl.spatial.KDTree(pl.zeros{10, 2})), "KDTree of 10 points in 2 dimensions")
  check.eq(tostring(interpolate.CubicSpline({0, 1, 2}, {0, 1, 0})), "CubicSpline on 0 .. 2, 3 points")
  check.eq(tostring(interpolate.PchipInterpolator({0, 1}, {{0, 1}, {1, 2}})),
           "PchipInterpolator on 0 .. 1, 2 points, values of shape 2")
  check.eq(tostring(interpolate.PPoly({{1, -1}, {0, 1}}, {0, 1, 2})), "PPoly on 0 .. 2, 3 breakpoints, degree 1")
  check.eq(tostring(interpolate.interp1d({0.5, 2}, {1, 4})), "interp1d on 0.5 .. 2, 2 points")
  check.eq(tostring(random.default_rng(1)), "random.Generator(PCG64)")
  check.eq(tostring(random.Generator(random.MT19937(1))), "random.Generator(MT19937)")
  check.eq(tostring(random.RandomState(1)), "random.RandomState(MT19937)")
  local res = pl.optimize.minimize(function(x) return x[1] ^ 2 + x[2] ^ 2 end, {1, 2}, {method = "L-BFGS-B"})
  check(tostring(res.hess_inv):find "^LbfgsInvHessProduct 2x2 from %d+ corrections?$", tostring(res.hess_inv))
end)

check.group("linear operators", function()
  local op = sparse.linalg.LinearOperator({3, 2}, function(x) return x end)
  check.eq(tostring(op), "LinearOperator 3x2 of float64")
  check.raises("cannot compute an object of sparse.linalg.LinearOperator + 1: + and - take operators and matrices",
               function() return op + 1 end)
  check.eq(op == op, true)
  check.eq(tostring(sparse.linalg.splu(sparse.eye(3))), "SuperLU 3x3 of float64, 3 stored")
  check.eq(tostring(sparse.linalg.factorized(sparse.eye(3))), "Factorized 3x3 of float64")
end)

check.group("lists in records", function()
  local res = pl.integrate.solve_ivp(function(_, y) return {-y[1]} end, {0, 2}, {1}, {
    dense_output = true,
    events = {function(_, y) return y[1] - 0.5 end, function(_, y) return y[1] - 7 end},
  })
  local text = tostring(res)
  check(text:find "t_events: {%[0%.69%d+%], %[%]}\n", text)
  check(text:find("y_events: {array {1, 1} float64, array {0, 1} float64}\n", 1, true), text)
  check(text:find "sol: OdeSolution on 0 .. 2, %d+ steps\n", text)
end)
