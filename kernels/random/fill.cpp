#include "kernels/random/fill.h"

namespace perilune::random {

Dims sample_shape(const Dims* size, std::span<const View> parameters) {
  if (size) {
    for (const std::int64_t length : *size)
      if (length < 0) throw ValueError(format("size must not be negative, got %lld", static_cast<long long>(length)));
    checked_size(*size);
    check_sample_shape(*size, parameters);
    return *size;
  }
  Dims shape;
  for (const View& p : parameters) shape = broadcast_shape(shape, p.dims());
  return shape;
}

void check_sample_shape(std::span<const std::int64_t> shape, std::span<const View> parameters) {
  const Dims together = [&] {
    Dims dims;
    for (const View& p : parameters) dims = broadcast_shape(dims, p.dims());
    return dims;
  }();
  bool fits = together.size() <= static_cast<int>(shape.size());
  const int lead = static_cast<int>(shape.size()) - together.size();
  for (int i = 0; fits && i < together.size(); ++i)
    fits = together[i] == 1 || together[i] == shape[static_cast<std::size_t>(lead + i)];
  if (!fits)
    throw ShapeError(format("size must hold the shape %s of the parameters, got %s", shape_text(together).c_str(),
                            shape_text(shape).c_str()));
}

}  // namespace perilune::random
