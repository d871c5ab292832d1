// J. Moré, The Levenberg-Marquardt Algorithm (1978), by MINPACK's lmdif and lmder in the package cminpack. To choose
// without bounds: few evaluations. Nothing is thrown through the package: what a residual throws waits until it has
// returned.

#include <cminpack.h>

#include <algorithm>
#include <cmath>
#include <exception>

#include "kernels/lapack/solve.h"
#include "kernels/optimize/least_squares_loop.h"

namespace perilune::optimize {

namespace {

struct Bridge {
  LeastSquares& problem;
  std::span<double> best_x, best_f;
  double best = std::numeric_limits<double>::infinity();
  std::exception_ptr thrown{};
  bool limited = false, started = false;

  // Runs what may throw; false ends the package's loop.
  template <class F>
  int guard(F&& f) noexcept {
    if (limited || thrown) return -1;
    try {
      f();
      return 0;
    } catch (const LimitReached&) {
      limited = true;
    } catch (...) {
      thrown = std::current_exception();
    }
    return -1;
  }

  // An iterate, or a point of a difference quotient: the latter is no candidate.
  void evaluate(const double* x, double* f, bool candidate) {
    const std::span<double> out(f, problem.m);
    problem.evaluate({x, problem.n}, out);
    if (!candidate) return;
    const double squares = dot(out, out);
    if (!(squares < best)) return;
    best = squares;
    std::copy_n(x, problem.n, best_x.begin());
    std::copy_n(f, problem.m, best_f.begin());
  }
  // The package tells of the start, of each iteration and of the end.
  void report(const double* x, double const* f) {
    if (!started) {
      started = true;
      if (!problem.run.within_iterations()) throw LimitReached();
      return;
    }
    ++problem.run.nit;
    const std::span<const double> values(f, problem.m);
    if (!problem.run.report({x, problem.n}, 0.5 * dot(values, values)) || !problem.run.within_iterations())
      throw LimitReached();
  }
};

int by_differences(void* data, int, int, const double* x, double* f, int flag) {
  auto& bridge = *static_cast<Bridge*>(data);
  return bridge.guard([&] {
    if (flag == 0) bridge.report(x, f);
    else bridge.evaluate(x, f, flag == 1);
  });
}

int by_jacobian(void* data, int m, int n, const double* x, double* f, double* j, int, int flag) {
  auto& bridge = *static_cast<Bridge*>(data);
  return bridge.guard([&] {
    if (flag == 0) return bridge.report(x, f);
    if (flag == 1) return bridge.evaluate(x, f, true);
    CountedVector<double> rows =
        bridge.problem.ctx.vector<double>(static_cast<std::size_t>(m) * static_cast<std::size_t>(n));
    const auto size = static_cast<std::size_t>(n), count = static_cast<std::size_t>(m);
    bridge.problem.jacobian({x, size}, {f, count}, rows);
    for (std::size_t k = 0; k < count; ++k)
      for (std::size_t i = 0; i < size; ++i) j[i * count + k] = rows[k * size + i];
  });
}

// (J'J)^-1 from J P = Q R: R is the upper triangle of the first n rows, column-major.
Array covariance_of(Context& ctx, std::span<const double> factor, std::span<const int> pivots, std::size_t m) {
  const std::size_t n = pivots.size();
  CountedVector<double> inverse = ctx.vector<double>(n * n);  // of R'R, one triangle
  double largest = 0;
  for (std::size_t i = 0; i < n; ++i) largest = std::max(largest, std::abs(factor[i * m + i]));
  for (std::size_t j = 0; j < n; ++j) {
    if (!(std::abs(factor[j * m + j]) > largest * 1e-15 * static_cast<double>(n))) return {};
    std::copy_n(factor.data() + j * m, j + 1, inverse.data() + j * n);
  }
  const lapack::Int order = lapack::dimension(static_cast<std::int64_t>(n), "x0");
  const lapack::Int status = lapack::potri(lapack::Triangle::upper, order, inverse.data(), order);
  lapack::check_arguments(status, "potri");
  if (status > 0) return {};
  Array covariance = Array::empty(ctx, DType::float64, {order, order});
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t i = 0; i <= j; ++i)
      covariance.at<double>(pivots[i] - 1, pivots[j] - 1) = covariance.at<double>(pivots[j] - 1, pivots[i] - 1) =
          inverse[j * n + i];
  return covariance;
}

}  // namespace

LeastSquaresResult levenberg_marquardt(LeastSquares& p, Point x0) {
  const std::size_t n = p.n, m = p.m;
  if (m > 2147483647u / std::max<std::size_t>(n, 1))
    throw ValueError(format("fun must give fewer residuals, got %zu", m));
  const auto vector = [&](std::size_t size) { return p.ctx.vector<double>(size); };
  CountedVector<double> x = vector(n), f = vector(m), jacobian = vector(m * n), diagonal = vector(n), qtf = vector(n),
                        w1 = vector(n), w2 = vector(n), w3 = vector(n), w4 = vector(m), best_x = vector(n),
                        best_f = vector(m);
  CountedVector<int> pivots = p.ctx.vector<int>(n);
  std::copy(x0.begin(), x0.end(), x.begin());
  best_x = x;
  std::fill(best_f.begin(), best_f.end(), std::numeric_limits<double>::quiet_NaN());
  const LeastSquaresOptions& o = p.options;
  const int mode = o.scale_by_jacobian ? 1 : 2;
  for (std::size_t i = 0; i < n; ++i)
    diagonal[i] = o.x_scale.empty() ? 1 : 1 / o.x_scale[o.x_scale.size() == 1 ? 0 : i];
  Bridge bridge{p, best_x, best_f};
  const int listens = 1;  // told after each iteration
  const int m_int = static_cast<int>(m), n_int = static_cast<int>(n), most = 2147483647;
  int nfev = 0, njev = 0, info;
  if (p.residuals.jacobian) {
    info = lmder(by_jacobian, &bridge, m_int, n_int, x.data(), f.data(), jacobian.data(), m_int, o.ftol, o.xtol, o.gtol,
                 most, diagonal.data(), mode, o.factor, listens, &nfev, &njev, pivots.data(), qtf.data(), w1.data(),
                 w2.data(), w3.data(), w4.data());
  } else {
    const double step =
        o.differences.relative.empty() ? std::sqrt(std::numeric_limits<double>::epsilon()) : o.differences.relative[0];
    info = lmdif(by_differences, &bridge, m_int, n_int, x.data(), f.data(), o.ftol, o.xtol, o.gtol, most, step * step,
                 diagonal.data(), mode, o.factor, listens, &nfev, jacobian.data(), m_int, pivots.data(), qtf.data(),
                 w1.data(), w2.data(), w3.data(), w4.data());
  }
  if (bridge.thrown) std::rethrow_exception(bridge.thrown);
  if (std::isinf(bridge.best) && p.run.nfev > 0) throw ValueError(not_finite(p.options));
  int status = 0;
  if (bridge.limited) {
    status = status_of(p.run.ending());
  } else {
    constexpr int common[] = {-1, 2, 3, 4, 1, 0, 2, 3, 1};  // MINPACK's numbers; 6 to 8: as near as rounding allows
    status = info >= 0 && info < 9 ? common[info] : -1;
  }
  const bool factored = pivots[0] > 0 && p.run.nfev > 0;
  Array covariance = factored ? covariance_of(p.ctx, jacobian, pivots, m) : Array();
  // The Jacobian at the solution, anew: what the package leaves is a factorisation, of an earlier one.
  CountedVector<double> g = vector(n), rows = vector(o.final_jacobian ? m * n : 0);
  double optimality = std::numeric_limits<double>::quiet_NaN();
  if (o.final_jacobian) {
    const std::int64_t counted = p.run.njev;
    try {
      p.jacobian(best_x, best_f, rows);
      optimality = 0;
    } catch (const LimitReached&) {  // out of time: nothing is known
      std::fill(rows.begin(), rows.end(), std::numeric_limits<double>::quiet_NaN());
    }
    p.run.njev = counted;
  }
  if (!p.residuals.jacobian) p.run.njev = 0;
  for (std::size_t k = 0; k * n < rows.size(); ++k)
    for (std::size_t i = 0; i < n; ++i) g[i] += rows[k * n + i] * best_f[k];
  if (optimality == 0) optimality = norm_of(g, std::numeric_limits<double>::infinity());
  LeastSquaresResult r = p.result(best_x, best_f, rows, g, 0.5 * dot(best_f, best_f), optimality, status);
  r.covariance = std::move(covariance);
  return r;
}

}  // namespace perilune::optimize
