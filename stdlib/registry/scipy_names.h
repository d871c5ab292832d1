#pragma once
// The public names of SciPy, module by module: what tells a gap from a misspelling.

#include <span>
#include <string_view>

namespace perilune {

struct ScipyModule {
  const char* name;   // "sparse.linalg"
  const char* names;  // "a|b|c", sorted
};
// Sorted by name.
std::span<const ScipyModule> scipy_modules();

// The module in which SciPy has a name: `preferred` where that has it, else the first; null when none has.
const ScipyModule* scipy_module_with(std::string_view name, std::string_view preferred = {});

// What comes nearest to a function of SciPy's, in names of ours; empty when nothing obvious does.
std::string_view near_scipy(std::string_view name);

}  // namespace perilune
