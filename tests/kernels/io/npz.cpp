#include "kernels/io/npz.h"

#include "kernels/io/file.h"
#include "tests/kernels/io/archives.h"

using namespace perilune;
using namespace perilune::io;
using namespace perilune::test;

namespace {

Array counting(Context& ctx, DType dtype, Dims shape) {
  Array a = Array::empty(ctx, dtype, std::move(shape));
  for (std::int64_t i = 0; i < a.size(); ++i)
    store(dtype, a.data() + i * static_cast<std::int64_t>(itemsize(dtype)), Scalar::of(i));
  return a;
}

void check_x(const Array& x) {
  CHECK(x.dtype() == DType::float64);
  REQUIRE(x.shape() == Dims{2, 3});
  for (std::int64_t i = 0; i < 6; ++i) CHECK(x.as<double>()[i] == static_cast<double>(i));
}

}  // namespace

TEST_CASE("archives of NumPy and zipfile are read: stored, packed, streamed, with 64-bit sizes and comments") {
  TestContext ctx;
  for (const auto& [name, hex] : archives) {
    INFO(name);
    const std::string bytes = unhex(hex);
    MemorySource source(bytes);
    const std::vector<NamedArray> arrays = read_npz(ctx, source);
    REQUIRE(arrays.size() == 3);
    CHECK(arrays[0].name == "x");
    CHECK(arrays[1].name == "y");
    CHECK(arrays[2].name == "z");
    check_x(arrays[0].array);
    CHECK(arrays[1].array.dtype() == DType::bool_);
    CHECK(arrays[1].array.at<bool>(0));
    CHECK_FALSE(arrays[1].array.at<bool>(1));
    CHECK(arrays[2].array.shape() == Dims{1000});
    for (std::int64_t i = 0; i < 1000; ++i) CHECK(arrays[2].array.at<std::int32_t>(i) == i);
  }
}

TEST_CASE("entries that are not arrays come as bytes; pickles spoil only themselves") {
  TestContext ctx;
  const std::string bytes = unhex(mixed_archive);
  MemorySource source(bytes, "'m.npz'");
  const NpzReader npz(ctx, source);
  CHECK(npz.names() == std::vector<std::string>{"note.txt", "o", "d\xc3\xa9"});
  const Array note = npz.read(0);
  CHECK(note.dtype() == DType::uint8);
  CHECK(std::string(reinterpret_cast<const char*>(note.data()), 5) == "hello");
  CHECK_THROWS_WITH(npz.read(1),
                    "the entry 'o.npy' of 'm.npz' holds Python objects (dtype '|O'); reading them would run "
                    "code from the file, so they are refused");
  check_x(npz.read(2));
  const std::string none = unhex(empty_archive);
  MemorySource empty(none);
  CHECK(read_npz(ctx, empty).empty());
  const std::string other = unhex(bzip2_archive);
  MemorySource bzip2(other, "'b.npz'");
  CHECK_THROWS_WITH(read_npz(ctx, bzip2),
                    "the entry 'x.npy' of 'b.npz' is packed by bzip2 (12), only deflate is known");
}

TEST_CASE("every dtype survives an archive, packed or not") {
  TestContext ctx;
  TemporaryFolder folder;
  std::vector<Array> arrays;
  std::vector<NamedView> named;
  for (int t = 0; t < dtype_count; ++t) {
    const auto dtype = static_cast<DType>(t);
    arrays.push_back(counting(ctx, dtype, dtype == DType::bool_ ? Dims{2} : Dims{3, 5, 7}));
  }
  arrays.push_back(counting(ctx, DType::float64, {}));
  arrays.push_back(counting(ctx, DType::complex64, {0, 4}));
  for (std::size_t i = 0; i < arrays.size(); ++i) named.push_back({"n\xc3\xa4me/" + std::to_string(i), arrays[i]});
  for (const bool compress : {false, true}) {
    const std::string path = folder.path("a.npz");
    write_npz(ctx, path, named, compress);
    const std::vector<NamedArray> back = read_npz(ctx, path);
    REQUIRE(back.size() == arrays.size());
    for (std::size_t i = 0; i < back.size(); ++i) {
      CHECK(back[i].name == named[i].name);
      CHECK(back[i].array.dtype() == arrays[i].dtype());
      REQUIRE(back[i].array.shape() == arrays[i].shape());
      const auto bytes = static_cast<std::size_t>(arrays[i].size()) * itemsize(arrays[i].dtype());
      CHECK(std::equal(back[i].array.data(), back[i].array.data() + bytes, arrays[i].data()));
    }
  }
  CHECK(folder.names() == std::vector<std::string>{"a.npz"});
}

TEST_CASE("an archive cannot hold one name twice") {
  TestContext ctx;
  const Array a = counting(ctx, DType::float64, {2});
  MemorySink sink(ctx);
  const std::vector<NamedView> named = {{"x", a}, {"x", a}};
  CHECK_THROWS_WITH(write_npz(ctx, sink, named, false), "the names of the arrays must differ, got 'x' twice");
}

TEST_CASE("an entry that unpacks to more than the memory limit is refused before it is unpacked") {
  TestContext ctx;
  MemorySink sink(ctx);
  {
    const Array zeros = Array::zeros(ctx, DType::float64, {1000000});
    write_npz(ctx, sink, std::vector<NamedView>{{"z", zeros}}, true);
  }
  CHECK(sink.text().size() < 20000);
  ctx.memory.set_limit(4000000);
  MemorySource source(sink.text());
  CHECK_THROWS_AS(read_npz(ctx, source), MemoryError);
  ctx.memory.set_limit(0);
  CHECK(read_npz(ctx, source)[0].array.size() == 1000000);
}
