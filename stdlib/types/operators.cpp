#include "stdlib/types/operators.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string_view>
#include <tuple>

#include "stdlib/registry/arguments.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/state.h"
#include "stdlib/types/array.h"
#include "stdlib/types/short_vectors.h"

namespace perilune {

namespace {

constexpr bool is_comparison(BinaryOp op) { return op >= BinaryOp::equal; }

// One side of an operator: an array on the stack, or a number kept here.
struct Operand {
  const ArrayValue* array = nullptr;
  Scalar scalar;
  alignas(16) std::byte element[16];

  bool read(lua_State* L, int index) {
    array = array_at(L, index);
    return array || to_scalar(L, index, scalar);
  }
  View view(DType dtype) {
    if (array) return array->view();
    store(dtype, element, scalar);
    return {element, nullptr, nullptr, 0, dtype};
  }
};

const char* symbol(BinaryOp op) {
  switch (op) {
    case BinaryOp::add: return "+";
    case BinaryOp::subtract: return "-";
    case BinaryOp::multiply: return "*";
    case BinaryOp::divide: return "/";
    case BinaryOp::floor_divide: return "//";
    case BinaryOp::remainder: return "%";
    case BinaryOp::power: return "^";
    case BinaryOp::bit_and: return "&";
    case BinaryOp::bit_or: return "|";
    case BinaryOp::bit_xor: return "~";
    case BinaryOp::left_shift: return "<<";
    case BinaryOp::right_shift: return ">>";
    default: return name(op);
  }
}

// For the classes of objects. Only what has an operator of Lua comes here.
Operation operation_of(BinaryOp op) {
  const bool bits = op >= BinaryOp::bit_and;
  const int from = static_cast<int>(bits ? BinaryOp::bit_and : BinaryOp::add);
  return static_cast<Operation>(static_cast<int>(op) - from +
                                static_cast<int>(bits ? Operation::bit_and : Operation::add));
}

// The dtypes of both sides, weak scalars resolved.
std::pair<DType, DType> operand_dtypes(BinaryOp op, const Operand& a, const Operand& b) {
  if (a.array && b.array) return {a.array->dtype, b.array->dtype};
  if (a.array) return {a.array->dtype, scalar_dtype(op, a.array->dtype, b.scalar)};
  return {scalar_dtype(op, b.array->dtype, a.scalar), b.array->dtype};
}

void check_alive(const Operand& a) {
  if (a.array) a.array->check_alive();
}

struct Shape {
  int ndim = 0;
  std::int64_t lengths[max_ndim];
  std::span<const std::int64_t> span() const { return {lengths, static_cast<std::size_t>(ndim)}; }
};

Shape result_shape(const Operand& a, const Operand& b) {
  Shape shape;
  auto take = [&](std::span<const std::int64_t> from) {
    shape.ndim = static_cast<int>(from.size());
    std::copy(from.begin(), from.end(), shape.lengths);
  };
  if (!b.array) take(a.array->view().dims());
  else if (!a.array) take(b.array->view().dims());
  else if (a.array->ndim == b.array->ndim && std::equal(a.array->dims, a.array->dims + a.array->ndim, b.array->dims))
    take(a.array->view().dims());
  else take(broadcast_shape(a.array->view().dims(), b.array->view().dims()));
  return shape;
}

// The error of a direct path, under the name of the declared function that took it (null: an operator).
int raise_named(lua_State* L, Failure& failure, bool function) {
  if (function && !failure.raised) name_failure(L, failure);
  return raise(L, failure);
}

// a op b into a fresh array, or a Lua value when the result has no axes. Both sides are arrays or numbers.
int fresh(lua_State* L, BinaryOp op, Operand& a, Operand& b, bool function) {
  if (push_short_vector(L, op, {a.array, a.scalar}, {b.array, b.scalar})) return 1;
  LibraryState& state = LibraryState::of(L);
  Failure failure;
  Shape shape;
  DType a_dtype{}, b_dtype{}, dtype{};
  bool ok = guarded(failure, nullptr, [&] {
    check_alive(a);
    check_alive(b);
    std::tie(a_dtype, b_dtype) = operand_dtypes(op, a, b);
    dtype = result_dtype(op, a_dtype, b_dtype);
    shape = result_shape(a, b);
  });
  if (!ok) return raise_named(L, failure, function);
  const ArrayValue* out = push_new_array(L, dtype, shape.span());
  ok = guarded(failure, nullptr, [&] { apply(state.context, op, a.view(a_dtype), b.view(b_dtype), out->view()); });
  if (!ok) return raise_named(L, failure, function);
  if (out->ndim == 0) push_element(L, out->dtype, out->data);
  return 1;
}

int into(lua_State* L, BinaryOp op, Operand& a, Operand& b, const ArrayValue* out, int out_index) {
  const bool in_place = out == a.array && out_index == 1;
  LibraryState& state = LibraryState::of(L);
  Failure failure;
  const bool ok = guarded(failure, nullptr, [&] {
    check_alive(a);
    check_alive(b);
    out->check_alive();
    out->check_writable();
    const auto [a_dtype, b_dtype] = operand_dtypes(op, a, b);
    const Shape shape = result_shape(a, b);
    if (shape.ndim != out->ndim || !std::equal(shape.lengths, shape.lengths + shape.ndim, out->dims))
      throw ShapeError((in_place ? "a must have shape " : "out must have shape ") + shape_text(shape.span()) +
                       ", got " + show(L, out_index).text);
    if (in_place) check_in_place(out->view(), result_dtype(op, a_dtype, b_dtype));
    apply(state.context, op, a.view(a_dtype), b.view(b_dtype), out->view());
  });
  if (!ok) return raise_named(L, failure, true);
  lua_pushvalue(L, out_index);
  return 1;
}

Complex128 complex_operation(BinaryOp op, Complex128 a, Complex128 b) {
  switch (op) {
    case BinaryOp::add: return a + b;
    case BinaryOp::subtract: return a - b;
    case BinaryOp::multiply: return a * b;
    case BinaryOp::divide: return a / b;
    case BinaryOp::power:
      if (b == Complex128(2)) return a * a;
      return b == Complex128(0) ? Complex128(1) : std::pow(a, b);
    default: throw ValueError(std::string("complex values have no operator ") + symbol(op));
  }
}

// Tables among the operands become arrays first.
int with_tables(lua_State* L, BinaryOp op) {
  LibraryState& state = LibraryState::of(L);
  Failure failure;
  const bool ok = guarded(failure, nullptr, [&] {
    for (int side = 1; side <= 2; ++side) {
      if (lua_type(L, side) != LUA_TTABLE) continue;
      const Array made = array_from_table(L, state.context, side, "operand");
      push_array_protected(L, made);
      lua_replace(L, side);
    }
  });
  if (!ok) return raise(L, failure);
  Operand a, b;
  a.read(L, 1);
  b.read(L, 2);
  return fresh(L, op, a, b, false);
}

int binary(lua_State* L) {
  const auto op = static_cast<BinaryOp>(lua_tointeger(L, lua_upvalueindex(1)));
  Operand a, b;
  const bool a_ok = a.read(L, 1), b_ok = b.read(L, 2);
  if (a_ok && b_ok) {
    if (a.array || b.array) return fresh(L, op, a, b, false);
    Failure failure;
    Complex128 value;
    const bool ok = guarded(failure, nullptr, [&] {
      if (a.scalar.dtype == DType::bool_ || b.scalar.dtype == DType::bool_)
        throw ValueError("a boolean cannot be combined with a complex value");
      auto wide = [](const Scalar& s) { return s.exact() ? Complex128(s.real()) : s.value; };
      value = complex_operation(op, wide(a.scalar), wide(b.scalar));
    });
    if (!ok) return raise(L, failure);
    push_complex(L, value);
    return 1;
  }
  if (has_operators(L, 1) || has_operators(L, 2)) return object_operation(L, operation_of(op));
  const bool a_table = plain_table(L, 1), b_table = plain_table(L, 2);
  if ((a.array && b_table) || (b.array && a_table)) return with_tables(L, op);
  return luaL_error(L, "cannot compute %s %s %s", show(L, 1).text, symbol(op), show(L, 2).text);
}

int unary(lua_State* L) {
  const auto op = static_cast<UnaryOp>(lua_tointeger(L, lua_upvalueindex(1)));
  if (const auto* c = userdata_at<ComplexValue>(L, 1, complex_tag)) {
    if (op != UnaryOp::negative) return luaL_error(L, "complex values have no operator ~");
    push_complex(L, {-c->real, -c->imag});
    return 1;
  }
  const ArrayValue* a = array_at(L, 1);
  if (!a) return luaL_error(L, "an array is expected");
  Failure failure;
  DType dtype{};
  bool ok = guarded(failure, nullptr, [&] {
    a->check_alive();
    dtype = result_dtype(op, a->dtype);
  });
  if (!ok) return raise(L, failure);
  const ArrayValue* out = push_new_array(L, dtype, a->view().dims());
  ok = guarded(failure, nullptr, [&] { apply(LibraryState::of(L).context, op, a->view(), out->view()); });
  if (!ok) return raise(L, failure);
  if (out->ndim == 0) push_element(L, out->dtype, out->data);
  return 1;
}

// Same shape and equal values: Lua makes one boolean of ==.
int equal(lua_State* L) {
  const ArrayValue *a = array_at(L, 1), *b = array_at(L, 2);
  bool same = false;
  if (a && b) {
    Failure failure;
    const bool ok = guarded(failure, nullptr, [&] {
      a->check_alive();
      b->check_alive();
      same = array_equal(LibraryState::of(L).context, a->view(), b->view());
    });
    if (!ok) return raise(L, failure);
  } else if (const auto* x = userdata_at<ComplexValue>(L, 1, complex_tag),
             *y = userdata_at<ComplexValue>(L, 2, complex_tag);
             x && y) {
    same = x->real == y->real && x->imag == y->imag;
  } else if (has_operators(L, 1) || has_operators(L, 2)) {
    return object_equal(L);
  }
  lua_pushboolean(L, same);
  return 1;
}

int no_concatenation(lua_State* L) {
  return luaL_error(L,
                    "arrays have no operator ..: use tostring(a) for text, a:matmul(b) for the matrix product, "
                    "pl.concatenate{a, b} to join");
}

int no_order(lua_State* L) {
  const bool less = lua_tointeger(L, lua_upvalueindex(1)) != 0;
  if (!array_at(L, 1) && !array_at(L, 2)) return luaL_error(L, "complex values have no order");
  return luaL_error(L,
                    "arrays have no single order: compare element by element with a:%s(b) for a %s b, or a:%s(b) for "
                    "a %s b, and make one boolean of it with :all() or :any()",
                    less ? "lt" : "le", less ? "<" : "<=", less ? "gt" : "ge", less ? ">" : ">=");
}

}  // namespace

DType scalar_dtype(BinaryOp op, DType array, const Scalar& value) {
  switch (kind(value.dtype)) {
    case Kind::boolean: return DType::bool_;
    case Kind::integer: {
      if (is_inexact(array)) return array;
      if (array == DType::bool_ || array == DType::int64) return DType::int64;
      const std::int64_t low = array == DType::uint8 ? 0 : std::numeric_limits<std::int32_t>::min();
      const std::int64_t high = array == DType::uint8 ? 255 : std::numeric_limits<std::int32_t>::max();
      if (value.integer >= low && value.integer <= high) return array;
      if (is_comparison(op) || op == BinaryOp::divide || op == BinaryOp::power) return DType::int64;
      throw DomainError(
          format("%lld does not fit %s, the dtype of the array", static_cast<long long>(value.integer), name(array)));
    }
    case Kind::real: return is_inexact(array) ? array : DType::float64;
    default: return is_inexact(array) ? complex_dtype(array) : DType::complex128;
  }
}

void check_in_place(const View& a, DType result) {
  if (!can_cast_same_kind(result, a.dtype))
    throw ValueError(format("a must be of a dtype that %s goes into, got %s", name(result), name(a.dtype)));
  for (int i = 0; i < a.ndim; ++i)
    if (a.strides[i] == 0 && a.shape[i] > 1)
      throw ValueError("a must have a place for each element, got a broadcast view");
}

int fast_binary(lua_State* L, int code) {
  const int top = lua_gettop(L);
  if (top < 2 || top > 3) return -1;
  Operand a, b;
  if (!a.read(L, 1) || !b.read(L, 2) || (!a.array && !b.array)) return -1;
  const auto op = static_cast<BinaryOp>(code);
  if (top == 2) return fresh(L, op, a, b, true);
  if (!plain_table(L, 3)) return -1;
  // {out = c} and nothing else.
  lua_pushnil(L);
  if (!lua_next(L, 3)) return lua_settop(L, 3), -1;
  const ArrayValue* out = array_at(L, 5);
  if (!out || lua_type(L, 4) != LUA_TSTRING) return lua_settop(L, 3), -1;
  std::size_t length;
  const char* key = lua_tolstring(L, 4, &length);
  if (std::string_view(key, length) != "out") return lua_settop(L, 3), -1;
  lua_pushvalue(L, 4);
  if (lua_next(L, 3)) return lua_settop(L, 3), -1;
  return into(L, op, a, b, out, 5);
}

int fast_in_place(lua_State* L, int code) {
  Operand a, b;
  if (lua_gettop(L) != 2 || !a.read(L, 1) || !a.array || !b.read(L, 2)) return -1;
  const auto op = static_cast<BinaryOp>(code);
  return into(L, op, a, b, a.array, 1);
}

int fast_unary(lua_State* L, int code) {
  if (lua_gettop(L) != 1) return -1;
  const auto op = static_cast<UnaryOp>(code);
  if (lua_type(L, 1) == LUA_TNUMBER) {
    const double x = lua_tonumber(L, 1);
    double y;
    switch (op) {
      case UnaryOp::exp: y = std::exp(x); break;
      case UnaryOp::log: y = std::log(x); break;
      case UnaryOp::sqrt: y = std::sqrt(x); break;
      case UnaryOp::absolute: y = std::fabs(x); break;
      case UnaryOp::sin: y = std::sin(x); break;
      case UnaryOp::cos: y = std::cos(x); break;
      case UnaryOp::tanh: y = std::tanh(x); break;
      case UnaryOp::floor: y = std::floor(x); break;
      case UnaryOp::ceil: y = std::ceil(x); break;
      default: return -1;
    }
    lua_pushnumber(L, unsigned_nan(y));
    return 1;
  }
  const ArrayValue* a = array_at(L, 1);
  if (!a) return -1;
  Failure failure;
  DType dtype{};
  bool ok = guarded(failure, nullptr, [&] {
    a->check_alive();
    dtype = result_dtype(op, a->dtype);
  });
  if (!ok) return raise_named(L, failure, true);
  const ArrayValue* out = push_new_array(L, dtype, a->view().dims());
  ok = guarded(failure, nullptr, [&] { apply(LibraryState::of(L).context, op, a->view(), out->view()); });
  if (!ok) return raise_named(L, failure, true);
  if (out->ndim == 0) push_element(L, out->dtype, out->data);
  return 1;
}

void set_operators(lua_State* L) {
  lua_pushcfunction(L, no_concatenation);
  lua_setfield(L, -2, "__concat");
  const std::pair<const char*, BinaryOp> binaries[] = {
      {"__add", BinaryOp::add},      {"__sub", BinaryOp::subtract},      {"__mul", BinaryOp::multiply},
      {"__div", BinaryOp::divide},   {"__idiv", BinaryOp::floor_divide}, {"__mod", BinaryOp::remainder},
      {"__pow", BinaryOp::power},    {"__band", BinaryOp::bit_and},      {"__bor", BinaryOp::bit_or},
      {"__bxor", BinaryOp::bit_xor}, {"__shl", BinaryOp::left_shift},    {"__shr", BinaryOp::right_shift}};
  for (const auto& [event, op] : binaries) {
    lua_pushinteger(L, static_cast<int>(op));
    lua_pushcclosure(L, binary, 1);
    lua_setfield(L, -2, event);
  }
  const std::pair<const char*, UnaryOp> unaries[] = {{"__unm", UnaryOp::negative}, {"__bnot", UnaryOp::invert}};
  for (const auto& [event, op] : unaries) {
    lua_pushinteger(L, static_cast<int>(op));
    lua_pushcclosure(L, unary, 1);
    lua_setfield(L, -2, event);
  }
  lua_pushcfunction(L, equal);
  lua_setfield(L, -2, "__eq");
  for (int less = 0; less < 2; ++less) {
    lua_pushinteger(L, less);
    lua_pushcclosure(L, no_order, 1);
    lua_setfield(L, -2, less ? "__lt" : "__le");
  }
}

}  // namespace perilune
