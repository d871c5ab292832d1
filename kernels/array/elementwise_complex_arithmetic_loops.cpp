// Products and quotients of complex numbers, in vectors of interleaved parts: the compiler does not find these by
// itself. The product is the textbook's, as NumPy's (C's rules for infinities would cost a call per element); the
// quotient is Smith's, which needs no squares and so does not overflow needlessly.

#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include "kernels/array/elementwise_loops.h"

namespace perilune::loops {

namespace {

template <class R, int bytes>
struct Vectors {
  static constexpr int lanes = bytes / static_cast<int>(sizeof(R));
  using Integer = std::conditional_t<sizeof(R) == 8, std::int64_t, std::int32_t>;
  using Table = std::array<Integer, static_cast<std::size_t>(lanes)>;
  typedef R Real __attribute__((vector_size(bytes)));
  typedef Integer Mask __attribute__((vector_size(bytes)));

  static constexpr Table table(Integer (*f)(Integer)) {
    Table t{};
    for (int i = 0; i < lanes; ++i) t[static_cast<std::size_t>(i)] = f(i);
    return t;
  }
  static constexpr Table reals = table([](Integer i) -> Integer { return i & ~Integer{1}; });
  static constexpr Table imaginaries = table([](Integer i) -> Integer { return i | 1; });
  static constexpr Table swapped = table([](Integer i) -> Integer { return i ^ 1; });
  // The sign bit in real places.
  static constexpr Table minus_real =
      table([](Integer i) -> Integer { return i & 1 ? 0 : std::numeric_limits<Integer>::min(); });
};
constexpr int vector_bytes(Isa isa) { return isa == Isa::avx512 ? 64 : isa == Isa::avx2 ? 32 : 16; }

// Declares a mask or a vector of parts; a function that returned one would change the calling convention.
#define PERILUNE_MASK(name, source) \
  Mask name;                        \
  std::memcpy(&name, source, sizeof name)
#define PERILUNE_PARTS(name, source) \
  Real name;                         \
  std::memcpy(&name, source, sizeof name)
#define PERILUNE_VECTORS(isa, R)                     \
  using V = Vectors<R, vector_bytes(isa)>;           \
  using Real = typename V::Real;                     \
  using Mask = typename V::Mask;                     \
  constexpr std::int64_t step = V::lanes / 2;        \
  PERILUNE_MASK(reals, V::reals.data());             \
  PERILUNE_MASK(imaginaries, V::imaginaries.data()); \
  PERILUNE_MASK(swapped, V::swapped.data())

struct Multiply {
  template <class T>
  using Out = T;
  template <Isa isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, const T* y, T* out) {
    using R = typename T::value_type;
    PERILUNE_VECTORS(isa, R);
    PERILUNE_MASK(minus, V::minus_real.data());
    std::int64_t i = 0;
    for (; i + step <= n; i += step) {
      PERILUNE_PARTS(a, x + i);
      PERILUNE_PARTS(b, y + i);
      const Real crossed = __builtin_shuffle(a, swapped) * __builtin_shuffle(b, imaginaries);
      const Real result = a * __builtin_shuffle(b, reals) + (Real)((Mask)crossed ^ minus);
      std::memcpy(static_cast<void*>(out + i), &result, sizeof result);
    }
    for (; i < n; ++i) {
      const R a = x[i].real(), b = x[i].imag(), c = y[i].real(), d = y[i].imag();
      out[i] = T(a * c - b * d, b * c + a * d);
    }
    return 0;
  }
};

struct Square {
  template <class T>
  using Out = T;
  template <Isa isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, T* out) {
    return Multiply::run<isa, T>(n, x, x, out);
  }
};

// The parts of a chunk, side by side: what follows is vectors of plain reals.
template <class T>
struct Parts {
  using R = typename T::value_type;
  R re[chunk<T>], im[chunk<T>];
  PERILUNE_BODY void split(std::int64_t n, const T* z, Parts& parts) {
    auto* x = reinterpret_cast<const R*>(z);
    for (std::int64_t i = 0; i < n; ++i) {
      parts.re[i] = x[2 * i];
      parts.im[i] = x[2 * i + 1];
    }
  }
  PERILUNE_BODY void join(std::int64_t n, const Parts& parts, T* z) {
    auto* x = reinterpret_cast<R*>(z);
    for (std::int64_t i = 0; i < n; ++i) {
      x[2 * i] = parts.re[i];
      x[2 * i + 1] = parts.im[i];
    }
  }
};

// (a + bi) / (c + di). With |c| >= |d| and r = d / c: (a + b r + (b - a r) i) / (c + d r); else with r = c / d:
// (a r + b + (b r - a) i) / (d + c r). Dividing by 0 gives the two quotients by |0|.
struct Divide {
  template <class T>
  using Out = T;
  template <Isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, const T* y, T* out) {
    using R = typename T::value_type;
    Parts<T> p, q;
    Parts<T>::split(n, x, p);
    Parts<T>::split(n, y, q);
    for (std::int64_t i = 0; i < n; ++i) {
      const R a = p.re[i], b = p.im[i], c = q.re[i], d = q.im[i];
      const bool wide = std::abs(c) >= std::abs(d), zero = (c == 0) & (d == 0);
      const R large = wide ? c : d, small = wide ? d : c, ratio = small / large;
      const R re = wide ? a + b * ratio : a * ratio + b, im = wide ? b - a * ratio : b * ratio - a;
      const R scale = R(1) / (zero ? std::abs(c) : large + small * ratio);
      p.re[i] = (zero ? a : re) * scale;
      p.im[i] = (zero ? b : im) * scale;
    }
    Parts<T>::join(n, p, out);
    return 0;
  }
};

// 1 / (c + di), with the ratio divided instead of multiplied: one rounding less.
struct Reciprocal {
  template <class T>
  using Out = T;
  template <Isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, T* out) {
    using R = typename T::value_type;
    Parts<T> p;
    Parts<T>::split(n, x, p);
    for (std::int64_t i = 0; i < n; ++i) {
      const R c = p.re[i], d = p.im[i];
      const bool wide = std::abs(c) >= std::abs(d);
      const R large = wide ? c : d, small = wide ? d : c;
      const R ratio = small / large, scale = large + small * ratio;
      const R one = R(1) / scale, other = ratio / scale;
      p.re[i] = wide ? one : other;
      p.im[i] = wide ? -other : -one;
    }
    Parts<T>::join(n, p, out);
    return 0;
  }
};

using enum DType;
constexpr Row<BinaryLoop> multiply = binary_row<Multiply, complex64, complex128>();
constexpr Row<BinaryLoop> divide = binary_row<Divide, complex64, complex128>();
constexpr Row<UnaryLoop> square = unary_row<Square, complex64, complex128>();
constexpr Row<UnaryLoop> reciprocal = unary_row<Reciprocal, complex64, complex128>();

}  // namespace

BinaryLoop complex_arithmetic(Isa isa, BinaryOp op, DType in) {
  return pick(op == BinaryOp::multiply ? multiply : divide, isa, in);
}
UnaryLoop complex_arithmetic(Isa isa, UnaryOp op, DType in) {
  return pick(op == UnaryOp::square ? square : reciprocal, isa, in);
}

}  // namespace perilune::loops
