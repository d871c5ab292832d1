// Scaling and squaring with diagonal Pade approximants of degrees 3 to 13.
// A. Al-Mohy, N. Higham, A New Scaling and Squaring Algorithm for the Matrix Exponential, SIAM J. Matrix Anal. Appl. 31
// (2009); the powers' norms are taken exactly where the paper estimates them.

#include <algorithm>
#include <array>
#include <cmath>

#include "kernels/lapack/solve.h"
#include "kernels/linalg/dense.h"
#include "kernels/linalg/expm.h"
#include "kernels/linalg/structure.h"

namespace perilune::linalg {

namespace {

using lapack::Int;
using lapack::Real;
using lapack::Transpose;

// Up to which norm each degree is accurate to double precision (table 3.1 there).
constexpr double theta3 = 1.495585217958292e-2, theta5 = 2.539398330063230e-1, theta7 = 9.504178996162932e-1,
                 theta9 = 2.097847961257068, theta13 = 4.25;

// Numerators of the approximants, from the constant term; the denominators have alternating signs.
constexpr double pade3[] = {120, 60, 12, 1};
constexpr double pade5[] = {30240, 15120, 3360, 420, 30, 1};
constexpr double pade7[] = {17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1};
constexpr double pade9[] = {17643225600, 8821612800, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1};
constexpr double pade13[] = {64764752532480000,
                             32382376266240000,
                             7771770303897600,
                             1187353796428800,
                             129060195264000,
                             10559470521600,
                             670442572800,
                             33522128640,
                             1323241920,
                             40840800,
                             960960,
                             16380,
                             182,
                             1};

template <class T>
class Exponential {
  using R = Real<T>;

 public:
  Exponential(Context& ctx, std::int64_t n)
      : ctx_(ctx),
        n_(lapack::dimension(n, "a")),
        size_(n * n),
        room_(ctx.vector<T>(static_cast<std::size_t>(7 * size_))),
        pivots_(ctx.vector<Int>(static_cast<std::size_t>(n))) {
    for (std::size_t i = 0; i < at_.size(); ++i) at_[i] = room_.data() + static_cast<std::int64_t>(i) * size_;
  }

  // Column-major in and out; the same memory.
  void run(T* a) {
    Bandwidth band = bandwidth(a, n_);
    if (band.below == 0 && band.above == 0) {
      for (Int i = 0; i < n_; ++i) a[i * (n_ + std::int64_t{1})] = std::exp(a[i * (n_ + std::int64_t{1})]);
      return;
    }
    // At_[1] is a squared, [2] its fourth power, [3] its sixth, [4] its eighth.
    std::copy_n(a, size_, at_[0]);
    multiply(at_[0], at_[0], at_[1]);
    multiply(at_[1], at_[1], at_[2]);
    multiply(at_[1], at_[2], at_[3]);
    const double d4 = std::pow(norm(at_[2]), 0.25), d6 = std::pow(norm(at_[3]), 1.0 / 6), low = std::max(d4, d6);
    if (low <= theta3 && ell(3) == 0) return pade(pade3, 3, a);
    if (low <= theta5 && ell(5) == 0) return pade(pade5, 5, a);
    multiply(at_[2], at_[2], at_[4]);
    const double d8 = std::pow(norm(at_[4]), 0.125), middle = std::max(d6, d8);
    if (middle <= theta7 && ell(7) == 0) return pade(pade7, 7, a);
    if (middle <= theta9 && ell(9) == 0) return pade(pade9, 9, a);
    multiply(at_[2], at_[3], at_[5]);
    const double d10 = std::pow(norm(at_[5]), 0.1), high = std::max(d8, d10), eta = std::min(middle, high);
    int squarings = eta > 0 ? std::max(0, static_cast<int>(std::ceil(std::log2(eta / theta13)))) : 0;
    if (squarings > 1020) throw DomainError("a is too large: the exponential overflows");  // what follows would be nan
    scale(squarings);
    squarings += more_for_13(squarings);
    pade(pade13, 13, a);
    for (int i = 0; i < squarings; ++i) {
      ctx_.poll();
      std::copy_n(a, size_, at_[0]);
      multiply(at_[0], at_[0], a);
    }
  }

 private:
  void multiply(const T* x, const T* y, T* z) const {
    lapack::gemm<T>(Transpose::no, Transpose::no, n_, n_, n_, T(1), x, n_, y, n_, T(0), z, n_);
  }
  double norm(const T* x) const { return static_cast<double>(one_norm(x, n_)); }

  // a and its powers for a / 2^s.
  void scale(int s) {
    if (s == 0) return;
    for (int i = 0; i <= 3; ++i) {
      const R factor = static_cast<R>(std::ldexp(1.0, -s * (i == 0 ? 1 : 2 * i)));
      for (std::int64_t k = 0; k < size_; ++k) at_[static_cast<std::size_t>(i)][k] *= factor;
    }
  }

  int more_for_13(int) {
    const int more = ell(13);
    scale(more);
    return more;
  }

  // How many further squarings keep the first neglected term of degree 2m + 1 below the unit roundoff. The 1-norm of
  // a power of |a| comes from products with a row of ones.
  int ell(int m) const {
    const double whole = norm(at_[0]);
    if (whole == 0) return 0;
    CountedVector<double> row = ctx_.vector<double>(static_cast<std::size_t>(n_)), next = row;
    std::fill(row.begin(), row.end(), 1.0);
    double logarithm = 0;  // of what was divided out
    for (int power = 0; power < 2 * m + 1; ++power) {
      double largest = 0;
      for (Int j = 0; j < n_; ++j) {
        double sum = 0;
        for (Int i = 0; i < n_; ++i)
          sum += row[static_cast<std::size_t>(i)] * static_cast<double>(std::abs(at_[0][i + std::int64_t{j} * n_]));
        next[static_cast<std::size_t>(j)] = sum;
        largest = std::max(largest, sum);
      }
      if (largest == 0) return 0;
      for (double& x : next) x /= largest;
      logarithm += std::log2(largest);
      std::swap(row, next);
    }
    // |c| = m!^2 / ((2m)! (2m + 1)!)
    const double c = (2 * std::lgamma(m + 1.0) - std::lgamma(2 * m + 1.0) - std::lgamma(2 * m + 2.0)) / std::log(2.0);
    const double alpha = c + logarithm - std::log2(whole);
    return std::max(0, static_cast<int>(std::ceil((alpha + 53) / (2 * m))));
  }

  // The approximant of the scaled matrix, from its even powers: u holds the odd terms, v the even ones.
  void pade(const double* b, int degree, T* to) {
    T *u = to, *v = at_[6];
    if (degree == 13) {
      // Three products with the sixth power instead of six.
      T* inner = at_[4];
      const auto combine = [&](const double* c, T* out) {
        for (std::int64_t k = 0; k < size_; ++k)
          out[k] = R(c[6]) * at_[3][k] + R(c[4]) * at_[2][k] + R(c[2]) * at_[1][k];
      };
      const auto add = [&](const double* c, T* out) {
        for (std::int64_t k = 0; k < size_; ++k)
          out[k] += R(c[6]) * at_[3][k] + R(c[4]) * at_[2][k] + R(c[2]) * at_[1][k];
        for (Int i = 0; i < n_; ++i) out[i * (n_ + std::int64_t{1})] += R(c[0]);
      };
      combine(b + 7, inner);
      multiply(at_[3], inner, at_[5]);
      add(b + 1, at_[5]);
      multiply(at_[0], at_[5], u);
      combine(b + 6, inner);
      multiply(at_[3], inner, v);
      add(b, v);
    } else {
      T* odd = at_[5];
      for (std::int64_t k = 0; k < size_; ++k) {
        T even = T(0), uneven = T(0);
        for (int i = degree / 2; i >= 1; --i) {
          const T power = at_[static_cast<std::size_t>(i)][k];
          even += R(b[2 * i]) * power;
          uneven += R(b[2 * i + 1]) * power;
        }
        v[k] = even;
        odd[k] = uneven;
      }
      for (Int i = 0; i < n_; ++i) {
        v[i * (n_ + std::int64_t{1})] += R(b[0]);
        odd[i * (n_ + std::int64_t{1})] += R(b[1]);
      }
      multiply(at_[0], odd, u);
    }
    // (v - u) x = v + u
    T* left = at_[5];
    for (std::int64_t k = 0; k < size_; ++k) {
      left[k] = v[k] - u[k];
      u[k] += v[k];
    }
    const Int status = lapack::getrf(n_, n_, left, n_, pivots_.data());
    lapack::check_arguments(status, "getrf");
    lapack::check_outcome<SingularError>(
        status, [](Int) { return std::string("the denominator of the approximant of a is singular"); });
    lapack::check_arguments(lapack::getrs(Transpose::no, n_, n_, left, n_, pivots_.data(), u, n_), "getrs");
  }

  Context& ctx_;
  const Int n_;
  const std::int64_t size_;
  CountedVector<T> room_;
  CountedVector<Int> pivots_;
  std::array<T*, 7> at_;
};

}  // namespace

Array expm(Context& ctx, const View& a) {
  const MatrixStack stack(a, "a");
  check_square(stack, "a");
  const DType dtype = to_inexact(a.dtype);
  const std::int64_t n = stack.rows, size = n * n;
  Array result = empty_matrices(ctx, dtype, stack.batch, n, n);
  if (result.size() == 0) return result;
  dispatch_inexact(dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    const Lanes lanes(ctx, n, stack.count);
    std::vector<Exponential<T>> workers;
    workers.reserve(lanes.lanes);
    for (std::size_t i = 0; i < lanes.lanes; ++i) workers.emplace_back(ctx, n);
    lanes.run(ctx, [&](std::int64_t i, std::size_t lane) {
      T* matrix = result.as<T>() + i * size;
      load_columns(ctx, stack.matrix(i), matrix);
      check_finite(matrix, size, "a");
      workers[lane].run(matrix);
    });
  });
  return result;
}

}  // namespace perilune::linalg
