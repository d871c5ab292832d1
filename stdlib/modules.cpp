// Every module, in the order of the reference.

#include "stdlib/registry/declaration.h"

namespace perilune {

extern const Module root_module, array_module;

std::span<const Module* const> modules() {
  static const Module* const all[] = {&root_module, &array_module};
  return all;
}

}  // namespace perilune
