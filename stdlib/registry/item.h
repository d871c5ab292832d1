#pragma once
// One value inside a Lua table that a body walks itself: bounds, boundary conditions, options of columns. Reading is by
// raw access, and messages name the place: "bounds[2][1] must be a number, got nil".

#include <string>
#include <variant>
#include <vector>

#include "kernels/core/array.h"
#include "stdlib/registry/callable.h"

namespace perilune {

class Call;
struct Class;
struct LuaValue;

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
  Scalar scalar() const;                             // a number, boolean or complex value
  Array array() const;                               // an array, a nested table or a number
  Callable callable() const;
  bool is_object(const Class& c) const;
  template <class T>
  T& object(const Class& c) const {
    return *static_cast<T*>(object_pointer(c));
  }
  Item kept(int i, std::string as) const;  // of an object: the i-th (from 1) of the values that it keeps
  LuaValue value() const;                  // as it is, for Call::give and give_object
  bool is_texts() const;                   // a list of strings, not empty
  std::vector<std::string> texts() const;
  // The entries of a list in order: as many as it has, or so many, the missing ones nil.
  std::vector<Item> items() const;
  std::vector<Item> items(std::int64_t count) const;
  // The entries of any table by position, from 0 (negative ones stay), and by name: positions first, both in order.
  struct Entry;
  std::vector<Entry> entries() const;

  // "<place> <requirement>, got <what came>"
  [[noreturn]] void refuse(std::string_view requirement) const;

 private:
  void* object_pointer(const Class& c) const;
  friend class Call;
  friend class Input;
  Item(Call& call, int slot, std::string place);

  Call* call_;
  int slot_;
  Kind kind_;
  std::string place_;
};

struct Item::Entry {
  std::variant<std::int64_t, std::string> key;
  Item item;
};

}  // namespace perilune
