// Records to columns whose types were given.

#include <algorithm>
#include <cstring>

#include "kernels/io/text_plan.h"

namespace perilune::io {

namespace {

// One dtype's cells out of the records, one behind the other.
Array gather_numbers(Context& ctx, const ColumnPlan& column, const RecordBuffer& records) {
  const Array array = Array::empty(ctx, column.type.dtype, {records.rows()});
  const std::size_t item = itemsize(column.type.dtype);
  std::byte* to = array.data();
  for (std::int64_t i = 0; i < records.rows(); ++i, to += item) {
    if ((i & 0xFFFF) == 0) ctx.poll();
    std::memcpy(to, records.record(i) + column.offset, item);
  }
  return array;
}

TextColumn gather_text(Context& ctx, const ColumnPlan& column, const RecordBuffer& records, std::string_view heap) {
  TextColumn text(ctx);
  std::size_t bytes = 0;
  for (const bool copy : {false, true}) {
    if (copy) text.reserve(static_cast<std::size_t>(records.rows()), bytes);
    for (std::int64_t i = 0; i < records.rows(); ++i) {
      if ((i & 0xFFFF) == 0) ctx.poll();
      TextCell cell;
      std::memcpy(&cell, records.record(i) + column.offset, sizeof cell);
      if (copy) text.push_back(heap.substr(cell.offset, cell.size));
      else bytes += cell.size;
    }
  }
  return text;
}

}  // namespace

Table given_columns(Context& ctx, const TextPlan& plan, const TextOptions& options, const RecordBuffer& records,
                    std::string_view heap) {
  Table table;
  table.rows = records.rows();
  table.names = plan.names;
  const std::vector<ColumnPlan>& columns = plan.record.columns;
  const ColumnType type = columns.empty() ? ColumnType{} : columns.front().type;
  const bool alike = std::all_of(columns.begin(), columns.end(), [&](const ColumnPlan& c) { return c.type == type; });
  if (alike && !type.text) table.matrix = records.matrix(type.dtype, static_cast<std::int64_t>(columns.size()));
  const Dims stride{static_cast<std::int64_t>(plan.record.record_bytes)};
  for (const ColumnPlan& column : columns) {
    if (table.matrix)
      table.columns.emplace_back(table.matrix->with_layout(table.matrix->data() + column.offset, {table.rows}, stride));
    else if (column.type.text) table.columns.emplace_back(gather_text(ctx, column, records, heap));
    else table.columns.emplace_back(gather_numbers(ctx, column, records));
  }
  // Types for all columns of the file bring the names of those columns with them.
  const bool of_file = options.types.size() > columns.size();
  if (table.names.empty() && !alike)
    for (std::size_t i = 0; i < columns.size(); ++i)
      table.names.push_back(
          default_name(options.name_rules, of_file ? columns[i].source : static_cast<std::int64_t>(i)));
  return table;
}

}  // namespace perilune::io
