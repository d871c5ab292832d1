#pragma once
// A linear map as the solvers see it: a sparse matrix, or functions of the user's. T is double or Complex128; float32
// problems are computed in float64.

#include <optional>

#include "kernels/core/function_ref.h"
#include "kernels/sparse/matrix.h"

namespace perilune::sparse {

// y = A x for contiguous vectors that do not overlap.
template <class T>
using Product = FunctionRef<void(const T* x, T* y)>;

template <class T>
struct Operator {
  std::int64_t rows = 0, columns = 0;
  Product<T> apply;
  std::optional<Product<T>> adjoint{};  // y = A^H x
};

}  // namespace perilune::sparse
