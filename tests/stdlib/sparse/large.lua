-- labels: slow
-- A matrix of 100,000 x 50,000 with 20 million values: what it takes.
local check = require "check"
local pl = require "perilune"
local sparse = pl.sparse

local function used()
  collectgarbage()
  collectgarbage()
  return pl.budget().bytes_used
end

check.group("20 million values hold in 250 MB", function()
  local n, before = 20000000, used()
  local matrix
  do
    local columns = pl.arange(n, {dtype = "int32"})
    pl.remainder(columns, 50000, {out = columns})
    columns:add_(1)
    matrix = sparse.csr_matrix{data = pl.ones(n), indices = columns, indptr = pl.arange(1, n + 2, 200), shape = {100000, 50000}}
  end
  local bytes = used() - before
  check(bytes < 250e6, ("%.1f MB"):format(bytes / 1e6))
  check(bytes >= n * 12, "8 bytes a value, 4 a position")
  check.eq(matrix:dot(pl.ones(50000)):sum(), 2e7)
end)
