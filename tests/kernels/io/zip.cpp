#include "kernels/io/zip.h"

#include <fcntl.h>

#include <cstring>

#include "kernels/io/deflate.h"
#include "kernels/io/file.h"
#include "tests/kernels/io/archives.h"

using namespace perilune;
using namespace perilune::io;
using namespace perilune::test;

namespace {

std::string content(const ZipReader& zip, std::size_t i) {
  const auto source = zip.open(zip.entries()[i]);
  std::string bytes(static_cast<std::size_t>(source->remaining()), '\0');
  const std::size_t got = source->read(reinterpret_cast<std::byte*>(bytes.data()), bytes.size());
  CHECK(got == bytes.size());
  std::byte more;
  CHECK(source->read_some(&more, 1) == 0);
  return bytes;
}

std::string noise(std::size_t n) {
  std::string bytes(n, '\0');
  std::uint32_t state = 12345;
  for (char& c : bytes) c = static_cast<char>((state = state * 1664525 + 1013904223) >> 28);
  return bytes;
}

// Two entries, the first of them packed.
std::string archive(Context& ctx, std::uint64_t zip64_from = 0xFFFFFFFFu) {
  MemorySink sink(ctx);
  ZipWriter zip(ctx, sink, zip64_from);
  const std::string text = noise(3000);
  zip.add("first", text.size(), true, [&](ByteSink& to) { to.write(text); });
  zip.add("second", 5, false, [&](ByteSink& to) { to.write("hello"); });
  zip.finish();
  return std::string(sink.text());
}

std::string error_of(Context& ctx, const std::string& bytes, bool read = false) {
  try {
    MemorySource source(bytes, "'z'");
    const ZipReader zip(ctx, source);
    if (read)
      for (std::size_t i = 0; i < zip.entries().size(); ++i) content(zip, i);
    return "no error";
  } catch (const IoError& error) {
    return error.what();
  }
}

std::size_t place(const std::string& bytes, const char* mark, int which = 0) {
  std::size_t at = bytes.find(mark);
  while (which-- > 0) at = bytes.find(mark, at + 1);
  REQUIRE(at != std::string::npos);
  return at;
}

std::string with(std::string bytes, std::size_t at, std::uint32_t value, int size = 4) {
  for (int i = 0; i < size; ++i) bytes[at + static_cast<std::size_t>(i)] = static_cast<char>(value >> (8 * i));
  return bytes;
}

}  // namespace

TEST_CASE("an archive holds what was put in, with 32-bit and 64-bit numbers") {
  TestContext ctx;
  for (const std::uint64_t from : {std::uint64_t{0xFFFFFFFFu}, std::uint64_t{1}, std::uint64_t{1000}}) {
    MemorySink sink(ctx);
    ZipWriter zip(ctx, sink, from);
    const std::string texts[] = {"", "a", noise(100000), std::string(1 << 20, 'x'), noise(2000000)};
    int n = 0;
    for (const std::string& text : texts)
      for (const bool compress : {false, true})
        zip.add("entry" + std::to_string(n++), text.size(), compress, [&](ByteSink& to) { to.write(text); });
    zip.finish();
    MemorySource source(sink.text());
    const ZipReader reader(ctx, source);
    REQUIRE(reader.entries().size() == 10);
    for (std::size_t i = 0; i < 10; ++i) {
      CHECK(reader.entries()[i].name == "entry" + std::to_string(i));
      CHECK(content(reader, i) == texts[i / 2]);
    }
  }
}

TEST_CASE("the packed bytes do not depend on the threads", "[threads]") {
  TestContext ctx;
  const std::string text = noise(5 << 20) + std::string(700000, 'a');
  std::string first;
  for (const int threads : {1, 2, 3, 8}) {
    ctx.threads = threads;
    MemorySink sink(ctx);
    DeflateSink deflate(ctx, sink, Packing::gzip);
    for (std::size_t at = 0; at < text.size(); at += 300001) deflate.write(text.substr(at, 300001));
    deflate.finish();
    if (first.empty()) first = sink.text();
    CHECK(sink.text() == first);
    MemorySource packed(sink.text());
    InflateSource plain(ctx, packed, Packing::gzip);
    std::string back(text.size() + 1, '\0');
    CHECK(plain.read(reinterpret_cast<std::byte*>(back.data()), back.size()) == text.size());
    back.pop_back();
    CHECK(back == text);
  }
}

TEST_CASE("gzip files of several members, with zeros behind, are one text; anything else behind is an error") {
  TestContext ctx;
  MemorySink sink(ctx);
  for (const char* text : {"one ", "", "two"}) {
    DeflateSink deflate(ctx, sink, Packing::gzip);
    deflate.write(text);
    deflate.finish();
  }
  const auto unpacked = [&](const std::string& bytes) {
    PipeLike packed(bytes);
    InflateSource plain(ctx, packed, Packing::gzip);
    std::byte text[100];
    return std::string(reinterpret_cast<char*>(text), plain.read(text, sizeof text));
  };
  const std::string bytes(sink.text());
  CHECK(unpacked(bytes) == "one two");
  CHECK(unpacked(bytes + std::string(512, '\0')) == "one two");
  CHECK_THROWS_WITH(unpacked(bytes + "x"), "the pipe has something else after its compressed data");
  for (std::size_t n = 1; n < bytes.size(); ++n) {
    try {
      const std::string text = unpacked(bytes.substr(0, n));  // the end of a member is an end
      CHECK(text == "one ");
    } catch (const IoError& error) {
      CHECK(std::string(error.what()) == "the pipe ends in the middle of its compressed data");
    }
  }
  std::string damaged = bytes;
  damaged[bytes.size() - 6] ^= 1;
  CHECK_THROWS_WITH(unpacked(damaged), "the pipe has damaged compressed data (incorrect data check)");
}

TEST_CASE("archives that lie about where things are, or how large, are errors") {
  TestContext ctx;
  const std::string good = archive(ctx);
  REQUIRE(error_of(ctx, good, true) == "no error");
  const std::size_t first = place(good, "PK\1\2"), second = place(good, "PK\1\2", 1), end = place(good, "PK\5\6");
  const std::string damaged = "'z' is damaged: ";
  CHECK(error_of(ctx, "") == "'z' is not a zip archive, or is cut short: it has no directory");
  CHECK(error_of(ctx, good.substr(0, good.size() - 1)) ==
        "'z' is not a zip archive, or is cut short: it has no directory");
  CHECK(error_of(ctx, good.substr(1)) == damaged + "its directory does not lie where it says");
  CHECK(error_of(ctx, with(good, end + 4, 1, 2)) == "'z' is one part of a split archive");
  CHECK(error_of(ctx, with(good, end + 10, 1000, 2)) == damaged + "its directory is too short for its entries");
  CHECK(error_of(ctx, with(good, end + 10, 3, 2)) == damaged + "its directory is too short for its entries");
  CHECK(error_of(ctx, with(good, end + 10, 1, 2)) == damaged + "its directory goes on behind its entries");
  CHECK(error_of(ctx, with(good, end + 16, 0xFFFFFFF0u)) == damaged + "its directory does not lie where it says");
  CHECK(error_of(ctx, with(good, first + 28, 60000, 2)) == damaged + "its directory breaks off");
  CHECK(error_of(ctx, with(good, first + 42, 0x7FFFFFFF)) == damaged + "the entry 'first' lies outside the file");
  CHECK(error_of(ctx, with(good, first + 42, 0xFFFFFFFF)) == damaged + "the entry 'first' lies outside the file");
  CHECK(error_of(ctx, with(good, second + 42, 10)) == damaged + "the entry 'first' overlaps what follows it");
  CHECK(error_of(ctx, with(good, first + 20, 5000)) == damaged + "the entry 'first' lies outside the file");
  CHECK(error_of(ctx, with(good, first + 24, 0x7FFFFFFF)).find("the entry 'first' claims 2147483647 bytes, which ") !=
        std::string::npos);
  CHECK(error_of(ctx, with(good, second + 24, 6)) ==
        damaged + "the entry 'second' claims 6 bytes, which 5 packed ones cannot hold");
  const std::string entry = "the entry 'first' of 'z' ";
  CHECK(error_of(ctx, with(good, first + 24, 2999), true) == entry + "is longer than the archive says");
  CHECK(error_of(ctx, with(good, first + 24, 3001), true) == entry + "is shorter than the archive says");
  CHECK(error_of(ctx, with(good, first + 16, 1), true) == entry + "is damaged: its CRC is wrong");
  CHECK(error_of(ctx, with(good, first + 8, 1, 2), true) == entry + "is encrypted");
  CHECK(error_of(ctx, with(good, first + 10, 93, 2), true) == entry + "is packed by zstd (93), only deflate is known");
  CHECK(error_of(ctx, with(good, 8, 0, 2), true) == entry + "has another name or packing in its own header");
  CHECK(error_of(ctx, with(good, 30, 'F', 1), true) == entry + "has another name or packing in its own header");
  CHECK(error_of(ctx, with(good, 0, 0), true) == entry + "does not lie where the archive says");
  CHECK(error_of(ctx, with(good, 28, 60000, 2), true) == entry + "lies outside the file");
}

TEST_CASE("64-bit directories that lie are errors too") {
  TestContext ctx;
  const std::string good = archive(ctx, 1);
  REQUIRE(error_of(ctx, good, true) == "no error");
  const std::size_t locator = place(good, "PK\6\7"), record = place(good, "PK\6\6"), first = place(good, "PK\1\2");
  CHECK(error_of(ctx, with(good, locator + 8, 0x7FFFFFFF)) ==
        "'z' is damaged: its 64-bit directory record lies outside the file");
  CHECK(error_of(ctx, with(good, locator + 8, 0)) == "'z' is damaged: it has no 64-bit directory record where it says");
  CHECK(error_of(ctx, with(good, record + 36, 1)) == "'z' is damaged: its directory is too short for its entries");
  CHECK(error_of(ctx, with(good, first + 30, 0, 2)) == "'z' is damaged: the entry 'first' lies outside the file");
  CHECK(error_of(ctx, with(good, first + 46 + 5, 7, 2)) == "'z' is damaged: the entry 'first' lies outside the file");
}

TEST_CASE("an archive beyond 4 GB is read") {
  TestContext ctx;
  TemporaryFolder folder;
  const std::string path = folder.path("large.zip");
  // 5 GB of hole between the two entries; it takes no disk.
  constexpr std::uint64_t hole = std::uint64_t{5} << 30;
  std::string bytes = archive(ctx, 1);
  const std::size_t local = place(bytes, "PK\3\4", 1), central = place(bytes, "PK\1\2", 1);
  const std::size_t record = place(bytes, "PK\6\6"), locator = place(bytes, "PK\6\7");
  for (const std::size_t at : {central + 46 + 6 + 4 + 16, record + 48, locator + 8}) {
    std::uint64_t offset;
    std::memcpy(&offset, bytes.data() + at, 8);
    offset += hole;
    std::memcpy(bytes.data() + at, &offset, 8);
  }
  const int fd = open(path.c_str(), O_RDWR | O_CREAT, 0600);
  REQUIRE(fd >= 0);
  CHECK(pwrite(fd, bytes.data(), local, 0) == static_cast<ssize_t>(local));
  const std::size_t rest = bytes.size() - local;
  const bool holes =
      pwrite(fd, bytes.data() + local, rest, static_cast<off_t>(hole + local)) == static_cast<ssize_t>(rest);
  close(fd);
  if (!holes) return;  // a file system that has no room for it
  const InputFile file(ctx, path);
  const ZipReader zip(ctx, file);
  CHECK(content(zip, 0) == noise(3000));
  CHECK(content(zip, 1) == "hello");
  CHECK(ctx.memory.used() < 1000000);
}
