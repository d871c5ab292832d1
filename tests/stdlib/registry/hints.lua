-- What errors add where they can guess the habit behind a name or a word.
local check = require "check"
local pl = require "perilune"
local optimize, sparse, spatial, stats, linalg = pl.optimize, pl.sparse, pl.spatial, pl.stats, pl.linalg

local function says(text, f, ...)
  local message = check.error_of(f, ...)
  check(type(message) == "string" and message:find(text, 1, true), tostring(message))
end
local function square(x) return x[1] ^ 2 end

check.group("names of SciPy's", function()
  check.raises("linalg has no member 'sdv' (did you mean 'svd'?)", function() return linalg.sdv end)
  says("pl has no member 'svd' (did you mean 'pl.linalg.svd'?)", function() return pl.svd end)
  -- What is missing today may come: then nothing is said of it.
  for module, name in pairs{linalg = "clarkson_woodruff_transform", optimize = "rosen_hess_prod",
                            interpolate = "pade", signal = "sawtooth", spatial = "HalfspaceIntersection"} do
    local ok, value = pcall(function() return pl[module][name] end)
    check(ok or value:find("SciPy's " .. module .. "." .. name .. " has no counterpart yet", 1, true), value)
  end
end)

check.group("options and words", function()
  says("unknown option 'disp'; print(res) shows the result, progress = true how far the work is",
       optimize.root_scalar, math.sin, {bracket = {3, 4}, disp = true})
  says("got 'LBFGS' (did you mean 'L-BFGS-B'?)", optimize.minimize, square, {1}, {method = "LBFGS"})
  says("got 'simplex' (did you mean 'Nelder-Mead'?)", optimize.minimize, square, {1}, {method = "simplex"})
  says("got 'manhattan' (did you mean 'cityblock'?)", spatial.distance.cdist, {{1}}, {{2}}, {metric = "manhattan"})
  says("got 'euclidian' (did you mean 'euclidean'?)", spatial.distance.cdist, {{1}}, {{2}}, {metric = "euclidian"})
  local message = check.error_of(optimize.minimize, square, {1}, {method = "xyzzy"})
  check(not message:find("did you mean", 1, true), message)
  says("f must give finite residuals at p0, got nan or an infinity", optimize.curve_fit,
       function(x, a) return 0 * x + 0 / 0 * a end, {1, 2, 3}, {1, 2, 3})
end)

check.group("matrices by their parts", function()
  local as_in = "\n    as in: local a = sparse.csr_matrix{data = {1, 2, 3}, row = {1, 2, 2}, col = {1, 1, 3}, shape = {2, 3}}"
  says(as_in, sparse.csr_matrix, {1, 2, 3}, {{1, 1, 3}, {1, 3, 2}}, {3, 3})
  says("option 'row' belongs into the table of arg1\n    usage: ", sparse.csr_matrix, {1, 2}, {row = {1, 2}})
  says("got 'cols' (did you mean 'col'?)", sparse.coo_matrix, {data = {1}, row = {1}, cols = {1}})
  says("unknown option 'shap' (did you mean 'shape'?)", sparse.csr_matrix, {{1}}, {shap = {1, 2}})
  check.eq(sparse.csr_matrix({{1}}, {shape = {1, 1}}).nnz, 1)
end)

check.group("articles", function()
  local res = pl.integrate.solve_ivp(function(_, y) return {-y[1]} end, {0, 1}, {1}, {dense_output = true})
  says("an OdeResult record has no field 'yy'", function() return res.yy end)
  says("an OdeResult record is read-only", function() res.y = 1 end)
  says("got an OdeResult record", linalg.det, res)
  says("an integrate.OdeSolution object has no field or method 'tt'", function() return res.sol.tt end)
  says("a TtestResult record has no field", function() return stats.ttest_1samp({1, 2, 3}, 0).q end)
end)
