#include "kernels/io/npy.h"

#include <cmath>
#include <cstring>

#include "kernels/io/file.h"
#include "tests/kernels/io/archives.h"

using namespace perilune;
using namespace perilune::io;
using namespace perilune::test;

namespace {

std::string written(Context& ctx, const View& a) {
  MemorySink sink(ctx);
  write_npy(ctx, sink, a);
  return std::string(sink.text());
}

std::string with_header(const std::string& text) {
  std::string head("\x93NUMPY\1\0", 8);
  head += static_cast<char>(text.size() & 255);
  head += static_cast<char>(text.size() >> 8);
  return head + text;
}

std::string error_of(Context& ctx, const std::string& bytes) {
  try {
    MemorySource source(bytes, "'f'");
    read_npy(ctx, source);
    return "no error";
  } catch (const IoError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("NumPy's .npy files are read, whatever their type, byte order and memory order") {
  TestContext ctx;
  for (const GoodFile& file : good_files) {
    INFO(file.name);
    const std::string bytes = unhex(file.bytes);
    MemorySource source(bytes);
    check_holds(ctx, read_npy(ctx, source), file);
    PipeLike pipe(bytes);
    check_holds(ctx, read_npy(ctx, pipe), file);
  }
}

TEST_CASE("what is written is NumPy's file byte for byte") {
  TestContext ctx;
  for (const GoodFile& file : good_files) {
    INFO(file.name);
    const std::string bytes = unhex(file.bytes), name = file.name;
    MemorySource source(bytes);
    const Array a = read_npy(ctx, source);
    const std::string again = written(ctx, a);
    MemorySource second(again);
    check_holds(ctx, read_npy(ctx, second), file);
    for (const char* same : {"i4", "i8", "u1", "b1", "f4", "f8", "c8", "c16", "matrix", "fortran", "0-d", "empty"})
      if (name == same) CHECK(again == bytes);
  }
}

TEST_CASE("types without a counterpart are refused by name, pickles always") {
  TestContext ctx;
  const std::string none = ", which have no counterpart";
  const std::vector<std::pair<std::string, std::string>> messages = {
      {"object", "Python objects (dtype '|O'); reading them would run code from the file, so they are refused"},
      {"string", "strings (dtype '<U2')" + none},
      {"bytes", "byte strings (dtype '|S2')" + none},
      {"date", "dates (dtype '<M8[D]')" + none},
      {"span", "time differences (dtype '<m8[s]')" + none},
      {"void", "raw bytes or records (dtype '|V3')" + none},
      {"float128", "wide floats (dtype '<f16')" + none},
      {"complex256", "wide complex numbers (dtype '<c32')" + none},
      {"records", "records (dtype '[('a', '<i4'), ('b', '<f8')]')" + none + "; save the fields one by one"},
      {"uint64", "uint64 numbers, and number 2 of them does not fit int64"},
      {"uint64 big", "uint64 numbers, and number 1 of them does not fit int64"}};
  REQUIRE(bad_files.size() == messages.size());
  for (std::size_t i = 0; i < messages.size(); ++i) {
    CHECK(messages[i].first == bad_files[i].name);
    CHECK(error_of(ctx, unhex(bad_files[i].bytes)) == "'f' holds " + messages[i].second);
  }
}

TEST_CASE("a bad .npy header is an error that says why") {
  TestContext ctx;
  const auto error = [&](const std::string& text) { return error_of(ctx, with_header(text)); };
  const auto of_shape = [&](const std::string& shape) {
    return error("{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + "}");
  };
  const std::string start = "'f' has a bad .npy header: ";
  CHECK(error_of(ctx, "") == "'f' is not a .npy file");
  CHECK(error_of(ctx, std::string("\x93NUMPX\1\0\0\0", 10)) == "'f' is not a .npy file");
  CHECK(error_of(ctx, std::string("\x93NUMPY\4\0\0\0", 10)) ==
        "'f' has .npy version 4.0; versions 1.0 to 3.0 are known");
  CHECK(error_of(ctx, std::string("\x93NUMPY\1\0\5\0{", 11)) == "'f' ends inside its .npy header");
  CHECK(error_of(ctx, std::string("\x93NUMPY\1\0", 8)) == "'f' ends inside its .npy header");
  CHECK(error_of(ctx, std::string("\x93NUMPY\2\0\xff\xff\xff\xff", 12)) ==
        "'f' has a .npy header of 4294967295 bytes, which cannot be right");
  CHECK(error("{'descr': '<f8', 'fortran_order': False, 'shape': (3,)") == start + "it ends early");
  CHECK(error("{'descr': '<f8', 'fortran_order': False}") == start + "no key 'shape'");
  CHECK(error("{'fortran_order': False, 'shape': ()}") == start + "no key 'descr'");
  CHECK(error("{'descr': '<f8', 'fortran_order': False, 'shape': (), 'x': 1}") == start + "unknown key 'x'");
  CHECK(error("{'descr': '<f8', 'descr': '<f8'}") == start + "key 'descr' twice");
  CHECK(error("{'descr': '<f8', 'fortran_order': 0, 'shape': ()}") == start + "'fortran_order' must be True or False");
  CHECK(error("{'descr': '<f\\x38', 'fortran_order': False, 'shape': ()}") == start + "an escape in a string");
  CHECK(error("{'descr': '<f8") == start + "it ends inside a string");
  CHECK(error("{'descr': '<f8', 'fortran_order': False, 'shape': ()} x") ==
        start + "it goes on after the closing brace");
  CHECK(error("{'descr': 'q7', 'fortran_order': False, 'shape': ()}") ==
        "'f' holds elements of an unknown type (dtype 'q7'), which have no counterpart");
  CHECK(error("{'descr': '', 'fortran_order': False, 'shape': ()}") ==
        "'f' holds elements of an unknown type (dtype ''), which have no counterpart");
  CHECK(of_shape("(3)") == start + "'shape' must be a tuple");
  CHECK(of_shape("(-3,)") == start + "negative length -3");
  CHECK(of_shape("(1.5,)") == start + "'.' where ')' belongs");
  CHECK(of_shape("(9223372036854775808,)") == start + "a length is too large");
  CHECK(of_shape("(" + std::string(99, '1') + ",)") == start + "a length is too large");
  CHECK(of_shape("(4611686018427387904, 4)") == start + "shape 4611686018427387904x4 is more than any memory holds");
  std::string axes;
  for (int i = 0; i < 33; ++i) axes += "1, ";
  CHECK(of_shape("(" + axes + ")") == start + "more than 32 axes");
}

TEST_CASE("a .npy file that claims more than it holds is an error, not an allocation") {
  TestContext ctx;
  const std::string lie = with_header("{'descr': '<f8', 'fortran_order': False, 'shape': (100000000000000000,), }");
  CHECK(error_of(ctx, lie) == "'f' is cut short: its header promises 800000000000000000 bytes of data, 0 are there");
  PipeLike pipe(lie + std::string(100, 'x'));
  CHECK_THROWS_WITH(read_npy(ctx, pipe),
                    "the pipe is cut short: its header promises 800000000000000000 bytes of data, 100 are there");
  // An empty array may have any other lengths.
  const std::string empty = with_header("{'descr': '<f8', 'fortran_order': False, 'shape': (100000000000000000, 0), }");
  MemorySource source(empty);
  CHECK(read_npy(ctx, source).shape() == Dims{100000000000000000, 0});
  ctx.memory.set_limit(1 << 20);
  const std::string big =
      with_header("{'descr': '|u1', 'fortran_order': False, 'shape': (2000000,), }") + std::string(2000000, 'x');
  MemorySource large(big);
  CHECK_THROWS_AS(read_npy(ctx, large), MemoryError);
  CHECK(ctx.memory.used() == 0);
}

TEST_CASE("strided views are written in row-major order, column-major ones as they lie") {
  TestContext ctx;
  const Array a = Array::empty(ctx, DType::float64, {300, 500});
  for (std::int64_t i = 0; i < a.size(); ++i) a.as<double>()[i] = static_cast<double>(i);
  const std::int64_t item = 8;
  const Array views[] = {
      a.with_layout(a.data(), {500, 300}, {item, 500 * item}),                            // transposed
      a.with_layout(a.data() + 8 * 499, {300, 250}, {500 * item, -2 * item}),             // backwards, every other
      a.with_layout(a.data() + 8 * 500 * 299, {100, 500}, {-3 * 500 * item, item}),       // rows backwards
      a.with_layout(a.data() + 24, {4, 5}, {0, item}),                                    // repeated rows
      a.with_layout(a.data() + 24, {}, {}),                                               // 0-d
      a.with_layout(a.data(), {20, 10, 30, 5}, {500 * item, 40 * item, item, 7 * item}),  // more axes
  };
  for (const Array& v : views) {
    const std::string bytes = written(ctx, v);
    CHECK(bytes.size() == npy_bytes(v));
    MemorySource source(bytes);
    const Array b = read_npy(ctx, source);
    REQUIRE(b.shape() == v.shape());
    const Array x = row_major(ctx, v), y = row_major(ctx, b);
    CHECK(std::memcmp(x.data(), y.data(), static_cast<std::size_t>(x.size()) * 8) == 0);
  }
  CHECK(written(ctx, views[0]).find("'fortran_order': True") != std::string::npos);
  CHECK(written(ctx, views[1]).find("'fortran_order': False") != std::string::npos);
}

TEST_CASE("a .npy file can be mapped: to read, to change, to change privately") {
  TestContext ctx;
  TemporaryFolder folder;
  const std::string path = folder.path("a.npy");
  const Array a = Array::empty(ctx, DType::float64, {3, 4});
  for (std::int64_t i = 0; i < 12; ++i) a.as<double>()[i] = static_cast<double>(i);
  write_npy(ctx, path, a);
  const std::size_t used = ctx.memory.used();
  {
    const Array m = map_npy(ctx, path, MapMode::read_only);
    CHECK(ctx.memory.used() == used);
    CHECK(m.block()->read_only);
    CHECK(m.shape() == Dims{3, 4});
    CHECK(m.at<double>(2, 1) == 9);
  }
  {
    const Array m = map_npy(ctx, path, MapMode::copy_on_write);
    CHECK(ctx.memory.used() > used);
    m.at<double>(0, 0) = 100;
  }
  CHECK(ctx.memory.used() == used);
  CHECK(read_npy(ctx, path).at<double>(0, 0) == 0);
  map_npy(ctx, path, MapMode::read_write).at<double>(0, 0) = 100;
  CHECK(read_npy(ctx, path).at<double>(0, 0) == 100);
}

TEST_CASE("what cannot be mapped says so, the rest is as when it is read") {
  TestContext ctx;
  TemporaryFolder folder;
  const std::string path = folder.path("a.npy"), cannot = "'" + path + "' cannot be mapped: ";
  int mapped = 0;
  for (const GoodFile& file : good_files) {
    INFO(file.name);
    put_file(path, unhex(file.bytes));
    try {
      check_holds(ctx, map_npy(ctx, path, MapMode::read_only), file);
      ++mapped;
    } catch (const IoError& error) {
      const std::string what = error.what(), name = file.name;
      if (name == "i2") CHECK(what == cannot + "its elements must be converted to int32");
      if (name == "f8 big") CHECK(what == cannot + "its elements must be converted to float64");
      if (name == "odd bools") CHECK(what == cannot + "it has bytes other than 0 and 1 as bool");
      if (name == "no spaces") CHECK(what == cannot + "its data are not aligned");
    }
  }
  CHECK(mapped >= 12);
  put_file(path, unhex(good_files[0].bytes).substr(0, 129));
  CHECK_THROWS_WITH(map_npy(ctx, path, MapMode::read_only), cannot + "its elements must be converted to int32");
  for (const GoodFile& file : good_files)
    if (std::string(file.name) == "f8") put_file(path, unhex(file.bytes).substr(0, 140));
  CHECK_THROWS_WITH(map_npy(ctx, path, MapMode::read_only),
                    "'" + path + "' is cut short: its header promises 40 bytes of data, 12 are there");
  CHECK_THROWS_WITH(map_npy(ctx, "/dev/null", MapMode::read_only),
                    "'/dev/null' cannot be mapped: it is not a regular file, or empty");
}
