#include "kernels/array/manipulate.h"

#include <map>
#include <sstream>

#include "tests/support/index_oracle.h"
#include "tests/support/reference.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::test::oracle;

namespace {

Ints parse_list(const std::string& text) {
  Ints list;
  std::istringstream in(text);
  for (std::string part; text != "s" && text != "none" && std::getline(in, part, ',');)
    list.push_back(std::stoll(part));
  return list;
}

std::vector<std::string> cut(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) {
    const auto begin = part.find_first_not_of(' '), end = part.find_last_not_of(' ');
    parts.push_back(begin == part.npos ? "" : part.substr(begin, end - begin + 1));
  }
  return parts;
}

// base/steps/order, as tests/reference/array/manipulate.py writes arrays.
Array parse_array(Context& ctx, const std::string& text, std::int64_t first) {
  const auto parts = cut(text, '/');
  const Ints base = parse_list(parts[0]), steps = parse_list(parts[1]), order = parse_list(parts[2]);
  Ints values;
  for (std::int64_t k = 0; k < product(base); ++k) values.push_back(first + k);
  Array a = array_of(ctx, DType::int64, base, values);
  Dims shape = a.shape(), strides = a.strides();
  std::byte* data = a.data();
  for (int d = 0; d < a.ndim(); ++d) {
    const std::int64_t step = steps[static_cast<std::size_t>(d)];
    if (step < 0 && shape[d] > 0) data += (shape[d] - 1) * strides[d];
    shape[d] = (shape[d] + std::abs(step) - 1) / std::abs(step);
    strides[d] *= step;
  }
  return transpose(a.with_layout(data, shape, strides), std::span<const std::int64_t>(order));
}

std::string list_text(const Ints& v) {
  std::string t;
  for (auto n : v) t += (t.empty() ? "" : ",") + std::to_string(n);
  return t.empty() ? "s" : t;
}

std::vector<Array> run(Context& ctx, const std::string& op, const std::vector<Array>& arrays,
                       const std::vector<std::string>& args) {
  const Array& a = arrays[0];
  std::vector<View> views(arrays.begin(), arrays.end());
  const auto list = [&](std::size_t k) { return parse_list(args.at(k)); };
  const auto number = [&](std::size_t k) { return std::stoll(args.at(k)); };
  const auto maybe = [&](const Ints& axes, std::size_t k) {
    return args.at(k) == "none" ? std::nullopt : std::optional<std::span<const std::int64_t>>(axes);
  };
  const auto order = [&](std::size_t k) {
    return std::map<std::string, Order>{
        {"C", Order::c}, {"F", Order::fortran}, {"A", Order::automatic}, {"K", Order::keep}}[args.at(k)];
  };
  if (op == "reshape") return {reshape(ctx, a, list(0), order(1))};
  if (op == "ravel") return {ravel(ctx, a, order(0))};
  if (op == "flatten") return {flatten(ctx, a, order(0))};
  if (op == "expand_dims") return {expand_dims(a, list(0))};
  if (op == "broadcast_to") return {broadcast_to(a, list(0))};
  if (op == "atleast") return {atleast_nd(a, static_cast<int>(number(0)))};
  if (op == "swapaxes") return {swapaxes(a, number(0), number(1))};
  if (op == "moveaxis") return {moveaxis(a, list(0), list(1))};
  if (op == "rot90") return {rot90(a, number(0), number(1), number(2))};
  if (op == "concatenate")
    return {concatenate(ctx, views, args[0] == "none" ? std::nullopt : std::optional<std::int64_t>(number(0)))};
  if (op == "stack") return {stack(ctx, views, number(0))};
  if (op == "vstack") return {vstack(ctx, views)};
  if (op == "hstack") return {hstack(ctx, views)};
  if (op == "dstack") return {dstack(ctx, views)};
  if (op == "column_stack") return {column_stack(ctx, views)};
  if (op == "split") return split(a, number(0), number(1));
  if (op == "array_split") return split(a, number(0), number(1), true);
  if (op == "split_at") return split_at(a, list(0), number(1));
  if (op == "tile") return {tile(ctx, a, list(0))};
  if (op == "repeat")
    return {repeat(ctx, a, list(0), args[1] == "none" ? std::nullopt : std::optional<std::int64_t>(number(1)))};
  const Ints axes = list(op == "roll" ? 1 : 0);
  if (op == "roll") return {roll(ctx, a, list(0), maybe(axes, 1))};
  if (op == "squeeze") return {squeeze(a, maybe(axes, 0))};
  if (op == "transpose") return {transpose(a, maybe(axes, 0))};
  if (op == "flip") return {flip(a, maybe(axes, 0))};
  throw std::runtime_error("unknown operation " + op);
}

Array iota(Context& ctx, const Ints& shape, DType dtype = DType::int64) {
  Ints values;
  for (std::int64_t k = 0; k < product(shape); ++k) values.push_back(k);
  return array_of(ctx, dtype, shape, values);
}

}  // namespace

TEST_CASE("NumPy gives the same arrays, and the same views") {
  TestContext ctx;
  std::istringstream lines(reference_text("array/manipulate.txt"));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    INFO(line);
    const auto fields = cut(line, '|');
    std::vector<Array> arrays;
    for (const auto& text : cut(fields[1], ' '))
      arrays.push_back(parse_array(ctx, text, 1000 * static_cast<std::int64_t>(arrays.size())));
    const auto args = cut(fields[2], ' ');
    if (fields[3] == "error") {
      REQUIRE_THROWS_AS(run(ctx, fields[0], arrays, args), Error);
      continue;
    }
    const std::vector<Array> got = run(ctx, fields[0], arrays, args);
    const auto expected = cut(fields[3], '&');
    REQUIRE(got.size() == expected.size());
    for (std::size_t k = 0; k < got.size(); ++k) {
      const auto words = cut(expected[k], ' ');
      REQUIRE(list_text(shape_of(got[k])) == words[1]);
      REQUIRE(list_text(elements_of(got[k])) == words[2]);
      // NumPy's ravel insists on a gapless result; ours is a view whenever one axis can say it.
      const bool view = got[k].block().get() == arrays[0].block().get();
      if (got[k].size() > 0 && !(fields[0] == "ravel" && view)) REQUIRE((view ? "view" : "copy") == words[0]);
    }
  }
  CHECK(count == 2000);
}

TEST_CASE("messages name the argument, count axes from 1 and show both shapes") {
  TestContext ctx;
  const Array a = iota(ctx, {2, 3}), b = iota(ctx, {2, 4}), v = iota(ctx, {4}), s = iota(ctx, {});
  const Ints bad{4, 2}, twice{-1, -1}, unknown{4, -1}, negative{-2, 3};
  CHECK_THROWS_WITH(reshape(ctx, a, bad), "shape must have the 6 elements of a (2x3), got 4x2");
  CHECK_THROWS_WITH(reshape(ctx, a, unknown), "shape must divide the 6 elements of a (2x3), got 4x-1");
  CHECK_THROWS_WITH(reshape(ctx, a, twice), "shape must have no negative length but one -1, got -1x-1");
  CHECK_THROWS_WITH(reshape(ctx, a, negative), "shape must have no negative length but one -1, got -2x3");
  CHECK_THROWS_WITH(swapaxes(a, 0, 2), "axis2 must be from 1 to 2 or -2 to -1, got 3");
  CHECK_THROWS_WITH(swapaxes(v, 1, 0), "axis1 must be 1 or -1, got 2");
  CHECK_THROWS_WITH(stack(ctx, std::vector<View>{a, b}),
                    "arrays must have the same shape, got 2x3 and 2x4 (arrays 1 and 2)");
  CHECK_THROWS_WITH(concatenate(ctx, std::vector<View>{a, a, b}, 0),
                    "arrays must have the same lengths except along axis 1, got 2x3 and 2x4 (arrays 1 and 3)");
  CHECK_THROWS_WITH(concatenate(ctx, std::vector<View>{s}), "arrays must have at least one axis, got a 0-d array at 1");
  CHECK_THROWS_WITH(concatenate(ctx, {}), "arrays must have at least one array, got none");
  CHECK_THROWS_WITH(concatenate(ctx, std::vector<View>{a}, 0, DType::uint8),
                    "dtype must hold int64 of the arrays, got uint8");
  CHECK_THROWS_WITH(split(a, 2, 1), "indices_or_sections must divide the length 3 of axis 2, got 2");
  CHECK_THROWS_WITH(split(a, 0, 1), "indices_or_sections must be at least 1, got 0");
  CHECK_THROWS_AS(split(a, INT64_MAX, 0, true), ValueError);
  const Ints first{0}, both{0, 0}, shape{2, 4}, minus{-1};
  CHECK_THROWS_WITH(squeeze(a, first), "axis must have length 1 to be squeezed, got axis 1 with length 2");
  CHECK_THROWS_WITH(transpose(a, both), "axes must name each axis once, got 1 twice");
  CHECK_THROWS_WITH(transpose(a, first), "axes must name all 2 axes of a, got 1");
  CHECK_THROWS_WITH(broadcast_to(a, shape), "shape must be one that a (2x3) broadcasts to, got 2x4");
  CHECK_THROWS_WITH(repeat(ctx, v, minus), "repeats must not be negative, got -1");
  CHECK_THROWS_WITH(tile(ctx, v, minus), "reps must not be negative, got -1");
  const Ints huge{INT64_MAX}, three{1, 2, 3};
  CHECK_THROWS_AS(tile(ctx, v, huge), ValueError);
  CHECK_THROWS_AS(repeat(ctx, v, huge), ValueError);
  CHECK_THROWS_WITH(repeat(ctx, v, three, 0), "repeats must have 1 or 4 entries to match axis 1 of a (4), got 3");
  CHECK_THROWS_WITH(normalise_axis(0, 0), "axis must be left out for a 0-d array, got 1");
}

TEST_CASE("joining promotes as NumPy does, and casts to the dtype asked for") {
  TestContext ctx;
  for (int s = 0; s < dtype_count; ++s)
    for (int t = 0; t < dtype_count; ++t) {
      const auto x = static_cast<DType>(s), y = static_cast<DType>(t);
      const Array a = array_of(ctx, x, {2}, {0, 1}), b = array_of(ctx, y, {1}, {1});
      const Array c = concatenate(ctx, std::vector<View>{a, b});
      REQUIRE(c.dtype() == promote(x, y));
      REQUIRE(elements_of(c) == Ints{0, 1, 1});
      const Array d = stack(ctx, std::vector<View>{a, array_of(ctx, y, {2}, {1, 0})}, 1, DType::complex128);
      REQUIRE(d.dtype() == DType::complex128);
      REQUIRE(elements_of(d) == Ints{0, 1, 1, 0});
    }
}

TEST_CASE("every dtype goes through repeat, tile and roll unharmed") {
  TestContext ctx;
  for (int t = 0; t < dtype_count; ++t) {
    const auto dtype = static_cast<DType>(t);
    const Array a = array_of(ctx, dtype, {2, 2}, {0, 1, 1, 0});
    const Ints two{2}, one{1}, counts{1, 3};
    CHECK(elements_of(repeat(ctx, a, two)) == Ints{0, 0, 1, 1, 1, 1, 0, 0});
    CHECK(elements_of(repeat(ctx, a, counts, 1)) == Ints{0, 1, 1, 1, 1, 0, 0, 0});
    CHECK(elements_of(repeat(ctx, transpose(a), counts, 0)) == Ints{0, 1, 1, 0, 1, 0, 1, 0});
    CHECK(elements_of(tile(ctx, a, two)) == Ints{0, 1, 0, 1, 1, 0, 1, 0});
    CHECK(elements_of(roll(ctx, a, one)) == Ints{0, 0, 1, 1});
  }
}

TEST_CASE("thirty-two axes are the most, and work") {
  TestContext ctx;
  const Array a = iota(ctx, {2, 3});
  Ints shape(30, 1);
  shape.insert(shape.begin() + 7, 2);
  shape.push_back(3);
  const Array wide = reshape(ctx, a, shape);
  CHECK(shape_of(wide) == shape);
  CHECK(elements_of(reshape(ctx, transpose(wide), Ints{6})) == Ints{0, 3, 1, 4, 2, 5});
  shape.push_back(1);
  CHECK_THROWS_AS(reshape(ctx, a, shape), ValueError);
  CHECK_THROWS_AS(broadcast_to(a, Ints(40, 1)), ValueError);
  CHECK_THROWS_AS(expand_dims(wide, Ints{0}), ValueError);
  CHECK_THROWS_AS(stack(ctx, std::vector<View>{wide}), ValueError);
  CHECK_THROWS_AS(reshape(ctx, a, Ints(1000000, 1)), ValueError);
  CHECK(elements_of(tile(ctx, wide, Ints(32, 1))) == elements_of(a));
}
