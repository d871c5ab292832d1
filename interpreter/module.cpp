// The library as a C module of stock Lua: build/perilune.so. Nothing of its own; it makes the linker take
// luaopen_perilune from the static library.

#include "stdlib/open.h"

namespace perilune {

[[gnu::used]] static int (*const entry)(lua_State*) = luaopen_perilune;

}  // namespace perilune
