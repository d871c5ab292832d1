#pragma once
// What Tab does with a line: names, options, words and file names that fit at the cursor.

#include <string>
#include <string_view>
#include <vector>

struct lua_State;

namespace perilune::repl {

struct Offer {
  std::size_t start = 0;           // where the text begins that a word replaces
  std::vector<std::string> words;  // what is shown
  std::string insert;              // what may stand there instead at once: all that the words have in common
};

// `before` are the lines of the same entry above this one. Runs no code of the user and raises nothing.
Offer offer(lua_State* L, const std::string& before, const std::string& line, std::size_t cursor);

// Words in columns for a terminal of that width, each line ended; of very many only the first.
std::string columns(const std::vector<std::string>& words, int width);

}  // namespace perilune::repl
