#include "stdlib/registry/call_each.h"

#include <cstddef>
#include <cstring>
#include <lua.hpp>

namespace perilune {

namespace {

constexpr char each_key = 0;

struct Bytecode {
  std::size_t size = 0;
  char bytes[4096];
};

}  // namespace

bool push_each(lua_State* L, int n) {
  return lua_rawgetp(L, LUA_REGISTRYINDEX, &each_key) == LUA_TTABLE && lua_rawgeti(L, -1, n) == LUA_TFUNCTION;
}

int make_each(lua_State* L) {
  const auto n = static_cast<int>(lua_tointeger(L, 1));
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  const auto list = [&](const char* before, const char* after) {
    for (int i = 1; i <= n; ++i) {
      lua_pushfstring(L, "%s%s%d%s", i > 1 ? "," : "", before, i, after);
      luaL_addvalue(&text);
    }
  };
  luaL_addstring(&text, "return function(f,");
  list("x", "");
  luaL_addstring(&text, ") return ");
  list("(f(x", "))");
  luaL_addstring(&text, " end");
  luaL_pushresult(&text);
  std::size_t length;
  const char* code = lua_tolstring(L, -1, &length);
  if (luaL_loadbufferx(L, code, length, "=each", "t") != LUA_OK) return lua_error(L);
  Bytecode stripped;
  const auto write = [](lua_State*, const void* bytes, std::size_t size, void* to) {
    auto& out = *static_cast<Bytecode*>(to);
    if (size > sizeof out.bytes - out.size) return 1;
    std::memcpy(out.bytes + out.size, bytes, size);
    out.size += size;
    return 0;
  };
  if (lua_dump(L, write, &stripped, 1) != 0) return luaL_error(L, "a function is too long (a fault in perilune)");
  if (luaL_loadbufferx(L, stripped.bytes, stripped.size, "=each", "b") != LUA_OK) return lua_error(L);
  lua_call(L, 0, 1);
  // By length in a table of the registry's.
  const int each = lua_gettop(L);
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &each_key) != LUA_TTABLE) {
    lua_createtable(L, n, 0);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &each_key);
  }
  lua_pushvalue(L, each);
  lua_rawseti(L, -2, n);
  lua_pushvalue(L, each);
  return 1;
}

}  // namespace perilune
