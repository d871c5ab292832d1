// A .npy file as an array that the system pages in and out, for files larger than memory.

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

#include "kernels/io/file.h"
#include "kernels/io/npy.h"

namespace perilune::io {

namespace {

struct Mapping : Block {
  void* pages = nullptr;
  std::size_t length = 0;
};

void release(Block* block) {
  auto* mapping = static_cast<Mapping*>(block);
  munmap(mapping->pages, mapping->length);
  mapping->memory->unreserve(mapping->bytes);
  mapping->memory->release();
  delete mapping;
}

// MAP_FAILED and errno when it cannot be.
void* map_pages(const InputFile& file, const std::string& path, std::size_t length, MapMode mode) {
  if (mode == MapMode::read_only) return mmap(nullptr, length, PROT_READ, MAP_SHARED, file.descriptor(), 0);
  if (mode == MapMode::copy_on_write)
    return mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_PRIVATE, file.descriptor(), 0);
  const int fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (fd < 0) return MAP_FAILED;
  // It is opened a second time, so it must still be the file whose header was read.
  struct stat seen, now;
  void* pages = MAP_FAILED;
  errno = ESTALE;
  if (fstat(fd, &now) == 0 && fstat(file.descriptor(), &seen) == 0 && now.st_dev == seen.st_dev &&
      now.st_ino == seen.st_ino)
    pages = mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  const int error = errno;
  ::close(fd);
  errno = error;
  return pages;
}

[[noreturn]] void refuse(const std::string& path, int error) {
  throw IoError("cannot map '" + path + "': " + system_reason(error));
}

}  // namespace

Array map_npy(Context& ctx, const std::string& path, MapMode mode) {
  if (mode == MapMode::read_write) ctx.check_file(path.c_str(), true);
  InputFile file(ctx, path);
  if (!file.regular()) throw IoError(file.label() + " cannot be mapped: it is not a regular file, or empty");
  std::int64_t offset = 0;
  const NpyHeader header = read_npy_header(ctx, file, &offset);
  const NpyType& type = header.type;
  if (type.stored != Stored::same || type.swapped)
    throw IoError(file.label() + " cannot be mapped: its elements must be converted to " + perilune::name(type.dtype));
  if (offset % static_cast<std::int64_t>(itemsize(real_part_dtype(type.dtype))) != 0)
    throw IoError(file.label() + " cannot be mapped: its data are not aligned");
  const std::int64_t bytes = header.count * type.bytes, left = file.remaining();
  if (bytes > left)
    throw IoError(format("%s is cut short: its header promises %lld bytes of data, %lld are there",
                         file.label().c_str(), static_cast<long long>(bytes), static_cast<long long>(left)));
  Dims strides = header.fortran_order ? column_major_strides(header.shape, itemsize(type.dtype))
                                      : row_major_strides(header.shape, itemsize(type.dtype));
  if (bytes == 0) return Array::empty(ctx, type.dtype, header.shape);

  const auto length = static_cast<std::size_t>(offset + bytes);
  auto mapping = std::make_unique<Mapping>();
  // Private copies of pages that are written take memory; nobody can say beforehand which, so all of them count.
  const std::size_t counted = mode == MapMode::copy_on_write ? length : 0;
  ctx.memory.reserve(counted);
  void* pages = map_pages(file, path, length, mode);
  if (pages == MAP_FAILED) {
    const int error = errno;
    ctx.memory.unreserve(counted);
    refuse(path, error);
  }
  mapping->pages = pages;
  mapping->length = length;
  mapping->bytes = counted;
  mapping->data = static_cast<std::byte*>(pages);
  mapping->memory = &ctx.memory;
  mapping->read_only = mode == MapMode::read_only;
  mapping->release = release;
  mapping->owner = mapping.get();  // not memory of ours, to be copied when it is small
  ctx.memory.retain();
  const BlockRef block(mapping.release());
  std::byte* data = block->data + offset;
  if (type.dtype == DType::bool_)
    for (std::int64_t i = 0; i < bytes; ++i) {
      if (i % (1 << 20) == 0) ctx.poll();
      if (data[i] > std::byte{1})
        throw IoError(file.label() + " cannot be mapped: it has bytes other than 0 and 1 as bool");
    }
  return Array::share(block, data, type.dtype, header.shape, std::move(strides));
}

}  // namespace perilune::io
