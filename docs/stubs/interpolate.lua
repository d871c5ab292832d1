-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Functions through given points.
---@class perilune.interpolate
local interpolate = {}

--- A cubic spline, which can be called.
---@class perilune.interpolate.CubicSpline: perilune.interpolate.PPoly
---@overload fun(x: perilune.array_like, nu?: integer, extrapolate?: boolean|"periodic"): perilune.array
local CubicSpline = {}

--- A monotone piecewise cubic, which can be called.
---@class perilune.interpolate.PchipInterpolator: perilune.interpolate.PPoly
---@overload fun(x: perilune.array_like, nu?: integer, extrapolate?: boolean|"periodic"): perilune.array
local PchipInterpolator = {}

--- A piecewise polynomial, which can be called.
---@class perilune.interpolate.PPoly
---@field c perilune.array The coefficients.
---@field x perilune.array The breakpoints.
---@field axis integer The interpolated axis.
---@field extrapolate boolean|string What happens beyond the breakpoints.
---@overload fun(x: perilune.array_like, nu?: integer, extrapolate?: boolean|"periodic"): perilune.array
local PPoly = {}

---@class perilune.PPoly.derivative.options
---@field nu? integer How many times; a negative number goes the other way. (default 1)

--- The derivative, as a piecewise polynomial.
---
--- Piece by piece: a jump at a breakpoint leaves no trace.
---
--- ```lua
--- local p = interpolate.PPoly({{1}, {0}, {0}}, {0, 3})
--- print(p:derivative()(2))  --> 4.0
--- ```
---@param nu? integer How many times; a negative number goes the other way. (default 1)
---@param options? perilune.PPoly.derivative.options
---@return perilune.interpolate.PPoly p A new piecewise polynomial.
---@overload fun(self: perilune.interpolate.PPoly, options: perilune.PPoly.derivative.options): perilune.interpolate.PPoly
function PPoly:derivative(nu, options) end

---@class perilune.PPoly.antiderivative.options
---@field nu? integer How many times; a negative number goes the other way. (default 1)

--- The antiderivative that is 0 at the first breakpoint.
---
--- It is continuous, with all derivatives up to nu - 1. That of a periodic polynomial is not periodic.
---
--- ```lua
--- local p = interpolate.PPoly({{3}, {0}, {0}}, {0, 3})
--- print(p:antiderivative()(2))  --> 8.0
--- ```
---@param nu? integer How many times; a negative number goes the other way. (default 1)
---@param options? perilune.PPoly.antiderivative.options
---@return perilune.interpolate.PPoly p A new piecewise polynomial.
---@overload fun(self: perilune.interpolate.PPoly, options: perilune.PPoly.antiderivative.options): perilune.interpolate.PPoly
function PPoly:antiderivative(nu, options) end

---@class perilune.PPoly.integrate.options
---@field extrapolate? boolean|"periodic" Beyond the breakpoints: true goes on with the outermost polynomials, false gives nan, "periodic" repeats the function. Without it: as the object was made.

--- The integral between two points.
---
--- From a to b, which may be the smaller one. Ends beyond the breakpoints give nan unless extrapolated.
---
--- ```lua
--- local p = interpolate.PPoly({{3}, {0}, {0}}, {0, 3})
--- print(p:integrate(0, 2))  --> 8.0
--- ```
---@param a number Where to begin.
---@param b number Where to end.
---@param extrapolate? boolean|"periodic" Beyond the breakpoints: true goes on with the outermost polynomials, false gives nan, "periodic" repeats the function. Without it: as the object was made.
---@param options? perilune.PPoly.integrate.options
---@return number|perilune.array area The integral; one for each value when there are several.
---@overload fun(self: perilune.interpolate.PPoly, a: number, b: number, options: perilune.PPoly.integrate.options): number|perilune.array
function PPoly:integrate(a, b, extrapolate, options) end

---@class perilune.PPoly.solve.options
---@field y? number The value to look for. (finite, default 0)
---@field discontinuity? boolean Whether a jump from one side to the other counts as a solution. (default true)
---@field extrapolate? boolean|"periodic" Whether solutions beyond the breakpoints count; "periodic" means no. Without it: as the object was made.

--- Where the polynomial has a given value.
---
--- Real polynomials only. The turning points cut each interval into monotone pieces, and each change of sign is then followed by Newton's method within its bracket; points where the graph only touches y are found too. An interval where the polynomial is y throughout gives its first breakpoint, then nan.
---
--- ```lua
--- local p = interpolate.PPoly({{1}, {0}, {0}}, {0, 3})
--- print(p:solve(4, {extrapolate = false}))  --> [2.]
--- ```
---@param y? number The value to look for. (finite, default 0)
---@param discontinuity? boolean Whether a jump from one side to the other counts as a solution. (default true)
---@param extrapolate? boolean|"periodic" Whether solutions beyond the breakpoints count; "periodic" means no. Without it: as the object was made.
---@param options? perilune.PPoly.solve.options
---@return table|perilune.array t The solutions, in the order of the breakpoints; nested lists of such arrays when the values have axes.
---@overload fun(self: perilune.interpolate.PPoly, options: perilune.PPoly.solve.options): table|perilune.array
function PPoly:solve(y, discontinuity, extrapolate, options) end

---@class perilune.PPoly.roots.options
---@field discontinuity? boolean Whether a jump from one side to the other counts as a solution. (default true)
---@field extrapolate? boolean|"periodic" Whether solutions beyond the breakpoints count; "periodic" means no. Without it: as the object was made.

--- Where the polynomial is zero.
---
--- The same as solve(0).
---
--- ```lua
--- local p = interpolate.PPoly({{1}, {0}, {-1}}, {0, 3})
--- print(p:roots())  --> [-1.  1.]
--- ```
---@param discontinuity? boolean Whether a jump from one side to the other counts as a solution. (default true)
---@param extrapolate? boolean|"periodic" Whether solutions beyond the breakpoints count; "periodic" means no. Without it: as the object was made.
---@param options? perilune.PPoly.roots.options
---@return table|perilune.array t The solutions, in the order of the breakpoints; nested lists of such arrays when the values have axes.
---@overload fun(self: perilune.interpolate.PPoly, options: perilune.PPoly.roots.options): table|perilune.array
function PPoly:roots(discontinuity, extrapolate, options) end

--- Adds intervals at one end, in place.
---
--- The first new interval begins, or the last one ends, at the nearest old breakpoint.
---
--- ```lua
--- local p = interpolate.PPoly({{1}, {0}}, {0, 1})
--- p:extend({{-1}, {1}}, {2})
--- print(p(0.5), p(1.5))  --> 0.5	0.5
--- ```
---@param c perilune.array_like Coefficients of the new intervals. (shape (k, m, ...))
---@param x perilune.array_like The new breakpoints, all before or all behind the old ones, in the same direction. (shape (m))
function PPoly:extend(c, x) end

--- An interpolant, which can be called.
---@class perilune.interpolate.interp1d
---@field x perilune.array Where the samples lie.
---@field y perilune.array The samples.
---@field axis integer The interpolated axis of y.
---@overload fun(x: perilune.array_like): number|perilune.complex|perilune.array
local interp1d = {}

---@class perilune.interpolate.interp1d.options
---@field kind? integer|"linear"|"nearest"|"nearest-up"|"zero"|"slinear"|"quadratic"|"cubic"|"previous"|"next" "linear" joins samples by lines; "nearest" takes the nearest sample, of two equally near ones the first, "nearest-up" the second; "previous" and "next" take the one before or after. "zero", "slinear", "quadratic", "cubic" or a degree make a spline, "zero" being steps. (default "linear")
---@field axis? integer The axis of y along which x runs. (default -1)
---@field bounds_error? boolean Whether points beyond the samples are an error; false gives fill_value there. Without it true, unless fill_value is "extrapolate".
---@field fill_value? number|perilune.complex|table|perilune.array_like|"extrapolate" With bounds_error = false, the value beyond the samples: a number, an array that broadcasts to one sample, or a list {below, above} of two such; nan by default. "extrapolate" goes on beyond them instead.
---@field assume_sorted? boolean Whether x rises already, so that it need not be sorted. (default false)

--- Interpolation between samples, by steps, lines or splines.
---
--- The object is called with new points. Splines of degree 2 and more want distinct places and finite samples, more of them than the degree; they have not-a-knot ends. `CubicSpline` has more to offer than "cubic", `PchipInterpolator` does not overshoot. Equal places are a jump for the other kinds.
---
--- ```lua
--- local f = interpolate.interp1d({0, 1, 2, 3}, {0, 1, 8, 27}, "cubic")
--- print(f(1.5))  --> 3.375
--- local g = interpolate.interp1d({0, 1}, {5, 7}, {bounds_error = false, fill_value = {-1, pl.inf}})
--- print(g{-2, 0.5, 2})  --> [-1.  6. inf]
--- print(interpolate.interp1d({0, 1}, {5, 7}, {fill_value = "extrapolate"})(3))  --> 11.0
--- ```
---@param x perilune.array_like Where the samples lie, in any order. (shape (n))
---@param y perilune.array_like The samples, real or complex; those of several functions have further axes. (shape (..., n))
---@param kind? integer|"linear"|"nearest"|"nearest-up"|"zero"|"slinear"|"quadratic"|"cubic"|"previous"|"next" "linear" joins samples by lines; "nearest" takes the nearest sample, of two equally near ones the first, "nearest-up" the second; "previous" and "next" take the one before or after. "zero", "slinear", "quadratic", "cubic" or a degree make a spline, "zero" being steps. (default "linear")
---@param axis? integer The axis of y along which x runs. (default -1)
---@param options? perilune.interpolate.interp1d.options
---@return perilune.interpolate.interp1d f The interpolant.
---@overload fun(x: perilune.array_like, y: perilune.array_like, options: perilune.interpolate.interp1d.options): perilune.interpolate.interp1d
function interpolate.interp1d(x, y, kind, axis, options) end

---@class perilune.interpolate.CubicSpline.options
---@field axis? integer The axis of y along which x runs. (default 1)
---@field bc_type? table|"not-a-knot"|"clamped"|"natural"|"periodic" What holds at the ends: the outer two intervals are one polynomial, the first derivative is 0, the second derivative is 0, or all repeats. A list of two sets each end by itself, by a word other than "periodic" or by {order, value}: the first or second derivative there. (default "not-a-knot")
---@field extrapolate? boolean|"periodic" Beyond the samples: true goes on with the outermost cubics, false gives nan, "periodic" repeats the function. Without it "periodic" for periodic ends, else true.

--- Cubic spline through samples.
---
--- A piecewise cubic with two continuous derivatives. The object is called for values; beside that it can do all that a PPoly can. Two samples give a line and three a parabola where the ends ask for no more.
---
--- ```lua
--- local spline = interpolate.CubicSpline({0, 1, 2, 3}, {0, 1, 8, 27})
--- print(spline(1.5), spline(1.5, 1))  --> 3.375	6.75
--- print(spline:integrate(0, 2))  --> 4.0
--- local s = interpolate.CubicSpline({0, 1, 2}, {0, 1, 0}, {bc_type = {"natural", {1, 0}}})
--- print(s(1), s(0.5) > s(1.5))  --> 1.0	true
--- ```
---@param x perilune.array_like Where the samples lie, rising. (shape (n))
---@param y perilune.array_like The samples, real or complex; those of several functions have further axes. (shape (n, ...))
---@param axis? integer The axis of y along which x runs. (default 1)
---@param bc_type? table|"not-a-knot"|"clamped"|"natural"|"periodic" What holds at the ends: the outer two intervals are one polynomial, the first derivative is 0, the second derivative is 0, or all repeats. A list of two sets each end by itself, by a word other than "periodic" or by {order, value}: the first or second derivative there. (default "not-a-knot")
---@param extrapolate? boolean|"periodic" Beyond the samples: true goes on with the outermost cubics, false gives nan, "periodic" repeats the function. Without it "periodic" for periodic ends, else true.
---@param options? perilune.interpolate.CubicSpline.options
---@return perilune.interpolate.CubicSpline spline The spline.
---@overload fun(x: perilune.array_like, y: perilune.array_like, options: perilune.interpolate.CubicSpline.options): perilune.interpolate.CubicSpline
function interpolate.CubicSpline(x, y, axis, bc_type, extrapolate, options) end

---@class perilune.interpolate.PchipInterpolator.options
---@field axis? integer The axis of y along which x runs. (default 1)
---@field extrapolate? boolean|"periodic" Beyond the samples: true goes on with the outermost cubics, false gives nan, "periodic" repeats the function. (default true)

--- Monotone cubic interpolant through samples.
---
--- A piecewise cubic with a continuous first derivative that overshoots nowhere: it rises where the samples rise, and its turning points are samples. Where smoothness matters more than shape, take `CubicSpline`. The object is called for values; beside that it can do all that a PPoly can.
---
--- ```lua
--- local p = interpolate.PchipInterpolator({0, 1, 2, 3}, {0, 0, 1, 1})
--- print(p(0.5), p(1.5), p(2.5))  --> 0.0	0.5	1.0
--- print(p:derivative()(1.5))  --> 1.5
--- ```
---@param x perilune.array_like Where the samples lie, rising. (shape (n))
---@param y perilune.array_like The samples, real; those of several functions have further axes. (shape (n, ...))
---@param axis? integer The axis of y along which x runs. (default 1)
---@param extrapolate? boolean|"periodic" Beyond the samples: true goes on with the outermost cubics, false gives nan, "periodic" repeats the function. (default true)
---@param options? perilune.interpolate.PchipInterpolator.options
---@return perilune.interpolate.PchipInterpolator spline The interpolant.
---@overload fun(x: perilune.array_like, y: perilune.array_like, options: perilune.interpolate.PchipInterpolator.options): perilune.interpolate.PchipInterpolator
function interpolate.PchipInterpolator(x, y, axis, extrapolate, options) end

---@class perilune.interpolate.PPoly.options
---@field extrapolate? boolean|"periodic" Beyond the breakpoints: true goes on with the outermost polynomials, false gives nan, "periodic" repeats the function. (default true)
---@field axis? integer Where c has its coefficients; the intervals follow on the next axis. (default 1)

--- Piecewise polynomial from coefficients and breakpoints.
---
--- On the interval from x[i] to x[i + 1] it is the sum of c[j, i] * (t - x[i])^(k - j) over j. Coefficients may be complex and have further axes, for several functions at once.
---
--- ```lua
--- local p = interpolate.PPoly({{1, -1}, {0, 1}}, {0, 1, 2})
--- print(p{0.25, 1.25})  --> [0.25 0.75]
--- ```
---@param c perilune.array_like Coefficients: of the highest power first, then one column for each interval. (shape (k, m, ...))
---@param x perilune.array_like Breakpoints, rising or falling. (shape (m + 1))
---@param extrapolate? boolean|"periodic" Beyond the breakpoints: true goes on with the outermost polynomials, false gives nan, "periodic" repeats the function. (default true)
---@param axis? integer Where c has its coefficients; the intervals follow on the next axis. (default 1)
---@param options? perilune.interpolate.PPoly.options
---@return perilune.interpolate.PPoly p A new piecewise polynomial.
---@overload fun(c: perilune.array_like, x: perilune.array_like, options: perilune.interpolate.PPoly.options): perilune.interpolate.PPoly
function interpolate.PPoly(c, x, extrapolate, axis, options) end
