#pragma once
// `progress = true`: a bar on stderr while a kernel runs, when stderr is a terminal.

#include <string>
#include <string_view>

#include "kernels/core/context.h"

namespace perilune {

// While it lives, what the kernel reports to ctx.progress is drawn, ten times a second at the most; then the line is
// cleared. Does nothing when it is not wanted or stderr is no terminal.
class ProgressBar {
 public:
  ProgressBar(Context& ctx, bool wanted, std::string title);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  // "title [=====>    ]  50 % text", cut to `columns`.
  static std::string line(std::string_view title, double fraction, std::string_view text, int columns);

 private:
  static void draw(void* self, double fraction, std::string_view text);

  Context* ctx_ = nullptr;  // null: nothing is drawn
  ProgressSink outer_;      // of the call whose callback made this one
  std::string title_;
  Context::Clock::time_point next_{};
  bool drawn_ = false;
};

}  // namespace perilune
