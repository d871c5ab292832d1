// The streams against NumPy's: tests/reference/random/streams.py made the expected digests.
#include <functional>

#include "tests/kernels/random/digest.h"

using namespace perilune;
using namespace perilune::random;
using namespace perilune::random::test;
using perilune::test::TestContext;

namespace {

#include "tests/reference/random/streams.inc"

const Parameter whole(std::int64_t n) { return Parameter::integer(n); }

// Draws on one stream, one sample after the other.
class Draws {
 public:
  Draws(Stream& s, std::span<const Expected> e) : stream(s), expected_(e) {}
  ~Draws() {
    if (std::uncaught_exceptions() == 0) CHECK(next_ == expected_.size());
  }

  TestContext ctx;
  Stream& stream;

  void check(const char* what, const View& sample) {
    REQUIRE(next_ < expected_.size());
    const Expected& e = expected_[next_++];
    REQUIRE(std::string(what) == e.what);
    INFO(what);
    const auto [exact, rounded] = digests(sample);
    // Where logarithms round otherwise, so may the last bits of what is made of them.
    static const bool same = same_libm(libm_digest);
    CHECK(rounded == e.rounded);
    if (same) CHECK(exact == e.exact);
  }

  Array empty(Dims shape, DType dtype = DType::float64) { return Array::empty(ctx, dtype, std::move(shape)); }
  Array array(Dims shape, std::initializer_list<double> values) {
    Array a = empty(std::move(shape));
    std::copy(values.begin(), values.end(), a.as<double>());
    return a;
  }
  Array array(Dims shape, std::initializer_list<std::int64_t> values) {
    Array a = empty(std::move(shape), DType::int64);
    std::copy(values.begin(), values.end(), a.as<std::int64_t>());
    return a;
  }

  void random(const char* what, std::int64_t n) {
    const Array a = empty({n});
    stream.random(ctx, std::span(a.as<double>(), static_cast<std::size_t>(n)));
    check(what, a);
  }
  void draw(const char* what, Distribution d, Dims shape, std::initializer_list<Parameter> parameters = {}) {
    const Array a = empty(std::move(shape));
    stream.draw(ctx, d, a, std::span(parameters.begin(), parameters.size()));
    check(what, a);
  }
  void integers(const char* what, Dims shape, const Parameter& low, const Parameter& high, DType dtype = DType::int64,
                bool endpoint = false) {
    const Array a = empty(std::move(shape), dtype);
    stream.integers(ctx, a, low, high, endpoint);
    check(what, a);
  }
  void choice(const char* what, std::int64_t population, std::int64_t n, const ChoiceOptions& options = {}) {
    const Array a = empty({n}, DType::int64);
    stream.choice(ctx, population, a, options);
    check(what, a);
  }
  void permutation(const char* what, std::int64_t n) {
    const Array a = empty({n}, DType::int64);
    stream.permutation(ctx, a);
    check(what, a);
  }
  void bytes(const char* what, std::int64_t n) {
    const Array a = empty({n}, DType::uint8);
    stream.bytes(ctx, std::span(a.as<std::uint8_t>(), static_cast<std::size_t>(n)));
    check(what, a);
  }
  Array cube() {
    Array a = empty({3, 4, 5}, DType::int64);
    for (int i = 0; i < 60; ++i) a.as<std::int64_t>()[i] = i;
    return a;
  }
  void shuffle(const char* what, int axis) {
    const Array a = cube();
    stream.shuffle(ctx, a, axis);
    check(what, a);
  }
  // 1 … 50 with every seventh from the first at 0, normalised.
  Array weights() {
    Array w = empty({50});
    double sum = 0;
    for (int i = 0; i < 50; ++i) sum += w.as<double>()[i] = i % 7 == 0 ? 0 : i + 1;
    for (int i = 0; i < 50; ++i) w.as<double>()[i] /= sum;
    return w;
  }

 private:
  std::span<const Expected> expected_;
  std::size_t next_ = 0;
};

void check_modern(Generator& g, std::span<const Expected> expected, int threads = 1) {
  using enum Distribution;
  Draws d(g, expected);
  d.ctx.threads = threads;
  const auto with_dtype = [&](const char* what, std::int64_t n, DType dtype, auto draw) {
    const Array a = d.empty({n}, dtype);
    draw(a);
    d.check(what, a);
  };
  const auto uniform32 = [&](const View& a) { g.random(d.ctx, a); };
  const auto normals = [&](const View& a) { g.standard_normal(d.ctx, a); };
  const auto exponentials = [&](const View& a) { g.standard_exponential(d.ctx, a); };
  const auto inversions = [&](const View& a) { g.standard_exponential(d.ctx, a, ExponentialMethod::inversion); };

  d.random("random", 5);
  with_dtype("random float32, odd", 3, DType::float32, uniform32);
  d.integers("integers below 100", {7}, whole(0), whole(100));
  d.integers("integers, none", {0}, whole(0), whole(100));
  d.integers("integers over 2^40", {6}, whole(-5), whole(std::int64_t{1} << 40));
  d.integers("integers, 2^32 of them", {5}, whole(0), whole(std::int64_t{1} << 32));
  d.integers("integers, 2^32 + 1 of them", {5}, whole(0), whole((std::int64_t{1} << 32) + 1));
  d.integers("integers, half of all", {300}, whole(-(std::int64_t{1} << 62)), whole(std::int64_t{1} << 62));
  d.integers("integers, all", {5}, whole(INT64_MIN), whole(INT64_MAX), DType::int64, true);
  d.integers("integers, one", {5}, whole(7), whole(8));
  d.integers("int32, all", {5}, whole(INT32_MIN), whole(std::int64_t{INT32_MAX} + 1), DType::int32);
  d.integers("int32 with many rejected", {301}, whole(-5), whole((std::int64_t{1} << 31) - 5), DType::int32);
  d.integers("int32 below 10", {7}, whole(0), whole(10), DType::int32);
  d.integers("uint8", {111}, whole(3), whole(250), DType::uint8);
  d.integers("uint8, all", {5}, whole(0), whole(256), DType::uint8);
  d.integers("bool", {37}, whole(0), whole(2), DType::bool_);
  with_dtype("standard_normal", 5000, DType::float64, normals);
  with_dtype("standard_normal float32", 5001, DType::float32, normals);
  with_dtype("standard_exponential", 5000, DType::float64, exponentials);
  with_dtype("standard_exponential float32", 4999, DType::float32, exponentials);
  with_dtype("standard_exponential by inversion", 100, DType::float64, inversions);
  with_dtype("standard_exponential float32 by inversion", 101, DType::float32, inversions);
  d.draw("normal", normal, {3, 4}, {3.0, 2.0});
  d.draw("uniform", uniform, {10}, {-1.0, 2.0});
  d.draw("exponential", exponential, {10}, {2.5});
  const Array row = d.array({3}, {0.0, 10.0, 20.0}), column = d.array({2, 1}, {1.0, 2.0});
  d.draw("normal, broadcast", normal, {2, 3}, {row.view(), column.view()});
  const Array low = d.array({2, 1}, {0.0, 5.0}), high = d.array({3}, {7.0, 8.0, 9.0});
  d.draw("uniform, broadcast", uniform, {4, 2, 3}, {low.view(), high.view()});
  const Array scale = d.array({3}, {1.0, 2.0, 3.0});
  d.draw("exponential, broadcast", exponential, {3}, {scale.view()});
  const Array from = d.array({3}, {std::int64_t{0}, std::int64_t{5}, std::int64_t{-7}});
  const Array to = d.array({2, 1}, {std::int64_t{1} << 33, std::int64_t{9}});
  d.integers("integers, broadcast", {2, 3}, from.view(), to.view());
  const Array from8 = d.array({3}, {std::int64_t{0}, std::int64_t{5}, std::int64_t{7}});
  const Array to8 = d.array({2, 1}, {std::int64_t{200}, std::int64_t{9}});
  d.integers("uint8, broadcast", {5, 2, 3}, from8.view(), to8.view(), DType::uint8);
  d.choice("choice", 10, 20);
  const ChoiceOptions distinct{.replace = false}, unordered{.replace = false, .shuffle = false};
  d.choice("choice of a few", 1000, 5, distinct);
  d.choice("choice of a few, unshuffled", 1000, 50, unordered);
  d.choice("choice of all", 10000, 10000, distinct);
  d.choice("choice of 400 in 20000", 20000, 400, distinct);
  d.choice("choice of 401 in 20000", 20000, 401, distinct);
  d.choice("choice of 1000 in 20000, unshuffled", 20000, 1000, unordered);
  d.choice("choice of 1001 in 20000, unshuffled", 20000, 1001, unordered);
  const Array weights = d.weights();
  d.choice("choice by weight", 50, 1000, {.probabilities = weights.view()});
  d.choice("choice of one by weight", 50, 1, {.probabilities = weights.view()});
  d.choice("choice by weight, distinct", 50, 42, {.replace = false, .probabilities = weights.view()});
  d.permutation("permutation", 10);
  d.permutation("long permutation", 5000);
  d.shuffle("shuffle, axis 0", 0);
  d.shuffle("shuffle, axis 1", 1);
  d.shuffle("shuffle, axis 2", 2);
  for (int axis : {1, 2}) {
    const Array a = d.cube();
    g.permuted(d.ctx, a, axis);
    d.check(axis == 1 ? "permuted, axis 1" : "permuted, axis 2", a);
  }
  d.bytes("bytes", 11);
  d.random("random, long", 70001);
  d.draw("uniform, long", uniform, {70001}, {1.0, 3.0});
  d.draw("normal, long", normal, {70001}, {1.0, 3.0});
  const Array each = d.empty({4});
  const auto single = [&](int i, Distribution what, std::initializer_list<Parameter> parameters) {
    const View one{each.data() + i * 8, nullptr, nullptr, 0, DType::float64};
    g.draw(d.ctx, what, one, std::span(parameters.begin(), parameters.size()));
  };
  each.at<double>(0) = g.next_unit();
  single(1, standard_normal, {});
  single(2, exponential, {1.0});
  single(3, uniform, {2.0, 3.0});
  d.check("one of each", each);
}

void check_legacy(RandomState& g, std::span<const Expected> expected, const LegacyState& end) {
  using enum Distribution;
  {
    Draws d(g, expected);
    d.random("random_sample", 5);
    d.draw("standard_normal, odd", standard_normal, {3});
    d.draw("standard_normal, from the waiting one on", standard_normal, {1000});
    const Array mixed = d.empty({4});
    const auto normal_at = [&](int i) {
      g.draw(d.ctx, standard_normal, View{mixed.data() + i * 8, nullptr, nullptr, 0, DType::float64}, {});
    };
    mixed.at<double>(0) = g.next_unit();
    normal_at(1);
    normal_at(2);
    mixed.at<double>(3) = g.next_unit();
    d.check("rand and randn", mixed);
    d.draw("normal", normal, {3, 5}, {3.0, 2.0});
    const Array row = d.array({3}, {0.0, 10.0, 20.0}), column = d.array({2, 1}, {1.0, 2.0});
    d.draw("normal, broadcast", normal, {2, 3}, {row.view(), column.view()});
    d.draw("uniform", uniform, {10}, {-1.0, 2.0});
    d.draw("uniform, falling", uniform, {10}, {2.0, -1.0});
    d.draw("standard_exponential", standard_exponential, {100});
    d.draw("exponential", exponential, {10}, {2.5});
    d.integers("randint below 100", {300}, whole(0), whole(100));
    d.integers("randint, none", {0}, whole(0), whole(100));
    d.integers("randint over 2^40", {6}, whole(-5), whole(std::int64_t{1} << 40));
    d.integers("randint, 2^32 of them", {5}, whole(0), whole(std::int64_t{1} << 32));
    d.integers("randint, all but one", {5}, whole(INT64_MIN), whole(INT64_MAX));
    d.integers("randint, one", {5}, whole(7), whole(8));
    d.integers("int32", {5}, whole(INT32_MIN), whole(std::int64_t{INT32_MAX} + 1), DType::int32);
    d.integers("int32 with many rejected", {301}, whole(0), whole((1 << 30) + 1), DType::int32);
    d.integers("uint8", {111}, whole(3), whole(140), DType::uint8);
    d.integers("uint8, all", {5}, whole(0), whole(256), DType::uint8);
    d.integers("bool", {37}, whole(0), whole(2), DType::bool_);
    const Array from = d.array({3}, {std::int64_t{0}, std::int64_t{5}, std::int64_t{-7}});
    const Array to = d.array({2, 1}, {std::int64_t{1} << 33, std::int64_t{9}});
    d.integers("randint, broadcast", {2, 3}, from.view(), to.view());
    d.choice("choice", 10, 20);
    d.choice("choice of a few", 1000, 5, {.replace = false});
    const Array weights = d.weights();
    d.choice("choice by weight", 50, 1000, {.probabilities = weights.view()});
    d.choice("choice by weight, distinct", 50, 42, {.replace = false, .probabilities = weights.view()});
    d.permutation("permutation", 10);
    d.permutation("long permutation", 5000);
    d.shuffle("shuffle", 0);
    d.bytes("bytes", 11);
    d.random("random_sample, long", 70001);
    d.draw("normal, long", normal, {70001}, {1.0, 3.0});
  }
  const RandomState::State state = g.state();
  Digest key;
  for (const std::uint32_t word : state.engine.key) key.add(word);
  CHECK(key.value() == end.key_digest);
  CHECK(state.engine.position == end.position);
  CHECK(state.waiting.waits == end.waits);
  CHECK(state.waiting.value == Approx(end.value).epsilon(1e-14));
}

SeedSequence seeds(std::initializer_list<const char*> values) {
  SeedWords words;
  for (const char* value : values) append_seed(words, value);
  return SeedSequence(std::move(words));
}

Pcg64State state_of(const Generator& g) { return std::get<Pcg64>(g.bits()->engine).state(); }

}  // namespace

TEST_CASE("a Generator draws NumPy's numbers, whatever was drawn before", "[random]") {
  const auto run = [](const SeedSequence& from, std::span<const Expected> expected, const Pcg64State& end) {
    Generator g(from);
    check_modern(g, expected);
    CHECK(state_of(g) == end);
  };
  SECTION("0") { run(SeedSequence(0), modern_zero, state_zero); }
  SECTION("42") { run(SeedSequence(42), modern_forty_two, state_forty_two); }
  SECTION("2^40") { run(SeedSequence(std::uint64_t{1} << 40), modern_two_to_40, state_two_to_40); }
  SECTION("2^200 + 12345") {
    const char* text = "1606938044258990275541962092341162602522202993782792835313721";
    run(seeds({text}), modern_huge, state_huge);
  }
  SECTION("a list") { run(seeds({"1", "2", "3"}), modern_list, state_list); }
  SECTION("a list with a huge number") { run(seeds({"0x400000000000000000", "5"}), modern_huge_list, state_huge_list); }
}

TEST_CASE("threads do not change what a Generator draws", "[random][threads]") {
  Generator g{SeedSequence(42)};
  check_modern(g, modern_forty_two, 3);
  CHECK(state_of(g) == state_forty_two);
}

TEST_CASE("a Generator from a spawned child, or over MT19937, draws NumPy's numbers", "[random]") {
  SeedWords words;
  append_seed(words, 42);
  TestContext ctx;
  SeedSequence parent(words, {3, std::uint64_t{1} << 40});
  Generator child(parent.spawn(ctx, 3)[2]);
  check_modern(child, modern_child);
  Generator twister(BitGenerator::mt19937(SeedSequence(42)));
  check_modern(twister, modern_twister);
}

TEST_CASE("a RandomState draws the numbers of NumPy's legacy functions", "[random]") {
  const auto run = [](RandomState g, std::span<const Expected> expected, const LegacyState& end) {
    check_legacy(g, expected, end);
  };
  const auto from_list = [](std::span<const std::int64_t> values) {
    RandomState g(std::int64_t{0});
    g.seed(values);
    return g;
  };
  SECTION("0") { run(RandomState(0), legacy_zero, legacy_state_zero); }
  SECTION("42") { run(RandomState(42), legacy_forty_two, legacy_state_forty_two); }
  SECTION("2^32 - 1") { run(RandomState(0xffffffff), legacy_largest, legacy_state_largest); }
  SECTION("a list") {
    const std::int64_t values[] = {1, 2, 3};
    run(from_list(values), legacy_list, legacy_state_list);
  }
  SECTION("a list longer than the state") {
    std::vector<std::int64_t> values;
    for (std::int64_t i = 0; i < 700; ++i) values.push_back(i);
    run(from_list(values), legacy_long_list, legacy_state_long_list);
  }
}
