#pragma once
// What may come next at a prompt, from the text before the cursor and the values of the state.

#include <string>
#include <string_view>
#include <vector>

struct lua_State;

namespace perilune {

struct Completions {
  std::size_t start = 0;           // the words replace the text from here to the cursor
  std::vector<std::string> words;  // options in the order of their declaration, then the rest by alphabet
  std::size_t options = 0;         // how many of the words, at the front, are names of options
  bool in_text = false;            // the words complete a text in quotes
  bool file = false;               // in_text: the text is the name of a file
};

// Globals, members of tables, fields and methods of values, names of options and of dtypes, words of choices. Looks by
// raw access: no metamethod of a script is called, nothing is allocated in Lua and nothing raised (but
// for opening the library when it is not open yet).
Completions complete(lua_State* L, std::string_view text, std::size_t cursor);

}  // namespace perilune
