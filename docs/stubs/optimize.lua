-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Minima and roots of functions.
---@class perilune.optimize
local optimize = {}

---@class perilune.optimize.OptimizeResult
---@field message string Why it ended.
---@field success boolean Whether it converged.
---@field status integer SciPy's number for the end: 0 converged, 1 maxfev, 2 maxiter; 98 maxtime, 99 the callback.
---@field fun number The function at x.
---@field x perilune.array The best point seen.
---@field nit integer Iterations.
---@field nfev integer Evaluations of the function.
---@field final_simplex table The simplex at the end: vertices and values.
---@field allvecs perilune.array With return_all: the best vertex at the start and after each iteration, one per row.
---@field unpack fun(self): ...any

---@class perilune.optimize.RootResults
---@field root number Where the function is zero, as near as was found.
---@field iterations integer Iterations made.
---@field function_calls integer Evaluations of the function.
---@field converged boolean Whether the root lies within the tolerances.
---@field flag string "converged" or "convergence error".
---@field success boolean The same as converged.
---@field status integer 0, or -2 when it did not converge.
---@field message string Why it ended.
---@field nit integer The same as iterations.
---@field nfev integer The same as function_calls.
---@field unpack fun(self): ...any

---@class perilune.optimize.minimize.options
---@field args? table|any A list of further arguments for every call of the function; a single one that is no table may stand alone.
---@field method? "Nelder-Mead" How to search. (default "Nelder-Mead")
---@field bounds? table|perilune.array_like A pair {low, high} for each variable; nil or an infinity leaves an end open.
---@field tol? number Sets the tolerances of the method that are not given themselves. (at least 0)
---@field callback? function Called after each iteration with the best point and a table of fun, nit and nfev; returning true or "stop" ends the run. (x, state -> boolean or string)
---@field maxiter? number Most iterations; math.huge for no limit. (at least 0)
---@field maxfev? number Most evaluations of the function; math.huge for no limit. (at least 0)
---@field max_nfev? number The same as maxfev.
---@field maxfun? number The same as maxfev.
---@field maxtime? number Most time to take; without it there is no limit. (in seconds, at least 0)
---@field progress? boolean Whether a bar on stderr shows how much of the limits is used, when that is a terminal. (default false)
---@field xatol? number Converged when all vertices lie this near to the best one in every variable. (at least 0, default 1e-04)
---@field fatol? number The same for their values. (at least 0, default 1e-04)
---@field adaptive? boolean Whether coefficients follow the number of variables, which helps from about 5 on. (default false)
---@field initial_simplex? perilune.array_like The vertices to start from, one per row, instead of x0. (shape (n + 1, n))
---@field return_all? boolean Whether the result has the best vertex after each iteration, as allvecs. (default false)

--- Minimum of a function of one or more variables.
---
--- Nelder-Mead moves a simplex downhill by values alone: for few variables, rough functions and moderate accuracy. Its iterates are SciPy's to the bit. Without maxiter and maxfev each is 200 per variable; when only one is given, the other has no limit. A run that ends early returns the best point it saw, with success = false and the reason in message.
---
--- ```lua
--- local function rosenbrock(x) return (1 - x[1])^2 + 100 * (x[2] - x[1]^2)^2 end
--- local res = optimize.minimize(rosenbrock, {-1.2, 1}, {method = "Nelder-Mead", xatol = 1e-8, fatol = 1e-8})
--- print(res.success, pl.allclose(res.x, {1, 1}))  --> true	true
--- ```
---@param fun function The function to minimise. (x[] -> number)
---@param x0 number|perilune.array_like Where to begin; a number for one variable. (shape (n))
---@param args? table|any A list of further arguments for every call of the function; a single one that is no table may stand alone.
---@param method? "Nelder-Mead" How to search. (default "Nelder-Mead")
---@param options? perilune.optimize.minimize.options
---@return perilune.optimize.OptimizeResult res The minimum and how it was found.
---@overload fun(fun: function, x0: number|perilune.array_like, options: perilune.optimize.minimize.options): perilune.optimize.OptimizeResult
function optimize.minimize(fun, x0, args, method, options) end

---@class perilune.optimize.brentq.options
---@field args? table|any A list of further arguments for every call of the function; a single one that is no table may stand alone.
---@field xtol? number The root lies within xtol + rtol * |root| of the true one. (above 0, default 2e-12)
---@field rtol? number See xtol; four times the float64 epsilon is the least. (at least 8.88178419700125e-16, default 8.881784197001252e-16)
---@field maxiter? number Most iterations; math.huge for no limit. (at least 0, default 100)
---@field full_output? boolean Whether a record about the search is wanted too. (default false)
---@field disp? boolean Whether a search that did not converge is an error; without it, it is one unless full_output is set.
---@field maxfev? number Most evaluations of the function; math.huge for no limit. (at least 0)
---@field max_nfev? number The same as maxfev.
---@field maxfun? number The same as maxfev.
---@field maxtime? number Most time to take; without it there is no limit. (in seconds, at least 0)
---@field progress? boolean Whether a bar on stderr shows how much of the limits is used, when that is a terminal. (default false)
---@field callback? function Called after each iteration with the best point and a table of fun, nit and nfev; returning true or "stop" ends the search. (x, state -> boolean or string)

--- Root of a function between two points where it has different signs.
---
--- Brent's method: interpolation, kept safe by bisection. The first choice for a continuous function of one variable. The steps are SciPy's to the bit.
---
--- ```lua
--- print(optimize.brentq(function(x) return x^2 - 2 end, 0, 2))  --> 1.4142135623731
--- local root, res = optimize.brentq(function(x) return x^2 - 2 end, 0, 2, {full_output = true})
--- print(res.function_calls)  --> 9
--- ```
---@param f function The function, continuous between a and b. (x -> number)
---@param a number One end of the bracket.
---@param b number The other; f must have another sign there.
---@param args? table|any A list of further arguments for every call of the function; a single one that is no table may stand alone.
---@param xtol? number The root lies within xtol + rtol * |root| of the true one. (above 0, default 2e-12)
---@param rtol? number See xtol; four times the float64 epsilon is the least. (at least 8.88178419700125e-16, default 8.881784197001252e-16)
---@param maxiter? number Most iterations; math.huge for no limit. (at least 0, default 100)
---@param full_output? boolean Whether a record about the search is wanted too. (default false)
---@param disp? boolean Whether a search that did not converge is an error; without it, it is one unless full_output is set.
---@param options? perilune.optimize.brentq.options
---@return number root Where f is zero.
---@return perilune.optimize.RootResults res How the search went. (only with full_output)
---@overload fun(f: function, a: number, b: number, options: perilune.optimize.brentq.options): number, perilune.optimize.RootResults
function optimize.brentq(f, a, b, args, xtol, rtol, maxiter, full_output, disp, options) end
