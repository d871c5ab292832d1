#pragma once
// Tables of numbers and text: what loadtxt and genfromtxt read. loadtxt is strict: a bad field is an error that names
// its place. genfromtxt is lenient: what is missing or bad becomes NaN, -1, false.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kernels/core/array.h"
#include "kernels/io/column_names.h"
#include "kernels/io/record.h"
#include "kernels/io/stream.h"
#include "kernels/io/text_column.h"

namespace perilune::io {

// A column of the file by position (from 0; negative from the end) or by name.
using ColumnKey = std::variant<std::int64_t, std::string>;

struct TextOptions {
  // How text becomes fields.
  std::string delimiter;             // empty: runs of blanks
  std::vector<std::int64_t> widths;  // in characters, instead of a delimiter; a single one repeats
  std::vector<std::string> comments = {"#"};
  char quotechar = '\0';  // none; RFC 4180: delimiters and line ends inside, doubled quotes
  bool latin1 = false;    // text columns are Latin-1 and become UTF-8; otherwise they must be UTF-8

  // Which rows.
  std::int64_t skip_rows = 0;    // lines at the start, whatever they hold
  std::int64_t skip_footer = 0;  // rows of data at the end, whatever they hold
  std::int64_t max_rows = -1;    // rows of data; -1: all

  // Which columns, and what they are.
  std::optional<std::vector<ColumnKey>> usecols;   // rows may then have other columns, too
  std::vector<ColumnType> types = {ColumnType{}};  // one for all, or one for each column
  bool detect = false;  // for each column the first that takes all of it: bool, int64, float64, complex128, text
  enum class Names { none, header, given };
  Names names_from = Names::none;  // header: the first line with something in it, or the comment there
  std::vector<std::string> names;  // given: for all columns of the file or for those that are used
  NameRules name_rules;
  struct Converter {
    std::optional<ColumnKey> column;  // none: all of them
    FieldConverter call;
  };
  std::vector<Converter> converters;

  // What only genfromtxt does.
  bool lenient = false;
  bool loose = true;  // bad fields count as missing
  bool invalid_raise =
      true;                // rows with another number of columns are errors, otherwise they are left out with a warning
  bool autostrip = false;  // text columns without blanks around them
  struct Missing {
    std::optional<ColumnKey> column;
    std::vector<std::string> texts;
  };
  std::vector<Missing> missing_values;  // count as missing, besides nothing at all
  struct Filling {
    std::optional<ColumnKey> column;
    Cell value;
  };
  std::vector<Filling> filling_values;  // for missing ones; the last that fits a column counts

  bool short_path = true;  // off: every row takes the general path. The results are the same; for tests.

  static TextOptions loadtxt() { return {}; }
  static TextOptions genfromtxt();
};

using Column = std::variant<Array, TextColumn>;

struct Table {
  std::vector<std::string> names;  // of the columns, when the options ask for names; else empty
  std::vector<Column> columns;     // 1-D; views of the matrix when there is one
  std::optional<Array> matrix;     // rows x columns, when all columns have one dtype
  std::int64_t rows = 0;
};

// `source` may be a pipe or gzip-packed. Errors name line, column and field; IoError for what the file does wrong,
// ValueError for options that contradict it or one another.
Table read_table(Context& ctx, ByteSource& source, const TextOptions& options);
Table read_table(Context& ctx, const std::string& path, const TextOptions& options);

// NumPy's last step: axes of length 1 go unless `ndmin` (0, 1, 2) keeps them; unpack transposes.
Array arrange(const Array& matrix, bool unpack, int ndmin);

}  // namespace perilune::io
