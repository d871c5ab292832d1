// Complex transcendental functions: C99's, which have the right branch cuts and signs of zero, and those that C lacks.
// complex64 is computed in complex128, which costs nothing and rounds once.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernels/array/elementwise_loops.h"

namespace perilune::loops {

namespace {

using C = Complex128;

bool finite(C z) { return std::isfinite(z.real()) && std::isfinite(z.imag()); }

// The overloaded names of <complex>, as functions that a template takes.
#define PERILUNE_C99(name) \
  C c_##name(C z) { return std::name(z); }
PERILUNE_C99(exp)
PERILUNE_C99(log)
PERILUNE_C99(sqrt)
PERILUNE_C99(sin)
PERILUNE_C99(cos)
PERILUNE_C99(tan)
PERILUNE_C99(asin)
PERILUNE_C99(acos)
PERILUNE_C99(atan)
PERILUNE_C99(sinh)
PERILUNE_C99(cosh)
PERILUNE_C99(tanh)
PERILUNE_C99(asinh)
PERILUNE_C99(acosh)
PERILUNE_C99(atanh)

C log2(C z) { return std::log(z) * std::numbers::log2e; }
C log10(C z) { return std::log(z) * std::numbers::log10e; }

C exp2(C z) {
  if (!finite(z)) return std::exp(z * std::numbers::ln2);
  // The angle y ln 2 in two parts: its rounding error alone would cost digits.
  constexpr double ln2_rest = 2.3190468138462996e-17;
  const double size = std::exp2(z.real()), turn = z.imag() * std::numbers::ln2;
  const double rest = std::fma(z.imag(), std::numbers::ln2, -turn) + z.imag() * ln2_rest;
  const double c = std::cos(turn) * std::cos(rest) - std::sin(turn) * std::sin(rest);
  const double s = std::sin(turn) * std::cos(rest) + std::cos(turn) * std::sin(rest);
  return {size * c, z.imag() == 0 ? z.imag() : size * s};
}

// exp(x) cos(y) - 1 = expm1(x) cos(y) - 2 sin(y / 2)^2
C expm1(C z) {
  const double x = z.real(), y = z.imag();
  if (!finite(z) || x > 700) return std::exp(z) - 1.0;
  const double half = std::sin(y / 2);
  return {std::expm1(x) * std::cos(y) - 2 * half * half, y == 0 ? y : std::exp(x) * std::sin(y)};
}

// |1 + z|^2 - 1 = 2x + x^2 + y^2, which may cancel: the squares are kept with their rounding errors.
double modulus_excess(double x, double y) {
  const double xx = x * x, yy = y * y;
  double low = std::fma(x, x, -xx) + std::fma(y, y, -yy);
  double sum = 2 * x;
  for (double term : {xx, yy}) {
    const double next = sum + term, back = next - sum;
    low += (sum - (next - back)) + (term - back);
    sum = next;
  }
  return sum + low;
}

C log1p(C z) {
  const double x = z.real(), y = z.imag();
  if (!(std::abs(x) < 4 && std::abs(y) < 4)) return std::log(z + 1.0);
  const double excess = modulus_excess(x, y);
  return {excess > -0.75 ? 0.5 * std::log1p(excess) : std::log(std::hypot(1 + x, y)), std::atan2(y, 1 + x)};
}

C power(C a, C b) {
  if (b == 0.0) return 1;
  if (a == 0.0) {
    if (b.real() > 0 && b.imag() == 0) return 0;
    return {std::nan(""), std::nan("")};
  }
  // Small whole exponents by squaring, as NumPy: exact where the products are.
  if (b.imag() == 0 && std::abs(b.real()) < 100 && b.real() == std::trunc(b.real())) {
    C result = 1, square = a;
    bool first = true;
    for (auto n = static_cast<unsigned>(std::abs(b.real()));;) {
      const auto times = [](C p, C q) {
        return C(p.real() * q.real() - p.imag() * q.imag(), p.real() * q.imag() + p.imag() * q.real());
      };
      if (n & 1) result = first ? square : times(result, square);
      if (n & 1) first = false;
      if ((n >>= 1) == 0) break;
      square = times(square, square);
    }
    return b.real() < 0 ? 1.0 / result : result;
  }
  return std::pow(a, b);
}

template <class R, C (*f)(C)>
Fault map(std::int64_t n, const void* in, void* out) {
  auto* x = static_cast<const std::complex<R>*>(in);
  auto* o = static_cast<std::complex<R>*>(out);
  for (std::int64_t i = 0; i < n; ++i) o[i] = static_cast<std::complex<R>>(f(C(x[i])));
  return 0;
}
template <class R>
Fault power_loop(std::int64_t n, const void* a, std::int64_t sa, const void* b, std::int64_t sb, void* out) {
  auto* x = static_cast<const std::complex<R>*>(a);
  auto* y = static_cast<const std::complex<R>*>(b);
  auto* o = static_cast<std::complex<R>*>(out);
  for (std::int64_t i = 0; i < n; ++i) o[i] = static_cast<std::complex<R>>(power(C(x[i * sa]), C(y[i * sb])));
  return 0;
}

// |z| and arg z by the real functions of two operands, a chunk at a time.
template <class R, bool angle, Isa isa>
Fault polar(std::int64_t n, const void* in, void* out) {
  const BinaryLoop loop = math_binary(isa, angle ? BinaryOp::arctan2 : BinaryOp::hypot, dtype_of<R>);
  auto* z = static_cast<const std::complex<R>*>(in);
  auto* o = static_cast<R*>(out);
  constexpr int size = chunk<R>;
  R re[size], im[size];
  for (std::int64_t at = 0; at < n; at += size) {
    const std::int64_t count = std::min<std::int64_t>(size, n - at);
    for (std::int64_t i = 0; i < count; ++i) {
      re[i] = z[at + i].real();
      im[i] = z[at + i].imag();
    }
    loop(count, angle ? im : re, 1, angle ? re : im, 1, o + at);
  }
  return 0;
}

template <bool angle>
UnaryLoop polar_loop(Isa isa, DType in) {
  const bool single = in == DType::complex64;
  switch (isa) {
    case Isa::avx512: return single ? polar<float, angle, Isa::avx512> : polar<double, angle, Isa::avx512>;
    case Isa::avx2: return single ? polar<float, angle, Isa::avx2> : polar<double, angle, Isa::avx2>;
    default: return single ? polar<float, angle, Isa::baseline> : polar<double, angle, Isa::baseline>;
  }
}

template <C (*f)(C)>
UnaryLoop loop_for(DType in) {
  return in == DType::complex64 ? map<float, f> : map<double, f>;
}

}  // namespace

UnaryLoop complex_unary(Isa isa, UnaryOp op, DType in) {
  switch (op) {
    case UnaryOp::absolute: return polar_loop<false>(isa, in);
    case UnaryOp::angle: return polar_loop<true>(isa, in);
    case UnaryOp::exp: return loop_for<c_exp>(in);
    case UnaryOp::exp2: return loop_for<exp2>(in);
    case UnaryOp::expm1: return loop_for<expm1>(in);
    case UnaryOp::log: return loop_for<c_log>(in);
    case UnaryOp::log2: return loop_for<log2>(in);
    case UnaryOp::log10: return loop_for<log10>(in);
    case UnaryOp::log1p: return loop_for<log1p>(in);
    case UnaryOp::sqrt: return loop_for<c_sqrt>(in);
    case UnaryOp::sin: return loop_for<c_sin>(in);
    case UnaryOp::cos: return loop_for<c_cos>(in);
    case UnaryOp::tan: return loop_for<c_tan>(in);
    case UnaryOp::arcsin: return loop_for<c_asin>(in);
    case UnaryOp::arccos: return loop_for<c_acos>(in);
    case UnaryOp::arctan: return loop_for<c_atan>(in);
    case UnaryOp::sinh: return loop_for<c_sinh>(in);
    case UnaryOp::cosh: return loop_for<c_cosh>(in);
    case UnaryOp::tanh: return loop_for<c_tanh>(in);
    case UnaryOp::arcsinh: return loop_for<c_asinh>(in);
    case UnaryOp::arccosh: return loop_for<c_acosh>(in);
    case UnaryOp::arctanh: return loop_for<c_atanh>(in);
    default: return nullptr;
  }
}

BinaryLoop complex_power(DType in) { return in == DType::complex64 ? power_loop<float> : power_loop<double>; }

}  // namespace perilune::loops
