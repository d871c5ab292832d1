-- Matrices from applications (the Harwell-Boeing collection in Matrix Market files), where they lie beside the sources:
-- PERILUNE_DATA or ../shared/data, folder matrices. Residuals, scaled by norms and precision.
local check = require "check"
local pl = require "perilune"
local linalg = pl.linalg
local directory = (os.getenv "PERILUNE_DATA" or "../shared/data") .. "/matrices/"
local eps = 2.0 ^ -52

local function read(name)
  local file = io.open(directory .. name .. ".mtx")
  if not file then return nil end
  local head = file:read "l"
  local line = file:read "l"
  while line:sub(1, 1) == "%" do line = file:read "l" end
  local size = {}
  for n in line:gmatch "%S+" do size[#size + 1] = tonumber(n) end
  local a = pl.zeros({size[1], size[2]}, {dtype = head:find "complex" and "complex128" or "float64"})
  if head:find " array " then
    for j = 1, size[2] do for i = 1, size[1] do a:set(i, j, file:read "n") end end
  else
    for _ = 1, size[3] do
      local i, j, x = file:read("n", "n")
      if head:find "pattern" then x = 1 else x = file:read "n" end
      if head:find "complex" then x = pl.complex(x, file:read "n") end
      a:set(i, j, x)
      if head:find " symmetric" and i ~= j then a:set(j, i, x) end
    end
  end
  file:close()
  return a, head
end

local function largest(a) return pl.abs(a):max() end
local kept = pl.warnings "ignore"

for _, name in ipairs{"bcsstk01", "can___24", "west0067", "jpwh_991", "young1c", "1138_bus"} do
  local a, head = read(name)
  if a then
    check.group(name, function()
      local n = a.shape[1]
      local b = pl.arange(1, n + 1) / n
      if name ~= "can___24" then  -- a pattern, which is singular
        for _, transposed in ipairs{false, true} do
          local x = linalg.solve(a, b, {transposed = transposed})
          local m = transposed and a.T or a
          check(largest(m:dot(x) - b) <= 10 * n * eps * linalg.norm(a, math.huge) * math.max(largest(x), 1), "solve")
        end
      end
      if head:find "symmetric" and not head:find "complex" and n <= 1000 then
        local w, v = linalg.eigh(a)
        check(largest(a:dot(v) - v * w) <= 10 * n * eps * linalg.norm(a), "eigh")
        check.near(w:sum() / linalg.norm(a), pl.diag(a):sum() / linalg.norm(a), 10 * n * eps)
      end
      if n <= 100 then
        local w, v = linalg.eig(a)
        check(largest(a:dot(v) - v * w) <= 10 * n * eps * linalg.norm(a), "eig")
      end
      local s = linalg.svdvals(a)
      check.near(linalg.norm(s) / linalg.norm(a), 1, 10 * n * eps, "the sum of squares of the singular values")
    end)
  end
end

local a, b = read "well1033", read "well1033_rhs1"
if a and b then
  check.group("well1033", function()
    for _, driver in ipairs{"gelsd", "gelsy", "gelss"} do
      local x, _, rank = linalg.lstsq(a, b:flatten(), {lapack_driver = driver})
      check.eq(rank, 320)
      check(largest(a.T:dot(a:dot(x) - b:flatten())) <= 1e-10 * linalg.norm(a) * linalg.norm(b), driver)
    end
  end)
end
pl.warnings(kept or "ignore")
check(true)  -- nothing is to be checked without the files
