-- Copies, views, other dtypes, tables.
local check = require "check"
local family = require "family"
local pl = family.covers "copy astype tolist"
local is, none, told = family.is, family.none, family.told
local c = pl.complex

check.group("copy", function()
  local a = pl.array{{1, 2}, {3, 4}}
  local b = pl.copy(a)
  b[{1, 1}] = 9
  check.eq(a(1, 1), 1.0)
  for _, dtype in ipairs(family.dtypes) do
    for _, l in ipairs(family.layouts(pl.ones({2, 3}, dtype))) do
      local copied = l[2]:copy()
      check.eq({copied.dtype, copied.strides[2], copied.strides[1]}, {dtype, copied.itemsize, 3 * copied.itemsize})
      check(copied == l[2], l[1])
    end
  end
  is(a.T["::-1"]:copy(), {{2, 4}, {1, 3}})
  is(pl.copy{1, 2}, {1, 2})
  is(pl.copy(pl.broadcast_to({1, 2}, {2, 2})), {{1, 2}, {1, 2}})
  is(pl.array(3):copy(), 3.0)
  none(pl.zeros({0, 2}, "uint8"):copy(), {0, 2}, "uint8")
  told("pl.copy: takes at most 1 argument, got 2\n    usage: b = pl.copy(a)", "a:copy(1)", a)
end)

check.group("views share, lists and masks copy", function()
  local function changes(view, note, of)
    local a = pl.arange(12):reshape(3, 4)
    local v = view(a)
    v["..."] = -1
    local changed = a:lt(0):sum()
    check.eq(changed, of, note)
  end
  changes(function(a) return a[2] end, "a row", 4)
  changes(function(a) return a[":, 2"] end, "a column", 3)
  changes(function(a) return a["::2, ::-2"] end, "every second", 4)
  changes(function(a) return a.T end, "T", 12)
  changes(function(a) return a:reshape(2, 6) end, "reshape", 12)
  changes(function(a) return a:ravel() end, "ravel", 12)
  changes(function(a) return a:flatten() end, "flatten", 0)
  changes(function(a) return a:copy() end, "copy", 0)
  changes(function(a) return a({1, 2}) end, "a list", 0)
  changes(function(a) return a[a:ge(3)] end, "a mask", 0)
  changes(function(a) return a:astype("float64") end, "astype", 0)
  changes(function(a) return a:astype("float64", {copy = false}) end, "astype without copy", 12)
  changes(function(a) return a.real end, "real", 12)
  changes(function(a) return pl.real(a) end, "pl.real", 0)
  changes(function(a) return pl.flip(a) end, "flip", 12)
  changes(function(a) return pl.diag(a) end, "diag", 3)
  changes(function(a) return pl.split(a, 3)[2] end, "split", 4)
  changes(function(a) return pl.sort(a) end, "sort", 0)
  changes(function(a) return a:get("1:2") end, "get", 8)
  changes(function(a) return a:squeeze() end, "squeeze", 12)
  changes(function(a) return pl.roll(a, 1) end, "roll", 0)
  local z = pl.zeros(2, "complex128")
  z.real[1], z.imag[2] = 3, 4
  is(z, {c(3), c(0, 4)}, "complex128")
  -- A view keeps what it looks at.
  local kept = pl.arange(1e5)["5:6"]
  collectgarbage()
  is(kept, {4, 5})
  -- Overlapping operands behave as if copied first.
  local a = pl.arange(1, 6)
  a["1:4"] = a["2:5"]
  is(a, {2, 3, 4, 5, 5})
  a["::-1"] = a
  is(a, {5, 5, 4, 3, 2})
  local m = pl.arange(4):reshape(2, 2)
  m["..."] = m.T
  is(m, {{0, 2}, {1, 3}})
  m:add_(m.T)
  is(m, {{0, 3}, {3, 6}})
end)

check.group("astype", function()
  local from = {float64 = 3.7, float32 = 3.5, complex128 = c(3, 0), complex64 = c(3, 0), int64 = 3, int32 = 3, uint8 = 3, bool = true}
  for source, value in pairs(from) do
    for _, target in ipairs(family.dtypes) do
      local a = pl.array({value}, source)
      if source:find "complex" and not target:find "complex" then
        told(("pl.astype: a is %s: its imaginary part would be lost as %s; take a.real first"):format(source, target),
             "a:astype(b)", a, target)
      else
        local want = source == "bool" and 1 or source:find "complex" and c(3) or value
        if target == "bool" then want = true
        elseif target:find "int" then want = math.floor(type(want) == "number" and want or want.real)
        elseif target == "float32" and source == "float64" then want = 3.700000047683716
        elseif target == "complex64" and source == "float64" then want = c(3.700000047683716) end
        is(a:astype(target), {want}, target, source)
        is(pl.astype(a["::-1"], target), {want}, target, source)
      end
    end
  end
  is(pl.array{1.9, -1.9, 0.5}:astype("int64"), {1, -1, 0}, "int64", "fractions are cut off")
  is(pl.array{0, -0.0, 0.1, 0 / 0}:astype("bool"), {false, false, true, true}, "bool")
  is(pl.array{300, -1, 255.9}:astype("uint8", {casting = "wrap"}), {44, 255, 255}, "uint8")
  is(pl.array({2 ^ 31, -2 ^ 31 - 1}):astype("int32", {casting = "wrap"}), {-2147483648, 2147483647}, "int32")
  is(pl.array({4294967297, -1}, "int64"):astype("int32", {casting = "wrap"}), {1, -1}, "int32")
  is(pl.array({1}, "int32"):astype("float32", {casting = "same_kind"}), {1}, "float32")
  is(pl.astype({1}, "float32", {casting = "same_kind"}), {1}, "float32")
  is(pl.array({3}, "int64"):astype("uint8", {casting = "checked"}), {3}, "uint8")
  is(pl.array{1e300}:astype("float32"), {math.huge}, "float32")
  is(pl.astype({1, 2}, "int32", {copy = false}), {1, 2}, "int32")
  is(pl.array{9007199254740992}:astype("int64"), {9007199254740992}, "int64")
  none(pl.zeros({0, 2}):astype("bool"), {0, 2}, "bool")
  is(pl.array(2.5):astype("int32"), 2, "int32")
  is(pl.arange(6):reshape(2, 3).T:astype("int32"), {{0, 3}, {1, 4}, {2, 5}}, "int32")
  told("pl.astype: 256 does not fit uint8 at element 2", "pl.array{1, 256}:astype('uint8')")
  told("pl.astype: -1 does not fit uint8 at element (2, 1)", "pl.array({{1}, {-1}}, 'int64'):astype('uint8')")
  told("pl.astype: nan does not fit int64", "pl.array{0/0}:astype('int64')")
  told("pl.astype: inf does not fit int32", "pl.array{1/0}:astype('int32')")
  told("pl.astype: 9.2233720368547758e+18 does not fit int64", "pl.array{2.0^63}:astype('int64')")
  told("pl.astype: float64 to int32 is not a cast of the same kind", "pl.ones(1):astype('int32', {casting = 'same_kind'})")
  told("pl.astype: int64 to bool is not a cast of the same kind", "pl.ones(1, 'int64'):astype('bool', {casting = 'same_kind'})")
  told("pl.astype: dtype must be 'float64', 'float32', 'complex128', 'complex64', 'int64', 'int32', 'uint8' or 'bool', got 'float' (did you mean 'float64'?)", "pl.ones(1):astype('float')")
  told("pl.astype: argument dtype is missing\n    usage: b = pl.astype(a, dtype, {casting = \"checked\", copy = true})", "pl.ones(1):astype()")
end)

check.group("tolist", function()
  local function list(t, dtype) return pl.tolist(pl.array(t, dtype)) end
  check.eq(list{1, 2.5}, {1.0, 2.5})
  check.eq(list({{1, 2}, {3, 4}}, "int64"), {{1, 2}, {3, 4}})
  check.eq(list({0, 1}, "bool"), {false, true})
  check.eq(list({255}, "uint8"), {255})
  check.eq(math.type(list({1}, "int32")[1]), "integer")
  check.eq(list({0.1}, "float32"), {0.10000000149011612})
  check.eq(list({c(1, 2)}, "complex64"), {c(1, 2)})
  check.eq(list{}, {})
  check.eq(pl.zeros{2, 0}:tolist(), {{}, {}})
  check.eq(pl.zeros{0, 2}:tolist(), {})
  check.eq(pl.array(5):tolist(), 5.0)
  check.eq(pl.tolist(pl.array(true)), true)
  check.eq(pl.arange(6):reshape(2, 3).T["::-1"]:tolist(), {{2.0, 5.0}, {1.0, 4.0}, {0.0, 3.0}})
  check.eq(pl.tolist({1, {2}} and {{1}, {2}}), {{1.0}, {2.0}})
  local values = list{0 / 0, 1 / 0, -1 / 0, -0.0}
  check(values[1] ~= values[1] and values[2] == math.huge and values[3] == -math.huge and 1 / values[4] == -math.huge)
  check.eq(list({math.mininteger, math.maxinteger}, "int64"), {math.mininteger, math.maxinteger})
end)

family.finish()
