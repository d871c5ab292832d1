// The program `perilune`: the command line of stock Lua, and a few words of its own.

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <lua.hpp>
#include <string>

#include "interpreter/command_line.h"
#include "interpreter/hints/slips.h"
#include "interpreter/repl/console.h"
#include "interpreter/repl/repl.h"
#include "interpreter/runtime/libraries.h"
#include "interpreter/runtime/run.h"
#include "interpreter/runtime/state.h"
#include "stdlib/registry/writers.h"

namespace perilune {

namespace {

using runtime::protected_call;
using runtime::report;

// The table `arg`: the script is 0, what it is given follows, the program and its options lie below.
void create_arg(lua_State* L, const CommandLine& line) {
  const int script = line.script < line.count ? line.script : 0;
  lua_createtable(L, line.count - script, script + 1);
  for (int i = 0; i < line.count; ++i) {
    lua_pushstring(L, line.words[i]);
    lua_rawseti(L, -2, i - script);
  }
  lua_setglobal(L, "arg");
}

// LUA_INIT_5_4, or else LUA_INIT: Lua code, or @ and the name of a file.
int run_init(lua_State* L, const char* program) {
  const char* chunk_name = "=LUA_INIT_" LUA_VERSION_MAJOR "_" LUA_VERSION_MINOR;
  const char* text = std::getenv(chunk_name + 1);
  if (!text) {
    chunk_name = "=LUA_INIT";
    text = std::getenv(chunk_name + 1);
  }
  if (!text) return LUA_OK;
  const int status =
      text[0] == '@' ? runtime::run_file(L, text + 1) : runtime::run_text(L, text, std::strlen(text), chunk_name);
  return report(L, status, program);
}

// -l: "name" or "global=name".
int require_library(lua_State* L, const char* word) {
  const char* equals = std::strchr(word, '=');
  lua_getglobal(L, "require");
  lua_pushstring(L, equals ? equals + 1 : word);
  const int status = protected_call(L, 1, 1);
  if (status != LUA_OK) return status;
  lua_pushglobaltable(L);
  lua_pushlstring(L, word, equals ? static_cast<std::size_t>(equals - word) : std::strlen(word));
  lua_pushvalue(L, -3);
  lua_settable(L, -3);
  lua_pop(L, 2);
  return LUA_OK;
}

// -e, -l and -W in the order of the command line; the first that fails ends it.
bool run_options(lua_State* L, const CommandLine& line) {
  for (int i = 1; i < line.script; ++i) {
    const char* word = line.words[i];
    const char option = word[1];
    if (option == 'W') lua_warning(L, "@on", 0);
    if (option != 'e' && option != 'l') continue;
    const char* text = word[2] ? word + 2 : line.words[++i];
    const int status =
        option == 'e' ? runtime::run_text(L, text, std::strlen(text), "=(command line)") : require_library(L, text);
    if (report(L, status, line.program) != LUA_OK) return false;
  }
  return true;
}

// Pushes arg[1], arg[2] … as the script's arguments: what ran before may have changed the table.
int push_arguments(lua_State* L) {
  if (lua_getglobal(L, "arg") != LUA_TTABLE) luaL_error(L, "'arg' is not a table");
  const int table = lua_gettop(L), count = static_cast<int>(luaL_len(L, table));
  luaL_checkstack(L, count + 3, "too many arguments to script");
  for (int i = 1; i <= count; ++i) lua_rawgeti(L, table, i);
  lua_remove(L, table);
  return count;
}

// The text of a script that failed, as far as hints need it.
std::string text_of_file(const char* path) {
  std::string text;
  std::FILE* file = std::fopen(path, "rb");
  if (!file) return text;
  constexpr std::size_t most = std::size_t{1} << 20;
  char part[4096];
  std::size_t n;
  while (text.size() < most && (n = std::fread(part, 1, sizeof part, file)) > 0) text.append(part, n);
  std::fclose(file);
  return text;
}

// As report(), and what another language's habit looks like in a script: one more line.
int report_script(lua_State* L, int status, const char* program, const char* path, bool syntax) {
  if (status == LUA_OK) return status;
  const char* message = lua_tostring(L, -1);
  const std::string hint = message ? script_hint(syntax && path ? text_of_file(path) : "", message, syntax) : "";
  report(L, status, program);
  if (!hint.empty()) std::fprintf(stderr, "hint: %s\n", hint.c_str());
  return status;
}

int run_script(lua_State* L, const CommandLine& line) {
  const char* path = line.words[line.script];
  const bool standard_input = std::strcmp(path, "-") == 0 && std::strcmp(line.words[line.script - 1], "--") != 0;
  int status = luaL_loadfile(L, standard_input ? nullptr : path);
  const bool loaded = status == LUA_OK;
  if (loaded) status = protected_call(L, push_arguments(L), LUA_MULTRET);
  return report_script(L, status, line.program, standard_input ? nullptr : path, !loaded);
}

// Everything that may raise runs in here. Returns true when nothing failed.
int run(lua_State* L) {
  const CommandLine& line = *static_cast<const CommandLine*>(lua_touserdata(L, 1));
  luaL_checkversion(L);
  if (line.show_version) repl::print_version();
  if (line.ignore_environment) {
    lua_pushboolean(L, true);
    lua_setfield(L, LUA_REGISTRYINDEX, "LUA_NOENV");
  }
  runtime::State::of(L)->open_libraries();
  create_arg(L, line);
  lua_gc(L, LUA_GCGEN, 0, 0);  // stock Lua's program runs in this mode
  if (!line.ignore_environment && run_init(L, line.program) != LUA_OK) return 0;
  if (!run_options(L, line)) return 0;
  const bool has_script = line.script < line.count;
  if (has_script && run_script(L, line) != LUA_OK) return 0;
  if (line.interactive) {
    repl::run(L);
  } else if (!has_script && !line.executed && !line.show_version) {
    if (isatty(STDIN_FILENO)) {
      repl::print_version();
      repl::run(L);
    } else {
      // Stock Lua succeeds here even when the script fails.
      report(L, runtime::run_file(L, nullptr), line.program);
    }
  }
  lua_pushboolean(L, true);
  return 1;
}

int start(CommandLine& line) {
  runtime::State* state = runtime::State::create();
  if (!state) {
    std::fprintf(stderr, "%s: cannot create state: not enough memory\n", line.program);
    return EXIT_FAILURE;
  }
  lua_State* L = state->lua();
  lua_pushcfunction(L, run);
  lua_pushlightuserdata(L, &line);
  const int status = report(L, lua_pcall(L, 1, 1, 0), line.program);
  const bool succeeded = status == LUA_OK && lua_toboolean(L, -1);
  delete state;
  return succeeded ? EXIT_SUCCESS : EXIT_FAILURE;
}

int show_doc(const char* name) {
  std::string text;
  const bool known = doc_text(name, text);
  std::fputs(text.c_str(), known ? stdout : stderr);
  return known ? EXIT_SUCCESS : EXIT_FAILURE;
}

// The status of what was to be shown: what could not be written is a failure.
int shown(const CommandLine& line, int status) {
  errno = 0;
  if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return status;
  std::fprintf(stderr, "%s: cannot write to the standard output%s%s\n", line.program, errno ? ": " : "",
               errno ? std::strerror(errno) : "");
  return EXIT_FAILURE;
}

void show_libraries() {
  repl::print_version();
  std::puts("\nLinked libraries and their licences; perilune itself: MIT");
  auto libraries = runtime::linked_libraries();
  if (const auto* editor = repl::editor_library())
    libraries.push_back({editor->name, editor->version, editor->licence, "the lines of the prompt"});
  runtime::print_libraries(libraries);
}

}  // namespace

}  // namespace perilune

// Libraries that start threads of their own while they are loaded (OpenBLAS) do so before main, so they inherit this:
// SIGINT is for the main thread. In another one the handler of a line editor would only note it, with nobody woken to
// look.
static sigset_t signals_at_start;
static void block_sigint() {
  sigset_t interrupt;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  pthread_sigmask(SIG_BLOCK, &interrupt, &signals_at_start);
}
__attribute__((section(".preinit_array"), used)) static void (*const before_libraries)() = block_sigint;

int main(int count, char** words) {
  using namespace perilune;
  pthread_sigmask(SIG_SETMASK, &signals_at_start, nullptr);
  // A file that may grow no further is an error of the write, not the end of the program. Programs that this one starts
  // have the default again.
  struct sigaction go_on = {};
  go_on.sa_handler = [](int) {};
  go_on.sa_flags = SA_RESTART;
  sigaction(SIGXFSZ, &go_on, nullptr);
  CommandLine line;
  switch (parse(count, words, line)) {
    case Request::run: return start(line);
    case Request::version: show_libraries(); return shown(line, EXIT_SUCCESS);
    case Request::help: print_usage(stdout, line); return shown(line, EXIT_SUCCESS);
    case Request::doc: return shown(line, show_doc(line.subject.c_str()));
    case Request::write_docs: return write_docs(line.subject.c_str());
    case Request::write_stubs: return write_stubs(line.subject.c_str());
    case Request::invalid: break;
  }
  print_usage(stderr, line);
  return EXIT_FAILURE;
}
