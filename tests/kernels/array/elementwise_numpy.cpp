// NumPy's results, bit for bit where arithmetic is exact, within a few units where functions are approximated.
// tests/reference/array/elementwise.py writes the file.

#include <fstream>
#include <map>
#include <sstream>

#include "tests/kernels/array/elementwise_support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

Array from_hex(Context& ctx, DType t, const std::string& hex) {
  const std::size_t bytes = hex.size() / 2;
  Array a = Array::empty(ctx, t, {static_cast<std::int64_t>(bytes / itemsize(t))});
  for (std::size_t i = 0; i < bytes; ++i)
    a.data()[i] = static_cast<std::byte>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
  return a;
}

template <class Op>
Op named(int count, const std::string& text) {
  for (int i = 0; i < count; ++i)
    if (text == name(static_cast<Op>(i))) return static_cast<Op>(i);
  FAIL("no operation is called " << text);
  return {};
}

// The largest difference in units of the number's own size; both parts of complex numbers against its modulus, which is
// what NumPy's formulas promise. Infinite when special values differ.
double distance(DType t, const std::byte* got, const std::byte* want) {
  const Scalar a = load(t, got), b = load(t, want);
  if (a.exact()) return a.integer == b.integer ? 0 : INFINITY;
  const double epsilon = t == DType::float64 || t == DType::complex128 ? 0x1p-52 : 0x1p-23;
  const double size = std::isfinite(b.imag()) && std::isfinite(b.real()) ? std::abs(b.value) : 0;
  double worst = 0;
  for (auto [x, y] : {std::pair{a.real(), b.real()}, std::pair{a.imag(), b.imag()}}) {
    if (same(x, y)) continue;
    if (!std::isfinite(x) || !std::isfinite(y)) return INFINITY;
    worst = std::max(worst, std::abs(x - y) / (epsilon * std::max(size, std::max(std::abs(x), std::abs(y)))));
  }
  return worst;
}

// C has no complex exp2, expm1 and log1p; NumPy's formulas lose infinities, and log1p all digits near 0.
// elementwise_complex.cpp looks at these.
bool differs(UnaryOp op, DType t, const Scalar& x) {
  if (!is_complex(t)) return false;
  if (op != UnaryOp::exp2 && op != UnaryOp::expm1 && op != UnaryOp::log1p) return false;
  return !(std::isfinite(x.real()) && std::isfinite(x.imag())) || (op == UnaryOp::log1p && std::abs(x.value) < 1e-3);
}

}  // namespace

TEST_CASE("NumPy's results") {
  TestContext ctx;
  std::ifstream file(PERILUNE_TESTS_DIR "/reference/array/elementwise.txt");
  REQUIRE(file);
  std::map<std::string, Array> pools;
  int cases = 0;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string form, op, ta, tb, tr, hex;
    words >> form;
    if (form == "pool") {
      words >> ta >> hex;
      pools[ta] = from_hex(ctx, *parse_dtype(ta), hex);
    } else if (form == "unary") {
      words >> op >> ta >> tr >> hex;
      const auto what = named<UnaryOp>(unary_op_count, op);
      const DType t = *parse_dtype(tr);
      const Array& a = pools[ta];
      const Array want = from_hex(ctx, t, hex);
      for (loops::Isa isa : instruction_sets()) {
        Array got = Array::empty(ctx, result_dtype(what, a.dtype()), a.shape());
        loops::apply(ctx, isa, what, a, got);
        INFO(name(isa) << " " << op << " " << ta);
        REQUIRE(got.dtype() == t);
        for (std::int64_t i = 0; i < a.size(); ++i) {
          const Scalar x = load(a.dtype(), a.data() + i * a.strides()[0]);
          const std::byte *g = got.data() + i * got.strides()[0], *w = want.data() + i * want.strides()[0];
          if (differs(what, a.dtype(), x)) continue;
          INFO(x.real() << ", " << x.imag() << " gave " << load(t, g).real() << ", " << load(t, g).imag() << ", not "
                        << load(t, w).real() << ", " << load(t, w).imag());
          CHECK(distance(t, g, w) <= 8);
        }
      }
      ++cases;
    } else if (form == "binary") {
      words >> op >> ta >> tb >> tr >> hex;
      const auto what = named<BinaryOp>(binary_op_count, op);
      const DType t = *parse_dtype(tr);
      Array a = contiguous_copy(ctx, pools[ta]);
      // The file's pools of small unsigned numbers are cut where NumPy would wrap.
      if ((op == "subtract" || op == "multiply") && ta == "uint8" && tb == "uint8")
        for (std::int64_t i = 0; i < a.size(); ++i) a.as<std::uint8_t>()[i] %= 4;
      const Array& all = pools[tb];
      const auto item = static_cast<std::int64_t>(itemsize(all.dtype()));
      const bool complex = is_complex(all.dtype()), real = is_real_floating(all.dtype());
      const std::int64_t first = complex ? 3 : real ? 0 : 1, step = complex ? 3 : 1;
      const std::int64_t n = (all.size() - first - 1) / step + 1, m = a.size();
      const Array b = all.with_layout(all.data() + first * item, {n}, {step * item});
      const Array rows = a.with_layout(a.data(), {m, 1}, {a.strides()[0], 0});
      const Array want = from_hex(ctx, t, hex);
      REQUIRE(want.size() == m * n);
      for (loops::Isa isa : instruction_sets()) {
        Array got = Array::empty(ctx, result_dtype(what, a.dtype(), b.dtype()), {m, n});
        loops::apply(ctx, isa, what, rows, b, got);
        REQUIRE(got.dtype() == t);
        for (std::int64_t i = 0; i < m * n; ++i) {
          const Scalar x = load(a.dtype(), a.data() + i / n * a.strides()[0]);
          const Scalar y = load(b.dtype(), b.data() + i % n * b.strides()[0]);
          const std::byte *g = got.data() + i * static_cast<std::int64_t>(itemsize(t)),
                          *w = want.data() + i * static_cast<std::int64_t>(itemsize(t));
          const double off = distance(t, g, w);
          if (!(off <= 8)) {
            INFO(name(isa) << " " << op << " " << ta << " " << x.real() << "," << x.imag() << " " << tb << " "
                           << y.real() << "," << y.imag() << " gave " << load(t, g).real() << ", " << load(t, g).imag()
                           << ", not " << load(t, w).real() << ", " << load(t, w).imag());
            CHECK(off <= 8);
          }
        }
      }
      ++cases;
    }
  }
  CHECK(cases > 400);
}
