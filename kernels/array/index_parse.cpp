#include <charconv>
#include <cmath>
#include <limits>

#include "kernels/array/index.h"

namespace perilune {

namespace {

constexpr std::size_t max_pieces = 2 * max_ndim;  // as many new axes as old ones

bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// What a user typed, fit for one line of a message.
std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::string out = "'";
  for (char c : text.substr(0, longest)) out += static_cast<unsigned char>(c) < ' ' ? '?' : c;
  if (text.size() > longest) out += "...";
  return out + "'";
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::vector<Subscript> run() {
    if (trim(text_).empty()) throw ValueError("index " + quoted(text_) + " is empty");
    std::vector<Subscript> subscripts;
    for (std::size_t begin = 0;;) {
      const std::size_t comma = text_.find(',', begin);
      if (subscripts.size() == max_pieces)
        throw ValueError(format("index %s has more than %zu pieces", quoted(text_).c_str(), max_pieces));
      subscripts.push_back(piece(text_.substr(begin, comma == text_.npos ? comma : comma - begin)));
      if (comma == text_.npos) return subscripts;
      begin = comma + 1;
    }
  }

 private:
  Subscript piece(std::string_view raw) {
    const std::string_view part = trim(raw);
    if (part.empty()) refuse(raw, "an index");
    if (part == "...") return Subscript::rest();
    if (part == "+") return Subscript::axis();
    if (part.find(':') == part.npos) return Subscript::at(number(part, "a whole number, a range, '...' or '+'"));
    Range range;
    std::optional<std::int64_t>* const fields[] = {&range.start, &range.stop, &range.step};
    std::size_t begin = 0;
    for (auto* field : fields) {
      const std::size_t colon = part.find(':', begin);
      const std::string_view end = trim(part.substr(begin, colon == part.npos ? colon : colon - begin));
      if (!end.empty()) *field = number(end, "a whole number");
      if (colon == part.npos) return Subscript::slice(range);
      begin = colon + 1;
    }
    refuse(part, "start:stop:step");
  }

  // Whole numbers, also as floats write them ("2.0", "1e3"); far beyond every length they saturate.
  std::int64_t number(std::string_view part, const char* expected) {
    std::int64_t integer = 0;
    const char* const end = part.data() + part.size();
    if (const auto r = std::from_chars(part.data(), end, integer); r.ec == std::errc{} && r.ptr == end) return integer;
    double real = 0;
    const auto r = std::from_chars(part.data(), end, real);
    if (r.ec != std::errc{} || r.ptr != end || !std::isfinite(real)) refuse(part, expected);
    if (real != std::trunc(real)) refuse(part, "a whole number");
    constexpr double edge = 9223372036854775808.0;  // 2^63
    if (real >= edge) return std::numeric_limits<std::int64_t>::max();
    if (real < -edge) return std::numeric_limits<std::int64_t>::min();
    return static_cast<std::int64_t>(real);
  }

  [[noreturn]] void refuse(std::string_view part, const char* expected) {
    const auto at = static_cast<std::size_t>(part.data() - text_.data()) + 1;
    const std::string found = trim(part).empty() ? "nothing" : quoted(part);
    throw ValueError(
        format("index %s must have %s at character %zu, got %s", quoted(text_).c_str(), expected, at, found.c_str()));
  }

  std::string_view text_;
};

}  // namespace

std::vector<Subscript> parse_subscripts(std::string_view text) { return Parser(text).run(); }

}  // namespace perilune
