#pragma once
// What the elementwise tests share: arrays in every layout, a walk over elements by index, distances in ULP.

#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <random>
#include <vector>

#include "kernels/array/elementwise_apply.h"
#include "tests/support/catch.h"

namespace perilune::test {

inline constexpr DType all_dtypes[] = {DType::bool_,   DType::uint8,   DType::int32,     DType::int64,
                                       DType::float32, DType::float64, DType::complex64, DType::complex128};

enum class Layout { contiguous, reversed, every_second, transposed, repeated };
inline constexpr Layout all_layouts[] = {Layout::contiguous, Layout::reversed, Layout::every_second, Layout::transposed,
                                         Layout::repeated};
inline const char* name(Layout l) {
  constexpr const char* names[] = {"contiguous", "reversed", "every_second", "transposed", "repeated"};
  return names[static_cast<int>(l)];
}

// A view of the given shape in a larger array, so that writes beside it show.
struct Laid {
  Array base;
  Dims shape, strides;
  std::byte* data;
  DType dtype;
  operator View() const { return view(); }
  View view() const { return {data, shape.data(), strides.data(), shape.size(), dtype}; }
};

inline Laid laid_out(Context& ctx, DType dtype, const Dims& shape, Layout layout) {
  Laid l;
  l.shape = shape;
  l.dtype = dtype;
  Dims stored = shape;
  const int n = shape.size();
  if (layout == Layout::every_second)
    for (int i = 0; i < n; ++i) stored[i] = 2 * shape[i] + 1;
  if (layout == Layout::transposed) std::reverse(stored.begin(), stored.end());
  if (layout == Layout::repeated && n > 0) stored[n / 2] = std::min<std::int64_t>(shape[n / 2], 1);
  l.base = Array::zeros(ctx, dtype, stored);
  l.strides = l.base.strides();
  l.data = l.base.data();
  switch (layout) {
    case Layout::contiguous: break;
    case Layout::reversed:
      for (int i = 0; i < n; ++i) {
        if (shape[i] > 0) l.data += (shape[i] - 1) * l.strides[i];
        l.strides[i] = -l.strides[i];
      }
      break;
    case Layout::every_second:
      for (int i = 0; i < n; ++i) l.strides[i] *= 2;
      break;
    case Layout::transposed: std::reverse(l.strides.begin(), l.strides.end()); break;
    case Layout::repeated:
      if (n > 0) l.strides[n / 2] = 0;
      break;
  }
  return l;
}

// The address of an element of a view that broadcasts to the shape of `index`.
inline std::byte* element(const View& v, const Dims& index) {
  std::byte* p = v.data;
  const int extra = index.size() - v.ndim;
  for (int i = 0; i < v.ndim; ++i)
    if (v.shape[i] != 1) p += index[i + extra] * v.strides[i];
  return p;
}

// Row-major order.
inline void for_each_index(const Dims& shape, const std::function<void(const Dims&)>& f) {
  Dims index;
  index.resize(shape.size());
  for (std::int64_t n : shape)
    if (n == 0) return;
  for (;;) {
    f(index);
    int i = shape.size() - 1;
    for (; i >= 0; --i) {
      if (++index[i] < shape[i]) break;
      index[i] = 0;
    }
    if (i < 0) return;
  }
}

template <class T>
T read(const std::byte* p) {
  T v;
  std::memcpy(&v, p, sizeof v);
  return v;
}
template <class T>
void write(std::byte* p, T v) {
  std::memcpy(p, &v, sizeof v);
}

// Distance in units in the last place of `want` rounded to T; infinite when one is NaN or infinite and the other is
// not.
template <class T>
double ulp_distance(T got, long double want) {
  const T rounded = static_cast<T>(want);
  if (std::isnan(rounded) || std::isnan(got)) return std::isnan(rounded) && std::isnan(got) ? 0 : INFINITY;
  if (std::isinf(got) || std::isinf(rounded)) {
    if (got == rounded) return 0;
    // On the edge of overflow the next value down is as good.
    const T other = std::isinf(got) ? rounded : got;
    return std::abs(other) >= std::numeric_limits<T>::max() * (1 - 8 * std::numeric_limits<T>::epsilon()) ? 1
                                                                                                          : INFINITY;
  }
  if (got == 0 && rounded == 0) return std::signbit(got) == std::signbit(rounded) ? 0 : INFINITY;
  const T size = std::abs(rounded);
  const T unit = size < std::numeric_limits<T>::min() ? std::numeric_limits<T>::denorm_min()
                                                      : std::ldexp(std::numeric_limits<T>::epsilon(), std::ilogb(size));
  return static_cast<double>(std::abs(static_cast<long double>(got) - want) / static_cast<long double>(unit));
}

// The same number, NaN for NaN, signs of zero told apart.
template <class T>
bool same(T a, T b) {
  if constexpr (is_complex_type<T>) return same(a.real(), b.real()) && same(a.imag(), b.imag());
  else if constexpr (std::is_floating_point_v<T>)
    return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b));
  else return a == b;
}

inline std::vector<loops::Isa> instruction_sets() {
  std::vector<loops::Isa> sets;
  for (loops::Isa isa : {loops::Isa::baseline, loops::Isa::avx2, loops::Isa::avx512})
    if (loops::supported(isa)) sets.push_back(isa);
  return sets;
}
inline const char* name(loops::Isa isa) {
  constexpr const char* names[] = {"baseline", "avx2", "avx512"};
  return names[static_cast<int>(isa)];
}

template <class T>
Array array_of(Context& ctx, const std::vector<T>& values) {
  Array a = Array::empty(ctx, dtype_of<T>, {static_cast<std::int64_t>(values.size())});
  for (std::size_t i = 0; i < values.size(); ++i) a.as<T>()[i] = values[i];
  return a;
}
template <class T>
std::vector<T> values_of(const Array& a) {
  return {a.as<T>(), a.as<T>() + a.size()};
}

}  // namespace perilune::test
