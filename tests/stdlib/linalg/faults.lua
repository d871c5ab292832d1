-- What linalg refuses, and in which words; what it gives for empty, stacked, strided and single-precision input.
local check = require "check"
local pl = require "perilune"
local linalg = pl.linalg
local nan, inf = 0 / 0, math.huge
local square = {"inv", "det", "slogdet", "cholesky", "cho_factor", "eig", "eigvals", "eigh", "eigvalsh", "pinvh", "expm",
                "matrix_balance"}
local any = {"lu", "lu_factor", "qr", "pinv", "svd"}

check.group("not square, nan, infinite, no matrix", function()
  for _, name in ipairs(square) do
    check.raises("linalg." .. name .. ": a must be square, got 2x3", linalg[name], pl.zeros{2, 3})
    check.raises("linalg." .. name .. ": a must be square, got 3x0", linalg[name], pl.zeros{3, 0})
  end
  for _, list in ipairs{square, any} do
    for _, name in ipairs(list) do
      check.raises("linalg." .. name .. ": a must contain finite numbers, got nan", linalg[name], {{1, nan}, {0, 1}})
      check.raises("linalg." .. name .. ": a must contain finite numbers, got an infinity", linalg[name], {{1, 0}, {-inf, 1}})
      local large = pl.eye(40)
      large[{30, 7}] = nan
      check.raises("linalg." .. name .. ": a must contain finite numbers, got nan", linalg[name], large)
      check.raises("linalg." .. name .. ": a must contain finite numbers, got nan", linalg[name], large * pl.complex(0, 1))
      check.raises("linalg." .. name .. ": a must be a matrix, got a vector of length 3 (float64)", linalg[name], pl.ones(3))
    end
  end
  check.raises("linalg.solve: a must be square, got 1x3", linalg.solve, {{1, 2, 3}}, {1})
  check.raises("linalg.solve: b must contain finite numbers, got nan", linalg.solve, {{1, 2}, {3, 4}}, {1, nan})
  check.raises("linalg.lstsq: b must contain finite numbers, got nan", linalg.lstsq, {{1, 2}, {3, 4}}, {1, nan})
  check.raises("linalg.eigh: b must contain finite numbers, got nan", linalg.eigh, pl.eye(2), {{1, 0}, {0, nan}})
  check.raises("linalg.eig: b must contain finite numbers, got nan", linalg.eig, pl.eye(2), {{1, 0}, {0, nan}})
end)

check.group("singular and indefinite", function()
  local hint = "\n    linalg.lstsq solves the problem in the least-squares sense"
  check.raises("linalg.solve: a is singular (pivot 2 is exactly zero)" .. hint, linalg.solve, {{1, 2}, {2, 4}}, {1, 2})
  for _, how in ipairs{"gen", "sym", "her", "diagonal", "tridiagonal", "banded", "upper triangular", "lower triangular"} do
    check.raises("linalg.solve: a is singular (pivot 1 is exactly zero)" .. hint, linalg.solve, pl.zeros{20, 20},
                 pl.ones(20), {assume_a = how})
  end
  check.raises("linalg.solve: a is singular (pivot 1 is exactly zero)" .. hint, linalg.solve, pl.zeros{20, 20}, pl.ones(20))
  local pseudo = "\n    linalg.pinv gives the pseudo-inverse"
  for _, n in ipairs{2, 20} do
    check.raises("linalg.inv: a is singular (pivot 1 is exactly zero)" .. pseudo, linalg.inv, pl.zeros{n, n})
  end
  check.raises("linalg.inv: a is singular (pivot 1 is exactly zero)" .. pseudo, linalg.inv, pl.zeros{3, 3}, {assume_a = "sym"})
  check.raises("linalg.matrix_power: a is singular (pivot 2 is exactly zero)" .. pseudo, linalg.matrix_power, {{1, 2}, {2, 4}}, -1)
  check.raises("linalg.solve: a is not positive definite (leading minor 1)", linalg.solve, -pl.eye(3), pl.ones(3), {assume_a = "pos"})
  check.raises("linalg.inv: a is not positive definite (leading minor 1)", linalg.inv, -pl.eye(3), {assume_a = "pos"})
  check.raises("linalg.cholesky: a is not positive definite (leading minor 2)", linalg.cholesky, {{1, 2}, {2, 1}})
  check.raises("linalg.eigh: b is not positive definite (leading minor 2)", linalg.eigh, pl.eye(2), {{1, 2}, {2, 1}})
  check.raises("linalg.solve_triangular: a is singular (element 2 of its diagonal is zero)", linalg.solve_triangular,
               {{1, 2}, {0, 0}}, {1, 2})
  check.raises("linalg.cho_solve: c is singular (element 2 of its diagonal is zero)", linalg.cho_solve,
               {{{1, 0}, {0, 0}}, true}, {1, 2})
  check.raises("linalg.lu_solve: lu is singular (pivot 1 is exactly zero)", linalg.lu_solve, {pl.zeros{2, 2}, {1, 2}}, {1, 2})
  check.eq(linalg.det{{1, 2}, {2, 4}}, 0.0)
  check.eq({linalg.slogdet{{1, 2}, {2, 4}}}, {0.0, -inf})
  check.eq({linalg.cond({{1, 2}, {2, 4}}, 1), linalg.cond(pl.zeros{2, 2}), linalg.cond{{nan, 1}, {1, 1}}}, {inf, inf, nan})
end)

check.group("a matrix that is nearly singular warns", function()
  local kept = pl.warnings("error")
  for _, n in ipairs{2, 40} do
    local a = pl.eye(n)
    a[{1, 1}] = 1e-20
    a[{n, 1}] = 1e-21
    a[{1, n}] = 1e-20
    check.raises_like("a is ill%-conditioned %(rcond [%d.e-]+%): the result may not be accurate", linalg.solve, a, pl.ones(n))
    check.raises_like("a is ill%-conditioned", linalg.inv, a)
    check.eq(linalg.cond(a) > 1e19, true)
  end
  check.raises_like("a is singular %(pivot 1 is exactly zero%): lu_solve will not be possible", linalg.lu_factor, pl.zeros{2, 2})
  check.near(linalg.solve(pl.eye(30), pl.ones(30)), pl.ones(30), 0)
  pl.warnings(kept or "ignore")
end)

check.group("options that do not fit", function()
  local a, f = pl.array{{2, 1}, {1, 2}}, linalg.eigh
  check.raises("linalg.solve: b must have 2 elements to match a (2x2), got 3", linalg.solve, a, {1, 2, 3})
  check.raises("linalg.solve: b must have 2 rows to match a (2x2), got 1", linalg.solve, a, {{1, 2, 3}})
  check.raises("linalg.solve: b must be a vector or a matrix, got a number", linalg.solve, a, 5)
  check.raises("linalg.solve: lower goes with assume_a = 'sym', 'her' or 'pos', of which one triangle is read, got true",
               linalg.solve, a, {1, 2}, {lower = true})
  check.raises("linalg.solve: shapes 3 and 2 do not broadcast together", linalg.solve, pl.ones{3, 2, 2}, pl.ones{2, 2, 1})
  check.raises("linalg.solve_triangular: trans must be 0, 1, 2, 'N', 'T' or 'C', got 5", linalg.solve_triangular, a, {1, 2}, 5)
  check.raises("linalg.eigh: driver must be 'ev', 'evd', 'evr' or 'evx' without b, got 'gv'", f, a, {driver = "gv"})
  check.raises("linalg.eigh: driver must be 'gv', 'gvd' or 'gvx' with b, got 'ev'", f, a, a, {driver = "ev"})
  check.raises("linalg.eigh: driver must be 'evr' or 'evx' for a subset, got 'ev'", f, a, {driver = "ev", subset_by_index = {1, 1}})
  check.raises("linalg.eigh: subset_by_index counts from 1, got a table of 2 entries", f, a, {subset_by_index = {0, 1}})
  check.raises("linalg.eigh: subset_by_index must be a range within 1 to 2, got 2 to 1", f, a, {subset_by_index = {2, 1}})
  check.raises("linalg.eigh: subset_by_index must be a range within 1 to 2, got 1 to 3", f, a, {subset_by_index = {1, 3}})
  check.raises("linalg.eigh: subset_by_value must have its lower bound first, got 1 and 0", f, a, {subset_by_value = {1, 0}})
  check.raises("linalg.eigh: subset_by_value must be left out when subset_by_index is given", f, a,
               {subset_by_value = {0, 1}, subset_by_index = {1, 1}})
  check.raises("linalg.eigh: type must be left out without b, got 2", f, a, {type = 2})
  check.raises("linalg.eigh: b must have the shape of a (2x2), got 3x3", f, a, pl.eye(3))
  check.raises("linalg.cho_solve: c_and_lower[2] must be true or false, got 1", linalg.cho_solve, {a, 1}, {1, 2})
  check.raises("linalg.lu_solve: piv must hold rows from each row's own to 2, got 5 for row 2", linalg.lu_solve, {a, {1, 5}}, {1, 2})
  check.raises("linalg.lu_solve: piv must have one pivot for each row of lu (2x2), got 1", linalg.lu_solve, {a, {1}}, {1, 2})
  check.raises("linalg.lu_solve: lu_and_piv must be a record or a table, got a 2x2 matrix (float64)", linalg.lu_solve, a, {1, 2})
  check.raises("linalg.norm: ord must be a number for a vector, got 'fro'", linalg.norm, {1, 2}, "fro")
  check.raises("linalg.norm: ord must be 1, -1, 2, -2, an infinity, 'fro' or 'nuc' for a matrix, got 3", linalg.norm, a, 3)
  check.raises("linalg.norm: a must be a vector or a matrix when ord is given without axis, got a 3-d array", linalg.norm,
               pl.zeros{2, 2, 2}, 1)
  check.raises("linalg.matrix_rank: rtol must be left out when tol is given, got 1", linalg.matrix_rank, a, 1, {rtol = 1})
  check.raises("linalg.multi_dot: arrays must hold at least two arrays, got 1", linalg.multi_dot, {a})
  check.raises("linalg.multi_dot: arrays[1] (2x2) and arrays[2] (3x3) do not fit", linalg.multi_dot, {a, pl.eye(3)})
end)

check.group("empty", function()
  local none = pl.zeros{0, 0}
  check.eq(linalg.solve(none, pl.zeros(0)).shape == {0}, true)
  check.eq(linalg.inv(none).shape == {0, 0}, true)
  check.eq(linalg.det(none), 1.0)
  check.eq(linalg.cholesky(pl.zeros{0, 3, 3}).shape == {0, 3, 3}, true)
  check.eq(linalg.eigvalsh(pl.zeros{0, 3, 3}).shape == {0, 3}, true)
  check.eq(linalg.norm(none), 0.0)
  local Q, R = linalg.qr(pl.zeros{3, 0})
  check.eq({Q == pl.eye(3), R.shape == {3, 0}}, {true, true})
  local x, residues, rank, s = linalg.lstsq(pl.zeros{3, 0}, {1, 2, 3})
  check.eq({x.shape == {0}, residues, rank, s.shape == {0}}, {true, 14.0, 0, true})
  x, residues, rank = linalg.lstsq(pl.zeros{0, 2}, pl.zeros(0))
  check.eq({x == pl.zeros(2), residues.shape == {0}, rank}, {true, true, 0})
  check.eq({linalg.matrix_rank(0), linalg.matrix_rank(none), linalg.matrix_rank{0, 2}}, {0, 0, 1})
end)

check.group("stacks, strides, precisions", function()
  local rng = pl.random.default_rng(5)
  for _, dtype in ipairs{"float32", "float64", "complex64", "complex128"} do
    local limit = (dtype == "float32" or dtype == "complex64") and 2e-4 or 1e-12
    for _, n in ipairs{1, 2, 5, 16, 17, 30} do
      local all = rng:standard_normal{4, 3, n, 2 * n}
      if dtype:find "complex" then all = all + rng:standard_normal{4, 3, n, 2 * n} * pl.complex(0, 1) end
      local a = (all / (2 * n)):astype(dtype)(":", ":", ":", "1::2") + pl.eye(n):astype(dtype)  -- far from singular
      local view = a("::-1", ":", "::-1", ":")
      local b = rng:standard_normal{3, n, 2}:astype(dtype)
      local x = linalg.solve(view, b)
      check.eq({x.shape == {4, 3, n, 2}, x.dtype}, {true, dtype})
      check.near(pl.abs(view:matmul(x) - b):max(), 0, limit)
      check.near(pl.abs(view:matmul(linalg.inv(view)) - pl.eye(n):astype(dtype)):max(), 0, limit)
      local adjoint = pl.conj(pl.swapaxes(view, -1, -2))
      local gram = view:matmul(adjoint)
      local c = linalg.cholesky(gram, true)
      check.near(pl.abs(c:matmul(pl.conj(pl.swapaxes(c, -1, -2))) - gram):max(), 0, limit * n * n)
      local w, v = linalg.eigh(gram)
      check.near(pl.abs(gram:matmul(v) - v * w:reshape(4, 3, 1, n)):max(), 0, limit * n * n)
      local d = linalg.det(view)
      local sign, log = linalg.slogdet(view)
      check.near(pl.abs(d / (sign * pl.exp(log)) - 1):max(), 0, limit)
      check.eq({d.dtype, sign.dtype, w.dtype}, {dtype, dtype, (dtype == "float32" or dtype == "complex64") and "float32" or "float64"})
      local f = linalg.lu_factor(view)
      check.near(pl.abs(linalg.lu_solve(f, b) - x):max(), 0, limit)
    end
  end
  check.eq(linalg.inv(pl.array({{2, 0}, {0, 4}}, "int32")).dtype, "float64")
  check.eq(linalg.solve(pl.eye(2):astype "float32", pl.ones(2) * pl.complex(0, 1)).dtype, "complex128")
  check.eq(linalg.matrix_power(pl.array({{1, 1}, {1, 0}}, "int64"), 60)[{1, 2}], 1548008755920)
end)
