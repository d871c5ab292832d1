#include "kernels/core/memory.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <mutex>
#include <new>
#include <optional>

#include "kernels/core/errors.h"

namespace perilune {

namespace {

constexpr std::size_t alignment = 64;
constexpr std::size_t huge_page = std::size_t{2} << 20;
constexpr std::size_t large = std::size_t{4} << 20;  // from here on: huge pages, kept for reuse
constexpr std::size_t cache_slots = 8;
constexpr std::size_t cache_bytes = std::size_t{256} << 20;  // kept in all, at most

constexpr std::size_t round_up(std::size_t n, std::size_t step) { return (n + step - 1) / step * step; }

// Freshly mapped pages cost a fault each; a loop of `c = a + b` would pay more for them than for the sum.
class PageCache {
 public:
  std::byte* take(std::size_t bytes) {
    std::lock_guard lock(mutex_);
    for (Slot& slot : slots_)
      if (slot.data && slot.bytes == bytes) {
        held_ -= bytes;
        return std::exchange(slot.data, nullptr);
      }
    return nullptr;
  }
  bool keep(std::byte* data, std::size_t bytes) {
    std::lock_guard lock(mutex_);
    if (held_ + bytes > cache_bytes) return false;
    for (Slot& slot : slots_)
      if (!slot.data) {
        slot = {data, bytes};
        held_ += bytes;
        return true;
      }
    // Full: the oldest shape of workload makes room for the present one.
    Slot& victim = slots_[next_++ % cache_slots];
    munmap(victim.data, victim.bytes);
    held_ += bytes - victim.bytes;
    victim = {data, bytes};
    return true;
  }
  void clear() {
    std::lock_guard lock(mutex_);
    for (Slot& slot : slots_)
      if (slot.data) munmap(std::exchange(slot.data, nullptr), slot.bytes);
    held_ = 0;
  }

 private:
  struct Slot {
    std::byte* data = nullptr;
    std::size_t bytes = 0;
  };
  std::mutex mutex_;
  Slot slots_[cache_slots];
  std::size_t held_ = 0;
  std::size_t next_ = 0;
};

// Never destroyed: blocks may be freed while the process exits.
PageCache& page_cache() {
  alignas(PageCache) static std::byte storage[sizeof(PageCache)];
  static PageCache* cache = new (storage) PageCache;
  return *cache;
}

std::byte* map_pages(std::size_t bytes) {
  if (std::byte* kept = page_cache().take(bytes)) return kept;
  // Over-map and cut, so that the start lies on a huge page.
  void* raw = mmap(nullptr, bytes + huge_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (raw == MAP_FAILED) return nullptr;
  auto begin = reinterpret_cast<std::uintptr_t>(raw);
  const auto aligned = round_up(begin, huge_page);
  if (aligned > begin) munmap(raw, aligned - begin);
  if (const std::size_t tail = begin + huge_page - aligned) munmap(reinterpret_cast<void*>(aligned + bytes), tail);
  madvise(reinterpret_cast<void*>(aligned), bytes, MADV_HUGEPAGE);
  return reinterpret_cast<std::byte*>(aligned);
}

// What the machine and the control group can still give. An overcommitting kernel grants more and then kills the
// process.
std::size_t available_memory() {
  auto number_in = [](const char* path, const char* key) {
    std::size_t value = 0;
    bool found = false;
    if (std::FILE* file = std::fopen(path, "re")) {
      char line[256];
      while (!found && std::fgets(line, sizeof line, file))
        if (std::strncmp(line, key, std::strlen(key)) == 0)
          found = std::sscanf(line + std::strlen(key), "%zu", &value) == 1;
      std::fclose(file);
    }
    return found ? std::optional(value) : std::nullopt;
  };
  std::size_t available = std::numeric_limits<std::size_t>::max();
  if (const auto kilobytes = number_in("/proc/meminfo", "MemAvailable:")) available = *kilobytes * 1024;
  const auto limit = number_in("/sys/fs/cgroup/memory.max", ""), used = number_in("/sys/fs/cgroup/memory.current", "");
  if (limit && used) available = std::min(available, *limit > *used ? *limit - *used : 0);
  return available;
}

constexpr std::size_t worth_asking = std::size_t{256} << 20;

// Small blocks that were freed on this thread and wait for the next array of their size: for a thousand elements malloc
// and free would cost as much as the sum.
class SmallCache {
 public:
  static constexpr std::size_t least = 512, most = std::size_t{64} << 10;
  ~SmallCache() {
    for (Class& c : classes_)
      while (c.count) std::free(c.blocks[--c.count]);
    closed_ = true;
  }
  // The size that a block of so many bytes really gets.
  static std::size_t rounded(std::size_t bytes) { return bytes > most ? bytes : std::bit_ceil(std::max(bytes, least)); }
  void* take(std::size_t bytes) {
    if (bytes > most || closed_) return nullptr;
    Class& c = classes_[index(bytes)];
    return c.count ? c.blocks[--c.count] : nullptr;
  }
  bool keep(void* block, std::size_t bytes) {
    if (bytes > most || closed_) return false;
    Class& c = classes_[index(bytes)];
    if (c.count == per_class) return false;
    c.blocks[c.count++] = block;
    return true;
  }

 private:
  static constexpr int per_class = 8;
  static std::size_t index(std::size_t bytes) { return static_cast<std::size_t>(std::countr_zero(bytes) - std::countr_zero(least)); }
  struct Class {
    int count = 0;
    void* blocks[per_class];
  };
  Class classes_[8];
  bool closed_ = false;
};

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
struct NoCache {  // a sanitizer must see every block come and go
  static std::size_t rounded(std::size_t bytes) { return bytes; }
  void* take(std::size_t) { return nullptr; }
  bool keep(void*, std::size_t) { return false; }
};
thread_local NoCache small_cache;
using Small = NoCache;
#else
thread_local SmallCache small_cache;
using Small = SmallCache;
#endif

void finish(Block* block, std::size_t counted) {
  Memory* memory = block->memory;
  memory->unreserve(counted);
  block->~Block();
  memory->release();
}

void free_small(Block* block) {
  const std::size_t bytes = block->bytes;
  finish(block, bytes);
  if (!small_cache.keep(block, bytes)) std::free(block);
}

void free_large(Block* block) {
  if (!page_cache().keep(block->data, block->bytes)) munmap(block->data, block->bytes);
  finish(block, block->bytes);
  std::free(block);
}

}  // namespace

bool Memory::count(std::size_t bytes) noexcept {
  const std::size_t before = used_.fetch_add(bytes, std::memory_order_relaxed);
  if (limit_ == 0 || before + bytes <= limit_) return true;
  used_.fetch_sub(bytes, std::memory_order_relaxed);
  return false;
}

bool Memory::try_reserve(std::size_t bytes) noexcept {
  if (gate && !gate(gate_data, bytes)) return false;
  if (count(bytes)) return true;
  relieve();
  return count(bytes);
}

void Memory::reserve(std::size_t bytes) {
  if (try_reserve(bytes)) return;
  if (limit_) throw MemoryError(format("not enough memory: %zu bytes asked, %zu of %zu in use", bytes, used(), limit_));
  throw MemoryError(format("not enough memory for %zu bytes", bytes));
}

BlockRef allocate_block(Memory& memory, std::size_t bytes) {
  static_assert(sizeof(Block) <= 2 * alignment);
  constexpr std::size_t header = round_up(sizeof(Block), alignment);
  if (bytes > std::numeric_limits<std::ptrdiff_t>::max() - 2 * huge_page)
    throw MemoryError(format("not enough memory for %zu bytes", bytes));
  if (bytes >= worth_asking) {
    std::size_t available = available_memory();
    if (bytes > available) {
      memory.relieve();
      trim_block_cache();
      available = available_memory();
    }
    if (bytes > available)
      throw MemoryError(format("not enough memory for %zu bytes: the machine has %zu available", bytes, available));
  }
  const bool paged = bytes >= large;
  const std::size_t counted = paged ? round_up(bytes, huge_page) : round_up(Small::rounded(header + bytes), alignment);
  memory.reserve(counted);
  void* raw = nullptr;
  std::byte* data = nullptr;
  for (int attempt = 0; attempt < 2 && !data; ++attempt) {
    if (attempt) {
      memory.relieve();
      trim_block_cache();
    }
    if (!raw && !paged) raw = small_cache.take(counted);
    if (!raw) raw = std::aligned_alloc(alignment, paged ? header : counted);
    if (raw) data = paged ? map_pages(counted) : static_cast<std::byte*>(raw) + header;
  }
  if (!data) {
    std::free(raw);
    memory.unreserve(counted);
    throw MemoryError(format("not enough memory for %zu bytes", bytes));
  }
  Block* block = new (raw) Block;
  block->bytes = counted;
  block->data = data;
  block->memory = &memory;
  block->release = paged ? free_large : free_small;
  memory.retain();
  return BlockRef(block);
}

void trim_block_cache() { page_cache().clear(); }

void* counted_allocate(Memory& memory, std::size_t bytes) {
  memory.reserve(bytes);
  void* pointer = std::malloc(bytes ? bytes : 1);
  if (!pointer) {
    memory.relieve();
    pointer = std::malloc(bytes ? bytes : 1);
  }
  if (!pointer) {
    memory.unreserve(bytes);
    throw MemoryError(format("not enough memory for %zu bytes", bytes));
  }
  return pointer;
}

void counted_free(Memory& memory, void* pointer, std::size_t bytes) noexcept {
  std::free(pointer);
  memory.unreserve(bytes);
}

}  // namespace perilune
