// C99's special values, and the signs of zero, by every instruction set.

#include "tests/kernels/array/elementwise_support.h"

using namespace perilune;
using namespace perilune::test;

namespace special_tests {  // keeps the operations' names apart from the C library's

using enum UnaryOp;

namespace {

struct Special {
  UnaryOp op;
  double in, out;
};
constexpr double inf = INFINITY, nan = NAN, pi = 3.14159265358979323846;
// C99, annex F.9. Signs of zero count.
constexpr Special specials[] = {
    {exp, 0.0, 1},          {exp, -0.0, 1},          {exp, -inf, 0.0},      {exp, inf, inf},
    {exp, nan, nan},        {exp, 710, inf},         {exp, -746, 0.0},      {exp2, 0.0, 1},
    {exp2, -0.0, 1},        {exp2, -inf, 0.0},       {exp2, inf, inf},      {exp2, nan, nan},
    {exp2, 1024, inf},      {exp2, -1080, 0.0},      {exp2, 10, 1024},      {exp2, -1074, 5e-324},
    {expm1, 0.0, 0.0},      {expm1, -0.0, -0.0},     {expm1, -inf, -1},     {expm1, inf, inf},
    {expm1, nan, nan},      {expm1, 1e-320, 1e-320}, {log, 0.0, -inf},      {log, -0.0, -inf},
    {log, 1, 0.0},          {log, -1, nan},          {log, inf, inf},       {log, -inf, nan},
    {log, nan, nan},        {log2, 0.0, -inf},       {log2, -0.0, -inf},    {log2, 1, 0.0},
    {log2, -1, nan},        {log2, inf, inf},        {log2, 8, 3},          {log2, nan, nan},
    {log2, 5e-324, -1074},  {log10, 0.0, -inf},      {log10, -0.0, -inf},   {log10, 1, 0.0},
    {log10, -1, nan},       {log10, inf, inf},       {log10, nan, nan},     {log1p, 0.0, 0.0},
    {log1p, -0.0, -0.0},    {log1p, -1, -inf},       {log1p, -2, nan},      {log1p, inf, inf},
    {log1p, nan, nan},      {sqrt, 0.0, 0.0},        {sqrt, -0.0, -0.0},    {sqrt, -1, nan},
    {sqrt, inf, inf},       {sqrt, nan, nan},        {sqrt, 9, 3},          {cbrt, 0.0, 0.0},
    {cbrt, -0.0, -0.0},     {cbrt, inf, inf},        {cbrt, -inf, -inf},    {cbrt, nan, nan},
    {sin, 0.0, 0.0},        {sin, -0.0, -0.0},       {sin, inf, nan},       {sin, -inf, nan},
    {sin, nan, nan},        {cos, 0.0, 1},           {cos, -0.0, 1},        {cos, inf, nan},
    {cos, -inf, nan},       {cos, nan, nan},         {tan, 0.0, 0.0},       {tan, -0.0, -0.0},
    {tan, inf, nan},        {tan, -inf, nan},        {tan, nan, nan},       {arcsin, 0.0, 0.0},
    {arcsin, -0.0, -0.0},   {arcsin, 1.5, nan},      {arcsin, -1.5, nan},   {arcsin, nan, nan},
    {arcsin, 1, pi / 2},    {arcsin, inf, nan},      {arccos, 1, 0.0},      {arccos, 1.5, nan},
    {arccos, -1.5, nan},    {arccos, nan, nan},      {arccos, -1, pi},      {arccos, -inf, nan},
    {arctan, 0.0, 0.0},     {arctan, -0.0, -0.0},    {arctan, inf, pi / 2}, {arctan, -inf, -pi / 2},
    {arctan, nan, nan},     {sinh, 0.0, 0.0},        {sinh, -0.0, -0.0},    {sinh, inf, inf},
    {sinh, -inf, -inf},     {sinh, nan, nan},        {sinh, 711, inf},      {sinh, -711, -inf},
    {cosh, 0.0, 1},         {cosh, -0.0, 1},         {cosh, inf, inf},      {cosh, -inf, inf},
    {cosh, nan, nan},       {tanh, 0.0, 0.0},        {tanh, -0.0, -0.0},    {tanh, inf, 1},
    {tanh, -inf, -1},       {tanh, nan, nan},        {arcsinh, 0.0, 0.0},   {arcsinh, -0.0, -0.0},
    {arcsinh, inf, inf},    {arcsinh, -inf, -inf},   {arcsinh, nan, nan},   {arccosh, 1, 0.0},
    {arccosh, 0.5, nan},    {arccosh, inf, inf},     {arccosh, -inf, nan},  {arccosh, nan, nan},
    {arctanh, 0.0, 0.0},    {arctanh, -0.0, -0.0},   {arctanh, 1, inf},     {arctanh, -1, -inf},
    {arctanh, 2, nan},      {arctanh, nan, nan},     {round, -0.5, -0.0},   {round, 2.5, 2},
    {round, 3.5, 4},        {round, -0.0, -0.0},     {round, inf, inf},     {floor, -0.5, -1},
    {floor, -0.0, -0.0},    {ceil, -0.5, -0.0},      {trunc, -1.7, -1},     {trunc, -0.5, -0.0},
    {sign, -0.0, 0.0},      {sign, -inf, -1},        {sign, nan, nan},      {reciprocal, -0.0, -inf},
    {reciprocal, inf, 0.0}, {angle, -0.0, pi},       {angle, -3, pi},       {angle, 3, 0.0},
    {angle, nan, nan},      {absolute, -0.0, 0.0},   {absolute, -inf, inf}, {negative, 0.0, -0.0},
    {square, -inf, inf},    {signbit, -0.0, 1},      {signbit, 0.0, 0},
};

}  // namespace

TEST_CASE("special values are C99's, at every place of a vector") {
  TestContext ctx;
  for (loops::Isa isa : instruction_sets())
    for (const Special& s : specials)
      for (DType t : {DType::float64, DType::float32}) {
        if (t == DType::float32 && s.in != 0 && std::abs(s.in) < 1e-300) continue;
        const Scalar in = Scalar::of(s.in);
        for (std::int64_t at : {0, 3, 17}) {
          Array a = Array::empty(ctx, t, {18}), out = Array::empty(ctx, result_dtype(s.op, t), {18});
          fill(ctx, a, Scalar::of(1.0));
          store(t, a.data() + at * a.strides()[0], in);
          loops::apply(ctx, isa, s.op, a, out);
          double got = load(out.dtype(), out.data() + at * out.strides()[0]).real();
          double want = s.out;
          if (t == DType::float32) want = static_cast<float>(want);
          INFO(name(isa) << " " << name(s.op) << "(" << s.in << ") in " << name(t) << " gave " << got << ", not "
                         << want);
          // pi has no exact value: one unit.
          const bool close = std::abs(got - want) <= (t == DType::float32 ? 2.5e-7 : 4.5e-16) * std::abs(want);
          CHECK((same(got, want) || (want != 0 && std::abs(want) < 4 && want != 1 && want != -1 && close)));
        }
      }
}

TEST_CASE("special values of arctan2, hypot, power, copysign, remainder, floor_divide, fmod") {
  using enum BinaryOp;
  struct Case {
    BinaryOp op;
    double a, b, out;
  };
  const Case cases[] = {
      {arctan2, 0.0, -0.0, pi},
      {arctan2, -0.0, -0.0, -pi},
      {arctan2, 0.0, 0.0, 0.0},
      {arctan2, -0.0, 0.0, -0.0},
      {arctan2, 0.0, -1, pi},
      {arctan2, -0.0, -1, -pi},
      {arctan2, 0.0, 1, 0.0},
      {arctan2, -0.0, 1, -0.0},
      {arctan2, 1, 0.0, pi / 2},
      {arctan2, -1, -0.0, -pi / 2},
      {arctan2, 1, -inf, pi},
      {arctan2, -1, inf, -0.0},
      {arctan2, inf, 5, pi / 2},
      {arctan2, inf, -inf, 3 * pi / 4},
      {arctan2, -inf, inf, -pi / 4},
      {arctan2, nan, 1, nan},
      {hypot, inf, nan, inf},
      {hypot, nan, -inf, inf},
      {hypot, nan, 1, nan},
      {hypot, 3, 4, 5},
      {hypot, -0.0, -0.0, 0.0},
      {power, 0.0, -1, inf},
      {power, -0.0, -3, -inf},
      {power, -0.0, -2, inf},
      {power, 0.0, 3, 0.0},
      {power, -0.0, 3, -0.0},
      {power, -0.0, 2.5, 0.0},
      {power, -1, inf, 1},
      {power, -1, -inf, 1},
      {power, 1, nan, 1},
      {power, nan, 0.0, 1},
      {power, -2, 0.5, nan},
      {power, 0.5, -inf, inf},
      {power, 2, -inf, 0.0},
      {power, 0.5, inf, 0.0},
      {power, 2, inf, inf},
      {power, -inf, -3, -0.0},
      {power, -inf, -2, 0.0},
      {power, -inf, 3, -inf},
      {power, -inf, 2, inf},
      {power, inf, -0.5, 0.0},
      {power, inf, 0.5, inf},
      {power, -2, 3, -8},
      {power, 2, -1074, 5e-324},
      {power, -2, 2, 4},
      {power, 3, -1, 1.0 / 3},
      {power, -inf, 0.5, inf},
      {power, -0.0, 0.5, 0.0},
      {power, -inf, 1, -inf},
      {power, -0.0, -1, -inf},
      {copysign, nan, -1, nan},
      {copysign, 2, -0.0, -2},
      {remainder, 5, -3, -1},
      {remainder, -5, 3, 1},
      {remainder, -1, inf, inf},
      {remainder, 1, inf, 1},
      {remainder, 6, -3, -0.0},
      {remainder, -6, 3, 0.0},
      {remainder, 1, 0.0, nan},
      {remainder, inf, 2, nan},
      {remainder, 1e-300, -1e300, -1e300},
      {floor_divide, 7, 2, 3},
      {floor_divide, -7, 2, -4},
      {floor_divide, 1, 0.0, inf},
      {floor_divide, -1, 0.0, -inf},
      {floor_divide, 0.0, 0.0, nan},
      {floor_divide, -1, inf, -1},
      {floor_divide, 1, inf, 0.0},
      {floor_divide, inf, 1, nan},
      {floor_divide, -0.0, 3, -0.0},
      {floor_divide, 1, 0.1, 9},
      {fmod, -5, 3, -2},
      {fmod, 5, -3, 2},
      {fmod, -6, 3, -0.0},
      {fmod, 1, 0.0, nan},
      {fmod, 1e308, 3e-308, std::fmod(1e308, 3e-308)},
      {remainder, 1e17, 3, 1},
      {fmod, 9007199254740993.0, 2, 0.0},
  };
  TestContext ctx;
  for (loops::Isa isa : instruction_sets())
    for (const Case& c : cases)
      for (std::int64_t n : {1, 19}) {
        Array a = Array::empty(ctx, DType::float64, {n}), b = Array::empty(ctx, DType::float64, {n}),
              out = Array::empty(ctx, DType::float64, {n});
        fill(ctx, a, Scalar::of(c.a));
        fill(ctx, b, Scalar::of(c.b));
        loops::apply(ctx, isa, c.op, a, b, out);
        for (std::int64_t i = 0; i < n; ++i) {
          INFO(name(isa) << " " << name(c.op) << "(" << c.a << ", " << c.b << ") gave " << out.at<double>(i));
          CHECK(
              (same(out.at<double>(i), c.out) ||
               (c.out != std::trunc(c.out) && ulp_distance(out.at<double>(i), static_cast<long double>(c.out)) <= 2)));
        }
      }
}

TEST_CASE("a single exponent gives what an array of it gives") {
  TestContext ctx;
  const std::vector<double> bases = {0.0, -0.0, 1, -1, 2, 9, -4, 0.3, 1e300, 1e-300, 5e-324, INFINITY, -INFINITY, NAN};
  for (loops::Isa isa : instruction_sets())
    for (DType t : {DType::float64, DType::float32})
      for (double exponent : std::initializer_list<double>{0.0, 1.0, 2.0, 0.5, -1.0, 3.0, -0.5, NAN}) {
        Array a = astype(ctx, array_of<double>(ctx, bases), t), one = astype(ctx, array_of<double>(ctx, {exponent}), t);
        Array each = Array::empty(ctx, t, a.shape()), x = Array::empty(ctx, t, a.shape()),
              y = Array::empty(ctx, t, a.shape());
        copy(ctx, one, each);
        loops::apply(ctx, isa, BinaryOp::power, a, one, x);
        loops::apply(ctx, isa, BinaryOp::power, a, each, y);
        for (std::int64_t i = 0; i < a.size(); ++i) {
          const double p = load(t, x.data() + i * x.strides()[0]).real(),
                       q = load(t, y.data() + i * y.strides()[0]).real();
          INFO(name(isa) << " " << name(t) << " " << bases[static_cast<std::size_t>(i)] << " ^ " << exponent << ": "
                         << p << ", " << q);
          CHECK((same(p, q) || std::abs(p - q) <= (t == DType::float64 ? 3e-16 : 2e-7) * std::abs(q)));
        }
      }
}

}  // namespace special_tests
