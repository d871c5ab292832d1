// Where elements are, and which are distinct.

#include "kernels/array/elementwise.h"
#include "kernels/array/search.h"
#include "kernels/array/unique.h"
#include "stdlib/array/from_one.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg nonzero_args[] = {in("a", Type::array, "The array."),
                                out("i", Type::vector, "Positions from 1, one vector for each axis.").repeated()};
constexpr Arg flat_args[] = {in("a", Type::array, "The array."),
                             out("i", Type::vector, "Positions from 1 in row-major order.")};
constexpr Arg search_args[] = {
    in("a", Type::vector, "A sorted vector."),
    in("v", Type::array, "What to find places for."),
    optional("side", Type::string, "left|right", "Which place among equals: before them, or behind them.")
        .among("left|right"),
    optional("sorter", Type::vector, absent,
             "Positions from 1 that put an unsorted a in order, as argsort gives them."),
    out("i", Type::array, "Positions from 1 to #a + 1, in the shape of v: inserting v[i] there keeps a in order."),
};
constexpr Arg unique_args[] = {
    in("a", Type::array, "The array."),
    optional("return_index", Type::boolean, false, "Also return where each is first met."),
    optional("return_inverse", Type::boolean, false, "Also return which of the distinct ones each element is."),
    optional("return_counts", Type::boolean, false, "Also return how often each is met."),
    optional("axis", Type::axis, absent, "Distinct sub-arrays along this axis instead."),
    option("equal_nan", true, "Whether all NaN are one element."),
    out("values", Type::array, "The distinct elements in order."),
    out("index", Type::vector, "Positions from 1.").only_if("return_index"),
    out("inverse", Type::vector, "Positions from 1 among the values: `values[inverse]` is a in one line.")
        .only_if("return_inverse"),
    out("counts", Type::vector, "Counts.").only_if("return_counts"),
};

void call_nonzero(Call& call) {
  for (Array& positions : nonzero(call.ctx, call.array("a"), 1)) call.give(std::move(positions));
}

void call_flat(Call& call) { call.give(flatnonzero(call.ctx, call.array("a"), 1)); }

void call_search(Call& call) {
  const Side side = call.one_of<Side>("side", {{"left", Side::left}, {"right", Side::right}});
  const View a = call.array("a"), v = call.array("v");
  if (!call.has("sorter")) return call.give_unwrapped(from_one(searchsorted(call.ctx, a, v, side)));
  Array sorter = astype(call.ctx, call.array("sorter"), DType::int64);
  for (std::int64_t i = 0; i < sorter.size(); ++i) {
    std::int64_t& place = sorter.as<std::int64_t>()[i];
    if (place < 1 || place > a.size())
      throw IndexError(format("sorter must hold positions from 1 to %lld, got %lld", static_cast<long long>(a.size()),
                              static_cast<long long>(place)));
    --place;
  }
  const View order = sorter;
  call.give_unwrapped(from_one(searchsorted(call.ctx, a, v, side, &order)));
}

void call_unique(Call& call) {
  const View a = call.array("a");
  UniqueOptions options;
  options.index = call.flag("return_index");
  options.inverse = call.flag("return_inverse");
  options.counts = call.flag("return_counts");
  options.equal_nan = call.flag("equal_nan");
  if (call.has("axis")) options.axis = call.axis("axis", a.ndim);
  Unique found = unique(call.ctx, a, options);
  call.give(std::move(found.values));
  if (options.index) call.give(from_one(std::move(found.index)));
  if (options.inverse) call.give(from_one(std::move(found.inverse)));
  if (options.counts) call.give(std::move(found.counts));
}

constexpr Function rows[] = {
    {"nonzero", "The positions of the elements that are not zero.", nonzero_args,
     "In row-major order. The vectors select those elements: `a(a:nonzero())`.",
     "print(pl.nonzero{0, 5, 0, 7})  --> [2 4]", call_nonzero, 0, true},
    {"flatnonzero", "The positions of the elements that are not zero, in one line.", flat_args,
     "Positions in `a:ravel()`.", "print(pl.flatnonzero{{0, 1}, {2, 0}})  --> [2 3]", call_flat},
    {"searchsorted", "Where elements would go into a sorted vector.", search_args, "By bisection. NaN sorts last.",
     "print(pl.searchsorted({10, 20, 30}, {5, 20, 99}))  --> [1 2 4]", call_search, 0, true},
    {"unique", "The distinct elements, in order.", unique_args, "-0.0 and 0.0 are equal.",
     "print(pl.unique{3, 1, 3, 2})  --> [1. 2. 3.]", call_unique},
};

}  // namespace

Rows searching_rows() { return rows; }

}  // namespace perilune
