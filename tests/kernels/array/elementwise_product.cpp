// The generated product: operation x dtypes x shapes x layouts x instruction sets, against an oracle that goes element
// by element, by index, in plain C++.

#include "kernels/array/elementwise_rules.h"
#include "tests/kernels/array/elementwise_oracle.h"

using namespace perilune;
using namespace perilune::test;

namespace {

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
