// The ways through a text give the same: short and general, threads, pipes; memory and stopping.

#include <random>

#include "tests/kernels/io/text_support.h"

using namespace perilune;
using namespace perilune::io;
using namespace perilune::test;
using namespace perilune::test::text;

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
