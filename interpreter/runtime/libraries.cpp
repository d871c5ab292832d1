#include "interpreter/runtime/libraries.h"

#if __has_include(<gnu/libc-version.h>)
#include <gnu/libc-version.h>
#endif

#include <cstdio>
#include <lua.hpp>

#include "kernels/packages.h"

namespace perilune::runtime {

namespace {

#if defined(__clang__)
constexpr const char* compiler_version = "with clang " __clang_version__;
#else
constexpr const char* compiler_version = "of GCC " __VERSION__;
#endif

bool is_gpl(const Library& library) {
  return library.licence.starts_with("GPL") && library.licence.find("exception") == std::string::npos;
}

}  // namespace

std::vector<Library> linked_libraries() {
  std::vector<Library> all;
  all.push_back({"Lua", LUA_VERSION_MAJOR "." LUA_VERSION_MINOR "." LUA_VERSION_RELEASE, "MIT", "the language"});
  for (const Package& package : packages())
    if (package.linked()) all.push_back({package.name, package.version(), package.licence, package.purpose});
  all.push_back({"libstdc++", compiler_version, "GPL-3.0 with the runtime exception",
                 "the C++ library, and libgfortran below LAPACK"});
#if defined(__x86_64__) || defined(__i386__)
  all.push_back({"libquadmath", compiler_version, "LGPL-2.1-or-later", "numbers of 128 bits, below libgfortran"});
#endif
#if defined(__GLIBC__)
  all.push_back({"glibc", gnu_get_libc_version(), "LGPL-2.1-or-later", "the C library"});
#endif
  return all;
}

void print_libraries(const std::vector<Library>& libraries) {
  std::string gpl;
  for (const Library& library : libraries) {
    std::printf("  %-11s %-14s %-36s %s\n", library.name.c_str(), library.version.c_str(), library.licence.c_str(),
                library.purpose.c_str());
    if (is_gpl(library)) gpl += (gpl.empty() ? "" : ", ") + library.name;
  }
  if (!gpl.empty()) std::printf("\nWhoever hands this program on does so under the GPL, because of %s\n", gpl.c_str());
}

}  // namespace perilune::runtime
