#pragma once
// Between Lua and a declared row: the closure that Lua calls, and errors on their way out.

#include <lua.hpp>
#include <string>

#include "kernels/core/function_ref.h"
#include "stdlib/registry/declaration.h"

namespace perilune {

struct LibraryState;

// Puts the closure of a row on the stack. `module` names it in errors and must live for ever. May raise.
void push_function(lua_State* L, const Function& row, const char* module);
// The same for a method of arrays: its first argument must be an array, so that a dot for a colon is noticed.
void push_array_method(lua_State* L, const Function& row, const char* module);
// A read-only table that is called like the row's function, and holds its members.
void push_function_with_members(lua_State* L, const Function& row, const char* module);
// The row behind a function value, or null; `module` receives its module.
const Function* row_of(lua_State* L, int index, const char** module);

// Runs a body on the arguments on the stack as `row` declares them and returns how many results it left there. Throws
// what the body throws, under the row's name.
int run_body(lua_State* L, const Function& row, const char* module, void (*body)(Call&));
// The body of an operator has no answer; `use` is what to write instead.
struct Unsupported {
  std::string use;
};

// Thrown through C++ when Lua raised under protection: the error value lies on top of the stack.
struct LuaRaised {};
// Runs f(data) under Lua's protection, for pushing values while C++ objects are alive; leaves f's results. Throws
// LuaRaised.
void protect(lua_State* L, int (*f)(lua_State*), const void* data);

// What went wrong, in a frame that owns nothing.
struct Failure {
  bool raised = false;       // the error value lies on top of the stack already
  bool interrupted = false;  // by Ctrl-C: the host's request is answered when the error is raised
  bool exhausted = false;    // for want of memory
  char text[1500];
};
// Runs `body` (which may throw) and keeps what it threw in `failure`; true when it threw nothing. `prefix` may be null.
bool guarded(Failure& failure, const char* prefix, void (*body)(void*), void* data) noexcept;
template <class F>
bool guarded(Failure& failure, const char* prefix, F&& body) noexcept {
  return guarded(
      failure, prefix, [](void* data) { (*static_cast<std::remove_reference_t<F>*>(data))(); }, &body);
}
// In a declared function's direct path: puts the function's name in front of the message.
void name_failure(lua_State* L, Failure& failure);
// Runs the direct path of a declared function as its body would run: what it throws is raised under the function's
// name. It returns how many results it has pushed, none of which may need memory.
int run_direct(lua_State* L, FunctionRef<int(LibraryState&)> body);
// The name of the declared function that runs.
std::string running_title(lua_State* L);
// Raises it with the caller's line. Call it from a frame that owns nothing.
int raise(lua_State* L, const Failure& failure);

}  // namespace perilune
