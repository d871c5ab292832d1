-- Random subscripts against NumPy, through Lua: tests/reference/array/index.txt (index.py says how it is written), read by a call,
-- in brackets and by get, and written by set and in brackets.
local check = require "check"
local pl = require "perilune"

local here = (...):match "^(.*)/stdlib/" or "tests"

local function lengths_of(text)
  local lengths = {}
  if text ~= "s" then
    for n in text:gmatch "%d+" do lengths[#lengths + 1] = tonumber(n) end
  end
  return lengths
end

-- One subscript as a Lua value; where there are several spellings, they take turns.
local turn = 0
local function subscript(text)
  turn = turn + 1
  local kind, rest = text:sub(1, 1), text:sub(2)
  if kind == "i" then return turn % 3 == 0 and rest or turn % 3 == 1 and rest + 0.0 or math.tointeger(rest) end
  if kind == "r" then
    local start, stop, step = rest:match "^(%-?%d*):(%-?%d*):?(%-?%d*)$"
    return turn % 2 == 0 and rest or pl.s(math.tointeger(start), math.tointeger(stop), math.tointeger(step))
  end
  if kind == "e" then return "..." end
  if kind == "n" then return turn % 2 == 0 and "+" or pl.newaxis end
  local shape, values = rest:match "^(.-)=(.*)$"
  local list = {}
  if kind == "M" then
    for bit in values:gmatch "[01]" do list[#list + 1] = bit == "1" end
  else
    for position in values:gmatch "%-?%d+" do list[#list + 1] = math.tointeger(position) end
  end
  local lengths = lengths_of(shape)
  if #lengths == 0 then return pl.array(list[1], kind == "M" and "bool" or "int64") end
  if #lengths == 1 and turn % 2 == 0 and #list > 0 then return list end
  return pl.array(list, kind == "M" and "bool" or turn % 4 == 1 and "float64" or "int64"):reshape(lengths)
end

local function flat(value)
  if type(value) == "userdata" then return value.ndim == 0 and {value:item()} or value:ravel():tolist() end
  return {value}
end
local function shape_text(value)
  if type(value) ~= "userdata" or value.ndim == 0 then return "s" end
  local lengths = {}
  for k = 1, value.ndim do lengths[k] = value.shape[k] end
  return table.concat(lengths, "x")
end
local function same(a, b)
  if #a ~= #b then return false end
  for i = 1, #a do
    if a[i] ~= b[i] then return false end
  end
  return true
end

local count = 0
for line in io.lines(here .. "/reference/array/index.txt") do
  count = count + 1
  local shape, subscripts, result = line:match "^(.-); (.-);%s*(.*)$"
  local lengths, list, size = lengths_of(shape), {}, 1
  for text in subscripts:gmatch "%S+" do list[#list + 1] = subscript(text) end
  for _, n in ipairs(lengths) do size = size * n end
  local function fresh()
    local a = pl.arange(size)
    return #lengths == 0 and pl.array(0) or a:reshape(lengths)
  end
  local function write_by_brackets(a) a[list] = -1 end
  local function write_by_set(a)
    local arguments = {table.unpack(list)}
    arguments[#list + 1] = -1
    a:set(table.unpack(arguments, 1, #list + 1))
  end
  local reads = {a = function(a) return a(table.unpack(list)) end, b = function(a) return a[list] end,
                 c = function(a) return a:get(table.unpack(list)) end}
  if result == "error" or result == "error;" then
    for _, read in pairs(reads) do check(not pcall(read, fresh()), line) end
    check(not pcall(write_by_brackets, fresh()), line)
    check(not pcall(write_by_set, fresh()), line)
  else
    local wanted_shape, elements = result:match "^(%S+);%s*(.*)$"
    local wanted, chosen = {}, {}
    for n in (elements or ""):gmatch "%d+" do
      wanted[#wanted + 1] = n + 0.0
      chosen[tonumber(n)] = true
    end
    wanted_shape = wanted_shape or result:gsub(";.*", "")
    for _, read in pairs(reads) do
      local ok, value = pcall(read, fresh())
      check(ok and shape_text(value) == wanted_shape and same(flat(value), wanted), line .. "\n  got " .. tostring(value))
    end
    local after = {}
    for i = 0, size - 1 do after[i + 1] = chosen[i] and -1.0 or i + 0.0 end
    for _, write in ipairs{write_by_brackets, #list > 0 and write_by_set or nil} do
      local a = fresh()
      local ok, message = pcall(write, a)
      check(ok and same(flat(a), after), line .. "\n  written: " .. tostring(ok and a or message))
    end
  end
end
check(count >= 1500, "every line was read")
