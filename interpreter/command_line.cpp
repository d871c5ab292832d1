#include "interpreter/command_line.h"

#include <cstring>

namespace perilune {

namespace {

bool is(const char* word, const char* other) { return std::strcmp(word, other) == 0; }

Request wrong(CommandLine& line, const char* word, bool lacks_argument = false) {
  line.wrong = word;
  line.lacks_argument = lacks_argument;
  return Request::invalid;
}

// Our own options. Each says all that is to be done: what follows is not looked at.
struct LongOption {
  const char* word;
  Request request;
  bool has_subject;
};
constexpr LongOption long_options[] = {
    {"--doc", Request::doc, true},
    {"--version", Request::version, false},
    {"--help", Request::help, false},
    {"--write-docs", Request::write_docs, true},
    {"--write-stubs", Request::write_stubs, true},
};

Request parse_long(CommandLine& line, int i) {
  const char* word = line.words[i];
  for (const LongOption& option : long_options) {
    if (!is(word, option.word)) continue;
    if (option.has_subject && i + 1 == line.count) return wrong(line, word, true);
    if (option.has_subject) line.subject = line.words[i + 1];
    // Several words are one search.
    if (option.request == Request::doc)
      for (int more = i + 2; more < line.count; ++more) line.subject += std::string(" ") + line.words[more];
    return option.request;
  }
  return wrong(line, word);
}

}  // namespace

Request parse(int count, char** words, CommandLine& line) {
  line.count = count;
  line.words = words;
  if (count > 0 && words[0][0]) line.program = words[0];
  int i = 1;
  for (; i < count; ++i) {
    const char* word = words[i];
    if (word[0] != '-' || !word[1]) break;  // a script, or standard input
    if (is(word, "--")) {
      ++i;
      break;
    }
    if (word[1] == '-') return parse_long(line, i);
    const bool more = word[2] != '\0';
    switch (word[1]) {
      case 'e':
      case 'l':
        if (word[1] == 'e') line.executed = true;
        if (!more && (++i == count || words[i][0] == '-')) return wrong(line, word, true);
        break;
      case 'i':
      case 'v':
      case 'E':
      case 'W':
        if (more) return wrong(line, word);
        if (word[1] == 'i') line.interactive = true;
        if (word[1] == 'i' || word[1] == 'v') line.show_version = true;
        if (word[1] == 'E') line.ignore_environment = true;
        break;
      default: return wrong(line, word);
    }
  }
  line.script = i;
  return Request::run;
}

void print_usage(std::FILE* out, const CommandLine& line) {
  if (line.wrong) {
    std::fprintf(out, line.lacks_argument ? "%s: '%s' needs argument\n" : "%s: unrecognized option '%s'\n",
                 line.program, line.wrong);
  }
  std::fprintf(out,
               "usage: %s [options] [script [arguments]]\n"
               "\n"
               "Runs the Lua script; without one, opens a prompt, or reads a script from what is piped in.\n"
               "  -e stat            run the Lua statement\n"
               "  -i                 open the prompt after the script\n"
               "  -l mod             require the module as a global of its name\n"
               "  -l g=mod           require the module as the global g\n"
               "  -v                 show the version\n"
               "  -E                 ignore environment variables\n"
               "  -W                 show Lua's warnings\n"
               "  --                 the options end here\n"
               "  -                  the options end here; read the script from standard input\n"
               "  --doc words        show what is known about a function, a module or some words\n"
               "  --version          show the version, the linked libraries and their licences\n"
               "  --help             show this\n"
               "  --write-docs dir   write the reference pages\n"
               "  --write-stubs dir  write the annotations for editors\n",
               line.program);
}

}  // namespace perilune
