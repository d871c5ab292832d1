#include "interpreter/repl/trace.h"

#include <algorithm>
#include <lua.hpp>
#include <string_view>

#include "interpreter/runtime/state.h"
#include "stdlib/open.h"

namespace perilune::repl {

namespace {

constexpr std::string_view interrupted = "interrupted!";

// Lines of a traceback, without those of C, of the prompt's own chunk at its foot, and its title. May raise: owns
// nothing.
void add_frames(luaL_Buffer& buffer, std::string_view trace) {
  std::string_view last;
  const auto add = [&](std::string_view line) {
    if (line.empty()) return;
    luaL_addstring(&buffer, "\n  ");
    luaL_addlstring(&buffer, line.data(), line.size());
  };
  while (!trace.empty()) {
    const auto end = std::min(trace.find('\n'), trace.size());
    std::string_view line = trace.substr(0, end);
    trace.remove_prefix(std::min(end + 1, trace.size()));
    if (!line.starts_with('\t')) continue;
    line.remove_prefix(1);
    if (line.starts_with("[C]:") || line.starts_with("(...tail calls")) continue;
    add(last);
    last = line;
  }
  if (!(last.starts_with("stdin:") && last.ends_with("in main chunk"))) add(last);
}

}  // namespace

int short_trace(lua_State* L) {
  lua_settop(L, 1);
  std::size_t length = 0;
  const char* text = lua_tolstring(L, 1, &length);
  if (!text) {
    if (luaL_callmeta(L, 1, "__tostring") && lua_type(L, -1) == LUA_TSTRING) return 1;
    lua_settop(L, 1);
    lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, 1));
    lua_replace(L, 1);
    text = lua_tolstring(L, 1, &length);
  }
  luaL_traceback(L, L, nullptr, 1);
  push_callback_traceback(L, 1);
  const char* place = runtime::State::of(L)->interrupt.place();
  if (*place && std::string_view(text, length).ends_with(interrupted)) {
    lua_pushfstring(L, "interrupted %s", place);
    lua_replace(L, 1);
  }
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  lua_pushvalue(L, 1);
  luaL_addvalue(&buffer);
  if (const char* inner = lua_tostring(L, 3)) add_frames(buffer, inner);
  add_frames(buffer, lua_tostring(L, 2));
  luaL_pushresult(&buffer);
  return 1;
}

}  // namespace perilune::repl
