#include "kernels/core/array.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace perilune {

namespace {

// A stride times a length of 0 or more. Without elements, lengths may multiply to more than there is; nothing is ever
// at those strides.
std::int64_t times(std::int64_t stride, std::int64_t length) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(stride) *
                                   static_cast<std::uint64_t>(std::max<std::int64_t>(length, 1)));
}

}  // namespace

bool View::contiguous() const {
  std::int64_t expected = static_cast<std::int64_t>(itemsize(dtype));
  bool fits = true;
  for (int i = ndim - 1; i >= 0; --i) {
    if (shape[i] == 0) return true;
    if (shape[i] != 1 && strides[i] != expected) fits = false;
    expected = times(expected, shape[i]);
  }
  return fits;
}

bool View::fortran_contiguous() const {
  std::int64_t expected = static_cast<std::int64_t>(itemsize(dtype));
  bool fits = true;
  for (int i = 0; i < ndim; ++i) {
    if (shape[i] == 0) return true;
    if (shape[i] != 1 && strides[i] != expected) fits = false;
    expected = times(expected, shape[i]);
  }
  return fits;
}

Dims row_major_strides(std::span<const std::int64_t> shape, std::size_t itemsize) {
  Dims strides;
  strides.resize(static_cast<int>(shape.size()));
  auto step = static_cast<std::int64_t>(itemsize);
  for (int i = strides.size() - 1; i >= 0; --i) {
    strides[i] = step;
    step = times(step, shape[static_cast<std::size_t>(i)]);
  }
  return strides;
}

Dims column_major_strides(std::span<const std::int64_t> shape, std::size_t itemsize) {
  Dims strides;
  strides.resize(static_cast<int>(shape.size()));
  auto step = static_cast<std::int64_t>(itemsize);
  for (int i = 0; i < strides.size(); ++i) {
    strides[i] = step;
    step = times(step, shape[static_cast<std::size_t>(i)]);
  }
  return strides;
}

namespace {

BlockRef block_for(Context& ctx, DType dtype, const Dims& shape) {
  if (shape.size() > max_ndim) throw ValueError(format("an array has at most %d axes, got %d", max_ndim, shape.size()));
  const std::int64_t size = checked_size(shape);
  const auto item = static_cast<std::int64_t>(itemsize(dtype));
  if (size > std::numeric_limits<std::int64_t>::max() / item)
    throw MemoryError("not enough memory for an array of shape " + shape_text(shape));
  return allocate_block(ctx.memory, static_cast<std::size_t>(size * item));
}

}  // namespace

Array Array::empty(Context& ctx, DType dtype, Dims shape) {
  BlockRef block = block_for(ctx, dtype, shape);
  std::byte* data = block->data;
  Dims strides = row_major_strides(shape, itemsize(dtype));
  return share(std::move(block), data, dtype, std::move(shape), std::move(strides));
}

Array Array::zeros(Context& ctx, DType dtype, Dims shape) {
  Array a = empty(ctx, dtype, std::move(shape));
  constexpr std::size_t piece = std::size_t{4} << 20;
  const std::size_t bytes = static_cast<std::size_t>(a.size()) * itemsize(dtype);
  for (std::size_t done = 0; done < bytes; done += piece) {
    if (done) ctx.poll();
    std::memset(a.data() + done, 0, std::min(piece, bytes - done));
  }
  return a;
}

Array Array::empty_fortran(Context& ctx, DType dtype, Dims shape) {
  BlockRef block = block_for(ctx, dtype, shape);
  std::byte* data = block->data;
  Dims strides = column_major_strides(shape, itemsize(dtype));
  return share(std::move(block), data, dtype, std::move(shape), std::move(strides));
}

Array Array::share(BlockRef block, std::byte* data, DType dtype, Dims shape, Dims strides) {
  Array a;
  a.block_ = std::move(block);
  a.data_ = data;
  a.dtype_ = dtype;
  a.shape_ = std::move(shape);
  a.strides_ = std::move(strides);
  return a;
}

Scalar load(DType dtype, const std::byte* from) {
  return dispatch(dtype, [&](auto tag) -> Scalar {
    using T = typename decltype(tag)::type;
    T v;
    std::memcpy(&v, from, sizeof v);
    if constexpr (is_complex_type<T>) return {dtype, 0, Complex128(v)};
    else if constexpr (std::is_floating_point_v<T>) return {dtype, 0, static_cast<double>(v)};
    else return {dtype, static_cast<std::int64_t>(v), 0};
  });
}

void store(DType dtype, std::byte* to, const Scalar& value) {
  if (!is_complex(dtype) && value.imag() != 0)
    throw ValueError(format("a complex value cannot be stored in %s", name(dtype)));
  dispatch(dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    T v;
    if constexpr (is_complex_type<T>) {
      using R = typename T::value_type;
      v = T(static_cast<R>(value.real()), static_cast<R>(value.imag()));
    } else if constexpr (std::is_same_v<T, bool>) {
      v = value.exact() ? value.integer != 0 : value.real() != 0;
    } else if constexpr (std::is_floating_point_v<T>) {
      v = static_cast<T>(value.real());
    } else if (value.exact()) {
      if (value.integer < std::numeric_limits<T>::min() || value.integer > std::numeric_limits<T>::max())
        throw DomainError(format("%lld does not fit %s", static_cast<long long>(value.integer), name(dtype)));
      v = static_cast<T>(value.integer);
    } else {
      // Truncates like a C cast; 2^63 itself is the first double that int64 cannot hold.
      const double x = std::trunc(value.real());
      if (!(x >= static_cast<double>(std::numeric_limits<T>::min()) &&
            x < static_cast<double>(std::numeric_limits<T>::max()) + 1.0))
        throw DomainError(std::isnan(value.real()) ? format("nan does not fit %s", name(dtype))
                                                   : format("%.17g does not fit %s", value.real(), name(dtype)));
      v = static_cast<T>(x);
    }
    std::memcpy(to, &v, sizeof v);
  });
}

std::pair<const std::byte*, const std::byte*> byte_range(const View& v) {
  const std::byte *low = v.data, *high = v.data;
  // Lengths beside a 0 may multiply to anything.
  if (std::find(v.shape, v.shape + v.ndim, 0) != v.shape + v.ndim) return {v.data, v.data};
  for (int i = 0; i < v.ndim; ++i) {
    const std::int64_t reach = (v.shape[i] - 1) * v.strides[i];
    (reach < 0 ? low : high) += reach;
  }
  return {low, high + itemsize(v.dtype)};
}

bool may_overlap(const View& a, const View& b) {
  const auto [a_low, a_high] = byte_range(a);
  const auto [b_low, b_high] = byte_range(b);
  return a_low < b_high && b_low < a_high;
}

}  // namespace perilune
