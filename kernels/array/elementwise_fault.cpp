#include "kernels/array/elementwise_fault.h"

namespace perilune::loops {

namespace {

// What is left of a view that broadcasts to a shape when an axis is narrowed to a run of it.
struct Part {
  Dims shape, strides;
  std::byte* data;
  DType dtype;
  int lead;  // axes that broadcasting adds in front

  Part(const View& v, int ndim)
      : shape(v.dims()), strides(v.strides, v.ndim), data(v.data), dtype(v.dtype), lead(ndim - v.ndim) {}
  Part narrowed(int axis, std::int64_t begin, std::int64_t end) const {
    Part part = *this;
    const int own = axis - lead;
    if (own >= 0 && shape[own] != 1) {
      part.data += begin * strides[own];
      part.shape[own] = end - begin;
    }
    return part;
  }
  View view() const { return {data, shape.data(), strides.data(), shape.size(), dtype}; }
};

}  // namespace

Failure first_failure(Context& ctx, const View& out, std::span<const View> operands,
                      FunctionRef<Fault(std::span<const View>, const View&)> again) {
  CountedVector<Part> parts{Counted<Part>(ctx.memory)};
  parts.emplace_back(out, out.ndim);
  for (const View& v : operands) parts.emplace_back(v, out.ndim);
  Failure failure;
  for (int axis = 0; axis < out.ndim; ++axis) {
    std::int64_t begin = 0, end = out.shape[axis];
    while (end - begin > 1) {
      const std::int64_t middle = begin + (end - begin) / 2;
      CountedVector<Part> halves{Counted<Part>(ctx.memory)};
      View views[4];
      for (const Part& part : parts) halves.push_back(part.narrowed(axis, begin, middle));
      for (std::size_t k = 0; k < halves.size(); ++k) views[k] = halves[k].view();
      (again({views + 1, operands.size()}, views[0]) ? end : begin) = middle;
    }
    for (Part& part : parts) part = part.narrowed(axis, begin, end);
    failure.text += (axis ? ", " : "") + std::to_string(begin + 1);
  }
  for (std::size_t k = 0; k < operands.size(); ++k) failure.at[k] = parts[k + 1].data;
  if (out.size() <= 1) failure.text.clear();
  else failure.text = out.ndim == 1 ? " at element " + failure.text : " at element (" + failure.text + ")";
  return failure;
}

}  // namespace perilune::loops
