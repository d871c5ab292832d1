-- perilune inside the program: globals, the prompt, Ctrl-C in kernels; and the same library in a stock lua5.4.
local cli = require "cli"

cli.ours{"pl is there without require", [[lua -e 'print(pl.ones{3}.size)']], out = "3\n"}
cli.ours{"and by require, the same", [[lua -e 'local p = require "perilune" print(p == pl, package.loaded.perilune == pl)']], out = "true\ttrue\n"}
cli.ours{"nothing shows in _G", [[lua -e 'print(rawget(_G, "pl")) for name in pairs(_G) do if name == "pl" then print "seen" end end']],
         out = "nil\n"}
cli.ours{"an assignment shadows, nil brings it back", [[lua -e 'local before = pl pl = 3 print(pl) pl = nil print(pl == before)']], out = "3\ntrue\n"}
cli.ours{"undefined names are nil in a script", [[lua -e 'print(nothing, zeros, _G.x)']], out = "nil\tnil\tnil\n"}
cli.ours{"io stays Lua's own", [[lua -e 'print(io.write == io.stdout.write, io.open ~= nil) io = nil print(io)']], out = "false\ttrue\nnil\n"}
cli.ours{"a script may have a metatable of its own for _G", [[lua -e 'setmetatable(_G, {__index = function(_, k) return k end}) print(pl, xyz)']],
         out = "pl\txyz\n"}
cli.ours{"in an environment of one's own nothing is there", [[lua -e 'print(load("return pl", "=s", "t", {})())']], out = "nil\n"}
cli.ours{"all names at every use", [[lua a.lua]], out = "true\tnil\tnil\tnil\n42\nnil\n", files = {["a.lua"] = [[
local first = linalg
print(linalg == first and linalg == pl.linalg and random == pl.random and help == pl.help and optimize ~= nil, zeros, nothing, rawget(_G, "linalg"))
local index = getmetatable(_G).__index
getmetatable(_G).__index = function(t, k) return k == "answer" and 42 or index[k] end
print(answer)
getmetatable(_G).__index = nil
print(pl)]]}}
cli.ours{"a new __index before the first use stays", [[lua a.lua]], out = "true\tfunction\n", files = {["a.lua"] = [[
local mt = getmetatable(_G)
local old = mt.__index
mt.__index = function(t, k) return old(t, k) end
print(pl == require "perilune", type(mt.__index))]]}}
cli.ours{"-l perilune", [[lua -l perilune -e 'print(perilune == pl)']], out = "true\n"}
cli.ours{"-l into another name", [[lua -l np=perilune -e 'print(np.ones{2}.size)']], out = "2\n"}
cli.ours{"one account for Lua's heap and arrays", [[lua a.lua]], out = "closed\n", files = {["a.lua"] = [[
local kept = {}
for i = 1, 200 do kept[i] = pl.zeros{1000, i} end
setmetatable({}, {__gc = function() kept = nil end})
local t <close> = setmetatable({}, {__close = function() print "closed" end})
os.exit(true, true)]]}}

local function session(title, input, out, err)
  cli.ours{title, [[lua -i >log; status=$?; tail -n +2 log; exit $status]], input = input, out = out, err = err or ""}
end
session("an array is shown with its shape and dtype", "pl.ones{2, 3}\n", "> [[1. 1. 1.]\n [1. 1. 1.]]\nshape {2, 3}, dtype float64\n> \n")
session("a view of none", "pl.zeros({0}, {dtype = 'int32'})\n", "> []\nshape {0}, dtype int32\n> \n")
session("several arrays", "pl.ones{2}, 3\n", "> [1. 1.]\nshape {2}, dtype float64\n3\n> \n")
session("an undefined name is an error at the prompt", "x = nil\nnothing\nprnit(1)\n", "> > > > \n",
        {like = "^stdin:1: undefined global 'nothing'\nstack.*stdin:1: undefined global 'prnit' %(did you mean 'print'%?%)\n"})
session("rawget still asks", "rawget(_G, 'nothing')\n", "> nil\n> \n")
-- What a question shows is what help writes.
local function question(title, line, call)
  cli.ours{title, [[lua -i >log 2>&1; tail -n +2 log | sed 's/^> //' >a; lua -e "$(cat call)" >b 2>&1; echo >>b; cmp a b && grep -c . b >/dev/null]],
           input = line .. "\n", files = {call = call}}
end
question("name?", "pl.zeros?", "help(pl.zeros)")
question("name? with blanks", "  pl.zeros ?  ", "help(pl.zeros)")
question("the name of a module", "linalg?", "help(linalg)")
question("words", "square root?", "help 'square root'")
question("a name without a value", "svd?", "help 'svd'")
question("nothing known", "flurb?", "help 'flurb'")
question("? alone", "?", "help()")
session("a question mark in a text is none", "x = [[what?\n]]\nx\n-- why?\n", "> >> > what?\n\n> > \n")
session("pl.strict may be turned off", "pl.strict(false)\nnothing\n", "> > nil\n> \n")
session("warnings are printed at the prompt", "pl.warnings()\n", "> print\n> \n")

-- A kernel that would run for minutes, without taking memory.
local long = [[
local zeros = pl.broadcast_to(pl.zeros{1}, {200000000000})
local function work() return pl.array_equal(zeros, pl.broadcast_to(pl.zeros{1}, {200000000000})) end
print "ready" io.stdout:flush()
]]
cli.ours{"the traceback of a callback shows nothing in between", "lua a.lua", status = 1,
         files = {["a.lua"] = "integrate.quad(function(x)\n  if x < 0.4 then error 'no' end\n  return x\nend, 0, 1)"},
         err = {like = "^lua: a%.lua:2: no\nstack traceback:\n.*inside the callback, stack traceback:\n\t%[C%]: in function 'error'\n" ..
                       "\ta%.lua:2: in function <a%.lua:1>\n\t%[C%]: in [^\n]*\n\ta%.lua:1: in main chunk\n\t%[C%]: in %?\n$"}}

local interrupt = [[
lua a.lua >log 2>errors & pid=$!
await log ready
sleep 0.3
kill -INT $pid
wait $pid; status=$?
cat log; cat errors >&2
exit $status
]]
cli.ours{"Ctrl-C stops a kernel", interrupt, files = {["a.lua"] = long .. "work()"}, out = "ready\n", status = 1,
         err = {like = "^lua: a%.lua:2: interrupted!\nstack traceback:\n\t%[C%]: in %a+ '[%w.]*array_equal'\n.*in main chunk\n\t%[C%]: in %?\n$"}}
cli.ours{"it can be caught, and no hook is left", interrupt, files = {["a.lua"] = long .. "print(pcall(work)) print(debug.gethook()) print(pl.ones{2}.size)"},
         out = {like = "^ready\nfalse\t.*interrupted!\nnil\n2\n$"}}
cli.ours{"a kernel in a coroutine", interrupt, files = {["a.lua"] = long .. "print(coroutine.resume(coroutine.create(work)))"},
         out = {like = "^ready\nfalse\t.*interrupted!\n$"}}
cli.ours{"a kernel at the prompt", [[
mkfifo feed
lua -i <feed >log 2>errors & pid=$!
exec 3>feed
cat a.lua >&3; echo 'kept = 7' >&3
cat >&3 <<'END'
print "ready" io.stdout:flush() pl.array_equal(zeros, zeros)
END
await log ready; sleep 0.3; kill -INT $pid
await errors 'in ?'
echo kept >&3
exec 3>&-
wait $pid
tail -n 2 log; head -n 1 errors]], files = {["a.lua"] = "zeros = pl.broadcast_to(pl.zeros{1}, {200000000000})\n"},
         out = "> 7\n> \nstdin:1: interrupted!\n"}

-- Modules in C find Lua in the program, whether it is linked into it or not.
do
  local path = os.getenv "PERILUNE_C_MODULE"
  if path and path ~= "" then
    local directory = path:match "^(.*)/[^/]*$"
    cli.ours{"a C module", ([[LUA_CPATH='%s/?.so' lua -e 'local m = require "c_module" print(m.twice(21), m.pack("a", "b"))
print(pcall(m.twice, {}))']]):format(directory),
      out = "42\tab\nfalse\tbad argument #1 to 'c_module.twice' (number expected, got table)\n"}
  end
end

-- Where Lua is linked in, elements of vectors need no call: a hook for calls sees none.
if (os.getenv "PERILUNE_LUA_ARCHIVE" or ""):find "%.a$" then
  cli.ours{"elements without a call", [[lua a.lua]], out = "0\t2\n", files = {["a.lua"] = [[
local a, calls = pl.ones{3}, 0
local function count() calls = calls + 1 end
debug.sethook(count, "c")
a[1] = a[2] + a[-1]
debug.sethook()
local short = calls - 1  -- the last is sethook's own
debug.sethook(count, "c")
a[1.0] = a[2.0]
debug.sethook()
print(short, calls - short - 2)]]}}
end

-- The library as a module of stock Lua: it works, it can be loaded twice, and leaving is quiet.
local module, stock = os.getenv "PERILUNE_MODULE", os.getenv "PERILUNE_STOCK"
if module and module ~= "" and stock and stock ~= "" then
  local check = require "check"
  local function in_stock(title, source, expected)
    local pipe = io.popen(("LUA_CPATH='%s' %s -e '%s' 2>&1; echo \"status $?\""):format(module, stock, source))
    local got = pipe:read "a"
    pipe:close()
    if type(expected) == "table" then check(got:find(expected.like), title .. ": got " .. got)
    else check.eq(got, expected, title) end
  end
  in_stock("require", [[local pl = require "perilune" print(pl.ones{2, 2} * 3)]], "[[3. 3.]\n [3. 3.]]\nstatus 0\n")
  in_stock("no globals are made", [[require "perilune" print(rawget(_G, "pl"), pl, getmetatable(_G))]], "nil\tnil\tnil\nstatus 0\n")
  in_stock("twice the same", [[local a = require "perilune" package.loaded.perilune = nil print(a == require "perilune")]],
           "true\nstatus 0\n")
  in_stock("leaving with large arrays and threads at work before",
           [[local pl = require "perilune" pl.set_num_threads(2) x = pl.ones{3000, 1000} y = x + x print(y[{3000, 1000}])]], "2.0\nstatus 0\n")
  in_stock("os.exit without closing", [[local pl = require "perilune" x = pl.ones{2000, 1000} + 1 os.exit(5)]], "status 5\n")
  in_stock("os.exit with closing", [[local pl = require "perilune" x = pl.ones{2000, 1000} + 1 os.exit(6, true)]], "status 6\n")
  in_stock("an error", [[local pl = require "perilune" print(pcall(pl.nothing)) ]], {like = "pl has no member 'nothing'.*\nstatus 1\n$"})
  in_stock("in a coroutine that never ends", [[local pl = require "perilune" co = coroutine.wrap(function() local a = pl.ones{10} coroutine.yield(a.size) end) print(co())]],
           "10\nstatus 0\n")
end
