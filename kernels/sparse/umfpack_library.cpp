#include "kernels/sparse/umfpack_library.h"

#if defined(PERILUNE_SUITESPARSE)

#include "kernels/sparse/shared_library.h"

namespace perilune::sparse {

const UmfpackLibrary* umfpack() {
  static const struct Loaded {
    UmfpackLibrary functions;
    bool whole;
    Loaded() {
      SharedLibrary library(PERILUNE_UMFPACK_NAME, PERILUNE_UMFPACK_PATH);
#define PERILUNE_FIND(name)                               \
  library.find(functions.di_##name, "umfpack_di_" #name); \
  library.find(functions.zi_##name, "umfpack_zi_" #name);
      PERILUNE_UMFPACK(PERILUNE_FIND)
#undef PERILUNE_FIND
      whole = library.problem().empty();
    }
  } loaded;
  return loaded.whole ? &loaded.functions : nullptr;
}

}  // namespace perilune::sparse

#endif
