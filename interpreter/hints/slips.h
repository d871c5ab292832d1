#pragma once
// What another language's habit looks like here, and what Lua writes instead.

#include <string>
#include <string_view>

namespace perilune {

// For an entry that failed with this message: one line of advice, or nothing.
std::string slip_hint(std::string_view entry, std::string_view message);
// The same for a script whose message names the line; of one that failed while it ran (`syntax` false) only by what the
// message says.
std::string script_hint(std::string_view script, std::string_view message, bool syntax);
// Whether a line opens a block as Python does, with a colon: to Lua it may look unfinished.
bool opens_block_with_colon(std::string_view line);

}  // namespace perilune
