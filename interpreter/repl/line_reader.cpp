#include "interpreter/repl/line_reader.h"

#include <pthread.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "interpreter/runtime/interrupt.h"

namespace perilune::repl {

namespace {

volatile std::sig_atomic_t ctrl_c = 0, reading = 0;
volatile std::sig_atomic_t has_prompt = 0;
pthread_t prompt_thread;

// A signal just before the reading begins does not end it, and the terminal has thrown away what could be read: the
// handler has itself called again until the reader has seen it.
class Reminder {
 public:
  Reminder() {
    sigevent event{};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGINT;
    made_ = timer_create(CLOCK_MONOTONIC, &event, &timer_) == 0;
  }
  void set(long milliseconds) noexcept {
    itimerspec when{};
    when.it_value.tv_nsec = milliseconds * 1'000'000;
    if (made_) timer_settime(timer_, 0, &when, nullptr);
  }

 private:
  timer_t timer_{};
  bool made_ = false;
};

Reminder& reminder() {
  static Reminder only;
  return only;
}

}  // namespace

void prompt_runs_here() {
  prompt_thread = pthread_self();
  has_prompt = 1;
}

void note_interrupt(int) {
  // A worker of some library may be the one that is told. What waits for keys sleeps in the prompt's thread: it must be
  // woken.
  if (has_prompt && !pthread_equal(pthread_self(), prompt_thread)) {
    pthread_kill(prompt_thread, SIGINT);
    return;
  }
  ctrl_c = 1;
  if (!reading) return;
  const int before = errno;
  reminder().set(5);
  errno = before;
}

bool interrupt_waits() { return ctrl_c; }

bool take_interrupt() {
  const bool came = ctrl_c;
  ctrl_c = 0;
  return came;
}

LineReader::~LineReader() { std::free(text_); }

bool LineReader::next() {
  reminder();
  runtime::on_sigint(note_interrupt);
  reading = 1;
  // What came since the last line was read belongs to this one: the terminal has thrown away what was typed.
  const ssize_t count = ctrl_c ? -1 : getline(&text_, &capacity_, stdin);
  reading = 0;
  reminder().set(0);
  interrupted_ = count < 0 && take_interrupt();
  // Not sticky: a terminal may go on after Ctrl-D.
  if (count < 0) std::clearerr(stdin);
  runtime::rest_sigint();
  if (count < 0) return false;
  length_ = static_cast<std::size_t>(count);
  if (length_ && text_[length_ - 1] == '\n') text_[--length_] = '\0';
  return true;
}

}  // namespace perilune::repl
