#pragma once
// What all BLAS and LAPACK wrappers share: their integer, size checks, and the two meanings of a status.

#include <cstdint>
#include <string>

#include "kernels/array/complex.h"
#include "kernels/core/errors.h"

namespace perilune::lapack {

using Int = std::int32_t;  // Debian's BLAS and LAPACK count with 32 bits

using perilune::Real;

// A length as these libraries take it; ValueError when it passes 2^31 - 1. The argument is the one to blame.
Int dimension(std::int64_t length, const char* argument);

// The length that a workspace query answered. Such an answer comes as a floating-point number, which for float32 may
// have been rounded down; we round up. ValueError when it passes 2^31 - 1 or when the routine overflowed while
// computing it.
Int workspace_length(double answer, const char* routine);

// A negative status is a fault of ours: the routine refused its argument number -status.
void check_arguments(Int status, const char* routine);

// A positive status means what the caller says it means: throws Meaning(words(status)).
template <class Meaning, class Words>
void check_outcome(Int status, Words&& words) {
  if (status > 0) throw Meaning(words(status));
}

}  // namespace perilune::lapack
