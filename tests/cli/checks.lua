-- The test support tests itself: what must fail does.
local cli = require "cli"
local check = require "check"

local support = debug.getinfo(check.eq, "S").source:match "^@(.*)/check.lua$"
local function file(title, source, status, out, err)
  cli.ours{title, ("LUA_PATH='%s/?.lua' lua %s/run.lua a.lua"):format(support, support), status = status, out = out, err = err or "",
           files = {["a.lua"] = "local check = require 'check'\n" .. source}}
end

file("all is well", "check.eq(1, 1) check(true)", 0, "a: 2 checks passed\n")
file("a check fails", "check.eq(1, 1)\ncheck.eq(1, 2, 'one')\ncheck.eq(1, 3)", 1, "a: 2 of 3 checks failed\n",
     "a.lua:3: one: got 1, expected 2\na.lua:4: got 1, expected 3\n")
file("a file without a check", "", 1, "a: has no checks\n")
file("a file that stops", "check.eq(1, 1)\nerror 'no'", 1, "a: 0 of 1 checks failed, then it stopped\n",
     {like = "^stopped by an error: a%.lua:3: no\nstack traceback:\n"})
file("a file that does not compile", "x x", 1, "a: 0 of 0 checks failed, then it stopped\n",
     "stopped by an error: a.lua:2: syntax error near 'x'\n")
file("a file that leaves early", "check.eq(1, 1)\nos.exit(0)", 1, "a: 0 of 1 checks failed, then it stopped\n",
     {like = "a test file must run to its end"})
file("a group that stops", "check.group('g', function() error 'no' end)\ncheck(true)", 1, "a: 1 of 2 checks failed\n",
     {like = "%[g%] stopped by an error: \"a%.lua:2: no\""})
file("integers are not floats", "check.eq(1, 1.0)", 1, "a: 1 of 1 checks failed\n", "a.lua:2: got 1, expected 1.0\n")
file("near shows the difference and its limit", "check.near(1.5, 1, 0.25)\ncheck.near(1.25, 1, 0.25)", 1,
     "a: 1 of 2 checks failed\n", "a.lua:2: got 1.5, expected 1, difference 0.5, limit 0.25\n")
file("near shows the worst of many", "check.near({1, {2, 3.5}, 0}, {1, {2.5, 3}, 1}, 0.1)", 1, "a: 1 of 1 checks failed\n",
     "a.lua:2: at 3: got 0, expected 1, difference 1, limit 0.1\n")
file("near and NaN", "check.near(0/0, 0/0)\ncheck.near(0/0, 1)\ncheck.near(1/0, 1/0)\ncheck.near(1/0, 1)", 1, "a: 2 of 4 checks failed\n",
     "a.lua:3: got nan, expected 1, difference nan, limit 8.88e-16\na.lua:5: got inf, expected 1, difference inf, limit 8.88e-16\n")
file("near and lengths", "check.near({1, 2}, {1})", 1, "a: 1 of 1 checks failed\n", "a.lua:2: got 2 entries, expected 1\n")
file("raises wants the whole message", "check.raises('bad', error, 'bad thing')\ncheck.raises('bad', error, 'bad')\ncheck.raises('x', print)",
     1, "\na: 2 of 3 checks failed\n",
     'a.lua:2: raised "bad thing", expected "bad"\na.lua:4: nothing was raised, expected "x"\n')
file("raises leaves the place out", "check.raises('here', function() error 'here' end)", 0, "a: 1 checks passed\n")
file("raises_like sees it", "check.raises_like('^a%.lua:2: here$', function() error 'here' end)", 0, "a: 1 checks passed\n")
file("tables by their contents", "check.eq({1, {a = 2}}, {1, {a = 2}}) check.eq({1, nil}, {1, 2}) check.ne({1}, {1})", 1,
     "a: 2 of 3 checks failed\n", "a.lua:2: got {1}, expected {1, 2}\na.lua:2: got {1}, which it must not be\n")
