#pragma once
// The entries of earlier sessions, in the user's state folder: one per line, shared by all prompts that are open.

#include <string>
#include <vector>

namespace perilune::repl {

class HistoryFile {
 public:
  // $XDG_STATE_HOME/perilune/history, or else ~/.local/state/perilune/history; none without a home.
  HistoryFile();
  explicit HistoryFile(std::string path) : path_(std::move(path)) {}

  static constexpr std::size_t most_entries = 2000;

  // The newest entries, oldest first. What cannot be read is no history.
  std::vector<std::string> load() const;
  // Adds one at once, so that nothing is lost however the program ends. Shortens the file when it has grown to twice
  // what is kept.
  void append(const std::string& entry) const;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace perilune::repl
