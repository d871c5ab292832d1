#pragma once
// Ctrl-C: one request that reaches Lua code in whatever coroutine runs, and compiled kernels through the stop flag.

#include <pthread.h>

#include <atomic>

#include "kernels/core/context.h"

struct lua_State;
struct lua_Debug;

namespace perilune::runtime {

// One per state. A request stays pending until Lua code or a kernel turns it into the error "interrupted!".
class Interrupt {
 public:
  StopFlag stop;  // what kernels poll

  // Asks the running code to stop. Safe in a signal handler on the thread that runs the state.
  void request() noexcept;
  // For code that has seen the stop flag and raises the error itself: the request is answered.
  void acknowledge(lua_State* thread) noexcept;
  // Where the last answered request met the code: "at file:line" or "in linalg.svd, called at file:line".
  const char* place() const noexcept { return place_; }
  // Whether the last call that SIGINT went to has met a request.
  bool answered() const noexcept { return answered_; }
  bool pending() const noexcept { return stop.request.load(std::memory_order_relaxed) == StopFlag::interrupt; }

  // While it lives, SIGINT goes to this state and `thread` is what runs. The second ends the process, as in stock
  // Lua. With `keep_session` it does so only when the first has had a tenth of a second and no answer; after an answer
  // Ctrl-C works again, and from the second on it cannot be swallowed by a pcall.
  class Armed {
   public:
    Armed(Interrupt& interrupt, lua_State* thread, bool keep_session);
    ~Armed();
    Armed(const Armed&) = delete;
    Armed& operator=(const Armed&) = delete;

   private:
    Interrupt& interrupt_;
    lua_State* thread_;
  };

  // While it lives, a coroutine runs in place of its resumer. Lua must not raise an error across it.
  class Switch {
   public:
    Switch(Interrupt& interrupt, lua_State* coroutine) noexcept
        : interrupt_(interrupt), resumer_(interrupt.running_.load(std::memory_order_relaxed)) {
      interrupt_.run(coroutine);
    }
    ~Switch() { interrupt_.run(resumer_); }
    Switch(const Switch&) = delete;
    Switch& operator=(const Switch&) = delete;

   private:
    Interrupt& interrupt_;
    lua_State* resumer_;
  };

  // When the state closes: no signal may find it any more.
  void disarm() noexcept;

 private:
  static void on_signal(int);
  void note_place(lua_State* thread) noexcept;
  static void deliver(lua_State* thread, lua_Debug*);
  void hook(lua_State* thread) const noexcept;

  // A request between the two steps would set its hook on the thread that no longer runs: look again after the change.
  void run(lua_State* thread) noexcept {
    running_.store(thread, std::memory_order_relaxed);
    std::atomic_signal_fence(std::memory_order_seq_cst);
    if (pending() && thread) hook(thread);
  }

  std::atomic<lua_State*> running_{nullptr};
  pthread_t owner_{};
  bool keep_session_ = false;
  std::atomic<bool> stubborn_{false};  // an answered request was swallowed: raise until the outermost call has ended
  bool answered_ = false;
  char place_[200] = "";

  static std::atomic<Interrupt*> armed_;
  static_assert(std::atomic<Interrupt*>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);
};

// What SIGINT does while no code runs, which at the start is to end the process. A prompt has it do nothing: what comes
// a moment too late for the code it was meant for must not end the session. `take` says whether one came and waits to
// be answered, and forgets it: it is for the next code that keeps its session.
void set_sigint_at_rest(void (*action)(int), bool (*take)() = nullptr) noexcept;
void rest_sigint() noexcept;

// Sets what SIGINT does, without restarting system calls that wait: a blocked read must return to see the request.
void on_sigint(void (*action)(int)) noexcept;

}  // namespace perilune::runtime
