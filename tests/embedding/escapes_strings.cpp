// Sizes, widths and counts that overflow integers or buffers, and texts that take long to look at.

#include "tests/embedding/escapes.h"

using namespace perilune;
using namespace perilune::test;

namespace {

constexpr Escape sizes[] = {
    {"rep",
     "for _, n in ipairs{1 << 62, math.maxinteger, 1e18, -1, math.mininteger} do pcall(string.rep, 'ab', n) "
     "pcall(string.rep, 'ab', n, 'c') pcall(string.rep, '', n) end",
     Ends::somehow},
    {"rep whose product wraps around",
     "assert(not pcall(string.rep, ('x'):rep(1 << 16), 1 << 48)) assert(not "
     "pcall(string.rep, ('x'):rep(256), 1 << 56, 'y'))"},
    // CVE-2021-32626 and the fixes around it: more values than the stack was asked for.
    {"unpack",
     "for _, r in ipairs{{1, 1e8}, {-1e8, 1e8}, {math.mininteger, math.maxinteger}, {math.maxinteger - 1, "
     "math.maxinteger + 1}, {1, math.maxinteger}, {-1, math.maxinteger - 1}, {0, 2147483647}, {1, 2147483647}, "
     "{-2147483648, -1}, {1, 999999}} do pcall(table.unpack, {}, r[1], r[2]) pcall(string.byte, 'x', r[1], "
     "r[2]) pcall(utf8.codepoint, 'x', r[1], r[2]) end assert(select('#', table.unpack({}, 1, 250)) == 250)"},
    // CVE-2025-46817: unpack with ends whose difference wraps around.
    {"unpack at the ends of integers",
     "assert(select('#', table.unpack({}, math.maxinteger, math.maxinteger)) == 1) "
     "assert(select('#', table.unpack({}, math.maxinteger, math.mininteger)) == 0) "
     "assert(not pcall(table.unpack, {}, math.mininteger, math.maxinteger)) "
     "assert(not pcall(table.unpack, {}, 0, 0x7fffffff)) assert(not "
     "pcall(table.unpack, {}, -0x80000000, -2))"},
    {"select",
     "assert(not pcall(select, 0)) assert(not pcall(select, -5, 1)) assert(select('#') == 0) assert(select(-1, "
     "1, 2) == 2) assert(not pcall(select, math.mininteger, 1)) assert(select(math.maxinteger, 1) == nil)"},
    {"sub, byte and find at any place",
     "for _, i in ipairs{0, 1, -1, 5, -5, math.maxinteger, math.mininteger, math.maxinteger - 1, math.mininteger + 1} "
     "do "
     "for _, j in ipairs{0, 1, -1, 5, -5, math.maxinteger, math.mininteger} do local s = 'abcd' s:sub(i, j) s:byte(i, "
     "j) "
     "s:find('b', i) s:find('b', i, true) s:match('().', i) for _ in s:gmatch('.', i) do end s:gsub('.', 'x', j < 100 "
     "and "
     "j or 3) pcall(utf8.offset, s, i, j) pcall(utf8.codepoint, s, i, j) pcall(utf8.len, s, i, j) end end"},
    // CVE-2024-31449: a buffer of fixed size behind a width that the script chooses.
    {"widths and precisions of format",
     "for _, f in ipairs{'%100d', '%-999s', '%.100f', '%099999d', '%1$s', '%*d', '%', '%5', '%.', '%-', '%c%c', "
     "'%99.99f', '%.99g', '%99.99a', '%.3q', '%i', '%ld', '%hhd', '%n', '%5%', '%#x', '%+.3d', '% d', '%.20s', "
     "('%'):rep(1001), '%' .. ('0'):rep(1e5) .. 'd', '%' .. ('-'):rep(100) .. 's', '%99c', '%u', '%m'} do for _, v in "
     "ipairs{1, 1.5, -1e308, 'text', ('x'):rep(1e5), {}, true} do pcall(string.format, f, v) end end"},
    {"format with a text full of zeros",
     "assert(#string.format('%s', ('\\0'):rep(1000)) == 1000) assert(not "
     "pcall(string.format, '%10s', 'a\\0b')) string.format('%q', '\\0\\r\\n\"\\\\' "
     ".. ('\\200'):rep(100))"},
    {"format with numbers at every end",
     "for _, v in ipairs{0/0, 1/0, -1/0, math.mininteger, 2^53, 5e-324, -0.0} do for "
     "_, f in ipairs{'%g', '%a', '%q', '%.14g', '%99.99f', '%e'} do "
     "string.format(f, v) end end"},
    // CVE-2020-14147, CVE-2024-31449: sizes in pack formats.
    {"pack and unpack formats",
     "for _, f in ipairs{'i0', 'i17', 'i16', '!17i1', '!3i4', 'c' .. ('9'):rep(30), 's17', 's1', 'j', 'Xi8', 'X', "
     "'Xz', "
     "'i99999999999', '<>=!', 'z', ' ', 'T', 'x', ('i16'):rep(100), 'c2147483647c2147483647', '!1', 'f', 'n'} do for "
     "_, v "
     "in ipairs{1, -1, math.mininteger, 'x', ('x'):rep(300), 1e308, 'a\\0b'} do pcall(string.pack, f, v) "
     "pcall(string.unpack, f, 'xxxxxxxxxxxxxxxxxxxxxxxx') pcall(string.unpack, f, 'xxxx', v) end "
     "pcall(string.packsize, f) "
     "end",
     Ends::somehow},
    {"a counted string that claims more than there is",
     "for _, s in ipairs{'\\255', '\\255\\255\\255\\255', ('\\255')"
     ":rep(8)} do for _, f in ipairs{'s1', 's4', 's8', 's'} do "
     "pcall(string.unpack, f, s) pcall(string.unpack, f, s .. 'x', 2) "
     "end end assert(not pcall(string.unpack, 's8', ('\\255'):rep(7) "
     ".. '\\127'))"},
    {"char, utf8.char",
     "assert(not pcall(string.char, 256)) assert(not pcall(string.char, -1)) assert(not "
     "pcall(utf8.char, -1)) assert(not pcall(utf8.char, 1 << 31)) assert(#utf8.char(0x7fffffff) == 6)"},
    {"utf8 with wrong bytes",
     "for _, s in ipairs{'\\xff', '\\x80', '\\xf8\\x88\\x80\\x80\\x80', '\\xed\\xa0\\x80', "
     "'\\xf4\\x90\\x80\\x80', '\\xc0\\x80', '\\xe2\\x82', '\\xf0\\x9f\\x98', ('\\x80'):rep(100)} "
     "do utf8.len(s) pcall(utf8.codepoint, s, 1, -1) pcall(function() for p, c in "
     "utf8.codes(s) do end end) pcall(utf8.offset, s, 2) pcall(utf8.codes('a'), s, 1) "
     "pcall(utf8.codes('a'), s, math.maxinteger) pcall(utf8.codes('a'), s, -1) end"},
    {"tonumber",
     "for b = 0, 40 do pcall(tonumber, 'zz', b) end assert(tonumber(('9'):rep(1e5)) == 1/0 or true) "
     "tonumber('0x' .. ('f'):rep(1e5)) tonumber((' '):rep(1e6) .. '1') tonumber('1e' .. ('9'):rep(1e4)) "
     "tonumber('0x1p' .. ('9'):rep(1e4)) assert(tonumber('nan') == nil and tonumber('inf') == nil) "
     "assert(tonumber('1\\0') == nil)"},
    {"dates",
     "for _, t in ipairs{0, -1, 1e15 // 1, math.maxinteger, math.mininteger, 1 << 40} do for _, f in ipairs{'*t', "
     "'!*t', '%c', '%Ex', '%Oy', '%', '%Q', '!%F %T', ('%Y'):rep(1000)} do pcall(os.date, f, t) end end "
     "pcall(os.time, {year = 1 << 40, month = 1, day = 1}) pcall(os.time, {year = 2000, month = 1 << 31, day = "
     "-1}) pcall(os.time, {}) pcall(os.time, {year = 'x', month = 1, day = 1})"},
    {"comparing strings of which one begins with the other",
     "local a = ('x\\0'):rep(1000) assert(a < a .. 'y' and not "
     "(a .. 'y' < a) and a <= a and 'a\\0b' < 'a\\0c' and '' < "
     "'\\0')"},
    {"captures",
     "for _, p in ipairs{'%1', '(%1)', '()%1', '(()', '(x', 'x)', '%f', '%f[', '%b', '%bx', '[', '[^', '[]', "
     "'[%', '[a-', '%', '(.)%2', '%9', '[%a-z', '[a-%a]', '[]-a]', '^*', '$^', '%g%', '()()()%4'} do for _, "
     "s in ipairs{'', 'x', 'xx\\0x', ('x'):rep(100)} do pcall(string.find, s, p) pcall(string.gsub, s, p, "
     "'%1%2') pcall(string.match, s, p) pcall(function() for a, b in s:gmatch(p) do end end) end end"},
    {"replacements",
     "for _, r in ipairs{'%', '%2', '%x', '%9', '%%', '%0%0', '%1'} do pcall(string.gsub, 'abc', '.', r) "
     "end for _, r in ipairs{1, 1.5, true, {}, function() return {} end, {a = true}, {a = 1}} do "
     "pcall(string.gsub, 'abc', '.', r) end"},
};

constexpr Escape long_looks[] = {
    {"sets of many letters", "return ('b'):rep(1e6):find('[' .. ('a'):rep(1e6) .. ']')", Ends::at_limit},
    {"sets repeated", "return ('b'):rep(1e6):find('[^' .. ('a'):rep(1e6) .. ']*x')", Ends::at_limit},
    {"frontiers", "return ('b'):rep(1e6):find('%f[' .. ('a'):rep(1e6) .. ']')", Ends::at_limit},
    {"optional sets", "return ('b'):rep(1e6):find('[' .. ('a'):rep(1e6) .. ']?x')", Ends::at_limit},
    {"backtracking", "return ('a'):rep(40):match(('a*'):rep(30) .. 'b')", Ends::at_limit},
    {"balanced", "return ('('):rep(1e6):find('%b()')", Ends::at_limit},
    {"replacements that grow", "local s = 'x' while true do s = s:gsub('x', 'xx') end", Ends::at_limit},
    {"joining", "local s = 'x' while true do s = s .. s end", Ends::at_limit},
    {"format of many values",
     "local f, t = ('%s'):rep(1e5), {} for i = 1, 1e5 do t[i] = 'xxxxxxxx' end while true do "
     "f:format(table.unpack(t)) end",
     Ends::at_limit},
    {"sorting long strings that are equal",
     "local x, t = ('x'):rep(400000), {} for i = 1, 60000 do t[i] = x end t[1] = x "
     ".. 'a' while true do table.sort(t) end",
     Ends::at_limit},
    {"looking at a far place of utf8",
     "local s = ('\\xbf'):rep(1e6) while true do pcall(utf8.offset, s, 5) pcall(utf8.len, "
     "s) end",
     Ends::at_limit},
    {"tracebacks of a deep stack",
     "local function f(n) if n == 0 then while true do debug.traceback() end end return 1 + "
     "f(n - 1) end f(150000)",
     Ends::at_limit},
    {"arguments by the hundred thousand",
     "local t = {} for i = 1, 200000 do t[i] = 65 end local function f(...) while "
     "true do math.max(...) string.char(...) select(2, ...) end end "
     "f(table.unpack(t))",
     Ends::at_limit},
};

}  // namespace

TEST_CASE("sizes that overflow") { run_escapes(sizes); }
TEST_CASE("texts that take long") { run_escapes(long_looks); }

TEST_CASE("looking at long texts counts as instructions too") {
  for (const Escape& escape : long_looks) {
    INFO(escape.what);
    State s(sandbox({.bytes = 48 << 20, .instructions = 3000000}));
    CHECK(status_of(s, escape.script) >= PERILUNE_MEMORY);
    CHECK(works(s));
  }
}
