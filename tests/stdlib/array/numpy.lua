-- Array operations over dtypes, layouts and options, against NumPy's values: walks tests/reference/array/product.npz, which
-- product.py beside it describes and writes. Each case is a Lua expression; what fails is shown as that.
local check = require "check"
local pl = require "perilune"

local here = (...):match "^(.*)/stdlib/" or "tests"
local data = pl.io.load(here .. "/reference/array/product.npz")

local layouts = {
  all = function(a) return a end,
  vec = function(a) return a["1:12"] end,
  mat = function(a) return a["1:12"]:reshape(3, 4) end,
  tra = function(a) return a["1:12"]:reshape(4, 3).T end,
  str = function(a) return a["::2"] end,
  neg = function(a) return a["12:1:-1"] end,
  row = function(a) return a["1:4"] end,
  tri = function(a) return a["5:7"] end,
  col = function(a) return a["5:7"]:reshape(3, 1) end,
  bro = function(a) return pl.broadcast_to(a["1:4"], {3, 4}) end,
  emp = function(a) return a["2:1"]:reshape(0, 3) end,
  per = function(a) return a:reshape(2, 3, 4):transpose(3, 1, 2) end,
  blk = function(a) return a:reshape(4, 6)["2:3, ::-2"] end,
}
local names = {f8 = "float64", f4 = "float32", c16 = "complex128", c8 = "complex64", i8 = "int64", i4 = "int32", u1 = "uint8",
               b1 = "bool"}

-- What the expressions see. Operands are made when they are first named, and must never change.
local env = {pl = pl}
setmetatable(env, {__index = function(_, name)
  local which, code, layout = name:match "^(%l)_(%l%d+)_(%l+)$"
  local a = layouts[layout](data[which .. "_" .. code])
  env[name] = a
  return a
end})
-- A layout of a copy of p_<code>, after `change` has written to it.
function env.write(code, layout, change)
  local a = layouts[layout](data["p_" .. code]:copy())
  change(a)
  return a
end

local pools, at = {}, {}
for code in pairs(names) do pools[code], at[code] = data["pool_" .. code]:tolist(), 0 end

local function same(a, b)
  return a == b and (a ~= 0 or math.type(a) == "integer" or 1 / a == 1 / b) or a ~= a and b ~= b
end
local function same_value(a, b, code)
  if code == "c16" or code == "c8" then return same(a.real, b.real) and same(a.imag, b.imag) end
  return math.type(a) == math.type(b) and same(a, b)
end
-- A few units in the last place: of the modulus for complex numbers, which NumPy computes by other formulas.
local tolerance = {f8 = 8e-15, c16 = 2e-14, f4 = 1e-6, c8 = 2e-6}
local function near(a, b, code)
  if same_value(a, b, code) then return true end
  if code == "f8" or code == "f4" then return math.abs(a - b) <= tolerance[code] * math.max(math.abs(b), 1e-3) end
  local difference = a - b
  if difference ~= difference then return a.real ~= a.real and b.real ~= b.real end
  return difference:abs() <= tolerance[code] * math.max(b:abs(), 1e-3)
end

local function show(value, code)
  return (code == "c16" or code == "c8") and tostring(value) or check.show(value)
end

-- nil when the value is what the next elements of the pool say.
local function fault(value, code, shape, agree)
  local pool, from = pools[code], at[code]
  local list, n
  if shape == "-" then
    n, list = 1, {value}
    at[code] = from + 1
    if type(value) == "userdata" and not (code == "c16" or code == "c8") or pcall(function() return value.ndim end) and
       type(value) == "userdata" then
      return "a Lua value expected, got " .. tostring(value)
    end
  else
    n = 1
    for length in shape:gmatch "%d+" do n = n * tonumber(length) end
    at[code] = from + n
    local lengths = {}
    if type(value) ~= "userdata" then return "an array expected, got " .. tostring(value) end
    for k = 1, value.ndim do lengths[k] = value.shape[k] end
    lengths = table.concat(lengths, "x")
    if lengths ~= shape or value.dtype ~= names[code] then
      return ("is %s of shape %s, expected %s of shape %s"):format(value.dtype, lengths, names[code], shape)
    end
    list = value.ndim == 0 and {value:item()} or value:ravel():tolist()
  end
  for i = 1, n do
    if not agree(list[i], pool[from + i], code) then
      return ("element %d is %s, expected %s"):format(i, show(list[i], code), show(pool[from + i], code))
    end
  end
end

local function matches(message, pattern)
  for word in pattern:gmatch "[^|]+" do
    if message:find(word, 1, true) then return true end
  end
  return false
end

local bytes, text = data.cases:tolist(), {}
for i = 1, #bytes, 4096 do text[#text + 1] = string.char(table.unpack(bytes, i, math.min(i + 4095, #bytes))) end

local count = 0
for line in table.concat(text):gmatch "[^\n]+" do
  local kind, expected, source = line:match "^(.)\t(.-)\t(.*)$"
  count = count + 1
  local results = table.pack(pcall(assert(load("return " .. source, "=case", "t", env))))
  if kind == "!" then
    check(not results[1] and matches(tostring(results[2]), expected),
          ("%s: %s, expected an error of %s"):format(source, tostring(results[2]), expected))
  else
    local place, problem = 1, not results[1] and "raised " .. tostring(results[2]) or nil
    for code, shape in expected:gmatch "(%w+):(%S*)" do
      place = place + 1
      -- Every pool moves on, also where a case fails.
      local wrong = fault(results[1] and results[place], code, shape, kind == "~" and near or same_value)
      problem = problem or wrong
    end
    if not problem and results.n ~= place then problem = "gives " .. results.n - 1 .. " values, expected " .. place - 1 end
    check(not problem, problem and source .. ": " .. problem)
  end
end
check(count > 12000, "all cases were read")
for code, pool in pairs(pools) do check.eq(at[code], #pool, "every element of pool " .. code .. " was compared") end
