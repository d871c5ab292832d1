-- The debug library: getinfo, locals, hooks, user values.
local check = require "check"
local eq, raises = check.eq, check.raises
local pack = table.pack

check.group("getinfo", function()
  local function f(a, b, ...) local x return debug.getinfo(1, "nSlutfrL") end
  local line = debug.getinfo(1, "l").currentline - 1
  local info = f(1, 2)
  eq(info.name, "f")
  eq(info.namewhat, "local")
  eq({info.nparams, info.isvararg, info.nups}, {2, true, 1})
  eq({info.linedefined, info.lastlinedefined, info.currentline}, {line, line, line})
  eq(info.what, "Lua")
  eq(info.func, f)
  eq(info.istailcall, false)
  check(info.short_src:find "inspection.lua$")
  check(info.source:find "^@.*inspection.lua$")
  eq(type(info.activelines), "table")
  local c = debug.getinfo(print)
  eq({c.what, c.short_src, c.source, c.currentline, c.linedefined}, {"C", "[C]", "=[C]", -1, -1})
  eq(debug.getinfo(100), nil)
  eq(debug.getinfo(load("return 1", "=s"), "S").what, "main")
  local function tail() return (function() return debug.getinfo(1, "t").istailcall end)() end
  eq(tail(), true)
  raises("bad argument #2 to 'debug.getinfo' (invalid option)", debug.getinfo, 1, "X")
  raises("bad argument #1 to 'debug.getinfo' (number expected, got string)", debug.getinfo, "x")
  eq(debug.getinfo(1, "f").func ~= nil, true)
end)

check.group("locals", function()
  local function f(a, b, ...)
    local c = 3
    local names = {}
    local i = 1
    while true do
      local name, value = debug.getlocal(1, i)
      if not name then break end
      names[#names + 1] = name
      i = i + 1
    end
    return names, pack(debug.getlocal(1, -1)), debug.setlocal(1, 3, 30), c
  end
  local names, vararg, set, c = f(1, 2, "extra")
  eq({names[1], names[2], names[3]}, {"a", "b", "c"})
  eq(vararg, pack("(vararg)", "extra"))
  eq(set, "c")
  eq(c, 30)
  eq(debug.getlocal(f, 1), "a")
  eq(debug.getlocal(f, 3), nil)
  raises("bad argument #1 to 'debug.getlocal' (level out of range)", debug.getlocal, 100, 1)
end)

check.group("hooks", function()
  local lines = {}
  debug.sethook(function(event, line) lines[#lines + 1] = line end, "l")
  local a = 1
  a = a + 1
  debug.sethook()
  eq(lines[2] - lines[1], 1)
  eq(debug.gethook(), nil)
  local events = {}
  local function called() return 1 end
  debug.sethook(function(event) if debug.getinfo(2, "f").func == called then events[#events + 1] = event end end, "cr")
  called()
  debug.sethook()
  eq(events, {"call", "return"})
  local counts = 0
  debug.sethook(function(event) if event == "count" then counts = counts + 1 end end, "", 100)
  for _ = 1, 10000 do end
  debug.sethook()
  check(counts > 50, "the count hook")
  local ok, message = pcall(function()
    debug.sethook(function() error("from the hook", 0) end, "", 1000)
    while true do end
  end)
  debug.sethook()
  eq({ok, message}, {false, "from the hook"})
  local function idle() end
  local f, mask, count = (function() debug.sethook(idle, "c", 5) return debug.gethook() end)()
  debug.sethook()
  eq({f, mask, count}, {idle, "c", 5})
end)

check.group("metatables, registry, user values", function()
  local t = setmetatable({}, {__metatable = "hidden"})
  eq(type(debug.getmetatable(t)), "table")
  eq(debug.setmetatable(t, nil), t)
  eq(getmetatable(t), nil)
  eq(type(debug.getregistry()), "table")
  eq(debug.getregistry()[2], _G)
  eq(debug.getuservalue(io.stdout, 1), nil)
  eq(debug.getuservalue(5), nil)
  eq(debug.setuservalue(io.stdout, 1, 1), nil)
  raises("bad argument #1 to 'debug.setuservalue' (userdata expected, got table)", debug.setuservalue, {}, 1)
end)
