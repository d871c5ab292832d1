#pragma once
// The adaptive loops behind `quad`, one per case of QUADPACK. a < b are finite, options are checked.

#include <cmath>

#include "kernels/integrate/extrapolation.h"
#include "kernels/integrate/partition.h"
#include "kernels/integrate/quad.h"

namespace perilune::integrate {

inline constexpr double epsilon = std::numeric_limits<double>::epsilon();
inline constexpr double smallest = std::numeric_limits<double>::min();
inline constexpr double largest = std::numeric_limits<double>::max();

// The rule for a subinterval; level: how often it was bisected; second: its sister has just been done.
using Rule = FunctionRef<Estimate(double a, double b, int level, bool second)>;

// Bisection with extrapolation: what QAGS, QAGI, QAGP and QAWO have in common.
class Adaptive {
 public:
  Adaptive(Context& ctx, const Rule& rule, const QuadOptions& options)
      : partition(ctx, options.limit), rule_(rule), options_(options) {}

  // QAGS on (a, b), QAGI on (0, 1).
  void run(double a, double b);
  // QAGP: `points` begin with a and end with b.
  void run_pieces(std::span<const double> points);
  // QAWO: extrapolation begins when the intervals are short against 1 / omega.
  void run_oscillatory(double a, double b, double omega);
  // After a limit has ended the run: what the intervals sum up to.
  void give_up();

  Partition partition;
  double value = 0, error = 0;
  int status = 0;
  CountedVector<int>* forwarded = nullptr;  // QAGP: where first errors were raised

 private:
  struct Halves {
    double low, middle, high, error, error_before;
    int level;
  };
  double tolerance(double of) const { return std::max(options_.epsabs, options_.epsrel * std::abs(of)); }
  void begin(double magnitude);
  Estimate first(double a, double b);
  Halves bisect();
  bool extrapolate(bool strict);
  template <class Large>
  bool decrease_large(Large large);
  void restart();
  void sum_up();
  void finish(bool or_equal);

  const Rule& rule_;
  const QuadOptions& options_;
  Extrapolation table_;
  double area_ = 0, error_sum_ = 0, bound_ = 0, large_error_ = 0, large_bound_ = 0, correction_ = 0, magnitude_ = 0;
  int roundoff_[3] = {}, since_improvement_ = 0;
  bool extrapolating_ = false, no_more_ = false, table_roundoff_ = false, positive_ = false, summed_ = false;
};

// QAWS and QAWC: bisection without extrapolation, by rules that take care of the weight.
QuadResult quad_algebraic(Context& ctx, const Integrand& f, double a, double b, const QuadOptions& options);
QuadResult quad_cauchy(Context& ctx, const Integrand& f, double a, double b, const QuadOptions& options);
// QAWO and QAWF.
QuadResult quad_oscillatory(Context& ctx, const Integrand& f, double a, double b, const QuadOptions& options);
QuadResult quad_oscillatory_infinite(Context& ctx, const Integrand& f, double a, const QuadOptions& options);

void fill(Context& ctx, const Partition& partition, QuadResult& result);

}  // namespace perilune::integrate
