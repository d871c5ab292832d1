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

constexpr std::size_t round_up(std::size_t n, std::size_t step) { return (n + step - 1) / step * step; }

// Blocks that were freed and wait for the next array of exactly their size. Fresh pages cost a fault each: a loop of
// `c = a + b` would pay more for them than for the sum.
template <std::size_t slot_count, std::size_t most_bytes, void (*give_back)(void*, std::size_t)>
class BlockCache {
 public:
  void* take(std::size_t bytes) {
    std::lock_guard lock(mutex_);
    for (Slot& slot : slots_)
      if (slot.data && slot.bytes == bytes) {
        held_ -= bytes;
        return std::exchange(slot.data, nullptr);
      }
    return nullptr;
  }
  // Takes the block over: keeps it, or gives it or an older one back to the system.
  void keep(void* data, std::size_t bytes) {
    Slot out{data, bytes};
    {
      std::lock_guard lock(mutex_);
      if (bytes <= most_bytes) {
        Slot* room = nullptr;
        for (Slot& slot : slots_)
          if (!slot.data) room = &slot;
        // Full: the oldest makes room for the present workload.
        if (!room && held_ + bytes <= most_bytes) room = &slots_[next_++ % slot_count];
        if (room && held_ + bytes <= most_bytes + (room->data ? room->bytes : 0)) {
          held_ += bytes - (room->data ? room->bytes : 0);
          std::swap(*room, out);
        }
      }
    }
    if (out.data) give_back(out.data, out.bytes);
  }
  void clear() {
    std::lock_guard lock(mutex_);
    for (Slot& slot : slots_)
      if (slot.data) give_back(std::exchange(slot.data, nullptr), slot.bytes);
    held_ = 0;
  }

 private:
  struct Slot {
    void* data = nullptr;
    std::size_t bytes = 0;
  };
  std::mutex mutex_;
  Slot slots_[slot_count];
  std::size_t held_ = 0;
  std::size_t next_ = 0;
};

void unmap(void* data, std::size_t bytes) { munmap(data, bytes); }
void free_memory(void* data, std::size_t) { std::free(data); }

using PageCache = BlockCache<8, std::size_t{256} << 20, unmap>;
using MediumCache = BlockCache<64, std::size_t{32} << 20, free_memory>;

// Never destroyed: blocks may be freed while the process exits.
template <class Cache>
Cache& cache() {
  alignas(Cache) static std::byte storage[sizeof(Cache)];
  static Cache* instance = new (storage) Cache;
  return *instance;
}

std::byte* map_pages(std::size_t bytes) {
  if (void* kept = cache<PageCache>().take(bytes)) return static_cast<std::byte*>(kept);
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
    closed_ = true;
    for (Free*& list : lists_)
      while (list) std::free(std::exchange(list, list->next));
  }
  void* take(std::size_t bytes) {
    if (closed_) return nullptr;
    Free*& list = lists_[index(bytes)];
    if (!list) return nullptr;
    held_ -= bytes;
    return std::exchange(list, list->next);
  }
  bool keep(void* block, std::size_t bytes) {
    if (closed_ || held_ + bytes > most_held) return false;
    held_ += bytes;
    Free*& list = lists_[index(bytes)];
    list = new (block) Free{list};
    return true;
  }

 private:
  struct Free {
    Free* next;
  };
  static constexpr std::size_t most_held = std::size_t{8} << 20;
  static std::size_t index(std::size_t bytes) {
    return static_cast<std::size_t>(std::countr_zero(bytes) - std::countr_zero(least));
  }
  Free* lists_[8] = {};
  std::size_t held_ = 0;
  bool closed_ = false;
};

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool reuse = false;  // a sanitizer must see every block come and go
#else
constexpr bool reuse = true;
#endif
thread_local SmallCache small_cache;

// What a block of malloc's really gets: few different sizes, so that freed ones fit again.
std::size_t class_size(std::size_t bytes) {
  if (!reuse) return round_up(bytes, alignment);
  if (bytes <= SmallCache::most) return std::bit_ceil(std::max(bytes, SmallCache::least));
  return round_up(bytes, std::bit_floor(bytes) / 8);
}

void* take_block(std::size_t bytes) {
  if (!reuse) return nullptr;
  return bytes <= SmallCache::most ? small_cache.take(bytes) : cache<MediumCache>().take(bytes);
}

void keep_block(void* block, std::size_t bytes) {
  if (!reuse) return std::free(block);
  if (bytes > SmallCache::most) cache<MediumCache>().keep(block, bytes);
  else if (!small_cache.keep(block, bytes)) std::free(block);
}

void finish(Block* block, std::size_t counted) {
  Memory* memory = block->memory;
  memory->unreserve(counted);
  block->~Block();
  memory->release();
}

void free_small(Block* block) {
  const std::size_t bytes = block->bytes;
  finish(block, bytes);
  keep_block(block, bytes);
}

void free_large(Block* block) {
  cache<PageCache>().keep(block->data, block->bytes);
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
  const std::size_t counted = paged ? round_up(bytes, huge_page) : class_size(header + bytes);
  memory.reserve(counted);
  void* raw = nullptr;
  std::byte* data = nullptr;
  for (int attempt = 0; attempt < 2 && !data; ++attempt) {
    if (attempt) {
      memory.relieve();
      trim_block_cache();
    }
    if (!raw && !paged) raw = take_block(counted);
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

void trim_block_cache() {
  cache<PageCache>().clear();
  cache<MediumCache>().clear();
}

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
