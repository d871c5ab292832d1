#include "interpreter/repl/line_reader.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "interpreter/runtime/interrupt.h"

namespace perilune::repl {

namespace {

volatile std::sig_atomic_t ctrl_c = 0;

}  // namespace

void note_interrupt(int) { ctrl_c = 1; }

bool take_interrupt() {
  const bool came = ctrl_c;
  ctrl_c = 0;
  return came;
}

LineReader::~LineReader() { std::free(text_); }

bool LineReader::next() {
  runtime::on_sigint(note_interrupt);
  errno = 0;
  // What came since the last line was read belongs to this one: the terminal has thrown away what was typed.
  const ssize_t count = ctrl_c ? -1 : getline(&text_, &capacity_, stdin);
  interrupted_ = count < 0 && ctrl_c;
  ctrl_c = 0;
  // Not sticky: a terminal may go on after Ctrl-D.
  if (count < 0) std::clearerr(stdin);
  runtime::rest_sigint();
  if (count < 0) return false;
  length_ = static_cast<std::size_t>(count);
  if (length_ && text_[length_ - 1] == '\n') text_[--length_] = '\0';
  return true;
}

}  // namespace perilune::repl
