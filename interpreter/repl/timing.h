#pragma once
// How long something takes.

#include <string>

struct lua_State;

namespace perilune::repl {

// The time since some moment, in seconds.
double now();

// "1.23 ms": three digits, in the unit that suits.
std::string seconds_text(double seconds);

// Puts the global function timeit where it is.
int open_timing(lua_State* L);

}  // namespace perilune::repl
