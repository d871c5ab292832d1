// array_equal, isclose, allclose.

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kernels/array/elementwise_walk.h"

namespace perilune {

using namespace loops;

namespace {

bool all_true(std::int64_t n, const std::uint8_t* flags) {
  return n == 0 || std::memchr(flags, 0, static_cast<std::size_t>(n)) == nullptr;
}

template <class T>
void or_both_nan(std::int64_t n, const T* a, const T* b, std::uint8_t* equal) {
  for (std::int64_t i = 0; i < n; ++i) {
    if constexpr (is_complex_type<T>)
      equal[i] |=
          (std::isnan(a[i].real()) || std::isnan(a[i].imag())) && (std::isnan(b[i].real()) || std::isnan(b[i].imag()));
    else equal[i] |= (a[i] != a[i]) & (b[i] != b[i]);
  }
}

struct Tolerance {
  double rtol, atol;
  bool equal_nan;
};

template <class T>
void close_loop(const Tolerance& t, std::int64_t n, const void* a, std::int64_t sa, const void* b, std::int64_t sb,
                std::uint8_t* out) {
  auto* x = static_cast<const T*>(a);
  auto* y = static_cast<const T*>(b);
  for (std::int64_t i = 0; i < n; ++i) {
    const T p = x[i * sa], q = y[i * sb];
    // With an infinity on either side the difference is infinite or NaN, and only equality counts.
    const double bound = t.atol + t.rtol * std::abs(q);
    const bool finite =
        std::abs(q) <= std::numeric_limits<double>::max() && std::abs(p) <= std::numeric_limits<double>::max();
    out[i] = (finite & (std::abs(p - q) <= bound)) | (p == q);
  }
  if (!t.equal_nan) return;
  for (std::int64_t i = 0; i < n; ++i) or_both_nan(1, x + i * sa, y + i * sb, out + i);
}

void close_block(const Tolerance& t, DType dtype, std::int64_t n, const void* a, std::int64_t sa, const void* b,
                 std::int64_t sb, std::uint8_t* out) {
  // Steps of 0 come with `chunk` copies only; a step of 0 never moves, so they do for any n.
  if (is_complex(dtype)) close_loop<Complex128>(t, n, a, sa, b, sb, out);
  else close_loop<double>(t, n, a, sa, b, sb, out);
}

DType close_dtype(DType a, DType b) { return is_complex(a) || is_complex(b) ? DType::complex128 : DType::float64; }

void check_tolerance(double rtol, double atol) {
  if (std::isnan(rtol)) throw ValueError("rtol must be a number, got nan");
  if (std::isnan(atol)) throw ValueError("atol must be a number, got nan");
}

}  // namespace

bool array_equal(Context& ctx, const View& a, const View& b, bool equal_nan) {
  if (!std::ranges::equal(a.dims(), b.dims())) return false;
  const DType dtype = promote(a.dtype, b.dtype);
  const Operand operands[] = {{a, dtype}, {b, dtype}};
  const BinaryLoop loop = binary(best_isa(), BinaryOp::equal, dtype);
  const bool nan = equal_nan && is_inexact(dtype);
  return !walk(ctx, best_isa(), a.dims(), operands, false, Cost::memory, [&](const Piece& piece) -> Fault {
    std::uint8_t flags[1024];
    const auto item = static_cast<std::int64_t>(itemsize(dtype));
    for (std::int64_t at = 0; at < piece.n; at += 1024) {
      const std::int64_t n = std::min<std::int64_t>(1024, piece.n - at);
      const auto* x = static_cast<const std::byte*>(piece.data[0]) + at * item;
      const auto* y = static_cast<const std::byte*>(piece.data[1]) + at * item;
      loop(n, x, 1, y, 1, flags);
      if (nan)
        dispatch_inexact(dtype, [&](auto tag) {
          using T = typename decltype(tag)::type;
          or_both_nan(n, reinterpret_cast<const T*>(x), reinterpret_cast<const T*>(y), flags);
        });
      if (!all_true(n, flags)) return stop;
    }
    return 0;
  });
}

void isclose(Context& ctx, const View& a, const View& b, double rtol, double atol, bool equal_nan, const View& out) {
  check_tolerance(rtol, atol);
  check_broadcast("a", a, out.dims());
  check_broadcast("b", b, out.dims());
  check_out(out, DType::bool_);
  const DType dtype = close_dtype(a.dtype, b.dtype);
  const Tolerance tolerance{rtol, atol, equal_nan};
  Array keep_a, keep_b;
  const Operand operands[] = {
      {out, DType::bool_}, {settled(ctx, a, out, keep_a), dtype, true}, {settled(ctx, b, out, keep_b), dtype, true}};
  walk(ctx, best_isa(), out.dims(), operands, true, Cost::memory, [&](const Piece& piece) -> Fault {
    close_block(tolerance, dtype, piece.n, piece.data[1], piece.step[1], piece.data[2], piece.step[2],
                static_cast<std::uint8_t*>(piece.data[0]));
    return 0;
  });
}

bool allclose(Context& ctx, const View& a, const View& b, double rtol, double atol, bool equal_nan) {
  check_tolerance(rtol, atol);
  const Dims shape = broadcast_shape(a.dims(), b.dims());
  const DType dtype = close_dtype(a.dtype, b.dtype);
  const Tolerance tolerance{rtol, atol, equal_nan};
  const Operand operands[] = {{a, dtype}, {b, dtype}};
  return !walk(ctx, best_isa(), shape, operands, false, Cost::memory, [&](const Piece& piece) -> Fault {
    std::uint8_t flags[1024];
    const auto item = static_cast<std::int64_t>(itemsize(dtype));
    for (std::int64_t at = 0; at < piece.n; at += 1024) {
      const std::int64_t n = std::min<std::int64_t>(1024, piece.n - at);
      close_block(tolerance, dtype, n, static_cast<const std::byte*>(piece.data[0]) + at * item, 1,
                  static_cast<const std::byte*>(piece.data[1]) + at * item, 1, flags);
      if (!all_true(n, flags)) return stop;
    }
    return 0;
  });
}

}  // namespace perilune
