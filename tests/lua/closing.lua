-- Variables that are closed: order, errors, every way out of a block.
local check = require "check"
local eq, raises = check.eq, check.raises

local log
local function closing(name, fail)
  return setmetatable({}, {__close = function(self, e)
    log[#log + 1] = name .. (e ~= nil and ":" .. tostring(e) or "")
    if fail then error(fail, 0) end
  end})
end
local function run(f, ...)
  log = {}
  local results = table.pack(pcall(f, ...))
  results.log = table.concat(log, " ")
  return results
end

check.group("ways out", function()
  eq(run(function() local a <close> = closing "a" local b <close> = closing "b" end).log, "b a")
  eq(run(function() do local a <close> = closing "a" end log[#log + 1] = "after" end).log, "a after")
  eq(run(function() for i = 1, 2 do local a <close> = closing("a" .. i) end end).log, "a1 a2")
  eq(run(function() while true do local a <close> = closing "a" break end end).log, "a")
  eq(run(function() do local a <close> = closing "a" goto out end ::out:: log[#log + 1] = "out" end).log, "a out")
  eq(run(function() local n = 0 repeat local a <close> = closing "a" n = n + 1 until n == 2 end).log, "a a")
  local r = run(function() local a <close> = closing "a" return 1, 2, 3 end)
  eq({r[1], r[2], r[3], r[4], r.log}, {true, 1, 2, 3, "a"})
  r = run(function() local a <close> = closing "a" error("e", 0) end)
  eq({r[1], r[2], r.log}, {false, "e", "a:e"})
  -- A call in a return is not a tail call then: what it reads is still open.
  r = run(function() local a <close> = closing "a" return (function() return #log end)() end)
  eq({r[2], r.log}, {0, "a"})
end)

check.group("values", function()
  eq(run(function() local a <close> = nil local b <close> = false local c <close> = closing "c" end).log, "c")
  raises("variable 'x' got a non-closable value", function() local x <close> = 5 end)
  raises("variable 'x' got a non-closable value", function() local x <close> = {} end)
  local r = run(function() local a <close> = closing "a" local b <close> = "no" end)
  check(r[2]:find "variable 'b' got a non%-closable value$")
  eq(r.log:match "^a:", "a:")
  eq(load("local x <close> = nil x = 1", "=s"), nil)
  eq(select(2, load("local x <close> = nil; x = 1", "=s")), "s:1: attempt to assign to const variable 'x'")
end)

check.group("errors while closing", function()
  local r = run(function() local a <close> = closing "a" local b <close> = closing("b", "from b") end)
  eq({r[1], r[2], r.log}, {false, "from b", "b a:from b"})
  r = run(function()
    local a <close> = closing "a"
    local b <close> = closing("b", "second")
    local c <close> = closing("c", "first")
    error("zero", 0)
  end)
  eq({r[1], r[2], r.log}, {false, "second", "c:zero b:first a:second"})
  r = run(function() local a <close> = closing("a", "lost results") return 1 end)
  eq({r[1], r[2]}, {false, "lost results"})
  -- The metamethod is looked up when it is needed.
  r = run(function()
    local x <close> = closing "x"
    getmetatable(x).__close = nil
  end)
  check(r[2]:find "metamethod 'close'")
end)

check.group("through pcall, coroutines and loads", function()
  eq(run(function()
    local a <close> = closing "outer"
    pcall(function() local b <close> = closing "inner" error("e", 0) end)
    log[#log + 1] = "between"
  end).log, "inner:e between outer")
  eq(run(function()
    local co = coroutine.wrap(function() local a <close> = closing "co" coroutine.yield(1) return 2 end)
    co() co()
  end).log, "co")
  eq(run(function() load("local a <close> = ... ")(closing "loaded") end).log, "loaded")
  eq(run(function() xpcall(function() local a <close> = closing "x" error("e", 0) end, function(m) log[#log + 1] = "handler" return m end) end).log,
     "handler x:e")
end)

check.group("shadows and nesting", function()
  eq(run(function()
    local x <close> = closing "first"
    local x <close> = closing "second"
  end).log, "second first")
  local depth = 0
  local function nest(n)
    if n == 0 then return depth end
    local x <close> = setmetatable({}, {__close = function() depth = depth + 1 end})
    return nest(n - 1)
  end
  eq(nest(100), 0)
  eq(depth, 100)
  local file = io.tmpfile()
  do local f <close> = file end
  eq(io.type(file), "closed file")
end)
