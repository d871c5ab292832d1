#include "interpreter/runtime/interrupt.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <lua.hpp>

#include "interpreter/runtime/state.h"
#include "stdlib/registry/dispatch.h"

namespace perilune::runtime {

std::atomic<Interrupt*> Interrupt::armed_{nullptr};

void on_sigint(void (*action)(int)) noexcept {
  struct sigaction sa = {};
  sa.sa_handler = action;
  sigemptyset(&sa.sa_mask);
  sigaction(SIGINT, &sa, nullptr);
}

namespace {

constexpr double patience = 0.1;  // seconds
// When the session that is kept was asked and has not answered yet; negative when it was not asked.
std::atomic<double> asked{-1};
static_assert(std::atomic<double>::is_always_lock_free);

void (*at_rest)(int) = SIG_DFL;
bool (*take_at_rest)() = nullptr;

}  // namespace

void rest_sigint() noexcept { on_sigint(at_rest); }

void set_sigint_at_rest(void (*action)(int), bool (*take)()) noexcept {
  at_rest = action;
  take_at_rest = take;
  rest_sigint();
}

void Interrupt::on_signal(int signal) {
  Interrupt* self = armed_.load();
  if (self && !pthread_equal(pthread_self(), self->owner_)) {
    // Hooks may be set only where the state runs.
    pthread_kill(self->owner_, signal);
    return;
  }
  if (!self && at_rest != SIG_DFL) return at_rest(signal);
  if (self && self->keep_session_) {
    // Code needs a moment to answer, and keys come in bursts: only who waits in vain ends the session.
    timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    const double seconds = static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
    if (asked < 0) asked = seconds;
    else if (seconds - asked > patience) {
      on_sigint(SIG_DFL);
      ::raise(signal);
    }
    return self->request();
  }
  on_sigint(SIG_DFL);
  if (self) self->request();
}

void Interrupt::request() noexcept {
  if (answered_ && keep_session_) stubborn_.store(true, std::memory_order_relaxed);
  stop.request.store(StopFlag::interrupt, std::memory_order_relaxed);
  std::atomic_signal_fence(std::memory_order_seq_cst);
  if (lua_State* thread = running_.load(std::memory_order_relaxed)) hook(thread);
}

void Interrupt::hook(lua_State* thread) const noexcept {
  // Calls and returns catch a C function that calls others; a stubborn request leaves those to end by themselves, so
  // that message handlers written in C still work.
  const int everything = LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT;
  lua_sethook(thread, deliver, stubborn_.load(std::memory_order_relaxed) ? LUA_MASKCOUNT : everything, 1);
}

void Interrupt::note_place(lua_State* thread) noexcept {
  place_[0] = '\0';
  std::size_t used = 0;
  lua_Debug frame;
  if (!lua_checkstack(thread, 1)) return;
  for (int level = 0; lua_getstack(thread, level, &frame); ++level) {
    lua_getinfo(thread, "Slf", &frame);
    const char* module = "";
    const Function* row = level == 0 ? row_of(thread, -1, &module) : nullptr;
    lua_pop(thread, 1);
    if (row) {
      const int length = std::snprintf(place_, sizeof place_, "in %s.%s", *module ? module : "pl", row->name);
      used = std::min(static_cast<std::size_t>(length), sizeof place_ - 1);
    }
    if (frame.currentline <= 0) continue;
    std::snprintf(place_ + used, sizeof place_ - used, "%sat %s:%d", used ? ", called " : "", frame.short_src,
                  frame.currentline);
    return;
  }
}

void Interrupt::acknowledge(lua_State* thread) noexcept {
  note_place(thread);
  if (stubborn_.load(std::memory_order_relaxed)) {
    hook(thread);
  } else {
    lua_sethook(thread, nullptr, 0, 0);
    stop.request.store(StopFlag::none, std::memory_order_relaxed);
  }
  answered_ = true;
  asked = -1;
}

void Interrupt::deliver(lua_State* thread, lua_Debug*) {
  Interrupt& self = State::of(thread)->interrupt;
  if (!self.pending()) {
    // A coroutine made, or left, between a request and its answer has kept the hook.
    lua_sethook(thread, nullptr, 0, 0);
    return;
  }
  self.acknowledge(thread);
  luaL_error(thread, "interrupted!");
}

void Interrupt::disarm() noexcept {
  Interrupt* self = this;
  if (armed_.compare_exchange_strong(self, nullptr)) rest_sigint();
  running_.store(nullptr, std::memory_order_relaxed);
}

Interrupt::Armed::Armed(Interrupt& interrupt, lua_State* thread, bool keep_session)
    : interrupt_(interrupt), thread_(thread) {
  interrupt.owner_ = pthread_self();
  interrupt.keep_session_ = keep_session;
  interrupt.answered_ = false;
  asked = -1;
  interrupt.place_[0] = '\0';
  interrupt.running_.store(thread, std::memory_order_relaxed);
  armed_.store(&interrupt);
  on_sigint(on_signal);
  if (keep_session && take_at_rest && take_at_rest()) interrupt.request();
}

Interrupt::Armed::~Armed() {
  interrupt_.disarm();
  // What came too late is for what follows; what would not go away ends here.
  if (interrupt_.pending() && !interrupt_.answered_ && at_rest != SIG_DFL) at_rest(SIGINT);
  interrupt_.stop.request.store(StopFlag::none, std::memory_order_relaxed);
  interrupt_.stubborn_.store(false, std::memory_order_relaxed);
  if (lua_gethook(thread_) == deliver) lua_sethook(thread_, nullptr, 0, 0);
}

}  // namespace perilune::runtime
