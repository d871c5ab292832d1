#pragma once
// A call's results on their way to Lua.

struct lua_State;

namespace perilune {

class Call;

// Pushes the results under protection and returns how many there are; throws LuaRaised when Lua runs out of memory.
int give_results(Call& call);

// Compares what the body gave with the declared results: how many, of which kinds. Throws InternalError.
void check_results(Call& call);

// Whether the table is one that a call gave with Table::closed: data like a table without a metatable.
bool closed_table(lua_State* L, int index);

}  // namespace perilune
