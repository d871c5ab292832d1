#pragma once
// `pl` and its modules as globals of the program, without being there: _G finds them through its metatable.

struct lua_State;

namespace perilune::runtime {

// Makes `require "perilune"` work and lets _G find `pl`, `help` and the modules. The library opens at the first use.
void open_globals(lua_State* L);

// What `require name` gives: the value at this index; or what the function in argument 2 of add_loader returns, whose
// argument 1 points to the name. They may raise.
void add_module(lua_State* L, const char* name, int index);
int add_loader(lua_State* L);

}  // namespace perilune::runtime
