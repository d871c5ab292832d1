// x^y: close to 1 ULP where fused multiply-add gives our own loop, the same bits with every width of vectors, whatever
// stands beside an element, and in place.

#include "tests/kernels/array/elementwise_support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

// Bases and exponents whose powers fill the range, near its ends too; bases near 1 with exponents that are large.
template <class T>
std::pair<T, T> draw(std::mt19937_64& random, int kind) {
  std::uniform_real_distribution<double> unit(-1, 1);
  const double range = sizeof(T) == 8 ? 707 : 86;
  const auto exponent_for = [&](double base, double share) {
    return static_cast<T>(share * range / std::abs(std::log(base)));
  };
  switch (kind % 5) {
    case 0: return {static_cast<T>(5 * std::abs(unit(random)) + 1e-3), static_cast<T>(5 * unit(random))};
    case 1: {
      const double base = std::exp(unit(random) * range * 0.9);
      return {static_cast<T>(base), exponent_for(base, unit(random))};
    }
    case 2: {
      const double base = 1 + 0.01 * unit(random);
      return {static_cast<T>(base), exponent_for(base, unit(random))};
    }
    case 3: {
      const double base = 1 + 0.45 * unit(random);
      return {static_cast<T>(base), exponent_for(base, unit(random) > 0 ? 0.99 : -0.99)};
    }
    default: return {static_cast<T>(-50 * std::abs(unit(random))), static_cast<T>(std::floor(9 * unit(random)))};
  }
}

template <class T>
void check_accuracy(Context& ctx, loops::Isa isa, double most) {
  std::mt19937_64 random(7);
  const std::int64_t n = 40000;
  const Array x = Array::empty(ctx, dtype_of<T>, {n}), y = Array::empty(ctx, dtype_of<T>, {n}),
              z = Array::empty(ctx, dtype_of<T>, {n});
  for (std::int64_t i = 0; i < n; ++i) std::tie(x.at<T>(i), y.at<T>(i)) = draw<T>(random, static_cast<int>(i));
  loops::apply(ctx, isa, BinaryOp::power, x, y, z);
  double worst = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    const long double want = std::pow(static_cast<long double>(x.at<T>(i)), static_cast<long double>(y.at<T>(i)));
    worst = std::max(worst, ulp_distance(z.at<T>(i), want));
  }
  INFO(name(dtype_of<T>));
  CHECK(worst < most);
}

template <class T>
std::vector<T> values_of(const Array& a) {
  return {a.as<T>(), a.as<T>() + a.size()};
}

template <class T>
bool same_bits(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

// What is tame stands beside what is not.
template <class T>
void check_places(Context& ctx) {
  using Limits = std::numeric_limits<T>;
  const T odd[] = {T(0),
                   T(-0.0),
                   Limits::infinity(),
                   -Limits::infinity(),
                   Limits::quiet_NaN(),
                   Limits::denorm_min(),
                   Limits::min(),
                   Limits::max(),
                   T(-1),
                   T(1),
                   T(-2.5),
                   T(3)};
  std::mt19937_64 random(8);
  const std::int64_t n = 333;
  const Array x = Array::empty(ctx, dtype_of<T>, {n}), y = Array::empty(ctx, dtype_of<T>, {n});
  for (std::int64_t i = 0; i < n; ++i) {
    std::tie(x.at<T>(i), y.at<T>(i)) = draw<T>(random, static_cast<int>(i));
    if (random() % 4 == 0) x.at<T>(i) = odd[random() % std::size(odd)];
    if (random() % 4 == 0) y.at<T>(i) = odd[random() % std::size(odd)];
  }
  std::vector<T> first;
  for (loops::Isa isa : instruction_sets()) {
    const Array whole = Array::empty(ctx, dtype_of<T>, {n});
    loops::apply(ctx, isa, BinaryOp::power, x, y, whole);
    const std::vector<T> values = values_of<T>(whole);
    for (std::int64_t i = 0; i < n; ++i) {
      const T alone = [&] {
        const Array one = Array::empty(ctx, dtype_of<T>, {1});
        const Array a = x.with_layout(x.data() + i * static_cast<std::int64_t>(sizeof(T)), {1}, {sizeof(T)});
        const Array b = y.with_layout(y.data() + i * static_cast<std::int64_t>(sizeof(T)), {1}, {sizeof(T)});
        loops::apply(ctx, isa, BinaryOp::power, a, b, one);
        return one.at<T>(0);
      }();
      const T value = values[static_cast<std::size_t>(i)];
      CAPTURE(name(isa), x.at<T>(i), y.at<T>(i), value, alone);
      CHECK((std::memcmp(&alone, &value, sizeof(T)) == 0 || (alone != alone && value != value)));
      const double want = std::pow(static_cast<double>(x.at<T>(i)), static_cast<double>(y.at<T>(i)));
      // Beyond the ends of the range and at special values there is one answer only.
      const T rounded = static_cast<T>(want);
      if (rounded != rounded) CHECK(value != value);
      else if (std::isinf(rounded) || rounded == 0)
        CHECK((value == rounded && std::signbit(value) == std::signbit(rounded)));
    }
    for (const Array* target : {&x, &y}) {  // in place
      const Array copy = contiguous_copy(ctx, *target);
      loops::apply(ctx, isa, BinaryOp::power, target == &x ? copy : x, target == &y ? copy : y, copy);
      CHECK(same_bits(values_of<T>(copy), values));
    }
    if (isa == loops::Isa::baseline) continue;  // the C library's
    if (first.empty()) first = values;
    CHECK(same_bits(values, first));
  }
}

}  // namespace

TEST_CASE("powers are close to half a unit in the last place") {
  TestContext ctx;
  for (loops::Isa isa : instruction_sets()) {
    INFO(name(isa));
    // float64: half a unit for the rounding, and what 64 bits of the logarithm leave at the ends of the range.
    check_accuracy<double>(ctx, isa, 1.1);
    check_accuracy<float>(ctx, isa, isa == loops::Isa::baseline ? 1.1 : 0.53);
  }
}

TEST_CASE("a power does not depend on what stands beside it") {
  TestContext ctx;
  check_places<double>(ctx);
  check_places<float>(ctx);
}
