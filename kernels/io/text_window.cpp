#include "kernels/io/text_window.h"

#include <algorithm>
#include <cstring>

#include "kernels/io/deflate.h"

namespace perilune::io {

namespace {

constexpr std::size_t first_step = std::size_t{1} << 16, largest_step = std::size_t{1} << 22;

// Bytes that were read already, then the rest of the source.
class ResumedSource final : public ByteSource {
 public:
  ResumedSource(CountedVector<char> head, ByteSource& rest) : head_(std::move(head)), rest_(rest) {}
  std::size_t read_some(std::byte* to, std::size_t n) override {
    if (at_ == head_.size()) return rest_.read_some(to, n);
    n = std::min(n, head_.size() - at_);
    std::memcpy(to, head_.data() + at_, n);
    at_ += n;
    return n;
  }
  std::string label() const override { return rest_.label(); }

 private:
  CountedVector<char> head_;
  ByteSource& rest_;
  std::size_t at_ = 0;
};

}  // namespace

TextWindow::TextWindow(Context& ctx, ByteSource& source)
    : ctx_(ctx), source_(source), from_(&source), buffer_(ctx.vector<char>()) {
  while (end_ < 3 && more()) {
  }  // a byte order mark has three bytes
  look_at_start();
}

TextWindow::~TextWindow() = default;

void TextWindow::look_at_start() {
  const std::string_view text(begin(), end_);
  const std::string name = source_.label().empty() ? "the data" : source_.label();
  if (text.starts_with("\x1f\x8b") && !unpacked_) {
    CountedVector<char> head(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(end_),
                             buffer_.get_allocator());
    prefixed_ = std::make_unique<ResumedSource>(std::move(head), source_);
    unpacked_ = std::make_unique<InflateSource>(ctx_, *prefixed_, Packing::gzip);
    from_ = unpacked_.get();
    begin_ = end_ = 0;
    final_ = false;
    while (end_ < 3 && more()) {
    }
    return look_at_start();
  }
  if (text.starts_with("BZh") ||
      text.starts_with("\xfd"
                       "7z") ||
      text.starts_with("\x28\xb5\x2f"))
    throw IoError(name + " is packed by something else than gzip; unpack it first");
  if (text.starts_with("PK\3")) throw IoError(name + " is a zip archive, not text");
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    throw IoError(name + " is UTF-16 text; convert it to UTF-8 first");
  if (text.starts_with("\xef\xbb\xbf")) begin_ = 3;
}

std::int64_t TextWindow::remaining() const {
  const auto held = static_cast<std::int64_t>(end_ - begin_);
  if (final_) return held;
  const std::int64_t rest = from_->remaining();
  return rest < 0 ? -1 : rest + held;
}

bool TextWindow::more() {
  if (final_) return false;
  const std::size_t held = end_ - begin_;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), begin(), held);
    begin_ = 0;
    end_ = held;
  }
  const std::int64_t rest = from_->remaining();
  std::size_t step = std::clamp(buffer_.size() / 2, first_step, largest_step);
  if (rest >= 0) step = std::min(static_cast<std::size_t>(rest) + 1, largest_step);  // the one more meets the end
  step = std::max(step, held);  // a row that does not fit: twice the window
  if (buffer_.size() < held + step) buffer_.resize(held + step);
  const std::size_t got = from_->read_some(reinterpret_cast<std::byte*>(buffer_.data() + held), step);
  end_ = held + got;
  final_ = got == 0;
  return got > 0;
}

}  // namespace perilune::io
