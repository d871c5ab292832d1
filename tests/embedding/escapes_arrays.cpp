// The library as the way out: arguments that lie, callbacks that pull the ground away, shapes without end.

#include "tests/embedding/escapes.h"

using namespace perilune;
using namespace perilune::test;

namespace {

constexpr Escape arrays[] = {
    {"shapes whose product overflows",
     "for _, s in ipairs{{1 << 32, 1 << 32}, {1 << 62, 4}, {math.maxinteger, 2}, {-1}, {1 "
     "<< 31, 1 << 31, 1 << 31}, {1e300}, {0/0}, {1.5}, {'x'}} do for _, f in "
     "ipairs{pl.zeros, pl.ones, pl.empty} do assert(not pcall(f, s)) end assert(not "
     "pcall(pl.broadcast_to, 1, s)) assert(s[1] == -1 or not pcall(pl.reshape, pl.ones(4), s)) end"},
    {"empty shapes of any length",
     "local a = pl.zeros{1 << 31, 0, 1 << 31} assert(a.size == 0) pl.sum(a) tostring(a) "
     "pl.sort(a) a:copy() pl.concatenate{a, a} pl.unique(a) a:tolist() pl.matmul(pl.zeros{0, "
     "3}, pl.zeros{3, 0}) pl.cumsum(a, {axis = 2})",
     Ends::somehow},
    {"views far larger than memory",
     "local a = pl.broadcast_to(1.5, {1 << 20, 1 << 20}) tostring(a) for _, f in "
     "ipairs{'copy', 'sort', 'tolist', 'ravel', 'cumsum', 'unique', 'argsort'} do "
     "assert(not pcall(a[f], a)) end",
     Ends::somehow},
    {"subscripts at every end",
     "local a = pl.arange(24):reshape(2, 3, 4) for _, i in ipairs{0, 1, -1, 3, -3, math.maxinteger, math.mininteger, "
     "1e300, "
     "0/0, 1.5, '1:2', '::0', '-9999999999999999999:', ':,:,:,:', '...,...', ('1,'):rep(1000), {}, {{}}, {1 << 62}, "
     "pl.none, "
     "true} do pcall(function() return a[i] end) pcall(a, i) pcall(a, i, i) pcall(a, 1, i, i) pcall(function() a[i] = "
     "1 end) "
     "pcall(function() a[{i, i}] = a end) pcall(a.set, a, i, i, i, 1) pcall(pl.roll, a, i) pcall(pl.repeat_, a, i) "
     "pcall(pl.sum, a, i) pcall(pl.swapaxes, a, i, i) pcall(pl.split, a, i) pcall(pl.partition, a, i) end"},
    {"read-only memory stays so",
     "local a = pl.broadcast_to(pl.ones(1), 5) for _, f in ipairs{function() a[1] = 2 end, "
     "function() a:fill(2) end, function() a:sort() end, function() a:add_(1) end, function() "
     "pl.exp(pl.ones(5), {out = a}) end, function() pl.random.default_rng(1):shuffle(a) end, "
     "function() a['1:2'] = 3 end, function() a:set(1, 3) end} do pcall(f) end"},
    {"the array that a callback changes under a kernel",
     "local rng, x = pl.random.default_rng(1), pl.array{1, 2, 3} pcall(pl.optimize.minimize, function(v) v:fill(0/0) "
     "x:fill(7) return 1 end, x) pcall(pl.optimize.minimize, function(v) x = nil collectgarbage() return v end, x)"},
    {"a callback that calls what called it",
     "local n = 0 local function f(x) n = n + 1 if n < 50 then "
     "pl.optimize.brentq(f, -1, 2) end return x end pcall(pl.optimize.brentq, f, "
     "-1, 2)"},
    {"a callback that yields",
     "local co = coroutine.wrap(function() return pl.optimize.brentq(function(x) "
     "coroutine.yield(x) return x end, -1, 2) end) assert(not pcall(co))"},
    {"a callback that leaves by an error of any type",
     "for _, e in ipairs{1, {}, true, 'x'} do local ok, x = "
     "pcall(pl.optimize.brentq, function() error(e, 0) end, -1, 2) "
     "assert(not ok and (x == e or type(e) == 'number')) end assert(not "
     "pcall(pl.optimize.brentq, function() error() end, 0, 1))"},
    {"option tables with metamethods",
     "local o = setmetatable({}, {__index = function() error('x') end, __pairs = error, "
     "__len = error}) pcall(pl.zeros, 3, o) pcall(pl.sum, pl.ones(3), o) "
     "pcall(pl.zeros, o)"},
    {"options of every type",
     "for _, v in ipairs{1, -1, 0/0, 'x', ('x'):rep(1e5), {}, {{}}, print, pl, pl.ones(3), true, "
     "pl.none} do for _, k in ipairs{'axis', 'dtype', 'out', 'kind', 'keepdims', 'nothing'} do "
     "pcall(pl.sum, pl.ones(3), {[k] = v}) pcall(pl.sort, pl.ones(3), {[k] = v}) end end"},
    {"methods called on something else",
     "local a, r = pl.ones(3), pl.random.default_rng(1) for _, v in ipairs{1, 'x', {}, "
     "print, pl, pl.complex(1, 2), pl.s(1, 2), r} do pcall(a.sum, v) pcall(a.set, v, 1, "
     "1) pcall(a.fill, v, 1) pcall(r.random, v, 3) pcall(r.random, a, 3) pcall(a.shape, "
     "v) end pcall(r.random) pcall(a.sum)"},
    {"userdata through metamethods",
     "local a = pl.ones(3) for _, o in ipairs{1, 'x', {}, print, true, pl.s(1, 2), pl} do "
     "for _, f in ipairs{function() return a + o end, function() return o // a end, "
     "function() return a .. o end, function() return a < o end, function() return a & o "
     "end, function() return a == o end, function() return #o + a end} do pcall(f) end end"},
    {"a thousand generators and splits of one seed",
     "local s = pl.random.SeedSequence(1) for i = 1, 1000 do s:spawn(2) "
     "end pcall(s.spawn, s, 1 << 40) pcall(s.generate_state, s, 1 << 62)",
     Ends::somehow},
    {"a random state that is made up",
     "local r = pl.random.RandomState(1) for _, s in ipairs{{}, {1, 2, 3}, {'MT19937', "
     "{}, 0}, {'MT19937', pl.ones(624), 1e9}, {'MT19937', pl.ones(624), -1}, 'x', 1} do "
     "pcall(r.set_state, r, s) r:rand(3) end local ok, st = pcall(r.get_state, r)"},
    {"numbers that count nothing",
     "for _, n in ipairs{-1, 0/0, 1e300, 1 << 62, math.mininteger, 1.5} do for _, f in "
     "ipairs{pl.arange, pl.eye, pl.zeros, pl.identity} do pcall(f, n) end pcall(pl.linspace, "
     "0, 1, n) pcall(pl.tile, pl.ones(2), n) pcall(pl.random.default_rng(1).bytes, "
     "pl.random.default_rng(1), n) end",
     Ends::somehow},
    {"printing everything",
     "pcall(pl.set_printoptions, {precision = 1 << 40}) pcall(pl.set_printoptions, {linewidth = -1}) "
     "pcall(pl.set_printoptions, {edgeitems = 1 << 62, threshold = 0}) tostring(pl.arange(2000)) "
     "tostring(pl.broadcast_to(1, {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2}))",
     Ends::somehow},
    {"help for anything",
     "for _, v in ipairs{1, {}, print, ('x'):rep(1e6), pl.ones(2), 'linalg.svd', '..', '%s%n', ''} do "
     "pcall(help, v) end"},
    {"unknown members with long names",
     "for _, n in ipairs{1, 100, 1e6} do local k = ('x'):rep(n // 1 | 0) pcall(function() "
     "return pl[k] end) pcall(function() return pl.ones(1)[k] end) pcall(function() "
     "return pl.random.default_rng(1)[k] end) pcall(pl.zeros, 3, {[k] = 1}) "
     "pcall(pl.sort, pl.ones(2), {kind = k}) end"},
};

}  // namespace

TEST_CASE("the library") { run_escapes(arrays); }

TEST_CASE("memory that the host takes back while a script computes with it") {
  State s(cage());
  std::vector<double> data(1000, 1.0);
  Array a = s.wrap(data.data(), {1000});
  s.set("a", a);
  s.set("take_back", [&] { a.revoke(); });
  // Inside a callback of a kernel that reads it the host must not do so; between calls of one script it may.
  CHECK(error_of(s, "local b = a['1:10'] take_back() return b:sum()").find("has taken back") != std::string::npos);
  CHECK(error_of(s, "return a[1]").find("has taken back") != std::string::npos);
  CHECK(error_of(s, "for i, x in ipairs(a) do end").find("has taken back") != std::string::npos);
  CHECK(works(s));
}
