-- Reductions: every function, axis, option and dtype; their running and NaN-skipping forms.
local check = require "check"
local family = require "family"
local pl = family.covers [[
  sum prod mean std var min amin max amax any all count_nonzero argmin argmax
  nansum nanmean nanstd nanvar nanmin nanmax nanargmin nanargmax
  cumsum cumprod nancumsum nancumprod
]]
local is, none, told = family.is, family.none, family.told
local c = pl.complex
local nan, inf = 0 / 0, math.huge

-- What each makes of {{1, 2, 3}, {4, 5, 9}}: everything, down the columns, along the rows.
local table_of = {
  sum = {24, {5, 7, 12}, {6, 18}}, prod = {1080, {4, 10, 27}, {6, 180}}, mean = {4, {2.5, 3.5, 6}, {2, 6}},
  var = {20 / 3, {2.25, 2.25, 9}, {2 / 3, 14 / 3}}, std = {(20 / 3) ^ 0.5, {1.5, 1.5, 3}, {(2 / 3) ^ 0.5, (14 / 3) ^ 0.5}},
  min = {1, {1, 2, 3}, {1, 4}}, max = {9, {4, 5, 9}, {3, 9}},
  any = {true, {true, true, true}, {true, true}}, all = {true, {true, true, true}, {true, true}},
  count_nonzero = {6, {2, 2, 2}, {3, 3}}, argmin = {1, {1, 1, 1}, {1, 1}}, argmax = {6, {2, 2, 2}, {3, 3}},
}
for _, name in ipairs{"sum", "mean", "std", "var", "min", "max", "argmin", "argmax"} do table_of["nan" .. name] = table_of[name] end
local others = {min = "amin", max = "amax"}
local positions = {argmin = true, argmax = true, nanargmin = true, nanargmax = true}
local tests = {any = true, all = true}
local moments = {mean = true, std = true, var = true, nanmean = true, nanstd = true, nanvar = true}
local names = {}
for name in pairs(table_of) do names[#names + 1] = name end
table.sort(names)

local function result_dtype(name, dtype)
  if positions[name] or name == "count_nonzero" then return "int64" end
  if tests[name] then return "bool" end
  local exact = dtype == "bool" or dtype:find "int"
  if name:find "std" or name:find "var" then
    return exact and "float64" or dtype == "complex128" and "float64" or dtype == "complex64" and "float32" or dtype
  end
  if exact and moments[name] then return "float64" end
  if exact and (name:find "sum" or name:find "prod") then return "int64" end
  return dtype
end

local function value_of(v, dtype)
  if dtype:find "complex" then return c(v) end
  return dtype:find "float" and v + 0.0 or v
end

check.group("every function, dtype, axis and layout", function()
  for _, name in ipairs(names) do
    local f, expected = pl[name], table_of[name]
    for _, dtype in ipairs(family.dtypes) do
      local result = result_dtype(name, dtype)
      local function near(actual, wanted, note)
        if type(actual) == "userdata" and pcall(function() return actual.ndim end) and actual.shape then
          check.eq(actual.dtype, result, note)
        end
        if result:find "complex" then
          check.near(pl.real(actual), wanted, 1e-6, note)
          check.near(pl.imag(actual), pl.real(actual) * 0, 0, note)
        else
          check.near(actual, wanted, result == "float32" and 1e-6 or 1e-15, note)
        end
      end
      if dtype ~= "bool" then
        for _, l in ipairs(family.layouts(pl.array({{1, 2, 3}, {4, 5, 9}}, dtype))) do
          local a, note = l[2], name .. " of " .. dtype .. " " .. l[1]
          near(f(a), expected[1], note)
          near(f(a, 1), expected[2], note)
          near(f(a, -1), expected[3], note)
          near(f(a, {axis = 2}), expected[3], note)
          near(f(a, 2, {keepdims = true}), {{expected[3][1]}, {expected[3][2]}}, note)
          near(f(a, nil, {keepdims = true}), {{expected[1]}}, note)
          if family.has(a, name) then
            near(a[name](a), expected[1], note)
            near(a[name](a, 1), expected[2], note)
          end
          if not positions[name] then
            near(f(a, {1, 2}), expected[1], note)
            near(f(a, {-1}), expected[3], note)
            near(f(a, pl.none), expected[1], note)
            near(f(a, {1, 2}, {keepdims = true}), {{expected[1]}}, note)
          end
          if name ~= "count_nonzero" then
            local out = pl.zeros(3, result)
            check(rawequal(f(a, 1, {out = out}), out), note)
            near(out, expected[2], note)
            near(f(a, 1, {out = pl.zeros(6, result)["::-2"]}), expected[2], note)
            told(("pl.%s: out must have shape 3, got a vector of length 2 (%s)"):format(name, result),
                 "pl[a](b, 1, {out = c})", name, a, pl.zeros(2, result))
          end
        end
      end
      -- The kind of the Lua value that a whole reduction gives.
      local one = f(pl.ones(2, dtype))
      local kind = result == "bool" and "boolean" or result:find "complex" and "userdata" or "number"
      check.eq(type(one), kind, name .. " of " .. dtype)
      if kind == "number" then check.eq(math.type(one), result:find "int" and "integer" or "float", name .. " of " .. dtype) end
    end
    told(("pl.%s: axis 3 is out of range for an array with 2 axes"):format(name), "pl[a]({{1, 2}}, 3)", name)
    if not positions[name] then
      check.raises_like("axis", f, {{1, 2}}, {1, 1})
    else
      check.raises_like("pl%." .. name .. ": axis must be", f, {{1, 2}}, {1, 2})
    end
    check.raises_like("unknown option 'keepdim' %(did you mean 'keepdims'%?%)", f, {1}, {keepdim = true})
    if others[name] then
      check.eq(pl[others[name]]({3, 1, 2}), f{3, 1, 2})
      is(pl[others[name]]({{3, 1, 2}}, 1, {keepdims = true, initial = 2, where = {true, false, true}, out = pl.zeros{1, 3}}),
         {{name == "min" and 2 or 3, 2, 2}})
    end
  end
end)

check.group("where, initial, ddof, dtype", function()
  local a = pl.array{{1, 2, 3}, {4, 5, 9}}
  local mask = pl.array{{true, false, true}, {false, true, true}}
  check.eq(a:sum{where = mask}, 18.0)
  is(pl.sum(a, 1, {where = mask}), {1, 5, 12})
  is(pl.sum(a, 2, {initial = 10}), {16, 28})
  is(pl.prod(a, 1, {where = mask, initial = 2}), {2, 10, 54})
  is(pl.mean(a, 2, {where = mask}), {2, 7})
  is(pl.var(a, 2, {where = mask, ddof = 1}), {2, 8})
  check.near(pl.std(a, 2, {where = mask}), {1, 2})
  is(pl.min(a, 1, {where = mask, initial = 8}), {1, 5, 3})
  is(pl.max(a, 1, {where = mask, initial = 2}), {2, 5, 9})
  is(pl.any(a, 1, {where = pl.array{{false, false, true}}}), {false, false, true}, "bool")
  is(pl.all(a:gt(1), 2, {where = {false, true, true}}), {true, true}, "bool")
  check.eq(pl.sum(a, {where = false}), 0.0)
  check.eq(pl.sum(a, {where = {1, 0, 2}}), 17.0, "any numbers say which")
  check.near(pl.var(a, nil, {ddof = 2}), 10)
  check.near(pl.var(a, {correction = 1}), 8)
  check.near(pl.std(a, {correction = 1}), 8 ^ 0.5)
  check.near(pl.std(a, nil, {ddof = 1}), 8 ^ 0.5)
  check.near(pl.var(a, {ddof = 0.5}), 40 / 5.5)
  check.eq(pl.var({1}, {ddof = 1}) ~= pl.var({1}, {ddof = 1}), true, "nothing is left: NaN")
  check.near(pl.nanvar(a, {correction = 1}), 8)
  check.near(pl.nanstd(a, {correction = 1}), 8 ^ 0.5)
  told("pl.var: ddof is given twice, under two names", "pl.var({1}, {ddof = 1, correction = 1})")
  for _, name in ipairs{"sum", "prod", "mean", "std", "var", "nansum", "nanmean", "nanstd", "nanvar"} do
    for _, from in ipairs(family.dtypes) do
      for _, to in ipairs{"float64", "float32", "complex128"} do
        if to:find "complex" or not from:find "complex" then
          local y = pl[name](pl.ones({2, 2}, from), 1, {dtype = to})
          local plain = name:find "std" or name:find "var"
          check.eq(y.dtype, plain and to:find "complex" and "float64" or to, name .. " of " .. from)
          check.near(pl.real(y), name:find "sum" and {2, 2} or plain and {0, 0} or {1, 1})
        end
      end
    end
    check.raises_like("pl%." .. name .. ": dtype must be complex for complex128 input, got float64", pl[name], {c(1, 2)}, {dtype = "float64"})
  end
  is(pl.sum(pl.array({200, 100}, "uint8"), {1}, {dtype = "int32", keepdims = true}), {300}, "int32")
  is(pl.sum(pl.array{{1.5, 2.5}}, 2, {dtype = "int64"}), {3}, "int64", "each element is cut off first")
  told("pl.mean: dtype must be a floating or complex dtype for a mean or variance, got int32", "pl.mean({1}, {dtype = 'int32'})")
  is(pl.nansum({{1, nan}, {3, 4}}, 1, {initial = 1, where = {true, true}, keepdims = true}), {{5, 5}})
  is(pl.nanmean({{1, nan}, {3, 4}}, 1, {where = {{true, true}, {true, true}}}), {2, 4})
  is(pl.nanstd({{1, nan}, {3, 4}}, 1, {where = {true, true}, ddof = 0}), {1, 0})
  is(pl.nanvar({{1, nan}, {3, 4}}, 1, {where = {true, true}}), {1, 0})
  is(pl.nanvar({{1, nan}, {3, 4}}, 2, {ddof = 0}), {0, 0.25})
  is(pl.nanmin({{1, nan}, {3, 4}}, 1, {initial = 2, where = {true, true}}), {1, 2})
  is(pl.nanmax({{1, nan}, {3, 4}}, 1, {initial = 2, where = {true, true}}), {3, 4})
  told("pl.min: where needs initial: the minimum of no elements is not defined", "pl.min({1}, {where = {true}})")
  told("pl.sum: where must broadcast to the shape of a (2), got 3", "pl.sum({1, 2}, {where = {true, false, true}})")
  check.raises_like("initial", pl.sum, {1}, {initial = "x"})
  told("pl.mean: unknown option 'initial'; the options are axis, dtype, keepdims, where, out", "pl.mean({1}, {initial = 1})")
end)

check.group("integers and booleans", function()
  check.eq(pl.sum(pl.array({255, 255}, "uint8")), 510)
  check.eq(pl.prod(pl.array({255, 255}, "uint8")), 65025)
  check.eq(pl.sum(pl.array{true, true, false}), 2)
  check.eq(pl.prod(pl.array{true, true}), 1)
  check.eq(pl.mean(pl.array({1, 2}, "int32")), 1.5)
  check.eq(pl.mean(pl.array{true, false}), 0.5)
  check.eq(pl.max(pl.array{false, true}), true)
  check.eq(pl.argmax(pl.array{false, true}), 2)
  told("pl.sum: the sum does not fit int64", "pl.sum(pl.array({math.maxinteger, 1}, 'int64'))")
  told("pl.prod: the product does not fit int64", "pl.prod(pl.array({2^62, 4}, 'int64'))")
  told("pl.cumsum: a running sum does not fit int64", "pl.cumsum(pl.array({math.maxinteger, 1}, 'int64'))")
  told("pl.cumprod: a running product does not fit int64", "pl.cumprod(pl.array({2^62, 4}, 'int64'))")
  check.eq(pl.sum(pl.array({math.maxinteger, 1, -1}, "int64")), math.maxinteger, "only the sum itself has to fit")
  check.eq(pl.mean(pl.array({math.maxinteger, math.maxinteger}, "int64")), 2.0 ^ 63)
end)

check.group("NaN, infinities, complex", function()
  local a = pl.array{3, nan, 1}
  for _, name in ipairs{"sum", "prod", "mean", "std", "var", "min", "max"} do
    local y = pl[name](a)
    check(y ~= y, name .. " gives NaN")
  end
  check.eq({pl.argmin(a), pl.argmax(a), pl.nanargmin(a), pl.nanargmax(a)}, {2, 2, 3, 1})
  check.eq({pl.nansum(a), pl.nanmean(a), pl.nanmin(a), pl.nanmax(a), pl.nanvar(a), pl.nanstd(a)}, {4.0, 2.0, 1.0, 3.0, 1.0, 1.0})
  check.eq({pl.any{nan}, pl.all{nan, 0}, pl.count_nonzero{nan, 0}}, {true, false, 1})
  check.eq(pl.nansum{nan}, 0.0)
  check.eq(pl.sum{inf, -inf} ~= pl.sum{inf, -inf}, true)
  check.eq({pl.argmin{2, 1, 1}, pl.argmax{1, 2, 2}}, {2, 2}, "the first of equals")
  local z = pl.array{c(1, 2), c(3, -1)}
  check.eq(pl.sum(z), c(4, 1))
  check.eq(pl.prod(z), c(5, 5))
  check.eq(pl.mean(z), c(2, 0.5))
  check.near(pl.var(z), 3.25)
  check.eq(pl.max(z), c(3, -1))
  check.eq(pl.min{c(1, 5), c(1, 4)}, c(1, 4))
  check.eq(pl.argmax{c(1, 5), c(1, 4)}, 1)
  check.eq(pl.nansum{c(nan, 1), c(1, 1)}, c(1, 1))
  told("pl.nanargmin: a must have an element that is not NaN along the axis, got a slice of NaN only", "pl.nanargmin{0/0}")
  told("pl.nanargmax: a must have an element that is not NaN along the axis, got a slice of NaN only", "pl.nanargmax({{0/0}, {1}}, 2)")
end)

check.group("nothing to reduce", function()
  check.eq({pl.sum{}, pl.prod{}, pl.any{}, pl.all{}, pl.count_nonzero{}, pl.nansum{}}, {0.0, 1.0, false, true, 0, 0.0})
  check.eq(pl.sum(pl.zeros(0, "int32")), 0)
  is(pl.sum(pl.zeros{0, 2}, 1), {0, 0})
  is(pl.prod(pl.zeros({0, 2}, "bool"), 1), {1, 1}, "int64")
  none(pl.sum(pl.zeros{0, 2}, 2), {0})
  none(pl.max(pl.zeros{0, 2}, 2), {0})
  none(pl.argmax(pl.zeros{0, 2}, 2), {0}, "int64")
  check.eq(pl.min(pl.zeros(0), {initial = 4}), 4.0)
  told("pl.max: a has no elements along the axes of the maximum (shape 0)", "pl.max{}")
  told("pl.min: a has no elements along the axes of the minimum (shape 0x2)", "pl.min(pl.zeros{0, 2}, 1)")
  told("pl.argmax: a must have elements, got shape 0", "pl.argmax{}")
  told("pl.argmin: a must have elements along the axis, got shape 0x2", "pl.argmin(pl.zeros{0, 2}, 1)")
  local before = pl.warnings "error"
  check.raises_like("mean", pl.mean, {})
  check.raises_like("pl.var", pl.var, {1}, {ddof = 1})
  check.raises_like("nanmean", pl.nanmean, {nan})
  check.raises_like("nanmin", pl.nanmin, {nan})
  pl.warnings(before)
  check(pl.mean{} ~= pl.mean{} and pl.var{} ~= pl.var{} and pl.nanmax{nan} ~= pl.nanmax{nan})
  -- Arrays without axes.
  local five = pl.array(5)
  check.eq({five:sum(), five:max(), five:mean(), five:argmax(), pl.sum(5), pl.count_nonzero(five)}, {5.0, 5.0, 5.0, 1, 5.0, 1})
  check.eq(pl.sum(five, {}), 5.0)
end)

check.group("three axes", function()
  local a = pl.arange(24):reshape(2, 3, 4)
  is(a:sum(2), {{12, 15, 18, 21}, {48, 51, 54, 57}})
  is(a:sum({1, 3}), {60, 92, 124})
  is(pl.sum(a, {-1, 1}), {60, 92, 124})
  is(a:max({1, 2}, {keepdims = true}), {{{20, 21, 22, 23}}})
  is(a:transpose(3, 1, 2):sum({2, 3}), {60, 66, 72, 78})
  is(a["::-1, ::2, ::3"]:mean(1), {{6, 9}, {14, 17}})
  is(pl.argmax(a, 2, {keepdims = true})[1], {{3, 3, 3, 3}}, "int64")
  is(pl.broadcast_to({1, 2}, {3, 2}):sum(1), {3, 6})
  check.eq(pl.ones(100003, "float32"):sum(), 100003.0, "pairwise: no error builds up")
end)

check.group("running", function()
  for _, name in ipairs{"cumsum", "cumprod", "nancumsum", "nancumprod"} do
    local product = name:find "prod"
    local f = pl[name]
    for _, dtype in ipairs(family.dtypes) do
      local exact = dtype == "bool" or dtype:find "int"
      local result = exact and "int64" or dtype
      if dtype ~= "bool" then
        for _, l in ipairs(family.layouts(pl.array({{1, 2}, {3, 4}}, dtype))) do
          local a, note = l[2], name .. " of " .. dtype .. " " .. l[1]
          is(f(a), product and {1, 2, 6, 24} or {1, 3, 6, 10}, result, note)
          is(f(a, 1), product and {{1, 2}, {3, 8}} or {{1, 2}, {4, 6}}, result, note)
          is(f(a, -1), product and {{1, 2}, {3, 12}} or {{1, 3}, {3, 7}}, result, note)
          local out = pl.zeros({2, 2}, result)
          check(rawequal(f(a, 2, {out = out}), out))
          is(out, product and {{1, 2}, {3, 12}} or {{1, 3}, {3, 7}}, result, note)
          told(("pl.%s: out must have shape 4, got a vector of length 2 (%s)"):format(name, result),
               "pl[a](b, {out = c})", name, a, pl.zeros(2, result))
        end
      end
      none(f(pl.zeros({2, 0}, dtype), 2), {2, 0}, result)
      none(f(pl.zeros({2, 0}, dtype)), {0}, result)
      check.eq(f(pl.ones(2, dtype), {dtype = "complex64"}).dtype, "complex64")
      if not dtype:find "complex" then check.eq(f(pl.ones(2, dtype), {dtype = "float32"}).dtype, "float32") end
    end
    told(("pl.%s: axis 2 is out of range for an array with 1 axis"):format(name), "pl[a]({1}, 2)", name)
    is(f(5), {5})
  end
  is(pl.cumsum(pl.array{true, true, false}), {1, 2, 2}, "int64")
  is(pl.cumsum{1, nan, 3}, {1, nan, nan})
  is(pl.nancumsum{1, nan, 3}, {1, 1, 4})
  is(pl.nancumprod{2, nan, 3}, {2, 2, 6})
  is(pl.nancumsum({{nan, 1}, {2, nan}}, 1), {{0, 1}, {2, 1}})
  is(pl.cumsum{-0.0, -0.0}, {-0.0, -0.0}, nil, "the first element is taken as it is")
  is(pl.cumprod{c(inf, 1)}, {c(inf, 1)}, "complex128")
  is(pl.array{1, 2}:cumsum(), {1, 3})
  is(pl.array{2, 2}:cumprod(1), {2, 4})
  told("pl.cumsum: dtype must be a dtype of numbers, got bool", "pl.cumsum({1}, {dtype = 'bool'})")
end)

family.finish()
