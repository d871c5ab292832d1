#include "kernels/core/context.h"

namespace perilune {

bool Context::stopping() const noexcept {
  if (stop && stop->request.load(std::memory_order_relaxed) != StopFlag::none) return true;
  return deadline != Clock::time_point::max() && Clock::now() >= deadline;
}

void Context::check_file(const char* path, bool writing) const {
  if (!may_open || may_open(gatekeeper, path, writing)) return;
  throw IoError(format("cannot %s '%s': this state may not", writing ? "write" : "open", path));
}

void Context::interrupted() {
  using Reason = Interrupted::Reason;
  throw Interrupted{stop->request.load() == StopFlag::cancel ? Reason::cancel : Reason::interrupt};
}

void Context::check_deadline() {
  if (Clock::now() >= deadline) throw Interrupted{Interrupted::Reason::deadline};
}

}  // namespace perilune
