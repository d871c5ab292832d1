// genfromtxt with dtype = none: the type of a column is the first of bool, int64, float64, complex128 and text that all
// of its values have. Missing values have any type.

#include <algorithm>
#include <charconv>
#include <cstring>

#include "kernels/io/number_text.h"
#include "kernels/io/text_plan.h"

namespace perilune::io {

namespace {

class Detector {
 public:
  Detector(Context& ctx, const ColumnPlan& plan, const std::optional<Cell>& filling, const RecordBuffer& records,
           std::string_view heap)
      : ctx_(ctx), plan_(plan), filling_(filling), records_(records), heap_(heap) {}

  ColumnType type() {
    bool truth = true, integer = true, real = true, complex = true, found = false;
    for (std::int64_t i = 0; i < records_.rows(); ++i) {
      if ((i & 4095) == 0) ctx_.poll();
      const std::string_view text = trim(field(i));
      if (missing(text)) continue;
      found = true;
      truth = truth && is_word(text);
      integer = integer && is_integer_text(text);
      double r;
      real = real && (integer || parse_real(text, r));
      Complex128 c;
      complex = complex && (real || parse_complex(text, c));
      if (!truth && !complex) return {true, DType::float64};
    }
    // Nothing at all is NaN rather than false.
    DType dtype = !found    ? DType::float64
                  : truth   ? DType::bool_
                  : integer ? DType::int64
                  : real    ? DType::float64
                            : DType::complex128;
    return {false, wide_enough(dtype)};
  }

  void fill(const ColumnType& type, std::byte* to, std::int64_t stride) const {
    std::array<std::byte, 16> fill = default_fill(type.dtype);
    if (filling_ && !std::holds_alternative<std::string>(*filling_)) fill_cell(*filling_, type, fill.data());
    const std::size_t item = itemsize(type.dtype);
    for (std::int64_t i = 0; i < records_.rows(); ++i, to += stride) {
      if ((i & 4095) == 0) ctx_.poll();
      const std::string_view text = trim(field(i));
      if (missing(text)) {
        std::memcpy(to, fill.data(), item);
        continue;
      }
      Scalar value = Scalar::of(false);
      bool truth;
      std::int64_t integer;
      double real;
      Complex128 complex;
      if (type.dtype == DType::bool_ && parse_bool(text, truth)) value = Scalar::of(truth);
      else if (type.dtype == DType::int64 && parse_integer(text, integer) == IntegerText::good)
        value = Scalar::of(integer);
      else if (type.dtype == DType::float64 && parse_real(text, real)) value = Scalar::of(real);
      else if (parse_complex(text, complex)) value = Scalar::of(complex);
      store(type.dtype, to, value);
    }
  }

  TextColumn texts() const {
    TextColumn column(ctx_);
    std::size_t bytes = 0;
    for (std::int64_t i = 0; i < records_.rows(); ++i) bytes += field(i).size();
    column.reserve(static_cast<std::size_t>(records_.rows()), bytes);
    const auto* fill = filling_ ? std::get_if<std::string>(&*filling_) : nullptr;
    for (std::int64_t i = 0; i < records_.rows(); ++i) {
      if ((i & 4095) == 0) ctx_.poll();
      column.push_back(fill && missing(trim(field(i))) ? std::string_view(*fill) : field(i));
    }
    return column;
  }

 private:
  std::string_view field(std::int64_t i) const {
    TextCell cell;
    std::memcpy(&cell, records_.record(i) + plan_.offset, sizeof cell);
    return heap_.substr(cell.offset, cell.size);
  }
  bool missing(std::string_view text) const {
    return text.empty() || std::find(plan_.missing.begin(), plan_.missing.end(), text) != plan_.missing.end();
  }
  static bool is_word(std::string_view text) {
    bool value;
    return text.size() >= 4 && (text[0] | 32) >= 'a' && (text[0] | 32) != 'n' && (text[0] | 32) != 'i' &&
           parse_bool(text, value);
  }
  // Digits alone: 1e3 and 1.0 are floats, and so is what int64 cannot hold.
  static bool is_integer_text(std::string_view text) {
    if (text[0] == '+') text.remove_prefix(1);
    std::int64_t value;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return stop == end && error == std::errc{};
  }
  // A filling that the type cannot hold, such as NaN among integers, makes it wider.
  DType wide_enough(DType dtype) const {
    if (!filling_ || std::holds_alternative<std::string>(*filling_)) return dtype;
    const Scalar& value = std::get<Scalar>(*filling_);
    std::byte cell[16];
    for (const DType wider : {dtype, DType::float64, DType::complex128}) {
      if (wider < dtype) continue;
      try {
        store(wider, cell, value);
        return wider;
      } catch (const Error&) {
      }
    }
    return dtype;
  }

  Context& ctx_;
  const ColumnPlan& plan_;
  const std::optional<Cell>& filling_;
  const RecordBuffer& records_;
  std::string_view heap_;
};

}  // namespace

Table detect_columns(Context& ctx, const TextPlan& plan, const TextOptions& options, const RecordBuffer& records,
                     std::string_view heap) {
  Table table;
  table.rows = records.rows();
  const std::vector<ColumnPlan>& columns = plan.record.columns;
  std::vector<Detector> detectors;
  std::vector<ColumnType> types;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    detectors.emplace_back(ctx, columns[i], plan.fillings[i], records, heap);
    types.push_back(detectors.back().type());
  }
  const bool alike = std::all_of(types.begin(), types.end(), [&](const ColumnType& t) { return t == types.front(); });
  const auto count = static_cast<std::int64_t>(columns.size());
  if (types.empty()) {
    table.matrix = Array::empty(ctx, DType::float64, {table.rows, 0});
  } else if (alike && !types.front().text) {
    table.matrix = Array::empty(ctx, types.front().dtype, {table.rows, count});
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (types[i].text) {
      table.columns.emplace_back(detectors[i].texts());
      continue;
    }
    const auto item = static_cast<std::int64_t>(itemsize(types[i].dtype));
    const Array column = table.matrix
                             ? table.matrix->with_layout(table.matrix->data() + static_cast<std::int64_t>(i) * item,
                                                         {table.rows}, {count * item})
                             : Array::empty(ctx, types[i].dtype, {table.rows});
    detectors[i].fill(types[i], column.data(), column.strides()[0]);
    table.columns.emplace_back(column);
  }
  table.names = plan.names;
  if (table.names.empty() && !table.matrix && !alike)
    for (std::int64_t i = 0; i < count; ++i) table.names.push_back(default_name(options.name_rules, i));
  return table;
}

}  // namespace perilune::io
