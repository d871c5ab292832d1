// The console without an editor.

#include <poll.h>
#include <unistd.h>

#include <cstdio>

#include "interpreter/repl/console.h"
#include "interpreter/repl/line_reader.h"

namespace perilune::repl {

bool Console::more_waits() {
  // A program at the other end of a pseudo-terminal may write a paste in pieces.
  constexpr int patience = 20;
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, patience) > 0 && (input.revents & POLLIN);
}

namespace {

class PlainConsole : public Console {
 public:
  Line read(const std::string& prompt, std::string& text) override {
    std::fputs(prompt.c_str(), stdout);
    std::fflush(stdout);
    if (!reader_.next()) {
      if (!reader_.interrupted()) return Line::end;
      std::fputs("\n", stdout);
      return Line::interrupted;
    }
    text.assign(reader_.text(), reader_.length());
    return Line::text;
  }

 private:
  LineReader reader_;
};

}  // namespace

std::unique_ptr<Console> plain_console() { return std::make_unique<PlainConsole>(); }

}  // namespace perilune::repl
