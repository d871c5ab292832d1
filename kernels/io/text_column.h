#pragma once
// A column of strings: one run of bytes and where each ends.

#include <string_view>

#include "kernels/core/context.h"

namespace perilune::io {

class TextColumn {
 public:
  explicit TextColumn(Context& ctx) : bytes_(ctx.vector<char>()), ends_(ctx.vector<std::size_t>()) {}
  std::int64_t size() const { return static_cast<std::int64_t>(ends_.size()); }
  std::string_view operator[](std::int64_t i) const {
    const auto k = static_cast<std::size_t>(i);
    const std::size_t begin = k ? ends_[k - 1] : 0;
    return {bytes_.data() + begin, ends_[k] - begin};
  }
  void reserve(std::size_t rows, std::size_t bytes) {
    ends_.reserve(rows);
    bytes_.reserve(bytes);
  }
  void push_back(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    ends_.push_back(bytes_.size());
  }

 private:
  CountedVector<char> bytes_;
  CountedVector<std::size_t> ends_;
};

}  // namespace perilune::io
