// Unary operations: result dtypes, every dtype and layout against an oracle.

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

}  // namespace unary_tests
