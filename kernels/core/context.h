#pragma once
// What a kernel needs from the state that runs it: counted memory, a way to be stopped, threads, warnings, progress.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string_view>

#include "kernels/core/counted.h"
#include "kernels/core/errors.h"
#include "kernels/core/memory.h"

namespace perilune {

// Shared between a running state and whoever may stop it: a signal handler, another thread.
struct StopFlag {
  enum : int { none, interrupt, cancel };
  std::atomic<int> request{none};
  static_assert(std::atomic<int>::is_always_lock_free, "set from signal handlers");
};

// Who is told how far a kernel has come, from 0 to 1, and what it says about it.
struct ProgressSink {
  void (*report)(void* data, double fraction, std::string_view text) = nullptr;
  void* data = nullptr;
};

class Context {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Context(Memory& m) : memory(m) {}

  Memory& memory;
  int threads = 1;             // what this call may use, itself included
  bool deterministic = false;  // the same bits from BLAS and LAPACK at any number of threads: they get one
  StopFlag* stop = nullptr;    // null: cannot be stopped
  Clock::time_point deadline = Clock::time_point::max();

  // Warnings and progress go where the state says; both may be null. Ask wants_progress() before making a text.
  void (*on_warning)(void* data, std::string_view message) = nullptr;
  void* sink = nullptr;
  ProgressSink on_progress;

  // Asked before a file is opened; false refuses. Null: every file.
  bool (*may_open)(void* data, const char* path, bool writing) = nullptr;
  void* gatekeeper = nullptr;
  void check_file(const char* path, bool writing) const;  // throws IoError

  // Call it at least every few milliseconds of work; throws Interrupted. Costs a nanosecond. Any thread may call it.
  void poll() {
    if (stop && stop->request.load(std::memory_order_relaxed) != StopFlag::none) interrupted();
    if (deadline != Clock::time_point::max()) check_deadline();
  }
  // For loops that must leave by themselves (foreign code): true when poll() would throw.
  bool stopping() const noexcept;

  void warn(std::string_view message) {
    if (on_warning) on_warning(sink, message);
  }
  bool wants_progress() const noexcept { return on_progress.report != nullptr; }
  void progress(double fraction, std::string_view text = {}) {
    if (on_progress.report) on_progress.report(on_progress.data, fraction, text);
  }

  template <class T>
  CountedVector<T> vector(std::size_t n = 0) {
    return CountedVector<T>(n, Counted<T>(memory));
  }

 private:
  [[noreturn]] void interrupted();
  void check_deadline();
};

}  // namespace perilune
