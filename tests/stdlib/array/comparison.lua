-- Comparisons, logic, equality of whole arrays and closeness.
local check = require "check"
local family = require "family"
local pl = family.covers [[
  equal eq not_equal ne less lt less_equal le greater gt greater_equal ge isclose allclose array_equal
]]
local is, none, told = family.is, family.none, family.told
local c = pl.complex
local nan, inf = 0 / 0, math.huge

local functions = {
  {"equal", "eq", {false, true, false}}, {"not_equal", "ne", {true, false, true}}, {"less", "lt", {true, false, false}},
  {"less_equal", "le", {true, true, false}}, {"greater", "gt", {false, false, true}}, {"greater_equal", "ge", {false, true, true}},
}

check.group("element by element", function()
  for _, row in ipairs(functions) do
    local name, short, expected = row[1], row[2], row[3]
    for _, dtype in ipairs(family.dtypes) do
      if dtype ~= "bool" then
        local a, b = pl.array({1, 2, 3}, dtype), pl.full(3, 2, dtype)
        is(pl[name](a, b), expected, "bool", name .. " of " .. dtype)
        is(pl[short](a, b), expected, "bool")
        is(a[name](a, b), expected, "bool")
        is(a[short](a, 2), expected, "bool")
        for _, other in ipairs(family.dtypes) do
          if other ~= "bool" then is(pl[name](a, pl.full(3, 2, other)), expected, "bool") end
        end
        local out = pl.zeros(3, "bool")
        check(rawequal(pl[name](a, b, {out = out}), out))
        is(out, expected, "bool")
        is(pl[short](a, b, {out = pl.zeros(3)}), {expected[1] and 1 or 0, expected[2] and 1 or 0, expected[3] and 1 or 0})
        local m = pl.stack{a, a}
        for _, l in ipairs(family.layouts(m)) do is(pl[name](l[2], b), {expected, expected}, "bool", name .. " " .. l[1]) end
        is(pl[name](a["::-1"], b), {expected[3], expected[2], expected[1]}, "bool")
        none(pl[name](pl.zeros({0, 3}, dtype), b), {0, 3}, "bool")
      end
    end
    check.eq(pl[name](1, 2), expected[1], "two numbers")
    check.eq(pl[name]({nan}, nan)[1], name == "not_equal", "NaN equals nothing")
    told(("pl.%s: shapes 2 and 3 do not broadcast together"):format(name), "pl[a]({1, 2}, {1, 2, 3})", name)
    told(("pl.%s: out must have shape 2, got a vector of length 1 (bool)"):format(name), "pl[a]({1, 2}, 3, {out = b})", name, pl.zeros(1, "bool"))
    told(("pl.%s: shapes 2 and 3 do not broadcast together"):format(name), "a[b](a, {1, 2, 3})", pl.array{1, 2}, short)
  end
  is(pl.equal({true, false}, true), {true, false}, "bool")
  is(pl.less({false, true}, true), {true, false}, "bool")
  is(pl.equal({{1}, {2}}, {1, 2}), {{true, false}, {false, true}}, "bool", "broadcast")
  -- Complex numbers go by their real, then their imaginary parts.
  is(pl.less({c(1, 2), c(1, 3), c(0, 9)}, c(1, 3)), {true, false, true}, "bool")
  is(pl.equal({c(1, 2)}, {c(1, 2)}), {true}, "bool")
  -- Integers against numbers beyond their dtype: no overflow, only an answer.
  is(pl.array({255}, "uint8"):lt(300), {true}, "bool")
  is(pl.array({0}, "uint8"):gt(-1), {true}, "bool")
  is(pl.array({2147483647}, "int32"):lt(3000000000), {true}, "bool")
  is(pl.array({math.maxinteger}, "int64"):eq(math.maxinteger), {true}, "bool")
  is(pl.array({math.maxinteger - 1}, "int64"):lt(math.maxinteger), {true}, "bool")
  is(pl.array({3}, "int64"):lt(3.5), {true}, "bool")
end)

check.group("== and order of whole arrays", function()
  local a = pl.array{1, 2}
  check.eq(a == pl.array{1, 2}, true)
  check.eq(a ~= pl.array{1, 3}, true)
  check.eq(a == pl.array({1, 2}, "int32"), true, "dtypes may differ")
  check.eq(a == pl.array{{1, 2}}, false)
  check.eq(pl.array{nan} == pl.array{nan}, false)
  check.eq(pl.zeros{0, 2} == pl.zeros{0, 2}, true)
  check.eq(pl.zeros{0, 2} == pl.zeros{2, 0}, false)
  check.eq(a["::-1"] == pl.array{2, 1}, true)
  check.eq(a == 1, false)
  check.eq(pl.array{-0.0} == pl.array{0}, true)
  check.eq(pl.array(5) == pl.array(5), true)
  local function no_order(...)
    return ("arrays have no single order: compare element by element with a:%s(b) for a %s b, or a:%s(b) for a %s b, " ..
            "and make one boolean of it with :all() or :any()"):format(...)
  end
  told(no_order("lt", "<", "gt", ">"), "a < a", a)
  told(no_order("le", "<=", "ge", ">="), "a <= 2", a)
  told(no_order("lt", "<", "gt", ">"), "2 > a", a)
end)

check.group("array_equal", function()
  check.eq(pl.array_equal({1, 2}, {1, 2}), true)
  check.eq(pl.array_equal({1, 2}, {1, 3}), false)
  check.eq(pl.array_equal({1, 2}, {{1, 2}}), false, "no broadcasting")
  check.eq(pl.array_equal({1}, 1), false)
  check.eq(pl.array_equal(2, 2), true)
  check.eq(pl.array_equal({1, nan}, {1, nan}), false)
  check.eq(pl.array_equal({1, nan}, {1, nan}, {equal_nan = true}), true)
  check.eq(pl.array_equal({1, nan}, {nan, 1}, {equal_nan = true}), false)
  check.eq(pl.array_equal({c(1, nan)}, {c(nan, 2)}, {equal_nan = true}), true)
  check.eq(pl.array_equal({}, {}), true)
  check.eq(pl.array_equal({}, pl.zeros{0, 1}), false)
  for _, dtype in ipairs(family.dtypes) do
    local a = pl.ones({2, 3}, dtype)
    for _, l in ipairs(family.layouts(a)) do check(pl.array_equal(l[2], a), dtype .. " " .. l[1]) end
    check(pl.array_equal(a, pl.ones{2, 3}) and not pl.array_equal(a, pl.zeros{2, 3}), dtype)
  end
  check.eq(pl.array_equal(pl.array({9007199254740993}, "int64"), {9007199254740992}), true, "promoted to float64, as in NumPy")
  check.eq(pl.array_equal(pl.array({9007199254740993}, "int64"), pl.array({9007199254740992}, "int64")), false)
  told("pl.array_equal: equal_nan must be true or false, got 1", "pl.array_equal({1}, {1}, {equal_nan = 1})")
end)

check.group("isclose and allclose", function()
  is(pl.isclose({1, 2}, {1, 2.1}), {true, false}, "bool")
  is(pl.isclose({1, 1.00001, 1.0001}, 1), {true, true, false}, "bool")
  is(pl.isclose({0, 1e-9, 1e-7}, 0), {true, true, false}, "bool")
  is(pl.isclose({1, 1.5}, {1.4, 1}, 0, 0.45), {true, false}, "bool", "atol")
  is(pl.isclose({10, 11}, {10.9, 10}, 0.09), {true, false}, "bool", "rtol, of b")
  is(pl.isclose({1, 2}, {1, 2.1}, {rtol = 0.1, atol = 0}), {true, true}, "bool")
  is(pl.isclose({inf, -inf, inf, nan}, {inf, inf, 1, nan}), {true, false, false, false}, "bool")
  is(pl.isclose({nan, 1}, {nan, nan}, {equal_nan = true}), {true, false}, "bool")
  is(pl.isclose({{1}, {2}}, {1, 2}), {{true, false}, {false, true}}, "bool")
  is(pl.isclose(pl.array({1, 2}, "int32"), pl.array({1, 3}, "uint8")), {true, false}, "bool")
  is(pl.isclose({c(1, 1), c(1, 1.1)}, c(1, 1)), {true, false}, "bool")
  is(pl.isclose(pl.array({1}, "float32"), {1 + 1e-7}), {true}, "bool")
  is(pl.isclose({true, false}, {true, true}), {true, false}, "bool")
  check.eq(pl.isclose(1, 1 + 1e-9), true)
  none(pl.isclose({}, 1), {0}, "bool")
  for _, l in ipairs(family.layouts(pl.array{{1, 2}, {3, 4}})) do
    is(pl.isclose(l[2], {{1, 2}, {3, 5}}), {{true, true}, {true, false}}, "bool", l[1])
  end
  check.eq(pl.allclose({1, 2}, {1, 2 + 1e-9}), true)
  check.eq(pl.allclose({1, 2}, {1, 2.1}), false)
  check.eq(pl.allclose({1, 2}, {1, 2.1}, 0.1), true)
  check.eq(pl.allclose({1, 2}, {1, 2.1}, {atol = 0.2}), true)
  check.eq(pl.allclose({1, 2}, {1, 2.1}, 0, 0), false)
  check.eq(pl.allclose({nan}, {nan}), false)
  check.eq(pl.allclose({nan}, {nan}, {equal_nan = true}), true)
  check.eq(pl.allclose({}, {}), true)
  check.eq(pl.allclose({{1, 1}, {1, 1}}, 1), true, "broadcast")
  told("pl.allclose: shapes 2 and 3 do not broadcast together", "pl.allclose({1, 2}, {1, 2, 3})")
  told("pl.isclose: atol must be at least 0, got -1", "pl.isclose(1, 1, 0, -1)")
  told("pl.allclose: rtol must be a number, got 'x'", "pl.allclose(1, 1, 'x')")
end)

family.finish()
