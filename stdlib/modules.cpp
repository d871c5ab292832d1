// Every module, in the order of the reference.

#include "stdlib/modules.h"

namespace perilune {

std::span<const Module* const> modules() {
  static const Module* const all[] = {&root_module,        &array_module, &linalg_module, &optimize_module,
                                      &interpolate_module, &stats_module, &io_module,     &random_module};
  return all;
}

}  // namespace perilune
