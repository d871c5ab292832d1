#include "interpreter/runtime/sandbox.h"

#include <cstring>
#include <lua.hpp>
#include <string_view>

#include "interpreter/runtime/state.h"
#include "stdlib/registry/text_of.h"

namespace perilune::runtime {

namespace {

// Gives a global table these functions of a library, which is not there otherwise.
void borrow(lua_State* L, lua_CFunction open, const char* library, std::initializer_list<const char*> names) {
  lua_pushcfunction(L, open);
  lua_pushstring(L, library);
  lua_call(L, 1, 1);
  lua_createtable(L, 0, static_cast<int>(names.size()));
  for (const char* name : names) {
    lua_getfield(L, -2, name);
    lua_setfield(L, -2, name);
  }
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushvalue(L, -2);
  lua_setfield(L, -2, library);
  lua_pop(L, 1);
  lua_setglobal(L, library);
  lua_pop(L, 1);
}

void remove_fields(lua_State* L, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    lua_pushnil(L);
    lua_setfield(L, -2, name);
  }
}

// require: what is loaded, or has a loader by the library or the host.
int require(lua_State* L) {
  const char* name = luaL_checkstring(L, 1);
  lua_settop(L, 1);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);  // 2
  if (lua_getfield(L, 2, name) != LUA_TNIL) return 1;
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);  // 4
  if (lua_getfield(L, 4, name) == LUA_TNIL)
    return luaL_error(L, "module '%s' is not there: in a sandbox the host decides which are", name);
  lua_pushvalue(L, 1);
  lua_pushliteral(L, ":preload:");
  lua_call(L, 2, 1);
  if (lua_isnil(L, -1)) lua_pushboolean(L, 1);
  lua_pushvalue(L, -1);
  lua_setfield(L, 2, name);
  return 1;
}

// Methods of strings come from a table that no script can reach; functions that a script adds to `string` follow.
void protect_strings(lua_State* L) {
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_newtable(L);
  lua_getglobal(L, LUA_STRLIBNAME);
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_settable(L, -5);
  }
  lua_createtable(L, 0, 1);
  lua_insert(L, -2);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
}

int to_text(lua_State* L) {
  luaL_checkany(L, 1);
  push_text_of(L, 1);
  return 1;
}

// string.format, whose %s and %p would show addresses. Upvalue: the one that was there.
int format_text(lua_State* L) {
  const char* pattern = luaL_checkstring(L, 1);
  bool strings = false;
  for (const char* p = pattern; (p = std::strchr(p, '%')); ++p) {
    p += 1 + std::strspn(p + 1, "-+ #0123456789.");
    if (*p == 'p') return luaL_error(L, "'%%p' is not to be had in a sandbox");
    strings = strings || *p == 's';
    if (*p == '\0') break;
  }
  const int n = lua_gettop(L);
  for (int i = 2; strings && i <= n; ++i) {
    if (lua_isnoneornil(L, i) || lua_isboolean(L, i) || lua_isstring(L, i)) continue;
    if (luaL_getmetafield(L, i, "__tostring") != LUA_TNIL) {
      lua_pop(L, 1);
      continue;
    }
    push_text_of(L, i);
    lua_replace(L, i);
  }
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, n, 1);
  return 1;
}

int print(lua_State* L) {
  const Host& host = State::of(L)->host;
  const int n = lua_gettop(L);
  luaL_Buffer line;
  luaL_buffinit(L, &line);
  for (int i = 1; i <= n; ++i) {
    if (i > 1) luaL_addchar(&line, '\t');
    push_text_of(L, i);
    luaL_addvalue(&line);
  }
  luaL_addchar(&line, '\n');
  luaL_pushresult(&line);
  std::size_t length;
  const char* text = lua_tolstring(L, -1, &length);
  host.print(host.data, std::string_view(text, length));
  State::of(L)->limiter.spend(L, length / 16);
  return 0;
}

}  // namespace

void open_harmless_libraries(lua_State* L) {
  constexpr luaL_Reg libraries[] = {{LUA_GNAME, luaopen_base},       {LUA_COLIBNAME, luaopen_coroutine},
                                    {LUA_TABLIBNAME, luaopen_table}, {LUA_STRLIBNAME, luaopen_string},
                                    {LUA_MATHLIBNAME, luaopen_math}, {LUA_UTF8LIBNAME, luaopen_utf8}};
  for (const luaL_Reg& library : libraries) {
    luaL_requiref(L, library.name, library.func, 1);
    lua_pop(L, 1);
  }
  borrow(L, luaopen_os, LUA_OSLIBNAME, {"time", "clock", "date", "difftime"});
  borrow(L, luaopen_debug, LUA_DBLIBNAME, {"traceback"});
  lua_pushglobaltable(L);
  remove_fields(L, {"dofile", "loadfile"});
  lua_pop(L, 1);
  lua_getglobal(L, LUA_STRLIBNAME);
  remove_fields(L, {"dump"});
  lua_pop(L, 1);
}

void close_sandbox(lua_State* L) {
  lua_register(L, "require", require);
  lua_register(L, "tostring", to_text);
  lua_getglobal(L, LUA_STRLIBNAME);
  lua_getfield(L, -1, "format");
  lua_pushcclosure(L, format_text, 1);
  lua_setfield(L, -2, "format");
  lua_pop(L, 1);
  protect_strings(L);
}

void open_print(lua_State* L) { lua_register(L, "print", print); }

}  // namespace perilune::runtime
