// Damaged files: valid ones with bytes changed, cut, moved and doubled must give what they held or a typed error; never
// a crash, never memory out of proportion to the file.

#include <cmath>
#include <map>

#include "kernels/io/deflate.h"
#include "kernels/io/npy.h"
#include "kernels/io/npz.h"
#include "kernels/io/text_table.h"
#include "tests/kernels/io/archives.h"
#include "tests/support/fuzz.h"

using namespace perilune;
using namespace perilune::io;
using namespace perilune::test;

namespace {

// Notes the largest single request for memory.
struct WatchedContext : TestContext {
  WatchedContext() {
    memory.gate_data = &largest;
    memory.gate = [](void* most, std::size_t bytes) {
      auto& seen = *static_cast<std::size_t*>(most);
      seen = std::max(seen, bytes);
      return true;
    };
  }
  std::size_t largest = 0;
};

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random(seed) {}
  FuzzRandom random;

  std::string damage(std::string bytes) {
    for (std::int64_t n = random.between(1, 3); n > 0 && !bytes.empty(); --n) once(bytes);
    return bytes;
  }

 private:
  std::size_t place(const std::string& bytes) {
    return static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(bytes.size()) - 1));
  }
  void once(std::string& bytes) {
    const std::size_t at = place(bytes),
                      size = std::min(bytes.size() - at, static_cast<std::size_t>(random.between(1, 16)));
    constexpr std::uint64_t numbers[] = {
        0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF, ~std::uint64_t{0}};
    switch (random.between(0, 7)) {
      case 0: bytes[at] ^= static_cast<char>(1 << random.between(0, 7)); break;
      case 1: bytes[at] = static_cast<char>(random.next()); break;
      case 2: bytes.resize(at); break;
      case 3: bytes.erase(at, size); break;
      case 4: bytes.insert(at, bytes.substr(place(bytes), size)); break;
      case 5: bytes.insert(at, size, static_cast<char>(random.next())); break;
      case 6: {
        const std::uint64_t number = numbers[random.between(0, 9)];
        const std::size_t digits = std::size_t{1} << random.between(0, 3);
        for (std::size_t i = 0; i < digits && at + i < bytes.size(); ++i)
          bytes[at + i] = static_cast<char>(number >> (8 * i));
        break;
      }
      default: {  // digits in headers and texts
        const std::size_t digit = bytes.find_first_of("0123456789", at);
        if (digit != std::string::npos) bytes.insert(digit, random.chance(50) ? "99999999" : "-");
      }
    }
  }
};

std::string content(Context& ctx, const Array& a) {
  const Array flat = row_major(ctx, a);
  return std::string(perilune::name(a.dtype())) + shape_text(a.shape()) +
         std::string(reinterpret_cast<const char*>(flat.data()),
                     static_cast<std::size_t>(a.size()) * itemsize(a.dtype()));
}

std::string content(Context& ctx, const Table& table) {
  std::string all;
  for (const std::string& name : table.names) all += name + "|";
  for (const Column& column : table.columns) {
    if (const auto* text = std::get_if<TextColumn>(&column))
      for (std::int64_t i = 0; i < text->size(); ++i) all += std::string((*text)[i]) + ";";
    else all += content(ctx, std::get<Array>(column));
  }
  return all;
}

}  // namespace

TEST_CASE("damaged .npy files are read or refused, within the memory that their size allows", "[fuzz]") {
  Mutator mutator(1);
  std::vector<std::string> files;
  for (const GoodFile& file : good_files) files.push_back(unhex(file.bytes));
  for (const BadFile& file : bad_files) files.push_back(unhex(file.bytes));
  int read = 0, refused = 0;
  for (FuzzRun run(20000); run.more();) {
    const std::string bytes = mutator.damage(files[static_cast<std::size_t>(run.round()) % files.size()]);
    WatchedContext ctx;
    try {
      MemorySource memory(bytes);
      PipeLike pipe(bytes, 100);
      const Array a = read_npy(ctx, run.round() % 2 ? static_cast<ByteSource&>(memory) : pipe);
      CHECK(a.size() <= static_cast<std::int64_t>(bytes.size()));
      ++read;
    } catch (const Error&) {
      ++refused;
    }
    // A pipe is read in steps of 4 MB, and elements grow fourfold at most.
    REQUIRE(ctx.largest <= 4 * bytes.size() + (5 << 20));
    REQUIRE(ctx.memory.used() == 0);
  }
  CHECK(read > 1000);
  CHECK(refused > 1000);
}

TEST_CASE("damaged archives give the arrays that they held, or an error", "[fuzz]") {
  Mutator mutator(2);
  int read = 0, refused = 0;
  for (FuzzRun run(8000); run.more();) {
    const auto& [name, hex] = archives[static_cast<std::size_t>(run.round()) % archives.size()];
    const std::string good = unhex(hex), bytes = mutator.damage(good);
    INFO(name << ", round " << run.round());
    WatchedContext ctx;
    std::map<std::string, std::string> held;
    {
      MemorySource source(good);
      for (const NamedArray& a : read_npz(ctx, source)) held[a.name] = content(ctx, a.array);
    }
    ctx.largest = 0;
    try {
      MemorySource source(bytes);
      const NpzReader npz(ctx, source);
      for (std::size_t i = 0; i < npz.names().size(); ++i) {
        try {
          const Array a = npz.read(i);
          // The CRC guards the bytes; the name may be another, and of two entries with one name the last counts.
          const auto same = held.find(npz.names()[i]);
          if (same != held.end() && std::string(name).find("twice") == std::string::npos)
            REQUIRE(content(ctx, a) == same->second);
          ++read;
        } catch (const Error&) {
          ++refused;
        }
      }
    } catch (const Error&) {
      ++refused;
    }
    REQUIRE(ctx.largest <= static_cast<std::size_t>(best_deflate_ratio) * 4 * bytes.size());
    REQUIRE(ctx.memory.used() == 0);
  }
  CHECK(read > 1000);
  CHECK(refused > 1000);
}

TEST_CASE("damaged gzip texts give the table that they held, or an error", "[fuzz]") {
  Mutator mutator(3);
  std::string text = "# a table\na,b,\"c d\"\n";
  for (int i = 0; i < 100; ++i)
    text += std::to_string(i) + ",\"x \"\"" + std::to_string(i * i) + "\"\"\"," + std::to_string(i / 7.0) + "\n";
  WatchedContext ctx;
  MemorySink packed(ctx);
  DeflateSink deflate(ctx, packed, Packing::gzip);
  deflate.write(text);
  deflate.finish();
  TextOptions options = TextOptions::genfromtxt();
  options.delimiter = ",";
  options.quotechar = '"';
  options.detect = true;
  options.skip_rows = 1;
  options.names_from = TextOptions::Names::header;
  MemorySource source(text);
  const std::string held = content(ctx, read_table(ctx, source, options));
  int read = 0;
  for (FuzzRun run(3000); run.more();) {
    const std::string bytes = mutator.damage(std::string(packed.text()));
    ctx.largest = 0;
    try {
      MemorySource damaged(bytes);
      const std::string got = content(ctx, read_table(ctx, damaged, options));
      // Without its first bytes it is no gzip file, but text of a kind.
      if (bytes.starts_with("\x1f\x8b")) {
        REQUIRE(got == held);
        ++read;
      }
    } catch (const Error&) {
    }
    REQUIRE(ctx.largest <= 4 << 20);
  }
  CHECK(read > 0);
}

TEST_CASE("damaged texts are read alike on both paths, by any options", "[fuzz]") {
  Mutator mutator(4);
  const std::string texts[] = {"1,2,3\n4,5,6\n7,8,9\n",
                               "# x y\n1.5 -2e3\n\n  nan\tinf\r\n3 4",
                               "a,\"b,\n\"\"c\",1\n\"d\",e,2\n",
                               "h1;h2;h3\n1;;x\n;2;3\n4;5;6 # end\n",
                               "1+2j (3-4j)\n5 6j\n",
                               "0012345600\n 1 2 3 4 5\n\xc3\xa9\xc3\xa8 12345678\n"};
  int read = 0, refused = 0;
  for (FuzzRun run(20000); run.more();) {
    FuzzRandom& random = mutator.random;
    const std::string text = mutator.damage(texts[random.between(0, 5)]);
    TextOptions options = random.chance(50) ? TextOptions::genfromtxt() : TextOptions::loadtxt();
    constexpr const char* delimiters[] = {"", ",", ";", " ", "\t", "::", "1"};
    if (random.chance(10)) options.widths = {random.between(1, 5), random.between(1, 5)};
    else options.delimiter = delimiters[random.between(0, 6)];
    if (random.chance(30)) options.quotechar = '"';
    if (random.chance(20)) options.comments = {"//", "#", "%"};
    if (random.chance(20)) options.skip_rows = random.between(0, 4);
    if (random.chance(20)) options.skip_footer = random.between(0, 4);
    else if (random.chance(20)) options.max_rows = random.between(0, 4);
    if (random.chance(20)) options.usecols = std::vector<ColumnKey>{random.between(-3, 3), random.between(-1, 0)};
    if (random.chance(20)) options.names_from = TextOptions::Names::header;
    if (random.chance(30)) options.types = {ColumnType{random.chance(20), static_cast<DType>(random.between(0, 7))}};
    options.detect = options.lenient && random.chance(30);
    options.loose = random.chance(70);
    options.invalid_raise = random.chance(50);
    options.latin1 = random.chance(20);
    std::string outcomes[4];
    for (int i = 0; i < 4; ++i) {
      WatchedContext ctx;
      options.short_path = i % 2 == 0;
      try {
        MemorySource memory(text, "");
        PipeLike pipe(text, static_cast<std::size_t>(random.between(1, 20)), "");
        outcomes[i] = content(ctx, read_table(ctx, i < 2 ? static_cast<ByteSource&>(memory) : pipe, options));
        ++read;
      } catch (const Error& error) {
        outcomes[i] = error.what();
        ++refused;
      }
      REQUIRE(ctx.largest <= 1 << 20);
      REQUIRE(ctx.memory.used() == 0);
    }
    INFO("round " << run.round() << ":\n" << text);
    for (int i = 1; i < 4; ++i) REQUIRE(outcomes[i] == outcomes[0]);
  }
  CHECK(read > 5000);
  CHECK(refused > 5000);
}
