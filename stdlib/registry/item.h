#pragma once
// One value inside a Lua table that a body walks itself: bounds, boundary conditions, constraints. Reading is by raw
// access, and messages name the place: "bounds[2][1] must be a number, got nil".

#include <string>
#include <vector>

#include "kernels/core/array.h"

namespace perilune {

class Call;

class Item {
 public:
  enum class Kind : std::uint8_t { nil, boolean, number, text, list, map, array, callable, other };

  Kind kind() const { return kind_; }
  const std::string& place() const { return place_; }

  // The value, or an error that says what it must be.
  double number() const;
  std::int64_t whole_number() const;
  std::string_view text() const;
  std::string_view word(const char* choices) const;  // one of "a|b", in any case, as it is spelled there
  Array array() const;                               // an array, a nested table or a number
  // The entries of a list in order: as many as it has, or so many, the missing ones nil.
  std::vector<Item> items() const;
  std::vector<Item> items(std::int64_t count) const;

  // "<place> <requirement>, got <what came>"
  [[noreturn]] void refuse(std::string_view requirement) const;

 private:
  friend class Call;
  Item(Call& call, int slot, std::string place);

  Call* call_;
  int slot_;
  Kind kind_;
  std::string place_;
};

}  // namespace perilune
