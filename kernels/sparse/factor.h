#pragma once
// Direct solution of square sparse systems. Hermitian matrices with a positive diagonal are tried by Cholesky's method
// first (Eigen: supernode-free LDL^H with approximate minimum degree ordering), all others go to LU with pivoting:
// UMFPACK (T. Davis, ACM Transactions on Mathematical Software 30, 2004) where it is there, else Eigen's SparseLU (the
// algorithm of SuperLU). What these packages allocate inside is not counted.

#include <memory>

#include "kernels/sparse/matrix.h"

namespace perilune::sparse {

struct FactorOptions {
  // In which order to eliminate; `natural`: as it stands.
  enum Ordering : std::uint8_t { automatic, columns, symmetric, natural } ordering = automatic;
  // Tests choose; `best` is what is described above.
  enum Method : std::uint8_t { best, cholesky, umfpack, eigen } method = best;
  // How much smaller than the largest of its column a pivot may be, from 0 to 1; negative: as the package has it.
  double pivot_threshold = -1;
};

template <class T>
class Factorization {
 public:
  virtual ~Factorization() = default;
  // a x = b. May not overlap.
  virtual void solve(const T* b, T* x) const = 0;
  virtual const char* method() const = 0;
};

// T is double or Complex128, the type of the values of `a`. ShapeError unless square; ValueError for nan and
// infinities; SingularError naming `argument`.
template <class T>
std::unique_ptr<Factorization<T>> factorize(Context& ctx, const Matrix& a, const FactorOptions& options = {},
                                            const char* argument = "A");

// a x = b for a vector, a matrix (each column) or a sparse matrix.
Array solve(Context& ctx, const Matrix& a, const View& b, const FactorOptions& options = {});
Matrix solve(Context& ctx, const Matrix& a, const Matrix& b, const FactorOptions& options = {});

// The pieces, one package per file. Null when the method does not apply (not positive definite; not there).
template <class T>
std::unique_ptr<Factorization<T>> factorize_cholesky(const Matrix& a, bool natural);
template <class T>
std::unique_ptr<Factorization<T>> factorize_umfpack(const Matrix& a, const FactorOptions& options,
                                                    const char* argument);
template <class T>
std::unique_ptr<Factorization<T>> factorize_eigen(const Matrix& a, const FactorOptions& options, const char* argument);

}  // namespace perilune::sparse
