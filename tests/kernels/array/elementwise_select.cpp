// where, clip, round to decimals, array_equal, isclose, allclose.

#include "tests/kernels/array/elementwise_support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

void count_up(const View& v, double first) {
  for_each_index(Dims(v.dims()), [&](const Dims& index) {
    store(v.dtype, element(v, index),
          v.dtype == DType::bool_ ? Scalar::of(static_cast<int>(first) % 2 == 0) : Scalar::of(first));
    first += first > 100 ? -97 : 1;
  });
}

template <class T>
std::vector<T> rounded(Context& ctx, const std::vector<T>& v, int decimals) {
  Array a = array_of(ctx, v), out = Array::empty(ctx, a.dtype(), a.shape());
  round(ctx, a, decimals, out);
  return values_of<T>(out);
}

}  // namespace

TEST_CASE("where picks by truth of any dtype, broadcasts, promotes") {
  TestContext ctx;
  struct Shapes {
    Dims cond, a, b, out;
  };
  const Shapes shapes[] = {{{}, {}, {}, {}},     {{7}, {7}, {7}, {7}},         {{3, 1}, {4}, {}, {3, 4}},
                           {{1}, {0}, {1}, {0}}, {{200}, {200}, {200}, {200}}, {{5, 60}, {5, 1}, {60}, {5, 60}}};
  for (DType dc : {DType::bool_, DType::int32, DType::float64, DType::complex64})
    for (DType da : all_dtypes)
      for (DType db : {DType::uint8, DType::float32, DType::complex128})
        for (const Shapes& s : shapes)
          for (Layout layout : {Layout::contiguous, Layout::reversed, Layout::transposed, Layout::repeated}) {
            Laid cond = laid_out(ctx, dc, s.cond, layout), a = laid_out(ctx, da, s.a, layout),
                 b = laid_out(ctx, db, s.b, Layout::contiguous);
            Laid out = laid_out(ctx, promote(da, db), s.out, layout == Layout::repeated ? Layout::contiguous : layout);
            std::int64_t k = 0;
            for_each_index(s.cond, [&](const Dims& index) {
              store(dc, element(cond, index), Scalar::of(k++ % 3 == 0 ? std::int64_t{0} : std::int64_t{1}));
            });
            if (dc == DType::complex64 && cond.view().size() > 0) store(dc, cond.data, Scalar::of(Complex128(0, -1)));
            count_up(a, 3);
            count_up(b, 50);
            where(ctx, cond, a, b, out);
            bool right = true;
            for_each_index(s.out, [&](const Dims& index) {
              const Scalar c = load(dc, element(cond, index));
              const bool chosen = c.exact() ? c.integer != 0 : c.value != 0.0;
              const Scalar want = chosen ? load(da, element(a, index)) : load(db, element(b, index));
              const Scalar got = load(out.dtype, element(out, index));
              right &= got.real() == want.real() && got.imag() == want.imag();
            });
            INFO(name(dc) << " " << name(da) << " " << name(db) << " " << name(layout) << " " << shape_text(s.out));
            REQUIRE(right);
          }
  // NaN is true; an untouched branch may hold anything.
  Array cond = array_of<double>(ctx, {NAN, 0}), a = array_of<double>(ctx, {1, NAN}),
        b = array_of<double>(ctx, {NAN, 2});
  Array out = Array::empty(ctx, DType::float64, {2});
  where(ctx, cond, a, b, out);
  CHECK(values_of<double>(out) == std::vector<double>{1, 2});
  // In place, and shifted in place.
  where(ctx, array_of<double>(ctx, {0, 1}), a.with_layout(out.data(), {2}, {8}),
        b.with_layout(out.data() + 8, {2}, {-8}), out);
  CHECK(values_of<double>(out) == std::vector<double>{2, 2});
}

TEST_CASE("clip is minimum of maximum, NaN and crossed bounds included") {
  TestContext ctx;
  const auto clipped = [&](const std::vector<double>& v, const Array* low, const Array* high) {
    Array a = array_of(ctx, v), out = Array::empty(ctx, DType::float64, a.shape());
    const View l = low ? low->view() : View{}, h = high ? high->view() : View{};
    clip(ctx, a, low ? &l : nullptr, high ? &h : nullptr, out);
    return values_of<double>(out);
  };
  const auto zero_d = [&](double x) {
    Array a = Array::empty(ctx, DType::float64, {});
    *a.as<double>() = x;
    return a;
  };
  const Array two = zero_d(2), five = zero_d(5);
  CHECK(clipped({1, 2, 3, 7, -INFINITY}, &two, &five) == std::vector<double>{2, 2, 3, 5, 2});
  CHECK(clipped({1, 2, 3, 7}, &two, nullptr) == std::vector<double>{2, 2, 3, 7});
  CHECK(clipped({1, 2, 3, 7}, nullptr, &two) == std::vector<double>{1, 2, 2, 2});
  CHECK(clipped({1, 7}, &five, &two) == std::vector<double>{2, 2});
  CHECK(std::isnan(clipped({NAN}, &two, &five)[0]));
  const Array nan = zero_d(NAN);
  CHECK(std::isnan(clipped({1}, &nan, &five)[0]));
  const Array each = array_of<double>(ctx, {0, 10, 20});
  CHECK(clipped({5, 5, 5}, &each, nullptr) == std::vector<double>{5, 10, 20});
  Array a = array_of<double>(ctx, {1});
  CHECK_THROWS_AS(clip(ctx, a, nullptr, nullptr, a), ValueError);
  // Dtypes meet: integers with a real bound give reals; a uint8 array with a large bound gives int64.
  Array i = array_of<std::int32_t>(ctx, {1, 9}), out = Array::empty(ctx, DType::float64, {2});
  const Array bound = zero_d(2.5);
  const View b = bound;
  clip(ctx, i, nullptr, &b, out);
  CHECK(values_of<double>(out) == std::vector<double>{1, 2.5});
  // The bound is the result.
  Array both = array_of<double>(ctx, {0, 4, 9}), x = array_of<double>(ctx, {7, 7, 7});
  const View l = two.view(), h = both.view();
  clip(ctx, x, &l, &h, both);
  CHECK(values_of<double>(both) == std::vector<double>{0, 4, 7});
  for (DType t : all_dtypes)
    for (Layout layout : all_layouts) {
      Laid v = laid_out(ctx, t, {4, 70}, layout), low = laid_out(ctx, t, {70}, Layout::reversed);
      Laid result = laid_out(ctx, t, {4, 70}, layout == Layout::repeated ? Layout::contiguous : layout);
      count_up(v, 2);
      count_up(low, 5);
      const View bound_view = low;
      clip(ctx, v, &bound_view, nullptr, result);
      bool right = true;
      for_each_index(v.shape, [&](const Dims& index) {
        right &= load(t, element(result, index)).real() ==
                 std::max(load(t, element(v, index)).real(), load(t, element(low, index)).real());
      });
      CHECK(right);
    }
}

TEST_CASE("round to decimals is NumPy's, half to even") {
  TestContext ctx;
  CHECK(rounded<double>(ctx, {1.25, 1.35, -1.25, 0.15, 2.675, 1e300, -0.04}, 1) ==
        std::vector<double>{1.2, 1.4, -1.2, 0.2, 2.7, 1e300, -0.0});
  CHECK(rounded<double>(ctx, {1234.5678, -15, 25, 35, 1e20, 4}, -1) == std::vector<double>{1230, -20, 20, 40, 1e20, 0});
  CHECK(rounded<double>(ctx, {2.5, 3.5, -0.5}, 0) == std::vector<double>{2, 4, -0.0});
  CHECK(rounded<double>(ctx, {1.5, 123.456}, 400) == std::vector<double>{1.5, 123.456});
  CHECK(rounded<double>(ctx, {1.5, -123.456}, -400) == std::vector<double>{0, -0.0});
  CHECK(rounded<double>(ctx, {INFINITY, -INFINITY}, 2) == std::vector<double>{INFINITY, -INFINITY});
  CHECK(rounded<double>(ctx, {INFINITY, 7}, -2) == std::vector<double>{INFINITY, 0});
  CHECK(std::isnan(rounded<double>(ctx, {NAN}, 2)[0]));
  CHECK(rounded<float>(ctx, {1.25f, 3.14159f}, 2) == std::vector<float>{1.25f, 3.14f});
  CHECK(rounded<std::int32_t>(ctx, {15, 25, -15, -25, 14, 16, 0}, -1) ==
        std::vector<std::int32_t>{20, 20, -20, -20, 10, 20, 0});
  CHECK(rounded<std::int32_t>(ctx, {15, -25}, 3) == std::vector<std::int32_t>{15, -25});
  CHECK(rounded<std::int64_t>(
            ctx, {4999999999999999999, 5000000000000000000, -5000000000000000001, INT64_MIN, INT64_MAX}, -18) ==
        std::vector<std::int64_t>{5000000000000000000, 5000000000000000000, -5000000000000000000, -9000000000000000000,
                                  9000000000000000000});
  CHECK(rounded<std::int64_t>(ctx, {INT64_MAX, 1}, -40) == std::vector<std::int64_t>{0, 0});
  CHECK(rounded<std::uint8_t>(ctx, {14, 15, 244}, -1) == std::vector<std::uint8_t>{10, 20, 240});
  CHECK_THROWS_AS(rounded<std::uint8_t>(ctx, {255}, -1), DomainError);
  CHECK_THROWS_AS(rounded<std::int32_t>(ctx, {INT32_MAX}, -1), DomainError);
  CHECK(rounded<Complex128>(ctx, {{1.25, -2.345}}, 1) == std::vector<Complex128>{{1.2, -2.3}});
  // By every path of the walk.
  for (Layout layout : all_layouts) {
    Laid a = laid_out(ctx, DType::float64, {30, 50}, layout);
    double x = 0.123;
    for_each_index(a.shape, [&](const Dims& index) { write(element(a, index), x += 0.777); });
    Array out = Array::empty(ctx, DType::float64, {30, 50});
    round(ctx, a, 2, out);
    bool right = true;
    for_each_index(a.shape, [&](const Dims& index) {
      right &= read<double>(element(out, index)) == std::nearbyint(read<double>(element(a, index)) * 100) / 100;
    });
    CHECK(right);
  }
}

TEST_CASE("array_equal compares shape and values across dtypes and layouts") {
  TestContext ctx;
  Array a = array_of<double>(ctx, {1, 2, NAN}), b = array_of<double>(ctx, {1, 2, NAN});
  CHECK_FALSE(array_equal(ctx, a, b));
  CHECK(array_equal(ctx, a, b, true));
  CHECK_FALSE(array_equal(ctx, a, array_of<double>(ctx, {1, NAN, NAN}), true));
  CHECK(array_equal(ctx, array_of<double>(ctx, {1, 2}), array_of<std::int32_t>(ctx, {1, 2})));
  CHECK(array_equal(ctx, array_of<Complex64>(ctx, {{1, 0}}), array_of<std::uint8_t>(ctx, {1}), true));
  CHECK_FALSE(array_equal(ctx, array_of<double>(ctx, {1}), array_of<double>(ctx, {1, 1})));
  CHECK_FALSE(array_equal(ctx, Array::zeros(ctx, DType::bool_, {1, 2}), Array::zeros(ctx, DType::bool_, {2})));
  CHECK(array_equal(ctx, Array::zeros(ctx, DType::bool_, {0, 2}), Array::zeros(ctx, DType::float32, {0, 2})));
  CHECK(array_equal(ctx, array_of<Complex128>(ctx, {{NAN, 1}}), array_of<Complex128>(ctx, {{2, NAN}}), true));
  for (int threads : {1, 2}) {
    ctx.threads = threads;
    for (std::int64_t at : {0, 1, 33333, 99999}) {
      Array x = Array::zeros(ctx, DType::int64, {100000}), y = Array::zeros(ctx, DType::int64, {100000});
      CHECK(array_equal(ctx, x, y));
      y.at<std::int64_t>(at) = 1;
      CHECK_FALSE(array_equal(ctx, x, y));
      CHECK_FALSE(array_equal(ctx, x.with_layout(x.data(), {250, 400}, {8, 2000}),
                              y.with_layout(y.data(), {250, 400}, {8, 2000})));
    }
  }
}

TEST_CASE("isclose and allclose follow NumPy's formula") {
  TestContext ctx;
  const double inf = INFINITY, nan = NAN;
  Array a = array_of<double>(ctx, {1, 1, inf, inf, nan, 0, 1e10, 1, inf, -inf, 1e308});
  Array b = array_of<double>(ctx, {1 + 1e-6, 1.1, inf, -inf, nan, 1e-9, 1.00001e10, nan, 1, 1, -1e308});
  Array out = Array::empty(ctx, DType::bool_, a.shape());
  const auto flags = [&] {
    std::vector<int> v;
    for (std::int64_t i = 0; i < out.size(); ++i) v.push_back(out.at<bool>(i));
    return v;
  };
  isclose(ctx, a, b, 1e-5, 1e-8, false, out);
  CHECK(flags() == std::vector<int>{1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0});
  isclose(ctx, a, b, 1e-5, 1e-8, true, out);
  CHECK(flags() == std::vector<int>{1, 0, 1, 0, 1, 1, 1, 0, 0, 0, 0});
  // The tolerance is relative to b.
  CHECK(allclose(ctx, array_of<double>(ctx, {1}), array_of<double>(ctx, {2}), 0.5, 0));
  CHECK_FALSE(allclose(ctx, array_of<double>(ctx, {2}), array_of<double>(ctx, {1}), 0.5, 0));
  CHECK(allclose(ctx, array_of<Complex64>(ctx, {{1, 1}}), array_of<Complex128>(ctx, {{1, 1.000001}})));
  CHECK_FALSE(allclose(ctx, array_of<Complex64>(ctx, {{1, 1}}), array_of<Complex128>(ctx, {{1, 1.1}})));
  CHECK(allclose(ctx, array_of<std::uint8_t>(ctx, {1, 2}), array_of<std::int64_t>(ctx, {1, 2})));
  CHECK(allclose(ctx, Array::zeros(ctx, DType::float64, {3, 4}), Array::zeros(ctx, DType::float32, {4})));
  CHECK(allclose(ctx, Array::zeros(ctx, DType::float64, {0}), Array::zeros(ctx, DType::float64, {1})));
  CHECK_THROWS_AS(allclose(ctx, a, Array::zeros(ctx, DType::float64, {3})), ShapeError);
  CHECK_THROWS_AS(allclose(ctx, a, a, nan), ValueError);
  CHECK(allclose(ctx, array_of<double>(ctx, {nan}), array_of<double>(ctx, {nan}), 1e-5, 1e-8, true));
  Array big = Array::zeros(ctx, DType::float64, {70000}), other = Array::zeros(ctx, DType::float64, {70000});
  other.at<double>(69999) = 1;
  ctx.threads = 2;
  CHECK(allclose(ctx, big, big));
  CHECK_FALSE(allclose(ctx, big, other));
  Array grid = Array::empty(ctx, DType::bool_, {3, 500});
  isclose(ctx, Array::zeros(ctx, DType::float32, {3, 1}), Array::zeros(ctx, DType::int32, {500}), 0, 0, false, grid);
  bool all = true;
  for (std::int64_t i = 0; i < grid.size(); ++i) all &= grid.as<bool>()[i];
  CHECK(all);
}
