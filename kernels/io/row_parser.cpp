#include "kernels/io/row_parser.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "kernels/io/number_text.h"

namespace perilune::io {

namespace {

bool part_of_a_number(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-' || c == '.';
}

const char* behind_line_end(const char* p, const char* end) {
  if (p == end) return p;
  if (*p == '\n') return p + 1;
  return *p == '\r' && p + 1 != end && p[1] == '\n' ? p + 2 : nullptr;
}

}  // namespace

std::int64_t count_lines(const char* p, const char* end) {
  const auto count = [p, end](char mark, auto&& counts) {
    std::int64_t n = 0;
    for (const char* q = p; q != end; ++q) {
      q = static_cast<const char*>(std::memchr(q, mark, static_cast<std::size_t>(end - q)));
      if (!q) break;
      n += counts(q);
    }
    return n;
  };
  return 1 + count('\n', [](const char*) { return true; }) +
         count('\r', [end](const char* q) { return q + 1 == end || q[1] != '\n'; });
}

RowParser::RowParser(const RecordPlan& plan, const RowSplitter& splitter, bool short_path)
    : plan_(plan), splitter_(splitter) {
  const Dialect& dialect = splitter.dialect();
  const bool plain_cells = std::all_of(plan.columns.begin(), plan.columns.end(),
                                       [](const ColumnPlan& c) { return !c.type.text && !c.converter; });
  const bool from_start =
      std::all_of(plan.columns.begin(), plan.columns.end(), [](const ColumnPlan& c) { return c.source >= 0; });
  splits_ = plain_cells && from_start && !dialect.quote;
  if (!short_path || !plain_cells || !can_be_short()) return;
  slots_.assign(static_cast<std::size_t>(plan.needed), nullptr);
  for (const ColumnPlan& column : plan.columns) slots_[static_cast<std::size_t>(column.source)] = &column;
  // All of a file as float64, in order, is what most files are.
  const bool doubles =
      plan.file_columns >= 0 && std::all_of(plan.columns.begin(), plan.columns.end(), [](const ColumnPlan& c) {
        return c.type.dtype == DType::float64 && c.offset == static_cast<std::size_t>(c.source) * sizeof(double);
      });
  if (dialect.delimiter.empty())
    short_ = doubles ? &RowParser::short_row_of_blanks<true> : &RowParser::short_row_of_blanks<false>;
  else short_ = doubles ? &RowParser::short_row<true> : &RowParser::short_row<false>;
  delimiter_ = dialect.delimiter.empty() ? '\0' : dialect.delimiter[0];
  ordinary_.fill(true);
  for (const char c : {'\n', '\r', '\0', delimiter_, dialect.quote}) ordinary_[static_cast<unsigned char>(c)] = false;
  for (const std::string& mark : dialect.comments) ordinary_[static_cast<unsigned char>(mark[0])] = false;
  if (!delimiter_)
    for (const char c : {' ', '\t', '\v', '\f'}) ordinary_[static_cast<unsigned char>(c)] = false;
}

// The short path must never see a mark as a part of a number, or a number as a missing value.
bool RowParser::can_be_short() const {
  const Dialect& dialect = splitter_.dialect();
  if (!dialect.widths.empty() || dialect.delimiter.size() > 1 || plan_.columns.empty()) return false;
  const char d = dialect.delimiter.empty() ? '\0' : dialect.delimiter[0];
  if (part_of_a_number(d) || part_of_a_number(dialect.quote) || (d == ' ' && dialect.trim_lines)) return false;
  for (const std::string& mark : dialect.comments)
    if (part_of_a_number(mark[0]) || mark[0] == d || trim(mark.substr(0, 1)).empty()) return false;
  std::vector<std::int64_t> seen;
  for (const ColumnPlan& column : plan_.columns) {
    if (column.source < 0 || column.type.dtype == DType::bool_ || is_complex(column.type.dtype)) return false;
    seen.push_back(column.source);
    double v;
    for (const std::string& text : column.missing)
      if (parse_real(text, v)) return false;
  }
  std::sort(seen.begin(), seen.end());
  // A table of what is where would be large for a far column.
  return std::adjacent_find(seen.begin(), seen.end()) == seen.end() && seen.back() < 1 << 20;
}

const char* RowParser::skip_field(const char* p, const char* end) const {
  while (p != end && ordinary_[static_cast<unsigned char>(*p)]) ++p;
  return p;
}

// One number and its cell; the end of the number, or null.
template <bool doubles>
inline const char* RowParser::short_field(std::int64_t column, const char* p, const char* end,
                                          std::byte* record) const {
  if constexpr (doubles) {
    double v;
    p = read_real(p, end, v);
    std::memcpy(record + column * static_cast<std::int64_t>(sizeof v), &v, sizeof v);
    return p;
  }
  const ColumnPlan& target = *slots_[static_cast<std::size_t>(column)];
  std::byte* const cell = record + target.offset;
  const auto put = [cell](auto v) { std::memcpy(cell, &v, sizeof v); };
  if (is_real_floating(target.type.dtype)) {
    double v;
    p = read_real(p, end, v);
    if (target.type.dtype == DType::float64) put(v);
    else put(static_cast<float>(v));
    return p;
  }
  std::int64_t v;
  const auto [stop, error] = std::from_chars(p, end, v);
  if (error != std::errc{}) return nullptr;
  if (target.type.dtype == DType::int64) {
    put(v);
  } else if (target.type.dtype == DType::int32) {
    if (v != static_cast<std::int32_t>(v)) return nullptr;
    put(static_cast<std::int32_t>(v));
  } else {
    if (v != static_cast<std::uint8_t>(v)) return nullptr;
    put(static_cast<std::uint8_t>(v));
  }
  return stop;
}

template <bool doubles>
const char* RowParser::short_row(const char* p, const char* end, std::byte* record) const {
  const char d = delimiter_;
  const auto blank = [d](char c) { return (c == ' ' || c == '\t') && c != d; };
  const auto columns = static_cast<std::int64_t>(slots_.size());
  for (std::int64_t column = 0;; ++column) {
    while (p != end && blank(*p)) ++p;
    if (column >= columns || (!doubles && !slots_[static_cast<std::size_t>(column)])) {
      p = skip_field(p, end);
    } else {
      const bool empty = plan_.lenient && (p == end || *p == d || *p == '\n' || *p == '\r');
      if (empty && (column > 0 || (p != end && *p == d))) {
        const ColumnPlan& target = *slots_[static_cast<std::size_t>(column)];
        std::memcpy(record + target.offset, target.fill.data(), cell_bytes(target.type));
      } else {
        p = short_field<doubles>(column, p, end, record);
        if (!p) return nullptr;
      }
      while (p != end && blank(*p)) ++p;
    }
    if (p != end && *p == d) {
      ++p;
      continue;
    }
    const bool enough = plan_.file_columns >= 0 ? column + 1 == plan_.file_columns : column + 1 >= columns;
    return enough ? behind_line_end(p, end) : nullptr;
  }
}

template <bool doubles>
const char* RowParser::short_row_of_blanks(const char* p, const char* end, std::byte* record) const {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f'; };
  const auto columns = static_cast<std::int64_t>(slots_.size());
  for (std::int64_t column = 0;; ++column) {
    while (p != end && blank(*p)) ++p;
    if (p == end || *p == '\n' || *p == '\r') {
      const bool enough = plan_.file_columns >= 0 ? column == plan_.file_columns : column >= columns;
      return enough && column > 0 ? behind_line_end(p, end) : nullptr;
    }
    if (column >= columns || (!doubles && !slots_[static_cast<std::size_t>(column)])) {
      const char* const begin = p;
      p = skip_field(p, end);
      if (p == begin) return nullptr;
    } else {
      p = short_field<doubles>(column, p, end, record);
      if (!p) return nullptr;
    }
    if (p != end && !blank(*p) && *p != '\n' && *p != '\r') return nullptr;
  }
}

// Fills the record from the fields of a split row; false, with what is wrong, when it cannot.
bool RowParser::convert_row(ParsedRows& out, RowProblem& problem) const {
  const Row& row = out.row;
  problem.count = row.count;
  if (plan_.file_columns >= 0 && row.count != plan_.file_columns) {
    problem.fault = Fault::column_count;
    return false;
  }
  for (const ColumnPlan& column : plan_.columns) {
    const std::int64_t source = column.source < 0 ? row.count + column.source : column.source;
    problem.column = source;
    if (source < 0 || source >= row.count) {
      problem.fault = Fault::missing_column;
      problem.column = column.source;
      return false;
    }
    const std::string_view field = row.fields[static_cast<std::size_t>(source)];
    problem.fault = convert_field(plan_, column, field, out.records, out.heap);
    if (problem.fault == Fault::none) continue;
    problem.type = column.type;
    const std::string_view shown = trim(field);
    problem.field_bytes = shown.size();
    std::copy_n(shown.data(), std::min(shown.size(), sizeof problem.field), problem.field);
    return false;
  }
  return true;
}

void RowParser::parse(Context& ctx, const char* p, const char* end, bool final_text, bool collect,
                      ParsedRows& out) const {
  using Found = RowSplitter::Found;
  std::size_t turns = 0;
  out.stopped = p;
  while (p != end && out.rows < out.room) {
    if (short_) {
      if ((++turns & 1023) == 0) ctx.poll();
      // Without its line end a row is whole only at the end of the text.
      const char* next = (this->*short_)(p, end, out.records);
      if (next && (next != end || final_text || end[-1] == '\n')) {
        ++out.rows;
        ++out.data_rows;
        ++out.lines;
        out.records += plan_.record_bytes;
        out.stopped = p = next;
        continue;
      }
    }
    if ((++turns & 127) == 0) ctx.poll();
    const Found found = splitter_.split(p, end, final_text, out.row);
    if (found == Found::more) return;
    if (found == Found::blank) {
      out.lines += out.row.lines;
      out.stopped = p = out.row.next;
      continue;
    }
    RowProblem problem;
    problem.row = out.data_rows;
    problem.line = out.lines;
    bool good = found == Found::row;
    if (!good) problem.fault = found == Found::nul ? Fault::nul : Fault::open_quote;
    else good = convert_row(out, problem);
    if (good) {
      ++out.rows;
      out.records += plan_.record_bytes;
    } else if (collect && found == Found::row) {
      out.problems.push_back(problem);
    } else {
      out.problem = problem;
      return;
    }
    ++out.data_rows;
    out.lines += out.row.lines;
    out.stopped = p = out.row.next;
  }
}

}  // namespace perilune::io
