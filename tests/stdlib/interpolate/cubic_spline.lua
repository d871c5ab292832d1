local pl = require "perilune"
local check = require "check"
local CubicSpline, PPoly = pl.interpolate.CubicSpline, pl.interpolate.PPoly

local x, y = {0, 1, 2.5, 4}, {1, -1, 0.5, 2}

check.group("values", function()
  local s = CubicSpline(x, y)
  check.near(s(pl.array(x)), y, 1e-15)
  -- scipy.interpolate.CubicSpline(x, y)
  check.near(s(0.5), -0.45, 1e-15)
  check.near(s(0.5, 1), -1.925, 1e-14)
  check.near(s{-1, 3, 5}, s(pl.array{-1, 3, 5}), 0)
  check.eq(math.type(s(2)), "float")
  check.eq(s(pl.array{{1, 2}, {3, 4}}).shape == {2, 2}, true)
  check.eq(s(pl.zeros(0)).shape == {0}, true)
  check(s(9, {extrapolate = false}) ~= s(9, {extrapolate = false}), "nan beyond the samples")
  check.near(s(4.25, 0, "periodic"), s(0.25), 1e-15)
  check.eq({s.extrapolate, s.axis}, {true, 1})
  check.eq(s.c.shape == {4, 3} and s.x == pl.array(x), true)
end)

check.group("conditions at the ends", function()
  local function ends(bc) local s = CubicSpline(x, y, {bc_type = bc}) return s(0, 1), s(0, 2), s(4, 1), s(4, 2) end
  local d0, c0, d1, c1 = ends "clamped"
  check.near({d0, d1}, {0, 0}, 1e-14)
  d0, c0, d1, c1 = ends "natural"
  check.near({c0, c1}, {0, 0}, 1e-13)
  d0, c0, d1, c1 = ends{"clamped", "natural"}
  check.near({d0, c1}, {0, 0}, 1e-13)
  d0, c0, d1, c1 = ends{{1, 2.5}, {2, -1}}
  check.near({d0, c1}, {2.5, -1}, 1e-13)
  d0, c0, d1, c1 = ends{"Not-A-Knot", {1, 0.5}}
  check.near(d1, 0.5, 1e-14)
  local p = CubicSpline({0, 1, 2, 4}, {1, 3, -1, 1}, {bc_type = "periodic"})
  check.eq(p.extrapolate, "periodic")
  check.near({p(0, 1), p(0, 2), p(5)}, {p(4 - 1e-15, 1), p(4 - 1e-15, 2), p(1)}, 1e-12)
end)

check.group("several functions at once, complex ones, other axes", function()
  local columns = pl.array{{1, 2}, {-1, 0}, {0.5, 1}, {2, 2}}
  local s, first = CubicSpline(x, columns), CubicSpline(x, columns(":", 1))
  check.eq(s.c.shape == {4, 3, 2}, true)
  check.near(s(0.7)[1], first(0.7), 1e-15)
  check.eq(s{0.5, 1, 3}.shape == {3, 2}, true)
  local rows = CubicSpline(x, columns.T, {axis = 2})
  check.eq(rows.axis, 2)
  check.near(rows{0.5, 3}, s{0.5, 3}.T, 0)
  check.near(rows:integrate(0, 4), s:integrate(0, 4), 0)
  local bc = CubicSpline(x, columns, {bc_type = {{1, {0, 1}}, "natural"}})
  check.near(bc(0, 1), {0, 1}, 1e-14)
  local z = CubicSpline(x, pl.array(y) * pl.complex(0, 1))
  check.near(z(0.5), pl.complex(0, CubicSpline(x, y)(0.5)), 1e-15)
  check.raises_like("only real piecewise polynomials", z.roots, z)
  local list = s:roots()
  check.eq(#list, 2)
  check.near(list[1], first:roots(), 0)
end)

check.group("methods", function()
  local s = CubicSpline({0, 1, 2, 3}, {0, 1, 8, 27})
  check.near(s:derivative()(2), 12, 1e-14)
  check.near(s:derivative(2)(2), 12, 1e-13)
  check.near(s:antiderivative()(2), 4, 1e-14)
  check.near(s:derivative(-1)(2), 4, 1e-14)
  check.near(s:integrate(2, 0), -4, 1e-14)
  check.near(s:solve(8), {2}, 1e-14)
  check.near(s:solve(64), {4}, 1e-14)
  check.eq(#s:solve(64, {extrapolate = false}), 0)
  check.near(CubicSpline({0, 1, 2}, {-1, 1, -1}):roots(false), {1 - 0.5 ^ 0.5, 1 + 0.5 ^ 0.5}, 1e-14)
  check.eq(s:antiderivative():derivative()(1.5), s(1.5))
end)

check.group("PPoly", function()
  local p = PPoly({{1, -1}, {0, 2}, {-1, 0.5}}, {0, 2, 3})
  check.near(p{0, 0.5, 2, 2.25}, {-1, -0.75, 0.5, 0.9375}, 1e-15)
  check.near(p:roots{extrapolate = false}, {1}, 1e-15)
  check.near(p:solve(1, {extrapolate = false}), {2 ^ 0.5, 2, 3 - 0.5 ^ 0.5}, 1e-14)
  check.near(p:solve(1, false, false), {2 ^ 0.5, 3 - 0.5 ^ 0.5}, 1e-14)
  check.eq(p:extend({{1}, {0}, {5}}, {4}), nil)
  check.near(p(3.5), 5.25, 1e-15)
  check.eq(p.x == pl.array{0, 2, 3, 4}, true)
  check.eq(PPoly({{1}, {0}}, {1, 0})(0.25), -0.75, "falling breakpoints")
  check.eq(PPoly(pl.ones{3, 2, 1}, {0, 1}, {axis = 2}).c.shape == {2, 1, 3}, true)
end)

check.group("the arrays of an object do not change under it", function()
  local n = 100
  local s = CubicSpline(pl.arange(n), pl.sin(pl.arange(n)))
  local before = s(3.5)
  check.raises_like("read%-only", function() s.c[{1, 1}] = 7 end)
  check.raises_like("read%-only", function() s.x[1] = 7 end)
  check.eq(s(3.5), before)
  check.raises_like("read%-only", function() s.extrapolate = false end)
end)

check.group("errors", function()
  check.raises("interpolate.CubicSpline: x must rise strictly, got 1 after 1", CubicSpline, {0, 1, 1}, {1, 2, 3})
  check.raises("interpolate.CubicSpline: y must have 3 elements along the axis to match x, got 2", CubicSpline, {0, 1, 2}, {1, 2})
  check.raises("interpolate.CubicSpline: y must contain finite numbers, got nan", CubicSpline, {0, 1}, {1, 0 / 0})
  check.raises("interpolate.CubicSpline: x must have at least 2 elements, got 1", CubicSpline, {0}, {1})
  check.raises_like("bc_type must be .*, got 'clamp'", CubicSpline, x, y, {bc_type = "clamp"})
  check.raises("interpolate.CubicSpline: bc_type[1] must be 'not-a-knot', 'clamped' or 'natural', got 'periodic'", CubicSpline,
               x, y, {bc_type = {"periodic", "natural"}})
  check.raises("interpolate.CubicSpline: bc_type[2][1] must be 1 or 2, the order of a derivative, got 3",
               CubicSpline, x, y, {bc_type = {"natural", {3, 0}}})
  check.raises_like("bc_type must be a word or a list of two conditions", CubicSpline, x, y, {bc_type = {"natural"}})
  check.raises("interpolate.CubicSpline: bc_type needs derivatives of shape 0-d to match y, got 2", CubicSpline, x, y,
               {bc_type = {{1, {0, 0}}, "natural"}})
  check.raises("interpolate.CubicSpline: y must end as it begins for bc_type 'periodic', got 1 and 2", CubicSpline, x, y,
               {bc_type = "periodic"})
  check.raises("interpolate.CubicSpline: axis 2 is out of range for an array with 1 axis", CubicSpline, x, y, {axis = 2})
  local s = CubicSpline(x, y)
  check.raises_like("nu must be at least 0, got %-1", s, 1, -1)
  check.raises_like("x must be real", s, pl.complex(1, 2))
  check.raises_like("CubicSpline:integrate: b must be a number", s.integrate, s, 1, "b")
  check.raises_like("no field or method 'derivatives' %(did you mean 'derivative'%?%)", function() return s:derivatives() end)
  check.raises("interpolate.PPoly: c must have coefficients for 1 intervals to match x, got 2", PPoly, {{1, 2}}, {0, 1})
end)
