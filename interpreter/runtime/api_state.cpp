// The C interface: states, limits, and what went wrong.

#include <cstring>
#include <limits>
#include <new>

#include "interpreter/runtime/api.h"
#include "stdlib/open.h"
#include "stdlib/registry/text_of.h"

using namespace perilune;
using namespace perilune::runtime;

namespace perilune::runtime {

const void* this_thread() noexcept {
  thread_local char here;
  return &here;
}

void Refs::unref_cleared(lua_State* L) {
  perilune_ref* list = cleared.exchange(nullptr, std::memory_order_acquire);
  while (list) {
    perilune_ref* next = list->next;
    if (L) luaL_unref(L, LUA_REGISTRYINDEX, list->id);
    delete list;
    list = next;
  }
}

void Refs::release() {
  if (users.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  unref_cleared(nullptr);
  delete this;
}

perilune_status refuse(perilune_state* s, perilune_status status, const char* text) noexcept {
  try {
    s->traceback.clear();
    s->uncaught = nullptr;
    s->message = text;
  } catch (...) {
    s->message.clear();
  }
  return status;
}

perilune_status keep_exception(perilune_state* s) noexcept {
  try {
    throw;
  } catch (const LuaRaised&) {
    return keep_error(s, s->current, LUA_ERRRUN);
  } catch (const MemoryError& e) {
    return refuse(s, PERILUNE_MEMORY, e.what());
  } catch (const std::bad_alloc&) {
    return refuse(s, PERILUNE_MEMORY, "not enough memory");
  } catch (const std::exception& e) {
    return refuse(s, PERILUNE_MISUSE, e.what());
  } catch (...) {
    return refuse(s, PERILUNE_ERROR, "stopped");
  }
}

perilune_status ended(perilune_state* s, Limiter::Ending ending) noexcept {
  using Ending = Limiter::Ending;
  if (ending == Ending::none) return PERILUNE_OK;
  // The error that came out says where; what a script made of it does not count.
  const char* text = Limiter::text(ending);
  if (s->message.find(text) == std::string::npos) refuse(s, PERILUNE_ERROR, text);
  s->uncaught = nullptr;
  return ending == Ending::memory         ? PERILUNE_MEMORY
         : ending == Ending::instructions ? PERILUNE_INSTRUCTIONS
         : ending == Ending::deadline     ? PERILUNE_DEADLINE
                                          : PERILUNE_CANCELLED;
}

void forget_payloads(perilune_state* s) {
  for (Payload& p : s->payloads) p.clear();
  s->next_payload = 0;
  s->uncaught = nullptr;
}

perilune_status open_library(perilune_state* s, lua_State* L) {
  if (s->own && s->own->host.library) return PERILUNE_OK;
  return protected_step(
      s, L,
      [](lua_State* inner) {
        push_root(inner);
        return 0;
      },
      nullptr);
}

namespace {

perilune_state* state_of(void* data) { return static_cast<perilune_state*>(data); }

void connect(perilune_state* s) {
  Host& host = s->own->host;
  const perilune_options& options = s->options;
  host.data = s;
  host.threads = options.threads;
  host.sandboxed = options.sandbox;
  if (options.sandbox) host.address_key = random_address_key();
  if (options.print)
    host.print = [](void* d, std::string_view text) {
      state_of(d)->options.print(state_of(d)->options.data, text.data(), text.size());
    };
  if (options.warning)
    host.warning = [](void* d, std::string_view text) {
      state_of(d)->options.warning(state_of(d)->options.data, text.data(), text.size());
    };
  if (options.open_file)
    host.may_open = [](void* d, const char* path, bool writing) {
      return state_of(d)->options.open_file(state_of(d)->options.data, path, writing) != 0;
    };
  else if (options.sandbox) host.may_open = [](void*, const char*, bool) { return false; };
  host.budget = [](void* d, Budget& budget) { state_of(d)->limiter->budget(budget); };
  host.failed = [](lua_State* L, bool exhausted) { State::of(L)->limiter.failed(L, exhausted); };
}

Limits limits_of(const perilune_limits& l) { return {l.bytes, l.instructions, l.seconds, l.cancellable != 0}; }

perilune_state* make_state() {
  auto* s = new (std::nothrow) perilune_state;
  if (s) s->refs = new (std::nothrow) Refs;
  if (s && s->refs) return s;
  delete s;
  return nullptr;
}

}  // namespace

}  // namespace perilune::runtime

const char* perilune_version(void) { return PERILUNE_VERSION; }

perilune_state* perilune_open(const perilune_options* options) {
  if (options && (options->size != sizeof(perilune_options) || !(options->limits.seconds >= 0))) return nullptr;
  perilune_state* s = make_state();
  if (!s) return nullptr;
  if (options) s->options = *options;
  try {
    s->own = State::create();
  } catch (const std::bad_alloc&) {
  }
  if (!s->own) {
    s->refs->release();
    delete s;
    return nullptr;
  }
  s->main = s->current = s->own->lua();
  s->limiter = &s->own->limiter;
  const Limits limits = limits_of(s->options.limits);
  s->restricted = s->options.sandbox || limits.bytes || limits.counting();
  connect(s);
  s->limiter->set({limits.bytes});
  const perilune_status status = protected_step(
      s, s->main,
      [](lua_State* L) {
        auto* self = static_cast<perilune_state*>(lua_touserdata(L, 1));
        self->own->open_libraries(self->restricted);
        register_state(L, self);
        return 0;
      },
      s);
  if (status != PERILUNE_OK) {
    perilune_close(s);
    return nullptr;
  }
  lua_settop(s->main, 0);
  s->limiter->set(limits);
  return s;
}

perilune_state* perilune_attach(lua_State* L) {
  perilune_state* s = make_state();
  if (!s) return nullptr;
  s->main = s->current = L;
  const perilune_status status = protected_step(
      s, L,
      [](lua_State* inner) {
        register_state(inner, static_cast<perilune_state*>(lua_touserdata(inner, 1)));
        push_root(inner);
        return 0;
      },
      s);
  if (status == PERILUNE_OK) return s;
  perilune_close(s);
  return nullptr;
}

void perilune_close(perilune_state* s) {
  if (!s) return;
  // Who closes a state that runs would pull it away below itself.
  const void* user = nullptr;
  if (!s->user.compare_exchange_strong(user, this_thread(), std::memory_order_acquire, std::memory_order_relaxed))
    return;
  s->closing = true;
  s->refs->unref_cleared(s->main);
  delete s->own;
  s->failure_payload.clear();
  forget_payloads(s);
  s->refs->release();
  delete s;
}

perilune_status perilune_set_limits(perilune_state* s, const perilune_limits* limits) {
  if (!s) return PERILUNE_MISUSE;
  const void* user = nullptr;
  if (!s->user.compare_exchange_strong(user, this_thread(), std::memory_order_acquire, std::memory_order_relaxed))
    return user == this_thread() ? refuse(s, PERILUNE_MISUSE, "limits cannot change while the state runs")
                                 : PERILUNE_BUSY;
  const Limits wanted = limits ? limits_of(*limits) : Limits{};
  const bool any = wanted.bytes || wanted.counting();
  const bool sensible = wanted.seconds >= 0;  // which nan is not
  const bool possible = sensible && s->limiter && (s->restricted || !any);
  if (possible) s->limiter->set(wanted);
  else if (!sensible) refuse(s, PERILUNE_MISUSE, "limits.seconds must be at least 0");
  else refuse(s, PERILUNE_MISUSE, "limits need a state that was opened with a limit or as a sandbox");
  s->user.store(nullptr, std::memory_order_release);
  return possible ? PERILUNE_OK : PERILUNE_MISUSE;
}

void perilune_cancel(perilune_state* s) {
  if (s && s->limiter) s->limiter->cancel();
}

void perilune_get_budget(const perilune_state* s, perilune_budget* budget) {
  budget->bytes_used = s && s->own ? s->own->memory().used() - s->own->host.credit : 0;
  budget->bytes_left = std::numeric_limits<std::size_t>::max();
  budget->instructions_left = std::numeric_limits<std::uint64_t>::max();
  budget->seconds_left = std::numeric_limits<double>::infinity();
  if (!s || !s->limiter) return;
  Budget left;
  s->limiter->budget(left);
  const Limits& limits = s->limiter->limits();
  if (limits.bytes) budget->bytes_left = static_cast<std::size_t>(left.bytes_left);
  if (limits.instructions) budget->instructions_left = static_cast<std::uint64_t>(left.instructions_left);
  budget->seconds_left = left.seconds_left;
}

const char* perilune_message(const perilune_state* s) { return s ? s->message.c_str() : "there is no state"; }
const char* perilune_traceback(const perilune_state* s) { return s ? s->traceback.c_str() : ""; }

void* perilune_payload(const perilune_state* s, void (*release)(void*)) {
  return s && s->uncaught && s->uncaught->release == release ? s->uncaught->data : nullptr;
}
