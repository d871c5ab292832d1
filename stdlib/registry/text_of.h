#pragma once
// tostring without telling a sandboxed script where in memory things are.

#include <cstdint>

struct lua_State;

namespace perilune {

// Pushes what luaL_tolstring does; behind a hidden address stands a number that is as good for telling things apart.
const char* push_text_of(lua_State* L, int index);
// Pushes "name: address" of an object.
const char* push_named_address(lua_State* L, const char* name, const void* object);
// For Host::address_key: unlike in every state, never 0.
std::uint64_t random_address_key() noexcept;

}  // namespace perilune
