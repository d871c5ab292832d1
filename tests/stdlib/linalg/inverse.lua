local pl = require "perilune"
local check = require "check"
local linalg = pl.linalg

check.group("inverses of all small sizes", function()
  local rng = pl.random.default_rng(7)
  for n = 1, 20 do
    local a = rng:standard_normal{n, n}
    a = a + n * pl.eye(n)(pl.arange(n, 0, -1), ":")  -- its pivots lie on the other diagonal
    local unit = pl.eye(n)
    for _, m in ipairs{a, a.T, pl.array(a, {dtype = "float32"}), a * pl.complex(0.6, 0.8), a("::-1", "::-1")} do
      local bound = m.dtype == "float32" and 1e-4 or 1e-12
      check.near(linalg.norm(linalg.inv(m):matmul(m) - unit), 0, bound, "inverse times a, " .. n .. " " .. m.dtype)
      check.near(linalg.norm(m:matmul(linalg.inv(m)) - unit), 0, bound, "a times inverse, " .. n .. " " .. m.dtype)
    end
  end
  local stack = rng:standard_normal{3, 10, 10}
  for i = 1, 3 do check.eq(linalg.inv(stack)[i], linalg.inv(stack[i])) end
  local before = pl.warnings("error")
  local graded = pl.eye(10)
  graded[{10, 10}] = 1e-20
  check.raises_like("ill%-conditioned", linalg.inv, graded)
  pl.warnings(before)
end)

check.group("exponentials of all norms", function()
  local rng = pl.random.default_rng(8)
  for _, n in ipairs{2, 7, 40} do
    local s = rng:standard_normal{n, n}
    s = s + s.T
    local w, v = linalg.eigh(s)
    for _, scale in ipairs{1e-9, 1e-3, 0.02, 0.1, 0.3, 1, 3} do
      local exact = (v * pl.exp(scale * w)):matmul(v.T)
      local result = linalg.expm(scale * s)
      check.near(linalg.norm(result - exact) / linalg.norm(exact), 0, 1e-12, n .. " times " .. scale)
    end
    -- A large nilpotent part: norms of powers fall quickly, and halving for a's own norm would cost accuracy.
    local t = pl.triu(rng:standard_normal{n, n}, 1) * 1e4 + pl.eye(n)
    check.near(linalg.norm(linalg.expm(t):matmul(linalg.expm(-t)) - pl.eye(n)) / linalg.norm(linalg.expm(t)) / linalg.norm(linalg.expm(-t)), 0, 1e-14)
  end
end)
