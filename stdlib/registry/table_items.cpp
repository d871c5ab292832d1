// Tables whose entries are of several sorts: options of columns, by position or name.

#include <algorithm>
#include <cmath>
#include <lua.hpp>

#include "stdlib/registry/arguments.h"
#include "stdlib/registry/call.h"
#include "stdlib/types/array.h"

namespace perilune {

namespace {

std::string string_at(lua_State* L, int slot) {
  std::size_t length;
  const char* text = lua_tolstring(L, slot, &length);
  return {text, length};
}

bool list_of_strings(lua_State* L, int slot, std::vector<std::string>& strings) {
  const auto n = static_cast<lua_Integer>(lua_rawlen(L, slot));
  for (lua_Integer i = 1; i <= n; ++i) {
    const bool is_string = lua_rawgeti(L, slot, i) == LUA_TSTRING;
    if (is_string) strings.push_back(string_at(L, -1));
    lua_pop(L, 1);
    if (!is_string) return false;
  }
  return n > 0;
}

std::variant<std::int64_t, std::string> key_at(lua_State* L, int slot, const std::string& name) {
  if (lua_type(L, slot) == LUA_TSTRING) return string_at(L, slot);
  const double x = lua_type(L, slot) == LUA_TNUMBER ? lua_tonumber(L, slot) : 0.5;
  if (x != std::floor(x) || std::abs(x) > 9e15)
    throw ValueError(name + " must have whole numbers or names as keys, got " + show(L, slot).text);
  if (x == 0) throw IndexError(name + " counts from 1, got 0");
  const auto position = static_cast<std::int64_t>(x);
  return position > 0 ? position - 1 : position;
}

}  // namespace

std::vector<TableItem> Call::items(const char* name) {
  const int table = find(name).slot;
  std::vector<TableItem> list;
  lua_pushnil(L_);
  while (lua_next(L_, table)) {
    // The value stays on the stack, where functions and arrays are alive until the call ends; the key goes on.
    if (!lua_checkstack(L_, 6)) throw MemoryError("not enough memory for the Lua stack");
    lua_pushvalue(L_, -2);
    lua_remove(L_, -3);
    const int slot = lua_gettop(L_) - 1;
    TableItem item{key_at(L_, slot + 1, name), Scalar()};
    const auto* by_name = std::get_if<std::string>(&item.key);
    const std::string place =
        std::string(name) + (by_name ? "." + *by_name : "[" + std::string(show(L_, slot + 1).text) + "]");
    Scalar number;
    std::vector<std::string> strings;
    if (lua_type(L_, slot) == LUA_TSTRING) {
      item.value = string_at(L_, slot);
    } else if (to_scalar(L_, slot, number)) {
      item.value = number;
    } else if (const ArrayValue* a = array_at(L_, slot)) {
      a->check_alive();
      item.value = to_array(*a);
    } else if (callable_at(L_, slot)) {
      item.value = Callable(L_, state, slot, place);
    } else if (lua_type(L_, slot) == LUA_TTABLE && list_of_strings(L_, slot, strings)) {
      item.value = std::move(strings);
    } else if (lua_type(L_, slot) == LUA_TTABLE) {
      item.value = array_from_table(L_, ctx, slot, place);
    } else {
      throw ValueError(place + " must be a number, a string, an array or a function, got " + show(L_, slot).text);
    }
    list.push_back(std::move(item));
  }
  std::sort(list.begin(), list.end(), [](const TableItem& a, const TableItem& b) { return a.key < b.key; });
  return list;
}

}  // namespace perilune
