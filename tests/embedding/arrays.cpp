// Arrays shared with scripts: nothing is copied, layouts, owners, revocation.

#include <numeric>

#include "tests/embedding/support.h"

using namespace perilune;
using namespace perilune::test;

TEST_CASE("memory of the host: writes are seen on both sides") {
  State s;
  double data[6] = {1, 2, 3, 4, 5, 6};
  const Array a = s.wrap(data, {2, 3});
  s.set("a", a);
  CHECK(s.eval<double>("a(2, 1)") == 4);
  s.run("a[{1, 2}] = 20");
  CHECK(data[1] == 20);
  data[5] = 60;
  CHECK(s.eval<double>("a:sum()") == 1 + 20 + 3 + 4 + 5 + 60);
  CHECK(s.get<Array>("a").data<double>() == data);
  // Views of it share it as well.
  CHECK(s.eval<Array>("a.T").data<double>() == data);
  CHECK(s.eval<Array>("a.T").strides() == Shape{8, 24});
}

TEST_CASE("strides, also negative, of any dtype; read-only") {
  State s;
  std::int32_t data[10];
  std::iota(data, data + 10, 0);
  s.set("odd", s.wrap(data + 1, {5}, nullptr, {8}));
  s.set("back", s.wrap(data + 9, {10}, nullptr, {-4}));
  CHECK(s.eval<std::vector<int>>("odd") == std::vector<int>{1, 3, 5, 7, 9});
  CHECK(s.eval<int>("back[1] * 10 + back[-1]") == 90);
  s.set("fixed", s.wrap(static_cast<const std::int32_t*>(data), {10}));
  CHECK(s.eval<int>("fixed[3]") == 2);
  CHECK(error_of(s, "fixed[3] = 1").find("read-only") != std::string::npos);
  CHECK(error_of(s, "fixed:fill(1)").find("read-only") != std::string::npos);
  CHECK(data[2] == 2);
  CHECK_THROWS_WITH(s.get<Array>("fixed").data<std::int32_t>(), "the array is read-only");
  CHECK(s.get<Array>("fixed").data<const std::int32_t>() == data);
  CHECK_THROWS_AS(s.get<Array>("fixed").data<double>(), Error);
  CHECK_THROWS_WITH(s.wrap(data, {5}, nullptr, {3}), "strides must be multiples of the element's size");
  CHECK_THROWS_WITH(s.wrap(data, {5}, nullptr, {4, 4}), "strides must be as many as the axes");
  CHECK_THROWS_WITH(s.wrap(data, {-1}), "a length must not be negative, got -1");
  CHECK_THROWS_WITH(s.wrap(data, Shape(40, 1)), "an array has at most 32 axes, got 40");
  CHECK_THROWS_WITH(s.wrap(static_cast<double*>(nullptr), {5}), "data must not be null");
  CHECK(s.wrap(static_cast<double*>(nullptr), {0}).size() == 0);
}

TEST_CASE("the owner lives as long as somebody uses the memory") {
  auto owner = std::make_shared<std::vector<double>>(100, 1.5);
  {
    State s;
    s.set("v", s.wrap(owner->data(), {100}, owner));
    CHECK(owner.use_count() == 2);
    s.run("w = v['2:3'] v = nil collectgarbage() collectgarbage()");
    CHECK(owner.use_count() == 2);
    s.run("w = nil collectgarbage() collectgarbage()");
    CHECK(owner.use_count() == 1);
    s.set("v", s.wrap(owner->data(), {100}, owner));
  }
  CHECK(owner.use_count() == 1);
  int calls = 0;
  {
    State s;
    s.set("v", s.wrap(owner->data(), {100}, [&] { ++calls; }));
    CHECK(calls == 0);
  }
  CHECK(calls == 1);
  // A handle keeps it beyond the state.
  Array kept;
  {
    State s;
    kept = s.wrap(owner->data(), {100}, owner);
  }
  CHECK(owner.use_count() == 2);
  CHECK(kept.at<double>(99) == 1.5);
  kept = Array();
  CHECK(owner.use_count() == 1);
}

TEST_CASE("revoked memory: every use is an error, and the owner is free at once") {
  State s;
  auto owner = std::make_shared<std::vector<double>>(100, 1.0);
  const Array a = s.wrap(owner->data(), {10, 10}, owner);
  s.set("a", a);
  s.run("b = a[2] c = a.T; flat = a:reshape(100)");
  a.revoke();
  CHECK(owner.use_count() == 1);
  owner.reset();
  for (const char* use : {"a[1]",
                          "a(1, 1)",
                          "a:sum()",
                          "b[1]",
                          "c + 1",
                          "pl.exp(flat)",
                          "flat[1]",
                          "flat[{1}]",
                          "a == pl.ones({10, 10})",
                          "a:copy()",
                          "tostring(b)",
                          "pl.dot(a, a)",
                          "pl.array(a)",
                          "-b",
                          "a.T[1]",
                          "a:tolist()",
                          "pl.stats.describe(flat)",
                          "a['1:2']",
                          "ipairs(b)(b, 0)",
                          "b:reshape(2, 5)[1]"}) {
    INFO(use << " gives " << error_of(s, std::string("local x = ") + use));
    CHECK(error_of(s, std::string("local x = ") + use).find("has taken back the memory") != std::string::npos);
  }
  for (const char* use : {"a[1] = 1", "b[1] = 2", "a[{1, 1}] = 1", "flat:fill(0)", "a:set(1, 1, 3)", "flat:sort()",
                          "flat[3] = 1", "a['1:2'] = 0", "b:add_(1)", "pl.exp(pl.ones(100), {out = flat})"}) {
    INFO(use);
    CHECK(error_of(s, use).find("has taken back the memory") != std::string::npos);
  }
  CHECK_THROWS_AS(a.buffer(), Error);
  CHECK_THROWS_AS(s.get<std::vector<double>>("a"), Error);
  a.revoke();  // twice is once
  CHECK(s.eval<int>("1") == 1);
}

TEST_CASE("arrays of a script reach the host without a copy, small ones too") {
  State s;
  s.run("big = pl.zeros({100, 10}) small = pl.zeros(3) view = small['2:3'] f32 = pl.ones(4, {dtype = 'float32'})");
  Array big = s.get<Array>("big"), small = s.get<Array>("small"), view = s.get<Array>("view");
  CHECK(big.shape() == Shape{100, 10});
  CHECK(big.strides() == Shape{80, 8});
  CHECK(big.contiguous());
  big.at<double>(99, 9) = 5;
  small.at<double>(1) = 7;
  CHECK(s.eval<double>("big(-1, -1) + small[2] + view[1]") == 19);
  s.run("small[3] = 9");
  CHECK(view.at<double>(1) == 9);
  CHECK(small.data<double>() + 1 == view.data<double>());
  CHECK(s.get<Array>("f32").dtype() == PERILUNE_FLOAT32);
  CHECK(s.get<Array>("f32").at<float>(3) == 1.0f);
  s.run("small, view, big = nil collectgarbage() collectgarbage()");
  CHECK(view.at<double>(1) == 9);
  CHECK(big.at<double>(99, 9) == 5);
}

TEST_CASE("what cannot be an array is misuse, not the end of a limit; empty handles do no harm") {
  State s;
  std::int32_t data[4] = {};
  for (const Shape& shape : {Shape{-1}, Shape{std::int64_t{1} << 40, std::int64_t{1} << 40}}) {
    try {
      s.zeros<double>(shape);
      FAIL("no error");
    } catch (const Error& e) {
      CHECK(e.status() == PERILUNE_MISUSE);
    }
    try {
      s.wrap(data, shape);
      FAIL("no error");
    } catch (const Error& e) {
      CHECK(e.status() == PERILUNE_MISUSE);
    }
  }
  const Array empty;
  empty.revoke();
  CHECK_THROWS_WITH(empty.size(), "this array handle is empty");
  s.set("empty", empty);
  CHECK(s.eval<bool>("empty == nil"));
}

TEST_CASE("new arrays count against the state's bytes; wrapped ones do not") {
  State s(sandbox({.bytes = 20 << 20}));
  const auto before = s.budget().bytes_used;
  Array a = s.zeros<double>({1000, 1000});
  CHECK(s.budget().bytes_used >= before + 8000000);
  CHECK_THROWS_AS(s.zeros<double>({10000, 1000}), LimitError);
  a = Array();
  CHECK(s.budget().bytes_used < before + 1000000);
  std::vector<double> data(10 << 20);
  s.set("data", s.wrap(data.data(), {10 << 20}));
  CHECK(s.eval<double>("data:sum()") == 0);
  CHECK(s.zeros<std::complex<float>>({}).ndim() == 0);
}
