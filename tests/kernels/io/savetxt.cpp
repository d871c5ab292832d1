#include "kernels/io/savetxt.h"

#include <cmath>
#include <cstring>

#include "kernels/io/file.h"
#include "kernels/io/text_format.h"
#include "tests/kernels/io/files.h"

using namespace perilune;
using namespace perilune::io;
using namespace perilune::test;

namespace {

struct RealFormat {
  const char* format;
  double value;
  const char* text;
};
struct IntegerFormat {
  const char* format;
  std::int64_t value;
  const char* text;
};
#include "tests/reference/io/savetxt.inc"

template <class T>
std::string formatted(const char* text, T value) {
  const Format format = parse_format(text);
  REQUIRE(format.conversions.size() == 1);
  const DType dtype = dtype_of<T>;
  check_conversion(format.conversions[0], &dtype);
  std::byte cell[16];
  std::memcpy(cell, &value, sizeof value);
  const std::size_t most = longest(format.conversions[0], &dtype, 0);
  std::vector<char> out(most);
  char* const end = write_number(out.data(), format.conversions[0], dtype, cell, false);
  REQUIRE(static_cast<std::size_t>(end - out.data()) <= most);
  return format.conversions[0].before + std::string(out.data(), end) + format.after;
}

template <class T>
Array matrix(Context& ctx, std::initializer_list<std::initializer_list<T>> rows) {
  const Array a = Array::empty(
      ctx, dtype_of<T>, {static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(rows.begin()->size())});
  T* to = a.as<T>();
  for (const auto& row : rows)
    for (const T v : row) *to++ = v;
  return a;
}

std::string saved(Context& ctx, const View& x, const SavetxtOptions& options = {}) {
  MemorySink sink(ctx);
  savetxt(ctx, sink, x, options);
  return std::string(sink.text());
}

std::string error_of(const SavetxtOptions& options, DType dtype = DType::float64) {
  TestContext ctx;
  const Array a = Array::zeros(ctx, dtype, {2, 2});
  try {
    saved(ctx, a, options);
    return "no error";
  } catch (const Error& error) {
    return error.what();
  }
}
std::string format_error(const char* fmt) {
  try {
    parse_format(fmt);
    return "no error";
  } catch (const ValueError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("formats write what Python's % writes") {
  for (const RealFormat& f : real_formats) {
    INFO(f.format << " of " << f.value);
    CHECK(formatted(f.format, f.value) == f.text);
  }
  for (const IntegerFormat& f : integer_formats) {
    INFO(f.format << " of " << f.value);
    CHECK(formatted(f.format, f.value) == f.text);
  }
  for (const auto& [value, text] : single_texts) CHECK(formatted("%s", value) == text);
  CHECK(formatted("<%d%%> ", true) == "<1%> ");
  CHECK(formatted("%6s|", true) == "  True|");
  CHECK(formatted("%.1000e", 0.1).size() == 1006);
  CHECK(formatted("%1000.1000f", 1.7976931348623157e308).size() == 1310);
}

TEST_CASE("text is padded and cut by characters") {
  const auto text = [](const char* fmt, const char* value) {
    char out[100];
    return std::string(out, write_text(out, parse_format(fmt).conversions.at(0), value));
  };
  CHECK(text("%s", "") == "");
  CHECK(text("%5s", "\xc3\xa9t\xc3\xa9") == "  \xc3\xa9t\xc3\xa9");
  CHECK(text("%-5s", "\xc3\xa9t\xc3\xa9") == "\xc3\xa9t\xc3\xa9  ");
  CHECK(text("%.2s", "\xc3\xa9t\xc3\xa9") == "\xc3\xa9t");
  CHECK(text("%05s", "ab") == "   ab");
}

TEST_CASE("only formats are formats") {
  for (const char* bad : {"%", "%5", "%n", "%*d", "%(a)d", "%hhd", "%c", "%p", "%.", "%d %", "%1$s"})
    CHECK(format_error(bad).starts_with("fmt must hold formats such as %d, %10.3e or %s, got '%"));
  CHECK(format_error("%1001d") == "fmt must have widths and precisions of at most 1000, got '%1001d'");
  CHECK(format_error("%.99999999999999999999e") ==
        "fmt must have widths and precisions of at most 1000, got '%.99999999999999999999e'");
  CHECK(error_of({.fmt = {"%d %d %d"}}) ==
        "fmt must have one format, or one for each of the 2 values of a row, got 3 in '%d %d %d'");
  CHECK(error_of({.fmt = {"abc"}}) ==
        "fmt must have one format, or one for each of the 2 values of a row, got 0 in 'abc'");
  CHECK(error_of({.fmt = {"%d", "%d", "%d"}}) == "fmt must have one format, or one for each of 2 columns, got 3");
  CHECK(error_of({.fmt = {"%d", "%d %d"}}) == "fmt must have one format in the text for column 2, got '%d %d'");
  CHECK(error_of({.fmt = {"%d", "%d"}}, DType::complex64) ==
        "fmt must have two formats (real and imaginary part) in the text for column 1, got '%d'");
  CHECK(error_of({.fmt = {"%x"}}) == "fmt '%x' shows integers, got float64");
  TestContext ctx;
  CHECK_THROWS_WITH(saved(ctx, matrix<double>(ctx, {{1.0, NAN}}), {.fmt = {"%d"}}),
                    "fmt '%d' shows whole numbers, got nan");
  CHECK_THROWS_WITH(saved(ctx, Array::zeros(ctx, DType::float64, {})), "X must have one or two axes, got 0");
  CHECK_THROWS_WITH(saved(ctx, Array::zeros(ctx, DType::float64, {1, 1, 1})), "X must have one or two axes, got 3");
}

TEST_CASE("savetxt writes NumPy's text") {
  TestContext ctx;
  const Array x = matrix<double>(ctx, {{1.0, 2.5, -3.0}, {4e10, NAN, 1e-7}});
  CHECK(saved(ctx, x) == saved_x[0]);
  CHECK(saved(ctx, x, {.fmt = {"%.3f"}, .delimiter = ","}) == saved_x[1]);
  // The second row has a NaN in the second column, which %d of the first does not meet.
  CHECK(saved(ctx, x, {.fmt = {"%d", "%8.2f", "%s"}, .delimiter = "; "}) == saved_x[2]);
  CHECK(saved(ctx, x, {.fmt = {"%.0f<%g>%5.1e!"}, .delimiter = "unused"}) == saved_x[3]);
  CHECK(saved(ctx, x, {.fmt = {"%g"}, .header = "a\nb", .footer = "c", .comments = "// "}) == saved_x[4]);
  CHECK(saved(ctx, x, {.fmt = {"%g"}, .delimiter = "\t", .newline = "\r\n"}) == saved_x[5]);
  CHECK(saved(ctx, x.with_layout(x.data(), {3}, {8})) == saved_x[6]);
  CHECK(saved(ctx, x.with_layout(x.data(), {3, 2}, {8, 24}), {.fmt = {"%g"}}) == saved_x[7]);

  using C = Complex128;
  const Array z = matrix<C>(ctx, {{C(1, 2), C(3, -4)}, {C(-0.0, -0.5), C(INFINITY, -1)}});
  CHECK(saved(ctx, z) == saved_z[0]);
  CHECK(saved(ctx, z, {.fmt = {"%.2f"}}) == saved_z[1]);
  CHECK(saved(ctx, z, {.fmt = {"%.2f%+.1fj %g %g"}}) == saved_z[2]);
  CHECK(saved(ctx, z, {.fmt = {"%.1f%+.1fj", "(%.1f %.1f)"}, .delimiter = ";"}) == saved_z[3]);
  CHECK(saved(ctx, z, {.fmt = {"%+.1f"}}) == saved_z[4]);

  const Array k = matrix<std::int64_t>(ctx, {{1, -2}, {300, 4}});
  CHECK(saved(ctx, k) == saved_k[0]);
  CHECK(saved(ctx, k, {.fmt = {"%d"}}) == saved_k[1]);
  CHECK(saved(ctx, k, {.fmt = {"%05x"}}) == saved_k[2]);
  CHECK(saved(ctx, k, {.fmt = {"%s"}, .delimiter = ","}) == saved_k[3]);
}

TEST_CASE("empty and strided arrays of every dtype are written") {
  TestContext ctx;
  CHECK(saved(ctx, Array::zeros(ctx, DType::float64, {0, 3}), {.header = "h"}) == "# h\n");
  CHECK(saved(ctx, Array::zeros(ctx, DType::float64, {2, 0})) == "\n\n");
  CHECK(saved(ctx, Array::zeros(ctx, DType::float64, {0})).empty());
  for (int t = 0; t < dtype_count; ++t) {
    const auto dtype = static_cast<DType>(t);
    const Array a = Array::zeros(ctx, dtype, {6});
    for (std::int64_t i = 0; i < 6; ++i)
      store(dtype, a.data() + i * static_cast<std::int64_t>(itemsize(dtype)), Scalar::of(std::int64_t{i % 2}));
    const auto item = static_cast<std::int64_t>(itemsize(dtype));
    const std::string text = saved(ctx, a.with_layout(a.data() + 5 * item, {3, 2}, {-2 * item, -item}),
                                   {.fmt = {is_complex(dtype) ? "%g" : "%d"}});
    CHECK(text == (is_complex(dtype) ? " (1+0j)  (0+0j)\n (1+0j)  (0+0j)\n (1+0j)  (0+0j)\n" : "1 0\n1 0\n1 0\n"));
    CHECK(saved(ctx, a.with_layout(a.data() + item, {2}, {0}), {.fmt = {"%.0f"}}).size() ==
          (is_complex(dtype) ? 16u : 4u));
  }
}

TEST_CASE("what is written reads back the same, through gzip too", "[threads]") {
  TestContext ctx;
  TemporaryFolder folder;
  const Array a = Array::empty(ctx, DType::float64, {6000, 7});
  std::uint64_t bits = 88172645463325252u;
  for (std::int64_t i = 0; i < a.size(); ++i) {
    bits ^= bits << 13, bits ^= bits >> 7, bits ^= bits << 17;
    const double v = std::bit_cast<double>(bits);
    a.as<double>()[i] = std::isnan(v) ? 0 : v;
  }
  for (const char* name : {"a.txt", "a.txt.gz"})
    for (const char* fmt : {"%.18e", "%s", "%.17g"}) {
      std::string first;
      for (const int threads : {1, 3}) {
        ctx.threads = threads;
        const std::string path = folder.path(name);
        savetxt(ctx, path, a, {.fmt = {fmt}, .header = "seven columns"});
        if (first.empty()) first = get_file(path);
        CHECK(get_file(path) == first);
        const Table back = read_table(ctx, path, {});
        REQUIRE(back.matrix);
        REQUIRE(back.matrix->shape() == a.shape());
        CHECK(std::memcmp(back.matrix->data(), a.data(), static_cast<std::size_t>(a.size()) * 8) == 0);
      }
    }
  CHECK(folder.names() == std::vector<std::string>{"a.txt", "a.txt.gz"});
}

TEST_CASE("tables of several types are written by columns") {
  TestContext ctx;
  MemorySource source("a,1,2.5\n\xc3\xa9,3,4.5\n", "");
  TextOptions options;
  options.delimiter = ",";
  options.types = {ColumnType{true}, ColumnType{false, DType::int64}, ColumnType{}};
  const Table table = read_table(ctx, source, options);
  MemorySink sink(ctx);
  savetxt(ctx, sink, table.columns, {.fmt = {"%-3s", "%02d", "%g"}, .delimiter = "|"});
  CHECK(sink.text() == "a  |01|2.5\n\xc3\xa9  |03|4.5\n");
  MemorySink second(ctx);
  savetxt(ctx, second, table.columns, {.fmt = {"%s"}, .delimiter = ","});
  CHECK(second.text() == "a,1,2.5\n\xc3\xa9,3,4.5\n");
  MemorySink third(ctx);
  CHECK_THROWS_WITH(savetxt(ctx, third, table.columns, {}),
                    "fmt '%.18e' shows numbers, got a column of text (%s shows it)");
  const std::vector<Column> uneven = {Array::zeros(ctx, DType::float64, {2}), Array::zeros(ctx, DType::float64, {3})};
  CHECK_THROWS_WITH(savetxt(ctx, third, uneven, {}), "columns must have one length, got 2 and 3");
}

TEST_CASE("a text that cannot be written leaves the old one") {
  TestContext ctx;
  TemporaryFolder folder;
  const std::string path = folder.path("a.txt");
  put_file(path, "old");
  CHECK_THROWS_AS(savetxt(ctx, path, matrix<double>(ctx, {{1.0}, {NAN}}), {.fmt = {"%d"}}), ValueError);
  CHECK(get_file(path) == "old");
  CHECK(folder.names() == std::vector<std::string>{"a.txt"});
  CHECK_THROWS_WITH(savetxt(ctx, path + ".bz2", matrix<double>(ctx, {{1.0}}), {}),
                    "fname must end in .gz or name a plain text file, got '" + path + ".bz2'");
}
