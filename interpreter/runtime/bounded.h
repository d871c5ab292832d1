#pragma once
// The functions of Lua's libraries that limits could be dodged by: those that catch errors, and those that may run long
// without executing an instruction of Lua. Here they count their work and stop.

#include <cstddef>

struct lua_State;
struct luaL_Reg;

namespace perilune::runtime {

// Puts them in the place of the stock ones; the libraries must be open.
void bound_libraries(lua_State* L);

// bounded_string.cpp, bounded_table.cpp
extern const luaL_Reg bounded_strings[];
extern const luaL_Reg bounded_tables[];

// luaL_loadbufferx in pieces, between which the state may end.
int load_text(lua_State* L, const char* text, std::size_t length, const char* name, const char* mode);

// Counts work as instructions; raises when the state's time is up.
void spend(lua_State* L, unsigned long long work);

}  // namespace perilune::runtime
