#pragma once
// The head that every userdata of ours begins with: the address of a static tag, so that a value is recognised without
// a registry look-up. A script can neither forge nor change it.

#include <initializer_list>
#include <lua.hpp>

#include "stdlib/registry/declaration.h"

namespace perilune {

struct Tag {
  const char* type_name;  // as messages call a value of it
  int metatable;          // its number in LibraryState::metatables
};

extern const Tag array_tag, complex_tag, object_tag, record_tag, range_tag, none_tag;
// The metatable of arrays that own no block: nothing is left to do when the collector has found them.
inline constexpr int light_array_metatable = 6;

struct Head {
  const Tag* tag;
};

// The head of a full userdata of ours with this tag, else null. Raises nothing, allocates nothing.
inline Head* head_at(lua_State* L, int index, const Tag& tag) {
  auto* head = static_cast<Head*>(lua_touserdata(L, index));
  return head && lua_rawlen(L, index) >= sizeof(Head) && head->tag == &tag ? head : nullptr;
}
template <class T>
T* userdata_at(lua_State* L, int index, const Tag& tag) {
  return reinterpret_cast<T*>(head_at(L, index, tag));
}
// The tag of any userdata of ours, else null.
const Tag* tag_at(lua_State* L, int index);

// A userdata of `size` bytes with its tag and metatable (of another number than the tag's) set. May raise: call it with
// nothing owned.
Head* new_userdata(lua_State* L, std::size_t size, int user_values, const Tag& tag, int metatable);
inline Head* new_userdata(lua_State* L, std::size_t size, int user_values, const Tag& tag) {
  return new_userdata(L, size, user_values, tag, tag.metatable);
}
// Makes the metatable of a tag and leaves it on the stack, protected against getmetatable. Events that loops look for
// come first: they get the places where one look finds them. The caller sets them.
void new_metatable(lua_State* L, const Tag& tag, const char* type_name, std::initializer_list<const char*> first = {});

// An object of a declared class. `pointer` is null after destruction or when the constructor failed.
struct ObjectValue {
  Head head;
  const Class* class_;
  void* pointer;
};
// The metatable of a class, made when first asked for. May raise.
void push_class_metatable(lua_State* L, const Class& c);
void open_object_type(lua_State* L);

// Operators of declared classes (object_operators.cpp). Whether an operand is an object whose class has any.
bool has_operators(lua_State* L, int index);
// The operands are at 1 and 2, one of them such an object: its class is asked, then that of the other. Raises when no
// class has an answer.
int object_operation(lua_State* L, Operation operation);
// The same for ==; without an answer they are different.
int object_equal(lua_State* L);
// Puts a class's operators into its metatable on top of the stack.
void set_object_operators(lua_State* L, const Class& c);
// object[key] and object[key] = value where key is no name; the arguments are at 1 to 3.
int object_element(lua_State* L, const Class& c);
int object_assign(lua_State* L, const Class& c);

// Values of a record lie in its user value 1, a table in field order.
struct RecordValue {
  Head head;
  const RecordType* type;
};

struct ComplexValue {
  Head head;
  double real, imag;
};

// "3x4 array of float64", "string 'abc'", "nil", "table": how messages show what came. Raises nothing.
struct Shown {
  char text[160];
};
Shown show(lua_State* L, int index);

}  // namespace perilune
