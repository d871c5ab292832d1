// apply(): checks, the short way for contiguous operands of the right dtype, the walk for all others, and the errors.

#include "kernels/array/elementwise.h"

#include <algorithm>

#include "kernels/array/elementwise_apply.h"
#include "kernels/array/elementwise_fault.h"
#include "kernels/array/elementwise_walk.h"

namespace perilune {

namespace loops {

namespace {

// Longer runs gain from the walk, which can write past the caches.
constexpr std::int64_t long_run = std::int64_t{1} << 20;

// Step 1: a run of the same shape as `out` (itself contiguous). Step 0: one value. -1: neither.
int flat_step(const View& v, const View& out) {
  if (v.ndim == out.ndim) {
    auto expected = static_cast<std::int64_t>(itemsize(v.dtype));
    bool fits = true;
    for (int i = v.ndim - 1; i >= 0; --i) {
      fits &= v.shape[i] == out.shape[i] && (v.strides[i] == expected || v.shape[i] == 1);
      expected *= v.shape[i];
    }
    if (fits) return 1;
  }
  if (v.ndim > out.ndim) return -1;
  for (int i = 0; i < v.ndim; ++i)
    if (v.shape[i] != 1) return -1;
  return 0;
}

// The number of elements when out is contiguous, else -1.
std::int64_t flat_size(const View& out) {
  auto expected = static_cast<std::int64_t>(itemsize(out.dtype));
  std::int64_t n = 1;
  for (int i = out.ndim - 1; i >= 0; --i) {
    if (out.strides[i] != expected && out.shape[i] != 1) return -1;
    expected *= out.shape[i];
    n *= out.shape[i];
  }
  return n;
}

// Whether a run or a single value may be read while out is written: it is out itself, or does not touch it.
bool flat_safe(const View& v, int step, const View& out, std::int64_t n) {
  const auto own = static_cast<std::int64_t>(itemsize(v.dtype)),
             written = static_cast<std::int64_t>(itemsize(out.dtype));
  if (v.data == out.data) return own == written && (step == 1 || n <= 1);
  return v.data + (step ? n * own : own) <= out.data || out.data + n * written <= v.data;
}

const char* noun(BinaryOp op) {
  switch (op) {
    case BinaryOp::add: return "addition";
    case BinaryOp::subtract: return "subtraction";
    case BinaryOp::multiply: return "multiplication";
    default: return name(op);
  }
}
const char* noun(UnaryOp op) { return op == UnaryOp::negative ? "negation" : name(op); }

Fault run_contiguous(Context& ctx, const Rule& rule, BinaryLoop loop, const View& a, int step_a, const View& b,
                     int step_b, const View& out, std::int64_t n) {
  alignas(64) std::byte copies_a[chunk_bytes], copies_b[chunk_bytes];
  const auto item = static_cast<std::int64_t>(itemsize(rule.in)),
             item_out = static_cast<std::int64_t>(itemsize(rule.out));
  const std::byte *x = a.data, *y = b.data;
  const std::int64_t copies = std::min(n, chunk_bytes / item);
  if (step_a == 0) {
    splat(itemsize(rule.in), a.data, copies, copies_a);
    x = copies_a;
  }
  if (step_b == 0) {
    splat(itemsize(rule.in), b.data, copies, copies_b);
    y = copies_b;
  }
  return run_flat(ctx, rule.cost, n, [&](std::int64_t begin, std::int64_t end) {
    return loop(end - begin, x + begin * step_a * item, step_a, y + begin * step_b * item, step_b,
                out.data + begin * item_out);
  });
}

Fault run(Context& ctx, Isa isa, const Rule& rule, BinaryLoop loop, const View& a, const View& b, const View& out) {
  if (a.dtype == rule.in && b.dtype == rule.in && out.dtype == rule.out) {
    const std::int64_t n = flat_size(out);
    const int step_a = flat_step(a, out), step_b = flat_step(b, out);
    if (n >= 0 && n < long_run && step_a >= 0 && step_b >= 0 && flat_safe(a, step_a, out, n) &&
        flat_safe(b, step_b, out, n))
      return run_contiguous(ctx, rule, loop, a, step_a, b, step_b, out, n);
  }
  check_broadcast("a", a, out.dims());
  check_broadcast("b", b, out.dims());
  check_out(out, rule.out);
  Array keep_a, keep_b;
  const Operand operands[] = {
      {out, rule.out}, {settled(ctx, a, out, keep_a), rule.in, true}, {settled(ctx, b, out, keep_b), rule.in, true}};
  return walk(ctx, isa, out.dims(), operands, true, rule.cost, [loop](const Piece& piece) {
    return loop(piece.n, piece.data[1], piece.step[1], piece.data[2], piece.step[2], piece.data[0]);
  });
}

Fault run(Context& ctx, Isa isa, const Rule& rule, UnaryLoop loop, const View& in, const View& out) {
  if (in.dtype == rule.in && out.dtype == rule.out) {
    const std::int64_t n = flat_size(out);
    if (n >= 0 && n < long_run && flat_step(in, out) == 1 && flat_safe(in, 1, out, n)) {
      const auto item = static_cast<std::int64_t>(itemsize(rule.in)),
                 item_out = static_cast<std::int64_t>(itemsize(rule.out));
      return run_flat(ctx, rule.cost, n, [&](std::int64_t begin, std::int64_t end) {
        return loop(end - begin, in.data + begin * item, out.data + begin * item_out);
      });
    }
  }
  check_broadcast("a", in, out.dims());
  check_out(out, rule.out);
  Array keep;
  const Operand operands[] = {{out, rule.out}, {settled(ctx, in, out, keep), rule.in}};
  return walk(ctx, isa, out.dims(), operands, true, rule.cost,
              [loop](const Piece& piece) { return loop(piece.n, piece.data[1], piece.data[0]); });
}

template <class Op>
[[noreturn]] void raise(Context& ctx, Op op, const Rule& rule, Fault fault, std::span<const View> operands,
                        const View& out, FunctionRef<Fault(std::span<const View>, const View&)> again) {
  // Where an operand lay under out, there is nothing left to look at.
  std::string place;
  bool intact = true;
  for (const View& v : operands) intact &= !may_overlap(v, out);
  if (intact) place = first_failure(ctx, out, operands, again).text;
  if (fault & zero_division)
    throw DomainError(format("integer division by zero in %s %s", name(rule.in), noun(op)) + place);
  if (fault & overflow) throw DomainError(format("integer overflow in %s %s", name(rule.in), noun(op)) + place);
  throw DomainError(format("out must hold the results of %s, but one does not fit %s", noun(op), name(out.dtype)) +
                    place);
}

// Exponents that need no power function. Exact where it is not.
UnaryLoop simple_power(Isa isa, const View& exponent, DType dtype) {
  if (exponent.size() != 1) return nullptr;
  const Scalar value = load(exponent.dtype, exponent.data);
  if (value.imag() != 0) return nullptr;
  if (value.real() == 2) return unary(isa, UnaryOp::square, dtype);
  if (value.real() == 1) return cast(isa, dtype, dtype, false);
  if (value.real() == 0.5 && !is_complex(dtype)) return half_power(isa, dtype);
  if (value.real() == -1 && !is_complex(dtype)) return unary(isa, UnaryOp::reciprocal, dtype);
  return nullptr;
}

}  // namespace

void apply(Context& ctx, Isa isa, UnaryOp op, const View& in, const View& out) {
  const Rule how = rule(op, in.dtype);
  switch (how.form) {
    case Form::none: reject(op, in.dtype);
    case Form::copy: return copy(ctx, isa, in, out, Casting::same_kind);
    case Form::zeros:
    case Form::ones:
      check_broadcast("a", in, out.dims());
      check_out(out, how.out);
      return fill(ctx, out, Scalar::of(how.form == Form::ones));
    case Form::loop: break;
  }
  const UnaryLoop loop = unary(isa, op, how.in);
  if (const Fault fault = run(ctx, isa, how, loop, in, out))
    raise(ctx, op, how, fault, {&in, 1}, out,
          [&](std::span<const View> parts, const View& part) { return run(ctx, isa, how, loop, parts[0], part); });
}

void apply(Context& ctx, Isa isa, BinaryOp op, const View& a, const View& b, const View& out) {
  if (op == BinaryOp::greater) return apply(ctx, isa, BinaryOp::less, b, a, out);
  if (op == BinaryOp::greater_equal) return apply(ctx, isa, BinaryOp::less_equal, b, a, out);
  const Rule how = rule(op, promote(a.dtype, b.dtype));
  if (how.form == Form::none) reject(op, a.dtype, b.dtype);
  if (op == BinaryOp::power)
    if (const UnaryLoop simple = simple_power(isa, b, how.in)) {
      check_broadcast("b", b, out.dims());
      run(ctx, isa, {Form::loop, how.in, how.out, Cost::memory}, simple, a, out);
      return;
    }
  const BinaryLoop loop = binary(isa, op, how.in);
  const View operands[] = {a, b};
  if (const Fault fault = run(ctx, isa, how, loop, a, b, out))
    raise(ctx, op, how, fault, operands, out, [&](std::span<const View> parts, const View& part) {
      return run(ctx, isa, how, loop, parts[0], parts[1], part);
    });
}

}  // namespace loops

void apply(Context& ctx, UnaryOp op, const View& in, const View& out) {
  loops::apply(ctx, loops::best_isa(), op, in, out);
}
void apply(Context& ctx, BinaryOp op, const View& a, const View& b, const View& out) {
  loops::apply(ctx, loops::best_isa(), op, a, b, out);
}

Array apply(Context& ctx, UnaryOp op, const View& in) {
  Array out = Array::empty(ctx, result_dtype(op, in.dtype), Dims(in.dims()));
  apply(ctx, op, in, out);
  return out;
}
Array apply(Context& ctx, BinaryOp op, const View& a, const View& b) {
  const DType dtype = result_dtype(op, a.dtype, b.dtype);
  Array out = Array::empty(ctx, dtype, broadcast_shape(a.dims(), b.dims()));
  apply(ctx, op, a, b, out);
  return out;
}

}  // namespace perilune
