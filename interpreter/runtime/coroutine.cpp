#include "interpreter/runtime/coroutine.h"

#include <lua.hpp>

#include "interpreter/runtime/interrupt.h"
#include "interpreter/runtime/state.h"

namespace perilune::runtime {

namespace {

Interrupt& interrupt_of(lua_State* L) { return State::of(L)->interrupt; }

lua_State* check_coroutine(lua_State* L) {
  lua_State* thread = lua_tothread(L, 1);
  luaL_argexpected(L, thread, 1, "thread");
  return thread;
}

// Moves the arguments over, runs the coroutine, moves its results back. Returns how many, or -1 with a message on top.
int run(lua_State* L, lua_State* thread, int arguments) {
  if (!lua_checkstack(thread, arguments)) {
    lua_pushliteral(L, "too many arguments to resume");
    return -1;
  }
  lua_xmove(L, thread, arguments);
  int results = 0, status;
  Limiter& limiter = State::of(L)->limiter;
  {
    Interrupt::Switch running(interrupt_of(L), thread);
    Limiter::Switch limited(limiter, thread);
    status = lua_resume(thread, L, arguments, &results);
  }
  limiter.spend(L, 0);
  if (status != LUA_OK && status != LUA_YIELD) {
    lua_xmove(thread, L, 1);
    limiter.caught(L, status);
    return -1;
  }
  limiter.check_over(L);
  if (!lua_checkstack(L, results + 1)) {
    lua_pop(thread, results);
    lua_pushliteral(L, "too many results to resume");
    return -1;
  }
  lua_xmove(thread, L, results);
  return results;
}

// Closes what a dead or suspended coroutine has pending; an error in that is left on its stack.
int reset(lua_State* L, lua_State* thread) {
  Interrupt::Switch running(interrupt_of(L), thread);
  Limiter::Switch limited(State::of(L)->limiter, thread);
#if LUA_VERSION_RELEASE_NUM >= 50406
  return lua_closethread(thread, L);
#else
  return lua_resetthread(thread);
#endif
}

int resume(lua_State* L) {
  lua_State* thread = check_coroutine(L);
  const int results = run(L, thread, lua_gettop(L) - 1);
  lua_pushboolean(L, results >= 0);
  const int moved = results >= 0 ? results : 1;
  lua_insert(L, -(moved + 1));
  return moved + 1;
}

int call_wrapped(lua_State* L) {
  lua_State* thread = lua_tothread(L, lua_upvalueindex(1));
  const int results = run(L, thread, lua_gettop(L));
  if (results >= 0) return results;
  int status = lua_status(thread);
  if (status != LUA_OK && status != LUA_YIELD) {
    // It died: what it leaves open is closed, and an error in closing takes the place of the first.
    status = reset(L, thread);
    lua_xmove(thread, L, 1);
  }
  if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

int wrap(lua_State* L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_State* thread = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, thread, 1);
  lua_pushcclosure(L, call_wrapped, 1);
  return 1;
}

// Why a coroutine cannot be closed now; null when it can.
const char* why_open(lua_State* L, lua_State* thread) {
  if (thread == L) return "running";
  lua_Debug frame;
  const bool resumed_another = lua_status(thread) == LUA_OK && lua_getstack(thread, 0, &frame);
  return resumed_another ? "normal" : nullptr;
}

int close(lua_State* L) {
  lua_State* thread = check_coroutine(L);
  if (const char* state = why_open(L, thread)) return luaL_error(L, "cannot close a %s coroutine", state);
  const bool fine = reset(L, thread) == LUA_OK;
  State::of(L)->limiter.check_over(L);
  lua_pushboolean(L, fine);
  if (fine) return 1;
  lua_xmove(thread, L, 1);
  return 2;
}

}  // namespace

void open_coroutine(lua_State* L) {
  constexpr luaL_Reg functions[] = {{"resume", resume}, {"wrap", wrap}, {"close", close}, {nullptr, nullptr}};
  lua_getglobal(L, LUA_COLIBNAME);
  luaL_setfuncs(L, functions, 0);
  lua_pop(L, 1);
}

}  // namespace perilune::runtime
