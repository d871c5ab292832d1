-- Ctrl-C: what it stops, what it leaves behind.
local cli = require "cli"

-- Starts a.lua, waits until it has written "ready" and had a moment to go on, and sends the signal that Ctrl-C sends.
local interrupt = [[
lua a.lua >log 2>errors & pid=$!
await log ready
sleep 0.1
kill -INT $pid
wait $pid; status=$?
cat log; cat errors >&2
exit $status
]]

local function case(title, source, rest)
  rest[1], rest[2] = title, rest.script or interrupt
  rest.files = {["a.lua"] = "local function ready() print('ready') io.stdout:flush() end\n" .. source}
  cli.both(rest)
end

case("a loop in a script", "ready() while true do end", {out = "ready\n", status = 1,
     err = "lua: interrupted!\nstack traceback:\n\ta.lua:2: in main chunk\n\t[C]: in ?\n"})
case("a function", "local function spin() while true do end end ready() spin() print 'never'", {out = "ready\n", status = 1,
     err = "lua: a.lua:2: interrupted!\nstack traceback:\n\ta.lua:2: in local 'spin'\n\ta.lua:2: in main chunk\n\t[C]: in ?\n"})
case("a script that catches it goes on", "ready() print(pcall(function() while true do end end)) print 'after'",
     {out = "ready\nfalse\tinterrupted!\nafter\n"})
case("it closes what is open", [[
local t <close> = setmetatable({}, {__close = function(_, e) print('closed', e) end})
ready() while true do end]], {out = {like = "^ready\nclosed\tinterrupted!\n"}, status = 1, err = {like = "^lua: interrupted!\n"}})
case("a blocking read returns", "ready() print(pcall(io.read))", {out = {like = "^ready\n"}, status = false, err = false,
     script = "mkfifo pipe; sleep 100 >pipe & holder=$!; exec <pipe\n" .. interrupt:gsub("exit", "kill $holder; exit") })
case("a second one that is not answered kills", "local s = ('a'):rep(60) .. 'b' ready() s:find(('.-'):rep(14) .. 'c')", {
     out = "ready\n", status = 130, err = false, script = interrupt:gsub("\nwait", "\nsleep 0.2; kill -INT $pid\nwait")})

-- Where stock Lua does not look: a coroutine that runs.
local function ours(title, source, rest)
  rest[1], rest[2] = title, rest.script or interrupt
  rest.files = {["a.lua"] = "local function ready() print('ready') io.stdout:flush() end\n" .. source}
  cli.ours(rest)
end
ours("a coroutine", "local co = coroutine.create(function() ready() while true do end end) print(coroutine.resume(co)) print(coroutine.status(co))",
     {out = "ready\nfalse\tinterrupted!\ndead\n"})
ours("a wrapped coroutine", "local f = coroutine.wrap(function() ready() while true do end end) f()",
     {out = "ready\n", status = 1, err = {like = "^lua: a%.lua:2: interrupted!\n"}})
ours("a coroutine in a coroutine", [[
local inner = coroutine.wrap(function() ready() while true do end end)
local outer = coroutine.create(function() inner() end)
print(coroutine.resume(outer))]], {out = "ready\nfalse\ta.lua:3: interrupted!\n"})
ours("a coroutine that is closed", [[
local co = coroutine.create(function()
  local t <close> = setmetatable({}, {__close = function() ready() while true do end end})
  coroutine.yield()
end)
coroutine.resume(co)
print(coroutine.close(co))]], {out = "ready\nfalse\tinterrupted!\n"})
ours("many short coroutines", [[
local function body() coroutine.yield() end
ready()
print(pcall(function()
  while true do
    local co = coroutine.wrap(body)
    co() co()
  end
end))
-- No hook is left behind, in whatever thread the request was seen.
print(debug.gethook(), coroutine.wrap(function() local n = 0 for i = 1, 1e5 do n = n + i end return debug.gethook() end)())]],
     {out = {like = "^ready\nfalse\t.*interrupted!\nnil\tnil\n$"}})
ours("the main thread again after a coroutine", [[
local co = coroutine.wrap(function() while true do coroutine.yield() end end)
co()
ready()
local ok, message = pcall(function() while true do end end)
print(ok, message, co())]], {out = "ready\nfalse\tinterrupted!\n"})

-- Long work in one call.
for call, title in pairs{
  ["pl.io.savetxt('/dev/null', pl.zeros{1 << 40, 0})"] = "savetxt of rows without elements",
  ["while true do pl.random.SeedSequence(1):generate_state(1 << 24) end"] = "the words of a seed",
} do
  ours(title, "local pl = require 'perilune' ready() print(pcall(function() " .. call .. " end))",
       {out = {like = "^ready\nfalse\t.*interrupted"}})
end
