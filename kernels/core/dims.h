#pragma once
// Shapes and strides: a short list of integers, inside the object up to six axes.

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>

namespace perilune {

inline constexpr int max_ndim = 32;

class Dims {
 public:
  Dims() = default;
  Dims(std::initializer_list<std::int64_t> values) : Dims(std::span(values.begin(), values.size())) {}
  explicit Dims(std::span<const std::int64_t> values) {
    resize(static_cast<int>(values.size()));
    std::copy(values.begin(), values.end(), data());
  }
  Dims(const std::int64_t* values, int n) : Dims(std::span(values, static_cast<std::size_t>(n))) {}
  Dims(const Dims& other) : Dims(std::span(other.data(), static_cast<std::size_t>(other.n_))) {}
  Dims(Dims&&) noexcept = default;
  Dims& operator=(const Dims& other) {
    if (this != &other) *this = Dims(other);
    return *this;
  }
  Dims& operator=(Dims&&) noexcept = default;

  int size() const { return n_; }
  bool empty() const { return n_ == 0; }
  const std::int64_t* data() const { return far_ ? far_.get() : near_; }
  std::int64_t* data() { return far_ ? far_.get() : near_; }
  std::int64_t& operator[](int i) { return data()[i]; }
  std::int64_t operator[](int i) const { return data()[i]; }
  const std::int64_t* begin() const { return data(); }
  const std::int64_t* end() const { return data() + n_; }
  std::int64_t* begin() { return data(); }
  std::int64_t* end() { return data() + n_; }
  operator std::span<const std::int64_t>() const { return {data(), static_cast<std::size_t>(n_)}; }

  void resize(int n) {  // keeps what fits, new entries are 0
    if (n > inline_capacity && !far_) {
      far_ = std::make_unique<std::int64_t[]>(max_capacity);
      std::copy(near_, near_ + n_, far_.get());
    }
    for (int i = n_; i < n; ++i) data()[i] = 0;
    n_ = n;
  }
  void push_back(std::int64_t value) {
    resize(n_ + 1);
    data()[n_ - 1] = value;
  }
  void insert(int at, std::int64_t value) {
    push_back(value);
    std::rotate(data() + at, data() + n_ - 1, data() + n_);
  }
  void erase(int at) {
    std::copy(data() + at + 1, data() + n_, data() + at);
    --n_;
  }
  bool operator==(const Dims& other) const { return std::equal(begin(), end(), other.begin(), other.end()); }

 private:
  static constexpr int inline_capacity = 6;
  static constexpr int max_capacity = 2 * max_ndim + 2;  // an index expression may add and drop axes on the way
  int n_ = 0;
  std::int64_t near_[inline_capacity] = {};
  std::unique_ptr<std::int64_t[]> far_;
};

// "3x4", "5" for one axis, "0-d" for none: how messages show a shape.
std::string shape_text(std::span<const std::int64_t> shape);
// The product, or ValueError when it passes 2^63 - 1 or a length is negative.
std::int64_t checked_size(std::span<const std::int64_t> shape);
// NumPy's broadcast shape of two; ShapeError names both.
Dims broadcast_shape(std::span<const std::int64_t> a, std::span<const std::int64_t> b);

}  // namespace perilune
