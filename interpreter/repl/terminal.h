#pragma once
// What the prompt has to know of its terminal.

#include <locale.h>

namespace perilune::repl {

// Both ends of the prompt are a terminal that a person sits at.
bool at_terminal();
// A terminal that can do more than write line after line.
bool can_move_cursor();
// Whether this file of C (1 or 2) may be given colours: a terminal that knows them and a user who has not said no.
bool has_colour(int file);
int terminal_width();
// A file to read keys from that never waits for one: Ctrl-C makes the terminal throw away what a look has just found,
// and a read that waited would keep the request until the next key. The standard input where there is no such file.
int keys();

// While it lives, letters are those of the user's locale, in this thread: what the editor needs, and scripts must not
// see.
class TypingLocale {
 public:
  TypingLocale();
  ~TypingLocale();
  TypingLocale(const TypingLocale&) = delete;
  TypingLocale& operator=(const TypingLocale&) = delete;

 private:
  locale_t before_;
};

}  // namespace perilune::repl
