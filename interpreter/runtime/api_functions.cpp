// The C interface: functions of the host that scripts call.

#include <cstring>

#include "interpreter/runtime/api.h"
#include "stdlib/registry/stack_room.h"

using namespace perilune;
using namespace perilune::runtime;

namespace perilune::runtime {

namespace {

struct HostFunction {
  perilune_state* state;
  perilune_callback callback;
  void* data;
  void (*release)(void*);
  const char* name;
};

const char metatable_key = 0;

int collect(lua_State* L) {
  auto& f = *static_cast<HostFunction*>(lua_touserdata(L, 1));
  if (f.release) f.release(f.data);
  f.release = nullptr;
  return 0;
}

// Keeps what belongs to the error whose text is on top of the stack. Owns nothing that an error could skip.
void keep_payload(perilune_state* s, lua_State* L) noexcept {
  if (!s->failure_payload.release) return;
  Payload& room = s->payloads[s->next_payload++ % perilune_state::payload_count];
  room.clear();
  std::size_t length;
  const char* text = lua_tolstring(L, -1, &length);
  try {
    room.error.assign(text, length);
    room.data = s->failure_payload.data;
    room.release = s->failure_payload.release;
    s->failure_payload.release = nullptr;
  } catch (...) {
  }
  s->failure_payload.clear();
}

int fail(lua_State* L, perilune_state* s, const char* name) {
  luaL_where(L, 1);
  if (s->failure.empty()) lua_pushfstring(L, "%s failed", name);
  else lua_pushlstring(L, s->failure.data(), s->failure.size());
  lua_concat(L, 2);
  keep_payload(s, L);
  return lua_error(L);
}

int enter(lua_State* L) {
  auto& f = *static_cast<HostFunction*>(lua_touserdata(L, lua_upvalueindex(1)));
  perilune_state* s = f.state;
  if (!stack_has_room()) return luaL_error(L, "%s is nested too deeply in other calls", f.name);
  perilune_frame frame{s, L, lua_gettop(L), f.name};
  lua_State* before = s->current;
  s->current = L;
  const perilune_status status = f.callback(&frame, f.data);
  s->current = before;
  if (over(s)) {
    s->failure_payload.clear();
    s->limiter->check_over(L);
  }
  if (status == PERILUNE_OK) return lua_gettop(L) - frame.arguments;
  return fail(L, s, f.name);
}

int make_function(lua_State* L) {  // description, name
  const auto& wanted = *static_cast<const HostFunction*>(lua_touserdata(L, 1));
  auto* f = static_cast<HostFunction*>(lua_newuserdatauv(L, sizeof(HostFunction), 1));
  *f = wanted;
  f->release = nullptr;  // until it is sure that it will be called
  lua_pushstring(L, wanted.name);
  f->name = lua_tostring(L, -1);
  lua_setiuservalue(L, -2, 1);
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &metatable_key) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, collect);
    lua_setfield(L, -2, "__gc");
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &metatable_key);
  }
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_pushcclosure(L, enter, 1);
  f->release = wanted.release;
  return 1;
}

}  // namespace

}  // namespace perilune::runtime

perilune_status perilune_new_function(perilune_state* s, const char* name, perilune_callback callback, void* data,
                                      void (*release)(void*), perilune_value* function) {
  *function = perilune_value{};
  bool made = false;
  const perilune_status status = inside(s, [&](lua_State* L) {
    if (!callback) return refuse(s, PERILUNE_MISUSE, "there is no function");
    HostFunction f{s, callback, data, release, name ? name : "?"};
    const int first = lua_gettop(L) + 1;
    const perilune_status done = protected_step(s, L, make_function, &f, 1);
    made = done == PERILUNE_OK;
    return made ? read_results(s, L, first, function, 1, nullptr) : done;
  });
  if (!made && release) release(data);
  return status;
}

perilune_state* perilune_frame_state(perilune_frame* frame) { return frame->state; }

const char* perilune_frame_name(const perilune_frame* frame) { return frame->name; }

std::size_t perilune_argument_count(const perilune_frame* frame) { return static_cast<std::size_t>(frame->arguments); }

perilune_status perilune_argument(perilune_frame* frame, std::size_t index, perilune_value* value) {
  *value = perilune_value{};
  if (index >= static_cast<std::size_t>(frame->arguments)) return PERILUNE_OK;
  lua_State* L = frame->L;
  const int at = static_cast<int>(index) + 1;
  if (lua_type(L, at) == LUA_TNUMBER) return read(frame->state, L, at, value);
  if (!lua_checkstack(L, LUA_MINSTACK)) return refuse(frame->state, PERILUNE_MEMORY, "not enough memory");
  const int top = lua_gettop(L);  // above lie results
  try {
    return read(frame->state, L, at, value, true);
  } catch (...) {
    lua_settop(L, top);
    return keep_exception(frame->state);
  }
}

perilune_status perilune_result(perilune_frame* frame, const perilune_value* value) {
  if (!lua_checkstack(frame->L, LUA_MINSTACK)) return refuse(frame->state, PERILUNE_MEMORY, "not enough memory");
  const int top = lua_gettop(frame->L);
  const perilune_status status = push(frame->state, frame->L, *value);
  if (status != PERILUNE_OK) lua_settop(frame->L, top);
  return status;
}

perilune_status perilune_fail(perilune_frame* frame, const char* message) {
  return perilune_fail_with(frame, message, nullptr, nullptr);
}

perilune_status perilune_fail_with(perilune_frame* frame, const char* message, void* payload, void (*release)(void*)) {
  perilune_state* s = frame->state;
  s->failure_payload.clear();
  try {
    s->failure = message ? message : "";
  } catch (...) {
    s->failure.clear();
  }
  s->failure_payload.data = payload;
  s->failure_payload.release = release;
  return PERILUNE_ERROR;
}
