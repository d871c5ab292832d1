#include "kernels/core/parallel.h"

#include <signal.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace perilune {

namespace {

struct Job {
  FunctionRef<void(std::int64_t, std::int64_t)> body;
  std::int64_t n, grain, pieces;
  std::atomic<std::int64_t> next{0};
  std::atomic<bool> failed{false};
  std::exception_ptr error;
  std::mutex error_mutex;

  void work() noexcept {
    for (;;) {
      const std::int64_t piece = next.fetch_add(1, std::memory_order_relaxed);
      if (piece >= pieces || failed.load(std::memory_order_relaxed)) return;
      try {
        body(piece * grain, std::min(n, (piece + 1) * grain));
      } catch (...) {
        std::lock_guard lock(error_mutex);
        if (!error) error = std::current_exception();
        failed = true;
      }
    }
  }
};

thread_local bool inside_piece = false;

// A thread starts with the signals of its creator. Those of the process are for the host's own threads: Ctrl-C must
// find the one that runs the script.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    for (int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGPROF}) sigdelset(&all, fault);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_;
};

class Pool {
 public:
  bool run(Job& job, int helpers) {
    std::unique_lock owner(owner_, std::try_to_lock);
    if (!owner.owns_lock()) return false;
    {
      std::lock_guard lock(mutex_);
      while (static_cast<int>(threads_.size()) < helpers) {
        SignalsBlocked blocked;
        try {
          threads_.emplace_back(
              [this, index = static_cast<int>(threads_.size()), seen = epoch_] { serve(index, seen); });
        } catch (const std::system_error&) {
          break;  // no more threads to be had: fewer will do
        }
      }
      helpers_ = helpers;
      job_ = &job;
      ++epoch_;
      announced_.store(epoch_, std::memory_order_release);
    }
    wake_.notify_all();
    inside_piece = true;
    job.work();
    inside_piece = false;
    // A helper that has not woken yet finds no job any more and is not waited for.
    std::unique_lock lock(mutex_);
    job_ = nullptr;
    done_.wait(lock, [this] { return busy_ == 0; });
    return true;
  }

 private:
  void serve(int index, std::uint64_t seen) {
    inside_piece = true;
    for (;;) {
      // A short spin catches the next call of a loop of calls; then sleep.
      for (int i = 0; i < 2000 && announced_.load(std::memory_order_acquire) == seen; ++i) relax();
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return epoch_ != seen; });
      seen = epoch_;
      if (index >= helpers_ || !job_) continue;
      Job* job = job_;
      ++busy_;
      lock.unlock();
      job->work();
      lock.lock();
      if (--busy_ == 0) done_.notify_one();
    }
  }

  static void relax() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }

  std::mutex owner_, mutex_;
  std::condition_variable wake_, done_;
  std::vector<std::thread> threads_;
  std::uint64_t epoch_ = 0;
  std::atomic<std::uint64_t> announced_{0};
  int helpers_ = 0;  // how many may join the present job
  int busy_ = 0;     // how many have
  Job* job_ = nullptr;
};

// Never destroyed: its threads sleep until the process ends.
Pool& pool() {
  static Pool* instance = new Pool;
  return *instance;
}

}  // namespace

void parallel_for(Context& ctx, std::int64_t n, std::int64_t grain,
                  FunctionRef<void(std::int64_t, std::int64_t)> body) {
  if (n <= 0) return;
  grain = std::max<std::int64_t>(grain, 1);
  const std::int64_t pieces = (n - 1) / grain + 1;
  if (ctx.threads > 1 && pieces > 1 && !inside_piece) {
    Job job{body, n, grain, pieces, {}, {}, {}, {}};
    const int helpers = static_cast<int>(std::min<std::int64_t>(ctx.threads - 1, pieces - 1));
    if (pool().run(job, helpers)) {
      if (job.error) std::rethrow_exception(job.error);
      return;
    }
  }
  for (std::int64_t piece = 0; piece < pieces; ++piece) body(piece * grain, std::min(n, (piece + 1) * grain));
}

}  // namespace perilune
