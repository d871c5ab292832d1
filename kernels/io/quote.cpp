#include "kernels/io/quote.h"

#include "kernels/core/errors.h"

namespace perilune::io {

std::string quote(std::string_view text, std::size_t limit) {
  std::string out = "'";
  std::size_t end = text.size();
  if (end > limit) {
    end = limit;
    while (end > 0 && (text[end] & 0xC0) == 0x80) --end;  // not inside a UTF-8 character
  }
  for (const char c : text.substr(0, end)) {
    if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c == '\t') out += "\\t";
    else if (static_cast<unsigned char>(c) < 32 || c == 127) out += format("\\x%02x", static_cast<unsigned char>(c));
    else out += c;
  }
  if (end < text.size()) out += "...";
  return out + "'";
}

}  // namespace perilune::io
