#pragma once
// Systems of linear equations a x = b with a square matrix.

#include "kernels/core/array.h"
#include "kernels/linalg/structure.h"

namespace perilune::linalg {

struct SolveOptions {
  Structure assume_a = Structure::automatic;
  bool lower = false;       // symmetric, hermitian, positive_definite: read the lower triangle, else the upper one
  bool transposed = false;  // solve transpose(a) x = b
};

// b: a vector, or a matrix with one system per column; the axes before the matrices of a and b broadcast (a vector b
// serves every a). Warns when a is so close to singular that no digit of x may be right. ShapeError, ValueError for nan
// and infinities, SingularError.
Array solve(Context& ctx, const View& a, const View& b, const SolveOptions& options = {});

struct TriangularOptions {
  bool lower = false;
  lapack::Transpose op = lapack::Transpose::no;
  bool unit_diagonal = false;  // the diagonal is not read
};
// The same with op of one triangle of a. SingularError when its diagonal holds a zero.
Array solve_triangular(Context& ctx, const View& a, const View& b, const TriangularOptions& options = {});

// The inverse, by the same choice of method. `lower` as above.
Array inv(Context& ctx, const View& a, Structure assume_a = Structure::automatic, bool lower = false);

// Shared by all solvers: what b must be for matrices of n rows, and where its solution goes.
struct RightSide {
  bool vector;  // b has one axis and serves every matrix
  std::int64_t columns;
  Dims batch;  // of the result
  Array x;     // (batch, rows) or (batch, rows, columns), each matrix column-major
  // rows: of x; `a` has rows_of_a.
  RightSide(Context& ctx, DType dtype, const View& a, const Dims& a_batch, const View& b, std::int64_t rows_of_a,
            std::int64_t rows);
};

}  // namespace perilune::linalg
