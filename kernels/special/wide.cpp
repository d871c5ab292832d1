// Chooses the loops for this processor.

#include "kernels/special/wide.h"

#include "kernels/special/functions.h"

namespace perilune::special {

namespace {

template <auto loop_of, auto otherwise>
void run(std::int64_t n, const double* x, double* out) {
  static const loops::UnaryLoop loop = loop_of(loops::best_isa());
  if (loop) {
    loop(n, x, out);
    return;
  }
  for (std::int64_t i = 0; i < n; ++i) out[i] = otherwise(x[i]);
}

}  // namespace

#define PERILUNE_WIDE_FUNCTION(name)                                                                                \
  void wide::name(std::int64_t n, const double* x, double* out) { run<wide::name##_loop, plain::name>(n, x, out); } \
  double name(double x) {                                                                                           \
    double y;                                                                                                       \
    run<wide::name##_loop, plain::name>(1, &x, &y);                                                                 \
    return y;                                                                                                       \
  }

PERILUNE_WIDE_FUNCTION(erf)
PERILUNE_WIDE_FUNCTION(erfc)
PERILUNE_WIDE_FUNCTION(erfcx)
PERILUNE_WIDE_FUNCTION(ndtr)
PERILUNE_WIDE_FUNCTION(log_ndtr)
PERILUNE_WIDE_FUNCTION(expit)
PERILUNE_WIDE_FUNCTION(logit)
PERILUNE_WIDE_FUNCTION(gamma)

}  // namespace perilune::special
