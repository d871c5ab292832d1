#pragma once
// Eigenvalues and eigenvectors of hermitian (real: symmetric) matrices, alone or with a second matrix.

#include <optional>

#include "kernels/core/array.h"
#include "kernels/lapack/eigen.h"

namespace perilune::linalg {

struct EighOptions {
  bool lower = true;  // which triangle is read, of b too
  bool vectors = true;
  int type = 1;  // with b: a v = w b v; 2: a b v = w v; 3: b a v = w v
  std::optional<lapack::SymmetricDriver> driver;
  std::optional<std::pair<std::int64_t, std::int64_t>> by_index;  // first and last, from 0
  std::optional<std::pair<double, double>> by_value;              // above the first, up to the second
};

struct Eigh {
  Array w, v;  // w is real and rises; v has one vector per column, none without vectors
};

// a: a matrix or a stack; b: positive definite, or null. ShapeError, ValueError for nan, infinities and options that do
// not go together, SingularError when b is not positive definite, ConvergenceError.
Eigh eigh(Context& ctx, const View& a, const View* b = nullptr, const EighOptions& options = {});

}  // namespace perilune::linalg
