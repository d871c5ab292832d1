// J. Lin, Divergence measures based on the Shannon entropy, IEEE Trans. Information Theory 37 (1991); that its root is
// a metric: D. Endres, J. Schindelin, IEEE Trans. Information Theory 49 (2003).

#include <cmath>

#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"
#include "kernels/array/reduce.h"
#include "kernels/spatial/metric.h"
#include "kernels/spatial/pair.h"

namespace perilune::spatial {

namespace {

Array distribution(Context& ctx, const View& p, const char* name, int axis) {
  if (is_complex(p.dtype)) throw ValueError(format("%s must be real, got %s", name, perilune::name(p.dtype)));
  const Array values = astype(ctx, p, DType::float64);
  ReduceOptions along;
  const int axes[] = {axis};
  along.axes = axes;
  along.all_axes = false;
  along.keepdims = true;
  return apply(ctx, BinaryOp::divide, values, reduce(ctx, ReduceOp::sum, values, along));
}

}  // namespace

Array jensen_shannon(Context& ctx, const View& p, const View& q, const JensenShannonOptions& options) {
  if (options.base && (!(*options.base > 0) || *options.base == 1))
    throw ValueError("base must be above 0 and not 1, got " + number_text(*options.base));
  if (p.ndim != q.ndim)
    throw ShapeError("q must have as many axes as p, got shapes " + shape_text(p.dims()) + " and " +
                     shape_text(q.dims()));
  const Array a = distribution(ctx, p, "p", options.axis), b = distribution(ctx, q, "q", options.axis);
  const Dims shape = broadcast_shape(a.shape(), b.shape());
  const Array x = contiguous_copy(ctx, broadcast_to(a, shape)), y = contiguous_copy(ctx, broadcast_to(b, shape));
  double* const terms = x.as<double>();
  for (std::int64_t i = 0; i < x.size(); ++i) {
    if ((i & 65535) == 0) ctx.poll();
    const double middle = (terms[i] + y.as<double>()[i]) / 2;
    terms[i] = divergence_term(terms[i], middle) + divergence_term(y.as<double>()[i], middle);
  }
  ReduceOptions along;
  const int axes[] = {options.axis};
  along.axes = axes;
  along.all_axes = false;
  along.keepdims = options.keepdims;
  Array result = reduce(ctx, ReduceOp::sum, x, along);
  const double unit = 2 * (options.base ? std::log(*options.base) : 1.0);
  for (std::int64_t i = 0; i < result.size(); ++i) {
    double& v = result.as<double>()[i];
    v = std::sqrt((v < 0 ? 0 : v) / unit);  // rounding may carry it below 0
  }
  return result;
}

}  // namespace perilune::spatial
