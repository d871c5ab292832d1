// Arguments that are lists: numbers, whole numbers, texts, shapes and axes.

#include <algorithm>
#include <cmath>
#include <lua.hpp>

#include "kernels/array/elementwise.h"
#include "stdlib/registry/arguments.h"
#include "stdlib/registry/call.h"
#include "stdlib/types/array.h"
#include "stdlib/types/object.h"

namespace perilune {

namespace {

constexpr int between_polls = 4096;  // entries of a list

}  // namespace

std::vector<double> Call::numbers(const char* name) {
  const Value& v = find(name);
  if (v.kind == Value::Kind::number || v.kind == Value::Kind::integer) return {number(name)};
  const Array a = array_as(name, DType::float64);
  count(static_cast<std::size_t>(a.size()) * sizeof(double));
  return {a.as<double>(), a.as<double>() + a.size()};
}

std::vector<std::int64_t> Call::integers(const char* name) { return whole_numbers(find(name), name); }

std::vector<std::string> Call::texts(const char* name) const {
  const Value& v = find(name);
  if (v.kind == Value::Kind::string) return {std::string(v.text)};
  if (v.kind != Value::Kind::list) refuse(name, "must be a string or a list of strings");
  std::vector<std::string> result;
  const auto n = static_cast<lua_Integer>(lua_rawlen(L_, v.slot));
  for (lua_Integer i = 1; i <= n; ++i) {
    std::size_t length;
    const bool ok = lua_rawgeti(L_, v.slot, i) == LUA_TSTRING;
    if (ok) {
      const char* text = lua_tolstring(L_, -1, &length);
      const_cast<Call*>(this)->count(2 * sizeof(std::string) + length);
      if (i % between_polls == 0) ctx.poll();
      result.emplace_back(text, length);
    }
    const std::string shown = ok ? "" : show(L_, -1).text;
    lua_pop(L_, 1);
    if (!ok)
      throw ValueError(std::string(name) + format("[%lld] must be a string, got ", static_cast<long long>(i)) + shown);
  }
  return result;
}

Dims Call::shape(const char* name) const { return lengths(find(name), name); }

Dims Call::rest_shape(const char* name) const {
  if (rest_.size() == 1) return lengths(rest_.front(), name);
  Dims all;
  if (rest_.size() > max_ndim) throw ValueError(std::string(name) + format(" has more than %d axes", max_ndim));
  for (const Value& v : rest_) {
    if (v.kind != Value::Kind::integer)
      throw ValueError(std::string(name) + " must be one list or whole numbers, got " + show(L_, v.slot).text);
    all.push_back(v.integer);
  }
  return all;
}

std::vector<std::int64_t> Call::whole_numbers(const Value& v, const char* name) const {
  if (v.kind == Value::Kind::integer) return {v.integer};
  std::vector<std::int64_t> list;
  // A view may claim more elements than there is memory.
  auto expect = [&](std::size_t n) {
    const_cast<Call*>(this)->count(std::min(n, std::size_t{1} << 59) * sizeof(std::int64_t));
    list.reserve(n);
  };
  auto add = [&](const Scalar& s) {
    if (list.size() % between_polls == 0) ctx.poll();
    const double x = s.real();
    if (is_complex(s.dtype)) refuse(name, "must hold whole numbers");
    if (!s.exact() && (x != std::trunc(x) || std::abs(x) > 9.2e18))
      throw ValueError(std::string(name) + " must hold whole numbers, got " + number_text(x));
    list.push_back(s.exact() ? s.integer : static_cast<std::int64_t>(x));
  };
  if (v.kind == Value::Kind::array) {
    const View view = const_cast<Call*>(this)->view_of(const_cast<Value&>(v), name);
    if (view.ndim > 1) throw ShapeError(std::string(name) + " must have one axis, got " + shape_text(view.dims()));
    expect(static_cast<std::size_t>(view.size()));
    for (std::int64_t i = 0; i < view.size(); ++i)
      add(load(view.dtype, view.data + (view.ndim ? i * view.strides[0] : 0)));
    return list;
  }
  if (v.kind == Value::Kind::number || v.kind == Value::Kind::scalar) {
    Scalar s;
    if (!to_scalar(L_, v.slot, s)) refuse(name, "must be a whole number or a list of them");
    add(s);
    return list;
  }
  if (v.kind != Value::Kind::list) refuse(name, "must be a whole number or a list of them");
  const auto n = static_cast<lua_Integer>(lua_rawlen(L_, v.slot));
  expect(static_cast<std::size_t>(n));
  for (lua_Integer i = 1; i <= n; ++i) {
    Scalar s;
    const bool ok = lua_rawgeti(L_, v.slot, i) == LUA_TNUMBER && to_scalar(L_, -1, s);
    const std::string came = ok ? "" : show(L_, -1).text;
    lua_pop(L_, 1);
    if (!ok)
      throw ValueError(std::string(name) + format("[%lld] must be a whole number, got ", static_cast<long long>(i)) +
                       came);
    add(s);
  }
  return list;
}

Dims Call::lengths(const Value& v, const char* name) const {
  const ArrayValue* a = v.kind == Value::Kind::array ? array_at(L_, v.slot) : nullptr;
  const auto length =
      static_cast<std::uint64_t>(a                             ? a->view().size()
                                 : v.kind == Value::Kind::list ? static_cast<std::int64_t>(lua_rawlen(L_, v.slot))
                                                               : 1);
  if (length > max_ndim) throw ValueError(std::string(name) + format(" has more than %d entries", max_ndim));
  return Dims(whole_numbers(v, name));
}

namespace {

int resolve_axis(std::int64_t axis, int ndim, const char* name) {
  const std::int64_t shown = axis < 0 ? axis : axis + 1;
  if (axis < 0) axis += ndim;
  if (axis < 0 || axis >= ndim)
    throw IndexError(format("%s %lld is out of range for an array with %d ax%s", name, static_cast<long long>(shown),
                            ndim, ndim == 1 ? "is" : "es"));
  return static_cast<int>(axis);
}

}  // namespace

int Call::axis(const char* name, int ndim) const { return resolve_axis(find(name).integer, ndim, name); }

Dims Call::axes(const char* name, int ndim) const {
  const Value& v = find(name);
  Dims result;
  if (v.kind == Value::Kind::integer) {
    result.push_back(resolve_axis(v.integer, ndim, name));
    return result;
  }
  for (std::int64_t axis : shape(name)) {
    if (axis == 0) throw IndexError(std::string(name) + " counts axes from 1, got 0");
    const int at = resolve_axis(axis > 0 ? axis - 1 : axis, ndim, name);
    if (std::find(result.begin(), result.end(), at) != result.end())
      throw ValueError(std::string(name) + format(" names axis %d twice", at + 1));
    result.push_back(at);
  }
  return result;
}

std::optional<int> Call::axis_or_none(const char* name, int ndim) const {
  if (!has(name) || none(name)) return std::nullopt;
  return axis(name, ndim);
}

std::optional<Dims> Call::axes_or_none(const char* name, int ndim) const {
  if (!has(name) || none(name)) return std::nullopt;
  return axes(name, ndim);
}

}  // namespace perilune
