#pragma once
// What is linked into the program: names, versions and licences.

namespace perilune::runtime {

// Writes one line per library to stdout.
void print_libraries();
// Such a line for one that only the caller knows.
void print_library(const char* name, const char* version, const char* licence, const char* purpose);

}  // namespace perilune::runtime
