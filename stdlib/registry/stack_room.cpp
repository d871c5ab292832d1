#include "stdlib/registry/stack_room.h"

#include <pthread.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace perilune {

namespace {

constexpr std::size_t reserve = std::size_t{192} << 10;  // for the kernel that comes next, and its errors

struct Bounds {
  std::uintptr_t low = 0, full = 0, high = 0;  // below `full` it is full
};

Bounds find_bounds() noexcept {
  Bounds bounds;
#if defined(__GLIBC__)
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return bounds;
  void* low = nullptr;
  std::size_t size = 0;
  if (pthread_attr_getstack(&attributes, &low, &size) == 0) {
    bounds.low = reinterpret_cast<std::uintptr_t>(low);
    bounds.high = bounds.low + size;
    bounds.full = bounds.low + std::min(reserve, size / 4);
  }
  pthread_attr_destroy(&attributes);
#endif
  return bounds;
}

}  // namespace

bool stack_has_room() noexcept {
  thread_local const Bounds bounds = find_bounds();
  const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  return here >= bounds.full || here < bounds.low || here >= bounds.high;
}

}  // namespace perilune
