#pragma once
// Running chunks the way stock Lua's program does: a traceback for what fails, Ctrl-C while they run.

#include <cstddef>

struct lua_State;

namespace perilune::runtime {

// All return a Lua status. What fails leaves its message on the stack, with a traceback where it was an error of the
// run; report() prints and removes it.

// Calls the function below its arguments on the stack. `keep_session`: see Interrupt::Armed. `handler` makes the
// message in place of the one that adds a traceback.
int protected_call(lua_State* L, int arguments, int results, bool keep_session = false,
                   int (*handler)(lua_State*) = nullptr);

int run_text(lua_State* L, const char* text, std::size_t length, const char* chunk_name);
int run_file(lua_State* L, const char* path);  // null: standard input

// "program: message" on stderr, without a program for null. Returns the status.
int report(lua_State* L, int status, const char* program);

}  // namespace perilune::runtime
