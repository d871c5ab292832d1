-- Tables: constructors, length, traversal, and the table library.
local check = require "check"
local eq, raises = check.eq, check.raises
local pack, unpack = table.pack, table.unpack

check.group("constructors", function()
  eq(#{1, 2, 3}, 3)
  eq(({10, 20, [1] = "lost"})[1], 10)
  eq(({n = 1, ["n"] = 2}).n, 2)
  local function three() return 1, 2, 3 end
  eq({three(), three()}, {1, 1, 2, 3})
  eq({three(), nil}, {1})
  eq({(three())}, {1})
  eq({x = three(), three()}, {1, 2, 3, x = 1})
  eq(#{n = 3}, 0)
  local many = {}
  for i = 1, 300 do many[i] = i end
  eq(#{unpack(many)}, 300)
  eq(load("return #{" .. ("1,"):rep(1000) .. "}")(), 1000)
end)

check.group("keys", function()
  local t = {}
  t[1.0] = "one"
  eq(t[1], "one")
  eq(next(t), 1)
  t[2^53] = "big"
  eq(t[1 << 53], "big")
  t[1.5] = "half"
  eq(t[1.5], "half")
  t["1"] = "text"
  eq(t[1], "one")
  t[true], t[print] = 1, 2
  eq(t[true] + t[print], 3)
  eq(t[nil], nil)
  eq(t[0/0], nil)
  raises("table index is nil", function() t[nil] = 1 end)
  raises("table index is NaN", function() t[0/0] = 1 end)
  raises("attempt to index a nil value (field 'x')", function() return t.x.y end)
  t[-0.0] = "zero"
  eq(t[0], "zero")
end)

check.group("next and pairs", function()
  local t, seen = {1, 2, 3, a = "A", b = "B"}, {}
  for key, value in pairs(t) do seen[key] = value end
  eq(seen, t)
  eq(next({}), nil)
  for key in pairs(t) do t[key] = nil end
  eq(next(t), nil)
  raises("invalid key to 'next'", next, {}, "not there")
  raises("bad argument #1 to 'next' (table expected, got nil)", next, nil)
  raises("bad argument #1 to 'for iterator' (table expected, got nil)", function() for _ in next do end end)
  local order = {}
  for i, v in ipairs{1, 2, nil, 4} do order[i] = v end
  eq(order, {1, 2})
  local proxy = setmetatable({}, {__index = function(_, i) if i <= 3 then return i * i end end})
  local squares = {}
  for _, v in ipairs(proxy) do squares[#squares + 1] = v end
  eq(squares, {1, 4, 9})
  raises("bad argument #1 to 'ipairs' (value expected)", ipairs)
  local f, s, c = pairs(setmetatable({}, {__pairs = function(x) return "f", x, "c" end}))
  eq({f, type(s), c}, {"f", "table", "c"})
end)

check.group("insert and remove", function()
  local t = {}
  table.insert(t, "a")
  table.insert(t, 1, "b")
  table.insert(t, 2, "c")
  table.insert(t, 4, "d")
  eq(t, {"b", "c", "a", "d"})
  eq(table.remove(t), "d")
  eq(table.remove(t, 1), "b")
  eq(t, {"c", "a"})
  eq(table.remove(t, 3), nil)
  eq(table.remove({}), nil)
  eq(table.remove({}, 0), nil)
  eq(table.remove({[0] = "z"}, 0), "z")
  raises("bad argument #2 to 'table.insert' (position out of bounds)", table.insert, {1}, 3, 0)
  raises("bad argument #2 to 'table.insert' (position out of bounds)", table.insert, {1}, 0, 0)
  raises("wrong number of arguments to 'insert'", table.insert, {1})
  raises("wrong number of arguments to 'insert'", table.insert, {1}, 1, 2, 3)
  raises("bad argument #1 to 'table.remove' (position out of bounds)", table.remove, {1}, 3)
  raises("bad argument #1 to 'table.insert' (table expected, got nil)", table.insert, nil, 1)
end)

check.group("concat", function()
  eq(table.concat{}, "")
  eq(table.concat{1, 2.5, "x"}, "12.5x")
  eq(table.concat({1, 2, 3}, ", "), "1, 2, 3")
  eq(table.concat({1, 2, 3}, "-", 2), "2-3")
  eq(table.concat({1, 2, 3}, "-", 2, 2), "2")
  eq(table.concat({1, 2, 3}, "-", 3, 2), "")
  eq(table.concat({[5] = "five"}, "", 5, 5), "five")
  eq(table.concat(setmetatable({}, {__len = function() return 2 end, __index = function(_, i) return i end}), "+"), "1+2")
  raises("invalid value (table) at index 2 in table for 'concat'", table.concat, {1, {}, 3})
  raises("invalid value (nil) at index 4 in table for 'concat'", table.concat, {1, 2, 3}, "", 1, 4)
end)

check.group("pack and unpack", function()
  eq(pack().n, 0)
  eq(pack(nil, nil).n, 2)
  eq(pack(1, nil, 3), {1, nil, 3, n = 3})
  eq(pack(unpack({1, 2, 3}, 2)), pack(2, 3))
  eq(pack(unpack({1, 2, 3}, -1, 1)), pack(nil, nil, 1))
  eq(select("#", unpack({}, 1, 0)), 0)
  eq(select("#", unpack({}, 1, 5)), 5)
  eq(pack(unpack({1}, math.maxinteger, math.maxinteger)), pack(nil))
  eq(unpack(setmetatable({}, {__len = function() return 1 end, __index = function() return "x" end})), "x")
  raises("too many results to unpack", unpack, {}, 1, 1e7)
  raises("too many results to unpack", unpack, {}, math.mininteger, math.maxinteger)
end)

check.group("move", function()
  eq(table.move({1, 2, 3}, 1, 3, 2), {1, 1, 2, 3})
  eq(table.move({1, 2, 3}, 2, 3, 1), {2, 3, 3})
  eq(table.move({1, 2, 3}, 1, 3, 1, {}), {1, 2, 3})
  eq(table.move({1, 2, 3}, 1, 0, 5), {1, 2, 3})
  eq(table.move({1, 2, 3}, 1, 3, 3), {1, 2, 1, 2, 3})
  local log = {}
  table.move(setmetatable({}, {__index = function(_, i) return i * 10 end}), 1, 3, 1,
             setmetatable({}, {__newindex = function(_, i, v) log[i] = v end}))
  eq(log, {10, 20, 30})
  raises("bad argument #4 to 'table.move' (destination wrap around)", table.move, {}, 1, math.maxinteger, 2)
  raises("bad argument #3 to 'table.move' (too many elements to move)", table.move, {}, math.mininteger, math.maxinteger, 1)
  raises("bad argument #5 to 'table.move' (table expected, got number)", table.move, {}, 1, 2, 3, 4)
end)

check.group("sort", function()
  local function sorted(t, f) table.sort(t, f) return t end
  eq(sorted{3, 1, 2}, {1, 2, 3})
  eq(sorted{}, {})
  eq(sorted{1}, {1})
  eq(sorted({3, 1, 2}, function(a, b) return a > b end), {3, 2, 1})
  eq(sorted{"b", "a", "C"}, {"C", "a", "b"})
  eq(sorted{2, 1.5, -1, 1e10, math.mininteger}, {math.mininteger, -1, 1.5, 2, 1e10})
  local random = {}
  local x = 12345
  for i = 1, 5000 do
    x = (x * 1103515245 + 12345) % 2147483648
    random[i] = x
  end
  sorted(random)
  local fine = true
  for i = 2, #random do fine = fine and random[i - 1] <= random[i] end
  check(fine, "5000 numbers in order")
  for _, make in ipairs{function(i) return i end, function(i) return -i end, function() return 7 end, function(i) return i % 2 end} do
    local t = {}
    for i = 1, 1000 do t[i] = make(i) end
    sorted(t)
    fine = true
    for i = 2, #t do fine = fine and t[i - 1] <= t[i] end
    check(fine, "regular input")
  end
  raises("invalid order function for sorting", table.sort, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, function() return true end)
  raises("attempt to compare nil with number", table.sort, {1, nil, 3, 4})
  raises("attempt to compare string with number", function() table.sort{1, "x"} end)
  raises("bad argument #2 to 'table.sort' (function expected, got number)", table.sort, {1, 2}, 5)
  raises("bad argument #1 to 'table.sort' (array too big)", table.sort, setmetatable({}, {__len = function() return math.maxinteger end}))
  raises("stop", table.sort, {3, 2, 1}, function() error("stop", 0) end)
end)

check.group("length", function()
  local t = {}
  for i = 1, 100 do t[i] = i end
  eq(#t, 100)
  for i = 100, 51, -1 do t[i] = nil end
  eq(#t, 50)
  eq(#setmetatable({}, {__len = function() return "any" end}), "any")
  eq(rawlen(setmetatable({1, 2}, {__len = function() return 9 end})), 2)
  eq(rawlen "abc", 3)
  raises("attempt to get length of a nil value (global 'nothing')", function() return #nothing end)
  raises("attempt to get length of a number value (field 'n')", function() local o = {n = 1} return #o.n end)
  raises("object length is not an integer", table.insert, setmetatable({}, {__len = function() return "x" end}), 1)
  raises("bad argument #1 to 'rawlen' (table or string expected, got number)", rawlen, 5)
end)

check.group("raw access", function()
  local t = setmetatable({}, {__index = function() return "made" end, __newindex = function() error "no" end, __eq = function() return true end})
  eq(t.x, "made")
  eq(rawget(t, "x"), nil)
  eq(rawset(t, "x", 1), t)
  eq(rawget(t, "x"), 1)
  eq(rawequal(t, setmetatable({}, getmetatable(t))), false)
  eq(t == setmetatable({}, getmetatable(t)), true)
  eq(rawequal("a", "a"), true)
  raises("bad argument #1 to 'rawset' (table expected, got nil)", rawset, nil, 1, 2)
end)

check.group("growth and holes", function()
  local t = {}
  for i = 1, 10000 do t[i * 7919 % 10007] = i end
  local count = 0
  for _ in pairs(t) do count = count + 1 end
  eq(count, 10000)
  local kept = true
  for i = 1, 10000 do kept = kept and t[i * 7919 % 10007] == i end
  check(kept, "every value under its key")
  local u = {}
  u[1 << 40], u[-1], u[0] = "a", "b", "c"
  eq(#u, 0)
  eq(u[1 << 40] .. u[-1] .. u[0], "abc")
end)
