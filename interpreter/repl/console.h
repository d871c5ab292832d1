#pragma once
// Where the prompt reads its lines: a line editor on a terminal, else the standard input as it is.

#include <functional>
#include <memory>
#include <string>

#include "interpreter/repl/offer.h"

namespace perilune::repl {

enum class Line { text, interrupted, end };

class Console {
 public:
  Console() = default;
  virtual ~Console() = default;
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  // Shows the prompt and reads a line without its end; what was pasted may be several. Ctrl-C gives it up,
  // also one that came before and that nobody has answered.
  virtual Line read(const std::string& prompt, std::string& text) = 0;
  // Puts an entry among those that the arrow keys bring back.
  virtual void recall(const std::string& /*entry*/) {}
  // Whether more input is there already, as it is in the middle of a paste.
  virtual bool more_waits();
};

// The standard input through C's buffer, which io.read shares.
std::unique_ptr<Console> plain_console();

// How the editor shows prompts, and what Tab offers for a line and the place of the cursor in it.
struct EditorSettings {
  bool colour = false;
  std::function<Offer(const std::string& line, std::size_t cursor)> offer;
};
// The line editor that the program was built with; null when it has none.
std::unique_ptr<Console> editing_console(EditorSettings settings);

// For --version: its name, version and licence; null when there is none.
struct EditorLibrary {
  const char *name, *version, *licence;
};
const EditorLibrary* editor_library();

}  // namespace perilune::repl
