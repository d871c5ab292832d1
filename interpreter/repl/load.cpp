#include "interpreter/repl/load.h"

#include <lua.hpp>
#include <string_view>

#include "interpreter/hints/code_text.h"

namespace perilune::repl {

namespace {

bool ends_early(lua_State* L, int status) {
  if (status != LUA_ERRSYNTAX) return false;
  std::size_t length = 0;
  const char* message = lua_tolstring(L, -1, &length);
  return message && std::string_view(message, length).ends_with("<eof>");
}

int load(lua_State* L, const std::string& text) { return luaL_loadbufferx(L, text.data(), text.size(), "=stdin", "t"); }

bool loads(lua_State* L, const std::string& text) {
  const bool fine = load(L, text) == LUA_OK;
  lua_pop(L, 1);
  return fine;
}

}  // namespace

Loaded load_lines(lua_State* L, const std::string& text) {
  // Lua 5.2's way of asking began with =.
  const bool marked = text.starts_with('=');
  Loaded result{load(L, "return " + text.substr(marked))};
  if (result.status == LUA_OK) return {LUA_OK, false, true};
  const bool unfinished = ends_early(L, result.status);
  lua_pop(L, 1);
  result.status = load(L, text);
  result.incomplete = result.status != LUA_OK && (unfinished || ends_early(L, result.status));
  return result;
}

Loaded load_block(lua_State* L, const std::string& text) {
  Loaded whole = load_lines(L, text);
  if (whole.values || whole.incomplete) return whole;
  // The last lines as an expression behind the rest: both must be whole by themselves, so that no block is cut.
  constexpr int most_lines = 50;
  std::size_t cut = text.size();
  for (int tries = 0; tries < most_lines; ++tries) {
    cut = cut ? text.rfind('\n', cut - 1) : std::string::npos;
    if (cut == std::string::npos) break;
    const std::string begin = text.substr(0, cut + 1), end = text.substr(cut + 1);
    if (trimmed(end).empty() || !loads(L, begin) || !loads(L, "return " + end)) continue;
    if (load(L, begin + "return " + end) == LUA_OK) {
      lua_remove(L, -2);
      return {LUA_OK, false, true};
    }
    lua_pop(L, 1);
    break;
  }
  return whole;
}

}  // namespace perilune::repl
