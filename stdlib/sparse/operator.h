#pragma once
// What a solver multiplies by: a sparse or dense matrix, or a LinearOperator, which is made of Lua functions or of
// other operators.

#include <optional>

#include "kernels/sparse/operator.h"
#include "stdlib/sparse/module.h"

namespace perilune {

// The object behind sparse.linalg.LinearOperator. What it is made of are Lua values that it keeps: the functions
// matvec, rmatvec, matmat and rmatmat, or other operators.
struct OperatorValue {
  enum Kind : std::uint8_t {
    functions,
    of_matrix,  // `matrix` is what it multiplies by
    sum,        // left + factor * right
    product,    // left after right
    scaled,     // factor * left
    power,      // left, `exponent` times
    adjoint,
    transpose
  } kind = functions;
  std::int64_t rows = 0, columns = 0;
  DType dtype = DType::float64;
  Complex128 factor = 1;
  std::int64_t exponent = 1;
  std::int64_t parts = 1;                         // of how many it is made, itself included
  std::optional<sparse::Matrix> matrix, right{};  // where `left` or `right` is a matrix and no operator
};

inline constexpr Type operator_type = Type::object | Type::array;

class BoundOperator {
 public:
  // The argument must be there.
  BoundOperator(Call& call, const char* name);

  std::int64_t rows() const { return root_.rows; }
  std::int64_t columns() const { return root_.columns; }
  DType dtype() const { return root_.dtype; }
  bool has_adjoint() const { return root_.knows(true); }
  // Null unless it is one matrix. Call `prepare` first, which casts matrices to what the solver computes in.
  const sparse::Matrix* matrix() const {
    return root_.kind == OperatorValue::of_matrix && root_.matrix ? &*root_.matrix : nullptr;
  }
  void prepare(DType wide) { prepare(root_, wide); }
  void check_square(Call& call) const;
  void check_size(Call& call, std::int64_t n) const;  // n x n

  template <class T>
  void apply(const T* x, T* y) {
    multiply(root_, {false, false}, x, y);
  }
  template <class T>
  void adjoint(const T* x, T* y) {
    multiply(root_, {true, false}, x, y);
  }
  // The same for each column of a matrix, row-major and of T.
  template <class T>
  Array apply(const Array& x, bool adjoint) {
    return multiply_matrix<T>(root_, {adjoint, false}, x);
  }

 private:
  // The operator, its adjoint, its conjugate, or with both its transpose.
  struct Form {
    bool adjoint, conjugate;
    bool conjugates_factors() const { return adjoint != conjugate; }
  };
  struct Node {
    OperatorValue::Kind kind = OperatorValue::functions;
    std::int64_t rows = 0, columns = 0;
    DType dtype = DType::float64;
    Complex128 factor = 1;
    std::int64_t exponent = 1;
    std::optional<sparse::Matrix> matrix{};
    std::optional<Callable> matvec{}, rmatvec{}, matmat{}, rmatmat{};
    std::vector<Node> parts{};
    bool knows(bool adjoint) const;  // whether what such a product needs was given
  };

  Node node_of(const OperatorValue& o, FunctionRef<Item(int, const char*)> kept);
  Node matrix_node(const sparse::Matrix& m);
  void prepare(Node& node, DType wide);
  template <class T>
  void multiply(Node& node, Form form, const T* x, T* y);
  template <class T>
  Array multiply_matrix(Node& node, Form form, const Array& x);
  Callable& function_of(Node& node, bool adjoint);

  Call& call_;
  const char* name_;
  Node root_;
};

// left op right and -left, for the operators of the class.
void operate_on_operators(Call& call);
// A x by position: `dot` and calls.
void call_operator_dot(Call& call);
// The product of the operator "self" with a dense vector or matrix, in the dtype of both.
Array operator_product(Call& call, const char* name, bool adjoint, const View& x);

// The dtype that a solver computes in for these.
inline DType solver_dtype(DType a) { return is_complex(a) ? DType::complex128 : DType::float64; }

}  // namespace perilune
