#pragma once
// Eigenvalues of symmetric and Hermitian problems A x = w M x, and singular values, of matrices that are only ever
// multiplied (and factored, near a shift).

#include <functional>

#include "kernels/sparse/lanczos.h"

namespace perilune::sparse {

struct EigshOptions : LanczosOptions {
  std::optional<double> sigma;  // find eigenvalues near it; `which` then speaks of the transformed ones
  enum Mode : std::uint8_t { normal, buckling, cayley } mode = normal;
  bool vectors = true;
};

// What of a problem is there. T-typed functions of the user's take the place of matrices.
template <class T>
struct EigshProblem {
  std::int64_t n = 0;
  const Matrix* a = nullptr;  // or a_product
  std::optional<Product<T>> a_product{};
  const Matrix* m = nullptr;  // or m_product; neither: the identity
  std::optional<Product<T>> m_product{};
  std::optional<Product<T>> m_inverse{};   // used without sigma
  std::optional<Product<T>> op_inverse{};  // (A - sigma M)^-1
};

// values rise. With fewer than k converged, those that have; `converged` tells.
template <class T>
LanczosResult eigsh(Context& ctx, const EigshProblem<T>& problem, const EigshOptions& options, const T* v0);

struct SvdsOptions : LanczosOptions {
  bool u = true, vt = true;
};
struct Svds {
  Array u, s, vt;  // s rises; u is rows x count, vt count x columns
  std::int64_t converged = 0, restarts = 0, products = 0;
  bool out_of_time = false;
};
// By the eigenvalues of A^H A or A A^H, whichever is smaller, and the singular values of A on the space found.
template <class T>
Svds svds(Context& ctx, const Operator<T>& a, const SvdsOptions& options, const T* v0);
// Of a matrix of any inexact dtype, kept both by rows and by columns while it lasts. v0 may be null.
Svds svds(Context& ctx, const Matrix& a, const SvdsOptions& options, const View* v0);

}  // namespace perilune::sparse
