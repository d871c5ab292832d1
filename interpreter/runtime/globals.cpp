#include "interpreter/runtime/globals.h"

#include <cstring>
#include <lua.hpp>
#include <string_view>

#include "stdlib/open.h"
#include "stdlib/registry/declaration.h"

namespace perilune::runtime {

namespace {

// Whether _G shows a member of pl. Lua's own io keeps its name: the file formats are pl.io.
bool is_shown(std::string_view name) {
  if (name == "io") return false;
  if (name == "pl" || name == "help") return true;
  for (const Module* module : modules())
    if (name == module->name) return true;
  return false;
}

// __index of _G: a global that nobody has assigned.
int find_global(lua_State* L) {
  if (lua_type(L, 2) != LUA_TSTRING || !is_shown(lua_tostring(L, 2))) return 0;
  push_root(L);
  if (std::strcmp(lua_tostring(L, 2), "pl") == 0) return 1;
  // Past the library's own __index, which raises for what it has not.
  if (luaL_getmetafield(L, -1, "__index") != LUA_TTABLE) return 0;
  lua_pushvalue(L, 2);
  lua_rawget(L, -2);
  return 1;
}

}  // namespace

void open_globals(lua_State* L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, luaopen_perilune);
  lua_setfield(L, -2, "perilune");
  lua_pop(L, 1);

  lua_pushglobaltable(L);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, find_global);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

}  // namespace perilune::runtime
