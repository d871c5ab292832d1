#include <Eigen/SparseCholesky>

#include "kernels/sparse/factor.h"

namespace perilune::sparse {

namespace {

template <class T>
using Stored = Eigen::SparseMatrix<T, Eigen::ColMajor, std::int32_t>;
template <class T>
using Vector = Eigen::Matrix<T, Eigen::Dynamic, 1>;

template <class T, class Ordering>
class Cholesky final : public Factorization<T> {
 public:
  explicit Cholesky(const Matrix& a)
      : factor_(Stored<T>(Eigen::Map<const Stored<T>>(a.rows, a.columns, a.nnz(), a.indptr.as<std::int32_t>(),
                                                      a.indices.as<std::int32_t>(), a.data.as<T>()))),
        n_(a.rows) {}
  // Without pivoting the factors are stable only where all pivots are positive.
  bool positive() const {
    if (factor_.info() != Eigen::Success) return false;
    const Vector<T> d = factor_.vectorD();
    for (Eigen::Index i = 0; i < d.size(); ++i)
      if (!(std::real(d[i]) > 0)) return false;
    return true;
  }
  void solve(const T* b, T* x) const override {
    Eigen::Map<Vector<T>>(x, n_) = factor_.solve(Eigen::Map<const Vector<T>>(b, n_));
  }
  const char* method() const override { return "cholesky"; }

 private:
  Eigen::SimplicialLDLT<Stored<T>, Eigen::Lower, Ordering> factor_;
  Eigen::Index n_;
};

template <class T, class Ordering>
std::unique_ptr<Factorization<T>> make(const Matrix& a) {
  auto f = std::make_unique<Cholesky<T, Ordering>>(a);
  if (!f->positive()) return nullptr;
  return f;
}

}  // namespace

template <class T>
std::unique_ptr<Factorization<T>> factorize_cholesky(const Matrix& a, bool natural) {
  if (natural) return make<T, Eigen::NaturalOrdering<std::int32_t>>(a);
  return make<T, Eigen::AMDOrdering<std::int32_t>>(a);
}

template std::unique_ptr<Factorization<double>> factorize_cholesky(const Matrix&, bool);
template std::unique_ptr<Factorization<Complex128>> factorize_cholesky(const Matrix&, bool);

}  // namespace perilune::sparse
