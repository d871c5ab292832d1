// Unary operations: result dtypes, every dtype and layout against an oracle, C99's special values.

#include "tests/kernels/array/elementwise_support.h"

using namespace perilune;
using namespace perilune::test;

namespace unary_tests {  // keeps the operations' names apart from the C library's

using enum UnaryOp;

namespace {

constexpr UnaryOp float_functions[] = {exp, exp2,   expm1,  log,    log2, log10, log1p, sqrt,    cbrt,    sin,    cos,
                                       tan, arcsin, arccos, arctan, sinh, cosh,  tanh,  arcsinh, arccosh, arctanh};

long double reference(UnaryOp op, long double x) {
  switch (op) {
    case exp: return std::exp(x);
    case exp2: return std::exp2(x);
    case expm1: return std::expm1(x);
    case log: return std::log(x);
    case log2: return std::log2(x);
    case log10: return std::log10(x);
    case log1p: return std::log1p(x);
    case sqrt: return std::sqrt(x);
    case cbrt: return std::cbrt(x);
    case sin: return std::sin(x);
    case cos: return std::cos(x);
    case tan: return std::tan(x);
    case arcsin: return std::asin(x);
    case arccos: return std::acos(x);
    case arctan: return std::atan(x);
    case sinh: return std::sinh(x);
    case cosh: return std::cosh(x);
    case tanh: return std::tanh(x);
    case arcsinh: return std::asinh(x);
    case arccosh: return std::acosh(x);
    case arctanh: return std::atanh(x);
    default: FAIL("no reference for " << name(op));
  }
  return 0;
}

bool is_float_function(UnaryOp op) {
  return std::find(std::begin(float_functions), std::end(float_functions), op) != std::end(float_functions);
}

// 0: meaningless. Otherwise the result's dtype.
std::optional<DType> expected_dtype(UnaryOp op, DType t) {
  const bool complex = is_complex(t), boolean = t == DType::bool_;
  const DType part = t == DType::complex64 ? DType::float32 : t == DType::complex128 ? DType::float64 : t;
  const DType inexact = t < DType::float32 ? DType::float64 : t;
  if (is_float_function(op)) return op == cbrt && complex ? std::nullopt : std::optional(inexact);
  switch (op) {
    case negative:
    case positive:
    case sign: return boolean ? std::nullopt : std::optional(t);
    case absolute:
    case real:
    case imag: return part;
    case angle: return complex ? part : inexact;
    case reciprocal: return inexact;
    case floor:
    case ceil:
    case trunc: return complex ? std::nullopt : std::optional(t);
    case isnan:
    case isfinite:
    case isinf:
    case logical_not: return DType::bool_;
    case signbit: return complex ? std::nullopt : std::optional(DType::bool_);
    case invert: return t <= DType::int64 ? std::optional(t) : std::nullopt;
    default: return t;
  }
}

// The exact operations, element by element, for real dtypes.
double exact_real(UnaryOp op, double x) {
  switch (op) {
    case negative: return -x;
    case positive:
    case conj:
    case real: return x;
    case absolute: return std::fabs(x);
    case sign: return std::isnan(x) ? x : x > 0 ? 1 : x < 0 ? -1 : 0;
    case square: return x * x;
    case reciprocal: return 1 / x;
    case round: return std::nearbyint(x);
    case floor: return std::floor(x);
    case ceil: return std::ceil(x);
    case trunc: return std::trunc(x);
    case imag: return 0;
    case angle: return std::isnan(x) ? x : std::atan2(0.0, x);
    case isnan: return std::isnan(x);
    case isfinite: return std::isfinite(x);
    case isinf: return std::isinf(x);
    case signbit: return std::signbit(x);
    case logical_not: return x == 0;
    default: FAIL("no oracle for " << name(op));
  }
  return 0;
}

double exact_integer(UnaryOp op, DType t, double x) {
  if (op == invert) return t == DType::bool_ ? x == 0 : t == DType::uint8 ? 255 - x : -x - 1;
  return exact_real(op, x);
}

Complex128 exact_complex(UnaryOp op, Complex128 z) {
  const double x = z.real(), y = z.imag();
  switch (op) {
    case negative: return {-x, -y};
    case positive: return z;
    case conj: return {x, -y};
    case real: return x;
    case imag: return y;
    case sign: return std::isnan(x) || std::isnan(y) ? NAN : x != 0 ? exact_real(sign, x) : exact_real(sign, y);
    case square: return {x * x - y * y, x * y + y * x};
    case round: return {std::nearbyint(x), std::nearbyint(y)};
    case isnan: return std::isnan(x) || std::isnan(y);
    case isinf: return std::isinf(x) || std::isinf(y);
    case isfinite: return std::isfinite(x) && std::isfinite(y);
    case logical_not: return x == 0 && y == 0;
    default: FAIL("no oracle for " << name(op));
  }
  return 0;
}

constexpr double samples[] = {0.0,  -0.0,  1.0,   -1.0, 0.5,  -0.5, 2.5,   -2.5, 1.5,      0.75,     -0.3,
                              3.75, 40.25, -17.0, 1e-9, 0.99, 7.0,  100.0, NAN,  INFINITY, -INFINITY};

void fill_samples(const View& v) {
  std::size_t k = 0;
  for_each_index(Dims(v.dims()), [&](const Dims& index) {
    const double x = samples[k++ % std::size(samples)];
    std::byte* p = element(v, index);
    dispatch(v.dtype, [&](auto tag) {
      using T = typename decltype(tag)::type;
      if constexpr (is_complex_type<T>)
        write(p, T(static_cast<typename T::value_type>(x),
                   static_cast<typename T::value_type>(samples[(k * 5) % std::size(samples)])));
      else if constexpr (std::is_floating_point_v<T>) write(p, static_cast<T>(x));
      else
        write(p, static_cast<T>(std::is_same_v<T, std::uint8_t> ? k % 16 : std::is_same_v<T, bool> ? k % 2 : k % 41));
    });
    if (v.dtype == DType::int32 || v.dtype == DType::int64) {
      const Scalar s = Scalar::of(static_cast<std::int64_t>(k % 41) - 20);
      store(v.dtype, p, s);
    }
  });
}

void check_unary(Context& ctx, loops::Isa isa, UnaryOp op, const View& a, const Laid& out) {
  loops::apply(ctx, isa, op, a, out);
  bool right = true;
  for_each_index(out.shape, [&](const Dims& index) {
    if (!right) return;
    const Scalar in = load(a.dtype, element(a, index)), got = load(out.dtype, element(out, index));
    if (is_complex(a.dtype)) {
      const Complex128 want = exact_complex(op, in.value);
      const Complex128 rounded =
          out.dtype == DType::complex64 || out.dtype == DType::float32 ? Complex128(Complex64(want)) : want;
      right = got.exact() ? got.real() == want.real()
                          : same(got.value.real(), rounded.real()) && same(got.value.imag(), rounded.imag());
      // float32's squares round before the difference.
      if (op == square && a.dtype == DType::complex64) {
        const float x = static_cast<float>(in.value.real()), y = static_cast<float>(in.value.imag());
        right = same(got.value.real(), static_cast<double>(x * x - y * y)) &&
                same(got.value.imag(), static_cast<double>(x * y + y * x));
      }
    } else if (is_float_function(op)) {
      const long double want = reference(op, static_cast<long double>(in.real()));
      right = out.dtype == DType::float32 ? ulp_distance(static_cast<float>(got.real()), want) <= 4
                                          : ulp_distance(got.real(), want) <= 4;
    } else {
      double want = is_inexact(a.dtype) || is_inexact(out.dtype) ? exact_real(op, in.real())
                                                                 : exact_integer(op, a.dtype, in.real());
      if (out.dtype == DType::float32) want = static_cast<float>(want);
      right = got.exact() ? got.real() == want : same(got.real(), want);
    }
    if (!right)
      FAIL(name(isa) << " " << name(op) << " of " << name(a.dtype) << " " << in.real() << " + " << in.imag()
                     << "i gave " << got.real() << " + " << got.imag() << "i");
  });
}

// Complex values of these have no short oracle: elementwise_complex.cpp.
bool in_product(UnaryOp op, DType t) {
  if (!expected_dtype(op, t)) return false;
  return !(is_complex(t) && (is_float_function(op) || op == absolute || op == angle || op == reciprocal));
}

}  // namespace

TEST_CASE("result dtypes of unary operations are NumPy's, and meaningless ones are refused by name") {
  for (int i = 0; i < unary_op_count; ++i)
    for (DType t : all_dtypes) {
      const auto op = static_cast<UnaryOp>(i);
      INFO(name(op) << " " << name(t));
      if (const auto want = expected_dtype(op, t)) CHECK(result_dtype(op, t) == *want);
      else CHECK_THROWS_AS(result_dtype(op, t), ValueError);
    }
  CHECK_THROWS_WITH(result_dtype(cbrt, DType::complex64), "cbrt does not take complex64");
  CHECK_THROWS_WITH(result_dtype(negative, DType::bool_),
                    "negative does not take bool; ~a (invert) turns true and false around");
}

TEST_CASE("every unary operation on every dtype, by every instruction set") {
  TestContext ctx;
  for (loops::Isa isa : instruction_sets())
    for (int i = 0; i < unary_op_count; ++i)
      for (DType t : all_dtypes) {
        const auto op = static_cast<UnaryOp>(i);
        if (!in_product(op, t)) continue;
        for (std::int64_t n : {0, 1, 3, 21, 300}) {
          Laid a = laid_out(ctx, t, {n}, Layout::contiguous),
               out = laid_out(ctx, result_dtype(op, t), {n}, Layout::contiguous);
          fill_samples(a);
          // What would overflow is for another test.
          if (t == DType::uint8 && op == negative) std::memset(a.data, 0, static_cast<std::size_t>(n));
          check_unary(ctx, isa, op, a, out);
        }
      }
}

TEST_CASE("every unary operation in every layout") {
  TestContext ctx;
  const Dims shapes[] = {{}, {0, 3}, {21}, {3, 4, 5}, {150, 3}};
  for (int i = 0; i < unary_op_count; ++i)
    for (DType t : {DType::bool_, DType::int32, DType::float32, DType::complex128})
      for (const Dims& shape : shapes)
        for (Layout la : all_layouts)
          for (Layout lo : all_layouts) {
            const auto op = static_cast<UnaryOp>(i);
            if (!in_product(op, t) || lo == Layout::repeated) continue;
            Laid a = laid_out(ctx, t, shape, la), out = laid_out(ctx, result_dtype(op, t), shape, lo);
            fill_samples(a);
            check_unary(ctx, loops::best_isa(), op, a, out);
          }
}

TEST_CASE("float functions of integers and bools are float64") {
  TestContext ctx;
  Array a = array_of<std::int32_t>(ctx, {0, 1, 4, 9});
  CHECK(values_of<double>(apply(ctx, sqrt, a)) == std::vector<double>{0, 1, 2, 3});
  Array b = array_of<std::uint8_t>(ctx, {1});
  CHECK(apply(ctx, exp, b).dtype() == DType::float64);
}

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

}  // namespace unary_tests
