#pragma once
// Typed text as a function: an expression where it is one, else statements.

#include <string>

struct lua_State;

namespace perilune::repl {

struct Loaded {
  int status;               // a Lua status: the function, or the message, is on the stack
  bool incomplete = false;  // more lines may make sense of it
  bool values = false;      // the function gives the values of an expression
};

// One line, or several that belong together.
Loaded load_lines(lua_State* L, const std::string& text);
// Several lines that came at once: where they are statements with an expression at the end, its values are given.
Loaded load_block(lua_State* L, const std::string& text);

}  // namespace perilune::repl
