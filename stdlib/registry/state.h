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

struct LibraryState;

// What is left of a state's limits; infinite where there is none.
struct Budget {
  double bytes_used = 0, bytes_left = 0, instructions_left = 0, seconds_left = 0;
};

// What the program around a Lua state brings. Everything may be null.
struct Host {
  void* data = nullptr;      // for the functions
  Memory* memory = nullptr;  // the account that Lua's heap is in as well
  StopFlag* stop = nullptr;
  std::size_t credit = 0;  // bytes that Lua\'s heap has taken from the account and does not use yet
  int threads = 0;         // 0: as the environment says
  Context::Clock::time_point deadline = Context::Clock::time_point::max();  // of the call that runs
  std::uint64_t address_key = 0;                         // hides addresses in texts, see text_of.h; 0: they are shown
  bool sandboxed = false;                                // scripts may not change what concerns the whole process
  void (*answered)(lua_State*) = nullptr;                // a kernel that saw the interrupt raises
  void (*failed)(lua_State*, bool exhausted) = nullptr;  // a call raises; `exhausted`: for want of memory. May raise
  void (*print)(void* data, std::string_view line) = nullptr;       // instead of stdout
  void (*warning)(void* data, std::string_view message) = nullptr;  // instead of stderr
  bool (*may_open)(void* data, const char* path, bool writing) = nullptr;
  void (*budget)(void* data, Budget&) = nullptr;
  LibraryState* library = nullptr;  // set while perilune is open in the state
};

struct LibraryState {
  explicit LibraryState(lua_State* main);
  ~LibraryState();
  LibraryState(const LibraryState&) = delete;

  // The state of L; there is one once perilune is open.
  static LibraryState& of(lua_State* L);
  // Finds or makes it, after attach_host where there is a host of ours.
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

  Host* host;  // null in a Lua state that knows nothing of us
  void answer_interrupt(lua_State* L) const {
    if (host && host->answered) host->answered(L);
  }

  // For loops that fill Lua tables, under protection and with nothing to throw through: raises when the host's limits
  // say so.
  void poll(lua_State* L) const {
    if (host && host->failed) host->failed(L, false);
  }

  bool warned_minus_one = false;
  bool checks_results = false;                  // by PERILUNE_CHECK_RESULTS: bodies are held to their declarations
  std::shared_ptr<random::RandomState> random;  // behind the functions of random; made when first asked for

  // References of the metatables by number: one look in the registry's list, where a key would be searched.
  enum { metatable_count = 8 };
  int metatables[metatable_count] = {};

  lua_State* running = nullptr;  // the thread of the innermost call, for collections under memory pressure

 private:
  void collect_for(lua_State* L, std::size_t coming);
  std::size_t live_ = 0;                       // bytes in use after the last full collection
  std::size_t next_ = 0;                       // bytes in use that ask for the next step
  std::size_t stride_ = std::size_t{1} << 20;  // from step to step
  double stretch_ = 1;                         // grows while collections cost too much
  Context::Clock::time_point last_;
};

// Must come before perilune is opened; the host outlives the state. May raise a memory error.
void attach_host(lua_State* L, Host* host);
// Null in a Lua state that knows nothing of us.
Host* host_of(lua_State* L);

}  // namespace perilune
