#include "interpreter/repl/echo.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <lua.hpp>

#include "stdlib/open.h"
#include "stdlib/types/array.h"

namespace perilune::repl {

namespace {

// The shortest text that reads back to the number, as a float of Lua: 3.0, 0.1, 1e+100.
void push_float(lua_State* L, double value) {
  if (std::isnan(value)) {
    lua_pushliteral(L, "nan");
    return;
  }
  if (std::isinf(value)) {
    lua_pushstring(L, value < 0 ? "-inf" : "inf");
    return;
  }
  const double size = std::fabs(value);
  const bool plain = value == 0 || (size >= 1e-4 && size < 1e16);
  char text[40];
  const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  char* end = std::to_chars(text, text + sizeof text, value, format).ptr;
  lua_pushlstring(L, text, static_cast<std::size_t>(end - text));
  if (plain && !std::memchr(text, '.', static_cast<std::size_t>(end - text))) {
    lua_pushliteral(L, ".0");
    lua_concat(L, 2);
  }
}

// What follows the numbers of an array.
void push_caption(lua_State* L, int index) {
  lua_getfield(L, index, "shape");
  luaL_tolstring(L, -1, nullptr);
  lua_getfield(L, index, "dtype");
  lua_pushfstring(L, "\nshape %s, dtype %s", lua_tostring(L, -2), lua_tostring(L, -1));
  lua_replace(L, -4);
  lua_pop(L, 2);
}

void push_text(lua_State* L, int index) {
  if (lua_type(L, index) == LUA_TNUMBER && !lua_isinteger(L, index)) return push_float(L, lua_tonumber(L, index));
  luaL_tolstring(L, index, nullptr);
  if (!array_at(L, index)) return;
  push_caption(L, index);
  lua_concat(L, 2);
}

}  // namespace

int echo(lua_State* L) {
  const int count = lua_gettop(L);
  // Values that take several lines stand below each other.
  const char* between = "\t";
  for (int i = 1; i <= count; ++i)
    if (array_at(L, i)) between = "\n";
  for (int i = 1; i <= count; ++i) {
    push_text(L, i);
    std::size_t length = 0;
    const char* text = lua_tolstring(L, -1, &length);
    if (i > 1) std::fputs(between, stdout);
    std::fwrite(text, 1, length, stdout);
    lua_pop(L, 1);
  }
  std::fputc('\n', stdout);
  std::fflush(stdout);
  return 0;
}

int ask_help(lua_State* L) {
  const char* words = luaL_checkstring(L, 1);
  push_root(L);
  lua_getfield(L, -1, "help");
  if (!*words) {
    lua_call(L, 0, 0);
    return 0;
  }
  // A name that has a value asks for that; other words are looked up.
  lua_pushfstring(L, "return %s", words);
  if (luaL_loadstring(L, lua_tostring(L, -1)) != LUA_OK || lua_pcall(L, 0, 1, 0) != LUA_OK || lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_pushvalue(L, 1);
  }
  lua_remove(L, -2);
  lua_call(L, 1, 0);
  return 0;
}

}  // namespace perilune::repl
