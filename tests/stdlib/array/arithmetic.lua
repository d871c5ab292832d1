-- Arithmetic of two operands: as functions, methods and operators, into `out` and in place.
local check = require "check"
local family = require "family"
local pl = family.covers [[
  add subtract sub multiply mul divide div true_divide floor_divide remainder mod power pow maximum minimum
  array:add_ array:sub_ array:mul_ array:div_ array:floor_divide_ array:mod_ array:pow_
]]
local is, none, told = family.is, family.none, family.told
local c = pl.complex
local nan, inf = 0 / 0, math.huge

local operators = {
  add = function(a, b) return a + b end, subtract = function(a, b) return a - b end,
  multiply = function(a, b) return a * b end, divide = function(a, b) return a / b end,
  floor_divide = function(a, b) return a // b end, remainder = function(a, b) return a % b end,
  power = function(a, b) return a ^ b end,
}
local others = {subtract = {"sub"}, multiply = {"mul"}, divide = {"div", "true_divide"}, remainder = {"mod"}, power = {"pow"}}
local in_place = {add = "add_", subtract = "sub_", multiply = "mul_", divide = "div_", floor_divide = "floor_divide_",
                  remainder = "mod_", power = "pow_"}
local names = {"add", "subtract", "multiply", "divide", "floor_divide", "remainder", "power", "maximum", "minimum"}
-- Seven and two, by the dtype of the result.
local results = {add = 9, subtract = 5, multiply = 14, divide = 3.5, floor_divide = 3, remainder = 1, power = 49, maximum = 7, minimum = 2}

check.group("every spelling of every operation", function()
  for _, name in ipairs(names) do
    for _, dtype in ipairs(family.dtypes) do
      local a, b = pl.full(3, 7, dtype), pl.full(3, 2, dtype)
      local refused = dtype:find "complex" and (name == "floor_divide" or name == "remainder") or
                      dtype == "bool" and name == "subtract"
      if refused then
        check.raises_like("pl%." .. name .. ": " .. name .. " does not take " .. dtype, pl[name], a, b)
        check.raises_like(name .. " does not take " .. dtype, operators[name], a, b)
      else
        local exact = dtype:find "int" or dtype == "bool"
        local result = exact and (name == "divide" or name == "power") and "float64" or dtype
        if dtype == "bool" and (name == "floor_divide" or name == "remainder") then result = "uint8" end
        local plain = pl[name](a, b)
        check.eq(plain.dtype, result, name .. " of " .. dtype)
        if dtype ~= "bool" then
          local v = results[name]
          is(plain, {v, v, v}, result, name .. " of " .. dtype)
        end
        local same = {["as a method"] = a[name](a, b), ["with a number"] = dtype ~= "bool" and pl[name](a, 2) or nil,
                      ["as an operator"] = operators[name] and operators[name](a, b)}
        for _, other in ipairs(others[name] or {}) do
          same[other] = pl[other](a, b)
          if a[other] then same[other .. " as a method"] = a[other](a, b) end
        end
        for how, value in pairs(same) do check(value == plain and value.dtype == result, name .. " of " .. dtype .. " " .. how) end
        -- out
        local out = pl.zeros(3, result)
        check(rawequal(pl[name](a, b, {out = out}), out) and out == plain, name .. " into out")
        local every = pl.zeros(6, result)["::-2"]
        check(pl[name](a, b, {out = every}) == plain and every == plain, name .. " into every second")
        told(("pl.%s: out must have shape 3, got a vector of length 2 (%s)"):format(name, result), "pl[a[1]](a[2], b, {out = c})",
             {name, a}, b, pl.zeros(2, result))
        -- in place
        local method = in_place[name]
        if method and result == dtype then
          local target = a:copy()
          check(rawequal(target[method](target, b), target) and target == plain, method .. " of " .. dtype)
          target = pl.full(6, 7, dtype)
          local view = target["::2"]
          view[method](view, b)
          check(view == plain and target[2] == a[1], method .. " on a view")
        elseif method then
          local target = a:copy()
          check.raises_like("a must be of a dtype that " .. result .. " goes into, got " .. dtype, target[method], target, b)
          check(target == a, "nothing has changed")
        end
        -- shapes
        local m = pl.full({2, 3}, 7, dtype)
        check(pl[name](m, b) == pl.stack{plain, plain} and pl[name](m, pl.full({2, 1}, 2, dtype)) == pl.stack{plain, plain},
              name .. " broadcast")
        for _, l in ipairs(family.layouts(m)) do check(pl[name](l[2], b) == pl.stack{plain, plain}, name .. " " .. l[1]) end
        none(pl[name](pl.zeros({0, 3}, dtype), b), {0, 3}, result)
        none(pl[name](pl.zeros({2, 0}, dtype), pl.ones({2, 1}, dtype)), {2, 0}, result)
        told(("pl.%s: shapes 2x3 and 2 do not broadcast together"):format(name), "pl[a](b, c)", name, m, pl.ones(2, dtype))
      end
    end
    for _, other in ipairs(others[name] or {}) do
      check(pl[other]({7}, {2}, {out = pl.zeros(1)}) == pl[name]({7}, {2}), other .. " into out")
    end
    check.eq(pl[name](7, 2), results[name] + 0.0, name .. " of two numbers")
    is(pl[name]({7, 7}, 2), {results[name], results[name]})
    told(("pl.%s: b must be an array, got 'x'"):format(name), "pl[a]({1}, 'x')", name)
    check.raises_like("argument b is missing", pl[name], {1})
  end
end)

check.group("promotion", function()
  local order = {
    {"bool", "uint8", "uint8"}, {"bool", "int32", "int32"}, {"bool", "float32", "float32"}, {"uint8", "int32", "int32"},
    {"uint8", "int64", "int64"}, {"uint8", "float32", "float32"}, {"int32", "int64", "int64"}, {"int32", "float32", "float64"},
    {"int32", "complex64", "complex128"}, {"uint8", "complex64", "complex64"}, {"int64", "float32", "float64"},
    {"int64", "complex64", "complex128"}, {"float32", "float64", "float64"}, {"float32", "complex64", "complex64"},
    {"float64", "complex64", "complex128"}, {"complex64", "complex128", "complex128"}, {"bool", "bool", "bool"},
  }
  for _, t in ipairs(order) do
    local a, b = pl.ones(1, t[1]), pl.ones(1, t[2])
    check.eq((a + b).dtype, t[3])
    check.eq((b + a).dtype, t[3])
    check.eq(pl.maximum(a, b).dtype, t[3])
  end
  check.eq((pl.array(1, "float64") + pl.ones(1, "float32")).dtype, "float64", "an array without axes is an array")
  check.eq((pl.array(1, "int64") + pl.ones(1, "uint8")).dtype, "int64")
  check.eq(math.type(pl.array(1, "int32") + 1), "integer")
  -- A Lua number takes the dtype of the array where that can be.
  check.eq((pl.ones(1, "float32") * 1e10).dtype, "float32")
  check.eq((pl.ones(1, "uint8") + 1).dtype, "uint8")
  check.eq((pl.ones(1, "uint8") + 1.0).dtype, "float64")
  check.eq((pl.ones(1, "int32") * 0.5).dtype, "float64")
  check.eq((pl.ones(1, "float32") + c(0, 1)).dtype, "complex64")
  check.eq((pl.ones(1, "int32") + c(0, 1)).dtype, "complex128")
  check.eq((pl.ones(1, "bool") + 1).dtype, "int64")
  check.eq((pl.ones(1, "bool") + 0.5).dtype, "float64")
  check.eq((pl.ones(1, "uint8") + true).dtype, "uint8")
  check.eq((2 ^ pl.array({1, 2}, "int32")).dtype, "float64")
  is(-pl.array({1, 2}, "int32"), {-1, -2}, "int32")
  is(-pl.array{c(1, -2)}, {c(-1, 2)}, "complex128")
  told("negative does not take bool; ~a (invert) turns true and false around", "-pl.ones(1, 'bool')")
end)

check.group("integers do not wrap", function()
  local top, bottom = math.maxinteger, math.mininteger
  local limits = {int32 = {2147483647, -2147483648}, int64 = {top, bottom}, uint8 = {255, 0}}
  for dtype, limit in pairs(limits) do
    local high, low = pl.array({limit[1]}, dtype), pl.array({limit[2]}, dtype)
    told(("integer overflow in %s addition"):format(dtype), "a + 1", high)
    told(("integer overflow in %s subtraction"):format(dtype), "a - 1", low)
    told(("integer overflow in %s multiplication"):format(dtype), "a * 2", high)
    told(("pl.add: integer overflow in %s addition"):format(dtype), "pl.add(a, a)", high)
    told(("array:add_: integer overflow in %s addition"):format(dtype), "a:add_(1)", high:copy())
    told(("array:mul_: integer overflow in %s multiplication"):format(dtype), "a:mul_(a)", high:copy())
    check.raises_like("division by zero", function() return high // 0 end)
    check.raises_like("division by zero", function() return high % pl.zeros(1, dtype) end)
    is(high / 0, {inf})
    is(high + 0, {limit[1]}, dtype)
    if dtype ~= "uint8" then
      told(("integer overflow in %s floor_divide"):format(dtype), "a // -1", low)
      is(low % -1, {0}, dtype)
      told(("integer overflow in %s negation"):format(dtype), "-a", low)
      is(pl.array({-7, 7, -7, 7}, dtype) // pl.array({2, -2, -2, 2}, dtype), {-4, -4, 3, 3}, dtype)
      is(pl.array({-7, 7, -7, 7}, dtype) % pl.array({2, -2, -2, 2}, dtype), {1, -1, -1, 1}, dtype)
    else
      check.raises_like("overflow", function() return -high end)
    end
    -- Large arrays, where an overflow stands at the very end.
    local many = pl.zeros(5000, dtype)
    many[-1] = limit[1]
    told(("integer overflow in %s addition at element 5000"):format(dtype), "a + 1", many)
  end
  told("-1 does not fit uint8, the dtype of the array", "a + -1", pl.ones(1, "uint8"))
  told("3000000000 does not fit int32, the dtype of the array", "a + 3000000000", pl.ones(1, "int32"))
end)

check.group("floats", function()
  is(pl.array{1, -1, 0, inf} / 0, {inf, -inf, nan, inf})
  is(pl.array{7, -7, 7, -7} // pl.array{2, 2, -2, -2}, {3, -4, -4, 3})
  is(pl.array{7, -7, 7, -7} % pl.array{2, 2, -2, -2}, {1, 1, -1, -1})
  is(pl.array{5, -5, 0} // 0, {inf, -inf, nan})
  is(pl.array{5, inf} % 0, {nan, nan})
  is(pl.array{5, -5} % inf, {5, inf})
  is(pl.array{2, 0, -8, 4} ^ pl.array{0.5, 0, 1 / 3, -1}, {2 ^ 0.5, 1, nan, 0.25})
  is(pl.maximum({1, nan, -inf}, {nan, 2, 3}), {nan, nan, 3})
  is(pl.minimum({1, nan, -inf}, {nan, 2, 3}), {nan, nan, -inf})
  is(pl.maximum({c(1, 5), c(2, 0)}, {c(1, 6), c(1, 9)}), {c(1, 6), c(2)}, "complex128")
  is(pl.array{c(0, 1)} ^ 2, {c(-1, 0)}, "complex128", "whole powers of complex numbers are exact") 
  is(1 - pl.array{1, 2}, {0, -1})
  is(7 // pl.array{2}, {3})
  is(7 % pl.array{4}, {3})
  is(1 / pl.array{4}, {0.25})
  is(pl.array(5) + pl.array{1, 2}, {6, 7})
  check.eq(pl.array(5) + 1, 6.0, "no axes are left: a Lua value")
end)

check.group("bits", function()
  for _, dtype in ipairs{"int64", "int32", "uint8"} do
    local a, b = pl.array({12, 10, 255}, dtype), pl.array({10, 3, 15}, dtype)
    is(a & b, {8, 2, 15}, dtype)
    is(a | b, {14, 11, 255}, dtype)
    is(a["::-1"] & b, {10, 2, 12}, dtype)
    is(a & 6, {4, 2, 6}, dtype)
    is(6 | a, {14, 14, 255}, dtype)
    is(~a, dtype == "uint8" and {243, 245, 0} or {-13, -11, -256}, dtype)
  end
  local p, q = pl.array{true, true, false, false}, pl.array{true, false, true, false}
  is(p & q, {true, false, false, false}, "bool")
  is(p | q, {true, true, true, false}, "bool")
  is(~p, {false, false, true, true}, "bool")
  is(p & true, {true, true, false, false}, "bool")
  is(pl.ones({2, 1}, "bool") & pl.array{true, false}, {{true, false}, {true, false}}, "bool")
  is(p & pl.array({3, 3, 3, 3}, "uint8"), {1, 1, 0, 0}, "uint8")
  told("bitwise_or does not take float64 and int32", "pl.ones(1) | pl.ones(1, 'int32')")
  told("invert does not take float64", "~pl.ones(1)")
  is(p ~ q, {false, true, true, false}, "bool")
  is(pl.array({12, 10}, "int32") ~ 6, {10, 12}, "int32")
  is(pl.array({1, 3}, "int64") << 2, {4, 12}, "int64")
  is(pl.array({9, -9}, "int64") >> 1, {4, -5}, "int64")
  told("bitwise_xor does not take float64", "pl.ones(1) ~ pl.ones(1)")
end)

check.group("in place", function()
  local a = pl.array{1, 2, 3}
  check(rawequal(a:add_(1):mul_(2), a))
  is(a, {4, 6, 8})
  a:sub_{1, 2, 3}
  is(a, {3, 4, 5})
  a:div_(2)
  is(a, {1.5, 2, 2.5})
  a:pow_(2)
  is(a, {2.25, 4, 6.25})
  a:floor_divide_(2)
  is(a, {1, 2, 3})
  a:mod_(2)
  is(a, {1, 0, 1})
  a:add_(a["::-1"])
  is(a, {2, 0, 2}, nil, "overlapping operands")
  a:add_(pl.array({1, 1, 1}, "int32"))
  is(a, {3, 1, 3})
  local m = pl.zeros{2, 2}
  m.T[1]:add_{5, 6}
  is(m, {{5, 0}, {6, 0}}, nil, "on a column")
  m[":, 2"]:sub_(1)
  is(m, {{5, -1}, {6, -1}})
  is(pl.ones({2}, "float32"):add_(pl.array{0.5}), {1.5, 1.5}, "float32", "the dtype stays")
  is(pl.array({1}, "complex64"):mul_(c(0, 1)), {c(0, 1)}, "complex64")
  is(pl.array({7}, "int64"):floor_divide_(pl.array({2}, "uint8")), {3}, "int64")
  local zero = pl.array(5)
  zero:add_(1)
  check.eq(zero(), 6.0)
  none(pl.zeros{0, 2}:add_(1), {0, 2})
  told("array:add_: a must have shape 2x3, got a vector of length 3 (float64)", "a:add_(pl.ones{2, 3})", a)
  told("array:add_: a must be of a dtype that complex128 goes into, got float64", "a:add_(pl.complex(0, 1))", a)
  told("array:add_: a must have a place for each element, got a broadcast view", "pl.broadcast_to(a, {2, 3}):add_(1)", a)
  told("array:add_: argument b is missing; as a method it is called with a colon, a:add_(...)\n    usage: a = array:add_(b)", "a:add_()", a)
end)

family.finish()
