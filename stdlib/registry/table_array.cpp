// Nested Lua tables to arrays.

#include <cmath>

#include "stdlib/registry/arguments.h"
#include "stdlib/types/array.h"

namespace perilune {

namespace {

using Place = Dims;  // the subscripts that lead to an entry, from 1

std::string place_text(std::string_view name, const Place& place) {
  std::string text(name);
  for (std::int64_t i : place) text += "[" + std::to_string(i) + "]";
  return text;
}

class Reader {
 public:
  Reader(lua_State* L, Context& ctx, std::string_view name) : L_(L), ctx_(ctx), name_(name) {}

  Array read(int index, const TableOptions& options) {
    if (!lua_checkstack(L_, 2 * max_ndim + 10)) throw MemoryError("not enough memory for the Lua stack");
    index = lua_absindex(L_, index);
    measure(index, 0);
    // Tables that hold one another can claim more entries than there is memory: refuse before walking them.
    if (checked_size(shape_) > (1 << 20)) Array::empty(ctx_, DType::bool_, shape_);
    scan(index, 1);
    const DType dtype = options.has_dtype ? options.dtype : found_ ? dtype_ : DType::float64;
    Array a = Array::empty(ctx_, dtype, shape_);
    Place place;
    fill(index, a.data(), a.strides().data(), 0, place, dtype);
    return a;
  }

 private:
  // The shape along the first entries, and the common dtype of all.
  void measure(int index, int depth) {
    lua_pushvalue(L_, index);
    for (;;) {
      if (depth > max_ndim) {
        lua_pop(L_, 1);
        throw ValueError(std::string(name_) +
                         format(" is nested deeper than %d levels (does it contain itself?)", max_ndim));
      }
      const auto n = static_cast<std::int64_t>(lua_rawlen(L_, -1));
      shape_.push_back(n);
      ++depth;
      if (n == 0) break;
      lua_rawgeti(L_, -1, 1);
      lua_remove(L_, -2);
      if (lua_type(L_, -1) == LUA_TTABLE) continue;
      if (const ArrayValue* a = array_at(L_, -1)) {
        a->check_alive();
        for (int i = 0; i < a->ndim; ++i) shape_.push_back(a->dims[i]);
        if (shape_.size() > max_ndim) {
          lua_pop(L_, 1);
          throw ValueError(std::string(name_) + format(" would have more than %d axes", max_ndim));
        }
      }
      break;
    }
    lua_pop(L_, 1);
  }

  void step() {
    if ((++steps_ & 4095) == 0) ctx_.poll();
  }

  void join(DType t) {
    dtype_ = found_ ? promote(dtype_, t) : t;
    found_ = true;
  }

  void scan(int index, int depth) {
    const auto n = static_cast<lua_Integer>(lua_rawlen(L_, index));
    ctx_.poll();
    for (lua_Integer i = 1; i <= n; ++i) {
      step();
      switch (lua_rawgeti(L_, index, i)) {
        case LUA_TNUMBER: join(DType::float64); break;
        case LUA_TBOOLEAN: join(DType::bool_); break;
        case LUA_TTABLE:
          if (depth < shape_.size()) scan(lua_gettop(L_), depth + 1);
          break;
        default:
          if (const ArrayValue* a = array_at(L_, -1)) join(a->dtype);
          else if (head_at(L_, -1, complex_tag)) join(DType::complex128);
      }
      lua_pop(L_, 1);
    }
  }

  void fill(int index, std::byte* to, const std::int64_t* strides, int depth, Place& place, DType dtype) {
    const auto n = static_cast<std::int64_t>(lua_rawlen(L_, index));
    if (n != shape_[depth]) throw ShapeError(ragged(place, n, shape_[depth]));
    if (table_shape(L_, index) == TableShape::mixed || (n == 0 && table_shape(L_, index) == TableShape::names))
      throw ValueError(place_text(name_, place) + " mixes list entries with named ones or has gaps");
    place.push_back(0);
    for (std::int64_t i = 0; i < n; ++i) {
      place[place.size() - 1] = i + 1;
      step();
      std::byte* entry = to + i * strides[depth];
      const int type = lua_rawgeti(L_, index, i + 1);
      if (depth + 1 < shape_.size()) fill_part(type, entry, strides, depth, place, dtype);
      else fill_element(type, entry, place, dtype);
      lua_pop(L_, 1);
    }
    place.erase(place.size() - 1);
  }

  void fill_part(int type, std::byte* to, const std::int64_t* strides, int depth, Place& place, DType dtype) {
    if (type == LUA_TTABLE) return fill(lua_gettop(L_), to, strides, depth + 1, place, dtype);
    if (const ArrayValue* a = array_at(L_, -1)) {
      a->check_alive();
      const Dims wanted(shape_.data() + depth + 1, shape_.size() - depth - 1);
      if (!std::equal(wanted.begin(), wanted.end(), a->dims, a->dims + a->ndim))
        throw ShapeError(place_text(name_, place) + " has shape " + shape_text(a->view().dims()) + ", the first has " +
                         shape_text(wanted));
      copy_elements(*a, to, strides + depth + 1, dtype);
      return;
    }
    throw ShapeError(place_text(name_, place) + " must be a list of " + std::to_string(shape_[depth + 1]) +
                     " entries like the first, got " + show(L_, -1).text);
  }

  void fill_element(int type, std::byte* to, const Place& place, DType dtype) {
    if (type == LUA_TNUMBER && dtype == DType::float64 && !lua_isinteger(L_, -1)) {
      *reinterpret_cast<double*>(to) = lua_tonumber(L_, -1);
      return;
    }
    Scalar value;
    if (const ArrayValue* a = array_at(L_, -1); a && a->ndim == 0) {
      a->check_alive();
      value = load(a->dtype, a->data);
    } else if (!to_scalar(L_, -1, value)) {
      if (type == LUA_TNIL) throw ValueError(place_text(name_, place) + " is nil: a list of numbers has no holes");
      if (type == LUA_TTABLE)
        throw ShapeError(place_text(name_, place) + " is a table where the first entry is a number");
      throw ValueError(place_text(name_, place) + " must be a number, got " + show(L_, -1).text);
    }
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    if (value.dtype == DType::int64 && is_inexact(dtype) && (value.integer > exact || value.integer < -exact)) {
      const auto rounded = static_cast<double>(value.integer);
      if (rounded >= 9223372036854775808.0 || static_cast<std::int64_t>(rounded) != value.integer)
        throw ValueError(place_text(name_, place) +
                         format(" = %lld cannot be held exactly by %s; use dtype = \"int64\"",
                                static_cast<long long>(value.integer), perilune::name(dtype)));
    }
    if (!is_inexact(dtype) && !value.exact() && value.real() != std::trunc(value.real()) && dtype != DType::bool_)
      throw ValueError(place_text(name_, place) + format(" = %s is not whole and cannot be held by %s",
                                                         number_text(value.real()).c_str(), perilune::name(dtype)));
    try {
      store(dtype, to, value);
    } catch (const Error& e) {
      throw ValueError(place_text(name_, place) + ": " + e.what());
    }
  }

  void copy_elements(const ArrayValue& a, std::byte* to, const std::int64_t* strides, DType dtype) {
    Dims at;
    at.resize(a.ndim);
    const std::int64_t size = a.view().size();
    for (std::int64_t k = 0; k < size; ++k) {
      step();
      const std::byte* source = a.data;
      std::byte* target = to;
      for (int d = 0; d < a.ndim; ++d) {
        source += at[d] * a.dims[a.ndim + d];
        target += at[d] * strides[d];
      }
      store(dtype, target, load(a.dtype, source));
      for (int d = a.ndim - 1; d >= 0 && ++at[d] == a.dims[d]; --d) at[d] = 0;
    }
  }

  std::string ragged(const Place& place, std::int64_t n, std::int64_t wanted) {
    const long long have = n, want = wanted;
    if (place.size() == 1)
      return std::string(name_) +
             format(": row %lld has %lld entries, row 1 has %lld", static_cast<long long>(place[0]), have, want);
    return place_text(name_, place) + format(" has %lld entries, the first of its kind has %lld", have, want);
  }

  lua_State* L_;
  Context& ctx_;
  std::string_view name_;
  Dims shape_;
  DType dtype_ = DType::float64;
  bool found_ = false;
  unsigned steps_ = 0;
};

}  // namespace

Array array_from_table(lua_State* L, Context& ctx, int index, std::string_view name, const TableOptions& options) {
  const int top = lua_gettop(L);
  try {
    return Reader(L, ctx, name).read(index, options);
  } catch (...) {
    lua_settop(L, top);
    throw;
  }
}

Array array_from_scalar(Context& ctx, const Scalar& value) {
  Array a = Array::empty(ctx, value.dtype, {});
  store(value.dtype, a.data(), value);
  return a;
}

}  // namespace perilune
