-- sparse.linalg from Lua: results, options, operators of Lua functions, nested solvers, errors.
local check = require "check"
local pl = require "perilune"
local sparse = pl.sparse
local linalg = sparse.linalg

local n = 60
local a = sparse.diags({-1, 2, -1}, {-1, 0, 1}, {n, n})
local exact = 2 - 2 * pl.cos(pl.arange(1, n + 1) * math.pi / (n + 1))
local function times(x) return a:dot(x) end
local op = linalg.LinearOperator({n, n}, times, times)

check.group("eigsh", function()
  for which, part in pairs{LA = "-4:", SA = "1:4", LM = "-4:", SM = "1:4"} do
    local w, v, info = linalg.eigsh(a, 4, {which = which, maxiter = 5000})
    check.near(w, exact[part], 1e-13, which)
    check.near(a:dot(v), v * w, 1e-12)
    check.near(v.T:dot(v), pl.eye(4), 1e-12)
    check.eq({info.success, info.converged, info.message}, {true, 4, "converged"})
  end
  check.near(linalg.eigsh(a, 4, {which = "BE"}), pl.concatenate{exact["1:2"], exact["-2:"]}, 1e-13)
  check.near(linalg.eigsh(a, {k = 3, sigma = 0}), exact["1:3"], 1e-14)
  check.near(linalg.eigsh(a, 2, {sigma = 1, mode = "cayley"}), linalg.eigsh(a, 2, {sigma = 1}), 1e-13)
  check.near(linalg.eigsh(a, 2, {sigma = 1, mode = "buckling"}), linalg.eigsh(a, 2, {sigma = 1}), 1e-12)
  check.eq(select("#", linalg.eigsh(a, 2, {return_eigenvectors = false})), 2)
  check.near(linalg.eigsh(op, 3), exact["-3:"], 1e-13)
  check.near(linalg.eigsh(a:toarray(), 3, {v0 = pl.arange(1, n + 1), ncv = 30, tol = 1e-10}), exact["-3:"], 1e-12)
  local m = sparse.diags{pl.ones(n) * 2}
  check.near(linalg.eigsh(a, 3, {M = m}), exact["-3:"] / 2, 1e-13)
  check.near(linalg.eigsh(a, 3, {M = m, sigma = 0}), exact["1:3"] / 2, 1e-14)
  check.near(linalg.eigsh(op, 3, {M = linalg.aslinearoperator(m), Minv = sparse.identity(n) / 2}), exact["-3:"] / 2, 1e-13)
  local inverse = linalg.LinearOperator({n, n}, function(x) return linalg.spsolve(a, x) end)
  check.near(linalg.eigsh(op, 3, {sigma = 0, OPinv = inverse}), exact["1:3"], 1e-13)
  local h = a * pl.complex(1, 0)
  check.eq({linalg.eigsh(h, 2)[1] > 3.9, select(2, linalg.eigsh(h, 2)).dtype}, {true, "complex128"})
  check.eq(linalg.eigsh(a:astype("float32"), 2).dtype, "float32")
end)

check.group("eigsh inside eigsh", function()
  local inner
  local outer = linalg.LinearOperator({n, n}, function(x)
    inner = linalg.eigsh(a, 1)[1]
    return a:dot(x)
  end)
  check.near(linalg.eigsh(outer, 2), exact["-2:"], 1e-13)
  check.near(inner, exact[n], 1e-13)
end)

check.group("no convergence keeps what there is", function()
  pl.warnings "ignore"
  local w, v, info = linalg.eigsh(a, 6, {which = "SA", maxiter = 25, ncv = 14})
  check.eq({info.success, #w == info.converged, v.shape == {n, info.converged}}, {false, true, true})
  check.raises_like("eigsh: none of the values that were wanted has converged within maxtime", linalg.eigsh, a, 6,
                    {which = "SM", maxtime = 0})
  check.raises_like("eigsh: none of the values that were wanted has converged within maxiter", linalg.eigsh, a, 2,
                    {which = "SM", maxiter = 1, ncv = 4})
end)

check.group("svds", function()
  local r = sparse.random(50, 30, 0.3, {rng = 5, format = "csr"})
  local _, all = pl.linalg.svd(r:toarray())
  local U, s, Vt, info = linalg.svds(r, 3)
  check.near(s, all["3:1:-1"], 1e-13)
  check.near(r:dot(Vt.T), U * s, 1e-12)
  check.near(U.T:dot(U), pl.eye(3), 1e-13)
  check.eq(info.success, true)
  check.near(select(2, linalg.svds(r.T, 3)), s, 1e-13)
  check.near(select(2, linalg.svds(r, 2, {which = "SM", maxiter = 5000})), all["30:29:-1"], 1e-7)
  check.near(linalg.svds(r, {k = 3, return_singular_vectors = false}), s, 1e-13)
  local u, s1, vt = linalg.svds(r, 3, {return_singular_vectors = "u", ncv = 20, tol = 1e-9, v0 = pl.ones(30), solver = "arpack"})
  check.eq({u.shape == {50, 3}, vt == nil}, {true, true})
  check.near(s1, s, 1e-12)
  u, s1, vt = linalg.svds(r, 3, {return_singular_vectors = "vh"})
  check.eq({vt.shape == {3, 30}, u == nil}, {true, true})
  local by_functions = linalg.LinearOperator({50, 30}, function(x) return r:dot(x) end, function(y) return r.T:dot(y) end)
  check.near(select(2, linalg.svds(by_functions, 3)), s, 1e-13)
  check.near(select(2, linalg.svds(by_functions.H, 3)), s, 1e-13)
  check.near(linalg.norm(r, 2), all[1], 1e-13)
end)

check.group("spsolve", function()
  local b = pl.cos(pl.arange(n))
  local x = linalg.spsolve(a, b)
  check.near(a:dot(x), b, 1e-12)
  for _, spec in ipairs{"COLAMD", "NATURAL", "MMD_ATA", "MMD_AT_PLUS_A"} do
    check.near(linalg.spsolve(a:tocsc(), b, {permc_spec = spec}), x, 1e-11)
  end
  check.near(linalg.spsolve(a, pl.stack({b, b * 2}, 2)), pl.stack({x, x * 2}, 2), 1e-11)
  local sparse_x = linalg.spsolve(a, sparse.identity(n))
  check.eq(sparse.issparse(sparse_x), true)
  check.near(a:dot(sparse_x):toarray(), pl.eye(n), 1e-12)
  local u = sparse.csr_matrix{{0, 2, 0}, {1, 0, 0}, {0, 1, 3}}
  check.near(linalg.spsolve(u, {2, 3, 7}), {3, 1, 2}, 1e-15)
  check.near(linalg.spsolve(u * pl.complex(0, 1), {2, 3, 7}), pl.array{3, 1, 2} * pl.complex(0, -1), 1e-15)
  check.raises("sparse.linalg.spsolve: A is exactly singular", linalg.spsolve, sparse.csr_matrix{{1, 1}, {1, 1}}, {1, 2})
  check.raises("sparse.linalg.spsolve: A must be square, got a matrix of shape 2x3", linalg.spsolve, pl.ones{2, 3}, {1, 2})
  check.raises("sparse.linalg.spsolve: b must have 2 rows to match A (2x2), got a vector of length 3", linalg.spsolve,
               sparse.eye(2), {1, 2, 3})
  check.raises("sparse.linalg.spsolve: A must contain finite numbers, got nan or an infinity", linalg.spsolve,
               sparse.eye(2) * (0 / 0), {1, 2})
end)

check.group("cg", function()
  local b = pl.sin(pl.arange(n))
  local x, info, details = linalg.cg(a, b, {rtol = 1e-12})
  check.near(a:dot(x), b, 1e-11)
  check.eq({info, details.success}, {0, true})
  check.near(linalg.cg(op, b, {tol = 1e-12}), x, 1e-9)
  local precise = linalg.LinearOperator({n, n}, function(y) return linalg.spsolve(a, y) end)
  local px, _, how = linalg.cg(a, b, {M = precise, rtol = 1e-12})
  check.eq(how.nit <= 2, true)
  check.near(px, x, 1e-9)
  check.eq(select(2, linalg.cg(a, b, {maxiter = 3, rtol = 1e-14})), 3)
  check.eq(select(2, linalg.cg(a * -1, b)), -1)
  check.eq(select(3, linalg.cg(a, b, x, {rtol = 1e-10})).nit, 0)
  check.eq(select(3, linalg.cg(a, b, {atol = 1e9})).nit, 0)
  local seen = {}
  local _, stopped = linalg.cg(a, b, {callback = function(xk, state) seen[#seen + 1] = {#xk, state.nit}; return state.nit == 2 end})
  check.eq({stopped, seen}, {2, {{n, 1}, {n, 2}}})
  check.eq(select(2, linalg.cg(a, b, {maxtime = 0})), 1)
  check.raises_like("cg: b must be a vector of length 60", linalg.cg, a, {1, 2})
  check.raises_like("matvec returned nil at evaluation 1", linalg.cg, linalg.LinearOperator({n, n}, function() end), b)
  check.raises_like("oops", linalg.cg, linalg.LinearOperator({n, n}, function() error "oops" end), b)
end)

check.group("lsqr", function()
  local r = sparse.random(50, 30, 0.3, {rng = 5, format = "csr"})
  local b = pl.sin(pl.arange(50))
  local x, istop, itn, r1norm, r2norm, anorm, acond, arnorm, xnorm, var =
    linalg.lsqr(r, b, {atol = 1e-13, btol = 1e-13, calc_var = true})
  check.near(r.T:dot(r:dot(x) - b), pl.zeros(30), 1e-10)
  check.eq({istop, itn > 5, #var, r1norm == r2norm}, {2, true, 30, true})
  check.eq({anorm > 0, acond > 1, arnorm < 1e-8, xnorm > 0}, {true, true, true, true})
  check.near(r1norm, pl.sqrt(pl.sum((r:dot(x) - b) ^ 2)), 1e-12)
  check.eq(select("#", linalg.lsqr(r, b)), 9)
  local damped = linalg.lsqr(r, b, 1, {atol = 1e-14, btol = 1e-14})
  check.near(r.T:dot(r:dot(damped) - b) + damped, pl.zeros(30), 1e-10)
  check.eq(select(2, linalg.lsqr(r, b, {iter_lim = 2})), 7)
  check.eq(select(2, linalg.lsqr(r, b, {conlim = 1.5})), 3)
  check.near(linalg.lsqr(r, b, {x0 = x, atol = 1e-13, btol = 1e-13}), x, 1e-9)
  check.eq(select(2, linalg.lsqr(r, b, {callback = function() return "stop" end})), 9)
  check.eq(select(2, linalg.lsqr(r, b, {maxtime = 0})), 8)
  check.raises_like("lsqr: A must have rmatvec", linalg.lsqr, linalg.LinearOperator({2, 2}, function(v) return v end), {1, 2})
end)

check.group("LinearOperator", function()
  local r = sparse.csr_matrix{{1, 2, 0}, {0, pl.complex(0, 1), 3}}
  local f = linalg.LinearOperator({2, 3}, function(x) return r:dot(x) end,
    {rmatvec = function(y) return r.H:dot(y) end, dtype = "complex128"})
  local m = linalg.aslinearoperator(r)
  local x, y = pl.array{1, pl.complex(2, 1), 3}, pl.array{pl.complex(1, 1), 2}
  for _, o in ipairs{f, m} do
    check.eq(o.shape == {2, 3}, true)
    check.eq({o.dtype, o.H.shape == {3, 2}}, {"complex128", true})
    check.near(o:matvec(x), r:dot(x), 0)
    check.near(o:rmatvec(y), r.H:dot(y), 0)
    check.near(o:dot(x), r:dot(x), 0)
    check.near(o.H:matvec(y), r.H:dot(y), 0)
    check.near(o.T:matvec(y), r.T:dot(y), 0)
    check.near(o:adjoint():adjoint():matvec(x), r:dot(x), 0)
    check.near(o:transpose():transpose():matvec(x), r:dot(x), 0)
    check.near(o.T.H:matvec(x), r:conj():dot(x), 0)
    check.near(o:matmat(pl.stack({x, x}, 2)), pl.stack({r:dot(x), r:dot(x)}, 2), 0)
    check.near(o:rmatmat(pl.stack({y, y}, 2)), pl.stack({r.H:dot(y), r.H:dot(y)}, 2), 0)
  end
  local whole = linalg.LinearOperator({2, 2}, function(v) return v end, nil, function(X) return 5 * X end,
    {rmatmat = function(X) return 7 * X end})
  check.eq(whole:matmat{{1, 2}, {3, 4}} == pl.array{{5, 10}, {15, 20}}, true)
  check.eq(whole:rmatmat{{1}, {3}} == pl.array{{7}, {21}}, true)
  check.eq(linalg.aslinearoperator(whole) == whole, true)
  check.raises_like("must have rmatvec", whole.rmatvec, whole, {1, 2})
  check.raises_like("x must have 2 rows, got shape 3", whole.matvec, whole, {1, 2, 3})
  check.raises_like("shape must be two lengths", linalg.LinearOperator, {2}, function() end)
  check.raises_like("matvec returned a table of 3 entries", function()
    linalg.LinearOperator({2, 2}, function() return {1, 2, 3} end):matvec{1, 2}
  end)
end)

check.group("norm", function()
  local r = pl.array{{3, -4, 0}, {0, 5, 12}}
  for ord, value in pairs{fro = math.sqrt(194), [1] = 12, [-1] = 3} do
    check.near(linalg.norm(sparse.csr_matrix(r), ord), value, 1e-14)
  end
  check.near({linalg.norm(r), linalg.norm(r, math.huge), linalg.norm(r, -math.huge)}, {math.sqrt(194), 17, 7}, 1e-14)
  check.near(linalg.norm(r, nil, 2), {5, 13}, 1e-14)
  check.near(linalg.norm(r, 1, 1), {3, 9, 12}, 1e-14)
  check.near(linalg.norm(r, 3, 1), {3, 189 ^ (1 / 3), 12}, 1e-14)
  check.near(linalg.norm(r, {axis = {1, 2}}), math.sqrt(194), 1e-14)
  check.raises_like("ord must be 'fro', 1, %-1, 2, inf or %-inf, got 3", linalg.norm, r, 3)
end)

check.group("wrong use", function()
  check.raises_like("k must be from 1 to 60, got 61", linalg.eigsh, a, 61)
  check.raises_like("which must be", linalg.eigsh, a, 2, {which = "XX"})
  check.raises_like("A must be square", linalg.eigsh, pl.ones{2, 3})
  check.raises_like("A must", linalg.eigsh, "x")
  check.raises_like("ncv must be greater than k", linalg.eigsh, a, 5, {ncv = 5})
  check.raises_like("mode must be 'normal' without sigma", linalg.eigsh, a, 2, {mode = "cayley"})
  check.raises_like("OPinv must be given with sigma", linalg.eigsh, op, 2, {sigma = 1})
  check.raises_like("Minv must come with M", linalg.eigsh, a, 2, {Minv = a})
  check.raises_like("M must be of shape 60x60", linalg.eigsh, a, 2, {M = sparse.eye(3)})
  check.raises_like("v0 must be a vector of length 60", linalg.eigsh, a, 2, {v0 = {1, 2}})
  check.raises_like("unknown option 'maxiters'", linalg.eigsh, a, 2, {maxiters = 3})
  check.raises_like("A must give finite numbers", linalg.eigsh, a * (0 / 0), 2)
  check.raises_like("singular", linalg.eigsh, sparse.eye(4), 2, {sigma = 1})
  check.raises_like("k must be", linalg.svds, a, 0)
  check.raises_like("solver must be", linalg.svds, a, 2, {solver = "lobpcg"})
end)
