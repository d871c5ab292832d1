-- Errors: messages, places, levels, protected calls, tracebacks.
local check = require "check"
local eq, raises = check.eq, check.raises

local function refused(source, message)
  local chunk, text = load(source, "=s")
  check(chunk == nil, "must not compile: " .. source)
  eq(text, message, source)
end
-- The message with its place, of a chunk named s.
local function message_of(source, ...)
  local ok, message = pcall(assert(load(source, "=s")), ...)
  eq(ok, false, source)
  return message
end

check.group("names in messages", function()
  eq(message_of "x = nil; x.y = 1", "s:1: attempt to index a nil value (global 'x')")
  eq(message_of "local x; x.y = 1", "s:1: attempt to index a nil value (local 'x')")
  eq(message_of "local x = {}; x.y.z = 1", "s:1: attempt to index a nil value (field 'y')")
  eq(message_of "local x = {}; x[1][2] = 1", "s:1: attempt to index a nil value (field 'integer index')")
  eq(message_of "local x; return function() return x.y end, (function() return x.y end)()",
     "s:1: attempt to index a nil value (upvalue 'x')")
  eq(message_of "local a = {}; return a.b:c()", "s:1: attempt to index a nil value (field 'b')")
  eq(message_of "local a = {}; return a:b()", "s:1: attempt to call a nil value (method 'b')")
  eq(message_of "local a = {}; return a.b()", "s:1: attempt to call a nil value (field 'b')")
  eq(message_of "return ('x')()", "s:1: attempt to call a string value (constant 'x')")
  eq(message_of "return ({})()", "s:1: attempt to call a table value")
  eq(message_of "local a = 'x'; return a + {}", "s:1: attempt to add a 'string' with a 'table'")
  eq(message_of "return math.nothing()", "s:1: attempt to call a nil value (field 'nothing')")
  eq(message_of "return _ENV.x.y", "s:1: attempt to index a nil value (global 'x')")
  eq(message_of "local _ENV = {}; return a.b", "s:1: attempt to index a nil value (global 'a')")
  eq(message_of "\n\nerror 'here'", "s:3: here")
  eq(message_of "local function f()\n  error('inner')\nend\nf()", "s:2: inner")
end)

check.group("levels of error", function()
  eq(message_of "error('m', 0)", "m")
  eq(message_of "error('m', 1)", "s:1: m")
  eq(message_of "local function f()\nerror('m', 2)\nend\nf()", "s:4: m")
  eq(message_of "local function f()\nerror('m', 3)\nend\nlocal function g()\nf()\nend\ng()", "s:7: m")
  eq(message_of "error(12)", 12)
  eq(message_of "error()", nil)
  eq(message_of "error(true)", true)
  local t = {}
  eq(message_of("error((...))", t), t)
  eq(message_of "error('x', 50)", "x")
end)

check.group("assert", function()
  eq(table.pack(assert(1, 2, 3)), table.pack(1, 2, 3))
  raises("assertion failed!", assert, false)
  raises("assertion failed!", assert, nil)
  eq(message_of "assert(false, 'a text gets its place')", "s:1: a text gets its place")
  raises("mine", assert, nil, "mine")
  local t = {}
  raises(t, assert, false, t)
  raises(5, assert, false, 5)
  raises("bad argument #1 to 'assert' (value expected)", assert)
end)

check.group("pcall and xpcall", function()
  eq(table.pack(pcall(function(...) return ... end, 1, nil)), table.pack(true, 1, nil))
  eq(table.pack(pcall(error, "x")), table.pack(false, "x"))
  eq(table.pack(pcall(pcall, error, "x")), table.pack(true, false, "x"))
  raises("bad argument #1 to 'pcall' (value expected)", function() pcall() end)
  eq(pcall(5), false)
  eq(table.pack(xpcall(function(a, b) return a + b end, print, 1, 2)), table.pack(true, 3))
  eq(table.pack(xpcall(error, function(m) return "handled " .. m end, "x")), table.pack(false, "handled x"))
  -- The handler sees the stack of the error.
  local depth
  xpcall(function() local function deep() error "x" end deep() end, function()
    depth = 0
    while debug.getinfo(depth + 1, "l") do depth = depth + 1 end
  end)
  check(depth > 4)
  -- An error in the handler.
  local ok, message = xpcall(error, function() error "again" end, "x")
  eq(ok, false)
  check(message ~= nil)
  raises("bad argument #2 to 'xpcall' (function expected, got no value)", xpcall, print)
  eq(select("#", pcall(function() end)), 1)
end)

check.group("arguments of library functions", function()
  eq(message_of "string.rep()", "s:1: bad argument #1 to 'rep' (string expected, got no value)")
  eq(message_of "('x'):rep({})", "s:1: bad argument #1 to 'rep' (number expected, got table)")
  eq(message_of "('x').rep({}, 1)", "s:1: bad argument #1 to 'rep' (string expected, got table)")
  eq(message_of "string.rep('x', 1.5)", "s:1: bad argument #2 to 'rep' (number has no integer representation)")
  eq(message_of "setmetatable(1, 2)", "s:1: bad argument #1 to 'setmetatable' (table expected, got number)")
  eq(message_of "math.sin(true)", "s:1: bad argument #1 to 'sin' (number expected, got boolean)")
  eq(message_of "io.open('x', 'nonsense')", "s:1: bad argument #2 to 'open' (invalid mode)")
  eq(message_of "local f = string.rep; f()", "s:1: bad argument #1 to 'f' (string expected, got no value)")
  eq(message_of "local t = {f = string.rep}; t.f(nil)", "s:1: bad argument #1 to 'f' (string expected, got nil)")
  eq(message_of "local s = 'x'; s.rep()", "s:1: bad argument #1 to 'rep' (string expected, got no value)")
  eq(message_of "io.stdout.write()", "s:1: bad argument #1 to 'write' (FILE* expected, got no value)")
  eq(message_of "io.stdout:seek('nowhere')", "s:1: bad argument #1 to 'seek' (invalid option 'nowhere')")
  eq(message_of "select(0)", "s:1: bad argument #1 to 'select' (index out of range)")
  eq(message_of "('x'):bad()", "s:1: attempt to call a nil value (method 'bad')")
  eq(message_of "tonumber('z', 99)", "s:1: bad argument #2 to 'tonumber' (base out of range)")
  eq(message_of "string.char(-1)", "s:1: bad argument #1 to 'char' (value out of range)")
end)

check.group("syntax", function()
  refused("x = = 1", "s:1: unexpected symbol near '='")
  refused("for x do end", "s:1: '=' or 'in' expected near 'do'")
  refused("local function end", "s:1: <name> expected near 'end'")
  refused("x = }", "s:1: unexpected symbol near '}'")
  refused("x = {1, 2", "s:1: '}' expected near <eof>")
  refused("x = {\n1,\n", "s:3: unexpected symbol near <eof>")
  refused("x = {\n1\n", "s:3: '}' expected (to close '{' at line 1) near <eof>")
  refused("return return", "s:1: unexpected symbol near 'return'")
  refused("a.b:c = 1", "s:1: function arguments expected near '='")
  refused("a:b", "s:1: function arguments expected near <eof>")
  refused("x = 'a\nb'", "s:1: unfinished string near ''a'")
  refused("if x then else elseif y then end", "s:1: 'end' expected near 'elseif'")
  refused("function a.b:c.d() end", "s:1: '(' expected near '.'")
  refused("x = a b", "s:1: syntax error near <eof>")
  refused("1 = x", "s:1: unexpected symbol near '1'")
  refused("until x", "s:1: <eof> expected near 'until'")
  refused("x = function() return 1", "s:1: 'end' expected near <eof>")
  -- Nesting has a limit, which is an error and not a crash.
  local _, chunk, message = pcall(load, "return " .. ("("):rep(300) .. "1" .. (")"):rep(300), "=s")
  eq(chunk, nil)
  check(message:find "C stack overflow")
end)

check.group("names of chunks", function()
  local function place(name) return (select(2, load("x x", name)):match "^(.-):1:") end
  eq(place "=named", "named")
  eq(place "@file.lua", "file.lua")
  eq(place "short", '[string "short"]')
  eq(place "first\nsecond", '[string "first..."]')
  eq(place(("x"):rep(100)), '[string "' .. ("x"):rep(45) .. '..."]')
  eq(place("@" .. ("d/"):rep(50) .. "f.lua"), "..." .. (("d/"):rep(50) .. "f.lua"):sub(-56))
  eq(place("=" .. ("n"):rep(100)), ("n"):rep(59))
  eq(select(2, load "x x"), '[string "x x"]:1: syntax error near \'x\'')
end)

check.group("tracebacks", function()
  local function inner() return debug.traceback("message") end
  local trace = (function() local t = inner() return t end)()
  check(trace:find "^message\nstack traceback:\n\t")
  check(trace:find "in upvalue 'inner'" or trace:find "in local 'inner'" or trace:find "in function <")
  check(debug.traceback(nil):find "^stack traceback:\n")
  check(debug.traceback(12):find "^12\nstack traceback:\n")
  local t = {}
  eq(debug.traceback(t), t)
  check(debug.traceback("m", 1):find "\n\t[^\n]*errors.lua:%d+: in ")
  eq(debug.traceback("m", 100), "m\nstack traceback:")
  local function tail(n) if n == 0 then return (debug.traceback "t") end return tail(n - 1) end
  check(tail(3):find "%(%.%.%.tail calls%.%.%.%)")
  function global_function_for_trace() return (debug.traceback "g") end
  check((global_function_for_trace()):find "in function 'global_function_for_trace'")
  global_function_for_trace = nil
  local m = setmetatable({}, {__index = function() return (debug.traceback "m") end})
  check((m.x .. ""):find "in metamethod 'index'")
end)

check.group("the stack is whole after errors", function()
  for i = 1, 200 do
    local ok, message = pcall(function(...)
      local a, b <close> = 1, setmetatable({}, {__close = function() end})
      local t = {...}
      return t[1].x.y
    end, {}, i)
    if ok or not message:find "field 'x'" then check(false, message) end
  end
  local function deep(n) if n == 0 then error("bottom", 0) end deep(n - 1) return n end
  for _ = 1, 20 do eq(select(2, pcall(deep, 5000)), "bottom") end
end)
