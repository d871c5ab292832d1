// Joining, splitting and repeating arrays.

#include <algorithm>

#include "kernels/array/manipulate.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg arrays_arg = in("arrays", Type::list | Type::array, "A list of arrays.");
constexpr Arg dtype_arg = option("dtype", Type::dtype, absent, "The dtype of the result; left out, the promoted one.");

struct Inputs {
  std::vector<Array> arrays;
  std::vector<View> views;
  explicit Inputs(Call& call) : arrays(call.arrays("arrays")) {
    if (arrays.empty()) call.refuse("arrays", "must hold at least one array");
    for (const Array& a : arrays) views.push_back(a);
  }
};

constexpr Arg concatenate_args[] = {
    arrays_arg,
    optional("axis", Type::axis | Type::none, 1, "The axis along which they are joined; pl.none flattens them first."),
    dtype_arg, out("a", Type::array, "The joined array.")};

void call_concatenate(Call& call) {
  const Inputs inputs(call);
  const std::optional<int> axis = call.axis_or_none("axis", std::max(inputs.arrays.front().ndim(), 1));
  call.give(concatenate(call.ctx, inputs.views, axis, call.dtype("dtype")));
}

constexpr Arg stack_args[] = {arrays_arg, optional("axis", Type::axis, 1, "Where the new axis stands in the result."),
                              dtype_arg, out("a", Type::array, "The stacked array.")};

void call_stack(Call& call) {
  const Inputs inputs(call);
  call.give(stack(call.ctx, inputs.views, call.axis("axis", inputs.arrays.front().ndim() + 1), call.dtype("dtype")));
}

constexpr Arg pile_args[] = {arrays_arg, dtype_arg, out("a", Type::array, "The joined array.")};

using Pile = Array (*)(Context&, std::span<const View>, std::optional<DType>);
constexpr Pile piles[] = {vstack, hstack, dstack};

void call_pile(Call& call) {
  const Inputs inputs(call);
  call.give(piles[call.code()](call.ctx, inputs.views, call.dtype("dtype")));
}

constexpr Arg columns_args[] = {arrays_arg, out("a", Type::matrix, "A matrix whose columns are the vectors.")};

void call_columns(Call& call) {
  const Inputs inputs(call);
  call.give(column_stack(call.ctx, inputs.views));
}

constexpr Arg split_args[] = {in("a", Type::array, "The array."),
                              in("indices_or_sections", Type::integer | Type::list,
                                 "How many parts, or a list of cuts: each cut counts the elements before it.")
                                  .at_least(1),
                              optional("axis", Type::axis, 1, "The axis that is cut."),
                              out("parts", Type::table, "A table of views.")};

void call_split(Call& call) {
  const Array a = call.shared("a");
  const bool uneven = call.code() != 0;
  const int axis = call.axis("axis", a.ndim());
  if (!call.is_list("indices_or_sections")) {
    const std::int64_t sections = call.integer("indices_or_sections");
    // Every part takes memory, even an empty one; more than these are refused below.
    if (sections > 0 && sections <= std::max<std::int64_t>(a.shape()[axis], 1 << 20))
      call.count(static_cast<std::size_t>(sections) * (sizeof(Array) + sizeof(Result)));
  }
  std::vector<Array> parts = call.is_list("indices_or_sections")
                                 ? split_at(a, call.shape("indices_or_sections"), axis)
                                 : split(a, call.integer("indices_or_sections"), axis, uneven);
  call.ctx.poll();
  Table table;
  for (Array& part : parts) table.list.emplace_back(std::move(part));
  call.give(std::move(table));
}

constexpr Arg roll_args[] = {
    in("a", Type::array, "The array."),
    in("shift", Type::integer | Type::list, "By how many places elements move on; a list for several axes."),
    optional("axis", Type::axes, absent, "Along which axes; left out, along the flattened array."),
    out("b", Type::array, "A copy.")};

void call_roll(Call& call) {
  const View a = call.array("a");
  const std::vector<std::int64_t> shifts = call.integers("shift");
  if (!call.has("axis")) return call.give(roll(call.ctx, a, shifts));
  const Dims axes = call.axes("axis", a.ndim);
  call.give(roll(call.ctx, a, shifts, std::span<const std::int64_t>(axes)));
}

constexpr Arg tile_args[] = {in("a", Type::array, "The array."), in("reps", Type::shape, "How often along each axis."),
                             out("b", Type::array, "A copy.")};

void call_tile(Call& call) { call.give(tile(call.ctx, call.array("a"), call.shape("reps"))); }

constexpr Arg repeat_args[] = {
    in("a", Type::array, "The array."),
    in("repeats", Type::integer | Type::list, "How often each element comes; a list gives one count for each.")
        .at_least(0),
    optional("axis", Type::axis, absent, "Along which axis; left out, of the flattened array."),
    out("b", Type::array, "A copy.")};

void call_repeat(Call& call) {
  const View a = call.array("a");
  std::optional<std::int64_t> axis;
  if (call.has("axis")) axis = call.axis("axis", a.ndim);
  call.give(repeat(call.ctx, a, call.integers("repeats"), axis));
}

constexpr const char* join_note = "All shapes must agree but for the joined axis. The dtypes are promoted.";

constexpr Function rows[] = {
    {"concatenate", "Arrays joined along an axis they have.", concatenate_args, join_note,
     "print(pl.concatenate{{1, 2}, {3}})  --> [1. 2. 3.]", call_concatenate},
    {"stack", "Arrays of one shape joined along a new axis.", stack_args, "The dtypes are promoted.",
     "print(pl.stack{{1, 2}, {3, 4}})\n--> [[1. 2.]\n-->  [3. 4.]]", call_stack},
    {"vstack", "Arrays joined on top of each other.", pile_args, "Vectors count as rows.",
     "print(pl.vstack{{1, 2}, {3, 4}}.shape)  --> {2, 2}", call_pile, 0},
    {"hstack", "Arrays joined side by side.", pile_args, "Along the second axis; vectors along their only one.",
     "print(pl.hstack{{1, 2}, {3, 4}})  --> [1. 2. 3. 4.]", call_pile, 1},
    {"dstack", "Arrays joined along the third axis.", pile_args, "Shorter ones get axes of length 1 first.",
     "print(pl.dstack{{1, 2}, {3, 4}}.shape)  --> {1, 2, 2}", call_pile, 2},
    {"column_stack", "Vectors as the columns of a matrix.", columns_args, "Matrices among them are joined as they are.",
     "print(pl.column_stack{{1, 2}, {3, 4}})\n--> [[1. 3.]\n-->  [2. 4.]]", call_columns},
    {"split", "An array cut into equal parts.", split_args,
     "The length must divide by the number of parts; `array_split` allows a rest.",
     "print(pl.split({1, 2, 3, 4}, 2)[2])  --> [3. 4.]", call_split, 0},
    {"array_split", "An array cut into parts of about equal length.", split_args,
     "The first parts are longer by one where the length does not divide.",
     "print(pl.array_split({1, 2, 3}, 2)[1])  --> [1. 2.]", call_split, 1},
    {"roll", "Elements moved on along axes, the last coming first.", roll_args, "Negative shifts move them back.",
     "print(pl.roll({1, 2, 3}, 1))  --> [3. 1. 2.]", call_roll},
    {"tile", "The array repeated along axes.", tile_args, "The shorter of the shape and reps gets ones in front.",
     "print(pl.tile({1, 2}, 2))  --> [1. 2. 1. 2.]", call_tile},
    {"repeat_", "Each element repeated.", repeat_args, "`repeat` is a word of Lua's.",
     "print(pl.repeat_({1, 2}, 2))  --> [1. 1. 2. 2.]", call_repeat, 0, true},
};

}  // namespace

Rows joining_rows() { return rows; }

}  // namespace perilune
