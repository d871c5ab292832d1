#pragma once
// What another language's habit looks like here, and what Lua writes instead.

#include <string>
#include <string_view>

namespace perilune::repl {

// For an entry that failed with this message: one line of advice, or nothing.
std::string slip_hint(std::string_view entry, std::string_view message);
// Whether a line opens a block as Python does, with a colon at its end: to Lua it may look unfinished.
bool opens_block_with_colon(std::string_view line);

}  // namespace perilune::repl
