#include "stdlib/types/short_vectors.h"

#include "stdlib/registry/state.h"

namespace perilune {

namespace {

// One side of an operation on short vectors: elements, or one number for all of them.
struct Side {
  const double* elements = nullptr;
  double number = 0;

  // False when it is something else. `n` is the length, negative until a vector has told it.
  bool read(const ShortOperand& from, std::int64_t& n) {
    if (const ArrayValue* a = from.array) {
      if (a->dtype != DType::float64 || a->ndim != 1 || (n >= 0 && a->dims[0] != n) || !a->usable()) return false;
      n = a->dims[0];
      elements = reinterpret_cast<const double*>(a->data);
      return a->dims[1] == sizeof(double) && static_cast<std::size_t>(n) <= inline_bytes / sizeof(double);
    }
    number = from.number.real();
    return kind(from.number.dtype) == Kind::real || kind(from.number.dtype) == Kind::integer;
  }
};

template <class F>
void each(const Side& a, const Side& b, double* to, std::int64_t n, F f) {
  if (!b.elements)
    for (std::int64_t i = 0; i < n; ++i) to[i] = f(a.elements[i], b.number);
  else if (!a.elements)
    for (std::int64_t i = 0; i < n; ++i) to[i] = f(a.number, b.elements[i]);
  else
    for (std::int64_t i = 0; i < n; ++i) to[i] = f(a.elements[i], b.elements[i]);
}

}  // namespace

bool push_short_vector(lua_State* L, BinaryOp op, const ShortOperand& left, const ShortOperand& right) {
  if (op > BinaryOp::divide) return false;
  std::int64_t n = -1;
  Side a, b;
  if (!a.read(left, n) || !b.read(right, n)) return false;
  auto* to = reinterpret_cast<double*>(push_new_array(L, DType::float64, {&n, 1})->data);
  switch (op) {
    case BinaryOp::add: each(a, b, to, n, [](double x, double y) { return x + y; }); break;
    case BinaryOp::subtract: each(a, b, to, n, [](double x, double y) { return x - y; }); break;
    case BinaryOp::multiply: each(a, b, to, n, [](double x, double y) { return x * y; }); break;
    default: each(a, b, to, n, [](double x, double y) { return x / y; });
  }
  return true;
}

}  // namespace perilune
