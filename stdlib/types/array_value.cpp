// Making array userdata, and elements to and from Lua values.

#include <cstring>

#include "stdlib/registry/arguments.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/state.h"
#include "stdlib/types/array.h"

namespace perilune {

namespace {

constexpr std::size_t element_alignment = 16;

std::size_t header_bytes(int ndim) {
  const std::size_t raw = sizeof(ArrayValue) + 2 * sizeof(std::int64_t) * static_cast<std::size_t>(ndim);
  return (raw + element_alignment - 1) / element_alignment * element_alignment;
}

enum class Owns { block, nothing };

// Head and dims; no elements yet, which the collector may see.
ArrayValue* push_empty(lua_State* L, DType dtype, int ndim, Owns owns, std::size_t room, int user_values) {
  const int metatable = owns == Owns::block ? array_tag.metatable : light_array_metatable;
  auto* a =
      reinterpret_cast<ArrayValue*>(new_userdata(L, header_bytes(ndim) + room, user_values, array_tag, metatable));
  a->ndim = ndim;
  a->dtype = dtype;
  a->dims = reinterpret_cast<std::int64_t*>(a + 1);
  return a;
}

std::byte* inline_room(ArrayValue* a) { return reinterpret_cast<std::byte*>(a) + header_bytes(a->ndim); }

void set_row_major(ArrayValue* a, std::span<const std::int64_t> shape) {
  auto step = static_cast<std::int64_t>(itemsize(a->dtype));
  for (int i = a->ndim - 1; i >= 0; --i) {
    a->dims[i] = shape[static_cast<std::size_t>(i)];
    a->dims[a->ndim + i] = step;
    // Without elements, lengths may multiply to more than there is; nothing is ever at those steps.
    step = static_cast<std::int64_t>(static_cast<std::uint64_t>(step) *
                                     static_cast<std::uint64_t>(std::max<std::int64_t>(a->dims[i], 1)));
  }
}

}  // namespace

void ArrayValue::revoked() { throw ValueError("the host has taken back the memory of this array"); }
void ArrayValue::read_only() { throw ValueError("this array is read-only"); }

ArrayValue* push_new_array(lua_State* L, DType dtype, std::span<const std::int64_t> shape) {
  if (shape.size() == 1 && static_cast<std::uint64_t>(shape[0]) <= inline_bytes / itemsize(dtype)) {
    const std::size_t room = static_cast<std::size_t>(shape[0]) * itemsize(dtype);
    ArrayValue* a = push_empty(L, dtype, 1, Owns::nothing, room, 0);
    a->dims[0] = shape[0];
    a->dims[1] = static_cast<std::int64_t>(itemsize(dtype));
    a->data = inline_room(a);
    return a;
  }
  Failure failure;
  LibraryState& state = LibraryState::of(L);
  std::size_t bytes = 0;
  const bool fits = guarded(failure, nullptr, [&] {
    if (shape.size() > max_ndim) throw ValueError(format("an array has at most %d axes", max_ndim));
    const std::int64_t size = checked_size(shape);
    if (size > std::numeric_limits<std::int64_t>::max() / 16)
      throw MemoryError("not enough memory for an array of shape " + shape_text(shape));
    bytes = static_cast<std::size_t>(size) * itemsize(dtype);
  });
  if (!fits) raise(L, failure);
  const auto ndim = static_cast<int>(shape.size());
  if (bytes <= inline_bytes) {
    ArrayValue* a = push_empty(L, dtype, ndim, Owns::nothing, bytes, 0);
    set_row_major(a, shape);
    a->data = inline_room(a);
    return a;
  }
  state.pace(L, bytes);
  ArrayValue* a = push_empty(L, dtype, ndim, Owns::block, 0, 0);
  set_row_major(a, shape);
  lua_State* before = std::exchange(state.running, L);
  const bool made = guarded(failure, nullptr, [&] { a->block = allocate_block(*state.memory, bytes).detach(); });
  state.running = before;
  if (!made) {
    for (int i = 0; i < ndim; ++i) a->dims[i] = 0;
    raise(L, failure);
  }
  a->data = a->block->data;
  return a;
}

int fast_array(lua_State* L, int) {
  constexpr lua_Integer exact = lua_Integer{1} << 53;
  if (lua_gettop(L) != 1 || !plain_table(L, 1)) return -1;
  const auto n = static_cast<std::int64_t>(lua_rawlen(L, 1));
  if (n == 0 || n > 1000 || table_shape(L, 1) != TableShape::list) return -1;
  for (lua_Integer i = 1; i <= n; ++i) {
    bool ok = lua_rawgeti(L, 1, i) == LUA_TNUMBER;
    if (ok && lua_isinteger(L, -1)) ok = lua_tointeger(L, -1) <= exact && lua_tointeger(L, -1) >= -exact;
    lua_pop(L, 1);
    if (!ok) return -1;
  }
  const ArrayValue* a = push_new_array(L, DType::float64, {&n, 1});
  for (lua_Integer i = 1; i <= n; ++i) {
    lua_rawgeti(L, 1, i);
    reinterpret_cast<double*>(a->data)[i - 1] = lua_tonumber(L, -1);
    lua_pop(L, 1);
  }
  return 1;
}

void push_array(lua_State* L, const Array& array, int owner) {
  const View v = array;
  const std::size_t bytes = static_cast<std::size_t>(v.size()) * itemsize(v.dtype);
  // Memory of others (a mapped file) is what the array is about, however small.
  const bool alone = array.block() && !array.block()->owner && array.block()->refs.load(std::memory_order_relaxed) == 1;
  if (alone && bytes <= inline_bytes && v.contiguous()) {
    ArrayValue* a = push_empty(L, v.dtype, v.ndim, Owns::nothing, bytes, 0);
    set_row_major(a, v.dims());
    a->data = inline_room(a);
    std::memcpy(a->data, v.data, bytes);
    return;
  }
  const bool borrowed = !array.block();
  ArrayValue* a = push_empty(L, v.dtype, v.ndim, borrowed ? Owns::nothing : Owns::block, 0, borrowed ? 1 : 0);
  for (int i = 0; i < v.ndim; ++i) {
    a->dims[i] = v.shape[i];
    a->dims[v.ndim + i] = v.strides[i];
  }
  a->data = v.data;
  if (array.block()) {
    array.block()->refs.fetch_add(1, std::memory_order_relaxed);
    a->block = array.block().get();
    return;
  }
  a->borrowed = true;
  lua_pushvalue(L, owner);
  lua_setiuservalue(L, -2, 1);
}

void push_array_protected(lua_State* L, const Array& a) {
  protect(
      L,
      [](lua_State* inner) {
        push_array(inner, *static_cast<const Array*>(lua_touserdata(inner, 1)), 0);
        return 1;
      },
      &a);
}

ArrayValue* push_view(lua_State* L, int owner, std::byte* data, std::span<const std::int64_t> shape,
                      std::span<const std::int64_t> strides, DType dtype) {
  owner = lua_absindex(L, owner);
  const auto* from = static_cast<const ArrayValue*>(lua_touserdata(L, owner));
  const bool borrowed = !from->block;
  ArrayValue* a =
      push_empty(L, dtype, static_cast<int>(shape.size()), borrowed ? Owns::nothing : Owns::block, 0, borrowed ? 1 : 0);
  std::copy(shape.begin(), shape.end(), a->dims);
  std::copy(strides.begin(), strides.end(), a->dims + a->ndim);
  a->data = data;
  if (from->block) {
    from->block->refs.fetch_add(1, std::memory_order_relaxed);
    a->block = from->block;
  } else {
    a->borrowed = true;
    lua_pushvalue(L, owner);
    lua_setiuservalue(L, -2, 1);
  }
  return a;
}

Array to_array(const ArrayValue& value) {
  value.check_alive();
  if (value.block) value.block->refs.fetch_add(1, std::memory_order_relaxed);
  return Array::share(BlockRef(value.block), value.data, value.dtype, Dims(value.dims, value.ndim),
                      Dims(value.dims + value.ndim, value.ndim));
}

namespace {

// For an array that gets a block after all: the collector must give it back. Allocates nothing.
void set_finalizer(lua_State* L, int index) {
  index = lua_absindex(L, index);
  lua_rawgeti(L, LUA_REGISTRYINDEX, LibraryState::of(L).metatables[array_tag.metatable]);
  lua_setmetatable(L, index);
}

}  // namespace

Array share_elements(lua_State* L, Memory& memory, int index) {
  ArrayValue* a = array_at(L, index);
  if (a->block) return to_array(*a);
  // Views may be of views: the elements lie in the last.
  ArrayValue* root = a;
  set_finalizer(L, index);
  lua_pushvalue(L, index);
  while (root->borrowed && lua_getiuservalue(L, -1, 1) == LUA_TUSERDATA) {
    lua_remove(L, -2);
    root = array_at(L, -1);
  }
  set_finalizer(L, -1);
  lua_pop(L, 1);
  std::byte* room = inline_room(root);
  if (!root->block) {
    const std::size_t bytes = static_cast<std::size_t>(root->view().size()) * itemsize(root->dtype);
    BlockRef block = allocate_block(memory, bytes);
    std::memcpy(block->data, room, bytes);
    root->data = block->data;
    root->block = block.detach();
  }
  if (a != root) {
    root->block->refs.fetch_add(1, std::memory_order_relaxed);
    a->block = root->block;
    a->data = root->block->data + (a->data - room);
  }
  return to_array(*a);
}

void push_complex(lua_State* L, Complex128 value) {
  auto* c = reinterpret_cast<ComplexValue*>(new_userdata(L, sizeof(ComplexValue), 0, complex_tag));
  c->real = value.real();
  c->imag = value.imag();
}

void push_scalar(lua_State* L, const Scalar& value) {
  if (is_complex(value.dtype)) push_complex(L, value.value);
  else if (is_inexact(value.dtype)) lua_pushnumber(L, unsigned_nan(value.value.real()));
  else if (value.dtype == DType::bool_) lua_pushboolean(L, value.integer != 0);
  else lua_pushinteger(L, value.integer);
}

void push_element(lua_State* L, DType dtype, const std::byte* from) {
  if (dtype == DType::float64) lua_pushnumber(L, unsigned_nan(*reinterpret_cast<const double*>(from)));
  else push_scalar(L, load(dtype, from));
}

bool to_scalar(lua_State* L, int index, Scalar& value) {
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      value = lua_isinteger(L, index) ? Scalar::of(static_cast<std::int64_t>(lua_tointeger(L, index)))
                                      : Scalar::of(lua_tonumber(L, index));
      return true;
    case LUA_TBOOLEAN: value = Scalar::of(lua_toboolean(L, index) != 0); return true;
    case LUA_TUSERDATA:
      if (const auto* c = userdata_at<ComplexValue>(L, index, complex_tag)) {
        value = Scalar::of(Complex128(c->real, c->imag));
        return true;
      }
      return false;
    default: return false;
  }
}

}  // namespace perilune
