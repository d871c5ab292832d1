#include "stdlib/types/settings.h"

#include <string>
#include <string_view>
#include <vector>

#include "stdlib/modules.h"
#include "stdlib/open.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/named_places.h"
#include "stdlib/types/object.h"

namespace perilune {

namespace {

const char strict_key = 0;

bool strict(lua_State* L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &strict_key);
  const bool on = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return on;
}

// Replaces the name on top by what the former __index of _G (upvalue 1) has for it; false when that is nil.
bool ask_former(lua_State* L) {
  const int former = lua_upvalueindex(1);
  if (lua_isfunction(L, former)) {
    lua_pushvalue(L, former);
    lua_insert(L, -2);
    lua_pushvalue(L, 1);
    lua_insert(L, -2);
    lua_call(L, 2, 1);
  } else if (!lua_isnil(L, former)) {
    lua_gettable(L, former);
  } else {
    lua_pop(L, 1);
    lua_pushnil(L);
  }
  return !lua_isnil(L, -1);
}

// A global that does not exist: first what was there before (upvalue 1), then pl and its modules where they are
// globals, then an error under pl.strict.
int missing_global(lua_State* L) {
  lua_pushvalue(L, 2);
  if (ask_former(L)) return 1;
  if (!strict(L) || lua_type(L, 2) != LUA_TSTRING) return 0;
  const std::string_view key = lua_tostring(L, 2);
  // The name may be one of pl's own functions. Looked up before C++ objects are alive: this may raise.
  push_root(L);
  const bool member =
      luaL_getmetafield(L, -1, "__index") == LUA_TTABLE && (lua_pushvalue(L, 2), lua_rawget(L, -2) != LUA_TNIL);
  // The modules, where they are globals, do not stand in _G.
  lua_pushliteral(L, "linalg");
  const bool shows_modules = ask_former(L);
  // rawget(_G, name) still asks without risk.
  Failure failure;
  guarded(failure, nullptr, [&] {
    std::vector<std::string_view> names;
    lua_pushnil(L);
    while (lua_next(L, 1)) {
      if (lua_type(L, -2) == LUA_TSTRING) names.push_back(lua_tostring(L, -2));
      lua_pop(L, 1);
    }
    if (shows_modules)
      for (const Module* m : modules())
        if (is_global(*m)) names.push_back(m->name);
    const std::string shown(key.substr(0, 60));
    throw Error("undefined global '" + shown + "'" + (member ? "; perilune's is pl." + shown : suggestion(key, names)));
  });
  return raise(L, failure);
}

// Puts missing_global into _G's metatable once, keeping what a host had there.
void hook_globals(lua_State* L) {
  lua_pushglobaltable(L);
  if (!lua_getmetatable(L, -1)) lua_newtable(L);
  lua_getfield(L, -1, "__index");
  if (lua_tocfunction(L, -1) != missing_global) {
    lua_pushcclosure(L, missing_global, 1);
    lua_setfield(L, -2, "__index");
  } else {
    lua_pop(L, 1);
  }
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

}  // namespace

int make_strict(lua_State* L) {
  static constexpr std::string_view names[] = {"on"};
  take_names(L, "pl.strict", names, "pl.strict([on = true])");
  bool on = true;
  if (!lua_isnil(L, 1)) {
    if (!lua_isboolean(L, 1)) return luaL_error(L, "pl.strict: on must be true or false, got %s", show(L, 1).text);
    on = lua_toboolean(L, 1);
  }
  lua_pushboolean(L, on);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &strict_key);
  hook_globals(L);
  return 0;
}

}  // namespace perilune
