-- Reading by subscripts: every form, on every kind of array.
local check = require "check"
local family = require "family"
local pl = family.covers "s s_ ix_ none newaxis array:get array:item"
local is, none, told = family.is, family.none, family.told
local c = pl.complex

local base = {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}}

check.group("one position", function()
  for _, dtype in ipairs(family.dtypes) do
    if dtype ~= "bool" then
      local kind = dtype:find "int" and "integer" or dtype:find "float" and "float" or nil
      for _, l in ipairs(family.layouts(pl.array(base, dtype))) do
        local a, note = l[2], dtype .. " " .. l[1]
        local function value(v, expected)
          check.eq(math.type(v), kind, note)
          check.eq(v, kind == nil and c(expected) or kind == "float" and expected + 0.0 or expected, note)
        end
        value(a(2, 3), 7)
        value(a[{2, 3}], 7)
        value(a["2, 3"], 7)
        value(a:get(2, 3), 7)
        value(a:item(2, 3), 7)
        value(a(-1, -4), 9)
        value(a(3.0, "2"), 10)
        value(a[3][2], 10)
        is(a[2], {5, 6, 7, 8}, dtype, note)
        is(a(-1), {9, 10, 11, 12}, dtype, note)
        is(a[{1}], {1, 2, 3, 4}, dtype, note)
        is(a["-2"], {5, 6, 7, 8}, dtype, note)
        is(a:get(1), {1, 2, 3, 4}, dtype, note)
      end
    end
  end
  local v = pl.array{10, 20, 30}
  check.eq({v[1], v[-1], v(2), v[2.0], v:item(3), v:get(-3)}, {10.0, 30.0, 20.0, 20.0, 30.0, 10.0})
  check.eq(v[4], nil, "only bare a[#a + 1] is nil")
  check.eq(pl.array{true, false}[2], false)
  check.eq(pl.array{{42}}:item(), 42.0)
  check.eq(pl.array(5):item(), 5.0)
  check.eq(pl.array(5)(), 5.0)
  check.eq(pl.array(5):get(), 5.0)
  is(pl.array(5)[{}], 5.0, nil, "a subscript of nothing looks at everything")
  is(pl.array(5)["..."], 5.0)
  told("index 5 is out of range for axis 1 with length 3", "a[5]", v)
  told("index -4 is out of range for axis 1 with length 3", "a[-4]", v)
  told("index 4 is out of range for axis 1 with length 3", "a(4)", v)
  told("index 4 is out of range for axis 1 with length 3", "a[{4}]", v)
  told("index 4 is out of range for axis 1 with length 3", "a['4']", v)
  told("index 4 is out of range for axis 1 with length 3", "a:get(4)", v)
  told("index 4 is out of range for axis 1 with length 3", "a:item(4)", v)
  told("index 0 is out of range for axis 1 with length 3: indices start at 1", "a(0)", v)
  told("index 0 is out of range for axis 1 with length 3: indices start at 1", "a[0]", v)
  told("index 5 is out of range for axis 2 with length 4", "a(1, 5)", pl.array(base))
  told("an index must be a whole number, got 1.5", "a(1.5)", v)
  told("an index must be a whole number, got inf", "a[1/0]", v)
  check.raises_like("0%-d", function() return pl.array(5)[1] end)
  check.raises_like("takes at most 2 subscripts, got 3", function() return pl.array(base)(1, 2, 3) end)
  check.raises_like("function", function() return v[print] end)
end)

check.group("ranges", function()
  local v = pl.arange(1, 11)
  local cases = {
    [":"] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, ["2:5"] = {2, 3, 4, 5}, ["1:10:3"] = {1, 4, 7, 10}, ["-3:"] = {8, 9, 10},
    [":3"] = {1, 2, 3}, ["::4"] = {1, 5, 9}, ["::-3"] = {10, 7, 4, 1}, ["9:7:-1"] = {9, 8, 7}, ["-1:-3:-1"] = {10, 9, 8},
    ["3:3"] = {3}, ["8:99"] = {8, 9, 10}, ["-99:2"] = {1, 2}, ["99:9:-1"] = {10, 9}, ["2:-8:-1"] = {}, [":-8"] = {1, 2, 3},
    [" 2 : 4 "] = {2, 3, 4}, ["2.0:3"] = {2, 3}, ["5:2"] = {}, ["20:30"] = {}, ["3:1:-2"] = {3, 1}, ["..."] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
  }
  cases["2:-8:-1"] = nil
  for text, expected in pairs(cases) do
    is(v[text], expected, nil, text)
    is(v(text), expected, nil, text)
    is(v[{text}], expected, nil, text)
    is(v:get(text), expected, nil, text)
  end
  is(v[pl.s(2, 5)], {2, 3, 4, 5})
  is(v(pl.s(nil, 3)), {1, 2, 3})
  is(v(pl.s(8)), {8, 9, 10})
  is(v(pl.s(nil, nil, -3)), {10, 7, 4, 1})
  is(v(pl.s(9, 7, -1)), {9, 8, 7})
  is(v(pl.s_(-2)), {9, 10})
  is(v(pl.s_(1, 10, 4)), {1, 5, 9})
  is(v[{pl.s{start = 2, stop = 3}}], {2, 3}, nil, "by name")
  check.eq(tostring(pl.s(2, 5)), "2:5")
  is(v["::-1"]["::3"], {10, 7, 4, 1})
  check.eq(v["2::2"]["-1"], 10.0)
  none(pl.zeros{0, 3}["1:2"], {0, 3})
  none(pl.zeros{0, 3}[":, 2"], {0})
  local before = pl.warnings "ignore"
  is(v[":-1"], {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  pl.warnings(before)
  told("range '0:3' has 0 as an end: indices start at 1", "a['0:3']", v)
  told("range '1:2:0' has step 0", "a['1:2:0']", v)
  told("pl.s: step must not be 0", "pl.s(1, 2, 0)")
  told("pl.s: stop must not be 0: ranges count from 1 and include both ends", "pl.s(1, 0)")
  is(v(pl.s(2, {stop = 3})), {2, 3})
  is(v(pl.s(nil, 3, {step = 2})), {1, 3})
  is(v(pl.s{}), {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  told("pl.s: start is given by place and by name", "pl.s(2, {start = 3})")
  told("pl.s: unknown option 'ste' (did you mean 'step'?)", "pl.s{ste = 3}")
  told("pl.s: takes at most 3 arguments, got 4\n    usage: range = pl.s([start], [stop], [step])", "pl.s(1, 2, 3, 4)")
  told("index '' is empty", "a['']", v)
  check.raises_like("index '2:x' must have", function() return v["2:x"] end)
  told("index '1:2:3:4' must have start:stop:step at character 1, got '1:2:3:4'", "a['1:2:3:4']", v)
  check.raises_like("1%.5", function() return v["1.5:3"] end)
end)

check.group("several axes", function()
  for _, l in ipairs(family.layouts(pl.array(base))) do
    local a, note = l[2], l[1]
    is(a[":, 2"], {2, 6, 10}, nil, note)
    is(a(":", 2), {2, 6, 10}, nil, note)
    is(a["2:3, ::-2"], {{8, 6}, {12, 10}}, nil, note)
    is(a["::-1"], {{9, 10, 11, 12}, {5, 6, 7, 8}, {1, 2, 3, 4}}, nil, note)
    is(a(2, "2:3"), {6, 7}, nil, note)
    is(a["..., 1"], {1, 5, 9}, nil, note)
    is(a[{"...", 1}], {1, 5, 9}, nil, note)
    is(a("...", -1), {4, 8, 12}, nil, note)
    is(a["+, 1"], {{1, 2, 3, 4}}, nil, note)
    is(a(1, "+"), {{1, 2, 3, 4}}, nil, note)
    is(a(":", pl.newaxis, 2), {{2}, {6}, {10}}, nil, note)
    is(a[pl.newaxis], {base}, nil, note)
    is(a("...", "+")[1], {{1}, {2}, {3}, {4}}, nil, note)
  end
  local b = pl.arange(24):reshape(2, 3, 4)
  check.eq(b["..., 2"].shape == {2, 3}, true)
  check.eq(b[{1, "..."}].shape == {3, 4}, true)
  check.eq(b("+", "...", "+").shape == {1, 2, 3, 4, 1}, true)
  is(b[{2, 3}], {20, 21, 22, 23})
  is(b(":", 2, "2:3"), {{5, 6}, {17, 18}})
  told("an index has at most one '...', got 2", "a('...', '...')", b)
end)

check.group("lists", function()
  for _, dtype in ipairs{"float64", "int32", "complex64", "bool"} do
    for _, l in ipairs(family.layouts(pl.array(base, dtype))) do
      local a, whole = l[2], pl.array(base, dtype)
      check(a({3, 1}) == pl.stack{whole[3], whole[1]}, dtype .. " " .. l[1])
      check(a(":", {4, 1, 1}) == pl.stack({whole[":, 4"], whole[":, 1"], whole[":, 1"]}, 2), dtype .. " " .. l[1])
      check(a({1, 2, -1}, {1, 3, -1}) == pl.concatenate{whole["1, 1:1"], whole["2, 3:3"], whole["3, 4:4"]}, dtype .. " " .. l[1])
    end
  end
  local v = pl.array{10, 20, 30, 40}
  is(v[{{1, 3}}], {10, 30})
  is(v({1, 3}), {10, 30})
  is(v[pl.array{4, 1}], {40, 10}, nil, "a float array of whole numbers is an index")
  is(v[pl.array({4, -1}, "int32")], {40, 40})
  is(v[pl.array({1, 2}, "uint8")], {10, 20})
  is(v:get({2, 2}), {20, 20})
  is(v({{1, 2}, {3, 4}}), {{10, 20}, {30, 40}}, nil, "the result has the shape of the list")
  is(v[{{{1, 2}, {3, 4}}}], {{10, 20}, {30, 40}})
  none(v({}), {0})
  none(v[{{}}], {0})
  local a = pl.array(base)
  is(a({1, 3}, {2, 4}), {2, 12}, nil, "two lists pair up")
  is(a({{1}, {3}}, {2, 4}), {{2, 4}, {10, 12}}, nil, "by broadcasting")
  is(a({1, 3}, 2), {2, 10}, nil, "a position broadcasts too")
  is(a({1, 3}, "2:3"), {{2, 3}, {10, 11}})
  is(a[{"2:3", {4, 1}}], {{8, 5}, {12, 9}})
  is(a(pl.ix_({1, 3}, {2, 4})), {{2, 4}, {10, 12}})
  is(a[{pl.ix_({1, 3}, {2, 4})}], {{2, 4}, {10, 12}})
  is(a(pl.ix_({true, false, true}, {4})), {{4}, {12}}, nil, "ix_ takes masks")
  local rows, columns = pl.ix_({1, 3}, {2, 4, 1})
  is(rows, {{1}, {3}})
  is(columns, {{2, 4, 1}})
  is(pl.ix_({false, true}), {2}, "int64")
  check.eq(select("#", pl.ix_({1}, {2}, {3})), 3)
  local _, empty = pl.ix_({1}, {})
  none(empty, {1, 0})
  local b = pl.arange(24):reshape(2, 3, 4)
  check.eq(b({1, 2}, ":", {1, 2}).shape == {2, 3}, true, "lists apart: their axis comes first")
  is(b({1, 2}, ":", {1, 2}), {{0, 4, 8}, {13, 17, 21}})
  is(b(":", {1, 3}, {2, 4}), {{1, 11}, {13, 23}}, nil, "lists side by side: their axis stays")
  is(b(1, ":", {1, 4}), {{0, 4, 8}, {3, 7, 11}}, nil, "a position beside lists counts as one")
  told("index 5 is out of range for axis 1 with length 4", "a({1, 5})", v)
  told("index 0 is out of range for axis 1 with length 4: indices start at 1", "a({0})", v)
  told("index must be a whole number, got 1.5", "a[pl.array{1.5}]", v)
  told("index lists of shapes 2 and 3 do not pair up", "a({1, 2}, {1, 2, 3})", a)
  told("index must be real or bool, got an array of complex128", "a[pl.array{pl.complex(1, 0)}]", v)
  told("index[1] must be a number, got 'x'", "a({'x'})", v)
  told("pl.ix_: lists must be a vector, got a 1x1 matrix (float64)", "pl.ix_(pl.ones{1, 1})")
  check.raises_like("pl.ix_", pl.ix_, "x")
end)

check.group("masks", function()
  for _, dtype in ipairs(family.dtypes) do
    for _, l in ipairs(family.layouts(pl.array(base, dtype))) do
      local mask = pl.array(base):gt(6)
      check(l[2][mask] == pl.array({7, 8, 9, 10, 11, 12}, dtype), dtype .. " " .. l[1])
      for _, m in ipairs(family.layouts(mask)) do check(l[2][m[2]].size == 6, "the mask " .. m[1]) end
    end
  end
  local v = pl.array{10, 20, 30}
  is(v({true, false, true}), {10, 30})
  is(v[{{true, false, true}}], {10, 30})
  is(v[v:gt(99)], {}, "float64")
  is(v[pl.array(true)], {{10, 20, 30}}, nil, "a mask without axes adds one")
  none(v[pl.array(false)], {0, 3})
  local a = pl.array(base)
  is(a({true, false, true}, 2), {2, 10})
  is(a(":", {true, false, false, true}), {{1, 4}, {5, 8}, {9, 12}})
  is(a({true, false, true}, {2, 4}), {2, 12}, nil, "a mask pairs up as its positions do")
  is(pl.arange(24):reshape(2, 3, 4)(pl.array{{true, false, true}, {false, false, true}}, 1), {0, 8, 20})
  told("a mask of length 2 does not fit axis 1 with length 3", "a[pl.array{true, false}]", v)
  check.raises_like("a mask of shape 2x2 does not fit axes 1 to 2 with lengths 3x4", function() return a[pl.ones({2, 2}, "bool")] end)
end)

check.group("walking", function()
  local a = pl.array(base)
  local n = 0
  for i, row in ipairs(a) do
    n = n + 1
    check.eq(row[1], base[i][1] + 0.0)
  end
  check.eq(n, 3)
  local seen = {}
  for i, x in pairs(pl.array({5, 6}, "int32")["::-1"]) do seen[i] = x end
  check.eq(seen, {6, 5})
  check.eq({#a, #a.T, #pl.zeros{0, 2}}, {3, 4, 0})
  for _ in ipairs(pl.zeros(0)) do check(false, "nothing to walk") end
  told("an index must be a whole number, a range such as \"2:5\", a list of positions or a mask, got pl.none", "a(pl.none)", a)
  told("a 0-d array has no length; a() or a:item() reads its value", "#a", pl.array(1))
  told("array:item: the array must have one element, got a 3x4 matrix (float64); a:item(i, j) names one", "a:item()", a)
  told("array:item: takes 2 subscripts, got 1", "a:item(1)", a)
  told("array:item: takes 1 subscript, got 2", "a:item(1, 2)", pl.ones(2))
  told("array:item: every subscript must be a position, got '1:1'; a:get(...) reads parts", "a:item('1:1')", pl.ones(2))
  check.raises_like("every subscript must be a position", a.item, a, 1, {1})
end)

family.finish()
