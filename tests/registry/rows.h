#pragma once
// Rows of a test's own, as global functions, and what expressions give.

#include "stdlib/registry/dispatch.h"
#include "tests/registry/lua_state.h"

namespace perilune::test {

// Adds a row as the global function of its name; messages call it test.name.
inline void add(LuaState& lua, const Function& row) {
  push_function(lua.L, row, "test");
  lua_setglobal(lua.L, row.name);
}

// What an expression gives, as text; or the message without its place.
inline std::string value(LuaState& lua, const std::string& expression) {
  const std::string code = "local list = table.pack(pcall(function() return " + expression +
                           " end))\n"
                           "for i = 1, list.n do list[i] = tostring(list[i]) end\n"
                           "local text = table.concat(list, ' ', 2, list.n)\n"
                           "result = list[1] == 'true' and text or text:gsub('^test:%d+: ', '')";
  REQUIRE(lua.run(code) == "");
  lua_getglobal(lua.L, "result");
  const std::string text = lua_tostring(lua.L, -1);
  lua_pop(lua.L, 1);
  return text;
}

inline Function make(const char* name, std::span<const Arg> args, void (*body)(Call&)) {
  return {name, "Does it.", args, "Somehow.", "", body};
}

}  // namespace perilune::test
