#pragma once
// A Lua state with perilune opened and, as in the program, pl and its modules as globals.

#include <cstdlib>
#include <lua.hpp>
#include <string>

#include "stdlib/modules.h"
#include "stdlib/open.h"
#include "tests/support/catch.h"

namespace perilune::test {

class LuaState {
 public:
  LuaState() : L((setenv("PERILUNE_CHECK_RESULTS", "1", 1), luaL_newstate())) {
    luaL_openlibs(L);
    luaL_requiref(L, "perilune", luaopen_perilune, 0);
    for (const Module* m : modules()) {
      if (!is_global(*m)) continue;
      lua_getfield(L, -1, m->name);
      lua_setglobal(L, m->name);
    }
    lua_getfield(L, -1, "help");
    lua_setglobal(L, "help");
    lua_setglobal(L, "pl");
  }
  ~LuaState() { lua_close(L); }
  LuaState(const LuaState&) = delete;

  // Runs a chunk named `name`; the message when it fails, else empty.
  std::string run(const std::string& code, const char* name = "=test") {
    if (luaL_loadbuffer(L, code.data(), code.size(), name) == LUA_OK && lua_pcall(L, 0, 0, 0) == LUA_OK) return "";
    std::string message = luaL_tolstring(L, -1, nullptr);
    lua_settop(L, 0);
    return message.empty() ? "an error without a message" : message;
  }

  lua_State* const L;
};

}  // namespace perilune::test
