// Independence in a table of counts, by the power divergence family of N. Cressie and T. R. C. Read, J. R. Statist.
// Soc. B 46 (1984) 440, with the correction of F. Yates for one degree of freedom.

#include <cmath>

#include "kernels/array/elementwise.h"
#include "kernels/special/functions.h"
#include "kernels/stats/tests.h"

namespace perilune::stats {

Contingency chi2_contingency(Context& ctx, const View& observed, bool correction, double lambda) {
  if (is_complex(observed.dtype)) throw ValueError(format("observed must be real, got %s", name(observed.dtype)));
  if (observed.size() == 0) throw ValueError("observed must not be empty, got shape " + shape_text(observed.dims()));
  const Array counts = astype(ctx, observed, DType::float64);
  const std::int64_t n = counts.size();
  const double* o = counts.as<double>();
  double total = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    if (!(o[i] >= 0)) throw ValueError("observed must not be negative, got " + number_text(o[i]));
    total += o[i];
  }
  // Products of the margins of all axes, over total^(ndim - 1).
  Contingency r;
  r.expected = Array::empty(ctx, DType::float64, counts.shape());
  double* e = r.expected.as<double>();
  const int ndim = counts.ndim();
  std::int64_t sum_of_lengths = 0;
  auto margins = ctx.vector<double>();
  auto begin = ctx.vector<std::int64_t>();
  for (int k = 0; k < ndim; ++k) {
    begin.push_back(sum_of_lengths);
    sum_of_lengths += counts.shape()[k];
  }
  margins.resize(static_cast<std::size_t>(sum_of_lengths));
  const auto place = [&](std::int64_t i, int k) {
    std::int64_t behind = 1;
    for (int l = k + 1; l < ndim; ++l) behind *= counts.shape()[l];
    return static_cast<std::size_t>(begin[static_cast<std::size_t>(k)] + i / behind % counts.shape()[k]);
  };
  for (std::int64_t i = 0; i < n; ++i)
    for (int k = 0; k < ndim; ++k) margins[place(i, k)] += o[i];
  for (std::int64_t i = 0; i < n; ++i) {
    e[i] = total;
    for (int k = 0; k < ndim; ++k) e[i] *= margins[place(i, k)] / total;
    if (!(e[i] > 0)) throw ValueError("observed must have a positive count in every row and column, got one without");
  }
  r.dof = n - sum_of_lengths + ndim - 1;
  if (r.dof == 0) {
    r.statistic = 0;
    r.pvalue = 1;
    return r;
  }
  double sum = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    double x = o[i];
    if (r.dof == 1 && correction) x += std::copysign(std::min(0.5, std::abs(e[i] - x)), e[i] - x);
    if (lambda == 1) sum += (x - e[i]) * (x - e[i]) / e[i];
    else if (lambda == 0) sum += 2 * special::xlogy(x, x / e[i]);
    else if (lambda == -1) sum += 2 * special::xlogy(e[i], e[i] / x);
    else sum += 2 / (lambda * (lambda + 1)) * x * (std::pow(x / e[i], lambda) - 1);
  }
  r.statistic = sum;
  r.pvalue = special::chdtrc(static_cast<double>(r.dof), sum);
  return r;
}

}  // namespace perilune::stats
