// What a callback returned, read and checked.

#include <cstring>
#include <lua.hpp>

#include "kernels/array/elementwise.h"
#include "stdlib/registry/arguments.h"
#include "stdlib/registry/callable.h"
#include "stdlib/registry/state.h"
#include "stdlib/types/array.h"

namespace perilune {

namespace {

// "a vector of length 3", "a real 2x3 matrix"
std::string shape_wanted(const Dims& shape, bool real) {
  const std::string a = real ? "a real " : "a ";
  if (shape.empty()) return real ? "a real number" : "a number";
  if (shape.size() == 1) return a + "vector" + (shape[0] < 0 ? "" : " of length " + std::to_string(shape[0]));
  std::string lengths;
  bool any = true, all = true;
  for (const std::int64_t n : shape) {
    any = any && n < 0;
    all = all && n >= 0;
    lengths += (lengths.empty() ? "" : "x") + (n < 0 ? "?" : std::to_string(n));
  }
  if (shape.size() == 2) {
    if (all) return a + lengths + " matrix";
    if (any) return a + "matrix";
    const bool rows = shape[0] >= 0;
    return a + "matrix with " + std::to_string(shape[rows ? 0 : 1]) + (rows ? " rows" : " columns");
  }
  return (real ? "a real array of shape " : "an array of shape ") + lengths;
}

// Whether lengths agree from axis i of the wanted shape and axis j of the view on; wanted axes of length 1 may be
// missing. `full` receives the lengths. Where several readings fit, leading axes are the missing ones: a vector is one
// row.
bool fits(const View& v, const Dims& shape, Dims& full, int i = 0, int j = 0) {
  if (i == shape.size()) return j == v.ndim;
  const int spare = (shape.size() - i) - (v.ndim - j);
  if (spare < 0) return false;
  if (spare > 0 && (shape[i] == 1 || shape[i] < 0) && fits(v, shape, full, i + 1, j)) return full[i] = 1, true;
  if (j == v.ndim || (shape[i] >= 0 && shape[i] != v.shape[j]) || !fits(v, shape, full, i + 1, j + 1)) return false;
  full[i] = v.shape[j];
  return true;
}

constexpr int piece = 8;  // entries of a table that are fetched together

// The entries of a table, if all are numbers.
bool read_numbers(lua_State* L, int at, std::span<double> to) {
  for (std::size_t k = 0; k < to.size();) {
    const int n = static_cast<int>(std::min(to.size() - k, static_cast<std::size_t>(piece)));
    bool numbers = true;
    for (int j = 0; j < n; ++j, ++k) {
      numbers &= lua_rawgeti(L, at, static_cast<lua_Integer>(k + 1)) == LUA_TNUMBER;
      to[k] = lua_tonumber(L, -1);
    }
    lua_pop(L, n);
    if (!numbers) return false;
  }
  return true;
}

}  // namespace

Answers::Answers(const Callable& f, int base, int count) : f_(f), L_(f.L_), base_(base), count_(count) {}

// What lies above the results must stay: a Lua error on its way out, the message handler of another callback.
Answers::~Answers() {
  if (lua_gettop(L_) == base_ + count_) lua_settop(L_, base_);
}

int Answers::slot(int i) const {
  if (i < 0 || i >= count_) throw InternalError("a result of " + f_.name_ + " is read that was not asked for");
  return base_ + 1 + i;
}

bool Answers::is_nil(int i) const { return lua_type(L_, slot(i)) == LUA_TNIL; }
bool Answers::is_text(int i) const { return lua_type(L_, slot(i)) == LUA_TSTRING; }
bool Answers::is_number(int i) const {
  return lua_type(L_, slot(i)) == LUA_TNUMBER || head_at(L_, slot(i), complex_tag);
}

void Answers::refuse(int i, std::string_view expected) const {
  std::string text = f_.name_ + " returned " + show(L_, slot(i)).text;
  if (i > 0) text += " as value " + std::to_string(i + 1);
  throw ValueError(text + " at evaluation " + std::to_string(f_.calls_) + ", expected " + std::string(expected));
}

double Answers::number(int i) const {
  const int at = slot(i);
  if (lua_type(L_, at) == LUA_TNUMBER) return lua_tonumber(L_, at);
  if (const ArrayValue* a = array_at(L_, at); a && a->usable() && a->view().size() == 1 && !is_complex(a->dtype))
    return load(a->dtype, a->data).real();
  refuse(i, "a number");
}

Complex128 Answers::complex(int i) const {
  Scalar s;
  if (lua_type(L_, slot(i)) != LUA_TBOOLEAN && to_scalar(L_, slot(i), s)) return s.exact() ? s.real() : s.value;
  if (const ArrayValue* a = array_at(L_, slot(i)); a && a->usable() && a->view().size() == 1) {
    s = load(a->dtype, a->data);
    return s.exact() ? s.real() : s.value;
  }
  refuse(i, "a number or complex value");
}

Scalar Answers::scalar(int i, const char* expected) const {
  Scalar s;
  if (to_scalar(L_, slot(i), s)) return s;
  if (const ArrayValue* a = array_at(L_, slot(i)); a && a->usable() && a->view().size() == 1)
    return load(a->dtype, a->data);
  refuse(i, expected);
}

std::string Answers::text(int i) const {
  if (!is_text(i)) refuse(i, "a string");
  std::size_t length;
  const char* characters = lua_tolstring(L_, slot(i), &length);
  return {characters, length};
}

bool Answers::stop(int i) const {
  if (lua_type(L_, slot(i)) == LUA_TBOOLEAN) return lua_toboolean(L_, slot(i)) != 0;
  return is_text(i) && std::strcmp(lua_tostring(L_, slot(i)), "stop") == 0;
}

View Answers::view(int i) {
  const int at = slot(i);
  if (const ArrayValue* a = array_at(L_, at)) {
    a->check_alive();
    return a->view();
  }
  Context& ctx = f_.state_->context;
  if (lua_type(L_, at) == LUA_TTABLE) return hold(array_from_table(L_, ctx, at, f_.name_ + "'s result"));
  Scalar s;
  if (!to_scalar(L_, at, s)) refuse(i, "an array");
  return hold(array_from_scalar(ctx, s.dtype == DType::int64 ? Scalar::of(s.real()) : s));
}

View Answers::view(int i, std::optional<DType> dtype, const Dims& shape) {
  Scalar s;
  const int type = lua_type(L_, slot(i));
  if (type != LUA_TTABLE && !array_at(L_, slot(i)) && (type == LUA_TBOOLEAN || !to_scalar(L_, slot(i), s)))
    refuse(i, shape_wanted(shape, false));
  const View v = view(i);
  Dims full = shape;
  if (!fits(v, shape, full)) refuse(i, shape_wanted(shape, false));
  if (dtype && is_complex(v.dtype) && !is_complex(*dtype)) refuse(i, shape_wanted(shape, true));
  if (v.ndim == shape.size() && (!dtype || *dtype == v.dtype)) return v;
  const Array own = astype(f_.state_->context, v, dtype.value_or(v.dtype));
  return hold(own.with_layout(own.data(), full, row_major_strides(full, itemsize(own.dtype()))));
}

Array Answers::array(int i, std::optional<DType> dtype, const Dims& shape) {
  const auto* before = held_.empty() ? nullptr : &held_.front();
  const View v = view(i, dtype, shape);
  const bool made = !held_.empty() && &held_.front() != before && held_.front().data() == v.data;
  return made && v.contiguous() ? held_.front() : contiguous_copy(f_.state_->context, v);
}

void Answers::read_elements(int i, DType dtype, void* to, std::size_t n) {
  const auto length = static_cast<std::int64_t>(n);
  const View v = view(i, dtype, {length});
  const auto bytes = static_cast<std::int64_t>(itemsize(dtype));
  if (n == 0) return;
  if (v.strides[0] == bytes) return void(std::memcpy(to, v.data, n * itemsize(dtype)));
  for (std::int64_t k = 0; k < length; ++k)
    std::memcpy(static_cast<std::byte*>(to) + k * bytes, v.data + k * v.strides[0], itemsize(dtype));
}

// The commonest results by far, a vector of float64 or a short table of numbers, are read as they stand.
void Answers::read(int i, std::span<double> to) {
  const int at = slot(i);
  if (lua_type(L_, at) == LUA_TTABLE) {
    if (plain_table(L_, at) && lua_rawlen(L_, at) == to.size() && lua_checkstack(L_, piece) && read_numbers(L_, at, to))
      return;
  } else if (const ArrayValue* a = array_at(L_, at); a && a->usable() && a->dtype == DType::float64) {
    const View v = a->view();
    if (v.ndim == 1 && v.shape[0] == static_cast<std::int64_t>(to.size())) {
      if (v.strides[0] == sizeof(double) && !to.empty()) std::memcpy(to.data(), v.data, to.size() * sizeof(double));
      else
        for (std::size_t k = 0; k < to.size(); ++k) to[k] = v.at<double>(static_cast<std::int64_t>(k));
      return;
    }
  }
  read_elements(i, DType::float64, to.data(), to.size());
}
void Answers::read(int i, std::span<Complex128> to) { read_elements(i, DType::complex128, to.data(), to.size()); }

}  // namespace perilune
