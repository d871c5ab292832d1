// Tables in text as loadtxt reads them: errors, encodings, quotes, converters.

#include "tests/kernels/io/text_support.h"

using namespace perilune;
using namespace perilune::io;
using namespace perilune::test;
using namespace perilune::test::text;

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
