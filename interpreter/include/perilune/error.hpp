#pragma once
// What the C++ interface throws.

#include <exception>
#include <stdexcept>
#include <string>

#include "perilune/perilune.h"

namespace perilune {
inline namespace host {

// An error of the script, or a wrong use of the interface.
class Error : public std::runtime_error {
 public:
  Error(perilune_status status, const std::string& message, std::string traceback = {})
      : std::runtime_error(message), status_(status), traceback_(std::move(traceback)) {}
  std::string message() const { return what(); }
  const std::string& traceback() const { return traceback_; }
  perilune_status status() const { return status_; }

 private:
  perilune_status status_;
  std::string traceback_;
};

// A limit ended the call, or State::cancel.
class LimitError : public Error {
  using Error::Error;
};

namespace detail {

inline void release_exception(void* payload) { delete static_cast<std::exception_ptr*>(payload); }

// Throws what made the last call fail: the very exception of a host function, if it came through uncaught.
[[noreturn]] inline void raise(const perilune_state* state, perilune_status status) {
  // The message is the other thread's, which may be writing it.
  if (status == PERILUNE_BUSY) throw Error(status, "the state is running on another thread");
  if (status == PERILUNE_ERROR)
    if (void* payload = perilune_payload(state, release_exception))
      std::rethrow_exception(*static_cast<std::exception_ptr*>(payload));
  const char* message = perilune_message(state);
  const char* traceback = perilune_traceback(state);
  if (status >= PERILUNE_MEMORY) throw LimitError(status, message, traceback);
  throw Error(status, message, traceback);
}

inline void check(const perilune_state* state, perilune_status status) {
  if (status != PERILUNE_OK) raise(state, status);
}

// Hands the exception that is being handled to the script, as an error that it may catch.
inline perilune_status fail(perilune_frame* frame) noexcept {
  auto* payload = new (std::nothrow) std::exception_ptr(std::current_exception());
  const auto tell = [&](const char* message) {
    return payload ? perilune_fail_with(frame, message, payload, release_exception) : perilune_fail(frame, message);
  };
  try {
    throw;
  } catch (const std::exception& e) {
    return tell(e.what());
  } catch (...) {
    return tell("unknown exception of the host");
  }
}

}  // namespace detail
}  // namespace host
}  // namespace perilune
