#include "interpreter/repl/session.h"

#include <cctype>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <lua.hpp>
#include <vector>

#include "interpreter/hints/code_text.h"
#include "interpreter/hints/slips.h"
#include "interpreter/repl/commands.h"
#include "interpreter/repl/echo.h"
#include "interpreter/repl/line_reader.h"
#include "interpreter/repl/load.h"
#include "interpreter/repl/timing.h"
#include "interpreter/repl/trace.h"
#include "interpreter/runtime/run.h"
#include "interpreter/runtime/state.h"
#include "stdlib/registry/words.h"

namespace perilune::repl {

namespace {

// Lua function (name, usual text): the prompt, which _PROMPT and _PROMPT2 may replace as in stock Lua.
int push_prompt(lua_State* L) {
  lua_pushglobaltable(L);
  lua_pushvalue(L, 1);
  if (lua_rawget(L, -2) == LUA_TNIL) lua_pushvalue(L, 2);
  luaL_tolstring(L, -1, nullptr);
  return 1;
}

}  // namespace

Session::Session(lua_State* state, Console& console, const Style& style, const HistoryFile* history)
    : L(state), console_(console), style_(style), history_(history) {
  if (!history_) return;
  for (const std::string& entry : history_->load()) {
    console_.recall(entry);
    last_remembered_ = entry;
  }
}

std::string Session::prompt(bool first) {
  const char* usual = first ? "> " : ">> ";
  lua_pushcfunction(L, push_prompt);
  lua_pushstring(L, first ? "_PROMPT" : "_PROMPT2");
  lua_pushstring(L, usual);
  const bool fine = runtime::protected_call(L, 2, 1, true) == LUA_OK;
  if (!fine && runtime::State::of(L)->interrupt.answered()) note_interrupt(SIGINT);  // it was not for the prompt
  std::string text = fine ? lua_tostring(L, -1) : usual;
  lua_pop(L, 1);
  return text;
}

Line Session::read(bool first, std::string& text) {
  const std::string shown = interrupt_waits() ? "" : prompt(first);
  // Ctrl-C since the last line: what it belonged to is given up, with all its lines.
  if (take_interrupt()) {
    std::fputs("\n", stdout);
    return Line::interrupted;
  }
  return console_.read(shown, text);
}

// A paste of lines with prompts that the console gives line by line: the next with a prompt, while they come.
Line Session::read_pasted(std::string& text) {
  while (console_.more_waits()) {
    const Line line = console_.read("", text);
    if (line != Line::text || strip_prompt(text)) return line;
  }
  pasting_session_ = false;
  return Line::end;
}

Line Session::read_first(std::string& text) {
  from_paste_ = !waiting_.empty();
  if (from_paste_) {
    text = std::move(waiting_.front());
    waiting_.pop_front();
    return Line::text;
  }
  if (pasting_session_) {
    const Line line = read_pasted(text);
    if (pasting_session_) return line;
  }
  const Line line = read(true, text);
  if (line != Line::text || !style_.terminal) return line;
  if (text.find('\n') == std::string::npos) {
    pasting_session_ = strip_prompt(text);
    return line;
  }
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.pop_back();
  const std::vector<std::string> entries = session_entries(text);
  if (entries.empty()) return line;
  text = entries[0];
  waiting_.assign(entries.begin() + 1, entries.end());
  for (const std::string& entry : entries) remember(entry);
  from_paste_ = true;
  return line;
}

Line Session::read_further(std::string& text) {
  if (!waiting_.empty()) {
    text = std::move(waiting_.front());
    waiting_.pop_front();
    return Line::text;
  }
  const Line line = read(false, text);
  if (line == Line::text && pasting_session_) strip_prompt(text);
  return line;
}

void Session::remember(const std::string& entry) {
  if (from_paste_ || entry == last_remembered_ || trimmed(entry).empty()) return;
  last_remembered_ = entry;
  console_.recall(entry);
  if (history_) history_->append(entry);
}

int Session::call(int arguments, int results) {
  return runtime::protected_call(L, arguments, results, true, style_.terminal ? short_trace : nullptr);
}

// Shows and removes the message on top.
void Session::fail(int status, const std::string& entry) {
  if (status == LUA_OK) return;
  waiting_.clear();  // what else was pasted may rest on this
  if (!style_.terminal) {
    runtime::report(L, status, nullptr);
    return;
  }
  const char* message = lua_tostring(L, -1);
  if (!message) message = "(error message not a string)";
  std::fflush(stdout);
  std::fprintf(stderr, "%s%s%s\n", style_.error(), message, style_.error_end());
  if (const std::string hint = slip_hint(entry, message); !hint.empty())
    std::fprintf(stderr, "%shint: %s%s\n", style_.hint(), hint.c_str(), style_.error_end());
  std::fflush(stderr);
  lua_pop(L, 1);
}

void Session::run_code(const std::string& text, bool values, bool timed) {
  const int below = lua_gettop(L) - 1;
  const double begin = now();
  int status = call(0, LUA_MULTRET);
  const double seconds = now() - begin;
  const int count = lua_gettop(L) - below;
  if (status == LUA_OK && count > 0) {
    // A semicolon says that nobody wants to see it.
    style_.silent = style_.terminal && values && ends_in_semicolon(text);
    luaL_checkstack(L, 3, "too many results to show");
    lua_pushcfunction(L, echo);
    lua_insert(L, below + 1);
    lua_pushlightuserdata(L, &style_);
    lua_insert(L, below + 2);
    status = call(count + 1, 0);
  }
  if (status != LUA_OK) return fail(status, text);
  if (timed) {
    std::printf("%s%s%s\n", style_.dim(), seconds_text(seconds).c_str(), style_.plain());
    std::fflush(stdout);
  }
}

// `head` is what stood before the code in the entry.
void Session::handle_code(std::string text, const std::string& head, bool timed) {
  const bool block = style_.terminal && !from_paste_ && text.find('\n') != std::string::npos;
  Loaded loaded = block ? load_block(L, text) : load_lines(L, text);
  if (style_.terminal && opens_block_with_colon(text)) loaded.incomplete = false;
  while (loaded.status != LUA_OK && loaded.incomplete) {
    std::string more;
    earlier_ = text + "\n";
    const Line line = read_further(more);
    earlier_.clear();
    if (line == Line::interrupted) {
      waiting_.clear();
      return;
    }
    if (line == Line::end) break;  // with the message that came before
    lua_pop(L, 1);
    text += "\n" + more;
    loaded = load_lines(L, text);
  }
  remember(head + text);
  // Ctrl-C between Enter and here was meant for what Enter started.
  if (take_interrupt()) {
    waiting_.clear();
    std::fputs("\n", stdout);
    return;
  }
  if (loaded.status == LUA_OK) return run_code(text, loaded.values, timed);
  if (block && !loaded.incomplete) {
    // No chunk of Lua: as if they had been typed one by one.
    lua_pop(L, 1);
    const std::vector<std::string> lines = split_lines(text);
    waiting_.assign(lines.begin(), lines.end());
    return;
  }
  fail(loaded.status, text);
}

// `name?`, `module.name?`, `some words?`, `?`: asks for help.
bool Session::handle_question(std::string_view code) {
  if (!code.ends_with('?')) return false;
  code.remove_suffix(1);
  // Only words: a string or a comment may end in a question mark as well.
  for (const char c : code)
    if (!std::isalnum(static_cast<unsigned char>(c)) && !std::strchr("_.: ", c)) return false;
  lua_pushcfunction(L, ask_help);
  lua_pushlstring(L, code.data(), code.size());
  fail(call(1, 0), "");
  return true;
}

Session::Next Session::handle_command(std::string_view code) {
  const std::string_view word = code.substr(1, code.find_first_of(" \t\n") - 1);
  const std::string_view rest = trimmed(code.substr(std::min(code.size(), word.size() + 1)));
  if (word == "time" && !rest.empty()) {
    handle_code(std::string(rest), ":time ", true);
    return Next::go_on;
  }
  remember(std::string(code));
  if (word == "quit" && rest.empty()) return Next::end;
  if (word == "help" && rest.empty()) {
    print_prompt_help(style_.terminal && editor_library());
  } else if (word == "help") {
    handle_question(std::string(rest) + "?");
  } else if (word == "who" && rest.empty()) {
    lua_pushcfunction(L, print_globals);
    fail(call(0, 0), "");
  } else if (word == "time") {
    std::fputs(":time wants code behind it, :time linalg.svd(A)\n", stderr);
  } else {
    std::vector<std::string_view> names;
    for (const Command& command : commands()) names.emplace_back(command.name);
    const std::string_view near = nearest(word, names);
    const std::string meant = near.empty() || near == word ? "" : " (did you mean ':" + std::string(near) + "'?)";
    std::fprintf(stderr, "no such command: %.60s%s; :help shows all\n", std::string(code).c_str(), meant.c_str());
  }
  return Next::go_on;
}

Session::Next Session::handle(const std::string& entry) {
  const std::string_view code = trimmed(entry);
  // A label of Lua begins with two colons.
  if (code.starts_with(':') && !code.starts_with("::")) return handle_command(code);
  if (code.ends_with('?') && code.find('\n') == code.npos && handle_question(code)) {
    remember(std::string(code));
    return Next::go_on;
  }
  handle_code(entry, "", false);
  return Next::go_on;
}

void Session::run() {
  for (;;) {
    lua_settop(L, 0);
    std::string text;
    const Line line = read_first(text);
    if (line == Line::end) break;
    if (line == Line::interrupted) continue;
    if (handle(text) == Next::end) return;
  }
  std::fputs("\n", stdout);
  std::fflush(stdout);
}

}  // namespace perilune::repl
