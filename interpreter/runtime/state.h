#pragma once
// A Lua state that counts its bytes in an account shared with arrays, and that Ctrl-C can reach.

#include "interpreter/runtime/interrupt.h"
#include "interpreter/runtime/limiter.h"
#include "interpreter/runtime/small_blocks.h"
#include "kernels/core/memory.h"
#include "stdlib/registry/state.h"

#include <string>

struct lua_State;

namespace perilune::runtime {

class State {
 public:
  // Without libraries; null when there is no memory for it.
  static State* create();
  ~State();
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  // The state that a thread belongs to; null for one that was not made here.
  static State* of(lua_State* thread);

  lua_State* lua() const { return lua_; }
  Memory& memory() { return memory_; }

  Interrupt interrupt;
  Host host;  // what the library sees of this; print and files are set by whoever makes the state
  Limiter limiter;

  // The table of Lua's that a key is being added to, see table_growth.cpp; null when that is done.
  void grow(const std::byte* table) noexcept {
    growing_ = table;
    growth_refused_ = false;
    refusals_ = 0;
  }

  // Stock Lua's libraries, the array library as `require "perilune"` and by the names of its modules, coroutines that
  // Ctrl-C reaches. May raise a memory error. `restricted`: what scripts can call is bounded, so that limits hold; of a
  // sandboxed host only what harms nobody is there.
  void open_libraries(bool restricted = false);

 private:
  State();
  bool may_allocate(const void* block, std::size_t old_size, std::size_t new_size) noexcept;
  static void* allocate(void* self, void* block, std::size_t old_size, std::size_t new_size);
  static void warn(void* self, const char* message, int to_be_continued);
  void warn_host(const char* message, bool to_be_continued) noexcept;
  static int on_close(lua_State* L);

  bool count(std::size_t bytes) noexcept;
  void uncount(std::size_t bytes) noexcept;

  static void* reallocate(State& self, void* block, std::size_t old_size, std::size_t new_size) noexcept;

  Memory& memory_;
  lua_State* lua_ = nullptr;
  SmallBlocks small_;
  const std::byte* growing_ = nullptr;
  bool growth_refused_ = false;
  int refusals_ = 0;
  bool warnings_on_ = false;
  bool warning_goes_on_ = false;
  std::string warning_;  // so far, for a host's sink
};

}  // namespace perilune::runtime
