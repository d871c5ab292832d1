#pragma once
// Other shapes for the same elements: views where strides allow it, copies where not; joining, splitting, repeating.
// Axes count from 0 and may be negative, from the last; messages name them as users count, from 1.

#include <optional>
#include <vector>

#include "kernels/core/array.h"

namespace perilune {

// How a walk through the elements goes: last axis fastest, first axis fastest, or as `automatic` and `keep` find them.
enum class Order : std::uint8_t {
  c,
  fortran,
  automatic,  // NumPy's "A": fortran when the array is column-major without gaps, else c
  keep,       // NumPy's "K": as the elements lie in memory (ravel only)
};

// An axis of an array with ndim axes, from 0. ValueError otherwise.
int normalise_axis(std::int64_t axis, int ndim, const char* argument = "axis");
// Several, each named once.
Dims normalise_axes(std::span<const std::int64_t> axes, int ndim, const char* argument = "axis");

// --- shape ---

// A view when the strides allow it, else a row-major copy (for Order::fortran a column-major one). One length may be
// -1.
Array reshape(Context& ctx, const Array& a, std::span<const std::int64_t> shape, Order order = Order::c);
// One axis, a view when it can be; flatten always copies.
Array ravel(Context& ctx, const Array& a, Order order = Order::c);
Array flatten(Context& ctx, const View& a, Order order = Order::c);
// New axes of length 1 at these places of the result.
Array expand_dims(const Array& a, std::span<const std::int64_t> axes);
// Without the axes of length 1, or without these.
Array squeeze(const Array& a, std::optional<std::span<const std::int64_t>> axes = std::nullopt);
// Whether a shape broadcasts to another one.
bool broadcasts_to(std::span<const std::int64_t> from, std::span<const std::int64_t> shape);
// A view in which repeated elements share memory (stride 0): whoever writes to it writes to all of them.
Array broadcast_to(const Array& a, std::span<const std::int64_t> shape);
// At least n axes, as NumPy's atleast_1d, _2d, _3d place them.
Array atleast_nd(const Array& a, int n);

// --- axes: always views ---

// Reversed without `axes`.
Array transpose(const Array& a, std::optional<std::span<const std::int64_t>> axes = std::nullopt);
Array swapaxes(const Array& a, std::int64_t axis1, std::int64_t axis2);
Array moveaxis(const Array& a, std::span<const std::int64_t> source, std::span<const std::int64_t> destination);
// All axes without `axes`.
Array flip(const Array& a, std::optional<std::span<const std::int64_t>> axes = std::nullopt);
// k quarter turns from the first of the two axes towards the second.
Array rot90(const Array& a, std::int64_t k = 1, std::int64_t axis1 = 0, std::int64_t axis2 = 1);

// --- joining and splitting ---

// Without an axis the arrays are flattened first. The dtype is the promoted one unless given (same-kind casting).
Array concatenate(Context& ctx, std::span<const View> arrays, std::optional<std::int64_t> axis = 0,
                  std::optional<DType> dtype = std::nullopt);
// Along a new axis of the result.
Array stack(Context& ctx, std::span<const View> arrays, std::int64_t axis = 0,
            std::optional<DType> dtype = std::nullopt);
Array vstack(Context& ctx, std::span<const View> arrays, std::optional<DType> dtype = std::nullopt);
Array hstack(Context& ctx, std::span<const View> arrays, std::optional<DType> dtype = std::nullopt);
Array dstack(Context& ctx, std::span<const View> arrays, std::optional<DType> dtype = std::nullopt);
Array column_stack(Context& ctx, std::span<const View> arrays);

// Views of `sections` equal parts; with `uneven` the first ones are longer by one where the length does not divide.
std::vector<Array> split(const Array& a, std::int64_t sections, std::int64_t axis = 0, bool uneven = false);
// Views between cuts: a cut counts the elements before it, negative from the end, clamped, as NumPy's.
std::vector<Array> split_at(const Array& a, std::span<const std::int64_t> cuts, std::int64_t axis = 0);

// --- repeating and rolling: always copies ---

// Without axes the flattened array is rolled. One shift serves all axes, one axis takes all shifts.
Array roll(Context& ctx, const View& a, std::span<const std::int64_t> shifts,
           std::optional<std::span<const std::int64_t>> axes = std::nullopt);
Array tile(Context& ctx, const View& a, std::span<const std::int64_t> repetitions);
// One count for all elements or one for each along the axis; without an axis the array is flattened.
Array repeat(Context& ctx, const View& a, std::span<const std::int64_t> counts,
             std::optional<std::int64_t> axis = std::nullopt);

}  // namespace perilune
