#pragma once
// What an error adds when it can guess the habit behind a wrong argument.

#include <lua.hpp>
#include <string>
#include <string_view>

#include "stdlib/registry/declaration.h"

namespace perilune {

// For the name of a dtype that does not exist: the one that holds its values, or that is spelt nearly so.
std::string dtype_hint(std::string_view word);
// For a word that is no choice: the one that is spelt nearly so, hyphens aside, or that means the same.
std::string choice_hint(std::string_view word, const char* choices);
// What an error about the whole call ends in: the signature, and for a table with names how it looks.
std::string usage(const Function& row, const char* module);
// zeros(2, 3) for zeros{2, 3}: when the places from the shape on hold whole numbers, how they are written as one.
std::string shape_hint(lua_State* L, const Function& row, int top);

}  // namespace perilune
