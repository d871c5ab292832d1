-- The io and os libraries: the ground of everyday use.
local check = require "check"
local eq, raises = check.eq, check.raises
local pack = table.pack

local path = os.tmpname()
local function write(text) local f = assert(io.open(path, "wb")) f:write(text) f:close() end

check.group("write and read back", function()
  local f = assert(io.open(path, "w"))
  eq(io.type(f), "file")
  eq(f:write("one\n", 2, " ", 3.5, "\n"), f)
  eq(f:close(), true)
  eq(io.type(f), "closed file")
  eq(io.type(42), nil)
  check(tostring(f) == "file (closed)")
  raises("attempt to use a closed file", f.write, f, "x")
  f = assert(io.open(path))
  eq(f:read(), "one")
  eq(f:read "l", "2 3.5")
  eq(f:read(), nil)
  eq(f:read "a", "")
  eq(f:read(0), nil)
  f:close()
end)

check.group("formats of read", function()
  write "line\n\n 12 0x1F -3.5e2 nan\nrest"
  local f = assert(io.open(path))
  eq(f:read "L", "line\n")
  eq(f:read "l", "")
  eq(pack(f:read("n", "n", "n")), pack(12, 31, -350.0))
  eq(f:read "n", nil)
  f:close()
  f = assert(io.open(path))
  eq(f:read(4), "line")
  eq(f:read(0), "")
  eq(f:read "a", "\n\n 12 0x1F -3.5e2 nan\nrest")
  eq(f:read(1), nil)
  raises("bad argument #1 to 'read' (invalid format)", function() f:read "x" end)
  f:close()
  write "1 2 3\n"
  f = assert(io.open(path))
  eq(pack(f:read("n", "n", "n", "n")), pack(1, 2, 3, nil))
  f:close()
  write "a\0b\r\nc"
  f = assert(io.open(path, "rb"))
  eq(f:read(), "a\0b\r")
  eq(f:read(), "c")
  f:close()
  write "99999999999999999999 1e 0x 5"
  f = assert(io.open(path))
  eq(f:read "n", 1e20)
  eq(f:read "n", nil)
  f:close()
end)

check.group("lines", function()
  write "a\nb\n\nc"
  local lines = {}
  for line in io.lines(path) do lines[#lines + 1] = line end
  eq(lines, {"a", "b", "", "c"})
  lines = {}
  for line in io.lines(path, "L") do lines[#lines + 1] = line end
  eq(lines, {"a\n", "b\n", "\n", "c"})
  local chars = 0
  for _ in io.lines(path, 1) do chars = chars + 1 end
  eq(chars, 6)
  local f = io.open(path)
  local pairs_of = {}
  for x, y in f:lines("l", "l") do pairs_of[#pairs_of + 1] = x .. (y or "-") end
  eq(pairs_of, {"ab", "c"})
  eq(io.type(f), "file")
  f:close()
  raises("cannot open file '/nowhere/x' (No such file or directory)", io.lines, "/nowhere/x")
  raises("file is already closed", function() local it = io.lines(path) while it() do end it() end)
end)

check.group("seek and modes", function()
  write "0123456789"
  local f = assert(io.open(path, "r+"))
  eq(f:seek(), 0)
  eq(f:seek "end", 10)
  eq(f:seek("set", 3), 3)
  eq(f:read(2), "34")
  eq(f:seek("cur", -1), 4)
  f:write "X"
  f:seek "set"
  eq(f:read "a", "0123X56789")
  f:close()
  f = assert(io.open(path, "a"))
  f:write "end"
  f:close()
  f = assert(io.open(path))
  eq(f:read "a", "0123X56789end")
  eq(pack(f:write "x"), pack(nil, "Bad file descriptor", 9))
  f:close()
  f = assert(io.open(path, "w+"))
  f:write "new"
  f:seek "set"
  eq(f:read "a", "new")
  f:close()
  eq(pack(io.open("/nowhere/x")), pack(nil, "/nowhere/x: No such file or directory", 2))
  raises("bad argument #2 to 'io.open' (invalid mode)", io.open, path, "rw")
  f = assert(io.open(path, "w"))
  eq(f:setvbuf("full", 1024), true)
  eq(f:setvbuf "no", true)
  eq(f:flush(), true)
  f:close()
end)

check.group("default files", function()
  local before = io.output()
  io.output(path)
  io.write("to ", "default\n")
  io.close()
  io.output(before)
  local input = io.input()
  io.input(path)
  eq(io.read(), "to default")
  io.close(io.input())
  io.input(input)
  eq(io.output(), before)
  eq(io.stdout, before)
  eq(io.type(io.stderr), "file")
  local t = io.tmpfile()
  t:write "temporary"
  t:seek "set"
  eq(t:read "a", "temporary")
  t:close()
end)

check.group("programs", function()
  local p = io.popen "echo hello; exit 3"
  eq(p:read "a", "hello\n")
  eq(pack(p:close()), pack(nil, "exit", 3))
  p = io.popen("cat >" .. path, "w")
  p:write "through a pipe"
  eq(pack(p:close()), pack(true, "exit", 0))
  eq(io.open(path):read "a", "through a pipe")
  eq(pack(os.execute "exit 5"), pack(nil, "exit", 5))
  eq(pack(os.execute "true"), pack(true, "exit", 0))
  eq(pack(os.execute "kill -9 $$"), pack(nil, "signal", 9))
  eq(os.execute(), true)
  raises("bad argument #2 to 'io.popen' (invalid mode)", io.popen, "true", "x")
end)

check.group("files of the system", function()
  local other = path .. ".other"
  eq(os.rename(path, other), true)
  eq(pack(os.rename(path, other)), pack(nil, "No such file or directory", 2))
  eq(os.remove(other), true)
  eq(pack(os.remove(other)), pack(nil, other .. ": No such file or directory", 2))
  local name = os.tmpname()
  check(io.open(name))
  os.remove(name)
end)

check.group("environment and clocks", function()
  eq(os.getenv "SURELY_NOT_SET_ANYWHERE", nil)
  eq(type(os.getenv "PATH"), "string")
  local before = os.clock()
  for _ = 1, 1e5 do end
  check(os.clock() >= before)
  check(os.time() > 1600000000)
  eq(math.type(os.time()), "integer")
  eq(os.difftime(10, 4), 6.0)
  eq(os.setlocale(nil), "C")
  eq(os.setlocale("no_SUCH"), nil)
end)

check.group("dates", function()
  eq(os.date("!%Y-%m-%d %H:%M:%S", 0), "1970-01-01 00:00:00")
  eq(os.date("!%A %j %%", 86400), "Friday 002 %")
  local d = os.date("!*t", 1000000000)
  eq({d.year, d.month, d.day, d.hour, d.min, d.sec, d.wday, d.yday, d.isdst}, {2001, 9, 9, 1, 46, 40, 1, 252, false})
  local t = os.time{year = 2024, month = 2, day = 30, hour = 12}
  local n = os.date("*t", t)
  eq({n.year, n.month, n.day, n.hour}, {2024, 3, 1, 12})
  eq(os.time(n), t)
  local fields = {year = 2023, month = 14, day = 1}
  os.time(fields)
  eq({fields.year, fields.month, fields.day, fields.hour}, {2024, 2, 1, 12})
  raises("field 'day' missing in date table", os.time, {year = 2024, month = 1})
  raises("field 'year' is not an integer", os.time, {year = "x", month = 1, day = 1})
  raises("field 'month' is not an integer", os.time, {year = 2024, month = 1.5, day = 1})
  raises("bad argument #1 to 'os.date' (invalid conversion specifier '%Ez')", os.date, "%Ez")
  raises("bad argument #1 to 'os.date' (invalid conversion specifier '%')", os.date, "%")
  eq(os.date "", "")
  eq(#os.date(), #os.date "%c")
end)

check.group("a file closed by the collector", function()
  do
    local f = io.open(path, "w")
    f:write "flushed"
  end
  collectgarbage()
  eq(io.open(path):read "a", "flushed")
end)

os.remove(path)
