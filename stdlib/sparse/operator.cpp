// LinearOperator: a matrix that is known by its products alone.

#include "stdlib/sparse/operator.h"

#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"
#include "kernels/sparse/arithmetic.h"
#include "kernels/sparse/numbers.h"
#include "kernels/sparse/product.h"
#include "stdlib/types/object.h"
#include "stdlib/types/shape.h"

namespace perilune {

using sparse::Matrix;

BoundOperator::BoundOperator(Call& call, const char* name) : call_(call), name_(name) {
  if (const OperatorValue* o = call.object_if<OperatorValue>(name, linear_operator_class)) {
    rows_ = o->rows;
    columns_ = o->columns;
    dtype_ = o->dtype;
    conjugated_ = o->conjugated;
    matrix_ = o->matrix;
    if (!matrix_) {
      const Item matvec = call.kept(name, 1, "matvec"), rmatvec = call.kept(name, 2, "rmatvec");
      if (matvec.kind() == Item::Kind::callable) matvec_ = matvec.callable();
      if (rmatvec.kind() == Item::Kind::callable) rmatvec_ = rmatvec.callable();
    }
    return;
  }
  if (call.is_object(name) && !sparse_if(call, name))
    call.refuse(name, "must be a matrix, sparse or dense, or a LinearOperator");
  matrix_ = sparse_of(call, name);
  rows_ = matrix_->rows;
  columns_ = matrix_->columns;
  dtype_ = matrix_->dtype();
}

void BoundOperator::prepare(DType wide) {
  if (!matrix_) return;
  if (matrix_->format == sparse::Format::coo) matrix_ = sparse::convert(call_.ctx, *matrix_, sparse::Format::csr);
  matrix_ = sparse::astype(call_.ctx, *matrix_, wide);
}

void BoundOperator::check_square(Call& call) const {
  if (rows_ != columns_) call.refuse(name_, "must be square");
}

void BoundOperator::check_size(Call& call, std::int64_t n) const {
  if (rows_ != n || columns_ != n)
    call.refuse(name_, format("must be of shape %lldx%lld", static_cast<long long>(n), static_cast<long long>(n)));
}

template <class T>
void BoundOperator::invoke(Callable& f, std::int64_t in, const T* x, std::int64_t out, T* y) {
  const auto n = static_cast<std::size_t>(in), m = static_cast<std::size_t>(out);
  if (!conjugated_ || !is_complex_type<T>) {
    f.call({std::span<const T>(x, n)}).read(0, std::span<T>(y, m));
    return;
  }
  auto turned = call_.ctx.vector<T>(n);
  for (std::size_t i = 0; i < n; ++i) turned[i] = sparse::conjugate(x[i]);
  f.call({std::span<const T>(turned)}).read(0, std::span<T>(y, m));
  for (std::size_t i = 0; i < m; ++i) y[i] = sparse::conjugate(y[i]);
}

template <class T>
void BoundOperator::apply(const T* x, T* y) {
  if (matrix_) return sparse::apply(call_.ctx, *matrix_, x, y);
  if (!matvec_) throw ValueError(std::string(name_) + " must have matvec (rmatvec of what it was made from)");
  invoke(*matvec_, columns_, x, rows_, y);
}

template <class T>
void BoundOperator::adjoint(const T* x, T* y) {
  if (matrix_) return sparse::apply_adjoint(call_.ctx, *matrix_, x, y);
  if (!rmatvec_) throw ValueError(std::string(name_) + " must have rmatvec, the product with its adjoint");
  invoke(*rmatvec_, rows_, x, columns_, y);
}

template void BoundOperator::apply(const double*, double*);
template void BoundOperator::apply(const Complex128*, Complex128*);
template void BoundOperator::adjoint(const double*, double*);
template void BoundOperator::adjoint(const Complex128*, Complex128*);

namespace {

constexpr Arg self_arg = in("self", Type::object, "The operator.").of(linear_operator_class);
constexpr Arg make_args[] = {
    in("shape", Type::shape, "Rows m and columns n."),
    in("matvec", Type::callable, "The product with a vector.").called("x[n] -> y[m]"),
    optional("rmatvec", Type::callable, absent, "The product of the adjoint with a vector, which svds and lsqr need.")
        .called("y[m] -> x[n]"),
    optional("matmat", Type::callable, absent, "The product with a matrix; column by column when left out.")
        .called("X[n, k] -> Y[m, k]"),
    optional("dtype", Type::dtype, "float64", "float64, or complex128 where vectors are complex."),
    optional("rmatmat", Type::callable, absent, "The product of the adjoint with a matrix.")
        .called("Y[m, k] -> X[n, k]"),
    out("op", Type::object, "The operator.").of(linear_operator_class),
};

void call_make(Call& call) {
  const Dims shape = call.shape("shape");
  if (shape.size() != 2 || shape[0] < 0 || shape[1] < 0) call.refuse("shape", "must be two lengths, rows and columns");
  auto value = std::make_unique<OperatorValue>();
  value->rows = shape[0];
  value->columns = shape[1];
  value->dtype = call.dtype("dtype", DType::float64);
  if (!is_inexact(value->dtype)) call.refuse("dtype", "must be float64, float32, complex128 or complex64");
  call.give_object(linear_operator_class, std::move(value),
                   {call.value("matvec"), call.value("rmatvec"), call.value("matmat"), call.value("rmatmat")});
}

constexpr Arg as_args[] = {in("A", operator_type, "A sparse or dense matrix, or an operator, which comes back.")
                               .of(sparse_class)
                               .or_of(linear_operator_class),
                           out("op", Type::object, "The operator.").of(linear_operator_class)};

void call_as(Call& call) {
  if (call.same_object("A", linear_operator_class)) return call.give_argument("A");
  const BoundOperator bound(call, "A");
  auto value = std::make_unique<OperatorValue>();
  value->rows = bound.rows();
  value->columns = bound.columns();
  value->dtype = bound.dtype();
  value->matrix = *bound.matrix();
  call.give_object(linear_operator_class, std::move(value));
}

// Products

enum { forward, backward, either };

template <class T>
Array product(Call& call, bool adjoint, const View& x) {
  BoundOperator op(call, "self");
  op.prepare(dtype_of<T>);
  const std::int64_t in = adjoint ? op.rows() : op.columns(), out = adjoint ? op.columns() : op.rows();
  if (x.ndim < 1 || x.ndim > 2 || x.shape[0] != in)
    throw ShapeError(format("%s must have %lld rows, got shape ", x.ndim == 2 ? "X" : "x", static_cast<long long>(in)) +
                     shape_text(x.dims()));
  if (x.ndim == 1) {
    const Array from = astype(call.ctx, x, dtype_of<T>);
    Array to = Array::empty(call.ctx, dtype_of<T>, {out});
    adjoint ? op.adjoint(from.as<T>(), to.as<T>()) : op.apply(from.as<T>(), to.as<T>());
    return to;
  }
  const std::int64_t k = x.shape[1];
  if (const Item whole = call.kept("self", adjoint ? 4 : 3, adjoint ? "rmatmat" : "matmat");
      !op.matrix() && whole.kind() == Item::Kind::callable && !call.object<OperatorValue>("self").conjugated) {
    Callable f = whole.callable();
    return f.call({Input(astype(call.ctx, x, dtype_of<T>))}).array(0, dtype_of<T>, {out, k});
  }
  // Column by column, each of which lies in one piece.
  const Array columns = Array::empty_fortran(call.ctx, dtype_of<T>, {in, k});
  copy(call.ctx, x, columns);
  const Array to = Array::empty_fortran(call.ctx, dtype_of<T>, {out, k});
  for (std::int64_t j = 0; j < k; ++j) {
    call.ctx.poll();
    const T* from = columns.as<T>() + j * in;
    adjoint ? op.adjoint(from, to.as<T>() + j * out) : op.apply(from, to.as<T>() + j * out);
  }
  return contiguous_copy(call.ctx, to);
}

void call_product(Call& call) {
  const char* argument = call.takes("X") ? "X" : "x";
  const View x = call.array(argument);
  if (call.code() != either && (x.ndim == 2) != call.takes("X"))
    call.refuse(argument, call.takes("X") ? "must be a matrix" : "must be a vector");
  const DType dtype = promote(call.object<OperatorValue>("self").dtype, to_inexact(x.dtype));
  const bool adjoint = call.code() == backward;
  Array y = is_complex(dtype) ? product<Complex128>(call, adjoint, x) : product<double>(call, adjoint, x);
  call.give(y.dtype() == dtype ? std::move(y) : astype(call.ctx, y, dtype));
}

enum { adjoint_of, transpose_of };

void call_turned(Call& call) {
  const OperatorValue& self = call.object<OperatorValue>("self");
  auto value = std::make_unique<OperatorValue>();
  value->rows = self.columns;
  value->columns = self.rows;
  value->dtype = self.dtype;
  value->conjugated = self.conjugated != (call.code() == transpose_of);
  if (self.matrix) {
    value->conjugated = false;
    value->matrix = sparse::transposed(*self.matrix);
    if (call.code() == adjoint_of) value->matrix = sparse::map(call.ctx, UnaryOp::conj, *value->matrix);
    return call.give_object(linear_operator_class, std::move(value));
  }
  // The adjoint has the functions of the operator the other way round.
  call.give_object(linear_operator_class, std::move(value),
                   {call.kept("self", 2, "rmatvec").value(), call.kept("self", 1, "matvec").value(),
                    call.kept("self", 4, "rmatmat").value(), call.kept("self", 3, "matmat").value()});
}

int operator_shape(lua_State* L) {
  const auto* o = userdata_at<ObjectValue>(L, 1, object_tag);
  if (!o || !o->pointer || o->class_ != &linear_operator_class) return luaL_error(L, "a LinearOperator is expected");
  const auto* value = static_cast<const OperatorValue*>(o->pointer);
  const std::int64_t lengths[] = {value->rows, value->columns};
  push_shape(L, lengths);
  return 1;
}

constexpr Arg vector_args[] = {self_arg, in("x", Type::vector, "The vector."), out("y", Type::vector, "The product.")};
constexpr Arg matrix_args[] = {self_arg, in("X", Type::matrix, "The matrix."), out("Y", Type::matrix, "The product.")};
constexpr Arg dot_args[] = {self_arg, in("x", Type::array, "A vector or a matrix."),
                            out("y", Type::array, "The product.")};
constexpr Arg turned_args[] = {self_arg, out("op", Type::object, "The operator.").of(linear_operator_class)};
constexpr Arg shape_args[] = {self_arg, out("shape", Type::list, "{rows, columns}.")};
constexpr Arg dtype_args[] = {self_arg, out("dtype", Type::string, "The name of a dtype.")};

#define TWICE \
  "local op = sparse.linalg.LinearOperator({2, 2}, function(x) return 2 * x end, function(x) return 2 * x end)\n"

constexpr Function methods[] = {
    Function{"matvec", "Product with a vector.", vector_args, "Calls the function that the operator was made from.",
             TWICE "print(op:matvec{1, 2})  --> [2. 4.]", call_product}
        .with(forward)
        .raises("matvec returns something else than a vector of that length"),
    Function{"rmatvec", "Product of the adjoint with a vector.", vector_args, "Needs rmatvec.",
             TWICE "print(op:rmatvec{1, 2})  --> [2. 4.]", call_product}
        .with(backward)
        .raises("the operator has no rmatvec"),
    Function{"matmat", "Product with a matrix.", matrix_args, "By matmat where it was given, else column by column.",
             TWICE "print(op:matmat{{1, 2}, {3, 4}})\n--> [[2. 4.]\n-->  [6. 8.]]", call_product}
        .with(forward),
    Function{"rmatmat", "Product of the adjoint with a matrix.", matrix_args, "By rmatmat, else column by column.",
             TWICE "print(op:rmatmat{{1}, {3}})\n--> [[2.]\n-->  [6.]]", call_product}
        .with(backward)
        .raises("the operator has no rmatvec"),
    Function{"dot", "Product with a vector or a matrix.", dot_args, "matvec or matmat.",
             TWICE "print(op:dot{1, 2})  --> [2. 4.]", call_product}
        .with(either),
    Function{"adjoint", "The adjoint operator.", turned_args, "Its products are those of rmatvec.",
             TWICE "print(op:adjoint():matvec{1, 2})  --> [2. 4.]", call_turned}
        .with(adjoint_of),
    Function{"transpose", "The transposed operator.", turned_args, "The adjoint without conjugation.",
             TWICE "print(op:transpose():matvec{1, 2})  --> [2. 4.]", call_turned}
        .with(transpose_of),
};
constexpr Function fields[] = {
    Function{"shape", "Rows and columns.", shape_args, "A table that cannot be written.",
             TWICE "print(op.shape)  --> {2, 2}", nullptr, 0, false, nullptr, nullptr, nullptr, nullptr,
             operator_shape},
    Function{"dtype", "The dtype of the products.", dtype_args, "As it was given.",
             TWICE "print(op.dtype)  --> float64",
             [](Call& call) { call.give(name(call.object<OperatorValue>("self").dtype)); }},
    Function{"H", "The adjoint operator.", turned_args, "As `LinearOperator:adjoint`.",
             TWICE "print(op.H.shape)  --> {2, 2}", call_turned}
        .with(adjoint_of),
    Function{"T", "The transposed operator.", turned_args, "As `LinearOperator:transpose`.",
             TWICE "print(op.T.shape)  --> {2, 2}", call_turned}
        .with(transpose_of),
};

constexpr Function rows[] = {
    Function{"LinearOperator", "A matrix that is known by its products alone.", make_args,
             "Takes the place of a matrix in `sparse.linalg.eigsh`, `sparse.linalg.svds`, `sparse.linalg.cg` and "
             "`sparse.linalg.lsqr`. The functions may call any solver themselves.",
             R"(local n = 100
                local function difference(x)   -- a second difference, never stored
                  local y = 2 * x
                  y["2:"] = y["2:"] - x["1:-2"]
                  y["1:-2"] = y["1:-2"] - x["2:"]
                  return y
                end
                local op = sparse.linalg.LinearOperator({n, n}, difference)
                local w = sparse.linalg.eigsh(op, 1, {which = "LA"})
                print(math.abs(w[1] - 2 - 2 * math.cos(math.pi / (n + 1))) < 1e-12)  --> true)",
             call_make},
    Function{"aslinearoperator", "A matrix as an operator.", as_args, "For code that asks for matvec.",
             "print(sparse.linalg.aslinearoperator(sparse.eye(3)):matvec{1, 2, 3})  --> [1. 2. 3.]", call_as},
};

#undef TWICE

void call_text(Call& call) {
  const auto& o = call.object<OperatorValue>("self");
  call.give(format("LinearOperator %lldx%lld of %s", static_cast<long long>(o.rows), static_cast<long long>(o.columns),
                   name(o.dtype)));
}
constexpr Operators operators{.text = call_text};

}  // namespace

const Class linear_operator_class{.name = "sparse.linalg.LinearOperator",
                                  .prefix = "LinearOperator:",
                                  .summary = "A matrix that is known by its products alone.",
                                  .methods = methods,
                                  .fields = fields,
                                  .destroy = [](void* p) { delete static_cast<OperatorValue*>(p); },
                                  .operators = &operators};

Rows sparse_operator_rows() { return rows; }

}  // namespace perilune
