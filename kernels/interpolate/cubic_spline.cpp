// C. de Boor, A Practical Guide to Splines (1978), chapter IV: the slopes at the samples solve a tridiagonal system,
// which the conditions at both ends complete. Periodic conditions add two corners to it; the last unknown is then
// eliminated by hand, which takes one right-hand side more.

#include "kernels/interpolate/cubic_spline.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "kernels/interpolate/hermite.h"
#include "kernels/lapack/solve.h"
#include "kernels/lapack/threads.h"
#include "kernels/linalg/dense.h"

namespace perilune::interpolate {

namespace {

using Kind = BoundaryCondition::Kind;

// A condition with its derivative values, one for each column.
struct End {
  Kind kind;
  CountedVector<double> value;
  bool prescribes(int order) const {
    return order == 1 ? kind == Kind::clamped || kind == Kind::first_derivative
                      : kind == Kind::natural || kind == Kind::second_derivative;
  }
};

class Slopes {
 public:
  Slopes(Context& ctx, const Samples& s, const End& start, const End& end)
      : ctx_(ctx),
        n_(s.count()),
        width_(s.width()),
        x_(s.x.as<double>()),
        y_(s.y.as<double>()),
        start_(start),
        end_(end),
        lower_(column()),
        diagonal_(column()),
        upper_(column()),
        b_(ctx.vector<double>(static_cast<std::size_t>(n_ * (width_ + 1)))) {}

  // slope(i, column) at [column * n + i].
  const double* solve() {
    const bool both = start_.kind == Kind::not_a_knot && end_.kind == Kind::not_a_knot;
    if (n_ == 2 && start_.kind == Kind::periodic) line();
    else if (n_ == 3 && both) parabola();
    else if (n_ == 3 && start_.kind == Kind::periodic) periodic_of_three();
    else if (start_.kind == Kind::periodic) periodic();
    else tridiagonal();
    return b_.data();
  }

 private:
  CountedVector<double> column() const { return ctx_.vector<double>(static_cast<std::size_t>(n_)); }
  double dx(std::int64_t i) const { return x_[i + 1] - x_[i]; }
  double rise(std::int64_t i, std::int64_t j) const { return y_[(i + 1) * width_ + j] - y_[i * width_ + j]; }
  double secant(std::int64_t i, std::int64_t j) const { return rise(i, j) / dx(i); }
  double& b(std::int64_t i, std::int64_t j) { return b_[static_cast<std::size_t>(j * n_ + i)]; }

  // Row i, for 0 < i < n - 1: the second derivative is continuous at x[i].
  void fill_interior(std::int64_t rows_end) {
    for (std::int64_t i = 1; i < rows_end; ++i) {
      if ((i & 1023) == 0) ctx_.poll();
      const auto at = static_cast<std::size_t>(i);
      const double before = dx(i - 1), after = dx(i);
      lower_[at - 1] = after;
      diagonal_[at] = 2 * (before + after);
      upper_[at] = before;
      for (std::int64_t j = 0; j < width_; ++j) b(i, j) = 3 * (after * secant(i - 1, j) + before * secant(i, j));
    }
  }

  void run(std::int64_t rows, std::int64_t columns) {
    const lapack::BlasThreads threads(ctx_);
    const lapack::Int status =
        lapack::gtsv(lapack::dimension(rows, "x"), lapack::dimension(columns, "y"), lower_.data(), diagonal_.data(),
                     upper_.data(), b_.data(), lapack::dimension(n_, "x"));
    lapack::check_arguments(status, "gtsv");
    lapack::check_outcome<SingularError>(status, [](lapack::Int) {
      return std::string("x has samples so close to each other that no spline passes through them");
    });
  }

  void tridiagonal() {
    fill_interior(n_ - 1);
    const auto last = static_cast<std::size_t>(n_ - 1);
    for (std::int64_t j = 0; j < width_; ++j) {
      b(0, j) = end_row(start_, 0, n_ > 2 ? 1 : 0, j, 1);
      b(n_ - 1, j) = end_row(end_, n_ - 2, n_ > 2 ? n_ - 3 : 0, j, -1);
    }
    std::tie(diagonal_[0], upper_[0]) = end_matrix(start_, 0, n_ > 2 ? 1 : 0);
    std::tie(diagonal_[last], lower_[last - 1]) = end_matrix(end_, n_ - 2, n_ > 2 ? n_ - 3 : 0);
    run(n_, width_);
  }

  // The elements on and beside the diagonal in the row of an end: `near` is the interval there, `next` the one beside
  // it.
  std::pair<double, double> end_matrix(const End& e, std::int64_t near, std::int64_t next) const {
    if (e.prescribes(2)) return {2 * dx(near), dx(near)};
    if (e.prescribes(1) || n_ == 2) return {1, 0};
    return {dx(next), dx(near) + dx(next)};
  }

  // The right-hand side of that row; direction: 1 at the start, -1 at the end.
  double end_row(const End& e, std::int64_t near, std::int64_t next, std::int64_t j, double direction) const {
    const double h = dx(near);
    if (e.prescribes(1)) return e.value[static_cast<std::size_t>(j)];
    if (e.prescribes(2)) return -direction * 0.5 * e.value[static_cast<std::size_t>(j)] * h * h + 3 * rise(near, j);
    if (n_ == 2) return secant(0, j);  // two samples say no more than their line
    const double d = h + dx(next);
    return ((h + 2 * d) * dx(next) * secant(near, j) + h * h * secant(next, j)) / d;
  }

  void line() {
    for (std::int64_t j = 0; j < width_; ++j) b(0, j) = b(1, j) = secant(0, j);
  }

  // Both conditions say the same of three samples; the parabola through them is what they mean.
  void parabola() {
    for (std::int64_t j = 0; j < width_; ++j) {
      const double s0 = secant(0, j), s1 = secant(1, j), middle = (dx(0) * s1 + dx(1) * s0) / (dx(0) + dx(1));
      b(0, j) = 2 * s0 - middle;
      b(1, j) = middle;
      b(2, j) = 2 * s1 - middle;
    }
  }

  void periodic_of_three() {
    for (std::int64_t j = 0; j < width_; ++j)
      b(0, j) = b(1, j) = b(2, j) = (secant(0, j) / dx(0) + secant(1, j) / dx(1)) / (1 / dx(0) + 1 / dx(1));
  }

  // Unknowns 0 .. n-2, the last equal to the first. Without unknown n-2 the system is tridiagonal; solved once for the
  // data and once for that unknown's column, and put together so that its own equation holds.
  void periodic() {
    const std::int64_t last = n_ - 2;
    const double h0 = dx(0), h1 = dx(n_ - 2), h2 = dx(n_ - 3), h3 = dx(n_ - 4);
    fill_interior(last);
    diagonal_[0] = 2 * (h1 + h0);
    upper_[0] = h1;
    CountedVector<double> final_row = ctx_.vector<double>(static_cast<std::size_t>(width_));
    for (std::int64_t j = 0; j < width_; ++j) {
      b(0, j) = 3 * (h0 * secant(n_ - 2, j) + h1 * secant(0, j));
      final_row[static_cast<std::size_t>(j)] = 3 * (h1 * secant(n_ - 3, j) + h2 * secant(n_ - 2, j));
    }
    for (std::int64_t i = 0; i < last; ++i) b(i, width_) = 0;
    b(0, width_) -= h0;
    b(last - 1, width_) -= h3;
    run(last, width_ + 1);
    const double pivot = 2 * (h1 + h2) + h2 * b(0, width_) + h1 * b(last - 1, width_);
    for (std::int64_t j = 0; j < width_; ++j) {
      const double s = (final_row[static_cast<std::size_t>(j)] - h2 * b(0, j) - h1 * b(last - 1, j)) / pivot;
      for (std::int64_t i = 0; i < last; ++i) b(i, j) += s * b(i, width_);
      b(last, j) = s;
      b(last + 1, j) = b(0, j);
    }
  }

  Context& ctx_;
  std::int64_t n_, width_;
  const double *x_, *y_;
  const End &start_, &end_;
  CountedVector<double> lower_, diagonal_, upper_, b_;
};

bool has_value(const BoundaryCondition& c) {
  return c.kind == Kind::first_derivative || c.kind == Kind::second_derivative;
}

End make_end(Context& ctx, const BoundaryCondition& c, const Samples& s) {
  End e{c.kind, ctx.vector<double>(static_cast<std::size_t>(s.width()))};
  if (!has_value(c)) return e;
  if (!(Dims(c.value.dims()) == s.value_shape))
    throw ShapeError("bc_type needs derivatives of shape " + shape_text(s.value_shape) + " to match y, got " +
                     shape_text(c.value.dims()));
  if (s.is_complex) linalg::pack(ctx, c.value, reinterpret_cast<Complex128*>(e.value.data()));
  else linalg::pack(ctx, c.value, e.value.data());
  if (!linalg::all_finite(e.value.data(), s.width())) throw ValueError("bc_type must contain finite derivatives");
  return e;
}

void check_periodic(const Samples& s) {
  const double *first = s.y.as<double>(), *last = first + (s.count() - 1) * s.width();
  for (std::int64_t j = 0; j < s.width(); ++j)
    if (!(std::abs(first[j] - last[j]) <= 1e-15 + 1e-15 * std::abs(last[j])))
      throw ValueError("y must end as it begins for bc_type 'periodic', got " + number_text(first[j]) + " and " +
                       number_text(last[j]));
}

}  // namespace

PPoly cubic_spline(Context& ctx, const View& x, const View& y, const CubicSplineOptions& options) {
  const bool periodic = options.start.kind == Kind::periodic;
  if (periodic != (options.end.kind == Kind::periodic))
    throw ValueError("bc_type 'periodic' must stand for both ends, got another condition at one of them");
  bool complex_values = false;
  for (const BoundaryCondition* c : {&options.start, &options.end})
    complex_values |= has_value(*c) && is_complex(c->value.dtype);
  const Samples s = samples(ctx, x, y, options.axis, complex_values);
  if (periodic) check_periodic(s);
  const End start = make_end(ctx, options.start, s), end = make_end(ctx, options.end, s);
  Slopes slopes(ctx, s, start, end);
  return cubic_from_slopes(ctx, s, slopes.solve(),
                           options.extrapolate.value_or(periodic ? Extrapolate::periodic : Extrapolate::yes));
}

}  // namespace perilune::interpolate
