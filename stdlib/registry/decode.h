#pragma once
// Lua's arguments against a declared row: places, the options table, types, ranges and words.

#include "kernels/core/errors.h"
#include "stdlib/registry/call.h"

namespace perilune {

// A required argument that nobody gave.
struct MissingArgument : ValueError {
  MissingArgument(const std::string& text, bool array) : ValueError(text), takes_array(array) {}
  bool takes_array;
};

// Fills the values of the call, or throws an Error whose text follows "module.function: ".
struct Decoder {
  explicit Decoder(Call& c) : call(c) {}
  void run();

 private:
  [[noreturn]] void too_many(int wanted, int came);
  void places(int top);
  void options(int table);
  void option(int table, std::string_view key, int slot);
  void defaults();
  void check_methods();
  void accept(const Arg& arg, Value& value, int slot);
  bool accept_table(const Arg& arg, Value& value, int slot);
  bool accept_userdata(const Arg& arg, Value& value, int slot);
  bool accept_number(const Arg& arg, Value& value, int slot);
  bool accept_string(const Arg& arg, Value& value, int slot);
  void check_range(const Arg& arg, double x, int slot);
  void check_dims(const Arg& arg, int ndim, int slot);
  [[noreturn]] void refuse(const Arg& arg, int slot);
  [[noreturn]] void mixed_table();
  int required() const;
  bool takes_options() const;

  Call& call;
  bool nested = false;  // inside the options of the options
};

// "must be a number or a list": what a declaration asks for, as errors say it.
std::string requirement(const Arg& arg);

}  // namespace perilune
