#pragma once
// Systems with triangular matrices.

#include "kernels/sparse/matrix.h"

namespace perilune::sparse {

enum class Turned : std::uint8_t { no, transposed, adjoint };

struct TriangularOptions {
  bool lower = true;
  bool unit_diagonal = false;  // the diagonal counts as 1, whatever is stored
  Turned turned = Turned::no;  // solve with the transpose or adjoint of the matrix; `lower` speaks of the matrix itself
};

// x = op(a)^-1 x in place, for a canonical CSR or CSC matrix of T whose triangle and diagonal have been checked.
template <class T>
void solve_triangular_in_place(Context& ctx, const Matrix& a, const TriangularOptions& options, T* x);

// a x = b for a vector or a matrix. ShapeError, ValueError unless triangular, SingularError for a zero on the diagonal.
Array solve_triangular(Context& ctx, const Matrix& a, const View& b, const TriangularOptions& options);

}  // namespace perilune::sparse
