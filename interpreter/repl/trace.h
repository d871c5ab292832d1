#pragma once
// Errors at the prompt: the message, where Ctrl-C came, and of the calls only the user's own.

struct lua_State;

namespace perilune::repl {

// Message handler of a protected call.
int short_trace(lua_State* L);

}  // namespace perilune::repl
