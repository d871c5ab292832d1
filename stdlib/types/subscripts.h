#pragma once
// Lua values as subscripts, for arrays and for objects that are read like them.

#include <cmath>
#include <forward_list>
#include <lua.hpp>
#include <vector>

#include "kernels/array/index.h"

namespace perilune {

// A whole number at a stack index, without converting strings.
inline bool whole_at(lua_State* L, int index, std::int64_t& i) {
  if (lua_isinteger(L, index)) {
    i = lua_tointeger(L, index);
    return true;
  }
  if (lua_type(L, index) != LUA_TNUMBER) return false;
  const double x = lua_tonumber(L, index);
  if (x != std::floor(x) || std::abs(x) > 9e18) return false;
  i = static_cast<std::int64_t>(x);
  return true;
}

// Subscripts and the arrays that tables became, which they point into. Errors are IndexErrors.
class Subscripts {
 public:
  explicit Subscripts(Context& ctx) : ctx_(ctx) {}
  std::vector<Subscript> list;

  void add(lua_State* L, int index);
  // The arguments of a call: one subscript per axis.
  void add_arguments(lua_State* L, int first, int last);
  // What stands in brackets: a table gives one subscript per axis.
  void add_key(lua_State* L, int index);

 private:
  Context& ctx_;
  std::forward_list<Array> made_;
};

}  // namespace perilune
