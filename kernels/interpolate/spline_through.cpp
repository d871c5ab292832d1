// C. de Boor, A Practical Guide to Splines (1978), chapters IX to XIII: the coefficients of the B-splines solve a
// banded system, one row a sample; each piece is then written as its Taylor polynomial, from the derivatives at its
// left knot.

#include "kernels/interpolate/spline_through.h"

#include <algorithm>

#include "kernels/lapack/solve.h"
#include "kernels/lapack/threads.h"

namespace perilune::interpolate {

namespace {

class Collocation {
 public:
  Collocation(Context& ctx, const Samples& s, int k)
      : ctx_(ctx),
        k_(k),
        n_(s.count()),
        width_(s.width()),
        x_(s.x.as<double>()),
        knots_(ctx.vector<double>(static_cast<std::size_t>(n_ + k + 1))),
        basis_(ctx.vector<double>(static_cast<std::size_t>(k + 1))),
        coefficients_(ctx.vector<double>(static_cast<std::size_t>(n_ * width_))) {
    place_knots();
    solve(s.y.as<double>());
  }

  // Knots between which the pieces lie: the ends, and what not-a-knot conditions leave of those between.
  std::int64_t pieces() const { return n_ - k_; }
  double knot(std::int64_t piece) const { return knots_[static_cast<std::size_t>(piece + k_)]; }

  // The Taylor coefficients of a piece in one column, the highest power first, `step` apart.
  void taylor(std::int64_t piece, std::int64_t column, double* to, std::int64_t step) {
    const std::int64_t last = piece + k_;  // the B-splines that live here end with this one
    double* d = basis_.data();             // their coefficients, differentiated once more in each round
    for (int j = 0; j <= k_; ++j) d[j] = coefficient(last - k_ + j, column);
    double factor = 1;
    for (int order = 0; order <= k_; ++order) {
      to[(k_ - order) * step] = value_at_knot(d, last, k_ - order) / factor;
      factor *= order + 1;
      for (int j = 0; j < k_ - order; ++j) {
        const std::int64_t left = last - k_ + order + j + 1;
        d[j] = (k_ - order) * (d[j + 1] - d[j]) / (t(left + k_ - order) - t(left));
      }
    }
  }

 private:
  double t(std::int64_t i) const { return knots_[static_cast<std::size_t>(i)]; }
  double coefficient(std::int64_t i, std::int64_t column) const {
    return coefficients_[static_cast<std::size_t>(column * n_ + i)];
  }

  void place_knots() {
    std::fill_n(knots_.begin(), k_ + 1, x_[0]);
    std::fill_n(knots_.end() - k_ - 1, k_ + 1, x_[n_ - 1]);
    for (std::int64_t i = 1; i < pieces(); ++i) {
      const std::int64_t at = i + k_ / 2;
      knots_[static_cast<std::size_t>(k_ + i)] = k_ % 2 ? x_[at] : x_[at - 1] + (x_[at] - x_[at - 1]) / 2;
    }
  }

  // The k + 1 B-splines that are not zero at p, which lies between knots `last` and last + 1.
  void evaluate_basis(double p, std::int64_t last) {
    double* b = basis_.data();
    b[0] = 1;
    for (int degree = 1; degree <= k_; ++degree) {
      double carried = 0;
      for (int j = 0; j < degree; ++j) {
        const double right = t(last + j + 1), left = t(last + j + 1 - degree);
        const double share = b[j] / (right - left);
        b[j] = carried + (right - p) * share;
        carried = (p - left) * share;
      }
      b[degree] = carried;
    }
  }

  void solve(const double* y) {
    const auto n = lapack::dimension(n_, "x");
    const lapack::Int band = k_, stride = 3 * band + 1;
    CountedVector<double> matrix = ctx_.vector<double>(static_cast<std::size_t>(n_ * stride));
    std::fill(matrix.begin(), matrix.end(), 0.0);
    std::int64_t last = k_;
    for (std::int64_t i = 0; i < n_; ++i) {
      if ((i & 1023) == 0) ctx_.poll();
      while (last < n_ - 1 && x_[i] >= t(last + 1)) ++last;
      evaluate_basis(x_[i], last);
      for (int j = 0; j <= k_; ++j) {
        const std::int64_t column = last - k_ + j;
        if (basis_[static_cast<std::size_t>(j)] != 0)
          matrix[static_cast<std::size_t>(column * stride + 2 * band + i - column)] =
              basis_[static_cast<std::size_t>(j)];
      }
      for (std::int64_t j = 0; j < width_; ++j) coefficients_[static_cast<std::size_t>(j * n_ + i)] = y[i * width_ + j];
    }
    CountedVector<lapack::Int> pivots = ctx_.vector<lapack::Int>(static_cast<std::size_t>(n_));
    const lapack::BlasThreads threads(ctx_);
    lapack::Int status = lapack::gbtrf(n, band, band, matrix.data(), stride, pivots.data());
    if (status == 0 && width_ > 0)
      status = lapack::gbtrs(lapack::Transpose::no, n, band, band, lapack::dimension(width_, "y"), matrix.data(),
                             stride, pivots.data(), coefficients_.data(), n);
    if (status != 0) throw ValueError("x must be spread more evenly for a spline of this degree");
  }

  // De Boor's algorithm at knot `last`, for coefficients d[0 … degree] of a spline of this degree.
  double value_at_knot(const double* d, std::int64_t last, int degree) {
    double work[most_spline_degree + 1];
    std::copy_n(d, degree + 1, work);
    const double p = t(last);
    for (int round = 1; round <= degree; ++round)
      for (int j = degree; j >= round; --j) {
        const double left = t(last - degree + j), right = t(last + 1 + j - round);
        const double share = (p - left) / (right - left);
        work[j] = (1 - share) * work[j - 1] + share * work[j];
      }
    return work[degree];
  }

  Context& ctx_;
  const int k_;
  const std::int64_t n_, width_;
  const double* x_;
  CountedVector<double> knots_, basis_, coefficients_;
};

}  // namespace

PPoly spline_through(Context& ctx, const Samples& s, int k, Extrapolate extrapolate) {
  if (s.count() <= k)
    throw ValueError(format("x must have at least %d elements for a spline of degree %d, got %lld", k + 1, k,
                            static_cast<long long>(s.count())));
  Collocation spline(ctx, s, k);
  const std::int64_t m = spline.pieces(), width = s.width();
  Dims shape{k + 1, m};
  for (const std::int64_t length : s.value_shape) shape.push_back(length);
  PPoly p;
  p.x = Array::empty(ctx, DType::float64, {m + 1});
  p.c = Array::empty(ctx, s.is_complex ? DType::complex128 : DType::float64, shape);
  p.extrapolate = extrapolate;
  p.axis = s.axis;
  for (std::int64_t i = 0; i <= m; ++i) p.x.at<double>(i) = spline.knot(i);
  for (std::int64_t i = 0; i < m; ++i) {
    if ((i & 255) == 0) ctx.poll();
    for (std::int64_t j = 0; j < width; ++j) spline.taylor(i, j, p.c.as<double>() + i * width + j, m * width);
  }
  return p;
}

}  // namespace perilune::interpolate
