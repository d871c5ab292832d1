// J. Nelder and R. Mead, Computer Journal 7 (1965); adaptive coefficients: F. Gao and L. Han, Computational
// Optimization and Applications 51 (2012). To choose when only values are to be had, n is small and a rough minimum
// will do: it makes no use of smoothness and may stall at points that are not minima. Steps, order of evaluations and
// the arithmetic are SciPy's, so that the iterates are the same numbers.

#include "kernels/optimize/nelder_mead.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/create.h"
#include "kernels/linalg/dense.h"

namespace perilune::optimize {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Coefficients {
  double reflection = 1, expansion = 2, contraction = 0.5, shrinkage = 0.5;
  static Coefficients adaptive(double n) { return {1, 1 + 2 / n, 0.75 - 1 / (2 * n), 1 - 1 / n}; }
};

Limits limits_of(const NelderMeadOptions& options, std::int64_t n) {
  const std::int64_t usual = 200 * n;
  const auto& iter = options.maxiter;
  const auto& fev = options.maxfev;
  Limits limits{iter.value_or(usual), fev.value_or(usual), options.maxtime};
  if (!iter && fev) limits.maxiter = *fev == unlimited ? usual : unlimited;
  if (!fev && iter) limits.maxfev = *iter == unlimited ? usual : unlimited;
  return limits;
}

// nan counts as larger than everything, as in NumPy's sorts.
bool before(double a, double b) { return a < b || (std::isnan(b) && !std::isnan(a)); }

class Simplex {
 public:
  Simplex(Context& ctx, const Objective& objective, Point x0, const NelderMeadOptions& options)
      : ctx_(ctx),
        objective_(objective),
        options_(options),
        n_(x0.size()),
        k_(options.adaptive ? Coefficients::adaptive(static_cast<double>(n_)) : Coefficients()),
        limits_(limits_of(options, static_cast<std::int64_t>(n_))),
        run_(ctx, limits_, options.callback),
        vertices_(ctx.vector<double>((n_ + 1) * n_)),
        values_(ctx.vector<double>(n_ + 1)),
        order_(ctx.vector<std::size_t>(n_ + 1)),
        work_(ctx.vector<double>(3 * n_)),
        all_(ctx.vector<double>()) {
    limits_.check();
    place_vertices(x0);
  }

  NelderMeadResult minimize() {
    record();  // the start, before it is sorted
    std::fill(values_.begin(), values_.end(), infinity);
    for (std::size_t i = 0; i <= n_; ++i) order_[i] = i;
    try {
      run_.evaluate(objective_, vertices_, values_);
    } catch (const LimitReached&) {
    }
    sort();
    run_.nit = 1;
    bool converged = false;
    while (run_.ending() != Ending::maxtime && run_.nfev < limits_.maxfev && run_.nit < limits_.maxiter) {
      converged = small();
      try {
        if (!converged) {
          improve();
          ++run_.nit;
        }
      } catch (const LimitReached&) {
      }
      sort();
      record();  // as SciPy, once more for the last iterate
      if (!run_.report(vertex(0), value(0)) || converged) break;
    }
    if (converged) run_.end(Ending::converged);
    return result();
  }

 private:
  // Rows are moved by their order, never in memory. Row 0 is the best.
  std::span<double> vertex(std::size_t rank) { return std::span(vertices_).subspan(order_[rank] * n_, n_); }
  double& value(std::size_t rank) { return values_[order_[rank]]; }
  bool bounded() const { return !options_.lower.empty(); }

  void place_vertices(Point x0) {
    if (options_.initial_simplex) {
      linalg::pack(ctx_, *options_.initial_simplex, vertices_.data());
    } else {
      for (std::size_t i = 0; i <= n_; ++i)
        for (std::size_t j = 0; j < n_; ++j) {
          double x = bounded() ? std::min(std::max(x0[j], options_.lower[j]), options_.upper[j]) : x0[j];
          if (i == j + 1) x = x != 0 ? (1 + 0.05) * x : 0.00025;
          vertices_[i * n_ + j] = x;
        }
    }
    if (!bounded()) return;
    // Clipping alone would flatten a simplex that starts at an upper bound: what sticks out there is mirrored inside.
    for (std::size_t i = 0; i <= n_; ++i)
      for (std::size_t j = 0; j < n_; ++j) {
        double& x = vertices_[i * n_ + j];
        if (x > options_.upper[j]) x = 2 * options_.upper[j] - x;
        x = std::min(std::max(x, options_.lower[j]), options_.upper[j]);
      }
  }

  // A stable insertion sort: after most iterations a single vertex is out of place.
  void sort() {
    for (std::size_t i = 1; i <= n_; ++i) {
      const std::size_t moving = order_[i];
      std::size_t j = i;
      for (; j > 0 && before(values_[moving], values_[order_[j - 1]]); --j) order_[j] = order_[j - 1];
      order_[j] = moving;
    }
  }

  // nan and infinite differences count as large.
  bool small() {
    const std::span<const double> best = vertex(0);
    for (std::size_t i = 1; i <= n_; ++i) {
      const std::span<const double> other = vertex(i);
      if (!(std::abs(value(0) - value(i)) <= options_.fatol)) return false;
      for (std::size_t j = 0; j < n_; ++j)
        if (!(std::abs(other[j] - best[j]) <= options_.xatol)) return false;
    }
    return true;
  }

  void clip(std::span<double> x) const {
    if (!bounded()) return;
    for (std::size_t j = 0; j < n_; ++j) x[j] = std::min(std::max(x[j], options_.lower[j]), options_.upper[j]);
  }

  // to = a centroid + b worst, clipped; its value.
  double try_point(std::span<double> to, double a, double b) {
    const std::span<const double> centroid(work_.data(), n_), worst = vertex(n_);
    for (std::size_t j = 0; j < n_; ++j) to[j] = a * centroid[j] + b * worst[j];
    clip(to);
    return run_.evaluate(objective_, to);
  }

  void accept(std::span<const double> x, double fun) {
    std::copy(x.begin(), x.end(), vertex(n_).begin());
    value(n_) = fun;
  }

  void improve() {
    const std::span<double> centroid(work_.data(), n_), reflected(work_.data() + n_, n_),
        other(work_.data() + 2 * n_, n_);
    std::fill(centroid.begin(), centroid.end(), 0.0);
    for (std::size_t i = 0; i < n_; ++i) {
      const std::span<const double> x = vertex(i);
      for (std::size_t j = 0; j < n_; ++j) centroid[j] += x[j];
    }
    for (double& x : centroid) x /= static_cast<double>(n_);

    const auto [rho, chi, psi, sigma] = k_;
    const double reflected_value = try_point(reflected, 1 + rho, -rho);
    if (reflected_value < value(0)) {
      const double expanded = try_point(other, 1 + rho * chi, -(rho * chi));
      return expanded < reflected_value ? accept(other, expanded) : accept(reflected, reflected_value);
    }
    if (reflected_value < value(n_ - 1)) return accept(reflected, reflected_value);
    if (reflected_value < value(n_)) {
      const double outside = try_point(other, 1 + psi * rho, -(psi * rho));
      if (outside <= reflected_value) return accept(other, outside);
    } else {
      const double inside = try_point(other, 1 - psi, psi);
      if (inside < value(n_)) return accept(other, inside);
    }
    shrink(sigma);
  }

  void shrink(double sigma) {
    // Evaluated in order of rank, as one batch; what a limit leaves out counts as infinite.
    CountedVector<double> points = ctx_.vector<double>(n_ * n_), values = ctx_.vector<double>(n_);
    std::fill(values.begin(), values.end(), infinity);
    const std::span<const double> best = vertex(0);
    for (std::size_t i = 0; i < n_; ++i) {
      const std::span<double> x = std::span(points).subspan(i * n_, n_);
      const std::span<const double> old = vertex(i + 1);
      for (std::size_t j = 0; j < n_; ++j) x[j] = best[j] + sigma * (old[j] - best[j]);
      clip(x);
    }
    const auto keep = [&] {
      for (std::size_t i = 0; i < n_; ++i) {
        std::copy_n(points.data() + i * n_, n_, vertex(i + 1).begin());
        value(i + 1) = values[i];
      }
    };
    try {
      run_.evaluate(objective_, points, values);
    } catch (const LimitReached&) {
      keep();
      throw;
    }
    keep();
  }

  void record() {
    if (!options_.return_all) return;
    const bool start = all_.empty();
    const double* x = start ? vertices_.data() : vertex(0).data();
    all_.insert(all_.end(), x, x + n_);
  }

  NelderMeadResult result() {
    Ending ending = run_.ending();
    if (ending != Ending::callback && ending != Ending::maxtime)
      ending = run_.nfev >= limits_.maxfev   ? Ending::maxfev
               : run_.nit >= limits_.maxiter ? Ending::maxiter
                                             : Ending::converged;
    const auto n = static_cast<std::int64_t>(n_);
    // One after the other: where the third throws, GCC 12 ends the life of the first twice in nested braces.
    NelderMeadResult r{};
    r.x = vector_of(ctx_, run_.best().empty() ? Point(vertex(0)) : run_.best());
    r.fun = run_.best_value();
    r.ending = ending;
    r.simplex = Array::empty(ctx_, DType::float64, {n + 1, n});
    r.simplex_values = Array::empty(ctx_, DType::float64, {n + 1});
    r.nit = run_.nit;
    r.nfev = run_.nfev;
    r.outcome = minimize_outcome(ending);
    for (std::size_t i = 0; i <= n_; ++i) {
      std::copy_n(vertex(i).data(), n_, r.simplex.as<double>() + i * n_);
      r.simplex_values.as<double>()[i] = value(i);
    }
    if (options_.return_all) r.all = rows_array(ctx_, all_, n_);
    return r;
  }

  Context& ctx_;
  const Objective& objective_;
  const NelderMeadOptions& options_;
  std::size_t n_;
  Coefficients k_;
  Limits limits_;
  Run run_;
  CountedVector<double> vertices_, values_;
  CountedVector<std::size_t> order_;
  CountedVector<double> work_;  // centroid, reflected point, the other trial point
  CountedVector<double> all_;
};

void check(Context& ctx, Point x0, const NelderMeadOptions& options) {
  check_start(x0, options.lower, options.upper);
  check_tolerances({{"xatol", options.xatol}, {"fatol", options.fatol}});
  if (options.initial_simplex) {
    const auto n = static_cast<std::int64_t>(x0.size());
    const Dims shape(options.initial_simplex->dims());
    if (!(shape == Dims{n + 1, n}))
      throw ShapeError(format("initial_simplex must be %lldx%lld for %lld variables, got %s",
                              static_cast<long long>(n + 1), static_cast<long long>(n), static_cast<long long>(n),
                              shape_text(shape).c_str()));
    if (is_complex(options.initial_simplex->dtype))
      throw ValueError("initial_simplex must be real, got complex numbers");
  }
  bool outside = false;
  for (std::size_t j = 0; j < options.lower.size(); ++j)
    outside |= x0[j] < options.lower[j] || x0[j] > options.upper[j];
  if (outside) ctx.warn("x0 lies outside the bounds and was moved inside");
}

}  // namespace

NelderMeadResult nelder_mead(Context& ctx, const Objective& objective, Point x0, const NelderMeadOptions& options) {
  check(ctx, x0, options);
  return Simplex(ctx, objective, x0, options).minimize();
}

}  // namespace perilune::optimize
