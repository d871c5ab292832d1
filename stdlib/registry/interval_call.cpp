#include "stdlib/registry/interval_call.h"

#include "stdlib/registry/state.h"
#include "stdlib/types/array.h"

namespace perilune {

int run_on_interval(lua_State* L, int code, const char* name, void (*body)(IntervalCall&)) {
  if (lua_gettop(L) != 3 || lua_type(L, 1) != LUA_TFUNCTION || lua_type(L, 2) != LUA_TNUMBER ||
      lua_type(L, 3) != LUA_TNUMBER || LibraryState::of(L).checks_results)
    return -1;
  return run_direct(L, [&](LibraryState& state) {
    Callable function(L, state, 1, name);
    IntervalCall call{state.context, function, lua_tonumber(L, 2), lua_tonumber(L, 3), L, code};
    body(call);
    if (!lua_checkstack(L, call.count)) throw MemoryError("not enough memory for the Lua stack");
    for (int i = 0; i < call.count; ++i) lua_pushnumber(L, unsigned_nan(call.results[i]));
    return call.count;
  });
}

}  // namespace perilune
