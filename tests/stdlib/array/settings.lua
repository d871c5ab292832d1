-- Several values, settings, help and constants.
local check = require "check"
local family = require "family"
local pl = family.covers [[
  unpack strict set_num_threads get_num_threads warnings help budget deterministic
  pi e euler_gamma inf nan
]]
local told = family.told

check.group("unpack", function()
  check.eq({pl.unpack{1, "x", true}}, {1, "x", true})
  check.eq({pl.unpack(pl.array{1, 2})}, {1.0, 2.0})
  check.eq({pl.unpack(pl.zeros{2, 3}.shape)}, {2, 3})
  local rows = {pl.unpack(pl.array{{1, 2}, {3, 4}})}
  check.eq({#rows, rows[2][1]}, {2, 3.0})
  check.eq(select("#", pl.unpack(pl.zeros(0))), 0)
  check.eq(select("#", pl.unpack{}), 0)
  check.eq((pl.unpack(pl.stats.describe{1, 2, 3})), 3)
  check.eq(select("#", pl.unpack(pl.zeros(200))), 200)
  told("pl.unpack: list must be a record, a shape, an array or a table, got 'x'", "pl.unpack('x')")
  check.raises_like("too many values", pl.unpack, pl.zeros(1000001))
  check.raises_like("0%-d", pl.unpack, pl.array(5))
end)

check.group("strict", function()
  local function read() return some_name_that_nobody_sets end
  check.eq(read(), nil)
  pl.strict()
  check.raises_like("undefined global 'some_name_that_nobody_sets'", read)
  check.eq(rawget(_G, "some_name_that_nobody_sets"), nil)
  check.raises_like("did you mean 'tostring'", function() return tostrin end)
  pl.strict(false)
  check.eq(read(), nil)
  pl.strict(true)
  check(not pcall(read))
  pl.strict{on = false}
  check.eq(read(), nil)
  told("pl.strict: on must be true or false, got 1", "pl.strict(1)")
  told("pl.strict: takes at most 1 argument, got 2\n    usage: pl.strict([on = true])", "pl.strict(true, 1)")
end)

check.group("threads", function()
  local before = pl.set_num_threads(3)
  check.eq(pl.get_num_threads(), 3)
  check.eq(pl.set_num_threads{n = 1}, 3)
  local a = pl.sin(pl.arange(300000))
  local single = {a:sum(), a:std(), (a * a):mean()}
  pl.set_num_threads(4)
  check.eq({a:sum(), a:std(), (a * a):mean()}, single, "the same bits for any number of threads")
  pl.set_num_threads(before)
  check.eq(pl.get_num_threads(), before)
  told("pl.set_num_threads: n must be at least 1, got 0", "pl.set_num_threads(0)")
  told("pl.set_num_threads: n must be at most 1024, got 2000", "pl.set_num_threads(2000)")
  told("pl.set_num_threads: n must be a whole number, got 1.5", "pl.set_num_threads(1.5)")
  told("pl.get_num_threads: takes at most 0 arguments, got 1\n    usage: n = pl.get_num_threads()", "pl.get_num_threads(1)")
end)

check.group("warnings", function()
  local before = pl.warnings "error"
  check.eq(pl.warnings(), "error", "without a policy nothing changes")
  check.raises_like("pl.mean", pl.mean, {})
  check.eq(pl.warnings "ignore", "error")
  check(pl.isnan(pl.mean{}))
  check.eq(pl.warnings{policy = "Ignore"}, "ignore", "in any case")
  pl.warnings(before)
  told("pl.warnings: policy must be 'ignore', 'print' or 'error', got 'errors' (did you mean 'error'?)", "pl.warnings 'errors'")
end)

check.group("deterministic", function()
  local before = pl.deterministic(true)
  check.eq({pl.deterministic(), pl.deterministic(nil)}, {true, true}, "left out, nothing changes")
  local threads = pl.set_num_threads(1)
  local a = pl.sin(pl.arange(160 * 160)):reshape(160, 160)
  local single = a:dot(a.T)
  pl.set_num_threads(2)
  check.eq(a:dot(a.T) == single, true, "the same bits at any number of threads")
  pl.set_num_threads(threads)
  check.eq(pl.deterministic{on = false}, true)
  check.eq(pl.deterministic(before), false)
  check.eq(pl.deterministic(), before)
  told("pl.deterministic: on must be true or false, got 1", "pl.deterministic(1)")
end)

check.group("budget", function()
  collectgarbage()
  local left = pl.budget()
  local names = {}
  for name in pairs(left) do names[#names + 1] = name end
  table.sort(names)
  check.eq(names, {"bytes_left", "bytes_used", "instructions_left", "seconds_left"})
  check.eq({left.bytes_left, left.instructions_left, left.seconds_left}, {math.huge, math.huge, math.huge}, "no host sets limits here")
  local held = pl.zeros(1e6)
  check(pl.budget().bytes_used >= left.bytes_used + held.nbytes / 2, "arrays count")
  told("pl.budget: takes at most 0 arguments, got 1\n    usage: left = pl.budget()", "pl.budget(1)")
end)

check.group("help", function()
  local text = family.help "pl.sum"
  check(text:find("r = pl.sum(a, [axis], {dtype, keepdims = false, initial, where, out})", 1, true) == 1, text)
  check(family.help(pl.array{1}):find("Fields and methods of arrays.", 1, true), "help of an array")
  check(family.help "array:sort":find("Sorts an array in place", 1, true), "help of a method")
  check(family.help "linalg":find("svd", 1, true), "help of a module")
  check(family.help(nil):find "%S", "a tour")
  local shown = print
  local lines = 0
  print = function() lines = lines + 1 end
  pl.help "reshape"
  pl.help{about = "nothing has this name at all"}
  print = shown
  check(lines > 1, "through the global print")
end)

check.group("constants", function()
  check.eq({pl.pi, pl.e, pl.euler_gamma, pl.inf, pl.nan}, {math.pi, math.exp(1), 0.5772156649015329, math.huge, 0 / 0})
  check.eq({tostring(pl.none), tostring(pl.newaxis)}, {"pl.none", "pl.newaxis"})
  check.eq(pl.sum({1, 2}, {axis = pl.none}), 3.0)
  check.eq(pl.zeros(2)[pl.newaxis].shape == {1, 2}, true)
  check(pl.none ~= nil and pl.none ~= pl.newaxis)
end)

family.finish()
