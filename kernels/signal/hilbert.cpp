// The spectrum without its negative frequencies, the positive ones doubled. (L. Marple, IEEE Trans. Signal Processing
// 47, 1999.)

#include "kernels/signal/hilbert.h"

#include "kernels/array/elementwise.h"
#include "kernels/fft/transform.h"

namespace perilune::signal {

Array hilbert(Context& ctx, const View& x, int axis, std::optional<std::int64_t> n) {
  if (is_complex(x.dtype)) throw ValueError(format("x must be real, got %s", name(x.dtype)));
  const std::int64_t length = n.value_or(x.shape[axis]);
  if (length < 1)
    throw ShapeError(n ? format("N must be at least 1, got %lld", static_cast<long long>(length))
                       : format("x must have at least one element along axis %d, got 0", axis + 1));
  const fft::Axes along{Dims{axis}, Dims{length}};
  const Array spectrum = fft::transform(ctx, x, along, fft::Direction::forward);
  Dims shape;
  for (int i = 0; i < x.ndim; ++i) shape.push_back(i == axis ? length : 1);
  const Array factors = Array::zeros(ctx, real_part_dtype(spectrum.dtype()), shape);
  for (std::int64_t k = 0; 2 * k <= length; ++k) {
    const double factor = k == 0 || 2 * k == length ? 1 : 2;
    if (factors.dtype() == DType::float32) factors.as<float>()[k] = static_cast<float>(factor);
    else factors.as<double>()[k] = factor;
  }
  apply(ctx, BinaryOp::multiply, spectrum, factors, spectrum);
  return fft::transform(ctx, spectrum, along, fft::Direction::inverse);
}

}  // namespace perilune::signal
