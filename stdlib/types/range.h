#pragma once
// pl.s(i, j, step): a range without text, and pl.newaxis.

#include "kernels/array/index.h"
#include "stdlib/types/object.h"

namespace perilune {

struct RangeValue {
  Head head;
  bool has_start, has_stop, has_step, new_axis;
  std::int64_t start, stop, step;

  Range range() const {
    Range r;
    if (has_start) r.start = start;
    if (has_stop) r.stop = stop;
    if (has_step) r.step = step;
    return r;
  }
};

void open_range_type(lua_State* L);
int make_range(lua_State* L);  // pl.s
void push_new_axis(lua_State* L);
void push_none(lua_State* L);  // pl.none, one value per state

}  // namespace perilune
