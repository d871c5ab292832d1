-- For tests/stdlib/array: a file says which functions of pl and which members of arrays it covers, and must then use every one
-- of them, and every argument and option of every function; catalogue.lua sees to it that each has a file.
--
--   local family = require "family"
--   local pl = family.covers [[zeros full array:fill array.shape]]   -- stands for pl, and keeps count
--   family.is(pl.zeros(2), {0, 0})                                   -- dtype, shape and every element
--   family.told("pl.zeros: a length …", "pl.zeros(-1)")              -- the whole message of a piece of Lua
--   family.finish()
local check = require "check"
local real = require "perilune"

local family = {dtypes = {"float64", "float32", "complex128", "complex64", "int64", "int32", "uint8", "bool"}}

local covered, used = {}, {}

-- What help prints about a function, or nil.
function family.help(name)
  local lines, shown = {}, print
  rawset(_G, "print", function(...) lines[#lines + 1] = table.concat({...}, "\t") end)
  local ok, message = pcall(real.help, name)
  rawset(_G, "print", shown)
  if not ok then error(message) end
  return table.concat(lines, "\n")
end

-- The names of the arguments in their order, then those of the options, and other names of either.
function family.arguments(name)
  local text = family.help(name)
  local signature = text:match "^(.-)\n\n":gsub("\n%s*", " ")
  local inside = signature:match "%((.*)%)$" or signature:match "%((.*)%)" or ""
  local places, options = {}, {}
  local front, table_part = inside:match "^(.-),?%s*{(.*)}$"
  for item in (front or inside):gsub("%b\"\"", ""):gmatch "[^,]+" do
    places[#places + 1] = item:match "([%a_][%w_]*)" or "..."
  end
  for item in (table_part or ""):gsub("%b\"\"", ""):gmatch "[^,]+" do options[#options + 1] = item:match "[%a_][%w_]*" end
  for names in text:gsub("\n%s*", " "):gmatch "; also named ([%w_, ]+)" do
    for other in names:match "^[%a_][%w_]*[%w_, ]*":gmatch "[%a_][%w_]*" do
      options[#options + 1] = other
      break
    end
  end
  return places, options
end

local function note(name, ...)
  local seen = used[name] or {}
  used[name] = seen
  local n = select("#", ...)
  for i = 1, n do
    local value = select(i, ...)
    if value ~= nil then seen[i] = true end
    if i == n and type(value) == "table" and not getmetatable(value) and #value == 0 then
      for key in pairs(value) do seen[key] = true end
    end
  end
end

local function watched(name, f)
  return function(...)
    note(name, ...)
    return f(...)
  end
end

function family.covers(text)
  for name in text:gmatch "%S+" do covered[#covered + 1] = name end
  local made = {}
  return setmetatable({}, {__index = function(_, name)
    local value = real[name]
    if type(value) ~= "function" then return value end
    made[name] = made[name] or watched(name, value)
    return made[name]
  end})
end

-- What the file said that it covers, it must have called: with every argument and every option.
function family.finish()
  local source = assert(io.open(debug.getinfo(2, "S").source:sub(2))):read "a"
  for _, name in ipairs(covered) do
    local member = name:match "^%l+[:.]([%a_][%w_]*)$"
    if member then
      check(source:find("[:.]" .. member .. "%f[^%w_]"), name .. " is used")
    elseif type(real[name]) ~= "function" then
      check(source:find("pl%." .. name .. "%f[^%w_]"), "pl." .. name .. " is used")
    elseif check(used[name], "pl." .. name .. " is called") then
      local places, options = family.arguments("pl." .. name)
      for i, place in ipairs(places) do
        check(used[name][i] or used[name][place], ("pl.%s is called with %s"):format(name, place))
      end
      for _, option in ipairs(options) do
        check(used[name][option], ("pl.%s is called with the option %s"):format(name, option))
      end
    end
  end
end

-- Whether a value has a field or method of this name.
function family.has(value, name)
  return (pcall(function() return value[name] end))
end

-- Whole numbers stand for floats where the dtype has those.
local function as_floats(expected)
  if type(expected) == "table" and not getmetatable(expected) then
    local list = {}
    for i, v in ipairs(expected) do list[i] = as_floats(v) end
    return list
  end
  return math.type(expected) == "integer" and expected + 0.0 or expected
end
local function lengths(list, depth)
  return depth == 0 and "" or #list .. (depth > 1 and "x" .. lengths(list[1] or {}, depth - 1) or "")
end

-- The array has this dtype (float64 unless said), the shape of the nested table, and its elements, bit for bit but for NaN.
function family.is(actual, expected, dtype, about)
  about = about and about .. ": " or ""
  dtype = dtype or "float64"
  if type(actual) ~= "userdata" then return check(false, about .. "got " .. check.show(actual) .. ", expected an array") end
  if actual.dtype ~= dtype then return check(false, about .. "the dtype is " .. actual.dtype .. ", expected " .. dtype) end
  if dtype:find "float" then expected = as_floats(expected) end
  if dtype:find "complex" then
    local function complex(v)
      if type(v) == "table" and not getmetatable(v) then
        local list = {}
        for i, x in ipairs(v) do list[i] = complex(x) end
        return list
      end
      return type(v) == "number" and real.complex(v, 0) or v
    end
    expected = complex(expected)
  end
  local shape = {}
  for k = 1, actual.ndim do shape[k] = actual.shape[k] end
  shape = table.concat(shape, "x")
  if type(expected) == "table" and not getmetatable(expected) then
    local wanted = lengths(expected, actual.ndim)
    if shape ~= wanted then return check(false, about .. "the shape is " .. shape .. ", expected " .. wanted) end
  end
  return check.eq(actual:tolist(), expected, about ~= "" and about or nil)
end

-- An array without elements: its shape and dtype.
function family.none(actual, shape, dtype)
  check(actual.size == 0 and actual.shape == shape and actual.dtype == (dtype or "float64"),
        ("got shape %s of %s, expected shape {%s} of %s"):format(tostring(actual.shape), actual.dtype, table.concat(shape, ", "),
                                                                 dtype or "float64"))
end

-- The whole message that a piece of Lua raises; more values are seen as a, b, c.
function family.told(expected, source, ...)
  local f, message = load("local pl, a, b, c = ... return " .. source, "=t")
  if not f then f = assert(load("local pl, a, b, c = ... " .. source, "=t"), message) end
  check.raises(expected, f, real, ...)
end

-- The same elements in memory that is walked otherwise: a list of {name, array}. For arrays of one or more axes.
function family.layouts(a)
  local list = {{"as it is", a}}
  local function add(name, shape, from, into)
    local big = real.zeros(shape, a.dtype)
    local view = into(big)
    if a.size > 0 then view["..."] = a end
    list[#list + 1] = {name, view}
  end
  local shape, doubled, reversed = {}, {}, {}
  for k = 1, a.ndim do
    shape[k], doubled[k], reversed[a.ndim + 1 - k] = a.shape[k], 2 * a.shape[k], a.shape[k]
  end
  local every, back = {}, {}
  for k = 1, a.ndim do every[k], back[k] = "2::2", "::-1" end
  add("every second", doubled, nil, function(b) return b[table.concat(every, ",")] end)
  add("backwards", shape, nil, function(b) return b[table.concat(back, ",")] end)
  if a.ndim > 1 then add("columns first", reversed, nil, function(b) return b.T end) end
  return list
end

return family
