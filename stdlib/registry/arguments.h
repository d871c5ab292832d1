#pragma once
// Reading Lua values by raw access: nothing here allocates in Lua, calls a metamethod or raises a Lua error.

#include <lua.hpp>
#include <string>

#include "kernels/core/array.h"

namespace perilune {

enum class TableShape { empty, list, names, mixed };
// What the keys of a table are; walks only past its sequence.
TableShape table_shape(lua_State* L, int index);
// A table without a metatable.
bool plain_table(lua_State* L, int index);
// A function, or an object that can be called: never an array, a complex value or another value of ours without `call`.
bool callable_at(lua_State* L, int index);

struct TableOptions {
  bool has_dtype = false;
  DType dtype = DType::float64;
};
// A nested table as an array: numbers are float64, booleans bool, complex values complex128, arrays among the entries
// are stacked. Ragged tables, holes, strings and cycles throw ShapeError or ValueError naming the place below `name`.
Array array_from_table(lua_State* L, Context& ctx, int index, std::string_view name, const TableOptions& options = {});
// One number, boolean or complex value as a 0-d array.
Array array_from_scalar(Context& ctx, const Scalar& value);

}  // namespace perilune
