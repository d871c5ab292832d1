#include <random>

#include "kernels/array/elementwise.h"
#include "kernels/array/search.h"
#include "tests/support/catch.h"

using namespace perilune;

namespace {

struct Fixture {
  Memory* memory = Memory::create();
  Context ctx{*memory};
  ~Fixture() { memory->release(); }
};

bool is_set(const Scalar& v) { return v.exact() ? v.integer != 0 : v.value != 0.0; }

std::vector<std::int64_t> values(const Array& a) { return {a.as<std::int64_t>(), a.as<std::int64_t>() + a.size()}; }

}  // namespace

TEST_CASE_METHOD(Fixture,
                 "positions of all dtypes, lengths and densities are those that a look at each element gives") {
  std::mt19937 random(1);
  for (int t = 0; t < dtype_count; ++t) {
    const auto dtype = static_cast<DType>(t);
    for (std::int64_t n : {0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 1023, 1024, 1025, 2055})
      for (unsigned percent : {0u, 3u, 50u, 97u, 100u}) {
        const Array a = Array::zeros(ctx, dtype, {2 * n});
        for (std::int64_t i = 0; i < 2 * n; ++i) {
          const auto item = static_cast<std::int64_t>(itemsize(dtype));
          // Only the imaginary part, a NaN, and bytes whose bits lie anywhere are not zero either.
          Scalar value = Scalar::of(std::int64_t{dtype == DType::bool_ ? 1 : 1 << random() % 7});
          if (is_complex(dtype)) value = Scalar::of(Complex128(0, random() % 2 ? -2 : std::nan("")));
          else if (is_inexact(dtype) && random() % 4 == 0) value = Scalar::of(std::nan(""));
          if (random() % 100 < percent) store(dtype, a.data() + i * item, value);
          else if (is_real_floating(dtype)) store(dtype, a.data() + i * item, Scalar::of(-0.0));
        }
        const auto item = static_cast<std::int64_t>(itemsize(dtype));
        for (std::int64_t stride : {item, 2 * item, -item}) {
          const Array part = a.with_layout(a.data() + (stride < 0 && n > 0 ? (n - 1) * item : 0), {n}, {stride});
          std::vector<std::int64_t> expected;
          for (std::int64_t i = 0; i < n; ++i)
            if (is_set(load(dtype, part.data() + i * stride))) expected.push_back(i);
          CAPTURE(name(dtype), n, percent, stride);
          REQUIRE(values(flatnonzero(ctx, part)) == expected);
          for (std::int64_t& p : expected) ++p;
          REQUIRE(values(flatnonzero(ctx, part, 1)) == expected);
          REQUIRE(values(nonzero(ctx, part, 1)[0]) == expected);
        }
      }
  }
}

TEST_CASE_METHOD(Fixture, "a byte of a mask that is neither 0 nor 1 counts once") {
  const Array a = Array::zeros(ctx, DType::bool_, {16});
  for (int bit = 0; bit < 8; ++bit) a.as<std::uint8_t>()[2 * bit] = static_cast<std::uint8_t>(1 << bit);
  CHECK(values(flatnonzero(ctx, a)) == std::vector<std::int64_t>{0, 2, 4, 6, 8, 10, 12, 14});
}

TEST_CASE_METHOD(Fixture, "several axes: one list of positions for each, in row-major order") {
  const Array a = Array::zeros(ctx, DType::float64, {2, 3, 20});
  for (std::int64_t i : {3, 20, 59, 60, 119}) a.as<double>()[i] = 1;
  for (std::int64_t first : {0, 1}) {
    const std::vector<Array> found = nonzero(ctx, a, first);
    REQUIRE(found.size() == 3);
    CHECK(values(found[0]) == std::vector<std::int64_t>{first, first, first, first + 1, first + 1});
    CHECK(values(found[1]) == std::vector<std::int64_t>{first, first + 1, first + 2, first, first + 2});
    CHECK(values(found[2]) == std::vector<std::int64_t>{first + 3, first, first + 19, first, first + 19});
  }
  CHECK(nonzero(ctx, Array::zeros(ctx, DType::bool_, {})).size() == 1);
}
