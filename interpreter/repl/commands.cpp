#include "interpreter/repl/commands.h"

#include <algorithm>
#include <cstdio>
#include <lua.hpp>
#include <string>
#include <vector>

#include "interpreter/repl/terminal.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/brief.h"

namespace perilune::repl {

namespace {

constexpr Command list[] = {
    {"help", "", "shows this"},
    {"time", " code", "runs the code, shows its values and how long it took"},
    {"who", "", "lists the globals that you have made"},
    {"quit", "", "ends the session, as Ctrl-D does"},
};

// What a fresh session has in _G.
constexpr const char* own_names =
    "_G|_VERSION|assert|collectgarbage|coroutine|debug|dofile|error|getmetatable|io|ipairs|load|loadfile|math|next|os|"
    "package|pairs|pcall|print|rawequal|rawget|rawlen|rawset|require|select|setmetatable|string|table|tonumber|"
    "tostring|"
    "type|utf8|warn|xpcall|arg|timeit|_";

struct Global {
  std::string name, value;
};

}  // namespace

std::span<const Command> commands() { return list; }

void print_prompt_help(bool has_editor) {
  std::fputs(
      "Type Lua; an expression shows its value. A line that is not finished goes on at >>.\n"
      "\n"
      "  name?          help on a function, module or value; some words? searches, ? tours\n"
      "  _              the last value that was shown\n"
      "  code;          runs without showing the value\n"
      "  timeit(f)      the time of a call of f, the best of several runs\n",
      stdout);
  for (const Command& command : list)
    std::printf("  %-14s %s\n", (std::string(":") + command.name + command.what).c_str(), command.summary);
  if (has_editor)
    std::fputs(
        "\n"
        "  Tab            completes names, options behind {, their words and file names in quotes\n"
        "  Up, Ctrl-R     earlier lines, also of other sessions\n",
        stdout);
  else std::fputs("\n", stdout);
  std::fputs(
      "  Ctrl-C         stops what runs, or drops the line that is being typed\n"
      "  Ctrl-D         ends the session\n",
      stdout);
  std::fflush(stdout);
}

int print_globals(lua_State* L) {
  // Nothing in here raises: the strings are given back.
  std::vector<Global> globals;
  const int width = std::max(40, terminal_width() - 1);
  std::size_t widest = 0;
  lua_pushglobaltable(L);
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    if (lua_type(L, -2) == LUA_TSTRING) {
      const std::string name = lua_tostring(L, -2);
      if (!has_word(own_names, name)) {
        globals.push_back({name, brief(L, -1, std::max(20, width - static_cast<int>(name.size()) - 2))});
        widest = std::max(widest, std::min<std::size_t>(name.size(), 24));
      }
    }
    lua_pop(L, 1);
  }
  std::sort(globals.begin(), globals.end(), [](const Global& a, const Global& b) { return a.name < b.name; });
  for (const Global& global : globals)
    std::printf("%-*s  %s\n", static_cast<int>(widest), global.name.c_str(), global.value.c_str());
  if (globals.empty()) std::fputs("no globals of your own yet\n", stdout);
  std::fflush(stdout);
  return 0;
}

}  // namespace perilune::repl
