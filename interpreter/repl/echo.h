#pragma once
// How the prompt shows values.

struct lua_State;

namespace perilune::repl {

// Lua function (light userdata: a Style, values …): makes the first value `_` and writes all on one line.
int echo(lua_State* L);

// Lua function (words): shows the help of what the words name, or what can be found about them; of none, the tour.
int ask_help(lua_State* L);

}  // namespace perilune::repl
