#include "kernels/io/npy.h"

#include <algorithm>
#include <cstring>

#include "kernels/io/element_bytes.h"
#include "kernels/io/file.h"

namespace perilune::io {

namespace {

constexpr char magic[] = "\x93NUMPY";
constexpr std::size_t longest_header = std::size_t{1} << 20;  // a plain array needs a few hundred bytes
constexpr std::size_t step = std::size_t{4} << 20;

[[noreturn]] void fail(const ByteSource& source, const std::string& what) {
  throw IoError(source.label() + " " + what);
}

std::size_t number_at(const std::byte* bytes, int n) {
  std::size_t value = 0;
  for (int i = n; i-- > 0;) value = value << 8 | std::to_integer<std::size_t>(bytes[i]);
  return value;
}

// A pipe does not say how much it holds, so memory grows with what arrives, not with what the header claims.
CountedVector<std::byte> read_growing(Context& ctx, ByteSource& source, std::size_t bytes) {
  auto data = ctx.vector<std::byte>();
  while (data.size() < bytes) {
    const std::size_t before = data.size();
    data.resize(std::min(bytes, std::max(before * 2, step)));
    const std::size_t got = source.read(data.data() + before, data.size() - before);
    if (before + got < data.size())
      fail(source, format("is cut short: its header promises %zu bytes of data, %zu are there", bytes, before + got));
  }
  return data;
}

void read_into(Context& ctx, ByteSource& source, const NpyHeader& header, std::byte* to) {
  const NpyType& type = header.type;
  const auto count = static_cast<std::size_t>(header.count), item = static_cast<std::size_t>(type.bytes);
  const bool wider = type.stored != Stored::same;
  const std::size_t each = step / item;
  auto buffer = ctx.vector<std::byte>(wider ? std::min(count, each) * item : 0);
  for (std::size_t done = 0; done < count;) {
    ctx.poll();
    const std::size_t part = std::min(count - done, each);
    std::byte* place = to + done * itemsize(type.dtype);
    std::byte* raw = wider ? buffer.data() : place;
    const std::size_t got = source.read(raw, part * item);
    if (got < part * item)
      fail(source, format("is cut short: its header promises %zu bytes of data, %zu are there", count * item,
                          done * item + got));
    if (wider) {
      if (const std::size_t fit = widen(type, raw, place, part); fit < part)
        fail(source, format("holds uint64 numbers, and number %zu of them does not fit int64", done + fit + 1));
    } else if (type.swapped) {
      swap_bytes(place, part, type.dtype);
    } else if (type.dtype == DType::bool_) {
      normalise_bools(place, part);
    }
    done += part;
  }
}

bool keeps_columns(const View& a) { return !a.contiguous() && a.fortran_contiguous(); }

}  // namespace

bool looks_like_npy(std::span<const std::byte> head) {
  return head.size() >= npy_magic_bytes && std::memcmp(head.data(), magic, npy_magic_bytes) == 0;
}

NpyHeader read_npy_header(Context& ctx, ByteSource& source, std::int64_t* data_offset) {
  std::byte head[12];
  if (source.read(head, 8) < 8 || !looks_like_npy(head)) fail(source, "is not a .npy file");
  const int major = std::to_integer<int>(head[6]), minor = std::to_integer<int>(head[7]);
  if (major < 1 || major > 3 || minor != 0)
    fail(source, format("has .npy version %d.%d; versions 1.0 to 3.0 are known", major, minor));
  const int digits = major == 1 ? 2 : 4;
  const bool ok = source.read(head + 8, static_cast<std::size_t>(digits)) == static_cast<std::size_t>(digits);
  const std::size_t length = ok ? number_at(head + 8, digits) : 0;
  if (length > longest_header) fail(source, format("has a .npy header of %zu bytes, which cannot be right", length));
  auto text = ctx.vector<char>(length);
  if (!ok || source.read(reinterpret_cast<std::byte*>(text.data()), length) < length)
    fail(source, "ends inside its .npy header");
  if (data_offset) *data_offset = 8 + digits + static_cast<std::int64_t>(length);
  try {
    return parse_npy_header({text.data(), text.size()});
  } catch (const IoError& error) {
    throw IoError(source.label() + " " + error.what());
  }
}

Array read_npy(Context& ctx, ByteSource& source) {
  const NpyHeader header = read_npy_header(ctx, source, nullptr);
  const std::int64_t bytes = header.count * header.type.bytes, left = source.remaining();
  if (left >= 0 && bytes > left)
    fail(source, format("is cut short: its header promises %lld bytes of data, %lld are there",
                        static_cast<long long>(bytes), static_cast<long long>(left)));
  auto received = ctx.vector<std::byte>();
  if (left < 0) received = read_growing(ctx, source, static_cast<std::size_t>(bytes));
  Array a = header.fortran_order ? Array::empty_fortran(ctx, header.type.dtype, header.shape)
                                 : Array::empty(ctx, header.type.dtype, header.shape);
  MemorySource memory(received, source.label());
  read_into(ctx, left < 0 ? static_cast<ByteSource&>(memory) : source, header, a.data());
  return a;
}

Array read_npy(Context& ctx, const std::string& path) {
  InputFile file(ctx, path);
  return read_npy(ctx, file);
}

std::uint64_t npy_bytes(const View& a) {
  return npy_header_text(a.dtype, a.dims(), keeps_columns(a)).size() +
         static_cast<std::uint64_t>(a.size()) * itemsize(a.dtype);
}

void write_npy(Context& ctx, ByteSink& sink, const View& a) {
  const bool fortran = keeps_columns(a);
  sink.write(npy_header_text(a.dtype, a.dims(), fortran));
  if (!fortran) return write_elements(ctx, sink, a);
  // Column-major without gaps: the bytes as they lie.
  const std::int64_t size = a.size(), stride = static_cast<std::int64_t>(itemsize(a.dtype));
  write_elements(ctx, sink, View{a.data, &size, &stride, 1, a.dtype});
}

void write_npy(Context& ctx, const std::string& path, const View& a) {
  OutputFile file(ctx, path);
  write_npy(ctx, file, a);
  file.commit();
}

}  // namespace perilune::io
