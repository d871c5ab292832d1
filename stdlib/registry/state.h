#pragma once
// What perilune keeps per Lua state: the context that kernels run in, and the settings a script can change.

#include <lua.hpp>
#include <memory>
#include <string>

#include "kernels/core/context.h"
#include "kernels/text/format_array.h"

namespace perilune {

namespace random {
class RandomState;
}

enum class WarningPolicy { ignore, print, error };

struct LibraryState {
  explicit LibraryState(lua_State* main);
  ~LibraryState();
  LibraryState(const LibraryState&) = delete;

  // The state of L; there is one once perilune is open.
  static LibraryState& of(lua_State* L);
  // Finds or makes it. A host that counts Lua's own heap, or that can stop scripts, gives its parts first
  // (attach_host).
  static LibraryState& open(lua_State* L);

  lua_State* main;
  Memory* memory;
  Context context;
  WarningPolicy warnings = WarningPolicy::ignore;
  PrintOptions print;

  // Lets the collector know of array bytes. Call it on the Lua thread, with nothing owned, before making an array.
  void pace(lua_State* L, std::size_t coming) {
    if (memory->used() + coming > next_) collect_for(L, coming);
  }

  void (*on_answer)(lua_State*) = nullptr;
  void answer_interrupt(lua_State* L) const {
    if (on_answer) on_answer(L);
  }

  bool warned_minus_one = false;
  std::shared_ptr<random::RandomState> random;  // behind the functions of random; made when first asked for

  lua_State* running = nullptr;  // the thread of the innermost call, for collections under memory pressure

 private:
  void collect_for(lua_State* L, std::size_t coming);
  std::size_t live_ = 0;                       // bytes in use after the last full collection
  std::size_t next_ = 0;                       // bytes in use that ask for the next step
  std::size_t stride_ = std::size_t{8} << 20;  // from step to step
  double stretch_ = 1;                         // grows while collections cost too much
  Context::Clock::time_point last_;
};

// Must come before perilune is opened; all may be null. `answered` is told when a kernel that saw the stop flag raises.
void attach_host(lua_State* L, Memory* memory, StopFlag* stop, void (*answered)(lua_State*) = nullptr);

}  // namespace perilune
