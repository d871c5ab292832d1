#pragma once
// Where in a piece of Lua the cursor stands, as far as completion has to know.

#include <string>
#include <string_view>
#include <vector>

namespace perilune {

// `a.b:c` in front of something: names and, between them, what separates them.
struct Path {
  std::vector<std::string_view> names;
  std::string separators;  // one fewer than names, or as many when the path ends in one
  bool empty() const { return names.empty(); }
};

struct CompletionContext {
  enum class Kind { nothing, name, text } kind = Kind::nothing;
  std::string_view word;  // what stands there already: part of a name, or of a text in quotes
  Path owner;             // name: what the word is a member of; empty for a name on its own

  // The call whose brackets are open, if any.
  Path callee;
  int place = 0;          // argument that is being written, from 0
  bool in_table = false;  // inside a table that is this argument
  bool at_key = false;    // in_table: where a key may stand
  std::string_view key;   // in_table: the key whose value is being written
};

CompletionContext completion_context(std::string_view text);

}  // namespace perilune
