-- splu, spilu, factorized, spsolve_triangular.
local check = require "check"
local pl = require "perilune"
local sparse = pl.sparse
local linalg = sparse.linalg
local i = pl.complex(0, 1)

-- A = the rows and columns of L U that perm_r and perm_c name.
local function product(lu) return lu.L:dot(lu.U):toarray()[{lu.perm_r, ":"}][{":", lu.perm_c}] end
local function random(n, seed)
  return (sparse.random(n, n, 0.3, {rng = seed}) + sparse.diags{pl.arange(n, 2 * n) / n} * 8):tocsc()
end

check.group("splu", function()
  for _, n in ipairs{1, 2, 17, 60} do
    for kind, a in pairs{real = random(n, n), complex = random(n, n) + i * random(n, n + 1), csr = random(n, 3):tocsr(),
                         coo = random(n, 4):tocoo(), float32 = random(n, 5):astype "float32"} do
      local tol = kind == "float32" and 1e-4 or 1e-12
      local dense = a:toarray()
      local b = pl.cos(pl.arange(n)):astype(a.dtype)
      for _, options in ipairs{{}, {permc_spec = "COLAMD"}, {permc_spec = "NATURAL"}, {permc_spec = "MMD_AT_PLUS_A"},
                               {permc_spec = "MMD_ATA"}, {diag_pivot_thresh = 1}, {SymmetricMode = true}} do
        local lu = linalg.splu(a, options)
        check.near(product(lu), dense, tol, kind)
        check.near(lu.L:toarray(), pl.tril(lu.L:toarray(), -1) + pl.eye(n), 0)
        check.near(lu.U:toarray(), pl.triu(lu.U:toarray()), 0)
        check.eq({lu.shape == {n, n}, lu.nnz, lu.L.format, lu.U.dtype}, {true, lu.L.nnz + lu.U.nnz - n, "csc", a.dtype})
        check.near(dense:dot(lu:solve(b)), b, tol)
      end
      local lu = linalg.splu(a)
      check.near(dense.T:dot(lu:solve(b, "T")), b, tol)
      check.near(dense:conj().T:dot(lu:solve(b, {trans = "H"})), b, tol)
      local columns = pl.stack({b, 2 * b, b * b}, 2)
      check.near(dense:dot(lu:solve(columns)), columns, tol)
      check.near(dense:dot(lu:solve(columns * i)), columns * i, tol)
    end
  end
  check.eq(linalg.splu(sparse.eye(3)).nnz, 3)
  check.raises("sparse.linalg.splu: A is exactly singular", linalg.splu, {{1, 1}, {1, 1}})
  check.raises("sparse.linalg.splu: A is exactly singular", linalg.splu, {{1, 0}, {1, 0}})
  check.raises("sparse.linalg.splu: A must be square, got a matrix of shape 2x3", linalg.splu, pl.ones{2, 3})
  check.raises("sparse.linalg.splu: A must contain finite numbers, got nan or an infinity", linalg.splu, sparse.eye(2) * (0 / 0))
  check.raises("sparse.linalg.splu: A must not be empty, got shape 0x0", linalg.splu, sparse.eye(0))
  check.raises_like("diag_pivot_thresh must be at most 1, got 2", linalg.splu, sparse.eye(2), {diag_pivot_thresh = 2})
  local lu = linalg.splu(sparse.eye(2))
  check.raises("SuperLU:solve: b must have 2 rows, as many as the factors, got a vector of length 3", lu.solve, lu, {1, 2, 3})
  check.raises_like("trans must be 'N', 'T' or 'H', got 'X'", lu.solve, lu, {1, 2}, "X")
end)

check.group("spilu", function()
  local n = 60
  local t = sparse.diags({-1, 2, -1}, {-1, 0, 1}, {8, 8})
  local a = (sparse.kron(sparse.eye(8), t) + sparse.kron(t, sparse.eye(8))):tocsc()
  for _, m in ipairs{a, a * (1 + i) + sparse.eye(64) * i} do
    -- With nothing dropped these are the factors.
    local one = pl.ones(64, {dtype = m.dtype})
    local whole = linalg.spilu(m, {drop_tol = 0, fill_factor = 100})
    check.near(product(whole), m:toarray(), 1e-13)
    check.near(m:dot(whole:solve(one)), one, 1e-12)
    check.near(m.H:dot(whole:solve(one, "H")), one, 1e-12)
    local rough = linalg.spilu(m, {drop_tol = 0.1, fill_factor = 2})
    check(rough.nnz < whole.nnz, "incomplete factors are emptier")
    check(pl.linalg.norm(product(rough) - m:toarray()) < 0.3 * pl.linalg.norm(m:toarray()), "and near to A")
  end
  local ilu = linalg.spilu(a)
  local M = linalg.LinearOperator({64, 64}, function(x) return ilu:solve(x) end)
  local _, info, with = linalg.cg(a, pl.ones(64), {M = M})
  local _, _, without = linalg.cg(a, pl.ones(64))
  check(info == 0 and with.nit < without.nit / 2, "a preconditioner saves iterations")
  check.raises("sparse.linalg.spilu: A is exactly singular: row 2 is zero", linalg.spilu, {{1, 2}, {0, 0}})
  check.raises_like("fill_factor must be at least 1", linalg.spilu, a, {fill_factor = 0})
end)

check.group("factorized", function()
  local b = pl.cos(pl.arange(20))
  for _, a in ipairs{random(20, 1), random(20, 1) + i * random(20, 2), sparse.diags({-1, 2, -1}, {-1, 0, 1}, {20, 20})} do
    local solve = linalg.factorized(a)
    check.near(a:dot(solve(b)), b:astype(a.dtype), 1e-12)
    check.near(a:dot(solve(b * i)), b * i, 1e-12)
    local columns = pl.stack({b, 2 * b}, 2)
    check.near(a:dot(solve(columns)), columns:astype(a.dtype), 1e-12)
    check.near(a:dot(solve(columns * i)), columns * i, 1e-12)
    check.eq(linalg.factorized(a:astype(a.dtype == "float64" and "float32" or "complex64"))(b:astype "float32").dtype,
             a.dtype == "float64" and "float32" or "complex64")
  end
  local inverse = linalg.LinearOperator({20, 20}, linalg.factorized(random(20, 1)))
  check.near(random(20, 1):dot(inverse:matvec(b)), b, 1e-12)
  check.raises_like("A is exactly singular", linalg.factorized, {{1, 1}, {1, 1}})
  local solve = linalg.factorized(sparse.eye(2))
  check.raises_like("b must have 2 rows, as many as A, got", solve, {1, 2, 3})
end)

check.group("spsolve_triangular", function()
  for _, n in ipairs{1, 5, 40} do
    for _, a in ipairs{random(n, 7), random(n, 7) + i * random(n, 8)} do
      for _, format in ipairs{"csr", "csc", "coo"} do
        local lower, upper = sparse.tril(a, {format = format}), sparse.triu(a, {format = format})
        local b = pl.cos(pl.arange(n))
        local columns = pl.stack({b, 2 * b}, 2)
        check.near(linalg.spsolve_triangular(lower, b), pl.linalg.solve(lower:toarray(), b), 1e-11)
        check.near(linalg.spsolve_triangular(upper, columns, false), pl.linalg.solve(upper:toarray(), columns), 1e-11)
        local strict = sparse.tril(a, -1, {format = format})
        local unit = linalg.spsolve_triangular(strict, b * i, {unit_diagonal = true})
        check.near(unit, pl.linalg.solve(strict:toarray() + pl.eye(n), b * i), 1e-11)
        check.near(linalg.spsolve_triangular(lower, b * i, {unit_diagonal = true}), unit, 0)
      end
    end
  end
  check.eq(linalg.spsolve_triangular(sparse.eye(2):astype "float32", pl.ones(2, {dtype = "float32"})).dtype, "float32")
  check.raises("sparse.linalg.spsolve_triangular: A must be lower triangular, got an element in row 1, column 2",
               linalg.spsolve_triangular, {{1, 2}, {0, 1}}, {1, 2})
  check.raises("sparse.linalg.spsolve_triangular: A must be upper triangular, got an element in row 2, column 1",
               linalg.spsolve_triangular, {{1, 2}, {3, 1}}, {1, 2}, false)
  check.raises("sparse.linalg.spsolve_triangular: A is exactly singular: element 2 of its diagonal is zero",
               linalg.spsolve_triangular, {{1, 0}, {3, 0}}, {1, 2})
  check.raises_like("A must be square", linalg.spsolve_triangular, pl.ones{2, 3}, {1, 2})
  check.raises_like("b must have 2 rows to match A %(2x2%), got a vector of length 3", linalg.spsolve_triangular, sparse.eye(2), {1, 2, 3})
end)
