-- Functions: arguments, results, tail calls, closures, vararg, depth.
local check = require "check"
local eq, raises = check.eq, check.raises
local pack = table.pack

check.group("arguments and results", function()
  local function f(a, b, c) return c, b, a end
  eq(pack(f(1)), pack(nil, nil, 1))
  eq(pack(f(1, 2, 3, 4)), pack(3, 2, 1))
  local function many() return 1, 2, 3 end
  eq(pack(many(), many()), pack(1, 1, 2, 3))
  eq(pack((many())), pack(1))
  eq(pack(many(), 10), pack(1, 10))
  local a, b, c, d = many()
  eq({a, b, c, d}, {1, 2, 3})
  a, b = many(), 5
  eq({a, b}, {1, 5})
  eq(select("#", (function() end)()), 0)
  eq(select("#", (function() return nil end)()), 1)
  eq(#{many(), many(), x = many()}, 2)
  eq(#{x = many(), many(), many()}, 4)
  local t = {f = function(self, x) return self.v + x end, v = 10}
  eq(t:f(5), 15)
  eq(t.f(t, 6), 16)
  function t.nested(x) return x end
  function t:method(x) return self == t, x end
  eq(pack(t:method(1)), pack(true, 1))
  eq(("x"):rep(3), "xxx")
  eq(#"x" + 1, 2)
  eq(type(print), "function")
end)

check.group("vararg", function()
  local function count(...) return select("#", ...) end
  eq(count(), 0)
  eq(count(nil), 1)
  eq(count(nil, nil), 2)
  local function pass(...) return ... end
  eq(pack(pass(1, nil, 3)), pack(1, nil, 3))
  eq((pass(1, 2)), 1)
  local function first_rest(a, ...) return a, select("#", ...), ... end
  eq(pack(first_rest(1, 2, 3)), pack(1, 2, 2, 3))
  eq(pack(first_rest()), pack(nil, 0))
  eq(select(2, "a", "b", "c"), "b")
  eq(pack(select(-2, "a", "b", "c")), pack("b", "c"))
  eq(select("#", select(4, 1, 2, 3)), 0)
  raises("bad argument #1 to 'select' (index out of range)", select, -4, 1, 2, 3)
  local function sum(...)
    local s = 0
    for _, v in ipairs{...} do s = s + v end
    return s
  end
  eq(sum(table.unpack({1, 2, 3, 4})), 10)
  local function inner(...) local f = function(...) return ... end return f(...) end
  eq(pack(inner(1, 2)), pack(1, 2))
  local big = {}
  for i = 1, 250 do big[i] = i end
  eq(select("#", pass(table.unpack(big))), 250)
  eq(select(-1, pass(table.unpack(big))), 250)
  eq(math.max(table.unpack(big)), 250)
end)

check.group("tail calls", function()
  local function loop(n) if n == 0 then return "done" end return loop(n - 1) end
  eq(loop(1e6), "done")
  local even, odd
  function even(n) if n == 0 then return true end return odd(n - 1) end
  function odd(n) if n == 0 then return false end return even(n - 1) end
  eq(even(100001), false)
  local t = setmetatable({}, {__call = function(self, n) if n == 0 then return "end" end return self(n - 1) end})
  eq(t(10000), "end")
  local function varargs(n, ...) if n == 0 then return select("#", ...) end return varargs(n - 1, ...) end
  eq(varargs(10000, 1, 2, 3), 3)
end)

check.group("closures", function()
  local function counter()
    local n = 0
    return function() n = n + 1 return n end, function() return n end
  end
  local next1, get1 = counter()
  local next2 = counter()
  eq({next1(), next1(), next2(), get1()}, {1, 2, 1, 2})
  local list = {}
  for i = 1, 3 do
    local j = i * 2
    list[i] = {function() return i, j end, function(x) j = x end}
  end
  list[1][2](100)
  eq(pack(list[1][1]()), pack(1, 100))
  eq(pack(list[2][1]()), pack(2, 4))
  local function outer(a)
    return function(b) return function(c) a = a + 1 return a + b + c end end
  end
  local f = outer(1)
  eq(f(10)(100), 112)
  eq(f(20)(100), 123)
  local function recursive(n) return n <= 0 and {} or {recursive(n - 1)} end
  eq(#recursive(50), 1)
  local y = (function(g) return (function(x) return x(x) end)(function(x) return g(function(...) return x(x)(...) end) end) end)
  eq(y(function(self) return function(n) return n == 0 and 1 or n * self(n - 1) end end)(10), 3628800)
end)

check.group("depth", function()
  local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
  eq(deep(10000), 10000)
  eq(deep(150000), 150000)
  local function endless() return 1 + endless() end
  local ok, message = pcall(endless)
  eq(ok, false)
  check(message:find "stack overflow")
  eq(deep(10000), 10000)
  -- Depth through C: patterns, metamethods, sort, pcall.
  local function through_gsub(n) if n == 0 then return "" end return (("x"):gsub("x", function() return through_gsub(n - 1) end)) end
  eq(through_gsub(150), "")
  ok, message = pcall(through_gsub, 1000)
  eq(ok, false)
  check(message:find "C stack overflow")
  local function through_pcall(n) if n == 0 then return "bottom" end return select(2, pcall(through_pcall, n - 1)) end
  eq(through_pcall(100), "bottom")
  local looped = setmetatable({}, {})
  getmetatable(looped).__index = function(t, k) return t[k + 1] end
  ok, message = pcall(function() return looped[1] end)
  eq(ok, false)
  check(message:find "stack overflow")
  ok, message = pcall(string.rep, "x", -1)
  eq(message, "")
  local function overflow_in_handler() return xpcall(endless, function(m) return endless() end) end
  eq(overflow_in_handler(), false)
  eq(select("#", table.unpack({}, 1, 900000)), 900000)
  eq(pcall(table.unpack, {}, 1, 1100000), false)
end)

check.group("evaluation order and assignment", function()
  local log = {}
  local function note(x) log[#log + 1] = x return x end
  local _ = {note(1), note(2), note(3)}
  eq(log, {1, 2, 3})
  local t = {}
  local i = 1
  i, t[i], t.x = 2, "a", "b"
  eq(t[1], "a")
  eq(t[2], nil)
  local a = {1, 2, 3}
  a[1], a[2], a[3] = a[3], a[1], a[2]
  eq(a, {3, 1, 2})
  do local a, b, c = (function() return 1, 2 end)(), 10 eq({a, b, c}, {1, 10}) end
  eq((function(...) local x, y = ... return y end)(1, 2, 3), 2)
end)

check.group("upvalues through debug", function()
  local a, b = 1, 2
  local function f() return a + b end
  local function g() return a end
  eq(pack(debug.getupvalue(f, 1)), pack("a", 1))
  eq(debug.setupvalue(f, 2, 20), "b")
  eq(b, 20)
  eq(f(), 21)
  eq(debug.upvalueid(f, 1), debug.upvalueid(g, 1))
  debug.upvaluejoin(g, 1, f, 2)
  eq(g(), 20)
  eq(debug.getupvalue(f, 3), nil)
end)
