-- A script that fails by a habit of another language gets the line of advice that the prompt gives; others get none.
local check = require "check"
local program = os.getenv "PERILUNE_PROGRAM"

local name = os.tmpname()

-- What running this script writes to stderr.
local function errors(code)
  local file <close> = assert(io.open(name, "w"))
  file:write(code)
  file:close()
  local pipe <close> = assert(io.popen(("'%s' '%s' 2>&1 >/dev/null"):format(program, name)))
  return pipe:read "a"
end
local function hint(code) return errors(code):match "\nhint: ([^\n]*)\n$" end

check.group("scripts that do not parse", function()
  check.eq(hint "local x = 1\nprint(stats.norm.cdf(0, loc=1))\n",
           "Lua writes options in a table: stats.norm.cdf(0, {loc = 1})")
  check.eq(hint "local A = pl.ones{2, 2}\nprint(A[1,2])", "Lua writes A(1, 2), or A[{1, 2}]; positions begin at 1")
  check.eq(hint "import numpy as np\n",
           "no import is needed: what NumPy has is in pl, as in pl.linspace(0, 1, 5); or say np = pl")
  check.eq(hint "for i in range(3):\n  print(i)\n\nx = 1\n", "Lua writes for i = 1, n do ... end; both ends count")
  check.eq(hint "f = lambda x: x**2\n", "Lua writes function(x) return x^2 end")
  check.eq(hint "local x = pl.zeros((2, 3))\n", "Lua writes a tuple in braces: pl.zeros({2, 3})")
  check(errors "f(x, k=2)":find("')' expected near '='\nhint: ", 1, true), "the hint follows the message")
end)

check.group("scripts that fail while they run", function()
  check.eq(hint "print(len{1, 2})", "Lua writes the length as #x")
  check.eq(hint "local a = pl.arange(3)\nprint(math.exp(a))", "math.exp takes one number; of arrays it is pl.exp")
  check.eq(hint "exit()", "os.exit() ends a script")
end)

check.group("no advice", function()
  check.eq(hint("x = f(" .. ("(1,"):rep(50000)), nil)  -- in no time
  check.eq(hint("x = " .. ("[ "):rep(50000) .. ("]"):rep(50000)), nil)
  check.eq(hint("x = " .. ("a["):rep(600) .. "i j" .. ("]"):rep(600)), nil)
  check.eq(hint "error 'a != b'", nil)
  check.eq(hint "x = = 1", nil)
  check.eq(hint "local t = nil\nprint(t.x)", nil)
  check.eq(hint "print(nothing.x)", nil)
  check.eq(hint "error{}", nil)
end)

os.remove(name)
