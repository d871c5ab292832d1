#include "kernels/io/record.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>

#include "kernels/io/number_text.h"

namespace perilune::io {

namespace {

bool valid_utf8(std::string_view text) {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  const auto* const end = p + text.size();
  while (p != end) {
    if (*p < 0x80) {
      ++p;
      continue;
    }
    const int more = *p >= 0xF0 ? 3 : *p >= 0xE0 ? 2 : 1;
    if (*p < 0xC2 || *p > 0xF4 || end - p <= more) return false;
    // The second byte excludes overlong forms, surrogates and what lies beyond U+10FFFF.
    const unsigned low = *p == 0xE0   ? 0xA0
                         : *p == 0xF0 ? 0x90
                                      : 0x80,
                   high = *p == 0xED   ? 0x9F
                          : *p == 0xF4 ? 0x8F
                                       : 0xBF;
    if (p[1] < low || p[1] > high) return false;
    for (int i = 2; i <= more; ++i)
      if ((p[i] & 0xC0) != 0x80) return false;
    p += more + 1;
  }
  return true;
}

Fault put_text(const RecordPlan& plan, std::string_view text, bool as_it_is, std::byte* cell,
               CountedVector<char>& heap) {
  TextCell where{heap.size(), 0};
  if (plan.latin1 && !as_it_is) {
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x80) {
        heap.push_back(c);
      } else {
        heap.push_back(static_cast<char>(0xC0 | byte >> 6));
        heap.push_back(static_cast<char>(0x80 | (byte & 0x3F)));
      }
    }
  } else {
    if (!as_it_is && !valid_utf8(text)) return Fault::utf8;
    heap.insert(heap.end(), text.begin(), text.end());
  }
  where.size = heap.size() - where.offset;
  std::memcpy(cell, &where, sizeof where);
  return Fault::none;
}

template <class T>
Fault put(std::byte* cell, T value) {
  std::memcpy(cell, &value, sizeof value);
  return Fault::none;
}

Fault put_number(DType dtype, std::string_view text, std::byte* cell) {
  switch (kind(dtype)) {
    case Kind::boolean: {
      bool v;
      return parse_bool(text, v) ? put(cell, v) : Fault::truth;
    }
    case Kind::integer: {
      std::int64_t v;
      const IntegerText result = parse_integer(text, v);
      if (result == IntegerText::not_a_number) return Fault::number;
      if (result == IntegerText::not_whole) return Fault::whole_number;
      if (result == IntegerText::too_large) return Fault::range;
      if (dtype == DType::int64) return put(cell, v);
      if (dtype == DType::int32)
        return v == static_cast<std::int32_t>(v) ? put(cell, static_cast<std::int32_t>(v)) : Fault::range;
      return v == static_cast<std::uint8_t>(v) ? put(cell, static_cast<std::uint8_t>(v)) : Fault::range;
    }
    case Kind::real: {
      double v;
      if (!parse_real(text, v)) return Fault::number;
      return dtype == DType::float64 ? put(cell, v) : put(cell, static_cast<float>(v));
    }
    default: {
      Complex128 v;
      if (!parse_complex(text, v)) return Fault::complex_number;
      return dtype == DType::complex128 ? put(cell, v) : put(cell, Complex64(v));
    }
  }
}

// The shortest text that reads back as the number, and as a number of its kind: 2.0 is not the integer 2.
std::string number_text(const Scalar& number) {
  if (number.dtype == DType::bool_) return number.integer ? "true" : "false";
  if (number.exact()) return std::to_string(number.integer);
  const auto real_text = [](double v) {
    char text[64];
    std::string out(text, std::to_chars(text, text + sizeof text, v).ptr);
    return out.find_first_of(".einf") == std::string::npos ? out + ".0" : out;
  };
  const std::string real = real_text(number.real());
  if (!is_complex(number.dtype)) return real;
  const std::string imaginary = real_text(number.imag());
  return real + (imaginary[0] == '-' ? "" : "+") + imaginary + "j";
}

Fault put_converted(const RecordPlan& plan, const ColumnPlan& column, std::string_view field, std::byte* cell,
                    CountedVector<char>& heap) {
  const Cell value = (*column.converter)(field);
  if (const auto* text = std::get_if<std::string>(&value))
    return column.type.text ? put_text(plan, *text, true, cell, heap) : Fault::converter_text;
  const Scalar& number = std::get<Scalar>(value);
  if (column.type.text)
    return plan.detect ? put_text(plan, number_text(number), true, cell, heap) : Fault::converter_number;
  try {
    store(column.type.dtype, cell, number);
  } catch (const DomainError&) {
    return Fault::range;
  }
  return Fault::none;
}

}  // namespace

std::size_t cell_bytes(const ColumnType& type) { return type.text ? sizeof(TextCell) : itemsize(type.dtype); }

void RecordPlan::lay_out() {
  record_bytes = 0;
  needed = 0;
  for (ColumnPlan& column : columns) {
    // Aligned cells, unless they are all alike and need no gaps anyway.
    const std::size_t size = cell_bytes(column.type), align = std::min<std::size_t>(size, 8);
    record_bytes = (record_bytes + align - 1) / align * align;
    column.offset = record_bytes;
    record_bytes += size;
    needed = std::max(needed, column.source < 0 ? -(column.source + 1) : column.source + 1);
  }
  const bool alike =
      std::all_of(columns.begin(), columns.end(), [&](const ColumnPlan& c) { return c.type == columns.front().type; });
  if (!alike) record_bytes = (record_bytes + 7) / 8 * 8;
}

Fault convert_field(const RecordPlan& plan, const ColumnPlan& column, std::string_view field, std::byte* record,
                    CountedVector<char>& heap) {
  std::byte* cell = record + column.offset;
  if (column.converter) return put_converted(plan, column, field, cell, heap);
  const std::string_view text = trim(field);
  if (plan.lenient &&
      (text.empty() || std::find(column.missing.begin(), column.missing.end(), text) != column.missing.end())) {
    if (column.type.text && column.text_fill) return put_text(plan, *column.text_fill, true, cell, heap);
    if (!column.type.text) {
      std::memcpy(cell, column.fill.data(), cell_bytes(column.type));
      return Fault::none;
    }
  }
  if (column.type.text) return put_text(plan, plan.autostrip ? text : field, false, cell, heap);
  const Fault fault = put_number(column.type.dtype, text, cell);
  if (fault == Fault::none || fault == Fault::range || !plan.lenient || !plan.loose) return fault;
  std::memcpy(cell, column.fill.data(), cell_bytes(column.type));
  return Fault::none;
}

std::byte* RecordBuffer::room(std::int64_t more, std::int64_t expected) {
  if (rows_ + more > capacity_) {
    const std::int64_t wanted = std::max({rows_ + more, capacity_ + capacity_ / 2, expected});
    const auto bytes = static_cast<std::int64_t>(record_bytes_);
    if (bytes && wanted > std::numeric_limits<std::int64_t>::max() / bytes)
      throw MemoryError(format("not enough memory for %lld rows", static_cast<long long>(wanted)));
    const Array larger = Array::empty(ctx_, DType::uint8, {wanted * bytes});
    if (rows_ && bytes) std::memcpy(larger.data(), bytes_.data(), static_cast<std::size_t>(rows_ * bytes));
    bytes_ = larger;
    capacity_ = wanted;
  }
  return bytes_.data() + static_cast<std::size_t>(rows_) * record_bytes_;
}

Array RecordBuffer::matrix(DType dtype, std::int64_t columns) const {
  Dims shape{rows_, columns};
  const std::int64_t used = rows_ * static_cast<std::int64_t>(record_bytes_);
  if (used > 0 && bytes_.size() - used <= used / 8 + 4096)
    return Array::share(bytes_.block(), bytes_.data(), dtype, shape, row_major_strides(shape, itemsize(dtype)));
  const Array exact = Array::empty(ctx_, dtype, shape);
  if (used > 0) std::memcpy(exact.data(), bytes_.data(), static_cast<std::size_t>(used));
  return exact;
}

}  // namespace perilune::io
