#pragma once
// The metamethods of arrays, one group to a file.

#include "stdlib/types/array.h"

namespace perilune {

// array_index.cpp
int array_index(lua_State* L);  // upvalue 1: the table of methods
int array_new_index(lua_State* L);
int array_call(lua_State* L);
int array_get(lua_State* L);
int array_set(lua_State* L);
int array_item(lua_State* L);
int array_length(lua_State* L);
int array_pairs(lua_State* L);

// array_fields.cpp: a.shape and its kin; upvalue 1 as above, for suggestions
int array_field(lua_State* L);
Rows array_field_rows();

// array_type.cpp
int array_to_string(lua_State* L);

}  // namespace perilune
