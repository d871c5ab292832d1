#include <Eigen/OrderingMethods>
#include <Eigen/SparseLU>

#include "kernels/sparse/factor.h"

namespace perilune::sparse {

namespace {

using Index = std::int32_t;
template <class T>
using Stored = Eigen::SparseMatrix<T, Eigen::ColMajor, Index>;
template <class T>
using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;
using Permutation = Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, Index>;

// The columns are put in order first and then factored as they stand: one instantiation serves every ordering.
template <class T>
class EigenLu final : public Factorization<T> {
 public:
  EigenLu(const Matrix& a, const FactorOptions& options, const char* argument) : n_(a.rows) {
    Stored<T> m = Eigen::Map<const Stored<T>>(a.rows, a.columns, a.nnz(), a.indptr.as<Index>(), a.indices.as<Index>(),
                                              a.data.as<T>());
    if (options.ordering == FactorOptions::natural) {
      order_.setIdentity(n_);
    } else if (options.ordering == FactorOptions::symmetric) {
      Eigen::AMDOrdering<Index>()(m, order_);
    } else {
      Eigen::COLAMDOrdering<Index>()(m, order_);
      order_ = Permutation(order_.inverse());  // COLAMD's answer is the inverse of AMD's
    }
    const Stored<T> permuted = m * order_;
    if (options.pivot_threshold >= 0) factor_.setPivotThreshold(options.pivot_threshold);
    factor_.analyzePattern(permuted);
    factor_.factorize(permuted);
    if (factor_.info() != Eigen::Success) throw SingularError(std::string(argument) + " is exactly singular");
  }
  void solve(const T* b, T* x) const override {
    const Vector<T> y = factor_.solve(Eigen::Map<const Vector<T>>(b, n_));
    Eigen::Map<Vector<T>>(x, n_) = order_ * y;
  }
  const char* method() const override { return "eigen"; }

 private:
  mutable Eigen::SparseLU<Stored<T>, Eigen::NaturalOrdering<Index>> factor_;
  Permutation order_;
  Eigen::Index n_;
};

}  // namespace

template <class T>
std::unique_ptr<Factorization<T>> factorize_eigen(const Matrix& a, const FactorOptions& options, const char* argument) {
  return std::make_unique<EigenLu<T>>(a, options, argument);
}

template std::unique_ptr<Factorization<double>> factorize_eigen(const Matrix&, const FactorOptions&, const char*);
template std::unique_ptr<Factorization<Complex128>> factorize_eigen(const Matrix&, const FactorOptions&, const char*);

}  // namespace perilune::sparse
