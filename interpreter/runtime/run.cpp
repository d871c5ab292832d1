#include "interpreter/runtime/run.h"

#include <cstdio>
#include <lua.hpp>

#include "interpreter/runtime/interrupt.h"
#include "interpreter/runtime/state.h"
#include "stdlib/open.h"

namespace perilune::runtime {

namespace {

// An error object that knows its own text is shown as such; anything else gets a traceback.
int add_traceback(lua_State* L) {
  const char* message = lua_tostring(L, 1);
  if (!message) {
    if (luaL_callmeta(L, 1, "__tostring") && lua_type(L, -1) == LUA_TSTRING) return 1;
    message = lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, 1));
  }
  luaL_traceback(L, L, message, 1);
  // An error that came out of a callback: its own frames, which the kernel's way out has left behind.
  push_callback_traceback(L, 1);
  if (!lua_isnil(L, -1)) {
    lua_pushliteral(L, "\ninside the callback, ");
    lua_insert(L, -2);
    lua_concat(L, 3);
  } else {
    lua_pop(L, 1);
  }
  return 1;
}

}  // namespace

int protected_call(lua_State* L, int arguments, int results, bool keep_session, int (*handler)(lua_State*)) {
  const int place = lua_gettop(L) - arguments;
  lua_pushcfunction(L, handler ? handler : add_traceback);
  lua_insert(L, place);
  int status;
  {
    Interrupt::Armed armed(State::of(L)->interrupt, L, keep_session);
    status = lua_pcall(L, arguments, results, place);
  }
  lua_remove(L, place);
  return status;
}

int run_text(lua_State* L, const char* text, std::size_t length, const char* chunk_name) {
  const int status = luaL_loadbuffer(L, text, length, chunk_name);
  return status == LUA_OK ? protected_call(L, 0, 0) : status;
}

int run_file(lua_State* L, const char* path) {
  const int status = luaL_loadfile(L, path);
  return status == LUA_OK ? protected_call(L, 0, 0) : status;
}

int report(lua_State* L, int status, const char* program) {
  if (status == LUA_OK) return status;
  const char* message = lua_tostring(L, -1);
  if (!message) message = "(error message not a string)";
  std::fflush(stdout);
  if (program) std::fprintf(stderr, "%s: ", program);
  std::fprintf(stderr, "%s\n", message);
  std::fflush(stderr);
  lua_pop(L, 1);
  return status;
}

}  // namespace perilune::runtime
