-- linalg.svd from Lua: results, options, dtypes, stacks, odd shapes, errors. The numerics are tested with the kernel.
local check = require "check"
local pl = require "perilune"
local linalg = pl.linalg

-- U * diag(s) * Vt, with the thin factors.
local function product(U, s, Vt) return pl.matmul(U * s, Vt) end

check.group("factors", function()
  local a = pl.array{{2, 0, 1}, {0, 3, 0}}
  local U, s, Vt = linalg.svd(a)
  check.eq({U.shape[1], U.shape[2], #s, Vt.shape[1], Vt.shape[2]}, {2, 2, 2, 3, 3})
  check.near(s, {3, math.sqrt(5)}, 1e-15)
  check.near(pl.matmul(U, U.T), {{1, 0}, {0, 1}}, 1e-15)
  check.near(product(U, s, Vt["1:2, :"]), a, 1e-15)
  check.eq(select("#", linalg.svd(a)), 3)
end)

check.group("options", function()
  local a = pl.array{{2, 0, 1}, {0, 3, 0}}
  for _, driver in ipairs{"gesdd", "gesvd", "GESVD"} do
    local U, s, Vt = linalg.svd(a, {full_matrices = false, lapack_driver = driver})
    check.eq(Vt.shape == {2, 3}, true)
    check.near(product(U, s, Vt), a, 1e-15)
  end
  check.eq(select("#", linalg.svd(a, {compute_uv = false})), 1)
  check.near(linalg.svd(a, {compute_uv = false}), {3, math.sqrt(5)}, 1e-15)
  check.near(linalg.svd(a, true, false), {3, math.sqrt(5)}, 1e-15)
  check.near(linalg.svd(a, nil, false), {3, math.sqrt(5)}, 1e-15)
  check.near((select(2, linalg.svd{{2, 0, 1}, {0, 3, 0}})), {3, math.sqrt(5)}, 1e-15, "a nested table")
end)

check.group("dtypes", function()
  for from, to in pairs{float64 = "float64", float32 = "float32", int64 = "float64", int32 = "float64",
                        uint8 = "float64", bool = "float64"} do
    local U, s, Vt = linalg.svd(pl.array({{1, 0}, {0, 1}}):astype(from))
    check.eq({U.dtype, s.dtype, Vt.dtype}, {to, to, to}, from)
  end
  for from, real in pairs{complex128 = "float64", complex64 = "float32"} do
    local a = pl.array({{pl.complex(0, 2), 0}, {0, 1}}, from)
    local U, s, Vt = linalg.svd(a)
    check.eq({U.dtype, s.dtype, Vt.dtype}, {from, real, from})
    check.near(s, {2, 1}, 1e-6)
    check.near(product(U, s, Vt).imag, {{2, 0}, {0, 0}}, 1e-6)
  end
end)

check.group("shapes", function()
  local stack = pl.array{{{3, 0}, {0, 4}}, {{1, 0}, {0, 0}}}
  local U, s, Vt = linalg.svd(stack)
  check.eq({U.shape == {2, 2, 2}, Vt.shape == {2, 2, 2}}, {true, true})
  check.near(s, {{4, 3}, {1, 0}}, 1e-15)
  check.near(linalg.svd(stack["::-1"], {compute_uv = false}), {{1, 0}, {4, 3}}, 1e-15, "negative strides")
  check.near(linalg.svd(pl.array{{1, 9, 2}, {3, 9, 4}}[":, ::2"], {compute_uv = false}),
             linalg.svd({{1, 2}, {3, 4}}, {compute_uv = false}), 0, "a strided view")
  local U0, s0, Vt0 = linalg.svd(pl.zeros{0, 3})
  check.eq({U0.shape == {0, 0}, #s0, Vt0.shape == {3, 3}}, {true, 0, true})
end)

check.group("errors", function()
  check.raises("linalg.svd: argument a is missing\n    usage: U, s, Vt = linalg.svd(a, [full_matrices = true], " ..
               "[compute_uv = true], {lapack_driver = \"gesdd\"})", linalg.svd)
  check.raises("linalg.svd: a must be a matrix, got a vector of length 3 (float64)", linalg.svd, pl.zeros(3))
  check.raises("linalg.svd: a must be a matrix, got 'x'", linalg.svd, "x")
  check.raises("linalg.svd: full_matrices must be true or false, got 1", linalg.svd, {{1}}, 1)
  check.raises("linalg.svd: compute_uv must be true or false, got 'no'", linalg.svd, {{1}}, {compute_uv = "no"})
  check.raises("linalg.svd: lapack_driver must be 'gesdd' or 'gesvd', got 'gesv' (did you mean 'gesvd'?)",
               linalg.svd, {{1}}, {lapack_driver = "gesv"})
  check.raises("linalg.svd: unknown option 'full_matrix' (did you mean 'full_matrices'?)",
               linalg.svd, {{1}}, {full_matrix = true})
  check.raises("linalg.svd: a must contain finite numbers, got nan", linalg.svd, {{0 / 0}})
  check.raises("linalg.svd: a must contain finite numbers, got an infinity", linalg.svd, {{math.huge}})
end)
