#pragma once
// The numerical packages that are linked, as `perilune --version` names them. packages.cmake finds them.

#include <span>
#include <string>

namespace perilune {

struct Package {
  const char* name;
  std::string (*version)();
  const char* licence;  // by its SPDX name
  const char* purpose;
  bool (*linked)() = [] { return true; };
};

std::span<const Package> packages();

}  // namespace perilune
