#pragma once
// Elementwise functions of a few real numbers: one line each. A line names the function, its arguments, the kernel and
// the texts; the row, the body and the direct path for plain numbers follow from it.

#include <array>

#include "kernels/special/map.h"
#include "stdlib/registry/declaration.h"

struct lua_State;

namespace perilune {

struct ScalarEntry {
  const char* name;
  std::span<const Arg> args;  // the inputs in order, then the result
  special::ScalarFunction f;
  const char* summary;
  const char* details;
  const char* example;
  const char* source = nullptr;
  const char* aliases = nullptr;
};

inline constexpr Arg elementwise_result =
    out("y", Type::array, "An array of the shape of the arguments together; a number for numbers.");
inline constexpr Arg complex_result =
    out("y", Type::array | Type::complex, "An array of the shape of the arguments together; a number for numbers.");
constexpr Arg elementwise_input(const char* name, const char* doc) { return in(name, Type::array, doc); }

inline constexpr Arg one_z[] = {in("z", Type::array, "Real or complex numbers.").alias("x"), complex_result};
inline constexpr Arg one_x[] = {elementwise_input("x", "Real numbers."), elementwise_result};

// Inside the functions below.
void call_scalar_function(Call& call, const special::ScalarFunction& f);
int fast_scalar_function(lua_State* L, const special::ScalarFunction& f);
int code_of(const Call& call);

template <const auto& entries>
void call_entry(Call& call) {
  call_scalar_function(call, entries[static_cast<std::size_t>(code_of(call))].f);
}
template <const auto& entries>
int fast_entry(lua_State* L, int code) {
  return fast_scalar_function(L, entries[static_cast<std::size_t>(code)].f);
}

// The rows of a table of entries, which must have static storage.
template <const auto& entries>
constexpr auto scalar_family() {
  std::array<Function, std::size(entries)> rows{};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ScalarEntry& e = entries[i];
    rows[i] = Function{e.name, e.summary, e.args, e.details, e.example, call_entry<entries>, static_cast<int>(i)};
    rows[i].aliases = e.aliases;
    rows[i].source = e.source;
    rows[i].fast = fast_entry<entries>;
  }
  return rows;
}

}  // namespace perilune
