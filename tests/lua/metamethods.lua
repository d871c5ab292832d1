-- Metatables: every event, the order in which they are looked up, and protection.
local check = require "check"
local eq, raises = check.eq, check.raises

check.group("arithmetic", function()
  local log
  local function named(name) return function(a, b) log = name return name end end
  local mt = {}
  local events = {"add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr", "concat"}
  for _, event in ipairs(events) do mt["__" .. event] = named(event) end
  local a, n = setmetatable({}, mt), 5
  local results = {a + n, a - n, a * n, a / n, a % n, a ^ n, a // n, a & n, a | n, a ~ n, a << n, a >> n, a .. n}
  eq(results, events)
  results = {n + a, n - a, n * a, n / a, n % a, n ^ a, n // a, n & a, n | a, n ~ a, n << a, n >> a, n .. a}
  eq(results, events)
  -- Constant operands take other instructions.
  eq({a + 1, 1 + a, a - 1, 1 - a, a * 1.5, 2 ^ a, a // 2, 3 & a, a << 1, 1 << a, a >> 1, 1 >> a},
     {"add", "add", "sub", "sub", "mul", "pow", "idiv", "band", "shl", "shl", "shr", "shr"})
  mt.__unm, mt.__bnot, mt.__len = named "unm", named "bnot", named "len"
  eq({-a, ~a, #a}, {"unm", "bnot", "len"})
  eq(log, "len")
end)

check.group("operands and results", function()
  local got
  local mt = {__add = function(...) got = table.pack(...) return 1, 2, 3 end, __unm = function(...) got = table.pack(...) end}
  local a, b = setmetatable({}, mt), setmetatable({}, {__add = function() return "second" end})
  eq(select("#", a + b), 1)
  eq(got.n, 2)
  eq(rawequal(got[1], a) and rawequal(got[2], b), true)
  eq(b + a, "second")
  eq(1 + b, "second")
  eq({} + b, "second")
  eq(-a, nil)
  eq(rawequal(got[1], got[2]), true)
  raises("attempt to perform arithmetic on a table value", function() return {} + {} end)
  raises("attempt to perform arithmetic on a table value (local 'x')", function() local x = setmetatable({}, {}) return x * 2 end)
  raises("attempt to call a number value (metamethod 'add')", function() return setmetatable({}, {__add = 5}) + 1 end)
end)

check.group("index", function()
  local base = {inherited = 1}
  local t = setmetatable({own = 2}, {__index = base})
  eq(t.own, 2)
  eq(t.inherited, 1)
  eq(t.neither, nil)
  local function_like = setmetatable({}, {__index = function(self, key) return tostring(key) .. "!", "dropped" end})
  eq(function_like.x, "x!")
  eq(function_like[5], "5!")
  eq(select("#", function_like.x), 1)
  local chain = {}
  for i = 1, 50 do chain = setmetatable({}, {__index = chain}) end
  eq(chain.x, nil)
  local loop = {}
  setmetatable(loop, {__index = loop})
  raises("'__index' chain too long; possible loop", function() return loop.x end)
  raises("attempt to index a number value", function() return setmetatable({}, {__index = 5}).x end)
  eq(setmetatable({}, {__index = "text"}).len, string.len)
end)

check.group("newindex", function()
  local store, log = {}, {}
  local t = setmetatable({old = 1}, {__newindex = store})
  t.new, t.old = 2, 3
  eq(rawget(t, "new"), nil)
  eq(store, {new = 2})
  eq(t.old, 3)
  local u = setmetatable({}, {__newindex = function(self, k, v) log[#log + 1] = k rawset(self, k, v) end})
  u.a = 1
  u.a = 2
  eq(log, {"a"})
  u.a = nil
  u.a = 3
  eq(log, {"a", "a"})
  local loop = {}
  setmetatable(loop, {__newindex = loop})
  raises("'__newindex' chain too long; possible loop", function() loop.x = 1 end)
end)

check.group("call", function()
  local t = setmetatable({}, {__call = function(self, ...) return select("#", ...), ... end})
  eq(table.pack(t(1, nil, 3)), table.pack(3, 1, nil, 3))
  eq(pcall(t), true)
  eq((t{5}), 1)
  local twice = setmetatable({}, {__call = t})
  eq((twice "x"), 2)
  raises("attempt to call a table value (local 'x')", function() local x = {} x() end)
  raises("attempt to call a nil value (method 'm')", function() local x = {} x:m() end)
  raises("attempt to call a nil value (field 'f')", function() local x = {} x.f() end)
  raises("attempt to call a nil value (global 'nowhere')", function() nowhere() end)
  raises("attempt to call a number value", function() (5)() end)
  local function tail() return t(1) end
  eq(tail(), 1)
end)

check.group("comparison", function()
  local calls = {}
  local mt = {
    __eq = function(a, b) calls[#calls + 1] = "eq" return a.v == b.v end,
    __lt = function(a, b) calls[#calls + 1] = "lt" return (type(a) == "table" and a.v or a) < (type(b) == "table" and b.v or b) end,
    __le = function(a, b) calls[#calls + 1] = "le" return (type(a) == "table" and a.v or a) <= (type(b) == "table" and b.v or b) end,
  }
  local function make(v) return setmetatable({v = v}, mt) end
  eq(make(1) == make(1), true)
  eq(make(1) ~= make(1), false)
  eq(make(1) == make(2), false)
  eq(#calls, 3)
  local same = make(1)
  eq(same == same, true)
  eq(#calls, 3)
  eq(make(1) == 1, false)
  eq(make(1) == "x", false)
  eq(#calls, 3)
  eq(make(1) < make(2), true)
  eq(make(1) > make(2), false)
  eq(make(1) <= make(1), true)
  eq(make(1) >= make(2), false)
  eq(make(1) < 2, true)
  eq(1 < make(2), true)
  eq(make(3) <= 2, false)
  eq(5 >= make(5), true)
  local truthy = setmetatable({}, {__lt = function() return "yes" end, __eq = function() return 1 end})
  eq(truthy < truthy, true)
  eq(truthy == setmetatable({}, getmetatable(truthy)), true)
  eq(make(1) == setmetatable({v = 1}, {}), true)
end)

check.group("concat and len", function()
  local mt = {__concat = function(a, b)
    return (type(a) == "table" and "T" or a) .. "+" .. (type(b) == "table" and "T" or b)
  end}
  local t = setmetatable({}, mt)
  eq(t .. "x", "T+x")
  eq("x" .. t, "x+T")
  eq(1 .. t, "1+T")
  eq("a" .. "b" .. t, "ab+T")
  eq("a" .. t .. "b", "aT+b")
  eq(t .. t, "T+T")
  raises("attempt to concatenate a table value", function() return {} .. "x" end)
  eq(#setmetatable({}, {__len = function() return 42 end}), 42)
  eq(select("#", #setmetatable({}, {__len = function() return 1, 2 end})), 1)
end)

check.group("protection and names", function()
  local t = setmetatable({}, {__metatable = "locked"})
  eq(getmetatable(t), "locked")
  raises("cannot change a protected metatable", setmetatable, t, {})
  eq(getmetatable {}, nil)
  eq(getmetatable(""), getmetatable("other"))
  eq(getmetatable(5), nil)
  raises("bad argument #2 to 'setmetatable' (nil or table expected, got no value)", setmetatable, {})
  raises("bad argument #1 to 'setmetatable' (table expected, got number)", setmetatable, 1, {})
  raises("bad argument #1 to 'getmetatable' (value expected)", getmetatable)
  local u = {}
  eq(setmetatable(u, nil), u)
  raises("attempt to compare two Kind values", function()
    local a = setmetatable({}, {__name = "Kind"})
    return a < setmetatable({}, {__name = "Kind"})
  end)
  raises("attempt to perform arithmetic on a Kind value (local 'a')", function()
    local a = setmetatable({}, {__name = "Kind"})
    return a + 1
  end)
end)

check.group("metatables of other types", function()
  debug.setmetatable(0, {__index = math, __call = function(n, x) return n * x end})
  eq((2):max(3), 3)
  eq((5)(6), 30)
  debug.setmetatable(0, nil)
  debug.setmetatable(nil, {__index = function(_, k) return k end})
  eq((nil).anything, "anything")
  debug.setmetatable(nil, nil)
  debug.setmetatable(print, {__index = {twice = function(f, x) return f(x), f(x) end}})
  eq(table.pack(math.abs:twice(-1)), table.pack(1, 1))
  debug.setmetatable(print, nil)
  debug.setmetatable(true, {__len = function(b) return b and 1 or 0 end})
  eq(#true, 1)
  debug.setmetatable(true, nil)
  raises("attempt to index a nil value", function() return (nil).x end)
end)

check.group("a class with inheritance", function()
  local Animal = {}
  Animal.__index = Animal
  function Animal.new(name) return setmetatable({name = name}, Animal) end
  function Animal:speak() return self.name .. " makes a sound" end
  local Dog = setmetatable({}, {__index = Animal})
  Dog.__index = Dog
  function Dog.new(name) return setmetatable(Animal.new(name), Dog) end
  function Dog:speak() return Animal.speak(self) .. ": woof" end
  eq(Dog.new("Rex"):speak(), "Rex makes a sound: woof")
  eq(Animal.new("Cat"):speak(), "Cat makes a sound")
end)

check.group("tracking and default values", function()
  local reads = 0
  local data = {a = 1}
  local proxy = setmetatable({}, {__index = function(_, k) reads = reads + 1 return data[k] end, __newindex = data,
                                  __len = function() return 7 end, __pairs = function() return next, data end})
  eq(proxy.a, 1)
  proxy.b = 2
  eq(data.b, 2)
  eq(reads, 1)
  local keys = {}
  for k in pairs(proxy) do keys[#keys + 1] = k end
  table.sort(keys)
  eq(keys, {"a", "b"})
  eq(#proxy, 7)
end)
