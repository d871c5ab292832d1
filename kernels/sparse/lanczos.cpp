#include "kernels/sparse/lanczos.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kernels/lapack/blas.h"
#include "kernels/lapack/eigen.h"
#include "kernels/lapack/threads.h"
#include "kernels/sparse/fixed_numbers.h"
#include "kernels/sparse/numbers.h"

namespace perilune::sparse {

namespace {

using lapack::Int;
using lapack::Transpose;

constexpr double epsilon = std::numeric_limits<double>::epsilon();

template <class T>
class Basis {
 public:
  Basis(Context& ctx, const LanczosProblem<T>& problem, std::int64_t m)
      : ctx_(ctx),
        problem_(problem),
        n_(problem.n),
        rows_(lapack::dimension(problem.n, "A")),
        v_(Array::empty_fortran(ctx, dtype_of<T>, {problem.n, m + 1})),
        h_(ctx.vector<T>(static_cast<std::size_t>(m) + 1)) {
    if (problem.metric) bv_ = Array::empty_fortran(ctx, dtype_of<T>, {problem.n, m + 1});
  }
  T* v(std::int64_t j) { return v_.as<T>() + j * n_; }
  T* bv(std::int64_t j) { return problem_.metric ? bv_.as<T>() + j * n_ : v(j); }
  const Array& vectors() const { return v_; }

  // Makes column j orthogonal to those before it, the last coefficient of which is returned; sets its norm, 0 when
  // nothing is left. Column j is not normalised yet.
  double orthogonalise(std::int64_t j, double& norm) {
    const double before = length(j);
    double alpha = 0;
    norm = before;
    // The last two columns hold nearly all that there is to take away. Doing that first leaves little cancellation to
    // the pass over the whole basis, so that one is enough. (With a metric each norm costs a product.)
    if (j >= 2 && !problem_.metric) {
      T near[2];
      lapack::gemv(Transpose::conjugate, rows_, 2, T(1), v(j - 2), rows_, v(j), 1, T(0), near, 1);
      lapack::gemv(Transpose::no, rows_, 2, T(-1), v(j - 2), rows_, near, 1, T(1), v(j), 1);
      alpha = std::real(near[1]);
      norm = length(j);
    }
    for (int pass = 0;; ++pass) {
      const double previous = norm;
      if (j > 0) {
        lapack::gemv(Transpose::conjugate, rows_, static_cast<Int>(j), T(1), basis(), rows_, v(j), 1, T(0), h_.data(),
                     1);
        lapack::gemv(Transpose::no, rows_, static_cast<Int>(j), T(-1), v(0), rows_, h_.data(), 1, T(1), v(j), 1);
        alpha += std::real(h_[static_cast<std::size_t>(j) - 1]);
      }
      norm = length(j);
      if (!std::isfinite(norm)) throw ConvergenceError("A must give finite numbers; it gave nan or an infinity");
      if (norm > 0.7071 * previous) break;  // nothing was lost to cancellation
      if (pass == 3) norm = 0;              // rounding errors are all that is left
      if (norm == 0) break;
    }
    return alpha;
  }

  void normalise(std::int64_t j, double norm) {
    const double factor = 1 / norm;
    for (T* column : {v(j), problem_.metric ? bv(j) : nullptr})
      if (column)
        for (std::int64_t i = 0; i < n_; ++i) column[i] = scaled(column[i], factor);
  }

  // A random direction in the complement of the columns before; false when there is none.
  bool refill(std::int64_t j) {
    for (int attempt = 0; attempt < 3; ++attempt) {
      numbers_.fill(v(j), n_);
      double norm;
      const double before = length(j);
      orthogonalise(j, norm);
      if (norm > 1e-8 * before) {
        normalise(j, norm);
        return true;
      }
    }
    return false;
  }

  // Replaces the first m columns by `count` combinations of them; column m follows as the next one.
  void combine(std::int64_t m, std::int64_t count, const std::vector<double>& coefficients) {
    auto s = ctx_.vector<T>(static_cast<std::size_t>(m * count));
    for (std::size_t i = 0; i < s.size(); ++i) s[i] = T(coefficients[i]);
    for (Array* a : {&v_, &bv_}) {
      if (a == &bv_ && !problem_.metric) continue;
      combine_columns(*a, m, count, s.data());
      std::copy_n(a->as<T>() + m * n_, n_, a->as<T>() + count * n_);
    }
  }

  void combine_last(std::int64_t m, std::int64_t count, const std::vector<double>& coefficients) {
    auto s = ctx_.vector<T>(static_cast<std::size_t>(m * count));
    for (std::size_t i = 0; i < s.size(); ++i) s[i] = T(coefficients[i]);
    combine_columns(v_, m, count, s.data());
  }

 private:
  const T* basis() { return bv(0); }

  // The norm of column j; with a metric, sets its product too.
  double length(std::int64_t j) {
    if (problem_.metric) (*problem_.metric)(v(j), bv(j));
    double sum = 0, scale = 1;
    const T *x = v(j), *y = bv(j);
    sum = std::real(lapack::dot(rows_, x, 1, y, 1, true));
    if (!std::isfinite(sum) || (sum != 0 && std::fabs(sum) < 1e-280)) {  // the squares left the range of doubles
      double largest = 0;
      for (std::int64_t i = 0; i < n_; ++i) {
        const double size = std::max(std::abs(Complex128(x[i])), std::abs(Complex128(y[i])));
        if (!(size <= std::numeric_limits<double>::max())) return std::numeric_limits<double>::quiet_NaN();
        largest = std::max(largest, size);
      }
      if (largest == 0) return 0;
      sum = 0;
      scale = largest;
      for (std::int64_t i = 0; i < n_; ++i)
        sum += std::real(product(conjugate(scaled(x[i], 1 / largest)), scaled(y[i], 1 / largest)));
    }
    if (sum < 0) {
      const double sizes =
          std::real(lapack::dot(rows_, x, 1, x, 1, true)) * std::real(lapack::dot(rows_, y, 1, y, 1, true));
      if (sum > -1e-12 * std::sqrt(sizes)) return 0;
      throw ValueError("M must be positive semi-definite: x^H M x is negative for some x");
    }
    return scale * std::sqrt(sum);
  }

  // In place, a block of rows at a time.
  void combine_columns(const Array& a, std::int64_t m, std::int64_t count, const T* s) {
    constexpr std::int64_t block = 1024;
    auto work = ctx_.vector<T>(static_cast<std::size_t>(block * count));
    for (std::int64_t i = 0; i < n_; i += block) {
      ctx_.poll();
      const std::int64_t height = std::min(block, n_ - i);
      const Int h = static_cast<Int>(height);
      T* rows = a.as<T>() + i;
      lapack::gemm(Transpose::no, Transpose::no, h, static_cast<Int>(count), static_cast<Int>(m), T(1), rows, rows_, s,
                   static_cast<Int>(m), T(0), work.data(), h);
      for (std::int64_t j = 0; j < count; ++j) std::copy_n(work.data() + j * height, height, rows + j * n_);
    }
  }

  Context& ctx_;
  const LanczosProblem<T>& problem_;
  std::int64_t n_;
  Int rows_;
  Array v_, bv_;
  CountedVector<T> h_;
  FixedNumbers numbers_;
};

// Eigenvalues of the projection (rising) and eigenvectors in its columns.
void solve_projection(Context& ctx, std::int64_t m, std::vector<double>& t, std::vector<double>& values) {
  const lapack::SymmetricProblem<double> problem{
      .driver = lapack::SymmetricDriver::ev, .n = static_cast<Int>(m), .triangle = lapack::Triangle::upper};
  auto workspace = lapack::SymmetricWorkspace<double>::make(ctx, problem);
  Int found = 0;
  if (lapack::symmetric_eigen<double>(problem, t.data(), nullptr, values.data(), nullptr, &found, workspace) > 0)
    throw ConvergenceError("the projected eigenvalue problem did not converge");
}

// Positions of the Ritz values (rising), the most wanted first.
std::vector<std::int64_t> by_interest(const std::vector<double>& values, std::int64_t m, Which which) {
  std::vector<std::int64_t> order(static_cast<std::size_t>(m));
  std::iota(order.begin(), order.end(), std::int64_t{0});
  auto value = [&](std::int64_t i) { return values[static_cast<std::size_t>(i)]; };
  switch (which) {
    case Which::LA: std::reverse(order.begin(), order.end()); break;
    case Which::SA: break;
    case Which::LM:
      std::stable_sort(order.begin(), order.end(),
                       [&](auto a, auto b) { return std::fabs(value(a)) > std::fabs(value(b)); });
      break;
    case Which::SM:
      std::stable_sort(order.begin(), order.end(),
                       [&](auto a, auto b) { return std::fabs(value(a)) < std::fabs(value(b)); });
      break;
    case Which::BE:  // from the high end first, then in turns
      for (std::int64_t i = 0; i < m; ++i) order[static_cast<std::size_t>(i)] = i % 2 ? i / 2 : m - 1 - i / 2;
      break;
  }
  return order;
}

}  // namespace

template <class T>
LanczosResult lanczos(Context& ctx, const LanczosProblem<T>& problem, const LanczosOptions& options, const T* v0) {
  const std::int64_t n = problem.n, k = options.k;
  if (k < 1 || k > n)
    throw ValueError(
        format("k must be from 1 to %lld, got %lld", static_cast<long long>(n), static_cast<long long>(k)));
  if (options.ncv != 0 && (options.ncv > n || (options.ncv <= k && options.ncv != n)))
    throw ValueError(format("ncv must be greater than k (%lld) and at most %lld, got %lld", static_cast<long long>(k),
                            static_cast<long long>(n), static_cast<long long>(options.ncv)));
  const std::int64_t m = options.ncv ? options.ncv : std::min(n, std::max<std::int64_t>(2 * k + 1, k + 24));
  lapack::dimension(m, "ncv");
  const std::int64_t maxiter = options.maxiter > 0 ? options.maxiter : 10 * n;
  const double tol = options.tol > 0 ? options.tol : epsilon;
  const auto deadline = options.maxtime < 1e9
                            ? Context::Clock::now() + std::chrono::duration_cast<Context::Clock::duration>(
                                                          std::chrono::duration<double>(options.maxtime))
                            : Context::Clock::time_point::max();

  const lapack::BlasThreads threads(ctx);
  Basis<T> basis(ctx, problem, m);
  LanczosResult result;
  const auto mm = static_cast<std::size_t>(m);
  ctx.memory.reserve(3 * mm * mm * sizeof(double));  // the projection, its eigenvectors and what is kept of them
  struct Unreserve {
    Memory& memory;
    std::size_t bytes;
    ~Unreserve() { memory.unreserve(bytes); }
  } unreserve{ctx.memory, 3 * mm * mm * sizeof(double)};
  std::vector<double> t(mm * mm), vectors, values(mm);

  // Where to begin: v0, or a random vector; with a metric in the range of OP, where all eigenvectors lie.
  double norm = 0;
  if (v0) {
    std::copy_n(v0, n, basis.v(0));
    basis.orthogonalise(0, norm);
    if (norm > 0) basis.normalise(0, norm);
    else throw ValueError("v0 must not be zero");
  } else {
    basis.refill(0);
  }
  if (problem.metric) {
    auto w = ctx.vector<T>(static_cast<std::size_t>(n));
    problem.op(basis.v(0), basis.bv(0), w.data());
    ++result.products;
    std::copy(w.begin(), w.end(), basis.v(0));
    basis.orthogonalise(0, norm);
    if (norm > 0) basis.normalise(0, norm);
    else if (!basis.refill(0)) throw ValueError("M must not be zero");
  }

  std::int64_t kept = 0, size = m;
  for (;;) {
    double beta = 0;
    size = m;
    for (std::int64_t j = kept; j < m; ++j) {
      ctx.poll();
      problem.op(basis.v(j), basis.bv(j), basis.v(j + 1));
      ++result.products;
      const auto at = [&](std::int64_t r, std::int64_t c) -> double& { return t[static_cast<std::size_t>(r + c * m)]; };
      double scale = 0;
      at(j, j) = basis.orthogonalise(j + 1, beta);
      for (std::int64_t c = 0; c <= j; ++c) scale = std::max(scale, std::fabs(at(c, c)));
      if (beta <= epsilon * scale || j + 1 >= n) beta = 0;
      if (beta > 0) {
        basis.normalise(j + 1, beta);
      } else if (j + 1 >= n || !basis.refill(j + 1)) {  // an invariant space: everything is known
        size = j + 1;
        break;
      }
      if (j + 1 < m) at(j, j + 1) = at(j + 1, j) = beta;
      if (j + 1 < m && deadline != Context::Clock::time_point::max() && Context::Clock::now() >= deadline) {
        size = j + 1;
        break;
      }
    }
    // The projection in packed order, when the space ended early.
    vectors.assign(static_cast<std::size_t>(size * size), 0.0);
    for (std::int64_t c = 0; c < size; ++c)
      for (std::int64_t r = 0; r < size; ++r)
        vectors[static_cast<std::size_t>(r + c * size)] = t[static_cast<std::size_t>(r + c * m)];
    solve_projection(ctx, size, vectors, values);

    const std::vector<std::int64_t> order = by_interest(values, size, options.which);
    const std::int64_t wanted = std::min(k, size);
    auto bound = [&](std::int64_t i) {
      return std::fabs(beta * vectors[static_cast<std::size_t>((i + 1) * size - 1)]);
    };
    std::vector<std::int64_t> found;
    const double small = std::pow(epsilon, 2.0 / 3);
    for (std::int64_t i = 0; i < wanted; ++i) {
      const std::int64_t ritz = order[static_cast<std::size_t>(i)];
      if (bound(ritz) <= tol * std::max(small, std::fabs(values[static_cast<std::size_t>(ritz)])))
        found.push_back(ritz);
    }
    const auto converged = static_cast<std::int64_t>(found.size());
    result.out_of_time = Context::Clock::now() >= deadline;
    const bool last = converged == wanted || size < m || result.restarts >= maxiter || result.out_of_time;
    if (last || m == n) {
      std::sort(found.begin(), found.end());
      result.converged = converged;
      std::vector<double> chosen;
      for (std::int64_t i : found) {
        result.values.push_back(values[static_cast<std::size_t>(i)]);
        chosen.insert(chosen.end(), vectors.begin() + i * size, vectors.begin() + (i + 1) * size);
      }
      if (converged) basis.combine_last(size, converged, chosen);
      const Array& v = basis.vectors();
      result.vectors = v.with_layout(v.data(), {n, converged}, v.strides());
      return result;
    }

    // Keep the wanted Ritz vectors and some more, which is what the wanted ones still converge by.
    ++result.restarts;
    kept = std::min(m - 1, k + std::max(std::min(converged, (m - k) / 2), (m - k) / 3));
    std::vector<double> chosen;
    std::fill(t.begin(), t.end(), 0.0);
    for (std::int64_t i = 0; i < kept; ++i) {
      const std::int64_t ritz = order[static_cast<std::size_t>(i)];
      chosen.insert(chosen.end(), vectors.begin() + ritz * m, vectors.begin() + (ritz + 1) * m);
      t[static_cast<std::size_t>(i + i * m)] = values[static_cast<std::size_t>(ritz)];
      const double link = beta * vectors[static_cast<std::size_t>((ritz + 1) * m - 1)];
      t[static_cast<std::size_t>(i + kept * m)] = t[static_cast<std::size_t>(kept + i * m)] = link;
    }
    basis.combine(m, kept, chosen);
  }
}

template LanczosResult lanczos(Context&, const LanczosProblem<double>&, const LanczosOptions&, const double*);
template LanczosResult lanczos(Context&, const LanczosProblem<Complex128>&, const LanczosOptions&, const Complex128*);

}  // namespace perilune::sparse
