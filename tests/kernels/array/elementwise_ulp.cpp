// Real functions stay within 4 units in the last place of the true value (long double here), by every instruction set,
// and a value does not depend on where in an array it stands.

#include "tests/kernels/array/elementwise_support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

template <class T>
T random_bits(std::mt19937_64& random) {
  for (;;) {
    T x;
    const std::uint64_t bits = random();
    std::memcpy(&x, &bits, sizeof x);
    if (std::isfinite(x)) return x;
  }
}

// Small, medium, near 1, log-uniform, any bit pattern, and near the edge of overflow.
template <class T>
T draw(std::mt19937_64& random, std::int64_t i) {
  std::uniform_real_distribution<double> unit(-1, 1);
  const double edge = sizeof(T) == 8 ? 720 : 90;
  switch (i % 6) {
    case 0: return static_cast<T>(unit(random));
    case 1: return static_cast<T>(unit(random) * 10);
    case 2: return static_cast<T>(unit(random) * edge);
    case 3: return static_cast<T>(1 + unit(random) * 0.1);
    case 4: return static_cast<T>(std::ldexp(unit(random), static_cast<int>(unit(random) * 40)));
    default: return random_bits<T>(random);
  }
}

struct Function {
  UnaryOp op;
  long double (*f)(long double);
};
#define F(op, f)                                         \
  {                                                      \
    UnaryOp::op, [](long double x) { return std::f(x); } \
  }
const Function functions[] = {F(exp, exp),      F(exp2, exp2),   F(expm1, expm1), F(log, log),       F(log2, log2),
                              F(log10, log10),  F(log1p, log1p), F(sqrt, sqrt),   F(cbrt, cbrt),     F(sin, sin),
                              F(cos, cos),      F(tan, tan),     F(arcsin, asin), F(arccos, acos),   F(arctan, atan),
                              F(sinh, sinh),    F(cosh, cosh),   F(tanh, tanh),   F(arcsinh, asinh), F(arccosh, acosh),
                              F(arctanh, atanh)};

template <class T>
void scan(Context& ctx, loops::Isa isa, std::int64_t n) {
  std::mt19937_64 random(11);
  Array x = Array::empty(ctx, dtype_of<T>, {n}), y = Array::empty(ctx, dtype_of<T>, {n});
  for (std::int64_t i = 0; i < n; ++i) x.at<T>(i) = draw<T>(random, i);
  for (const Function& function : functions) {
    loops::apply(ctx, isa, function.op, x, y);
    double worst = 0;
    T at = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      const double off = ulp_distance(y.at<T>(i), function.f(static_cast<long double>(x.at<T>(i))));
      if (!(off <= worst)) {
        worst = off;
        at = x.at<T>(i);
      }
    }
    INFO(name(isa) << " " << name(function.op) << " " << name(dtype_of<T>) << ": " << worst << " ULP at " << at);
    CHECK(worst <= 4);
  }
  struct Pair {
    BinaryOp op;
    long double (*f)(long double, long double);
  };
  const Pair pairs[] = {{BinaryOp::arctan2, [](long double a, long double b) { return std::atan2(a, b); }},
                        {BinaryOp::hypot, [](long double a, long double b) { return std::hypot(a, b); }},
                        {BinaryOp::power, [](long double a, long double b) { return std::pow(a, b); }}};
  Array z = Array::empty(ctx, dtype_of<T>, {n});
  for (std::int64_t i = 0; i < n; ++i) z.at<T>(i) = draw<T>(random, i / 6);
  for (const Pair& pair : pairs) {
    loops::apply(ctx, isa, pair.op, x, z, y);
    double worst = 0;
    T at = 0, with = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      const double off =
          ulp_distance(y.at<T>(i), pair.f(static_cast<long double>(x.at<T>(i)), static_cast<long double>(z.at<T>(i))));
      if (!(off <= worst)) {
        worst = off;
        at = x.at<T>(i);
        with = z.at<T>(i);
      }
    }
    INFO(name(isa) << " " << name(pair.op) << " " << name(dtype_of<T>) << ": " << worst << " ULP at " << at << ", "
                   << with);
    CHECK(worst <= 4);
  }
}

}  // namespace

TEST_CASE("real functions are within 4 ULP") {
  TestContext ctx;
  for (loops::Isa isa : instruction_sets()) {
    scan<double>(ctx, isa, 12000);
    scan<float>(ctx, isa, 12000);
  }
}

TEST_CASE("a value does not depend on its place, its neighbours or the layout") {
  TestContext ctx;
  std::mt19937_64 random(5);
  const std::int64_t n = 203;
  for (DType t : {DType::float64, DType::float32}) {
    Array x = Array::empty(ctx, t, {n});
    for (std::int64_t i = 0; i < n; ++i)
      store(t, x.data() + i * x.strides()[0], Scalar::of(draw<double>(random, i % 5)));
    for (int op = 0; op < unary_op_count; ++op) {
      const auto what = static_cast<UnaryOp>(op);
      if (what == UnaryOp::invert || result_dtype(what, DType::float64) != DType::float64) continue;
      Array whole = apply(ctx, what, x);
      for (std::int64_t i = 0; i < n; i += 7) {
        Array one = apply(ctx, what, x.with_layout(x.data() + i * x.strides()[0], {}, {}));
        const Scalar a = load(t, one.data()), b = load(t, whole.data() + i * whole.strides()[0]);
        CHECK(same(a.real(), b.real()));
      }
      Array back = apply(ctx, what, x.with_layout(x.data() + (n - 1) * x.strides()[0], {n}, {-x.strides()[0]}));
      for (std::int64_t i = 0; i < n; ++i)
        CHECK(same(load(t, back.data() + i * back.strides()[0]).real(),
                   load(t, whole.data() + (n - 1 - i) * whole.strides()[0]).real()));
    }
  }
}

TEST_CASE("powers with whole results are exact") {
  TestContext ctx;
  for (loops::Isa isa : instruction_sets()) {
    std::vector<std::int64_t> bases, exponents;
    std::vector<double> want;
    for (std::int64_t x = -300; x <= 300; ++x) {
      double power = 1;
      for (std::int64_t y = 0; y <= 40; ++y, power *= static_cast<double>(x)) {
        if (std::abs(power) > 9e15) break;
        bases.push_back(x);
        exponents.push_back(y);
        want.push_back(power);
      }
    }
    Array a = array_of(ctx, bases), b = array_of(ctx, exponents);
    Array out = Array::empty(ctx, DType::float64, a.shape());
    loops::apply(ctx, isa, BinaryOp::power, a, b, out);
    CHECK(values_of<double>(out) == want);
  }
}
