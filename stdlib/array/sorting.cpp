// Sorting and partitioning.

#include "kernels/array/elementwise.h"
#include "kernels/array/sort.h"
#include "stdlib/array/from_one.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg a_arg = in("a", Type::array, "The array.");
constexpr Arg axis_arg = optional("axis", Type::axis | Type::none, -1,
                                  "The axis along which elements are put in order; pl.none: all elements in one line.");
constexpr Arg own_axis_arg = optional("axis", Type::axis, -1, "The axis along which elements are put in order.");
constexpr Arg kind_arg =
    optional("kind", Type::string, sort_kinds, "SciPy's words; every one is the same stable radix sort.")
        .among(sort_kinds);
constexpr Arg kth_arg =
    in("kth", Type::index | Type::list, "The places, from 1, whose elements come where sorting would put them.");

constexpr Arg sort_args[] = {a_arg, axis_arg, kind_arg, out("b", Type::array, "A sorted copy.")};
constexpr Arg own_sort_args[] = {in("a", Type::array, "The array that changes."), own_axis_arg, kind_arg};
constexpr Arg argsort_args[] = {
    a_arg, axis_arg, kind_arg, out("i", Type::array, "Positions from 1 along the axis; `a[i]` of a vector is sorted.")};
constexpr Arg partition_args[] = {
    a_arg, kth_arg, axis_arg,
    out("b", Type::array, "A copy in which no element before a k-th place is larger and none behind it smaller.")};
constexpr Arg argpartition_args[] = {a_arg, kth_arg, axis_arg,
                                     out("i", Type::array, "Positions from 1 that bring a into that order.")};

void call_sort(Call& call) {
  const View a = call.array("a");
  call.give(sorted(call.ctx, a, call.axis_or_none("axis", a.ndim)));
}

void call_own_sort(Call& call) {
  const View a = call.writable("a");
  sort(call.ctx, a, call.axis("axis", a.ndim));
}

void call_argsort(Call& call) {
  const View a = call.array("a");
  call.give(from_one(argsort(call.ctx, a, call.axis_or_none("axis", a.ndim))));
}

std::vector<std::int64_t> places(Call& call, std::int64_t length) {
  std::vector<std::int64_t> kth = call.integers("kth");
  const bool list = call.is_list("kth");
  for (std::int64_t& k : kth) {
    const std::int64_t shown = list || k < 0 ? k : k + 1;
    if (list && k > 0) --k;
    else if (k < 0) k += length;
    else if (list) k = -1;
    if (k < 0 || k >= length)
      throw IndexError(format("kth %lld is out of range for %lld elements", static_cast<long long>(shown),
                              static_cast<long long>(length)));
  }
  return kth;
}

void call_partition(Call& call) {
  const View a = call.array("a");
  const std::optional<int> axis = call.axis_or_none("axis", a.ndim);
  const std::vector<std::int64_t> kth = places(call, axis ? a.shape[*axis] : a.size());
  if (call.code()) call.give(from_one(argpartition(call.ctx, a, kth, axis)));
  else call.give(partitioned(call.ctx, a, kth, axis));
}

constexpr const char* order_note =
    "NaN comes last; complex numbers go by their real, then their imaginary parts. Equal elements keep their order.";

constexpr Function rows[] = {
    {"sort", "A sorted copy.", sort_args, order_note, "print(pl.sort{3, 1, 2})  --> [1. 2. 3.]", call_sort},
    {"argsort", "The positions that put an array in order.", argsort_args, order_note,
     "print(pl.argsort{30, 10, 20})  --> [2 3 1]", call_argsort, 0, true},
    {"partition", "A copy in which some places hold what sorting would put there.", partition_args,
     "Linear in the number of elements.", "print(pl.partition({4, 1, 3, 2}, 2)[2])  --> 2.0", call_partition, 0},
    {"argpartition", "The positions that partition an array.", argpartition_args, "Linear in the number of elements.",
     "print(pl.argpartition({4, 1, 3, 2}, 1)[1])  --> 2", call_partition, 1, true},
};

constexpr Function method_rows[] = {
    {"sort", "Sorts an array in place.", own_sort_args, order_note,
     "local a = pl.array{3, 1, 2}\na:sort()\nprint(a)  --> [1. 2. 3.]", call_own_sort},
};

}  // namespace

Rows sorting_rows() { return rows; }
Rows sorting_method_rows() { return method_rows; }

}  // namespace perilune
