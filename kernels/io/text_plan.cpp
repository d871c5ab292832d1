#include "kernels/io/text_plan.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "kernels/io/number_text.h"
#include "kernels/io/quote.h"
#include "kernels/io/row_parser.h"

namespace perilune::io {

namespace {

// As the user counts: from 1, and -1 is the last.
long long shown(std::int64_t position) { return position < 0 ? position : position + 1; }

class Planner {
 public:
  Planner(const TextOptions& options, std::int64_t width, std::vector<std::string> names, const std::string& where)
      : options_(options), width_(width), file_names_(std::move(names)), where_(where) {}

  TextPlan run() {
    if (options_.names_from == TextOptions::Names::given) {
      file_names_ = tidy_names(options_.names, options_.name_rules);
      if (width_ < 0 && !options_.usecols) width_ = static_cast<std::int64_t>(file_names_.size());
      // As many names as columns are used, and these by position: then they are theirs, in this order.
      if (options_.usecols && file_names_.size() == options_.usecols->size() &&
          std::none_of(options_.usecols->begin(), options_.usecols->end(),
                       [](const ColumnKey& key) { return std::holds_alternative<std::string>(key); }))
        std::swap(file_names_, used_names_);
    }
    choose_columns();
    give_types();
    give_names();
    give_values();
    give_converters();
    RecordPlan& record = plan_.record;
    record.file_columns = options_.usecols ? -1 : width_;
    record.lenient = options_.lenient;
    record.loose = options_.loose;
    record.autostrip = options_.autostrip;
    record.latin1 = options_.latin1;
    record.detect = options_.detect;
    record.lay_out();
    return std::move(plan_);
  }

 private:
  std::size_t count() const { return plan_.record.columns.size(); }
  ColumnPlan& column(std::size_t i) { return plan_.record.columns[i]; }

  std::int64_t position(const ColumnKey& key, const char* option) const {
    if (const auto* at = std::get_if<std::int64_t>(&key)) {
      const bool inside = *at < 0 ? *at >= -width_ : *at < width_;
      if (width_ >= 0 && !inside)
        throw IndexError(format("%s asks for column %lld, %s has %s", option, shown(*at), where_.c_str(),
                                columns_text(width_).c_str()));
      return *at;
    }
    const std::string& name = std::get<std::string>(key);
    const auto found = std::find(file_names_.begin(), file_names_.end(), name);
    if (found != file_names_.end()) return found - file_names_.begin();
    const auto used = std::find(used_names_.begin(), used_names_.end(), name);
    if (used != used_names_.end()) return column_source(static_cast<std::size_t>(used - used_names_.begin()));
    if (file_names_.empty() && used_names_.empty())
      throw ValueError(std::string(option) + " names the column " + quote(name) + ", but no names are read or given");
    std::string list;
    for (const std::string& known : file_names_.empty() ? used_names_ : file_names_)
      list += (list.empty() ? "" : ", ") + known;
    throw ValueError(std::string(option) + " names the column " + quote(name) + "; there are " + quote(list, 200));
  }
  std::int64_t column_source(std::size_t i) const { return i < count() ? plan_.record.columns[i].source : -1; }

  void choose_columns() {
    std::vector<ColumnPlan>& columns = plan_.record.columns;
    if (!options_.usecols) {
      // Nothing is known of a file without a line: one column, or as many as there are types.
      const std::int64_t all =
          width_ >= 0 ? width_ : static_cast<std::int64_t>(std::max<std::size_t>(options_.types.size(), 1));
      columns.resize(static_cast<std::size_t>(all));
      for (std::size_t i = 0; i < columns.size(); ++i) columns[i].source = static_cast<std::int64_t>(i);
      return;
    }
    for (const ColumnKey& key : *options_.usecols) {
      columns.emplace_back();
      columns.back().source = position(key, "usecols");
      // genfromtxt counts from the end of the first row, loadtxt from the end of each.
      if (options_.lenient && columns.back().source < 0 && width_ >= 0) columns.back().source += width_;
    }
  }

  void give_types() {
    const std::size_t given = options_.types.size();
    const auto width = static_cast<std::size_t>(std::max<std::int64_t>(width_, 0));
    if (given == 0) throw ValueError("dtype must name at least one type");
    if (given != 1 && given != count() && given != width)
      throw ValueError(format("dtype must have one type, or one for each of %s, got %zu",
                              columns_text(static_cast<std::int64_t>(count())).c_str(), given));
    for (std::size_t i = 0; i < count(); ++i) {
      const std::int64_t source = column(i).source < 0 ? column(i).source + width_ : column(i).source;
      const std::size_t at = given == 1 ? 0 : given == count() ? i : static_cast<std::size_t>(source);
      column(i).type = options_.detect ? ColumnType{true, DType::float64} : options_.types[at];
    }
  }

  void give_names() {
    plan_.names = used_names_;
    if (file_names_.empty()) return;
    if (width_ >= 0 && static_cast<std::int64_t>(file_names_.size()) != width_)
      throw ValueError(format("names has %s, %s has %s",
                              columns_text(static_cast<std::int64_t>(file_names_.size())).c_str(), where_.c_str(),
                              columns_text(width_).c_str()));
    for (std::size_t i = 0; i < count(); ++i) {
      const std::int64_t source = column(i).source < 0 ? column(i).source + width_ : column(i).source;
      if (source < 0 || source >= static_cast<std::int64_t>(file_names_.size()))
        throw IndexError(format("usecols asks for column %lld, names has %s", shown(column(i).source),
                                columns_text(static_cast<std::int64_t>(file_names_.size())).c_str()));
      plan_.names.push_back(file_names_[static_cast<std::size_t>(source)]);
    }
  }

  // Calls f for the used columns that a key means.
  template <class F>
  void each_meant(const std::optional<ColumnKey>& key, const char* option, F&& f) {
    const std::int64_t wanted = key ? position(*key, option) : 0;
    const auto from_start = [&](std::int64_t source) {
      return source < 0 ? source + std::max<std::int64_t>(width_, 0) : source;
    };
    for (std::size_t i = 0; i < count(); ++i)
      if (!key || from_start(column(i).source) == from_start(wanted)) f(i);
  }

  void give_values() {
    plan_.fillings.resize(count());
    for (std::size_t i = 0; i < count(); ++i)
      if (!column(i).type.text) column(i).fill = default_fill(column(i).type.dtype);
    for (const TextOptions::Missing& missing : options_.missing_values)
      each_meant(missing.column, "missing_values", [&](std::size_t i) {
        for (const std::string& text : missing.texts) column(i).missing.emplace_back(trim(text));
      });
    for (const TextOptions::Filling& filling : options_.filling_values)
      each_meant(filling.column, "filling_values", [&](std::size_t i) { plan_.fillings[i] = filling.value; });
    if (options_.detect) return;
    for (std::size_t i = 0; i < count(); ++i) {
      if (!plan_.fillings[i]) continue;
      const Cell& value = *plan_.fillings[i];
      const auto* text = std::get_if<std::string>(&value);
      if (column(i).type.text && text) column(i).text_fill = *text;
      // A number for all columns is not meant for those of text, nor a string for those of numbers.
      else if (column(i).type.text == (text != nullptr)) fill_cell(value, column(i).type, column(i).fill.data());
    }
  }

  void give_converters() {
    for (const TextOptions::Converter& converter : options_.converters)
      each_meant(converter.column, "converters", [&](std::size_t i) { column(i).converter = &converter.call; });
  }

  const TextOptions& options_;
  std::int64_t width_;
  std::vector<std::string> file_names_, used_names_;
  const std::string& where_;
  TextPlan plan_;
};

template <class T>
std::array<std::byte, 16> bytes_of(T value) {
  std::array<std::byte, 16> bytes{};
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}

}  // namespace

TextPlan plan_text(const TextOptions& options, std::int64_t width, std::vector<std::string> names,
                   const std::string& where) {
  return Planner(options, width, std::move(names), where).run();
}

std::array<std::byte, 16> default_fill(DType dtype) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  constexpr float nanf = std::numeric_limits<float>::quiet_NaN();
  switch (dtype) {
    case DType::bool_: return bytes_of(false);
    case DType::uint8: return bytes_of(std::uint8_t{255});
    case DType::int32: return bytes_of(std::int32_t{-1});
    case DType::int64: return bytes_of(std::int64_t{-1});
    case DType::float32: return bytes_of(nanf);
    case DType::float64: return bytes_of(nan);
    case DType::complex64: return bytes_of(Complex64(nanf, 0));
    default: return bytes_of(Complex128(nan, 0));
  }
}

void fill_cell(const Cell& value, const ColumnType& type, std::byte* cell) {
  const auto* text = std::get_if<std::string>(&value);
  if (text)
    throw ValueError(
        format("filling_values must be a number for a column of %s, got %s", name(type.dtype), quote(*text).c_str()));
  try {
    store(type.dtype, cell, std::get<Scalar>(value));
  } catch (const Error& error) {
    throw ValueError(std::string("filling_values: ") + error.what());
  }
}

}  // namespace perilune::io
