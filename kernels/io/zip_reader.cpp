#include <algorithm>
#include <optional>

#include "kernels/io/deflate.h"
#include "kernels/io/quote.h"
#include "kernels/io/zip.h"

namespace perilune::io {

namespace {

constexpr std::uint32_t local_mark = 0x04034b50, central_mark = 0x02014b50, end_mark = 0x06054b50,
                        end64_mark = 0x06064b50, locator_mark = 0x07064b50;
constexpr std::int64_t local_bytes = 30, central_bytes = 46, end_bytes = 22, end64_bytes = 56, locator_bytes = 20;
constexpr std::int64_t longest_comment = 0xFFFF;

template <class T>
T number(const void* at) {
  T value = 0;
  const auto* bytes = static_cast<const unsigned char*>(at);
  for (std::size_t i = sizeof(T); i-- > 0;) value = static_cast<T>(value << 8 | bytes[i]);
  return value;
}
std::uint16_t u16(const char* at) { return number<std::uint16_t>(at); }
std::uint32_t u32(const char* at) { return number<std::uint32_t>(at); }
std::uint64_t u64(const char* at) { return number<std::uint64_t>(at); }

// Checks the length and the CRC of what comes out of an entry.
class EntrySource final : public ByteSource {
 public:
  EntrySource(Context& ctx, const RandomBytes& bytes, std::int64_t begin, const ZipEntry& entry, std::string label)
      : slice_(ctx, bytes, begin, begin + entry.packed, std::move(label)), crc_wanted_(entry.crc), left_(entry.plain) {
    if (entry.method == 8) unpacked_.emplace(ctx, slice_, Packing::raw);
    if (left_ == 0) check();
  }

  std::size_t read_some(std::byte* to, std::size_t n) override {
    if (left_ == 0 || n == 0) return 0;
    n = static_cast<std::size_t>(std::min<std::int64_t>(left_, static_cast<std::int64_t>(n)));
    const std::size_t got = unpacked_ ? unpacked_->read_some(to, n) : slice_.read_some(to, n);
    if (got == 0) throw IoError(label() + " is shorter than the archive says");
    crc_ = crc32_of(crc_, to, got);
    left_ -= static_cast<std::int64_t>(got);
    if (left_ == 0) check();
    return got;
  }
  std::int64_t remaining() const override { return left_; }
  std::string label() const override { return slice_.label(); }

 private:
  void check() {
    std::byte more;
    if (unpacked_ && unpacked_->read_some(&more, 1) != 0) throw IoError(label() + " is longer than the archive says");
    if (crc_ != crc_wanted_) throw IoError(label() + " is damaged: its CRC is wrong");
  }
  SliceSource slice_;
  std::optional<InflateSource> unpacked_;
  std::uint32_t crc_ = 0, crc_wanted_;
  std::int64_t left_;
};

const char* method_name(int method) {
  switch (method) {
    case 9: return "deflate64";
    case 12: return "bzip2";
    case 14: return "lzma";
    case 93: return "zstd";
    case 95: return "xz";
    default: return "an unknown method";
  }
}

}  // namespace

bool looks_like_zip(std::span<const std::byte> head) {
  return head.size() >= 4 &&
         (number<std::uint32_t>(head.data()) == local_mark || number<std::uint32_t>(head.data()) == end_mark);
}

void ZipReader::fail(const std::string& what) const { throw IoError(bytes_.label() + " " + what); }

ZipReader::ZipReader(Context& ctx, const RandomBytes& bytes)
    : ctx_(ctx), bytes_(bytes), directory_(ctx.vector<char>()), entries_(ctx.vector<ZipEntry>()) {
  const std::int64_t size = bytes.size();
  if (size < 0) fail("cannot be read as an archive: it is not a regular file");
  // The end record lies at the end, before a comment of up to 64 KB.
  const std::int64_t tail_size = std::min(size, end_bytes + longest_comment), tail_at = size - tail_size;
  auto tail = ctx.vector<char>(static_cast<std::size_t>(tail_size));
  bytes.read_at(tail_at, reinterpret_cast<std::byte*>(tail.data()), tail.size());
  std::int64_t at = tail_size - end_bytes;
  for (; at >= 0; --at)
    if (u32(tail.data() + at) == end_mark && at + end_bytes + u16(tail.data() + at + 20) == tail_size) break;
  if (at < 0) fail("is not a zip archive, or is cut short: it has no directory");
  const char* end = tail.data() + at;
  std::uint64_t count = u16(end + 10), length = u32(end + 12), offset = u32(end + 16);
  std::int64_t directory_end = tail_at + at;
  if (u16(end + 4) != 0 && u16(end + 4) != 0xFFFF) fail("is one part of a split archive");

  const std::int64_t locator_at = directory_end - locator_bytes;
  char record[end64_bytes] = {};
  if (locator_at >= 0) bytes.read_at(locator_at, reinterpret_cast<std::byte*>(record), locator_bytes);
  if (u32(record) == locator_mark) {
    const std::uint64_t end64_at = u64(record + 8);
    if (end64_at > static_cast<std::uint64_t>(locator_at) ||
        locator_at - static_cast<std::int64_t>(end64_at) < end64_bytes)
      fail("is damaged: its 64-bit directory record lies outside the file");
    directory_end = static_cast<std::int64_t>(end64_at);
    bytes.read_at(directory_end, reinterpret_cast<std::byte*>(record), end64_bytes);
    if (u32(record) != end64_mark) fail("is damaged: it has no 64-bit directory record where it says");
    count = u64(record + 32);
    length = u64(record + 40);
    offset = u64(record + 48);
  }
  const auto room = static_cast<std::uint64_t>(directory_end);
  if (offset > room || length != room - offset) fail("is damaged: its directory does not lie where it says");
  if (count > length / central_bytes) fail("is damaged: its directory is too short for its entries");
  directory_at_ = static_cast<std::int64_t>(offset);
  read_directory(directory_at_, static_cast<std::int64_t>(length), static_cast<std::int64_t>(count));
  check_entries(directory_at_);
}

void ZipReader::read_directory(std::int64_t at, std::int64_t length, std::int64_t count) {
  directory_.resize(static_cast<std::size_t>(length));
  bytes_.read_at(at, reinterpret_cast<std::byte*>(directory_.data()), directory_.size());
  entries_.reserve(static_cast<std::size_t>(count));
  const char* p = directory_.data();
  const char* end = p + length;
  for (std::int64_t i = 0; i < count; ++i) {
    if (i % 4096 == 0) ctx_.poll();
    if (end - p < central_bytes || u32(p) != central_mark) fail("is damaged: its directory breaks off");
    const std::int64_t name_size = u16(p + 28), extra_size = u16(p + 30), comment_size = u16(p + 32);
    if (end - p - central_bytes < name_size + extra_size + comment_size) fail("is damaged: its directory breaks off");
    ZipEntry entry;
    entry.flags = u16(p + 8);
    entry.method = u16(p + 10);
    entry.crc = u32(p + 16);
    std::uint64_t packed = u32(p + 20), plain = u32(p + 24), offset = u32(p + 42);
    entry.name = {p + central_bytes, static_cast<std::size_t>(name_size)};
    // The extra field 1 holds, in this order, those numbers that did not fit 32 bits.
    const char* extra = p + central_bytes + name_size;
    const char* extra_end = extra + extra_size;
    while (extra_end - extra >= 4) {
      const int id = u16(extra), size = u16(extra + 2);
      const char* value = extra + 4;
      if (extra_end - value < size) break;
      extra = value + size;
      if (id != 1) continue;
      for (std::uint64_t* number : {&plain, &packed, &offset})
        if (*number == 0xFFFFFFFFu) {
          if (extra - value < 8) fail("is damaged: the entry " + quote(entry.name) + " lacks its 64-bit sizes");
          *number = u64(value);
          value += 8;
        }
    }
    const auto limit = static_cast<std::uint64_t>(at);
    if (offset > limit || packed > limit) fail("is damaged: the entry " + quote(entry.name) + " lies outside the file");
    if ((entry.method == 0 && packed != plain) ||
        (entry.method == 8 && plain > packed * static_cast<std::uint64_t>(best_deflate_ratio)))
      fail(format("is damaged: the entry %s claims %llu bytes, which %llu packed ones cannot hold",
                  quote(entry.name).c_str(), static_cast<unsigned long long>(plain),
                  static_cast<unsigned long long>(packed)));
    entry.packed = static_cast<std::int64_t>(packed);
    entry.plain = static_cast<std::int64_t>(plain);
    entry.offset = static_cast<std::int64_t>(offset);
    entries_.push_back(entry);
    p += central_bytes + name_size + extra_size + comment_size;
  }
  if (p != end) fail("is damaged: its directory goes on behind its entries");
}

// Entries that share bytes are how a small archive unpacks to petabytes (D. Fifield, "A better zip bomb", 2019).
void ZipReader::check_entries(std::int64_t directory) {
  auto order = ctx_.vector<const ZipEntry*>();
  order.reserve(entries_.size());
  for (const ZipEntry& entry : entries_) order.push_back(&entry);
  std::sort(order.begin(), order.end(), [](const ZipEntry* a, const ZipEntry* b) { return a->offset < b->offset; });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const ZipEntry& entry = *order[i];
    const std::int64_t end = entry.offset + local_bytes + static_cast<std::int64_t>(entry.name.size()) + entry.packed;
    const std::int64_t next = i + 1 < order.size() ? order[i + 1]->offset : directory;
    if (end > next) fail("is damaged: the entry " + quote(entry.name) + " overlaps what follows it");
  }
}

std::unique_ptr<ByteSource> ZipReader::open(const ZipEntry& entry) const {
  const std::string label = "the entry " + quote(entry.name) + " of " + bytes_.label();
  if (entry.flags & 1) throw IoError(label + " is encrypted");
  if (entry.method != 0 && entry.method != 8)
    throw IoError(format("%s is packed by %s (%d), only deflate is known", label.c_str(), method_name(entry.method),
                         entry.method));
  char header[local_bytes];
  bytes_.read_at(entry.offset, reinterpret_cast<std::byte*>(header), sizeof header);
  if (u32(header) != local_mark) throw IoError(label + " does not lie where the archive says");
  const std::int64_t name_size = u16(header + 26), extra_size = u16(header + 28);
  const std::int64_t begin = entry.offset + local_bytes + name_size + extra_size;
  if (begin + entry.packed > directory_at_) throw IoError(label + " lies outside the file");
  auto name = ctx_.vector<char>(static_cast<std::size_t>(name_size));
  bytes_.read_at(entry.offset + local_bytes, reinterpret_cast<std::byte*>(name.data()), name.size());
  if (std::string_view(name.data(), name.size()) != entry.name || u16(header + 8) != entry.method)
    throw IoError(label + " has another name or packing in its own header");
  return std::make_unique<EntrySource>(ctx_, bytes_, begin, entry, label);
}

}  // namespace perilune::io
