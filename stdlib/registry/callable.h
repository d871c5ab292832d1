#pragma once
// A Lua function that a kernel calls. Each call runs protected; a Lua error travels through the kernel as LuaRaised and
// reaches the user unchanged.

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "kernels/core/array.h"
#include "stdlib/registry/dispatch.h"

struct lua_State;

namespace perilune {

struct LibraryState;

class Callable {
 public:
  Callable(lua_State* L, LibraryState& state, int slot, std::string name)
      : L_(L), state_(&state), slot_(slot), name_(std::move(name)) {}

  // f(x) -> number
  double number(double x);
  // f(x[]) -> number; each call gets an array of its own
  double number(std::span<const double> x);
  // f(x[]) -> array of doubles of length n (0: any)
  void vector(std::span<const double> x, std::span<double> result);
  // f(text) -> number, boolean, complex value or string
  std::variant<Scalar, std::string> of_text(std::string_view text);
  // callback(x[], {names = values}) -> true when it wants the solver to stop
  struct Report {
    const char* name;
    double value;
  };
  bool report(std::span<const double> x, std::span<const Report> state);
  bool report(double x, std::span<const Report> state);

  // Extra arguments that follow the first at every call (SciPy's args): the stack slot of a list, or of one value that
  // is no list.
  void set_arguments(int slot) { arguments_ = slot; }

 private:
  void begin();
  void invoke(int arguments);
  double take_number();
  [[noreturn]] void refuse_number();
  bool wants_stop();

  lua_State* L_;
  LibraryState* state_;
  int slot_;
  int handler_ = 0;
  int roomy_to_ = 0;  // below this height the stack has room for a call
  int arguments_ = 0;
  int calls_ = 0;
  std::string name_;
};

// The traceback inside the callback that raised the error at this index, or nil when it came from elsewhere. May raise.
void push_callback_traceback(lua_State* L, int error);

}  // namespace perilune
