#pragma once
// One run of the prompt: entries from the console, what they do, what is remembered.

#include <deque>
#include <string>

#include "interpreter/repl/console.h"
#include "interpreter/repl/history.h"
#include "interpreter/repl/style.h"

struct lua_State;

namespace perilune::repl {

class Session {
 public:
  // `history` may be null.
  Session(lua_State* L, Console& console, const Style& style, const HistoryFile* history);
  void run();

  // The lines of the entry that is being typed, above the last one: for completion.
  const std::string& earlier_lines() const { return earlier_; }

 private:
  enum class Next { go_on, end };

  Line read(bool first, std::string& text);
  Line read_first(std::string& text);
  Line read_further(std::string& text);
  Line read_pasted(std::string& text);
  std::string prompt(bool first);
  void remember(const std::string& entry);

  Next handle(const std::string& entry);
  bool handle_question(std::string_view code);
  Next handle_command(std::string_view code);
  void handle_code(std::string text, const std::string& head, bool timed);
  void run_code(const std::string& text, bool values, bool timed);
  int call(int arguments, int results);
  void fail(int status, const std::string& entry);

  lua_State* L;
  Console& console_;
  Style style_;
  const HistoryFile* history_;
  std::string earlier_, last_remembered_;
  std::deque<std::string> waiting_;  // entries of a paste
  bool from_paste_ = false;          // the entry is one of them: what was pasted is remembered already
  bool pasting_session_ = false;     // lines with prompts come one by one
};

}  // namespace perilune::repl
