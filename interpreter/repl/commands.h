#pragma once
// What a line that begins with a colon asks for.

#include <span>
#include <string_view>

struct lua_State;

namespace perilune::repl {

struct Command {
  const char* name;
  const char* what;  // what follows it, as :help shows it
  const char* summary;
};
std::span<const Command> commands();

// The text of :help, on the standard output.
void print_prompt_help(bool has_editor);

// Lua function: writes the globals that the session has made.
int print_globals(lua_State* L);

}  // namespace perilune::repl
