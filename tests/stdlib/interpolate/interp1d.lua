local pl = require "perilune"
local check = require "check"
local interp1d, Pchip = pl.interpolate.interp1d, pl.interpolate.PchipInterpolator

local x, y = {0, 1, 2, 4}, {1, 3, 2, 6}

check.group("interp1d: every kind", function()
  -- scipy.interpolate.interp1d(x, y, kind)([0.5, 1.5, 3])
  local expected = {
    linear = {2, 2.5, 4}, slinear = {2, 2.5, 4}, nearest = {1, 3, 2}, ["nearest-up"] = {3, 2, 6}, previous = {1, 3, 2},
    next = {3, 2, 6}, zero = {1, 3, 2},
  }
  for kind, values in pairs(expected) do check.near(interp1d(x, y, kind){0.5, 1.5, 3}, values, 0) end
  check.near(interp1d(x, y, "cubic")(pl.array(x)), y, 1e-14)
  check.near(interp1d(x, y, 3){0.5, 3}, interp1d(x, y, "Cubic"){0.5, 3}, 0)
  check.near(interp1d(x, y, {kind = "quadratic"})(pl.array(x)), y, 1e-14)
  check.near(interp1d(x, y, 3)(1.7), pl.interpolate.CubicSpline(x, y)(1.7), 1e-14)
end)

check.group("interp1d: beyond the samples", function()
  local f = interp1d(x, y)
  check.raises_like("interp1d: x must lie between 0 and 4.*got 5", f, 5)
  check.raises_like("got %-1", f, {1, -1})
  local nan = interp1d(x, y, {bounds_error = false})(5)
  check(nan ~= nan, "nan by default")
  check.near(interp1d(x, y, {bounds_error = false, fill_value = 0}){-1, 1, 9}, {0, 3, 0}, 0)
  check.near(interp1d(x, y, {bounds_error = false, fill_value = {-1, -2}}){-1, 1, 9}, {-1, 3, -2}, 0)
  check.near(interp1d(x, y, {fill_value = "extrapolate"}){-1, 5}, {-1, 8}, 0)
  check.raises_like("fill_value", interp1d, x, y, {fill_value = "extrapolate", bounds_error = true})
  check.raises_like("fill_value", interp1d, x, y, {fill_value = {1, 2, 3}})
  check.raises_like("fill_value", interp1d, x, y, {fill_value = "extrapolat"})
end)

check.group("interp1d: axes, types, order", function()
  local Y = pl.array{{1, 3, 2, 6}, {0, 1, 2, 3}}
  local f = interp1d(x, Y)
  check.eq(f.axis, 2)
  check.near(f(0.5), {2, 0.5}, 0)
  check.near(f{0.5, 3}, {{2, 4}, {0.5, 2.5}}, 0)
  check.near(interp1d(x, Y.T, {axis = 1}){0.5, 3}, {{2, 0.5}, {4, 2.5}}, 0)
  check.eq(f(pl.zeros{2, 3}).shape == {2, 2, 3}, true)
  check.eq(f(pl.zeros(0)).shape == {2, 0}, true)
  local filled = interp1d(x, Y, {bounds_error = false, fill_value = {pl.array{7, 8}, 9}})
  check.near(filled{-1, 5}, {{7, 9}, {8, 9}}, 0)
  check.near(filled(-1), {7, 8}, 0)
  local mixed = interp1d({2, 0, 4, 1}, {2, 1, 6, 3})
  check.near(mixed.x, {0, 1, 2, 4}, 0)
  check.near(mixed.y, {1, 3, 2, 6}, 0)
  check.eq(mixed(0.5), 2.0)
  local z = interp1d(x, pl.array(y) * pl.complex(0, 1))
  check.eq(z(0.5), pl.complex(0, 2))
  check.eq(interp1d(pl.array(x, {dtype = "int32"}), pl.array(y, {dtype = "float32"}))(0.5), 2.0)
  check.raises_like("x must rise", interp1d, {0, 2, 1}, {1, 2, 3}, {assume_sorted = true})
  check.raises_like("kind", interp1d, x, y, "qubic")
  check.raises_like("kind", interp1d, x, y, -1)
  check.raises_like("unknown option 'fillvalue'", interp1d, x, y, {fillvalue = 1})
  check.raises_like("read%-only", function() mixed.x[1] = 5 end)
end)

check.group("interp1d: nan stays nan", function()
  local f = interp1d(x, y, "nearest")
  local v = f(0 / 0)
  check(v ~= v, "nan")
  check.raises_like("y must contain finite", interp1d, x, {1, 0 / 0, 2, 3}, "cubic")
  check.raises_like("x must contain finite", interp1d, {1, 0 / 0, 2, 3}, y)
end)

check.group("PchipInterpolator", function()
  local p = Pchip(x, {0, 1, 1, 2})
  check.near(p(pl.array(x)), {0, 1, 1, 2}, 1e-15)
  check.near(p{1.2, 1.5, 1.9}, {1, 1, 1}, 0)
  check.near({p(1, 1), p(2, 1)}, {0, 0}, 0)
  check.near(p:integrate(1, 2), 1, 1e-15)
  check.eq(#p:derivative():roots() >= 1, true)
  local nan = Pchip(x, y, {extrapolate = false})(5)
  check(nan ~= nan, "nan beyond")
  check.near(Pchip(x, pl.ones{2, 4}, {axis = 2})(3), {1, 1}, 0)
  check.raises_like("y must be real", Pchip, x, pl.array(y) * pl.complex(0, 1))
  check.raises_like("x must rise", Pchip, {0, 0, 1, 2}, y)
end)
