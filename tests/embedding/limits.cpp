// Limits against every way of swallowing an error that Lua knows.

#include <cstdlib>

#include "tests/embedding/support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

// Each would run for ever, or for a very long time.
constexpr const char* endless[] = {
    "while true do end",
    "while true do pcall(function() while true do end end) end",
    "while true do pcall(error) end",
    "return pcall(pcall, pcall, function() while true do end end)",
    "xpcall(function() while true do end end, function() while true do end end)",
    "xpcall(error, function() while true do end end)",
    "xpcall(error, function() error() end) while true do end",
    "local function r() return pcall(r) end while true do pcall(r) end",
    "local function r() local ok = pcall(r) return ok end while true do r() end",
    "repeat local t <close> = setmetatable({}, {__close = function() while true do end end}) error() until true",
    "pcall(function() local t <close> = setmetatable({}, {__close = function() while true do end end}) while true do "
    "end end) while true do end",
    "while true do pcall(function() local t <close> = setmetatable({}, {__close = function() error('again') end}) "
    "while true do end end) end",
    "local t = setmetatable({}, {__index = function() while true do end end}) pcall(function() return t.x end) "
    "while true do end",
    "local t = setmetatable({}, {__eq = function() while true do end end, __lt = function() while true do end end}) "
    "while true do pcall(function() return t == setmetatable({}, getmetatable(t)) end) end",
    "local t = setmetatable({}, {__tostring = function() while true do end end}) while true do pcall(tostring, t) end",
    "local co = coroutine.create(function() while true do end end) coroutine.resume(co) while true do end",
    "while true do coroutine.resume(coroutine.create(function() while true do end end)) end",
    "while true do coroutine.wrap(function() coroutine.wrap(function() pcall(error) end)() end)() end",
    "local function nest() coroutine.wrap(nest)() end while true do pcall(nest) end",
    "local co = coroutine.wrap(function() while true do pcall(coroutine.yield) end end) while true do co() end",
    "coroutine.close((function() local co = coroutine.create(function() local t <close> = setmetatable({}, {__close = "
    "function() while true do end end}) coroutine.yield() end) coroutine.resume(co) return co end)())",
    "while true do pcall(early) end",  // a coroutine made and suspended by an earlier call
    "string.gsub(string.rep('a', 1e6), '.', pcall) while true do string.gsub('aaa', '.', pcall) end",
    "return string.find(string.rep('a', 50), string.rep('a*', 40) .. 'b')",
    "return ('x'):rep(30):match(('x?'):rep(30) .. ('x'):rep(31))",
    "while true do for w in string.gmatch(string.rep('a', 1000), '') do end end",
    "string.rep('', 1 << 60) while true do string.rep('x', 1 << 20) end",
    "return table.concat(setmetatable({}, {__index = rawlen, __len = function() return 1 << 60 end}))",
    "table.move({}, 1, 1 << 60, 2)",
    "table.insert(setmetatable({}, {__len = function() return 1 << 60 end}), 1, 2)",
    "table.remove(setmetatable({}, {__len = function() return 1 << 60 end, __newindex = rawlen}), 1)",
    "table.sort(setmetatable({}, {__len = function() return (1 << 31) - 2 end, __index = rawlen}), rawequal)",
    "load(function() return ' ' end)",
    "while true do load(string.rep('x = 1 ', 1e4)) end",
    "local s = string.rep('x', 1 << 22) while true do utf8.len(s) end",
    "local s = string.rep('x', 1 << 22) while true do local b = s .. 'x' end",
    "while true do collectgarbage() end",
    "local function r(...) return r(1, ...) end while true do pcall(r) end",
    "local a = pl.ones({300, 300}) while true do pcall(function() a:dot(a) end) end",
    "return pl.optimize.minimize(function(x) while true do end end, {1, 2})",
    "return pl.optimize.brentq(function(x) return pcall(function() while true do end end) and 1 or -1 end, -1, 2)",
    "while true do pcall(pl.optimize.brentq, function() error() end, 0, 1) end",
    "local a = pl.ones(2000000) while true do a = pl.exp(a) * 0 end",
};

constexpr const char* greedy[] = {
    "local t = {} for i = 1, 1e9 do t[i] = i end",
    "local t = {} while true do pcall(function() for i = 1, 1e9 do t[#t + 1] = {} end end) end",
    "local s = 'x' while true do pcall(function() s = s .. s end) end",
    "while true do pcall(string.rep, 'x', 1e9) end",
    "while true do xpcall(string.rep, function() while true do end end, 'x', 1e9) end",
    "while true do pcall(table.concat, setmetatable({}, {__index = function() return ('x'):rep(1e6) end, __len = "
    "function() return 1e6 end})) end",
    "while true do pcall(pl.zeros, 1e8) end",
    "while true do pcall(pl.zeros, 1e18) end",
    "local t = {} while true do pcall(function() t[#t + 1] = pl.zeros(1e4) end) end",
    "local t = {} while true do coroutine.wrap(function() t[#t + 1] = ('x'):rep(1000) .. #t end)() end",
    "local t = {} while true do t[#t + 1] = coroutine.create(function() end) end",
    "local a = pl.ones({1000, 1000}) while true do pcall(function() return pl.linalg.svd(a) end) end",
    "string.gsub(('x'):rep(1e6), '.', ('y'):rep(1000)) while true do end",
    "return ('x'):rep(1e6, ('y'):rep(1000))",
};

void suspend_early(State& s) {
  s.run(
      "early = coroutine.wrap(function() coroutine.yield() while true do pcall(function() while true do end end) end "
      "end) early()");
}

}  // namespace

TEST_CASE("time: nothing swallows it") {
  for (const char* script : endless) {
    INFO(script);
    State s(sandbox({.seconds = 0.03}));
    suspend_early(s);
    const CpuWatch watch;
    CHECK(status_of(s, script) == PERILUNE_DEADLINE);
    CHECK(watch.seconds() < (sanitized ? 5 : 1));
    CHECK(s.eval<double>("pl.ones(3):sum() + 1") == 4);
  }
}

TEST_CASE("instructions: nothing swallows them") {
  for (const char* script : endless) {
    INFO(script);
    bool slow = false;  // few instructions, long ones
    for (const char* part : {"pl.exp", "a:dot", "s .. 'x'", "return r(1, ...)"})
      slow = slow || std::string_view(script).find(part) != std::string_view::npos;
    if (slow) continue;
    State s(sandbox({.bytes = 1 << 28, .instructions = 200000}));
    suspend_early(s);
    CHECK(status_of(s, script) == PERILUNE_INSTRUCTIONS);
    CHECK(s.eval<double>("pl.ones(3):sum() + 1") == 4);
  }
}

TEST_CASE("bytes: nothing swallows them, and they are never exceeded") {
  for (const char* script : greedy) {
    INFO(script);
    // Without a limit of time no hook runs until there is a need for it.
    for (const double seconds : {0.0, 20.0}) {
      State s(sandbox({.bytes = 8 << 20, .seconds = seconds}));
      CHECK(status_of(s, script) == PERILUNE_MEMORY);
      CHECK(s.eval<double>("pl.ones(3):sum() + 1") == 4);
      s.run("collectgarbage()");
      CHECK(s.budget().bytes_used < std::size_t{2} << 20);
    }
  }
}

TEST_CASE("cancel from another thread") {
  for (const char* script : endless) {
    INFO(script);
    State s(sandbox({.cancellable = true}));
    suspend_early(s);
    std::atomic<bool> done{false};
    std::thread other([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      s.cancel();
      done = true;
    });
    CHECK(status_of(s, script) == PERILUNE_CANCELLED);
    other.join();
    CHECK(s.eval<double>("pl.ones(3):sum() + 1") == 4);
  }
}

TEST_CASE("cancel while idle ends the next call, once") {
  State s(sandbox({.cancellable = true}));
  s.cancel();
  CHECK(status_of(s, "x = 1") == PERILUNE_CANCELLED);
  CHECK(status_of(s, "x = 1") == PERILUNE_OK);
  // Without limits kernels still hear it.
  State open;
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    open.cancel();
  });
  CHECK(status_of(open, "local a = pl.ones({300, 300}) for i = 1, 1e6 do a = a:dot(a) * 0 end") == PERILUNE_CANCELLED);
  other.join();
  CHECK(open.eval<int>("1") == 1);
}

TEST_CASE("each outermost call has the whole budget; limits can change between calls") {
  State s(sandbox({.instructions = 100000}));
  for (int i = 0; i < 10; ++i) CHECK(status_of(s, "for i = 1, 40000 do end") == PERILUNE_OK);
  CHECK(status_of(s, "for i = 1, 200000 do end") == PERILUNE_INSTRUCTIONS);
  s.set_limits({.instructions = 1000000});
  CHECK(status_of(s, "for i = 1, 200000 do end") == PERILUNE_OK);
  s.set_limits({});
  CHECK(status_of(s, "for i = 1, 2000000 do end") == PERILUNE_OK);
  State open;
  CHECK_THROWS_AS(open.set_limits({.seconds = 1}), Error);
}

TEST_CASE("instructions are counted exactly enough, also over coroutines") {
  State s(sandbox({.instructions = 1000000}));
  // An empty loop is one instruction a turn.
  CHECK(status_of(s, "for i = 1, 990000 do end") == PERILUNE_OK);
  CHECK(status_of(s, "for i = 1, 1010000 do end") == PERILUNE_INSTRUCTIONS);
  CHECK(status_of(s, "for i = 1, 20000 do coroutine.wrap(function() for j = 1, 60 do end end)() end") ==
        PERILUNE_INSTRUCTIONS);
}

TEST_CASE("scripts ask what is left") {
  State s(sandbox({.bytes = 50 << 20, .instructions = 1000000, .seconds = 10}));
  s.run("before = pl.budget() for i = 1, 100000 do end after = pl.budget()");
  CHECK(s.eval<double>("before.instructions_left - after.instructions_left") >= 100000);
  CHECK(s.eval<double>("before.instructions_left - after.instructions_left") < 102000);
  CHECK(s.eval<double>("after.seconds_left") < 10);
  CHECK(s.eval<double>("after.seconds_left") > 5);
  CHECK(s.eval<double>("before.bytes_used + before.bytes_left") == 50 << 20);
  CHECK(s.eval<double>("(function() local a = pl.budget().bytes_left local b = pl.zeros(1e5) return a - "
                       "pl.budget().bytes_left end)()") >= 800000);
  State open;
  CHECK(open.eval<bool>("pl.budget().bytes_left == math.huge and pl.budget().seconds_left == math.huge"));
}

TEST_CASE("a limit of bytes too small to open a state, and every one a little larger") {
  int opened = 0;
  for (std::size_t bytes = 1000; bytes < 400000; bytes += 1999) {
    perilune_options o{};
    o.size = sizeof o;
    o.sandbox = 1;
    o.limits.bytes = bytes;
    perilune_state* s = perilune_open(&o);
    if (!s) continue;
    ++opened;
    const char text[] = "local t = {} for i = 1, 10 do t[i] = pl.ones(i) end return 1";
    const perilune_status status = perilune_run(s, text, sizeof text - 1, "=u", nullptr, 0, nullptr);
    CHECK((status == PERILUNE_OK || status == PERILUNE_MEMORY));
    perilune_close(s);
  }
  CHECK(opened > 50);
}
