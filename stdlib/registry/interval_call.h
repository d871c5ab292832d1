#pragma once
// The direct path of functions whose commonest call by far is f(function, number, number): integrals, roots in a
// bracket. Their work is often less than decoding a dozen options that were not given.

#include "stdlib/registry/callable.h"

namespace perilune {

struct IntervalCall {
  Context& ctx;
  Callable& function;
  double a, b;
  lua_State* lua;  // for title() alone
  int code;        // which member of a family
  int count = 0;
  double results[2] = {};

  void give(double value) { results[count++] = value; }
  std::string title() const { return running_title(lua); }
};

// For Function::fast_by: runs the body if the arguments are those, else leaves the call to the ordinary way (-1).
// `name` is how messages call the function.
int run_on_interval(lua_State* L, int code, const char* name, void (*body)(IntervalCall&));

}  // namespace perilune
