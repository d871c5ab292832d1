#pragma once
// How a session shows what it shows.

namespace perilune::repl {

struct Style {
  bool terminal = false;      // a person reads: short tables, short errors, hints
  bool colour = false;        // of the standard output
  bool error_colour = false;  // of the standard error
  bool silent = false;        // nobody wants to see the value

  const char* dim() const { return colour ? "\033[2m" : ""; }
  const char* plain() const { return colour ? "\033[0m" : ""; }
  const char* error() const { return error_colour ? "\033[31m" : ""; }
  const char* hint() const { return error_colour ? "\033[36m" : ""; }
  const char* error_end() const { return error_colour ? "\033[0m" : ""; }
};

}  // namespace perilune::repl
