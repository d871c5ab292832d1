-- Every function of pl, every constant, every field and method of arrays and complex values has a test file that names it; each
-- such file then checks by itself that it uses what it names, with every argument and option (tests/support/family.lua).
local check = require "check"
local family = require "family"
local pl = require "perilune"

local folder = (...):match "^(.*/)" or "./"
local files = {"arithmetic", "comparison", "complex", "conversion", "creation", "elementwise", "indexing", "joining", "printing",
               "products", "quantiles", "reductions", "settings", "shape", "sorting", "writing"}

local covered = {}
for _, name in ipairs(files) do
  local source = assert(io.open(folder .. name .. ".lua")):read "a"
  local text = source:match "family%.covers %[%[(.-)%]%]" or source:match 'family%.covers "(.-)"'
  check(text, name .. " says what it covers")
  check(source:find("family.finish()", 1, true), name .. " checks that it did")
  for what in (text or ""):gmatch "%S+" do
    check(not covered[what], ("%s is covered by %s and by %s"):format(what, name, tostring(covered[what])))
    covered[what] = name
  end
end

local exists = {}
local function must_be_covered(what)
  exists[what] = true
  check(covered[what], what .. " is tested by no file of tests/stdlib/array")
end

check.group("functions and constants of pl", function()
  local n = 0
  for name, value in pairs(pl) do
    if type(value) ~= "table" then
      n = n + 1
      must_be_covered(name)
    end
  end
  check(n > 160, "pairs(pl) walks over everything")
end)

-- The names that help lists under a heading.
local function listed(text, heading)
  local names = {}
  local part = text:match("\n" .. heading .. "\n(.-)\n\n") or text:match("\n" .. heading .. "\n(.*)$") or ""
  for line in (part .. "\n"):gmatch "(.-)\n" do names[#names + 1] = line:match "^  ([%a_][%w_]*)  " end
  return names
end

local methods = {}
check.group("members", function()
  local text = family.help(pl.array{1})
  local fields, own = listed(text, "Fields"), listed(text, "Methods")
  check(#fields >= 11 and #own >= 12, "help lists them")
  for _, name in ipairs(fields) do must_be_covered("array." .. name) end
  for _, name in ipairs(own) do must_be_covered("array:" .. name) end
  for name in text:match "Functions of pl that are methods too: a:name%(...%)\n(.-)\n\n":gmatch "[%a_][%w_]*" do methods[#methods + 1] = name end
  text = family.help(pl.complex(1, 2))
  fields, own = listed(text, "Fields"), listed(text, "Methods")
  check.eq({#fields, #own}, {2, 3})
  for _, name in ipairs(fields) do must_be_covered("complex." .. name) end
  for _, name in ipairs(own) do must_be_covered("complex:" .. name) end
end)

check.group("nothing is named that does not exist", function()
  for what, file in pairs(covered) do check(exists[what], file .. " covers " .. what .. ", which does not exist") end
end)

-- What is a method too gives what the function gives.
check.group("methods", function()
  check(#methods >= 60, "help lists them")
  local more = {astype = {"int32"}, swapaxes = {1, 2}, repeat_ = {2}, reshape = {4}, argpartition = {1}, searchsorted = {2}, clip = {2, 3},
                dot = {pl.array{{1, 0}, {0, 2}}}, matmul = {pl.array{{1, 0}, {0, 2}}}}
  for _, name in ipairs{"add", "subtract", "multiply", "divide", "floor_divide", "remainder", "power", "maximum", "minimum", "equal", "not_equal",
                        "less", "less_equal", "greater", "greater_equal"} do
    more[name] = {pl.array{2, 3}}
  end
  for _, name in ipairs(methods) do
    local a = name == "searchsorted" and pl.array{1, 2, 3} or pl.array{{4, 1}, {3, 2}}
    local arguments = more[name] or {}
    local by_method, by_function = table.pack(a[name](a, table.unpack(arguments))), table.pack(pl[name](a, table.unpack(arguments)))
    check.eq(by_method.n, by_function.n, name)
    for i = 1, by_function.n do check.eq(by_method[i], by_function[i], "a:" .. name) end
  end
end)
