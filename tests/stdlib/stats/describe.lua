local pl = require "perilune"
local check = require "check"
local describe = pl.stats.describe
local nan = 0 / 0

check.group("a sample", function()
  local d = describe{2, 8, 0, 4, 1, 9, 9, 0}
  check.eq({d.nobs, d.minmax.min, d.minmax.max, d.mean}, {8, 0.0, 9.0, 4.125})
  -- scipy.stats.describe
  check.near({d.variance, d.skewness, d.kurtosis}, {15.839285714285714, 0.2650554122698573, -1.6660010752838508}, 1e-14)
  d = describe({2, 8, 0, 4, 1, 9, 9, 0}, {ddof = 0, bias = false})
  check.near({d.variance, d.skewness, d.kurtosis}, {13.859375, 0.3305821804079746, -2.098602258096087}, 1e-14)
  local nobs, minmax, mean, variance, skewness, kurtosis = d:unpack()
  check.eq({nobs, minmax[2], mean, variance, kurtosis}, {8, 9.0, 4.125, d.variance, d[6]})
  check.eq(#d, 6)
end)

check.group("axes and dtypes", function()
  local a = pl.array{{1, 2, 6}, {3, 5, 7}}
  check.near(describe(a).mean, {2, 3.5, 6.5})
  check.near(describe(a, 2).mean, {3, 5})
  check.near(describe(a, {axis = -1}).minmax.max, {6, 7})
  check.eq(describe(a, pl.none).nobs, 6)
  check.eq(describe(a.T["::-1"], {axis = 2}).nobs, 2)
  local d = describe(pl.array({1, 2, 250}, {dtype = "uint8"}))
  check.eq({d.minmax.max, d.mean}, {250, 253 / 3})
  check.eq(describe(a:astype("float32")).mean.dtype, "float32")
  check.eq(describe(pl.array({true, false}, {dtype = "bool"})).minmax.max, true)
  check.eq(describe(7).nobs, 1)
end)

check.group("nan", function()
  local a = pl.array{{1, 4}, {nan, 5}, {3, 9}}
  local d = describe(a)
  check(d.mean[1] ~= d.mean[1] and d.mean[2] == 6, "goes through by default")
  d = describe(a, {nan_policy = "omit"})
  check.eq(d.nobs == pl.array({2, 3}, {dtype = "int64"}), true)
  check.near(d.mean, {2, 6})
  check.raises("stats.describe: a must not contain nan", describe, a, {nan_policy = "raise"})
  check.eq(describe({1, 1, 1}).variance, 0.0)
  local s = describe({1, 1, 1}).skewness
  check(s ~= s, "equal elements have no skewness")
  check.eq(describe{1e308, 1e308, -1e308}.variance, math.huge)
end)

check.group("errors", function()
  check.raises("stats.describe: a must not be empty, got an array of shape 0", describe, pl.zeros(0))
  check.raises("stats.describe: a must be real, got complex128", describe, pl.array{pl.complex(1, 2)})
  check.raises("stats.describe: axis 3 is out of range for an array with 2 axes", describe, pl.zeros{2, 2}, 3)
  check.raises("stats.describe: nan_policy must be 'propagate', 'omit' or 'raise', got 'drop'", describe, {1}, {nan_policy = "drop"})
  check.raises("stats.describe: ddof must be a whole number, got 0.5", describe, {1}, {ddof = 0.5})
end)
