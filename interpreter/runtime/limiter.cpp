#include "interpreter/runtime/limiter.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <lua.hpp>

#include "interpreter/runtime/state.h"
#include "stdlib/registry/state.h"

namespace perilune::runtime {

namespace {

constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

}  // namespace

const char* Limiter::text(Ending ending) {
  switch (ending) {
    case Ending::memory: return "the memory limit is reached";
    case Ending::instructions: return "the instruction limit is reached";
    case Ending::deadline: return "the time limit is reached";
    case Ending::cancelled: return "cancelled by the host";
    default: return "";
  }
}

std::size_t Limiter::used() const noexcept { return host_.memory->used() - host_.credit; }

void Limiter::set(const Limits& limits) {
  limits_ = limits;
  host_.memory->set_limit(limits.bytes);
  crowded_ = limits.bytes ? std::max(used(), limits.bytes / 2) : no_limit;
}

void Limiter::begin(lua_State* L) {
  thread_ = L;
  ending_ = Ending::none;
  ever_refused_ = false;
  refusals_ = 0;
  spent_ = 0;
  left_ = limits_.instructions ? limits_.instructions : std::numeric_limits<std::uint64_t>::max();
  deadline_ = Clock::time_point::max();
  if (limits_.seconds > 0) {
    // Longer than the clock can count is no limit.
    if (limits_.seconds < 1e9)
      deadline_ =
          Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(limits_.seconds));
    host_.deadline = deadline_;
    if (host_.library) host_.library->context.deadline = deadline_;
  }
  if (limits_.counting()) arm(L, period);
  if (cancelled_.load(std::memory_order_relaxed)) end(Ending::cancelled);
}

Limiter::Ending Limiter::finish(lua_State* L) {
  const Ending ending = ending_;
  thread_ = nullptr;
  ending_ = Ending::none;
  if (cancelled_.exchange(false, std::memory_order_relaxed) || ending != Ending::none) {
    host_.stop->request.store(StopFlag::none, std::memory_order_relaxed);
    lua_sethook(L, nullptr, 0, 0);
  }
  if (limits_.seconds > 0) {
    host_.deadline = Clock::time_point::max();
    if (host_.library) host_.library->context.deadline = Clock::time_point::max();
  }
  if (ending == Ending::memory) lua_gc(L, LUA_GCCOLLECT);
  return ending;
}

void Limiter::cancel() noexcept {
  cancelled_.store(true, std::memory_order_relaxed);
  host_.stop->request.store(StopFlag::cancel, std::memory_order_relaxed);
}

void Limiter::arm(lua_State* L, int count) const noexcept { lua_sethook(L, on_count, LUA_MASKCOUNT, count); }

// The stop flag ends kernels, the hook whatever runs in Lua.
void Limiter::end(Ending ending) noexcept {
  if (over()) return;
  ending_ = ending;
  host_.stop->request.store(StopFlag::cancel, std::memory_order_relaxed);
  if (thread_) arm(thread_, 1);
}

void Limiter::raise(lua_State* L) const {
  luaL_error(L, "%s", text(ending_));
  std::abort();  // not reached
}

void Limiter::look() noexcept {
  if (cancelled_.load(std::memory_order_relaxed)) end(Ending::cancelled);
  else if (left_ == 0) end(Ending::instructions);
  else if (deadline_ != Clock::time_point::max() && Clock::now() >= deadline_) end(Ending::deadline);
}

bool Limiter::affords(std::uint64_t steps) noexcept {
  if (over() || !thread_) return true;
  const double seconds = static_cast<double>(steps) * 4e-9;
  const std::uint64_t work = steps / 4;
  if (limits_.instructions && work > left_ - std::min(left_, spent_)) end(Ending::instructions);
  else if (deadline_ != Clock::time_point::max() &&
           std::chrono::duration<double>(deadline_ - Clock::now()).count() < seconds)
    end(Ending::deadline);
  // Where only the host could end it, it must be able to.
  const bool long_wait = limits_.cancellable && seconds > 1;
  if (over() || long_wait) return false;
  spent_ += work;
  return true;
}

void Limiter::settle(lua_State* L) {
  left_ -= std::min(left_, spent_);
  spent_ = 0;
  look();
  check_over(L);
}

void Limiter::on_count(lua_State* L, lua_Debug*) {
  Limiter& self = State::of(L)->limiter;
  if (self.over()) self.raise(L);
  if (self.collection_wanted_) {
    self.collect(L);
    if (self.limits_.counting()) self.arm(L, period);
  }
  // A coroutine that an ended call has left behind.
  if (!self.limits_.counting()) return lua_sethook(L, nullptr, 0, 0);
  self.spent_ += period;
  self.settle(L);
}

void Limiter::caught(lua_State* L, int status) {
  if (!over() && limits_.bytes) {
    const char* message = ever_refused_ && lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : nullptr;
    if (status == LUA_ERRMEM || (message && std::strstr(message, "not enough memory"))) end(Ending::memory);
  }
  check_over(L);
}

void Limiter::failed(lua_State* L, bool exhausted) {
  if (exhausted && limits_.bytes) end(Ending::memory);
  look();
  check_over(L);
}

void Limiter::refused() noexcept {
  if (!limits_.bytes) return;
  ever_refused_ = true;
  if (++refusals_ == 2) end(Ending::memory);
}

// Lua lets its heap double between two collections and does not collect for its string buffers: near the limit it must
// be told, at the next instruction.
void Limiter::want_collection() noexcept {
  crowded_ = no_limit;
  if (!thread_ || over()) return;
  collection_wanted_ = true;
  arm(thread_, 1);
}

void Limiter::collect(lua_State* L) {
  collection_wanted_ = false;
  lua_gc(L, LUA_GCCOLLECT);
  const std::size_t now = used(), limit = limits_.bytes;
  crowded_ = now < limit ? std::max(limit / 2, now + (limit - now) / 2) : no_limit;
}

void Limiter::budget(Budget& budget) const {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const std::size_t now = used();
  budget.bytes_used = static_cast<double>(now);
  budget.bytes_left = limits_.bytes ? static_cast<double>(limits_.bytes - std::min(now, limits_.bytes)) : infinity;
  // Between calls: what the next one may use.
  const std::uint64_t left = thread_ ? left_ - std::min(left_, spent_) : limits_.instructions;
  budget.instructions_left = limits_.instructions ? static_cast<double>(left) : infinity;
  budget.seconds_left = infinity;
  if (limits_.seconds > 0)
    budget.seconds_left =
        thread_ ? std::max(0.0, std::chrono::duration<double>(deadline_ - Clock::now()).count()) : limits_.seconds;
}

Limiter::Switch::Switch(Limiter& limiter, lua_State* coroutine) : limiter_(limiter), resumer_(limiter.thread_) {
  limiter.thread_ = coroutine;
  // Its own count starts anew at each switch, so what it ran the last time is charged now, rounded up.
  if (limiter.over()) limiter.arm(coroutine, 1);
  else if (limiter.limits_.counting()) {
    limiter.arm(coroutine, period);
    limiter.spent_ += period;
  }
}

Limiter::Switch::~Switch() {
  limiter_.thread_ = resumer_;
  if (resumer_ && (limiter_.over() || limiter_.collection_wanted_)) limiter_.arm(resumer_, 1);
}

}  // namespace perilune::runtime
