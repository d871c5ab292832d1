#include <map>

#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"
#include "kernels/linalg/matmul.h"
#include "kernels/linalg/svd.h"
#include "kernels/random/random_state.h"
#include "kernels/sparse/arithmetic.h"
#include "kernels/sparse/eigsh.h"
#include "kernels/sparse/factor.h"
#include "kernels/sparse/iterative.h"
#include "kernels/sparse/product.h"
#include "kernels/sparse/reduce.h"
#include "tests/support/sparse.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::sparse;

namespace {

// |A x - w M x| over all pairs found, and how far x^H M x is from the identity.
template <class T>
double worst_residual(Context& ctx, const Matrix& a, const Matrix* m, const LanczosResult& r) {
  double worst = 0;
  const std::int64_t n = a.rows;
  for (std::size_t k = 0; k < r.values.size(); ++k) {
    const T* x = r.vectors.as<T>() + static_cast<std::int64_t>(k) * n;
    auto ax = ctx.vector<T>(static_cast<std::size_t>(n)), mx = ctx.vector<T>(static_cast<std::size_t>(n));
    apply(ctx, a, x, ax.data());
    if (m) apply(ctx, *m, x, mx.data());
    else std::copy_n(x, n, mx.begin());
    for (std::size_t i = 0; i < mx.size(); ++i) worst = std::max(worst, std::abs(ax[i] - r.values[k] * mx[i]));
    for (std::size_t l = 0; l < r.values.size(); ++l) {
      Complex128 inner(0);
      for (std::int64_t i = 0; i < n; ++i)
        inner += std::conj(Complex128(r.vectors.as<T>()[static_cast<std::int64_t>(l) * n + i])) *
                 Complex128(mx[static_cast<std::size_t>(i)]);
      worst = std::max(worst, std::abs(inner - (k == l ? 1.0 : 0.0)));
    }
  }
  return worst;
}

void check_values(const LanczosResult& r, const std::vector<double>& expected, double limit) {
  REQUIRE(r.values.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(std::fabs(r.values[i] - expected[i]) < limit);
}

}  // namespace

TEST_CASE("eigsh finds SciPy's eigenvalues at every end of the spectrum") {
  TestContext ctx;
  const Matrix a = tridiagonal(ctx, 60), m = mass_matrix(ctx, 60);
  const std::pair<const char*, Which> ends[] = {
      {"LM", Which::LM}, {"SM", Which::SM}, {"LA", Which::LA}, {"SA", Which::SA}, {"BE", Which::BE}};
  for (const auto& [word, which] : ends) {
    EigshOptions options;
    options.k = 5;
    options.which = which;
    const LanczosResult r = eigsh<double>(ctx, {60, &a}, options, nullptr);
    CHECK(r.converged == 5);
    check_values(r, linalg_reference(std::string("eigsh_") + word), 1e-12);
    CHECK(worst_residual<double>(ctx, a, nullptr, r) < 1e-12);
  }
  for (const auto& [word, which] : {std::pair{"LM", Which::LM}, std::pair{"SA", Which::SA}}) {
    EigshOptions options;
    options.k = 4;
    options.which = which;
    EigshProblem<double> problem{60, &a};
    problem.m = &m;
    const LanczosResult r = eigsh(ctx, problem, options, static_cast<const double*>(nullptr));
    check_values(r, linalg_reference(std::string("eigsh_M_") + word), 1e-12);
    CHECK(worst_residual<double>(ctx, a, &m, r) < 1e-11);
  }
}

TEST_CASE("eigsh finds what lies near sigma, by each mode") {
  TestContext ctx;
  const Matrix a = tridiagonal(ctx, 60), m = mass_matrix(ctx, 60), s = tridiagonal(ctx, 60, 3);
  EigshOptions options;
  options.k = 4;
  options.sigma = 1.5;
  check_values(eigsh<double>(ctx, {60, &a}, options, nullptr), linalg_reference("eigsh_sigma_normal"), 1e-12);
  options.mode = EigshOptions::cayley;
  const LanczosResult cayley = eigsh<double>(ctx, {60, &a}, options, nullptr);
  check_values(cayley, linalg_reference("eigsh_sigma_cayley"), 1e-12);
  CHECK(worst_residual<double>(ctx, a, nullptr, cayley) < 1e-11);
  options.mode = EigshOptions::buckling;
  options.sigma = 3.4;
  check_values(eigsh<double>(ctx, {60, &s}, options, nullptr), linalg_reference("eigsh_sigma_buckling"), 1e-11);
  options.mode = EigshOptions::normal;
  options.sigma = 2.0;
  EigshProblem<double> problem{60, &a};
  problem.m = &m;
  const LanczosResult r = eigsh(ctx, problem, options, static_cast<const double*>(nullptr));
  check_values(r, linalg_reference("eigsh_M_sigma"), 1e-12);
  CHECK(worst_residual<double>(ctx, a, &m, r) < 1e-11);
  // A singular shift is told.
  const Matrix e = sparse::eye(ctx, 5, 5, 0, DType::float64, Format::csr);
  options.sigma = 1.0;
  options.k = 2;
  CHECK_THROWS_AS(eigsh<double>(ctx, {5, &e}, options, nullptr), SingularError);
}

TEST_CASE("eigsh of Hermitian, repeated, zero and tiny problems") {
  TestContext ctx;
  // A^H A of a random complex matrix, against its singular values.
  const Array g = sparse_dense<Complex128>(ctx, 30, 12, 5);
  const Matrix gm = from_dense(ctx, g, Format::csr);
  const Matrix h = multiply(ctx, map(ctx, UnaryOp::conj, transposed(gm)), gm);
  const Array s = linalg::svd(ctx, g, {.compute_uv = false}).s;
  EigshOptions options;
  options.k = 3;
  const LanczosResult r = eigsh<Complex128>(ctx, {12, &h}, options, nullptr);
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(r.values[2 - i] == Approx(std::pow(s.at<double>(static_cast<std::int64_t>(i)), 2)).epsilon(1e-12));
  CHECK(worst_residual<Complex128>(ctx, h, nullptr, r) < 1e-10);
  // The identity: the Krylov space ends at once, more directions are found.
  const Matrix e = sparse::eye(ctx, 50, 50, 0, DType::float64, Format::csr);
  const LanczosResult same = eigsh<double>(ctx, {50, &e}, options, nullptr);
  check_values(same, {1, 1, 1}, 1e-14);
  CHECK(worst_residual<double>(ctx, e, nullptr, same) < 1e-13);
  const Matrix z = zero_matrix(ctx, Format::csr, 7, 7, DType::float64);
  check_values(eigsh<double>(ctx, {7, &z}, options, nullptr), {0, 0, 0}, 1e-300);
  const Matrix swap = from_dense(ctx, array_of<double>(ctx, {2, 2}, {0, 1, 1, 0}), Format::csr);
  options.k = 2;
  check_values(eigsh<double>(ctx, {2, &swap}, options, nullptr), {-1, 1}, 1e-14);
  options.k = 3;
  CHECK_THROWS_WITH(eigsh<double>(ctx, {2, &swap}, options, nullptr), "k must be from 1 to 2, got 3");
}

TEST_CASE("eigsh keeps what has converged, stops, and refuses nan") {
  TestContext ctx;
  // Two values far above the rest are found at once; one restart is too few for six.
  const Matrix a = tridiagonal(ctx, 400);
  for (const auto& [row, value] : {std::pair{0, 100.0}, std::pair{200, 60.0}})
    for (std::int32_t e = a.indptr.as<std::int32_t>()[row]; e < a.indptr.as<std::int32_t>()[row + 1]; ++e)
      if (a.indices.as<std::int32_t>()[e] == row) a.data.as<double>()[e] = value;
  EigshOptions options;
  options.which = Which::LA;
  options.maxiter = 1;
  options.ncv = 12;
  const LanczosResult r = eigsh<double>(ctx, {400, &a}, options, nullptr);
  REQUIRE(r.converged == 2);
  CHECK(r.values.size() == 2);
  CHECK(r.vectors.shape() == Dims{400, 2});
  CHECK(worst_residual<double>(ctx, a, nullptr, r) < 1e-11);
  CHECK(r.values[0] > 59);
  CHECK(r.values[1] > 99);
  options.maxiter = 0;
  options.maxtime = 0;
  CHECK(eigsh<double>(ctx, {400, &a}, options, nullptr).out_of_time);
  StopFlag flag;
  flag.request = StopFlag::interrupt;
  ctx.stop = &flag;
  CHECK_THROWS_AS(eigsh<double>(ctx, {400, &a}, options, nullptr), Interrupted);
  ctx.stop = nullptr;
  options.maxtime = std::numeric_limits<double>::infinity();
  const Matrix bad = scale(ctx, a, Scalar::of(std::nan("")));
  CHECK_THROWS_AS(eigsh<double>(ctx, {400, &bad}, options, nullptr), ConvergenceError);
}

TEST_CASE("svds gives the largest singular triplets, of tall, wide and complex matrices") {
  TestContext ctx;
  const Matrix r = rectangular(ctx, 40, 25);
  SvdsOptions options;
  options.k = 4;
  const Svds f = svds(ctx, r, options, nullptr);
  const std::vector<double> expected = linalg_reference("svds_LM");
  for (std::int64_t i = 0; i < 4; ++i)
    CHECK(std::fabs(f.s.at<double>(i) - expected[static_cast<std::size_t>(i)]) < 1e-13);
  options.k = 3;
  const Svds wide = svds(ctx, transposed(r), options, nullptr);
  const std::vector<double> expected_wide = linalg_reference("svds_wide");
  for (std::int64_t i = 0; i < 3; ++i)
    CHECK(std::fabs(wide.s.at<double>(i) - expected_wide[static_cast<std::size_t>(i)]) < 1e-13);
  // A v = s u for each, of every type.
  auto check = [&](const Matrix& m, double limit) {
    for (const std::int64_t k : {std::int64_t{1}, std::int64_t{3}, std::min(m.rows, m.columns)}) {
      options.k = k;
      const Svds g = svds(ctx, m, options, nullptr);
      REQUIRE(g.u.shape() == Dims{m.rows, k});
      REQUIRE(g.vt.shape() == Dims{k, m.columns});
      CHECK(g.u.dtype() == m.dtype());
      CHECK(g.s.dtype() == real_part_dtype(m.dtype()));
      const Array v = perilune::apply(ctx, UnaryOp::conj, transpose(g.vt));
      CHECK(largest_difference(multiply(ctx, m, v), perilune::apply(ctx, BinaryOp::multiply, g.u, g.s)) < limit);
      for (std::int64_t i = 0; i < k; ++i)
        for (std::int64_t j = 0; j < k; ++j) {
          Complex128 inner = 0;
          for (std::int64_t l = 0; l < m.rows; ++l) inner += std::conj(element(g.u, {l, i})) * element(g.u, {l, j});
          CHECK(std::abs(inner - (i == j ? 1.0 : 0.0)) < limit);
        }
    }
  };
  check(r, 1e-12);
  check(from_dense(ctx, sparse_dense<float>(ctx, 12, 20, 1), Format::csc), 1e-5);
  check(from_dense(ctx, sparse_dense<Complex128>(ctx, 20, 12, 2), Format::coo), 1e-12);
  check(from_dense(ctx, sparse_dense<Complex64>(ctx, 9, 15, 3), Format::csr), 1e-5);
  // Rank 1: the other singular values are zero, their vectors orthonormal all the same.
  const Array ones = Array::empty(ctx, DType::float64, {6, 5});
  std::fill_n(ones.as<double>(), 30, 1.0);
  check(from_dense(ctx, ones, Format::csr), 1e-13);
  options.which = Which::SM;
  options.k = 2;
  const Svds low = svds(ctx, r, options, nullptr);
  const Array all = linalg::svd(ctx, to_dense(ctx, r), {.compute_uv = false}).s;
  // Squared on the way: of the largest singular value, the square root of the machine precision is left.
  CHECK(std::fabs(low.s.at<double>(0) - all.at<double>(24)) < 1e-7);
  CHECK(std::fabs(low.s.at<double>(1) - all.at<double>(23)) < 1e-7);
  options.u = options.vt = false;
  CHECK_FALSE(svds(ctx, r, options, nullptr).u.block());
}

TEST_CASE("direct solutions by each method") {
  TestContext ctx;
  const Matrix s = tridiagonal(ctx, 60, 3);
  const Array b = Array::empty(ctx, DType::float64, {60});
  for (std::int64_t i = 0; i < 60; ++i) b.at<double>(i) = std::cos(static_cast<double>(i));
  const std::vector<double> expected = linalg_reference("spsolve");
  using Options = FactorOptions;
  for (const auto method : {Options::best, Options::cholesky, Options::umfpack, Options::eigen})
    for (const auto ordering : {Options::automatic, Options::columns, Options::symmetric, Options::natural}) {
#if !defined(PERILUNE_SUITESPARSE)
      if (method == Options::umfpack) continue;
#endif
      const Array x = solve(ctx, s, b, {ordering, method});
      for (std::int64_t i = 0; i < 60; ++i)
        CHECK(std::fabs(x.at<double>(i) - expected[static_cast<std::size_t>(i)]) < 1e-14);
    }
  CHECK(std::string(factorize<double>(ctx, s)->method()) == "cholesky");
  // Not symmetric, complex, several columns; indefinite with a positive diagonal.
  for (const auto method : {Options::best, Options::eigen}) {
    Array g = random_array<Complex128>(ctx, {8, 8}, 4);
    for (std::int64_t i = 0; i < 8; ++i) g.at<Complex128>(i, (i + 3) % 8) += 9;  // zero-free, far from the diagonal
    const Array right = random_array<Complex128>(ctx, {8, 3}, 5);
    for (const Format format : all_formats) {
      const Matrix m = from_dense(ctx, g, format);
      CHECK(largest_difference(multiply(ctx, m, solve(ctx, m, right, {Options::automatic, method})), right) < 1e-13);
      const Matrix sparse_right = from_dense(ctx, right, format);
      CHECK(largest_difference(
                to_dense(ctx, multiply(ctx, m, solve(ctx, m, sparse_right, {Options::automatic, method}))), right) <
            1e-13);
    }
    const Matrix indefinite = from_dense(ctx, array_of<double>(ctx, {2, 2}, {1, 2, 2, 1}), Format::csc);
    const Array x = solve(ctx, indefinite, array_of<double>(ctx, {2}, {3, 3}), {Options::automatic, method});
    CHECK(x.at<double>(0) == Approx(1));
    CHECK(x.at<double>(1) == Approx(1));
    const Matrix singular = from_dense(ctx, array_of<double>(ctx, {2, 2}, {1, 1, 1, 1}), Format::csc);
    CHECK_THROWS_WITH(solve(ctx, singular, array_of<double>(ctx, {2}, {1, 2}), {Options::automatic, method}),
                      "A is exactly singular");
    const Matrix hole = from_dense(ctx, array_of<double>(ctx, {2, 2}, {1, 0, 1, 0}), Format::csc);
    CHECK_THROWS_AS(solve(ctx, hole, array_of<double>(ctx, {2}, {1, 2}), {Options::automatic, method}), SingularError);
  }
  const Matrix small = astype(ctx, s, DType::float32);
  CHECK(solve(ctx, small, perilune::astype(ctx, b, DType::float32)).dtype() == DType::float32);
  CHECK_THROWS_WITH(solve(ctx, rectangular(ctx, 3, 4), b), "A must be square, got a matrix of shape 3x4");
  CHECK_THROWS_WITH(solve(ctx, sparse::eye(ctx, 4, 4, 0, DType::float64, Format::csr), b),
                    "b must have 4 rows to match A (4x4), got a vector of length 60");
  CHECK_THROWS_AS(solve(ctx, scale(ctx, s, Scalar::of(std::nan(""))), b), ValueError);
}

TEST_CASE("cg and lsqr come where SciPy comes") {
  TestContext ctx;
  const Matrix s = tridiagonal(ctx, 60, 3), r = rectangular(ctx, 40, 25);
  std::vector<double> b(60), x(60);
  for (std::size_t i = 0; i < 60; ++i) b[i] = std::cos(static_cast<double>(i));
  const auto product = [&](const double* from, double* to) { apply(ctx, s, from, to); };
  const CgResult c = cg<double>(ctx, {60, 60, product}, b, x, {.rtol = 1e-12});
  CHECK(c.info == 0);
  const std::vector<double> expected = linalg_reference("spsolve");
  for (std::size_t i = 0; i < 60; ++i) CHECK(std::fabs(x[i] - expected[i]) < 1e-11);
  const CgResult again = cg<double>(ctx, {60, 60, product}, b, x, {.rtol = 1e-10});
  CHECK(again.nit == 0);
  std::fill(x.begin(), x.end(), 0.0);
  CHECK(cg<double>(ctx, {60, 60, product}, b, x, {.rtol = 1e-12, .maxiter = 3}).info == 3);
  const Matrix minus = scale(ctx, s, Scalar::of(-1.0));
  const auto negative = [&](const double* from, double* to) { apply(ctx, minus, from, to); };
  std::fill(x.begin(), x.end(), 0.0);
  CHECK(cg<double>(ctx, {60, 60, negative}, b, x, {}).info == -1);

  std::vector<double> right(40), y(25), var(25);
  for (std::size_t i = 0; i < 40; ++i) right[i] = std::cos(static_cast<double>(i));
  const auto forth = [&](const double* from, double* to) { apply(ctx, r, from, to); };
  const auto back = [&](const double* from, double* to) { apply_adjoint(ctx, r, from, to); };
  const LsqrResult l = lsqr<double>(ctx, {40, 25, forth, Product<double>(back)}, right, y, var,
                                    {.damp = 0.1, .atol = 1e-12, .btol = 1e-12});
  const std::vector<double> lx = linalg_reference("lsqr_x"), numbers = linalg_reference("lsqr_numbers");
  for (std::size_t i = 0; i < 25; ++i) CHECK(std::fabs(y[i] - lx[i]) < 1e-13);
  CHECK(l.istop == static_cast<int>(numbers[0]));
  CHECK(l.itn == static_cast<std::int64_t>(numbers[1]));
  const double ours[] = {l.r1norm, l.r2norm, l.anorm, l.acond};
  for (std::size_t i = 0; i < 4; ++i) CHECK(ours[i] == Approx(numbers[i + 2]).epsilon(1e-10));
  CHECK(l.xnorm == Approx(numbers[7]).epsilon(1e-10));
  // The last iterations divide rounding errors by rounding errors; four are the same on any machine.
  std::fill(y.begin(), y.end(), 0.0);
  const LsqrResult four = lsqr<double>(ctx, {40, 25, forth, Product<double>(back)}, right, y, var,
                                       {.damp = 0.1, .atol = 0, .btol = 0, .iter_lim = 4});
  CHECK(four.istop == 7);
  const std::vector<double> sx = linalg_reference("lsqr_four_x"), sv = linalg_reference("lsqr_four_var");
  for (std::size_t i = 0; i < 25; ++i) {
    CHECK(std::fabs(y[i] - sx[i]) < 1e-13);
    CHECK(std::fabs(var[i] - sv[i]) < 1e-12);
  }
}
