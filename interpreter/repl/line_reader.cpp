#include "interpreter/repl/line_reader.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "interpreter/runtime/interrupt.h"

namespace perilune::repl {

namespace {

volatile std::sig_atomic_t ctrl_c = 0;

void note(int) { ctrl_c = 1; }

}  // namespace

LineReader::~LineReader() { std::free(text_); }

bool LineReader::next() {
  ctrl_c = 0;
  runtime::on_sigint(note);
  errno = 0;
  const ssize_t count = getline(&text_, &capacity_, stdin);
  interrupted_ = count < 0 && ctrl_c;
  // Not sticky: a terminal may go on after Ctrl-D.
  if (count < 0) std::clearerr(stdin);
  runtime::rest_sigint();
  if (count < 0) return false;
  length_ = static_cast<std::size_t>(count);
  if (length_ && text_[length_ - 1] == '\n') text_[--length_] = '\0';
  return true;
}

}  // namespace perilune::repl
