// The generated product: operation x dtypes x shapes x layouts x instruction sets, against an oracle that goes element
// by element, by index, in plain C++.

#include "kernels/array/elementwise_rules.h"
#include "tests/kernels/array/elementwise_support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

// What the oracle expects of one element: a number of the result's dtype, and how far it may be off.
struct Expected {
  Complex128 value = 0;
  std::int64_t integer = 0;
  long double exact = 0;  // for tolerance > 0
  double tolerance = 0;   // ULP; complex ones per part
};

template <class T>
Expected expect(T v) {
  if constexpr (is_complex_type<T>) return {Complex128(v)};
  else if constexpr (std::is_floating_point_v<T>) return {Complex128(static_cast<double>(v))};
  else return {0, static_cast<std::int64_t>(v)};
}
Expected near(long double exact) { return {0, 0, exact, 4}; }

template <class T>
bool ordered_less(T a, T b, bool or_equal) {
  if constexpr (is_complex_type<T>) {
    if (std::isnan(a.imag()) || std::isnan(b.imag())) return a.real() == b.real() && false;
    if (a.real() < b.real()) return true;
    return a.real() == b.real() && (or_equal ? a.imag() <= b.imag() : a.imag() < b.imag());
  } else {
    return or_equal ? a <= b : a < b;
  }
}
template <class T>
bool has_nan(T a) {
  if constexpr (is_complex_type<T>) return std::isnan(a.real()) || std::isnan(a.imag());
  else if constexpr (std::is_floating_point_v<T>) return std::isnan(a);
  else return false;
}
template <class T>
bool truth(T a) {
  return a != T(0);
}

// Python's: quotient rounded down, the remainder with the sign of the divisor.
template <class T>
std::pair<T, T> divmod(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) {
    if (b == 0) return {a / b, std::numeric_limits<T>::quiet_NaN()};
    T rest = std::fmod(a, b);
    T quotient = (a - rest) / b;
    if (rest != 0) {
      if ((b < 0) != (rest < 0)) {
        rest += b;
        quotient -= 1;
      }
    } else {
      rest = std::copysign(T(0), b);
    }
    if (quotient != 0) {
      const T whole = std::floor(quotient);
      return {quotient - whole > T(0.5) ? whole + 1 : whole, rest};
    }
    return {std::copysign(T(0), a / b), rest};
  } else {
    const long long x = static_cast<long long>(a), y = static_cast<long long>(b);
    long long quotient = x / y, rest = x % y;
    if (rest != 0 && (rest < 0) != (y < 0)) {
      quotient -= 1;
      rest += y;
    }
    return {static_cast<T>(quotient), static_cast<T>(rest)};
  }
}

template <class T>
Expected oracle(BinaryOp op, T a, T b) {
  constexpr bool integer = std::is_integral_v<T> && !std::is_same_v<T, bool>;
  constexpr bool real = std::is_floating_point_v<T>;
  switch (op) {
    case BinaryOp::equal: return expect(a == b);
    case BinaryOp::not_equal: return expect(a != b);
    case BinaryOp::less: return expect(ordered_less(a, b, false));
    case BinaryOp::less_equal: return expect(ordered_less(a, b, true));
    case BinaryOp::greater: return expect(ordered_less(b, a, false));
    case BinaryOp::greater_equal: return expect(ordered_less(b, a, true));
    case BinaryOp::logical_and: return expect(truth(a) && truth(b));
    case BinaryOp::logical_or: return expect(truth(a) || truth(b));
    case BinaryOp::logical_xor: return expect(truth(a) != truth(b));
    case BinaryOp::maximum:
      if (has_nan(a)) return expect(a);
      if (has_nan(b)) return expect(b);
      return expect(ordered_less(b, a, true) ? a : b);
    case BinaryOp::minimum:
      if (has_nan(a)) return expect(a);
      if (has_nan(b)) return expect(b);
      return expect(ordered_less(a, b, true) ? a : b);
    case BinaryOp::fmax:
      if (has_nan(b)) return expect(a);
      if (has_nan(a)) return expect(b);
      return expect(ordered_less(b, a, true) ? a : b);
    case BinaryOp::fmin:
      if (has_nan(b)) return expect(a);
      if (has_nan(a)) return expect(b);
      return expect(ordered_less(a, b, true) ? a : b);
    default: break;
  }
  if constexpr (std::is_same_v<T, bool>) {
    switch (op) {
      case BinaryOp::add:
      case BinaryOp::bit_or: return expect(a || b);
      case BinaryOp::multiply:
      case BinaryOp::bit_and: return expect(a && b);
      case BinaryOp::bit_xor: return expect(a != b);
      default: break;
    }
  } else if constexpr (is_complex_type<T>) {
    using R = typename T::value_type;
    switch (op) {
      case BinaryOp::add: return expect(T(a.real() + b.real(), a.imag() + b.imag()));
      case BinaryOp::subtract: return expect(T(a.real() - b.real(), a.imag() - b.imag()));
      case BinaryOp::multiply:
        return expect(T(a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()));
      case BinaryOp::divide: {
        const R c = b.real(), d = b.imag();
        if (std::abs(c) >= std::abs(d)) {
          if (c == 0 && d == 0) return expect(T(a.real() / std::abs(c), a.imag() / std::abs(c)));
          const R ratio = d / c, scale = R(1) / (c + d * ratio);
          return expect(T((a.real() + a.imag() * ratio) * scale, (a.imag() - a.real() * ratio) * scale));
        }
        const R ratio = c / d, scale = R(1) / (d + c * ratio);
        return expect(T((a.real() * ratio + a.imag()) * scale, (a.imag() * ratio - a.real()) * scale));
      }
      default: break;
    }
  } else {
    switch (op) {
      case BinaryOp::add: return expect(static_cast<T>(a + b));
      case BinaryOp::subtract: return expect(static_cast<T>(a - b));
      case BinaryOp::multiply: return expect(static_cast<T>(a * b));
      case BinaryOp::divide: return expect(static_cast<T>(a / b));
      case BinaryOp::floor_divide: return expect(divmod(a, b).first);
      case BinaryOp::remainder: return expect(divmod(a, b).second);
      case BinaryOp::fmod:
        if constexpr (real) return expect(std::fmod(a, b));
        else return expect(static_cast<T>(a % b));
      default: break;
    }
  }
  if constexpr (integer) {
    constexpr int width = 8 * sizeof(T);
    const bool inside = static_cast<std::uint64_t>(static_cast<std::int64_t>(b)) < static_cast<std::uint64_t>(width);
    switch (op) {
      case BinaryOp::bit_or: return expect(static_cast<T>(a | b));
      case BinaryOp::bit_and: return expect(static_cast<T>(a & b));
      case BinaryOp::bit_xor: return expect(static_cast<T>(a ^ b));
      case BinaryOp::left_shift:
        return expect(inside ? static_cast<T>(static_cast<std::uint64_t>(static_cast<std::int64_t>(a)) << b) : T(0));
      case BinaryOp::right_shift: return expect(static_cast<T>(inside ? a >> b : a < 0 ? -1 : 0));
      default: break;
    }
  }
  if constexpr (real) {
    switch (op) {
      case BinaryOp::power: return near(std::pow(static_cast<long double>(a), static_cast<long double>(b)));
      case BinaryOp::arctan2: return near(std::atan2(static_cast<long double>(a), static_cast<long double>(b)));
      case BinaryOp::hypot: return near(std::hypot(static_cast<long double>(a), static_cast<long double>(b)));
      case BinaryOp::copysign: return expect(std::copysign(a, b));
      default: break;
    }
  }
  FAIL("no oracle for " << name(op));
  return {};
}

// The dtype in which the operands meet. Written out again here: this is NumPy's table, not the library's.
DType meeting_dtype(BinaryOp op, DType promoted) {
  switch (op) {
    case BinaryOp::divide:
    case BinaryOp::power:
    case BinaryOp::arctan2:
    case BinaryOp::hypot:
    case BinaryOp::copysign: return promoted < DType::float32 ? DType::float64 : promoted;
    case BinaryOp::floor_divide:
    case BinaryOp::remainder:
    case BinaryOp::fmod: return promoted == DType::bool_ ? DType::uint8 : promoted;
    default: return promoted;
  }
}
bool has_meaning(BinaryOp op, DType promoted) {
  const bool complex = is_complex(promoted), integer = promoted <= DType::int64, boolean = promoted == DType::bool_;
  switch (op) {
    case BinaryOp::subtract: return !boolean;
    case BinaryOp::floor_divide:
    case BinaryOp::remainder:
    case BinaryOp::fmod:
    case BinaryOp::arctan2:
    case BinaryOp::hypot:
    case BinaryOp::copysign: return !complex;
    case BinaryOp::power: return true;
    case BinaryOp::bit_and:
    case BinaryOp::bit_or:
    case BinaryOp::bit_xor: return integer;
    case BinaryOp::left_shift:
    case BinaryOp::right_shift: return integer && !boolean;
    default: return true;
  }
}
bool gives_bool(BinaryOp op) { return op >= BinaryOp::logical_and; }

template <class T>
T element_as(DType dtype, const std::byte* p) {
  const Scalar s = load(dtype, p);
  if constexpr (is_complex_type<T>)
    return s.exact() ? T(static_cast<typename T::value_type>(s.integer), 0)
                     : T(static_cast<typename T::value_type>(s.value.real()),
                         static_cast<typename T::value_type>(s.value.imag()));
  else if constexpr (std::is_floating_point_v<T>)
    return s.exact() ? static_cast<T>(s.integer) : static_cast<T>(s.value.real());
  else if constexpr (std::is_same_v<T, bool>) return s.exact() ? s.integer != 0 : s.value != 0.0;
  else return static_cast<T>(s.integer);
}

// Small integers, so that nothing overflows; floats with every special value. `kind` keeps divisors off 0 and shift
// counts varied.
void fill_values(const View& v, std::mt19937& random, bool nonzero) {
  constexpr double specials[] = {0.0, -0.0, INFINITY, -INFINITY, NAN, 1.0, -1.0, 0.5, 1e-310, 1e300, 3.0, -2.5};
  for_each_index(Dims(v.dims()), [&](const Dims& index) {
    std::byte* p = element(v, index);
    const auto draw = [&] {
      const unsigned r = random();
      if (r % 4 == 0) return specials[(r / 4) % std::size(specials)];
      return std::ldexp(static_cast<double>(static_cast<int>(random() % 2000)) - 1000, -static_cast<int>(r / 4 % 9));
    };
    switch (v.dtype) {
      case DType::bool_: write(p, nonzero || random() % 2 == 0); break;
      case DType::uint8: write(p, static_cast<std::uint8_t>(nonzero ? 1 + random() % 15 : random() % 16)); break;
      case DType::int32: {
        const int x = static_cast<int>(random() % 41) - 20;
        write(p, nonzero && x == 0 ? 7 : x);
        break;
      }
      case DType::int64: {
        const std::int64_t x = static_cast<std::int64_t>(random() % 41) - 20;
        write(p, nonzero && x == 0 ? std::int64_t{-3} : x);
        break;
      }
      case DType::float32: write(p, static_cast<float>(draw())); break;
      case DType::float64: write(p, draw()); break;
      case DType::complex64: write(p, Complex64(static_cast<float>(draw()), static_cast<float>(draw()))); break;
      case DType::complex128: write(p, Complex128(draw(), draw())); break;
    }
  });
}

template <class T>
bool agrees(const Expected& e, T got) {
  if constexpr (std::is_same_v<T, bool>) return e.integer == static_cast<std::int64_t>(got);
  else if constexpr (is_complex_type<T>) return same(static_cast<T>(e.value), got);
  else if constexpr (std::is_floating_point_v<T>)
    return e.tolerance > 0 ? ulp_distance(got, e.exact) <= e.tolerance : same(static_cast<T>(e.value.real()), got);
  else return e.integer == static_cast<std::int64_t>(got);
}

std::string show(DType dtype, const std::byte* p) {
  const Scalar s = load(dtype, p);
  return s.exact() ? std::to_string(s.integer) : format("(%.17g, %.17g)", s.value.real(), s.value.imag());
}

struct Shapes {
  Dims out, a, b;
};
const Shapes shape_cases[] = {{{}, {}, {}},
                              {{0}, {0}, {1}},
                              {{7}, {7}, {7}},
                              {{3, 4, 5}, {3, 4, 5}, {3, 4, 5}},
                              {{3, 4, 5}, {4, 1}, {3, 1, 5}},
                              {{2, 70}, {70}, {2, 1}},
                              {{2, 3}, {}, {2, 3}}};

void check_binary(Context& ctx, loops::Isa isa, BinaryOp op, const View& a, const View& b, const Laid& out) {
  loops::apply(ctx, isa, op, a, b, out);
  const DType promoted = promote(a.dtype, b.dtype), meeting = meeting_dtype(op, promoted);
  bool right = true;
  for_each_index(out.shape, [&](const Dims& index) {
    if (!right) return;
    const std::byte *x = element(a, index), *y = element(b, index), *z = element(out, index);
    Expected e;
    // Logic looks at each operand by itself; comparisons and the rest at both in the dtype where they meet.
    dispatch(meeting, [&](auto tag) {
      using T = typename decltype(tag)::type;
      e = oracle<T>(op, element_as<T>(a.dtype, x), element_as<T>(b.dtype, y));
    });
    right = dispatch(out.dtype, [&](auto tag) { return agrees(e, read<typename decltype(tag)::type>(z)); });
    if (!right)
      FAIL(name(isa) << " " << name(op) << " " << name(a.dtype) << " " << show(a.dtype, x) << ", " << name(b.dtype)
                     << " " << show(b.dtype, y) << " gave " << show(out.dtype, z) << ", expected " << e.value << " or "
                     << e.integer << " or " << static_cast<double>(e.exact));
  });
}

// Complex power has no simple oracle: elementwise_complex.cpp.
bool in_product(BinaryOp op, DType promoted) {
  return has_meaning(op, promoted) && !(op == BinaryOp::power && is_complex(promoted));
}

}  // namespace

TEST_CASE("result dtypes of binary operations are NumPy's, and meaningless ones are refused by name") {
  for (int i = 0; i < binary_op_count; ++i) {
    const auto op = static_cast<BinaryOp>(i);
    for (DType a : all_dtypes)
      for (DType b : all_dtypes) {
        INFO(name(op) << " " << name(a) << " " << name(b));
        const DType promoted = promote(a, b);
        if (!has_meaning(op, promoted)) CHECK_THROWS_AS(result_dtype(op, a, b), ValueError);
        else CHECK(result_dtype(op, a, b) == (gives_bool(op) ? DType::bool_ : meeting_dtype(op, promoted)));
      }
  }
  CHECK_THROWS_WITH(result_dtype(BinaryOp::hypot, DType::complex64, DType::complex64), "hypot does not take complex64");
  CHECK_THROWS_WITH(result_dtype(BinaryOp::bit_and, DType::int32, DType::float64),
                    "bitwise_and does not take int32 and float64");
  CHECK_THROWS_WITH(result_dtype(BinaryOp::subtract, DType::bool_, DType::bool_),
                    "subtract does not take bool; a ~ b (bitwise_xor) is true where two bool arrays differ");
}

TEST_CASE("every operation that the rules admit has a loop for every instruction set") {
  for (loops::Isa isa : {loops::Isa::baseline, loops::Isa::avx2, loops::Isa::avx512})
    for (DType t : all_dtypes) {
      for (int op = 0; op < unary_op_count; ++op) {
        const loops::Rule rule = loops::rule(static_cast<UnaryOp>(op), t);
        INFO(name(static_cast<UnaryOp>(op)) << " " << name(t));
        if (rule.form == loops::Form::loop) CHECK(loops::unary(isa, static_cast<UnaryOp>(op), rule.in));
      }
      for (int op = 0; op < static_cast<int>(BinaryOp::greater); ++op) {
        const loops::Rule rule = loops::rule(static_cast<BinaryOp>(op), t);
        INFO(name(static_cast<BinaryOp>(op)) << " " << name(t));
        if (rule.form == loops::Form::loop) CHECK(loops::binary(isa, static_cast<BinaryOp>(op), rule.in));
      }
      for (DType to : all_dtypes)
        for (bool wrap : {false, true})
          CHECK((loops::cast(isa, t, to, wrap) != nullptr) == (!is_complex(t) || is_complex(to) || to == DType::bool_));
    }
}

TEST_CASE("every binary operation on every pair of dtypes, by every instruction set") {
  TestContext ctx;
  std::mt19937 random(1);
  for (loops::Isa isa : instruction_sets())
    for (int i = 0; i < binary_op_count; ++i) {
      const auto op = static_cast<BinaryOp>(i);
      const bool divides = op == BinaryOp::floor_divide || op == BinaryOp::remainder || op == BinaryOp::fmod;
      for (DType da : all_dtypes)
        for (DType db : all_dtypes) {
          if (!in_product(op, promote(da, db))) continue;
          for (std::int64_t n : {1, 5, 150}) {
            Laid a = laid_out(ctx, da, {n}, Layout::contiguous), b = laid_out(ctx, db, {n}, Layout::contiguous);
            Laid out = laid_out(ctx, result_dtype(op, da, db), {n}, Layout::contiguous);
            fill_values(a, random, op == BinaryOp::subtract);
            fill_values(b, random, divides);
            // Unsigned differences: keep the minuend the larger.
            if (op == BinaryOp::subtract && promote(da, db) == DType::uint8)
              for (std::int64_t k = 0; k < n; ++k) {
                std::byte* p = b.data + k * static_cast<std::int64_t>(itemsize(db));
                write(p, static_cast<std::uint8_t>(da == DType::uint8 && k % 2 ? 1 : 0));
              }
            check_binary(ctx, isa, op, a, b, out);
          }
        }
    }
}

TEST_CASE("every binary operation in every layout and broadcast") {
  TestContext ctx;
  std::mt19937 random(2);
  const loops::Isa isa = loops::best_isa();
  for (int i = 0; i < binary_op_count; ++i) {
    const auto op = static_cast<BinaryOp>(i);
    const bool divides = op == BinaryOp::floor_divide || op == BinaryOp::remainder || op == BinaryOp::fmod;
    constexpr std::pair<DType, DType> pairs[] = {
        {DType::float64, DType::float64},       {DType::int32, DType::int32},   {DType::bool_, DType::bool_},
        {DType::complex128, DType::complex128}, {DType::int64, DType::float32}, {DType::complex64, DType::float32}};
    for (const auto& [da, db] : pairs) {
      if (!in_product(op, promote(da, db))) continue;
      for (const Shapes& shapes : shape_cases)
        for (Layout la : all_layouts)
          for (Layout lb : all_layouts)
            for (Layout lo : all_layouts) {
              if (lo == Layout::repeated) continue;
              Laid a = laid_out(ctx, da, shapes.a, la), b = laid_out(ctx, db, shapes.b, lb);
              Laid out = laid_out(ctx, result_dtype(op, da, db), shapes.out, lo);
              fill_values(a, random, false);
              fill_values(b, random, divides);
              INFO(name(la) << " " << name(lb) << " -> " << name(lo) << " " << shape_text(shapes.out));
              check_binary(ctx, isa, op, a, b, out);
              // Between the elements of `out` nothing was touched.
              if (lo == Layout::every_second && out.shape.size() == 1)
                for (std::int64_t k = 1; k < out.base.size(); k += 2) {
                  const std::byte* gap = out.base.data() + k * out.base.strides()[0];
                  for (std::size_t byte = 0; byte < itemsize(out.dtype); ++byte) REQUIRE(gap[byte] == std::byte{0});
                }
            }
    }
  }
}

TEST_CASE("large arrays in odd layouts: rows, tiles, narrow axes, many axes") {
  TestContext ctx;
  std::mt19937 random(3);
  const std::pair<Dims, Dims> cases[] = {
      {{70, 90}, {70, 90}},      {{300, 200}, {200}},    {{300, 200}, {300, 1}},
      {{2000, 3}, {3}},          {{2000, 3}, {2000, 1}}, {{3, 2000}, {2000}},
      {{40, 1, 50}, {40, 7, 1}}, {{129, 130}, {}},       {{2, 3, 2, 3, 2, 3, 2, 3}, {2, 3, 2, 3, 2, 3, 2, 3}},
      {{5, 6, 7, 8}, {6, 1, 8}}, {{40000}, {40000}}};
  for (int threads : {1, 2}) {
    ctx.threads = threads;
    for (const auto& [sa, sb] : cases)
      for (Layout la : all_layouts)
        for (Layout lb : {Layout::contiguous, Layout::transposed, Layout::reversed})
          for (Layout lo : {Layout::contiguous, Layout::transposed, Layout::every_second})
            for (auto [da, db] : {std::pair{DType::float64, DType::float64}, std::pair{DType::int32, DType::float32}}) {
              if (threads == 2 && la != Layout::transposed) continue;
              Laid a = laid_out(ctx, da, sa, la), b = laid_out(ctx, db, sb, lb);
              Laid out = laid_out(ctx, promote(da, db), broadcast_shape(sa, sb), lo);
              std::int64_t count = 0;
              for_each_index(sa, [&](const Dims& index) {
                ++count;
                dispatch(da, [&](auto tag) {
                  using T = typename decltype(tag)::type;
                  if constexpr (!is_complex_type<T>) write(element(a, index), static_cast<T>(count % 1000));
                });
              });
              for_each_index(sb, [&](const Dims& index) {
                ++count;
                dispatch(db, [&](auto tag) {
                  using T = typename decltype(tag)::type;
                  if constexpr (!is_complex_type<T>) write(element(b, index), static_cast<T>(count % 777) * T(2));
                });
              });
              apply(ctx, BinaryOp::subtract, a, b, out);
              bool right = true;
              for_each_index(out.shape, [&](const Dims& index) {
                const double x = load(da, element(a, index)).real(), y = load(db, element(b, index)).real();
                right &= load(out.dtype, element(out, index)).real() == x - y;
              });
              INFO(shape_text(sa) << " " << shape_text(sb) << " " << name(la) << " " << name(lb) << " -> " << name(lo));
              REQUIRE(right);
            }
  }
}
