#pragma once
// Behind the C interface: what the opaque types hold, and the one way into a state.

#include <atomic>
#include <lua.hpp>
#include <string>

#include "interpreter/include/perilune/perilune.h"
#include "interpreter/runtime/state.h"
#include "kernels/core/array.h"

namespace perilune::runtime {

// Shared by a state and the refs into it, which may outlive it. A ref that is cleared, on whatever thread, waits here
// until the thread of the state comes by.
struct Refs {
  std::atomic<long> users{1};
  std::atomic<perilune_ref*> cleared{nullptr};

  void release();
  void unref_cleared(lua_State* L);
};

// What a host function gave to perilune_fail_with, and the error that the script sees in its place.
struct Payload {
  void* data = nullptr;
  void (*release)(void*) = nullptr;
  std::string error;

  void clear() {
    if (release) release(data);
    data = nullptr;
    release = nullptr;
  }
};

}  // namespace perilune::runtime

struct perilune_ref {
  int id;
  perilune::runtime::Refs* refs;
  perilune_ref* next;
};

struct perilune_array {
  std::atomic<long> users{1};
  perilune::Array array;
};

struct perilune_state {
  perilune::runtime::State* own = nullptr;  // null over a lua_State of the host
  lua_State* main = nullptr;
  lua_State* current = nullptr;  // the thread that calls the innermost host function
  perilune::runtime::Limiter* limiter = nullptr;
  perilune::runtime::Refs* refs = nullptr;
  perilune_options options{};
  bool restricted = false;
  bool closing = false;
  std::atomic<const void*> user{nullptr};  // the thread inside

  std::string message, traceback;
  static constexpr int payload_count = 8;
  perilune::runtime::Payload payloads[payload_count];
  int next_payload = 0;
  perilune::runtime::Payload* uncaught = nullptr;  // of the last error
  std::string failure;                             // what perilune_fail said, until the error is raised
  perilune::runtime::Payload failure_payload;
};

struct perilune_frame {
  perilune_state* state;
  lua_State* L;
  int arguments;
  const char* name;
};

namespace perilune::runtime {

// Sets the message; a text that finds no memory is dropped.
perilune_status refuse(perilune_state* s, perilune_status status, const char* text) noexcept;
// The error on top of the stack, which a protected call has left.
perilune_status keep_error(perilune_state* s, lua_State* L, int status) noexcept;
// The status of a limit, or PERILUNE_OK.
perilune_status ended(perilune_state* s, Limiter::Ending ending) noexcept;
void forget_payloads(perilune_state* s);

// A C++ exception on its way to the host.
perilune_status keep_exception(perilune_state* s) noexcept;

// The address of something that each thread has one of.
const void* this_thread() noexcept;

// Runs body(lua_State*) -> status inside the state: one thread at a time, limits around the outermost, the stack as it
// was. The body may leave by an exception, never by a Lua error.
template <class Body>
perilune_status inside(perilune_state* s, Body&& body) noexcept {
  if (!s) return PERILUNE_MISUSE;
  if (s->closing) return refuse(s, PERILUNE_MISUSE, "the state is being closed");
  const void* me = this_thread();
  const bool outermost = s->user.load(std::memory_order_relaxed) != me;
  if (outermost) {
    const void* nobody = nullptr;
    if (!s->user.compare_exchange_strong(nobody, me, std::memory_order_acquire, std::memory_order_relaxed))
      return PERILUNE_BUSY;
    if (s->refs->cleared.load(std::memory_order_relaxed)) s->refs->unref_cleared(s->main);
    if (s->next_payload) forget_payloads(s);
  }
  // A sink of print may be called from any coroutine.
  lua_State* L = !outermost && s->limiter && s->limiter->thread() ? s->limiter->thread() : s->current;
  const int top = lua_gettop(L);
  if (outermost && s->limiter) s->limiter->begin(L);
  perilune_status status;
  if (lua_checkstack(L, LUA_MINSTACK)) {
    try {
      status = body(L);
    } catch (...) {
      status = keep_exception(s);
    }
  } else {
    status = refuse(s, PERILUNE_MEMORY, "not enough memory for the Lua stack");
  }
  lua_settop(L, top);
  if (s->limiter) {
    const Limiter::Ending ending = outermost ? s->limiter->finish(L) : s->limiter->ending();
    if (ending != Limiter::Ending::none) status = ended(s, ending);
  }
  if (outermost) s->user.store(nullptr, std::memory_order_release);
  return status;
}

// A text as a chunk on top of the stack, or its error; returns Lua's status.
int load(const perilune_state* s, lua_State* L, const char* text, std::size_t length, const char* name,
         const char* mode);
// Lets message handlers find the state. May raise.
void register_state(lua_State* L, perilune_state* s);
// Calls the function below its arguments on the stack, with a traceback for what fails.
perilune_status call(perilune_state* s, lua_State* L, int arguments, int results);
// Runs f, a C function of Lua, with `data` as its only argument.
perilune_status protected_step(perilune_state* s, lua_State* L, lua_CFunction f, void* data, int results = 0);
// Whether results may still be handed out.
inline bool over(const perilune_state* s) { return s->limiter && s->limiter->over(); }

// For luaL_load…: bytecode that is made to be wrong can take over the process.
inline const char* load_mode(const perilune_state* s) { return s->options.sandbox ? "t" : nullptr; }

// Opens perilune in the state when it is not open yet.
perilune_status open_library(perilune_state* s, lua_State* L);

perilune_status push(perilune_state* s, lua_State* L, const perilune_value& value);
// `borrow`: strings stay Lua's, for arguments of host functions.
perilune_status read(perilune_state* s, lua_State* L, int index, perilune_value* value, bool borrow = false);
perilune_status read_results(perilune_state* s, lua_State* L, int first, perilune_value* results, std::size_t capacity,
                             std::size_t* count);
// The userdata array at this index as a handle.
perilune_array* share_array(lua_State* L, int index);
// May raise. The caller holds a second share of the block: alone, small elements would be copied into the userdata.
void push_shared(lua_State* L, const perilune_array& array);

}  // namespace perilune::runtime
