#include "kernels/io/stream.h"

#include <algorithm>
#include <cstring>

namespace perilune::io {

namespace {
constexpr std::size_t step = std::size_t{4} << 20;  // read between two polls
}

std::size_t ByteSource::read(std::byte* to, std::size_t n) {
  std::size_t done = 0;
  while (done < n) {
    const std::size_t got = read_some(to + done, n - done);
    if (got == 0) break;
    done += got;
  }
  return done;
}

std::size_t MemorySource::read_some(std::byte* to, std::size_t n) {
  n = std::min({n, step, bytes_.size() - at_});
  if (n) std::memcpy(to, bytes_.data() + at_, n);
  at_ += n;
  return n;
}

void MemorySource::read_at(std::int64_t offset, std::byte* to, std::size_t n) const {
  const std::size_t size = bytes_.size();
  if (offset < 0 || static_cast<std::size_t>(offset) > size || n > size - static_cast<std::size_t>(offset))
    throw IoError(label_ + " ends early");
  if (n) std::memcpy(to, bytes_.data() + offset, n);
}

std::size_t SliceSource::read_some(std::byte* to, std::size_t n) {
  ctx_.poll();
  n = std::min({n, step, static_cast<std::size_t>(end_ - at_)});
  if (n) bytes_.read_at(at_, to, n);
  at_ += static_cast<std::int64_t>(n);
  return n;
}

}  // namespace perilune::io
