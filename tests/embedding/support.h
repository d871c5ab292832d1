#pragma once
// Hosts under test see the public headers only.

#include <chrono>
#include <ctime>
#include <string>
#include <thread>

#include "perilune/perilune.hpp"
#include "tests/support/catch.h"

namespace perilune::test {

inline Options sandbox(Limits limits = {}) {
  Options options;
  options.sandbox = true;
  options.limits = limits;
  return options;
}

// The message of the error that a text ends with; "" when it ends well.
inline std::string error_of(State& state, std::string_view text) {
  try {
    state.run(text, "=u");
  } catch (const Error& e) {
    return e.message();
  }
  return "";
}

inline perilune_status status_of(State& state, std::string_view text) {
  try {
    state.run(text, "=u");
  } catch (const Error& e) {
    return e.status();
  }
  return PERILUNE_OK;
}

// What the process has computed: what others do on the machine does not count.
struct CpuWatch {
  std::clock_t begin = std::clock();
  double seconds() const { return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC; }
};

struct Stopwatch {
  std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); }
};

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

}  // namespace perilune::test
