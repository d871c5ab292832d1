#include "kernels/io/deflate.h"

#define ZLIB_CONST
#include <zlib.h>

#include <algorithm>
#include <cstring>

#include "kernels/core/parallel.h"

namespace perilune::io {

namespace {

constexpr std::size_t input_bytes = std::size_t{1} << 17;
constexpr std::size_t window = std::size_t{1} << 15;
constexpr std::size_t piece_bytes = std::size_t{1} << 19;

// zlib frees without saying how much, so the size goes in front.
constexpr std::size_t prefix = 16;

void* zlib_allocate(void* memory, unsigned items, unsigned size) noexcept {
  const std::size_t bytes = std::size_t{items} * size + prefix;
  try {
    auto* block = static_cast<std::byte*>(counted_allocate(*static_cast<Memory*>(memory), bytes));
    std::memcpy(block, &bytes, sizeof bytes);
    return block + prefix;
  } catch (const MemoryError&) {
    return nullptr;
  }
}

void zlib_free(void* memory, void* pointer) noexcept {
  if (!pointer) return;
  std::byte* block = static_cast<std::byte*>(pointer) - prefix;
  std::size_t bytes;
  std::memcpy(&bytes, block, sizeof bytes);
  counted_free(*static_cast<Memory*>(memory), block, bytes);
}

z_stream counted_stream(Context& ctx) {
  z_stream stream{};
  stream.zalloc = zlib_allocate;
  stream.zfree = zlib_free;
  stream.opaque = &ctx.memory;
  return stream;
}

void check_start(int status) {
  if (status == Z_MEM_ERROR) throw MemoryError("not enough memory to pack or unpack");
  if (status != Z_OK) throw InternalError(format("zlib does not start (%d)", status));
}

}  // namespace

std::uint32_t crc32_of(std::uint32_t crc, const void* data, std::size_t n) {
  return static_cast<std::uint32_t>(crc32_z(crc, static_cast<const Bytef*>(data), n));
}

struct InflateSource::State {
  z_stream stream;
  State(Context& ctx, Packing packing) : stream(counted_stream(ctx)) {
    check_start(inflateInit2(&stream, packing == Packing::gzip ? 16 + MAX_WBITS : -MAX_WBITS));
  }
  ~State() { inflateEnd(&stream); }
};

InflateSource::InflateSource(Context& ctx, ByteSource& packed, Packing packing)
    : ctx_(ctx),
      packed_(packed),
      packing_(packing),
      input_(ctx.vector<std::byte>(input_bytes)),
      state_(std::make_unique<State>(ctx, packing)) {}

InflateSource::~InflateSource() = default;

void InflateSource::refill() {
  z_stream& stream = state_->stream;
  stream.avail_in = static_cast<uInt>(packed_.read_some(input_.data(), input_.size()));
  stream.next_in = reinterpret_cast<const Bytef*>(input_.data());
}

// A gzip file may hold several members, and zeros as filling after the last.
bool InflateSource::next_member() {
  z_stream& stream = state_->stream;
  for (;;) {
    if (stream.avail_in == 0) refill();
    if (stream.avail_in == 0) return false;
    if (*stream.next_in != 0) break;
    ++stream.next_in;
    --stream.avail_in;
  }
  if (*stream.next_in != 0x1f) throw IoError(label() + " has something else after its compressed data");
  inflateReset(&stream);
  return true;
}

std::size_t InflateSource::read_some(std::byte* to, std::size_t n) {
  if (n == 0) return 0;
  z_stream& stream = state_->stream;
  n = std::min(n, std::size_t{1} << 20);
  stream.next_out = reinterpret_cast<Bytef*>(to);
  stream.avail_out = static_cast<uInt>(n);
  while (!ended_ && stream.avail_out == n) {
    ctx_.poll();
    if (stream.avail_in == 0) refill();
    if (stream.avail_in == 0) throw IoError(label() + " ends in the middle of its compressed data");
    const int status = inflate(&stream, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      ended_ = packing_ == Packing::raw || !next_member();
    } else if (status == Z_MEM_ERROR) {
      throw MemoryError("not enough memory to unpack " + label());
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      throw IoError(label() + " has damaged compressed data" +
                    (stream.msg ? std::string(" (") + stream.msg + ")" : ""));
    }
  }
  return n - stream.avail_out;
}

struct DeflateSink::Piece {
  z_stream stream;
  CountedVector<unsigned char> packed;
  std::size_t begin = 0, size = 0, packed_size = 0;
  std::uint32_t crc = 0;
  Piece(Context& ctx, int level) : stream(counted_stream(ctx)), packed(ctx.vector<unsigned char>()) {
    check_start(deflateInit2(&stream, level, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY));
    try {
      packed.resize(deflateBound(&stream, piece_bytes) + 64);  // and a flush marker
    } catch (...) {
      deflateEnd(&stream);
      throw;
    }
  }
  ~Piece() { deflateEnd(&stream); }

  void pack(const unsigned char* data, bool final_piece) {
    deflateReset(&stream);
    const std::size_t before = std::min(begin, window);
    if (before) deflateSetDictionary(&stream, data + begin - before, static_cast<uInt>(before));
    stream.next_in = data + begin;
    stream.avail_in = static_cast<uInt>(size);
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    const int status = deflate(&stream, final_piece ? Z_FINISH : Z_SYNC_FLUSH);
    if (status != (final_piece ? Z_STREAM_END : Z_OK) || stream.avail_out == 0)
      throw InternalError(format("zlib stopped (%d)", status));
    packed_size = packed.size() - stream.avail_out;
    crc = crc32_of(0, data + begin, size);
  }
};

DeflateSink::DeflateSink(Context& ctx, ByteSink& packed, Packing packing, int level)
    : ctx_(ctx), packed_(packed), packing_(packing), buffer_(ctx.vector<unsigned char>()) {
  const int side_by_side = std::clamp(ctx.threads, 1, 16);
  for (int i = 0; i < side_by_side; ++i) pieces_.push_back(std::make_unique<Piece>(ctx, level));
  // No name and no time in the header: the same data give the same file. 255: no system in particular.
  constexpr unsigned char header[10] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255};
  if (packing == Packing::gzip) emit(header, sizeof header);
}

DeflateSink::~DeflateSink() = default;

void DeflateSink::emit(const void* data, std::size_t n) {
  packed_.write(data, n);
  written_ += n;
}

void DeflateSink::write(const void* data, std::size_t n) {
  const auto* from = static_cast<const unsigned char*>(data);
  const std::size_t capacity = pieces_.size() * piece_bytes;
  while (n > 0) {
    if (buffer_.size() - history_ == capacity) flush(false);
    const std::size_t part = std::min(n, capacity - (buffer_.size() - history_));
    buffer_.insert(buffer_.end(), from, from + part);
    from += part;
    n -= part;
  }
}

void DeflateSink::flush(bool last) {
  const std::size_t fresh = buffer_.size() - history_;
  // The last flush packs at least an empty piece, which closes the stream.
  const auto count = std::max<std::size_t>((fresh + piece_bytes - 1) / piece_bytes, last ? 1 : 0);
  for (std::size_t i = 0; i < count; ++i) {
    pieces_[i]->begin = history_ + i * piece_bytes;
    pieces_[i]->size = std::min(piece_bytes, buffer_.size() - pieces_[i]->begin);
  }
  parallel_for(ctx_, static_cast<std::int64_t>(count), 1, [&](std::int64_t i, std::int64_t) {
    ctx_.poll();
    pieces_[static_cast<std::size_t>(i)]->pack(buffer_.data(), last && static_cast<std::size_t>(i) + 1 == count);
  });
  for (std::size_t i = 0; i < count; ++i) {
    const Piece& piece = *pieces_[i];
    emit(piece.packed.data(), piece.packed_size);
    crc_ = static_cast<std::uint32_t>(crc32_combine(crc_, piece.crc, static_cast<z_off_t>(piece.size)));
  }
  plain_ += fresh;
  history_ = std::min(buffer_.size(), window);
  buffer_.erase(buffer_.begin(), buffer_.end() - static_cast<std::ptrdiff_t>(history_));
}

void DeflateSink::finish() {
  flush(true);
  if (packing_ != Packing::gzip) return;
  unsigned char trailer[8];
  for (int i = 0; i < 4; ++i) {
    trailer[i] = static_cast<unsigned char>(crc_ >> (8 * i));
    trailer[4 + i] = static_cast<unsigned char>(plain_ >> (8 * i));
  }
  emit(trailer, sizeof trailer);
}

}  // namespace perilune::io
