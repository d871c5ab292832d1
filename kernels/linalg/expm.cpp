// Scaling and squaring with diagonal Pade approximants of degrees 3 to 13.
// A. Al-Mohy, N. Higham, A New Scaling and Squaring Algorithm for the Matrix Exponential, SIAM J. Matrix Anal. Appl. 31
// (2009); the powers' norms are taken exactly where the paper estimates them.

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

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
    Range d8{0, d4};
    if (d6 <= theta9) {
      d8 = root_of_product(2, 2, 0.125);
      const double middle = std::max(d6, d8.low);
      if (middle <= theta7 && ell(7) == 0) return pade(pade7, 7, a);
      if (middle <= theta9 && ell(9) == 0) return pade(pade9, 9, a);
    } else {
      d8.low = std::pow(column_of_product(2, 2), 0.125);
    }
    // The eighth and tenth powers count only by how often a is halved: mostly bounds of their norms know that.
    const double n4 = norm(at_[2]), n6 = norm(at_[3]);
    Range d10{std::pow(column_of_product(2, 3), 0.1), std::pow(n4 * n6, 0.1)};
    const auto halvings = [&](double eight, double ten) {
      const double eta = std::min(std::max(d6, eight), std::max(eight, ten));
      return eta > 0 ? std::max(0, static_cast<int>(std::ceil(std::log2(eta / theta13)))) : 0;
    };
    const auto unknown = [&] { return halvings(d8.low, d10.low) != halvings(d8.high, d10.high); };
    if (unknown() && d8.low != d8.high) d8 = root_of_product(2, 2, 0.125);
    if (unknown()) d10 = root_of_product(2, 3, 0.1);
    int squarings = halvings(d8.low, d10.low);
    if (squarings > 1020) throw DomainError("a is too large: the exponential overflows");  // what follows would be nan
    scale(squarings);
    squarings += more_for_13();
    pade(pade13, 13, a);
    T *power = a, *square = at_[0];
    for (int i = 0; i < squarings; ++i) {
      ctx_.poll();
      multiply(power, power, square);
      std::swap(power, square);
    }
    if (power != a) std::copy_n(power, size_, a);
  }

 private:
  void multiply(const T* x, const T* y, T* z) const {
    lapack::gemm<T>(Transpose::no, Transpose::no, n_, n_, n_, T(1), x, n_, y, n_, T(0), z, n_);
  }
  double norm(const T* x) const { return static_cast<double>(one_norm(x, n_)); }

  struct Range {
    double low, high;
  };
  // The root of the 1-norm of at_[i] times at_[j], exactly; the product is left in at_[4] or at_[5].
  Range root_of_product(std::size_t i, std::size_t j, double exponent) {
    T* product = at_[i + j];
    multiply(at_[i], at_[j], product);
    const double d = std::pow(norm(product), exponent);
    return {d, d};
  }
  // The 1-norm of one column of that product: a lower bound of its norm.
  double column_of_product(std::size_t i, std::size_t j) {
    std::int64_t longest = 0;
    double most = -1;
    for (std::int64_t c = 0; c < n_; ++c) {
      double sum = 0;
      for (std::int64_t r = 0; r < n_; ++r) sum += static_cast<double>(std::abs(at_[j][r + c * n_]));
      if (sum > most) {
        most = sum;
        longest = c;
      }
    }
    lapack::gemm<T>(Transpose::no, Transpose::no, n_, 1, n_, T(1), at_[i], n_, at_[j] + longest * n_, n_, T(0), at_[6],
                    n_);
    double sum = 0;
    for (std::int64_t r = 0; r < n_; ++r) sum += static_cast<double>(std::abs(at_[6][r]));
    return sum;
  }

  // a and its powers for a / 2^s.
  void scale(int s) {
    if (s == 0) return;
    for (int i = 0; i <= 3; ++i) {
      const R factor = static_cast<R>(std::ldexp(1.0, -s * (i == 0 ? 1 : 2 * i)));
      for (std::int64_t k = 0; k < size_; ++k) at_[static_cast<std::size_t>(i)][k] *= factor;
    }
  }

  int more_for_13() {
    const int more = ell(13);
    scale(more);
    return more;
  }

  // How many further squarings keep the first neglected term of degree 2m + 1 below the unit roundoff. The 1-norm of
  // that power of |a| comes from products with a row of ones. The quotients of one row by the one before bound those of
  // all later ones (L. Collatz, Math. Zeitschrift 48 (1942)): as soon as both bounds say the same, the rest is left
  // out.
  int ell(int m) const {
    const double whole = norm(at_[0]);
    if (whole == 0) return 0;
    // |c| = m!^2 / ((2m)! (2m + 1)!)
    const double c = (2 * std::lgamma(m + 1.0) - std::lgamma(2 * m + 1.0) - std::lgamma(2 * m + 2.0)) / std::log(2.0);
    const auto squarings = [&](double logarithm) {  // of the norm of the power
      return std::max(0.0, std::ceil((c + logarithm - std::log2(whole) + 53) / (2 * m)));
    };
    const int powers = 2 * m + 1;
    if (squarings(powers * std::log2(whole)) == 0) return 0;
    CountedVector<double> row = ctx_.vector<double>(static_cast<std::size_t>(n_)), next = row;
    std::fill(row.begin(), row.end(), 1.0);
    double logarithm = 0;  // of what was divided out
    for (int power = 1; power <= powers; ++power) {
      double largest = 0, lowest_quotient = std::numeric_limits<double>::infinity(), highest_quotient = 0;
      for (Int j = 0; j < n_; ++j) {
        const double sum = weighted_size(row.data(), at_[0] + std::int64_t{j} * n_, n_);
        const double before = row[static_cast<std::size_t>(j)];
        next[static_cast<std::size_t>(j)] = sum;
        largest = std::max(largest, sum);
        if (before == 0) continue;  // and so it stays
        lowest_quotient = std::min(lowest_quotient, sum / before);
        highest_quotient = std::max(highest_quotient, sum / before);
      }
      if (largest == 0) return 0;
      for (double& x : next) x /= largest;
      logarithm += std::log2(largest);
      const int left = powers - power;
      const double high = squarings(logarithm + left * std::log2(highest_quotient));
      if (high == 0) return 0;
      if (lowest_quotient > 0 && high == squarings(logarithm + left * std::log2(lowest_quotient)))
        return static_cast<int>(high);
      std::swap(row, next);
    }
    return static_cast<int>(squarings(logarithm));
  }

  static double weighted_size(const double* weights, const T* column, Int n) {
    double sums[4] = {};  // several at once: one would wait for its last addition
    Int i = 0;
    for (; i + 4 <= n; i += 4)
      for (int lane = 0; lane < 4; ++lane)
        sums[lane] += weights[i + lane] * static_cast<double>(std::abs(column[i + lane]));
    for (; i < n; ++i) sums[0] += weights[i] * static_cast<double>(std::abs(column[i]));
    return sums[0] + sums[1] + (sums[2] + sums[3]);
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
