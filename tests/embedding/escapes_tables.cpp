// Tables: keys that collide, lengths that lie, comparisons that contradict themselves, changes while walking.

#include "tests/embedding/escapes.h"

using namespace perilune;
using namespace perilune::test;

namespace {

// Numbers as keys are hashed in a way that anybody can compute; growing such a table would take minutes.
constexpr Escape colliding[] = {
    {"integers", "local t = {} for i = 1, (1 << 17) + 1 do t[i * ((1 << 18) - 1)] = i end", Ends::at_limit},
    {"integers through rawset", "local t = {} for i = 1, (1 << 17) + 1 do rawset(t, i * ((1 << 18) - 1), i) end",
     Ends::at_limit},
    {"integers, and a name that makes the table grow",
     "local t = {} for i = 1, 1 << 17 do t[i * ((1 << 18) - 1)] = i end t.name = 1", Ends::at_limit},
    {"integers, caught",
     "local t = {} while true do pcall(function() for i = 1, (1 << 17) + 1 do t[i * ((1 << 18) - 1)] "
     "= i end end) end",
     Ends::at_limit},
    {"integers in table.move",
     "local s, t = {}, {} for i = 1, (1 << 17) + 1 do s[i] = i end for i = 1, #s do "
     "table.move(s, i, i, i * ((1 << 18) - 1), t) end",
     Ends::at_limit},
    {"negative integers", "local t = {} for i = 1, (1 << 17) + 1 do t[-i * ((1 << 18) - 1)] = i end", Ends::somehow},
    {"floats", "local t = {} for i = 1, 1 << 17 do t[1.5 + i * 2^-45] = i end", Ends::at_limit},
    {"a wrong key on the way",
     "local t = {} for i = 1, 1 << 12 do t[i * ((1 << 13) - 1)] = i end pcall(function() t[nil] "
     "= 1 end) pcall(function() t[0/0] = 1 end) t.x = 1 for i = 1, 5000 do t['k' .. i] = 1 end"},
};

constexpr Escape tables[] = {
    {"a length that lies",
     "for _, n in ipairs{-1, 0, 1 << 31, (1 << 31) - 2, 1 << 62, math.maxinteger, math.mininteger} do "
     "local t = setmetatable({}, {__len = function() return n end}) pcall(table.unpack, t) "
     "pcall(table.insert, t, 1) pcall(table.insert, t, 1, 1) pcall(table.remove, t) end",
     Ends::somehow},
    {"a length of another type",
     "for _, n in ipairs{'x', 1.5, {}, true} do local t = setmetatable({}, {__len = function() "
     "return n end}) for _, f in ipairs{table.unpack, table.concat, table.sort, table.remove, "
     "table.insert} do assert(not pcall(f, t, n)) end end"},
    {"comparisons that contradict themselves",
     "local t = {} for i = 1, 2000 do t[i] = i * 7919 % 2003 end for _, f in ipairs{function() return true end, "
     "function() return false end, function(a, b) return a ~= b end, function() return math.random() < 0.5 end, "
     "function(a, b) return a <= b end} do pcall(table.sort, t, f) end"},
    {"comparisons that change the table",
     "local t = {} for i = 1, 1000 do t[i] = -i end pcall(table.sort, t, function(a, "
     "b) t[#t] = nil t[1] = 0 collectgarbage('step') return (a or 0) < (b or 0) end) "
     "pcall(table.sort, t, function() for k in pairs(t) do t[k] = nil end return "
     "true end)"},
    {"comparisons that raise or yield",
     "pcall(table.sort, {3, 2, 1}, error) coroutine.wrap(function() pcall(table.sort, "
     "{3, 2, 1}, coroutine.yield) end)() pcall(table.sort, {1, 'x', {}})"},
    {"sorting through metamethods",
     "local t = setmetatable({}, {__index = function(_, i) return -i end, __newindex = "
     "function() end, __len = function() return 200 end}) pcall(table.sort, t) pcall(table.sort, t, "
     "function(a, b) return a > b end)"},
    {"concat of a table that changes",
     "local t = setmetatable({}, {__len = function() return 50 end}) "
     "getmetatable(t).__index = function(_, i) t[i + 1] = nil collectgarbage('step') "
     "return 'x' .. i end assert(#table.concat(t, ',') > 50)"},
    {"move over itself, over the ends, through metamethods",
     "local t = {1, 2, 3, 4} table.move(t, 1, 4, 2) table.move(t, 2, 4, 1) assert(not pcall(table.move, t, 1, "
     "math.maxinteger, 2)) assert(not pcall(table.move, t, math.mininteger, 0, 1)) assert(not pcall(table.move, t, -1, "
     "math.maxinteger, 1)) table.move(t, 1, 0, math.mininteger) table.move(setmetatable({}, {__index = t}), 1, 3, 1, "
     "t)"},
    {"insert and remove outside",
     "for _, p in ipairs{0, -1, 5, math.maxinteger, math.mininteger} do assert(not "
     "pcall(table.insert, {1}, p, 1)) pcall(table.remove, {1, 2}, p) end"},
    {"next with keys that are not there",
     "local t = {1, 2, a = 1} assert(not pcall(next, t, 'no')) assert(not pcall(next, "
     "t, 17)) assert(not pcall(next, t, 1.5)) for k in pairs(t) do t[k] = nil "
     "collectgarbage('step') end"},
    {"changes while walking",
     "local t = {} for i = 1, 100 do t['k' .. i] = i end pcall(function() for k in pairs(t) do "
     "t[k .. 'x'] = 1 end end)"},
    {"__pairs, __index and __newindex of each other",
     "local a, b = {}, {} setmetatable(a, {__index = b, __newindex = b, "
     "__pairs = function() return next, b end}) setmetatable(b, "
     "{__index = a, __newindex = a}) assert(not pcall(function() return "
     "a.x end)) assert(not pcall(function() a.x = 1 end)) for _ in "
     "pairs(a) do end"},
    {"keys that are not a number",
     "local t = {} assert(not pcall(function() t[0/0] = 1 end)) assert(not "
     "pcall(rawset, t, nil, 1)) t[2^53] = 1 assert(t[2^53 // 1 | 0] == 1) t[-0.0] = 2 "
     "assert(t[0] == 2)"},
    {"a huge constructor",
     "local t = {} for i = 1, 60000 do t[i] = i end local f = load('return {' .. table.concat(t, "
     "',') .. '}') assert(#f() == 60000)"},
};

}  // namespace

TEST_CASE("tables") { run_escapes(tables); }

TEST_CASE("keys that collide") {
  run_escapes(colliding);
  for (const Escape& escape : colliding) {
    INFO(escape.what);
    State s(sandbox({.bytes = 48 << 20, .instructions = 20000000}));
    const perilune_status status = status_of(s, escape.script);
    if (escape.ends != Ends::somehow) CHECK((status >= PERILUNE_MEMORY) == (escape.ends == Ends::at_limit));
    CHECK(works(s));
  }
}

TEST_CASE("tables with keys that scripts really have grow as ever") {
  State s(sandbox({.bytes = 200 << 20, .instructions = 200000000, .seconds = 20}));
  s.run(R"(
    local steps = {1, 2, 3, 10, 16, 64, 100, 255, 256, 257, 1000, 1023, 1024, 4096, 65536, 1000003, 1 << 32}
    for _, step in ipairs(steps) do
      local t = {}
      for i = 1, 30000 do t[i * step] = i end
      for i = 1, 30000 do assert(t[i * step] == i) end
    end
    for _, step in ipairs{0.5, 0.1, 1e-3, 1e10 + 0.5, 1 / 3} do
      local t = {}
      for i = 1, 30000 do t[i * step] = i end
      for i = 1, 30000 do assert(t[i * step] == i) end
    end
    local t, x = {}, 1
    for i = 1, 100000 do x = x * 6364136223846793005 + 1442695040888963407 t[x] = i t['n' .. i] = x t[{}] = i end
  )");
}
