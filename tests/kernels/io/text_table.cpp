#include "kernels/io/text_table.h"

#include <cmath>
#include <random>

#include "kernels/io/deflate.h"
#include "kernels/io/file.h"
#include "tests/kernels/io/files.h"

using namespace perilune;
using namespace perilune::io;
using namespace perilune::test;

namespace {

Table read(Context& ctx, const std::string& text, const TextOptions& options) {
  MemorySource source(text, "");
  return read_table(ctx, source, options);
}

template <class F>
TextOptions loadtxt(F&& configure) {
  TextOptions options = TextOptions::loadtxt();
  configure(options);
  return options;
}
template <class F>
TextOptions genfromtxt(F&& configure) {
  TextOptions options = TextOptions::genfromtxt();
  configure(options);
  return options;
}
TextOptions commas() {
  return loadtxt([](TextOptions& o) { o.delimiter = ","; });
}

std::string error_of(const std::string& text, const TextOptions& options) {
  TestContext ctx;
  try {
    read(ctx, text, options);
    return "no error";
  } catch (const Error& error) {
    return error.what();
  }
}

std::vector<double> numbers(const Array& a) {
  std::vector<double> out;
  const Array& m = a;
  for (std::int64_t i = 0; i < (m.ndim() > 1 ? m.shape()[0] : m.size()); ++i)
    for (std::int64_t j = 0; j < (m.ndim() > 1 ? m.shape()[1] : 1); ++j)
      out.push_back(load(m.dtype(), m.data() + i * m.strides()[0] + (m.ndim() > 1 ? j * m.strides()[1] : 0)).real());
  return out;
}
std::vector<double> matrix(Context& ctx, const std::string& text, const TextOptions& options) {
  const Table table = read(ctx, text, options);
  REQUIRE(table.matrix);
  return numbers(*table.matrix);
}
std::vector<std::string> strings(const Column& column) {
  const auto& text = std::get<TextColumn>(column);
  std::vector<std::string> out;
  for (std::int64_t i = 0; i < text.size(); ++i) out.emplace_back(text[i]);
  return out;
}

std::string gzip(Context& ctx, const std::string& text) {
  MemorySink sink(ctx);
  DeflateSink deflate(ctx, sink, Packing::gzip);
  deflate.write(text);
  deflate.finish();
  return std::string(sink.text());
}

using Vector = std::vector<double>;

}  // namespace

TEST_CASE("loadtxt says where a bad field is, and shows it") {
  CHECK(error_of("1 2 3\n4 5 abc\n", {}) == "line 2, column 3: expected a number, got 'abc'");
  CHECK(error_of("# c\n\n1,2\n3,\n", commas()) == "line 4, column 2: expected a number, got ''");
  CHECK(error_of("h\nh\n1 2\r\n\r\n3 x\ty\n", loadtxt([](TextOptions& o) {
                   o.skip_rows = 2;
                   o.usecols = std::vector<ColumnKey>{std::int64_t{1}};
                 })) == "line 5, column 2: expected a number, got 'x'");
  CHECK(error_of("1 2\r3 x", {}) == "line 2, column 2: expected a number, got 'x'");
  CHECK(error_of("1 1_000\n", {}) == "line 1, column 2: expected a number, got '1_000'");
  CHECK(error_of(std::string(100, 'y'), {}) ==
        "line 1, column 1: expected a number, got '" + std::string(40, 'y') + "...'");
  CHECK(error_of("a\tb", commas()) == "line 1, column 1: expected a number, got 'a\\tb'");
  const auto typed = [](const std::string& text, DType dtype) {
    return error_of(text, loadtxt([&](TextOptions& o) { o.types = {ColumnType{false, dtype}}; }));
  };
  CHECK(typed("1 1.5", DType::int64) == "line 1, column 2: expected a whole number, got '1.5'");
  CHECK(typed("9223372036854775808", DType::int64) ==
        "line 1, column 1: expected a number that int64 can hold, got '9223372036854775808'");
  CHECK(typed("3000000000", DType::int32) ==
        "line 1, column 1: expected a number that int32 can hold, got '3000000000'");
  CHECK(typed("1 -1", DType::uint8) == "line 1, column 2: expected a number from 0 to 255, got '-1'");
  CHECK(typed("1+2i", DType::complex128) == "line 1, column 1: expected a complex number, got '1+2i'");
  CHECK(typed("maybe", DType::bool_) == "line 1, column 1: expected true, false or a number, got 'maybe'");
}

TEST_CASE("rows with another number of columns are named with their line") {
  CHECK(error_of("# x\n1 2\n3 4\n\n5 6 7\n", {}) == "line 5 has 3 columns, line 2 has 2");
  CHECK(error_of("1,2\n3\n", commas()) == "line 2 has 1 column, line 1 has 2");
  const auto second = loadtxt([](TextOptions& o) {
    o.usecols = std::vector<ColumnKey>{std::int64_t{1}, std::int64_t{-3}};
  });
  CHECK(error_of("1 2 3\n3\n", second) == "line 2 has 1 column, usecols asks for column 2");
  CHECK(error_of("1 2 3\n3 4\n", second) == "line 2 has 2 columns, usecols asks for column -3");
  CHECK(error_of("1 2\n", second) == "usecols asks for column -3, line 1 has 2 columns");
  CHECK(error_of("1,2\n3\n", genfromtxt([](TextOptions& o) { o.delimiter = ","; })) ==
        "line 2 has 1 column, line 1 has 2");
  CHECK(error_of("a,b\n1,2,3\n", genfromtxt([](TextOptions& o) {
                   o.delimiter = ",";
                   o.names_from = TextOptions::Names::header;
                 })) == "line 2 has 3 columns, line 1 has 2");
}

TEST_CASE("errors of a file carry its name") {
  TestContext ctx;
  TemporaryFolder folder;
  const std::string path = folder.path("data.csv");
  put_file(path, "1,2\n3,x\n");
  CHECK_THROWS_WITH(read_table(ctx, path, commas()), "'" + path + "', line 2, column 2: expected a number, got 'x'");
  put_file(path, gzip(ctx, "1,2\n3,x\n"));
  CHECK_THROWS_WITH(read_table(ctx, path, commas()), "'" + path + "', line 2, column 2: expected a number, got 'x'");
  put_file(path, gzip(ctx, "1,2\n3,x\n").substr(0, 15));
  CHECK_THROWS_WITH(read_table(ctx, path, commas()), "'" + path + "' ends in the middle of its compressed data");
  CHECK_THROWS_WITH(read_table(ctx, folder.path("none"), {}),
                    "cannot open '" + folder.path("none") + "': No such file or directory");
}

TEST_CASE("what is not text says what it is") {
  CHECK(error_of(std::string("1 2\n3 \0004\n", 9), {}) == "line 2 holds a NUL byte; is this a text file?");
  CHECK(error_of(std::string("1,\0", 3), commas()) == "line 1 holds a NUL byte; is this a text file?");
  CHECK(error_of(std::string("\xff\xfe\x31\x00", 4), {}) == "the data is UTF-16 text; convert it to UTF-8 first");
  CHECK(error_of("BZh91AY", {}) == "the data is packed by something else than gzip; unpack it first");
  CHECK(error_of("\xfd"
                 "7zXZ",
                 {}) == "the data is packed by something else than gzip; unpack it first");
  CHECK(error_of("PK\3\4 ", {}) == "the data is a zip archive, not text");
}

TEST_CASE("line ends of all systems, byte order marks and missing last line ends") {
  TestContext ctx;
  const Vector expected = {1, 2, 3, 4, 5, 6};
  for (const char* text :
       {"1,2\n3,4\n5,6\n", "1,2\r\n3,4\r\n5,6\r\n", "1,2\r3,4\r5,6\r", "1,2\r3,4\n5,6", "1,2\r\n\r\n3,4\r\r5,6",
        "\xef\xbb\xbf"
        "1,2\n3,4\n5,6",
        "\n\n1,2\n  \n3,4\n\t\n5,6\n\n\n"})
    for (const std::size_t at_once : {1, 2, 5, 1000})
      for (const bool short_path : {true, false}) {
        INFO(text);
        TextOptions options = commas();
        options.short_path = short_path;
        PipeLike pipe(text, at_once);
        CHECK(numbers(*read_table(ctx, pipe, options).matrix) == expected);
        const std::string packed = gzip(ctx, text);
        PipeLike packed_pipe(packed, at_once);
        CHECK(numbers(*read_table(ctx, packed_pipe, options).matrix) == expected);
      }
}

TEST_CASE("quoted fields hold delimiters, line ends and doubled quotes") {
  TestContext ctx;
  const TextOptions options = loadtxt([](TextOptions& o) {
    o.delimiter = ",";
    o.quotechar = '"';
    o.types = {ColumnType{true}, ColumnType{}};
  });
  for (const std::size_t at_once : {1, 3, 1000}) {
    PipeLike pipe(
        "\"a,b\",1\n\"say \"\"hi\"\"\",\"2\"\n\"two\r\nlines # here\",3 # comment\n\"\",4\nplain \" "
        "quote,5\n\"x\"\"\",6",
        at_once);
    const Table table = read_table(ctx, pipe, options);
    CHECK(strings(table.columns[0]) ==
          std::vector<std::string>{"a,b", "say \"hi\"", "two\r\nlines # here", "", "plain \" quote", "x\""});
    CHECK(numbers(std::get<Array>(table.columns[1])) == Vector{1, 2, 3, 4, 5, 6});
  }
  CHECK(error_of("\"a\nb\",1\n\"c,2\n", options) == "line 3 opens a quote that is never closed");
  CHECK(error_of("\"a\nb\",1\nc,x\n", options) == "line 3, column 2: expected a number, got 'x'");
}

TEST_CASE("text is UTF-8, or Latin-1 when asked") {
  TestContext ctx;
  TextOptions options = loadtxt([](TextOptions& o) { o.types = {ColumnType{true}}; });
  CHECK(strings(read(ctx, "na\xc3\xafve \xf0\x9f\x98\x80\n", options).columns[0]) ==
        std::vector<std::string>{"na\xc3\xafve"});
  for (const char* bad : {"a\xff", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80"})
    CHECK(error_of(bad, options).find("column 1: expected UTF-8 text (encoding = 'latin1' takes any bytes), got '") !=
          std::string::npos);
  options.latin1 = true;
  CHECK(strings(read(ctx, "a\xff\xe9\n", options).columns[0]) == std::vector<std::string>{"a\xc3\xbf\xc3\xa9"});
}

TEST_CASE("converters see the field as it is, and give numbers or strings") {
  TestContext ctx;
  std::vector<std::string> seen;
  const auto twice = [&](std::string_view field) -> Cell {
    seen.emplace_back(field);
    return Scalar::of(2 * std::strtod(std::string(field).c_str(), nullptr));
  };
  const auto word = [](std::string_view) -> Cell { return "word"; };
  const auto stops = [](std::string_view) -> Cell { throw ValueError("from the converter"); };
  TextOptions options = commas();
  options.converters = {{ColumnKey{std::int64_t{1}}, twice}};
  CHECK(matrix(ctx, "1, 2 \n3,4\n", options) == Vector{1, 4, 3, 8});
  CHECK(seen == std::vector<std::string>{" 2 ", "4"});
  options.converters = {{std::nullopt, twice}};
  CHECK(matrix(ctx, "1,2\n3,4\n", options) == Vector{2, 4, 6, 8});
  options.converters = {{ColumnKey{std::int64_t{-1}}, twice}};
  CHECK(matrix(ctx, "1,2\n3,4\n", options) == Vector{1, 4, 3, 8});
  options.usecols = std::vector<ColumnKey>{std::int64_t{0}};  // an unused converter
  CHECK(matrix(ctx, "1,2\n3,4\n", options) == Vector{1, 3});
  options = commas();
  options.converters = {{ColumnKey{std::int64_t{1}}, word}};
  CHECK(error_of("1,2\n", options) == "line 1, column 2: the converter must return a number for float64, got a string");
  options.types = {ColumnType{}, ColumnType{true}};
  CHECK(strings(read(ctx, "1,2\n", options).columns[1]) == std::vector<std::string>{"word"});
  options.converters = {{ColumnKey{std::int64_t{1}}, twice}};
  CHECK(error_of("1,2\n", options) == "line 1, column 2: the converter must return a string, got a number");
  options.converters = {{ColumnKey{std::int64_t{1}}, stops}};
  CHECK(error_of("1,2\n", options) == "from the converter");
  options.converters = {{ColumnKey{std::int64_t{7}}, twice}};
  CHECK(error_of("1,2\n", options) == "converters asks for column 8, line 1 has 2 columns");
  options = genfromtxt([&](TextOptions& o) {
    o.detect = true;
    o.converters = {{ColumnKey{std::int64_t{0}}, twice}};
  });
  CHECK(matrix(ctx, "1 2.5\n2 3.5\n", options) == Vector{2, 2.5, 4, 3.5});
}

TEST_CASE("what genfromtxt takes for missing, and what it puts there") {
  TestContext ctx;
  const auto options = [](auto&& configure) {
    return genfromtxt([&](TextOptions& o) {
      o.delimiter = ",";
      configure(o);
    });
  };
  // Unlike in NumPy, a number that is listed as missing is missing, even when it could be read.
  CHECK(matrix(ctx, "1,-999,3\n,5,NA\n", options([](TextOptions& o) {
                 o.missing_values = {{std::nullopt, {"-999", " NA "}}};
                 o.filling_values = {{std::nullopt, Scalar::of(0.5)}, {ColumnKey{std::int64_t{2}}, Scalar::of(7.0)}};
               })) == Vector{1, 0.5, 3, 0.5, 5, 7});
  CHECK(matrix(ctx, "a,b\n1,2\n3,2\n", options([](TextOptions& o) {
                 o.names_from = TextOptions::Names::header;
                 o.missing_values = {{ColumnKey{std::string("b")}, {"2"}}};
                 o.filling_values = {{ColumnKey{std::string("b")}, Scalar::of(std::int64_t{9})}};
               })) == Vector{1, 9, 3, 9});
  const Vector bytes = matrix(ctx, "1,,300x\n", options([](TextOptions& o) {
                                o.types = {ColumnType{false, DType::uint8}};
                              }));
  CHECK(bytes == Vector{1, 255, 255});
  const Table text = read(ctx, "a,,NA\n", options([](TextOptions& o) {
                            o.types = {ColumnType{true}};
                            o.missing_values = {{std::nullopt, {"NA"}}};
                            o.filling_values = {{std::nullopt, "none"}};
                          }));
  CHECK(strings(text.columns[1]) == std::vector<std::string>{"none"});
  CHECK(strings(text.columns[2]) == std::vector<std::string>{"none"});
  CHECK(error_of("1,x\n", options([](TextOptions& o) { o.loose = false; })) ==
        "line 1, column 2: expected a number, got 'x'");
  CHECK(error_of("1,99999999999999999999\n", options([](TextOptions& o) {
                   o.types = {ColumnType{false, DType::int64}};
                 })) == "line 1, column 2: expected a number that int64 can hold, got '99999999999999999999'");
  CHECK(error_of("1\n", options([](TextOptions& o) {
                   o.types = {ColumnType{false, DType::uint8}};
                   o.filling_values = {{std::nullopt, Scalar::of(-1.0)}};
                 })) == "filling_values: -1 does not fit uint8");
}

TEST_CASE("types that genfromtxt detects") {
  TestContext ctx;
  const auto type = [&](const std::string& column, std::optional<Cell> filling = std::nullopt) -> std::string {
    const Table table = read(ctx, column, genfromtxt([&](TextOptions& o) {
                               o.delimiter = ";";
                               o.detect = true;
                               o.missing_values = {{std::nullopt, {"NA"}}};
                               if (filling) o.filling_values = {{std::nullopt, *filling}};
                             }));
    return table.matrix ? name(table.matrix->dtype()) : "text";
  };
  CHECK(type("true\nFALSE\nNA\n") == "bool");
  CHECK(type("1\n-2\n+3\nNA") == "int64");
  CHECK(type("1\n1.0\n") == "float64");
  CHECK(type("1\n9223372036854775808\n") == "float64");
  CHECK(type("nan\ninf\n") == "float64");
  CHECK(type("1\n2j\n") == "complex128");
  CHECK(type("1\ntrue\n") == "text");
  CHECK(type("1\nx\n") == "text");
  CHECK(type("NA\nNA\n") == "float64");  // NumPy says bool; there is no value to say so
  CHECK(type("1\nNA\n", Scalar::of(0.0)) == "int64");
  CHECK(type("1\nNA\n", Scalar::of(std::nan(""))) == "float64");
  CHECK(type("true\nNA\n", Scalar::of(0.0)) == "bool");
}

TEST_CASE("names of columns") {
  TestContext ctx;
  TextOptions options = commas();
  options.names_from = TextOptions::Names::header;
  Table table = read(ctx, "# a (m), b ,,a (m)\n1,2,3,4\n", options);
  CHECK(table.names == std::vector<std::string>{"a (m)", "b", "f0", "a (m)_1"});
  CHECK(numbers(std::get<Array>(table.columns[1])) == Vector{2});
  options.usecols = std::vector<ColumnKey>{std::string("b"), std::int64_t{-1}};
  table = read(ctx, "a,b,c\n1,2,3\n4,5,6\n", options);
  CHECK(table.names == std::vector<std::string>{"b", "c"});
  CHECK(numbers(*table.matrix) == Vector{2, 3, 5, 6});
  options.usecols = std::vector<ColumnKey>{std::string("d")};
  CHECK(error_of("a,b,c\n1,2,3\n", options) == "usecols names the column 'd'; there are 'a, b, c'");
  options.names_from = TextOptions::Names::none;
  CHECK(error_of("1,2\n", options) == "usecols names the column 'd', but no names are read or given");
  options = commas();
  options.names_from = TextOptions::Names::given;
  options.names = {"x"};
  CHECK(error_of("1,2\n", options) == "names has 1 column, line 1 has 2 columns");
  // A header alone is a table without rows.
  options.names_from = TextOptions::Names::header;
  table = read(ctx, "a,b\n", options);
  CHECK(table.names.size() == 2);
  CHECK(table.matrix->shape() == Dims{0, 2});
  CHECK(default_name({.default_format = "col%03i"}, 7) == "col007");
  CHECK(default_name({.default_format = "%d."}, 12) == "12.");
  for (const char* bad : {"f", "f%s", "%i%i", "%", "%n", "%0001i"})
    CHECK_THROWS_WITH(default_name({.default_format = bad}, 0),
                      "defaultfmt must hold one %i, got '" + std::string(bad) + "'");
  NameRules rules;
  rules.exclude = {"end"};
  CHECK(tidy_names({"end", "a", "a", "a_1", " a "}, rules) ==
        std::vector<std::string>{"end_", "a", "a_1", "a_1_1", "a_2"});
}

TEST_CASE("options that contradict one another") {
  const auto error = [](auto&& configure) { return error_of("1 2\n", loadtxt(configure)); };
  CHECK(error([](TextOptions& o) { o.delimiter = "#"; }) == "comments and delimiter must differ, got '#' for both");
  CHECK(error([](TextOptions& o) { o.delimiter = "\n"; }) == "delimiter must not contain line ends or NUL, got '\\n'");
  CHECK(error([](TextOptions& o) { o.comments = {""}; }) == "comments must not be empty");
  CHECK(error([](TextOptions& o) { o.comments = {" x"}; }) ==
        "comments must not start with a blank when blanks delimit, got ' x'");
  CHECK(error([](TextOptions& o) { o.quotechar = '#'; }) == "comments and quotechar must differ, got '#'");
  CHECK(error([](TextOptions& o) {
          o.quotechar = ',';
          o.delimiter = ",";
        }) == "quotechar and delimiter must differ, got ',' for both");
  CHECK(error([](TextOptions& o) { o.widths = {0}; }) == "delimiter must hold widths of at least 1, got 0");
  CHECK(error([](TextOptions& o) {
          o.widths = {1};
          o.delimiter = ",";
        }) == "delimiter must be a string or widths, got both");
  CHECK(error([](TextOptions& o) { o.skip_rows = -1; }) == "skiprows must be at least 0, got -1");
  CHECK(error([](TextOptions& o) {
          o.max_rows = 1;
          o.skip_footer = 1;
        }) == "max_rows and skip_footer do not go together");
  CHECK(error([](TextOptions& o) {
          o.types = {ColumnType{}, ColumnType{}, ColumnType{}};
        }) == "dtype must have one type, or one for each of 2 columns, got 3");
}

TEST_CASE("rows at the start and end can be left out, and warnings say so") {
  TestContext ctx;
  std::string warnings;
  ctx.sink = &warnings;
  ctx.on_warning = [](void* sink, std::string_view message) {
    static_cast<std::string*>(sink)->append(message).append("|");
  };
  CHECK(matrix(ctx, "", {}).empty());
  CHECK(warnings == "the text holds no data|");
  warnings.clear();
  CHECK(matrix(ctx, "1 2\n3\n4 5 6\n7 8", genfromtxt([](TextOptions& o) { o.invalid_raise = false; })) ==
        Vector{1, 2, 7, 8});
  CHECK(warnings == "line 2 has 1 column, line 1 has 2; 2 such lines are left out|");
  warnings.clear();
  CHECK(matrix(ctx, "1 2\n3\n7 8", genfromtxt([](TextOptions& o) { o.invalid_raise = false; })) == Vector{1, 2, 7, 8});
  CHECK(warnings == "line 2 has 1 column, line 1 has 2; the line is left out|");
  const auto footer = [](std::int64_t n) { return loadtxt([n](TextOptions& o) { o.skip_footer = n; }); };
  CHECK(matrix(ctx, "1 2\n3 4\n5 6\nsum 7 8\n\n", footer(1)) == Vector{1, 2, 3, 4, 5, 6});
  CHECK(matrix(ctx, "1 2\n3 4\n5 6\nsum x\n\n", footer(2)) == Vector{1, 2, 3, 4});
  CHECK(matrix(ctx, "1 2\n3 4\n", footer(5)).empty());
  CHECK(error_of("1 2\n3 x\n5 6\n", footer(1)) == "line 2, column 2: expected a number, got 'x'");
  CHECK(matrix(ctx, "a\nb", loadtxt([](TextOptions& o) { o.skip_rows = 5; })).empty());
  CHECK(matrix(ctx, "a\r\n\"b\r1 2", loadtxt([](TextOptions& o) { o.skip_rows = 2; })) == Vector{1, 2});
  // What comes behind max_rows is not looked at.
  CHECK(matrix(ctx, "1 2\n\n3 4\nx y z", loadtxt([](TextOptions& o) { o.max_rows = 2; })) == Vector{1, 2, 3, 4});
  CHECK(matrix(ctx, "x", loadtxt([](TextOptions& o) { o.max_rows = 0; })).empty());
}

namespace {

// A table of numbers with everything in it that numbers may come with.
std::string random_table(std::mt19937& random, bool bad, char delimiter, int columns, int rows) {
  const auto pick = [&](std::initializer_list<const char*> words) {
    return *(words.begin() + static_cast<std::ptrdiff_t>(random() % words.size()));
  };
  std::string text;
  for (int i = 0; i < rows; ++i) {
    if (random() % 20 == 0) text += pick({"\n", "# comment\n", "  \n", "\r\n", " # 1,2\n"});
    for (int j = 0; j < columns; ++j) {
      if (j) text += delimiter;
      if (random() % 10 == 0) text += pick({" ", "\t", "  "});
      if (bad && random() % 200 == 0)
        text += pick({"x", "", "1e", "nano", "1 2", "\"3\"", "NA", "-", "1,", "5#", "\v6"});
      else if (random() % 10 == 0)
        text += pick({"inf", "-Infinity", "nan", "+1", "1e400", "12345678901234567890123", ".5", "5."});
      else if (random() % 3) text += std::to_string(static_cast<int>(random() % 20001) - 10000);
      else text += format("%.*g", static_cast<int>(random() % 20), (static_cast<double>(random()) - 2e9) / 1e7);
      if (random() % 10 == 0) text += pick({" ", "\t", "  "});
    }
    text += i % 7 == 3 ? "\r\n" : "\n";
  }
  if (random() % 2) text.pop_back();
  return text;
}

// What reading gives, as text: all numbers or the error.
std::string outcome(const std::string& text, TextOptions options, bool short_path, int threads) {
  TestContext ctx;
  ctx.threads = threads;
  options.short_path = short_path;
  std::string result;
  try {
    const Table table = read(ctx, text, options);
    for (const Column& column : table.columns)
      for (const double v : numbers(std::get<Array>(column))) result += format("%a ", v);
  } catch (const Error& error) {
    result = error.what();
  }
  CHECK(ctx.memory.used() == 0);
  return result;
}

}  // namespace

TEST_CASE("the short path and the general one give the same, or the same error") {
  std::mt19937 random(7);
  int errors = 0;
  for (int round = 0; round < 400; ++round) {
    TextOptions options = random() % 2 ? TextOptions::genfromtxt() : TextOptions::loadtxt();
    const char delimiter = ",; \t"[random() % 4];
    if (delimiter != ' ' || random() % 3 == 0) options.delimiter = delimiter;
    if (random() % 4 == 0) options.quotechar = '"';
    if (random() % 4 == 0) options.types = {ColumnType{false, random() % 2 ? DType::float32 : DType::int32}};
    if (random() % 4 == 0) options.usecols = std::vector<ColumnKey>{std::int64_t{2}, std::int64_t{0}};
    if (random() % 4 == 0) options.loose = false;
    if (options.lenient && random() % 4 == 0) options.missing_values = {{std::nullopt, {"NA"}}};
    const std::string text = random_table(random, round % 2, delimiter, 4, 30);
    INFO(text);
    const std::string expected = outcome(text, options, false, 1);
    CHECK(outcome(text, options, true, 1) == expected);
    errors += expected.starts_with("line");
  }
  CHECK(errors > 50);
}

TEST_CASE("several threads give what one gives, or its error", "[threads]") {
  std::mt19937 random(11);
  for (int round = 0; round < 6; ++round) {
    TextOptions options = TextOptions::genfromtxt();
    options.lenient = round % 2;
    options.delimiter = ",";
    std::string text;
    while (text.size() < 1500000) text += random_table(random, false, ',', 5, 5000) + "\n";
    if (round >= 4) text.insert(text.find('\n', 1200000) + 1, "1,2,3,4\n");
    const std::string expected = outcome(text, options, true, 1);
    CHECK(expected.starts_with("line") == (round >= 4));
    for (const int threads : {2, 3, 8}) CHECK(outcome(text, options, true, threads) == expected);
  }
}

TEST_CASE("a text of any size stays within the memory that its numbers need", "[threads]") {
  TestContext ctx;
  ctx.threads = 2;
  std::string text;
  for (int i = 0; i < 400000; ++i) text += "1 2\n";
  ctx.memory.set_limit(400000 * 16 + (12 << 20));
  CHECK(read(ctx, text, {}).rows == 400000);
  // Empty lines are not rows.
  CHECK(read(ctx, std::string(3000000, '\n') + "1 2 3 4 5 6 7 8\n", {}).rows == 1);
  ctx.memory.set_limit(1 << 20);
  CHECK_THROWS_AS(read(ctx, text, {}), MemoryError);
  CHECK(ctx.memory.used() == 0);
}

TEST_CASE("reading can be stopped") {
  TestContext ctx;
  StopFlag stop;
  ctx.stop = &stop;
  stop.request = StopFlag::interrupt;
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "1 2\n";
  CHECK_THROWS_AS(read(ctx, text, {}), Interrupted);
  CHECK(ctx.memory.used() == 0);
}

TEST_CASE("text comes from pipes and devices as well") {
  TestContext ctx;
  TemporaryFolder folder;
  CHECK(read_table(ctx, "/dev/null", {}).rows == 0);
  const std::string path = folder.path("data.txt.gz");
  put_file(path, gzip(ctx, "1 2\n3 4\n"));
  CHECK(numbers(*read_table(ctx, path, {}).matrix) == Vector{1, 2, 3, 4});
}
