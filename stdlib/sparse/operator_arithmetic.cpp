// Sums, multiples, products and powers of operators: nothing is multiplied until a vector comes.

#include <cmath>

#include "kernels/array/elementwise.h"
#include "stdlib/sparse/operator.h"

namespace perilune {

using sparse::Matrix;

namespace {

constexpr std::int64_t most_parts = 1000;  // a product walks through all of them

// An argument as a part of a new operator: another one, which that keeps, or a matrix, which it holds.
struct Part {
  const OperatorValue* op = nullptr;
  std::optional<Matrix> matrix{};
  LuaValue value{};
  std::int64_t rows = 0, columns = 0;
  DType dtype = DType::float64;
  std::int64_t parts = 1;
};

Part part_of(Call& call, const char* name) {
  Part part;
  part.op = call.object_if<OperatorValue>(name, linear_operator_class);
  if (part.op) {
    part.value = call.value(name);
    part.rows = part.op->rows;
    part.columns = part.op->columns;
    part.dtype = part.op->dtype;
    part.parts = part.op->parts;
    return part;
  }
  part.matrix = sparse_of(call, name);
  part.rows = part.matrix->rows;
  part.columns = part.matrix->columns;
  part.dtype = part.matrix->dtype();
  return part;
}

void give_operator(Call& call, std::unique_ptr<OperatorValue> value, Part left, Part right = {}) {
  value->parts = 1 + left.parts + (right.op || right.matrix ? right.parts : 0);
  if (value->parts > most_parts)
    throw ValueError(format("an operator may be made of %lld others at most", static_cast<long long>(most_parts)));
  value->matrix = std::move(left.matrix);
  value->right = std::move(right.matrix);
  if (right.op) return call.give_object(linear_operator_class, std::move(value), {left.value, right.value});
  if (left.op) return call.give_object(linear_operator_class, std::move(value), {left.value});
  call.give_object(linear_operator_class, std::move(value));
}

std::string shape_of(const Part& part) {
  const std::int64_t lengths[] = {part.rows, part.columns};
  return shape_text(lengths);
}

void give_sum(Call& call, double sign) {
  Part left = part_of(call, "left"), right = part_of(call, "right");
  if (left.rows != right.rows || left.columns != right.columns)
    throw ShapeError("operators of one shape can be added, got " + shape_of(left) + " and " + shape_of(right));
  auto value = std::make_unique<OperatorValue>();
  value->kind = OperatorValue::sum;
  value->rows = left.rows;
  value->columns = left.columns;
  value->dtype = promote(left.dtype, right.dtype);
  value->factor = sign;
  give_operator(call, std::move(value), std::move(left), std::move(right));
}

void give_product(Call& call, const char* first, const char* second) {
  Part left = part_of(call, first), right = part_of(call, second);
  if (left.columns != right.rows)
    throw ShapeError("shapes do not fit: " + shape_of(left) + " times " + shape_of(right));
  auto value = std::make_unique<OperatorValue>();
  value->kind = OperatorValue::product;
  value->rows = left.rows;
  value->columns = right.columns;
  value->dtype = promote(left.dtype, right.dtype);
  give_operator(call, std::move(value), std::move(left), std::move(right));
}

// A real factor leaves the dtype as it is, as of arrays.
void give_scaled(Call& call, const char* name, const Scalar& factor) {
  Part left = part_of(call, name);
  auto value = std::make_unique<OperatorValue>();
  value->kind = OperatorValue::scaled;
  value->rows = left.rows;
  value->columns = left.columns;
  value->dtype = is_complex(factor.dtype) && !is_complex(left.dtype) ? complex_dtype(left.dtype) : left.dtype;
  value->factor = {factor.real(), factor.imag()};
  give_operator(call, std::move(value), std::move(left));
}

void give_power(Call& call) {
  Part left = part_of(call, "left");
  const double n = call.is_number("right") ? call.scalar("right").real() : -1;
  if (!(n >= 0 && n <= 1e9) || n != std::floor(n))
    call.unsupported("the exponent of an operator must be a whole number, not negative");
  if (left.rows != left.columns)
    throw ShapeError("powers are for square operators, got one of shape " + shape_of(left));
  auto value = std::make_unique<OperatorValue>();
  value->kind = OperatorValue::power;
  value->rows = value->columns = left.rows;
  value->dtype = left.dtype;
  value->exponent = static_cast<std::int64_t>(n);
  give_operator(call, std::move(value), std::move(left));
}

bool is_map(Call& call, const char* name) {
  return call.same_object(name, linear_operator_class) || call.same_object(name, sparse_class);
}

void give_dense_product(Call& call, const char* self, const char* name) {
  const View x = call.array(name);
  if (x.ndim != 1 && x.ndim != 2) call.refuse(name, "must be a vector, a matrix, a number or an operator");
  call.give(operator_product(call, self, false, x));
}

}  // namespace

void operate_on_operators(Call& call) {
  const Operation operation = call.operation();
  if (operation == Operation::negative) return give_scaled(call, "left", Scalar::of(-1.0));
  const bool left = call.same_object("left", linear_operator_class);
  const char* other = left ? "right" : "left";
  const bool number = !call.is_object(other) && call.is_number(other);
  const bool map = is_map(call, other), dense = !map && !number && call.is_array(other);
  switch (operation) {
    case Operation::add:
    case Operation::subtract:
      if (number || !(map || dense)) call.unsupported("+ and - take operators and matrices");
      return give_sum(call, operation == Operation::add ? 1 : -1);
    case Operation::multiply:
      if (number) return give_scaled(call, left ? "left" : "right", call.scalar(other));
      if (map) return give_product(call, "left", "right");
      if (left && dense) return give_dense_product(call, "left", "right");
      call.unsupported("* takes a number, an operator, a sparse matrix, or an array on its right");
    case Operation::divide:
      if (left && number) {
        const Scalar d = call.scalar("right");
        const Complex128 inverse = Complex128(1) / Complex128(d.real(), d.imag());
        return give_scaled(call, "left", is_complex(d.dtype) ? Scalar::of(inverse) : Scalar::of(1 / d.real()));
      }
      call.unsupported("/ takes an operator and a number");
    case Operation::power:
      if (left) return give_power(call);
      call.unsupported("only a whole number can be an exponent");
    default: call.unsupported("operators have +, -, *, / and ^");
  }
}

void call_operator_dot(Call& call) {
  if (!call.is_object("x") && call.is_number("x")) return give_scaled(call, "self", call.scalar("x"));
  if (is_map(call, "x")) return give_product(call, "self", "x");
  if (call.is_object("x")) call.refuse("x", "must be a vector, a matrix, a number or an operator");
  give_dense_product(call, "self", "x");
}

}  // namespace perilune
