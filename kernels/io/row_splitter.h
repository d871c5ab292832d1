#pragma once
// Text to rows of fields: delimiters, blanks, fixed widths, comments, quotes as RFC 4180 has them.

#include <array>
#include <string>
#include <vector>

#include "kernels/core/context.h"

namespace perilune::io {

struct Dialect {
  std::string delimiter;              // empty: runs of blanks
  std::vector<std::int64_t> widths;   // in characters, instead of a delimiter; a single one repeats
  std::vector<std::string> comments;  // what starts a comment, to the end of the line
  char quote = '\0';                  // none; seen at the start of a field only
  bool trim_lines = false;            // drops spaces at both ends of a line
};

struct Row {
  explicit Row(Context& ctx)
      : fields(ctx.vector<std::string_view>()), unquoted(ctx.vector<char>()), copied(ctx.vector<Copied>()) {}

  CountedVector<std::string_view> fields;  // the first `kept` are valid, until the next row
  std::size_t kept = 0;
  bool grows = true;           // off: what is beyond the size of `fields` is counted only, and nothing is allocated
  std::int64_t count = 0;      // fields in the text
  const char* next = nullptr;  // behind the line's end
  std::int64_t lines = 0;      // line ends up to there
  bool quoted = false;         // some field was

  struct Copied {
    std::size_t field, offset, size;
  };
  CountedVector<char> unquoted;  // text of fields that had quotes inside
  CountedVector<Copied> copied;  // which those are
};

class RowSplitter {
 public:
  // ValueError when the marks contradict one another.
  explicit RowSplitter(const Dialect& dialect);

  // more: the text ends inside the row and is not final. nul, open_quote: the row cannot be read.
  enum class Found { row, blank, more, nul, open_quote };
  // The row at the head of [p, end). Lines end with \n, \r\n or \r.
  Found split(const char* p, const char* end, bool final_text, Row& row) const;

  const Dialect& dialect() const { return dialect_; }

 private:
  enum Kind : unsigned char { plain, line_end, delimiter, comment, quote_mark, nul, blank };
  struct Cursor;
  Kind kind(char c) const { return kinds_[static_cast<unsigned char>(c)]; }
  bool comment_at(const char* p, const char* end) const;
  bool delimiter_at(const char* p, const char* end) const;
  Found split_delimited(Cursor& at) const;
  Found split_blanks(Cursor& at) const;
  Found split_widths(Cursor& at) const;
  Found quoted_field(Cursor& at) const;
  Found finish_line(Cursor& at) const;
  void drop_spaces(Row& row) const;

  Dialect dialect_;
  std::array<Kind, 256> kinds_{};
};

// Behind the next \n, \r\n or \r; null when there is none (a \r as the last character of unfinished text counts as
// none).
const char* next_line(const char* p, const char* end, bool final_text);

}  // namespace perilune::io
