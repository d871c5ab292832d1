-- The options of stock Lua: -e -l -i -v -E -W - --, the table arg, and what is not an option.
local cli = require "cli"

cli.both{"-e runs a statement", [[lua -e 'print(1)']], out = "1\n"}
cli.both{"-e with the statement attached", [[lua -e'print(2)']], out = "2\n"}
cli.both{"several -e share globals, not locals", [[lua -e 'x = 1; local y = 2' -e 'print(x, y)']], out = "1\tnil\n"}
cli.both{"an empty statement", [[lua -e '' -e 'print(1)']], out = "1\n"}
cli.both{"-e keeps a script from the standard input out", [[lua -e 'print(1)']], out = "1\n", input = "print(2)"}
cli.both{"the first -e that fails ends it", [[lua -e 'error("no", 0)' -e 'print(1)']], status = 1,
         err = "lua: no\nstack traceback:\n\t[C]: in function 'error'\n\t(command line):1: in main chunk\n\t[C]: in ?\n"}
cli.both{"a syntax error in -e", [[lua -e 'x y']], err = "lua: (command line):1: syntax error near 'y'\n", status = 1}
cli.both{"-e sees no arguments", [[lua -e 'print(...)' ]], out = "\n"}

cli.both{"-e without a statement", [[lua -e 2>&1 | head -n 1; lua -e 2>/dev/null]], out = "lua: '-e' needs argument\n", status = 1}
cli.both{"-e followed by an option", [[lua -e -v 2>&1 | head -n 1]], out = "lua: '-e' needs argument\n"}
cli.both{"-l without a name", [[lua -l 2>&1 | head -n 1; lua -l 2>/dev/null]], out = "lua: '-l' needs argument\n", status = 1}
for _, word in ipairs{"-x", "--x", "-vv", "-ii", "-Ex", "-W1", "---", "--e"} do
  cli.both{word .. " is no option", ("lua %s 2>&1 | head -n 1; lua %s 2>/dev/null"):format(word, word),
           out = ("lua: unrecognized option '%s'\n"):format(word), status = 1}
end
cli.both{"nothing runs when a later option is wrong", [[lua -e 'print(1)' -x 2>/dev/null]], status = 1}

local module = {["m.lua"] = "print('loading', ...); return {x = 7}", ["a.lua"] = "print(m and m.x, g and g.x)"}
cli.both{"-l requires a module into a global", [[lua -l m a.lua]], files = module, out = "loading\tm\t./m.lua\n7\tnil\n"}
cli.both{"-l with the name attached", [[lua -lm a.lua]], files = module, out = "loading\tm\t./m.lua\n7\tnil\n"}
cli.both{"-l into another global", [[lua -l g=m a.lua]], files = module, out = "loading\tm\t./m.lua\nnil\t7\n"}
cli.both{"-l and -e in their order", [[lua -e 'print(m)' -l m -e 'print(m.x)']], files = module,
         out = "nil\nloading\tm\t./m.lua\n7\n"}
cli.both{"-l of what is not there", [[lua -l nowhere -e 'print(1)' 2>&1 | head -n 1; lua -l nowhere 2>/dev/null]],
         out = "lua: module 'nowhere' not found:\n", status = 1}
cli.both{"-l of a standard library", [[lua -l s=string -e 'print(s.rep("ab", 2))']], out = "abab\n"}
cli.both{"-l of a module that gives nothing", [[lua -l n -e 'print(n)']], files = {["n.lua"] = ""}, out = "true\n"}

local show = {["a.lua"] = "for i = -9, 9 do if arg[i] then io.write(i, '=', arg[i], ' ') end end print('#' .. #arg, ...)"}
cli.both{"arg and the arguments", [[lua a.lua x y]], files = show, out = "-1=lua 0=a.lua 1=x 2=y #2\tx\ty\n"}
cli.both{"arg with options before", [[lua -e 'y = 1' -W a.lua -e]], files = show,
         out = "-4=lua -3=-e -2=y = 1 -1=-W 0=a.lua 1=-e #1\t-e\n"}
cli.both{"arg after --", [[lua -- a.lua -- x]], files = show, out = "-2=lua -1=-- 0=a.lua 1=-- 2=x #2\t--\tx\n"}
cli.both{"arg without a script", [[lua -e 'print(arg[0], arg[1], arg[2], arg[-1])' ]], out = "lua\t-e\tprint(arg[0], arg[1], arg[2], arg[-1])\tnil\n"}
cli.both{"arg for -", [[lua - x]], files = show, input = "print(arg[-1], arg[0], arg[1], ...)", out = "lua\t-\tx\tx\n"}
cli.both{"an empty argument", [[lua a.lua '' x]], files = show, out = "-1=lua 0=a.lua 1= 2=x #2\t\tx\n"}
cli.both{"arg may be changed before the script", [[lua -e 'arg = {"new", n = 5}' a.lua old]], files = {["a.lua"] = "print(...)"},
         out = "new\n"}
cli.both{"arg must stay a table", [[lua -e 'arg = 1' a.lua]], files = show, status = 1, err = "lua: 'arg' is not a table\n"}
cli.both{"many arguments", [[lua a.lua $(seq 1 3000)]], files = {["a.lua"] = "print(select('#', ...), (select(-1, ...)))"},
         out = "3000\t3000\n"}

cli.both{"a script whose name starts with -", [[lua -- -a.lua]], files = {["-a.lua"] = "print('here')"}, out = "here\n"}
cli.both{"a script called - after --", [[lua -- -]], files = {["-"] = "print('a file')"}, input = "print('input')",
         out = "a file\n"}
cli.both{"options after the script are its own", [[lua a.lua -v -x --version]], files = {["a.lua"] = "print(...)"},
         out = "-v\t-x\t--version\n"}

cli.both{"-W turns warnings on", [[lua -W -e 'warn("a", "b")']], err = "Lua warning: ab\n"}
cli.both{"warnings are off without it", [[lua -e 'warn("a")']]}
cli.both{"a script turns them on and off", [[lua -e 'warn("@on"); warn("a"); warn("@off"); warn("b"); warn("@on"); warn("c")']],
         err = "Lua warning: a\nLua warning: c\n"}
cli.both{"only a whole message is a command", [[lua -W -e 'warn("@o", "ff"); warn("@nonsense"); warn("x", "@off"); warn("y")']],
         err = "Lua warning: @off\nLua warning: x@off\nLua warning: y\n"}
cli.both{"-W in its order", [[lua -e 'warn("a")' -W -e 'warn("b")']], err = "Lua warning: b\n"}
cli.both{"an error in __gc is a warning", [[lua -W -e 'setmetatable({}, {__gc = function() error("oops", 0) end}); collectgarbage()']],
         err = "Lua warning: error in __gc (oops)\n"}

cli.both{"-E ignores LUA_INIT", [[LUA_INIT='print("init")' lua -E -e 'print(1)']], out = "1\n"}
cli.both{"-E ignores LUA_PATH", [[LUA_PATH='/somewhere/?.lua' lua -E -e 'print(package.path:find("somewhere"))']], out = "nil\n"}
cli.both{"LUA_PATH without -E", [[LUA_PATH='/somewhere/?.lua;;' lua -e 'print(package.path:sub(1, 17))']], out = "/somewhere/?.lua;\n"}
cli.both{"LUA_PATH_5_4 comes first", [[LUA_PATH=/a LUA_PATH_5_4=/b lua -e 'print(package.path)']], out = "/b\n"}
cli.both{"LUA_CPATH", [[LUA_CPATH='/x/?.so' lua -e 'print(package.cpath)']], out = "/x/?.so\n"}

cli.both{"-v alone runs nothing", [[lua -v]], out = {like = "Lua 5%.4.*PUC%-Rio\n$"}, input = "print(1)"}
cli.both{"-v and a statement", [[lua -v -e 'print(1)' | tail -n 1]], out = "1\n"}
cli.both{"-v and a script", [[lua -v a.lua | tail -n 1]], files = {["a.lua"] = "print(...)"}, out = "\n"}
cli.both{"-v and the standard input", [[lua -v - | tail -n 1]], input = "print(2)", out = "2\n"}
cli.both{"generational collections, as stock Lua's program", [[lua -e 'print(collectgarbage("incremental"))']], out = "generational\n"}
