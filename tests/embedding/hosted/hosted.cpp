// A host with a Lua state of its own, and the library without Lua inside.

#include <lua.hpp>

#include "tests/embedding/support.h"

TEST_CASE("perilune in a Lua state of the host") {
  lua_State* L = luaL_newstate();
  luaL_openlibs(L);
  luaL_requiref(L, "perilune", luaopen_perilune, 0);
  lua_setglobal(L, "pl");
  REQUIRE(luaL_dostring(L, "return pl.ones(3):sum(), require('perilune') == pl") == LUA_OK);
  CHECK(lua_tonumber(L, -2) == 3);
  CHECK(lua_toboolean(L, -1));
  lua_settop(L, 0);

  perilune_state* s = perilune_attach(L);
  REQUIRE(s != nullptr);
  double data[3] = {1, 2, 3};
  const std::int64_t n = 3;
  perilune_buffer buffer{};
  buffer.data = data;
  buffer.dtype = PERILUNE_FLOAT64;
  buffer.ndim = 1;
  buffer.shape = &n;
  perilune_value v{};
  v.kind = PERILUNE_ARRAY;
  REQUIRE(perilune_wrap(s, &buffer, nullptr, nullptr, &v.as.array) == PERILUNE_OK);
  CHECK(perilune_set(s, "x", &v) == PERILUNE_OK);
  REQUIRE(luaL_dostring(L, "x[2] = 20 return x:sum()") == LUA_OK);
  CHECK(lua_tonumber(L, -1) == 24);
  CHECK(data[1] == 20);
  lua_settop(L, 0);
  perilune_value result{};
  CHECK(perilune_eval(s, "x * 2", 5, &result, 1, nullptr) == PERILUNE_OK);
  CHECK(result.kind == PERILUNE_ARRAY);
  perilune_clear(&result);
  CHECK(perilune_run(s, "error('no')", 11, "=u", nullptr, 0, nullptr) == PERILUNE_ERROR);
  CHECK(std::string(perilune_message(s)) == "u:1: no");
  perilune_limits limits{};
  limits.seconds = 1;
  CHECK(perilune_set_limits(s, &limits) == PERILUNE_MISUSE);
  perilune_revoke(v.as.array);
  CHECK(luaL_dostring(L, "return x[1]") != LUA_OK);
  perilune_release_array(v.as.array);
  CHECK(lua_gettop(L) == 1);
  perilune_close(s);
  lua_close(L);
}
