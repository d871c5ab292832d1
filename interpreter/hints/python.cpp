#include "interpreter/hints/python.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "stdlib/registry/words.h"

namespace perilune {

namespace {

constexpr const char* keywords =
    "and|break|do|else|elseif|end|for|function|goto|if|in|is|local|not|or|repeat|return|then|until|while|lambda|yield";

bool opens(std::string_view w) { return w == "(" || w == "[" || w == "{"; }
bool closes(std::string_view w) { return w == ")" || w == "]" || w == "}"; }

std::optional<long> whole(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text = trimmed(text.substr(1));
  if (text.empty() || text.size() > 9 ||
      !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  const long value = std::stol(std::string(text));
  return negative ? -value : value;
}

}  // namespace

bool Python::pair(std::size_t i, char first, char second) const {
  return is(i, Piece::symbol) && is(i + 1, Piece::symbol) && text_[pieces_[i].begin] == first &&
         text_[pieces_[i + 1].begin] == second && touch(i);
}

bool Python::ends_value(std::size_t i) const {
  if (is(i, Piece::name)) return !has_word(keywords, word(i));
  if (!is(i, Piece::symbol)) return i < size();
  return closes(word(i));
}

std::size_t Python::closing(std::size_t i) const {
  std::size_t depth = 0;
  for (; i < size(); ++i) {
    if (!is(i, Piece::symbol)) continue;
    if (opens(word(i))) ++depth;
    else if (closes(word(i)) && --depth == 0) return i;
  }
  return none;
}

std::size_t Python::nesting() const {
  std::size_t now = 0, most = 0;
  for (std::size_t i = 0; i < size(); ++i) {
    if (!is(i, Piece::symbol)) continue;
    if (opens(word(i))) most = std::max(most, ++now);
    else if (closes(word(i)) && now > 0) --now;
  }
  return most;
}

std::size_t Python::target(std::size_t i) const {
  std::size_t first = i;
  while (first > 0 &&
         ((is(first - 1, Piece::name) && !has_word(keywords, word(first - 1))) || word(first - 1) == "." ||
          (word(first - 1) == ":" && touch(first - 1))) &&
         (first == i || is(first - 1, Piece::name) != is(first, Piece::name)))
    --first;
  return first;
}

std::vector<std::size_t> Python::commas(std::size_t begin, std::size_t end) const {
  std::vector<std::size_t> list;
  for (std::size_t i = begin, depth = 0; i < end; ++i) {
    if (!is(i, Piece::symbol)) continue;
    if (opens(word(i))) ++depth;
    else if (closes(word(i))) {
      if (depth-- == 0) break;
    } else if (depth == 0 && word(i) == ",") list.push_back(i);
  }
  return list;
}

// The body of a function may hold commas and assignments of its own.
bool Python::holds_function(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i < last; ++i)
    if (word(i) == "function") return true;
  return false;
}

bool Python::is_call(std::size_t i) const { return word(i) == "(" && i > 0 && ends_value(i - 1); }

std::size_t Python::keyword(std::size_t i) const {
  if (!is_call(i)) return none;
  std::vector<std::size_t> before = commas(i + 1, size());
  before.insert(before.begin(), i);
  for (const std::size_t k : before)
    if (is(k + 1, Piece::name) && word(k + 2) == "=" && word(k + 3) != "=") return holds_function(i, k) ? none : k + 1;
  return none;
}

bool Python::is_tuple(std::size_t i) const {
  if (word(i) != "(" || is_call(i) || (i > 0 && word(i - 1) == "function")) return false;
  const std::vector<std::size_t> list = commas(i + 1, size());
  return !list.empty() && !holds_function(i, list[0]);
}

bool Python::is_lambda(std::size_t i) const {
  if (word(i) != "lambda") return false;
  std::size_t k = i + 1;
  while (is(k, Piece::name) || word(k) == ",") ++k;
  return word(k) == ":" && k + 1 < size() && (k > i + 1 || !touch(k));
}

// `lambda x: x + 1`, up to a comma or bracket that it does not hold.
std::string Python::lambda(std::size_t i, std::size_t last, std::size_t& end) const {
  std::size_t colon = i + 1;
  while (word(colon) != ":") ++colon;
  std::size_t depth = 0;
  for (end = colon + 1; end < last; ++end) {
    if (!is(end, Piece::symbol)) continue;
    if (opens(word(end))) ++depth;
    else if (closes(word(end)) && depth-- == 0) break;
    else if (depth == 0 && word(end) == ",") break;
  }
  const std::string names = colon > i + 1 ? lua(i + 1, colon) : "";
  return "function(" + names + ") return " + lua(colon + 1, end) + " end";
}

// The arguments of a call, those with names in a table.
std::string Python::arguments(std::size_t i, std::size_t end) const {
  std::vector<std::size_t> ends = commas(i + 1, end);
  ends.push_back(end);
  std::string places, names;
  std::size_t begin = i + 1;
  for (const std::size_t stop : ends) {
    if (begin < stop) {
      const bool named = is(begin, Piece::name) && word(begin + 1) == "=" && word(begin + 2) != "=";
      std::string& list = named ? names : places;
      list += (list.empty() ? "" : ", ") +
              (named ? std::string(word(begin)) + " = " + lua(begin + 2, stop) : lua(begin, stop));
    }
    begin = stop + 1;
  }
  if (places.empty()) return "{" + names + "}";
  return "(" + places + ", {" + names + "})";
}

std::string Python::lua(std::size_t first, std::size_t last) const {
  std::string out;
  for (std::size_t i = first; i < last; ++i) {
    if (i > first) out += text_.substr(pieces_[i - 1].end, pieces_[i].begin - pieces_[i - 1].end);
    const std::string_view w = word(i);
    const std::size_t end = opens(w) ? closing(i) : none;
    const bool closed = end != none && end < last;
    if (closed && keyword(i) != none) {
      out += arguments(i, end);
      i = end;
    } else if (closed && (is_tuple(i) || (w == "[" && !(i > 0 && ends_value(i - 1))))) {
      const bool spare = end > i + 1 && word(end - 1) == ",";  // (3,)
      out += "{" + lua(i + 1, end - spare) + "}";
      i = end;
    } else if (const std::string part = closed && w == "[" ? subscript(i) : ""; !part.empty()) {
      out += part;
      i = end;
    } else if (is_lambda(i)) {
      std::size_t stop = i;
      out += lambda(i, last, stop);
      i = stop - 1;
    } else if (pair(i, '*', '*')) {
      out += "^";
      ++i;
    } else if (pair(i, '!', '=')) {
      out += "~=";
      ++i;
    } else if (w == "True" || w == "False") {
      out += w == "True" ? "true" : "false";
    } else if (w == "None") {
      out += "nil";
    } else {
      out += w;
    }
  }
  return out;
}

std::string Python::subscript(std::size_t i) const {
  const std::size_t end = closing(i);
  if (end == none || end == i + 1) return "";
  std::vector<std::size_t> ends = commas(i + 1, end);
  const bool axes = !ends.empty();
  ends.push_back(end);
  struct Part {
    std::string text;
    bool literal, range;
  };
  std::vector<Part> parts;
  bool ranges = false, zero = false;
  for (std::size_t begin = i + 1, k = 0; k < ends.size(); begin = ends[k++] + 1) {
    std::vector<std::size_t> bounds;  // colons, then the end
    for (std::size_t c = begin, depth = 0; c < ends[k]; ++c) {
      if (opens(word(c))) ++depth;
      else if (closes(word(c))) --depth;
      // a:b() is a method
      const bool method = c > begin && is(c - 1, Piece::name) && is(c + 1, Piece::name) && word(c + 2) == "(";
      if (depth == 0 && word(c) == ":" && !method) bounds.push_back(c);
    }
    if (bounds.size() > 2) return "";
    bounds.push_back(ends[k]);
    std::vector<std::string> texts;
    for (std::size_t at = begin; const std::size_t bound : bounds) {
      texts.push_back(at < bound ? lua(at, bound) : "");
      at = bound + 1;
    }
    if (bounds.size() == 1) {
      // A new axis, and the axes between.
      const bool axis = texts[0] == "nil" || texts[0].ends_with("newaxis"), between = texts[0] == "...";
      if (axis || between) {
        ranges = true;
        parts.push_back({axis ? "+" : "...", true, true});
        continue;
      }
      const auto n = whole(texts[0]);
      zero = zero || n == 0;
      parts.push_back({texts[0], n.has_value(), false});
      continue;
    }
    ranges = true;
    const auto start = whole(texts[0]), stop = whole(texts[1]),
               step = texts.size() > 2 ? whole(texts[2]) : std::nullopt;
    const bool some_end = !texts[0].empty() || !texts[1].empty();
    if (stop == 0 || (texts.size() > 2 && !texts[2].empty() && !step) || (step && *step < 0 && some_end)) return "";
    std::string first = texts[0], last = texts[1];
    const bool literal = (first.empty() || start) && (last.empty() || stop);
    if (start && *start >= 0) first = std::to_string(*start + 1);
    if (stop && *stop < 0) last = std::to_string(*stop - 1);
    const std::string by = step ? ":" + texts[2] : "";
    if (literal) {
      parts.push_back({first + ":" + last + by, true, true});
      continue;
    }
    // In Lua the text is put together: i + 1 .. ":" .. j
    std::string text = start || first.empty() ? "\"" + first + ":" : first + " + 1 .. \":";
    if (stop || last.empty()) text += last + by + "\"";
    else text += "\" .. " + last + (by.empty() ? "" : " .. \"" + by + "\"");
    parts.push_back({text, false, true});
  }
  if (!ranges && !axes) return "";
  const bool shift = ranges || zero;
  const bool literal = ranges && std::all_of(parts.begin(), parts.end(), [](const Part& p) { return p.literal; });
  std::string list;
  for (Part& p : parts) {
    if (const auto n = whole(p.text); n && !p.range && shift && *n >= 0) p.text = std::to_string(*n + 1);
    if (p.range && p.literal && !literal) p.text = "\"" + p.text + "\"";
    list += (list.empty() ? "" : ", ") + p.text;
  }
  if (literal) return "[\"" + list + "\"]";
  return axes ? "(" + list + ")" : "[" + list + "]";
}

}  // namespace perilune
