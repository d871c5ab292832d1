// Products with operators that are made of other operators.

#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"
#include "kernels/sparse/arithmetic.h"
#include "kernels/sparse/numbers.h"
#include "kernels/sparse/product.h"
#include "stdlib/sparse/operator.h"

namespace perilune {

using sparse::Matrix;

namespace {

template <class T>
T factor_as(Complex128 factor, bool conjugated) {
  if constexpr (is_complex_type<T>) return conjugated ? std::conj(factor) : factor;
  else return factor.real();
}

template <class T>
void conjugate_all(T* x, std::int64_t n) {
  if constexpr (is_complex_type<T>)
    for (std::int64_t i = 0; i < n; ++i) x[i] = sparse::conjugate(x[i]);
}

}  // namespace

BoundOperator::BoundOperator(Call& call, const char* name) : call_(call), name_(name) {
  if (const OperatorValue* o = call.object_if<OperatorValue>(name, linear_operator_class)) {
    root_ = node_of(*o, [&](int i, const char* as) { return call.kept(name, i, as); });
    return;
  }
  if (call.is_object(name) && !sparse_if(call, name))
    call.refuse(name, "must be a matrix, sparse or dense, or a LinearOperator");
  root_ = matrix_node(sparse_of(call, name));
}

BoundOperator::Node BoundOperator::matrix_node(const Matrix& m) {
  Node node;
  node.kind = OperatorValue::of_matrix;
  node.rows = m.rows;
  node.columns = m.columns;
  node.dtype = m.dtype();
  node.matrix = m;
  return node;
}

BoundOperator::Node BoundOperator::node_of(const OperatorValue& o, FunctionRef<Item(int, const char*)> kept) {
  if (o.kind == OperatorValue::of_matrix) return matrix_node(*o.matrix);
  Node node;
  node.kind = o.kind;
  node.rows = o.rows;
  node.columns = o.columns;
  node.dtype = o.dtype;
  node.factor = o.factor;
  node.exponent = o.exponent;
  if (o.kind == OperatorValue::functions) {
    int i = 0;
    for (auto [function, as] : {std::pair{&node.matvec, "matvec"}, std::pair{&node.rmatvec, "rmatvec"},
                                std::pair{&node.matmat, "matmat"}, std::pair{&node.rmatmat, "rmatmat"}})
      if (const Item item = kept(++i, as); item.kind() != Item::Kind::nil) *function = item.callable();
    return node;
  }
  const int count = o.kind == OperatorValue::sum || o.kind == OperatorValue::product ? 2 : 1;
  for (int i = 1; i <= count; ++i) {
    if (const auto& matrix = i == 1 ? o.matrix : o.right) {
      node.parts.push_back(matrix_node(*matrix));
      continue;
    }
    const Item part = kept(i, "A");
    node.parts.push_back(node_of(part.object<OperatorValue>(linear_operator_class),
                                 [&](int j, const char* as) { return part.kept(j, as); }));
  }
  return node;
}

bool BoundOperator::Node::knows(bool adjoint) const {
  if (kind == OperatorValue::functions) return (adjoint ? rmatvec : matvec).has_value();
  const bool turned = kind == OperatorValue::adjoint || kind == OperatorValue::transpose;
  for (const Node& part : parts)
    if (!part.knows(adjoint != turned)) return false;
  return true;
}

void BoundOperator::prepare(Node& node, DType wide) {
  for (Node& part : node.parts) prepare(part, wide);
  if (!node.matrix) return;
  if (node.matrix->format == sparse::Format::coo)
    node.matrix = sparse::convert(call_.ctx, *node.matrix, sparse::Format::csr);
  node.matrix = sparse::astype(call_.ctx, *node.matrix, wide);
}

void BoundOperator::check_square(Call& call) const {
  if (rows() != columns()) call.refuse(name_, "must be square");
}

void BoundOperator::check_size(Call& call, std::int64_t n) const {
  if (rows() != n || columns() != n)
    call.refuse(name_, format("must be of shape %lldx%lld", static_cast<long long>(n), static_cast<long long>(n)));
}

Callable& BoundOperator::function_of(Node& node, bool adjoint) {
  std::optional<Callable>& f = adjoint ? node.rmatvec : node.matvec;
  if (!f) throw ValueError(std::string(name_) + " must have rmatvec, the product with its adjoint");
  return *f;
}

template <class T>
void BoundOperator::multiply(Node& node, Form form, const T* x, T* y) {
  const std::int64_t in = form.adjoint ? node.rows : node.columns, out = form.adjoint ? node.columns : node.rows;
  const auto m = static_cast<std::size_t>(out), n = static_cast<std::size_t>(in);
  switch (node.kind) {
    case OperatorValue::adjoint: return multiply(node.parts[0], {!form.adjoint, form.conjugate}, x, y);
    case OperatorValue::transpose: return multiply(node.parts[0], {!form.adjoint, !form.conjugate}, x, y);
    case OperatorValue::sum: {
      auto second = call_.ctx.vector<T>(m);
      multiply(node.parts[0], form, x, y);
      multiply(node.parts[1], form, x, second.data());
      const T factor = factor_as<T>(node.factor, form.conjugates_factors());
      for (std::size_t i = 0; i < m; ++i) y[i] += sparse::product(factor, second[i]);
      return;
    }
    case OperatorValue::scaled: {
      multiply(node.parts[0], form, x, y);
      const T factor = factor_as<T>(node.factor, form.conjugates_factors());
      for (std::size_t i = 0; i < m; ++i) y[i] = sparse::product(factor, y[i]);
      return;
    }
    case OperatorValue::product: {
      Node &first = node.parts[form.adjoint ? 0 : 1], &then = node.parts[form.adjoint ? 1 : 0];
      auto between = call_.ctx.vector<T>(static_cast<std::size_t>(node.parts[1].rows));
      multiply(first, form, x, between.data());
      return multiply(then, form, between.data(), y);
    }
    case OperatorValue::power: {
      auto between = call_.ctx.vector<T>(m);
      std::copy_n(x, n, y);
      for (std::int64_t k = 0; k < node.exponent; ++k) {
        call_.ctx.poll();
        std::copy_n(y, m, between.begin());
        multiply(node.parts[0], form, between.data(), y);
      }
      return;
    }
    default: break;
  }
  const bool conjugated = form.conjugate && is_complex_type<T>;
  auto turned = call_.ctx.vector<T>(conjugated ? n : 0);
  if (conjugated) {
    std::copy_n(x, n, turned.begin());
    conjugate_all(turned.data(), in);
    x = turned.data();
  }
  if (node.matrix) {
    form.adjoint ? sparse::apply_adjoint(call_.ctx, *node.matrix, x, y) : sparse::apply(call_.ctx, *node.matrix, x, y);
  } else {
    function_of(node, form.adjoint).call({std::span<const T>(x, n)}).read(0, std::span<T>(y, m));
  }
  if (conjugated) conjugate_all(y, out);
}

template <class T>
Array BoundOperator::multiply_matrix(Node& node, Form form, const Array& x) {
  Context& ctx = call_.ctx;
  const std::int64_t in = form.adjoint ? node.rows : node.columns, out = form.adjoint ? node.columns : node.rows,
                     k = x.shape()[1];
  const auto scale = [&](const Array& a) {
    const T factor = factor_as<T>(node.factor, form.conjugates_factors());
    for (std::int64_t i = 0; i < a.size(); ++i) a.as<T>()[i] = sparse::product(factor, a.as<T>()[i]);
  };
  switch (node.kind) {
    case OperatorValue::adjoint: return multiply_matrix<T>(node.parts[0], {!form.adjoint, form.conjugate}, x);
    case OperatorValue::transpose: return multiply_matrix<T>(node.parts[0], {!form.adjoint, !form.conjugate}, x);
    case OperatorValue::sum: {
      const Array y = multiply_matrix<T>(node.parts[0], form, x), second = multiply_matrix<T>(node.parts[1], form, x);
      scale(second);
      for (std::int64_t i = 0; i < y.size(); ++i) y.as<T>()[i] += second.as<T>()[i];
      return y;
    }
    case OperatorValue::scaled: {
      const Array y = multiply_matrix<T>(node.parts[0], form, x);
      scale(y);
      return y;
    }
    case OperatorValue::product:
      return multiply_matrix<T>(node.parts[form.adjoint ? 1 : 0], form,
                                multiply_matrix<T>(node.parts[form.adjoint ? 0 : 1], form, x));
    case OperatorValue::power: {
      Array y = contiguous_copy(ctx, x);
      for (std::int64_t i = 0; i < node.exponent; ++i) y = multiply_matrix<T>(node.parts[0], form, y);
      return y;
    }
    default: break;
  }
  const bool conjugated = form.conjugate && is_complex_type<T>;
  Array from = x;
  if (conjugated) {
    from = contiguous_copy(ctx, x);
    conjugate_all(from.as<T>(), from.size());
  }
  Array y;
  if (node.matrix && !form.adjoint) {
    y = sparse::multiply(ctx, *node.matrix, from);
  } else if (std::optional<Callable>& whole = form.adjoint ? node.rmatmat : node.matmat; whole && !node.matrix) {
    y = whole->call({Input(contiguous_copy(ctx, from))}).array(0, dtype_of<T>, {out, k});
  } else {  // column by column, each of which lies in one piece
    const Array columns = Array::empty_fortran(ctx, dtype_of<T>, {in, k});
    const Array to = Array::empty_fortran(ctx, dtype_of<T>, {out, k});
    copy(ctx, from, columns);
    for (std::int64_t j = 0; j < k; ++j) {
      ctx.poll();
      multiply<T>(node, {form.adjoint, false}, columns.as<T>() + j * in, to.as<T>() + j * out);
    }
    y = contiguous_copy(ctx, to);
  }
  if (conjugated) conjugate_all(y.as<T>(), y.size());
  return y;
}

#define INSTANTIATE(T)                                              \
  template void BoundOperator::multiply(Node&, Form, const T*, T*); \
  template Array BoundOperator::multiply_matrix<T>(Node&, Form, const Array&);
INSTANTIATE(double)
INSTANTIATE(Complex128)
#undef INSTANTIATE

}  // namespace perilune
