// Hosts that use the interface wrongly: they are told, or nothing happens; nothing falls over.

#include <cstring>
#include <limits>
#include <numeric>

#include "tests/embedding/escapes.h"

using namespace perilune;
using namespace perilune::test;

namespace {

perilune_status run(perilune_state* s, const char* text) {
  return perilune_run(s, text, std::strlen(text), "=u", nullptr, 0, nullptr);
}

perilune_state* open_with(double seconds) {
  perilune_options o{};
  o.size = sizeof o;
  o.limits.seconds = seconds;
  return perilune_open(&o);
}

}  // namespace

TEST_CASE("null handles") {
  perilune_value v{};
  perilune_array* a = nullptr;
  perilune_buffer b{};
  perilune_budget budget;
  perilune_limits limits{};
  CHECK(run(nullptr, "x = 1") == PERILUNE_MISUSE);
  CHECK(perilune_run_file(nullptr, "x", nullptr, 0, nullptr) == PERILUNE_MISUSE);
  CHECK(perilune_eval(nullptr, "1", 1, &v, 1, nullptr) == PERILUNE_MISUSE);
  CHECK(perilune_call(nullptr, nullptr, nullptr, 0, nullptr, 0, nullptr) == PERILUNE_MISUSE);
  CHECK(perilune_get(nullptr, "x", &v) == PERILUNE_MISUSE);
  CHECK(perilune_set(nullptr, "x", &v) == PERILUNE_MISUSE);
  CHECK(perilune_set_limits(nullptr, &limits) == PERILUNE_MISUSE);
  CHECK(perilune_new_array(nullptr, PERILUNE_FLOAT64, 0, nullptr, &a) == PERILUNE_MISUSE);
  CHECK(perilune_wrap(nullptr, &b, nullptr, nullptr, &a) == PERILUNE_MISUSE);
  CHECK(std::strlen(perilune_message(nullptr)) > 0);
  CHECK(std::strlen(perilune_traceback(nullptr)) == 0);
  CHECK(perilune_payload(nullptr, nullptr) == nullptr);
  perilune_cancel(nullptr);
  perilune_get_budget(nullptr, &budget);
  perilune_close(nullptr);
  perilune_clear(nullptr);
  perilune_release_array(nullptr);
  perilune_revoke(nullptr);
  CHECK(perilune_retain_array(nullptr) == nullptr);
  CHECK(perilune_get_buffer(nullptr, &b) == PERILUNE_MISUSE);
}

TEST_CASE("null arguments and kinds that do not exist") {
  State s(cage());
  perilune_state* h = s.handle();
  perilune_value v{};
  perilune_array* a = nullptr;
  CHECK(perilune_run(h, nullptr, 0, nullptr, nullptr, 0, nullptr) == PERILUNE_OK);
  CHECK(perilune_run(h, nullptr, 5, nullptr, nullptr, 0, nullptr) == PERILUNE_MISUSE);
  CHECK(perilune_eval(h, nullptr, 5, &v, 1, nullptr) == PERILUNE_MISUSE);
  CHECK(perilune_run_file(h, nullptr, nullptr, 0, nullptr) == PERILUNE_MISUSE);
  CHECK(perilune_get(h, nullptr, &v) != PERILUNE_OK);
  CHECK(perilune_set(h, nullptr, &v) != PERILUNE_OK);
  CHECK(perilune_set(h, "x", nullptr) == PERILUNE_MISUSE);
  CHECK(perilune_set_module(h, nullptr, &v) != PERILUNE_OK);
  CHECK(perilune_set_module_text(h, nullptr, "", 0) == PERILUNE_MISUSE);
  CHECK(perilune_set_module_text(h, "m", nullptr, 3) == PERILUNE_MISUSE);
  CHECK(perilune_call(h, nullptr, nullptr, 0, nullptr, 0, nullptr) == PERILUNE_MISUSE);
  CHECK(perilune_new_function(h, "f", nullptr, nullptr, nullptr, &v) == PERILUNE_MISUSE);
  CHECK(perilune_wrap(h, nullptr, nullptr, nullptr, &a) == PERILUNE_MISUSE);
  CHECK(perilune_new_array(h, PERILUNE_FLOAT64, 3, nullptr, &a) == PERILUNE_MISUSE);
  CHECK(perilune_new_array(h, static_cast<perilune_dtype>(99), 0, nullptr, &a) == PERILUNE_MISUSE);
  for (const int kind : {PERILUNE_ARRAY, PERILUNE_FUNCTION, PERILUNE_TABLE, PERILUNE_OBJECT}) {
    v.kind = static_cast<perilune_kind>(kind);
    CHECK(perilune_set(h, "x", &v) == PERILUNE_MISUSE);
    CHECK(perilune_to_array(h, &v, PERILUNE_FLOAT64, &a) == PERILUNE_MISUSE);
  }
  v.kind = static_cast<perilune_kind>(77);
  CHECK(perilune_set(h, "x", &v) == PERILUNE_MISUSE);
  CHECK(works(s));
}

TEST_CASE("refs of another kind than a function expects") {
  State s(cage());
  Value function = s.eval<Value>("print"), object = s.eval<Value>("coroutine.create(print)"),
        generator = s.eval<Value>(
            "pl.random.default"
            "_rng(1)");
  for (Value* v : {&function, &object, &generator}) {
    perilune_value key{}, value{};
    CHECK(perilune_next(s.handle(), v->raw().as.ref, &key, &value) == PERILUNE_ERROR);
    CHECK(perilune_set_field(s.handle(), v->raw().as.ref, &key, &value) == PERILUNE_ERROR);
    perilune_get_field(s.handle(), v->raw().as.ref, &key, &value);
    perilune_clear(&value);
  }
  CHECK(perilune_call(s.handle(), object.raw().as.ref, nullptr, 0, nullptr, 0, nullptr) == PERILUNE_ERROR);
  CHECK(works(s));
}

TEST_CASE("room for far more results than Lua's stack has") {
  State s(cage());
  Value f = s.eval<Value>("function() return 1, 2, 3 end");
  for (const std::size_t capacity : {std::size_t{11}, std::size_t{5000}, std::size_t{100000}}) {
    std::vector<perilune_value> results(capacity);
    CHECK(perilune_call(s.handle(), f.raw().as.ref, nullptr, 0, results.data(), capacity, nullptr) == PERILUNE_OK);
    CHECK(results[2].as.integer == 3);
    CHECK(results[3].kind == PERILUNE_NIL);
    CHECK(results[capacity - 1].kind == PERILUNE_NIL);
    std::size_t count = 0;
    CHECK(perilune_eval(s.handle(), "4, 5", 4, results.data(), capacity, &count) == PERILUNE_OK);
    CHECK(count == 2);
  }
  std::vector<perilune_value> many(900000);
  perilune_call(s.handle(), f.raw().as.ref, many.data(), many.size(), nullptr, 0, nullptr);
  perilune_call(s.handle(), f.raw().as.ref, many.data(), std::numeric_limits<std::size_t>::max(), nullptr, 0, nullptr);
  CHECK(works(s));
}

TEST_CASE("limits that are no numbers, negative, endless or tiny") {
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  CHECK(open_with(nan) == nullptr);
  CHECK(open_with(-1) == nullptr);
  CHECK(open_with(-infinity) == nullptr);
  for (const double seconds : {0.0, 1e-300, 1e-9, 1e300, infinity}) {
    perilune_state* s = open_with(seconds);
    REQUIRE(s);
    const perilune_status status = run(s, "for i = 1, 1000 do end");
    CHECK(status == (seconds > 0 && seconds < 1e-3 ? PERILUNE_DEADLINE : PERILUNE_OK));
    perilune_close(s);
  }
  State s(cage());
  CHECK_THROWS_AS(s.set_limits({.seconds = nan}), Error);
  CHECK_THROWS_AS(s.set_limits({.seconds = -0.5}), Error);
  CHECK(status_of(s, "while true do end") == PERILUNE_DEADLINE);  // those of before
  s.set_limits({.bytes = 1, .instructions = 1, .seconds = 1e-12, .cancellable = true});
  CHECK(status_of(s, "for i = 1, 1000 do end") >= PERILUNE_MEMORY);
  s.set_limits({});
  CHECK(works(s));
}

TEST_CASE("a state that a host function closes stays open until the call is over") {
  perilune_state* s = perilune_open(nullptr);
  perilune_value f{};
  auto close = [](perilune_frame* frame, void*) {
    perilune_close(perilune_frame_state(frame));
    return PERILUNE_OK;
  };
  REQUIRE(perilune_new_function(s, "close", close, nullptr, nullptr, &f) == PERILUNE_OK);
  REQUIRE(perilune_set(s, "close", &f) == PERILUNE_OK);
  perilune_clear(&f);
  CHECK(run(s,
            "close() x = pl.ones(3) coroutine.wrap(close)() pcall(close) pl.optimize.brentq(function(x) close() "
            "return x end, -1, 2)") == PERILUNE_OK);
  CHECK(run(s, "assert(x:sum() == 3)") == PERILUNE_OK);
  perilune_close(s);
}

TEST_CASE("limits, closing and running from inside of everything that a state calls") {
  Options o = cage();
  State* self = nullptr;
  int printed = 0, warned = 0;
  auto meddle = [&] {
    CHECK_THROWS_AS(self->set_limits({}), Error);
    perilune_close(self->handle());
    CHECK(self->eval<int>("(function() local n = 0 for i = 1, 100 do n = n + i end return n end)()") == 5050);
    CHECK(error_of(*self, "error('inside')") == "u:1: inside");
    CHECK(self->eval<double>("pl.ones(3):sum()") == 3);
  };
  o.print = [&](std::string_view) {
    if (++printed < 50) meddle();
  };
  o.warning = [&](std::string_view) {
    if (++warned < 50) meddle();
  };
  o.open_file = [&](std::string_view, bool) {
    meddle();
    return false;
  };
  State s(std::move(o));
  self = &s;
  s.run(R"(
    print(1)
    warn('x')
    local co = coroutine.wrap(function() local x = {1} print(2) coroutine.yield(x) print(3) return x end)
    assert(co()[1] == 1) assert(co()[1] == 1)
    coroutine.wrap(function() coroutine.wrap(function() print(4) warn('y') end)() print(5) end)()
    assert(not pcall(pl.io.load, 'x')) coroutine.wrap(function() assert(not pcall(pl.io.load, 'x')) end)()
    pl.optimize.brentq(function(x) print(x) return x end, -1, 2)
    pcall(function() local v <close> = setmetatable({}, {__close = function() print(6) end}) error('x') end)
    table.sort({3, 1, 2}, function(a, b) print(a) return a < b end)
    ;('abc'):gsub('.', print)
  )");
  CHECK(printed > 10);
  CHECK(warned == 2);
  // A sink that never ends does not keep the limit from being raised when it returns.
  printed = 0;
  CHECK(status_of(s, "while true do print() end") == PERILUNE_DEADLINE);
  CHECK(works(s));
}

TEST_CASE("owners that call back, throw or drop other arrays when they are released") {
  int released = 0;
  std::vector<double> data(100, 1.0);
  {
    State s(cage());
    Array other = s.wrap(data.data(), {100}, [&] { ++released; });
    s.set("a", s.wrap(data.data(), {100}, [&, held = std::make_shared<Array>(other)] {
      ++released;
      held->revoke();
      throw std::runtime_error("nobody takes it");
    }));
    s.set("b", s.wrap(data.data(), {100}, [&] {
      ++released;
      try {
        s.run("x = pl.ones(10):sum()");
      } catch (const Error&) {
      }
    }));
    other = Array();
    s.run("a = nil collectgarbage() collectgarbage()");
    CHECK(released == 2);
    s.run("b = nil collectgarbage() collectgarbage()");
    CHECK(released == 3);
    CHECK(works(s));
    s.set("c", s.wrap(data.data(), {100}, [&] {
      ++released;
      CHECK_THROWS_AS(s.run("x = pl.ones(10):sum()"), Error);  // it is being closed
      CHECK_THROWS_AS(s.zeros<double>({3}), Error);
    }));
    s.set("f", [&, at_end = std::shared_ptr<int>(&released, [&](int* n) {
                     ++*n;
                     CHECK_THROWS_AS(s.eval<int>("1"), Error);
                   })] { return at_end != nullptr; });
  }
  CHECK(released == 5);
}

TEST_CASE("layouts that no memory has, and odd ones that it has") {
  State s(cage());
  double data[16];
  std::iota(data, data + 16, 0.0);
  constexpr std::int64_t far = std::int64_t{1} << 60, most = std::numeric_limits<std::int64_t>::max();
  for (const auto& [shape, strides] :
       std::initializer_list<std::pair<Shape, Shape>>{{{far}, {8}},
                                                      {{far}, {-8}},
                                                      {{far, 2}, {8, far}},
                                                      {{2, 2, 2}, {far, far * 4, far * 4}},
                                                      {{2}, {-far * 8}},
                                                      {{3}, {most / 8 * 8}},
                                                      {{most}, {0}},
                                                      {{most, most}, {0, 0}}}) {
    INFO(shape[0] << " by " << strides[0]);
    try {
      const Array a = s.wrap(data, shape, nullptr, strides);
      CHECK(strides[0] == 0);
      s.set("a", a);
      s.run("pcall(tostring, a) pcall(pl.copy, a) local x = a[1]");
    } catch (const Error& e) {
      CHECK(e.status() >= PERILUNE_MISUSE);
    }
  }
  s.set("zero", s.wrap(data, {4, 4}, nullptr, {0, 0}));
  s.set("back", s.wrap(data + 15, {16}, nullptr, {-8}));
  s.set("over", s.wrap(data, {4, 4}, nullptr, {8, 8}));
  s.set("none", s.wrap(static_cast<double*>(nullptr), {1 << 20, 0, 1 << 20}));
  CHECK(s.eval<double>("zero:sum() + back[1] + over(4, 4) + none:sum()") == 15 + 6);
  for (const char* text : {"zero:fill(2)", "over:add_(1)", "over[{2, 2}] = 5", "back:sort()", "over:sort()",
                           "back['::2'] = 1", "pl.exp(over, {out = over})", "local x = over:dot(over)",
                           "pl.cumsum(back)", "none:sort()", "pl.sort(zero)", "zero:sort()", "zero[1] = over[1]"})
    status_of(s, text);
  CHECK(works(s));
}

TEST_CASE("booleans of the host that are neither 0 nor 1") {
  State s(cage());
  std::uint8_t bytes[64];
  for (int i = 0; i < 64; ++i) bytes[i] = static_cast<std::uint8_t>(i % 4 == 0 ? 0 : i * 37);
  perilune_buffer b{};
  const std::int64_t n = 64;
  b.data = bytes;
  b.dtype = PERILUNE_BOOL;
  b.ndim = 1;
  b.shape = &n;
  perilune_array* a = nullptr;
  CHECK(perilune_wrap(s.handle(), &b, nullptr, nullptr, &a) == PERILUNE_MISUSE);
  CHECK(std::string(perilune_message(s.handle())) == "bools must be 0 or 1");
  for (std::uint8_t& byte : bytes) byte = byte != 0;
  REQUIRE(perilune_wrap(s.handle(), &b, nullptr, nullptr, &a) == PERILUNE_OK);
  s.set("m", Array(a));
  s.run(R"(
    local x = pl.arange(64)
    assert(#x[m] == 48, #x[m])
    x[m] = 0
    assert(#m:nonzero() == 48 and pl.count_nonzero(m) == 48)
    assert(m[2] == true and m[1] == false)
    local y = pl.where(m, pl.ones(64), pl.zeros(64))
    assert(y:sum() == 48)
    local z, w, v, u = m & m, m:astype('float64'), pl.sort(m), m:copy()
    tostring(m) m:tolist() pl.unique(m) pl.argsort(m) local q = -x[m] m:any() m:all() pl.sum(m) pl.cumsum(m)
  )");
  CHECK(works(s));
}

TEST_CASE("revoked in the middle of a call, by a callback and by another array's owner") {
  State s(cage());
  std::vector<double> data(1000, 1.0);
  for (const char* script :
       {"pl.optimize.brentq(function(x) take() return x end, -1, 2, {}) return a:sum()",
        "for i, v in ipairs(a) do if i == 10 then take() end end", "local b = a['2:5'] take() b[1] = 2",
        "table.sort({3, 2, 1}, function(x, y) take() return x < y end) return a[1]",
        "local t = setmetatable({}, {__index = function(t, k) take() return a[k] end}) return t[1]"}) {
    INFO(script);
    Array a = s.wrap(data.data(), {1000});
    s.set("a", a);
    s.set("take", [&] { a.revoke(); });
    CHECK(error_of(s, script).find("has taken back") != std::string::npos);
    CHECK(works(s));
  }
}

TEST_CASE("cancelled from many threads at every moment", "[threads]") {
  State s(sandbox({.bytes = 64 << 20, .cancellable = true}));
  std::atomic<bool> done{false};
  std::vector<std::thread> others;
  for (int i = 0; i < 3; ++i)
    others.emplace_back([&] {
      perilune_value v{};
      while (!done) {
        s.cancel();
        perilune_get(s.handle(), "x", &v);  // busy, or it came in between
        perilune_clear(&v);
        std::this_thread::yield();
      }
    });
  int cancelled = 0;
  const Stopwatch watch;
  while (watch.seconds() < 0.3) {
    const perilune_status status = status_of(s, "for i = 1, 1e4 do local t = pl.ones(10) pcall(error) end");
    CHECK((status == PERILUNE_CANCELLED || status == PERILUNE_OK || status == PERILUNE_BUSY));
    cancelled += status == PERILUNE_CANCELLED;
  }
  done = true;
  for (std::thread& t : others) t.join();
  CHECK(cancelled > 0);
  status_of(s, "x = 1");  // what was still pending
  CHECK(works(s));
}
