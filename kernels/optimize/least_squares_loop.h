#pragma once
// What the methods of least squares share: counted evaluations, Jacobians, robust losses, and the result.

#include "kernels/array/finite.h"
#include "kernels/optimize/least_squares.h"

namespace perilune::optimize {

class LeastSquares {
 public:
  LeastSquares(Context& ctx, const Residuals& residuals, std::size_t n, std::size_t m,
               const LeastSquaresOptions& options, std::int64_t max_nfev);

  // Counts against max_nfev when it should; throws LimitReached.
  void evaluate(Point x, std::span<double> f, bool counted = true);
  // Row-major (m, n); f is that at x.
  void jacobian(Point x, std::span<const double> f, std::span<double> j);

  double cost(std::span<const double> f);
  // Makes of residuals and Jacobian those of a plain problem with the same gradient and nearly the same Hessian.
  // B. Triggs et al., Bundle Adjustment: A Modern Synthesis (2000).
  void apply_loss(std::span<double> f, std::span<double> j);
  bool robust() const { return options.loss != Loss::linear; }

  LeastSquaresResult result(Point x, std::span<const double> f, std::span<const double> j, std::span<const double> g,
                            double cost, double optimality, int status);

  Context& ctx;
  const Residuals& residuals;
  const LeastSquaresOptions& options;
  std::size_t n, m;
  Run run;

 private:
  void losses(std::span<const double> f);

  CountedVector<double> columns_, squares_;
  CountedVector<LossValue> rho_;
};

// Status of a run that its Run has ended.
int status_of(Ending ending);
const char* least_squares_message(int status);
std::string not_finite(const LeastSquaresOptions& options);  // the message about the start

LeastSquaresResult trust_region_reflective(LeastSquares& problem, Point x0);
LeastSquaresResult rectangular_trust_region(LeastSquares& problem, Point x0);
LeastSquaresResult levenberg_marquardt(LeastSquares& problem, Point x0);

}  // namespace perilune::optimize
