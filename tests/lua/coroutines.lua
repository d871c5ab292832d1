-- Coroutines: the same behaviour and the same messages as stock Lua, where resume, wrap and close are our own.
local check = require "check"
local eq, raises = check.eq, check.raises
local pack = table.pack
local create, resume, yield, wrap, status, close = coroutine.create, coroutine.resume, coroutine.yield, coroutine.wrap,
                                                  coroutine.status, coroutine.close

check.group("values in and out", function()
  local co = create(function(...)
    local got = pack(...)
    for i = 1, 3 do got = pack(yield(i, table.unpack(got, 1, got.n))) end
    return "end", got.n
  end)
  eq(pack(resume(co, "a", nil)), pack(true, 1, "a", nil))
  eq(pack(resume(co)), pack(true, 2))
  eq(pack(resume(co, nil, nil, nil)), pack(true, 3, nil, nil, nil))
  eq(pack(resume(co, 1, 2)), pack(true, "end", 2))
  eq(pack(resume(co)), pack(false, "cannot resume dead coroutine"))
  eq(pack(resume(co, 1)), pack(false, "cannot resume dead coroutine"))
end)

check.group("status", function()
  local co
  co = create(function()
    eq(status(co), "running")
    local inner = create(function() eq(status(co), "normal") end)
    check(resume(inner))
    eq(status(inner), "dead")
    yield()
  end)
  eq(status(co), "suspended")
  resume(co)
  eq(status(co), "suspended")
  resume(co)
  eq(status(co), "dead")
  local broken = create(function() error "x" end)
  resume(broken)
  eq(status(broken), "dead")
  local main, is_main = coroutine.running()
  eq(type(main), "thread")
  eq(is_main, true)
  eq(status(main), "running")
  resume(create(function() eq(select(2, coroutine.running()), false) eq(status(main), "normal") end))
end)

check.group("isyieldable", function()
  eq(coroutine.isyieldable(), false)
  eq(wrap(function() return coroutine.isyieldable() end)(), true)
  local co = create(print)
  eq(coroutine.isyieldable(co), true)
  eq(wrap(function() return (table.concat({"x"}, "")) and coroutine.isyieldable() end)(), true)
  wrap(function()
    table.sort({2, 1}, function(a, b)
      eq(coroutine.isyieldable(), false)
      return a < b
    end)
  end)()
end)

check.group("wrap", function()
  local count = wrap(function(n) while true do n = n + (yield(n) or 1) end end)
  eq(count(10), 10)
  eq(count(), 11)
  eq(count(5), 16)
  local function numbers(n) return wrap(function() for i = 1, n do yield(i) end end) end
  local sum = 0
  for i in numbers(10) do sum = sum + i end
  eq(sum, 55)
  local f = wrap(function() return 1 end)
  f()
  raises("cannot resume dead coroutine", f)
  check(tostring(f):match "^function: ")
end)

check.group("wrong arguments", function()
  raises("bad argument #1 to 'coroutine.create' (function expected, got nil)", create, nil)
  raises("bad argument #1 to 'coroutine.create' (function expected, got table)", create, setmetatable({}, {__call = print}))
  raises("bad argument #1 to 'coroutine.wrap' (function expected, got number)", wrap, 1)
  raises("bad argument #1 to 'coroutine.wrap' (function expected, got no value)", wrap)
  raises("bad argument #1 to 'coroutine.resume' (thread expected, got number)", resume, 1)
  raises("bad argument #1 to 'coroutine.resume' (thread expected, got no value)", resume)
  raises("bad argument #1 to 'coroutine.close' (thread expected, got table)", close, {})
  raises("bad argument #1 to 'coroutine.status' (thread expected, got table)", status, {})
  raises("bad argument #1 to 'resume' (thread expected, got string)", function() coroutine.resume "x" end)
  raises("bad argument #1 to 'wrap' (function expected, got string)", function() coroutine.wrap "x" end)
  raises("attempt to yield from outside a coroutine", yield)
end)

check.group("who cannot be resumed", function()
  eq(pack(resume(coroutine.running())), pack(false, "cannot resume non-suspended coroutine"))
  local outer
  outer = create(function()
    eq(pack(resume(outer)), pack(false, "cannot resume non-suspended coroutine"))
    return select(2, resume(create(function() return pack(resume(outer)) end)))
  end)
  eq(select(2, resume(outer)), pack(false, "cannot resume non-suspended coroutine"))
  local self
  self = wrap(function() return pcall(self) end)
  local ok, message = self()
  eq(ok, false)
  check(message:find "cannot resume non%-suspended coroutine$")
end)

check.group("errors", function()
  local co = create(function() local t = nil return t.x end)
  local ok, message = resume(co)
  eq(ok, false)
  check(message:find "attempt to index a nil value %(local 't'%)$")
  local object = {}
  eq(pack(resume(create(function() error(object) end))), pack(false, object))
  eq(pack(resume(create(function() error() end))), pack(false, nil))
  eq(pack(resume(create(error), "direct")), pack(false, "direct"))
  -- Through wrap a text gets the place of the caller in front, an object stays what it is.
  local fine, text = pcall(wrap(function() error("plain", 0) end))
  eq(fine, false)
  eq(text, "plain")
  check(select(2, pcall(function() wrap(function() error("inner", 0) end)() end)):find "^[^\n]*:%d+: inner$")
  eq(select(2, pcall(wrap(function() error(object) end))), object)
  eq(select(2, pcall(wrap(function() error(nil) end))), nil)
  raises("oops", function() for _ in wrap(function() error("oops", 0) end) do end end)
end)

check.group("yield across calls of C", function()
  -- pcall, xpcall, metamethods, iterators and dofile let a yield through.
  local co = wrap(function()
    local ok, message = pcall(function()
      yield "in pcall"
      error("after", 0)
    end)
    yield(ok, message)
    yield(xpcall(function() yield "in xpcall" error "x" end, function() return "handled" end))
    local t = setmetatable({}, {
      __index = function(_, k) return yield("index " .. k) end,
      __newindex = function(_, k, v) yield("newindex " .. k .. v) end,
      __add = function(_, v) return yield("add " .. v) end,
      __eq = function() return yield "eq" end,
      __lt = function() return yield "lt" end,
      __le = function() return yield "le" end,
      __concat = function(_, v) return yield("concat " .. v) end,
      __len = function() return yield "len" end,
      __call = function(_, v) return yield("call " .. v) end,
      __unm = function() return yield "unm" end,
      __close = function() yield "close" end,
    })
    local u = setmetatable({}, getmetatable(t))
    yield(t.key)
    t.a = 1
    yield(t + 2)
    yield(t == u)
    yield(t < u)
    yield(t <= u)
    yield(t .. "x")
    yield(#t)
    yield(t(7))
    yield(-t)
    do local c <close> = t end
    for i in function(_, i) return yield("iterate " .. tostring(i)) end do yield("body " .. i) end
    return "done"
  end)
  eq(co(), "in pcall")
  eq(pack(co()), pack(false, "after"))
  eq(co(), "in xpcall")
  eq(pack(co()), pack(false, "handled"))
  eq(co(), "index key") eq(co "v", "v")
  eq(co(), "newindex a1")
  eq(co(), "add 2") eq(co "sum", "sum")
  eq(co(), "eq") eq(co(1), true)
  eq(co(), "lt") eq(co(false), false)
  eq(co(), "le") eq(co(nil), false)
  eq(co(), "concat x") eq(co "joined", "joined")
  eq(co(), "len") eq(co(99), 99)
  eq(co(), "call 7") eq(co "called", "called")
  eq(co(), "unm") eq(co "minus", "minus")
  eq(co(), "close")
  eq(co(), "iterate nil") eq(co(5), "body 5")
  eq(co(), "iterate 5") eq(co(nil), "done")
end)

check.group("where a yield cannot pass", function()
  local function inside(f) return select(2, resume(create(f))) end
  check(inside(function() table.sort({2, 1}, yield) end):find "attempt to yield across a C%-call boundary$")
  check(inside(function() ("x"):gsub("x", yield) end):find "attempt to yield across a C%-call boundary$")
  check(inside(function() load(function() yield() end) error "no yield" end):find "no yield")
end)

check.group("close", function()
  local log = {}
  local function closing(name, fail)
    return setmetatable({}, {__close = function(_, e)
      log[#log + 1] = name .. ":" .. tostring(e)
      if fail then error(fail, 0) end
    end})
  end
  local co = create(function()
    local a <close> = closing "a"
    local b <close> = closing "b"
    yield()
  end)
  resume(co)
  eq(pack(close(co)), pack(true))
  eq(log, {"b:nil", "a:nil"})
  eq(status(co), "dead")
  eq(pack(close(co)), pack(true))
  log = {}
  co = create(function()
    local a <close> = closing "a"
    local b <close> = closing("b", "broken")
    yield()
  end)
  resume(co)
  eq(pack(close(co)), pack(false, "broken"))
  eq(log, {"b:nil", "a:broken"})
  eq(pack(close(co)), pack(true))
  -- Not started, dead by an error, dead by return.
  eq(pack(close(create(print))), pack(true))
  co = create(error)
  resume(co, "e")
  eq(pack(close(co)), pack(false, "e"))
  eq(pack(close(co)), pack(true))
  raises("cannot close a running coroutine", close, (coroutine.running()))
  local outer
  outer = create(function()
    return select(2, resume(create(function() return pack(pcall(close, outer)) end)))
  end)
  eq(select(2, resume(outer)), pack(false, "cannot close a normal coroutine"))
  -- What an error leaves open, wrap closes.
  log = {}
  local ok, message = pcall(wrap(function()
    local a <close> = closing "a"
    local b <close> = closing("b", "second")
    error("first", 0)
  end))
  eq(ok, false)
  eq(message, "second")
  eq(log, {"b:first", "a:second"})
  -- resume leaves it to close.
  log = {}
  co = create(function()
    local a <close> = closing "a"
    error("first", 0)
  end)
  eq(pack(resume(co)), pack(false, "first"))
  eq(log, {})
  eq(pack(close(co)), pack(false, "first"))
  eq(log, {"a:first"})
  -- A coroutine that closes itself by yielding in __close.
  log = {}
  co = wrap(function()
    do local a <close> = setmetatable({}, {__close = function() yield "closing" end}) end
    return "out"
  end)
  eq(co(), "closing")
  eq(co(), "out")
end)

check.group("deep and many", function()
  local function nest(n) if n == 0 then return "bottom" end return wrap(nest)(n - 1) end
  eq(nest(100), "bottom")
  local ok, message = pcall(nest, 1000)
  eq(ok, false)
  check(message:find "C stack overflow")
  local live = {}
  for i = 1, 1000 do
    live[i] = wrap(function() local n = i while true do yield(n) n = n + 1 end end)
  end
  local sum = 0
  for _ = 1, 3 do for i = 1, 1000 do sum = sum + live[i]() end end
  eq(sum, 3 * 500500 + 3000)
  eq(select("#", wrap(function(...) return ... end)(table.unpack({}, 1, 200000))), 200000)
  eq(select("#", resume(create(function(...) yield(...) end), table.unpack({}, 1, 200000))), 200001)
  local co = create(function() local function f() return f() + 1 end f() end)
  eq(resume(co), false)
  eq(pack(resume(create(table.unpack), {}, 1, 1e6)).n > 1, true)
end)

check.group("too many values", function()
  -- The stack of the resumer has not room for what comes.
  local function fill(n, co, ...)
    if n == 0 then return resume(co) end
    return select(2, ..., fill(n - 1, co, ...))
  end
  local co = create(function() return table.unpack({}, 1, 990000) end)
  local results = pack(pcall(function() return select("#", table.unpack({}, 1, 100000), resume(co)) end))
  eq(results[1], true)
end)

check.group("collected while suspended", function()
  local collected = false
  do
    local co = wrap(function()
      local keep = setmetatable({}, {__gc = function() collected = true end})
      yield()
      return keep
    end)
    co()
  end
  collectgarbage()
  collectgarbage()
  eq(collected, true)
end)

check.group("debug sees coroutines", function()
  local co = create(function(argument) local x = 5 yield() return argument, x end)
  resume(co, "given")
  eq(pack(debug.getlocal(co, 1, 1)), pack("argument", "given"))
  eq(debug.getinfo(co, 1, "l").currentline, debug.getinfo(1, "l").currentline - 3)
  check(debug.traceback(co):find "in function <")
  check(debug.traceback(co, "message"):find "^message\nstack traceback:\n\t%[C%]: in function 'coroutine.yield'\n")
  eq(debug.traceback(co, "message", 1):find "yield", nil)
  local broken = create(function() error "x" end)
  resume(broken)
  check(debug.traceback(broken):find "in function 'error'")
  local calls = 0
  local counted = create(function() for i = 1, 100 do end end)
  debug.sethook(counted, function() calls = calls + 1 end, "", 10)
  resume(counted)
  check(calls > 5, "the hook of a coroutine runs in it")
  eq(debug.gethook(), nil)
end)

check.group("generators", function()
  local function permutations(a, n)
    n = n or #a
    if n <= 1 then yield(table.concat(a)) end
    for i = 1, n do
      a[n], a[i] = a[i], a[n]
      if n > 1 then permutations(a, n - 1) end
      a[n], a[i] = a[i], a[n]
    end
  end
  local all = {}
  for p in wrap(function() permutations{"a", "b", "c"} end) do all[#all + 1] = p end
  table.sort(all)
  eq(all, {"abc", "acb", "bac", "bca", "cab", "cba"})
  -- Producer and consumer.
  local function producer() return create(function() for i = 1, 4 do yield(i) end end) end
  local function filter(source) return create(function()
    while true do
      local _, value = resume(source)
      if not value then return end
      yield(value * value)
    end
  end) end
  local squares, sink = {}, filter(producer())
  while true do
    local _, value = resume(sink)
    if not value then break end
    squares[#squares + 1] = value
  end
  eq(squares, {1, 4, 9, 16})
end)
