// What the compiler of Lua was made to do: use freed memory, read past texts, recurse, or work for ever.

#include "tests/embedding/escapes.h"

using namespace perilune;
using namespace perilune::test;

namespace {

constexpr Escape parser[] = {
    // CVE-2025-49844: the name of the chunk was freed by a collection in the middle of parsing.
    {"collections while a text with a fresh name is read",
     "for i = 1, 30 do local n = 0 local f = load(function() n = n + 1 collectgarbage() if n < 40 then return 'local "
     "v' .. n .. ' = \"' .. ('s'):rep(n) .. '\" ' end end, '=' .. ('name'):rep(20) .. i) assert(f) f() end"},
    {"a reader that loads, errors, yields and closes",
     "local co = coroutine.wrap(function() return load(function() coroutine.yield() end) end) assert(co() == nil) "
     "assert(load(function() error('x') end) == nil) assert(load(function() return load('return 1') and nil end)) "
     "assert(load(function() return setmetatable({}, {__tostring = function() return 'x' end}) end) == nil)"},
    // CVE-2025-46819: long brackets that never end, or end at the last byte.
    {"delimiters of long strings and comments",
     "for _, s in ipairs{'[', '[=', '[==', '[[', '[[]', '[=[]]', '[=[]=', '--[', '--[[', '--[==[', '--[==[]=', "
     "'return [[', 'return [=', '[[\\r', '[[\\n\\r', '[', ']]', '--[' .. ('='):rep(1e5), '[' .. ('='):rep(1e5) .. '['} "
     "do "
     "assert(load(s) == nil or s:sub(1, 2) == '--') end"},
    {"escapes in strings at the end of the text",
     "for _, s in ipairs{'\"\\\\', '\"\\\\x', '\"\\\\x1', '\"\\\\u', '\"\\\\u{', '\"\\\\u{7fffffff', "
     "'\"\\\\u{80000000}\"', "
     "'\"\\\\z', '\"\\\\999\"', '\"\\\\1', '\"\\n', \"'\\0\"} do assert(load('return ' .. s) == nil) end"},
    {"numbers at the end of the text",
     "for _, s in ipairs{'0x', '1e', '1e+', '0x1p', '0x.p1', '1..2', '3x', '0x' .. "
     "('f'):rep(1e5) .. 'g'} do assert(load('return ' .. s) == nil) end"},
    // CVE-2022-28805: wrong code when _ENV is a constant.
    {"_ENV as a constant",
     "assert(load('local _ENV <const> = 1 return x') == nil or not pcall(load('local _ENV <const> "
     "= 1 return x'))) pcall(load('local _ENV <const> = {} x = 1 return x')) pcall(load('local "
     "a = {} local _ENV <const> = a x = {} x.y.z = 1'))"},
    {"attributes",
     "assert(load('local x <foo> = 1') == nil and load('local x <close>, y <close> = nil, nil') == nil "
     "and load('local x <const> = 1 x = 2') == nil) assert(not pcall(load('local x <close> = 1')))"},
    {"nesting of everything",
     "for _, p in ipairs{{'(', ')'}, {'{', '}'}, {'-', ''}, {'not ', ''}, {'function() return ', ' end'}, {'f(', ')'}, "
     "{'x[', ']'}, {'1 ..', ''}, {'2^', ''}} do for _, n in ipairs{50, 180, 190, 200, 210, 1000, 100000} do "
     "load('return ' .. p[1]:rep(n) .. '1' .. p[2]:rep(n)) end end"},
    {"nesting of blocks",
     "for _, p in ipairs{'do ', 'while x do ', 'if x then ', 'for i = 1, 2 do ', 'function f() ', "
     "'repeat '} do for _, n in ipairs{150, 195, 199, 201, 5000} do load(p:rep(n) .. ('end '):rep(n)) "
     "end end"},
    {"too many of each kind",
     "local function list(n, f) local t = {} for i = 1, n do t[i] = f(i) end return table.concat(t, ',') end "
     "assert(load('local ' .. list(201, function(i) return 'a' .. i end)) == nil) "
     "load('return ' .. list(300, function(i) return i end)) load('f(' .. list(300, function(i) return 'a' .. i end) "
     ".. "
     "')') load('local function f(' .. list(300, function(i) return 'a' .. i end) .. ') end') "
     "local up = {} for i = 1, 3 do local n = {} for k = 1, 180 do n[k] = 'v' .. i .. '_' .. k end up[i] = 'local ' .. "
     "table.concat(n, ',') .. ' local function g' .. i .. '() ' end load(table.concat(up) .. ' return ' .. list(180, "
     "function(k) return 'v1_' .. k .. ',v2_' .. k end) .. (' end'):rep(3))"},
    {"constants beyond what an instruction holds",
     "local t = {} for i = 1, 70000 do t[i] = 'x = ' .. i .. '.25' end local f = load(table.concat(t, ' ')) f() "
     "assert(x == 70000.25)"},
    {"jumps farther than an instruction goes",
     "assert(load('while x do ' .. ('a = 1 '):rep(20000) .. ' end')) "
     "load('::a:: ' .. ('b = b '):rep(200000) .. ' goto a')"},
    {"gotos and labels",
     "assert(load('goto x') == nil and load('::x:: ::x::') == nil and load('do goto x end local a "
     "::x:: print(a)') == nil and load('goto continue; local a; ::continue::')) assert(load('repeat "
     "goto c local x ::c:: until x') == nil)"},
    {"bitwise operations with constants",
     "assert(load('local x = 5 return x & 3.0, x | 1e300 // 1e299, x ~ 2')() == 1)"
     " assert(not pcall(load('return 1 & 1.5')))"},
    {"comparisons with constants",
     "local a, n = 0/0, 1e308 * 10 assert(not (a == a) and n > 5 and not (n < -5) and "
     "1 < 1.5 and (math.maxinteger < math.maxinteger + 0.0))"},
    {"a for loop at the ends of integers",
     "local n = 0 for i = math.maxinteger - 1, math.maxinteger do n = n + 1 end "
     "for i = math.mininteger, math.mininteger + 1 do n = n + 1 end for i = 3, 1 "
     "do n = n + 9 end assert(n == 4) assert(not pcall(load('for i = 1, 2, 0 do "
     "end'))) for i = 1, 0/0 do n = -1 end assert(n == 4)"},
    {"a local of a message's name in bytecode without names",
     "local f = load('local a = ...; local function g() return a.b.c end return g()') assert(not pcall(f, {}))"},
};

constexpr Escape endless_texts[] = {
    {"many labels and gotos",
     "local t = {} for i = 1, 30000 do t[i] = '::l' .. i .. ':: x = 1' end local s = "
     "table.concat(t, ' ') .. (' goto l30000'):rep(200000) while true do load(s) end",
     Ends::at_limit},
    {"a text without an end", "load(function() return 'x = 1 ' end)", Ends::at_limit},
    {"a string without an end",
     "load(function() return 'x' end, '=' .. ('\"'):rep(10)) load((function() local first = "
     "true return function() if first then first = false return 'return \"' end return 'xxxx' "
     "end end)())",
     Ends::at_limit},
    {"a comment without an end", "local s = '--[[' .. ('x'):rep(1e7) while true do load(s) end", Ends::at_limit},
    {"many functions", "local s = ('local function f() end '):rep(150) .. 'return f' while true do load(s) end",
     Ends::at_limit},
};

}  // namespace

TEST_CASE("the parser") { run_escapes(parser); }
TEST_CASE("texts that never end") { run_escapes(endless_texts); }

TEST_CASE("a text that the host runs is read in pieces, between which a limit ends it") {
  State s(sandbox({.seconds = 0.02}));
  std::string text;
  for (int i = 0; i < 30000; ++i) text += "::l" + std::to_string(i) + "::x=1 ";
  for (int i = 0; i < 200000; ++i) text += " goto l29999";
  const CpuWatch watch;
  CHECK(status_of(s, text) == PERILUNE_DEADLINE);
  CHECK(watch.seconds() < (sanitized ? 10 : 1));
  CHECK_THROWS_AS(s.eval<int>(text), LimitError);
  CHECK_THROWS_AS(s.add_module("m", text), LimitError);
  CHECK(works(s));
}
