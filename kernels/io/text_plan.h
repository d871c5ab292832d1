#pragma once
// From the options of a reader and the width of its file to the plan of a record.

#include "kernels/io/text_table.h"

namespace perilune::io {

struct TextPlan {
  RecordPlan record;
  std::vector<std::string> names;             // of the columns that are used, or none
  std::vector<std::optional<Cell>> fillings;  // of each column; detection needs them unconverted
};

// `width`: columns of the header or the first row of data, -1 when there is neither. `names`: of all columns, from the
// header. `where` says which line the width is from, for messages: "line 3 of 'a.csv'".
TextPlan plan_text(const TextOptions& options, std::int64_t width, std::vector<std::string> names,
                   const std::string& where);

// Writes the cell for missing values; ValueError when the column cannot hold it.
void fill_cell(const Cell& value, const ColumnType& type, std::byte* cell);
// What missing values become by default: NaN, -1 (255 in uint8), false.
std::array<std::byte, 16> default_fill(DType dtype);

// Records to the columns of their types, and to a matrix when there is one type.
Table given_columns(Context& ctx, const TextPlan& plan, const TextOptions& options, const RecordBuffer& records,
                    std::string_view heap);
// Columns of text cells to columns of the types that they turn out to have.
Table detect_columns(Context& ctx, const TextPlan& plan, const TextOptions& options, const RecordBuffer& records,
                     std::string_view heap);

}  // namespace perilune::io
