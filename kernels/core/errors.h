#pragma once
// What a kernel throws. The message is the part after "module.function: "; the binding adds the name, Lua the place.

#include <cstdarg>
#include <stdexcept>
#include <string>

namespace perilune {

struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct ValueError : Error {
  using Error::Error;
};  // an argument has a value that the function cannot take
struct ShapeError : Error {
  using Error::Error;
};  // shapes do not fit
struct IndexError : Error {
  using Error::Error;
};  // a position is out of range
struct DomainError : Error {
  using Error::Error;
};  // outside the mathematical domain (overflow, x // 0 …)
struct SingularError : Error {
  using Error::Error;
};  // a factorisation or solution does not exist
struct ConvergenceError : Error {
  using Error::Error;
};  // an iteration gave up and has nothing to return
struct IoError : Error {
  using Error::Error;
};  // a file cannot be read or written, or lies
struct MemoryError : Error {
  using Error::Error;
};  // the limit or the machine is exhausted
struct InternalError : Error {
  using Error::Error;
};  // a fault of ours

// The user or the host stopped the work. Not an Error: no kernel may swallow it.
struct Interrupted {
  enum class Reason { interrupt, cancel, deadline } reason = Reason::interrupt;
};

// printf into a std::string, for messages.
[[gnu::format(printf, 1, 2)]] std::string format(const char* pattern, ...);
// The shortest text that reads back as the same number, as messages show it: "0.1", "1e-08", "3", "inf", "nan".
std::string number_text(double value);

}  // namespace perilune
