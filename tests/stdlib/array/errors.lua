-- What a user is told who makes a mistake with arrays: the whole message, since wording is part of the interface.
local check = require "check"
local pl = require "perilune"

local function told(expected, source)
  check.raises(expected, assert(load("local pl = ... return " .. source, "=t")), pl)
end

check.group("operators", function()
  told("shapes 3 and 4 do not broadcast together", "pl.zeros(3) + pl.zeros(4)")
  told("cannot compute a vector of length 3 (float64) + 'x'", "pl.zeros(3) + 'x'")
  told("cannot compute a vector of length 3 (float64) + nil", "pl.zeros(3) + nil")
  told("arrays have no operator ..: use tostring(a) for text, a:matmul(b) for the matrix product, pl.concatenate{a, b} to join",
       "pl.ones(2) .. pl.ones(2)")
  told("bitwise_and does not take float64", "pl.array{1} & pl.array{1}")
  told("integer overflow in uint8 addition", "pl.array({250}, 'uint8') + 10")
  told("300 does not fit uint8, the dtype of the array", "pl.array({1, 2}, 'uint8') + 300")
  told("complex values have no order", "pl.complex(1, 2) < pl.complex(1, 2)")
  told("complex values have no operator //", "pl.complex(1, 2) // 2")
  told("a boolean cannot be combined with a complex value", "pl.complex(1, 2) + true")
end)

check.group("indices", function()
  told("a 0-d array has no length; a() or a:item() reads its value", "#pl.array(5)")
  told("an array with 1 axis (3) takes at most 1 subscript, got 2\n    a({1, 2}) or a[{{1, 2}}] picks elements by a list",
       "pl.ones(3)[{1, 2}]")
  told("range '1:2:0' has step 0", "pl.ones(3)['1:2:0']")
  told("an index is nil", "pl.ones(3)(nil)")
  told("index 5 is out of range for axis 1 with length 3", "pl.ones(3)(5)")
  told("index 0 is out of range for axis 1 with length 3: indices start at 1", "pl.ones(3)[0]")
  told("an index must be a whole number, a range such as \"2:5\", a list of positions or a mask, got pl.none",
       "pl.ones(3)[pl.none]")
  told("array:set: the subscripts are missing: a:set(i, j, value); a:fill(value) sets every element", "pl.ones(2):set(1)")
  told("index 3 is out of range for axis 1 with length 2", "pl.ones(2):set(3, 1)")
  told("array:item: the array must have one element, got a vector of length 2 (float64); a:item(i, j) names one",
       "pl.ones(2):item()")
  told("pl.s: start must be a whole number, got 1.5", "pl.s(1.5)")
end)

check.group("arguments", function()
  told("pl.exp: x must be an array, got 'x'", "pl.exp('x')")
  told("pl.exp: argument x is missing\n    usage: y = pl.exp(x, {out})", "pl.exp()")
  told("pl.exp: takes at most 1 argument and a table of options, got 2\n    usage: y = pl.exp(x, {out})", "pl.exp(1, 2)")
  told("pl.exp: out must be an array that can be written to, got 3", "pl.exp({1, 2}, {out = 3})")
  told("pl.exp: out must have shape 2, got a vector of length 3 (float64)", "pl.exp({1, 2}, {out = pl.zeros(3)})")
  told("pl.complex: re must be a number, got 'a'", "pl.complex('a')")
  told("pl.astype: casting must be 'checked', 'wrap' or 'same_kind', got 'foo'",
       "pl.ones(2):astype('int32', {casting = 'foo'})")
  told("array:fill: value must be true or false, a number or a complex value, got a table of 1 entries", "pl.ones(2):fill({1})")
  told("pl.set_num_threads: n must be at least 1, got 0", "pl.set_num_threads(0)")
  told("pl.warnings: policy must be 'ignore', 'print' or 'error', got 'x'", "pl.warnings('x')")
  told("pl.isclose: rtol must be at least 0, got -1", "pl.isclose(1, 1, -1)")
  told("pl.unpack: list must be a record, a shape, an array or a table, got 3", "pl.unpack(3)")
  told("pl.unpack: list must be a record, a shape, an array or a table, got a complex value", "pl.unpack(pl.complex(1, 2))")
  told("pl.unpack: list must have an axis, got a 0-d array", "pl.unpack(pl.array(3))")
end)

check.group("shapes", function()
  told("pl.zeros: a length must not be negative, got -1", "pl.zeros(-1)")
  told("pl.zeros: shape must be a length or a list of lengths, got 2.5", "pl.zeros(2.5)")
  told("pl.zeros: shape must hold whole numbers, got 2.5", "pl.zeros{2, 2.5}")
  told("pl.zeros: an array of shape 9223372036854775807x2 has too many elements", "pl.zeros{math.maxinteger, 2}")
  check.raises_like("not enough memory for 8000000000000 bytes", pl.zeros, 1e12)
  check.raises_like("not enough memory", pl.zeros, math.maxinteger)
  check.raises_like("more than 32 entries", pl.zeros, pl.ones(33))
  told("pl.reshape: argument newshape is missing", "pl.ones(2):reshape()")
  told("pl.reshape: newshape must be a length or a list of lengths, got 'x'", "pl.ones(2):reshape('x')")
  told("pl.arange: step must not be 0", "pl.arange(0, 1, 0)")
  told("pl.linspace: num must be at least 0, got -1", "pl.linspace(0, 1, -1)")
  told("pl.eye: n must be at least 0, got -1", "pl.eye(-1)")
  told("pl.dot: a (1x2) and b (1x2) do not fit; a has 2 columns, b has 1 rows", "pl.dot({{1, 2}}, {{1, 2}})")
end)

check.group("tables", function()
  told("pl.array: data: row 2 has 1 entries, row 1 has 2", "pl.array{{1, 2}, {3}}")
  told("pl.array: data[2][2] must be a number, got 'x'", "pl.array{{1, 2}, {3, 'x'}}")
  told("pl.array: data[2] is nil: a list of numbers has no holes", "pl.array{1, nil, 3}")
  told("pl.array: data[1] = 1.5 is not whole and cannot be held by int64", "pl.array({1.5}, 'int64')")
  told("pl.array: data[1] = 9007199254740993 cannot be held exactly by float64; use dtype = \"int64\"", "pl.array{9007199254740993}")
  told("pl.array: data must be an array, a nested table of numbers or a number, got a function", "pl.array(print)")
  local cycle = {}
  cycle[1] = cycle
  check.raises("pl.array: data is nested deeper than 32 levels (does it contain itself?)", pl.array, cycle)
  -- Tables that hold one another claim more entries than any memory has: refused at once, not walked.
  local wide = {}
  for i = 1, 100 do wide[i] = 1 end
  for _ = 1, 12 do
    local next_level = {}
    for i = 1, 100 do next_level[i] = wide end
    wide = next_level
  end
  check.raises_like("too many elements", pl.array, wide)
end)

check.group("the state works afterwards", function()
  check.eq(tostring(pl.array{1, 2} + 1), "[2. 3.]")
end)
