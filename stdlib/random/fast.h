#pragma once
// Direct paths for single numbers, which loops draw by the million: numbers by place, no size, nothing to refuse.

struct lua_State;

namespace perilune {

// Of methods, where the stream comes first, and of functions, which draw from the shared stream. Codes as in bodies.h.
int fast_draw_method(lua_State* L, int distribution);
int fast_draw_function(lua_State* L, int distribution);
int fast_standard_method(lua_State* L, int standard);
int fast_standard_function(lua_State* L, int standard);
int fast_integer_method(lua_State* L, int);
int fast_integer_function(lua_State* L, int);

}  // namespace perilune
