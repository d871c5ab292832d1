#pragma once
// How the fields of a row become the cells of a record, and records the memory of the result. A record has one cell per
// column; when all columns have one dtype, records one behind the other are the row-major matrix itself.

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kernels/core/array.h"
#include "kernels/core/function_ref.h"
#include "kernels/io/row_splitter.h"

namespace perilune::io {

struct ColumnType {
  bool text = false;
  DType dtype = DType::float64;  // unless text
  bool operator==(const ColumnType&) const = default;
};

// What a converter returns for a field.
using Cell = std::variant<Scalar, std::string>;
using FieldConverter = FunctionRef<Cell(std::string_view)>;

// In the cell of a text column; the characters are in the reader's heap of text.
struct TextCell {
  std::size_t offset, size;
};

enum class Fault : std::uint8_t {
  none,
  number,
  whole_number,
  range,
  complex_number,
  truth,
  utf8,
  converter_text,
  converter_number,  // of a field
  column_count,
  missing_column,
  nul,
  open_quote,  // of a row
};

struct ColumnPlan {
  std::int64_t source = 0;  // position in the row; negative from its end
  ColumnType type;
  std::size_t offset = 0;            // of the cell in the record
  std::vector<std::string> missing;  // texts that mean "no value", besides the empty one
  std::array<std::byte, 16> fill{};  // the cell of a missing value
  std::optional<std::string> text_fill;
  const FieldConverter* converter = nullptr;
};

struct RecordPlan {
  std::vector<ColumnPlan> columns;
  std::size_t record_bytes = 0;
  std::int64_t file_columns = -1;  // that every row must have; -1: as many as are used will do
  std::int64_t needed = 0;         // columns that are used reach up to here
  bool lenient = false;            // missing and bad fields become the fill
  bool loose = true;               // bad ones only if so
  bool autostrip = false;          // text without blanks around it
  bool latin1 = false;             // text is recoded to UTF-8
  bool detect = false;             // all columns are text for now: converted numbers are written as such

  // Sets offsets, record_bytes and needed.
  void lay_out();
};

std::size_t cell_bytes(const ColumnType& type);

// Writes one cell; characters go behind `heap`. Allocates for text and converters only.
Fault convert_field(const RecordPlan& plan, const ColumnPlan& column, std::string_view field, std::byte* record,
                    CountedVector<char>& heap);

// Records in one growing block.
class RecordBuffer {
 public:
  RecordBuffer(Context& ctx, std::size_t record_bytes) : ctx_(ctx), record_bytes_(record_bytes) {}
  // Place for `more` records behind the present ones. `expected` in all, when it must grow anyway.
  std::byte* room(std::int64_t more, std::int64_t expected);
  void added(std::int64_t n) { rows_ += n; }
  void drop_last(std::int64_t n) { rows_ -= std::min(n, rows_); }
  std::int64_t rows() const { return rows_; }
  const std::byte* record(std::int64_t i) const { return bytes_.data() + static_cast<std::size_t>(i) * record_bytes_; }
  // The records as a matrix, when all cells have this dtype.
  Array matrix(DType dtype, std::int64_t columns) const;

 private:
  Context& ctx_;
  std::size_t record_bytes_;
  Array bytes_;  // uint8
  std::int64_t rows_ = 0, capacity_ = 0;
};

}  // namespace perilune::io
