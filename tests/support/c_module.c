/* A module in C, as others write them: tests/cli/library.lua requires it. */

#include <lauxlib.h>
#include <lua.h>

static int twice(lua_State* L) {
  lua_pushinteger(L, 2 * luaL_checkinteger(L, 1));
  return 1;
}

static int pack(lua_State* L) {
  const int n = lua_gettop(L);
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (int i = 1; i <= n; ++i) luaL_addstring(&buffer, luaL_checkstring(L, i));
  luaL_pushresult(&buffer);
  return 1;
}

int luaopen_c_module(lua_State* L);
int luaopen_c_module(lua_State* L) {
  const luaL_Reg functions[] = {{"twice", twice}, {"pack", pack}, {NULL, NULL}};
  luaL_newlib(L, functions);
  return 1;
}
