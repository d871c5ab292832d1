#pragma once
// A definite integral of a function of one variable, by QUADPACK's adaptive methods.

#include <memory>
#include <optional>
#include <string_view>

#include "kernels/core/array.h"
#include "kernels/integrate/rules.h"
#include "kernels/optimize/termination.h"

namespace perilune::integrate {

enum class Weight { none, cos, sin, alg, alg_loga, alg_logb, alg_log, cauchy };
// By SciPy's word, "alg-loga"; none for others.
Weight weight_named(std::string_view word);

struct QuadOptions {
  double epsabs = 1.49e-8, epsrel = 1.49e-8;  // done when the error is below epsabs or epsrel times the integral
  std::int64_t limit = 50;                    // subintervals at most
  std::span<const double> points{};           // where the integrand is difficult; those outside (a, b) do not count
  // cos(wvar x), sin(wvar x); (x - a)^wvar (b - x)^wvar2, times log(x - a), log(b - x) or both; 1 / (x - wvar).
  Weight weight = Weight::none;
  double wvar = 0, wvar2 = 0;
  std::int64_t maxp1 = 50;   // cos and sin: interval lengths whose Chebyshev moments are kept
  std::int64_t limlst = 50;  // cos and sin to infinity: cycles at most
  std::int64_t maxfev = optimize::unlimited;
  double maxtime = std::numeric_limits<double>::infinity();
  bool full_output = false;  // fill the details of the result
  // f at several points, where that is cheaper than one by one; used where no limit can lie among them.
  std::optional<Sampler> several{};
};

// Subintervals, with their integrals and errors, and their order by error, from 0.
struct QuadDetails {
  Array low, high, values, errors, order;
  Array break_points, levels, forwarded;           // with points: in order; bisections; whether put forward
  Array cycle_values, cycle_errors, cycle_status;  // cos and sin to infinity, instead of the subintervals
};

struct QuadResult {
  double value = 0, error = 0;
  std::int64_t evaluations = 0, intervals = 0;
  int status = 0;  // QUADPACK's ier: 0 when the accuracy was reached; 8 and 9: maxfev, maxtime
  const char* message = "";
  std::unique_ptr<QuadDetails> details{};  // with full_output
  bool success() const { return status == 0; }
};

// a and b may be infinite and in either order. ValueError for limits that are nan, options out of range and weights
// that the limits do not allow. What f throws passes through.
QuadResult quad(Context& ctx, const Integrand& f, double a, double b, const QuadOptions& options = {});

}  // namespace perilune::integrate
