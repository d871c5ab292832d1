// What NumPy makes of the same text with the same options.

#include <cmath>

#include "kernels/io/text_table.h"
#include "tests/kernels/io/files.h"

using namespace perilune;
using namespace perilune::io;
using namespace perilune::test;

namespace {

struct ExpectedColumn {
  bool text;
  DType dtype;
  std::vector<double> numbers;  // complex ones take two
  std::vector<std::string> strings;
};
struct TextCase {
  const char* function;
  const char* text;
  void (*configure)(TextOptions&);
  bool unpack;
  int ndmin;
  bool is_matrix;
  DType dtype;
  std::vector<std::int64_t> shape;
  std::vector<double> numbers;
  std::vector<std::string> names;
  std::vector<ExpectedColumn> columns;
};

#include "tests/reference/io/text.inc"

std::vector<double> numbers_of(const Array& a) {
  std::vector<double> numbers;
  for (std::int64_t i = 0; i < a.size(); ++i) {
    std::int64_t rest = i, offset = 0;
    for (int k = a.ndim(); k-- > 0; rest /= a.shape()[k]) offset += rest % a.shape()[k] * a.strides()[k];
    const Scalar v = load(a.dtype(), a.data() + offset);
    numbers.push_back(v.real());
    if (is_complex(a.dtype())) numbers.push_back(v.imag());
  }
  return numbers;
}

// Bit for bit: the last digit of a number in text must be right. One NaN is as good as another.
void check_same(const std::vector<double>& got, const std::vector<double>& want) {
  REQUIRE(got.size() == want.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    INFO("element " << i);
    if (std::isnan(want[i])) CHECK(std::isnan(got[i]));
    else CHECK((got[i] == want[i] && std::signbit(got[i]) == std::signbit(want[i])));
  }
}

void check_case(const TextCase& expected, bool short_path, bool as_pipe) {
  TestContext ctx;
  const bool lenient = std::string(expected.function) == "genfromtxt";
  TextOptions options = lenient ? TextOptions::genfromtxt() : TextOptions::loadtxt();
  options.short_path = short_path;
  expected.configure(options);
  MemorySource memory(expected.text);
  PipeLike pipe(expected.text, 3);
  const Table table = read_table(ctx, as_pipe ? static_cast<ByteSource&>(pipe) : memory, options);
  if (expected.is_matrix) {
    REQUIRE(table.matrix);
    const Array a = arrange(*table.matrix, expected.unpack, expected.ndmin);
    CHECK(a.dtype() == expected.dtype);
    CHECK(a.shape() == Dims(std::span<const std::int64_t>(expected.shape)));
    check_same(numbers_of(a), expected.numbers);
    return;
  }
  CHECK(table.names == expected.names);
  REQUIRE(table.columns.size() == expected.columns.size());
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const ExpectedColumn& column = expected.columns[i];
    if (const auto* text = std::get_if<TextColumn>(&table.columns[i])) {
      REQUIRE(column.text);
      REQUIRE(text->size() == static_cast<std::int64_t>(column.strings.size()));
      for (std::size_t k = 0; k < column.strings.size(); ++k)
        CHECK((*text)[static_cast<std::int64_t>(k)] == column.strings[k]);
    } else {
      const Array& a = std::get<Array>(table.columns[i]);
      REQUIRE_FALSE(column.text);
      CHECK(a.dtype() == column.dtype);
      check_same(numbers_of(a), column.numbers);
    }
  }
}

}  // namespace

TEST_CASE("loadtxt and genfromtxt give NumPy's arrays") {
  for (const TextCase& expected : text_cases)
    for (const bool short_path : {true, false})
      for (const bool as_pipe : {false, true}) {
        INFO(expected.function << " of\n" << expected.text << "\nshort path " << short_path << ", pipe " << as_pipe);
        try {
          check_case(expected, short_path, as_pipe);
        } catch (const Error& error) {
          FAIL_CHECK(error.what());
        }
      }
}
