#pragma once
// LU factors of sparse matrices that stay: to look at, and to solve with as often as wanted.

#include <optional>

#include "kernels/sparse/factor.h"
#include "kernels/sparse/triangular.h"

namespace perilune::sparse {

// L U has in row perm_r[i] and column perm_c[j] what A has in row i and column j.
struct SparseLu {
  Matrix l, u;                   // by columns, of float64 or complex128; l has its ones on the diagonal
  Array perm_r, perm_c;          // int32
  DType dtype = DType::float64;  // of A

  std::int64_t order() const { return l.rows; }
  std::int64_t nnz() const { return l.nnz() + u.nnz() - l.rows; }
};

// With pivoting, by UMFPACK where it is there, else by Eigen. ShapeError unless square; ValueError for nan and
// infinities; SingularError.
SparseLu lu(Context& ctx, const Matrix& a, const FactorOptions& options = {});

// Incomplete factors, near to A and much emptier: ILUT (Y. Saad, Numerical Linear Algebra with Applications 1, 1994) in
// an order that keeps fill low, without pivoting. Drops what is below drop_tol times the norm of its row, and keeps in
// each row fill_factor times as many as A has on the average, but no more than it has rows, half of them in L.
SparseLu incomplete_lu(Context& ctx, const Matrix& a, double drop_tol, double fill_factor);

// op(A) x = b for a vector or a matrix.
Array solve(Context& ctx, const SparseLu& lu, const View& b, Turned turned = Turned::no);

// The packages, one per file. No value where one is not there.
template <class T>
std::optional<SparseLu> lu_umfpack(Context& ctx, const Matrix& a, const FactorOptions& options);
template <class T>
SparseLu lu_eigen(Context& ctx, const Matrix& a, const FactorOptions& options);
template <class T>
SparseLu lu_incomplete_eigen(Context& ctx, const Matrix& a, double drop_tol, int fill_factor);

}  // namespace perilune::sparse
