// a.shape, a.ndim, a.T and the other properties of arrays.

#include <cstring>
#include <string_view>
#include <vector>

#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/missing.h"
#include "stdlib/registry/state.h"
#include "stdlib/types/array_parts.h"
#include "stdlib/types/shape.h"

namespace perilune {

namespace {

int transposed(lua_State* L, bool last_two) {
  const ArrayValue* a = array_at(L, 1);
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
int part(lua_State* L, bool imaginary) {
  const ArrayValue* a = array_at(L, 1);
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

int get_shape(lua_State* L) {
  const ArrayValue* a = array_at(L, 1);
  push_shape(L, {a->dims, static_cast<std::size_t>(a->ndim)});
  return 1;
}

int get_strides(lua_State* L) {
  const ArrayValue* a = array_at(L, 1);
  push_shape(L, {a->dims + a->ndim, static_cast<std::size_t>(a->ndim)});
  return 1;
}

int get_ndim(lua_State* L) { return lua_pushinteger(L, array_at(L, 1)->ndim), 1; }
int get_size(lua_State* L) { return lua_pushinteger(L, array_at(L, 1)->view().size()), 1; }
int get_dtype(lua_State* L) { return lua_pushstring(L, name(array_at(L, 1)->dtype)), 1; }

int get_itemsize(lua_State* L) {
  return lua_pushinteger(L, static_cast<lua_Integer>(itemsize(array_at(L, 1)->dtype))), 1;
}

int get_nbytes(lua_State* L) {
  const ArrayValue* a = array_at(L, 1);
  return lua_pushinteger(L, a->view().size() * static_cast<lua_Integer>(itemsize(a->dtype))), 1;
}

int get_t(lua_State* L) { return transposed(L, false); }
int get_mt(lua_State* L) { return transposed(L, true); }
int get_real(lua_State* L) { return part(L, false); }
int get_imag(lua_State* L) { return part(L, true); }

constexpr Arg self = in("a", Type::array, "The array.");
constexpr Arg lengths[] = {self, out("shape", Type::list, "A read-only list; == compares it with a table.")};
constexpr Arg steps[] = {self, out("strides", Type::list, "A read-only list, in bytes; they may be negative or 0.")};
constexpr Arg count[] = {self, out("n", Type::integer, "A whole number.")};
constexpr Arg word[] = {self, out("dtype", Type::dtype, "A string.")};
constexpr Arg array_part[] = {self, out("b", Type::array, "The array.")};

constexpr Function field(const char* name, const char* summary, std::span<const Arg> args, const char* details,
                         const char* example, lua_CFunction get) {
  Function f{name, summary, args, details, example, nullptr};
  f.direct = get;
  return f;
}

constexpr Function fields[] = {
    field("shape", "The lengths of the axes.", lengths, "`a:reshape` gives the elements another shape.",
          "local a = pl.zeros{2, 3}\nprint(a.shape, a.shape[2], a.shape == {2, 3})  --> {2, 3}\t3\ttrue", get_shape),
    field("ndim", "The number of axes.", count, "0 for `pl.array(5)`, which has one element and no axis.",
          "print(pl.zeros{2, 3}.ndim)  --> 2", get_ndim),
    field("size", "The number of elements.", count, "The product of the shape.", "print(pl.zeros{2, 3}.size)  --> 6",
          get_size),
    field("dtype", "The type of the elements.", word, "`a:astype(dtype)` converts.",
          "print(pl.array{1, 2}.dtype)  --> float64", get_dtype),
    field("T", "The array with its axes in reverse order.", array_part, "A view: it shares the elements.",
          "print(pl.array{{1, 2}, {3, 4}}.T)\n--> [[1. 3.]\n-->  [2. 4.]]", get_t),
    field("mT", "The array with its last two axes exchanged.", array_part,
          "A view: it shares the elements. For stacks of matrices; raises for fewer than two axes.",
          "print(pl.zeros{5, 2, 3}.mT.shape)  --> {5, 3, 2}", get_mt),
    field("real", "The real parts.", array_part, "A view of a complex array, and a real array itself.",
          "print(pl.array{pl.complex(1, 2)}.real)  --> [1.]", get_real),
    field("imag", "The imaginary parts.", array_part, "A view of a complex array; new zeros for a real one.",
          "print(pl.array{pl.complex(1, 2)}.imag)  --> [2.]", get_imag),
    field("itemsize", "The bytes of one element.", count, "Follows from the dtype.",
          "print(pl.array({1, 2}, \"float32\").itemsize)  --> 4", get_itemsize),
    field("nbytes", "The bytes of all elements.", count, "What the elements would take without gaps.",
          "print(pl.zeros{2, 3}.nbytes)  --> 48", get_nbytes),
    field("strides", "The bytes from one element to the next along each axis.", steps,
          "Views have the strides of the array that they look at.", "print(pl.zeros{2, 3}.strides)  --> {24, 8}",
          get_strides),
};

int unknown(lua_State* L, const char* name) {
  Failure failure;
  // The names of methods, as the table in the upvalue has them.
  guarded(failure, nullptr, [&] {
    std::vector<std::string_view> names;
    for (const Function& field : array_field_rows()) names.push_back(field.name);
    lua_pushnil(L);
    while (lua_next(L, lua_upvalueindex(1))) {
      if (lua_type(L, -2) == LUA_TSTRING) names.push_back(lua_tostring(L, -2));
      lua_pop(L, 1);
    }
    throw Error("arrays have no field or method '" + std::string(name).substr(0, 60) + "'" +
                missing_method_hint(name, names));
  });
  return raise(L, failure);
}

}  // namespace

Rows array_field_rows() { return fields; }

int array_field(lua_State* L) {
  const ArrayValue* a = array_at(L, 1);
  const std::string_view name = lua_tostring(L, 2);
  if (!a->usable()) return luaL_error(L, "the host has taken back the memory of this array");
  for (const Function& field : fields)
    if (name == field.name) return field.direct(L);
  return unknown(L, name.data());
}

}  // namespace perilune
