#include <algorithm>

#include "kernels/array/elementwise.h"
#include "kernels/array/lines.h"
#include "kernels/signal/detrend_line.h"
#include "kernels/signal/filter.h"

namespace perilune::signal {

namespace {

template <class T>
Array detrend_as(Context& ctx, const View& x, int axis, bool linear, const std::vector<std::int64_t>& breaks,
                 DType dtype) {
  const Array samples = astype(ctx, x, dtype_of<T>);
  Array y = Array::empty(ctx, dtype_of<T>, Dims(x.dims()));
  const std::int64_t n = x.shape[axis];
  walk_lines(ctx, samples, axis, y, 0, [&](const Line& line) {
    T* const out = reinterpret_cast<T*>(line.out);
    std::copy_n(reinterpret_cast<const T*>(line.in), n, out);
    if (!linear) return subtract_mean(out, n);
    for (std::size_t i = 0; i + 1 < breaks.size(); ++i) subtract_line(out + breaks[i], breaks[i + 1] - breaks[i]);
  });
  return y.dtype() == dtype ? y : astype(ctx, y, dtype);
}

}  // namespace

Array detrend(Context& ctx, const View& x, int axis, bool linear, std::vector<std::int64_t> breaks) {
  if (x.ndim == 0) throw ShapeError("x must have at least one axis");
  const std::int64_t n = x.shape[axis];
  for (const std::int64_t b : breaks)
    if (b < 0 || b >= n)
      throw ValueError(format("bp must lie within the %lld samples, got %lld", static_cast<long long>(n),
                              static_cast<long long>(b + 1)));
  breaks.push_back(0);
  breaks.push_back(n);
  std::sort(breaks.begin(), breaks.end());
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  const DType dtype = to_inexact(x.dtype);
  return is_complex(dtype) ? detrend_as<Complex128>(ctx, x, axis, linear, breaks, dtype)
                           : detrend_as<double>(ctx, x, axis, linear, breaks, dtype);
}

}  // namespace perilune::signal
