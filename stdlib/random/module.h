#pragma once
// The families and classes of random.

#include "stdlib/registry/declaration.h"

namespace perilune {

Rows generator_rows();  // default_rng and Generator
Rows seed_rows();       // SeedSequence
Rows bits_rows();       // PCG64 and MT19937
Rows legacy_rows();     // RandomState, and functions that draw from the one behind the module

// The C++ object behind each: a std::shared_ptr to the class of the same name in kernels/random.
extern const Class generator_class, random_state_class, pcg64_class, mt19937_class;
// A random::SeedSequence.
extern const Class seed_sequence_class;

}  // namespace perilune
