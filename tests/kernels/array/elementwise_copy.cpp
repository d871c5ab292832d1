// Casting copies, fill, overlap.

#include "tests/kernels/array/elementwise_support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

// Interesting values of each dtype.
std::vector<Scalar> values(DType t) {
  const auto integers = [](std::initializer_list<std::int64_t> v) {
    std::vector<Scalar> out;
    for (std::int64_t x : v) out.push_back(Scalar::of(x));
    return out;
  };
  switch (t) {
    case DType::bool_: return {Scalar::of(false), Scalar::of(true)};
    case DType::uint8: return integers({0, 1, 127, 128, 255});
    case DType::int32: return integers({0, 1, -1, 255, 256, -129, INT32_MAX, INT32_MIN});
    case DType::int64:
      return integers(
          {0, 1, -1, 255, 256, INT32_MAX, INT32_MIN, INT32_MAX + 1LL, INT64_MAX, INT64_MIN, (1LL << 53) + 1});
    case DType::complex64:
    case DType::complex128:
      return {Scalar::of(Complex128(1, 2)), Scalar::of(Complex128(0, 0)), Scalar::of(Complex128(0, -1)),
              Scalar::of(Complex128(-2.5, NAN))};
    default: break;
  }
  std::vector<Scalar> out;
  for (double x : std::initializer_list<double>{0.0,
                                                -0.0,
                                                0.5,
                                                -0.75,
                                                254.9,
                                                255.0,
                                                255.5,
                                                256.0,
                                                -0.99,
                                                -1.0,
                                                2147483520.0,
                                                2147483647.5,
                                                2147483648.0,
                                                -2147483648.0,
                                                -2147483648.5,
                                                -2147483904.0,
                                                9223371487098961920.0,
                                                9223372036854775808.0,
                                                -9223372036854775808.0,
                                                1e19,
                                                -1e30,
                                                NAN,
                                                INFINITY,
                                                -INFINITY,
                                                3e9})
    out.push_back(Scalar::of(t == DType::float32 ? static_cast<double>(static_cast<float>(x)) : x));
  return out;
}

// What a checked cast gives, in the widest type; nullopt: it raises.
std::optional<Scalar> checked(const Scalar& v, DType to) {
  if (is_complex(to)) return Scalar::of(v.exact() ? Complex128(static_cast<double>(v.integer), 0) : v.value);
  if (to == DType::bool_) return Scalar::of(v.exact() ? v.integer != 0 : v.value != 0.0);
  if (is_inexact(to)) return Scalar::of(v.real());
  long double low = 0, high = 255;
  if (to == DType::int32) low = INT32_MIN, high = INT32_MAX;
  if (to == DType::int64) low = INT64_MIN, high = INT64_MAX;
  const long double x =
      std::trunc(v.exact() ? static_cast<long double>(v.integer) : static_cast<long double>(v.real()));
  if (!(x >= low && x <= high)) return std::nullopt;
  return Scalar::of(static_cast<std::int64_t>(x));
}

// Modulo 2^bits by long arithmetic.
std::int64_t wrapped(const Scalar& v, DType to) {
  const int bits = static_cast<int>(itemsize(to)) * 8;
  if (!v.exact() && !std::isfinite(v.real()))
    return to == DType::uint8 ? 0 : to == DType::int32 ? INT32_MIN : INT64_MIN;
  const long double modulus = std::ldexp(1.0L, bits);
  long double x = v.exact() ? static_cast<long double>(v.integer) : std::trunc(static_cast<long double>(v.real()));
  x = std::fmod(x, modulus);
  if (x < 0) x += modulus;
  if (to != DType::uint8 && x >= modulus / 2) x -= modulus;
  return static_cast<std::int64_t>(x);
}

Array of(Context& ctx, DType t, const std::vector<Scalar>& v) {
  Array a = Array::empty(ctx, t, {static_cast<std::int64_t>(v.size())});
  for (std::size_t i = 0; i < v.size(); ++i) store(t, a.data() + i * itemsize(t), v[i]);
  return a;
}

bool equal(const Scalar& want, DType t, const std::byte* p) {
  const Scalar got = load(t, p);
  if (!is_inexact(t)) return got.integer == (want.exact() ? want.integer : static_cast<std::int64_t>(want.real()));
  Complex128 w = want.exact() ? Complex128(static_cast<double>(want.integer), 0) : want.value;
  if (t == DType::float32 || t == DType::complex64)
    w = Complex128(want.exact() ? Complex64(static_cast<float>(want.integer), 0) : Complex64(w));
  return same(w.real(), got.value.real()) && (!is_complex(t) || same(w.imag(), got.value.imag()));
}

std::string message(const std::function<void()>& f) {
  try {
    f();
  } catch (const Error& e) {
    return e.what();
  }
  return "nothing was raised";
}

}  // namespace

TEST_CASE("checked casts between all dtypes keep the value or raise, by every instruction set") {
  TestContext ctx;
  for (loops::Isa isa : instruction_sets())
    for (DType from : all_dtypes)
      for (DType to : all_dtypes) {
        INFO(name(isa) << " " << name(from) << " -> " << name(to));
        const std::vector<Scalar> all = values(from);
        if (is_complex(from) && !is_complex(to) && to != DType::bool_) {
          Array a = of(ctx, from, all), out = Array::empty(ctx, to, a.shape());
          for (Casting c : {Casting::same_kind, Casting::checked, Casting::wrap})
            CHECK_THROWS_AS(loops::copy(ctx, isa, a, out, c), ValueError);
          continue;
        }
        std::vector<Scalar> fitting;
        for (const Scalar& v : all) {
          if (checked(v, to)) {
            fitting.push_back(v);
            continue;
          }
          // Alone, and at the end of a run of good ones.
          for (int lead : {0, 100}) {
            std::vector<Scalar> run(static_cast<std::size_t>(lead), Scalar::of(std::int64_t{1}));
            run.push_back(v);
            Array a = of(ctx, from, run), out = Array::empty(ctx, to, a.shape());
            CHECK_THROWS_AS(loops::copy(ctx, isa, a, out, Casting::checked), DomainError);
          }
        }
        for (int copies : {1, 30}) {
          std::vector<Scalar> run;
          for (int i = 0; i < copies; ++i) run.insert(run.end(), fitting.begin(), fitting.end());
          Array a = of(ctx, from, run), out = Array::empty(ctx, to, a.shape());
          loops::copy(ctx, isa, a, out, Casting::checked);
          bool right = true;
          for (std::size_t i = 0; i < run.size(); ++i)
            right &= equal(*checked(run[i], to), to, out.data() + i * itemsize(to));
          CHECK(right);
        }
      }
}

TEST_CASE("wrapping casts are modulo 2^bits") {
  TestContext ctx;
  for (loops::Isa isa : instruction_sets())
    for (DType from : all_dtypes)
      for (DType to : {DType::uint8, DType::int32, DType::int64}) {
        if (is_complex(from)) continue;
        const std::vector<Scalar> all = values(from);
        Array a = of(ctx, from, all), out = Array::empty(ctx, to, a.shape());
        loops::copy(ctx, isa, a, out, Casting::wrap);
        for (std::size_t i = 0; i < all.size(); ++i) {
          INFO(name(isa) << " " << name(from) << " -> " << name(to) << " " << all[i].real());
          CHECK(load(to, out.data() + i * itemsize(to)).integer == wrapped(all[i], to));
        }
      }
}

TEST_CASE("same-kind casts are NumPy's, and still do not wrap") {
  TestContext ctx;
  for (DType from : all_dtypes)
    for (DType to : all_dtypes) {
      Array a = Array::zeros(ctx, from, {3}), out = Array::zeros(ctx, to, {3});
      INFO(name(from) << " -> " << name(to));
      if (can_cast_same_kind(from, to)) CHECK_NOTHROW(copy(ctx, a, out));
      else CHECK_THROWS_AS(copy(ctx, a, out), ValueError);
    }
  Array wide = array_of<std::int64_t>(ctx, {1, 2, 1LL << 40}), narrow = Array::empty(ctx, DType::int32, {3});
  CHECK(message([&] { copy(ctx, wide, narrow); }) == "1099511627776 does not fit int32 at element 3");
  CHECK(message([&] { copy(ctx, array_of<double>(ctx, {1.5}), narrow); }) ==
        "float64 does not go into int32 without astype");
  CHECK(message([&] {
          astype(ctx, array_of<double>(ctx, {1, NAN, 3}), DType::int64);
        }) == "nan does not fit int64 at element 2");
  CHECK(message([&] { astype(ctx, Array::zeros(ctx, DType::complex128, {0}), DType::float64, Casting::wrap); }) ==
        "complex128 does not go into float64: the imaginary part would be lost");
}

TEST_CASE("the first value that does not fit is named, in row-major order") {
  TestContext ctx;
  ctx.threads = 2;
  Array a = Array::zeros(ctx, DType::float64, {300, 400});
  a.at<double>(299, 0) = 1e10;
  a.at<double>(17, 399) = -1e10;
  a.at<double>(18, 2) = 1e11;
  CHECK(message([&] { astype(ctx, a, DType::int32); }) == "-10000000000 does not fit int32 at element (18, 400)");
  View t{a.data(), Dims{400, 300}.data(), nullptr, 2, DType::float64};
  const Dims shape{400, 300}, strides{8, 3200};
  t.shape = shape.data();
  t.strides = strides.data();
  CHECK(message([&] { astype(ctx, t, DType::int32); }) == "10000000000 does not fit int32 at element (1, 300)");
  Array one = array_of<double>(ctx, {300});
  CHECK(message([&] { astype(ctx, one, DType::uint8); }) == "300 does not fit uint8");
}

TEST_CASE("copies keep the elements in every pair of layouts and sizes") {
  TestContext ctx;
  const Dims shapes[] = {{}, {0}, {9}, {70, 50}, {3, 200}, {200, 3}, {4, 5, 6}, {33, 2, 40}, {2, 3, 4, 5, 6}};
  for (int threads : {1, 3})
    for (DType t : {DType::uint8, DType::int32, DType::complex64, DType::complex128})
      for (const Dims& shape : shapes)
        for (Layout lf : all_layouts)
          for (Layout lt : all_layouts) {
            if (lt == Layout::repeated || (threads == 3 && shape.size() != 2)) continue;
            ctx.threads = threads;
            Laid from = laid_out(ctx, t, shape, lf), to = laid_out(ctx, t, shape, lt);
            std::int64_t k = 0;
            for_each_index(shape, [&](const Dims& index) { store(t, element(from, index), Scalar::of(++k % 200)); });
            copy(ctx, from, to);
            bool right = true;
            for_each_index(shape, [&](const Dims& index) {
              right &= std::memcmp(element(from, index), element(to, index), itemsize(t)) == 0;
            });
            INFO(name(t) << " " << shape_text(shape) << " " << name(lf) << " -> " << name(lt));
            REQUIRE(right);
            Array flat = contiguous_copy(ctx, from);
            CHECK(flat.view().contiguous());
            CHECK(array_equal(ctx, flat, from));
          }
}

TEST_CASE("copy broadcasts, and says so when it cannot") {
  TestContext ctx;
  Array row = array_of<double>(ctx, {1, 2, 3}), out = Array::zeros(ctx, DType::float64, {2, 3});
  copy(ctx, row, out);
  CHECK(values_of<double>(out) == std::vector<double>{1, 2, 3, 1, 2, 3});
  CHECK(message([&] { copy(ctx, Array::zeros(ctx, DType::float64, {2}), out); }) ==
        "from (2) does not broadcast to out (2x3)");
  CHECK(message([&] { copy(ctx, out, row); }) == "from (2x3) does not broadcast to out (3)");
}

TEST_CASE("fill stores the scalar everywhere or raises as store does") {
  TestContext ctx;
  for (Layout layout : {Layout::contiguous, Layout::reversed, Layout::every_second, Layout::transposed})
    for (DType t : all_dtypes) {
      Laid out = laid_out(ctx, t, {5, 70}, layout);
      fill(ctx, out, Scalar::of(std::int64_t{1}));
      bool right = true;
      for_each_index(out.shape, [&](const Dims& index) { right &= load(t, element(out, index)).real() == 1; });
      CHECK(right);
    }
  Array bytes = Array::zeros(ctx, DType::uint8, {3});
  CHECK_THROWS_AS(fill(ctx, bytes, Scalar::of(std::int64_t{256})), DomainError);
  CHECK_THROWS_AS(fill(ctx, Array::zeros(ctx, DType::float64, {3}), Scalar::of(Complex128(1, 1))), ValueError);
  // 2^53 + 1 goes through no float.
  Array wide = Array::zeros(ctx, DType::int64, {2});
  fill(ctx, wide, Scalar::of((std::int64_t{1} << 53) + 1));
  CHECK(wide.at<std::int64_t>(1) == (std::int64_t{1} << 53) + 1);
  fill(ctx, Array::empty(ctx, DType::float64, {0, 3}), Scalar::of(1.0));
}

TEST_CASE("overlapping operands behave as if copied first") {
  TestContext ctx;
  const auto fresh = [&](std::int64_t n) {
    Array a = Array::empty(ctx, DType::float64, {n});
    for (std::int64_t i = 0; i < n; ++i) a.at<double>(i) = static_cast<double>(i);
    return a;
  };
  const auto part = [](const Array& a, std::int64_t first, std::int64_t n, std::int64_t step) {
    return a.with_layout(a.data() + first * 8, {n}, {8 * step});
  };
  for (std::int64_t n : {10, 5000}) {
    Array a = fresh(n);
    apply(ctx, BinaryOp::add, part(a, 0, n - 1, 1), part(a, 1, n - 1, 1), part(a, 1, n - 1, 1));
    CHECK(a.at<double>(0) == 0);
    bool right = true;
    for (std::int64_t i = 1; i < n; ++i) right &= a.at<double>(i) == static_cast<double>(2 * i - 1);
    CHECK(right);
    // Forwards and backwards, and in reverse onto itself.
    a = fresh(n);
    copy(ctx, part(a, 0, n - 2, 1), part(a, 2, n - 2, 1));
    CHECK(a.at<double>(n - 1) == static_cast<double>(n - 3));
    a = fresh(n);
    copy(ctx, part(a, n - 1, n, -1), a);
    CHECK(a.at<double>(0) == static_cast<double>(n - 1));
    CHECK(a.at<double>(n - 1) == 0);
    // A single element of out as operand keeps its old value throughout.
    a = fresh(n);
    apply(ctx, BinaryOp::add, a, part(a, 1, 1, 1), a);
    CHECK(a.at<double>(n - 1) == static_cast<double>(n));
  }
  Array square = Array::empty(ctx, DType::float64, {50, 50});
  for (std::int64_t i = 0; i < 2500; ++i) square.as<double>()[i] = static_cast<double>(i);
  Array expected = contiguous_copy(ctx, square);
  apply(ctx, BinaryOp::add, square, square.with_layout(square.data(), {50, 50}, {8, 400}), square);
  bool right = true;
  for (std::int64_t i = 0; i < 50; ++i)
    for (std::int64_t j = 0; j < 50; ++j)
      right &= square.at<double>(i, j) == expected.at<double>(i, j) + expected.at<double>(j, i);
  CHECK(right);
  // Another dtype at the same address.
  Array same_place = fresh(300);
  Array as_integers = Array::share(same_place.block(), same_place.data(), DType::int64, {300}, {8});
  copy(ctx, same_place, as_integers, Casting::checked);
  CHECK(as_integers.at<std::int64_t>(299) == 299);
  Array halves = Array::share(same_place.block(), same_place.data(), DType::int32, {300}, {4});
  copy(ctx, as_integers, halves, Casting::checked);
  CHECK(halves.at<std::int32_t>(299) == 299);
}

TEST_CASE("exact and interleaved aliases cost no copy") {
  TestContext ctx;
  static int allocations;
  Array a = Array::zeros(ctx, DType::float64, {1000, 3}), z = Array::zeros(ctx, DType::complex128, {500});
  Array real = Array::share(z.block(), z.data(), DType::float64, {500}, {16});
  Array imag = Array::share(z.block(), z.data() + 8, DType::float64, {500}, {16});
  Array t = a.with_layout(a.data(), {3, 1000}, {8, 24});
  ctx.memory.gate = [](void*, std::size_t) { return ++allocations > 0; };
  allocations = 0;
  apply(ctx, BinaryOp::add, a, a, a);
  apply(ctx, BinaryOp::add, t, t, t);
  apply(ctx, UnaryOp::exp, real, imag);
  apply(ctx, BinaryOp::multiply, real, imag, real);
  copy(ctx, real, imag);
  copy(ctx, a, a);
  apply(ctx, BinaryOp::add, a.with_layout(a.data(), {1500}, {16}), a.with_layout(a.data() + 8, {1500}, {16}),
        a.with_layout(a.data(), {1500}, {16}));
  CHECK(allocations == 0);
  ctx.memory.gate = nullptr;
  CHECK(imag.at<double>(3) == 0);
}

TEST_CASE("out must have a place for each element and a dtype of the kind") {
  TestContext ctx;
  Array a = Array::zeros(ctx, DType::float64, {4}), i = Array::zeros(ctx, DType::int32, {4});
  Array repeated = a.with_layout(a.data(), {4}, {0});
  CHECK(message([&] { apply(ctx, BinaryOp::add, a, a, repeated); }) ==
        "out must have a place for each element, got a broadcast view");
  CHECK(message([&] { copy(ctx, a, repeated); }) == "out must have a place for each element, got a broadcast view");
  CHECK(message([&] { apply(ctx, BinaryOp::add, a, a, i); }) ==
        "out must be of a dtype that float64 goes into, got int32");
  CHECK(message([&] { apply(ctx, UnaryOp::exp, a, i); }) == "out must be of a dtype that float64 goes into, got int32");
  CHECK(message([&] { apply(ctx, BinaryOp::add, a, Array::zeros(ctx, DType::float64, {3}), a); }) ==
        "b (3) does not broadcast to out (4)");
  CHECK(message([&] {
          apply(ctx, UnaryOp::exp, Array::zeros(ctx, DType::float64, {2, 4}), a);
        }) == "a (2x4) does not broadcast to out (4)");
  // A wider dtype of the same kind takes the results; a narrower one those that fit.
  Array c = Array::zeros(ctx, DType::complex64, {4});
  fill(ctx, a, Scalar::of(1.5));
  apply(ctx, BinaryOp::add, a, i, c);
  CHECK(c.at<Complex64>(2) == Complex64(1.5f, 0));
  Array big = array_of<std::int64_t>(ctx, {1, 2, 3, std::int64_t{1} << 33});
  CHECK(message([&] { apply(ctx, BinaryOp::add, big, big, i); }) ==
        "out must hold the results of addition, but one does not fit int32 at element 4");
}
