#include "kernels/io/parallel_rows.h"

#include <algorithm>
#include <cstring>

#include "kernels/core/parallel.h"

namespace perilune::io {

// A piece holds the lines that start in its stretch.
const char* ParallelRows::start(const char* begin, const char* end, std::int64_t piece) const {
  if (piece == 0) return begin;
  if (piece * piece_bytes >= end - begin) return end;
  const char* from = begin + piece * piece_bytes - 1;
  return static_cast<const char*>(std::memchr(from, '\n', static_cast<std::size_t>(end - from))) + 1;
}

std::int64_t ParallelRows::count(const char* begin, const char* end) {
  used_ = (end - begin + piece_bytes - 1) / piece_bytes;
  while (static_cast<std::int64_t>(pieces_.size()) < used_) {
    // Workers must not allocate: what they need is here beforehand.
    pieces_.emplace_back(ctx_);
    pieces_.back().row.grows = false;
    pieces_.back().row.fields.resize(static_cast<std::size_t>(std::max<std::int64_t>(plan_.needed, 1)));
  }
  parallel_for(ctx_, used_, 1, [&](std::int64_t i, std::int64_t) {
    const char *from = start(begin, end, i), *to = start(begin, end, i + 1);
    pieces_[static_cast<std::size_t>(i)].room = std::min(count_lines(from, to), (to - from) / least_bytes_ + 1);
  });
  std::int64_t rows = 0;
  for (std::int64_t i = 0; i < used_; ++i) rows += pieces_[static_cast<std::size_t>(i)].room;
  return rows;
}

RowProblem ParallelRows::parse(const char* begin, const char* end, RecordBuffer& records, std::int64_t expected,
                               std::int64_t& line) {
  std::int64_t rows = 0;
  for (std::int64_t i = 0; i < used_; ++i) rows += pieces_[static_cast<std::size_t>(i)].room;
  std::byte* const first = records.room(rows, expected);
  std::byte* to = first;
  for (std::int64_t i = 0; i < used_; ++i) {
    ParsedRows& piece = pieces_[static_cast<std::size_t>(i)];
    piece.records = to;
    piece.rows = piece.lines = piece.data_rows = 0;
    piece.problem = {};
    to += static_cast<std::size_t>(piece.room) * plan_.record_bytes;
  }
  parallel_for(ctx_, used_, 1, [&](std::int64_t i, std::int64_t) {
    ctx_.poll();
    parser_.parse(ctx_, start(begin, end, i), start(begin, end, i + 1), true, false,
                  pieces_[static_cast<std::size_t>(i)]);
  });
  to = first;
  const std::byte* from = first;
  for (std::int64_t i = 0; i < used_; ++i) {
    const ParsedRows& piece = pieces_[static_cast<std::size_t>(i)];
    if (piece.problem.fault != Fault::none) return piece.problem;
    const std::size_t bytes = static_cast<std::size_t>(piece.rows) * plan_.record_bytes;
    if (to != from && bytes) std::memmove(to, from, bytes);  // comments and empty lines left room
    to += bytes;
    from += static_cast<std::size_t>(piece.room) * plan_.record_bytes;
    line += piece.lines;
    records.added(piece.rows);
  }
  return {};
}

}  // namespace perilune::io
