-- Sorting and searching.
local check = require "check"
local family = require "family"
local pl = family.covers "sort argsort partition argpartition nonzero flatnonzero searchsorted unique array:sort"
local is, none, told = family.is, family.none, family.told
local c = pl.complex
local nan, inf = 0 / 0, math.huge
local kinds = {"quicksort", "stable", "mergesort", "heapsort"}

check.group("sort and argsort", function()
  for _, dtype in ipairs(family.dtypes) do
    local a = dtype == "bool" and pl.array({{1, 0, 1}, {0, 1, 0}}, dtype) or pl.array({{3, 1, 2}, {9, 7, 8}}, dtype)
    local rows = dtype == "bool" and {{false, true, true}, {false, false, true}} or {{1, 2, 3}, {7, 8, 9}}
    local places = dtype == "bool" and {{2, 1, 3}, {1, 3, 2}} or {{2, 3, 1}, {2, 3, 1}}
    for _, kind in ipairs(kinds) do
      for _, l in ipairs(family.layouts(a:copy())) do
        is(pl.sort(l[2], -1, kind), rows, dtype, l[1])
        is(pl.argsort(l[2], 2, {kind = kind:upper()}), places, "int64", l[1])
        is(l[2]:argsort(-1, kind), places, "int64", l[1])
        l[2]:sort(2, kind)
        is(l[2], rows, dtype, "in place, " .. l[1])
      end
      check(pl.sort(a, kind == "stable" and 1 or -2, kind) == pl.sort(a.T).T, "down the columns")
    end
    none(pl.sort(pl.zeros({0, 2}, dtype)), {0, 2}, dtype)
    none(pl.argsort(pl.zeros({2, 0}, dtype)), {2, 0}, "int64")
    -- Of empty lines there may be more than anybody counts.
    none(pl.sort(pl.zeros({1 << 56, 0}, dtype)), {1 << 56, 0}, dtype)
    none(pl.argsort(pl.zeros({1 << 56, 0}, dtype)), {1 << 56, 0}, "int64")
    -- Longer than any special case for short lines, with many equals: the order is stable.
    local n = 3000
    local long = pl.remainder(pl.arange(n) * 7919, 13):astype("uint8"):astype(dtype)
    local order, sorted = long:argsort(), pl.sort(long)
    check(long[order] == sorted, "argsort sorts " .. dtype)
    local stable = true
    local places_list, values = order:tolist(), sorted:tolist()
    for i = 2, n do
      if values[i] == values[i - 1] and places_list[i] < places_list[i - 1] then stable = false end
    end
    check(stable, "stable for " .. dtype)
  end
  local a = pl.array{{3, 1}, {2, 4}}
  is(pl.sort(a, 1), {{2, 1}, {3, 4}})
  is(pl.sort(a, pl.none), {1, 2, 3, 4})
  is(pl.argsort(a, pl.none), {2, 3, 1, 4}, "int64")
  is(pl.sort(a, {axis = 1, kind = "heapsort"}), {{2, 1}, {3, 4}})
  is(a, {{3, 1}, {2, 4}}, nil, "pl.sort copies")
  a:sort{axis = 1}
  is(a, {{2, 1}, {3, 4}})
  a.T:sort()
  is(a, {{2, 1}, {3, 4}})
  is(pl.sort{nan, 3, -inf, inf, -0.0, 0, nan, -2}, {-inf, -2, -0.0, 0, 3, inf, nan, nan})
  is(pl.argsort{nan, 3, -inf, nan, -2}, {3, 5, 2, 1, 4}, "int64")
  check.eq(tostring(pl.sort{c(1, nan), c(nan, 1), c(2, 1), c(1, 5), c(1, 2)}), "[ 1. +2.j  1. +5.j  2. +1.j  1.+nanj nan +1.j]")
  is(pl.sort(pl.array({math.maxinteger, math.mininteger, 0}, "int64")), {math.mininteger, 0, math.maxinteger}, "int64")
  is(pl.sort(pl.broadcast_to({{2}, {1}}, {2, 3}), 1), {{1, 1, 1}, {2, 2, 2}})
  is(pl.sort(pl.array(5), pl.none), {5})
  told("pl.sort: axis 2 is out of range for an array with 1 axis", "pl.sort({1, 2}, 2)")
  told("pl.sort: kind must be 'quicksort', 'stable', 'mergesort' or 'heapsort', got 'bubble'", "pl.sort({1}, 1, 'bubble')")
  check.raises_like("axis", pl.sort, pl.array(5))
  told("array:sort: axis 3 is out of range for an array with 2 axes", "a:sort(3)", a)
end)

check.group("partition", function()
  local a = pl.array{7, 2, 9, 4, 1, 8}
  for k = 1, 6 do
    local p, i = pl.partition(a, k), pl.argpartition(a, k)
    check.eq(p[k], pl.sort(a)[k])
    check(k == 1 or pl.max(p["1:" .. k]) <= p[k], "no larger one before")
    check(pl.min(p[k .. ":6"]) >= p[k], "no smaller one behind")
    check(pl.sort(p) == pl.sort(a))
    check.eq(a[i[k]], p[k])
    check(pl.sort(i) == pl.arange(1, 7))
  end
  local p = pl.partition(a, {2, 5})
  check.eq({p[2], p[5]}, {2.0, 8.0})
  check.eq(pl.partition(a, -1)[6], 9.0)
  check.eq(pl.argpartition(a, {1, -1})[6], 3)
  for _, dtype in ipairs(family.dtypes) do
    check.eq(pl.partition(pl.array({1, 0, 1}, dtype), 1).dtype, dtype)
    check.eq(pl.array({1, 0, 1}, dtype):argpartition(1)[1], 2)
  end
  local m = pl.array{{3, 1, 2}, {6, 5, 4}}
  for _, l in ipairs(family.layouts(m)) do
    is(pl.partition(l[2], 2)[":, 2"], {2, 5}, nil, l[1])
    is(pl.partition(l[2], 1, 1)[1], {3, 1, 2}, nil, l[1])
    is(pl.argpartition(l[2], 1, {axis = -1})[":, 1"], {2, 3}, "int64", l[1])
  end
  check.eq(pl.partition(m, 4, pl.none)[4], 4.0)
  check.eq(pl.argpartition(m, 4, pl.none)[4], 6)
  check(pl.isnan(pl.partition({nan, 2, 1}, 3)[3]), "NaN is the last")
  told("pl.partition: kth 4 is out of range for 3 elements", "pl.partition({1, 2, 3}, 4)")
  told("pl.argpartition: kth -4 is out of range for 3 elements", "pl.argpartition({1, 2, 3}, -4)")
  check.raises_like("kth", pl.partition, {1, 2}, 0)
end)

check.group("nonzero and flatnonzero", function()
  is(pl.nonzero{0, 5, 0, nan}, {2, 4}, "int64")
  local i, j = pl.nonzero{{0, 1}, {2, 3}}
  is(i, {1, 2, 2}, "int64")
  is(j, {2, 1, 2}, "int64")
  for _, dtype in ipairs(family.dtypes) do
    for _, l in ipairs(family.layouts(pl.array({{0, 1}, {1, 0}}, dtype))) do
      local rows, columns = l[2]:nonzero()
      is(rows, {1, 2}, "int64", l[1])
      is(columns, {2, 1}, "int64", l[1])
      is(pl.flatnonzero(l[2]), {2, 3}, "int64", l[1])
    end
    none(pl.nonzero(pl.zeros(3, dtype)), {0}, "int64")
  end
  local a = pl.array{{5, 0}, {0, 7}}
  is(a(a:nonzero()), {5, 7}, nil, "the positions select those elements")
  check.eq(select("#", pl.nonzero(pl.zeros{2, 0, 1})), 3)
  is(pl.flatnonzero(3), {1}, "int64")
  is(pl.flatnonzero{}, {}, "int64")
end)

check.group("searchsorted", function()
  is(pl.searchsorted({10, 20, 30}, {5, 20, 99}), {1, 2, 4}, "int64")
  is(pl.searchsorted({10, 20, 30}, {5, 20, 99}, "right"), {1, 3, 4}, "int64")
  is(pl.searchsorted({10, 20, 20, 30}, {{20}, {25}}, {side = "RIGHT"}), {{4}, {4}}, "int64")
  check.eq(pl.searchsorted({10, 20}, 15), 2)
  check.eq(pl.array{10, 20}:searchsorted(15), 2)
  is(pl.searchsorted({30, 10, 20}, {10, 25}, "left", {2, 3, 1}), {1, 3}, "int64")
  is(pl.searchsorted({30, 10, 20}, {10, 25}, {sorter = pl.argsort{30, 10, 20}}), {1, 3}, "int64")
  is(pl.searchsorted({1, 2, nan}, {nan, 5}), {3, 3}, "int64", "NaN sorts last")
  is(pl.searchsorted({}, {1}), {1}, "int64")
  none(pl.searchsorted({1}, {}), {0}, "int64")
  for _, dtype in ipairs(family.dtypes) do
    if dtype ~= "bool" then
      is(pl.searchsorted(pl.array({1, 3, 5}, dtype), pl.array({3, 4}, dtype)), {2, 3}, "int64", dtype)
      for _, l in ipairs(family.layouts(pl.array({1, 3, 5}, dtype))) do is(pl.searchsorted(l[2], {3, 4}), {2, 3}, "int64", dtype .. " " .. l[1]) end
    end
  end
  told("pl.searchsorted: side must be 'left' or 'right', got 'middle'", "pl.searchsorted({1}, 1, 'middle')")
  told("pl.searchsorted: sorter must hold positions from 1 to 2, got 3", "pl.searchsorted({1, 2}, 1, 'left', {1, 3})")
  told("pl.searchsorted: sorter must have the shape of a (2), got 1", "pl.searchsorted({1, 2}, 1, 'left', {1})")
  check.raises_like("pl.searchsorted: a must be a vector", pl.searchsorted, {{1, 2}}, 1)
end)

check.group("unique", function()
  is(pl.unique{3, 1, 3, 2}, {1, 2, 3})
  local values, index, inverse, counts = pl.unique({3, 1, 3, 2}, true, true, true)
  is(values, {1, 2, 3})
  is(index, {2, 4, 1}, "int64")
  is(inverse, {3, 1, 3, 2}, "int64")
  is(counts, {1, 1, 2}, "int64")
  local v, n = pl.unique({3, 1, 3}, {return_counts = true})
  is(v, {1, 3})
  is(n, {1, 2}, "int64")
  v, n = pl.unique({3, 1, 3}, {return_index = true})
  is(n, {2, 1}, "int64")
  v, n = pl.unique({{3, 1}, {3, 2}}, {return_inverse = true})
  check.eq(n.size, 4)
  check(v[n:ravel()] == pl.array{3, 1, 3, 2}, "values[inverse] is a in one line")
  for _, dtype in ipairs(family.dtypes) do
    local wanted = dtype == "bool" and {false, true} or {0, 1}
    for _, l in ipairs(family.layouts(pl.array({{1, 0}, {0, 1}}, dtype))) do is(pl.unique(l[2]), wanted, dtype, l[1]) end
    none(pl.unique(pl.zeros(0, dtype)), {0}, dtype)
  end
  is(pl.unique{nan, 1, nan}, {1, nan})
  is(pl.unique({nan, 1, nan}, {equal_nan = false}), {1, nan, nan})
  is(pl.unique{0, -0.0}, {0})
  is(pl.unique{c(1, 2), c(1, 2), c(0, 5)}, {c(0, 5), c(1, 2)}, "complex128")
  is(pl.unique({{1, 2}, {1, 2}, {0, 9}}, {axis = 1}), {{0, 9}, {1, 2}})
  is(pl.unique({{1, 2, 1}, {3, 4, 3}}, false, false, false, 2), {{1, 2}, {3, 4}})
  v, index, inverse, counts = pl.unique({{1, 2, 1}, {3, 4, 3}}, true, true, true, -1)
  is(index, {1, 2}, "int64")
  is(inverse, {1, 2, 1}, "int64")
  is(counts, {2, 1}, "int64")
  is(pl.unique(5), {5})
  told("pl.unique: axis 3 is out of range for an array with 2 axes", "pl.unique({{1}}, {axis = 3})")
  told("pl.unique: return_index must be true or false, got 1", "pl.unique({1}, 1)")
end)

family.finish()
