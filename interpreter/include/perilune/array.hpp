#pragma once
// Arrays as a host sees them: a counted handle on memory that it shares with scripts.

#include <complex>
#include <cstdint>
#include <initializer_list>
#include <type_traits>
#include <utility>
#include <vector>

#include "perilune/error.hpp"

namespace perilune {
inline namespace host {

using Shape = std::vector<std::int64_t>;

template <class T>
constexpr perilune_dtype dtype_of() {
  if constexpr (std::is_same_v<T, bool>) return PERILUNE_BOOL;
  else if constexpr (std::is_same_v<T, std::uint8_t>) return PERILUNE_UINT8;
  else if constexpr (std::is_same_v<T, float>) return PERILUNE_FLOAT32;
  else if constexpr (std::is_same_v<T, double>) return PERILUNE_FLOAT64;
  else if constexpr (std::is_same_v<T, std::complex<float>>) return PERILUNE_COMPLEX64;
  else if constexpr (std::is_same_v<T, std::complex<double>>) return PERILUNE_COMPLEX128;
  else {
    static_assert(std::is_integral_v<T> && std::is_signed_v<T> && (sizeof(T) == 4 || sizeof(T) == 8),
                  "arrays hold bool, uint8, int32, int64, float, double and std::complex of the last two");
    return sizeof(T) == 4 ? PERILUNE_INT32 : PERILUNE_INT64;
  }
}

// Copies share the elements. Empty when default-constructed; everything but bool() needs one that is not.
class Array {
 public:
  Array() = default;
  explicit Array(perilune_array* adopted) : array_(adopted) {}
  Array(const Array& other) : array_(other.array_ ? perilune_retain_array(other.array_) : nullptr) {}
  Array(Array&& other) noexcept : array_(std::exchange(other.array_, nullptr)) {}
  Array& operator=(Array other) noexcept {
    std::swap(array_, other.array_);
    return *this;
  }
  ~Array() {
    if (array_) perilune_release_array(array_);
  }

  explicit operator bool() const { return array_ != nullptr; }
  perilune_array* handle() const { return array_; }

  // Pointers stay good as long as some handle or script holds the array. Throws after revoke().
  perilune_buffer buffer() const {
    perilune_buffer b{};
    if (!array_ || perilune_get_buffer(array_, &b) != PERILUNE_OK)
      throw Error(PERILUNE_MISUSE, array_ ? "the memory of this array was revoked" : "this array handle is empty");
    return b;
  }
  perilune_dtype dtype() const { return buffer().dtype; }
  int ndim() const { return buffer().ndim; }
  Shape shape() const {
    const perilune_buffer b = buffer();
    return Shape(b.shape, b.shape + b.ndim);
  }
  // In bytes.
  Shape strides() const {
    const perilune_buffer b = buffer();
    return Shape(b.strides, b.strides + b.ndim);
  }
  std::int64_t size() const {
    const perilune_buffer b = buffer();
    std::int64_t n = 1;
    for (int i = 0; i < b.ndim; ++i) n *= b.shape[i];
    return n;
  }
  bool read_only() const { return buffer().read_only != 0; }
  // Row-major without gaps.
  bool contiguous() const {
    const perilune_buffer b = buffer();
    std::int64_t step = static_cast<std::int64_t>(item_size(b.dtype));
    for (int i = b.ndim - 1; i >= 0; --i) {
      if (b.shape[i] == 0) return true;
      if (b.shape[i] != 1 && b.strides[i] != step) return false;
      step *= b.shape[i];
    }
    return true;
  }

  // The first element. T must be the dtype's type; const T for arrays that are read-only.
  template <class T>
  T* data() const {
    return static_cast<T*>(typed<T>().data);
  }
  // The element at 0-based positions, one for each axis. Not checked against the shape.
  template <class T, class... I>
  T& at(I... positions) const {
    const perilune_buffer b = typed<T>();
    if (sizeof...(I) != static_cast<std::size_t>(b.ndim))
      throw Error(PERILUNE_MISUSE, "at() takes one position for each axis");
    const std::int64_t where[] = {static_cast<std::int64_t>(positions)..., 0};
    auto* bytes = static_cast<char*>(b.data);
    for (int i = 0; i < b.ndim; ++i) bytes += where[i] * b.strides[i];
    return *reinterpret_cast<T*>(bytes);
  }

  // Takes memory that was wrapped back: from now on every use by a script is an error.
  void revoke() const { perilune_revoke(array_); }

  static std::size_t item_size(perilune_dtype dtype) {
    constexpr std::size_t sizes[] = {1, 1, 4, 8, 4, 8, 8, 16};
    return sizes[dtype];
  }

 private:
  template <class T>
  perilune_buffer typed() const {
    const perilune_buffer b = buffer();
    if (b.dtype != dtype_of<std::remove_const_t<T>>())
      throw Error(PERILUNE_MISUSE, "the array has elements of another type");
    if (b.read_only && !std::is_const_v<T>) throw Error(PERILUNE_MISUSE, "the array is read-only");
    return b;
  }
  perilune_array* array_ = nullptr;
};

}  // namespace host
}  // namespace perilune
