#include <thread>

#include "kernels/lapack/blas.h"
#include "kernels/lapack/factor.h"
#include "kernels/lapack/solve.h"
#include "kernels/lapack/threads.h"
#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::lapack;

TEST_CASE("sizes that 32-bit integers cannot hold are refused") {
  CHECK(dimension(INT32_MAX, "a") == INT32_MAX);
  CHECK_THROWS_WITH(dimension(std::int64_t{1} << 31, "b"),
                    "b must have axes of at most 2147483647 elements, got 2147483648");
  CHECK(workspace_length(0, "gesdd") == 1);
  CHECK(workspace_length(100, "gesdd") == 100);
  // 2^25 + 1 has become 2^25 in a float32 answer: take enough for it.
  CHECK(workspace_length(static_cast<double>(static_cast<float>((1 << 25) + 1)), "gesdd") >= (1 << 25) + 1);
  for (const double answer : {-5.0, 3e9, std::nan("")}) CHECK_THROWS_AS(workspace_length(answer, "gesdd"), ValueError);
}

TEST_CASE("a status is a fault of ours below zero and has the caller's meaning above") {
  check_arguments(0, "gesdd");
  check_arguments(3, "gesdd");
  CHECK_THROWS_WITH(check_arguments(-4, "gesdd"), "LAPACK's gesdd refused its argument 4");
  CHECK_THROWS_AS(check_arguments(-4, "gesdd"), InternalError);
  const auto words = [](Int i) { return format("pivot %d is zero", i); };
  check_outcome<SingularError>(0, words);
  check_outcome<SingularError>(-1, words);
  CHECK_THROWS_AS(check_outcome<SingularError>(2, words), SingularError);
  CHECK_THROWS_WITH(check_outcome<SingularError>(2, words), "pivot 2 is zero");
}

TEMPLATE_TEST_CASE("gtsv solves with a pivot that starts at zero", "", float, double, Complex64, Complex128) {
  using T = TestType;
  // [0 1 0; 2 1 3; 0 1 1] x = b with x = (1, 2, 3) and (-1, 0, 1)
  std::vector<T> lower{2, 1}, diagonal{0, 1, 1}, upper{1, 3}, b{2, 13, 5, 0, 1, 1};
  CHECK(gtsv<T>(3, 2, lower.data(), diagonal.data(), upper.data(), b.data(), 3) == 0);
  const T expected[] = {1, 2, 3, -1, 0, 1};
  for (std::size_t i = 0; i < 6; ++i) CHECK(std::abs(b[i] - expected[i]) < 10 * epsilon<T>());
  std::vector<T> zero{0}, zeros{0, 0}, ones{1, 1};
  std::vector<T> above{0};
  CHECK(gtsv<T>(2, 1, zero.data(), zeros.data(), above.data(), ones.data(), 2) > 0);
}

TEST_CASE("workspaces are counted and large problems are refused before LAPACK's arithmetic overflows") {
  TestContext ctx;
  {
    const auto w = gesdd_workspace<Complex64>(ctx, SvdJob::all, 30, 20);
    CHECK(ctx.memory.used() >= w.work.size() * sizeof(Complex64) + w.real.size() * sizeof(float));
    CHECK(w.integer.size() >= 160);
    CHECK(w.real.size() >= 20 * (5 * 20 + 7));
  }
  CHECK(ctx.memory.used() == 0);
  CHECK_THROWS_AS(gesdd_workspace<double>(ctx, SvdJob::thin, 30000, 30000), ValueError);
  CHECK(gesvd_workspace<double>(ctx, SvdJob::thin, 50000, 50000).length() >= 250000);
  ctx.memory.set_limit(1000);
  CHECK_THROWS_AS(gesdd_workspace<double>(ctx, SvdJob::all, 100, 100), MemoryError);
}

TEST_CASE("calls that meet inside BLAS do not disturb each other", "[threads]") {
  const Int n = 120;
  std::vector<double> a(static_cast<std::size_t>(n * n), 1.0);
  const auto multiply = [&] {
    std::vector<double> c(a.size());
    for (int round = 0; round < 20; ++round) {
      const BlasThreads threads(2);
      gemm(Transpose::no, Transpose::yes, n, n, n, 1.0, a.data(), n, a.data(), n, 0.0, c.data(), n);
    }
    return c.front() == n && c.back() == n;
  };
  bool other = false;
  std::thread thread([&] { other = multiply(); });
  CHECK(multiply());
  thread.join();
  CHECK(other);
  const BlasThreads nested(2);
  const BlasThreads inside(2);
  CHECK(dot<Complex128>(2, std::vector<Complex128>{{0, 1}, {2, 0}}.data(), 1,
                        std::vector<Complex128>{{0, 1}, {1, 1}}.data(), 1, true) == Complex128(3, 2));
}
