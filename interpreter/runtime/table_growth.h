#pragma once
// Tables of a state with limits, when they grow: a script may choose numbers as keys that all fall on one place.

#include <cstddef>

struct lua_State;

namespace perilune::runtime {

class Limiter;

// Whether the layout of Lua's tables is the one that is known here; without it nothing is looked at.
bool open_table_growth(lua_State* L);

// Whether the limits leave the time for moving the table's entries into a node vector of so many bytes. Ends the call
// when they do not.
bool may_grow(Limiter& limiter, const std::byte* table, std::size_t bytes);

}  // namespace perilune::runtime
