#pragma once
// `pl` and its modules as globals of the program, without being there: _G finds them through its metatable.

struct lua_State;

namespace perilune::runtime {

// Makes `require "perilune"` work and lets _G find `pl`, `help` and the modules. The library opens at the first use.
void open_globals(lua_State* L);

}  // namespace perilune::runtime
