-- linalg against SciPy, over its options: tests/reference/linalg/linalg.lua (linalg.py says how it is written).
local check = require "check"
local pl = require "perilune"
local linalg = pl.linalg
local here = (...):match "^(.*)/stdlib/" or "tests"
local reference = dofile(here .. "/reference/linalg/linalg.lua")

-- Multiples of 1/4, as linalg.py makes them.
local function m(rows, columns, seed)
  local list = {}
  for i = 1, rows do
    list[i] = {}
    for j = 1, columns do list[i][j] = ((i * 37 + j * 101 + i * j * 17 + i * i * j * 5 + seed * 13) % 29 - 14) / 4 end
  end
  return pl.array(list)
end
local function z(rows, columns, seed) return m(rows, columns, seed) + m(rows, columns, seed + 5) * pl.complex(0, 1) end
local function H_of(a) return pl.conj(a.T) end

-- The worst difference, relative to the largest expected element; 1e-12 is some thousand roundings, which the condition
-- numbers (up to 100) and the sizes here account for.
local used = {}
local function same(name, value, tolerance)
  local expected = assert(reference[name], name)
  used[name] = true
  tolerance = tolerance or 1e-12
  local v = type(value) == "number" and pl.array(value) or value
  if type(v) == "userdata" and not pcall(function() return v.shape end) then v = pl.array(v) end
  check.eq(v.shape == expected.shape, true, name .. ": shape " .. tostring(v.shape))
  if not (v.shape == expected.shape) then return end
  local flat, scale = v:flatten(), 1
  for k, x in ipairs(expected.re) do
    local size = math.abs(x) + math.abs(expected.im and expected.im[k] or 0)
    if size < math.huge then scale = math.max(scale, size) end
  end
  local re, im = flat.real, flat.imag
  for k, x in ipairs(expected.re) do
    check.near(re[k], x, tolerance * scale / math.max(1, math.abs(x)), name .. " " .. k)
    check.near(im[k], expected.im and expected.im[k] or 0, tolerance * scale, name .. " imag " .. k)
  end
end

local A, B, Z = m(5, 5, 1), m(5, 2, 2), z(4, 4, 3)
local S, H = A + A.T, Z + H_of(Z)
local P, HP = A:dot(A.T) + 5 * pl.eye(5), Z:dot(H_of(Z)) + 4 * pl.eye(4)
local T = pl.tril(A) + 6 * pl.eye(5)
local stack = pl.stack{A, S, P}

check.group("solve", function()
  same("solve", linalg.solve(A, B))
  same("solve", linalg.solve(A, B, {assume_a = "gen"}))
  same("solve vector", linalg.solve(A, B(":", 1)))
  same("solve transposed", linalg.solve(A, B, {transposed = true}))
  same("solve sym upper", linalg.solve(pl.triu(S) - 3 * pl.tril(A, -1), B, {assume_a = "sym"}))
  same("solve sym lower", linalg.solve(pl.tril(S) - 3 * pl.triu(A, 1), B, {assume_a = "symmetric", lower = true}))
  same("solve sym lower", linalg.solve((pl.tril(S) - 3 * pl.triu(A, 1)).T, B, {assume_a = "sym", transposed = true}))
  same("solve sym complex", linalg.solve(Z + Z.T, Z(":", 1), {assume_a = "sym"}))
  same("solve her", linalg.solve(H, Z(":", "1:2"), {assume_a = "her"}))
  same("solve her", linalg.solve(H.T, Z(":", "1:2"), {assume_a = "hermitian", transposed = true, lower = true}))
  same("solve pos", linalg.solve(P, B, {assume_a = "pos"}))
  same("solve pos complex", linalg.solve(HP, Z(":", 2), {assume_a = "positive definite", lower = true}))
  same("solve pos complex", linalg.solve(HP.T:copy(), Z(":", 2), {assume_a = "pos", transposed = true}))
  for trans = 0, 2 do
    same("triangular " .. trans, linalg.solve_triangular(T, B, trans, true))
    same("triangular " .. trans, linalg.solve_triangular(T.T:copy().T, B, {trans = ({"N", "T", "C"})[trans + 1], lower = true}))
    local C = pl.triu(Z) + 4 * pl.eye(4)
    same("triangular complex " .. trans, linalg.solve_triangular(C, Z(":", 1), trans))
    same("triangular complex " .. trans, linalg.solve_triangular(C.T:copy().T, Z(":", 1), trans))
  end
  same("triangular unit", linalg.solve_triangular(T, B, {lower = true, unit_diagonal = true}))
  same("inv", linalg.inv(A))
  same("inv", linalg.inv(A.T).T)
  same("inv complex", linalg.inv(Z))
end)

check.group("determinants", function()
  same("det", linalg.det(A))
  same("det complex", linalg.det(Z))
  same("det stack", linalg.det(stack))
  same("slogdet", pl.array{linalg.slogdet(A)})
  local sign, log = linalg.slogdet(Z)
  same("slogdet complex sign", sign)
  same("slogdet complex log", log)
end)

check.group("lu and cholesky", function()
  local p, l, u = linalg.lu(m(5, 3, 4))
  same("lu p", p) same("lu l", l) same("lu u", u)
  same("lu permuted", (linalg.lu(m(3, 5, 4), {permute_l = true})))
  local q, l2, u2 = linalg.lu(m(5, 3, 4), {p_indices = true})
  check.near(l2(q, ":"):dot(u2), m(5, 3, 4), 1e-15)
  local f = linalg.lu_factor(A)
  same("lu_factor lu", f.lu) same("lu_factor piv", f.piv)
  for trans = 0, 2 do same("lu_solve " .. trans, linalg.lu_solve(linalg.lu_factor(Z), Z(":", 1), trans)) end
  same("cholesky", linalg.cholesky(P))
  same("cholesky lower", linalg.cholesky(HP, true))
  local c = linalg.cho_factor(P, {lower = true})
  same("cho_factor", c.c)
  check.eq({c.lower, c[2], #c}, {true, true, 2})
  same("cho_solve", linalg.cho_solve(linalg.cho_factor(HP), Z(":", "1:2")))
  same("cho_solve", linalg.cho_solve({linalg.cholesky(HP, true), true}, Z(":", "1:2")))
end)

check.group("qr", function()
  for _, shape in ipairs{{5, 3}, {3, 5}} do
    local name, a = shape[1] .. "x" .. shape[2], m(shape[1], shape[2], 6)
    local Q, R = linalg.qr(a)
    same("qr Q " .. name, Q) same("qr R " .. name, R)
    Q, R = linalg.qr(z(shape[1], shape[2], 6), {mode = "economic"})
    same("qr economic Q " .. name, Q) same("qr economic R " .. name, R)
    local P
    Q, R, P = linalg.qr(a, {pivoting = true})
    same("qr pivoted Q " .. name, Q) same("qr pivoted R " .. name, R) same("qr pivoted P " .. name, P)
    same("qr r " .. name, linalg.qr(a, {mode = "r"}))
    local raw, tau, R3 = linalg.qr(a, {mode = "raw"})
    same("qr raw " .. name, raw) same("qr raw tau " .. name, tau) same("qr raw R " .. name, R3)
    check.eq({select("#", linalg.qr(a, {mode = "r"})), select("#", linalg.qr(a, {mode = "raw", pivoting = true}))}, {1, 4})
  end
end)

check.group("eigenvalues", function()
  for _, driver in ipairs{"ev", "evd", "evr", "evx"} do
    same("eigvalsh", linalg.eigvalsh(S, {driver = driver}))
    same("eigvalsh complex", linalg.eigvalsh(H, {driver = driver}))
    same("eigvalsh upper", linalg.eigvalsh(A, {lower = false, driver = driver}))
    same("eigvalsh lower", linalg.eigvalsh(A, {driver = driver}))
    same("eigvalsh lower", linalg.eigvalsh(A.T, {lower = false, driver = driver}))
  end
  same("eigvalsh", linalg.eigvalsh(S))
  for type = 1, 3 do
    for _, driver in ipairs{"gv", "gvd", "gvx"} do
      same("eigvalsh type " .. type, linalg.eigvalsh(S, P, {type = type, driver = driver}))
      same("eigvalsh complex type " .. type, linalg.eigvalsh(H, HP, {type = type, driver = driver}))
    end
  end
  for _, driver in ipairs{"evr", "evx"} do
    same("eigvalsh index", linalg.eigvalsh(S, {subset_by_index = {2, 4}, driver = driver}))
    same("eigvalsh index", linalg.eigvalsh(S, {subset_by_index = {-4, -2}, driver = driver}))
    same("eigvalsh value", linalg.eigvalsh(S, {subset_by_value = {-4, 3}, driver = driver}))
  end
  same("eigvalsh b value", linalg.eigvalsh(S, P, {subset_by_value = {-math.huge, 0.1}}))
  local function sorted(w) return pl.sort(w) end
  same("eigvals", sorted(linalg.eigvals(A)))
  same("eigvals complex", sorted(linalg.eigvals(Z)))
  same("eigvals b", sorted(linalg.eigvals(A, S)), 1e-11)
end)

check.group("least squares", function()
  local O, y = m(6, 3, 7), m(6, 2, 8)
  local D = pl.outer(m(6, 1, 1):flatten(), m(1, 3, 2):flatten())
  for _, driver in ipairs{"gelsd", "gelsy", "gelss"} do
    for name, ab in pairs{tall = {O, y}, wide = {O.T, m(3, 2, 8)}, deficient = {D, y}, vector = {O, y(":", 1)}} do
      local x, res, rank, s = linalg.lstsq(ab[1], ab[2], {lapack_driver = driver})
      local case = "lstsq " .. driver .. " " .. name
      same(case .. " x", x) same(case .. " res", res) same(case .. " rank", rank)
      if driver == "gelsy" then check.eq(s, nil) else same(case .. " s", s) end
    end
  end
  same("lstsq cond", (linalg.lstsq(O, y, {cond = 0.5})))
  same("lstsq cond", (linalg.lstsq(O, y, 0.5)))
  same("lstsq complex", (linalg.lstsq(z(6, 3, 7), z(6, 1, 8))))
  same("pinv", linalg.pinv(O))
  same("pinv complex", linalg.pinv(z(3, 5, 2)))
  same("pinv rtol", linalg.pinv(O, {rtol = 0.5}))
  same("pinv atol", linalg.pinv(O, {atol = 5}))
  same("pinvh", linalg.pinvh(S))
  same("pinvh", linalg.pinvh(pl.triu(S), {lower = false}))
  same("pinvh deficient", linalg.pinvh(pl.outer(A[1], A[1])))
  check.eq(select(2, linalg.pinv(O, {return_rank = true})), 3)
  check.eq(select(2, linalg.pinvh(pl.outer(A[1], A[1]), {return_rank = true})), 1)
end)

check.group("norms", function()
  local v, w, O = m(1, 7, 3)[1], z(1, 6, 4)[1], m(6, 3, 7)
  for _, order in ipairs{false, 0, 1, 2, 3, -1, 0.5, math.huge, -math.huge} do
    local name = not order and "None" or tostring(order)
    same("norm vector " .. name, linalg.norm(v, order or nil))
    same("norm complex vector " .. name, linalg.norm(w, order or nil))
    same("norm vector " .. name, linalg.norm(pl.stack{v, v}, {ord = order or nil, axis = 2})[1])
  end
  for _, order in ipairs{false, 1, -1, 2, -2, math.huge, -math.huge, "fro", "nuc"} do
    local name = not order and "None" or tostring(order)
    same("norm matrix " .. name, linalg.norm(O, order or nil))
    same("norm complex matrix " .. name, linalg.norm(Z, order or nil))
    same("norm stack " .. name, linalg.norm(stack, {ord = order or nil, axis = {1, 3}, keepdims = true}))
    same("cond " .. name, linalg.cond(A, order or nil))
  end
  same("norm matrix inf", linalg.norm(O, "inf"))
  same("cond tall", linalg.cond(O))
  same("rank", linalg.matrix_rank(pl.stack{A, pl.ones{5, 5}, pl.zeros{5, 5}}))
  same("rank tol", linalg.matrix_rank(O, 5))
end)

check.group("functions", function()
  same("expm", linalg.expm(A), 1e-11)
  same("expm small", linalg.expm(A / 100))
  same("expm half", linalg.expm(A / 16))
  same("expm one", linalg.expm(A / 8))
  same("expm two", linalg.expm(A / 4))
  same("expm large", linalg.expm(-20 * P / 5))
  same("expm complex", linalg.expm(Z), 1e-11)
  same("expm triangular", linalg.expm(T / 2))
  same("matrix_power", linalg.matrix_power(A, 7))
  same("matrix_power inverse", linalg.matrix_power(A, -3))
  same("multi_dot", linalg.multi_dot{m(4, 2, 1), m(2, 7, 2), m(7, 3, 3), m(3, 5, 4)})
  local v = m(1, 7, 3)[1]
  same("multi_dot vectors", linalg.multi_dot{v "1:4", m(4, 2, 1), m(2, 3, 2), v "1:3"})
  local K = pl.array{{1, 2, 0, 0}, {0, 3, 0, 0}, {1e3, 2e-3, 4, 5e3}, {0, 1e-4, 6e-3, 7}}
  for _, permute in ipairs{true, false} do
    for _, scale in ipairs{true, false} do
      local name = ("balance %s %s "):format(permute, scale)
      local b, t = linalg.matrix_balance(K, {permute = permute, scale = scale})
      same(name .. "B", b, 0) same(name .. "T", t, 0)
      local b2, scaling, perm = linalg.matrix_balance(K, permute, scale, true)
      same(name .. "B", b2, 0) same(name .. "scaling", scaling, 0) same(name .. "perm", perm, 0)
    end
  end
end)

for name in pairs(reference) do check(used[name], "never compared: " .. name) end
