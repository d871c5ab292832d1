#pragma once
// The words of a command line, told apart as stock Lua does.

#include <cstdio>
#include <string>

namespace perilune {

struct CommandLine {
  int count = 0;
  char** words = nullptr;
  const char* program = "perilune";  // for messages: as it was called
  int script = 0;                    // index of the script's name; count when there is none
  const char* wrong = nullptr;       // an option that is none, or that lacks its argument
  bool lacks_argument = false;
  std::string subject;  // what --doc asks for; the directory of --write-docs and --write-stubs

  bool show_version = false;        // -v, and -i
  bool interactive = false;         // -i
  bool ignore_environment = false;  // -E
  bool executed = false;            // -e
};

enum class Request { run, version, help, doc, write_docs, write_stubs, invalid };

Request parse(int count, char** words, CommandLine& line);

// The options; for an invalid command line after what is wrong with it.
void print_usage(std::FILE* out, const CommandLine& line);

}  // namespace perilune
