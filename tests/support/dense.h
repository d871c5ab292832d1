#pragma once
// Arrays for tests: made from lists, drawn at random, seen through awkward strides, compared by size of the difference.

#include <cmath>
#include <cstring>
#include <initializer_list>
#include <random>

#include "kernels/core/array.h"
#include "tests/support/catch.h"

namespace perilune::test {

template <class T>
Array array_of(Context& ctx, Dims shape, std::initializer_list<T> values) {
  Array a = Array::empty(ctx, dtype_of<T>, std::move(shape));
  REQUIRE(a.size() == static_cast<std::int64_t>(values.size()));
  std::copy(values.begin(), values.end(), a.as<T>());
  return a;
}

template <class T>
Array array_of(Context& ctx, Dims shape, const std::vector<T>& values) {
  Array a = Array::empty(ctx, dtype_of<T>, std::move(shape));
  REQUIRE(a.size() == static_cast<std::int64_t>(values.size()));
  std::copy(values.begin(), values.end(), a.as<T>());
  return a;
}

// Normal deviates; complex ones have both parts.
template <class T>
Array random_array(Context& ctx, Dims shape, unsigned seed) {
  std::mt19937 bits(seed);
  std::normal_distribution<double> normal;
  Array a = Array::empty(ctx, dtype_of<T>, std::move(shape));
  for (std::int64_t i = 0, n = a.size(); i < n; ++i) {
    const double x = normal(bits);
    if constexpr (is_complex_type<T>) {
      using R = typename T::value_type;
      a.as<T>()[i] = T(static_cast<R>(x), static_cast<R>(normal(bits)));
    } else {
      a.as<T>()[i] = static_cast<T>(x);
    }
  }
  return a;
}

// The element at a position of any view, as complex.
inline Complex128 element(const View& v, std::initializer_list<std::int64_t> index) {
  const std::byte* at = v.data;
  int axis = 0;
  for (std::int64_t i : index) at += i * v.strides[axis++];
  const Scalar s = load(v.dtype, at);
  return {s.real(), s.imag()};
}

// All elements in row-major order.
inline std::vector<Complex128> elements_of(const View& v) {
  std::vector<Complex128> values;
  const std::int64_t n = v.size();
  for (std::int64_t flat = 0; flat < n; ++flat) {
    const std::byte* at = v.data;
    std::int64_t rest = flat;
    for (int axis = v.ndim - 1; axis >= 0; --axis) {
      at += rest % v.shape[axis] * v.strides[axis];
      rest /= v.shape[axis];
    }
    const Scalar s = load(v.dtype, at);
    values.emplace_back(s.real(), s.imag());
  }
  return values;
}

// The same elements in the same shape, spread out: reversed axes, gaps, or columns first.
enum class Spread { packed, fortran, gaps, reversed };
inline Array spread(Context& ctx, const View& v, Spread how) {
  Dims shape(v.dims()), strides;
  const auto item = static_cast<std::int64_t>(itemsize(v.dtype));
  const std::int64_t step = how == Spread::gaps ? 3 : 1;
  strides.resize(v.ndim);
  std::int64_t size = 1;
  if (how == Spread::fortran)
    for (int i = 0; i < v.ndim; size *= shape[i], ++i) strides[i] = size * item;
  else
    for (int i = v.ndim - 1; i >= 0; size *= shape[i] * step, --i) strides[i] = size * step * item;
  const Array block = Array::zeros(ctx, v.dtype, {std::max<std::int64_t>(size * step, 1)});
  std::byte* first = block.data();
  if (how == Spread::reversed)
    for (int i = 0; i < v.ndim; ++i) {
      if (shape[i] > 0) first += (shape[i] - 1) * strides[i];
      strides[i] = -strides[i];
    }
  const Array copy = block.with_layout(first, shape, strides);
  for (std::int64_t flat = 0, n = v.size(); flat < n; ++flat) {
    const std::byte* from = v.data;
    std::byte* to = first;
    std::int64_t rest = flat;
    for (int axis = v.ndim - 1; axis >= 0; --axis) {
      const std::int64_t place = rest % shape[axis];
      rest /= shape[axis];
      from += place * v.strides[axis];
      to += place * strides[axis];
    }
    std::memcpy(to, from, static_cast<std::size_t>(item));
  }
  return copy;
}

// Largest |a - b| over all elements; shapes must agree.
inline double largest_difference(const View& a, const View& b) {
  REQUIRE(Dims(a.dims()) == Dims(b.dims()));
  const auto x = elements_of(a), y = elements_of(b);
  double worst = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double difference = std::abs(x[i] - y[i]);
    worst = difference > worst || std::isnan(difference) ? difference : worst;
  }
  return worst;
}

template <class T>
double epsilon() {
  if constexpr (is_complex_type<T>) return static_cast<double>(std::numeric_limits<typename T::value_type>::epsilon());
  else return static_cast<double>(std::numeric_limits<T>::epsilon());
}

}  // namespace perilune::test
