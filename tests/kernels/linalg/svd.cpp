#include "kernels/linalg/svd.h"

#include "kernels/linalg/matmul.h"
#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using linalg::Svd;
using linalg::SvdOptions;

namespace {

Array transpose_conjugate(Context& ctx, const View& a) {
  Array t = Array::empty(ctx, a.dtype, {a.shape[1], a.shape[0]});
  for (std::int64_t i = 0; i < a.shape[0]; ++i)
    for (std::int64_t j = 0; j < a.shape[1]; ++j) {
      Scalar x = load(a.dtype, a.data + i * a.strides[0] + j * a.strides[1]);
      x.value = std::conj(x.value);
      store(t.dtype(), &t.at<std::byte>(0) + j * t.strides()[0] + i * t.strides()[1], x);
    }
  return t;
}

double distance_from_identity(const View& a) {
  double worst = 0;
  for (std::int64_t i = 0; i < a.shape[0]; ++i)
    for (std::int64_t j = 0; j < a.shape[1]; ++j)
      worst = std::max(worst, std::abs(element(a, {i, j}) - (i == j ? 1.0 : 0.0)));
  return worst;
}

// u diag(s) vt, from the first min(m, n) columns and rows.
double reconstruction_error(const View& a, const Svd& f) {
  const std::int64_t k = f.s.size();
  double worst = 0;
  for (std::int64_t i = 0; i < a.shape[0]; ++i)
    for (std::int64_t j = 0; j < a.shape[1]; ++j) {
      Complex128 sum = 0;
      for (std::int64_t p = 0; p < k; ++p) sum += element(f.u, {i, p}) * element(f.s, {p}) * element(f.vt, {p, j});
      worst = std::max(worst, std::abs(sum - element(a, {i, j})));
    }
  return worst;
}

template <class T>
void check_factors(Context& ctx, const View& a, const SvdOptions& options) {
  const Svd f = linalg::svd(ctx, a, options);
  const std::int64_t m = a.shape[0], n = a.shape[1], k = std::min(m, n);
  REQUIRE(f.u.dtype() == dtype_of<T>);
  REQUIRE(f.s.dtype() == real_part_dtype(dtype_of<T>));
  REQUIRE(f.u.shape() == Dims{m, options.full_matrices ? m : k});
  REQUIRE(f.vt.shape() == Dims{options.full_matrices ? n : k, n});
  REQUIRE(f.s.shape() == Dims{k});
  for (std::int64_t i = 1; i < k; ++i) CHECK(element(f.s, {i - 1}).real() >= element(f.s, {i}).real());
  // Backward error of Householder methods: a modest multiple of eps times the norm and the larger side.
  const double scale = k ? std::max(element(f.s, {0}).real(), 1e-300) : 1;
  const double limit = 4 * static_cast<double>(std::max(m, n)) * epsilon<T>();
  CHECK(reconstruction_error(a, f) <= limit * scale);
  CHECK(distance_from_identity(linalg::matmul(ctx, transpose_conjugate(ctx, f.u), f.u)) <= limit);
  CHECK(distance_from_identity(linalg::matmul(ctx, f.vt, transpose_conjugate(ctx, f.vt))) <= limit);

  SvdOptions values = options;
  values.compute_uv = false;
  const Svd only = linalg::svd(ctx, a, values);
  CHECK(only.u.size() == 1);  // no axes, no block
  CHECK_FALSE(only.u.block());
  CHECK(largest_difference(only.s, f.s) <= limit * scale);
}

}  // namespace

TEMPLATE_TEST_CASE("svd gives orthogonal factors whose product is a", "", float, double, Complex64, Complex128) {
  TestContext ctx;
  for (const auto driver : {SvdOptions::gesdd, SvdOptions::gesvd})
    for (const bool full : {true, false})
      for (const Dims& shape : {Dims{1, 1}, Dims{4, 4}, Dims{7, 3}, Dims{3, 7}, Dims{1, 5}, Dims{5, 1}, Dims{40, 2}})
        for (const auto how : {Spread::packed, Spread::fortran, Spread::gaps, Spread::reversed}) {
          const Array a = random_array<TestType>(ctx, shape, 3);
          check_factors<TestType>(ctx, spread(ctx, a, how), {full, true, driver});
        }
}

TEST_CASE("svd of rank-deficient, huge and tiny matrices") {
  TestContext ctx;
  for (const double scale : {1.0, 1e200, 1e-200}) {
    Array a = Array::zeros(ctx, DType::float64, {5, 4});
    for (std::int64_t i = 0; i < 5; ++i)
      for (std::int64_t j = 0; j < 4; ++j) a.at<double>(i, j) = scale * static_cast<double>((i + 1) * (j + 1));
    check_factors<double>(ctx, a, {});
    const Svd f = linalg::svd(ctx, a);
    // An outer product of (1..5) and (1..4): one singular value, sqrt(55 * 30).
    CHECK(f.s.at<double>(0) == Approx(scale * std::sqrt(1650.0)).epsilon(1e-14));
    CHECK(f.s.at<double>(1) <= 1e-14 * f.s.at<double>(0));
  }
}

TEST_CASE("svd has the signs that NumPy shows") {
  TestContext ctx;
  // numpy.linalg.svd([[1, 2], [3, 4]]), NumPy 1.24
  const Svd f = linalg::svd(ctx, array_of<double>(ctx, {2, 2}, {1, 2, 3, 4}));
  const Array u = array_of<double>(ctx, {2, 2},
                                   {-0.40455358483375703, -0.9145142956773045,  //
                                    -0.9145142956773044, 0.4045535848337571});
  const Array vt = array_of<double>(ctx, {2, 2},
                                    {-0.5760484367663209, -0.8174155604703632,  //
                                     0.8174155604703632, -0.5760484367663209});
  CHECK(largest_difference(f.u, u) < 1e-15);
  CHECK(largest_difference(f.vt, vt) < 1e-15);
  CHECK(largest_difference(f.s, array_of<double>(ctx, {2}, {5.464985704219043, 0.365966190626258})) < 2e-15);
}

TEST_CASE("svd computes integers and bool in float64") {
  TestContext ctx;
  const Array whole = array_of<std::int32_t>(ctx, {2, 2}, {3, 0, 0, -4});
  const Svd f = linalg::svd(ctx, whole);
  CHECK(f.s.dtype() == DType::float64);
  CHECK(f.s.at<double>(0) == 4);
  CHECK(f.s.at<double>(1) == 3);
  const Array bits = array_of<bool>(ctx, {1, 2}, {true, true});
  CHECK(linalg::svd(ctx, bits).s.at<double>(0) == Approx(std::sqrt(2.0)));
}

TEST_CASE("svd of a stack factors each matrix, on any number of threads with the same bits", "[threads]") {
  TestContext ctx;
  const Array a = random_array<double>(ctx, {3, 7, 5, 4}, 11);
  const Svd f = linalg::svd(ctx, a, {false});
  REQUIRE(f.u.shape() == Dims{3, 7, 5, 4});
  REQUIRE(f.s.shape() == Dims{3, 7, 4});
  REQUIRE(f.vt.shape() == Dims{3, 7, 4, 4});
  for (std::int64_t i = 0; i < 3; ++i)
    for (std::int64_t j = 0; j < 7; ++j) {
      const Array one = a.with_layout(&a.at<std::byte>(0) + i * a.strides()[0] + j * a.strides()[1], {5, 4},
                                      {a.strides()[2], a.strides()[3]});
      const Svd alone = linalg::svd(ctx, one, {false});
      for (std::int64_t k = 0; k < 4; ++k) CHECK(element(f.s, {i, j, k}) == element(alone.s, {k}));
      for (std::int64_t r = 0; r < 5; ++r)
        for (std::int64_t c = 0; c < 4; ++c) CHECK(element(f.u, {i, j, r, c}) == element(alone.u, {r, c}));
    }
  ctx.threads = 3;
  const Svd again = linalg::svd(ctx, a, {false});
  CHECK(largest_difference(again.u, f.u) == 0);
  CHECK(largest_difference(again.vt, f.vt) == 0);
  CHECK(largest_difference(again.s, f.s) == 0);
}

TEST_CASE("svd of empty matrices is NumPy's") {
  TestContext ctx;
  const Svd wide = linalg::svd(ctx, Array::zeros(ctx, DType::float64, {0, 3}));
  CHECK(wide.u.shape() == Dims{0, 0});
  CHECK(wide.s.shape() == Dims{0});
  REQUIRE(wide.vt.shape() == Dims{3, 3});
  CHECK(distance_from_identity(wide.vt) == 0);
  const Svd tall = linalg::svd(ctx, Array::zeros(ctx, DType::complex64, {2, 3, 0}));
  REQUIRE(tall.u.shape() == Dims{2, 3, 3});
  CHECK(element(tall.u, {1, 2, 2}) == 1.0);
  CHECK(element(tall.u, {1, 0, 2}) == 0.0);
  CHECK(tall.s.dtype() == DType::float32);
  CHECK(linalg::svd(ctx, Array::zeros(ctx, DType::float64, {4, 0}), {false}).u.shape() == Dims{4, 0});
  CHECK(linalg::svd(ctx, Array::zeros(ctx, DType::float64, {0, 4, 2})).u.shape() == Dims{0, 4, 4});
  CHECK_FALSE(linalg::svd(ctx, Array::zeros(ctx, DType::float64, {0, 4}), {true, false}).u.block());
}

TEST_CASE("svd refuses what it cannot factor, and leaves nothing behind") {
  TestContext ctx;
  {
    CHECK_THROWS_WITH(linalg::svd(ctx, Array::zeros(ctx, DType::float64, {3})),
                      "a must be a matrix or a stack of matrices, got a 1-d array (3)");
    CHECK_THROWS_AS(linalg::svd(ctx, Array::zeros(ctx, DType::float64, {})), ShapeError);
    const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
    CHECK_THROWS_WITH(linalg::svd(ctx, array_of<double>(ctx, {2, 2}, {1, 2, nan, 4})),
                      "a must contain finite numbers, got nan");
    CHECK_THROWS_WITH(linalg::svd(ctx, array_of<double>(ctx, {2, 2}, {1, 2, 3, -inf})),
                      "a must contain finite numbers, got an infinity");
    CHECK_THROWS_AS(linalg::svd(ctx, array_of<Complex128>(ctx, {1, 2}, {1, {0, nan}})), ValueError);
  }
  CHECK(ctx.memory.used() == 0);
}

TEST_CASE("svd stops between matrices and respects the memory limit") {
  TestContext ctx;
  const Array a = random_array<double>(ctx, {10, 20, 20}, 5);
  StopFlag flag;
  flag.request = StopFlag::interrupt;
  ctx.stop = &flag;
  CHECK_THROWS_AS(linalg::svd(ctx, a), Interrupted);
  ctx.stop = nullptr;
  const std::size_t before = ctx.memory.used();
  ctx.memory.set_limit(before + 30000);  // room for some of the results, not all
  CHECK_THROWS_AS(linalg::svd(ctx, a), MemoryError);
  CHECK(ctx.memory.used() == before);
}
