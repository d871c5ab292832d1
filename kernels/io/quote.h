#pragma once
// How messages show text that came out of a file: short, on one line, never a control character.

#include <string>
#include <string_view>

namespace perilune::io {

// 'abc', cut after about `limit` bytes with "...".
std::string quote(std::string_view text, std::size_t limit = 40);

}  // namespace perilune::io
