#include "stdlib/registry/arguments.h"

#include "stdlib/types/object.h"

namespace perilune {

TableShape table_shape(lua_State* L, int index) {
  index = lua_absindex(L, index);
  const auto n = static_cast<lua_Integer>(lua_rawlen(L, index));
  bool names = false, other = false;
  // Behind the last entry of a long sequence: those of 1..n that lie in the hash part may come again, which is
  // harmless.
  if (n > 64) lua_pushinteger(L, n);
  else lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) == LUA_TSTRING) names = true;
    else if (!(lua_isinteger(L, -1) && lua_tointeger(L, -1) >= 1 && lua_tointeger(L, -1) <= n)) other = true;
    if ((names && n) || other) {
      lua_pop(L, 1);
      return TableShape::mixed;
    }
  }
  return n ? TableShape::list : names ? TableShape::names : TableShape::empty;
}

bool plain_table(lua_State* L, int index) {
  if (lua_type(L, index) != LUA_TTABLE) return false;
  if (!lua_getmetatable(L, index)) return true;
  lua_pop(L, 1);
  return false;
}

bool callable_at(lua_State* L, int index) {
  const int type = lua_type(L, index);
  if (type == LUA_TFUNCTION) return true;
  if (const Tag* tag = tag_at(L, index)) {
    if (tag != &object_tag) return false;
    return static_cast<const ObjectValue*>(lua_touserdata(L, index))->class_->called() != nullptr;
  }
  if ((type != LUA_TTABLE && type != LUA_TUSERDATA) || !lua_getmetatable(L, index)) return false;
  // The metatable's string keys are found without creating the string: walk them.
  bool found = false;
  lua_pushnil(L);
  while (!found && lua_next(L, -2)) {
    std::size_t length;
    if (lua_type(L, -2) == LUA_TSTRING) {
      const char* key = lua_tolstring(L, -2, &length);
      found = length == 6 && std::char_traits<char>::compare(key, "__call", 6) == 0 && !lua_isnil(L, -1);
    }
    lua_pop(L, found ? 2 : 1);
  }
  lua_pop(L, 1);
  return found;
}

}  // namespace perilune
