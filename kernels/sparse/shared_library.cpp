#include "kernels/sparse/shared_library.h"

#include <dlfcn.h>

namespace perilune::sparse {

SharedLibrary::SharedLibrary(const char* name, const char* path) {
  handle_ = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
  if (handle_) return;
  const char* first = dlerror();
  problem_ = first ? first : name;
  handle_ = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
  if (handle_) problem_.clear();
}

void* SharedLibrary::address(const char* symbol) {
  void* found = handle_ ? dlsym(handle_, symbol) : nullptr;
  if (handle_ && !found) problem_ = std::string("there is no ") + symbol;
  return found;
}

}  // namespace perilune::sparse
