#pragma once
// Rows of a text parsed by several threads, into their places in one buffer.

#include "kernels/io/row_parser.h"

namespace perilune::io {

class ParallelRows {
 public:
  static constexpr std::int64_t piece_bytes = std::int64_t{1} << 18;

  // No row has fewer bytes than `least_bytes`. `parser` and `plan` must outlive it; parser.splits() must hold.
  ParallelRows(Context& ctx, const RowParser& parser, const RecordPlan& plan, std::int64_t least_bytes)
      : ctx_(ctx), parser_(parser), plan_(plan), least_bytes_(least_bytes) {}

  // First this: an upper bound for the rows of [begin, end), which must end with a line's end.
  std::int64_t count(const char* begin, const char* end);
  // Then this, for the same text. `line` grows by the lines; the first problem counts its line from the old value plus
  // `line` as it is left.
  RowProblem parse(const char* begin, const char* end, RecordBuffer& records, std::int64_t expected,
                   std::int64_t& line);

 private:
  const char* start(const char* begin, const char* end, std::int64_t piece) const;
  Context& ctx_;
  const RowParser& parser_;
  const RecordPlan& plan_;
  std::int64_t least_bytes_;
  std::vector<ParsedRows> pieces_;
  std::int64_t used_ = 0;  // of the pieces
};

}  // namespace perilune::io
