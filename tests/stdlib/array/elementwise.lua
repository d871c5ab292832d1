-- Functions of each element, and the choosing, bounding and rounding ones.
local check = require "check"
local family = require "family"
local pl = family.covers [[
  exp log sqrt abs absolute fabs sin cos tanh floor ceil conj conjugate sign isnan isfinite isinf
  where clip round around real imag array.real array.imag
]]
local is, none, told = family.is, family.none, family.told
local c = pl.complex
local nan, inf = 0 / 0, math.huge
local names = {"exp", "log", "sqrt", "abs", "sin", "cos", "tanh", "floor", "ceil", "conj", "sign", "isnan", "isfinite", "isinf"}

check.group("what every function does", function()
  for _, name in ipairs(names) do
    local f = pl[name]
    local whole = not ("exp log sqrt sin cos tanh"):find(name)
    local test = name:find "^is"
    for _, dtype in ipairs(family.dtypes) do
      local refused = dtype:find "complex" and (name == "floor" or name == "ceil") or dtype == "bool" and name == "sign"
      local one = pl.ones(3, dtype)
      if refused then
        told(("pl.%s: %s does not take %s"):format(name, name, dtype), "pl[a](b)", name, one)
      else
        local real_part = dtype == "complex128" and "float64" or dtype == "complex64" and "float32" or dtype
        local result = test and "bool" or name == "abs" and real_part or
                       (whole or dtype:find "float" or dtype:find "complex") and dtype or "float64"
        local y = f(one)
        check.eq(y.dtype, result, name .. " of " .. dtype)
        check.eq(one[name](one) == y, true, "as a method")
        none(f(pl.zeros({0, 2}, dtype)), {0, 2}, result)
        -- Every layout gives what row-major elements give.
        local a = dtype == "bool" and pl.array({{1, 0, 1}, {0, 0, 1}}, dtype) or pl.array({{1, 2, 3}, {4, 5, 9}}, dtype)
        local plain = f(a)
        for _, l in ipairs(family.layouts(a)) do check(f(l[2]) == plain, name .. " of " .. dtype .. " " .. l[1]) end
        -- out: returned, filled; a strided one; the operand itself where its dtype can hold the result.
        local out = pl.zeros({2, 3}, result)
        check(rawequal(f(a, {out = out}), out) and out == plain, name .. " into out")
        local columns = pl.zeros({3, 4}, result).T["::2"]
        check(f(a, {out = columns}) == plain and columns == plain, name .. " into columns")
        if result == dtype then
          local same = a:copy()
          f(same, {out = same})
          check(same == plain, name .. " onto itself")
        end
        told(("pl.%s: out must have shape 2x3, got a vector of length 2 (%s)"):format(name, result),
             "pl[a](b, {out = c})", name, a, pl.zeros(2, result))
        local single = f(pl.array(1, dtype))
        check.eq(single, f(pl.ones(1, dtype))[1], name .. " of an array without axes")
      end
    end
    check.eq(type(f(1)) == (test and "boolean" or "number"), true, "a number gives a number")
    check.eq(f{}.size, 0)
    told(("pl.%s: unknown option 'dtype'; the options are out"):format(name),
         "pl[a](1, {dtype = 'float32'})", name)
    told(("pl.%s: out must be an array, got 'x'"):format(name), "pl[a]({1}, {out = 'x'})", name)
  end
  told("pl.exp: out must be of a dtype that float64 goes into, got int32", "pl.exp({1}, {out = pl.zeros(1, 'int32')})")
  told("pl.exp: out must be of a dtype that complex128 goes into, got float64", "pl.exp({pl.complex(1, 2)}, {out = pl.zeros(1)})")
  is(pl.exp({0}, {out = pl.zeros(1, "float32")}), {1}, "float32")
  is(pl.exp({0}, {out = pl.zeros(1, "complex64")}), {1}, "complex64")
end)

check.group("values", function()
  local e = math.exp(1)
  check.near(pl.exp{0, 1, -1, inf, -inf, nan}, {1, e, 1 / e, inf, 0, nan})
  check.near(pl.log{1, e, 0, inf, -1}, {0, 1, -inf, inf, nan})
  is(pl.sqrt{4, 0, -0.0, inf, -1}, {2, 0, -0.0, inf, nan})
  is(pl.abs{-1.5, -0.0, -inf, nan}, {1.5, 0, inf, nan})
  is(pl.absolute{-3}, {3})
  is(pl.fabs{-3}, {3})
  is(pl.abs({c(3, 4), c(-5, 12)}), {5, 13})
  is(pl.absolute({-2}, {out = pl.zeros(1)}), {2})
  is(pl.fabs({-2}, {out = pl.zeros(1)}), {2})
  check.near(pl.sin{0, math.pi / 2, inf}, {0, 1, nan})
  check.near(pl.cos{0, math.pi, inf}, {1, -1, nan})
  check.near(pl.tanh{0, 1, inf, -inf}, {0, 0.7615941559557649, 1, -1})
  is(pl.floor{1.5, -1.5, -0.5, inf, 2}, {1, -2, -1, inf, 2})
  is(pl.ceil{1.5, -1.5, -0.5, inf, 2}, {2, -1, -0.0, inf, 2})
  check.eq(1 / pl.ceil(-0.5), -inf, "the sign of zero")
  is(pl.conj{c(1, 2), c(0, -1)}, {c(1, -2), c(0, 1)}, "complex128")
  is(pl.conjugate{1, 2}, {1, 2})
  is(pl.conjugate({c(0, 1)}, {out = pl.zeros(1, "complex128")}), {c(0, -1)}, "complex128")
  is(pl.sign{-3, 0, -0.0, 5, nan, -inf}, {-1, 0, 0, 1, nan, -1})
  is(pl.sign(pl.array({-3, 0, 9}, "int64")), {-1, 0, 1}, "int64")
  is(pl.isnan{1, nan, inf}, {false, true, false}, "bool")
  is(pl.isfinite{1, nan, -inf}, {true, false, false}, "bool")
  is(pl.isinf{1, nan, -inf}, {false, false, true}, "bool")
  is(pl.isnan{c(0, nan), c(1, inf)}, {true, false}, "bool")
  is(pl.isinf{c(0, nan), c(1, inf)}, {false, true}, "bool")
  check.near(pl.exp(c(0, math.pi)), c(-1, 0), 1e-15)
  check.near(pl.sqrt{c(-1, 0), c(-1, -0.0)}, {c(0, 1), c(0, -1)})
  check.near(pl.log(c(-1, 0)), c(0, math.pi))
  check.eq(pl.abs(-3), 3.0)
  check.eq(pl.isnan(nan), true)
  check.eq(pl.abs(true), true)
  told("pl.abs: integer overflow in int32 absolute", "pl.abs(pl.array({-2147483648}, 'int32'))")
end)

check.group("where", function()
  is(pl.where({true, false, true}, {1, 2, 3}, 0), {1, 0, 3})
  is(pl.where({1, 0, 0 / 0}, 1, {10, 20, 30}), {1, 20, 1}, nil, "anything that is not zero counts")
  is(pl.where({{true}, {false}}, {1, 2}, {3, 4}), {{1, 2}, {3, 4}}, nil, "all three are broadcast")
  is(pl.where({true, false}, pl.array({1, 2}, "int32"), pl.array({3, 4}, "uint8")), {1, 4}, "int32")
  is(pl.where({true, false}, pl.array({1, 2}, "float32"), 5), {1, 5}, "float32", "a Lua number does not widen")
  is(pl.where({true, false}, c(0, 1), 1), {c(0, 1), c(1)}, "complex128")
  is(pl.where({true, false}, true, false), {true, false}, "bool")
  check.eq(pl.where(true, 1, 2), 1.0)
  check.eq(pl.where(0, 1, 2), 2.0)
  none(pl.where({}, 1, 2), {0})
  is(pl.where{0, 3, 0, 4}, {2, 4}, "int64")
  local i, j = pl.where{{0, 3}, {4, 0}}
  is(i, {1, 2}, "int64")
  is(j, {2, 1}, "int64")
  for _, l in ipairs(family.layouts(pl.array{{1, 2}, {3, 4}})) do
    is(pl.where(l[2]:gt(2), l[2], -1), {{-1, -1}, {3, 4}}, nil, l[1])
  end
  told("pl.where: x and y must be given both, or neither", "pl.where({true}, 1)")
  told("pl.where: shapes 3 and 2 do not broadcast together", "pl.where({true, false}, {1, 2, 3}, 0)")
end)

check.group("clip", function()
  local a = pl.array{-5, 0.5, 5, nan}
  is(pl.clip(a, -1, 1), {-1, 0.5, 1, nan})
  is(a:clip(-1), {-1, 0.5, 5, nan})
  is(a:clip(pl.none, 1), {-5, 0.5, 1, nan})
  is(a:clip{max = 1}, {-5, 0.5, 1, nan})
  is(pl.clip(a, {a_min = 0, a_max = 2}), {0, 0.5, 2, nan})
  is(pl.clip({1, 5}, 4, 2), {2, 2}, nil, "where min is above max, max wins")
  is(pl.clip({1, 5}, {0, 7}, {0, 9}), {0, 7})
  is(pl.clip({1, 5}, {{0}, {3}}, 4), {{1, 4}, {3, 4}}, nil, "bounds are broadcast")
  is(pl.clip(pl.array({1, 200}, "uint8"), 5, 100), {5, 100}, "uint8")
  is(pl.clip(pl.array({1, 7}, "int32"), 2.5, 5), {2.5, 5}, "float64")
  is(pl.clip(pl.array({1, 7}, "float32"), 2.5, 5), {2.5, 5}, "float32")
  is(pl.clip({1, 2}, nan, 3), {nan, nan})
  is(pl.clip({c(1, 5), c(9, 0)}, 2, 5), {c(2), c(5)}, "complex128")
  local out = pl.zeros(4)
  check(rawequal(pl.clip(a, -1, 1, {out = out}), out))
  is(out, {-1, 0.5, 1, nan})
  a:clip(0, 1, {out = a})
  is(a, {0, 0.5, 1, nan})
  check.eq(pl.clip(7, 0, 5), 5.0)
  none(pl.clip({}, 0, 1), {0})
  told("pl.clip: min or max must be given", "pl.clip({1})")
  told("pl.clip: min or max must be given", "pl.clip({1}, pl.none, pl.none)")
  told("pl.clip: shapes 3 and 2 do not broadcast together", "pl.clip({1, 2, 3}, {1, 2}, 5)")
  told("pl.clip: a_min is given by place and by name", "pl.clip({1}, 2, {a_min = 3})")
end)

check.group("round", function()
  is(pl.round{0.5, 1.5, 2.5, -0.5, -1.5}, {0, 2, 2, -0.0, -2})
  is(pl.round({0.125, 2.675, -1.25}, 2), {0.12, 2.68, -1.25})
  is(pl.round({1234.5, 1250, 1350}, -2), {1200, 1200, 1400})
  is(pl.round({1, 5, 15, 25}, {decimals = -1}), {0, 0, 20, 20})
  is(pl.around{1.7}, {2})
  is(pl.around({1.77}, 1, {out = pl.zeros(1)}), {1.8})
  is(pl.round(pl.array({15, 25, -15}, "int32"), -1), {20, 20, -20}, "int32")
  is(pl.round(pl.array({15, 25}, "uint8"), 3), {15, 25}, "uint8")
  is(pl.round{c(1.5, -2.5)}, {c(2, -2)}, "complex128")
  is(pl.round({nan, inf, 1e300}, 3), {nan, inf, 1e300})
  is(pl.round(pl.array({2.5}, "float32")), {2}, "float32")
  is(pl.array{1.26}:round(1), {1.3})
  check.eq(pl.round(2.567, 1), 2.6)
  local out = pl.zeros(1)
  check(rawequal(pl.round({2.5}, 0, {out = out}), out))
  is(out, {2})
  none(pl.round({}), {0})
  told("pl.round: decimals must be a whole number, got 1.5", "pl.round({1}, 1.5)")
  told("pl.round: decimals must be at most 400, got 401", "pl.round({1}, 401)")
end)

check.group("real and imag", function()
  for _, dtype in ipairs{"complex128", "complex64"} do
    local part = dtype == "complex128" and "float64" or "float32"
    local z = pl.array({{c(1, 2), c(3, 4)}, {c(5, 6), c(7, 8)}}, dtype)
    is(z.real, {{1, 3}, {5, 7}}, part)
    is(z.T["::-1"].imag, {{4, 8}, {2, 6}}, part)
    is(pl.real(z), {{1, 3}, {5, 7}}, part)
    is(pl.imag(z[":, 2"]), {4, 8}, part)
    z.imag:fill(0)
    is(z, {{c(1), c(3)}, {c(5), c(7)}}, dtype)
    z.real[{1, 1}] = 9
    check.eq(z(1, 1), c(9))
  end
  for _, dtype in ipairs{"float64", "float32", "int64", "int32", "uint8", "bool"} do
    local a = pl.ones(2, dtype)
    check(a.real == a and pl.real(a) == a, "the real part of " .. dtype)
    check(a.imag == pl.zeros(2, dtype) and pl.imag(a) == pl.zeros(2, dtype), "the imaginary part of " .. dtype)
  end
  check.eq(pl.real(c(1, 2)), 1.0)
  check.eq(pl.imag(3), 0.0)
  none(pl.zeros(0, "complex64").imag, {0}, "float32")
end)

family.finish()
