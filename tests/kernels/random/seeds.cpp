#include "tests/kernels/random/digest.h"

using namespace perilune;
using namespace perilune::random;
using perilune::test::TestContext;

namespace {

SeedWords words_of(std::string_view digits) {
  SeedWords words;
  append_seed(words, digits);
  return words;
}

template <class Word>
std::vector<Word> generated(const SeedSequence& seeds, std::size_t n) {
  std::vector<Word> words(n);
  seeds.generate(std::span(words));
  return words;
}

using Words = std::vector<std::uint32_t>;
using LongWords = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("seeds become 32-bit words, lowest first", "[random]") {
  SeedWords words;
  append_seed(words, 0);
  append_seed(words, 0x10deadbeef);
  append_seed(words, "0x10DeadBeef");
  append_seed(words, "1234567890123456789012345678901234567890");
  append_seed(words, "000");
  CHECK(words == Words{0, 0xdeadbeef, 0x10, 0xdeadbeef, 0x10, 3460238034, 2898026390, 3235640248, 2697535605, 3, 0});
  for (const char* wrong : {"", "0x", "-5", "12a", "1.5", "0xg", " 1", "five"})
    CHECK_THROWS_WITH(words_of(wrong),
                      Catch::Contains("seed must be a non-negative integer in decimal or 0x digits, got '" +
                                      std::string(wrong) + "'"));
}

TEST_CASE("SeedSequence gives NumPy's states", "[random]") {
  CHECK(generated<std::uint32_t>(SeedSequence(0), 4) == Words{0xb0f478be, 0xdb2cd7e7, 0x2c71ba49, 0xabf4641a});
  CHECK(generated<std::uint64_t>(SeedSequence(words_of("12345678901234567890123456789")), 3) ==
        LongWords{0xda5a1cd6aaac09f5, 0x0b1bc4cd18b56d1c, 0xc27f11637564093d});
  CHECK(generated<std::uint32_t>(SeedSequence(SeedWords{1, 2, 3, 4, 5, 6, 7}), 4) ==
        Words{0x57d6e06e, 0x8bebfc36, 0xa9f0fc7a, 0x2ed446e3});
  CHECK(generated<std::uint32_t>(SeedSequence(words_of("5"), {}, 8), 9) == Words{0x03006229, 0x0db73ed5, 0xb9e91ca4,
                                                                                 0xcd1f292f, 0x00ffd17a, 0x37e7230f,
                                                                                 0xff73e53d, 0x4d2f8db7, 0x5adb7d32});
  CHECK(generated<std::uint32_t>(SeedSequence(SeedWords{}), 2) == Words{0xb0f478be, 0xdb2cd7e7});
  CHECK_THROWS_WITH(SeedSequence(SeedWords{1}, {}, 3), "pool_size must be at least 4, got 3");
}

TEST_CASE("children of a SeedSequence are told apart by their keys", "[random]") {
  TestContext ctx;
  SeedSequence parent(7);
  auto children = parent.spawn(ctx, 2);
  CHECK(generated<std::uint32_t>(children[1].spawn(ctx, 1)[0], 4) ==
        Words{0x04873bab, 0x0054616f, 0x547230f3, 0xc7a8eb18});
  CHECK(parent.children_spawned() == 2);
  CHECK(parent.spawn(ctx, 1)[0].spawn_key() == std::vector<std::uint64_t>{2});
  CHECK(parent.spawn(ctx, 0).empty());
  CHECK_THROWS_WITH(parent.spawn(ctx, -1), "n_children must not be negative, got -1");

  Generator g{SeedSequence(7)};
  const auto bits = g.bits()->spawn(ctx, 2);
  CHECK(std::get<Pcg64>(bits[1]->engine).state() == Pcg64(children[1]).state());
  CHECK(g.bits()->seeds->children_spawned() == 2);
  Generator unseeded(std::make_shared<BitGenerator>(BitGenerator{Pcg64(Pcg64State{}), std::nullopt}));
  CHECK_THROWS_AS(unseeded.bits()->spawn(ctx, 1), ValueError);
}

TEST_CASE("long states and many children can be stopped", "[random]") {
  TestContext ctx;
  StopFlag stop;
  ctx.stop = &stop;
  stop.request = StopFlag::interrupt;
  SeedSequence seeds(7);
  std::vector<std::int64_t> words(6);
  CHECK_THROWS_AS(seeds.generate(ctx, std::span(words)), Interrupted);
  CHECK_THROWS_AS(seeds.spawn(ctx, 3), Interrupted);
  CHECK(seeds.children_spawned() == 0);
  stop.request = StopFlag::none;
  seeds.generate(ctx, std::span(words));
  const auto expected = generated<std::uint32_t>(seeds, 6);
  CHECK(std::equal(words.begin(), words.end(), expected.begin(), expected.end()));
}

TEST_CASE("entropy from the system differs each time", "[random]") {
  const auto a = SeedSequence::from_system(), b = SeedSequence::from_system();
  CHECK(a.entropy() != b.entropy());
  RandomState first, second;
  CHECK_FALSE(first.state() == second.state());
}

TEST_CASE("128-bit arithmetic by hand gives the same PCG64 as the native type", "[random]") {
  const SeedSequence seeds(99);
  Pcg64 native(seeds);
  Pcg64Engine<PortableUInt128> portable(seeds);
  CHECK(native.state() == portable.state());
  for (int i = 0; i < 1000; ++i) REQUIRE(native.next_uint64() == portable.next_uint64());
  native.advance(123456789012345);
  portable.advance(123456789012345);
  CHECK(native.state() == portable.state());
  std::uint64_t a[100], b[100];
  native.fill(std::span(a));
  portable.fill(std::span(b));
  CHECK(std::equal(a, a + 100, b));
}

TEST_CASE("PCG64 in bulk and by leaps stands where single steps lead", "[random]") {
  for (std::size_t n : {0u, 1u, 23u, 24u, 25u, 26u, 100u}) {
    Pcg64 bulk{SeedSequence(3)}, leap = bulk, steps = bulk;
    std::vector<std::uint64_t> words(n), expected(n);
    bulk.fill(std::span(words));
    for (auto& word : expected) word = steps.next_uint64();
    leap.advance(n);
    CHECK(words == expected);
    CHECK(bulk.state() == steps.state());
    CHECK(leap.state() == steps.state());
  }
}

TEST_CASE("a state taken and set again continues the stream, a waiting half included", "[random]") {
  TestContext ctx;
  Generator g{SeedSequence(5)};
  Array odd = Array::empty(ctx, DType::float32, {3});
  g.random(ctx, odd);
  const Pcg64State state = std::get<Pcg64>(g.bits()->engine).state();
  CHECK(state.has_half);
  Generator copy(std::make_shared<BitGenerator>(BitGenerator{Pcg64(state), std::nullopt}));
  Array a = Array::empty(ctx, DType::float32, {5}), b = Array::empty(ctx, DType::float32, {5});
  g.random(ctx, a);
  copy.random(ctx, b);
  CHECK(std::equal(a.as<float>(), a.as<float>() + 5, b.as<float>()));

  RandomState r(5);
  Array three = Array::empty(ctx, DType::float64, {3}), again = Array::empty(ctx, DType::float64, {3});
  r.draw(ctx, Distribution::standard_normal, three, {});
  const RandomState::State held = r.state();
  CHECK(held.waiting.waits);
  r.draw(ctx, Distribution::standard_normal, three, {});
  RandomState other(held);
  other.draw(ctx, Distribution::standard_normal, again, {});
  CHECK(std::equal(three.as<double>(), three.as<double>() + 3, again.as<double>()));
  r.seed(5);
  CHECK(r.state() == RandomState(5).state());
  RandomState::State wrong = held;
  wrong.engine.position = 625;
  CHECK_THROWS_WITH(r.set_state(wrong), "state must have its position in 0 to 624, got 625");
}

TEST_CASE("legacy seeds are 32-bit integers", "[random]") {
  CHECK_THROWS_WITH(RandomState(-1), "seed must be between 0 and 2^32 - 1, got -1");
  CHECK_THROWS_WITH(RandomState(std::int64_t{1} << 32), "seed must be between 0 and 2^32 - 1, got 4294967296");
  RandomState r(0);
  const RandomState::State before = r.state();
  CHECK_THROWS_WITH(r.seed(std::span<const std::int64_t>()), "seed must not be empty");
  const std::int64_t wrong[] = {1, -2};
  CHECK_THROWS_WITH(r.seed(wrong), "seed must be between 0 and 2^32 - 1, got -2");
  CHECK(r.state() == before);
}
