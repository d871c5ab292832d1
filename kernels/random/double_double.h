#pragma once
// Numbers of about 106 bits as the sum of two doubles, for tables that are computed by the compiler.
// T. J. Dekker, Numerische Mathematik 18 (1971).

namespace perilune::random {

struct DoubleDouble {
  double high = 0, low = 0;

  constexpr DoubleDouble() = default;
  constexpr DoubleDouble(double h) : high(h) {}
  constexpr DoubleDouble(double h, double l) : high(h), low(l) {}

  // The sum of two doubles, rounded, and what the rounding lost.
  static constexpr DoubleDouble sum(double a, double b) {
    const double s = a + b, t = s - a;
    return {s, (a - (s - t)) + (b - t)};
  }
  static constexpr DoubleDouble product(double a, double b) {
    constexpr double split = 134217729;  // 2^27 + 1: halves of 26 bits multiply without error
    const double ta = split * a, a1 = ta - (ta - a), a0 = a - a1;
    const double tb = split * b, b1 = tb - (tb - b), b0 = b - b1;
    const double p = a * b;
    return {p, ((a1 * b1 - p) + a1 * b0 + a0 * b1) + a0 * b0};
  }

  friend constexpr DoubleDouble operator+(DoubleDouble a, DoubleDouble b) {
    const DoubleDouble s = sum(a.high, b.high), t = sum(a.low, b.low);
    const DoubleDouble u = sum(s.high, s.low + t.high);
    return sum(u.high, u.low + t.low);
  }
  friend constexpr DoubleDouble operator-(DoubleDouble a) { return {-a.high, -a.low}; }
  friend constexpr DoubleDouble operator-(DoubleDouble a, DoubleDouble b) { return a + -b; }
  friend constexpr DoubleDouble operator*(DoubleDouble a, DoubleDouble b) {
    const DoubleDouble p = product(a.high, b.high);
    return sum(p.high, p.low + (a.high * b.low + a.low * b.high));
  }
  friend constexpr DoubleDouble operator/(DoubleDouble a, DoubleDouble b) {
    const double first = a.high / b.high;
    const DoubleDouble rest = a - b * DoubleDouble(first);
    const double second = rest.high / b.high;
    const DoubleDouble last = rest - b * DoubleDouble(second);
    return sum(first, second) + DoubleDouble(last.high / b.high);
  }
};

inline constexpr DoubleDouble log_of_two{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};

constexpr DoubleDouble scaled(DoubleDouble x, int power_of_two) {
  double factor = 1;
  for (; power_of_two > 0; --power_of_two) factor *= 2;
  for (; power_of_two < 0; ++power_of_two) factor /= 2;
  return {x.high * factor, x.low * factor};
}

// exp(x) = 2^k exp(r)^256 with |r| < 0.0014; exp - 1 is squared as p (p + 2), which keeps its last digits.
constexpr DoubleDouble exp(DoubleDouble x) {
  const double quotient = x.high / log_of_two.high;
  const int k = static_cast<int>(quotient < 0 ? quotient - 0.5 : quotient + 0.5);
  const DoubleDouble r = scaled(x - log_of_two * DoubleDouble(k), -8);
  DoubleDouble p;
  for (int n = 10; n > 0; --n) p = r * (DoubleDouble(1) + p) / DoubleDouble(n);
  for (int i = 0; i < 8; ++i) p = p * (p + DoubleDouble(2));
  return scaled(p + DoubleDouble(1), k);
}

// log(x) = k log 2 + 2 artanh(s) with s = (m - 1) / (m + 1), m within a factor sqrt(2) of 1.
constexpr DoubleDouble log(DoubleDouble x) {
  int k = 0;
  for (; x.high > 1.42; ++k) x = scaled(x, -1);
  for (; x.high < 0.71; --k) x = scaled(x, 1);
  const DoubleDouble s = (x - DoubleDouble(1)) / (x + DoubleDouble(1)), square = s * s;
  DoubleDouble series;
  for (int n = 43; n > 0; n -= 2) series = series * square + DoubleDouble(1) / DoubleDouble(n);
  return log_of_two * DoubleDouble(k) + DoubleDouble(2) * s * series;
}

// The square root of a double, correctly rounded.
constexpr double sqrt(double x) {
  double root = x > 1 ? x : 1;  // from above, Newton's method falls until rounding stops it
  for (double next = 0.5 * (root + x / root); next < root; next = 0.5 * (root + x / root)) root = next;
  const DoubleDouble error = DoubleDouble(x) - DoubleDouble::product(root, root);
  return root + error.high / (2 * root);
}

}  // namespace perilune::random
