#pragma once
// A package that is opened when it is first needed: each shared library that a program is linked with costs it part of
// a millisecond at every start, with all that the library itself needs, and few programs use these.

#include <string>

namespace perilune::sparse {

class SharedLibrary {
 public:
  // By its name, where the loader looks, and failing that by where the configuration found it. Stays open.
  SharedLibrary(const char* name, const char* path);
  SharedLibrary(const SharedLibrary&) = delete;
  SharedLibrary& operator=(const SharedLibrary&) = delete;

  // What there was to say when it could not be opened, or had not all that was asked for; empty when all is well.
  const std::string& problem() const { return problem_; }
  // Sets a pointer to a function of the library, or notes that there is none.
  template <class F>
  void find(F*& function, const char* symbol) {
    function = reinterpret_cast<F*>(address(symbol));
  }

 private:
  void* address(const char* symbol);
  void* handle_ = nullptr;
  std::string problem_;
};

}  // namespace perilune::sparse
