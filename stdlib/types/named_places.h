#pragma once
// Arguments by name for functions that are plain C functions of Lua.

#include <lua.hpp>
#include <span>
#include <string_view>

namespace perilune {

// Puts what a table of options at the end names into the places of these names, and makes the stack as high as there
// are names. Raises a Lua error for unknown names, what is given twice, and surplus arguments; `usage` is the
// function's call.
void take_names(lua_State* L, const char* function, std::span<const std::string_view> names, const char* usage);

}  // namespace perilune
