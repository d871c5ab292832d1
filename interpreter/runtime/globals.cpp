#include "interpreter/runtime/globals.h"

#include <lua.hpp>
#include <string_view>

#include "stdlib/modules.h"
#include "stdlib/open.h"

namespace perilune::runtime {

namespace {

// Whether _G shows a member of pl. Lua's own io keeps its name: the file formats are pl.io.
bool is_shown(std::string_view name) {
  if (name == "pl" || name == "help") return true;
  for (const Module* module : modules())
    if (is_global(*module) && name == module->name) return true;
  return false;
}

// __index of _G: a global that nobody has assigned. Upvalue 1: the metatable. The first of ours that is wanted opens
// the library; then a table of all takes the place of this function, so that `pl` costs a script two look-ups.
int find_global(lua_State* L) {
  if (lua_type(L, 2) != LUA_TSTRING || !is_shown(lua_tostring(L, 2))) return 0;
  lua_settop(L, 2);
  push_root(L);
  // Past the library's own __index, which raises for what it has not.
  if (luaL_getmetafield(L, 3, "__index") != LUA_TTABLE) return 0;
  lua_newtable(L);
  lua_pushvalue(L, 3);
  lua_setfield(L, 5, "pl");
  const auto show = [L](const char* name) {
    lua_pushstring(L, name);
    lua_rawget(L, 4);
    lua_setfield(L, 5, name);
  };
  show("help");
  for (const Module* module : modules())
    if (is_global(*module)) show(module->name);

  lua_pushliteral(L, "__index");
  lua_rawget(L, lua_upvalueindex(1));
  if (lua_tocfunction(L, -1) == find_global) {
    lua_pushvalue(L, 5);
    lua_setfield(L, lua_upvalueindex(1), "__index");
  }
  lua_pushvalue(L, 2);
  lua_rawget(L, 5);
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
  lua_pushvalue(L, -1);
  lua_pushcclosure(L, find_global, 1);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

void add_module(lua_State* L, const char* name, int index) {
  index = lua_absindex(L, index);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushvalue(L, index);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

int add_loader(lua_State* L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushvalue(L, 2);
  lua_setfield(L, -2, *static_cast<const char* const*>(lua_touserdata(L, 1)));
  return 0;
}

}  // namespace perilune::runtime
