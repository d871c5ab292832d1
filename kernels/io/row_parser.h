#pragma once
// Rows of text to records: a short path for plain numbers, and one that takes everything.

#include <limits>

#include "kernels/io/record.h"
#include "kernels/io/row_splitter.h"

namespace perilune::io {

struct RowProblem {
  Fault fault = Fault::none;
  std::int64_t row = 0;     // among all rows of data, bad ones included
  std::int64_t line = 0;    // from 0, where the parsing began
  std::int64_t column = 0;  // from 0, in the file
  std::int64_t count = 0;   // columns of the row
  ColumnType type;
  char field[64] = {};  // its start
  std::size_t field_bytes = 0;
};

// What one run over some text adds up to.
struct ParsedRows {
  explicit ParsedRows(Context& ctx) : row(ctx), heap(ctx.vector<char>()), problems(ctx.vector<RowProblem>()) {}
  Row row;  // workspace
  CountedVector<char> heap;
  CountedVector<RowProblem> problems;
  std::byte* records = nullptr;  // where the next record goes
  std::int64_t room = 0;         // for so many
  std::int64_t rows = 0;         // good ones
  std::int64_t data_rows = 0;    // bad ones too
  std::int64_t lines = 0;
  const char* stopped = nullptr;  // behind the last row that was used up
  RowProblem problem;             // the first one, when they are not collected
};

class RowParser {
 public:
  // `plan` and `splitter` must outlive it. `short_path` off makes every row take the general one.
  RowParser(const RecordPlan& plan, const RowSplitter& splitter, bool short_path);

  // Parses whole rows of [p, end) until there is no room, or none left. A bad row ends the run; with `collect` it is
  // noted and skipped. When nothing is collected, and there are no text columns, quotes or converters, nothing is
  // allocated, so that workers may run it.
  void parse(Context& ctx, const char* p, const char* end, bool final_text, bool collect, ParsedRows& out) const;
  // May several pieces be parsed at once?
  bool splits() const { return splits_; }

 private:
  // Behind the row when it holds plain numbers and nothing else; null when the general path must look at it.
  using ShortRow = const char* (RowParser::*)(const char* p, const char* end, std::byte* record) const;
  template <bool doubles>
  const char* short_row(const char* p, const char* end, std::byte* record) const;
  template <bool doubles>
  const char* short_row_of_blanks(const char* p, const char* end, std::byte* record) const;
  template <bool doubles>
  const char* short_field(std::int64_t column, const char* p, const char* end, std::byte* record) const;
  const char* skip_field(const char* p, const char* end) const;
  bool convert_row(ParsedRows& out, RowProblem& problem) const;
  bool can_be_short() const;

  const RecordPlan& plan_;
  const RowSplitter& splitter_;
  std::vector<const ColumnPlan*> slots_;  // of the columns of the file; null: not used
  std::array<bool, 256> ordinary_{};      // neither delimiter nor any other mark
  char delimiter_ = '\0';                 // none: blanks
  ShortRow short_ = nullptr;
  bool splits_ = false;
};

// What follows the place in a message: ", column 3: expected a number, got 'abc'".
std::string problem_text(const RowProblem& problem, std::int64_t width, std::int64_t width_line);

// "1 column", "3 columns".
std::string columns_text(std::int64_t n);

// Lines that [p, end) touches, an upper bound for its rows.
std::int64_t count_lines(const char* p, const char* end);

}  // namespace perilune::io
