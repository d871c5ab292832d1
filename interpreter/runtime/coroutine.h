#pragma once
// coroutine.resume, wrap and close, which tell the interrupt what thread runs; in all else they are stock Lua's.

struct lua_State;

namespace perilune::runtime {

// Puts them into the coroutine library, which must be open. The state must be one of ours.
void open_coroutine(lua_State* L);

}  // namespace perilune::runtime
