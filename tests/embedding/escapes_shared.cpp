// What scripts share: metatables of types, tables of the library, what stays behind from one script to the next.

#include "tests/embedding/escapes.h"

using namespace perilune;
using namespace perilune::test;

namespace {

constexpr Escape metatables[] = {
    // CVE-2025-46818: metatables of nil, numbers, booleans, functions were open, and the next user's script met them.
    {"basic types have none, and no way to give them one",
     "for _, v in ipairs{1, 1.5, true, print, coroutine.create(print), function() end} do assert(getmetatable(v) == "
     "nil) assert(not pcall(setmetatable, v, {__index = _G})) end assert(getmetatable(nil) == nil)"},
    {"strings show none",
     "assert(getmetatable('') == false) assert(not pcall(setmetatable, '', {})) assert(not "
     "pcall(rawset, '', 'x', 1)) assert(not pcall(function() ('').x = 1 end))"},
    {"string methods reached through the table",
     "string.format = function() return 'poison' end assert(('%d')"
     ":format(5) == '5') local i = ('').rep assert(i == ('x').rep)"},
    {"arithmetic of strings", "string.__add = function() return 'poison' end assert('1' + 1 == 2)"},
    {"objects of the library show none",
     "for _, v in ipairs{pl.ones(1), pl.ones(1).shape, pl.complex(1, 2), pl.random.default_rng(1), pl.s(1, 2), "
     "pl.none, "
     "pl, pl.linalg, pl.stats.describe({1, 2}), pl.random.SeedSequence(1), pl.newaxis} do "
     "assert(type(getmetatable(v)) ~= 'table') assert(not pcall(setmetatable, v, {})) end"},
    {"an iterator over the library gives no table to write to",
     "for k, v in pairs(pl) do if type(v) == 'table' then assert(type(getmetatable(v)) ~= 'table') assert(not "
     "pcall(function() v.x = 1 end)) end end"},
    {"fields of the library",
     "for _, m in ipairs{pl, pl.linalg, pl.random, pl.io} do assert(not pcall(function() "
     "m.new = 1 end)) end assert(not pcall(function() pl.sum = print end))"},
    {"__metatable, __name and __tostring that lie",
     "local t = setmetatable({}, {__metatable = 'pl', __name = 'array', __tostring = function() return '[1.]' end}) "
     "assert(not pcall(pl.linalg.svd, t)) assert(tostring(t) == '[1.]')"},
    {"__name of any type",
     "for _, n in ipairs{1, true, {}, print} do tostring(setmetatable({}, {__name = n})) "
     "pcall(pl.ones, setmetatable({}, {__name = n})) pcall(math.floor, setmetatable({}, {__name = "
     "n})) end"},
    {"__tostring that gives no string",
     "assert(not pcall(tostring, setmetatable({}, {__tostring = function() return true "
     "end}))) assert(not pcall(string.format, '%s', setmetatable({}, {__tostring = "
     "function() return {} end}))) assert(not pcall(print, setmetatable({}, "
     "{__tostring = function() end})))"},
    {"__pairs, __len, __index, __eq of arguments that are tables",
     "local bad = setmetatable({1, 2}, {__len = function() return -1 end, __index = function() return 'x' end, __pairs "
     "= "
     "function() return nil end, __eq = function() error('x') end}) for _, f in ipairs{pl.sum, pl.sort, pl.array, "
     "pl.zeros, pl.linalg.svd, pl.concatenate} do pcall(f, bad) pcall(f, pl.ones(2), bad) end"},
};

// ASLR was undone in Roblox, Factorio and Redis by what tostring tells.
constexpr Escape addresses[] = {
    {"tostring, print and %s of functions and tables",
     "for _, v in ipairs{print, {}, coroutine.create(print), pl.sum, load, function() end} do local a = "
     "tostring(v):match('0x(%x+)$') assert(#a == 16) assert(string.format('%s', v) == tostring(v)) "
     "assert(('%5s|%-40s'):format(v, v):find(a, 1, true)) end"},
    {"neighbours do not look like neighbours",
     "local a, b = {}, {} local x, y = tonumber(tostring(a):match('0x(%x+)'):sub(1, 8), 16), "
     "tonumber(tostring(b):match('0x(%x+)'):sub(1, 8), 16) assert(x ~= y)"},
    {"but stay apart and the same",
     "local seen = {} for i = 1, 1000 do local t = {} local n = tostring(t) "
     "assert(n == tostring(t) and not seen[n]) seen[n] = t end"},
    {"%p",
     "assert(not pcall(string.format, '%p', print)) assert(not pcall(string.format, '%-20p', 'text')) assert(not "
     "pcall(string.format, '%s %% %p', 1, {})) assert(string.format('%%p %d%%', 1) == '%p 1%')"},
    {"objects of the library",
     "for _, v in ipairs{pl.random.default_rng(1), pl.stats.norm(1, 2), pl.spatial.KDTree({{1, 2}}), "
     "pl.sparse.eye(2), pl.interpolate.CubicSpline({1, 2, 3}, {1, 4, 9})} do local s = tostring(v) "
     "assert(not s:find('0x%x%x%x%x') or #s:match('0x(%x+)') == 16, s) end"},
    {"__name keeps its place", "assert(tostring(setmetatable({}, {__name = 'mine'})):match('^mine: 0x%x+$'))"},
    {"messages",
     "for _, v in ipairs{{}, print} do for _, f in ipairs{pl.sum, pl.zeros, math.floor, string.rep, error, "
     "pl.linalg.svd} do local ok, e = pcall(f, v, v) assert(type(e) ~= 'string' or not e:find('0x')) end end"},
    {"tracebacks", "local function f() return debug.traceback() end assert(not f():find('0x'))"},
};

}  // namespace

TEST_CASE("metatables that scripts share") { run_escapes(metatables); }
TEST_CASE("addresses") { run_escapes(addresses); }

TEST_CASE("addresses differ between states by what nobody knows; an open state shows them as stock Lua does") {
  State a(cage()), b(cage());
  CHECK(a.eval<std::string>("tostring(print)") != b.eval<std::string>("tostring(print)"));
  State open;
  CHECK(open.eval<bool>("string.format('%p', print) == tostring(print):match('0x%x+')"));
}

TEST_CASE("nothing goes from state to state") {
  constexpr const char* poisons[] = {
      "string.rep, table.insert, math.floor, pcall, tostring, print = nil, nil, nil, nil, nil, nil",
      "setmetatable(_G, {__index = function() return 'poison' end, __newindex = function() end})",
      "for k in pairs(_G) do if k ~= 'next' then _G[k] = 'poison' end end",
      "pl.set_printoptions{precision = 1, threshold = 1}",
      "pcall(pl.warnings, 'error') pcall(pl.set_num_threads, 1)",
      "pcall(pl.deterministic, true)",
      "pl.random.seed(5)",
      "rawset(pl, 'sum', error) rawset(pl.linalg, 'svd', error)",
      "pl.strict()",
      "collectgarbage()",
      "for i = 1, 200 do local f = load(('x'):rep(i) .. ' = ' .. i) f() end",
  };
  auto look = [](State& s) {
    return s.run<std::string>(R"(
      local t = {}
      for k, v in pairs(_G) do t[#t + 1] = k .. type(v) end
      table.sort(t)
      return table.concat(t, ' ') .. tostring(pl.linspace(0, 1, 4)) .. tostring(pl.arange(5000)) ..
          pl.get_num_threads() .. pl.warnings() .. tostring(pl.deterministic and pl.deterministic()) ..
          ('x'):rep(3) .. pl.sum({1, 2}) .. tostring(pl.linalg.svd({{3}}))
    )");
  };
  State fresh(cage());
  const std::string clean = look(fresh);
  for (const char* poison : poisons) {
    INFO(poison);
    State victim(cage()), attacker(cage());
    CHECK(look(victim) == clean);
    status_of(attacker, poison);
    CHECK(look(victim) == clean);
    State later(cage());
    CHECK(look(later) == clean);
  }
}

TEST_CASE("what a script poisons does not reach the host's own calls") {
  State s(cage());
  s.set("data", std::vector<double>{1, 2, 3});
  s.run(R"(
    setmetatable(_G, {__index = function() error('poison') end, __newindex = function() error('poison') end,
                      __metatable = false})
    tostring, error, pcall, type, rawget, next, select, assert = nil
    table, string, math, coroutine = nil
  )");
  CHECK(s.eval<double>("data:sum()") == 6);
  CHECK(s.get<std::vector<double>>("data") == std::vector<double>{1, 2, 3});
  CHECK_THROWS_AS(s.set("fresh", 1), Error);
  CHECK_THROWS_AS(s.get<double>("nothing"), Error);
  CHECK(error_of(s, "local x = nil + 1") == "u:1: attempt to perform arithmetic on a nil value");
  CHECK(status_of(s, "while true do end") == PERILUNE_DEADLINE);
  CHECK(s.eval<double>("data:max()") == 3);
}
