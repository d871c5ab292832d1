#include "interpreter/repl/terminal.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace perilune::repl {

namespace {

locale_t users_locale() {
  static const locale_t locale = newlocale(LC_CTYPE_MASK, "", nullptr);
  return locale;
}

}  // namespace

bool at_terminal() { return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO); }

bool can_move_cursor() {
  const char* kind = std::getenv("TERM");
  return kind && *kind && std::strcmp(kind, "dumb") != 0;
}

bool has_colour(int file) {
  const char* refused = std::getenv("NO_COLOR");
  return isatty(file) && can_move_cursor() && !(refused && *refused);
}

int terminal_width() {
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

int keys() {
  // Opened anew: the flag of the standard input would be that of the shell's too.
  static const int file = [] {
    char name[64];
    if (ttyname_r(STDIN_FILENO, name, sizeof name) != 0) return STDIN_FILENO;
    const int own = open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    return own < 0 ? STDIN_FILENO : own;
  }();
  return file;
}

TypingLocale::TypingLocale() : before_(uselocale(nullptr)) {
  if (const locale_t locale = users_locale()) uselocale(locale);
}

TypingLocale::~TypingLocale() { uselocale(before_); }

}  // namespace perilune::repl
