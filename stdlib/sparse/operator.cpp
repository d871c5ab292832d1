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
  value->kind = OperatorValue::of_matrix;
  value->matrix = *bound.matrix();
  call.give_object(linear_operator_class, std::move(value));
}

// Products

enum { forward, backward };

void call_product(Call& call) {
  const char* argument = call.takes("X") ? "X" : "x";
  const View x = call.array(argument);
  if ((x.ndim == 2) != call.takes("X"))
    call.refuse(argument, call.takes("X") ? "must be a matrix" : "must be a vector");
  call.give(operator_product(call, "self", call.code() == backward, x));
}

enum { adjoint_of, transpose_of };

void call_turned(Call& call) {
  const OperatorValue& self = call.object<OperatorValue>("self");
  const auto kind = call.code() == adjoint_of ? OperatorValue::adjoint : OperatorValue::transpose;
  if (self.kind == kind && !self.matrix) return call.give(call.kept("self", 1, "A").value());
  auto value = std::make_unique<OperatorValue>();
  value->rows = self.columns;
  value->columns = self.rows;
  value->dtype = self.dtype;
  value->parts = self.parts;
  if (self.kind == OperatorValue::of_matrix) {
    value->kind = OperatorValue::of_matrix;
    value->matrix = sparse::transposed(*self.matrix);
    if (kind == OperatorValue::adjoint) value->matrix = sparse::map(call.ctx, UnaryOp::conj, *value->matrix);
    return call.give_object(linear_operator_class, std::move(value));
  }
  value->kind = kind;
  ++value->parts;
  call.give_object(linear_operator_class, std::move(value), {call.value("self")});
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
constexpr Arg dot_args[] = {
    self_arg,
    in("x", Type::number | Type::complex | Type::array | Type::object, "A vector, a matrix, a number or an operator.")
        .of(linear_operator_class)
        .or_of(sparse_class),
    out("y", Type::array | Type::object, "The product, an operator where x is one, or a sparse matrix or number.")
        .of(linear_operator_class)};
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
    Function{"dot", "Product with a vector, a matrix or another operator.", dot_args,
             "matvec or matmat; with an operator or a sparse matrix the operator that does one after the other. The "
             "same as `op * x` and op(x).",
             TWICE "print(op:dot{1, 2}, op:dot(op):matvec{1, 2})  --> [2. 4.]	[4. 8.]", call_operator_dot}
        .raises("the shapes do not fit"),
    Function{"adjoint", "The adjoint operator.", turned_args, "Its products are those of rmatvec.",
             TWICE "print(op:adjoint():matvec{1, 2})  --> [2. 4.]", call_turned}
        .with(adjoint_of),
    Function{"transpose", "The transposed operator.", turned_args, "The adjoint without conjugation.",
             TWICE "print(op:transpose():matvec{1, 2})  --> [2. 4.]", call_turned}
        .with(transpose_of),
};
constexpr Function fields[] = {
    Function{.name = "shape",
             .summary = "Rows and columns.",
             .args = shape_args,
             .details = "A table that cannot be written.",
             .example = TWICE "print(op.shape)  --> {2, 2}",
             .body = nullptr,
             .direct = operator_shape},
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
    Function{
        "LinearOperator", "A matrix that is known by its products alone.", make_args,
        "Takes the place of a matrix in `sparse.linalg.eigsh`, `sparse.linalg.svds`, `sparse.linalg.cg` and "
        "`sparse.linalg.lsqr`. The functions may call any solver themselves. Operators of one shape can be added and "
        "subtracted, multiplied by numbers, put one after the other by `A * B`, and raised to whole powers by "
        "`A ^ n`; matrices can take part. `A * x` is the product with an array.",
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

constexpr Function call_row{"__call",
                            "Product with a vector, a matrix or another operator.",
                            dot_args,
                            "The same as `LinearOperator:dot`.",
                            R"(local op = sparse.linalg.aslinearoperator{{2, 0}, {0, 3}}
                               print(op{1, 2})  --> [2. 6.])",
                            call_operator_dot};

void call_text(Call& call) {
  const auto& o = call.object<OperatorValue>("self");
  call.give(format("LinearOperator %lldx%lld of %s", static_cast<long long>(o.rows), static_cast<long long>(o.columns),
                   name(o.dtype)));
}
constexpr Operators operators{.operate = operate_on_operators, .text = call_text};

}  // namespace

Array operator_product(Call& call, const char* name, bool adjoint, const View& x) {
  BoundOperator op(call, name);
  const DType dtype = promote(op.dtype(), to_inexact(x.dtype)), wide = solver_dtype(dtype);
  const std::int64_t in = adjoint ? op.rows() : op.columns(), out = adjoint ? op.columns() : op.rows();
  if (x.ndim < 1 || x.ndim > 2 || x.shape[0] != in)
    throw ShapeError(format("%s must have %lld rows, got shape ", x.ndim == 2 ? "X" : "x", static_cast<long long>(in)) +
                     shape_text(x.dims()));
  op.prepare(wide);
  Array from = astype(call.ctx, x, wide);
  if (!from.view().contiguous()) from = contiguous_copy(call.ctx, from);
  const auto run = [&](auto tag) {
    using T = typename decltype(tag)::type;
    if (x.ndim == 2) return op.apply<T>(from, adjoint);
    Array to = Array::empty(call.ctx, wide, {out});
    adjoint ? op.adjoint(from.as<T>(), to.as<T>()) : op.apply(from.as<T>(), to.as<T>());
    return to;
  };
  Array y = is_complex(wide) ? run(TypeTag<Complex128>{}) : run(TypeTag<double>{});
  return y.dtype() == dtype ? y : astype(call.ctx, y, dtype);
}

const Class linear_operator_class{.name = "sparse.linalg.LinearOperator",
                                  .prefix = "LinearOperator:",
                                  .summary = "A matrix that is known by its products alone.",
                                  .methods = methods,
                                  .fields = fields,
                                  .call = &call_row,
                                  .destroy = [](void* p) { delete static_cast<OperatorValue*>(p); },
                                  .operators = &operators};

Rows sparse_operator_rows() { return rows; }

}  // namespace perilune
