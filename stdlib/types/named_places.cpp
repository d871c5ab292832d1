#include "stdlib/types/named_places.h"

#include <new>
#include <string>

#include "stdlib/registry/arguments.h"
#include "stdlib/registry/words.h"

namespace perilune {

namespace {

// Which of the names the string on top of the stack is; raises when it is none.
int place_of(lua_State* L, const char* function, std::span<const std::string_view> names) {
  const std::string_view key = lua_tostring(L, -1);
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == key) return static_cast<int>(i) + 1;
  char hint[60] = "";
  try {
    const std::string text = suggestion(key, names);
    if (text.size() < sizeof hint) text.copy(hint, text.size());
  } catch (const std::bad_alloc&) {  // then without
  }
  lua_pushfstring(L, "%s: unknown option '%s'%s", function, lua_tostring(L, -1), hint);
  luaL_where(L, 1);
  lua_insert(L, -2);
  lua_concat(L, 2);
  return lua_error(L);
}

}  // namespace

void take_names(lua_State* L, const char* function, std::span<const std::string_view> names, const char* usage) {
  const int count = static_cast<int>(names.size()), top = lua_gettop(L);
  const bool options = top > 0 && plain_table(L, top) &&
                       (table_shape(L, top) == TableShape::names || table_shape(L, top) == TableShape::empty);
  const int given = options ? top - 1 : top;
  if (given > count)
    luaL_error(L, "%s: takes at most %d argument%s, got %d\n    usage: %s", function, count, count == 1 ? "" : "s",
               given, usage);
  if (!options) return lua_settop(L, count);
  lua_settop(L, count + 1 > top ? count + 1 : top);
  lua_pushvalue(L, top);  // the table, above the places
  const int table = lua_gettop(L);
  lua_pushnil(L);
  lua_replace(L, top);
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_pushvalue(L, -2);
    const int place = place_of(L, function, names);
    lua_pop(L, 1);
    if (place <= given && !lua_isnil(L, place))
      luaL_error(L, "%s: %s is given by place and by name", function, lua_tostring(L, -2));
    lua_replace(L, place);
  }
  lua_settop(L, count);
}

}  // namespace perilune
