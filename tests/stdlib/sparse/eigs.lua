-- sparse.linalg.eigs, and ARPACK behind eigsh and svds: options, dtypes, operators, errors.
local check = require "check"
local pl = require "perilune"
local sparse = pl.sparse
local linalg = sparse.linalg
local i = pl.complex(0, 1)

local n = 40
local beside = 1 + pl.arange(n - 1) % 4
local a = sparse.diags({pl.sin(pl.arange(n)), beside, -beside / (1 + pl.arange(n - 1) % 2 / 10)}, {0, 1, -1})
local m = sparse.diags{1 + pl.arange(n) % 3 / 4}
local all = pl.linalg.eigvals(a:toarray())
local function times(x) return a:dot(x) end
local op = linalg.LinearOperator({n, n}, times)

-- The k values of w that come first by a key, as sorted real and imaginary parts.
local function first(w, k, key)
  local list = {}
  for j = 1, #w do list[j] = w[j] end
  table.sort(list, function(x, y) return key(x) > key(y) end)
  local parts = {}
  for j = 1, k do parts[j] = {pl.real(list[j]), pl.imag(list[j])} end
  table.sort(parts, function(x, y)
    if math.abs(x[1] - y[1]) > 1e-9 then return x[1] < y[1] end
    return x[2] < y[2]
  end)
  return parts
end
local keys = {
  LM = function(x) return pl.abs(x) end, SM = function(x) return -pl.abs(x) end,
  LR = function(x) return pl.real(x) end, SR = function(x) return -pl.real(x) end,
  LI = function(x) return math.abs(pl.imag(x)) end, SI = function(x) return -math.abs(pl.imag(x)) end,
}
local function residual(matrix, w, v, mass)
  return pl.max(pl.abs(matrix:dot(v) - (mass and mass:dot(v) or v) * w))
end

check.group("which", function()
  for which, key in pairs(keys) do
    local w, v, info = linalg.eigs(a, 4, {which = which, maxiter = 20000, ncv = 20})
    check.near(first(w, 4, key), first(all, 4, key), 1e-10, which)
    check.eq({w.dtype, v.dtype, v.shape == {n, 4}, info.success}, {"complex128", "complex128", true, true})
    check.near(residual(a, w, v), 0, 1e-11, which)
    for j = 2, 4 do check(key(w[j - 1]) >= key(w[j]) - 1e-9, which .. " in order") end
  end
end)

check.group("options", function()
  local w = linalg.eigs(a, {which = "LI"})
  check.eq(#w, 6)
  check.eq(select("#", linalg.eigs(a, 2, {return_eigenvectors = false})), 2)
  local near, v = linalg.eigs(a, 4, {sigma = 0.5})
  check.near(residual(a, near, v), 0, 1e-12)
  local key = function(x) return -pl.abs(x - 0.5) end
  check.near(first(near, 4, key), first(all, 4, key), 1e-12)
  local wm, vm = linalg.eigs(a, 4, {M = m, sigma = 0.5})
  check.near(residual(a, wm, vm, m), 0, 1e-12)
  check.near(pl.abs(pl.sum(vm:conj() * m:dot(vm), 1) - 1), pl.zeros(4), 1e-12)
  wm, vm = linalg.eigs(a, 4, {M = m, which = "LI"})
  check.near(residual(a, wm, vm, m), 0, 1e-11)
  for _, part in ipairs{"r", "i"} do
    local wc, vc = linalg.eigs(a, 4, {sigma = pl.complex(0.5, 1), OPpart = part})
    check.near(residual(a, wc, vc), 0, 1e-11, part)
  end
  local rough, vr = linalg.eigs(a, 4, {v0 = pl.arange(1, n + 1), tol = 1e-6, ncv = 25})
  check.near(residual(a, rough, vr), 0, 1e-4)
  -- Inverses of the user's.
  local shifted = (a - 0.5 * sparse.identity(n)):tocsc()
  local inverse = linalg.LinearOperator({n, n}, function(x) return linalg.spsolve(shifted, x) end)
  check.near(first(linalg.eigs(op, 4, {sigma = 0.5, OPinv = inverse}), 4, key), first(all, 4, key), 1e-11)
  local turned = (a - pl.complex(0.5, 1) * sparse.identity(n)):tocsc()
  local complex_inverse = linalg.LinearOperator({n, n}, function(x) return linalg.spsolve(turned, x) end, {dtype = "complex128"})
  check.near(first(linalg.eigs(op, 4, {sigma = pl.complex(0.5, 1), OPinv = complex_inverse}), 4, keys.LR),
    first(linalg.eigs(a, 4, {sigma = pl.complex(0.5, 1)}), 4, keys.LR), 1e-10)
  local m_inverse = linalg.LinearOperator({n, n}, function(x) return linalg.spsolve(m, x) end)
  check.near(first(linalg.eigs(op, 4, {M = m, Minv = m_inverse, which = "LI"}), 4, keys.LI), first(wm, 4, keys.LI), 1e-10)
end)

check.group("dtypes, small problems", function()
  local c = a + sparse.diags{pl.cos(pl.arange(n)) * i}
  local w, v = linalg.eigs(c, 3, {which = "LR"})
  check.near(residual(c, w, v), 0, 1e-11)
  w, v = linalg.eigs(a:astype "float32", 3, {which = "LI"})
  check.eq({w.dtype, v.dtype}, {"complex64", "complex64"})
  w, v = linalg.eigs(a:toarray(), 2, {which = "LI"})
  check.near(residual(a, w, v), 0, 1e-11)
  for k = 1, 3 do
    w, v = linalg.eigs({{0, 1, 0}, {-1, 0, 0}, {0, 0, 5}}, k)
    check.near(w, pl.array({5, i, -i})[{pl.s(1, k)}], 1e-14)
    check.eq(v.shape == {3, k}, true)
  end
end)

check.group("ARPACK for eigsh and svds", function()
  local s = sparse.diags({-1, 2, -1}, {-1, 0, 1}, {n, n})
  for _, which in ipairs{"LM", "SM", "LA", "SA", "BE"} do
    check.near(linalg.eigsh(s, 4, {which = which, solver = "arpack", maxiter = 5000}),
      linalg.eigsh(s, 4, {which = which, maxiter = 5000}), 1e-12, which)
  end
  for _, mode in ipairs{"normal", "buckling", "cayley"} do
    check.near(linalg.eigsh(s, 3, {sigma = 1, mode = mode, solver = "arpack"}), linalg.eigsh(s, 3, {sigma = 1}), 1e-11, mode)
    check.near(linalg.eigsh(s, 3, {M = m, sigma = 1, mode = mode, solver = "arpack"}), linalg.eigsh(s, 3, {M = m, sigma = 1, mode = mode}), 1e-11, mode)
  end
  check.near(linalg.eigsh(s * pl.complex(1, 0), 3, {solver = "arpack"}), linalg.eigsh(s, 3), 1e-12)
  check.raises_like("which must not be 'BE' for complex problems", linalg.eigsh, s * pl.complex(1, 0), 3, {which = "BE", solver = "arpack"})
  local r = sparse.random(50, 30, 0.3, {rng = 5, format = "csr"})
  for _, solver in ipairs{"lanczos", "arpack"} do
    check.near(select(2, linalg.svds(r, 3, {solver = solver})), select(2, linalg.svds(r, 3)), 1e-13)
  end
  check.raises("sparse.linalg.svds: solver must be 'lanczos' or 'arpack', got 'propack'", linalg.svds, r, 2, {solver = "propack"})
  check.raises("sparse.linalg.svds: solver must be 'lanczos' or 'arpack', got 'lobpcg'", linalg.svds, r, 2, {solver = "lobpcg"})
end)

check.group("one at a time, and after errors", function()
  local nested = linalg.LinearOperator({n, n}, function(x) linalg.eigs(a, 1) return a:dot(x) end)
  check.raises_like("ARPACK cannot start inside a product", linalg.eigs, nested, 2)
  local free = linalg.LinearOperator({n, n}, function(x) linalg.eigsh(a, 1) return a:dot(x) end)
  check.near(linalg.eigs(free, 2, {which = "LR"}), linalg.eigs(a, 2, {which = "LR"}), 1e-12)
  local before = linalg.eigs(a, 3, {which = "LI"})
  for stop = 1, 40, 3 do
    local count = 0
    local failing = linalg.LinearOperator({n, n}, function(x)
      count = count + 1
      if count == stop then error "enough" end
      return a:dot(x)
    end)
    check.raises_like("enough", linalg.eigs, failing, 3, {which = "LI"})
    check.eq(linalg.eigs(a, 3, {which = "LI"}) == before, true)
  end
  check.raises_like("matvec returned nil", linalg.eigs, linalg.LinearOperator({n, n}, function() end), 3)
  check.raises_like("none of the values that were wanted has converged within maxtime", linalg.eigs, a, 3, {maxtime = 0})
end)

check.group("no convergence keeps what there is", function()
  pl.warnings "ignore"
  local w, v, info = linalg.eigs(a, 10, {maxiter = 26})
  check.eq({info.success, #w == info.converged, v.shape == {n, info.converged}}, {false, true, true})
  check.near(residual(a, w, v), 0, 1e-9)
  check.raises_like("none of the values that were wanted has converged within maxiter", linalg.eigs, a, 2, {which = "SM", maxiter = 1})
end)

check.group("wrong use", function()
  check.raises("sparse.linalg.eigs: k must be from 1 to 40, got 41", linalg.eigs, a, 41)
  check.raises_like("k must be at least 1", linalg.eigs, a, 0)
  check.raises_like("which must be", linalg.eigs, a, 2, {which = "LA"})
  check.raises_like("A must be square", linalg.eigs, pl.ones{2, 3})
  check.raises("sparse.linalg.eigs: ncv must be from 7 to 40, got 6", linalg.eigs, a, 5, {ncv = 6})
  check.raises_like("M must be of shape 40x40", linalg.eigs, a, 2, {M = sparse.eye(3)})
  check.raises_like("Minv must come with M", linalg.eigs, a, 2, {Minv = a})
  check.raises_like("Minv must be given without sigma only", linalg.eigs, a, 2, {M = m, Minv = a, sigma = 1})
  check.raises_like("OPinv must be given with sigma only", linalg.eigs, a, 2, {OPinv = a})
  check.raises_like("OPinv must be given with sigma where A or M is a LinearOperator", linalg.eigs, op, 2, {sigma = 1})
  check.raises_like("OPpart must only come with a real problem and a complex sigma", linalg.eigs, a, 2, {sigma = 1, OPpart = "i"})
  check.raises_like("v0 must be a vector of length 40", linalg.eigs, a, 2, {v0 = {1, 2}})
  check.raises_like("v0 must not be zero", linalg.eigs, a, 2, {v0 = pl.zeros(n)})
  check.raises_like("A must give finite numbers", linalg.eigs, a * (0 / 0), 2)
  check.raises_like("sigma must be finite", linalg.eigs, a, 2, {sigma = 1 / 0})
  check.raises_like("singular", linalg.eigs, sparse.eye(6), 2, {sigma = 1})
end)
