-- linalg.svdvals from Lua, and the signs of svd.
local pl = require "perilune"
local check = require "check"
local linalg = pl.linalg

check.group("values are those of svd", function()
  local a = pl.array{{1, 2, 0}, {0, 1, -1}}
  for _, m in ipairs{a, a.T, a:astype("float32"), a * pl.complex(1, 2)} do
    local U, s, Vt = linalg.svd(m)
    check.near(linalg.svdvals(m), s, m.dtype == "float32" and 1e-6 or 1e-15)
    check.eq(linalg.svdvals(m).dtype, s.dtype)
  end
  local stack = pl.array{{{1, 2}, {3, 4}}, {{0, 1}, {1, 0}}, {{2, 0}, {0, 2}}}
  check.near(linalg.svdvals(stack["::-1, ::-1, :"]), linalg.svdvals(stack)["::-1"], 1e-15)
  check.eq(linalg.svdvals(pl.zeros{2, 0, 4}).shape == {2, 0}, true)
  check.near(linalg.svdvals(pl.ones({2, 2}, {dtype = "int64"})), {2, 0}, 1e-15)
end)

check.group("svd shows the signs of NumPy 1.24", function()
  local U, s, Vt = linalg.svd{{1, 2}, {3, 4}}
  check.near(U, {{-0.40455358483375703, -0.9145142956773045}, {-0.9145142956773044, 0.4045535848337571}}, 1e-15)
  check.near(s, {5.464985704219043, 0.365966190626258}, 1e-15)
  check.near(Vt, {{-0.5760484367663209, -0.8174155604703632}, {0.8174155604703632, -0.5760484367663209}}, 1e-15)
end)

check.group("errors", function()
  check.raises("linalg.svdvals: a must be a matrix, got a vector of length 3 (float64)", linalg.svdvals, pl.zeros(3))
  check.raises("linalg.svdvals: a must contain finite numbers, got an infinity", linalg.svdvals, {{1, -1 / 0}})
  check.raises("linalg.svdvals: unknown option 'compute_uv'; it takes no options", linalg.svdvals, {{1}}, {compute_uv = true})
end)
