// stats: what families there are.

#include "stdlib/stats/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {summary_rows()};

}  // namespace

const Module stats_module{"stats", "Statistics: describing samples.", families};

}  // namespace perilune
