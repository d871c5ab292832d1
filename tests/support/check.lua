-- Assertions for test files in Lua, run by tests/support/run.lua. A failed check is reported and the file goes on.
--
--   local check = require "check"
--   check.group("sums", function()
--     check.eq(1 + 1, 2)                                -- same value and same type, tables by their contents
--     check.near(math.sqrt(2)^2, 2, 1e-15)              -- numbers, complex values, arrays, nested tables
--     check.close(1.1e-30, 1e-30, 0.2, 1e-300)          -- the same for small ones, relative down to the last number
--     check.raises("n must be positive, got -1", f, -1) -- the message without its place
--     check(x > 0, "x stays positive")
--   end)

local check = {count = 0, failed = 0, shown = 50}

local groups = {}

-- Where the test file made the call: the innermost level outside the support files.
local function place()
  for level = 3, 30 do
    local info = debug.getinfo(level, "Sl")
    if not info then break end
    if info.what ~= "C" and not info.source:find("/support/", 1, true) then
      return info.short_src .. ":" .. info.currentline
    end
  end
  return "?"
end

local function show_number(x)
  if math.type(x) == "integer" then return tostring(x) end
  if x ~= x then return "nan" end
  if x == math.huge then return "inf" elseif x == -math.huge then return "-inf" end
  local text = ("%.17g"):format(x)
  if tonumber(("%.15g"):format(x)) == x then text = ("%.15g"):format(x) end
  return text:find "[%.e]" and text or text .. ".0"
end

-- A value as an error message shows it.
function check.show(value, depth)
  depth = depth or 0
  local kind = type(value)
  if kind == "number" then return show_number(value) end
  if kind == "string" then return (("%q"):format(value):gsub("\\\n", "\\n"):gsub("\r", "\\r")) end
  if kind ~= "table" or getmetatable(value) then return tostring(value) end
  if depth > 3 then return "{…}" end
  local parts, length = {}, #value
  for i = 1, math.min(length, 20) do parts[#parts + 1] = check.show(value[i], depth + 1) end
  if length > 20 then parts[#parts + 1] = "…" end
  local names = {}
  for key in pairs(value) do
    if not (math.type(key) == "integer" and key >= 1 and key <= length) then names[#names + 1] = key end
  end
  table.sort(names, function(a, b) return tostring(a) < tostring(b) end)
  for _, key in ipairs(names) do
    parts[#parts + 1] = ("%s = %s"):format(type(key) == "string" and key or "[" .. check.show(key) .. "]",
                                           check.show(value[key], depth + 1))
  end
  return "{" .. table.concat(parts, ", ") .. "}"
end

local function record(passed, text, note)
  check.count = check.count + 1
  if passed then return true end
  check.failed = check.failed + 1
  if check.failed <= check.shown then
    local where = #groups > 0 and " [" .. table.concat(groups, " / ") .. "]" or ""
    io.stderr:write(("%s:%s %s%s\n"):format(place(), where, note and note .. ": " or "", text))
  elseif check.failed == check.shown + 1 then
    io.stderr:write "further failures are only counted\n"
  end
  return false
end

-- Names what the checks inside are about. An error inside fails the group, not the file.
function check.group(name, body)
  groups[#groups + 1] = name
  local ok, trace = xpcall(body, function(message) return debug.traceback(check.show(message), 2) end)
  if not ok then record(false, "stopped by an error: " .. trace) end
  groups[#groups] = nil
end

local function same(a, b)
  if math.type(a) ~= math.type(b) then return false end  -- rawequal takes 1 for 1.0
  if rawequal(a, b) or a ~= a and b ~= b then return true end
  if type(a) ~= type(b) then return false end
  if type(a) ~= "table" or getmetatable(a) or getmetatable(b) then return a == b end
  for key, value in pairs(a) do
    if not same(value, b[key]) then return false end
  end
  for key in pairs(b) do
    if a[key] == nil then return false end
  end
  return true
end

-- Equal in value and type: 1 is not 1.0; NaN is NaN; plain tables by their contents, all else by ==.
function check.eq(actual, expected, note)
  return record(same(actual, expected),
                ("got %s, expected %s"):format(check.show(actual), check.show(expected)), note)
end

function check.ne(actual, unwanted, note)
  return record(not same(actual, unwanted), "got " .. check.show(actual) .. ", which it must not be", note)
end

-- Arrays as nested tables; a complex value as its two parts.
local function plain(value)
  if type(value) ~= "userdata" then return value end
  local ok, list = pcall(function() return value:tolist() end)
  if ok then return list end
  local has_parts, re, im = pcall(function() return value.real, value.imag end)
  return has_parts and {re, im} or value
end

-- The worst of all differences beyond its limit, as a message; nil when there is none.
local function farthest(actual, expected, tolerance, least, at)
  actual, expected = plain(actual), plain(expected)
  if type(expected) == "number" and type(actual) == "number" then
    if actual == expected or actual ~= actual and expected ~= expected then return nil end
    local difference = math.abs(actual - expected)
    local limit = tolerance * math.max(least, math.abs(expected))
    if difference <= limit and limit < math.huge then return nil end
    return ("%sgot %s, expected %s, difference %.3g, limit %.3g"):format(at, show_number(actual), show_number(expected),
                                                                         difference, limit), difference / limit
  end
  if type(expected) ~= "table" or type(actual) ~= "table" then
    if same(actual, expected) then return nil end
    return ("%sgot %s, expected %s"):format(at, check.show(actual), check.show(expected)), math.huge
  end
  if #actual ~= #expected then
    return ("%sgot %d entries, expected %d"):format(at, #actual, #expected), math.huge
  end
  local worst, size
  for i = 1, #expected do
    local place_in = at == "" and "at " .. i .. ": " or at:gsub(": $", "," .. i .. ": ")
    local message, excess = farthest(actual[i], expected[i], tolerance, least, place_in)
    if message and (not size or not (excess <= size)) then worst, size = message, excess end
  end
  return worst, size
end

-- |actual - expected| <= tolerance * max(1, |expected|), element by element; equal infinities and NaNs agree.
function check.near(actual, expected, tolerance, note)
  local message = farthest(actual, expected, tolerance or 4 * 2.0 ^ -52, 1, "")
  return record(message == nil, message, note)
end

-- |actual - expected| <= relative * max(least, |expected|): for values that are small themselves.
function check.close(actual, expected, relative, least, note)
  local message = farthest(actual, expected, relative, least, "")
  return record(message == nil, message, note)
end

-- The error that a call raises (a string without "file:line: "), or nothing when it returns.
function check.error_of(f, ...)
  local ok, message = pcall(f, ...)
  if ok then return nil, false end
  if type(message) == "string" then message = message:gsub("^[^\n]-:%d+: ", "", 1) end
  return message, true
end

-- The call must raise exactly this: a message without its place, or any other value.
function check.raises(expected, f, ...)
  local message, raised = check.error_of(f, ...)
  if not raised then return record(false, "nothing was raised, expected " .. check.show(expected)) end
  return record(same(message, expected),
                ("raised %s, expected %s"):format(check.show(message), check.show(expected)))
end

-- The message must match a pattern; here it still has its place.
function check.raises_like(pattern, f, ...)
  local ok, message = pcall(f, ...)
  if ok then return record(false, "nothing was raised, expected a match of " .. check.show(pattern)) end
  return record(type(message) == "string" and message:find(pattern) ~= nil,
                ("raised %s, expected a match of %s"):format(check.show(message), check.show(pattern)))
end

-- The text of a file: the values of its chunk, for code that is checked as source.
function check.run(source, ...)
  return assert(load(source, "=source"))(...)
end

-- check(condition, note)
return setmetatable(check, {
  __call = function(_, condition, note) return record(condition and true or false, "is " .. tostring(condition), note) end,
})
