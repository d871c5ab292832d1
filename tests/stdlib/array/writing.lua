-- Writing by subscripts, set and fill.
local check = require "check"
local family = require "family"
local pl = family.covers "array:set array:fill"
local is, none, told = family.is, family.none, family.told
local c = pl.complex

local function fresh(dtype) return pl.arange(1, 13):astype(dtype or "float64"):reshape(3, 4) end

-- Each form of writing a part, with the value and what the array is then.
local forms = {
  {function(a, v) a[{2, 3}] = v end, 0, {{1, 2, 3, 4}, {5, 6, 0, 8}, {9, 10, 11, 12}}},
  {function(a, v) a["2, 3"] = v end, 0, {{1, 2, 3, 4}, {5, 6, 0, 8}, {9, 10, 11, 12}}},
  {function(a, v) a:set(2, 3, v) end, 0, {{1, 2, 3, 4}, {5, 6, 0, 8}, {9, 10, 11, 12}}},
  {function(a, v) a:set(-2, 3.0, v) end, 0, {{1, 2, 3, 4}, {5, 6, 0, 8}, {9, 10, 11, 12}}},
  {function(a, v) a[2][3] = v end, 0, {{1, 2, 3, 4}, {5, 6, 0, 8}, {9, 10, 11, 12}}},
  {function(a, v) a[2] = v end, 0, {{1, 2, 3, 4}, {0, 0, 0, 0}, {9, 10, 11, 12}}},
  {function(a, v) a[-1] = v end, {20, 21, 22, 23}, {{1, 2, 3, 4}, {5, 6, 7, 8}, {20, 21, 22, 23}}},
  {function(a, v) a:set(1, v) end, {20, 21, 22, 23}, {{20, 21, 22, 23}, {5, 6, 7, 8}, {9, 10, 11, 12}}},
  {function(a, v) a[":, 1"] = v end, {20, 21, 22}, {{20, 2, 3, 4}, {21, 6, 7, 8}, {22, 10, 11, 12}}},
  {function(a, v) a:set(":", 1, v) end, {20, 21, 22}, {{20, 2, 3, 4}, {21, 6, 7, 8}, {22, 10, 11, 12}}},
  {function(a, v) a["1:2, 3:4"] = v end, {{20, 21}, {22, 23}}, {{1, 2, 20, 21}, {5, 6, 22, 23}, {9, 10, 11, 12}}},
  {function(a, v) a["1:2, 3:4"] = v end, {{20}, {21}}, {{1, 2, 20, 20}, {5, 6, 21, 21}, {9, 10, 11, 12}}},
  {function(a, v) a["::-2, ::-3"] = v end, {{20, 21}, {22, 23}}, {{23, 2, 3, 22}, {5, 6, 7, 8}, {21, 10, 11, 20}}},
  {function(a, v) a["..."] = v end, {1, 2, 3, 4}, {{1, 2, 3, 4}, {1, 2, 3, 4}, {1, 2, 3, 4}}},
  {function(a, v) a[{"...", 2}] = v end, 9, {{1, 9, 3, 4}, {5, 9, 7, 8}, {9, 9, 11, 12}}},
  {function(a, v) a[pl.s(2, 3)] = v end, 9, {{1, 2, 3, 4}, {9, 9, 9, 9}, {9, 9, 9, 9}}},
  {function(a, v) a[pl.newaxis] = v end, 9, {{9, 9, 9, 9}, {9, 9, 9, 9}, {9, 9, 9, 9}}},
  {function(a, v) a[{{3, 1}}] = v end, {{20, 21, 22, 23}, {30, 31, 32, 33}}, {{30, 31, 32, 33}, {5, 6, 7, 8}, {20, 21, 22, 23}}},
  {function(a, v) a:set({3, 1}, {2, 4}, v) end, {20, 21}, {{1, 2, 3, 21}, {5, 6, 7, 8}, {9, 20, 11, 12}}},
  {function(a, v) a[{{1, 1}, {1, 1}}] = v end, {20, 21}, {{21, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}}},
  {function(a, v) a[{pl.ix_({1, 3}, {2, 4})}] = v end, {{20, 21}, {22, 23}}, {{1, 20, 3, 21}, {5, 6, 7, 8}, {9, 22, 11, 23}}},
  {function(a, v) a[a:gt(7)] = v end, 0, {{1, 2, 3, 4}, {5, 6, 7, 0}, {0, 0, 0, 0}}},
  {function(a, v) a[a:gt(9)] = v end, {20, 21, 22}, {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 20, 21, 22}}},
  {function(a, v) a[{{true, false, true}, 1}] = v end, {20, 21}, {{20, 2, 3, 4}, {5, 6, 7, 8}, {21, 10, 11, 12}}},
  {function(a, v) a[{}] = v end, 7, {{7, 7, 7, 7}, {7, 7, 7, 7}, {7, 7, 7, 7}}},
  {function(a, v) a["3:2"] = v end, 7, {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}}},
  {function(a, v) a:fill(v) end, 7, {{7, 7, 7, 7}, {7, 7, 7, 7}, {7, 7, 7, 7}}},
}

check.group("every form, dtype and layout", function()
  for k, form in ipairs(forms) do
    for _, dtype in ipairs(family.dtypes) do
      if dtype ~= "bool" then
        for _, l in ipairs(family.layouts(fresh(dtype))) do
          local a, note = l[2], ("form %d of %s %s"):format(k, dtype, l[1])
          form[1](a, form[2])
          is(a, form[3], dtype, note)
        end
        if type(form[2]) == "table" then
          -- The value as an array of other dtypes and layouts.
          for _, v in ipairs(family.layouts(pl.array(form[2], "uint8"))) do
            local a = fresh(dtype)
            form[1](a, v[2])
            is(a, form[3], dtype, "from " .. v[1])
          end
        end
      end
    end
  end
end)

check.group("values and dtypes", function()
  local function stored(dtype, value)
    local a = pl.zeros(2, dtype)
    a[1] = value
    local b, d, e = pl.zeros(2, dtype), pl.zeros(2, dtype), pl.zeros(2, dtype)
    b["1:1"] = value
    d:set(1, value)
    e[{{1}}] = pl.array{value}
    check(a == b and a == d and a == e, dtype)
    return a[1]
  end
  check.eq(stored("float64", 1.5), 1.5)
  check.eq(stored("float32", 0.1), 0.10000000149011612)
  check.eq(stored("complex128", c(1, 2)), c(1, 2))
  check.eq(stored("complex64", 3), c(3))
  check.eq(stored("int64", 7.0), 7)
  check.eq(stored("int32", 7.9), 7, "fractions are cut off, as in NumPy")
  check.eq(stored("uint8", true), 1)
  check.eq(stored("bool", 5), true)
  check.eq(stored("float64", true), 1.0)
  local big = pl.zeros(1, "int64")
  big[1] = math.maxinteger
  check.eq(big[1], math.maxinteger)
  big[{1}] = math.mininteger
  check.eq(big[1], math.mininteger)
  big["..."] = {9007199254740993}
  check.eq(big[1], 9007199254740993)
  big:set(1, 9007199254740995)
  check.eq(big[1], 9007199254740995)
  for dtype, wrong in pairs{uint8 = {256, -1, 1e300, 0 / 0}, int32 = {2 ^ 31, -2 ^ 31 - 1, 1 / 0}, int64 = {2.0 ^ 63, -1e19, 0 / 0}} do
    for _, v in ipairs(wrong) do
      local a = pl.ones(2, dtype)
      for _, write in ipairs{function() a[1] = v end, function() a["1:1"] = v end, function() a:set(1, v) end, function() a:fill(v) end,
                             function() a["..."] = pl.array{v} end} do
        check.raises_like("does not fit " .. dtype, write)
      end
      check(a == pl.ones(2, dtype), "nothing was written")
    end
  end
  local a = pl.zeros(2)
  for _, write in ipairs{function() a[1] = c(1, 2) end, function() a["1:1"] = c(1, 2) end, function() a:set(1, c(1, 2)) end,
                         function() a:fill(c(1, 2)) end, function() a["..."] = pl.array{c(1, 2)} end} do
    check.raises_like("complex", write)
  end
  check.raises_like("must be", function() a[1] = "x" end)
  check.raises_like("must be", function() a[1] = nil end)
  check.raises_like("must be", function() a[1] = print end)
  check.raises_like("must be", function() a["1:1"] = "x" end)
  is(a, {0, 0})
end)

check.group("places", function()
  local a = fresh()
  told("index 4 is out of range for axis 1 with length 3", "a[4] = 1", a)
  told("index 0 is out of range for axis 1 with length 3: indices start at 1", "a[0] = 1", a)
  told("index 5 is out of range for axis 2 with length 4", "a[{1, 5}] = 1", a)
  check.raises_like("out of range", a.set, a, 1, -5, 0)
  check.raises_like("out of range", function() a[{{1, 4}}] = 0 end)
  told("value of shape 3 does not fit the selection of shape 4", "a[1] = {1, 2, 3}", a)
  told("value of shape 2x2 does not fit the selection of shape 3x4", "a['...'] = {{1, 2}, {3, 4}}", a)
  check.raises_like("a mask of length 2", function() a[{{true, false}}] = 0 end)
  check.raises_like("takes at most 2", a.set, a, 1, 1, 1, 5)
  check.raises_like("cannot be set", function() a.x = 1 end)
  told("array:set: the subscripts are missing: a:set(i, j, value); a:fill(value) sets every element", "a:set(1)", a)
  is(a, {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}}, nil, "nothing has changed")
  local zero = pl.array(5)
  zero:set(6)
  check.eq(zero(), 6.0)
  zero["..."] = 7
  check.eq(zero(), 7.0)
  zero:fill(8)
  check.eq(zero(), 8.0)
  check.raises_like("0%-d", function() zero[1] = 1 end)
  local empty = pl.zeros{0, 2}
  empty["..."] = 1
  empty:fill(3)
  empty[":, 1"] = {}
  none(empty, {0, 2})
end)

check.group("fill", function()
  for _, dtype in ipairs(family.dtypes) do
    for _, l in ipairs(family.layouts(pl.zeros({2, 3}, dtype))) do
      l[2]:fill(1)
      check(l[2] == pl.ones({2, 3}, dtype) and l[2].dtype == dtype, dtype .. " " .. l[1])
    end
  end
  local a = pl.zeros(4)
  a["::2"]:fill(5)
  is(a, {5, 0, 5, 0}, nil, "only the view")
  a:fill(pl.array(3)())
  is(a, {3, 3, 3, 3})
  told("array:fill: value must be true or false, a number or a complex value, got 'x'", "a:fill('x')", a)
  told("array:fill: 256 does not fit uint8", "a:fill(256)", pl.zeros(1, "uint8"))
  check.raises_like("array:fill: .*missing", a.fill, a)
end)

check.group("overlap", function()
  local v = pl.arange(1, 7)
  v["2:6"] = v["1:5"]
  is(v, {1, 1, 2, 3, 4, 5})
  v["::-1"] = v
  is(v, {5, 4, 3, 2, 1, 1})
  v[{{1, 2, 3}}] = v["4:6"]
  is(v, {2, 1, 1, 2, 1, 1})
  local m = fresh()["1:3, 1:3"]
  m["..."] = m.T
  is(m, {{1, 5, 9}, {2, 6, 10}, {3, 7, 11}})
  m[m:gt(5)] = m[m:gt(5)]["::-1"]
  is(m, {{1, 5, 11}, {2, 7, 10}, {3, 6, 9}})
end)

family.finish()
