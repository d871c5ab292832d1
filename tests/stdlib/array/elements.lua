-- a[i] and a[i] = x, which take the shortest way there is, beside a:get and a:set and what the grammar of indices says:
-- every dtype, layout, kind of key and of value, and selves that are none.
local check = require "check"
local pl = require "perilune"

local dtypes = {"bool", "uint8", "int32", "int64", "float32", "float64", "complex64", "complex128"}

-- The same five elements in every layout: inside the userdata, in a block, a view of either, backwards, with gaps,
-- repeated. 1 0 3 4 5, and for `repeated` five times 1.
local layouts = {
  inline = function(dtype) return pl.array({1, 0, 3, 4, 5}, dtype) end,
  block = function(dtype) return pl.concatenate{pl.array({1, 0, 3, 4, 5}, dtype), pl.zeros({4995}, dtype)}:get("1:5") end,
  backwards = function(dtype) return pl.array({5, 4, 3, 0, 1}, dtype):get("::-1") end,
  gaps = function(dtype) return pl.array({{1, 9}, {0, 9}, {3, 9}, {4, 9}, {5, 9}}, dtype):get(":", 1) end,
  large_gaps = function(dtype)
    local a = pl.zeros({5, 500}, dtype)
    a:set(":", 7, {1, 0, 3, 4, 5})
    return a:get(":", 7)
  end,
  view_of_view = function(dtype) return pl.array({9, 1, 0, 3, 4, 5, 9}, dtype):get("2:7"):get("1:5") end,
}

local function outcome(f, ...)
  local ok, value = pcall(f, ...)
  if ok then return value end
  return "error: " .. tostring(value):gsub("^[^:]*:%d+: ", "")
end
local function read(a, key) return a[key] end
local function write(a, key, value) a[key] = value end

check.group("reading", function()
  for name, make in pairs(layouts) do
    for _, dtype in ipairs(dtypes) do
      local a = make(dtype)
      local list = a:tolist()
      for i = 1, 5 do
        local note = ("%s %s %d"):format(name, dtype, i)
        check.eq(a[i], list[i], note)
        check.eq(math.type(a[i]), math.type(list[i]), note)
        check.eq(a[i - 6], list[i], note)
        check.eq(a[i + 0.0], list[i], note)
        check.eq(a[tostring(i)], list[i], note)
        check.eq(a[{i}], list[i], note)
        check.eq(a:get(i), list[i], note)
        check.eq(a(i), list[i], note)
        check.eq(a:item(i), list[i], note)
      end
      check.eq(a[6], nil, "behind the end, for ipairs")
      for _, key in ipairs{0, 7, -6, 1 << 62, math.maxinteger, math.mininteger, 0.0, 7.0, -6.0} do
        local whole = math.tointeger(key)
        check.eq(outcome(read, a, key), ("error: index %d is out of range for axis 1 with length 5%s"):format(whole,
                 whole == 0 and ": indices start at 1" or ""), name .. " " .. dtype)
      end
      check.eq(outcome(read, a, 1.5), "error: an index must be a whole number, got 1.5")
    end
  end
  check.eq(pl.array({true, false})[1], true)
  check.eq(pl.zeros{0}[1], nil)
  check.eq(outcome(read, pl.zeros{0}, -1), "error: index -1 is out of range for axis 1 with length 0")
  check.eq(outcome(read, pl.array(5), 1), "error: a 0-d array has no elements to count; a() or a:item() reads its value")
  check.eq(tostring(pl.array{{1, 2}, {3, 4}}[2]), "[3. 4.]")
  check.eq(pl.array{{1, 2}, {3, 4}}[2][1], 3.0)
  local b = pl.broadcast_to(pl.array{7}, {3})
  check.eq(b[1] + b[2] + b[3], 21.0)
  local large = pl.array({(1 << 62) + 1, math.mininteger}, "int64")
  check.eq(large[1], (1 << 62) + 1)
  check.eq(large[2], math.mininteger)
  check.eq(pl.array({-5}, "int32")[1], -5)
  check.eq(pl.array({255}, "uint8")[1], 255)
  check.eq(pl.array({0.1}, "float32")[1], string.unpack("f", string.pack("f", 0.1)))
  check.eq(1 / pl.array{-0.0}[1], -math.huge)
end)

check.group("writing", function()
  local values = {0, 1, -1, 5, 255, 256, 2^31, 1 << 31, -(1 << 31), (1 << 31) - 1, 1 << 53 | 1, math.maxinteger,
                  math.mininteger, 0.1, -2.5, 1e300, math.huge, -math.huge, -0.0, true, false, "5", pl.complex(1, 2),
                  pl.array(3), pl.array{4}, pl.array{1, 2}, {6}, print, io.stdout}
  for name, make in pairs(layouts) do
    for _, dtype in ipairs(dtypes) do
      for n, value in ipairs(values) do
        for _, key in ipairs{1, 5, -1, -5, 2.0} do
          -- The array behind the view must be the same too: writing goes where reading reads, and nowhere else.
          local a, b = make(dtype), make(dtype)
          local got = outcome(write, a, key, value)
          local expected = outcome(b.set, b, key, value)
          local note = ("%s %s [%s] = value %d"):format(name, dtype, key, n)
          check.eq(got, expected, note)
          for i = 1, 5 do check.eq(tostring(a[i]), tostring(b[i]), note) end
        end
      end
      local a = make(dtype)
      for _, key in ipairs{0, 6, 7, -6, math.maxinteger, math.mininteger} do
        check.eq(outcome(write, a, key, 1), ("error: index %d is out of range for axis 1 with length 5%s"):format(key,
                 key == 0 and ": indices start at 1" or ""), name .. " " .. dtype)
      end
      check.eq(outcome(write, a, 1, nil):find "a value to store must be", 8)
    end
  end
  local nan = pl.zeros{1}
  nan[1] = 0 / 0
  check(nan[1] ~= nan[1], "nan is stored")
  local whole = pl.zeros({1}, "int64")
  whole[1] = (1 << 53) + 1
  check.eq(whole[1], (1 << 53) + 1)
  -- The neighbours of an element keep theirs.
  local m = pl.zeros{3, 3}
  m:get(":", 2)[2] = 7
  check.eq(m:tolist(), {{0.0, 0.0, 0.0}, {0.0, 7.0, 0.0}, {0.0, 0.0, 0.0}})
  local rows = pl.zeros{2, 2}
  rows[1] = 5
  check.eq(rows:tolist(), {{5.0, 5.0}, {0.0, 0.0}})
end)

check.group("memory that may not be written", function()
  local path = os.tmpname() .. ".npy"
  pl.io.save(path, pl.arange(1000))
  local a = pl.io.load(path, {mmap_mode = "r"})
  check.eq(a[1000], 999.0)
  check.eq(outcome(write, a, 1, 5), "error: this array is read-only")
  check.eq(outcome(write, a:get("1:10"), 1, 5.0), "error: this array is read-only")
  check.eq(a[1], 0.0)
  os.remove(path)
end)

check.group("a self that is no array", function()
  local metatable = debug.getmetatable(pl.zeros{1})
  local index, new_index = metatable.__index, metatable.__newindex
  for _, self in ipairs{1, "text", {}, print, io.stdout, pl.complex(1, 2), pl.s(1, 2), coroutine.create(print)} do
    check.eq(outcome(index, self, 1), "error: an array is expected")
    check.eq(outcome(new_index, self, 1, 1), "error: an array is expected")
  end
  check.eq(outcome(read, setmetatable({}, {__index = index}), 1), "error: an array is expected")
  check.eq(outcome(write, setmetatable({}, {__newindex = new_index}), 1, 1), "error: an array is expected")
  -- Userdata of others under the metatable of arrays.
  for _, foreign in ipairs{io.stdout, pl.complex(1, 2), pl.linspace and pl.random.default_rng(1)} do
    local own = debug.getmetatable(foreign)
    debug.setmetatable(foreign, metatable)
    local reading, writing = outcome(read, foreign, 1), outcome(write, foreign, 1, 1)
    debug.setmetatable(foreign, own)
    check.eq(reading, "error: an array is expected")
    check.eq(writing, "error: an array is expected")
  end
end)

check.group("another metamethod is asked", function()
  local a = pl.array{1, 2, 3}
  local metatable = debug.getmetatable(a)
  local index, new_index = metatable.__index, metatable.__newindex
  local log = {}
  metatable.__index = function(_, key) return "read " .. tostring(key) end
  metatable.__newindex = function(_, key, value) log[#log + 1] = key + value end
  local got = a[2]
  a[2] = 40
  metatable.__index = {[2] = "from a table"}
  local from_table = a[2]
  metatable.__index, metatable.__newindex = index, new_index
  check.eq(got, "read 2")
  check.eq(from_table, "from a table")
  check.eq(log, {42})
  check.eq(a[2], 2.0)
  -- The metamethod itself, called by hand, and behind a metatable of one's own.
  check.eq(index(a, 3), 3.0)
  new_index(a, 3, 8)
  check.eq(a[3], 8.0)
  local proxy = setmetatable({}, {__index = a, __newindex = a})
  proxy[1] = 11
  check.eq(proxy[1], 11.0)
  check.eq(proxy[-1], 8.0)
  check.eq(rawget(proxy, 1), nil)
end)

check.group("an array in its last moments", function()
  local seen
  do
    local holder = setmetatable({array = pl.zeros{1000}}, {__gc = function(self)
      local ok, value = pcall(read, self.array, 1)
      seen = ok and (value == nil or value == 0.0) or tostring(value):find "out of range" ~= nil
    end})
    holder = nil
  end
  collectgarbage()
  collectgarbage()
  check.eq(seen, true)
end)

check.group("from coroutines and through pcall", function()
  local a = pl.arange(100)
  local step = coroutine.wrap(function()
    for i = 1, #a do
      a[i] = a[i] + 0.5
      coroutine.yield(a[i])
    end
  end)
  for i = 1, 100 do check.eq(step(), i - 0.5) end
end)
