#pragma once
// The program on a pseudo-terminal of its own, typed at, and the screen that it leaves.

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace perilune::test {

// What a terminal shows, as lines that never scroll away. Knows what line editors use: moves within and between lines,
// erasing, inserting and deleting characters.
class Screen {
 public:
  void write(const std::string& bytes);
  std::size_t row() const { return row_; }
  std::string line(std::size_t row) const;
  // Rows from `first` on, joined by \n.
  std::string text(std::size_t first) const;

 private:
  void put(const std::string& letter);
  void control(char last, const std::string& arguments);
  std::vector<std::vector<std::string>> lines_{1};
  std::size_t row_ = 0, column_ = 0;
  std::string pending_;  // the begin of a sequence, or of a letter
};

// A folder that goes with the test.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string path;
  void write(const std::string& name, const std::string& text) const;
  std::string read(const std::string& name) const;
};

class Terminal {
 public:
  using Environment = std::map<std::string, std::string>;
  // Starts the program in the folder and waits for its first prompt. TERM is xterm unless the environment says so.
  explicit Terminal(const Folder& folder, const Environment& environment = {},
                    const std::vector<std::string>& arguments = {});
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  void send(const std::string& keys);
  // Types the line and Enter; what the screen shows between it and the next prompt, without the last line's end.
  std::string answer(const std::string& line) { return after(line + "\r"); }
  // The same for keys as they are.
  std::string after(const std::string& keys);
  // Types a line that is to be continued.
  void more(const std::string& line);
  // Pastes as terminals do, then Enter; waits until the screen ends in what is expected and a prompt.
  void paste(const std::string& text, const std::string& expected);
  // Types the text and Tab, waits until it stands below once more; what the screen shows in between.
  std::string listing(const std::string& typed);
  // Waits until the line of the cursor is this.
  void expect_line(const std::string& line);
  void expect_prompt() { expect_line("> "); }
  // Waits until the screen holds the text; ends in it; until nothing has come for half a second.
  void expect_text(const std::string& text);
  void expect_end(const std::string& text);
  void expect_quiet();
  // Everything on the screen; all bytes that came.
  std::string text() const { return screen_.text(0); }
  const std::string& bytes() const { return bytes_; }
  std::string line() const { return screen_.line(screen_.row()); }
  // Waits for the end: the exit code, or 128 and the signal.
  int end();
  pid_t process() const { return process_; }

 private:
  template <class Condition>
  void wait(const std::string& what, Condition condition);
  bool read(int milliseconds);

  Screen screen_;
  std::string bytes_;
  int file_ = -1;
  pid_t process_ = -1;
};

// What the program was built with: "readline", "libedit" or "none".
std::string editor();
inline bool has_editor() { return editor() != "none"; }

constexpr const char* ctrl_c = "\003";
constexpr const char* ctrl_d = "\004";
constexpr const char* up = "\033[A";

}  // namespace perilune::test
