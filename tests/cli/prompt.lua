-- The prompt: what it reads, what it shows, and Ctrl-C.
local cli = require "cli"

-- A session from its input; what it prints after the line with the version.
local function session(title, input, out, err)
  cli.ours{title, [[lua -i >log; status=$?; tail -n +2 log; exit $status]], input = input, out = out, err = err or ""}
end

session("an expression is shown", "1 + 1\n", "> 2\n> \n")
session("a statement is not", "x = 5\nx\n", "> > 5\n> \n")
session("several values", "1, 'two', nil, true\n", "> 1\ttwo\tnil\ttrue\n> \n")
session("no value", "(function() end)()\nlocal a = 1\n\n", "> > > > \n")
session("a call is an expression", "print('hi')\n", "> hi\n> \n")
session("the = of older versions", "=7\n", "> 7\n> \n")
session("numbers read back", "0.1 + 0.2, 1/3, 3.0, -0.0, 1e15, 1e16, 1e100, 5e-324, 123456.789e-8\n2^53, 10 // 0.3\n7 // 2\n",
        "> 0.30000000000000004\t0.3333333333333333\t3.0\t-0.0\t1000000000000000.0\t1e+16\t1e+100\t5e-324\t0.00123456789\n" ..
        "> 9007199254740992.0\t33.0\n> 3\n> \n")
session("no -nan", "0/0, -(0/0), 1/0, -1/0\n", "> nan\tnan\tinf\t-inf\n> \n")
session("an integer, the smallest", "math.mininteger\n", "> -9223372036854775808\n> \n")
session("__tostring and __name", "setmetatable({}, {__tostring = function() return 'mine' end})\n", "> mine\n> \n")

session("a statement over several lines", "for i = 1, 2 do\nprint(i)\nend\n", "> >> >> 1\n2\n> \n")
session("an expression over several lines", "(1 +\n2)\n", "> >> 3\n> \n")
session("an unfinished expression goes on", "1 +\n2\n", "> >> 3\n> \n")
session("a table over several lines", "#{1,\n2,\n\n3}\n", "> >> >> >> 3\n> \n")
session("a long string", "x = [[a\nb]]\nx\n", "> >> > a\nb\n> \n")
session("the input ends in a statement", "for i = 1, 2 do\n", "> >> > \n", "stdin:1: 'end' expected near <eof>\n")
session("a last line without its end", "1 + 1", "> 2\n> \n")
session("empty lines and comments", "\n-- nothing\n1 -- one\n", "> > > 1\n> \n")
session("a zero byte", "  #'a\0b'\n", "> 3\n> \n")

local function trace(text) return text .. "\nstack traceback:\n" end
session("an error, and the session goes on", "x = 1\nerror('bad')\nx\n", "> > > 1\n> \n",
        trace "stdin:1: bad" .. "\t[C]: in function 'error'\n\tstdin:1: in main chunk\n\t[C]: in ?\n")
session("a syntax error", "x x\n1\n", "> > 1\n> \n", "stdin:1: syntax error near 'x'\n")
session("an error object", "error(setmetatable({}, {__tostring = function() return 'mine' end}))\n", "> > \n", "mine\n")
session("an error while a value is shown", "setmetatable({}, {__tostring = function() error('no', 0) end})\n1\n", "> > 1\n> \n",
        trace "no" .. "\t[C]: in function 'error'\n\tstdin:1: in function <stdin:1>\n\t[C]: in ?\n\t[C]: in ?\n")
session("io.read takes the next line", "x = io.read()\nhello\nx\n", "> > hello\n> \n")
session("own prompts", "_PROMPT = 'p: '\n_PROMPT2 = setmetatable({}, {__tostring = function() return '.. ' end})\nfor i = 1, 1 do\nend\n",
        "> p: p: .. p: \n")
session("locals last one line", "local x = 1\nrawget(_G, 'x')\n", "> > nil\n> \n")
session("os.exit", "os.exit(true)\n1\n", "> ")

cli.ours{"-i after a script", [[lua -i a.lua x | tail -n +2]], files = {["a.lua"] = "y = ..."}, input = "y\n", out = "> x\n> \n"}
cli.ours{"-i after a script that fails", [[lua -i a.lua >/dev/null 2>&1]], files = {["a.lua"] = "error 'x'"}, input = "1\n", status = 1}
cli.ours{"-i after -e", [[lua -e 'z = 3' -i | tail -n +2]], input = "z\n", out = "> 3\n> \n"}
cli.ours{"-i shows the version", [[lua -i | head -n 1]], out = {like = "^perilune [%d.]+, Lua 5%.4"}}
cli.ours{"a terminal opens the prompt", [[
script -qec lua /dev/null >log
tr -d '\r' <log | sed -n '2,$p']], input = "1 + 1\nos.exit(4)\n", status = 0, out = {like = "> .*2\n"}}

-- Ctrl-C. The session is fed through a pipe, one step when the last has shown its effect.
local function steps(title, script, out, err)
  cli.ours{title, [[
mkfifo feed
lua -i <feed >log 2>errors & pid=$!
exec 3>feed
]] .. script .. [[

exec 3>&-
wait $pid; status=$?
tail -n +2 log; cat errors >&2
exit $status]], out = out, err = err or ""}
end

steps("Ctrl-C stops a loop and keeps the session", [[
echo 'x = 1 print "ready" io.stdout:flush() while true do end' >&3
await log ready; kill -INT $pid
await errors 'in ?'
echo x + 1 >&3]], "> ready\n> 2\n> \n", trace "interrupted!" .. "\tstdin:1: in main chunk\n\t[C]: in ?\n")
steps("Ctrl-C works again and again", [[
for i in 1 2 3; do
  echo "print 'ready $i' io.stdout:flush() while true do end" >&3
  await log "ready $i"; kill -INT $pid
  await errors "."
  sleep 0.1
done
echo '"done"' >&3]], "> ready 1\n> ready 2\n> ready 3\n> done\n> \n", {like = "interrupted!.*interrupted!.*interrupted!"})
steps("Ctrl-C at the prompt gives up the line", [[
echo 'x = 5' >&3
echo 'for i = 1, 2 do' >&3
await log '>>'; kill -INT $pid
await log '>> $'
sleep 0.1
echo x >&3]], "> > >> \n> 5\n> \n")
steps("a coroutine at the prompt", [[
echo 'co = coroutine.wrap(function() print "ready" io.stdout:flush() while true do end end) co()' >&3
await log ready; kill -INT $pid
await errors 'in ?'
echo 1 >&3]], "> ready\n> 1\n> \n", {like = "^stdin:1: interrupted!\n"})
steps("a pcall can swallow the first, not the second", [[
echo 'n = 0 local function f() while true do end end while true do n = n + 1 print("ready", n) io.stdout:flush() pcall(f) end' >&3
await log 'ready	1'; kill -INT $pid
await log 'ready	2'; kill -INT $pid
await errors 'in ?'
echo n >&3]], "> ready\t1\nready\t2\n> 2\n> \n", {like = "^.-interrupted!\nstack traceback:\n"})
steps("a coroutine cannot swallow the second either", [[
cat >&3 <<'END'
local function f() while true do end end n = 0 while true do n = n + 1 print("ready", n) io.stdout:flush() coroutine.resume(coroutine.create(f)) end
END
await log 'ready	1'; kill -INT $pid
await log 'ready	2'; kill -INT $pid
await errors 'in ?'
echo n >&3]], "> ready\t1\nready\t2\n> 2\n> \n", {like = "^.-interrupted!\nstack traceback:\n"})
steps("the second before the first is answered ends it", [[
echo 'print "ready" io.stdout:flush() s = ("a"):rep(60) s:find((".-"):rep(14) .. "c")' >&3
await log ready; kill -INT $pid; sleep 0.2; kill -INT $pid
wait $pid; echo $? >status; exec 3>&-; cat status; exit 0]], "130\n")
