// What holds for any stream: arguments, layouts, stopping, and the laws of the distributions.
#include <algorithm>
#include <numeric>

#include "kernels/random/fill.h"
#include "kernels/random/ziggurat_tables.h"
#include "tests/kernels/random/digest.h"

using namespace perilune;
using namespace perilune::random;
using namespace perilune::random::test;
using perilune::test::TestContext;

namespace {

template <class T>
std::vector<T> values(const Array& a) {
  return {a.as<T>(), a.as<T>() + a.size()};
}

const Parameter whole(std::int64_t n) { return Parameter::integer(n); }

template <class Real, class Word>
void add(Digest& digest, const Ziggurat<Real, Word>& z) {
  for (const auto& layer : z.layers) digest.add(layer.inside);
  for (const auto& layer : z.layers) digest.add(std::bit_cast<Word>(layer.width));
  for (const Real height : z.heights) digest.add(std::bit_cast<Word>(height));
}

}  // namespace

TEST_CASE("the ziggurat's tables are NumPy's", "[random]") {
  // Digest of ki_double, wi_double, fi_double, ke_double … in libnpyrandom.a of NumPy 1.24.2.
  Digest digest;
  add(digest, normal_ziggurat);
  add(digest, exponential_ziggurat);
  add(digest, normal_ziggurat_float);
  add(digest, exponential_ziggurat_float);
  CHECK(digest.value() == 0xe261d7e945e34cc1u);
}

TEST_CASE("bounds of integers that cannot be are told", "[random]") {
  TestContext ctx;
  Generator g{SeedSequence(1)};
  RandomState r(1);
  for (Stream* s : {static_cast<Stream*>(&g), static_cast<Stream*>(&r)}) {
    const auto draw = [&](DType dtype, std::int64_t low, std::int64_t high, bool endpoint = false, std::int64_t n = 3) {
      s->integers(ctx, Array::empty(ctx, dtype, {n}), whole(low), whole(high), endpoint);
    };
    CHECK_THROWS_WITH(draw(DType::int64, 3, 3), "high must be greater than low (3), got 3");
    CHECK_THROWS_WITH(draw(DType::int64, 3, 2, true), "high must be at least low (3), got 2");
    CHECK_THROWS_WITH(draw(DType::int64, INT64_MIN, INT64_MIN), Catch::StartsWith("high must be greater than low"));
    CHECK_THROWS_WITH(draw(DType::uint8, -1, 3), "low must be at least 0 for uint8, got -1");
    CHECK_THROWS_WITH(draw(DType::uint8, 0, 257), "high must be at most 256 for uint8, got 257");
    CHECK_THROWS_WITH(draw(DType::uint8, 0, 256, true), "high must be at most 255 for uint8, got 256");
    CHECK_THROWS_WITH(draw(DType::bool_, 0, 3), "high must be at most 2 for bool, got 3");
    CHECK_THROWS_WITH(draw(DType::int32, std::int64_t{INT32_MIN} - 1, 0), Catch::StartsWith("low must be at least"));
    CHECK_THROWS_WITH(draw(DType::float64, 0, 1), "dtype must be int64, int32, uint8 or bool, got float64");
    CHECK_NOTHROW(draw(DType::int64, 3, 3, false, 0));  // as in NumPy: nothing to draw, nothing wrong
    CHECK_THROWS_WITH(s->integers(ctx, Array::empty(ctx, DType::int64, {2}), 0.0, whole(2)),
                      "low must be int64, got float64");
  }
}

TEST_CASE("parameters that cannot be are told", "[random]") {
  using enum Distribution;
  TestContext ctx;
  Generator g{SeedSequence(1)};
  RandomState r(1);
  const auto draw = [&](Stream& s, Distribution d, std::initializer_list<Parameter> p) {
    s.draw(ctx, d, Array::empty(ctx, DType::float64, {2, 3}), std::span(p.begin(), p.size()));
  };
  for (Stream* s : {static_cast<Stream*>(&g), static_cast<Stream*>(&r)}) {
    CHECK_THROWS_WITH(draw(*s, normal, {0.0, -0.1}), "scale must not be negative, got -0.1");
    CHECK_THROWS_WITH(draw(*s, normal, {0.0, -0.0}), "scale must not be negative, got -0");
    CHECK_THROWS_WITH(draw(*s, exponential, {-INFINITY}), "scale must not be negative, got -inf");
    CHECK_NOTHROW(draw(*s, exponential, {double{NAN}}));
    CHECK_THROWS_WITH(draw(*s, uniform, {-1e308, 1e308}), "high - low must be finite, got 1e+308 - -1e+308");
    CHECK_THROWS_WITH(draw(*s, uniform, {0.0, double{NAN}}), Catch::StartsWith("high - low must be finite"));
    const Array four = Array::zeros(ctx, DType::float64, {4}), whole_numbers = Array::zeros(ctx, DType::int64, {3});
    CHECK_THROWS_WITH(draw(*s, normal, {four.view(), 1.0}), "size must hold the shape 4 of the parameters, got 2x3");
    CHECK_THROWS_WITH(draw(*s, normal, {whole_numbers.view(), 1.0}), "loc must be float64, got int64");
  }
  CHECK_THROWS_WITH(draw(g, uniform, {2.0, 1.5}), "high must not be less than low (2), got 1.5");
  CHECK_NOTHROW(draw(r, uniform, {2.0, 1.5}));
  const Array integers = Array::empty(ctx, DType::int64, {3});
  CHECK_THROWS_WITH(g.standard_normal(ctx, integers), "dtype must be float64 or float32, got int64");
}

TEST_CASE("choices that cannot be are told", "[random]") {
  TestContext ctx;
  Generator g{SeedSequence(1)};
  RandomState r(1);
  const auto p = [&](std::initializer_list<double> v) {
    Array a = Array::empty(ctx, DType::float64, {static_cast<std::int64_t>(v.size())});
    std::copy(v.begin(), v.end(), a.as<double>());
    return a;
  };
  for (Stream* s : {static_cast<Stream*>(&g), static_cast<Stream*>(&r)}) {
    const auto choose = [&](std::int64_t population, std::int64_t n, const Array* weights = nullptr,
                            bool replace = true) {
      ChoiceOptions options{.replace = replace};
      if (weights) options.probabilities = weights->view();
      s->choice(ctx, population, Array::empty(ctx, DType::int64, {n}), options);
    };
    CHECK_THROWS_WITH(choose(0, 1), "a must have something to draw from, got 0");
    CHECK_THROWS_WITH(choose(-3, 0), "a must have something to draw from, got -3");
    CHECK_NOTHROW(choose(0, 0));
    CHECK_THROWS_WITH(choose(5, 6, nullptr, false), "size must be at most 5 without replacement, got 6");
    const Array short_sum = p({0.5, 0.4}), negative = p({1.5, -0.5}), nan = p({NAN, 1}), one = p({0, 1, 0}),
                grid = Array::zeros(ctx, DType::float64, {3, 1}), complex = Array::zeros(ctx, DType::complex128, {3});
    CHECK_THROWS_WITH(choose(2, 1, &short_sum), "p must sum to 1, got a sum of 0.9");
    CHECK_THROWS_WITH(choose(2, 1, &negative), "p must not be negative, got -0.5");
    CHECK_THROWS_WITH(choose(2, 1, &nan), "p must not hold nan or opposite infinities");
    CHECK_THROWS_WITH(choose(4, 1, &one), "p must have 4 entries, one for each of a, got 3");
    CHECK_THROWS_WITH(choose(3, 1, &grid), "p must have one axis, got 3x1");
    CHECK_THROWS_WITH(choose(3, 1, &complex), "p must be real, got complex128");
    CHECK_THROWS_WITH(choose(3, 2, &one, false), "p must have at least 2 entries above 0 without replacement, got 1");
    CHECK_NOTHROW(choose(3, 1, &one, false));

    // The tolerance is the square root of the precision of p's dtype.
    const Array nearly = p({0.5, 0.5 + 1e-8}), off = p({0.5, 0.5 + 2e-8});
    CHECK_NOTHROW(choose(2, 1, &nearly));
    CHECK_THROWS_AS(choose(2, 1, &off), ValueError);
    Array rough = Array::empty(ctx, DType::float32, {2});
    rough.at<float>(0) = 0.5f;
    rough.at<float>(1) = 0.5003f;
    CHECK_NOTHROW(choose(2, 1, &rough));
    rough.at<float>(1) = 0.5004f;
    CHECK_THROWS_AS(choose(2, 1, &rough), ValueError);
  }
}

TEST_CASE("choice without replacement gives distinct positions in every regime", "[random]") {
  TestContext ctx;
  Generator g{SeedSequence(8)};
  RandomState r(8);
  for (Stream* s : {static_cast<Stream*>(&g), static_cast<Stream*>(&r)})
    for (auto [population, n] : {std::pair{10, 10}, {10000, 9999}, {30000, 601}, {30000, 30000}, {1, 1}, {1, 0}})
      for (bool shuffle : {true, false}) {
        const Array a = Array::empty(ctx, DType::int64, {n});
        s->choice(ctx, population, a, {.replace = false, .shuffle = shuffle});
        auto v = values<std::int64_t>(a);
        std::sort(v.begin(), v.end());
        CHECK(std::adjacent_find(v.begin(), v.end()) == v.end());
        CHECK(std::all_of(v.begin(), v.end(), [p = population](std::int64_t i) { return i >= 0 && i < p; }));
      }
}

TEST_CASE("weighted choice reads weights of any layout and dtype", "[random]") {
  TestContext ctx;
  Array backwards = Array::empty(ctx, DType::float32, {4});
  for (int i = 0; i < 4; ++i) backwards.at<float>(i) = static_cast<float>(3 - i) / 6.0f;
  const Dims shape{4}, strides{-4};
  const View reversed{backwards.data() + 12, shape.data(), strides.data(), 1, DType::float32};  // 0, 1/6, 2/6, 3/6
  const Array a = Array::empty(ctx, DType::int64, {60000});
  Generator g{SeedSequence(4)};
  g.choice(ctx, 4, a, {.probabilities = reversed});
  std::array<int, 4> count{};
  for (const std::int64_t i : values<std::int64_t>(a)) ++count[static_cast<std::size_t>(i)];
  CHECK(count[0] == 0);
  for (int i = 1; i < 4; ++i)  // within five standard deviations
    CHECK(std::abs(count[static_cast<std::size_t>(i)] - 10000 * i) < 5 * 123);
}

TEST_CASE("shuffle and permuted reorder any layout as they reorder a contiguous copy", "[random]") {
  TestContext ctx;
  for (DType dtype : {DType::uint8, DType::int32, DType::float64, DType::complex128})
    for (int axis = 0; axis < 3; ++axis)
      for (bool whole_axis : {true, false}) {
        const std::size_t size = itemsize(dtype);
        Array plain = Array::zeros(ctx, dtype, {4, 5, 6});
        // Axes in another order, the last one backwards and with gaps.
        Array base = Array::zeros(ctx, dtype, {6, 2, 4, 5});
        const std::int64_t item = static_cast<std::int64_t>(size);
        const Array odd = base.with_layout(base.data() + 5 * 40 * item, {4, 5, 6}, {5 * item, item, -40 * item});
        const auto at = [&](const Array& a, std::int64_t i, std::int64_t j, std::int64_t k) {
          return a.data() + i * a.strides()[0] + j * a.strides()[1] + k * a.strides()[2];
        };
        int mark = 0;
        for (int i = 0; i < 4; ++i)
          for (int j = 0; j < 5; ++j)
            for (int k = 0; k < 6; ++k) {
              store(dtype, at(plain, i, j, k), Scalar::of(std::int64_t{++mark}));
              std::memcpy(at(odd, i, j, k), at(plain, i, j, k), size);
            }
        Generator a{SeedSequence(2)}, b{SeedSequence(2)};
        if (whole_axis) {
          a.shuffle(ctx, plain, axis);
          b.shuffle(ctx, odd, axis);
        } else {
          a.permuted(ctx, plain, axis);
          b.permuted(ctx, odd, axis);
        }
        bool same = true, moved = false;
        mark = 0;
        for (int i = 0; i < 4; ++i)
          for (int j = 0; j < 5; ++j)
            for (int k = 0; k < 6; ++k) {
              same = same && std::memcmp(at(plain, i, j, k), at(odd, i, j, k), size) == 0;
              moved = moved || load(dtype, at(plain, i, j, k)).real() != ++mark;
            }
        CHECK(same);
        CHECK(moved);
      }
}

TEST_CASE("empty samples and arrays draw nothing", "[random]") {
  TestContext ctx;
  Generator g{SeedSequence(6)};
  const Pcg64State before = std::get<Pcg64>(g.bits()->engine).state();
  const Array none = Array::empty(ctx, DType::float64, {0, 3}), none32 = Array::empty(ctx, DType::float32, {0});
  g.random(ctx, none);
  g.random(ctx, none32);
  g.standard_normal(ctx, none);
  g.standard_normal(ctx, none32);
  g.standard_exponential(ctx, none);
  g.standard_exponential(ctx, none, ExponentialMethod::inversion);
  const Array row = Array::zeros(ctx, DType::float64, {3});
  const Parameter broadcast[] = {row.view(), 1.0};
  g.draw(ctx, Distribution::normal, none, broadcast);
  g.shuffle(ctx, none);
  g.permuted(ctx, none, 1);
  const Array one = Array::zeros(ctx, DType::int64, {1});
  g.permutation(ctx, one);
  CHECK(one.at<std::int64_t>(0) == 0);
  g.bytes(ctx, {});
  CHECK(std::get<Pcg64>(g.bits()->engine).state() == before);
}

TEST_CASE("the shape of a sample is its size, or that of its parameters", "[random]") {
  TestContext ctx;
  const Array row = Array::zeros(ctx, DType::float64, {3}), column = Array::zeros(ctx, DType::float64, {2, 1});
  const View both[] = {row, column};
  CHECK(sample_shape(nullptr, both) == Dims{2, 3});
  CHECK(sample_shape(nullptr, {}) == Dims{});
  const Dims larger{4, 2, 3}, smaller{3}, other{2, 1}, negative{-1};
  CHECK(sample_shape(&larger, both) == larger);
  CHECK_THROWS_WITH(sample_shape(&negative, {}), "size must not be negative, got -1");
  CHECK_THROWS_WITH(sample_shape(&smaller, both), "size must hold the shape 2x3 of the parameters, got 3");
  CHECK_THROWS_AS(sample_shape(&other, both), ShapeError);
}

TEST_CASE("long draws stop when asked and leave the stream usable", "[random]") {
  TestContext ctx;
  StopFlag stop;
  ctx.stop = &stop;
  stop.request = StopFlag::interrupt;
  const Array real = Array::empty(ctx, DType::float64, {100000}), single = Array::empty(ctx, DType::float32, {100000}),
              integer = Array::empty(ctx, DType::int64, {100000}), byte = Array::empty(ctx, DType::uint8, {100000});
  Generator g{SeedSequence(1)};
  RandomState r(1);
  CHECK_THROWS_AS(g.random(ctx, real), Interrupted);
  CHECK_THROWS_AS(g.random(ctx, single), Interrupted);
  CHECK_THROWS_AS(g.standard_normal(ctx, real), Interrupted);
  CHECK_THROWS_AS(g.standard_exponential(ctx, single), Interrupted);
  CHECK_THROWS_AS(g.integers(ctx, integer, whole(0), whole(9)), Interrupted);
  CHECK_THROWS_AS(g.integers(ctx, byte, whole(0), whole(9)), Interrupted);
  CHECK_THROWS_AS(g.permutation(ctx, integer), Interrupted);
  CHECK_THROWS_AS(g.choice(ctx, 200000, integer, {.replace = false}), Interrupted);
  CHECK_THROWS_AS(r.draw(ctx, Distribution::standard_normal, real, {}), Interrupted);
  CHECK_THROWS_AS(r.integers(ctx, integer, whole(0), whole(9)), Interrupted);
  stop.request = StopFlag::none;
  CHECK_NOTHROW(g.random(ctx, real));
  CHECK_NOTHROW(r.next_unit());
}

TEST_CASE("running out of memory in choice leaves nothing behind", "[random]") {
  TestContext ctx;
  const Array out = Array::empty(ctx, DType::int64, {100000});
  const std::size_t before = ctx.memory.used();
  ctx.memory.set_limit(before + 1000);
  Generator g{SeedSequence(1)};
  CHECK_THROWS_AS(g.choice(ctx, 200000, out, {.replace = false}), MemoryError);
  CHECK(ctx.memory.used() == before);
}

TEST_CASE("draws follow their laws", "[random]") {
  TestContext ctx;
  constexpr std::int64_t n = 200000;
  const Array real = Array::empty(ctx, DType::float64, {n}), single = Array::empty(ctx, DType::float32, {n});
  // Mean and variance within five standard errors; kurtosis sets that of the variance.
  const auto check = [&](const Array& a, double mean, double variance, double kurtosis) {
    double sum = 0, squares = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      const double x = load(a.dtype(), a.data() + i * a.strides()[0]).real() - mean;
      sum += x;
      squares += x * x;
    }
    CHECK(std::fabs(sum / n) < 5 * std::sqrt(variance / n));
    CHECK(std::fabs(squares / n - variance) < 5 * variance * std::sqrt((kurtosis - 1) / n));
  };
  using enum Distribution;
  Generator g{SeedSequence(2024)};
  RandomState r(2024);
  const auto draw = [&](Stream& s, Distribution d, std::initializer_list<Parameter> p) {
    s.draw(ctx, d, real, std::span(p.begin(), p.size()));
  };
  for (Stream* s : {static_cast<Stream*>(&g), static_cast<Stream*>(&r)}) {
    draw(*s, uniform, {-1.0, 3.0});
    check(real, 1, 16.0 / 12, 1.8);
    draw(*s, normal, {5.0, 2.0});
    check(real, 5, 4, 3);
    draw(*s, exponential, {3.0});
    check(real, 3, 9, 9);
  }
  g.random(ctx, single);
  check(single, 0.5, 1.0 / 12, 1.8);
  g.standard_normal(ctx, single);
  check(single, 0, 1, 3);
  g.standard_exponential(ctx, single);
  check(single, 1, 1, 9);
  g.standard_exponential(ctx, single, ExponentialMethod::inversion);
  check(single, 1, 1, 9);
}

TEST_CASE("numbers drawn one at a time are those of a sample", "[random]") {
  TestContext ctx;
  Generator pcg{SeedSequence(3)}, twister(BitGenerator::mt19937(SeedSequence(3)));
  Generator pcg_single{SeedSequence(3)}, twister_single(BitGenerator::mt19937(SeedSequence(3)));
  RandomState legacy(3), legacy_single(3);
  const std::pair<Stream*, Stream*> pairs[] = {
      {&pcg, &pcg_single}, {&twister, &twister_single}, {&legacy, &legacy_single}};
  for (auto [sample, single] : pairs) {
    const Array real = Array::empty(ctx, DType::float64, {3001}), integer = Array::empty(ctx, DType::int64, {301});
    sample->random(ctx, std::span(real.as<double>(), 3001));
    CHECK(std::all_of(real.as<double>(), real.as<double>() + 3001,
                      [&, s = single](double x) { return x == s->next_unit(); }));
    sample->draw(ctx, Distribution::standard_normal, real, {});
    CHECK(std::all_of(real.as<double>(), real.as<double>() + 3001,
                      [&, s = single](double x) { return x == s->next_normal(); }));
    sample->draw(ctx, Distribution::standard_exponential, real, {});
    CHECK(std::all_of(real.as<double>(), real.as<double>() + 3001,
                      [&, s = single](double x) { return x == s->next_exponential(); }));
    for (const std::int64_t high : {std::int64_t{0}, std::int64_t{99}, std::int64_t{0xffffffff}, INT64_MAX}) {
      sample->integers(ctx, integer, whole(0), whole(high), true);
      CHECK(std::all_of(integer.as<std::int64_t>(), integer.as<std::int64_t>() + 301, [&, s = single](std::int64_t n) {
        return n == static_cast<std::int64_t>(s->next_integer(static_cast<std::uint64_t>(high)));
      }));
    }
  }
}
