-- Arithmetic of LinearOperator: sums, multiples, products, powers, adjoints of all of them, matrices among them.
local check = require "check"
local pl = require "perilune"
local sparse = pl.sparse
local linalg = sparse.linalg
local i = pl.complex(0, 1)

-- The same operator as functions (of vectors, or of matrices too) and as a matrix, beside the dense matrix.
local function made(dense, how)
  local s = sparse.csr_matrix(dense)
  if how == "matrix" then return linalg.aslinearoperator(s) end
  local function forth(x) return dense:dot(x) end
  local function back(y) return dense:conj().T:dot(y) end
  if how == "vectors" then return linalg.LinearOperator(dense.shape, forth, back, {dtype = dense.dtype}) end
  return linalg.LinearOperator(dense.shape, forth, back, forth, {rmatmat = back, dtype = dense.dtype})
end
local rng = pl.random.default_rng(7)
local function random(m, n, complex)
  local a = rng:random{m, n} - 0.5
  return complex and a + i * (rng:random{m, n} - 0.5) or a
end
local function same(op, dense, note)
  check.eq({op.shape == dense.shape, op.dtype}, {true, dense.dtype}, note)
  local m, n = dense.shape[1], dense.shape[2]
  local x, y = random(n, 3, true), random(m, 3, true)
  check.near(op:matvec(x[{":", 1}]), dense:dot(x[{":", 1}]), 1e-13, note)
  check.near(op:rmatvec(y[{":", 1}]), dense:conj().T:dot(y[{":", 1}]), 1e-13, note)
  check.near(op:matmat(x), dense:dot(x), 1e-13, note)
  check.near(op:rmatmat(y), dense:conj().T:dot(y), 1e-13, note)
  check.near(op * x, dense:dot(x), 1e-13, note)
  check.near(op(x[{":", 2}]), dense:dot(x[{":", 2}]), 1e-13, note)
  check.near(op:dot(x[{":", 3}]), dense:dot(x[{":", 3}]), 1e-13, note)
end
local function all_forms(op, dense, note)
  same(op, dense, note)
  same(op.T, dense.T, note .. ".T")
  same(op.H, dense:conj().T, note .. ".H")
  same(op.T.H, dense:conj(), note .. ".T.H")
  same(op.H.T, dense:conj(), note .. ".H.T")
  same(op:adjoint():adjoint(), dense, note .. ".H.H")
  same(op:transpose():transpose(), dense, note .. ".T.T")
end

check.group("every combination", function()
  for _, complex in ipairs{false, true} do
    local a, b, c = random(4, 3, complex), random(4, 3), random(3, 4, complex)
    local q = random(3, 3, complex)
    for _, how in ipairs{"vectors", "matrices", "matrix"} do
      local A, B, C, Q = made(a, how), made(b, "vectors"), made(c, how), made(q, how)
      local note = how .. (complex and " complex" or "")
      all_forms(A, a, note)
      all_forms(A + B, a + b, note .. " +")
      all_forms(A - B, a - b, note .. " -")
      all_forms(B - A, b - a, note .. " - turned")
      all_forms(-A, -a, note .. " unary")
      all_forms(2.5 * A, 2.5 * a, note .. " number")
      all_forms(A * pl.complex(1, 2), a * pl.complex(1, 2), note .. " complex number")
      all_forms(A / 4, a / 4, note .. " quotient")
      all_forms(A * C, a:dot(c), note .. " *")
      all_forms(C:dot(A), c:dot(a), note .. " dot")
      all_forms(Q ^ 3, q:dot(q):dot(q), note .. " ^")
      all_forms(Q ^ 1, q, note .. " ^ 1")
      all_forms(Q ^ 0, pl.eye(3, {dtype = q.dtype}), note .. " ^ 0")
      all_forms((2 * A - B) * (C / 2 + C.H.H) + 3 * (A * C), (2 * a - b):dot(1.5 * c) + 3 * a:dot(c), note .. " all")
      -- Matrices of either kind take part.
      all_forms(A + sparse.csc_matrix(b), a + b, note .. " + sparse")
      all_forms(sparse.coo_matrix(b) - A, b - a, note .. " sparse -")
      all_forms(A - b, a - b, note .. " - dense")
      all_forms(A * sparse.csr_matrix(c), a:dot(c), note .. " * sparse")
      all_forms(sparse.csr_matrix(c) * A, c:dot(a), note .. " sparse *")
      all_forms(A:dot(2), 2 * a, note .. " dot number")
    end
  end
end)

check.group("dtypes, tables, solvers", function()
  local f = linalg.aslinearoperator(sparse.eye(2):astype "float32")
  check.eq({(2 * f).dtype, (f + f).dtype, (f * pl.complex(1, 0)).dtype, (f + sparse.eye(2)).dtype}, {"float32", "float32", "complex64", "float64"})
  check.eq((f * pl.ones(2, {dtype = "float32"})).dtype, "float32")
  check.near(f * {1, 2}, {1, 2}, 0)
  check.near((f + {{1, 2}, {3, 4}}) * {1, 1}, {4, 8}, 0)
  local n = 30
  local a = sparse.diags({-1, 2, -1}, {-1, 0, 1}, {n, n})
  local op = linalg.LinearOperator({n, n}, function(x) return a:dot(x) end, function(x) return a:dot(x) end)
  local shifted = op + 3 * sparse.identity(n)
  check.near(linalg.eigsh(shifted, 3), linalg.eigsh(a, 3) + 3, 1e-13)
  check.near(linalg.eigsh(op ^ 2, 3), linalg.eigsh(a, 3) ^ 2, 1e-12)
  check.near(select(2, linalg.svds(2 * op - op.T, 3)), select(2, linalg.svds(a, 3)), 1e-12)
  local b = pl.cos(pl.arange(n))
  check.near(linalg.cg(shifted, b, {rtol = 1e-13}), linalg.spsolve(a + 3 * sparse.identity(n), b), 1e-12)
  check.near(linalg.lsqr(op.H * op, b, {atol = 1e-14, btol = 1e-14, iter_lim = 1000}), linalg.spsolve(a:dot(a), b), 1e-6)
  collectgarbage()
  check.near(shifted:matvec(b), a:dot(b) + 3 * b, 1e-14)
end)

check.group("wrong use", function()
  local a = linalg.LinearOperator({4, 3}, function(x) return pl.zeros(4) end)
  local s = linalg.aslinearoperator(sparse.eye(3))
  check.raises_like("operators of one shape can be added, got 4x3 and 3x3", function() return a + s end)
  check.raises_like("shapes do not fit: 4x3 times 4x3", function() return a * a end)
  check.raises_like("powers are for square operators, got one of shape 4x3", function() return a ^ 2 end)
  for _, n in ipairs{-1, 0.5, "x"} do check(not pcall(function() return s ^ n end), "s ^ " .. tostring(n)) end
  check.raises_like("%+ and %- take operators and matrices", function() return s + 1 end)
  check.raises_like("%+ and %- take operators and matrices", function() return "x" + s end)
  check.raises_like("/ takes an operator and a number", function() return 1 / s end)
  check.raises_like("an array on its right", function() return pl.ones(3) * s end)
  check.raises_like("x must have 3 rows, got shape 2", function() return s * pl.ones(2) end)
  check.raises_like("must have rmatvec", function() return (a * s).H:matvec(pl.ones(4)) end)
  check.raises_like("must have rmatvec", function() return (2 * a):rmatvec(pl.ones(4)) end)
  check.raises_like("oops", function()
    return (linalg.LinearOperator({2, 2}, function() error "oops" end) + sparse.eye(2)):matvec{1, 2}
  end)
  check.raises_like("an operator may be made of 1000 others at most", function()
    local sum = s
    for _ = 1, 2000 do sum = sum + s end
  end)
end)
