#pragma once
// The one door to the file system. Reading: any file, pipe or device. Writing: beside the target, then renamed, so that
// a failure of any kind leaves the old file as it was.

#include "kernels/io/stream.h"

namespace perilune::io {

class InputFile final : public ByteSource, public RandomBytes {
 public:
  // IoError names the path and the reason.
  InputFile(Context& ctx, const std::string& path);
  ~InputFile() override;
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  // Polls; a pipe that has nothing to say can be stopped too.
  std::size_t read_some(std::byte* to, std::size_t n) override;
  std::int64_t remaining() const override { return size_ < 0 ? -1 : std::max<std::int64_t>(size_ - at_, 0); }

  bool regular() const { return size_ >= 0; }
  // -1 when it is not a regular file.
  std::int64_t size() const override { return size_; }
  void read_at(std::int64_t offset, std::byte* to, std::size_t n) const override;
  std::string label() const override { return "'" + path_ + "'"; }
  int descriptor() const { return fd_; }

 private:
  void wait_for_data();
  Context& ctx_;
  std::string path_;
  int fd_ = -1;
  std::int64_t size_ = -1, at_ = 0;
};

class OutputFile final : public ByteSink {
 public:
  OutputFile(Context& ctx, const std::string& path);
  // Without commit() nothing is left behind. What went to a pipe or device is gone, of course.
  ~OutputFile() override;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  using ByteSink::write;
  void write(const void* data, std::size_t n) override;
  // Flushes, closes and puts the file in its place.
  void commit();

 private:
  void open_beside(unsigned mode);
  void put(const char* data, std::size_t n);
  [[noreturn]] void fail(int error);
  Context& ctx_;
  std::string path_;       // as the user wrote it
  std::string target_;     // with symbolic links followed
  std::string temporary_;  // empty when written directly
  CountedVector<char> buffer_;
  int fd_ = -1;
};

// "No such file or directory" …
std::string system_reason(int error);

}  // namespace perilune::io
