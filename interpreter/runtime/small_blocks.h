#pragma once
// Small blocks of Lua's heap that were freed and wait for the next object of their size. Lua's collector frees by the
// thousand what lived briefly, more than malloc keeps at hand: a table would cost two thirds of its time there.

#include <cstddef>
#include <cstdlib>
#include <new>
#include <utility>

namespace perilune::runtime {

class SmallBlocks {
 public:
  SmallBlocks() = default;
  SmallBlocks(const SmallBlocks&) = delete;
  ~SmallBlocks() { close(); }

  // What to ask malloc for: all blocks of a size class can take each other's place.
  static std::size_t rounded(std::size_t bytes) { return reuse && bytes <= most ? 16 * index(bytes) + 8 : bytes; }
  // Of rounded(bytes); null when none waits.
  void* take(std::size_t bytes) {
    if (bytes > most) return nullptr;
    Free*& list = lists_[index(bytes)];
    if (!list) return nullptr;
    held_ -= 16 * index(bytes);
    return std::exchange(list, list->next);
  }
  // Keeps a block of malloc's, of at least rounded(bytes), or frees it.
  void give(void* block, std::size_t bytes) {
    if (!reuse || bytes > most || held_ > most_held || !open_) return std::free(block);
    held_ += 16 * index(bytes);
    Free*& list = lists_[index(bytes)];
    list = new (block) Free{list};
  }
  // Gives back to malloc what waits.
  void clear() {
    for (Free*& list : lists_)
      while (list) std::free(std::exchange(list, list->next));
    held_ = 0;
  }
  // The same, and keeps nothing from now on.
  void close() {
    clear();
    open_ = false;
  }

 private:
  struct Free {
    Free* next;
  };
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  static constexpr bool reuse = false;  // a sanitizer must see every block come and go
#else
  static constexpr bool reuse = true;
#endif
  static constexpr std::size_t most = 2552, most_held = std::size_t{1} << 20;
  // malloc's blocks are 8 bytes short of a multiple of 16: classes of those sizes waste nothing.
  static constexpr std::size_t index(std::size_t bytes) { return bytes <= 24 ? 1 : (bytes + 7) / 16; }

  Free* lists_[most / 16 + 1] = {};
  std::size_t held_ = 0;
  bool open_ = true;
};

}  // namespace perilune::runtime
