#pragma once
// Where the bytes of a file come from and go to: readers and writers see these, not files.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kernels/core/context.h"

namespace perilune::io {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Between 1 and n bytes; 0 only at the end.
  virtual std::size_t read_some(std::byte* to, std::size_t n) = 0;
  // Bytes that are left when that is known beforehand; -1 for pipes and for streams that unpack.
  virtual std::int64_t remaining() const { return -1; }
  // How messages call it: a quoted path, or "the data".
  virtual std::string label() const = 0;

  // n bytes; fewer only at the end.
  std::size_t read(std::byte* to, std::size_t n);
};

// Bytes at any place; what archives need.
class RandomBytes {
 public:
  virtual ~RandomBytes() = default;
  virtual std::int64_t size() const = 0;
  // Exactly n bytes, or IoError. May be called by several threads at once.
  virtual void read_at(std::int64_t offset, std::byte* to, std::size_t n) const = 0;
  virtual std::string label() const = 0;
};

class ByteSink {
 public:
  virtual ~ByteSink() = default;
  // Takes all of it or throws IoError.
  virtual void write(const void* data, std::size_t n) = 0;
  void write(std::string_view text) { write(text.data(), text.size()); }
};

// Bytes that somebody else keeps alive.
class MemorySource final : public ByteSource, public RandomBytes {
 public:
  explicit MemorySource(std::span<const std::byte> bytes, std::string label = "the data")
      : bytes_(bytes), label_(std::move(label)) {}
  explicit MemorySource(std::string_view text, std::string label = "the data")
      : MemorySource(std::as_bytes(std::span(text)), std::move(label)) {}
  std::size_t read_some(std::byte* to, std::size_t n) override;
  std::int64_t remaining() const override { return size() - static_cast<std::int64_t>(at_); }
  std::int64_t size() const override { return static_cast<std::int64_t>(bytes_.size()); }
  void read_at(std::int64_t offset, std::byte* to, std::size_t n) const override;
  std::string label() const override { return label_; }

 private:
  std::span<const std::byte> bytes_;
  std::string label_;
  std::size_t at_ = 0;
};

// A stretch of random-access bytes, read from front to back. Polls.
class SliceSource final : public ByteSource {
 public:
  SliceSource(Context& ctx, const RandomBytes& bytes, std::int64_t begin, std::int64_t end, std::string label)
      : ctx_(ctx), bytes_(bytes), label_(std::move(label)), at_(begin), end_(end) {}
  std::size_t read_some(std::byte* to, std::size_t n) override;
  std::int64_t remaining() const override { return end_ - at_; }
  std::string label() const override { return label_; }

 private:
  Context& ctx_;
  const RandomBytes& bytes_;
  std::string label_;
  std::int64_t at_, end_;
};

// Keeps what is written; counted.
class MemorySink final : public ByteSink {
 public:
  explicit MemorySink(Context& ctx) : bytes_(ctx.vector<char>()) {}
  using ByteSink::write;
  void write(const void* data, std::size_t n) override {
    const char* from = static_cast<const char*>(data);
    bytes_.insert(bytes_.end(), from, from + n);
  }
  std::string_view text() const { return {bytes_.data(), bytes_.size()}; }

 private:
  CountedVector<char> bytes_;
};

}  // namespace perilune::io
