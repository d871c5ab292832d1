#include "kernels/io/text_table.h"

#include <algorithm>
#include <cstring>

#include "kernels/io/file.h"
#include "kernels/io/parallel_rows.h"
#include "kernels/io/row_parser.h"
#include "kernels/io/text_plan.h"
#include "kernels/io/text_window.h"

namespace perilune::io {

namespace {

Dialect dialect_of(const TextOptions& options) {
  if (!options.delimiter.empty() && !options.widths.empty())
    throw ValueError("delimiter must be a string or widths, got both");
  return {options.delimiter, options.widths, options.comments, options.quotechar, options.lenient};
}

class TableReader {
 public:
  TableReader(Context& ctx, ByteSource& source, const TextOptions& options)
      : ctx_(ctx),
        options_(options),
        splitter_(dialect_of(options)),
        label_(source.label()),
        window_(ctx, source),
        rows_(ctx) {}

  Table run() {
    check_options();
    skip_lines();
    std::vector<std::string> names;
    std::int64_t width = -1;
    if (options_.names_from == TextOptions::Names::header) {
      if (find_row(true)) {
        for (std::size_t i = 0; i < rows_.row.kept; ++i) names.emplace_back(rows_.row.fields[i]);
        width = rows_.row.count;
        names = tidy_names(std::move(names), options_.name_rules);
        use_up(rows_.row.next, rows_.row.lines);
      }
    } else if (find_row(false)) {
      width = rows_.row.count;
    }
    plan_ = plan_text(
        options_, width, std::move(names),
        format("line %lld", static_cast<long long>(width_line_ + 1)) + (label_.empty() ? "" : " of " + label_));
    const RowParser parser(plan_.record, splitter_, options_.short_path);
    RecordBuffer records(ctx_, plan_.record.record_bytes);
    read_rows(parser, records);
    settle_problems(records);
    if (records.rows() == 0) ctx_.warn((label_.empty() ? "the text" : label_) + " holds no data");
    const std::string_view heap(rows_.heap.data(), rows_.heap.size());
    return options_.detect ? detect_columns(ctx_, plan_, options_, records, heap)
                           : given_columns(ctx_, plan_, options_, records, heap);
  }

 private:
  void check_options() const {
    if (options_.skip_rows < 0)
      throw ValueError(format("skiprows must be at least 0, got %lld", static_cast<long long>(options_.skip_rows)));
    if (options_.skip_footer < 0)
      throw ValueError(
          format("skip_footer must be at least 0, got %lld", static_cast<long long>(options_.skip_footer)));
    if (options_.max_rows >= 0 && options_.skip_footer > 0)
      throw ValueError("max_rows and skip_footer do not go together");
    if (options_.detect && !options_.lenient) throw ValueError("only a lenient reader detects types");
  }

  std::string place(std::int64_t line) const {
    return (label_.empty() ? "" : label_ + ", ") + format("line %lld", static_cast<long long>(line + 1));
  }

  void use_up(const char* p, std::int64_t lines) {
    window_.consume_to(p);
    line_ += lines;
  }

  void skip_lines() {
    for (std::int64_t left = options_.skip_rows; left > 0;) {
      const char* next = next_line(window_.begin(), window_.end(), window_.final_text());
      if (next) {
        use_up(next, 1);
        if ((--left & 1023) == 0) ctx_.poll();
      } else if (!window_.more() && window_.begin() == window_.end()) {
        return;
      } else if (window_.final_text() && !next_line(window_.begin(), window_.end(), true)) {
        return use_up(window_.end(), 1);  // the last line has no end
      }
    }
  }

  // Splits the next row with something in it and leaves it in the window. A header may be behind a comment mark.
  bool find_row(bool header) {
    using Found = RowSplitter::Found;
    for (;;) {
      const char* p = window_.begin();
      if (header) {
        while (p != window_.end() && (*p == ' ' || *p == '\t')) ++p;
        for (const std::string& mark : options_.comments)
          if (std::string_view(p, static_cast<std::size_t>(window_.end() - p)).starts_with(mark)) {
            p += mark.size();
            break;
          }
      }
      const Found found = splitter_.split(p, window_.end(), window_.final_text(), rows_.row);
      width_line_ = line_;
      if (found == Found::row) return true;
      if (found == Found::more) {
        window_.more();
      } else if (found == Found::blank) {
        if (rows_.row.next == window_.end() && window_.final_text()) return false;
        use_up(rows_.row.next, rows_.row.lines);
      } else {
        RowProblem problem;
        problem.fault = found == Found::nul ? Fault::nul : Fault::open_quote;
        fail(problem);
      }
    }
  }

  bool collects() const { return options_.skip_footer > 0 || !options_.invalid_raise; }

  // No row is shorter than this.
  std::int64_t least_bytes() const {
    if (!options_.widths.empty()) return 1;
    return std::max<std::int64_t>(plan_.record.file_columns >= 0 ? plan_.record.file_columns : plan_.record.needed, 1);
  }

  // Rows in this text: by those so far, or by the lines at its start.
  std::int64_t guess(const char* begin, const char* end) const {
    std::int64_t rows = seen_rows_, bytes = seen_bytes_;
    if (bytes == 0) {
      bytes = std::min<std::int64_t>(end - begin, 1 << 14);
      rows = count_lines(begin, begin + bytes);
    }
    const double density = 1.05 * static_cast<double>(rows) / static_cast<double>(std::max<std::int64_t>(bytes, 1));
    return static_cast<std::int64_t>(density * static_cast<double>(end - begin)) + 16;
  }

  // Rows in all, as far as the present text tells.
  std::int64_t expected_rows(const RecordBuffer& records, std::int64_t rows, std::int64_t bytes) const {
    const std::int64_t remaining = window_.remaining();
    if (remaining < 0 || bytes <= 0) return 0;
    const double density = std::min(1.02 * static_cast<double>(rows) / static_cast<double>(bytes),
                                    1.0 / static_cast<double>(least_bytes()));
    return records.rows() + static_cast<std::int64_t>(density * static_cast<double>(remaining)) + 16;
  }

  void read_rows(const RowParser& parser, RecordBuffer& records) {
    ParallelRows parallel(ctx_, parser, plan_.record, least_bytes());
    const bool splits = ctx_.threads > 1 && parser.splits() && !collects() && options_.max_rows < 0;
    const std::int64_t most = options_.max_rows < 0 ? std::numeric_limits<std::int64_t>::max() : options_.max_rows;
    while (records.rows() < most) {
      ctx_.poll();
      const char *begin = window_.begin(), *end = window_.end();
      const auto size = static_cast<std::size_t>(end - begin);
      const bool large = splits && end - begin >= 2 * ParallelRows::piece_bytes;
      if (const auto* last = large ? static_cast<const char*>(memrchr(begin, '\n', size)) : nullptr) {
        const std::int64_t expected = expected_rows(records, parallel.count(begin, last + 1), last + 1 - begin);
        const RowProblem problem = parallel.parse(begin, last + 1, records, expected, line_);
        if (problem.fault != Fault::none) fail(problem);
        window_.consume_to(last + 1);
      } else if (!read_some_rows(parser, records, most)) {
        return;
      }
    }
  }

  // On this thread, what is in the window; false at the end of the text.
  bool read_some_rows(const RowParser& parser, RecordBuffer& records, std::int64_t most) {
    const char *begin = window_.begin(), *end = window_.end();
    // As many as the rows before lead to expect; what does not fit comes in the next turn.
    const std::int64_t bound = std::min({guess(begin, end), (end - begin) / least_bytes() + 1, most - records.rows()});
    rows_.room = bound;
    rows_.rows = rows_.lines = 0;
    rows_.records = records.room(bound, options_.max_rows < 0 ? expected_rows(records, bound, end - begin) : 0);
    parser.parse(ctx_, begin, end, window_.final_text(), collects(), rows_);
    records.added(rows_.rows);
    if (rows_.problem.fault != Fault::none) fail(rows_.problem);
    for (; located_ < rows_.problems.size(); ++located_) rows_.problems[located_].line += line_;
    seen_bytes_ += rows_.stopped - begin;
    seen_rows_ += rows_.rows;
    use_up(rows_.stopped, rows_.lines);
    if (rows_.rows == bound) return true;
    return window_.more() || window_.begin() != window_.end();
  }

  std::string message(const RowProblem& problem, std::int64_t line) const {
    return place(line) + problem_text(problem, plan_.record.file_columns, width_line_);
  }
  [[noreturn]] void fail(const RowProblem& problem) const { throw IoError(message(problem, line_ + problem.line)); }

  // Which of the collected problems are in the footer, and what the others mean.
  void settle_problems(RecordBuffer& records) {
    const std::int64_t footer = std::max<std::int64_t>(rows_.data_rows - options_.skip_footer, 0);
    std::int64_t dropped = std::min(options_.skip_footer, rows_.data_rows), skipped = 0;
    std::string first;
    for (const RowProblem& problem : rows_.problems) {
      if (problem.row >= footer) {
        --dropped;  // is not among the records
        continue;
      }
      const bool width = problem.fault == Fault::column_count || problem.fault == Fault::missing_column;
      if (options_.invalid_raise || !width) throw IoError(message(problem, problem.line));
      if (skipped++ == 0) first = message(problem, problem.line);
    }
    records.drop_last(dropped);
    if (skipped == 1) ctx_.warn(first + "; the line is left out");
    if (skipped > 1) ctx_.warn(first + format("; %lld such lines are left out", static_cast<long long>(skipped)));
  }

  Context& ctx_;
  const TextOptions& options_;
  RowSplitter splitter_;
  std::string label_;
  TextWindow window_;
  TextPlan plan_;
  ParsedRows rows_;
  std::size_t located_ = 0;                      // problems whose lines count from the start of the file
  std::int64_t seen_rows_ = 0, seen_bytes_ = 0;  // parsed so far on one thread
  std::int64_t line_ = 0;                        // of the window's begin, from 0
  std::int64_t width_line_ = 0;                  // the line that says how many columns there are
};

}  // namespace

TextOptions TextOptions::genfromtxt() {
  TextOptions options;
  options.lenient = true;
  options.name_rules = NameRules::genfromtxt();
  return options;
}

Table read_table(Context& ctx, ByteSource& source, const TextOptions& options) {
  return TableReader(ctx, source, options).run();
}

Table read_table(Context& ctx, const std::string& path, const TextOptions& options) {
  InputFile file(ctx, path);
  return read_table(ctx, file, options);
}

Array arrange(const Array& matrix, bool unpack, int ndmin) {
  if (ndmin < 0 || ndmin > 2) throw ValueError(format("ndmin must be 0, 1 or 2, got %d", ndmin));
  Dims shape, strides;
  for (int i = 0; i < matrix.ndim(); ++i) {
    if (ndmin < 2 && matrix.shape()[i] == 1) continue;
    shape.push_back(matrix.shape()[i]);
    strides.push_back(matrix.strides()[i]);
  }
  if (shape.size() < ndmin) {
    shape.push_back(1);
    strides.push_back(static_cast<std::int64_t>(itemsize(matrix.dtype())));
  }
  if (unpack) {
    std::reverse(shape.begin(), shape.end());
    std::reverse(strides.begin(), strides.end());
  }
  return matrix.with_layout(matrix.data(), std::move(shape), std::move(strides));
}

}  // namespace perilune::io
