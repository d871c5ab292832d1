#pragma once
// ZIP archives as .npz files use them: stored and deflated entries, ZIP64 throughout. PKWARE's APPNOTE 6.3 is the
// source of the format.

#include <memory>
#include <string>

#include "kernels/core/function_ref.h"
#include "kernels/io/stream.h"

namespace perilune::io {

struct ZipEntry {
  std::string_view name;  // lies in the reader's memory
  int method = 0;         // 0 stored, 8 deflated
  int flags = 0;
  std::uint32_t crc = 0;
  std::int64_t packed = 0, plain = 0;  // bytes
  std::int64_t offset = 0;             // of the local header
};

// Reads the directory when it is made, and refuses archives that lie: entries outside the file or over one another,
// sizes that deflate cannot reach.
class ZipReader {
 public:
  // `bytes` must outlive the reader and the sources that it opens.
  ZipReader(Context& ctx, const RandomBytes& bytes);
  const CountedVector<ZipEntry>& entries() const { return entries_; }
  // The plain bytes of an entry; remaining() is exact. Reading to the end checks length and CRC.
  std::unique_ptr<ByteSource> open(const ZipEntry& entry) const;

 private:
  void read_directory(std::int64_t at, std::int64_t bytes, std::int64_t count);
  void check_entries(std::int64_t directory);
  [[noreturn]] void fail(const std::string& what) const;
  Context& ctx_;
  const RandomBytes& bytes_;
  CountedVector<char> directory_;
  CountedVector<ZipEntry> entries_;
  std::int64_t directory_at_ = 0;
};

class ZipWriter {
 public:
  // Sizes and offsets from `zip64_from` on are written in 64 bits; other values than the format's serve tests.
  ZipWriter(Context& ctx, ByteSink& sink, std::uint64_t zip64_from = 0xFFFFFFFFu);
  // `produce` writes exactly `bytes` bytes to the sink that it is given, and is called twice when they are only stored:
  // their CRC goes in front of them.
  void add(std::string_view name, std::uint64_t bytes, bool compress, FunctionRef<void(ByteSink&)> produce);
  // Writes the directory.
  void finish();

 private:
  struct Written {
    std::size_t name_at, name_size;
    bool compressed;
    std::uint32_t crc;
    std::uint64_t packed, plain, offset;
  };
  void emit(std::string_view bytes);
  Context& ctx_;
  ByteSink& sink_;
  std::uint64_t zip64_from_, at_ = 0;
  CountedVector<char> names_;
  CountedVector<Written> written_;
};

// The first bytes of an archive, the empty one included.
bool looks_like_zip(std::span<const std::byte> head);

}  // namespace perilune::io
