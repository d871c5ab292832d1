// table.*: loops over lengths that a metamethod may claim, or over ranges that a script names.

#include <algorithm>
#include <limits>
#include <lua.hpp>

#include "interpreter/runtime/bounded.h"
#include "interpreter/runtime/state.h"

namespace perilune::runtime {

namespace {

// Whether the value can stand for a table: one, or something with these metamethods.
void check_table(lua_State* L, int index, std::initializer_list<const char*> metamethods) {
  if (lua_type(L, index) == LUA_TTABLE) return;
  for (const char* name : metamethods)
    if (luaL_getmetafield(L, index, name) == LUA_TNIL) luaL_checktype(L, index, LUA_TTABLE);
    else lua_pop(L, 1);
}

int insert(lua_State* L) {
  check_table(L, 1, {"__index", "__newindex", "__len"});
  const auto end = static_cast<lua_Integer>(static_cast<lua_Unsigned>(luaL_len(L, 1)) + 1);
  lua_Integer at = end;
  const int arguments = lua_gettop(L);
  if (arguments == 3) {
    at = luaL_checkinteger(L, 2);
    // Wraps around for a position before the first, so that one comparison does.
    luaL_argcheck(L, static_cast<lua_Unsigned>(at) - 1u < static_cast<lua_Unsigned>(end), 2, "position out of bounds");
    for (lua_Integer i = end; i > at; --i) {
      lua_geti(L, 1, i - 1);
      lua_seti(L, 1, i);
      spend(L, 1);
    }
  } else if (arguments != 2) {
    return luaL_error(L, "wrong number of arguments to 'insert'");
  }
  lua_seti(L, 1, at);
  return 0;
}

int remove(lua_State* L) {
  check_table(L, 1, {"__index", "__newindex", "__len"});
  const lua_Integer size = luaL_len(L, 1);
  lua_Integer at = luaL_optinteger(L, 2, size);
  if (at != size)
    luaL_argcheck(L, static_cast<lua_Unsigned>(at) - 1u <= static_cast<lua_Unsigned>(size), 2,
                  "position out of bounds");
  lua_geti(L, 1, at);
  for (; at < size; ++at) {
    lua_geti(L, 1, at + 1);
    lua_seti(L, 1, at);
    spend(L, 1);
  }
  lua_pushnil(L);
  lua_seti(L, 1, at);
  return 1;
}

int move(lua_State* L) {
  const lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
  const int target = lua_isnoneornil(L, 5) ? 1 : 5;
  check_table(L, 1, {"__index"});
  check_table(L, target, {"__newindex"});
  if (last >= first) {
    luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
    const lua_Integer n = last - first + 1;
    luaL_argcheck(L, to <= LUA_MAXINTEGER - n + 1, 4, "destination wrap around");
    // Backwards where the ranges of one table overlap so that forwards would read what it has written.
    const bool forwards = to > last || to <= first || (target != 1 && !lua_compare(L, 1, target, LUA_OPEQ));
    for (lua_Integer k = 0; k < n; ++k) {
      const lua_Integer i = forwards ? k : n - 1 - k;
      lua_geti(L, 1, first + i);
      lua_seti(L, target, to + i);
      spend(L, 1);
    }
  }
  lua_pushvalue(L, target);
  return 1;
}

void add_entry(lua_State* L, luaL_Buffer* text, lua_Integer i) {
  lua_geti(L, 1, i);
  if (!lua_isstring(L, -1))
    luaL_error(L, "invalid value (at index %I) in table for 'concat'", static_cast<LUAI_UACINT>(i));
  luaL_addvalue(text);
  spend(L, 1);
}

int concat(lua_State* L) {
  check_table(L, 1, {"__index", "__len"});
  const lua_Integer length = luaL_len(L, 1);
  std::size_t separator_length;
  const char* separator = luaL_optlstring(L, 2, "", &separator_length);
  lua_Integer i = luaL_optinteger(L, 3, 1);
  const lua_Integer last = luaL_optinteger(L, 4, length);
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  for (; i < last; ++i) {
    add_entry(L, &text, i);
    luaL_addlstring(&text, separator, separator_length);
  }
  if (i == last) add_entry(L, &text, i);
  luaL_pushresult(&text);
  return 1;
}

int unpack(lua_State* L) {
  lua_Integer i = luaL_optinteger(L, 2, 1);
  const lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);
  if (i > last) return 0;
  const lua_Unsigned steps = static_cast<lua_Unsigned>(last) - static_cast<lua_Unsigned>(i);
  if (steps >= static_cast<lua_Unsigned>(std::numeric_limits<int>::max()) ||
      !lua_checkstack(L, static_cast<int>(steps) + 1))
    return luaL_error(L, "too many results to unpack");
  spend(L, steps / 4);
  for (; i < last; ++i) lua_geti(L, 1, i);
  lua_geti(L, 1, last);
  return static_cast<int>(steps) + 1;
}

// Upvalue 1: the script's comparison, or nil.
int compare(lua_State* L) {
  const bool strings = lua_type(L, 1) == LUA_TSTRING && lua_type(L, 2) == LUA_TSTRING;
  spend(L, strings ? 1 + std::min(lua_rawlen(L, 1), lua_rawlen(L, 2)) / 16 : 1);
  if (lua_isnil(L, lua_upvalueindex(1))) {
    lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPLT));
    return 1;
  }
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, 2, 1);
  return 1;
}

// Whether the table at 1 holds strings that take long to compare: one string many times is enough.
bool long_strings(lua_State* L) {
  constexpr lua_Unsigned many_letters = 1 << 20;
  lua_Unsigned letters = 0;
  const auto n = static_cast<lua_Integer>(lua_rawlen(L, 1));
  for (lua_Integer i = 1; i <= n; ++i) {
    if (lua_rawgeti(L, 1, i) == LUA_TSTRING) letters += lua_rawlen(L, -1);
    lua_pop(L, 1);
  }
  return letters > many_letters;
}

// The stock sort; where it takes long, with a comparison that counts.
int sort(lua_State* L) {
  constexpr lua_Unsigned soon = 1 << 16;  // elements that are sorted in some milliseconds
  const bool plain = lua_type(L, 1) == LUA_TTABLE && (!lua_getmetatable(L, 1) || (lua_pop(L, 1), false));
  if (plain && lua_rawlen(L, 1) < soon && !long_strings(L)) {
    spend(L, lua_rawlen(L, 1) * 8);
    lua_settop(L, 2);
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
  }
  check_table(L, 1, {"__index", "__newindex", "__len"});
  if (!lua_isnoneornil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  lua_pushcclosure(L, compare, 1);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, 2, 0);
  return 0;
}

}  // namespace

const luaL_Reg bounded_tables[] = {{"insert", insert}, {"remove", remove}, {"move", move},    {"concat", concat},
                                   {"sort", sort},     {"unpack", unpack}, {nullptr, nullptr}};

}  // namespace perilune::runtime
