#pragma once
// Arrays from a rule: ranges, spaced samples, diagonals and triangles.

#include <algorithm>
#include <iterator>
#include <optional>
#include <vector>

#include "kernels/array/manipulate.h"
#include "kernels/core/array.h"

namespace perilune {

// How many elements start, start + step, ... lie before stop: NumPy's ceil((stop - start) / step), exact for integers.
// ValueError for step 0, NaN, infinities, and more elements than memory can address.
std::int64_t arange_length(const Scalar& start, const Scalar& stop, const Scalar& step);
// Integer dtypes: exact for integer arguments, and DomainError before anything is allocated when the last element does
// not fit. Others: start + i * ((start + step) - start) in the dtype's arithmetic, as NumPy computes it.
Array arange(Context& ctx, const Scalar& start, const Scalar& stop, const Scalar& step, DType dtype);

struct SpaceOptions {
  std::int64_t num = 50;
  bool endpoint = true;
  std::optional<DType> dtype;  // inexact unless given; linspace rounds down for integers, the other two truncate
  std::int64_t axis = 0;       // of the samples in the result, when start or stop are arrays
};

struct Linspace {
  Array samples;
  Array step;  // in the shape that start and stop broadcast to; NaN when there is no step
};

// The last sample is stop itself.
Linspace linspace(Context& ctx, const View& start, const View& stop, const SpaceOptions& options = {});
// base ** linspace(start, stop).
Array logspace(Context& ctx, const View& start, const View& stop, const SpaceOptions& options = {}, double base = 10);
// From start to stop by a constant ratio; both ends exact. Complex ends give a spiral.
Array geomspace(Context& ctx, const View& start, const View& stop, const SpaceOptions& options = {});

// What a span or a vector holds, in one axis.
template <class List>
Array vector_of(Context& ctx, const List& list) {
  using T = std::remove_cvref_t<decltype(*std::data(list))>;
  Array a = Array::empty(ctx, dtype_of<T>, {static_cast<std::int64_t>(std::size(list))});
  std::copy(std::begin(list), std::end(list), a.as<T>());
  return a;
}

Array full(Context& ctx, DType dtype, const Dims& shape, const Scalar& value);
// Ones on the k-th diagonal.
Array eye(Context& ctx, std::int64_t rows, std::int64_t columns, std::int64_t k = 0, DType dtype = DType::float64,
          Order order = Order::c);
// Ones on and below the k-th diagonal.
Array tri(Context& ctx, std::int64_t rows, std::int64_t columns, std::int64_t k = 0, DType dtype = DType::float64);
// Copies with zeros above (tril) or below (triu) the k-th diagonal of the last two axes.
Array tril(Context& ctx, const View& a, std::int64_t k = 0);
Array triu(Context& ctx, const View& a, std::int64_t k = 0);
// A vector becomes a matrix with it on the k-th diagonal; of a matrix the diagonal, as a view.
Array diag(Context& ctx, const Array& v, std::int64_t k = 0);
Array diagflat(Context& ctx, const Array& v, std::int64_t k = 0);
// A view: the axes axis1 and axis2 make way for their diagonal, which comes last.
Array diagonal(const Array& a, std::int64_t offset = 0, std::int64_t axis1 = 0, std::int64_t axis2 = 1);

// Coordinate arrays of a grid. With `xy` the first two axes are swapped, as NumPy does by default; sparse ones have
// length 1 along the other axes.
std::vector<Array> meshgrid(Context& ctx, std::span<const View> lists, bool xy = true, bool sparse = false);

}  // namespace perilune
