-- Products of vectors, matrices and stacks.
local check = require "check"
local family = require "family"
local pl = family.covers "dot matmul outer inner vdot"
local is, none, told = family.is, family.none, family.told
local c = pl.complex
local names = {"dot", "matmul", "outer", "inner", "vdot"}

local function result_of(name, dtype)
  if name ~= "outer" and dtype:find "int" then return "int64" end
  return dtype
end

check.group("every dtype and layout", function()
  local vectors = {dot = 11, matmul = 11, inner = 11, vdot = 11, outer = {{3, 4}, {6, 8}}}
  local matrices = {dot = {{19, 22}, {43, 50}}, matmul = {{19, 22}, {43, 50}}, inner = {{17, 23}, {39, 53}}, vdot = 70,
                    outer = {{5, 6, 7, 8}, {10, 12, 14, 16}, {15, 18, 21, 24}, {20, 24, 28, 32}}}
  for _, name in ipairs(names) do
    local f = pl[name]
    for _, dtype in ipairs(family.dtypes) do
      if dtype ~= "bool" then
        local result = result_of(name, dtype)
        local function agrees(actual, expected, note)
          if type(expected) == "table" then return is(actual, expected, result, note) end
          check.eq(actual, result:find "complex" and c(expected) or result == "int64" and expected or expected + 0.0, note)
        end
        local u, v = pl.array({1, 2}, dtype), pl.array({3, 4}, dtype)
        for _, x in ipairs(family.layouts(u)) do
          for _, y in ipairs(family.layouts(v)) do
            agrees(f(x[2], y[2]), vectors[name], name .. " of " .. dtype .. " " .. x[1] .. ", " .. y[1])
          end
        end
        local a, b = pl.array({{1, 2}, {3, 4}}, dtype), pl.array({{5, 6}, {7, 8}}, dtype)
        for _, x in ipairs(family.layouts(a)) do
          for _, y in ipairs(family.layouts(b)) do
            agrees(f(x[2], y[2]), matrices[name], name .. " of " .. dtype .. " " .. x[1] .. ", " .. y[1])
          end
        end
        if family.has(u, name) then agrees(u[name](u, v), vectors[name]) end
        if type(matrices[name]) == "table" then
          local shape = pl.array(matrices[name]).shape
          local out = pl.zeros(shape, result)
          check(rawequal(f(a, b, {out = out}), out))
          is(out, matrices[name], result)
          out = pl.zeros({shape[2], shape[1]}, result).T
          is(f(a, b, {out = out}), matrices[name], result)
          local copy = a:copy()
          if result == dtype and shape == {2, 2} then is(f(copy, b, {out = copy}), matrices[name], result, "onto an operand") end
          told(("pl.%s: out must have shape %s, got a vector of length 2 (%s)"):format(name, shape[1] .. "x" .. shape[2], result),
               "pl[a[1]](a[2], b, {out = c})", {name, a}, b, pl.zeros(2, result))
          if result:find "complex" then
            check.raises_like("imaginary part would be lost", f, a, b, {out = pl.zeros(shape)})
          elseif result:find "float" then
            is(f(a, b, {out = pl.zeros(shape, "complex64")}), matrices[name], "complex64")
          end
        else
          check.raises_like("out", f, a, b, {out = pl.zeros(1)})
        end
      end
    end
    for _, pair in ipairs{{"float32", "int32", "float64"}, {"float32", "complex64", "complex64"}, {"uint8", "int32", "int64"}, {"bool", "float32", "float32"}} do
      local y = f(pl.ones({2, 2}, pair[1]), pl.ones({2, 2}, pair[2]))
      if name ~= "vdot" then check.eq(y.dtype, name == "outer" and pair[1] == "uint8" and "int32" or pair[3], name) end
    end
    check.raises_like("pl%." .. name .. ": ", f, {1, 2}, name == "outer" and "x" or {1, 2, 3})
    check.raises_like("argument b is missing", f, {1})
  end
end)

check.group("shapes", function()
  local a = pl.array{{1, 2, 3}, {4, 5, 6}}
  is(pl.dot(a, {1, 0, 1}), {4, 10})
  is(pl.dot({1, 1}, a), {5, 7, 9})
  is(pl.matmul({1, 1}, a), {5, 7, 9})
  is(pl.dot(a, 2), {{2, 4, 6}, {8, 10, 12}}, nil, "a number with either")
  is(pl.dot(2, {1, 2}), {2, 4})
  check.eq(pl.dot(2, 3), 6.0)
  is(a:dot(a.T), {{14, 32}, {32, 77}})
  is(a.T:matmul(a), {{17, 22, 27}, {22, 29, 36}, {27, 36, 45}})
  local stack = pl.arange(12):reshape(2, 2, 3)
  is(pl.matmul(stack, {1, 0, 0}), {{0, 3}, {6, 9}})
  check.eq(pl.matmul(stack, stack:swapaxes(2, 3)).shape == {2, 2, 2}, true)
  check.eq(pl.matmul(stack, pl.ones{5, 1, 3, 4}).shape == {5, 2, 2, 4}, true, "stacks are broadcast")
  check.eq(pl.dot(stack, pl.ones{5, 3, 4}).shape == {2, 2, 5, 4}, true, "dot pairs all stacks")
  check.eq(pl.inner(stack, a).shape == {2, 2, 2}, true)
  is(pl.inner(a, 2), {{2, 4, 6}, {8, 10, 12}})
  is(pl.outer({{1, 2}}, {3}), {{3}, {6}})
  is(pl.outer(2, {3, 4}), {{6, 8}})
  check.eq(pl.vdot({{1, 2}}, {{3}, {4}}), 11.0, "both are flattened")
  is(pl.matmul(pl.broadcast_to({1, 2}, {3, 2}), {{1}, {1}}), {{3}, {3}, {3}})
  -- Nothing to add up.
  is(pl.dot(pl.zeros{2, 0}, pl.zeros{0, 3}), {{0, 0, 0}, {0, 0, 0}})
  none(pl.matmul(pl.zeros{0, 2}, pl.zeros{2, 3}), {0, 3})
  none(pl.outer({}, {1, 2}), {0, 2})
  check.eq({pl.dot({}, {}), pl.inner({}, {}), pl.vdot({}, {})}, {0.0, 0.0, 0.0})
  check.eq(pl.dot(pl.zeros(0, "int32"), pl.zeros(0, "int32")), 0)
  told("pl.dot: a (2x3) and b (2x3) do not fit; a has 3 columns, b has 2 rows", "a:dot(a)", a)
  told("pl.dot: a (2) and b (3) do not fit; a has 2 elements, b has 3 elements", "pl.dot({1, 2}, {1, 2, 3})")
  check.raises_like("pl.matmul: .*0%-d", pl.matmul, a, 2)
  check.raises_like("pl.matmul: ", pl.matmul, pl.ones{2, 2, 2}, pl.ones{3, 2, 2})
  check.raises_like("pl.vdot: ", pl.vdot, {1, 2}, {1})
  check.raises_like("pl.inner: ", pl.inner, {1, 2}, {1})
end)

check.group("complex, integers, booleans", function()
  local u, v = pl.array{c(1, 2), c(0, 1)}, pl.array{c(2, 0), c(1, -1)}
  check.eq(pl.dot(u, v), c(3, 5))
  check.eq(pl.vdot(u, v), c(1, -5), "the first is conjugated")
  check.eq(pl.inner(u, v), c(3, 5))
  check.eq(pl.vdot({1, 2}, v), c(4, -2))
  is(pl.outer(u, {1, c(0, 1)}), {{c(1, 2), c(-2, 1)}, {c(0, 1), c(-1, 0)}}, "complex128")
  is(pl.matmul(u.T:reshape(2, 1), v:reshape(1, 2)), {{c(2, 4), c(3, 1)}, {c(0, 2), c(1, 1)}}, "complex128")
  check.eq(pl.dot(pl.array({200, 200}, "uint8"), pl.array({200, 200}, "uint8")), 80000)
  told("pl.dot: the product of a and b does not fit int64", "pl.dot(a, a)", pl.array({2 ^ 32, 1}, "int64"))
  is(pl.matmul(pl.array{{true, false}, {false, false}}, pl.array{{false, true}, {true, true}}), {{false, true}, {false, false}}, "bool")
  check.eq(pl.dot(pl.array{true, true}, pl.array{true, true}), true)
  is(pl.outer(pl.array{true, false}, pl.array{true}), {{true}, {false}}, "bool")
  check.raises_like("overflow", pl.outer, pl.array({200}, "uint8"), pl.array({2}, "uint8"))
  -- Larger than any block of the library beneath: against sums of products.
  local n = 67
  local a, b = pl.sin(pl.arange(n * n)):reshape(n, n), pl.cos(pl.arange(n * n)):reshape(n, n)
  local expected = pl.stack({pl.sum(a[":, +, :"] * b.T["+, :, :"], 3)}, 1)[1]
  check(pl.allclose(a:dot(b), expected, 1e-13, 1e-13))
  check(pl.allclose(a.T:matmul(b["::-1"]), (b["::-1"].T:dot(a)).T, 1e-13, 1e-13))
  local nan = 0 / 0
  check(pl.isnan(pl.dot({nan, 1}, {0, 1})) and pl.isnan(pl.matmul({{nan, 0}}, {{0}, {1}})(1, 1)))
end)

family.finish()
