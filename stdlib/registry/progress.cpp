#include "stdlib/registry/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace perilune {

ProgressBar::ProgressBar(Context& ctx, bool wanted, std::string title) : title_(std::move(title)) {
  if (!wanted || !isatty(STDERR_FILENO)) return;
  ctx_ = &ctx;
  outer_ = ctx.on_progress;
  ctx.on_progress = {draw, this};
}

ProgressBar::~ProgressBar() {
  if (!ctx_) return;
  ctx_->on_progress = outer_;
  if (drawn_) std::fputs("\r\x1b[K", stderr);
}

std::string ProgressBar::line(std::string_view title, double fraction, std::string_view text, int columns) {
  constexpr int width = 24;
  fraction = fraction > 0 ? std::min(fraction, 1.0) : 0;  // nan counts as nothing done
  const int filled = static_cast<int>(fraction * width);
  std::string line = std::string(title) + " [" + std::string(static_cast<std::size_t>(filled), '=') +
                     std::string(static_cast<std::size_t>(width - filled), ' ') + "] " +
                     format("%3d %% ", static_cast<int>(fraction * 100)) + std::string(text);
  if (columns > 1 && line.size() >= static_cast<std::size_t>(columns))
    line.resize(static_cast<std::size_t>(columns) - 1);
  return line;
}

void ProgressBar::draw(void* self, double fraction, std::string_view text) {
  auto& bar = *static_cast<ProgressBar*>(self);
  const auto now = Context::Clock::now();
  if (now < bar.next_) return;
  bar.next_ = now + std::chrono::milliseconds(100);
  winsize size{};
  const int columns = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
  std::fprintf(stderr, "\r%s\x1b[K", line(bar.title_, fraction, text, columns).c_str());
  std::fflush(stderr);
  bar.drawn_ = true;
}

}  // namespace perilune
