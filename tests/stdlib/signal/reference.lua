-- Every function and option against SciPy: tests/reference/signal/signal_calls.lua, written by signal_calls.py beside it.
local pl = require "perilune"
local check = require "check"

local here = (...):match "^(.*)/stdlib/" or "tests"
local reference = dofile(here .. "/reference/signal/signal_calls.lua")
local environment = setmetatable({pl = pl, signal = pl.signal}, {__index = _G})

local function flat(value)
  if type(value) == "number" then return {value}, {} end
  local list, shape = {}, {}
  for i = 1, value.ndim do shape[i] = value.shape[i] end
  local line = value:ravel()
  if line.dtype:find "complex" then
    local re, im = line.real:tolist(), line.imag:tolist()
    for i = 1, #re do list[2 * i - 1], list[2 * i] = re[i], im[i] end
  else
    list = line:astype("float64"):tolist()
  end
  return list, shape
end

-- The largest difference relative to the largest value.
local function compare(list, expected, tolerance)
  if #list ~= #expected then return ("%d values, expected %d"):format(#list, #expected) end
  local size, worst, at = 1, 0, 0
  for _, e in ipairs(expected) do size = math.max(size, math.abs(e)) end
  for i, e in ipairs(expected) do
    local difference = math.abs(list[i] - e)
    if not (difference <= worst) then worst, at = difference, i end
  end
  if worst <= tolerance * size then return nil end
  return ("value %d is %.17g, expected %.17g"):format(at, list[at], expected[at])
end

local count = 0
for _, case in ipairs(reference.cases) do
  local code, tolerance, expected = table.unpack(case)
  check.group(code, function()
    local results = table.pack(assert(load(reference.setup .. "return " .. code, "case", "t", environment))())
    check.eq(results.n, #expected)
    for i = 1, #expected do
      local list, shape = flat(results[i])
      check.eq(shape, expected[i][1])
      local problem = compare(list, expected[i][2], tolerance)
      check(not problem, problem)
    end
  end)
  count = count + 1
end
check(count > 500, "cases")
