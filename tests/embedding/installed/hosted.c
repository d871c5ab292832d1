/* A program with a Lua state of its own, which gets perilune as a module and reads its arrays through the C interface.
 */

#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>

#include "perilune/perilune.h"

int main(void) {
  lua_State* L = luaL_newstate();
  perilune_state* state;
  perilune_value value;
  perilune_buffer buffer;
  luaL_openlibs(L);
  luaL_requiref(L, "perilune", luaopen_perilune, 0);
  lua_setglobal(L, "pl");
  state = perilune_attach(L);
  if (!state) return 1;
  if (luaL_dostring(L, "x = pl.ones{2, 3} * 6 io.write(tostring(pl.arange(1, 4):sum()), '\t')") != LUA_OK) return 2;
  if (perilune_eval(state, "x", 1, &value, 1, NULL) != PERILUNE_OK || value.kind != PERILUNE_ARRAY) return 3;
  if (perilune_get_buffer(value.as.array, &buffer) != PERILUNE_OK) return 4;
  fflush(stdout);
  printf("%g\n", 6 * ((double*)buffer.data)[5]);
  perilune_clear(&value);
  perilune_close(state);
  lua_close(L);
  return 0;
}
