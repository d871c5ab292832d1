// Lists of positions for indexing.

#include "kernels/array/index.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg grid_args[] = {
    rest("lists", Type::vector, "A list of positions (from 1) or a mask for each axis."),
    out("grids", Type::array, "One array for each list, shaped so that together they span the grid.").repeated(),
};

void call_grid(Call& call) {
  if (call.rest_count() > max_ndim) throw ValueError(format("at most %d lists, got %d", max_ndim, call.rest_count()));
  std::vector<View> lists;
  for (int i = 0; i < call.rest_count(); ++i) lists.push_back(call.rest_array(i));
  for (Array& grid : open_grid(call.ctx, lists)) call.give(std::move(grid));
}

constexpr Function rows[] = {
    {"ix_", "Lists of positions that select a grid instead of pairing up.", grid_args,
     "`a(pl.ix_(rows, columns))` selects every row of the one list at every column of the other, where `a(rows, "
     "columns)` takes them in pairs.",
     "local a = pl.arange(1, 10):reshape(3, 3)\nprint(a(pl.ix_({1, 3}, {2, 3})))\n--> [[2. 3.]\n-->  [8. 9.]]",
     call_grid},
};

}  // namespace

Rows position_rows() { return rows; }

}  // namespace perilune
