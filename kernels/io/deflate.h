#pragma once
// zlib behind streams: unpacking, and packing by all threads.

#include <memory>

#include "kernels/io/stream.h"

namespace perilune::io {

enum class Packing { raw, gzip };  // raw: a zip entry; gzip: a .gz file, of several members if need be

// Deflate cannot pack better than this: 258 bytes for two bits, less headers.
inline constexpr std::int64_t best_deflate_ratio = 1032;

// What zlib allocates counts too.
class InflateSource final : public ByteSource {
 public:
  // `packed` must outlive it.
  InflateSource(Context& ctx, ByteSource& packed, Packing packing);
  ~InflateSource() override;
  // IoError for damaged data, or data that stop in the middle.
  std::size_t read_some(std::byte* to, std::size_t n) override;
  std::string label() const override { return packed_.label(); }

 private:
  struct State;
  void refill();
  bool next_member();
  Context& ctx_;
  ByteSource& packed_;
  Packing packing_;
  CountedVector<std::byte> input_;
  std::unique_ptr<State> state_;
  bool ended_ = false;
};

// Packs fixed pieces side by side (each primed with the 32 KB before it), so the bytes do not depend on the threads.
class DeflateSink final : public ByteSink {
 public:
  DeflateSink(Context& ctx, ByteSink& packed, Packing packing, int level = 6);
  ~DeflateSink() override;
  using ByteSink::write;
  void write(const void* data, std::size_t n) override;
  // Writes what is left and the trailer; must be called once.
  void finish();

  // After finish(): of the plain bytes, and the number of packed ones.
  std::uint32_t crc() const { return crc_; }
  std::uint64_t plain_bytes() const { return plain_; }
  std::uint64_t packed_bytes() const { return written_; }

 private:
  struct Piece;
  void flush(bool last);
  void emit(const void* data, std::size_t n);
  Context& ctx_;
  ByteSink& packed_;
  Packing packing_;
  CountedVector<unsigned char> buffer_;  // up to 32 KB that went before, then what is to be packed
  std::size_t history_ = 0;
  std::vector<std::unique_ptr<Piece>> pieces_;
  std::uint32_t crc_ = 0;
  std::uint64_t plain_ = 0, written_ = 0;
};

std::uint32_t crc32_of(std::uint32_t crc, const void* data, std::size_t n);

}  // namespace perilune::io
