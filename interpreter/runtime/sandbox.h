#pragma once
// The libraries of a sandboxed state, and a print that a host hears.

struct lua_State;

namespace perilune::runtime {

// base, coroutine, table, string, math, utf8, the clock of os and debug.traceback. Without files, packages, bytecode.
void open_harmless_libraries(lua_State* L);
// The last step: require for what is there and what the host names, methods of strings that stay what they are.
void close_sandbox(lua_State* L);
// print through Host::print.
void open_print(lua_State* L);

}  // namespace perilune::runtime
