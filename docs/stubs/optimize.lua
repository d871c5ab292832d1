-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Minima and roots of functions.
---@class perilune.optimize
local optimize = {}

---@class perilune.optimize.OptimizeResult
---@field message string Why it ended.
---@field success boolean Whether it converged.
---@field status integer SciPy's number for the end: 0 converged. Nelder-Mead: 1 maxfev, 2 maxiter; BFGS and CG: 1 maxiter, 2 no better point could be found, 3 nan; L-BFGS-B: 1 maxiter or maxfev, 2 abnormal end. Any: 98 maxtime, 99 the callback.
---@field fun number The function at x.
---@field x perilune.array The best point seen.
---@field nit integer Iterations.
---@field jac perilune.array The gradient at x; nil where it was never wanted there.
---@field hess_inv any The estimate of the inverse Hessian: a matrix (BFGS), or an object that stands for it (L-BFGS-B).
---@field nfev integer Evaluations of the function, those for differences included.
---@field njev integer Gradients, given or estimated.
---@field final_simplex table Nelder-Mead: the simplex at the end: vertices and values.
---@field allvecs perilune.array With return_all: the iterates from the start on, one per row.
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

--- An estimate of an inverse Hessian from the last steps of L-BFGS-B.
---@class perilune.optimize.LbfgsInvHessProduct
---@field sk perilune.array The last differences of x.
---@field yk perilune.array The last differences of gradients.
---@field n_corrs integer How many corrections there are.
local LbfgsInvHessProduct = {}

--- The estimate of the inverse Hessian times a vector.
---
--- Runs through the corrections twice, without forming a matrix.
---
--- ```lua
--- local function f(x) return (x[1] - 1)^2 + 2 * x[2]^2 end
--- local h = optimize.minimize(f, {3, 4}, {method = "L-BFGS-B"}).hess_inv
--- print(pl.allclose(h:matvec{1, 0}, {0.5, 0}, {atol = 0.02}))  --> true
--- ```
---@param x perilune.array_like The vector. (shape (n))
---@return perilune.array y The inverse Hessian times x. (shape (n))
function LbfgsInvHessProduct:matvec(x) end

LbfgsInvHessProduct.dot = LbfgsInvHessProduct.matvec

--- The estimate of the inverse Hessian as a matrix.
---
--- For few variables, such as the parameters of a fit.
---
--- ```lua
--- local function f(x) return (x[1] - 1)^2 + 2 * x[2]^2 end
--- local h = optimize.minimize(f, {3, 4}, {method = "L-BFGS-B"}).hess_inv
--- print(pl.allclose(h:todense(), {{0.5, 0}, {0, 0.25}}, {atol = 0.02}))  --> true
--- ```
---@return perilune.array h The estimate as a matrix. (shape (n, n))
function LbfgsInvHessProduct:todense() end

---@class perilune.optimize.minimize.options
---@field args? table|any A list of further arguments for every call of the function; a single one that is no table may stand alone.
---@field method? "Nelder-Mead"|"BFGS"|"CG"|"L-BFGS-B" How to search; without it L-BFGS-B where there are bounds, otherwise BFGS.
---@field jac? boolean|"2-point"|"3-point"|"cs"|function The gradient: a function of the same arguments; or true: fun returns it as its second result; or how to estimate it, by differences with steps relative to x, or "cs", by the complex step, which needs a function of complex arguments. Without it, by forward differences with steps eps. (x[] -> g[])
---@field bounds? table|perilune.array_like A pair {low, high} for each variable; nil or an infinity leaves an end open.
---@field tol? number Sets the tolerances of the method that are not given themselves. (at least 0)
---@field callback? function Called after each iteration with the best point and a table of fun, nit and nfev; returning true or "stop" ends the run. (x, state -> boolean or string)
---@field maxiter? number Most iterations; math.huge for no limit. (at least 0)
---@field maxfev? number Most evaluations of the function; math.huge for no limit. (at least 0)
---@field max_nfev? number The same as maxfev.
---@field maxfun? number The same as maxfev.
---@field maxtime? number Most time to take; without it there is no limit. (in seconds, at least 0)
---@field progress? boolean Whether a bar on stderr shows how much of the limits is used, when that is a terminal. (default false)
---@field gtol? number Converged when the norm of the gradient, or the largest component of the projected one, is no larger. (at least 0, default 1e-05)
---@field ftol? number Converged when an iteration gains no more than this, relative to the function. (at least 0, default 2.220446049250313e-09)
---@field norm? number Order of the gradient's norm. (default inf)
---@field xrtol? number Converged when a step is no longer than this, relative to x. (at least 0, default 0)
---@field eps? number|perilune.array_like Steps of the differences without jac, one or one per variable; without it 1e-8 for L-BFGS-B and the root of the float64 epsilon for the others.
---@field finite_diff_rel_step? number|perilune.array_like Steps of jac = "2-point" and its like, relative to x; without it by the precision of numbers.
---@field maxcor? integer How many corrections stand for the Hessian. (at least 1, default 10)
---@field maxls? integer Most steps of a line search. (at least 1, default 20)
---@field xatol? number Converged when all vertices lie this near to the best one in every variable. (at least 0, default 1e-04)
---@field fatol? number The same for their values. (at least 0, default 1e-04)
---@field adaptive? boolean Whether coefficients follow the number of variables, which helps from about 5 on. (default false)
---@field initial_simplex? perilune.array_like The vertices to start from, one per row, instead of x0. (shape (n + 1, n))
---@field return_all? boolean Whether the result has the iterates, as allvecs. (default false)

--- Minimum of a function of one or more variables.
---
--- L-BFGS-B is the first choice for smooth functions: any number of variables, bounds, few evaluations. BFGS needs a matrix of n by n, converges fast and leaves an estimate of the inverse Hessian. CG keeps a few vectors only. Nelder-Mead moves a simplex downhill by values alone: for few variables, rough functions and moderate accuracy; its iterates are SciPy's to the bit. Give gradients where you have them: estimates cost an evaluation per variable and limit the accuracy. Without maxiter and maxfev each is 200 per variable for Nelder-Mead (when only one is given, the other has no limit), maxiter is 200 per variable for BFGS and CG, and each is 15000 for L-BFGS-B. A run that ends early returns the best point it saw, with success = false and the reason in message. fun may itself call minimize.
---
--- ```lua
--- local function rosenbrock(x) return (1 - x[1])^2 + 100 * (x[2] - x[1]^2)^2 end
--- local res = optimize.minimize(rosenbrock, {-1.2, 1}, {method = "L-BFGS-B"})
--- print(res.success, pl.allclose(res.x, {1, 1}, {atol = 1e-4}))  --> true	true
--- local function with_gradient(x)
---   local a, b = 1 - x[1], x[2] - x[1]^2
---   return a^2 + 100 * b^2, {-2 * a - 400 * x[1] * b, 200 * b}
--- end
--- res = optimize.minimize(with_gradient, {-1.2, 1}, {jac = true, bounds = {{nil, 0.5}, {}}})
--- print(pl.allclose(res.x, {0.5, 0.25}))  --> true
--- ```
---@param fun function The function to minimise. (x[] -> number)
---@param x0 number|perilune.array_like Where to begin; a number for one variable. (shape (n))
---@param args? table|any A list of further arguments for every call of the function; a single one that is no table may stand alone.
---@param method? "Nelder-Mead"|"BFGS"|"CG"|"L-BFGS-B" How to search; without it L-BFGS-B where there are bounds, otherwise BFGS.
---@param jac? boolean|"2-point"|"3-point"|"cs"|function The gradient: a function of the same arguments; or true: fun returns it as its second result; or how to estimate it, by differences with steps relative to x, or "cs", by the complex step, which needs a function of complex arguments. Without it, by forward differences with steps eps. (x[] -> g[])
---@param options? perilune.optimize.minimize.options
---@return perilune.optimize.OptimizeResult res The minimum and how it was found.
---@overload fun(fun: function, x0: number|perilune.array_like, options: perilune.optimize.minimize.options): perilune.optimize.OptimizeResult
function optimize.minimize(fun, x0, args, method, jac, options) end

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
