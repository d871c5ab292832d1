// Every module, in the order of the reference.

#include "stdlib/modules.h"

#include <cstring>
#include <string>

#include "kernels/core/errors.h"

namespace perilune {

std::span<const Module* const> modules() {
  // One a line:
  // clang-format off
  static const Module* const all[] = {
      &root_module,
      &array_module,
      &linalg_module,
      &optimize_module,
      &integrate_module,
      &interpolate_module,
      &special_module,
      &stats_module,
      &spatial_module,
      &spatial_distance_module,
      &sparse_module,
      &sparse_linalg_module,
      &fft_module,
      &signal_module,
      &signal_windows_module,
      &random_module,
      &io_module,
  };
  // clang-format on
  return all;
}

const char* own_name(const Module& m) {
  const char* dot = std::strrchr(m.name, '.');
  return dot ? dot + 1 : m.name;
}

const Module* parent_of(const Module& m) {
  const char* name = own_name(m);
  if (name == m.name) return nullptr;
  const std::string_view parent(m.name, static_cast<std::size_t>(name - m.name - 1));
  for (const Module* other : modules())
    if (other->name == parent) return other;
  throw InternalError(std::string(m.name) + " lies in a module that is not declared");
}

bool is_member(const Module& m) { return *m.name && &m != &array_module && own_name(m) == m.name; }

bool is_global(const Module& m) { return is_member(m) && &m != &io_module; }

}  // namespace perilune
