#pragma once
// The prompt: reads a line, or as many as a statement needs, runs it and shows the values of an expression.

struct lua_State;

namespace perilune::repl {

void print_version();

// Until the end of the input. Called inside a protected call; what fails at the prompt is shown there.
void run(lua_State* L);

}  // namespace perilune::repl
