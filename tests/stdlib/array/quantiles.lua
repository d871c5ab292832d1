-- Medians, percentiles, quantiles.
local check = require "check"
local family = require "family"
local pl = family.covers "median percentile quantile nanmedian nanpercentile nanquantile"
local is, none, told = family.is, family.none, family.told
local c = pl.complex
local nan, inf = 0 / 0, math.huge

-- NumPy's quantiles 0.1, 0.25, 0.5, 0.8 of 1, 2, 4, 7, 11 by every method.
local methods = {
  linear = {1.4, 2, 4, 7.8}, lower = {1, 2, 4, 7}, higher = {2, 2, 4, 11}, midpoint = {1.5, 2, 4, 9}, nearest = {1, 2, 4, 7},
  inverted_cdf = {1, 2, 4, 7}, averaged_inverted_cdf = {1, 2, 4, 9}, closest_observation = {1, 1, 4, 7},
  interpolated_inverted_cdf = {1, 1.25, 3, 7}, hazen = {1, 1.75, 4, 9}, weibull = {1, 1.5, 4, 10.2},
  median_unbiased = {1, 1.6666666666666665, 4, 9.4}, normal_unbiased = {1, 1.6875, 4, 9.3},
}

check.group("methods", function()
  local a = pl.array{7, 1, 11, 4, 2}
  for method, expected in pairs(methods) do
    for _, name in ipairs{"quantile", "nanquantile"} do
      check.near(pl[name](a, {0.1, 0.25, 0.5, 0.8}, {method = method}), expected, 1e-14, method)
      check.near(pl[name](a, {0.1, 0.25, 0.5, 0.8}, {interpolation = method:upper()}), expected, 1e-14, method)
    end
    for _, name in ipairs{"percentile", "nanpercentile"} do
      check.near(pl[name](a, {10, 25, 50, 80}, {method = method}), expected, 1e-14, method)
      check.near(pl[name](a, 80, {interpolation = method}), expected[4], 1e-14, method)
    end
    check.near(pl.quantile(pl.array({7, 1, 11, 4, 2}, "int32"), {0.1, 0.8}, {method = method}), {expected[1], expected[4]}, 1e-14)
    for _, l in ipairs(family.layouts(a)) do check.near(pl.quantile(l[2], 0.8, {method = method}), expected[4], 1e-14, l[1]) end
  end
  told("pl.quantile: method must be 'linear', 'lower', 'higher', 'midpoint', 'nearest', 'inverted_cdf', 'averaged_inverted_cdf', " ..
       "'closest_observation', 'interpolated_inverted_cdf', 'hazen', 'weibull', 'median_unbiased' or 'normal_unbiased', got 'linea' " ..
       "(did you mean 'linear'?)", "pl.quantile({1}, 0.5, {method = 'linea'})")
end)

check.group("axes, shapes, dtypes", function()
  for _, name in ipairs{"median", "nanmedian"} do
    local f = pl[name]
    check.eq(f{3, 1, 2, 10}, 2.5)
    local a = pl.array{{1, 5, 9}, {7, 2, 4}}
    for _, l in ipairs(family.layouts(a)) do
      check.eq(f(l[2]), 4.5)
      is(f(l[2], 1), {4, 3.5, 6.5}, nil, l[1])
      is(f(l[2], -1), {5, 4})
      is(f(l[2], {axis = 2, keepdims = true}), {{5}, {4}})
      is(f(l[2], {1, 2}, {keepdims = true}), {{4.5}})
      check.eq(f(l[2], pl.none), 4.5)
    end
    check.eq(f(pl.array({1, 2}, "float32")), 1.5)
    is(f(pl.array({{1, 2}}, "float32"), 2), {1.5}, "float32")
    is(f(pl.array({{1, 2}}, "int64"), 2), {1.5})
    is(f(pl.array({{1, 2}}, "uint8"), 1), {1, 2})
    check.eq(f(5), 5.0)
    told(("pl.%s: axis 3 is out of range for an array with 2 axes"):format(name), "pl[a]({{1}}, 3)", name)
  end
  for _, name in ipairs{"quantile", "percentile", "nanquantile", "nanpercentile"} do
    local f, full = pl[name], name:find "percentile" and 100 or 1
    local a = pl.array{{1, 5, 9}, {7, 2, 4}}
    for _, l in ipairs(family.layouts(a)) do
      check.eq(f(l[2], 0.5 * full), 4.5)
      is(f(l[2], 0.5 * full, 1), {4, 3.5, 6.5})
      is(f(l[2], {0, full}, -1), {{1, 2}, {9, 7}}, nil, "the axes of q in front")
      is(f(l[2], {{0}, {full}}, {axis = 1, keepdims = true}), {{{{1, 2, 4}}}, {{{7, 5, 9}}}})
      is(f(l[2], {0, full}, {1, 2}), {1, 9})
      is(f(l[2], {0, full}, pl.none), {1, 9})
    end
    for _, dtype in ipairs{"float64", "float32", "int64", "int32", "uint8"} do
      local y = f(pl.array({{1, 2}}, dtype), 0.5 * full, 2)
      is(y, {1.5}, "float64", name .. " of " .. dtype)
      is(f(pl.array({{1, 2}}, dtype), full, 2, {method = "lower"}), {2}, dtype, name .. " picks of " .. dtype)
    end
    none(f(a, {}, 1), {0, 3})
    check.eq(f(5, full), 5.0)
    is(f({1, 2}, pl.array({0, full}, "int32")), {1, 2})
    told(("pl.%s: q must be from 0 to %d, got %g"):format(name, full, full * 2), "pl[a]({1}, b)", name, full * 2)
    told(("pl.%s: q must be from 0 to %d, got nan"):format(name, full), "pl[a]({1}, b)", name, nan)
    told(("pl.%s: q must be from 0 to %d, got -1"):format(name, full), "pl[a]({1}, {b, -1})", name, full)
    check.raises_like("no elements along the axes of the quantile", f, {}, 0.5)
    check.raises_like("real", f, {c(1, 2)}, 0.5)
    check.raises_like("argument q is missing", f, {1})
  end
  is(pl.median(pl.zeros{2, 0}, 1), {}, "float64")
end)

check.group("NaN and infinities", function()
  check(pl.median{1, nan} ~= pl.median{1, nan} and pl.quantile({nan, 1}, 0) ~= 0)
  is(pl.median({{1, nan}, {3, 4}}, 1), {2, nan})
  is(pl.percentile({{1, nan}, {3, 4}}, {0, 100}, 2), {{nan, 3}, {nan, 4}})
  is(pl.nanmedian({{1, nan}, {3, 4}}, 1), {2, 4})
  is(pl.nanpercentile({{1, nan}, {3, 4}}, {0, 100}, 2), {{1, 3}, {1, 4}})
  check.eq(pl.nanquantile({nan, 3, 1}, 0.5), 2.0)
  is(pl.nanmedian({{nan, 1}}, 1), {nan, 1})
  check.eq(pl.median{inf, 1, 2}, 2.0)
  check.eq(pl.median{-inf, inf, 3}, 3.0)
  check.eq(pl.quantile({1, inf}, 1), inf)
  local before = pl.warnings "error"
  check.raises_like("pl.nanmedian", pl.nanmedian, {nan})
  pl.warnings(before)
  check(pl.median{} ~= 0 and pl.median{} ~= pl.median{}, "the median of nothing is NaN")
  check.eq(pl.median(pl.array{c(1, 1), c(3, 5)}), c(2, 3))
  check.eq(pl.median(pl.array{true, true, false}), 1.0)
end)

family.finish()
