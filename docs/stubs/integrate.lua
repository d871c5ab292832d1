-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Integrals and ordinary differential equations.
---@class perilune.integrate
local integrate = {}

---@class perilune.integrate.QuadInfo
---@field success boolean Whether the accuracy was reached.
---@field status integer QUADPACK's number for the end: 0, or what message says.
---@field message string How it went.
---@field neval integer Evaluations of func.
---@field last integer Subintervals made; cycles, with "cos" or "sin" to infinity.
---@field alist perilune.array Their lower ends; with an infinite limit, of the part of (0, 1) onto which the range is mapped.
---@field blist perilune.array Their upper ends.
---@field rlist perilune.array The integral over each.
---@field elist perilune.array The error of each.
---@field iord perilune.array Positions of those with the largest errors, in order.
---@field pts perilune.array With points: the ends and the points inside, in order.
---@field level perilune.array With points: how often each subinterval was halved.
---@field ndin perilune.array With points: 1 where the first estimate was put forward.
---@field rslst perilune.array With "cos" or "sin" to infinity: the integral over each cycle.
---@field erlst perilune.array Its error.
---@field ierlst perilune.array Its status.
---@field real table With complex_func: the same about the real part, instead of the fields above.
---@field imag table And the imaginary part.
---@field unpack fun(self): ...any

---@class perilune.integrate.NquadInfo
---@field neval integer Evaluations of func.
---@field unpack fun(self): ...any

---@class perilune.integrate.OdeResult
---@field message string Why it ended.
---@field success boolean Whether it reached the end or a terminal event.
---@field status integer 0: the end was reached, 1: a terminal event, -1: a step failed or a limit ended the run.
---@field t perilune.array The times of the solution.
---@field y perilune.array The solution, one column for each time.
---@field sol userdata With dense_output: the solution as a function of t.
---@field t_events table With events: for each the times at which it happened.
---@field y_events table The solution there, one row for each time.
---@field nfev integer Evaluations of fun, without those for estimated Jacobians.
---@field njev integer Jacobians, given or estimated: by Radau and BDF.
---@field nlu integer Factorisations, by Radau and BDF.
---@field unpack fun(self): ...any

--- The solution of an initial value problem, which can be called.
---@class perilune.integrate.OdeSolution
---@overload fun(t: number|perilune.array_like): perilune.array
local OdeSolution = {}

---@class perilune.integrate.quad.options
---@field args? table|any A list of further arguments for every call of the function; a single one that is no table may stand alone.
---@field full_output? boolean Whether a record about the work is wanted too. (default false)
---@field epsabs? number The error wanted, absolute. (default 1.49e-08)
---@field epsrel? number Or relative to the integral: the larger one counts. (default 1.49e-08)
---@field limit? integer Most subintervals. (at least 1, default 50)
---@field points? perilune.array_like Points inside at which the integrand is difficult. Finite limits, no weight.
---@field weight? "cos"|"sin"|"alg"|"alg-loga"|"alg-logb"|"alg-log"|"cauchy" A factor of the integrand: "cos" and "sin" of wvar * x; "alg", (x - a)^wvar[1] * (b - x)^wvar[2], with log(x - a) in "alg-loga", log(b - x) in "alg-logb", both in "alg-log"; "cauchy", 1 / (x - wvar), in the sense of the principal value.
---@field wvar? number|perilune.array_like The parameter of the weight: a number, or two for "alg" and its kin.
---@field maxp1? integer "cos" and "sin": how many interval lengths have their moments kept. (at least 1, default 50)
---@field limlst? integer "cos" and "sin" to infinity: most cycles. (at least 3, default 50)
---@field complex_func? boolean Whether func gives complex values; it is integrated twice then, each part by itself. (default false)
---@field maxfev? number Most evaluations of the function; math.huge for no limit. (at least 0)
---@field max_nfev? number The same as maxfev.
---@field maxfun? number The same as maxfev.
---@field maxtime? number Most time to take; without it there is no limit. (in seconds, at least 0)

--- Integral of a function of one variable.
---
--- Bisects where the estimated error is largest, by Gauss-Kronrod rules, and extrapolates, which deals with singularities at the ends and at points. Infinite ranges are mapped onto (0, 1). Oscillating and singular factors are best given as a weight, and not to func. Evaluations are QUADPACK's, one for one. When the accuracy is not reached, the result is the best there is, and a warning says why; with full_output the record says it instead. func may itself call quad.
---
--- ```lua
--- local y, abserr = integrate.quad(function(x) return x^2 end, 1, 4)
--- print(y, abserr < 1e-8)  --> 21.0	true
--- print(pl.isclose(integrate.quad(function(x) return math.exp(-x^2) end, -math.huge, math.huge)^2, math.pi))  --> true
--- y = integrate.quad(function(x) return 1 / (1 + x) end, 0, 1, {weight = "cos", wvar = 100})
--- print(pl.isclose(y, -0.0024533162723145))  --> true
--- ```
---@param func function The integrand. (x -> number)
---@param a number The lower limit; may be infinite.
---@param b number The upper limit; may be infinite, and below a.
---@param args? table|any A list of further arguments for every call of the function; a single one that is no table may stand alone.
---@param full_output? boolean Whether a record about the work is wanted too. (default false)
---@param epsabs? number The error wanted, absolute. (default 1.49e-08)
---@param epsrel? number Or relative to the integral: the larger one counts. (default 1.49e-08)
---@param limit? integer Most subintervals. (at least 1, default 50)
---@param points? perilune.array_like Points inside at which the integrand is difficult. Finite limits, no weight.
---@param weight? "cos"|"sin"|"alg"|"alg-loga"|"alg-logb"|"alg-log"|"cauchy" A factor of the integrand: "cos" and "sin" of wvar * x; "alg", (x - a)^wvar[1] * (b - x)^wvar[2], with log(x - a) in "alg-loga", log(b - x) in "alg-logb", both in "alg-log"; "cauchy", 1 / (x - wvar), in the sense of the principal value.
---@param wvar? number|perilune.array_like The parameter of the weight: a number, or two for "alg" and its kin.
---@param options? perilune.integrate.quad.options
---@return number|perilune.complex y The integral.
---@return number|perilune.complex abserr An estimate of its error.
---@return perilune.integrate.QuadInfo info How it went. (only with full_output)
---@overload fun(func: function, a: number, b: number, options: perilune.integrate.quad.options): number|perilune.complex, number|perilune.complex, perilune.integrate.QuadInfo
function integrate.quad(func, a, b, args, full_output, epsabs, epsrel, limit, points, weight, wvar, options) end

---@class perilune.integrate.dblquad.options
---@field args? table|any A list of further arguments for every call of the function; a single one that is no table may stand alone.
---@field epsabs? number The error wanted of each inner integral, absolute. (default 1.49e-08)
---@field epsrel? number Or relative to it: the larger one counts. (default 1.49e-08)
---@field maxtime? number Most time to take; without it there is no limit. (in seconds, at least 0)

--- Integral of a function of two variables.
---
--- For every x the integral over y, from gfun(x) to hfun(x), is taken by `integrate.quad`.
---
--- ```lua
--- local y = integrate.dblquad(function(y, x) return x * y^2 end, 0, 2, 0, 1)
--- print(pl.isclose(y, 2 / 3))  --> true
--- -- the area of a quarter of a disc
--- y = integrate.dblquad(function() return 1 end, 0, 1, 0, function(x) return math.sqrt(1 - x^2) end)
--- print(pl.isclose(y, math.pi / 4))  --> true
--- ```
---@param func function The integrand; the inner variable comes first. (y, x -> number)
---@param a number The lower limit of x.
---@param b number The upper limit of x.
---@param gfun number|function The lower limit of y, or a function that gives it. (x -> number)
---@param hfun number|function The upper limit of y. (x -> number)
---@param args? table|any A list of further arguments for every call of the function; a single one that is no table may stand alone.
---@param epsabs? number The error wanted of each inner integral, absolute. (default 1.49e-08)
---@param epsrel? number Or relative to it: the larger one counts. (default 1.49e-08)
---@param options? perilune.integrate.dblquad.options
---@return number y The integral.
---@return number abserr The largest of the errors estimated for single integrals.
---@overload fun(func: function, a: number, b: number, gfun: number|function, hfun: number|function, options: perilune.integrate.dblquad.options): number, number
function integrate.dblquad(func, a, b, gfun, hfun, args, epsabs, epsrel, options) end

---@class perilune.integrate.tplquad.options
---@field args? table|any A list of further arguments for every call of the function; a single one that is no table may stand alone.
---@field epsabs? number The error wanted of each inner integral, absolute. (default 1.49e-08)
---@field epsrel? number Or relative to it: the larger one counts. (default 1.49e-08)
---@field maxtime? number Most time to take; without it there is no limit. (in seconds, at least 0)

--- Integral of a function of three variables.
---
--- The integral over z, inside the one over y, inside the one over x, each by `integrate.quad`.
---
--- ```lua
--- local y = integrate.tplquad(function(z, y, x) return x * y * z end, 1, 2, 2, 3, 0, 1)
--- print(pl.isclose(y, 1.875))  --> true
--- ```
---@param func function The integrand; the innermost variable comes first. (z, y, x -> number)
---@param a number The lower limit of x.
---@param b number The upper limit of x.
---@param gfun number|function The lower limit of y, or a function that gives it. (x -> number)
---@param hfun number|function The upper limit of y. (x -> number)
---@param qfun number|function The lower limit of z. (x, y -> number)
---@param rfun number|function The upper limit of z. (x, y -> number)
---@param args? table|any A list of further arguments for every call of the function; a single one that is no table may stand alone.
---@param epsabs? number The error wanted of each inner integral, absolute. (default 1.49e-08)
---@param epsrel? number Or relative to it: the larger one counts. (default 1.49e-08)
---@param options? perilune.integrate.tplquad.options
---@return number y The integral.
---@return number abserr The largest of the errors estimated for single integrals.
---@overload fun(func: function, a: number, b: number, gfun: number|function, hfun: number|function, qfun: number|function, rfun: number|function, options: perilune.integrate.tplquad.options): number, number
function integrate.tplquad(func, a, b, gfun, hfun, qfun, rfun, args, epsabs, epsrel, options) end

---@class perilune.integrate.nquad.options
---@field args? table|any A list of further arguments for every call of the function; a single one that is no table may stand alone.
---@field opts? table Options of quad (epsabs, epsrel, limit, points, weight, wvar, maxp1, limlst): one table for all, or a list of one for each variable.
---@field full_output? boolean Whether a record about the work is wanted too. (default false)
---@field maxtime? number Most time to take; without it there is no limit. (in seconds, at least 0)

--- Integral of a function of any number of variables.
---
--- Nested runs of `integrate.quad`, one for each range; the first range is the innermost. The time grows with the power of the number of variables.
---
--- ```lua
--- local function f(x, y) return x * y end
--- local function within(y) return 0, 1 - 2 * y end
--- print(pl.isclose(integrate.nquad(f, {within, {0, 0.5}}), 1 / 96))  --> true
--- ```
---@param func function The integrand; the innermost variable comes first. (x1, x2, … -> number)
---@param ranges table|perilune.array_like For each variable, the innermost first, a pair of limits or a function of the variables further out that gives two numbers. (shape (n, 2))
---@param args? table|any A list of further arguments for every call of the function; a single one that is no table may stand alone.
---@param opts? table Options of quad (epsabs, epsrel, limit, points, weight, wvar, maxp1, limlst): one table for all, or a list of one for each variable.
---@param full_output? boolean Whether a record about the work is wanted too. (default false)
---@param options? perilune.integrate.nquad.options
---@return number y The integral.
---@return number abserr The largest of the errors estimated for single integrals.
---@return perilune.integrate.NquadInfo info How much it took. (only with full_output)
---@overload fun(func: function, ranges: table|perilune.array_like, options: perilune.integrate.nquad.options): number, number, perilune.integrate.NquadInfo
function integrate.nquad(func, ranges, args, opts, full_output, options) end

---@class perilune.integrate.solve_ivp.options
---@field method? "RK45"|"RK23"|"DOP853"|"Radau"|"BDF" Explicit pairs of order 5(4), 3(2) or 8(5, 3), DOP853 for high accuracy and RK23 for low; for stiff problems Radau, of order 5, and BDF, of orders 1 to 5, which is quicker where fun is costly. (default "RK45")
---@field t_eval? perilune.array_like Times at which the solution is wanted, instead of those of the steps.
---@field dense_output? boolean Whether the solution is wanted as a function of t, too. (default false)
---@field events? table|function A function event(t, y) whose zeros are found, a table {fun = event, terminal = …, direction = …}, or a list of them. terminal: true, or after how many zeros the run ends; direction: 1 to look for zeros where it rises, -1 where it falls. (t, y[] -> number)
---@field jac? perilune.array_like|function The derivatives of fun by y: a function of the same arguments, or a matrix when they are constant. Without it they are estimated by differences. (n, n)
---@field vectorized? boolean Whether fun takes a matrix with one state per column, as well, and gives as many derivatives. (default false)
---@field args? table|any A list of further arguments for every call of fun, jac and events; a single one that is no table may stand alone.
---@field rtol? number|perilune.array_like The error of a step is kept below atol + rtol * |y|. (shape (n), default 0.001)
---@field atol? number|perilune.array_like See rtol; one for all components, or one for each. (shape (n), default 1e-06)
---@field max_step? number The longest step. (above 0, default inf)
---@field first_step? number The length of the first step; without it a guess is made. (above 0)
---@field maxiter? number Most steps; math.huge for no limit. (at least 0)
---@field maxfev? number Most evaluations of the function; math.huge for no limit. (at least 0)
---@field max_nfev? number The same as maxfev.
---@field maxfun? number The same as maxfev.
---@field maxtime? number Most time to take; without it there is no limit. (in seconds, at least 0)
---@field progress? boolean Whether a bar on stderr shows how much of the limits is used, when that is a terminal. (default false)

--- Initial value problem of ordinary differential equations.
---
--- Explicit Runge-Kutta pairs for problems that are not stiff, implicit methods for those that are, with SciPy's step control, step by step. When RK45 needs very many steps, try Radau. Zeros of events are found on the continuous solution of a step: of two within one step neither is seen. A run that ends early returns what it has reached, with success = false and the reason in message.
---
--- ```lua
--- local function fall(t, y) return {y[2], -9.81} end
--- local ground = {fun = function(t, y) return y[1] end, terminal = true, direction = -1}
--- local res = integrate.solve_ivp(fall, {0, 10}, {20, 0}, {events = ground})
--- print(res.status, pl.allclose(res.t_events[1], math.sqrt(2 * 20 / 9.81)))  --> 1	true
--- res = integrate.solve_ivp(function(t, y) return -y end, {0, 1}, {1}, {t_eval = {0, 0.5, 1}, rtol = 1e-8})
--- print(pl.allclose(res.y, {{1, math.exp(-0.5), math.exp(-1)}}, {rtol = 1e-4}))  --> true
--- ```
---@param fun function The right-hand side of y' = fun(t, y). (t, y[] -> dydt[])
---@param t_span perilune.array_like Where to begin and where to end; the end may come first in time. (shape (2))
---@param y0 number|perilune.complex|perilune.array_like The value at the beginning, real or complex. (shape (n))
---@param method? "RK45"|"RK23"|"DOP853"|"Radau"|"BDF" Explicit pairs of order 5(4), 3(2) or 8(5, 3), DOP853 for high accuracy and RK23 for low; for stiff problems Radau, of order 5, and BDF, of orders 1 to 5, which is quicker where fun is costly. (default "RK45")
---@param t_eval? perilune.array_like Times at which the solution is wanted, instead of those of the steps.
---@param dense_output? boolean Whether the solution is wanted as a function of t, too. (default false)
---@param events? table|function A function event(t, y) whose zeros are found, a table {fun = event, terminal = …, direction = …}, or a list of them. terminal: true, or after how many zeros the run ends; direction: 1 to look for zeros where it rises, -1 where it falls. (t, y[] -> number)
---@param options? perilune.integrate.solve_ivp.options
---@return perilune.integrate.OdeResult res The solution and how it was found.
---@overload fun(fun: function, t_span: perilune.array_like, y0: number|perilune.complex|perilune.array_like, options: perilune.integrate.solve_ivp.options): perilune.integrate.OdeResult
function integrate.solve_ivp(fun, t_span, y0, method, t_eval, dense_output, events, options) end
