// optimize: what families there are.

#include "stdlib/optimize/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {minimize_rows(), root_scalar_rows()};

}  // namespace

const Module optimize_module{"optimize", "Minima and roots of functions.", families};

}  // namespace perilune
