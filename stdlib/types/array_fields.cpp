// a.shape, a.ndim, a.T and the other properties of arrays.

#include <cstring>
#include <string_view>
#include <vector>

#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/state.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/array_parts.h"
#include "stdlib/types/shape.h"

namespace perilune {

namespace {

constexpr const char* field_names = "shape|ndim|size|dtype|T|mT|real|imag|itemsize|nbytes|strides";

int transposed(lua_State* L, const ArrayValue* a, bool last_two) {
  std::int64_t shape[max_ndim], strides[max_ndim];
  const int n = a->ndim;
  if (last_two && n < 2) return luaL_error(L, "mT needs an array with at least 2 axes, got %s", show(L, 1).text);
  for (int i = 0; i < n; ++i) {
    const int from = last_two ? (i == n - 1 ? n - 2 : i == n - 2 ? n - 1 : i) : n - 1 - i;
    shape[i] = a->dims[from];
    strides[i] = a->dims[n + from];
  }
  push_view(L, 1, a->data, {shape, static_cast<std::size_t>(n)}, {strides, static_cast<std::size_t>(n)}, a->dtype);
  return 1;
}

// Half of each complex element, as a view; of a real array its elements or zeros.
int part(lua_State* L, const ArrayValue* a, bool imaginary) {
  const auto n = static_cast<std::size_t>(a->ndim);
  const DType part_dtype = real_part_dtype(a->dtype);
  if (is_complex(a->dtype)) {
    std::byte* data = a->data + (imaginary && a->view().size() ? itemsize(part_dtype) : 0);
    push_view(L, 1, data, {a->dims, n}, {a->dims + n, n}, part_dtype);
  } else if (!imaginary) {
    lua_pushvalue(L, 1);
  } else {
    const ArrayValue* zeros = push_new_array(L, a->dtype, {a->dims, n});
    std::memset(zeros->data, 0, static_cast<std::size_t>(zeros->view().size()) * itemsize(a->dtype));
  }
  return 1;
}

int unknown(lua_State* L, const char* name) {
  Failure failure;
  // The names of methods, as the table in the upvalue has them.
  guarded(failure, nullptr, [&] {
    std::vector<std::string_view> names;
    for_each_word(field_names, [&](std::string_view w) { names.push_back(w); });
    lua_pushnil(L);
    while (lua_next(L, lua_upvalueindex(1))) {
      if (lua_type(L, -2) == LUA_TSTRING) names.push_back(lua_tostring(L, -2));
      lua_pop(L, 1);
    }
    throw Error("arrays have no field or method '" + std::string(name).substr(0, 60) + "'" + suggestion(name, names));
  });
  return raise(L, failure);
}

}  // namespace

int array_field(lua_State* L) {
  const ArrayValue* a = array_at(L, 1);
  const std::string_view name = lua_tostring(L, 2);
  if (!a->usable()) return luaL_error(L, "the host has taken back the memory of this array");
  if (name == "shape") push_shape(L, {a->dims, static_cast<std::size_t>(a->ndim)});
  else if (name == "ndim") lua_pushinteger(L, a->ndim);
  else if (name == "size") lua_pushinteger(L, a->view().size());
  else if (name == "dtype") lua_pushstring(L, perilune::name(a->dtype));
  else if (name == "T") return transposed(L, a, false);
  else if (name == "mT") return transposed(L, a, true);
  else if (name == "real") return part(L, a, false);
  else if (name == "imag") return part(L, a, true);
  else if (name == "itemsize") lua_pushinteger(L, static_cast<lua_Integer>(itemsize(a->dtype)));
  else if (name == "nbytes") lua_pushinteger(L, a->view().size() * static_cast<lua_Integer>(itemsize(a->dtype)));
  else if (name == "strides") push_shape(L, {a->dims + a->ndim, static_cast<std::size_t>(a->ndim)});
  else return unknown(L, name.data());
  return 1;
}

}  // namespace perilune
