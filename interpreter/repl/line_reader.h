#pragma once
// Lines of the standard input, through the same buffer as io.read; Ctrl-C gives up a line, not the session.

#include <cstddef>

namespace perilune::repl {

// Said once by the thread that reads: note_interrupt passes on to it what reaches another one.
void prompt_runs_here();
// Signal handler: what is being read, or is read or run next, is given up.
void note_interrupt(int);
// Whether it was called and nobody has answered yet.
bool interrupt_waits();
// The same, and this is the answer.
bool take_interrupt();

class LineReader {
 public:
  LineReader() = default;
  ~LineReader();
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  // False at the end of the input, or when Ctrl-C came. One that comes behind a whole line waits for whom the line is.
  bool next();
  bool interrupted() const { return interrupted_; }
  const char* text() const { return text_; }
  std::size_t length() const { return length_; }

 private:
  char* text_ = nullptr;
  std::size_t capacity_ = 0, length_ = 0;
  bool interrupted_ = false;
};

}  // namespace perilune::repl
