// The products of whole arrays, read as vectors.

#include <algorithm>

#include "kernels/core/parallel.h"
#include "kernels/lapack/blas.h"
#include "kernels/lapack/threads.h"
#include "kernels/linalg/dense.h"
#include "kernels/linalg/matmul.h"

namespace perilune::linalg {

namespace {

template <class T>
T product_of(T x, T y) {
  if constexpr (std::is_same_v<T, bool>) {
    return x && y;
  } else if constexpr (std::is_integral_v<T>) {
    T result;
    if (__builtin_mul_overflow(x, y, &result))
      throw DomainError(format("%lld * %lld does not fit %s", static_cast<long long>(x), static_cast<long long>(y),
                               name(dtype_of<T>)));
    return result;
  } else {
    return x * y;
  }
}

// The elements in row-major order as one axis: the view itself when it has one already.
struct Flat {
  Array copy;
  View view;
  std::int64_t length, stride;
  Flat(Context& ctx, const View& v) : length(v.size()), stride(static_cast<std::int64_t>(itemsize(v.dtype))) {
    view = {v.data, &length, &stride, 1, v.dtype};
    if (v.ndim == 1) stride = v.strides[0];
    if (v.ndim <= 1 || v.contiguous()) return;
    dispatch(v.dtype, [&](auto tag) {
      using T = typename decltype(tag)::type;
      copy = Array::empty(ctx, v.dtype, {length});
      pack(v, copy.as<T>());
    });
    view.data = copy.data();
  }
  Flat(const Flat&) = delete;
};

// The elements as packed T: in place where they are that already.
template <class T>
const T* packed_elements(Context& ctx, const View& v, Array& copy) {
  if (v.dtype == dtype_of<T> && v.contiguous()) return v.as<T>();
  copy = Array::empty(ctx, dtype_of<T>, Dims(v.dims()));
  pack(v, copy.as<T>());
  return copy.as<T>();
}

}  // namespace

Array vdot(Context& ctx, const View& a, const View& b) {
  const Flat x(ctx, a), y(ctx, b);
  if (x.length != y.length)
    throw ShapeError(format("a (%s) and b (%s) do not fit; a has %lld elements, b has %lld",
                            shape_text(a.dims()).c_str(), shape_text(b.dims()).c_str(),
                            static_cast<long long>(x.length), static_cast<long long>(y.length)));
  if (!is_complex(a.dtype)) return dot(ctx, x.view, y.view);
  const DType dtype = promote(a.dtype, b.dtype);
  Array result = Array::empty(ctx, dtype, {});
  dispatch_inexact(dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    if constexpr (is_complex_type<T>) {
      Array x_copy, y_copy;
      const T *from_x = packed_elements<T>(ctx, x.view, x_copy), *from_y = packed_elements<T>(ctx, y.view, y_copy);
      const lapack::BlasThreads threads(ctx);
      *result.as<T>() = lapack::dot(lapack::dimension(x.length, "a"), from_x, 1, from_y, 1, true);
    }
  });
  return result;
}

Array outer(Context& ctx, const View& a, const View& b) {
  const DType dtype = promote(a.dtype, b.dtype);
  return dispatch(dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    const std::int64_t m = a.size(), n = b.size();
    const Array x = Array::empty(ctx, dtype, {m}), y = Array::empty(ctx, dtype, {n});
    pack(a, x.as<T>());
    pack(b, y.as<T>());
    Array c = Array::empty(ctx, dtype, {m, n});
    const T* column = x.as<T>();
    const T* row = y.as<T>();
    T* to = c.as<T>();
    if (n == 0) return c;
    parallel_for(ctx, m, std::max<std::int64_t>(1, (1 << 16) / n), [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t i = begin; i < end; ++i) {
        ctx.poll();
        for (std::int64_t j = 0; j < n; ++j) to[i * n + j] = product_of(column[i], row[j]);
      }
    });
    return c;
  });
}

}  // namespace perilune::linalg
