// Reading and writing arrays by subscripts. The grammar is kernels/array/index.h; here Lua values become Subscripts.

#include "kernels/array/index.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "stdlib/registry/arguments.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/state.h"
#include "stdlib/types/array_parts.h"
#include "stdlib/types/subscripts.h"

namespace perilune {

namespace {

void warn_minus_one(LibraryState& state, const Selection& selection) {
  if (!selection.minus_one_trap || state.warned_minus_one) return;
  state.warned_minus_one = true;
  state.context.warn("\":-1\" is every element here: ranges include both ends; Python's [:-1] is \":-2\"");
}

// A basic selection, copied out of C++ objects so that Lua may raise while it becomes a view.
struct Plain {
  int ndim;
  std::int64_t offset;
  std::int64_t shape[max_ndim], strides[max_ndim];
};

// Pushes a[subscripts from `first` to `last`]; with `key`, the one value at `first` stands in brackets.
int read(lua_State* L, int self, int first, int last, bool key) {
  LibraryState& state = LibraryState::of(L);
  Failure failure;
  Plain plain;
  bool pushed = false;
  state.pace(L, 0);
  const bool ok = guarded(failure, nullptr, [&] {
    const ArrayValue* a = array_at(L, self);
    a->check_alive();
    Subscripts subscripts(state.context);
    if (key) subscripts.add_key(L, first);
    else subscripts.add_arguments(L, first, last);
    const Selection selection = select(state.context, a->view(), subscripts.list);
    warn_minus_one(state, selection);
    if (selection.shape.size() > max_ndim)
      throw IndexError(format("the result would have more than %d axes", max_ndim));
    if (!selection.advanced) {
      plain.ndim = selection.shape.size();
      plain.offset = selection.offset;
      std::copy(selection.shape.begin(), selection.shape.end(), plain.shape);
      std::copy(selection.strides.begin(), selection.strides.end(), plain.strides);
      return;
    }
    const Array result = gather(state.context, a->view(), selection);
    push_array_protected(L, result);
    pushed = true;
  });
  if (!ok) return raise(L, failure);
  if (pushed) return 1;
  const ArrayValue* a = array_at(L, self);
  if (plain.ndim == 0 && a->ndim > 0) {
    push_element(L, a->dtype, a->data + plain.offset);
    return 1;
  }
  const auto n = static_cast<std::size_t>(plain.ndim);
  push_view(L, self, a->data + plain.offset, {plain.shape, n}, {plain.strides, n}, a->dtype);
  return 1;
}

int write(lua_State* L, int self, int first, int last, bool key, int value) {
  LibraryState& state = LibraryState::of(L);
  Failure failure;
  const bool ok = guarded(failure, nullptr, [&] {
    const ArrayValue* a = array_at(L, self);
    a->check_alive();
    a->check_writable();
    Subscripts subscripts(state.context);
    if (key) subscripts.add_key(L, first);
    else subscripts.add_arguments(L, first, last);
    const Selection selection = select(state.context, a->view(), subscripts.list);
    warn_minus_one(state, selection);
    if (selection.advanced && std::any_of(a->dims, a->dims + a->ndim, [&](const std::int64_t& length) {
          return length > 1 && (&length)[a->ndim] == 0;
        }))
      throw ValueError("a broadcast view has no place for each element; copy it before setting several");
    Array held;
    View from;
    Scalar number;
    if (const ArrayValue* v = array_at(L, value)) {
      v->check_alive();
      from = v->view();
    } else if (to_scalar(L, value, number)) {
      from = held = array_from_scalar(state.context, number);
    } else if (lua_type(L, value) == LUA_TTABLE) {
      TableOptions options;
      if (a->dtype == DType::int64) options = {true, DType::int64};
      from = held = array_from_table(L, state.context, value, "value", options);
    } else {
      throw ValueError(std::string("a value to store must be a number, an array or a table of numbers, got ") +
                       show(L, value).text);
    }
    scatter(state.context, a->view(), selection, from);
  });
  return ok ? 0 : raise(L, failure);
}

int out_of_range(lua_State* L, std::int64_t i, std::int64_t n) {
  return luaL_error(L, "index %I is out of range for axis 1 with length %I%s", static_cast<LUAI_UACINT>(i),
                    static_cast<LUAI_UACINT>(n), i == 0 ? ": indices start at 1" : "");
}

int dead(lua_State* L) { return luaL_error(L, "the host has taken back the memory of this array"); }

// a[i]
int index_integer(lua_State* L, const ArrayValue* a, std::int64_t i, bool bare) {
  if (!a->usable()) return dead(L);
  if (a->ndim == 0) return luaL_error(L, "a 0-d array has no elements to count; a() or a:item() reads its value");
  const std::int64_t n = a->dims[0];
  const std::int64_t at = i > 0 ? i - 1 : i + n;
  if (i == 0 || at < 0 || at >= n) {
    if (bare && i == n + 1) return 0;  // so that ipairs ends
    return out_of_range(L, i, n);
  }
  std::byte* data = a->data + at * a->dims[a->ndim];
  if (a->ndim == 1) {
    push_element(L, a->dtype, data);
  } else {
    const auto rest = static_cast<std::size_t>(a->ndim - 1);
    push_view(L, 1, data, {a->dims + 1, rest}, {a->dims + a->ndim + 1, rest}, a->dtype);
  }
  return 1;
}

// The address of an element named by whole numbers, one per axis; null when the general way must decide.
std::byte* element_address(lua_State* L, const ArrayValue* a, int first) {
  std::byte* data = a->data;
  for (int d = 0; d < a->ndim; ++d) {
    if (!lua_isinteger(L, first + d)) return nullptr;
    const std::int64_t i = lua_tointeger(L, first + d);
    const std::int64_t at = i > 0 ? i - 1 : i + a->dims[d];
    if (i == 0 || at < 0 || at >= a->dims[d]) return nullptr;
    data += at * a->dims[a->ndim + d];
  }
  return data;
}

// Stores a Lua number without allocating; false when the general way must decide or complain.
bool store_number(lua_State* L, const ArrayValue* a, std::byte* to, int value) {
  if (a->dtype == DType::float64 && lua_type(L, value) == LUA_TNUMBER) {
    *reinterpret_cast<double*>(to) = lua_tonumber(L, value);
    return true;
  }
  Scalar number;
  if (!to_scalar(L, value, number)) return false;
  Failure failure;
  if (!guarded(failure, nullptr, [&] { store(a->dtype, to, number); })) raise(L, failure);
  return true;
}

bool writable(const ArrayValue* a) { return a->usable() && !(a->block && a->block->read_only); }

// Whether `a` is another look at the elements of b, with the axes in reverse: then a(b) was meant to be b.T.
bool is_transposed(const ArrayValue* a, const ArrayValue* b) {
  if (!b || a == b || a->data != b->data || a->ndim != b->ndim || a->ndim < 2 || a->dtype != b->dtype) return false;
  const int n = a->ndim;
  for (int i = 0; i < n; ++i)
    if (a->dims[i] != b->dims[n - 1 - i] || a->dims[n + i] != b->dims[n + n - 1 - i]) return false;
  return true;
}

ArrayValue* self_array(lua_State* L, const char* method) {
  ArrayValue* a = array_at(L, 1);
  if (!a) luaL_error(L, "array:%s: the array is missing; call it with a colon, a:%s(...)", method, method);
  return a;
}

}  // namespace

int array_index(lua_State* L) {
  // Element loops live here: as few calls into Lua as can be.
  const auto* a = static_cast<const ArrayValue*>(lua_touserdata(L, 1));
  if (!a || lua_rawlen(L, 1) < sizeof(ArrayValue) || a->head.tag != &array_tag)
    return luaL_error(L, "an array is expected");
  if (a->ndim == 1 && lua_isinteger(L, 2)) {
    const std::uint64_t at = static_cast<std::uint64_t>(lua_tointeger(L, 2)) - 1;
    if (at < static_cast<std::uint64_t>(a->dims[0]) && a->usable()) {
      const std::byte* from = a->data + static_cast<std::int64_t>(at) * a->dims[1];
      if (a->dtype == DType::float64) lua_pushnumber(L, unsigned_nan(*reinterpret_cast<const double*>(from)));
      else push_element(L, a->dtype, from);
      return 1;
    }
  }
  std::int64_t i;
  switch (lua_type(L, 2)) {
    case LUA_TNUMBER:
      if (whole_at(L, 2, i)) return index_integer(L, a, i, true);
      return luaL_error(L, "an index must be a whole number, got %s", show(L, 2).text);
    case LUA_TSTRING: {
      lua_pushvalue(L, 2);
      if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
      const char first = *lua_tostring(L, 2);
      if ((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '_') return array_field(L);
      break;
    }
    default: break;
  }
  return read(L, 1, 2, 2, true);
}

int array_new_index(lua_State* L) {
  const auto* a = static_cast<const ArrayValue*>(lua_touserdata(L, 1));
  if (!a || lua_rawlen(L, 1) < sizeof(ArrayValue) || a->head.tag != &array_tag)
    return luaL_error(L, "an array is expected");
  if (a->ndim == 1 && a->dtype == DType::float64 && lua_isinteger(L, 2) && lua_type(L, 3) == LUA_TNUMBER) {
    const std::uint64_t at = static_cast<std::uint64_t>(lua_tointeger(L, 2)) - 1;
    if (at < static_cast<std::uint64_t>(a->dims[0]) && writable(a)) {
      *reinterpret_cast<double*>(a->data + static_cast<std::int64_t>(at) * a->dims[1]) = lua_tonumber(L, 3);
      return 0;
    }
  }
  std::int64_t i;
  if (lua_type(L, 2) == LUA_TNUMBER && whole_at(L, 2, i) && a->ndim == 1 && writable(a)) {
    const std::int64_t n = a->dims[0];
    const std::int64_t at = i > 0 ? i - 1 : i + n;
    if (i == 0 || at < 0 || at >= n) return out_of_range(L, i, n);
    if (store_number(L, a, a->data + at * a->dims[1], 3)) return 0;
  }
  if (lua_type(L, 2) == LUA_TSTRING) {
    const char first = *lua_tostring(L, 2);
    if ((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '_')
      return luaL_error(L,
                        "an array's field '%s' cannot be set; elements are set by a[i] = value or a:set(i, j, value)",
                        lua_tostring(L, 2));
  }
  return write(L, 1, 2, 2, true, 3);
}

int array_call(lua_State* L) {
  const ArrayValue* a = array_at(L, 1);
  if (!a) return luaL_error(L, "an array is expected");
  const int n = lua_gettop(L) - 1;
  if (!a->usable()) return dead(L);
  if (n == a->ndim)
    if (const std::byte* data = element_address(L, a, 2)) {
      push_element(L, a->dtype, data);
      return 1;
    }
  if (n == 2 && lua_isnil(L, 2) && lua_isnil(L, 3))
    return luaL_error(L, "an array is no iterator: write `for i, v in ipairs(a) do`");
  if (n == 1 && is_transposed(a, array_at(L, 2))) return luaL_error(L, "T is a field, not a method: write a.T");
  return read(L, 1, 2, n + 1, false);
}

int array_get(lua_State* L) {
  self_array(L, "get");
  return array_call(L);
}

int array_set(lua_State* L) {
  const ArrayValue* a = self_array(L, "set");
  const int n = lua_gettop(L) - 2;
  if (n == 0 && a->ndim > 0)
    return luaL_error(L, "array:set: the subscripts are missing: a:set(i, j, value); a:fill(value) sets every element");
  if (n < 0) return luaL_error(L, "array:set: the value is missing: a:set(i, j, value)");
  if (n == a->ndim && writable(a))
    if (std::byte* data = element_address(L, a, 2))
      if (store_number(L, a, data, n + 2)) return 0;
  return write(L, 1, 2, n + 1, false, n + 2);
}

int array_item(lua_State* L) {
  const ArrayValue* a = self_array(L, "item");
  if (!a->usable()) return dead(L);
  const int n = lua_gettop(L) - 1;
  const View v = a->view();
  if (n == 0) {
    if (v.size() != 1)
      return luaL_error(L, "array:item: the array must have one element, got %s; a:item(i, j) names one",
                        show(L, 1).text);
    push_element(L, a->dtype, a->data);
    return 1;
  }
  if (n != a->ndim)
    return luaL_error(L, "array:item: takes %d subscript%s, got %d", a->ndim, a->ndim == 1 ? "" : "s", n);
  if (const std::byte* data = element_address(L, a, 2)) {
    push_element(L, a->dtype, data);
    return 1;
  }
  for (int i = 2; i <= n + 1; ++i)
    if (lua_type(L, i) != LUA_TNUMBER)
      return luaL_error(L, "array:item: every subscript must be a position, got %s; a:get(...) reads parts",
                        show(L, i).text);
  return read(L, 1, 2, n + 1, false);
}

int array_length(lua_State* L) {
  const ArrayValue* a = array_at(L, 1);
  if (!a) return luaL_error(L, "an array is expected");
  if (a->ndim == 0) return luaL_error(L, "a 0-d array has no length; a() or a:item() reads its value");
  lua_pushinteger(L, a->dims[0]);
  return 1;
}

namespace {

int next_item(lua_State* L) {
  const ArrayValue* a = array_at(L, 1);
  if (!a) return luaL_error(L, "an array is expected");
  if (a->ndim == 0) return array_length(L);
  const lua_Integer before = luaL_optinteger(L, 2, 0);
  if (before >= a->dims[0]) return 0;
  const lua_Integer i = before + 1;
  lua_pushinteger(L, i);
  return 1 + index_integer(L, a, i, true);
}

}  // namespace

int array_pairs(lua_State* L) {
  array_length(L);
  lua_pushcfunction(L, next_item);
  lua_pushvalue(L, 1);
  return 2;
}

}  // namespace perilune
