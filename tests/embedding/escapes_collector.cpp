// The collector: code that runs in it, objects that come back, collections in the middle of everything.

#include "tests/embedding/escapes.h"

using namespace perilune;
using namespace perilune::test;

namespace {

constexpr Escape finalizers[] = {
    {"__gc in every way of setting it",
     "local f = function() while true do end end assert(not pcall(setmetatable, {}, {__gc = f})) assert(not "
     "pcall(setmetatable, {}, {__gc = true})) local mt = {} local t = setmetatable({}, mt) mt.__gc = f setmetatable(t, "
     "nil) "
     "assert(not pcall(setmetatable, t, mt)) t = nil collectgarbage()"},
    {"__gc by the __index or __metatable of a metatable",
     "ran = false local mt = setmetatable({}, {__index = {__gc = function() ran = true end}}) setmetatable({}, mt) "
     "collectgarbage() assert(not ran) pcall(setmetatable, {}, setmetatable({}, {__index = function() return "
     "function() "
     "ran = true end end})) collectgarbage() assert(not ran)"},
    // CVE-2024-46981: the collector was tricked by a script that ran in it.
    {"weak tables",
     "local w = setmetatable({}, {__mode = 'kv'}) for i = 1, 5000 do w[{}] = {} w[i] = {} end "
     "collectgarbage() assert(next(w) == nil) local mt = {} local t = setmetatable({{}, {}}, mt) mt.__mode = "
     "'v' collectgarbage() mt.__mode = 'x' collectgarbage() mt.__mode = {} collectgarbage()"},
    {"ephemerons in long chains",
     "local e, k = setmetatable({}, {__mode = 'k'}) first = {} k = first for i = 1, 20000 do "
     "local n = {} e[k] = n k = n end collectgarbage() local n, x = 0, first while x do n, x "
     "= n + 1, e[x] end assert(n == 20001)",
     Ends::somehow},
    {"__close that collects, loads and changes what is being closed",
     "local t = {} do local a <close> = setmetatable({}, {__close = function() collectgarbage() t = nil load('x = "
     "1')() "
     "end}) local b <close> = setmetatable({}, {__close = function(x) setmetatable(x, {}) collectgarbage() end}) end"},
    {"__close changed on the way",
     "local mt = {__close = function() end} do local a <close> = setmetatable({}, mt) "
     "mt.__close = nil end",
     Ends::by_error},
    {"coroutines dropped in the middle",
     "for i = 1, 2000 do local co = coroutine.wrap(function() local x <close> = "
     "setmetatable({}, {__close = error}) coroutine.yield() end) co() end "
     "collectgarbage()"},
    {"upvalues of dead coroutines",
     "local fs = {} for i = 1, 500 do coroutine.wrap(function() local x = {i} fs[i] = "
     "function() return x end coroutine.yield() end)() end collectgarbage() for i = 1, 500 "
     "do assert(fs[i]()[1] == i) end"},
    {"closing with arguments of every kind",
     "for _, v in ipairs{1, 'x', {}, print} do assert(not pcall(coroutine.close, "
     "v)) end local co = coroutine.create(function() local x <close> = "
     "setmetatable({}, {__close = function() error({}) end}) "
     "coroutine.yield() end) coroutine.resume(co) local ok, e = "
     "coroutine.close(co) assert(not ok and type(e) == 'table') "
     "assert(coroutine.close(co))"},
    {"collections in callbacks of kernels",
     "local x0 = pl.array{1, 2} local r = pl.optimize.minimize(function(x) x0 = nil collectgarbage() return "
     "x:dot(x) end, x0) assert(r.fun < 1e-3) local a = pl.ones(3) pl.optimize.brentq(function(x) a = nil "
     "collectgarbage() "
     "return x end, -1, 2)"},
    {"the collector's settings",
     "for _, o in ipairs{'stop', 'restart', 'setpause', 'setstepmul', 'incremental', "
     "'generational', 'x', ''} do assert(not pcall(collectgarbage, o, 1 << 40)) end "
     "assert(collectgarbage('isrunning')) collectgarbage('step', 1 << 40) "
     "collectgarbage('count')"},
};

constexpr Escape errors[] = {
    {"errors of every type",
     "for _, e in ipairs{1, 1.5, true, {}, print, pl.ones(2), pl, coroutine.create(print), "
     "setmetatable({}, {__tostring = error}), setmetatable({}, {__tostring = function() return {} "
     "end})} do local ok, x = pcall(error, e) assert(not ok and rawequal(x, e)) end assert(select(2, "
     "pcall(error)) == nil)"},
    {"an error that is nil", "error(nil)", Ends::by_error},
    {"an error whose text is endless", "error(setmetatable({}, {__tostring = function() while true do end end}))",
     Ends::at_limit},
    {"an error whose text raises", "error(setmetatable({}, {__tostring = function() error('again') end}))",
     Ends::by_error},
    {"an error whose text is huge", "error(('x'):rep(1e7))", Ends::by_error},
    {"an error whose text allocates for ever",
     "error(setmetatable({}, {__tostring = function() local t = {} while true do t[#t + 1] = ('x'):rep(1e5) .. #t end "
     "end}))",
     Ends::at_limit},
    {"an error from __name", "error(setmetatable({}, {__name = ('x'):rep(1e6)}))", Ends::by_error},
    {"a text that says that a limit was reached", "error('the time limit is reached', 0)", Ends::by_error},
    {"a text that says that memory is short", "error('not enough memory', 0)", Ends::somehow},
    {"levels", "for _, l in ipairs{0, 1, 2, 3, 100, -1, math.maxinteger, math.mininteger} do pcall(error, 'x', l) end"},
    {"handlers that are no functions",
     "for _, h in ipairs{1, 'x', {}, true} do assert(not pcall(xpcall, error, h)) end "
     "assert(not pcall(xpcall, error))"},
    {"handlers that raise, yield, load and collect",
     "xpcall(error, error, 'x') xpcall(error, function() collectgarbage() return load('return 1')() end, 'x') "
     "coroutine.wrap(function() xpcall(error, coroutine.yield, 'x') end)() xpcall(error, function(m) return "
     "setmetatable({}, {__tostring = error}) end)"},
    {"names of variables in messages",
     "local ok, e = pcall(load(('x'):rep(1e5) .. '()')) assert(not ok) pcall(load('local "
     "a = {} a' .. ('.b'):rep(1000) .. '()')) pcall(load('return 1 + {}, #5, -{}, 1 .. "
     "{}'))"},
    {"assert and its arguments",
     "assert(select(2, pcall(assert, false)) == 'assertion failed!') pcall(assert) pcall(assert, "
     "nil, {}) local n = select('#', assert(1, 2, 3)) assert(n == 3)"},
};

}  // namespace

TEST_CASE("finalizers and collections") { run_escapes(finalizers); }
TEST_CASE("errors in every form") { run_escapes(errors); }

TEST_CASE("what a script hands to the host as an error or a value is only data") {
  State s(cage());
  CHECK(error_of(s, "error(setmetatable({}, {__name = 'host'}))") == "(error object is a table value)");
  CHECK(error_of(s, "error('a\\0b', 0)") == "a");
  s.run(
      "evil = setmetatable({}, {__index = function() while true do end end, __tostring = function() error({}) end, "
      "__len "
      "= function() return -1 end})");
  CHECK(s.get<std::vector<double>>("evil").empty());
  CHECK_THROWS_AS(s.get<double>("evil.x"), LimitError);
  CHECK_THROWS_AS(s.set("evil.x.y", 1), LimitError);
  Value v = s.get<Value>("evil");
  perilune_value text{};
  CHECK(perilune_text(s.handle(), &v.raw(), &text) == PERILUNE_ERROR);
  perilune_clear(&text);
  s.run("text = setmetatable({}, {__tostring = function() while true do end end})");
  v = s.get<Value>("text");
  CHECK(perilune_text(s.handle(), &v.raw(), &text) == PERILUNE_DEADLINE);
  CHECK(text.kind == PERILUNE_NIL);
  CHECK(works(s));
}
