#include "kernels/io/row_splitter.h"

#include <algorithm>
#include <cstring>

#include "kernels/io/number_text.h"
#include "kernels/io/quote.h"

namespace perilune::io {

struct RowSplitter::Cursor {
  const char* p;
  const char* const end;
  const bool final_text;
  Row& row;

  void push(std::string_view field) {
    ++row.count;
    if (row.kept < row.fields.size()) row.fields[row.kept++] = field;
    else if (row.grows) {
      row.fields.push_back(field);
      ++row.kept;
    }
  }
};

namespace {

void check_mark(const char* which, std::string_view mark) {
  if (mark.find_first_of("\r\n") != std::string_view::npos || mark.find('\0') != std::string_view::npos)
    throw ValueError(std::string(which) + " must not contain line ends or NUL, got " + quote(mark));
}

}  // namespace

RowSplitter::RowSplitter(const Dialect& dialect) : dialect_(dialect) {
  check_mark("delimiter", dialect.delimiter);
  for (const std::string& mark : dialect.comments) {
    check_mark("comments", mark);
    if (mark.empty()) throw ValueError("comments must not be empty");
    if (mark[0] == dialect.quote) throw ValueError("comments and quotechar must differ, got " + quote(mark));
    if (dialect.delimiter.empty() && (mark[0] == ' ' || mark[0] == '\t'))
      throw ValueError("comments must not start with a blank when blanks delimit, got " + quote(mark));
    if (mark == dialect.delimiter)
      throw ValueError("comments and delimiter must differ, got " + quote(mark) + " for both");
  }
  for (const std::int64_t width : dialect.widths)
    if (width < 1)
      throw ValueError(format("delimiter must hold widths of at least 1, got %lld", static_cast<long long>(width)));
  const char q = dialect.quote;
  const bool blanks = dialect.delimiter.empty() && dialect.widths.empty();
  if (q == '\n' || q == '\r' || static_cast<unsigned char>(q) >= 128)
    throw ValueError("quotechar must be one ASCII character, got " + quote({&q, 1}));
  if (q && (dialect.delimiter.starts_with(q) || (blanks && (q == ' ' || q == '\t'))))
    throw ValueError("quotechar and delimiter must differ, got " + quote({&q, 1}) + " for both");
  const auto set = [this](char c, Kind kind) { kinds_[static_cast<unsigned char>(c)] = kind; };
  if (blanks)
    for (const char c : {' ', '\t', '\v', '\f'}) set(c, blank);
  if (!dialect.delimiter.empty()) set(dialect.delimiter[0], delimiter);
  if (q) set(q, quote_mark);
  // A comment wins over a delimiter that starts alike; what is neither counts as text.
  for (const std::string& mark : dialect.comments) set(mark[0], comment);
  set('\n', line_end);
  set('\r', line_end);
  set('\0', nul);
}

bool RowSplitter::comment_at(const char* p, const char* end) const {
  return std::any_of(dialect_.comments.begin(), dialect_.comments.end(), [&](const std::string& mark) {
    return static_cast<std::size_t>(end - p) >= mark.size() && std::memcmp(p, mark.data(), mark.size()) == 0;
  });
}

bool RowSplitter::delimiter_at(const char* p, const char* end) const {
  const std::string& mark = dialect_.delimiter;
  return !mark.empty() && *p == mark[0] && static_cast<std::size_t>(end - p) >= mark.size() &&
         std::memcmp(p, mark.data(), mark.size()) == 0;
}

const char* next_line(const char* p, const char* end, bool final_text) {
  while (p != end && *p != '\n' && *p != '\r') ++p;
  if (p == end || (*p == '\r' && p + 1 == end && !final_text)) return nullptr;
  return *p == '\r' && p + 1 != end && p[1] == '\n' ? p + 2 : p + 1;
}

// At a comment, a line end or the end of the text: moves behind the line.
RowSplitter::Found RowSplitter::finish_line(Cursor& at) const {
  const char* next = next_line(at.p, at.end, at.final_text);
  if (!next && !at.final_text) return Found::more;
  at.row.next = next ? next : at.end;
  at.row.lines += next != nullptr;
  return Found::row;
}

// At an opening quote. The field goes on to the next delimiter even when the quote closes before it.
RowSplitter::Found RowSplitter::quoted_field(Cursor& at) const {
  const char q = dialect_.quote;
  Row& row = at.row;
  row.quoted = true;
  const std::size_t offset = row.unquoted.size();
  const char* begin = ++at.p;  // of what is not copied yet
  for (;;) {
    for (; at.p != at.end && *at.p != q; ++at.p) {
      if (*at.p == '\0') return Found::nul;
      if (*at.p == '\n' || (*at.p == '\r' && (at.p + 1 == at.end || at.p[1] != '\n'))) ++row.lines;
    }
    if (at.p == at.end) return at.final_text ? Found::open_quote : Found::more;
    if (at.p + 1 == at.end && !at.final_text) return Found::more;
    if (at.p + 1 == at.end || at.p[1] != q) break;
    row.unquoted.insert(row.unquoted.end(), begin, at.p + 1);
    begin = at.p += 2;
  }
  const char* const close = at.p++;
  while (at.p != at.end && kind(*at.p) != line_end && kind(*at.p) != blank && !delimiter_at(at.p, at.end) &&
         !(kind(*at.p) == comment && comment_at(at.p, at.end))) {
    if (kind(*at.p) == nul) return Found::nul;
    ++at.p;
  }
  if (at.p == close + 1 && row.unquoted.size() == offset) {
    at.push({begin, static_cast<std::size_t>(close - begin)});
    return Found::row;
  }
  row.unquoted.insert(row.unquoted.end(), begin, close);
  row.unquoted.insert(row.unquoted.end(), close + 1, at.p);
  // The copies may still move: they are put in place when the row is complete.
  row.copied.push_back({row.kept, offset, row.unquoted.size() - offset});
  at.push({close, 0});
  return Found::row;
}

RowSplitter::Found RowSplitter::split_delimited(Cursor& at) const {
  for (;;) {
    if (at.p != at.end && kind(*at.p) == quote_mark) {
      if (const Found found = quoted_field(at); found != Found::row) return found;
    } else {
      const char* const begin = at.p;
      for (;; ++at.p) {
        while (at.p != at.end && kind(*at.p) == plain) ++at.p;
        if (at.p == at.end || kind(*at.p) == line_end) break;
        if (kind(*at.p) == nul) return Found::nul;
        if (kind(*at.p) == comment && comment_at(at.p, at.end)) break;
        if (delimiter_at(at.p, at.end)) break;
      }
      at.push({begin, static_cast<std::size_t>(at.p - begin)});
    }
    if (at.p == at.end || !delimiter_at(at.p, at.end) || (kind(*at.p) == comment && comment_at(at.p, at.end)))
      return finish_line(at);
    at.p += dialect_.delimiter.size();
  }
}

RowSplitter::Found RowSplitter::split_blanks(Cursor& at) const {
  for (;;) {
    while (at.p != at.end && kind(*at.p) == blank) ++at.p;
    if (at.p == at.end || kind(*at.p) == line_end) return finish_line(at);
    if (kind(*at.p) == comment && comment_at(at.p, at.end)) return finish_line(at);
    if (kind(*at.p) == quote_mark) {
      if (const Found found = quoted_field(at); found != Found::row) return found;
      continue;
    }
    const char* const begin = at.p;
    for (; at.p != at.end; ++at.p) {
      const Kind here = kind(*at.p);
      if (here == blank || here == line_end || (here == comment && comment_at(at.p, at.end))) break;
      if (here == nul) return Found::nul;
    }
    at.push({begin, static_cast<std::size_t>(at.p - begin)});
  }
}

RowSplitter::Found RowSplitter::split_widths(Cursor& at) const {
  const char* p = at.p;
  while (p != at.end && kind(*p) != line_end && !(kind(*p) == comment && comment_at(p, at.end))) {
    if (kind(*p) == nul) return Found::nul;
    ++p;
  }
  const char* const stop = p;
  const bool repeats = dialect_.widths.size() == 1;
  const bool empty = at.p == stop;
  for (std::size_t i = 0; repeats ? at.p != stop : !empty && i < dialect_.widths.size(); ++i) {
    const char* const begin = at.p;
    // A byte that continues a UTF-8 character is no character of its own.
    std::int64_t left = dialect_.widths[repeats ? 0 : i];
    while (at.p != stop && ((*at.p & 0xC0) == 0x80 || left-- > 0)) ++at.p;
    at.push({begin, static_cast<std::size_t>(at.p - begin)});
  }
  at.p = stop;
  return finish_line(at);
}

// Fields that a space at the end of a line seems to make, with a space as delimiter, are none.
void RowSplitter::drop_spaces(Row& row) const {
  if (row.kept == 0 || static_cast<std::int64_t>(row.kept) != row.count) return;
  if (dialect_.delimiter == " ")
    while (row.kept > 1 && row.fields[row.kept - 1].empty()) {
      --row.kept;
      --row.count;
    }
  std::string_view& last = row.fields[row.kept - 1];
  while (last.ends_with(' ')) last.remove_suffix(1);
}

RowSplitter::Found RowSplitter::split(const char* p, const char* end, bool final_text, Row& row) const {
  row.kept = 0;
  row.count = 0;
  row.lines = 0;
  row.quoted = false;
  row.unquoted.clear();
  row.copied.clear();
  row.next = p;
  if (p == end) return final_text ? Found::blank : Found::more;
  Cursor at{p, end, final_text, row};
  const bool widths = !dialect_.widths.empty(), blanks = !widths && dialect_.delimiter.empty();
  if (dialect_.trim_lines && !widths)
    while (at.p != end && *at.p == ' ') ++at.p;
  const Found found = widths ? split_widths(at) : blanks ? split_blanks(at) : split_delimited(at);
  if (found != Found::row) return found;
  for (const Row::Copied& copy : row.copied)
    row.fields[copy.field] = std::string_view(row.unquoted.data(), row.unquoted.size()).substr(copy.offset, copy.size);
  if (dialect_.trim_lines && !widths) drop_spaces(row);
  if (row.count == 0) return Found::blank;
  if (row.count == 1 && row.kept == 1 && !widths && !row.quoted && trim(row.fields[0]).empty()) return Found::blank;
  return found;
}

}  // namespace perilune::io
