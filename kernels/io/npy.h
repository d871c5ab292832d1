#pragma once
// NumPy's .npy files, versions 1.0 to 3.0: one array each.

#include "kernels/core/array.h"
#include "kernels/io/npy_header.h"
#include "kernels/io/stream.h"

namespace perilune::io {

// Reads one array and leaves the source behind it. Any byte order and memory order; types that have no counterpart here
// are widened (npy_header.h) or refused: pickled Python objects always. What the header claims is compared with what
// the source holds before anything is allocated.
Array read_npy(Context& ctx, ByteSource& source);
Array read_npy(Context& ctx, const std::string& path);
// Its first part alone; the data begin data_offset bytes behind where the source stood.
NpyHeader read_npy_header(Context& ctx, ByteSource& source, std::int64_t* data_offset);

// Column-major arrays keep their order; other views are written row-major.
void write_npy(Context& ctx, ByteSink& sink, const View& a);
// The old file stays until the new one is complete.
void write_npy(Context& ctx, const std::string& path, const View& a);
// Bytes that write_npy writes.
std::uint64_t npy_bytes(const View& a);

enum class MapMode { read_only, read_write, copy_on_write };  // NumPy's r, r+, c

// The array lies in the file and is read as it is used; its bytes do not count as memory. Only for native types and
// byte order. If the file is cut short while it is mapped, the process dies: that is the system's rule.
Array map_npy(Context& ctx, const std::string& path, MapMode mode);

// The first bytes of a .npy file.
bool looks_like_npy(std::span<const std::byte> head);
inline constexpr std::size_t npy_magic_bytes = 6;

}  // namespace perilune::io
