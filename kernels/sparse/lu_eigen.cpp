// LU factors by Eigen, complete and incomplete, copied out of its own forms.

#include <Eigen/IterativeLinearSolvers>
#include <Eigen/OrderingMethods>
#include <Eigen/SparseLU>

#include "kernels/sparse/lu.h"

namespace perilune::sparse {

namespace {

using Index = std::int32_t;
template <class T>
using Stored = Eigen::SparseMatrix<T, Eigen::ColMajor, Index>;
using Permutation = Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, Index>;

// A triangle that grows column by column (or row by row).
template <class T>
class Growing {
 public:
  explicit Growing(Context& ctx)
      : ctx_(ctx), values_(ctx.vector<T>()), places_(ctx.vector<Index>()), ends_(ctx.vector<Index>(1)) {}
  void add(std::int64_t place, T value) {
    places_.push_back(static_cast<Index>(place));
    values_.push_back(value);
  }
  void end_line() { ends_.push_back(static_cast<Index>(values_.size())); }
  Matrix matrix(Format format, std::int64_t n) const {
    const auto count = static_cast<std::int64_t>(values_.size());
    Matrix m = empty_matrix(ctx_, format, n, n, count, dtype_of<T>, DType::int32);
    std::copy(values_.begin(), values_.end(), m.data.template as<T>());
    std::copy(places_.begin(), places_.end(), m.indices.as<Index>());
    std::copy(ends_.begin(), ends_.end(), m.indptr.as<Index>());
    m.sorted = m.canonical = false;
    return m;
  }

 private:
  Context& ctx_;
  CountedVector<T> values_;
  CountedVector<Index> places_, ends_;
};

template <class T>
Eigen::Map<const Stored<T>> mapped(const Matrix& a) {
  return {a.rows, a.columns, a.nnz(), a.indptr.as<Index>(), a.indices.as<Index>(), a.data.as<T>()};
}

}  // namespace

template <class T>
SparseLu lu_eigen(Context& ctx, const Matrix& a, const FactorOptions& options) {
  const std::int64_t n = a.rows;
  const Stored<T> m = mapped<T>(a);
  Permutation order;
  if (options.ordering == FactorOptions::natural) {
    order.setIdentity(n);
  } else if (options.ordering == FactorOptions::symmetric) {
    Eigen::AMDOrdering<Index>()(m, order);
  } else {
    Eigen::COLAMDOrdering<Index>()(m, order);
    order = Permutation(order.inverse());
  }
  const Stored<T> permuted = m * order;
  Eigen::SparseLU<Stored<T>, Eigen::NaturalOrdering<Index>> factor;
  if (options.pivot_threshold >= 0) factor.setPivotThreshold(options.pivot_threshold);
  factor.analyzePattern(permuted);
  factor.factorize(permuted);
  if (factor.info() != Eigen::Success) throw SingularError("A is exactly singular");

  // A supernode holds dense blocks; what lies above the diagonal there belongs to U, whose rest is stored apart.
  Growing<T> lower(ctx), upper(ctx);
  const auto from_l = factor.matrixL();
  const auto from_u = factor.matrixU();
  using Supernodes = std::remove_cvref_t<decltype(from_l.m_mapL)>;
  using Rest = std::remove_cvref_t<decltype(from_u.m_mapU)>;
  for (Index j = 0; j < static_cast<Index>(n); ++j) {
    for (typename Rest::InnerIterator it(from_u.m_mapU, j); it; ++it) upper.add(it.index(), it.value());
    lower.add(j, T(1));
    for (typename Supernodes::InnerIterator it(from_l.m_mapL, j); it; ++it) {
      if (it.index() > j) {
        if (it.value() != T(0)) lower.add(it.index(), it.value());
      } else if (it.value() != T(0) || it.index() == j) {
        upper.add(it.index(), it.value());
      }
    }
    lower.end_line();
    upper.end_line();
  }
  SparseLu result{lower.matrix(Format::csc, n), upper.matrix(Format::csc, n), Array::empty(ctx, DType::int32, {n}),
                  Array::empty(ctx, DType::int32, {n})};
  for (std::int64_t i = 0; i < n; ++i) {
    result.perm_r.as<Index>()[i] = factor.rowsPermutation().indices()[i];
    result.perm_c.as<Index>()[order.indices()[i]] = factor.colsPermutation().indices()[i];
  }
  return result;
}

namespace {

template <class T>
struct OpenIlut : Eigen::IncompleteLUT<T, Index> {
  const auto& factors() const { return this->m_lu; }
  const Permutation& permutation() const { return this->m_Pinv; }
};

}  // namespace

template <class T>
SparseLu lu_incomplete_eigen(Context& ctx, const Matrix& a, double drop_tol, int fill_factor) {
  const std::int64_t n = a.rows;
  OpenIlut<T> factor;
  factor.setDroptol(drop_tol);
  factor.setFillfactor(fill_factor);
  factor.compute(mapped<T>(a));
  Growing<T> lower(ctx), upper(ctx);
  const auto& lu = factor.factors();
  using Factors = std::remove_cvref_t<decltype(lu)>;
  for (Index i = 0; i < static_cast<Index>(n); ++i) {
    bool diagonal = false;
    for (typename Factors::InnerIterator it(lu, i); it; ++it) {
      diagonal |= it.col() == i;
      (it.col() < i ? lower : upper).add(it.col(), it.value());
    }
    if (!diagonal) throw SingularError("A is exactly singular");
    lower.add(i, T(1));
    lower.end_line();
    upper.end_line();
  }
  SparseLu result{convert(ctx, lower.matrix(Format::csr, n), Format::csc),
                  convert(ctx, upper.matrix(Format::csr, n), Format::csc),
                  Array::empty(ctx, DType::int32, {n}),
                  {}};
  for (std::int64_t i = 0; i < n; ++i) result.perm_r.as<Index>()[i] = factor.permutation().indices()[i];
  result.perm_c = result.perm_r;
  return result;
}

template SparseLu lu_eigen<double>(Context&, const Matrix&, const FactorOptions&);
template SparseLu lu_eigen<Complex128>(Context&, const Matrix&, const FactorOptions&);
template SparseLu lu_incomplete_eigen<double>(Context&, const Matrix&, double, int);
template SparseLu lu_incomplete_eigen<Complex128>(Context&, const Matrix&, double, int);

}  // namespace perilune::sparse
