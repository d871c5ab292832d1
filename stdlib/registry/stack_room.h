#pragma once
// C's own stack: scripts decide how deeply calls of kernels, callbacks and host functions nest.

namespace perilune {

// Whether this thread has the room for one more such call. Lua allows 200 of them, which a stack of a megabyte may not
// hold. Always true on a stack that the system does not know.
bool stack_has_room() noexcept;

}  // namespace perilune
