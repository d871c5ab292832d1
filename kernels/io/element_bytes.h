#pragma once
// Elements as files hold them: byte order, narrower types, gaps between them in memory.

#include "kernels/core/array.h"
#include "kernels/io/npy_header.h"
#include "kernels/io/stream.h"

namespace perilune::io {

// Turns the bytes of each item around; complex numbers by halves.
void swap_bytes(std::byte* data, std::size_t count, DType dtype);
// Converts `count` elements of a file into the wider dtype of the array. Returns how many it did: it stops at an uint64
// that int64 cannot hold.
std::size_t widen(const NpyType& type, const std::byte* from, std::byte* to, std::size_t count);
// Any byte but 0 is true, whoever wrote the file.
void normalise_bools(std::byte* data, std::size_t count);

// The elements in row-major order as bytes, in pieces; strided views are gathered. Polls.
void write_elements(Context& ctx, ByteSink& sink, const View& a);

}  // namespace perilune::io
