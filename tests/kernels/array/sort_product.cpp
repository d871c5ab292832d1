// Sorting and its kin against naive oracles: every dtype, many lengths and layouts, data that is hostile to sorts.

#include <algorithm>

#include "kernels/array/complex_order.h"
#include "kernels/array/order.h"
#include "kernels/array/sort.h"
#include "tests/kernels/array/reduce_support.h"

using namespace perilune;
using namespace perilune::test;

namespace {

bool before(const Scalar& a, const Scalar& b) {
  if (a.exact()) return a.integer < b.integer;
  return complex_sorts_before(a.value, b.value);
}

// Shapes of data that have broken sorts before.
enum class Data { spread_out, few_values, ascending, descending, saw, equal, nested, with_nan };
constexpr Data all_data[] = {Data::spread_out, Data::few_values, Data::ascending, Data::descending,
                             Data::saw,        Data::equal,      Data::nested,    Data::with_nan};

Array make(Context& ctx, DType dtype, std::int64_t n, Data data, unsigned seed) {
  std::mt19937_64 bits(seed);
  Array a = Array::empty(ctx, dtype, {n});
  const auto part = [&](std::int64_t i) -> double {
    const auto unit = static_cast<double>(bits() >> 11) * 0x1p-53;
    switch (data) {
      case Data::spread_out: return (unit - 0.5) * std::exp2(static_cast<double>(bits() % 30));
      case Data::few_values: return static_cast<double>(bits() % 7) - 3;
      case Data::ascending: return static_cast<double>(i);
      case Data::descending: return static_cast<double>(-i);
      case Data::saw: return static_cast<double>(i % 97) - static_cast<double>(i % 5);
      case Data::equal: return 3;
      case Data::nested:  // each time the range is cut, nearly all is left in one part
        return std::exp2(-static_cast<double>(bits() % 1000) / 2) * (bits() % 2 ? 1 : -1);
      default:
        return bits() % 4 == 0   ? NAN
               : bits() % 5 == 0 ? (bits() % 2 ? 0.0 : -0.0)
               : bits() % 7 == 0 ? INFINITY
                                 : unit - 0.5;
    }
  };
  for (std::int64_t i = 0; i < n; ++i) {
    double re = part(i), im = part(i);
    if (!is_inexact(dtype)) {
      re = std::isfinite(re) ? std::trunc(re * (data == Data::nested ? 0x1p30 : 1)) : 0;
      if (dtype == DType::bool_ || dtype == DType::uint8) re = std::fmod(std::abs(re), 256);
    }
    store(dtype, a.data() + i * static_cast<std::int64_t>(itemsize(dtype)),
          is_complex(dtype) ? Scalar::of(Complex128(re, im)) : Scalar::of(re));
  }
  return a;
}

std::vector<Scalar> scalars(const View& a) {
  std::vector<Scalar> out;
  for (std::int64_t i = 0; i < a.shape[0]; ++i) out.push_back(load(a.dtype, a.data + i * a.strides[0]));
  return out;
}
bool same_bits(double x, double y) { return (std::isnan(x) && std::isnan(y)) || std::memcmp(&x, &y, 8) == 0; }
bool same_scalar(const Scalar& a, const Scalar& b) {
  return a.integer == b.integer && same_bits(a.value.real(), b.value.real()) &&
         same_bits(a.value.imag(), b.value.imag());
}

}  // namespace

TEST_CASE("sorts are stable and complete for every dtype, length, layout and kind of data") {
  TestContext ctx;
  unsigned seed = 0;
  for (const DType dtype : all_dtypes)
    for (const std::int64_t n : {0, 1, 2, 3, 10, 24, 25, 60, 300, 2000, 9000, 40000})
      for (const Data data : all_data) {
        const Array packed = make(ctx, dtype, n, data, ++seed);
        const auto values = scalars(packed);
        std::vector<std::int64_t> order(values.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::int64_t>(i);
        std::stable_sort(order.begin(), order.end(), [&](std::int64_t p, std::int64_t q) {
          return before(values[static_cast<std::size_t>(p)], values[static_cast<std::size_t>(q)]);
        });
        for (const Spread how : {Spread::packed, Spread::reversed, Spread::gaps}) {
          if (how != Spread::packed && n > 3000) continue;
          const Array a = spread(ctx, packed, how);
          INFO(name(dtype) << " " << n << " data " << static_cast<int>(data) << " layout " << static_cast<int>(how));
          const Array positions = argsort(ctx, a, 0);
          REQUIRE(std::equal(order.begin(), order.end(), positions.as<std::int64_t>()));
          sort(ctx, a, 0);
          const auto got = scalars(a);
          bool right = true;
          for (std::size_t i = 0; i < got.size(); ++i)
            right &= same_scalar(got[i], values[static_cast<std::size_t>(order[i])]);
          REQUIRE(right);
        }
      }
  CHECK(ctx.memory.used() == 0);
}

TEST_CASE("sorts go along any axis of any layout, in place and into copies") {
  TestContext ctx;
  unsigned seed = 50;
  for (const Dims& shape : {Dims{3, 4}, Dims{40, 50}, Dims{2, 30, 5}, Dims{0, 3}, Dims{3, 0}, Dims{300, 3}})
    for (const DType dtype : all_dtypes) {
      const Array packed = quarters(ctx, dtype, shape, ++seed);
      for (const Spread how : all_spreads)
        for (int axis = 0; axis < shape.size(); ++axis) {
          const Array a = spread(ctx, packed, how);
          std::vector<bool> folded(static_cast<std::size_t>(shape.size()));
          folded[static_cast<std::size_t>(axis)] = true;
          auto expected = slices(a, folded);
          for (auto& line : expected) std::stable_sort(line.begin(), line.end(), before);
          const Array copy = sorted(ctx, a, axis), positions = argsort(ctx, a, axis);
          sort(ctx, a, axis);
          CHECK(same(copy, a));
          const auto got = slices(a, folded), at = slices(positions, folded);
          const auto original = slices(spread(ctx, packed, how), folded);
          for (std::size_t i = 0; i < got.size(); ++i)
            for (std::size_t k = 0; k < got[i].size(); ++k) {
              REQUIRE(same_scalar(got[i][k], expected[i][k]));
              REQUIRE(same_scalar(original[i][static_cast<std::size_t>(at[i][k].integer)], expected[i][k]));
            }
        }
    }
  const Array point = Array::zeros(ctx, DType::float64, {});
  CHECK_THROWS_WITH(sort(ctx, point, 0), "a must have an axis to sort along, got a 0-d array");
  CHECK(sorted(ctx, point, std::nullopt).shape() == Dims{1});
}

TEST_CASE("partitions put each asked-for element in its place and the others on their sides") {
  TestContext ctx;
  unsigned seed = 90;
  for (const DType dtype : all_dtypes)
    for (const std::int64_t n : {1, 2, 30, 700, 5000})
      for (const Data data : all_data) {
        const Array a = make(ctx, dtype, n, data, ++seed);
        for (const std::vector<std::int64_t>& kth :
             {std::vector<std::int64_t>{n / 2}, {n - 1, 0}, {n / 3, n / 4, n / 3, n / 2}}) {
          INFO(name(dtype) << " " << n << " data " << static_cast<int>(data));
          const Array positions = argpartition(ctx, a, kth, 0);
          const auto values = scalars(a), in_order = scalars(sorted(ctx, a, 0));
          auto part = scalars(partitioned(ctx, a, kth, 0));
          std::vector<Scalar> by_position;
          for (std::int64_t i = 0; i < n; ++i)
            by_position.push_back(values[static_cast<std::size_t>(positions.as<std::int64_t>()[i])]);
          for (const auto& p : {part, by_position})
            for (const std::int64_t k : kth) {
              const Scalar& pivot = p[static_cast<std::size_t>(k)];
              const Scalar& expected = in_order[static_cast<std::size_t>(k)];
              REQUIRE((!before(pivot, expected) && !before(expected, pivot)));
              bool sides = true;
              for (std::int64_t i = 0; i < n; ++i)
                sides &= i < k ? !before(pivot, p[static_cast<std::size_t>(i)])
                               : !before(p[static_cast<std::size_t>(i)], pivot);
              REQUIRE(sides);
            }
          std::stable_sort(part.begin(), part.end(), before);
          for (std::size_t i = 0; i < part.size(); ++i)
            REQUIRE((!before(part[i], in_order[i]) && !before(in_order[i], part[i])));
        }
      }
  const Array a = Array::zeros(ctx, DType::float64, {3});
  const std::int64_t far[] = {3};
  CHECK_THROWS_WITH(partition(ctx, a, far, 0), "kth must be from 0 to 2, got 3");
}

TEST_CASE("medians and quantiles are elements of the sorted line") {
  TestContext ctx;
  unsigned seed = 150;
  const Array q = array_of<double>(ctx, {5}, {0, 0.1, 0.5, 0.77, 1});
  for (const DType dtype : {DType::uint8, DType::int32, DType::int64, DType::float32, DType::float64})
    for (const std::int64_t n : {1, 2, 5, 100, 513, 3000, 20000})
      for (const Data data : all_data) {
        if (data == Data::with_nan && is_inexact(dtype)) continue;
        const Array a = make(ctx, dtype, n, data, ++seed);
        const Array line = sorted(ctx, a, 0);
        INFO(name(dtype) << " " << n << " data " << static_cast<int>(data));
        OrderOptions options;
        options.method = QuantileMethod::lower;
        const Array lower = quantile(ctx, a, q, options);
        for (std::int64_t i = 0; i < 5; ++i) {
          const auto rank = static_cast<std::int64_t>(std::floor(static_cast<double>(n - 1) * q.at<double>(i)));
          REQUIRE(load(dtype, lower.data() + i * static_cast<std::int64_t>(itemsize(dtype))).real() ==
                  load(dtype, line.data() + rank * static_cast<std::int64_t>(itemsize(dtype))).real());
        }
        const auto item = static_cast<std::int64_t>(itemsize(dtype));
        const double x = load(dtype, line.data() + (n - 1) / 2 * item).real(),
                     y = load(dtype, line.data() + n / 2 * item).real();
        const double middle = x / 2 + y / 2;
        REQUIRE(std::abs(median_all(ctx, a).real() - middle) <=
                1e-7 * std::abs(middle) + (dtype == DType::float64 ? 0 : 1e-30));
        // Many quantiles at once take another way.
        const Array many = Array::empty(ctx, DType::float64, {40});
        for (int i = 0; i < 40; ++i) many.at<double>(i) = i / 39.0;
        const Array all = quantile(ctx, a, many, options);
        REQUIRE(load(dtype, all.data() + 39 * item).real() == load(dtype, line.data() + (n - 1) * item).real());
      }
}

TEST_CASE("quantiles of infinities, of NaN, of nothing, and what cannot be") {
  TestContext ctx;
  const Array half = array_of<double>(ctx, {}, {0.5});
  CHECK(quantile(ctx, array_of<double>(ctx, {3}, {1, INFINITY, INFINITY}), array_of<double>(ctx, {}, {0.75}))
            .as<double>()[0] == INFINITY);
  CHECK(quantile(ctx, array_of<double>(ctx, {3}, {INFINITY, 1, -INFINITY}), half).as<double>()[0] == 1);
  CHECK(std::isnan(quantile(ctx, array_of<double>(ctx, {3}, {1, NAN, 2}), half).as<double>()[0]));
  CHECK(median_all(ctx, array_of<double>(ctx, {2}, {1.5e308, 1.7e308})).real() == 1.6e308);
  CHECK(std::isnan(median_all(ctx, Array::zeros(ctx, DType::float64, {0})).real()));
  CHECK_THROWS_WITH(quantile(ctx, Array::zeros(ctx, DType::float64, {0, 2}), half),
                    "a has no elements along the axes of the quantile (shape 0x2)");
  CHECK_THROWS_WITH(quantile(ctx, half, array_of<double>(ctx, {}, {1.5})), "q must be from 0 to 1, got 1.5");
  CHECK_THROWS_WITH(percentile(ctx, half, array_of<double>(ctx, {}, {101})), "q must be from 0 to 100, got 101");
  CHECK_THROWS_WITH(quantile(ctx, Array::zeros(ctx, DType::complex64, {2}), half), "a must be real, got complex64");
  CHECK_THROWS_AS(quantile(ctx, Array::zeros(ctx, DType::bool_, {2}), half), ValueError);
  for (const char* method : {"linear", "nearest", "weibull"}) CHECK(parse_quantile_method(method).has_value());
  CHECK(!parse_quantile_method("cubic"));
}

TEST_CASE("searches find the places that counting finds") {
  TestContext ctx;
  unsigned seed = 300;
  for (const DType dtype : all_dtypes)
    for (const std::int64_t n : {0, 1, 2, 7, 8, 9, 100, 1000}) {
      const Array a = make(ctx, dtype, n, Data::with_nan, ++seed), v = make(ctx, dtype, 37, Data::with_nan, ++seed);
      const Array line = sorted(ctx, a, 0), sorter = argsort(ctx, a, 0);
      const auto elements = scalars(line), wanted = scalars(v);
      for (const Side side : {Side::left, Side::right}) {
        const Array got = searchsorted(ctx, line, v, side);
        const View by = sorter;
        CHECK(same(searchsorted(ctx, a, v, side, &by), got));
        for (std::int64_t i = 0; i < 37; ++i) {
          std::int64_t place = 0;
          for (const Scalar& e : elements)
            place += side == Side::left ? before(e, wanted[static_cast<std::size_t>(i)])
                                        : !before(wanted[static_cast<std::size_t>(i)], e);
          REQUIRE(got.at<std::int64_t>(i) == place);
        }
      }
    }
  const Array a = Array::zeros(ctx, DType::float64, {3}), bad = array_of<std::int64_t>(ctx, {3}, {0, 1, 3});
  const View sorter = bad;
  CHECK_THROWS_AS(searchsorted(ctx, a, a, Side::left, &sorter), IndexError);
  CHECK_THROWS_AS(searchsorted(ctx, Array::zeros(ctx, DType::float64, {2, 2}), a), ShapeError);
}

TEST_CASE("distinct elements: the values alone are those with places") {
  TestContext ctx;
  unsigned seed = 400;
  for (const DType dtype : all_dtypes)
    for (const std::int64_t n : {0, 1, 50, 3000})
      for (const Data data : all_data)
        for (const bool equal_nan : {true, false}) {
          const Array a = make(ctx, dtype, n, data, ++seed);
          const Unique all = unique(ctx, a, {.index = true, .inverse = true, .counts = true, .equal_nan = equal_nan});
          const Unique alone = unique(ctx, a, {.equal_nan = equal_nan});
          REQUIRE(alone.values.size() == all.values.size());
          std::int64_t total = 0;
          const auto values = scalars(a), kinds = scalars(all.values);
          for (std::int64_t i = 0; i < all.values.size(); ++i) {
            total += all.counts.at<std::int64_t>(i);
            REQUIRE(same_scalar(kinds[static_cast<std::size_t>(i)],
                                values[static_cast<std::size_t>(all.index.at<std::int64_t>(i))]));
            if (i > 0 && equal_nan)
              REQUIRE(before(kinds[static_cast<std::size_t>(i - 1)], kinds[static_cast<std::size_t>(i)]));
          }
          REQUIRE(total == n);
        }
}

TEST_CASE("sorted results have the same bits at any number of threads", "[threads]") {
  TestContext ctx;
  for (const DType dtype : {DType::float64, DType::float32, DType::int64, DType::complex128})
    for (const Data data : {Data::spread_out, Data::few_values, Data::nested}) {
      const Array a = make(ctx, dtype, 300000, data, 7), table = make(ctx, dtype, 200000, data, 8);
      const Array rows =
          table.with_layout(table.data(), {400, 500}, row_major_strides(Dims{400, 500}, itemsize(dtype)));
      ctx.threads = 1;
      const Array one = sorted(ctx, a, 0), order = argsort(ctx, a, 0), columns = sorted(ctx, rows, 0);
      for (const int threads : {2, 3}) {
        ctx.threads = threads;
        const auto same_memory = [](const Array& x, const Array& y) {
          return std::memcmp(x.data(), y.data(), static_cast<std::size_t>(x.size()) * itemsize(x.dtype())) == 0;
        };
        CHECK(same_memory(sorted(ctx, a, 0), one));
        CHECK(same_memory(argsort(ctx, a, 0), order));
        CHECK(same_memory(sorted(ctx, rows, 0), columns));
      }
    }
}

TEST_CASE("a large sort stops in the middle and loses no element", "[threads]") {
  TestContext ctx;
  const std::int64_t n = 3000000;
  const Array a = random_array<double>(ctx, {n}, 3);
  const auto total = [&] {
    std::uint64_t sum = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      std::uint64_t bits;
      std::memcpy(&bits, a.as<double>() + i, 8);
      sum += bits * 0x9e3779b97f4a7c15u;
    }
    return sum;
  };
  const std::uint64_t before_sort = total();
  for (const int threads : {1, 2}) {
    ctx.threads = threads;
    int stopped = 0;
    for (int round = 0; round < 3; ++round) {
      StopLater stop(ctx, 2 + round);
      try {
        while (true) argsort(ctx, a, 0);
      } catch (const Interrupted&) {
        ++stopped;
      }
    }
    CHECK(stopped == 3);
    ctx.stop = nullptr;
  }
  {
    StopLater stop(ctx, 3);
    try {
      sort(ctx, a, 0);
    } catch (const Interrupted&) {
    }
  }
  ctx.stop = nullptr;
  CHECK(total() == before_sort);
}
