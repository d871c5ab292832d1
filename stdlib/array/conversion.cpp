// Copies, other dtypes, Lua tables; filling in place.

#include <algorithm>
#include <limits>

#include "kernels/array/elementwise.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg copy_args[] = {
    in("a", Type::array, "The array to copy."),
    out("b", Type::array, "A row-major copy that shares nothing with a."),
};

void call_copy(Call& call) { call.give(contiguous_copy(call.ctx, call.array("a"))); }

constexpr Arg astype_args[] = {
    in("a", Type::array, "The array to convert."),
    in("dtype", Type::dtype, "Type of the result."),
    choice("casting", "checked|wrap|same_kind",
           "checked: any dtype, but integers out of range, NaN and infinities raise; wrap: integers modulo 2^bits; "
           "same_kind: never from floats to integers."),
    option("copy", true, "Copy even when the dtype is the same already."),
    out("b", Type::array, "The converted array."),
};

void call_astype(Call& call) {
  const View a = call.array("a");
  const DType dtype = call.dtype("dtype", a.dtype);
  if (a.dtype == dtype && !call.flag("copy")) return call.give(call.shared("a"));
  if (is_complex(a.dtype) && !is_complex(dtype))
    throw ValueError(
        format("a is %s: its imaginary part would be lost as %s; take a.real first", name(a.dtype), name(dtype)));
  const std::string_view casting = call.text("casting");
  if (casting == "same_kind" && !can_cast_same_kind(a.dtype, dtype))
    throw ValueError(format("%s to %s is not a cast of the same kind", name(a.dtype), name(dtype)));
  call.give(astype(
      call.ctx, a, dtype,
      call.one_of<Casting>(
          "casting", {{"wrap", Casting::wrap}, {"checked", Casting::checked}, {"same_kind", Casting::same_kind}})));
}

constexpr Arg tolist_args[] = {
    in("a", Type::array, "The array."),
    out("t", Type::table | Type::number | Type::boolean | Type::complex,
        "Nested tables of Lua values; one value for an array without axes."),
};

Result as_result(DType dtype, const std::byte* from) {
  const Scalar s = load(dtype, from);
  if (is_complex(dtype)) return s.value;
  if (is_inexact(dtype)) return s.value.real();
  if (dtype == DType::bool_) return s.integer != 0;
  return s.integer;
}

std::unique_ptr<Table> as_table(Call& call, const View& v, int axis, const std::byte* from) {
  call.ctx.poll();
  auto table = std::make_unique<Table>();
  // Axes in front of a 0 make tables too, of any length.
  const auto length = static_cast<std::size_t>(v.shape[axis]);
  call.count(std::min(length, std::numeric_limits<std::size_t>::max() / sizeof(Result)) * sizeof(Result));
  table->list.reserve(length);
  for (std::int64_t i = 0; i < v.shape[axis]; ++i, from += v.strides[axis]) {
    if (i % 4096 == 4095) call.ctx.poll();
    if (axis + 1 == v.ndim) table->list.push_back(as_result(v.dtype, from));
    else table->list.emplace_back(as_table(call, v, axis + 1, from));
  }
  return table;
}

void call_tolist(Call& call) {
  const View a = call.array("a");
  if (a.ndim == 0) return call.give(load(a.dtype, a.data));
  call.give(std::move(*as_table(call, a, 0, a.data)));
}

constexpr Function rows[] = {
    {"copy", "A copy of an array.", copy_args, "Row-major, also when a is a view with other strides.",
     "local a = pl.array{1, 2}\nlocal b = a:copy()\nb[1] = 5\nprint(a)  --> [1. 2.]", call_copy, 0, true},
    {"astype", "An array in another dtype.", astype_args,
     "Fractions are cut off on the way to integers. Complex arrays never lose their imaginary part silently: take "
     "a.real.",
     "print(pl.array{1.7, -1.7}:astype(\"int32\"))  --> [ 1 -1]", call_astype, 0, true},
    {"tolist", "The elements as nested Lua tables.", tolist_args,
     "Floats become Lua floats, integers Lua integers, bool booleans and complex elements complex values.",
     "print(pl.array{{1, 2}, {3, 4}}:tolist()[2][1])  --> 3.0", call_tolist, 0, true},
};

constexpr Arg fill_args[] = {
    in("a", Type::array, "The array that changes."),
    in("value", Type::number | Type::boolean | Type::complex, "What every element becomes."),
};

void call_fill(Call& call) { fill(call.ctx, call.writable("a"), call.scalar("value")); }

constexpr Function method_rows[] = {
    {"fill", "Sets every element, in place.", fill_args,
     "The value must fit the dtype; a complex value needs a complex array.",
     "local a = pl.zeros(3)\na:fill(2)\nprint(a)  --> [2. 2. 2.]", call_fill},
};

}  // namespace

Rows conversion_rows() { return rows; }
Rows conversion_method_rows() { return method_rows; }

}  // namespace perilune
