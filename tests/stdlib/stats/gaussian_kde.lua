-- gaussian_kde from Lua: bandwidths, weights, methods and fields. The numerics are tested with the kernel.
local check = require "check"
local pl = require "perilune"
local stats = pl.stats

check.group("bandwidths", function()
  local kde = stats.gaussian_kde{0, 1, 3}
  check.near(kde.factor, kde.scotts_factor, 0)
  check.near(stats.gaussian_kde({0, 1, 3}, "silverman").factor, 0.8502830004171938, 1e-14)
  check.eq(stats.gaussian_kde({0, 1, 3}, 0.5).factor, 0.5)
  check.eq(stats.gaussian_kde({0, 1, 3}, function(of) return of.n * of.d / of.neff / 2 end).factor, 0.5)
  kde:set_bandwidth(2)
  check.eq(kde.factor, 2.0)
  kde:set_bandwidth{bw_method = "scott"}
  check.near(kde.factor, 3 ^ -0.2, 1e-15)
  check.near(kde.covariance[{1, 1}], pl.var({0, 1, 3}, {ddof = 1}) * kde.factor ^ 2, 1e-14)
end)

check.group("values", function()
  local kde = stats.gaussian_kde{0, 1, 3}
  check.near(kde{1}, {0.21489537}, 1e-7)
  check.eq(kde:pdf{1, 2}, kde:evaluate{1, 2})
  check.eq(kde:pdf(1), kde{1}, "one number is one point")
  check.near(kde:logpdf{1, 2}, pl.log(kde{1, 2}), 1e-14)
  check.near(kde:integrate_box_1d(-1, 1.5), 0.4662984580840424, 1e-13)
  check.near(stats.gaussian_kde({-1, 1}, 1):integrate_gaussian(0, 1), 0.19496965572274114, 1e-14)
  check.near(stats.gaussian_kde({-1, 1}, 1):integrate_kde(stats.gaussian_kde({-1, 1}, 1)), 0.16022825123014403, 1e-14)
  local wide = stats.gaussian_kde({{0, 1, 3, 2}, {1, 0, 2, 5}}, {weights = {1, 1, 2, 1}})
  check.eq({wide.d, wide.n}, {2, 4})
  check.near(wide.weights, {0.2, 0.2, 0.4, 0.2}, 1e-15)
  check.eq(wide:pdf{{0, 1}, {1, 0}}.shape == {2}, true)
  check.eq(wide.dataset, pl.array{{0, 1, 3, 2}, {1, 0, 2, 5}})
  check.near(kde:resample(4, {rng = 1}), {{2.99178526, 0.2498594, 0.35235158, 1.6843173}}, 1e-7)
  check.eq(kde:resample().shape == {1, 3}, true)
end)

check.group("errors", function()
  check.raises("stats.gaussian_kde: dataset must have more than one observation, got shape 1", stats.gaussian_kde, {1})
  check.raises("stats.gaussian_kde: bw_method must be a positive factor, got 0", stats.gaussian_kde, {1, 2}, 0)
  check.raises("stats.gaussian_kde: the covariance of dataset is not positive definite", stats.gaussian_kde, {1, 1, 1})
  check.raises("stats.gaussian_kde: weights must be a vector of length 2, got shape 3", stats.gaussian_kde, {1, 2},
               {weights = {1, 2, 3}})
  check(not pcall(stats.gaussian_kde, {1, 2}, "fast"), "no such rule")
end)
