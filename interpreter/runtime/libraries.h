#pragma once
// What is linked into the program: names, versions and licences.

#include <string>
#include <vector>

namespace perilune::runtime {

struct Library {
  std::string name, version, licence, purpose;
};

// All but the line editor, which only the program has.
std::vector<Library> linked_libraries();
// One line for each, and what follows from their licences.
void print_libraries(const std::vector<Library>& libraries);

}  // namespace perilune::runtime
