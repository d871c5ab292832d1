#pragma once
// What another language's habit looks like here, and what Lua writes instead.

#include <string>
#include <string_view>

namespace perilune::repl {

// For an entry that failed with this message: one line of advice, or nothing.
std::string slip_hint(std::string_view entry, std::string_view message);

}  // namespace perilune::repl
