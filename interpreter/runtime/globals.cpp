#include "interpreter/runtime/globals.h"

#include <lua.hpp>

#include "stdlib/open.h"

namespace perilune::runtime {

namespace {

// Lua's own io keeps its name: the file formats are pl.io.
constexpr const char* names[] = {"help",   "linalg",  "sparse",      "optimize",  "stats",   "spatial",
                                 "signal", "fft",     "interpolate", "integrate", "ndimage", "special",
                                 "random", "cluster", "constants",   "plot"};

// (library, name): a plain read, which raises for a name that the library has not.
int read(lua_State* L) {
  lua_gettable(L, 1);
  return 1;
}

// __index of _G, with the set of names as upvalue: a global that nobody has assigned.
int find_global(lua_State* L) {
  lua_settop(L, 2);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) == LUA_TNIL) return 1;
  push_library(L);
  if (lua_rawequal(L, 2, lua_upvalueindex(2))) return 1;
  lua_pushcfunction(L, read);
  lua_insert(L, -2);
  lua_pushvalue(L, 2);
  if (lua_pcall(L, 2, 1, 0) != LUA_OK) lua_pushnil(L);
  return 1;
}

}  // namespace

void push_library(lua_State* L) { luaL_requiref(L, "perilune", luaopen_perilune, false); }

void open_globals(lua_State* L) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, luaopen_perilune);
  lua_setfield(L, -2, "perilune");
  lua_pop(L, 1);

  lua_pushglobaltable(L);
  lua_createtable(L, 0, 1);
  lua_newtable(L);
  for (const char* name : names) {
    lua_pushboolean(L, true);
    lua_setfield(L, -2, name);
  }
  lua_pushboolean(L, true);
  lua_setfield(L, -2, "pl");
  lua_pushliteral(L, "pl");
  lua_pushcclosure(L, find_global, 2);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

}  // namespace perilune::runtime
