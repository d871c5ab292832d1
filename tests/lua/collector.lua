-- Garbage collection: modes, finalizers, weak tables.
local check = require "check"
local eq, raises = check.eq, check.raises

check.group("the controls", function()
  local mode = collectgarbage "incremental"
  eq(collectgarbage "incremental", "incremental")
  eq(collectgarbage "generational", "incremental")
  eq(collectgarbage "incremental", "generational")
  eq(collectgarbage(mode), "incremental")
  eq(collectgarbage(), 0)
  eq(collectgarbage "collect", 0)
  eq(math.type(collectgarbage "count"), "float")
  check(collectgarbage "count" > 10)
  eq(collectgarbage "isrunning", true)
  eq(collectgarbage "stop", 0)
  eq(collectgarbage "isrunning", false)
  eq(collectgarbage "restart", 0)
  eq(collectgarbage "isrunning", true)
  eq(type(collectgarbage("step", 0)), "boolean")
  local pause = collectgarbage("setpause", 160)
  eq(collectgarbage("setpause", pause), 160)
  local multiplier = collectgarbage("setstepmul", 300)
  eq(collectgarbage("setstepmul", multiplier) > 0, true)
  raises("bad argument #1 to 'collectgarbage' (invalid option 'nonsense')", collectgarbage, "nonsense")
end)

check.group("memory comes back", function()
  collectgarbage()
  local before = collectgarbage "count"
  local t = {}
  for i = 1, 1e5 do t[i] = {i} end
  local full = collectgarbage "count"
  check(full - before > 5000, "100 000 tables take more than 5 MB")
  t = nil
  collectgarbage()
  collectgarbage()
  check(collectgarbage "count" - before < 500, "and give it back")
end)

for _, mode in ipairs{"incremental", "generational"} do
  check.group(mode, function()
    local old = collectgarbage(mode)
    -- Much garbage does not pile up.
    local most = 0
    for i = 1, 300000 do
      local x = {i, tostring(i)}
      if i % 1000 == 0 then most = math.max(most, collectgarbage "count") end
    end
    check(most < 60000, "the heap stays small")
    -- What is reachable survives.
    local keep = {}
    for i = 1, 2000 do keep[i] = {value = i, next = keep[i - 1]} end
    for _ = 1, 20 do
      collectgarbage "step"
      for i = 1, 2000 do keep[i] = {value = i, next = keep[i - 1]} end
    end
    local sum = 0
    for i = 1, 2000 do sum = sum + keep[i].value end
    eq(sum, 2001000)
    collectgarbage(old)
  end)
end

check.group("finalizers", function()
  local order = {}
  for i = 1, 3 do setmetatable({}, {__gc = function() order[#order + 1] = i end}) end
  collectgarbage()
  eq(order, {3, 2, 1})
  -- What is set only later does not count.
  local late = false
  do
    local mt = {}
    local x = setmetatable({}, mt)
    mt.__gc = function() late = true end
    x = nil
  end
  collectgarbage()
  eq(late, false)
  -- A finalizer may bring its object back, once.
  local saved
  setmetatable({name = "back"}, {__gc = function(o) saved = o end})
  collectgarbage()
  eq(saved.name, "back")
  saved = nil
  collectgarbage()
  eq(saved, nil)
  -- And have itself called again by asking for it.
  local count = 0
  local mt = {}
  mt.__gc = function(o) count = count + 1 if count < 3 then setmetatable(o, mt) end end
  setmetatable({}, mt)
  for _ = 1, 5 do collectgarbage() end
  eq(count, 3)
  -- The objects that a finalizer sees are whole.
  local seen
  do
    local inner = {value = 5}
    setmetatable({inner = inner}, {__gc = function(o) seen = o.inner.value end})
  end
  collectgarbage()
  eq(seen, 5)
  -- An error in one is a warning; the others run.
  local others = 0
  setmetatable({}, {__gc = function() others = others + 1 end})
  setmetatable({}, {__gc = function() error "ignored" end})
  setmetatable({}, {__gc = function() others = others + 1 end})
  collectgarbage()
  eq(others, 2)
  setmetatable({}, {__gc = true})
  collectgarbage()
end)

check.group("weak tables", function()
  local values = setmetatable({}, {__mode = "v"})
  values.gone, values.kept, values.number, values.text = {}, _G, 5, "text"
  values[1] = function() return values end
  collectgarbage()
  eq(values.gone, nil)
  eq(values.kept, _G)
  eq(values.number, 5)
  eq(values.text, "text")
  local keys = setmetatable({}, {__mode = "k"})
  local key = {}
  keys[key], keys[{}], keys[1] = "kept", "gone", {}
  collectgarbage()
  local count = 0
  for _ in pairs(keys) do count = count + 1 end
  eq(count, 2)
  eq(keys[key], "kept")
  -- A value that refers to its own key does not keep it.
  local ephemeron = setmetatable({}, {__mode = "k"})
  for i = 1, 10 do
    local k = {}
    ephemeron[k] = {back = k}
  end
  collectgarbage()
  eq(next(ephemeron), nil)
  -- A chain of them, held by its first key.
  local first = {}
  local k = first
  for i = 1, 20 do
    local following = {}
    ephemeron[k] = following
    k = following
  end
  k = nil
  collectgarbage()
  count, k = 0, first
  while ephemeron[k] do k, count = ephemeron[k], count + 1 end
  eq(count, 20)
  local both = setmetatable({}, {__mode = "kv"})
  both[{}] = 1
  both[1] = {}
  collectgarbage()
  eq(next(both), nil)
  -- Finalized objects leave values before, keys after their finalizer.
  local by_value, by_key = setmetatable({}, {__mode = "v"}), setmetatable({}, {__mode = "k"})
  local in_values, in_keys
  do
    local o = setmetatable({}, {__gc = function(x) in_values, in_keys = by_value[1], by_key[x] end})
    by_value[1], by_key[o] = o, "present"
  end
  collectgarbage()
  eq(in_values, nil)
  eq(in_keys, "present")
  collectgarbage()
  eq(next(by_key), nil)
end)

check.group("closures and coroutines", function()
  local weak = setmetatable({}, {__mode = "v"})
  do
    local big = {}
    weak.big = big
    weak.closure = function() return big end
    weak.thread = coroutine.wrap(function() coroutine.yield(big) end)
    weak.thread()
  end
  collectgarbage()
  eq(next(weak), nil)
  -- Cycles.
  do
    local a, b = {}, {}
    a.b, b.a = b, a
    setmetatable(a, {__index = b})
    weak.a, weak.b = a, b
  end
  collectgarbage()
  eq(next(weak), nil)
end)

check.group("many objects with finalizers", function()
  local count = 0
  local mt = {__gc = function() count = count + 1 end}
  for _ = 1, 10000 do setmetatable({}, mt) end
  collectgarbage()
  eq(count, 10000)
end)
