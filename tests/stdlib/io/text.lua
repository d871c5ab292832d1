-- io.loadtxt, genfromtxt and savetxt from Lua: every option reaches the kernel, results come in their forms.
local check = require "check"
local pl = require "perilune"
local pio = pl.io
local load, gen = pio.loadtxt, pio.genfromtxt

local base = os.tmpname()
local function content(name)
  local f = assert(io.open(name, "rb"))
  local text = f:read("a")
  f:close()
  return text
end

check.group("loadtxt: results", function()
  local lines = {"1 2", "3 4"}
  check.eq(load(lines):tolist(), {{1.0, 2.0}, {3.0, 4.0}})
  check.eq(load{"1 2 3"}:tolist(), {1.0, 2.0, 3.0})
  check.eq(load{"1", "2"}:tolist(), {1.0, 2.0})
  check.eq(load{"5"}, 5.0)
  check.eq(load({"5"}, {ndmin = 1}):tolist(), {5.0})
  check.eq(load({"5"}, {ndmin = 2}):tolist(), {{5.0}})
  local x, y = load(lines, {unpack = true})
  check.eq({x:tolist(), y:tolist()}, {{1.0, 3.0}, {2.0, 4.0}})
  local t = load({"a 1", "b 2"}, {dtype = {"text", "int64"}})
  check.eq({t[1], t[2]:tolist()}, {{"a", "b"}, {1, 2}})
  local n, names = load({"# u v", "1 2"}, {names = true})
  check.eq({n.u:tolist(), n.v:tolist(), names}, {{1.0}, {2.0}, {"u", "v"}})
end)

check.group("loadtxt: options", function()
  check.eq(load({"1,2"}, "int32", "#", ","):tolist(), {1, 2}, "by place")
  check.eq(load({"1::2"}, {delimiter = "::"}):tolist(), {1.0, 2.0})
  check.eq(load({"12345"}, {delimiter = {1, 2, 2}}):tolist(), {1.0, 23.0, 45.0})
  check.eq(load({"1234"}, {delimiter = 2}):tolist(), {12.0, 34.0})
  check.eq(load({"1 2 % x", "! y"}, {comments = {"%", "!"}}):tolist(), {1.0, 2.0})
  check.raises("pl.io.loadtxt: line 1, column 1: expected a number, got '#'", load, {"#"}, {comments = pl.none})
  check.eq(load({"x", "", "1 2"}, {skiprows = 2}):tolist(), {1.0, 2.0})
  check.eq(load({"1 2", "3 4", "x"}, {max_rows = 2}):tolist(), {{1.0, 2.0}, {3.0, 4.0}})
  for _, cols in ipairs{{3, 1}, {-1, 1}, pl.array{3, 1}} do
    check.eq(load({"1 2 3"}, {usecols = cols}):tolist(), {3.0, 1.0})
  end
  check.eq(load({"1 2 3", "4 5 6"}, {usecols = 2}):tolist(), {2.0, 5.0})
  check.eq(load({'"1,5",2'}, {delimiter = ",", quotechar = '"', dtype = "text"}), {{"1,5"}, {"2"}})
  check.eq(load({"\xe9"}, {encoding = "latin1", dtype = "text"}), {{"\u{e9}"}})
  check.eq(load({"1+2j"}, {dtype = "complex128", ndmin = 1})[1], pl.complex(1, 2))
  check.eq(load({"1 0 true"}, {dtype = "bool"}):tolist(), {true, false, true})
end)

check.group("converters", function()
  local function percent(s) return tonumber((s:gsub("%%", ""))) / 100 end
  check.eq(load({"1 50%", "2 25%"}, {converters = {[2] = percent}}):tolist(), {{1.0, 0.5}, {2.0, 0.25}})
  check.eq(load({"1 2"}, {converters = function(s) return 2 * tonumber(s) end}):tolist(), {2.0, 4.0})
  check.eq(load({"1 2"}, {converters = {[-1] = function() return 7 end}}):tolist(), {1.0, 7.0})
  check.eq(load({"a b", "1 2"}, {names = true, converters = {b = function() return 7 end}}).b:tolist(), {7.0})
  check.eq(load({"a"}, {dtype = "text", converters = string.upper}), {{"A"}})
  check.raises("mine", load, {"1"}, {converters = function() error("mine", 0) end})
  check.raises("pl.io.loadtxt: converters returned nil at evaluation 1, expected a number or a string",
               load, {"1"}, {converters = function() end})
  check.raises("pl.io.loadtxt: line 1, column 1: the converter must return a number for float64, got a string",
               load, {"1"}, {converters = function() return "x" end})
end)

check.group("genfromtxt", function()
  local nan = 0 / 0
  local csv = {delimiter = ","}
  local function with(options)
    options.delimiter = ","
    return options
  end
  check.eq(gen({"1,,3", "4,x,6"}, csv):tolist(), {{1.0, nan, 3.0}, {4.0, nan, 6.0}})
  check.eq(gen({"1,,3"}, with{dtype = "int64"}):tolist(), {1, -1, 3})
  check.eq(gen({"1,NA,-"}, with{missing_values = "NA, -", loose = false, filling_values = 0}):tolist(), {1.0, 0.0, 0.0})
  check.eq(gen({"1,2", "2,2"}, with{missing_values = {"1", "2"}, filling_values = {7, 8}}):tolist(), {{7.0, 8.0}, {2.0, 8.0}})
  check.eq(gen({"1,2"}, with{missing_values = {[2] = {"2", "3"}}, filling_values = {[2] = 9}}):tolist(), {1.0, 9.0})
  check.eq(gen({"x", "1,2", "3,4", "end"}, with{skip_header = 1, skip_footer = 1}):tolist(), {{1.0, 2.0}, {3.0, 4.0}})
  check.raises("pl.io.genfromtxt: line 1, column 2: expected a number, got 'x'", gen, {"1,x"}, with{loose = false})
  check.raises("pl.io.genfromtxt: line 2 has 1 column, line 1 has 2", gen, {"1,2", "3"}, csv)
  check.eq(gen({"1,2", "3", "4,5"}, with{invalid_raise = false}):tolist(), {{1.0, 2.0}, {4.0, 5.0}})
  local t, names = gen({"Day,rain (mm),,sky", "1,2.5,true, grey ", "2,,false,clear"},
                       with{names = true, dtype = pl.none, autostrip = true, case_sensitive = "lower"})
  check.eq(names, {"day", "rain_mm", "f0", "sky"})
  check.eq({t.day:tolist(), t.rain_mm:tolist(), t.f0:tolist(), t.sky}, {{1, 2}, {2.5, nan}, {true, false}, {"grey", "clear"}})
  t, names = gen({"a b;c", "1;2"}, {delimiter = ";", names = true, deletechars = "", replace_space = "-",
                                    excludelist = {"c"}, case_sensitive = false, usecols = "A-B"})
  check.eq(names, {"A-B"})
  t, names = gen({"1 2"}, {names = "u, v", usecols = {"v"}})
  check.eq({names, t.v:tolist()}, {{"v"}, {2.0}})
  t, names = gen({",", "1,2"}, with{names = true, defaultfmt = "c%02i"})
  check.eq(names, {"c00", "c01"})
end)

check.group("by place, in NumPy's orders", function()
  check.eq(load({"x", "1;2 3"}, "float32", "#", ";", {[2] = function() return 4 end}, 1, {2, 1}, false, 2):tolist(), {{4.0, 1.0}})
  local t, names = gen({"x", "1;NA;3", "end"}, "float64", "#", ";", 1, 1, nil, "NA", 7, {2, 3}, "u,v")
  check.eq({names, t.u:tolist(), t.v:tolist()}, {{"u", "v"}, {7.0}, {3.0}})
end)

check.group("errors name the argument", function()
  check.raises("pl.io.loadtxt: cannot open '/nowhere/x': No such file or directory", load, "/nowhere/x")
  check.raises("pl.io.loadtxt: line 2 has 3 columns, line 1 has 2", load, {"1 2", "3 4 5"})
  check.raises('pl.io.loadtxt: dtype must be "text" or one of float64|float32|complex128|complex64|int64|int32|uint8|bool, ' ..
               "got 'float16'", load, {"1"}, {dtype = "float16"})
  check.raises("pl.io.loadtxt: usecols counts from 1, got 0", load, {"1"}, {usecols = 0})
  check.raises("pl.io.loadtxt: usecols counts from 1, got 0", load, {"1"}, {usecols = {1, 0}})
  check.raises("pl.io.loadtxt: usecols asks for column 3, line 1 has 2 columns", load, {"1 2"}, {usecols = 3})
  check.raises("pl.io.loadtxt: quotechar must be one character, got 'ab'", load, {"1"}, {quotechar = "ab"})
  check.raises("pl.io.loadtxt: skiprows must be at least 0, got -1", load, {"1"}, {skiprows = -1})
  check.raises("pl.io.loadtxt: ndmin must be at most 2, got 3", load, {"1"}, {ndmin = 3})
  check.raises("pl.io.loadtxt: fname[2] must be a string, got 2", load, {"1", 2})
  check.raises("pl.io.genfromtxt: max_rows and skip_footer do not go together", gen, {"1"}, {max_rows = 1, skip_footer = 1})
  check.raises("pl.io.genfromtxt: defaultfmt must hold one %i, got 'x'", gen, {",", "1,2"}, {delimiter = ",", names = true, defaultfmt = "x"})
  local wide = {("1 "):rep(201)}
  check.raises("pl.io.loadtxt: unpack gives at most 200 columns, got 201", load, wide, {unpack = true})
end)

check.group("savetxt", function()
  local a = pl.array{{1, 2.5}, {-3, 0.1}}
  pio.savetxt(base, a)
  check.eq(pl.array_equal(load(base), a), true)
  pio.savetxt(base, a, {fmt = "%g", delimiter = ";", newline = "\r\n", header = "h\ni", footer = "f", comments = "// "})
  check.eq(content(base), "// h\n// i\r\n1;2.5\r\n-3;0.1\r\n// f\r\n")
  pio.savetxt(base, a, {"%d", "%.2f"}, ",")
  check.eq(content(base), "1,2.50\n-3,0.10\n")
  pio.savetxt(base, a, {fmt = "<%d|%s>"})
  check.eq(content(base), "<1|2.5>\n<-3|0.1>\n")
  pio.savetxt(base, {1, 2}, {fmt = "%d"})
  check.eq(content(base), "1\n2\n")
  pio.savetxt(base, pl.array{pl.complex(1, -2)}, {fmt = "%g"})
  check.eq(content(base), " (1-2j)\n")
  pio.savetxt(base, {{"x", "yy"}, {1, 2}}, {fmt = {"%-3s|", "%03d"}, delimiter = ""})
  check.eq(content(base), "x  |001\nyy |002\n")
  pio.savetxt(base, pl.zeros{3, 0})
  check.eq(content(base), "\n\n\n", "rows without elements are lines all the same")
  pio.savetxt(base .. ".gz", a)
  check.eq(content(base .. ".gz"):sub(1, 2), "\x1f\x8b")
  check.eq(pl.array_equal(load(base .. ".gz"), a), true)
  os.remove(base .. ".gz")
  check.raises("pl.io.savetxt: fmt '%x' shows integers, got float64", pio.savetxt, base, a, {fmt = "%x"})
  check.raises("pl.io.savetxt: fmt must hold formats such as %d, %10.3e or %s, got '%q'", pio.savetxt, base, a, {fmt = "%q"})
  check.raises("pl.io.savetxt: X must have one or two axes, got 3", pio.savetxt, base, pl.zeros{1, 1, 1})
end)

os.remove(base)
