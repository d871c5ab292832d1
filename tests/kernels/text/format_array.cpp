#include "kernels/text/format_array.h"

#include <cstdlib>
#include <limits>
#include <map>
#include <sstream>

#include "tests/support/index_oracle.h"
#include "tests/support/reference.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::test::oracle;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity(), not_a_number = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> cut(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

std::string unblank(std::string text) {
  std::replace(text.begin(), text.end(), '~', ' ');
  return text;
}

Array parse_array(Context& ctx, const std::string& dtype_name, const std::string& shape_word,
                  const std::string& elements) {
  const DType dtype = *parse_dtype(dtype_name);
  Ints shape;
  if (shape_word != "s")
    for (const auto& n : cut(shape_word, 'x')) shape.push_back(std::stoll(n));
  const Array a = Array::empty(ctx, dtype, dims(shape));
  std::byte* to = a.data();
  if (elements == "arange") {
    for (std::int64_t k = 0; k < a.size(); ++k, to += itemsize(dtype)) store(dtype, to, Scalar::of(k));
  } else if (elements != "-") {
    for (const auto& word : cut(elements, ',')) {
      const auto bar = word.find('_');
      if (is_complex(dtype))
        store(dtype, to,
              Scalar::of(Complex128(std::strtod(word.c_str(), nullptr), std::strtod(word.c_str() + bar + 1, nullptr))));
      else if (is_real_floating(dtype)) store(dtype, to, Scalar::of(std::strtod(word.c_str(), nullptr)));
      else store(dtype, to, Scalar::of(static_cast<std::int64_t>(std::stoll(word))));
      to += itemsize(dtype);
    }
  }
  return a;
}

Array vector(Context& ctx, const std::vector<double>& values) {
  const Array a = Array::empty(ctx, DType::float64, {static_cast<std::int64_t>(values.size())});
  std::copy(values.begin(), values.end(), a.as<double>());
  return a;
}

}  // namespace

TEST_CASE("arrays print as NumPy prints them") {
  TestContext ctx;
  std::istringstream lines(reference_text("text/format_array.txt"));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    INFO(line);
    const auto fields = cut(line, ' ');
    std::map<std::string, std::string> words;
    for (std::size_t k = 4; k < fields.size(); ++k) {
      const auto equals = fields[k].find('=');
      words[fields[k].substr(0, equals)] = unblank(fields[k].substr(equals + 1));
    }
    PrintOptions options;
    options.precision = std::stoi(words["precision"]);
    options.threshold = std::stoll(words["threshold"]);
    options.edgeitems = std::stoll(words["edgeitems"]);
    options.linewidth = std::stoi(words["linewidth"]);
    options.suppress = words["suppress"] == "True";
    options.nanstr = words["nanstr"];
    options.infstr = words["infstr"];
    options.sign = words["sign"][0];
    options.floatmode = std::map<std::string, FloatMode>{{"fixed", FloatMode::fixed},
                                                         {"unique", FloatMode::unique},
                                                         {"maxprec", FloatMode::maxprec},
                                                         {"maxprec_equal", FloatMode::maxprec_equal}}
                            .at(words["floatmode"]);
    std::string expected;
    for (int k = std::stoi(fields[3]); k > 0; --k) {
      std::string row;
      std::getline(lines, row);
      expected += (expected.empty() ? "" : "\n") + row;
    }
    const Array a = parse_array(ctx, fields[0], fields[1], fields[2]);
    REQUIRE(format_array(ctx, a, options, {words["separator"], words["prefix"], words["suffix"]}) == expected);
  }
  CHECK(count == 1027);
}

TEST_CASE("whole floats have no tail of zeros, not-a-number no sign") {
  TestContext ctx;
  CHECK(format_array(ctx, vector(ctx, {1, 2, 3})) == "[1. 2. 3.]");
  CHECK(format_array(ctx, vector(ctx, {-not_a_number, inf, -inf})) == "[ nan  inf -inf]");
  CHECK(format_array(ctx, vector(ctx, {0.1, 0.25})) == "[0.1  0.25]");
  CHECK(format_array(ctx, vector(ctx, {1e10, 1})) == "[1.e+10 1.e+00]");
  CHECK(format_array(ctx, vector(ctx, {})) == "[]");
  CHECK(format_array(ctx, Array::zeros(ctx, DType::bool_, {2})) == "[false false]");
  CHECK(format_array(ctx, Array::zeros(ctx, DType::float64, {})) == "0.0");
  CHECK(format_array(ctx, Array::zeros(ctx, DType::bool_, {})) == "false");
  CHECK(format_array(ctx, Array::zeros(ctx, DType::complex128, {})) == "(0+0j)");
  CHECK(format_array(ctx, Array::zeros(ctx, DType::float64, {2, 1, 2})) == "[[[0. 0.]]\n\n [[0. 0.]]]");
}

TEST_CASE("views print what they show") {
  TestContext ctx;
  const Array a = vector(ctx, {0, 1, 2, 3, 4, 5});
  CHECK(format_array(ctx, a.with_layout(a.data() + 40, {2, 3}, {-8, -16})) == "[[5. 3. 1.]\n [4. 2. 0.]]");
  CHECK(format_array(ctx, a.with_layout(a.data() + 8, {2, 2}, {0, 8})) == "[[1. 2.]\n [1. 2.]]");
}

TEST_CASE("only the corners of a large array are read") {
  TestContext ctx;
  // One element behind 10^15 of them: reading more than the corners would take days.
  const Array a = Array::zeros(ctx, DType::float64, {1});
  const Array huge = a.with_layout(a.data(), {100000000, 10000000}, {0, 0});
  CHECK(format_array(ctx, huge) ==
        "[[0. 0. 0. ... 0. 0. 0.]\n [0. 0. 0. ... 0. 0. 0.]\n [0. 0. 0. ... 0. 0. 0.]\n ...\n"
        " [0. 0. 0. ... 0. 0. 0.]\n [0. 0. 0. ... 0. 0. 0.]\n [0. 0. 0. ... 0. 0. 0.]]");
  PrintOptions none;
  none.edgeitems = 0;
  none.threshold = 0;
  CHECK(format_array(ctx, huge, none) == "[...]");
}

TEST_CASE("odd options do no harm") {
  TestContext ctx;
  PrintOptions options;
  options.precision = INT_MAX;
  options.floatmode = FloatMode::fixed;
  CHECK(format_array(ctx, vector(ctx, {0.5}), options).size() > 1000);
  options = {};
  options.precision = -5;
  CHECK(format_array(ctx, vector(ctx, {0.7}), options) == "[1.]");
  options = {};
  options.linewidth = -1;
  options.edgeitems = INT64_MAX;
  options.threshold = -1;
  CHECK(format_array(ctx, vector(ctx, {1, 2}), options) == "[1.\n 2.]");
}

TEST_CASE("printing can be stopped") {
  TestContext ctx;
  const Array a = Array::zeros(ctx, DType::float64, {1});
  const Array rows = a.with_layout(a.data(), {1000000, 10}, {0, 0});
  PrintOptions all;
  all.threshold = INT64_MAX;
  StopFlag stop;
  stop.request = StopFlag::interrupt;
  ctx.stop = &stop;
  CHECK_THROWS_AS(format_array(ctx, rows, all), Interrupted);
  const Array row = a.with_layout(a.data(), {100000000}, {0});
  CHECK_THROWS_AS(format_array(ctx, row, all), Interrupted);
}
