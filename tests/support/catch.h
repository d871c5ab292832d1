#pragma once
// The one door to Catch2, whose headers moved between 2.x and 3.x.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif

// Hosts see the public headers only, whose names are those of the kernels.
#if !defined(PERILUNE_PUBLIC_TESTS)
#include "kernels/core/array.h"

namespace perilune::test {

// A context of its own memory for kernels under test.
struct TestContext : Context {
  TestContext() : Context(*Memory::create()) {}
  ~TestContext() { memory.release(); }
};

}  // namespace perilune::test
#endif
