// Complex functions: accuracy against long double, branch cuts, powers, moduli and quotients at the ends of the range.

#include "tests/kernels/array/elementwise_support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

using L = std::complex<long double>;
constexpr double pi = 3.14159265358979323846;

struct Function {
  UnaryOp op;
  L (*f)(const L&);
};
L expm1_reference(const L& z) {
  const long double half = std::sin(z.imag() / 2);
  return {std::expm1(z.real()) * std::cos(z.imag()) - 2 * half * half, std::exp(z.real()) * std::sin(z.imag())};
}
L log1p_reference(const L& z) {
  const long double x = z.real(), y = z.imag();
  return {0.5L * std::log1p(x * (2 + x) + y * y), std::atan2(y, 1 + x)};
}
L exp2_reference(const L& z) {
  const long double turn = z.imag() * std::log(2.0L);
  return {std::exp2(z.real()) * std::cos(turn), std::exp2(z.real()) * std::sin(turn)};
}
#define F(op, f)                                           \
  {                                                        \
    UnaryOp::op, [](const L& z) -> L { return std::f(z); } \
  }
const Function functions[] = {F(exp, exp),
                              F(log, log),
                              F(sqrt, sqrt),
                              F(sin, sin),
                              F(cos, cos),
                              F(tan, tan),
                              F(arcsin, asin),
                              F(arccos, acos),
                              F(arctan, atan),
                              F(sinh, sinh),
                              F(cosh, cosh),
                              F(tanh, tanh),
                              F(arcsinh, asinh),
                              F(arccosh, acosh),
                              F(arctanh, atanh),
                              {UnaryOp::exp2, exp2_reference},
                              {UnaryOp::expm1, expm1_reference},
                              {UnaryOp::log1p, log1p_reference},
                              {UnaryOp::log2, [](const L& z) -> L { return std::log(z) / std::log(2.0L); }},
                              {UnaryOp::log10, [](const L& z) -> L { return std::log(z) / std::log(10.0L); }},
                              {UnaryOp::reciprocal, [](const L& z) -> L { return 1.0L / z; }},
                              {UnaryOp::square, [](const L& z) -> L { return z * z; }}};

Complex128 one(Context& ctx, UnaryOp op, Complex128 z) {
  Array a = array_of<Complex128>(ctx, {z});
  return apply(ctx, op, a).at<Complex128>(0);
}

template <class R>
void scan(Context& ctx) {
  using C = std::complex<R>;
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> unit(-1, 1);
  const std::int64_t n = 3000;
  Array a = Array::empty(ctx, dtype_of<C>, {n}), out = Array::empty(ctx, dtype_of<C>, {n});
  for (std::int64_t i = 0; i < n; ++i) {
    const double scale = i % 3 == 0 ? 1 : i % 3 == 1 ? 10 : std::ldexp(1.0, static_cast<int>(random() % 26) - 20);
    a.at<C>(i) = C(static_cast<R>(unit(random) * scale), static_cast<R>(unit(random) * scale));
  }
  for (const Function& function : functions) {
    apply(ctx, function.op, a, out);
    long double worst = 0;
    C at = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      const C z = a.at<C>(i);
      const L want = function.f(L(z)), got = L(out.at<C>(i));
      const long double off = std::abs(got - want) / (std::abs(want) * std::numeric_limits<R>::epsilon());
      if (!(off <= worst)) {
        worst = off;
        at = z;
      }
    }
    INFO(name(function.op) << " " << name(dtype_of<C>) << ": " << static_cast<double>(worst) << " epsilons at " << at);
    CHECK(worst <= 4);
  }
}

}  // namespace

TEST_CASE("complex functions are within 4 epsilons of the modulus") {
  TestContext ctx;
  scan<double>(ctx);
  scan<float>(ctx);
}

TEST_CASE("branch cuts follow the sign of zero") {
  TestContext ctx;
  struct Case {
    UnaryOp op;
    Complex128 in, out;
  };
  const double asin2 = 1.3169578969248166, atanh2 = 0.54930614433405485;
  const Case cases[] = {
      {UnaryOp::sqrt, {-4, 0.0}, {0, 2}},
      {UnaryOp::sqrt, {-4, -0.0}, {0, -2}},
      {UnaryOp::log, {-1, 0.0}, {0, pi}},
      {UnaryOp::log, {-1, -0.0}, {0, -pi}},
      {UnaryOp::log, {0.0, 0.0}, {-INFINITY, 0}},
      {UnaryOp::log, {-0.0, 0.0}, {-INFINITY, pi}},
      {UnaryOp::log2, {-1, -0.0}, {0, -pi / std::log(2.0)}},
      {UnaryOp::log1p, {-2, -0.0}, {0, -pi}},
      {UnaryOp::arcsin, {2, 0.0}, {pi / 2, asin2}},
      {UnaryOp::arcsin, {2, -0.0}, {pi / 2, -asin2}},
      {UnaryOp::arccos, {2, 0.0}, {0, -asin2}},
      {UnaryOp::arccos, {2, -0.0}, {0, asin2}},
      {UnaryOp::arctan, {0.0, 2}, {pi / 2, atanh2}},
      {UnaryOp::arctan, {-0.0, 2}, {-pi / 2, atanh2}},
      {UnaryOp::arcsinh, {0.0, 2}, {asin2, pi / 2}},
      {UnaryOp::arcsinh, {-0.0, 2}, {-asin2, pi / 2}},
      {UnaryOp::arccosh, {0.0, 0.0}, {0, pi / 2}},
      {UnaryOp::arccosh, {-2, -0.0}, {asin2, -pi}},
      {UnaryOp::arctanh, {2, 0.0}, {atanh2, pi / 2}},
      {UnaryOp::arctanh, {2, -0.0}, {atanh2, -pi / 2}},
      {UnaryOp::expm1, {0.0, -0.0}, {0, -0.0}},
      {UnaryOp::exp2, {3, -0.0}, {8, -0.0}},
      {UnaryOp::conj, {1, 0.0}, {1, -0.0}},
      {UnaryOp::exp2, {-INFINITY, 1}, {0, 0}},
      {UnaryOp::log1p, {INFINITY, 1}, {INFINITY, 0}},
      {UnaryOp::expm1, {-INFINITY, 1}, {-1, 0}},
  };
  for (const Case& c : cases) {
    const Complex128 got = one(ctx, c.op, c.in);
    INFO(name(c.op) << c.in << " gave " << got);
    for (auto [x, y] : {std::pair{got.real(), c.out.real()}, std::pair{got.imag(), c.out.imag()}}) {
      CHECK((same(x, y) || (y == 0 && x == 0 && !std::signbit(y)) || std::abs(x - y) <= 4e-16 * std::abs(y)));
      CHECK(std::signbit(x) == std::signbit(y));
    }
  }
}

TEST_CASE("log1p keeps its digits where the modulus of 1 + z is near 1") {
  TestContext ctx;
  // 1 + z on the unit circle: the logarithm's real part is the rounding error of z alone.
  for (double t : {1e-9, 1e-4, 0.3, 0.8}) {
    const Complex128 z(std::cos(t) - 1, std::sin(t));
    const long double x = z.real(), y = z.imag();
    const long double want = 0.5L * std::log1p(x * (2 + x) + y * y);
    const Complex128 got = one(ctx, UnaryOp::log1p, z);
    INFO(t << " " << got.real() << " " << static_cast<double>(want));
    // long double itself has 2^-64 left of the cancelling terms.
    CHECK(std::abs(static_cast<long double>(got.real()) - want) <=
          1e-15L * std::abs(want) + 0x1p-64L * (std::abs(x) + y * y) * 4);
  }
}

TEST_CASE("complex powers: whole exponents, zero bases, the rest as exp(b log a)") {
  TestContext ctx;
  const auto power = [&](Complex128 a, Complex128 b) {
    Array out = apply(ctx, BinaryOp::power, array_of<Complex128>(ctx, {a, a}), array_of<Complex128>(ctx, {b, b}));
    return out.at<Complex128>(1);
  };
  CHECK(power({1, 2}, 3.0) == Complex128(-11, -2));
  CHECK(power({0, 1}, 2.0) == Complex128(-1, 0));
  CHECK(power({2, 0}, 10.0) == Complex128(1024, 0));
  CHECK(power({0, 2}, -2.0) == Complex128(-0.25, 0));
  CHECK(power({3, 4}, 0.0) == Complex128(1, 0));
  CHECK(power({0, 0}, 0.0) == Complex128(1, 0));
  CHECK(power({0, 0}, 2.5) == Complex128(0, 0));
  CHECK(std::isnan(power({0, 0}, {1, 1}).real()));
  CHECK(std::isnan(power({0, 0}, -1.0).real()));
  const Complex128 root = power({-1, 0}, 0.5);
  CHECK(std::abs(root - Complex128(0, 1)) < 1e-15);
  CHECK(std::abs(power({1, 2}, {-0.5, 3}) - std::exp(Complex128(-0.5, 3) * std::log(Complex128(1, 2)))) < 1e-15);
  // A scalar exponent takes another way to the same number.
  Array a = array_of<Complex128>(ctx, {{1, 2}, {-3, 0.5}}), two = array_of<Complex128>(ctx, {2.0});
  CHECK(values_of<Complex128>(apply(ctx, BinaryOp::power, a, two)) ==
        std::vector<Complex128>{power({1, 2}, 2.0), power({-3, 0.5}, 2.0)});
}

TEST_CASE("moduli and quotients neither overflow nor underflow on the way") {
  TestContext ctx;
  Array z = array_of<Complex128>(ctx, {{3e300, 4e300}, {3e-310, -4e-310}, {INFINITY, NAN}, {-5, 12}});
  Array size = apply(ctx, UnaryOp::absolute, z);
  CHECK(size.at<double>(0) == Approx(5e300).epsilon(1e-15));
  CHECK(size.at<double>(1) == Approx(5e-310).epsilon(1e-13));
  CHECK(size.at<double>(2) == INFINITY);
  CHECK(size.at<double>(3) == 13);
  Array q = apply(ctx, BinaryOp::divide, array_of<Complex128>(ctx, {{1e300, 1e300}, {1e-300, 0}}),
                  array_of<Complex128>(ctx, {{1e300, 1e300}, {1e-300, 1e-300}}));
  CHECK(q.at<Complex128>(0) == Complex128(1, 0));
  CHECK(std::abs(q.at<Complex128>(1) - Complex128(0.5, -0.5)) < 1e-15);
  Array turn = apply(ctx, UnaryOp::angle, array_of<Complex64>(ctx, {{0, 1}, {-1, -0.0f}, {-1, 0}}));
  CHECK(turn.dtype() == DType::float32);
  CHECK(turn.at<float>(0) == Approx(pi / 2));
  CHECK(turn.at<float>(1) == Approx(-pi));
  CHECK(turn.at<float>(2) == Approx(pi));
}
