#pragma once
// What a script may use: bytes, instructions, time; and the host's wish to end it. Once one is used up, every
// instruction of every coroutine raises until the outermost call has ended, so nothing that a script does can swallow
// it.

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "kernels/core/context.h"

struct lua_State;
struct lua_Debug;

namespace perilune {
struct Host;
struct Budget;
}  // namespace perilune

namespace perilune::runtime {

struct Limits {
  std::size_t bytes = 0;
  std::uint64_t instructions = 0;
  double seconds = 0;
  bool cancellable = false;
  bool counting() const { return instructions || seconds > 0 || cancellable; }
};

class Limiter {
 public:
  using Clock = Context::Clock;
  enum class Ending { none, memory, instructions, deadline, cancelled };
  // Lua's count hook runs this often.
  static constexpr int period = 100;

  explicit Limiter(Host& host) : host_(host) {}

  // From the next outermost call on; bytes at once.
  void set(const Limits& limits);
  const Limits& limits() const { return limits_; }

  // Around an outermost call.
  void begin(lua_State* L);
  Ending finish(lua_State* L);

  // Any thread, also a signal handler.
  void cancel() noexcept;

  // What runs; null between calls.
  lua_State* thread() const { return thread_; }

  bool over() const { return ending_ != Ending::none; }
  Ending ending() const { return ending_; }
  static const char* text(Ending ending);
  void budget(Budget& budget) const;

  // For functions in C that may run long without an instruction of Lua: their work in the size of instructions. Raises.
  void spend(lua_State* L, std::uint64_t work) {
    if ((spent_ += work) >= period) settle(L);
  }
  // Raises when it is over. Own nothing.
  void check_over(lua_State* L) {
    if (over()) raise(L);
  }
  // After an error that a script would catch: it may be the end. Leaves the stack as it is, or raises.
  void caught(lua_State* L, int status);
  // A call from the host ran out of memory.
  void exhausted() noexcept { end(Ending::memory); }
  // A call of the library raises.
  void failed(lua_State* L, bool exhausted);

  // Whether so many steps in C, a few nanoseconds each, fit in what is left: no hook will run in them. Ends the call if
  // not, else counts them.
  bool affords(std::uint64_t steps) noexcept;

  // From Lua's allocator: Lua asks a second time before it gives up.
  void refused() noexcept;
  void granted() noexcept { refusals_ = 0; }
  // Lua's heap has taken more from the account.
  void taken() noexcept {
    if (crowded_ != static_cast<std::size_t>(-1) && used() > crowded_) want_collection();
  }

  // While it lives, a coroutine runs in place of its resumer.
  class Switch {
   public:
    Switch(Limiter& limiter, lua_State* coroutine);
    ~Switch();
    Switch(const Switch&) = delete;
    Switch& operator=(const Switch&) = delete;

   private:
    Limiter& limiter_;
    lua_State* resumer_;
  };

 private:
  static void on_count(lua_State* L, lua_Debug*);
  void settle(lua_State* L);
  void look() noexcept;
  void end(Ending ending) noexcept;
  void arm(lua_State* L, int count) const noexcept;
  [[noreturn]] void raise(lua_State* L) const;
  void want_collection() noexcept;
  void collect(lua_State* L);
  std::size_t used() const noexcept;

  Host& host_;
  Limits limits_;
  lua_State* thread_ = nullptr;  // what runs
  Ending ending_ = Ending::none;
  std::uint64_t left_ = 0, spent_ = 0;
  Clock::time_point deadline_ = Clock::time_point::max();
  std::atomic<bool> cancelled_{false};
  int refusals_ = 0;
  bool ever_refused_ = false;
  bool collection_wanted_ = false;
  std::size_t crowded_ = static_cast<std::size_t>(-1);  // so many bytes in use ask for a collection
};

}  // namespace perilune::runtime
