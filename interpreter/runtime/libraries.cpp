#include "interpreter/runtime/libraries.h"

#include <zlib.h>
#if __has_include(<gnu/libc-version.h>)
#include <gnu/libc-version.h>
#endif

#include <cstdio>
#include <lua.hpp>
#include <string>

extern "C" {
char* openblas_get_config();
void ilaver_(int* major, int* minor, int* patch);
}

namespace perilune::runtime {

namespace {

std::string lua_version() { return LUA_VERSION_MAJOR "." LUA_VERSION_MINOR "." LUA_VERSION_RELEASE; }

// "OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH …": the second word.
std::string openblas_version() {
  const std::string text = openblas_get_config();
  const auto begin = text.find(' ') + 1;
  return text.substr(begin, text.find(' ', begin) - begin);
}

std::string lapack_version() {
  int major = 0, minor = 0, patch = 0;
  ilaver_(&major, &minor, &patch);
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
}

std::string version_of_zlib() { return zlibVersion(); }

std::string compiler_version() {
#if defined(__clang__)
  return "with clang " __clang_version__;
#else
  return "of GCC " __VERSION__;
#endif
}

#if defined(__GLIBC__)
std::string glibc_version() { return gnu_get_libc_version(); }
#endif

struct Library {
  const char* name;
  std::string (*version)();
  const char* licence;
  const char* purpose;
};

// A new library is a line here. All but the compiler's are asked while the program runs.
constexpr Library libraries[] = {
    {"Lua", lua_version, "MIT", "the language"},
    {"OpenBLAS", openblas_version, "BSD-3-Clause", "matrix products"},
    {"LAPACK", lapack_version, "BSD-3-Clause", "matrix factorisations (inside OpenBLAS)"},
    {"zlib", version_of_zlib, "Zlib", "compressed files"},
    {"libstdc++", compiler_version, "GPL-3.0 with the runtime exception",
     "the C++ library, and libgfortran below LAPACK"},
#if defined(__x86_64__) || defined(__i386__)
    {"libquadmath", compiler_version, "LGPL-2.1-or-later", "numbers of 128 bits, below libgfortran"},
#endif
#if defined(__GLIBC__)
    {"glibc", glibc_version, "LGPL-2.1-or-later", "the C library"},
#endif
};

}  // namespace

void print_library(const char* name, const char* version, const char* licence, const char* purpose) {
  std::printf("  %-11s %-14s %-36s %s\n", name, version, licence, purpose);
}

void print_libraries() {
  for (const Library& library : libraries)
    print_library(library.name, library.version().c_str(), library.licence, library.purpose);
}

}  // namespace perilune::runtime
