#pragma once
// Counted memory: one account per state for Lua's heap, array blocks and kernel workspaces together.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace perilune {

// Blocks may outlive the state that made them, so the account is reference-counted.
class Memory {
 public:
  static Memory* create() { return new Memory; }
  void retain() { refs_.fetch_add(1, std::memory_order_relaxed); }
  void release() {
    if (refs_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
  }

  // Counts bytes before they are allocated. When the limit stands in the way, asks on_pressure once to free some.
  bool try_reserve(std::size_t bytes) noexcept;
  void reserve(std::size_t bytes);  // throws MemoryError
  // The same for an allocator that makes room by itself when refused, as Lua's does: never asks on_pressure.
  bool try_count(std::size_t bytes) noexcept { return (!gate || gate(gate_data, bytes)) && count(bytes); }
  void unreserve(std::size_t bytes) noexcept { used_.fetch_sub(bytes, std::memory_order_relaxed); }

  std::size_t used() const { return used_.load(std::memory_order_relaxed); }
  std::size_t limit() const { return limit_; }
  void set_limit(std::size_t bytes) { limit_ = bytes; }  // 0: no limit

  // Called on the thread that allocates, before a reservation or a malloc fails. Never from a pool worker.
  void (*on_pressure)(void* data) = nullptr;
  void* pressure_data = nullptr;
  // Fault injection: when set, is asked before every allocation; false makes it fail.
  bool (*gate)(void* data, std::size_t bytes) = nullptr;
  void* gate_data = nullptr;

  void relieve() noexcept {
    if (on_pressure) on_pressure(pressure_data);
  }

 private:
  Memory() = default;
  bool count(std::size_t bytes) noexcept;
  std::atomic<long> refs_{1};
  std::atomic<std::size_t> used_{0};
  std::size_t limit_ = 0;
};

// A reference-counted run of bytes that arrays share.
struct Block {
  std::atomic<long> refs{1};
  bool read_only = false;
  std::atomic<bool> revoked{false};  // the host took its memory back: every use is an error
  std::size_t bytes = 0;             // as counted in the account
  std::byte* data = nullptr;
  Memory* memory = nullptr;
  void (*release)(Block*) = nullptr;  // frees data and the block itself
  void* owner = nullptr;              // for foreign memory
};

class BlockRef {
 public:
  BlockRef() = default;
  explicit BlockRef(Block* adopted) : block_(adopted) {}
  BlockRef(const BlockRef& other) : block_(other.block_) {
    if (block_) block_->refs.fetch_add(1, std::memory_order_relaxed);
  }
  BlockRef(BlockRef&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
  BlockRef& operator=(BlockRef other) noexcept {
    std::swap(block_, other.block_);
    return *this;
  }
  ~BlockRef() { drop(block_); }
  Block* get() const { return block_; }
  Block* detach() { return std::exchange(block_, nullptr); }
  Block* operator->() const { return block_; }
  explicit operator bool() const { return block_ != nullptr; }

  static void drop(Block* block) {
    if (block && block->refs.fetch_sub(1, std::memory_order_acq_rel) == 1) block->release(block);
  }

 private:
  Block* block_ = nullptr;
};

// Uninitialised bytes, aligned to 64. Large blocks come from huge pages and are kept for reuse. Throws MemoryError.
BlockRef allocate_block(Memory& memory, std::size_t bytes);
// Gives kept blocks back to the system.
void trim_block_cache();

// A standard allocator that counts; CountedVector (counted.h) is what kernels use for workspace.
void* counted_allocate(Memory& memory, std::size_t bytes);
void counted_free(Memory& memory, void* pointer, std::size_t bytes) noexcept;

}  // namespace perilune
