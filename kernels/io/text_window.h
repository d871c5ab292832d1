#pragma once
// A text file seen through a window that grows at its end and is used up from its start.

#include <memory>

#include "kernels/io/stream.h"

namespace perilune::io {

class TextWindow {
 public:
  // Unpacks gzip, drops a UTF-8 byte order mark; IoError for UTF-16 and for other packings. `source` must outlive it.
  TextWindow(Context& ctx, ByteSource& source);
  ~TextWindow();

  const char* begin() const { return buffer_.data() + begin_; }
  const char* end() const { return buffer_.data() + end_; }
  bool final_text() const { return final_; }
  // Reads more behind the end; false when there is nothing left. Pointers into the window are void afterwards.
  bool more();
  void consume_to(const char* p) { begin_ = static_cast<std::size_t>(p - buffer_.data()); }
  // Bytes that are still to come behind begin(); -1 when unknown.
  std::int64_t remaining() const;

 private:
  void look_at_start();
  Context& ctx_;
  ByteSource& source_;
  std::unique_ptr<ByteSource> prefixed_, unpacked_;
  ByteSource* from_;
  CountedVector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;
  bool final_ = false;
};

}  // namespace perilune::io
