#include "kernels/array/index.h"

#include <sstream>

#include "tests/kernels/array/index_support.h"
#include "tests/support/reference.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::test::index;
using namespace perilune::test::oracle;
using Sort = Subscript::Kind;

namespace {

Ints parse_shape(const std::string& text) {
  Ints shape;
  std::istringstream in(text);
  for (std::string part; text != "s" && std::getline(in, part, 'x');) shape.push_back(std::stoll(part));
  return shape;
}

std::optional<std::int64_t> end_of(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(static_cast<std::int64_t>(std::stoll(text)));
}

// One subscript as tests/reference/array/index.py writes it.
OracleSubscript parse_reference(const std::string& text) {
  OracleSubscript s;
  const std::string rest = text.substr(1);
  switch (text[0]) {
    case 'i': s.kind = Sort::integer, s.integer = std::stoll(rest); break;
    case 'e': s.kind = Sort::ellipsis; break;
    case 'n': s.kind = Sort::new_axis; break;
    case 'r': {
      s.kind = Sort::range;
      const auto first = rest.find(':'), second = rest.find(':', first + 1);
      s.range.start = end_of(rest.substr(0, first));
      s.range.stop = end_of(rest.substr(first + 1, second - first - 1));
      if (second != rest.npos) s.range.step = end_of(rest.substr(second + 1));
      break;
    }
    default: {
      s.kind = text[0] == 'L' ? Sort::positions : Sort::mask;
      const auto equals = rest.find('=');
      s.shape = parse_shape(rest.substr(0, equals));
      std::istringstream in(rest.substr(equals + 1));
      if (text[0] == 'L')
        for (std::string v; std::getline(in, v, ',');) s.values.push_back(std::stoll(v));
      else
        for (char c; in >> c;) s.values.push_back(c - '0');
    }
  }
  return s;
}

std::string message(Context& ctx, const Array& a, std::span<const Subscript> subscripts) {
  try {
    select(ctx, a, subscripts);
  } catch (const Error& e) {
    return e.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("a range is every place that a walk from its start meets, for all small ranges") {
  const auto ends = [](std::int64_t n) {
    std::vector<std::optional<std::int64_t>> list{std::nullopt, INT64_MAX, INT64_MIN};
    for (std::int64_t k = -n - 3; k <= n + 3; ++k) list.push_back(k);
    return list;
  };
  for (std::int64_t n = 0; n <= 6; ++n)
    for (auto start : ends(n))
      for (auto stop : ends(n))
        for (auto step : ends(std::min<std::int64_t>(n, 3))) {
          const Range range{start, stop, step};
          // The oracle counts without clamping the step; the ends of int64 would overflow it.
          Range tame = range;
          if (step == INT64_MAX) tame.step = 1000;
          if (step == INT64_MIN) tame.step = -1000;
          const auto expected = range_places(tame, n);
          INFO(range_text(range) << " on " << n);
          if (!expected) {
            REQUIRE_THROWS_AS(resolve(range, n), Error);
            continue;
          }
          const ResolvedRange r = resolve(range, n);
          Ints got;
          for (std::int64_t k = 0; k < r.count; ++k) got.push_back(r.first + k * r.step);
          REQUIRE(got == *expected);
        }
}

TEST_CASE("ranges read as in the guide") {
  TestContext ctx;
  const Array a = iota(ctx, {6});
  CHECK(elements_of(at(ctx, a, "2:5")) == Ints{1, 2, 3, 4});
  CHECK(elements_of(at(ctx, a, "-3:")) == Ints{3, 4, 5});
  CHECK(elements_of(at(ctx, a, "::-1")) == Ints{5, 4, 3, 2, 1, 0});
  CHECK(elements_of(at(ctx, a, "5:2:-1")) == Ints{4, 3, 2, 1});
  CHECK(elements_of(at(ctx, a, "1:10:2")) == Ints{0, 2, 4});
  CHECK(elements_of(at(ctx, a, "-9::2")) == Ints{0, 2, 4});
  CHECK(elements_of(at(ctx, a, "9::-2")) == Ints{5, 3, 1});
  CHECK(elements_of(at(ctx, a, ":-2")) == Ints{0, 1, 2, 3, 4});
  CHECK(elements_of(at(ctx, a, "4:3")).empty());
  CHECK(elements_of(at(ctx, a, "3.0:4.0")) == Ints{2, 3});
  CHECK(elements_of(at(ctx, a, " 3 : 4 ")) == Ints{2, 3});
  CHECK(elements_of(at(ctx, a, "1e300:")).empty());
  const Array m = iota(ctx, {2, 3});
  CHECK(elements_of(at(ctx, m, ":, 2:3")) == Ints{1, 2, 4, 5});
  CHECK(elements_of(at(ctx, m, "-1")) == Ints{3, 4, 5});
  CHECK(shape_of(at(ctx, m, "..., +")) == Ints{2, 3, 1});
  CHECK(shape_of(at(ctx, m, "+, 1, +")) == Ints{1, 1, 3});
  CHECK_THROWS_WITH(at(ctx, a, "0:3"), "range '0:3' has 0 as an end: indices start at 1");
  CHECK_THROWS_WITH(at(ctx, a, "3:0:-1"), "range '3:0:-1' has 0 as an end: indices start at 1");
  CHECK_THROWS_WITH(at(ctx, a, "::0"), "range '::0' has step 0");
}

TEST_CASE("':-1' is everything and says so, other ranges do not") {
  TestContext ctx;
  const Array a = iota(ctx, {4});
  const auto trap = [&](const char* text) { return select(ctx, a, parse_subscripts(text)).minus_one_trap; };
  CHECK(elements_of(at(ctx, a, ":-1")) == Ints{0, 1, 2, 3});
  CHECK(trap(":-1"));
  CHECK(trap(":-1:1"));
  for (const char* text : {":", "1:-1", ":-2", "::-1", ":4", "-1:", "-1"}) CHECK_FALSE(trap(text));
}

TEST_CASE("a malformed index text is refused with the piece and its place") {
  const auto parse = [](const char* text) { return parse_subscripts(text); };
  CHECK_THROWS_WITH(parse("2:x, :"), "index '2:x, :' must have a whole number at character 3, got 'x'");
  CHECK_THROWS_WITH(parse("1, a b"),
                    "index '1, a b' must have a whole number, a range, '...' or '+' at character 4, got 'a b'");
  CHECK_THROWS_WITH(parse("1,,2"), "index '1,,2' must have an index at character 3, got nothing");
  CHECK_THROWS_WITH(parse("1,"), "index '1,' must have an index at character 3, got nothing");
  CHECK_THROWS_WITH(parse("2.5"), "index '2.5' must have a whole number at character 1, got '2.5'");
  CHECK_THROWS_WITH(parse("1:2:3:4"), "index '1:2:3:4' must have start:stop:step at character 1, got '1:2:3:4'");
  CHECK_THROWS_WITH(parse("  "), "index '  ' is empty");
  for (const char* text :
       {"inf", "nan", "0x10", "+3", "- 3", "1 2", "--1", "1e", ".", "-", "....", "..", "1e999:", "1:2:3:", "\n,"})
    CHECK_THROWS_AS(parse(text), ValueError);
  CHECK_THROWS_AS(parse_subscripts(std::string(1000, ',')), ValueError);
  std::string many = "1";
  for (int k = 0; k < 100; ++k) many += ",1";
  CHECK_THROWS_AS(parse_subscripts(many), ValueError);
}

TEST_CASE("an index out of range names index, axis and length") {
  TestContext ctx;
  const Array a = iota(ctx, {6}), m = iota(ctx, {2, 3});
  const auto say = [&](const Array& x, Subscript s) { return message(ctx, x, std::vector{s}); };
  CHECK(say(a, Subscript::at(7)) == "index 7 is out of range for axis 1 with length 6");
  CHECK(say(a, Subscript::at(-7)) == "index -7 is out of range for axis 1 with length 6");
  CHECK(say(a, Subscript::at(0)) == "index 0 is out of range for axis 1 with length 6: indices start at 1");
  CHECK(message(ctx, m, parse_subscripts("2, 4")) == "index 4 is out of range for axis 2 with length 3");
  const Array bad = list(ctx, {1, 3, 9}), zero = list(ctx, {1, 0});
  CHECK(say(a, Subscript::list(bad)) == "index 9 is out of range for axis 1 with length 6");
  CHECK(say(a, Subscript::list(zero)) == "index 0 is out of range for axis 1 with length 6: indices start at 1");
  CHECK(message(ctx, m, std::vector{Subscript::all(), Subscript::list(bad)}) ==
        "index 9 is out of range for axis 2 with length 3");
  const Array half = array_of(ctx, DType::float64, {2}, {1, 2});
  half.at<double>(1) = 2.5;
  CHECK(say(a, Subscript::list(half)) == "index must be a whole number, got 2.5");
  half.at<double>(1) = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(select(ctx, a, std::vector{Subscript::list(half)}), IndexError);
  half.at<double>(1) = 1e300;
  CHECK_THROWS_AS(select(ctx, a, std::vector{Subscript::list(half)}), IndexError);
  CHECK_THROWS_AS(Subscript::list(array_of(ctx, DType::complex128, {1}, {1})), ValueError);
  const Array none = iota(ctx, {0});
  CHECK(say(none, Subscript::at(1)) == "index 1 is out of range for axis 1 with length 0");
}

TEST_CASE("a mask must have the lengths of its axes") {
  TestContext ctx;
  const Array a = iota(ctx, {5}), m = iota(ctx, {4, 3});
  const Array three = mask(ctx, {3}, {1, 0, 1}), grid = mask(ctx, {2, 3}, {1, 0, 1, 1, 0, 0});
  CHECK(message(ctx, a, std::vector{Subscript::list(three)}) == "a mask of length 3 does not fit axis 1 with length 5");
  CHECK(message(ctx, m, std::vector{Subscript::list(three)}) == "a mask of length 3 does not fit axis 1 with length 4");
  CHECK(message(ctx, m, std::vector{Subscript::list(grid)}) ==
        "a mask of shape 2x3 does not fit axes 1 to 2 with lengths 4x3");
  CHECK(message(ctx, m, std::vector{Subscript::all(), Subscript::list(three)}) == "no error");
}

TEST_CASE("too many subscripts: the message shows how to pick elements by a list") {
  TestContext ctx;
  const Array a = iota(ctx, {5}), m = iota(ctx, {4, 3});
  CHECK(message(ctx, a, std::vector{Subscript::at(1), Subscript::at(3)}) ==
        "an array with 1 axis (5) takes at most 1 subscript, got 2\n"
        "    a({1, 3}) or a[{{1, 3}}] picks elements by a list");
  CHECK(message(ctx, m, parse_subscripts("1, 2, 3")) ==
        "an array with 2 axes (4x3) takes at most 2 subscripts, got 3\n"
        "    a({1, 2, 3}) or a[{{1, 2, 3}}] picks sub-arrays by a list");
  CHECK(message(ctx, a, parse_subscripts("1:2, :")) ==
        "an array with 1 axis (5) takes at most 1 subscript, got 2\n"
        "    a({i, j, ...}) or a[{{i, j, ...}}] picks elements by a list");
  const Array scalar = iota(ctx, {});
  CHECK(message(ctx, scalar, std::vector{Subscript::at(1)}) ==
        "an array with 0 axes (0-d) takes at most 0 subscripts, got 1");
  CHECK(message(ctx, m, parse_subscripts("..., ...")) == "an index has at most one '...', got 2");
  const std::vector<Subscript> many(40, Subscript::axis());
  CHECK_THROWS_AS(select(ctx, m, many), IndexError);
  const std::vector<Subscript> endless(100000, Subscript::at(1));
  CHECK_THROWS_AS(select(ctx, m, endless), IndexError);
}

TEST_CASE("lists that do not pair up are named") {
  TestContext ctx;
  const Array m = iota(ctx, {4, 3});
  const Array two = list(ctx, {1, 2}), three = list(ctx, {1, 2, 3});
  CHECK(message(ctx, m, std::vector{Subscript::list(two), Subscript::list(three)}) ==
        "index lists of shapes 2 and 3 do not pair up");
}

TEST_CASE("NumPy selects the same elements from the same subscripts") {
  TestContext ctx;
  std::istringstream lines(reference_text("array/index.txt"));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    INFO(line);
    Ints shape, result_shape, elements;
    std::vector<OracleSubscript> subscripts;
    std::istringstream fields(line);
    std::string field;
    std::getline(fields, field, ';');
    shape = parse_shape(field);
    std::getline(fields, field, ';');
    std::istringstream words(field);
    for (std::string word; words >> word;) subscripts.push_back(parse_reference(word));
    std::getline(fields, field, ';');
    const std::string outcome = field.substr(1);
    const auto oracle = oracle_select(shape, subscripts);
    const Array a = iota(ctx, shape);
    const Subscripts real = real_subscripts(ctx, subscripts, DType::int64);
    if (outcome == "error") {
      REQUIRE_THROWS_AS(select(ctx, a, real.list), Error);
      REQUIRE_FALSE(oracle);
      continue;
    }
    result_shape = parse_shape(outcome);
    std::getline(fields, field);
    std::istringstream values(field);
    for (std::string v; std::getline(values, v, ',');) elements.push_back(std::stoll(v));
    const Array got = get(ctx, a, real.list);
    REQUIRE(shape_of(got) == result_shape);
    REQUIRE(elements_of(got) == elements);
    REQUIRE(oracle);
    REQUIRE(oracle->shape == result_shape);
    REQUIRE(oracle->elements == elements);
  }
  CHECK(count == 1500);
}

TEST_CASE("ranges give views, lists and masks give copies") {
  TestContext ctx;
  const Array a = iota(ctx, {3, 4});
  const Array view = at(ctx, a, "2:3, ::-2");
  CHECK(view.block().get() == a.block().get());
  view.at<std::int64_t>(0, 0) = 99;
  CHECK(a.at<std::int64_t>(1, 3) == 99);
  const Array rows = list(ctx, {1});
  const Array copy = get(ctx, a, std::vector{Subscript::list(rows)});
  CHECK(copy.block().get() != a.block().get());
}
