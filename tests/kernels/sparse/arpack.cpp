#include "kernels/sparse/arpack.h"

#include <atomic>
#include <map>
#include <thread>

#include "kernels/sparse/arithmetic.h"
#include "kernels/sparse/eigs.h"
#include "kernels/sparse/product.h"
#include "tests/support/sparse.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::sparse;

namespace {

// The problem G of tests/reference/sparse/linalg.py.
Matrix rotating(Context& ctx, std::int64_t n) {
  const Array main = Array::empty(ctx, DType::float64, {n}), up = Array::empty(ctx, DType::float64, {n - 1}),
              down = Array::empty(ctx, DType::float64, {n - 1});
  for (std::int64_t i = 0; i < n; ++i) main.at<double>(i) = std::sin(static_cast<double>(i));
  for (std::int64_t i = 0; i + 1 < n; ++i) {
    up.at<double>(i) = 1 + static_cast<double>(i % 4);
    down.at<double>(i) = -up.at<double>(i) / (1 + static_cast<double>(i % 2) / 10);
  }
  const View diagonals[] = {main, up, down};
  const std::int64_t offsets[] = {0, 1, -1};
  return sparse::diags(ctx, diagonals, offsets, n, n, DType::float64, Format::csr);
}
Matrix turning(Context& ctx, std::int64_t n) {
  const Array main = Array::empty(ctx, DType::complex128, {n});
  for (std::int64_t i = 0; i < n; ++i) main.at<Complex128>(i) = {0, std::cos(static_cast<double>(i))};
  const View diagonals[] = {main};
  const std::int64_t offsets[] = {0};
  return combine(ctx, Pairing::add, rotating(ctx, n),
                 sparse::diags(ctx, diagonals, offsets, n, n, DType::complex128, Format::csr));
}

void check_eigenvalues(const EigsResult& r, const std::string& name, double limit) {
  const std::vector<double> expected = linalg_reference(name);
  INFO(name);
  REQUIRE(2 * r.values.size() == expected.size());
  CHECK(r.converged == static_cast<std::int64_t>(r.values.size()));
  for (std::size_t i = 0; i < expected.size(); i += 2) {
    double nearest = 1e300;
    for (const Complex128& v : r.values)
      nearest = std::min(nearest, std::abs(v - Complex128(expected[i], expected[i + 1])));
    CHECK(nearest < limit);
  }
}

// |A x - w M x| over all pairs, and how far the norms in M are from 1.
double worst_residual(Context& ctx, const Matrix& a, const Matrix* m, const EigsResult& r) {
  const Matrix wide = astype(ctx, a, DType::complex128);
  const Matrix mass =
      m ? astype(ctx, *m, DType::complex128) : sparse::eye(ctx, a.rows, a.rows, 0, DType::complex128, Format::csr);
  auto ax = ctx.vector<Complex128>(static_cast<std::size_t>(a.rows)), mx = ax;
  double worst = 0;
  for (std::size_t k = 0; k < r.values.size(); ++k) {
    const Complex128* x = r.vectors.as<Complex128>() + static_cast<std::int64_t>(k) * a.rows;
    apply(ctx, wide, x, ax.data());
    apply(ctx, mass, x, mx.data());
    Complex128 norm = 0;
    for (std::size_t i = 0; i < ax.size(); ++i) {
      worst = std::max(worst, std::abs(ax[i] - r.values[k] * mx[i]));
      norm += std::conj(x[i]) * mx[i];
    }
    worst = std::max(worst, std::abs(norm - 1.0));
  }
  return worst;
}

const std::map<std::string, GeneralWhich> ends = {
    {"LM", GeneralWhich::LM}, {"LR", GeneralWhich::LR}, {"SR", GeneralWhich::SR}, {"LI", GeneralWhich::LI}};

EigsProblem<double> problem_of(const Matrix& a, const Matrix* m = nullptr) {
  EigsProblem<double> p;
  p.n = a.rows;
  p.a = &a;
  p.m = m;
  return p;
}

}  // namespace

TEST_CASE("eigs finds SciPy's eigenvalues at every end") {
  TestContext ctx;
  const Matrix a = rotating(ctx, 60), c = turning(ctx, 60), m = mass_matrix(ctx, 60);
  for (const auto& [word, which] : ends) {
    EigsOptions options;
    options.k = 4;
    options.which = which;
    options.ncv = 30;
    const EigsResult r = eigs<double>(ctx, problem_of(a), options, nullptr);
    check_eigenvalues(r, "eigs_" + word, 1e-11);
    CHECK(worst_residual(ctx, a, nullptr, r) < 1e-11);
    EigsProblem<Complex128> complex;
    complex.n = 60;
    complex.a = &c;
    const EigsResult rc = eigs<Complex128>(ctx, complex, options, nullptr);
    check_eigenvalues(rc, "eigs_complex_" + word, 1e-11);
    CHECK(worst_residual(ctx, c, nullptr, rc) < 1e-11);
    options.vectors = false;
    const EigsResult alone = eigs<double>(ctx, problem_of(a), options, nullptr);
    check_eigenvalues(alone, "eigs_" + word, 1e-11);
    CHECK(!alone.vectors.block());
  }
  EigsOptions options;
  options.k = 4;
  options.ncv = 30;
  const EigsResult r = eigs<double>(ctx, problem_of(a, &m), options, nullptr);
  check_eigenvalues(r, "eigs_M", 1e-11);
  CHECK(worst_residual(ctx, a, &m, r) < 1e-11);
}

TEST_CASE("eigs finds what lies near sigma, real or complex") {
  TestContext ctx;
  const Matrix a = rotating(ctx, 60), c = turning(ctx, 60), m = mass_matrix(ctx, 60);
  EigsOptions options;
  options.k = 4;
  options.sigma = 0.5;
  const EigsResult r = eigs<double>(ctx, problem_of(a), options, nullptr);
  check_eigenvalues(r, "eigs_sigma", 1e-12);
  CHECK(worst_residual(ctx, a, nullptr, r) < 1e-12);
  const EigsResult rm = eigs<double>(ctx, problem_of(a, &m), options, nullptr);
  check_eigenvalues(rm, "eigs_M_sigma", 1e-12);
  CHECK(worst_residual(ctx, a, &m, rm) < 1e-12);
  options.sigma = Complex128(0.5, 1);
  const EigsResult part = eigs<double>(ctx, problem_of(a), options, nullptr);
  check_eigenvalues(part, "eigs_part_r", 1e-11);
  CHECK(worst_residual(ctx, a, nullptr, part) < 1e-11);
  EigsProblem<Complex128> complex;
  complex.n = 60;
  complex.a = &c;
  const EigsResult rc = eigs<Complex128>(ctx, complex, options, nullptr);
  check_eigenvalues(rc, "eigs_complex_sigma", 1e-12);
  CHECK(worst_residual(ctx, c, nullptr, rc) < 1e-12);
  options.k = 5;
  options.imaginary_part = true;
  check_eigenvalues(eigs<double>(ctx, problem_of(a), options, nullptr), "eigs_part_i", 1e-11);
}

TEST_CASE("eigs of problems that ARPACK has no room for, and of those that it refuses") {
  TestContext ctx;
  const Array dense = array_of<double>(ctx, {3, 3}, {0, 1, 0, -1, 0, 0, 0, 0, 5});
  const Matrix a = from_dense(ctx, dense, Format::csr);
  EigsOptions options;
  for (const std::int64_t k : {1, 2, 3}) {
    options.k = k;
    const EigsResult r = eigs<double>(ctx, problem_of(a), options, nullptr);
    REQUIRE(r.values.size() == static_cast<std::size_t>(k));
    CHECK(std::abs(r.values[0] - 5.0) < 1e-14);
    CHECK(worst_residual(ctx, a, nullptr, r) < 1e-14);
  }
  options.k = 4;
  CHECK_THROWS_WITH(eigs<double>(ctx, problem_of(a), options, nullptr), "k must be from 1 to 3, got 4");
  const Matrix g = rotating(ctx, 30);
  options.ncv = 5;
  CHECK_THROWS_WITH(eigs<double>(ctx, problem_of(g), options, nullptr), "ncv must be from 6 to 30, got 5");
  options.ncv = 0;
  const std::vector<double> zero(30, 0.0);
  CHECK_THROWS_WITH(eigs(ctx, problem_of(g), options, zero.data()), "v0 must not be zero");
  const Matrix bad = scale(ctx, g, Scalar::of(std::nan("")));
  CHECK_THROWS_AS(eigs<double>(ctx, problem_of(bad), options, nullptr), ConvergenceError);
  // The zero matrix, and the identity, where the Krylov space ends at once.
  const Matrix z = zero_matrix(ctx, Format::csr, 30, 30, DType::float64);
  CHECK_THROWS_WITH(eigs<double>(ctx, problem_of(z), options, nullptr),
                    "A must not map v0 to zero; another v0 is needed");
  const Matrix e = sparse::eye(ctx, 30, 30, 0, DType::float64, Format::csr);
  for (const Complex128& v : eigs<double>(ctx, problem_of(e), options, nullptr).values)
    CHECK(std::abs(v - 1.0) < 1e-14);
}

TEST_CASE("ARPACK agrees with our own iteration on symmetric problems") {
  TestContext ctx;
  const Matrix a = tridiagonal(ctx, 60), m = mass_matrix(ctx, 60);
  for (const Which which : {Which::LM, Which::SM, Which::LA, Which::SA, Which::BE})
    for (const Matrix* mass : {static_cast<const Matrix*>(nullptr), &m})
      for (const bool near : {false, true}) {
        if (near && which != Which::LM) continue;
        EigshOptions options;
        options.k = 5;
        options.which = which;
        options.maxiter = 5000;
        if (near) options.sigma = 1.5;
        EigshProblem<double> problem{60, &a};
        problem.m = mass;
        const LanczosResult own = eigsh<double>(ctx, problem, options, nullptr);
        options.solver = LanczosOptions::arpack;
        const LanczosResult r = eigsh<double>(ctx, problem, options, nullptr);
        REQUIRE(r.values.size() == 5);
        for (std::size_t i = 0; i < 5; ++i) CHECK(std::fabs(r.values[i] - own.values[i]) < 1e-12);
        CHECK(r.vectors.shape() == Dims{60, 5});
      }
  // Hermitian ones go another way.
  const Matrix h = astype(ctx, a, DType::complex128);
  EigshOptions options;
  options.solver = LanczosOptions::arpack;
  options.k = 3;
  options.which = Which::SA;
  options.maxiter = 5000;
  const LanczosResult complex = eigsh<Complex128>(ctx, {60, &h}, options, nullptr);
  const LanczosResult real = eigsh<double>(ctx, {60, &a}, options, nullptr);
  REQUIRE(complex.values.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(std::fabs(complex.values[i] - real.values[i]) < 1e-12);
  options.which = Which::BE;
  CHECK_THROWS_AS(eigsh<Complex128>(ctx, {60, &h}, options, nullptr), ValueError);
  const Matrix r = rectangular(ctx, 40, 25);
  SvdsOptions few;
  few.solver = LanczosOptions::arpack;
  few.k = 4;
  const Svds f = svds(ctx, r, few, nullptr);
  const std::vector<double> expected = linalg_reference("svds_LM");
  for (std::int64_t i = 0; i < 4; ++i)
    CHECK(std::fabs(f.s.at<double>(i) - expected[static_cast<std::size_t>(i)]) < 1e-13);
}

TEST_CASE("ARPACK keeps what has converged, and can be left at any product") {
  TestContext ctx;
  const Matrix a = rotating(ctx, 60);
  EigsOptions options;
  options.k = 10;
  options.maxiter = 28;
  const EigsResult partial = eigs<double>(ctx, problem_of(a), options, nullptr);
  CHECK(partial.converged < 10);
  CHECK(partial.converged > 0);
  CHECK(worst_residual(ctx, a, nullptr, partial) < 1e-9);
  options.maxtime = 0;
  const EigsResult none = eigs<double>(ctx, problem_of(a), options, nullptr);
  CHECK(none.out_of_time);
  CHECK(none.converged == 0);

  options = {};
  options.k = 4;
  options.ncv = 30;
  options.maxtime = 1e300;
  const EigsResult whole = eigs<double>(ctx, problem_of(a), options, nullptr);
  // An error, an interrupt: the next solve is bit for bit what it would have been.
  for (int stop_at = 1; stop_at < 60; stop_at += 7)
    for (const bool error : {true, false}) {
      int count = 0;
      StopFlag flag;
      ctx.stop = &flag;
      const auto broken = [&](const double* x, double* y) {
        if (++count == stop_at) {
          if (error) throw DomainError("enough");
          flag.request = StopFlag::cancel;
        }
        apply(ctx, a, x, y);
      };
      EigsProblem<double> p;
      p.n = 60;
      p.a_product.emplace(broken);
      if (error) CHECK_THROWS_AS(eigs<double>(ctx, p, options, nullptr), DomainError);
      else CHECK_THROWS_AS(eigs<double>(ctx, p, options, nullptr), Interrupted);
      ctx.stop = nullptr;
      const EigsResult again = eigs<double>(ctx, problem_of(a), options, nullptr);
      CHECK(again.values == whole.values);
      CHECK(again.products == whole.products);
    }
}

TEST_CASE("ARPACK inside a product of ARPACK is refused, our own iteration is not") {
  TestContext ctx;
  const Matrix a = rotating(ctx, 30), s = tridiagonal(ctx, 30);
  EigsOptions options;
  options.k = 2;
  bool own = false;
  const auto nested = [&](const double* x, double* y) {
    EigshOptions inner;
    inner.k = 1;
    if (!own) inner.solver = LanczosOptions::arpack;
    eigsh<double>(ctx, {30, &s}, inner, nullptr);
    apply(ctx, a, x, y);
  };
  EigsProblem<double> p;
  p.n = 30;
  p.a_product.emplace(nested);
  CHECK_THROWS_WITH(eigs<double>(ctx, p, options, nullptr), Catch::Contains("ARPACK cannot start inside a product"));
  own = true;
  CHECK(eigs<double>(ctx, p, options, nullptr).converged == 2);
}

TEST_CASE("ARPACK from several threads: others wait, and can be stopped while they do") {
  TestContext ctx;
  const Matrix a = rotating(ctx, 60);
  EigsOptions options;
  options.k = 4;
  options.ncv = 30;
  const EigsResult alone = eigs<double>(ctx, problem_of(a), options, nullptr);
  std::vector<std::thread> threads;
  std::atomic<int> same{0};
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      TestContext own;
      const Matrix mine = rotating(own, 60);
      for (int i = 0; i < 3; ++i) same += eigs<double>(own, problem_of(mine), options, nullptr).values == alone.values;
    });
  for (std::thread& t : threads) t.join();
  CHECK(same == 12);

  // One solve holds the package for as long as the other is out of patience.
  std::atomic<bool> inside{false}, leave{false};
  std::thread holder([&] {
    TestContext own;
    const Matrix mine = rotating(own, 60);
    const auto slow = [&](const double* x, double* y) {
      inside = true;
      while (!leave) std::this_thread::yield();
      apply(own, mine, x, y);
    };
    EigsProblem<double> p;
    p.n = 60;
    p.a_product.emplace(slow);
    eigs<double>(own, p, options, nullptr);
  });
  while (!inside) std::this_thread::yield();
  EigsOptions hurried = options;
  hurried.maxtime = 0.01;
  CHECK(eigs<double>(ctx, problem_of(a), hurried, nullptr).out_of_time);
  StopFlag flag;
  flag.request = StopFlag::cancel;
  ctx.stop = &flag;
  CHECK_THROWS_AS(eigs<double>(ctx, problem_of(a), options, nullptr), Interrupted);
  ctx.stop = nullptr;
  ctx.deadline = Context::Clock::now() + std::chrono::milliseconds(10);
  CHECK_THROWS_AS(eigs<double>(ctx, problem_of(a), options, nullptr), Interrupted);
  ctx.deadline = Context::Clock::time_point::max();
  leave = true;
  holder.join();
  CHECK(eigs<double>(ctx, problem_of(a), options, nullptr).values == alone.values);
}
