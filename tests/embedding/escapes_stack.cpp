// Stacks: Lua's, C's, and the two together; errors while errors are handled.

#include <pthread.h>

#include "tests/embedding/escapes.h"

using namespace perilune;
using namespace perilune::test;

namespace {

// A full stack of Lua takes 50 MB.
Options wide_cage() { return cage(256 << 20, 1); }

constexpr Escape recursion[] = {
    {"plain", "local function f() return 1 + f() end assert(not pcall(f))"},
    {"through pcall", "local n = 0 local function f() n = n + 1 return pcall(f) end f() assert(n > 100)"},
    {"through xpcall and its handler",
     "local function h(e) return h(e) end assert(not xpcall(error, h, 'x')) local "
     "function f() return xpcall(f, f) end f()",
     Ends::somehow},
    {"through metamethods",
     "local t = setmetatable({}, {}) local mt = getmetatable(t) for _, e in ipairs{'__index', '__newindex', '__call', "
     "'__add', '__concat', '__len', '__eq', '__lt', '__unm', '__tostring', '__close', '__band'} do mt[e] = function(a, "
     "b) "
     "return t[a], t(b), t + t, t .. t, #t, t < t, -t, tostring(t), t & t end pcall(function() t.x = t.y end) pcall(t) "
     "pcall(function() return t + t end) pcall(tostring, t) end"},
    {"chains of __index",
     "local t = {} for i = 1, 3000 do t = setmetatable({}, {__index = t}) end assert(not "
     "pcall(function() return t.x end)) local l = {} setmetatable(l, {__index = l}) assert(not "
     "pcall(function() return l.x end)) setmetatable(l, {__newindex = l}) assert(not "
     "pcall(function() l.x = 1 end))"},
    {"chains of __call",
     "local f = print for i = 1, 300 do f = setmetatable({}, {__call = f}) end pcall(f) local c = "
     "setmetatable({}, {}) getmetatable(c).__call = c pcall(c)"},
    {"patterns",
     "assert(not pcall(string.rep('x', 1e5).match, ('x'):rep(1e5), ('(x'):rep(33))) for _, p in "
     "ipairs{('x?'):rep(1e5), ('('):rep(1e5), ('%b()'):rep(1e5), ('.-'):rep(1e5), ('(.)'):rep(32), "
     "('[^x]*'):rep(3e4)} do pcall(string.find, ('x'):rep(1000), p) end"},
    {"callbacks of gsub, sort, load, concat",
     "local function f() return (('x'):gsub('x', f)) end pcall(f) local function "
     "g() table.sort({1, 2, 3}, g) end pcall(g) local function h() return "
     "load(h) end pcall(h)"},
    // CVE-2021-43519: resuming in resuming overflowed C's stack.
    {"coroutines in coroutines",
     "local function f() return coroutine.wrap(f)() end pcall(f) local function g() return "
     "coroutine.resume(coroutine.create(g)) end g() local function h() local co = "
     "coroutine.create(h) return pcall(coroutine.resume, co) end h()"},
    {"a coroutine that resumes, closes or wraps itself",
     "local co co = coroutine.wrap(function() return pcall(co) end) co() local t t = coroutine.create(function() "
     "assert(not pcall(coroutine.close, t)) assert(not coroutine.resume(t)) end) assert(coroutine.resume(t)) "
     "assert(not pcall(coroutine.close, coroutine.running()))"},
    {"__close that recurses, errs, yields",
     "local function f() local x <close> = setmetatable({}, {__close = function() "
     "f() end}) end pcall(f) local co = coroutine.wrap(function() local x <close> "
     "= setmetatable({}, {__close = function() coroutine.yield(1) error('e') "
     "end}) error('d') end) pcall(co) assert(not pcall(co))"},
    {"many variables to be closed",
     "local s = {} for i = 1, 190 do s[i] = 'local v' .. i .. ' <close> = c' end local f = load('local c = ... ' .. "
     "table.concat(s, ' ') .. ' error(1)') assert(not pcall(f, setmetatable({}, {__close = function(_, e) error(e) "
     "end})))"},
    // CVE-2022-33099: an error about the stack while the stack is being reported.
    {"errors in the handler of a stack overflow",
     "local function loop(n) return n > 0 and loop(n - 1) + 1 or error('x', n) end local function deep() return deep() "
     ".. "
     "'' end xpcall(deep, function() deep() end) xpcall(deep, function(m) return (('x'):rep(1e5) .. m) end) "
     "pcall(loop, "
     "150000)",
     Ends::somehow},
    {"a message of any length where the stack is full",
     "local function f() error(('x'):rep(100) .. tostring(f), 2) f() end local function g() local ok = pcall(f) return "
     "g() or ok end pcall(g)",
     Ends::somehow},
    // CVE-2020-24371, -24342: the stack shrinks and grows while a call is on its way.
    {"the stack grows and shrinks in collections",
     "local function many(...) collectgarbage() return ... end for n = 1, 2000, 97 do local t = {} for i = 1, n do "
     "t[i] = "
     "i end many(many(table.unpack(t))) collectgarbage('step') end"},
    {"results and arguments without number",
     "local t = {} for i = 1, 1e5 do t[i] = i end local n = select('#', "
     "table.unpack(t)) assert(n == 1e5) pcall(string.char, table.unpack(t)) "
     "pcall(pl.zeros, table.unpack(t)) pcall(pl.meshgrid, table.unpack(t)) "
     "pcall(coroutine.wrap(function(...) coroutine.yield(...) end), "
     "table.unpack(t)) assert(#{table.unpack(t)} == 1e5)",
     Ends::somehow},
    {"varargs that grow", "local function f(...) return f(1, 2, 3, 4, 5, 6, 7, 8, ...) end pcall(f)", Ends::somehow},
    {"kernels in callbacks of kernels",
     "local function f(x) return pl.optimize.brentq(function() return f(x) end, -1, "
     "1) end pcall(f, 1) local function g(x) return pl.optimize.minimize(function() "
     "return g(x) end, {1, 2}).fun end pcall(g, 1)"},
    {"nested tables as arrays",
     "local t = {} for i = 1, 1e5 do t = {t} end assert(not pcall(pl.array, t)) local l = {} "
     "l[1] = l assert(not pcall(pl.array, l)) assert(not pcall(pl.zeros, l)) assert(not "
     "pcall(pl.concatenate, l))"},
    {"nested results", "local function f(n) return n == 0 and {} or {f(n - 1)} end pcall(pl.array, f(150))"},
};

struct Thread {
  static void* run(void*) {
    run_escapes(recursion, wide_cage);
    return nullptr;
  }
};

}  // namespace

TEST_CASE("recursion of every kind") { run_escapes(recursion, wide_cage); }

TEST_CASE("recursion on a thread with a stack of a megabyte") {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, std::size_t{sanitized ? 8 : 1} << 20);
  pthread_t thread;
  REQUIRE(pthread_create(&thread, &attributes, Thread::run, nullptr) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

TEST_CASE("calls between host and script without end") {
  State s(cage());
  int depth = 0;
  s.set("again", [&] {
    ++depth;
    s.run("again()");
  });
  s.set("caught", [&] {
    ++depth;
    try {
      s.run("caught()");
    } catch (const Error&) {
    }
  });
  CHECK(status_of(s, "again()") == PERILUNE_ERROR);
  CHECK(depth > 20);
  CHECK(depth <= 200);
  CHECK(status_of(s, "caught()") == PERILUNE_OK);
  CHECK(works(s));
}
