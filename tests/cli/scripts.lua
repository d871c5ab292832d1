-- Scripts from files and from the standard input: first lines, errors, exit codes.
local cli = require "cli"

cli.both{"a script", [[lua a.lua]], files = {["a.lua"] = "print('hello')"}, out = "hello\n"}
cli.both{"a first line with #!", [[lua a.lua]], files = {["a.lua"] = "#!/usr/bin/env lua\nprint(debug.getinfo(1).currentline)"}, out = "2\n"}
cli.both{"a first line with # that is not a comment", [[lua a.lua]], files = {["a.lua"] = "# anything ( [\nprint(1)"}, out = "1\n"}
cli.both{"only a first line with #", [[lua a.lua]], files = {["a.lua"] = "#!/usr/bin/lua"}}
cli.both{"a byte order mark", [[lua a.lua]], files = {["a.lua"] = "\xEF\xBB\xBFprint(1)"}, out = "1\n"}
cli.both{"a byte order mark and #!", [[lua a.lua]], files = {["a.lua"] = "\xEF\xBB\xBF#!/bin/lua\nprint(1)"}, out = "1\n"}
cli.both{"an executable script", [[chmod +x a.lua && ./a.lua x]], files = {["a.lua"] = "#!/usr/bin/env lua\nprint(arg[0], ...)"},
         out = "./a.lua\tx\n"}
cli.both{"line ends of other systems", [[lua a.lua]], files = {["a.lua"] = "print(1)\r\nprint([[a\r\nb]])\r\n"}, out = "1\na\nb\n"}
cli.both{"an empty script", [[lua a.lua]], files = {["a.lua"] = ""}}
cli.both{"a script that is not there", [[lua none.lua]], status = 1, err = "lua: cannot open none.lua: No such file or directory\n"}
cli.both{"a folder", [[mkdir d && lua d]], status = 1, err = "lua: cannot read d: Is a directory\n"}
cli.both{"a precompiled script", [[lua -e 'io.open("a.luac", "wb"):write(string.dump(loadfile "a.lua"))' && lua a.luac x]],
         files = {["a.lua"] = "print('compiled', ...)"}, out = "compiled\tx\n"}
cli.both{"results of a script are dropped", [[lua a.lua]], files = {["a.lua"] = "return 1, 2"}}

cli.both{"from the standard input", [[lua -]], input = "print('in')", out = "in\n"}
cli.both{"from the standard input without -", [[lua]], input = "#!first\nprint(debug.getinfo(1, 'S').short_src)", out = "stdin\n"}
cli.both{"the script reads what follows it", [[lua -]], input = "print(io.read()) --[[\n]]", out = {like = "^%s*nil\n$"}}
cli.both{"an error from -", [[lua -]], input = "error('x')", status = 1,
         err = "lua: stdin:1: x\nstack traceback:\n\t[C]: in function 'error'\n\tstdin:1: in main chunk\n\t[C]: in ?\n"}
-- Stock Lua's program takes no notice of what its standard input came to when nobody asked for it.
cli.both{"an error without -", [[lua]], input = "error('x')", status = 0,
         err = "lua: stdin:1: x\nstack traceback:\n\t[C]: in function 'error'\n\tstdin:1: in main chunk\n\t[C]: in ?\n"}
cli.both{"a syntax error in the input", [[lua -]], input = "x =", status = 1,
         err = "lua: stdin:1: unexpected symbol near <eof>\n"}

local function traced(text) return "lua: " .. text .. "\nstack traceback:\n" end
cli.both{"the traceback", [[lua a.lua]], status = 1, files = {["a.lua"] = [[
local function inner(x) return x.y.z end
function outer(...)
  local v = inner({})
  return v
end
outer(1)
]]}, err = traced "a.lua:1: attempt to index a nil value (field 'y')" ..
       "\ta.lua:1: in upvalue 'inner'\n\ta.lua:3: in function 'outer'\n\ta.lua:6: in main chunk\n\t[C]: in ?\n"}
cli.both{"a syntax error has no traceback", [[lua a.lua]], files = {["a.lua"] = "\n\nlocal 1"}, status = 1,
         err = "lua: a.lua:3: <name> expected near '1'\n"}
cli.both{"an error object with __tostring", [[lua a.lua]], status = 1, err = "lua: my error\n",
         files = {["a.lua"] = "error(setmetatable({}, {__tostring = function() return 'my error' end}))"}}
cli.both{"an error object without", [[lua a.lua]], status = 1,
         err = traced "(error object is a table value)" .. "\t[C]: in function 'error'\n\ta.lua:1: in main chunk\n\t[C]: in ?\n",
         files = {["a.lua"] = "error({})"}}
cli.both{"__tostring that gives no string", [[lua a.lua]], status = 1,
         err = traced "(error object is a table value)" .. "\t[C]: in function 'error'\n\ta.lua:1: in main chunk\n\t[C]: in ?\n",
         files = {["a.lua"] = "error(setmetatable({}, {__tostring = function() return 1 end}))"}}
cli.both{"nil as error", [[lua -e 'error()']], status = 1,
         err = traced "(error object is a nil value)" .. "\t[C]: in function 'error'\n\t(command line):1: in main chunk\n\t[C]: in ?\n"}
cli.both{"a number as error", [[lua -e 'error(12, 0)' 2>&1 | head -n 1]], out = "lua: 12\n"}
cli.both{"an error in a coroutine", [[lua a.lua]], status = 1, files = {["a.lua"] = "coroutine.wrap(function() error('deep') end)()"},
         err = traced "a.lua:1: a.lua:1: deep" .. "\t[C]: in ?\n\ta.lua:1: in main chunk\n\t[C]: in ?\n"}
cli.both{"a long stack is shortened", [[lua a.lua 2>&1 | grep -c skipping]], out = "1\n",
         files = {["a.lua"] = "local function f(n) if n == 0 then error 'x' end f(n - 1) return n end f(100)"}}

for _, case in ipairs{{"", 0}, {"true", 0}, {"false", 1}, {"0", 0}, {"7", 7}, {"256 + 9", 9}, {"true, true", 0}, {"5, true", 5},
                      {"false, true", 1}} do
  cli.both{("os.exit(%s)"):format(case[1]), ("lua -e 'os.exit(%s)'"):format(case[1]), status = case[2]}
end
local closing = {["a.lua"] = "local t <close> = setmetatable({}, {__close = function() print('closed') end})\n" ..
                             "setmetatable({}, {__gc = function() print('collected') end})\nos.exit(true, ...)"}
cli.both{"os.exit leaves the state alone", [[lua -e 'setmetatable({}, {__gc = function() print("gc") end}) os.exit(true)']]}
cli.both{"os.exit(…, true) closes the state", [[lua -e 'setmetatable({}, {__gc = function() print("gc") end}) os.exit(3, true)']],
         out = "gc\n", status = 3}
cli.both{"os.exit closes variables with it", [[lua -e 'local function f(...) ' a.lua 2>/dev/null || lua b.lua]],
         files = {["a.lua"] = "", ["b.lua"] = closing["a.lua"]:gsub("%.%.%.", "true")}, out = "closed\ncollected\n"}
cli.both{"the end of a script closes the state", [[lua a.lua]], out = "end\ngc\n",
         files = {["a.lua"] = "x = setmetatable({}, {__gc = function() print('gc') end}) print('end')"}}
cli.both{"it does after an error, too", [[lua a.lua 2>/dev/null]], out = "gc\n", status = 1,
         files = {["a.lua"] = "x = setmetatable({}, {__gc = function() print('gc') end}) error('x')"}}
cli.both{"output is complete at the exit", [[lua -e 'io.write(("x"):rep(100000)) os.exit(0)' | wc -c]], out = {like = "^%s*100000\n$"}}
cli.both{"a closed pipe", [[lua -e 'for i = 1, 1e5 do print(i) end' | head -n 2]], out = "1\n2\n"}
cli.both{"stack overflow is an error", [[lua -e 'local function f() return 1 + f() end f()' 2>&1 | head -n 1]],
         out = "lua: (command line):1: stack overflow\n"}
