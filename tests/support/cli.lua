-- Command lines and what must come of them, for tests/cli. Each case runs as a shell script in an empty directory where
-- `lua` is the program under test, so that messages carry the same name; cases of `both` run under the stock lua5.4 as
-- well, where there is one, so that what they expect is what stock Lua does.
--
--   cli.both{"title", [[lua -e 'print(1)']], out = "1\n", err = "", status = 0, files = {["a.lua"] = "…"}, input = "…"}
--
-- out and err are exact texts (by default empty), patterns when given as {like = "…"}; status is by default 0. What is
-- not to be compared is given as false.
local check = require "check"

local cli = {}

local program = assert(os.getenv "PERILUNE_PROGRAM", "PERILUNE_PROGRAM is not set")
local stock = os.getenv "PERILUNE_STOCK"
if stock == "" then stock = nil end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end

local function write(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end

local function sh(command) return os.execute(command) end

local base = os.tmpname()
os.remove(base)
assert(sh("mkdir " .. base))
setmetatable(cli, {__gc = function() sh("rm -rf " .. base) end})

-- For scripts that must wait for each other: until the file holds the text, at most 30 s.
local prelude = [[
await() {
  i=0
  until grep -q -- "$2" "$1" 2>/dev/null; do
    i=$((i + 1)); [ $i -lt 1500 ] || { echo "await: no '$2' in $1:"; cat "$1"; exit 99; }
    sleep 0.02
  done
}
]]

local runs = 0

local function run(interpreter, case)
  runs = runs + 1
  local place = base .. "/" .. runs
  assert(sh(("mkdir -p %s/bin %s/work && ln -s '%s' %s/bin/lua"):format(place, place, interpreter, place)))
  for name, text in pairs(case.files or {}) do write(place .. "/work/" .. name, text) end
  write(place .. "/script", prelude .. case[2] .. "\n")
  write(place .. "/in", case.input or "")
  -- Unset what would reach the program from outside.
  local command = ("cd %s/work && env -u LUA_INIT -u LUA_INIT_5_4 -u LUA_PATH -u LUA_PATH_5_4 -u LUA_CPATH -u LUA_CPATH_5_4" ..
                   " PATH=%s/bin:$PATH LC_ALL=C sh ../script >../out 2>../err <../in"):format(place, place)
  local _, how, code = sh(command)
  local result = {out = read(place .. "/out"), err = read(place .. "/err"), status = how == "exit" and code or how .. " " .. code}
  sh("rm -rf " .. place)
  return result
end

local function compare(title, actual, expected)
  if expected == false then return end
  if type(expected) == "table" then
    check(actual:find(expected.like) ~= nil, ("%s: got %s, expected a match of %s"):format(title, check.show(actual),
                                                                                         check.show(expected.like)))
  else
    check.eq(actual, expected, title)
  end
end

local function examine(interpreter, label, case)
  local result = run(interpreter, case)
  for _, what in ipairs {"out", "err", "status"} do
    local expected = case[what]
    if expected == nil then expected = what == "status" and 0 or "" end
    compare(("%s, %s: %s"):format(label, case[1], what), result[what], expected)
  end
end

function cli.ours(case) examine(program, "perilune", case) end

function cli.both(case)
  cli.ours(case)
  if stock then examine(stock, "lua5.4", case) end
end

return cli
