-- Arrays as text, and what changes it.
local check = require "check"
local family = require "family"
local pl = family.covers "set_printoptions get_printoptions"
local told = family.told
local c = pl.complex
local nan, inf = 0 / 0, math.huge

local function shows(expected, a, note) check.eq(tostring(a), expected, note) end
-- Under options, which are put back.
local function under(options, body)
  local before = pl.set_printoptions(options)
  body()
  pl.set_printoptions(before)
end

check.group("dtypes and shapes", function()
  shows("[1. 2. 3.]", pl.array{1, 2, 3})
  shows("[ 1.5 -2.   0.1]", pl.array{1.5, -2, 0.1})
  shows("[1 2]", pl.array({1, 2}, "int32"))
  shows("[ -1 100]", pl.array({-1, 100}, "int64"))
  shows("[  0 255]", pl.array({0, 255}, "uint8"))
  shows("[ true false]", pl.array{true, false})
  shows("[0.1 0.2]", pl.array({0.1, 0.2}, "float32"))
  shows("[1.+2.j 3.-1.j]", pl.array{c(1, 2), c(3, -1)})
  shows("[0. +1.5j 2.5+0.j ]", pl.array({c(0, 1.5), c(2.5)}, "complex64"))
  shows("[ nan  nan  inf -inf]", pl.array{nan, -nan, inf, -inf}, "never -nan")
  shows("[ 0. -0.]", pl.array{0, -0.0})
  shows("[1.e+300 1.e-300]", pl.array{1e300, 1e-300})
  shows("[1.e-05 1.e+00]", pl.array{1e-5, 1})
  shows("[0.33333333 0.66666667]", pl.array{1 / 3, 2 / 3})
  shows("[[1. 2.]\n [3. 4.]]", pl.array{{1, 2}, {3, 4}})
  shows("[[[1. 2.]]\n\n [[3. 4.]]]", pl.array{{{1, 2}}, {{3, 4}}})
  shows("[[2. 1.]\n [4. 3.]]", pl.array{{1, 2}, {3, 4}}[":, ::-1"])
  shows("[[1. 3.]\n [2. 4.]]", pl.array{{1, 2}, {3, 4}}.T)
  shows("5.0", pl.array(5))
  shows("true", pl.array(true))
  shows("[]", pl.array{})
  check.raises_like("", function() error(tostring(pl.zeros{0, 3}), 0) end)
  shows("[1. 1. 1.]", pl.broadcast_to(1, 3))
  local lines = {}
  for line in (tostring(pl.arange(50)) .. "\n"):gmatch "(.-)\n" do lines[#lines + 1] = line end
  check(#lines > 1 and #lines[1] <= 75, "lines are broken")
end)

check.group("options", function()
  local before = pl.get_printoptions()
  check.eq({before.precision, before.threshold, before.edgeitems, before.linewidth, before.suppress, before.sign, before.floatmode,
            before.nanstr, before.infstr}, {8, 1000, 3, 75, false, "-", "maxprec", "nan", "inf"})
  local a = pl.array{3.14159265, 2}
  under({precision = 3}, function() shows("[3.142 2.   ]", a) end)
  under({precision = 0}, function() shows("[3. 2.]", a) end)
  under({precision = 3, floatmode = "fixed"}, function() shows("[3.142 2.000]", a) end)
  under({floatmode = "unique"}, function() shows("[0.1                0.3333333333333333]", pl.array{0.1, 1 / 3}) end)
  under({floatmode = "maxprec_equal"}, function() shows("[0.50 0.25]", pl.array{0.5, 0.25}) end)
  under({threshold = 5}, function() shows("[0. 1. 2. ... 7. 8. 9.]", pl.arange(10)) end)
  under({threshold = 5, edgeitems = 1}, function()
    shows("[0. ... 9.]", pl.arange(10))
    shows("[[ 0. ...  3.]\n ...\n [ 8. ... 11.]]", pl.arange(12):reshape(3, 4))
  end)
  under({linewidth = 12}, function() shows("[0. 1. 2.\n 3. 4. 5.]", pl.arange(6)) end)
  under({suppress = true}, function() shows("[0.00001 1.     ]", pl.array{1e-5, 1}) end)
  under({nanstr = "missing", infstr = "many"}, function() shows("[missing    many   -many]", pl.array{nan, inf, -inf}) end)
  under({sign = "+"}, function() shows("[+1. -2.]", pl.array{1, -2}) end)
  under({sign = " "}, function() shows("[ 1.  2.]", pl.array{1, 2}) end)
  check.eq(pl.get_printoptions(), before, "all are back")
  local old = pl.set_printoptions{precision = 2}
  check.eq({old.precision, pl.get_printoptions().precision, pl.get_printoptions().threshold}, {8, 2, 1000})
  pl.set_printoptions(old)
  check.eq(pl.set_printoptions{}, before, "nothing changes")
  told("pl.set_printoptions: precision must be at least 0, got -1", "pl.set_printoptions{precision = -1}")
  told("pl.set_printoptions: precision must be a whole number, got 1.5", "pl.set_printoptions{precision = 1.5}")
  told("pl.set_printoptions: edgeitems must be at least 1, got 0", "pl.set_printoptions{edgeitems = 0}")
  told("pl.set_printoptions: sign must be '-', '+' or ' ', got 'x'", "pl.set_printoptions{sign = 'x'}")
  check.raises_like("floatmode must be", pl.set_printoptions, {floatmode = "some"})
  check.raises_like("unknown option 'precison' %(did you mean 'precision'%?%)", pl.set_printoptions, {precison = 3})
  check.eq(pl.get_printoptions(), before, "what raised changed nothing")
end)

family.finish()
