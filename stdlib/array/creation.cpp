// New arrays from data and from shapes.

#include <algorithm>
#include <cstring>

#include "kernels/array/elementwise.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"
#include "stdlib/types/array.h"

namespace perilune {

namespace {

constexpr const char* memory_note =
    "Row-major. Raises when the lengths are negative, not whole, or more than the memory holds.";

constexpr Arg dtype_arg = optional("dtype", Type::dtype, "float64", "Type of the elements.");

// pl.array

constexpr Arg array_args[] = {
    in("data", Type::any, "A nested table of numbers, booleans or complex values, an array, or one number."),
    optional("dtype", Type::dtype, absent,
             "Type of the elements. Left out, numbers are float64, booleans bool, complex values complex128, and an "
             "array keeps its own."),
    option("copy", true, "Always make a new array; false returns an array as it is when its dtype fits."),
    option("ndmin", Type::integer, 0, "The least number of axes; axes of length 1 are put in front.")
        .between(0, max_ndim),
    out("a", Type::array, "The array."),
};

void call_array(Call& call) {
  Array a = call.array_of("data", call.dtype("dtype"));
  if (call.flag("copy") && call.is_userdata("data")) a = contiguous_copy(call.ctx, a);
  Dims shape = a.shape(), strides = a.strides();
  while (shape.size() < call.integer("ndmin")) {
    shape.insert(0, 1);
    strides.insert(0, static_cast<std::int64_t>(itemsize(a.dtype())));
  }
  call.give(a.with_layout(a.data(), shape, strides));
}

// zeros, ones, empty, full and their like

constexpr Arg shape_args[] = {
    in("shape", Type::shape, "A length, or a list of lengths, one for each axis."),
    dtype_arg,
    out("a", Type::array, "The array."),
};

constexpr Arg full_args[] = {
    in("shape", Type::shape, "A length, or a list of lengths, one for each axis."),
    in("fill_value", Type::array, "What every element becomes; it is broadcast to the shape."),
    optional("dtype", Type::dtype, absent, "Type of the elements; left out, that of fill_value."),
    out("a", Type::array, "The array."),
};

constexpr Arg like_args[] = {
    in("a", Type::array, "The array that gives shape and dtype."),
    optional("dtype", Type::dtype, absent, "Another type of the elements."),
    option("shape", Type::shape, absent, "Another shape."),
    out("b", Type::array, "The new array."),
};

constexpr Arg full_like_args[] = {
    in("a", Type::array, "The array that gives shape and dtype."),
    in("fill_value", Type::array, "What every element becomes; it is broadcast to the shape."),
    optional("dtype", Type::dtype, absent, "Another type of the elements."),
    option("shape", Type::shape, absent, "Another shape."),
    out("b", Type::array, "The new array."),
};

enum Filling { zeros, ones, nothing, given };

bool broadcasts(std::span<const std::int64_t> from, std::span<const std::int64_t> to) {
  if (from.size() > to.size()) return false;
  return std::equal(from.begin(), from.end(), to.end() - static_cast<std::ptrdiff_t>(from.size()),
                    [](std::int64_t own, std::int64_t wanted) { return own == wanted || own == 1; });
}

void finish(Call& call, DType dtype, Dims shape) {
  switch (call.code()) {
    case zeros: return call.give(Array::zeros(call.ctx, dtype, std::move(shape)));
    case nothing:
      // Bytes that are neither 0 nor 1 are no booleans.
      if (dtype == DType::bool_) return call.give(Array::zeros(call.ctx, dtype, std::move(shape)));
      return call.give(Array::empty(call.ctx, dtype, std::move(shape)));
    default: break;
  }
  if (call.code() == given && !broadcasts(call.array("fill_value").dims(), shape))
    call.refuse("fill_value", "must broadcast to shape " + shape_text(shape));
  Array a = Array::empty(call.ctx, dtype, std::move(shape));
  if (call.code() == ones) fill(call.ctx, a, Scalar::of(true));
  else copy(call.ctx, call.array("fill_value"), a, Casting::checked);
  call.give(std::move(a));
}

void call_filled(Call& call) {
  const DType own = call.code() == given ? call.array("fill_value").dtype : DType::float64;
  finish(call, call.dtype("dtype", own), call.shape("shape"));
}

void call_like(Call& call) {
  const View a = call.array("a");
  finish(call, call.dtype("dtype", a.dtype), call.has("shape") ? call.shape("shape") : Dims(a.dims()));
}

constexpr const char* uninitialised =
    "The elements hold whatever the memory held: for arrays that are written in full before they are read. Row-major.";
constexpr const char* like_note = "Row-major, whatever the order of a.";

constexpr Function rows[] = {
    {"array", "An array from a nested table, another array or a number.", array_args,
     "Every row of a nested table must have the same number of entries; ragged tables, holes, strings and tables that "
     "contain themselves raise with the place. Whole Lua numbers become float64 unless dtype says otherwise. A single "
     "number gives an array without axes (0-d).",
     "print(pl.array{{1, 2}, {3, 4}})\n--> [[1. 2.]\n-->  [3. 4.]]", call_array, 0, false, "asarray", fast_array},
    {"zeros", "An array of zeros.", shape_args, memory_note, "print(pl.zeros{2, 3})\n--> [[0. 0. 0.]\n-->  [0. 0. 0.]]",
     call_filled, zeros},
    {"ones", "An array of ones.", shape_args, memory_note, "print(pl.ones(3))  --> [1. 1. 1.]", call_filled, ones},
    {"empty", "An array whose elements are not set.", shape_args, uninitialised, "print(pl.empty{2, 3}.size)  --> 6",
     call_filled, nothing},
    {"full", "An array with one value everywhere.", full_args, memory_note, "print(pl.full(2, 7))  --> [7. 7.]",
     call_filled, given},
    {"zeros_like", "Zeros in the shape and dtype of another array.", like_args, like_note,
     "print(pl.zeros_like{1, 2})  --> [0. 0.]", call_like, zeros},
    {"ones_like", "Ones in the shape and dtype of another array.", like_args, like_note,
     "print(pl.ones_like{1, 2})  --> [1. 1.]", call_like, ones},
    {"empty_like", "An unset array in the shape and dtype of another.", like_args, uninitialised,
     "print(pl.empty_like{1, 2}.size)  --> 2", call_like, nothing},
    {"full_like", "One value everywhere, in the shape and dtype of another array.", full_like_args, like_note,
     "print(pl.full_like({1, 2}, 7))  --> [7. 7.]", call_like, given},
};

}  // namespace

Rows creation_rows() { return rows; }

}  // namespace perilune
