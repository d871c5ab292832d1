#pragma once
// The array userdata: layout and, for small arrays, the elements themselves in one allocation.

#include <limits>

#include "kernels/core/array.h"
#include "stdlib/types/object.h"

namespace perilune {

struct ArrayValue {
  Head head;
  std::byte* data;
  Block* block;        // null: the elements lie in this userdata, or in the one held as user value 1
  std::int64_t* dims;  // shape, then strides; inside the userdata
  int ndim;
  DType dtype;
  bool borrowed;  // user value 1 holds the owner of the elements

  View view() const { return {data, dims, dims + ndim, ndim, dtype}; }
  // Throws ValueError when the host has revoked the memory.
  void check_alive() const {
    if (block && block->revoked.load(std::memory_order_acquire)) revoked();
  }
  void check_writable() const {
    if (block && block->read_only) read_only();
  }
  bool usable() const { return !block || !block->revoked.load(std::memory_order_acquire); }
  [[noreturn]] static void revoked();
  [[noreturn]] static void read_only();
};

// Elements up to this many bytes lie inside the userdata.
inline constexpr std::size_t inline_bytes = 2048;

inline ArrayValue* array_at(lua_State* L, int index) { return userdata_at<ArrayValue>(L, index, array_tag); }

// A new row-major array on the stack, its elements uninitialised. May raise: own nothing. Raises a Lua error when the
// memory is not to be had.
ArrayValue* push_new_array(lua_State* L, DType dtype, std::span<const std::int64_t> shape);
// Puts an array of a kernel on the stack; small ones move into the userdata. A borrowed array (no block) needs `owner`,
// the stack index of the userdata that holds the elements. May raise; then `a` still owns its block.
void push_array(lua_State* L, const Array& a, int owner);
// The same with C++ objects alive: throws LuaRaised instead of raising. The array must have a block.
void push_array_protected(lua_State* L, const Array& a);
// A view of the array at stack index `owner`.
ArrayValue* push_view(lua_State* L, int owner, std::byte* data, std::span<const std::int64_t> shape,
                      std::span<const std::int64_t> strides, DType dtype);

// The direct path of pl.array: a flat table of real numbers. -1 for anything else.
int fast_array(lua_State* L, int code);

// The array at this index for a host: elements that lie inside a userdata move into a block that both share, also for
// arrays that are views of it and are shared later. Throws MemoryError.
Array share_elements(lua_State* L, Memory& memory, int index);

// A number for Lua, whose print shows the sign of a nan: that of ours has none.
inline double unsigned_nan(double x) { return x == x ? x : std::numeric_limits<double>::quiet_NaN(); }

// One element as a Lua value. Complex ones allocate.
void push_scalar(lua_State* L, const Scalar& value);
void push_element(lua_State* L, DType dtype, const std::byte* from);
void push_complex(lua_State* L, Complex128 value);
// Reads a Lua number, boolean or complex value; false when it is something else.
bool to_scalar(lua_State* L, int index, Scalar& value);

// The array as kernels see it; without a block when the elements lie in the userdata.
Array to_array(const ArrayValue& value);

void open_array_type(lua_State* L);

}  // namespace perilune
