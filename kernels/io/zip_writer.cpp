#include <algorithm>

#include "kernels/io/deflate.h"
#include "kernels/io/zip.h"

namespace perilune::io {

namespace {

// Little-endian fields, one after the other.
struct Record {
  std::string bytes;
  Record& u16(std::uint64_t v) { return put(v, 2); }
  Record& u32(std::uint64_t v) { return put(v, 4); }
  Record& u64(std::uint64_t v) { return put(v, 8); }
  Record& put(std::uint64_t v, int n) {
    for (int i = 0; i < n; ++i) bytes += static_cast<char>(v >> (8 * i) & 255);
    return *this;
  }
};

constexpr std::uint64_t version = 20, version_zip64 = 45;
constexpr std::uint64_t sizes_follow = 1u << 3, name_is_utf8 = 1u << 11;  // flags
constexpr std::uint64_t first_day = 1 << 5 | 1;                           // 1 January 1980: no clock in the file
constexpr std::uint64_t elsewhere = 0xFFFFFFFFu;                          // the number is in the 64-bit extra field

class CrcSink final : public ByteSink {
 public:
  using ByteSink::write;
  void write(const void* data, std::size_t n) override {
    crc = crc32_of(crc, data, n);
    count += n;
  }
  std::uint32_t crc = 0;
  std::uint64_t count = 0;
};

class CountingSink final : public ByteSink {
 public:
  explicit CountingSink(ByteSink& sink) : sink_(sink) {}
  using ByteSink::write;
  void write(const void* data, std::size_t n) override {
    sink_.write(data, n);
    count += n;
  }
  std::uint64_t count = 0;

 private:
  ByteSink& sink_;
};

std::uint64_t name_flag(std::string_view name) {
  const bool ascii = std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
  return ascii ? 0 : name_is_utf8;
}

}  // namespace

ZipWriter::ZipWriter(Context& ctx, ByteSink& sink, std::uint64_t zip64_from)
    : ctx_(ctx), sink_(sink), zip64_from_(zip64_from), names_(ctx.vector<char>()), written_(ctx.vector<Written>()) {}

void ZipWriter::emit(std::string_view bytes) {
  sink_.write(bytes);
  at_ += bytes.size();
}

void ZipWriter::add(std::string_view name, std::uint64_t bytes, bool compress, FunctionRef<void(ByteSink&)> produce) {
  if (name.size() > 0xFFFF) throw ValueError(format("a name must have at most 65535 bytes, got %zu", name.size()));
  Written entry{names_.size(), name.size(), compress, 0, bytes, bytes, at_};
  names_.insert(names_.end(), name.begin(), name.end());
  if (!compress) {
    CrcSink check;
    produce(check);
    if (check.count != bytes) throw InternalError("an entry has another size than announced");
    entry.crc = check.crc;
  }
  // Packed data can be a little longer than plain ones; their sizes come behind them, so that pipes can be written.
  const bool large = bytes + bytes / 1000 + 1024 >= zip64_from_;
  Record local;
  local.u32(0x04034b50).u16(large ? version_zip64 : version).u16((compress ? sizes_follow : 0) | name_flag(name));
  local.u16(compress ? 8 : 0).u16(0).u16(first_day).u32(entry.crc);
  const std::uint64_t known = compress ? 0 : bytes;
  local.u32(large ? elsewhere : known).u32(large ? elsewhere : known).u16(name.size()).u16(large ? 20 : 0);
  local.bytes += name;
  if (large) local.u16(1).u16(16).u64(known).u64(known);
  emit(local.bytes);

  CountingSink counted(sink_);
  if (compress) {
    DeflateSink deflate(ctx_, counted, Packing::raw);
    produce(deflate);
    deflate.finish();
    if (deflate.plain_bytes() != bytes) throw InternalError("an entry has another size than announced");
    entry.crc = deflate.crc();
    entry.packed = deflate.packed_bytes();
    at_ += counted.count;
    Record sizes;
    sizes.u32(0x08074b50).u32(entry.crc);
    sizes.put(entry.packed, large ? 8 : 4).put(entry.plain, large ? 8 : 4);
    emit(sizes.bytes);
  } else {
    produce(counted);
    at_ += counted.count;
  }
  written_.push_back(entry);
}

void ZipWriter::finish() {
  const std::uint64_t directory = at_;
  for (const Written& entry : written_) {
    const std::string_view name(names_.data() + entry.name_at, entry.name_size);
    Record extra;
    const auto field = [&](std::uint64_t v) {
      if (v < zip64_from_) return v;
      extra.u64(v);
      return elsewhere;
    };
    const std::uint64_t plain = field(entry.plain), packed = field(entry.packed), offset = field(entry.offset);
    const bool large = !extra.bytes.empty();
    Record central;
    central.u32(0x02014b50).u16(large ? version_zip64 : version).u16(large ? version_zip64 : version);
    central.u16((entry.compressed ? sizes_follow : 0) | name_flag(name)).u16(entry.compressed ? 8 : 0);
    central.u16(0).u16(first_day).u32(entry.crc).u32(packed).u32(plain).u16(name.size());
    central.u16(large ? extra.bytes.size() + 4 : 0).u16(0).u16(0).u16(0).u32(0).u32(offset);
    central.bytes += name;
    if (large) {
      central.u16(1).u16(extra.bytes.size());
      central.bytes += extra.bytes;
    }
    emit(central.bytes);
  }
  const std::uint64_t length = at_ - directory, count = written_.size();
  const bool large =
      count >= std::min<std::uint64_t>(0xFFFF, zip64_from_) || length >= zip64_from_ || directory >= zip64_from_;
  Record end;
  if (large) {
    const std::uint64_t end64 = at_;
    end.u32(0x06064b50).u64(44).u16(version_zip64).u16(version_zip64).u32(0).u32(0);
    end.u64(count).u64(count).u64(length).u64(directory);
    end.u32(0x07064b50).u32(0).u64(end64).u32(1);
  }
  end.u32(0x06054b50).u16(0).u16(0).u16(large ? 0xFFFF : count).u16(large ? 0xFFFF : count);
  end.u32(large ? elsewhere : length).u32(large ? elsewhere : directory).u16(0);
  emit(end.bytes);
}

}  // namespace perilune::io
