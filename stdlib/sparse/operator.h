#pragma once
// What a solver multiplies by: a sparse or dense matrix, or a LinearOperator made of Lua functions.

#include <optional>

#include "kernels/sparse/operator.h"
#include "stdlib/sparse/module.h"

namespace perilune {

// The object behind sparse.linalg.LinearOperator. Its functions are kept as Lua values: matvec, rmatvec, matmat,
// rmatmat.
struct OperatorValue {
  std::int64_t rows = 0, columns = 0;
  DType dtype = DType::float64;
  bool conjugated = false;               // the functions are those of the conjugate
  std::optional<sparse::Matrix> matrix;  // of aslinearoperator; then there are no functions
};

inline constexpr Type operator_type = Type::object | Type::array;

class BoundOperator {
 public:
  // The argument must be there.
  BoundOperator(Call& call, const char* name);

  std::int64_t rows() const { return rows_; }
  std::int64_t columns() const { return columns_; }
  DType dtype() const { return dtype_; }
  bool has_adjoint() const { return matrix_ || rmatvec_; }
  // Null for functions. Call `prepare` first, which casts it to what the solver computes in.
  const sparse::Matrix* matrix() const { return matrix_ ? &*matrix_ : nullptr; }
  void prepare(DType wide);
  void check_square(Call& call) const;
  void check_size(Call& call, std::int64_t n) const;  // n x n

  template <class T>
  void apply(const T* x, T* y);
  template <class T>
  void adjoint(const T* x, T* y);

 private:
  template <class T>
  void invoke(Callable& f, std::int64_t in, const T* x, std::int64_t out, T* y);

  Call& call_;
  const char* name_;
  std::int64_t rows_ = 0, columns_ = 0;
  DType dtype_ = DType::float64;
  bool conjugated_ = false;
  std::optional<sparse::Matrix> matrix_;
  std::optional<Callable> matvec_, rmatvec_;
};

// The dtype that a solver computes in for these.
inline DType solver_dtype(DType a) { return is_complex(a) ? DType::complex128 : DType::float64; }

}  // namespace perilune
