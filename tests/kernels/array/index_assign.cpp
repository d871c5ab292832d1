// Elements written by subscripts, elements of every dtype; threads, memory and stopping.

#include "tests/kernels/array/index_support.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::test::index;

TEST_CASE("every dtype of lists and of elements") {
  TestContext ctx;
  for (int t = 0; t < dtype_count; ++t) {
    const auto dtype = static_cast<DType>(t);
    INFO(name(dtype));
    const Array a = array_of(ctx, dtype, {4}, {0, 1, 1, 0});
    for (DType index : {DType::uint8, DType::int32, DType::int64, DType::float32, DType::float64}) {
      const Array positions = array_of(ctx, index, {3}, {2, 4, 2});
      const Array got = get(ctx, a, std::vector{Subscript::list(positions)});
      CHECK(got.dtype() == dtype);
      CHECK(elements_of(got) == Ints{1, 0, 1});
    }
    const Array bits = mask(ctx, {4}, {1, 1, 0, 0});
    CHECK(elements_of(get(ctx, a, std::vector{Subscript::list(bits)})) == Ints{0, 1});
  }
  const Array z = array_of(ctx, DType::complex128, {2}, {1, 2});
  z.at<Complex128>(1) = {3, -4};
  const Array second = list(ctx, {-1});
  CHECK(get(ctx, z, std::vector{Subscript::list(second)}).at<Complex128>(0) == Complex128(3, -4));
}

TEST_CASE("assignment broadcasts, casts, and refuses what would be lost before anything is written") {
  TestContext ctx;
  const Array a = iota(ctx, {2, 3});
  const auto put = [&](const Array& to, std::string_view text, const Array& value) {
    scatter(ctx, to, select(ctx, to, parse_subscripts(text)), value);
  };
  put(a, "1", array_of(ctx, DType::float64, {}, {7}));
  CHECK(elements_of(a) == Ints{7, 7, 7, 3, 4, 5});
  put(a, ":, 2", array_of(ctx, DType::int64, {2}, {8, 9}));
  CHECK(elements_of(a) == Ints{7, 8, 7, 3, 9, 5});
  put(a, "2", array_of(ctx, DType::int64, {1, 1, 3}, {1, 2, 3}));  // leading axes of length 1 fall away
  CHECK(elements_of(a) == Ints{7, 8, 7, 1, 2, 3});
  CHECK_THROWS_WITH(put(a, ":", array_of(ctx, DType::int64, {2}, {1, 2})),
                    "value of shape 2 does not fit the selection of shape 2x3");
  CHECK_THROWS_AS(put(a, ":", array_of(ctx, DType::int64, {2, 2, 3}, Ints(12, 0))), ShapeError);

  // Real to integer truncates as NumPy's assignment does.
  const Array reals = array_of(ctx, DType::float64, {3}, {0, 0, 0});
  reals.at<double>(0) = 2.9;
  reals.at<double>(1) = -2.9;
  put(a, "1", reals);
  CHECK(elements_of(a) == Ints{2, -2, 0, 1, 2, 3});
  reals.at<double>(2) = 1e30;
  CHECK_THROWS_AS(put(a, "2", reals), DomainError);
  reals.at<double>(2) = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(put(a, "2", reals), DomainError);
  const Array bytes = array_of(ctx, DType::uint8, {3}, {1, 2, 3});
  CHECK_THROWS_AS(put(bytes, ":", array_of(ctx, DType::int64, {3}, {4, 5, 256})), DomainError);
  CHECK_THROWS_AS(put(bytes, ":", array_of(ctx, DType::int64, {3}, {4, 5, -1})), DomainError);
  const Array complexes = array_of(ctx, DType::complex128, {3}, {4, 5, 6});
  complexes.at<Complex128>(2) = {0, 1};
  CHECK_THROWS_AS(put(reals, ":", complexes), ValueError);
  CHECK(elements_of(a) == Ints{2, -2, 0, 1, 2, 3});
  CHECK(elements_of(bytes) == Ints{1, 2, 3});
  CHECK(reals.at<double>(0) == 2.9);
  complexes.at<Complex128>(2) = {6, 0};
  put(reals, ":", complexes);
  CHECK(elements_of(reals) == Ints{4, 5, 6});

  // A list with one bad position writes nothing either.
  const Array positions = list(ctx, {1, 2, 5});
  CHECK_THROWS_AS(scatter(ctx, reals, select(ctx, reals, std::vector{Subscript::list(positions)}), reals), IndexError);
  CHECK(elements_of(reals) == Ints{4, 5, 6});
}

TEST_CASE("of equal positions the last wins") {
  TestContext ctx;
  const Array a = iota(ctx, {3});
  const Array positions = list(ctx, {2, 2, 2, 1});
  scatter(ctx, a, select(ctx, a, std::vector{Subscript::list(positions)}), list(ctx, {10, 20, 30, 40}));
  CHECK(elements_of(a) == Ints{40, 30, 2});
}

TEST_CASE("operands that share memory behave as if copied first") {
  TestContext ctx;
  const auto fresh = [&] { return iota(ctx, {6}); };
  const auto put = [&](const Array& to, std::span<const Subscript> s, const View& value) {
    scatter(ctx, to, select(ctx, to, s), value);
    return elements_of(to);
  };
  Array a = fresh();
  CHECK(put(a, parse_subscripts("2:6"), at(ctx, a, "1:5")) == Ints{0, 0, 1, 2, 3, 4});
  a = fresh();
  CHECK(put(a, parse_subscripts("1:5"), at(ctx, a, "2:6")) == Ints{1, 2, 3, 4, 5, 5});
  a = fresh();
  CHECK(put(a, parse_subscripts(":"), at(ctx, a, "::-1")) == Ints{5, 4, 3, 2, 1, 0});
  a = fresh();
  const Array back = list(ctx, {6, 5, 4, 3, 2, 1});
  CHECK(put(a, std::vector{Subscript::list(back)}, a) == Ints{5, 4, 3, 2, 1, 0});
  // The list is the array that it writes to.
  a = list(ctx, {2, 3, 1});
  CHECK(put(a, std::vector{Subscript::list(a)}, list(ctx, {7, 8, 9})) == Ints{9, 7, 8});
  // So is the mask, shifted by one.
  const Array bits = mask(ctx, {5}, {0, 1, 1, 1, 1});
  const Array to = at(ctx, bits, "2:5"), from = at(ctx, bits, "1:4");
  CHECK(put(to, std::vector{Subscript::list(from)}, array_of(ctx, DType::bool_, {}, {0})) == Ints{1, 0, 0, 0});
}

TEST_CASE("long lists and masks, on one thread and several", "[threads]") {
  TestContext ctx;
  const std::int64_t n = 300007;
  const Array a = iota(ctx, {n});
  Ints positions, bits, picked, masked;
  for (std::int64_t k = 0; k < n; ++k) {
    const std::int64_t p = k * 7919 % n;
    positions.push_back(k % 3 ? p + 1 : p - n);
    picked.push_back(p);
    bits.push_back(k < n / 3 ? k % 2 : k < n / 2 ? 1 : k % 1000 == 7);
    if (bits.back()) masked.push_back(k);
  }
  const Array index = list(ctx, positions), chosen = mask(ctx, {n}, bits);
  for (int threads : {1, 4}) {
    ctx.threads = threads;
    CHECK(elements_of(get(ctx, a, std::vector{Subscript::list(index)})) == picked);
    CHECK(elements_of(get(ctx, a, std::vector{Subscript::list(chosen)})) == masked);
    const Array table = iota(ctx, {401, 307});
    const Array rows = list(ctx, {400, 2, 2, -1});
    const Array taken = get(ctx, table, std::vector{Subscript::list(rows)});
    for (std::int64_t j = 0; j < 307; ++j) {
      REQUIRE(taken.at<std::int64_t>(0, j) == 399 * 307 + j);
      REQUIRE(taken.at<std::int64_t>(3, j) == 400 * 307 + j);
    }
  }
  const Array back = Array::zeros(ctx, DType::int64, {n});
  scatter(ctx, back, select(ctx, back, std::vector{Subscript::list(index)}), list(ctx, picked));
  CHECK(elements_of(back) == elements_of(a));
  scatter(ctx, back, select(ctx, back, std::vector{Subscript::list(chosen)}), list(ctx, {-1}));
  Ints expected = elements_of(a);
  for (std::int64_t k : masked) expected[static_cast<std::size_t>(k)] = -1;
  CHECK(elements_of(back) == expected);
}

TEST_CASE("nothing is allocated for a selection that is refused") {
  TestContext ctx;
  const Array a = iota(ctx, {10});
  const Array bad = list(ctx, Ints(100000, 11));
  const std::size_t before = ctx.memory.used();
  int asked = 0;
  ctx.memory.gate_data = &asked;
  ctx.memory.gate = [](void* count, std::size_t) { return ++*static_cast<int*>(count) > 0; };
  CHECK_THROWS_AS(select(ctx, a, std::vector{Subscript::list(bad)}), IndexError);
  CHECK(asked == 0);
  CHECK(ctx.memory.used() == before);
}

TEST_CASE("a stop request ends a long selection") {
  TestContext ctx;
  const Array a = iota(ctx, {10});
  const Array index = list(ctx, Ints(1000, 1));
  StopFlag stop;
  stop.request = StopFlag::interrupt;
  ctx.stop = &stop;
  CHECK_THROWS_AS(select(ctx, a, std::vector{Subscript::list(index)}), Interrupted);
}

TEST_CASE("an open grid crosses its lists") {
  TestContext ctx;
  const Array a = iota(ctx, {3, 4});
  const Array rows = list(ctx, {3, 1}), columns = mask(ctx, {4}, {0, 1, 0, 1});
  const std::vector<View> lists{rows, columns};
  const std::vector<Array> grid = open_grid(ctx, lists);
  CHECK(shape_of(grid[0]) == Ints{2, 1});
  CHECK(shape_of(grid[1]) == Ints{1, 2});
  CHECK(elements_of(grid[1]) == Ints{2, 4});
  const Array got = get(ctx, a, std::vector{Subscript::list(grid[0]), Subscript::list(grid[1])});
  CHECK(shape_of(got) == Ints{2, 2});
  CHECK(elements_of(got) == Ints{9, 11, 1, 3});
  const std::vector<View> wrong{rows, a};
  CHECK_THROWS_WITH(open_grid(ctx, wrong), "list 2 must have one axis, got shape 3x4");
}
