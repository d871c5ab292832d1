#pragma once
// Values as short texts, by raw access: no code of the user runs and nothing raises.

#include <string>

struct lua_State;

namespace perilune {

// The shortest text that reads back to the number, as a float of Lua: 3.0, 0.1, 1e+100; never -nan.
std::string float_text(double value);

// A value on one line of about `width` columns; what does not fit is counted. With `numbers` vectors of a few are shown
// as such, else by their shapes.
std::string brief(lua_State* L, int index, int width, bool numbers = false);

// A table's entries: on one line where they fit, else a line for each, of many only the first.
std::string table_text(lua_State* L, int index, int width);

}  // namespace perilune
