#include "stdlib/special/family.h"

#include <lua.hpp>

#include "stdlib/registry/call.h"
#include "stdlib/types/array.h"

namespace perilune {

int code_of(const Call& call) { return call.code(); }

void call_scalar_function(Call& call, const special::ScalarFunction& f) {
  View operands[3];
  const auto args = call.row().args;
  const int n = f.arguments();
  DType dtype = DType::bool_;
  bool any_array = false, complex = !f.takes_real();
  for (int k = 0; k < n; ++k) {
    const char* name = args[static_cast<std::size_t>(k)].name;
    operands[k] = call.array(name);
    if (is_complex(operands[k].dtype)) {
      if (!f.takes_complex()) call.refuse(name, "must be real");
      complex = true;
    }
    // A plain number does not widen a float32 array.
    if (!call.is_array(name)) continue;
    dtype = promote(dtype, operands[k].dtype);
    any_array = true;
  }
  dtype = any_array ? to_inexact(dtype) : DType::float64;
  if (complex) dtype = dtype == DType::float32 || dtype == DType::complex64 ? DType::complex64 : DType::complex128;
  call.give_unwrapped(special::apply(call.ctx, f, std::span(operands, static_cast<std::size_t>(n)), dtype));
}

int fast_scalar_function(lua_State* L, const special::ScalarFunction& f) {
  const int n = f.arguments();
  if (!f.takes_real() || lua_gettop(L) != n) return -1;
  double x[3];
  for (int k = 0; k < n; ++k) {
    if (lua_type(L, k + 1) != LUA_TNUMBER) return -1;
    x[k] = lua_tonumber(L, k + 1);
  }
  const double y = f.one ? f.one(x[0]) : f.two ? f.two(x[0], x[1]) : f.three(x[0], x[1], x[2]);
  lua_pushnumber(L, unsigned_nan(y));
  return 1;
}

}  // namespace perilune
