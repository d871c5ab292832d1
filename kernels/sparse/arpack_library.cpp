#include "kernels/sparse/arpack_library.h"

#include "kernels/sparse/shared_library.h"

namespace perilune::sparse {

const ArpackLibrary& arpack() {
  static const struct Loaded {
    ArpackLibrary functions;
    std::string problem;
    Loaded() {
      SharedLibrary library(PERILUNE_ARPACK_NAME, PERILUNE_ARPACK_PATH);
#define PERILUNE_FIND(name) library.find(functions.name, #name);
      PERILUNE_ARPACK(PERILUNE_FIND)
#undef PERILUNE_FIND
      problem = library.problem();
    }
  } loaded;
  if (!loaded.problem.empty()) throw InternalError("ARPACK cannot be opened: " + loaded.problem);
  return loaded.functions;
}

}  // namespace perilune::sparse
