#include "interpreter/hints/code_text.h"

#include <cctype>

namespace perilune {

namespace {

bool in_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)); }

// The end of a long bracket that opens at `at`, or npos when none opens there; the end of the text when it stays open.
std::size_t long_bracket(std::string_view text, std::size_t at) {
  std::size_t i = at + 1;
  while (i < text.size() && text[i] == '=') ++i;
  if (text[at] != '[' || i >= text.size() || text[i] != '[') return std::string_view::npos;
  const std::string close = "]" + std::string(i - at - 1, '=') + "]";
  const auto found = text.find(close, i + 1);
  return found == std::string_view::npos ? text.size() : found + close.size();
}

std::size_t comment_end(std::string_view text, std::size_t at) {
  if (at + 2 < text.size())
    if (const auto end = long_bracket(text, at + 2); end != std::string_view::npos) return end;
  return std::min(text.find('\n', at), text.size());
}

std::size_t quoted_end(std::string_view text, std::size_t at) {
  const char quote = text[at++];
  while (at < text.size() && text[at] != quote && text[at] != '\n') at += text[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text.size());
}

std::size_t number_end(std::string_view text, std::size_t at) {
  const bool hexadecimal = text.substr(at).starts_with("0x") || text.substr(at).starts_with("0X");
  const std::size_t begin = at;
  while (at < text.size()) {
    const char c = text[at];
    const bool sign = (c == '+' || c == '-') && at > begin && !hexadecimal && std::tolower(text[at - 1]) == 'e';
    // 1..n: the dots are no part of it
    if (c == '.' && text.substr(at).starts_with("..")) break;
    if (!in_name(c) && c != '.' && !sign) break;
    ++at;
  }
  return at;
}

}  // namespace

std::vector<Piece> pieces(std::string_view text) {
  std::vector<Piece> list;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    const std::size_t begin = at;
    if (std::isspace(static_cast<unsigned char>(c))) {
      ++at;
      continue;
    }
    if (text.substr(at).starts_with("--")) {
      at = comment_end(text, at);
      continue;
    }
    Piece::Kind kind = Piece::symbol;
    if (c == '"' || c == '\'') kind = Piece::text, at = quoted_end(text, at);
    else if (c == '[' && long_bracket(text, at) != std::string_view::npos)
      kind = Piece::text, at = long_bracket(text, at);
    else if (is_digit(c)) kind = Piece::number, at = number_end(text, at);
    else if (in_name(c)) {
      kind = Piece::name;
      while (at < text.size() && in_name(text[at])) ++at;
    } else ++at;
    list.push_back({kind, begin, at});
  }
  return list;
}

bool ends_in_semicolon(std::string_view text) {
  const std::vector<Piece> list = pieces(text);
  return !list.empty() && text[list.back().begin] == ';';
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  for (;;) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (lines.back().ends_with('\r')) lines.back().pop_back();
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

namespace {

enum class Prompt { none, first, further };

Prompt take_prompt(std::string& line) {
  const std::string_view text = line;
  for (const std::string_view mark : {">>", ">"})
    if (text.starts_with(mark) && (text.size() == mark.size() || text[mark.size()] == ' ')) {
      const Prompt prompt = mark.size() == 2 ? Prompt::further : Prompt::first;
      line.erase(0, std::min(line.size(), mark.size() + 1));
      return prompt;
    }
  return Prompt::none;
}

}  // namespace

bool strip_prompt(std::string& line) { return take_prompt(line) != Prompt::none; }

std::vector<std::string> session_entries(std::string_view text) {
  std::vector<std::string> entries;
  const std::string_view begin = trimmed(text);
  // No piece of Lua begins with the sign.
  if (!begin.starts_with(">")) return entries;
  for (std::string& line : split_lines(text)) {
    const Prompt prompt = take_prompt(line);
    if (prompt == Prompt::none) continue;  // what the session answered
    if (prompt == Prompt::further && !entries.empty()) entries.back() += "\n" + line;
    else entries.push_back(line);
  }
  return entries;
}

}  // namespace perilune
