#pragma once
// Values on their way between C++ and scripts, and which C++ type stands for which.

#include <complex>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "perilune/array.hpp"

namespace perilune {
inline namespace host {

// One value of any kind, owned.
class Value {
 public:
  Value() = default;
  Value(Value&& other) noexcept : raw_(std::exchange(other.raw_, {})) {}
  Value& operator=(Value&& other) noexcept {
    std::swap(raw_, other.raw_);
    return *this;
  }
  ~Value() {
    if (raw_.owned) perilune_clear(&raw_);
  }
  perilune_kind kind() const { return raw_.kind; }
  bool is_nil() const { return raw_.kind == PERILUNE_NIL; }
  perilune_value& raw() { return raw_; }
  const perilune_value& raw() const { return raw_; }
  const char* kind_name() const {
    constexpr const char* names[] = {"nil",      "a boolean", "an integer", "a number", "a complex value",
                                     "a string", "an array",  "a function", "a table",  "an object"};
    return names[raw_.kind];
  }

 private:
  perilune_value raw_{};
};

// A Lua function (or anything that can be called), found once and called often. Must not be used after its state.
class Function {
 public:
  Function() = default;
  Function(perilune_state* state, Value&& value) : state_(state), value_(std::make_shared<Value>(std::move(value))) {}
  explicit operator bool() const { return value_ != nullptr; }
  template <class R = void, class... A>
  R call(A&&... arguments) const;
  const Value& value() const { return *value_; }
  perilune_state* state() const { return state_; }

 private:
  perilune_state* state_ = nullptr;
  std::shared_ptr<Value> value_;
};

// Convert<T> tells how a T travels. `from` gives nothing when the value is of another kind. Specialise it for your own.
template <class T, class = void>
struct Convert;

template <>
struct Convert<bool> {
  static constexpr const char* name = "a boolean";
  static void to(perilune_state*, bool from, perilune_value& v) {
    v.kind = PERILUNE_BOOLEAN;
    v.as.boolean = from;
  }
  static std::optional<bool> from(perilune_state*, Value& v) {
    if (v.kind() != PERILUNE_BOOLEAN) return {};
    return v.raw().as.boolean != 0;
  }
};

template <class T>
struct Convert<T, std::enable_if_t<std::is_integral_v<T>>> {
  static constexpr const char* name = "a whole number that fits";
  static void to(perilune_state*, T from, perilune_value& v) {
    if constexpr (std::is_unsigned_v<T> && sizeof(T) >= sizeof(std::int64_t))
      if (from > static_cast<T>(std::numeric_limits<std::int64_t>::max()))
        throw Error(PERILUNE_MISUSE, std::to_string(from) + " is too large for an integer of Lua");
    v.kind = PERILUNE_INTEGER;
    v.as.integer = static_cast<std::int64_t>(from);
  }
  static std::optional<T> from(perilune_state*, Value& v) {
    std::int64_t n = v.raw().as.integer;
    if (v.kind() == PERILUNE_NUMBER) {
      const double x = v.raw().as.number;
      if (!(x >= -0x1p63 && x < 0x1p63)) return {};
      n = static_cast<std::int64_t>(x);
      if (static_cast<double>(n) != x) return {};
    } else if (v.kind() != PERILUNE_INTEGER) {
      return {};
    }
    const T narrow = static_cast<T>(n);
    if (static_cast<std::int64_t>(narrow) != n || (std::is_unsigned_v<T> && n < 0)) return {};
    return narrow;
  }
};

template <class T>
struct Convert<T, std::enable_if_t<std::is_floating_point_v<T>>> {
  static constexpr const char* name = "a number";
  static void to(perilune_state*, T from, perilune_value& v) {
    v.kind = PERILUNE_NUMBER;
    v.as.number = static_cast<double>(from);
  }
  static std::optional<T> from(perilune_state*, Value& v) {
    if (v.kind() == PERILUNE_NUMBER) return static_cast<T>(v.raw().as.number);
    if (v.kind() == PERILUNE_INTEGER) return static_cast<T>(v.raw().as.integer);
    return {};
  }
};

template <>
struct Convert<std::complex<double>> {
  static constexpr const char* name = "a number";
  static void to(perilune_state*, const std::complex<double>& from, perilune_value& v) {
    v.kind = PERILUNE_COMPLEX;
    v.as.complex.real = from.real();
    v.as.complex.imag = from.imag();
  }
  static std::optional<std::complex<double>> from(perilune_state* state, Value& v) {
    if (v.kind() == PERILUNE_COMPLEX) return std::complex(v.raw().as.complex.real, v.raw().as.complex.imag);
    if (const auto real = Convert<double>::from(state, v)) return *real;
    return {};
  }
};

template <>
struct Convert<std::string_view> {  // as an argument only: the text belongs to the value
  static constexpr const char* name = "a string";
  static void to(perilune_state*, std::string_view from, perilune_value& v) {
    v.kind = PERILUNE_STRING;
    v.as.string.data = from.data();
    v.as.string.length = from.size();
  }
  static std::optional<std::string_view> from(perilune_state*, Value& v) {
    if (v.kind() != PERILUNE_STRING) return {};
    return std::string_view(v.raw().as.string.data, v.raw().as.string.length);
  }
};

template <>
struct Convert<std::string> : Convert<std::string_view> {
  static std::optional<std::string> from(perilune_state* state, Value& v) {
    if (const auto text = Convert<std::string_view>::from(state, v)) return std::string(*text);
    return {};
  }
};
template <>
struct Convert<const char*> : Convert<std::string_view> {  // from: as an argument only, as above
  static constexpr const char* name = "a string without zero bytes";
  static std::optional<const char*> from(perilune_state*, Value& v) {
    if (v.kind() != PERILUNE_STRING) return {};
    const char* text = v.raw().as.string.data;
    if (std::char_traits<char>::length(text) != v.raw().as.string.length) return {};
    return text;
  }
};
template <>
struct Convert<char*> : Convert<std::string_view> {};

template <>
struct Convert<Array> {
  static constexpr const char* name = "an array";
  static void to(perilune_state*, const Array& from, perilune_value& v) {
    if (!from) return;  // nil
    v.kind = PERILUNE_ARRAY;
    v.as.array = from.handle();
  }
  static std::optional<Array> from(perilune_state*, Value& v) {
    if (v.kind() != PERILUNE_ARRAY) return {};
    return Array(perilune_retain_array(v.raw().as.array));
  }
};

// A copy, from an array or table of numbers with any shape; to an array with one axis.
template <class T>
struct Convert<std::vector<T>, std::enable_if_t<std::is_arithmetic_v<T> || std::is_same_v<T, std::complex<double>>>> {
  static constexpr const char* name = "an array or table of numbers";
  static void to(perilune_state* state, const std::vector<T>& from, perilune_value& v) {
    const auto n = static_cast<std::int64_t>(from.size());
    perilune_array* array;
    detail::check(state, perilune_new_array(state, dtype_of<T>(), 1, &n, &array));
    v.kind = PERILUNE_ARRAY;
    v.owned = 1;
    v.as.array = array;
    perilune_buffer buffer;
    perilune_get_buffer(array, &buffer);
    std::copy(from.begin(), from.end(), static_cast<T*>(buffer.data));
  }
  static std::optional<std::vector<T>> from(perilune_state* state, Value& v) {
    if (v.kind() != PERILUNE_ARRAY && v.kind() != PERILUNE_TABLE) return {};
    perilune_array* raw = nullptr;
    detail::check(state, perilune_to_array(state, &v.raw(), dtype_of<T>(), &raw));
    const Array array(raw);
    const T* begin = array.data<const T>();
    return std::vector<T>(begin, begin + array.size());
  }
};

template <>
struct Convert<Function> {
  static constexpr const char* name = "a function";
  static void to(perilune_state*, const Function& from, perilune_value& v) {
    if (!from) return;  // nil
    v = from.value().raw();
    v.owned = 0;
  }
  static std::optional<Function> from(perilune_state* state, Value& v) {
    if (v.kind() != PERILUNE_FUNCTION && v.kind() != PERILUNE_TABLE && v.kind() != PERILUNE_OBJECT) return {};
    return Function(state, std::move(v));
  }
};

template <>
struct Convert<Value> {
  static constexpr const char* name = "a value";
  static void to(perilune_state*, const Value& from, perilune_value& v) {
    v = from.raw();
    v.owned = 0;
  }
  static std::optional<Value> from(perilune_state*, Value& v) { return std::move(v); }
};

template <>
struct Convert<std::nullptr_t> {
  static void to(perilune_state*, std::nullptr_t, perilune_value&) {}
};

template <class T>
struct Convert<std::optional<T>> {
  static constexpr const char* name = Convert<T>::name;
  static void to(perilune_state* state, const std::optional<T>& from, perilune_value& v) {
    if (from) Convert<T>::to(state, *from, v);
  }
  static std::optional<std::optional<T>> from(perilune_state* state, Value& v) {
    if (v.is_nil()) return std::optional<T>();
    if (auto inner = Convert<T>::from(state, v)) return std::optional<T>(std::move(inner));
    return {};
  }
};

}  // namespace host
}  // namespace perilune
