#pragma once
// A call's results on their way to Lua.

namespace perilune {

class Call;

// Pushes the results under protection and returns how many there are; throws LuaRaised when Lua runs out of memory.
int give_results(Call& call);

}  // namespace perilune
