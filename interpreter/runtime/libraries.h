#pragma once
// What is linked into the program: names, versions and licences.

namespace perilune::runtime {

// Writes one line per library to stdout.
void print_libraries();

}  // namespace perilune::runtime
