#pragma once
// std::vector whose bytes count against the state's memory limit: the workspace type of kernels.

#include <vector>

#include "kernels/core/memory.h"

namespace perilune {

template <class T>
class Counted {
 public:
  using value_type = T;
  explicit Counted(Memory& memory) : memory_(&memory) {}
  template <class U>
  Counted(const Counted<U>& other) : memory_(&other.memory()) {}
  T* allocate(std::size_t n) {
    if (n > static_cast<std::size_t>(-1) / 2 / sizeof(T)) n = static_cast<std::size_t>(-1) / 2 / sizeof(T);
    return static_cast<T*>(counted_allocate(*memory_, n * sizeof(T)));
  }
  void deallocate(T* p, std::size_t n) noexcept { counted_free(*memory_, p, n * sizeof(T)); }
  Memory& memory() const { return *memory_; }
  template <class U>
  bool operator==(const Counted<U>& other) const {
    return memory_ == &other.memory();
  }

 private:
  Memory* memory_;
};

// CountedVector<double> work(n, Counted<double>(ctx.memory)); or counted_vector<double>(ctx, n).
template <class T>
using CountedVector = std::vector<T, Counted<T>>;

}  // namespace perilune
