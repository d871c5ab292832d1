#include <signal.h>

#include <atomic>
#include <thread>

#include "kernels/core/function_ref.h"
#include "kernels/core/parallel.h"
#include "tests/support/catch.h"

using namespace perilune;
using perilune::test::TestContext;

TEST_CASE("promotion is NumPy's among the eight dtypes") {
  CHECK(promote(DType::bool_, DType::uint8) == DType::uint8);
  CHECK(promote(DType::uint8, DType::int32) == DType::int32);
  CHECK(promote(DType::int32, DType::float32) == DType::float64);
  CHECK(promote(DType::uint8, DType::float32) == DType::float32);
  CHECK(promote(DType::float64, DType::complex64) == DType::complex128);
  CHECK(promote(DType::int64, DType::complex64) == DType::complex128);
  CHECK(promote(DType::float32, DType::complex64) == DType::complex64);
}

TEST_CASE("broadcasting names both shapes when it fails") {
  CHECK(broadcast_shape(Dims{3, 1}, Dims{4}) == Dims{3, 4});
  CHECK(broadcast_shape(Dims{}, Dims{2, 0}) == Dims{2, 0});
  CHECK_THROWS_WITH(broadcast_shape(Dims{3}, Dims{4}), "shapes 3 and 4 do not broadcast together");
}

TEST_CASE("every byte of a block is counted and given back") {
  TestContext ctx;
  {
    Array a = Array::zeros(ctx, DType::float64, {100, 100});
    CHECK(ctx.memory.used() >= 80000);
    Array b = a;
    CHECK(b.data() == a.data());
    Array big = Array::zeros(ctx, DType::float64, {1 << 20});
  }
  CHECK(ctx.memory.used() == 0);
}

TEST_CASE("a limit refuses before anything is allocated, and asks for relief first") {
  TestContext ctx;
  ctx.memory.set_limit(1 << 20);
  int asked = 0;
  ctx.memory.pressure_data = &asked;
  ctx.memory.on_pressure = [](void* count) { ++*static_cast<int*>(count); };
  CHECK_THROWS_AS(Array::empty(ctx, DType::float64, {1 << 20}), MemoryError);
  CHECK(asked == 1);
  CHECK(ctx.memory.used() == 0);
  CHECK_FALSE(ctx.memory.try_count(2 << 20));
  CHECK(asked == 1);
  CHECK_THROWS_AS(Array::empty(ctx, DType::float64, {INT64_MAX}), MemoryError);
  CHECK_THROWS_AS(Array::empty(ctx, DType::float64, {INT64_MAX, 2}), ValueError);
  CHECK_THROWS_AS(Array::empty(ctx, DType::float64, {-1}), ValueError);
}

TEST_CASE("parallel_for visits each index once and brings the first exception home", "[threads]") {
  TestContext ctx;
  ctx.threads = 4;
  for (int round = 0; round < 200; ++round) {
    std::atomic<std::int64_t> sum{0};
    parallel_for(ctx, 1001, 10, [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t i = begin; i < end; ++i) sum += i;
    });
    REQUIRE(sum == 1000 * 1001 / 2);
  }
  CHECK_THROWS_AS(parallel_for(ctx, 100, 1,
                               [&](std::int64_t i, std::int64_t) {
                                 if (i == 57) throw ValueError("57");
                               }),
                  ValueError);
}

TEST_CASE("threads of the pool leave signals to the host", "[threads]") {
  TestContext ctx;
  ctx.threads = 3;
  const auto caller = std::this_thread::get_id();
  std::atomic<int> helped{0}, open{0};
  for (int round = 0; round < 1000 && helped == 0; ++round)
    parallel_for(ctx, 300, 1, [&](std::int64_t, std::int64_t) {
      if (std::this_thread::get_id() == caller) return std::this_thread::yield();
      sigset_t mask;
      pthread_sigmask(SIG_SETMASK, nullptr, &mask);
      ++helped;
      open += !sigismember(&mask, SIGINT) + sigismember(&mask, SIGSEGV);
    });
  CHECK(helped > 0);
  CHECK(open == 0);
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  CHECK_FALSE(sigismember(&mask, SIGINT));
}

TEST_CASE("dims beyond the inline capacity keep their values") {
  Dims d;
  for (int i = 0; i < 32; ++i) d.push_back(i);
  d.insert(3, 100);
  CHECK(d.size() == 33);
  CHECK(d[3] == 100);
  CHECK(d[32] == 31);
  d.erase(3);
  CHECK(d[3] == 3);
}

TEST_CASE("numbers in messages are short and exact") {
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(-1e-8) == "-1e-08");
  CHECK(number_text(3) == "3");
  CHECK(number_text(-std::numeric_limits<double>::quiet_NaN()) == "nan");
  CHECK(number_text(-std::numeric_limits<double>::infinity()) == "-inf");
}

namespace {
int twice(int x) { return 2 * x; }
}  // namespace

TEST_CASE("a function reference takes objects, functions and pointers to functions") {
  int offset = 1;
  const auto plus = [&](int x) { return x + offset; };
  const FunctionRef<int(int)> object(plus), function(twice), pointer(&twice);
  offset = 5;
  CHECK(object(1) == 6);
  CHECK(function(4) == 8);
  CHECK(pointer(4) == 8);
}
