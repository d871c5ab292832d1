// The library for programs of others. Nothing of its own; it makes the linker take the interface from the static
// library.

#include "interpreter/include/perilune/perilune.h"

namespace perilune {

[[gnu::used]] static const void* const interface[] = {
    reinterpret_cast<const void*>(perilune_open), reinterpret_cast<const void*>(perilune_run),
    reinterpret_cast<const void*>(perilune_get),  reinterpret_cast<const void*>(perilune_new_function),
    reinterpret_cast<const void*>(perilune_wrap), reinterpret_cast<const void*>(luaopen_perilune),
};

}  // namespace perilune
