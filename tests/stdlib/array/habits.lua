-- What people do out of habit, from Python or in haste: no silent wrong number, and a message that shows the spelling.

local check = require "check"
local pl = require "perilune"
local eq, raises, like = check.eq, check.raises, check.raises_like

local m = pl.arange(12):reshape(4, 3)

check.group("a dot for a colon", function()
  local a = m:ravel()
  raises("array:sum: call it with a colon, a:sum(...)", m.sum, 1)
  raises("array:mean: call it with a colon, a:mean(...)", m.mean)
  raises("array:mean: call it with a colon, a:mean(...)", m.mean, {axis = 1})
  raises("array:std: call it with a colon, a:std(...)", m.std, 1)
  raises("array:cumsum: call it with a colon, a:cumsum(...)", a.cumsum, 1)
  raises("array:sqrt: call it with a colon, a:sqrt(...)", a.sqrt, 4)
  raises("array:add: call it with a colon, a:add(...)", a.add, 1, a)
  raises("array:reshape: call it with a colon, a:reshape(...)", m.reshape, 4, 3)
  raises("array:fill: call it with a colon, a:fill(...)", m.fill, 3)
  raises("array:add_: call it with a colon, a:add_(...)", m.add_, 3)
  raises("array:sum: call it with a colon, a:sum(...)", m.sum, {1, 2})
  raises("array:sum: call it with a colon, a:sum(...)", m.sum, io.stdout)
  raises("pl.dot: argument b is missing; as a method it is called with a colon, a:dot(...)\n" ..
         "    usage: c = pl.dot(a, b, {out})", m.dot, m.T)
  raises("pl.dot: argument b is missing\n    usage: c = pl.dot(a, b, {out})", pl.dot, m.T)
  eq(m.sum(m), 66.0, "the array itself may come first")
  eq(pl.sum(3), 3.0, "functions of pl take numbers")
  like("^[^\n]*habits.lua:%d+: array:sum", function() return m.sum(1) end)
end)

check.group("a dot for a colon: objects", function()
  local rng = pl.random.default_rng(1)
  raises("Generator:random: self must be a random.Generator, got 5; call it with a colon, object:random(...)", rng.random, 5)
  like("argument self is missing; call it with a colon, object:random%(%.%.%.%)\n    usage: ", rng.random)
  local spline = pl.interpolate.CubicSpline({0, 1, 2}, {0, 1, 4})
  like("self is missing; call it with a colon, object:derivative%(", spline.derivative)
  like("argument low is missing\n", function() return rng:integers() end)
end)

check.group("booleans as subscripts", function()
  local a = pl.array{1, 2, 3}
  local message = "an index must not be a boolean, got true; a mask is an array, a[pl.array{true, ...}], " ..
                  "or a table in a call, a({true, ...})"
  raises(message, function() return a[{true, false, true}] end)
  raises(message, function() a[{true, false, true}] = 0 end)
  raises(message, function() return a(true) end)
  raises(message, function() return a[true] end)
  like("got false", function() a:set(false, 1) end)
  eq(a == pl.array{1, 2, 3}, true)
  eq(a({true, false, true}) == pl.array{1, 3}, true)
  eq(a[pl.array{true, false, true}] == pl.array{1, 3}, true)
end)

check.group("dtypes of other names", function()
  local list = "dtype must be 'float64', 'float32', 'complex128', 'complex64', 'int64', 'int32', 'uint8' or 'bool', got "
  local function dtype(name, hint) raises("pl.zeros: " .. list .. "'" .. name .. "'" .. hint, pl.zeros, 2, name) end
  for _, name in ipairs{"int8", "int16", "uint16", "i2"} do dtype(name, "; 'int32' takes its values") end
  for _, name in ipairs{"uint32", "uint64"} do dtype(name, "; 'int64' takes its values") end
  dtype("float16", "; 'float32' takes its values")
  dtype("i4", " (did you mean 'int32'?)")
  dtype("f8", " (did you mean 'float64'?)")
  dtype("float", " (did you mean 'float64'?)")
  dtype("int", " (did you mean 'int64'?)")
  dtype("complex", " (did you mean 'complex128'?)")
  dtype("flaot64", " (did you mean 'float64'?)")
  dtype("str", "")
end)

check.group("names that are elsewhere, or nowhere", function()
  local function member(m, name, message)
    raises((m == pl and "pl" or tostring(m):sub(9)) .. " has no member '" .. name .. "'" .. message, function() return m[name] end)
  end
  member(pl, "svd", " (did you mean 'pl.linalg.svd'?)")
  member(pl, "brentq", " (did you mean 'pl.optimize.brentq'?)")
  member(pl, "load", " (did you mean 'pl.io.load'?)")
  member(pl, "loadtxt", " (did you mean 'pl.io.loadtxt'?)")
  member(pl, "default_rng", " (did you mean 'pl.random.default_rng'?)")
  member(pl.linalg, "mean", " (did you mean 'pl.mean'?)")
  member(pl.io, "lod", " (did you mean 'load'?)")
  member(pl.linalg, "sdv", " (did you mean 'svd'?)")
  member(pl, "shape", "; it is a field of arrays, a.shape")
  member(pl, "fill", "; it is a method of arrays, a:fill(...)")
  member(pl, "float64", '; a dtype is text, as in dtype = "float64"')
  member(pl, "int8", '; a dtype is text, as in dtype = "int64"')
  member(pl, "logical_and", "; write a & b")
  member(pl, "tan", "; NumPy's tan has no counterpart yet")
  member(pl, "isin", "; NumPy's isin has no counterpart yet")
  member(pl, "zeroes", " (did you mean 'zeros'?)")
  member(pl, "xyzzy", "")
  raises("arrays have no field or method 'median'; it is a function, pl.median(a)", function() return m.median end)
  raises("arrays have no field or method 'meen' (did you mean 'mean'?)", function() return m.meen end)
  eq(tostring(pl.io), "module: pl.io")
end)

check.group("tables of named results", function()
  local columns = pl.io.loadtxt({"x,why", "1,2"}, {delimiter = ",", names = true})
  raises("there is no 'whi' among the names (did you mean 'why'?)", function() return columns.whi end)
  like("^[^\n]*habits.lua:%d+: there is no 'q' among the names: %a+, %a+$", function() return columns.q end)
  eq(columns[1], nil)
  local seen = {}
  for name, column in pairs(columns) do seen[name] = column:item() end
  eq(seen, {x = 1.0, why = 2.0})
  columns.q = 3
  eq(columns.q, 3, "it is a table still")
  local path = os.tmpname()
  pl.io.savez(path, {a = {1}, b = {2}})
  local data = pl.io.load(path .. ".npz")
  like("there is no 'c' among the names: [ab], [ab]$", function() return data.c end)
  eq(data.a[1], 1.0)
  pl.io.savez(path, data)
  eq(pl.io.load(path .. ".npz").b[1], 2.0, "and can be saved again")
  os.remove(path)
  os.remove(path .. ".npz")
end)

check.group("lengths one after another", function()
  like("got 3; several lengths are one table, {2, 3}$", pl.zeros, 2, 3)
  like("got 3; several lengths are one table, {2, 3, 4}\n", pl.zeros, 2, 3, 4)
  like("{2, 3}", pl.ones, 2, 3)
  like("{2, 3}$", pl.full, 2, 3, 7)
  local rng = pl.random.default_rng(1)
  like("; several lengths are one table, {2, 3}$", function() return rng:random(2, 3) end)
  like("got 'x'$", pl.zeros, 2, "x")
  like("got 2.5$", pl.zeros, 2, 2.5)
end)

check.group("fields that are called, loops over arrays, order", function()
  raises("T is a field, not a method: write a.T", function() return m:T() end)
  raises("T is a field, not a method: write a.T", function() return pl.array{{1, 2}, {2, 1}}:T() end)
  local p = pl.array{2, 3, 1}
  eq(p(p) == pl.array{3, 1, 2}, true, "a list of positions at itself")
  raises("an array is no iterator: write `for i, v in ipairs(a) do`", function() for v in p do error(v) end end)
  like("a:gt%(b%) for a > b", function() return p > p end)
  like("a:lt%(b%) for a < b", function() return p < 2 end)
end)

check.group("numbers as Lua writes them", function()
  eq(tostring(pl.complex(1 / 3, -2 / 3)), "(0.33333333333333-0.66666666666667j)")
  eq(tostring(pl.complex(1, 2)), "(1+2j)")
  eq(tostring(pl.complex(0 / 0, -(0 / 0))), "(nan+nanj)")
  eq(tostring(pl.complex(1e300, -math.huge)), "(1e+300-infj)")
end)

check.group("never -nan", function()
  local nan = -(0 / 0)
  for _, x in ipairs{0 / 0, nan} do
    local a = pl.array{x, 1}
    local i = 1
    eq(tostring(a[1]), "nan")
    eq(tostring(a[i]), "nan")
    eq(tostring(a(1)), "nan")
    eq(tostring(a:sum()), "nan")
    eq(tostring(pl.max(a)), "nan")
    eq(tostring(pl.exp(x)), "nan")
    eq(tostring(pl.array(x)()), "nan")
    eq(tostring(pl.complex(x, 0).real), "nan")
    eq(tostring(pl.array({x}, "float32")[1]), "nan")
    for _, v in ipairs(a["1:1"]) do eq(tostring(v), "nan") end
  end
  eq(tostring(pl.sqrt(-1)), "nan")
  eq(tostring(pl.log(-1)), "nan")
  eq(tostring(pl.array{-1}:sqrt()[1]), "nan")
  eq(tostring(pl.median{1, nan}), "nan")
  eq(tostring(pl.linalg.svdvals{{1}}[1]), "1.0")
end)
