#include "interpreter/repl/repl.h"

#include <csignal>
#include <cstdio>
#include <lua.hpp>
#include <string_view>

#include "interpreter/repl/line_reader.h"
#include "interpreter/repl/session.h"
#include "interpreter/repl/terminal.h"
#include "interpreter/repl/timing.h"
#include "interpreter/runtime/interrupt.h"
#include "interpreter/runtime/run.h"
#include "stdlib/open.h"

namespace perilune::repl {

namespace {

// At the prompt a mistyped name is an error, not nil, and warnings are shown.
int set_up(lua_State* L) {
  push_root(L);
  lua_getfield(L, -1, "strict");
  lua_call(L, 0, 0);
  lua_getfield(L, -1, "warnings");
  lua_pushliteral(L, "print");
  lua_call(L, 1, 0);
  return open_timing(L);
}

}  // namespace

void print_version() {
  std::printf("perilune %s, %s\n", PERILUNE_VERSION, LUA_COPYRIGHT);
  std::fflush(stdout);
}

void run(lua_State* L) {
  lua_pushcfunction(L, set_up);
  runtime::report(L, runtime::protected_call(L, 0, 0), nullptr);
  Style style;
  style.terminal = at_terminal();
  style.colour = style.terminal && has_colour(1);
  style.error_colour = style.terminal && has_colour(2);
  std::unique_ptr<Console> console;
  Session* session = nullptr;
  if (style.terminal && can_move_cursor())
    console = editing_console({style.colour, [&](const std::string& line, std::size_t cursor) {
                                 return offer(L, session->earlier_lines(), line, cursor);
                               }});
  const bool edits = console != nullptr;
  if (!console) console = plain_console();
  if (style.terminal) std::puts("Type :help for help, Ctrl-D to leave.");
  const HistoryFile history;
  Session here(L, *console, style, edits ? &history : nullptr);
  session = &here;
  prompt_runs_here();
  runtime::set_sigint_at_rest(note_interrupt, take_interrupt);
  here.run();
  runtime::set_sigint_at_rest(SIG_DFL);
  lua_settop(L, 0);
}

}  // namespace perilune::repl
