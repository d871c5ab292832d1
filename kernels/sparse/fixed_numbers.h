#pragma once
// Numbers in (-1, 1) that are the same in every run, for vectors to begin with: SplitMix64 (G. Steele et al., OOPSLA
// 2014).

#include "kernels/core/dtype.h"

namespace perilune::sparse {

class FixedNumbers {
 public:
  double next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return static_cast<double>(static_cast<std::int64_t>(z ^ (z >> 31)) >> 11) * 0x1p-52;
  }
  template <class T>
  void fill(T* x, std::int64_t n) {
    for (std::int64_t i = 0; i < n; ++i)
      if constexpr (is_complex_type<T>) x[i] = {next(), next()};
      else x[i] = next();
  }

 private:
  std::uint64_t state_ = 20261121;
};

}  // namespace perilune::sparse
