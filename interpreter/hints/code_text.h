#pragma once
// A typed text as pieces of Lua, for those who look at it before, or instead of, the compiler.

#include <string>
#include <string_view>
#include <vector>

namespace perilune {

struct Piece {
  enum Kind { name, number, text, symbol } kind;
  std::size_t begin, end;
};

// Names, numbers, texts in quotes or long brackets, and single characters of all else; comments and blanks are left
// out.
std::vector<Piece> pieces(std::string_view text);

// Whether the last thing in the text, comments aside, is a semicolon.
bool ends_in_semicolon(std::string_view text);

// Text that carries the prompts of a session: its lines with prompts, without them, one entry each. Empty when it
// carries none.
std::vector<std::string> session_entries(std::string_view text);
// The same for one line: removes the prompt; false when there is none.
bool strip_prompt(std::string& line);

std::string_view trimmed(std::string_view text);
std::vector<std::string> split_lines(std::string_view text);

}  // namespace perilune
