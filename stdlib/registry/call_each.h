#pragma once
// Functions of Lua that call another for several numbers, so that one protected call does for all of them.

struct lua_State;

namespace perilune {

// Pushes the one for n numbers that make_each has made, and says whether there is one; if not, pushes up to two values
// of no use.
bool push_each(lua_State* L, int n);
// Lua function (n): function(f, x1, …, xn) return f(x1), …, f(xn) end, which it keeps for push_each. Without debug
// information, so that positions in messages (error(text, 2) in f) are none, as when C calls.
int make_each(lua_State* L);

}  // namespace perilune
