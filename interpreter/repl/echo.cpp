#include "interpreter/repl/echo.h"

#include <algorithm>
#include <cstdio>
#include <lua.hpp>

#include "interpreter/repl/style.h"
#include "interpreter/repl/terminal.h"
#include "stdlib/open.h"
#include "stdlib/types/array.h"
#include "stdlib/types/brief.h"

namespace perilune::repl {

namespace {

// Writes what follows the numbers of an array.
void write_caption(lua_State* L, int index, const Style& style) {
  lua_getfield(L, index, "shape");
  luaL_tolstring(L, -1, nullptr);
  lua_getfield(L, index, "dtype");
  std::printf("\n%sshape %s, dtype %s%s", style.dim(), lua_tostring(L, -2), lua_tostring(L, -1), style.plain());
  lua_pop(L, 3);
}

bool shows_entries(lua_State* L, int index, const Style& style) {
  if (!style.terminal || lua_type(L, index) != LUA_TTABLE) return false;
  for (const char* name : {"__tostring", "__name"})
    if (luaL_getmetafield(L, index, name) != LUA_TNIL) return lua_pop(L, 1), false;
  return true;
}

void write_value(lua_State* L, int index, const Style& style) {
  if (lua_type(L, index) == LUA_TNUMBER && !lua_isinteger(L, index)) {
    std::fputs(float_text(lua_tonumber(L, index)).c_str(), stdout);
  } else if (shows_entries(L, index, style)) {
    std::fputs(table_text(L, index, std::max(40, terminal_width() - 1)).c_str(), stdout);
  } else {
    std::size_t length = 0;
    const char* text = luaL_tolstring(L, index, &length);
    std::fwrite(text, 1, length, stdout);
    lua_pop(L, 1);
    if (array_at(L, index)) write_caption(L, index, style);
  }
}

}  // namespace

int echo(lua_State* L) {
  const Style& style = *static_cast<const Style*>(lua_touserdata(L, 1));
  const int count = lua_gettop(L);
  // The last value has a name of its own.
  if (count > 1 && !lua_isnil(L, 2)) {
    lua_pushglobaltable(L);
    lua_pushliteral(L, "_");
    lua_pushvalue(L, 2);
    lua_rawset(L, -3);
    lua_pop(L, 1);
  }
  if (style.silent) return 0;
  // Values that take several lines stand below each other.
  const char* between = "\t";
  for (int i = 2; i <= count; ++i)
    if (array_at(L, i) || shows_entries(L, i, style)) between = "\n";
  for (int i = 2; i <= count; ++i) {
    if (i > 2) std::fputs(between, stdout);
    write_value(L, i, style);
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
  // A name that has a value asks for that; other words are looked up. A method is read with a dot.
  lua_pushliteral(L, "return ");
  luaL_gsub(L, words, ":", ".");
  lua_concat(L, 2);
  if (luaL_loadstring(L, lua_tostring(L, -1)) != LUA_OK || lua_pcall(L, 0, 1, 0) != LUA_OK || lua_isnil(L, -1)) {
    lua_pop(L, 1);
    lua_pushvalue(L, 1);
  }
  lua_remove(L, -2);
  lua_call(L, 1, 0);
  return 0;
}

}  // namespace perilune::repl
