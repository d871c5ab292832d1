-- goto and labels, loops, break, blocks and scopes.
local check = require "check"
local eq = check.eq

local function refused(source, message)
  local chunk, text = load(source, "=s")
  check(chunk == nil, "must not compile: " .. source)
  eq(text, message, source)
end

check.group("jumps", function()
  local log = {}
  for i = 1, 3 do
    for j = 1, 3 do
      if j == 2 then goto continue end
      log[#log + 1] = i .. j
      ::continue::
    end
  end
  eq(log, {"11", "13", "21", "23", "31", "33"})
  do
    local n = 0
    ::again::
    n = n + 1
    if n < 5 then goto again end
    eq(n, 5)
  end
  local function find(t, x)
    for i = 1, #t do
      for j = 1, #t[i] do
        if t[i][j] == x then
          t.at = i .. "," .. j
          goto found
        end
      end
    end
    do return nil end
    ::found::
    return t.at
  end
  eq(find({{1, 2}, {3, 4}}, 3), "2,1")
  eq(find({{1, 2}, {3, 4}}, 9), nil)
  do goto over; local x <const> = 1; ::over:: end
  local function last() goto done; do return "no" end ::done:: end
  eq(last(), nil)
end)

check.group("each round has its own locals", function()
  local closures = {}
  do
    local i = 1
    ::again::
    local x = i * 10
    closures[i] = function() x = x + 1 return x end
    i = i + 1
    if i <= 3 then goto again end
  end
  eq({closures[1](), closures[1](), closures[2](), closures[3]()}, {11, 12, 21, 31})
  local all = {}
  for i = 1, 3 do all[i] = function() return i end end
  eq({all[1](), all[2](), all[3]()}, {1, 2, 3})
  local n, list = 0, {}
  while n < 3 do
    n = n + 1
    local x = n
    list[n] = function() return x end
  end
  eq({list[1](), list[2](), list[3]()}, {1, 2, 3})
end)

check.group("what is not allowed", function()
  refused("goto nowhere", "s:1: no visible label 'nowhere' for <goto> at line 1")
  refused("do ::inside:: end goto inside", "s:1: no visible label 'inside' for <goto> at line 1")
  refused("goto l; local x; ::l:: print(x)", "s:1: <goto l> at line 1 jumps into the scope of local 'x'")
  refused("::l:: ::l::", "s:1: label 'l' already defined on line 1")
  refused("::l::\n do ::l:: end", "s:2: label 'l' already defined on line 1")
  refused("repeat if x then goto cont end; local y = 1 ::cont:: until y", "s:1: <goto cont> at line 1 jumps into the scope of local 'y'")
  refused("local function f() goto l end ::l::", "s:1: no visible label 'l' for <goto> at line 1")
  check(load "::l:: local function f() ::l:: end", "a function has labels of its own")
  check(load "goto l; local x; ::l::", "a label at the end of a block is outside the scope of its locals")
  check(load "goto l; local x; ::l:: ; ::m::")
end)

check.group("loops", function()
  local n = 0
  repeat
    local done = n >= 3
    n = n + 1
  until done
  eq(n, 4)
  n = 0
  while true do
    n = n + 1
    if n == 7 then break end
  end
  eq(n, 7)
  for _, v in ipairs{1, 2, 3} do
    n = v
    if v == 2 then break end
  end
  eq(n, 2)
  local log = {}
  for i = 10, 1, -3 do log[#log + 1] = i end
  eq(log, {10, 7, 4, 1})
  for i = 1, 0 do error "never" end
  local calls = 0
  local function limit() calls = calls + 1 return 3 end
  for i = 1, limit() do end
  eq(calls, 1)
end)

check.group("generic for", function()
  local function iterate(state, control)
    if control < state then return control + 1, control * 2 end
  end
  local log = {}
  for a, b in iterate, 3, 0 do log[#log + 1] = a .. ":" .. b end
  eq(log, {"1:0", "2:2", "3:4"})
  local callable = setmetatable({}, {__call = function(_, _, c) c = (c or 0) + 1 if c < 4 then return c end end})
  local sum = 0
  for i in callable do sum = sum + i end
  eq(sum, 6)
  -- The fourth value is closed when the loop ends, however it ends.
  local closed = 0
  local function closing() return next, {1}, nil, setmetatable({}, {__close = function() closed = closed + 1 end}) end
  for _ in closing() do end
  eq(closed, 1)
  for _ in closing() do break end
  eq(closed, 2)
  pcall(function() for _ in closing() do error "x" end end)
  eq(closed, 3)
  do (function() for _ in closing() do return end end)() end
  eq(closed, 4)
  check.raises("attempt to call a nil value (for iterator 'for iterator')", function() for _ in nil do end end)
  check.raises("attempt to call a number value (for iterator 'for iterator')", function() for _ in 5 do end end)
end)

check.group("scopes", function()
  local x = 1
  do
    local x = x + 1
    eq(x, 2)
    do local x = x + 1 eq(x, 3) end
  end
  eq(x, 1)
  local function f() return x end
  local x = 5
  eq(f(), 1)
  local a, b, c = 1
  eq(b, nil)
  local i, t = 1, {}
  i, t[i] = i + 1, "first"
  eq(t[1], "first")
  local p, q = 1, 2
  p, q = q, p
  eq({p, q}, {2, 1})
  local function fact(n) return n <= 1 and 1 or n * fact(n - 1) end
  eq(fact(10), 3628800)
  local limit <const> = 10
  eq(limit, 10)
  eq(load("local a <const>, b = 1, 2 b = 3 return a + b")(), 4)
end)

check.group("many locals and upvalues", function()
  local names = {}
  for i = 1, 200 do names[i] = "v" .. i end
  check(load("local " .. table.concat(names, ",")))
  names[201] = "v201"
  eq(select(2, load("local " .. table.concat(names, ","), "=s")),
     "s:1: too many local variables (limit is 200) in main function near <eof>")
  -- 255 values of the surrounding functions, at most.
  local function capturing(n)
    local source = {}
    for i = 1, n do source[#source + 1] = ("local u%d = %d"):format(i, i) if i % 150 == 0 then source[#source + 1] = "local function f()" end end
    local sum = {}
    for i = 1, n do sum[i] = "u" .. i end
    source[#source + 1] = "local function inner() return " .. table.concat(sum, "+") .. " end return inner()"
    for _ = 1, n // 150 do source[#source + 1] = "end return f()" end
    return load(table.concat(source, "\n"), "=s")
  end
  eq(capturing(255)(), 255 * 128)
  eq(capturing(256), nil)
end)
