#include "interpreter/runtime/state.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <lua.hpp>
#include <new>
#include <utility>

#include "interpreter/runtime/bounded.h"
#include "interpreter/runtime/coroutine.h"
#include "interpreter/runtime/element_access.h"
#include "interpreter/runtime/globals.h"
#include "interpreter/runtime/sandbox.h"
#include "interpreter/runtime/table_growth.h"
#include "stdlib/open.h"

namespace perilune::runtime {

namespace {

// An error outside any protected call: Lua ends the process after this.
int panic(lua_State* L) {
  const char* message = lua_tostring(L, -1);
  std::fprintf(stderr, "PANIC: unprotected error in call to Lua API (%s)\n",
               message ? message : "error object is not a string");
  return 0;
}

}  // namespace

State::State() : limiter(host), memory_(*Memory::create()) {
  host.data = this;
  host.memory = &memory_;
  host.stop = &interrupt.stop;
  host.answered = [](lua_State* thread) { of(thread)->interrupt.acknowledge(thread); };
}

State* State::create() {
  State* self = new (std::nothrow) State;
  if (!self) return nullptr;
  self->lua_ = lua_newstate(allocate, self);
  if (!self->lua_) {
    delete self;
    return nullptr;
  }
  lua_atpanic(self->lua_, panic);
  lua_setwarnf(self->lua_, warn, self);
  return self;
}

State::~State() {
  interrupt.disarm();
  small_.close();
  if (lua_) lua_close(lua_);
  memory_.unreserve(host.credit);
  memory_.release();
}

State* State::of(lua_State* thread) {
  void* self = nullptr;
  return lua_getallocf(thread, &self) == allocate ? static_cast<State*>(self) : nullptr;
}

// An atomic count per object would cost Lua a third of its speed where it makes many: bytes are taken from the account
// and given back by the piece. Near a limit, and under fault injection, each is counted by itself.
bool State::count(std::size_t bytes) noexcept {
  constexpr std::size_t piece = std::size_t{64} << 10;
  if (memory_.gate) return memory_.try_count(bytes) || (limiter.refused(), false);
  if (bytes > host.credit) {
    if (memory_.try_count(bytes + piece)) {
      host.credit += bytes + piece;
    } else {
      memory_.unreserve(std::exchange(host.credit, 0));
      if (!memory_.try_count(bytes)) return limiter.refused(), false;
      host.credit = bytes;
    }
    limiter.taken();
  }
  host.credit -= bytes;
  limiter.granted();
  return true;
}

void State::uncount(std::size_t bytes) noexcept {
  constexpr std::size_t most = std::size_t{128} << 10;
  host.credit += bytes;
  if (host.credit > most || memory_.gate) memory_.unreserve(std::exchange(host.credit, 0));
}

bool State::may_allocate(const void* block, std::size_t old_size, std::size_t new_size) noexcept {
#if defined(PERILUNE_ELEMENT_ACCESS)
  if (growing_ && !block && !growth_refused_) growth_refused_ = !may_grow(limiter, growing_, new_size);
#else
  static_cast<void>(block);
#endif
  if (!growth_refused_ && count(new_size - old_size)) return true;
  // Lua asks twice; then it raises an error, which skips the place where the table would be forgotten.
  if (growing_ && ++refusals_ == 2) grow(nullptr);
  return false;
}

void* State::reallocate(State& self, void* block, std::size_t old_size, std::size_t new_size) noexcept {
  const std::size_t old_room = SmallBlocks::rounded(old_size), room = SmallBlocks::rounded(new_size);
  if (block && old_room == room) return block;
  void* moved = self.small_.take(new_size);
  if (moved) {
    if (!block) return moved;
    std::memcpy(moved, block, std::min(old_size, new_size));
    self.small_.give(block, old_size);
    return moved;
  }
  moved = std::realloc(block, room);
  if (moved) return moved;
  self.small_.clear();
  return std::realloc(block, room);
}

void* State::allocate(void* data, void* block, std::size_t old_size, std::size_t new_size) {
  State& self = *static_cast<State*>(data);
  if (!block) old_size = 0;  // it says what kind of object is wanted
  if (new_size == 0) {
    if (block) self.small_.give(block, old_size);
    self.uncount(old_size);
    return nullptr;
  }
  if (new_size > old_size && !self.may_allocate(block, old_size, new_size)) return nullptr;
  void* moved = reallocate(self, block, old_size, new_size);
  if (new_size > old_size) {
    if (!moved) self.uncount(new_size - old_size);
    return moved;
  }
  self.uncount(old_size - new_size);
  return moved ? moved : block;  // Lua relies on shrinking
}

// Stock Lua's rules: off until "@on"; a message may come in pieces; other words after @ mean nothing.
void State::warn(void* data, const char* message, int to_be_continued) {
  State& self = *static_cast<State*>(data);
  if (self.host.warning) return self.warn_host(message, to_be_continued);
  if (!self.warning_goes_on_ && !to_be_continued && message[0] == '@') {
    if (std::strcmp(message, "@on") == 0) self.warnings_on_ = true;
    if (std::strcmp(message, "@off") == 0) self.warnings_on_ = false;
    return;
  }
  if (!self.warnings_on_) return;
  std::fprintf(stderr, "%s%s%s", self.warning_goes_on_ ? "" : "Lua warning: ", message, to_be_continued ? "" : "\n");
  std::fflush(stderr);
  self.warning_goes_on_ = to_be_continued;
}

// A host that takes warnings takes them all; the words after @ are not for it.
void State::warn_host(const char* message, bool to_be_continued) noexcept {
  if (warning_.empty() && !to_be_continued && message[0] == '@') return;
  try {
    warning_ += message;
  } catch (...) {
  }
  if (to_be_continued) return;
  host.warning(host.data, warning_);
  warning_.clear();
}

int State::on_close(lua_State* L) {
  if (State* self = of(L)) self->interrupt.disarm();
  return 0;
}

void State::open_libraries(bool restricted) {
  // The oldest finalizer is called last: after it the state is freed, which os.exit(…, true) does without coming back.
  lua_newuserdatauv(lua_, 0, 0);
  lua_createtable(lua_, 0, 1);
  lua_pushcfunction(lua_, on_close);
  lua_setfield(lua_, -2, "__gc");
  lua_setmetatable(lua_, -2);
  lua_setfield(lua_, LUA_REGISTRYINDEX, "perilune.on_close");

  if (host.sandboxed) open_harmless_libraries(lua_);
  else luaL_openlibs(lua_);
  attach_host(lua_, &host);
  open_coroutine(lua_);
  if (host.print) open_print(lua_);
  open_globals(lua_);
#if defined(PERILUNE_ELEMENT_ACCESS)
  open_element_access(lua_);
  open_table_growth(lua_);
#endif
  if (restricted) bound_libraries(lua_);
  if (host.sandboxed) close_sandbox(lua_);
}

}  // namespace perilune::runtime
