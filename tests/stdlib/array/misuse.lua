-- Values handled past their metatables, surplus arguments, tables that hold themselves: errors, and the state goes on.
local check = require "check"
local pl = require "perilune"

check.group("records with surplus arguments", function()
  local record = pl.stats.describe{1, 2, 3}
  check.eq(record:unpack("x"), 3, "a string stands behind the record")
  check.eq(select("#", record.unpack(record, 1, {}, nil)), #record)
  check.eq(debug.getmetatable(record).__tostring(record, 5), tostring(record))
  debug.setuservalue(record, 5, 1)
  for _, use in ipairs{tostring, record.unpack, function(r) return r.mean end, function(r) return r[1] end} do
    check.raises("this record has lost its values", use, record)
  end
end)

check.group("shapes written to past their metatable", function()
  for _, bytes in ipairs{("x"):rep(10000), ("\xff"):rep(16), "abc", ("\0"):rep(8 * 33)} do
    local shape = pl.zeros{2, 3}.shape
    rawset(shape, next(shape), bytes)
    if #bytes ~= 16 then  -- which would do for strides
      check.raises("a shape is expected", tostring, shape)
      check.raises("a shape is expected", function() return shape[1] end)
    end
    check(not pcall(pl.zeros, shape) and not pcall(pl.array, shape), "no array has this shape")
  end
end)

check.group("options that hold themselves", function()
  local options = {}
  options.options = options
  local message = check.error_of(pl.optimize.minimize, function(x) return x[1] ^ 2 end, {1}, options)
  check(message and message:find("optimize.minimize: unknown option 'options'", 1, true), message)
end)

check.group("the function of pairs with other arguments", function()
  local next_item = pairs(pl.zeros(3))
  check.raises("a 0-d array has no length; a() or a:item() reads its value", next_item, pl.array(5), 0)
  check.eq(next_item(pl.zeros(3), math.maxinteger), nil)
  check.eq(next_item(pl.zeros(0), 0), nil)
end)

check.group("more rows than could ever be walked, all of them empty", function()
  check.eq(tostring(pl.linspace({}, 1, math.maxinteger).shape), "{9223372036854775807, 0}")
  check.eq(pl.geomspace({}, 12, 2 ^ 60).size, 0)
  check.eq(pl.logspace({}, 12, 2 ^ 60).size, 0)
end)

check.group("a nan in a record shows no sign", function()
  check.eq(tostring(pl.stats.describe{0 / 0, -(0 / 0)}):find("-nan", 1, true), nil)
end)

check.group("booleans that are not set are booleans all the same", function()
  for n = 1, 20 do
    local junk = pl.full(n * 100, 255, {dtype = "uint8"})  -- bytes that the next array may find
    junk = nil
    collectgarbage()
    check.eq(pl.sum(pl.empty(n * 100, {dtype = "bool"})), 0)
  end
end)

-- Small arrays lie inside Lua's own memory: a list of views of one must keep it alive.
check.group("views in a list outlive the name of what they look at", function()
  local function churn()
    for round = 1, 2 do
      collectgarbage()
      for i = 1, 200 do pl.full(3 + i % 6, -77) end
    end
  end
  local split = pl.array_split(pl.array{1, 2, 3, 4, 5}, 3)
  local rows = pl.split(pl.array{{1, 2}, {3, 4}}, 2)
  churn()
  check.eq({split[1]:tolist(), split[2]:tolist(), split[3]:tolist()}, {{1.0, 2.0}, {3.0, 4.0}, {5.0}})
  check.eq({rows[1]:tolist(), rows[2]:tolist()}, {{{1.0, 2.0}}, {{3.0, 4.0}}})
end)

check.group("what is neither a list nor an array, where a list is wanted", function()
  local function told(expected, source) check.raises(expected, assert(load("local pl = ... return " .. source)), pl) end
  for _, name in ipairs{"hstack", "vstack", "dstack", "stack", "concatenate", "column_stack"} do
    told("pl." .. name .. ": arrays must be a list of arrays, got a complex value", "pl." .. name .. "(pl.complex(1, 2))")
    told("pl." .. name .. ": arrays must hold at most 1048576 arrays, got a 1099511627776x0 matrix (float64)",
         "pl." .. name .. "(pl.zeros{2^40, 0})")
  end
  told("pl.io.savetxt: fmt must be a string or a list of strings, got a vector of length 2 (float64)",
       "pl.io.savetxt('never written', {1}, {fmt = pl.ones(2)})")
  told("pl.io.loadtxt: fname must be a string or a list of strings, got a 0-d array (float64)", "pl.io.loadtxt(pl.array(1))")
  told("pl.zeros: shape must hold whole numbers, got a vector of length 1 (complex128)", "pl.zeros(pl.array{pl.complex(2, 1)})")
  told("pl.zeros: shape must hold whole numbers, got nan", "pl.zeros(pl.array{0 / 0})")
end)

check.group("broadcast views take no results", function()
  local b = pl.broadcast_to(pl.zeros(1), {4})
  local told = "out must have a place for each element, got a vector of length 4 (float64)"
  for _, name in ipairs{"cumsum", "nancumsum"} do check.raises("pl." .. name .. ": " .. told, pl[name], pl.ones(4), {out = b}) end
  for _, name in ipairs{"sum", "mean", "std", "max", "nanmin"} do
    check.raises("pl." .. name .. ": " .. told, pl[name], pl.ones{2, 4}, 1, {out = b})
  end
  for _, key in ipairs{{{1, 2}}, pl.array{true, false, true, false}} do
    check.raises("a broadcast view has no place for each element; copy it before setting several",
                 function() b[key] = {1, 2} end)
  end
  b[2] = 5
  check.eq(b:tolist(), {5.0, 5.0, 5.0, 5.0}, "one element may be set: all are that one")
end)
