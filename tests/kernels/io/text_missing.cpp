// Tables in text as genfromtxt reads them: what is missing, types, names; options of both.

#include "tests/kernels/io/text_support.h"

using namespace perilune;
using namespace perilune::io;
using namespace perilune::test;
using namespace perilune::test::text;

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
