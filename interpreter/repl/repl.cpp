#include "interpreter/repl/repl.h"

#include <cctype>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <lua.hpp>

#include "interpreter/repl/echo.h"
#include "interpreter/repl/line_reader.h"
#include "interpreter/runtime/run.h"
#include "stdlib/open.h"

namespace perilune::repl {

namespace {

using runtime::protected_call;
using runtime::report;

// _PROMPT and _PROMPT2 may replace the prompt, as in stock Lua.
void show_prompt(lua_State* L, bool first) {
  lua_pushglobaltable(L);
  lua_pushstring(L, first ? "_PROMPT" : "_PROMPT2");
  const bool own = lua_rawget(L, -2) != LUA_TNIL;
  std::fputs(own ? luaL_tolstring(L, -1, nullptr) : first ? "> " : ">> ", stdout);
  std::fflush(stdout);
  lua_pop(L, own ? 3 : 2);
}

enum class Line { text, interrupted, end };

// Pushes the next line, without its end.
Line read_line(lua_State* L, LineReader& reader, bool first) {
  show_prompt(L, first);
  if (!reader.next()) {
    if (!reader.interrupted()) return Line::end;
    std::fputs("\n", stdout);
    return Line::interrupted;
  }
  lua_pushlstring(L, reader.text(), reader.length());
  return Line::text;
}

bool is_incomplete(lua_State* L, int status) {
  constexpr char mark[] = "<eof>";
  constexpr std::size_t mark_length = sizeof mark - 1;
  if (status != LUA_ERRSYNTAX) return false;
  std::size_t length = 0;
  const char* message = lua_tolstring(L, -1, &length);
  return length >= mark_length && std::strcmp(message + length - mark_length, mark) == 0;
}

// Loads the text on top; pushes a chunk or a message.
int load(lua_State* L) {
  std::size_t length = 0;
  const char* text = lua_tolstring(L, -1, &length);
  return luaL_loadbufferx(L, text, length, "=stdin", "t");
}

// The same for the text as an expression. Lua 5.2's way of asking began with =.
int load_expression(lua_State* L) {
  std::size_t length = 0;
  const char* text = lua_tolstring(L, -1, &length);
  const bool marked = text[0] == '=';
  lua_pushliteral(L, "return ");
  lua_pushlstring(L, text + marked, length - marked);
  lua_concat(L, 2);
  const int status = load(L);
  lua_remove(L, -2);
  return status;
}

// What the lines on top come to: a chunk, a message, more of it being needed or not.
int load_lines(lua_State* L, bool& incomplete) {
  int status = load_expression(L);
  if (status == LUA_OK) return status;
  incomplete = is_incomplete(L, status);
  lua_pop(L, 1);
  status = load(L);
  incomplete = status != LUA_OK && (incomplete || is_incomplete(L, status));
  return status;
}

// `name?`, `module.name?`, `some words?`, `?`: asks for help. Puts the call in place of the line.
bool load_question(lua_State* L) {
  std::size_t length = 0;
  const char* line = lua_tolstring(L, -1, &length);
  while (length && std::isspace(static_cast<unsigned char>(line[length - 1]))) --length;
  if (!length || line[length - 1] != '?') return false;
  --length;
  // Only words: a string or a comment may end in a question mark as well.
  for (std::size_t i = 0; i < length; ++i)
    if (!std::isalnum(static_cast<unsigned char>(line[i])) && !std::strchr("_.: ", line[i])) return false;
  lua_pushlstring(L, line, length);
  lua_replace(L, -2);
  lua_pushcfunction(L, ask_help);
  lua_insert(L, -2);
  return true;
}

struct Entry {
  enum { ready, failed, given_up, end } kind;
  int arguments = 0;
};

// Reads lines until they make sense. Leaves a function below its arguments, or a message.
Entry read_entry(lua_State* L, LineReader& reader) {
  Line line = read_line(L, reader, true);
  if (line != Line::text) return {line == Line::end ? Entry::end : Entry::given_up};
  if (load_question(L)) return {Entry::ready, 1};
  for (;;) {
    bool incomplete = false;
    const int status = load_lines(L, incomplete);
    if (status == LUA_OK) return {Entry::ready};
    if (!incomplete) return {Entry::failed};
    line = read_line(L, reader, false);
    if (line == Line::interrupted) return {Entry::given_up};
    if (line == Line::end) return {Entry::failed};  // with the message that came before
    lua_remove(L, -2);
    lua_pushliteral(L, "\n");
    lua_insert(L, -2);
    lua_concat(L, 3);
  }
}

// At the prompt a mistyped name is an error, not nil, and warnings are shown.
int set_up(lua_State* L) {
  push_root(L);
  lua_getfield(L, -1, "strict");
  lua_call(L, 0, 0);
  lua_getfield(L, -1, "warnings");
  lua_pushliteral(L, "print");
  lua_call(L, 1, 0);
  return 0;
}

}  // namespace

void print_version() {
  std::printf("perilune %s, %s\n", PERILUNE_VERSION, LUA_COPYRIGHT);
  std::fflush(stdout);
}

void run(lua_State* L) {
  lua_pushcfunction(L, set_up);
  report(L, protected_call(L, 0, 0), nullptr);
  LineReader reader;
  for (;;) {
    lua_settop(L, 0);
    const Entry entry = read_entry(L, reader);
    if (entry.kind == Entry::end) break;
    if (entry.kind == Entry::given_up) continue;
    int status = LUA_ERRSYNTAX;
    if (entry.kind == Entry::ready) {
      const int below = lua_gettop(L) - entry.arguments - 1;
      status = protected_call(L, entry.arguments, LUA_MULTRET, true);
      const int values = lua_gettop(L) - below;
      if (status == LUA_OK && values > 0) {
        luaL_checkstack(L, 2, "too many results to show");
        lua_pushcfunction(L, echo);
        lua_insert(L, below + 1);
        status = protected_call(L, values, 0, true);
      }
    }
    report(L, status, nullptr);
  }
  lua_settop(L, 0);
  std::fputs("\n", stdout);
  std::fflush(stdout);
}

}  // namespace perilune::repl
