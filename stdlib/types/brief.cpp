#include "stdlib/types/brief.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstring>
#include <lua.hpp>
#include <string_view>
#include <vector>

#include "kernels/text/format_array.h"
#include "stdlib/registry/describe.h"
#include "stdlib/registry/state.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/array.h"

namespace perilune {

std::string float_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  const double size = std::fabs(value);
  const bool plain = value == 0 || (size >= 1e-4 && size < 1e16);
  char text[40];
  const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  const char* end = std::to_chars(text, text + sizeof text, value, format).ptr;
  std::string result(text, static_cast<std::size_t>(end - text));
  if (plain && result.find('.') == std::string::npos) result += ".0";
  return result;
}

namespace {

constexpr int deepest = 3;
constexpr const char* reserved =
    "and|break|do|else|elseif|end|false|for|function|goto|if|in|local|nil|not|or|repeat|return|then|true|until|while";

// In quotes, control characters as escapes; cut where it is long.
std::string quoted(std::string_view text, std::size_t most) {
  std::string result = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (result.size() >= most && (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return result + "...\"";
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\') result += '\\', result += text[i];
    else if (c == '\n') result += "\\n";
    else if (c == '\t') result += "\\t";
    else if (c < 32 || c == 127) result += "\\" + std::to_string(c);
    else result += text[i];
  }
  return result + '"';
}

bool is_word(std::string_view text) {
  if (text.empty() || std::isdigit(static_cast<unsigned char>(text[0])) || has_word(reserved, text)) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; });
}

std::string array_text(const ArrayValue& a) {
  std::string text = "array {";
  for (int i = 0; i < a.ndim; ++i) text += (i ? ", " : "") + std::to_string(a.dims[i]);
  return text + "} " + name(a.dtype);
}

class Brief {
 public:
  explicit Brief(lua_State* state, bool numbers = false) : L(state), numbers_(numbers) {}

  std::string value(int index, int width) {
    index = lua_absindex(L, index);
    switch (lua_type(L, index)) {
      case LUA_TNIL: return "nil";
      case LUA_TBOOLEAN: return lua_toboolean(L, index) ? "true" : "false";
      case LUA_TNUMBER:
        return lua_isinteger(L, index) ? std::to_string(lua_tointeger(L, index)) : float_text(lua_tonumber(L, index));
      case LUA_TSTRING: {
        std::size_t length;
        const char* text = lua_tolstring(L, index, &length);
        return quoted({text, length}, static_cast<std::size_t>(std::max(width, 20)));
      }
      case LUA_TTABLE: return table(index, width);
      case LUA_TUSERDATA: return userdata(index);
      default: return luaL_typename(L, index);
    }
  }

  struct Entries {
    std::vector<std::string> shown;  // texts
    std::size_t more = 0;            // how many are not
    bool flat = true;                // a sequence of single values
  };

  // The sequence first, then the other keys by name.
  Entries entries(int table, int width, std::size_t most) {
    Entries result;
    table = lua_absindex(L, table);
    if (!lua_checkstack(L, 10)) return result;
    inside_.push_back(lua_topointer(L, table));
    const auto count = static_cast<lua_Integer>(lua_rawlen(L, table));
    for (lua_Integer i = 1; i <= count; ++i) {
      if (result.shown.size() == most) {
        result.more = static_cast<std::size_t>(count - i + 1);
        break;
      }
      lua_rawgeti(L, table, i);
      result.flat = result.flat && lua_type(L, -1) != LUA_TTABLE && lua_type(L, -1) != LUA_TUSERDATA;
      result.shown.push_back(value(-1, width));
      lua_pop(L, 1);
    }
    // Keys are collected before values are made into text: a table of millions costs a walk, no more.
    std::vector<std::string> named;
    lua_pushnil(L);
    while (lua_next(L, table)) {
      const bool counted = lua_isinteger(L, -2) && lua_tointeger(L, -2) >= 1 && lua_tointeger(L, -2) <= count;
      if (!counted) {
        result.flat = false;
        constexpr std::size_t sorted_at_most = 1000;
        if (named.size() < sorted_at_most) named.push_back(key_text() + " = " + value(-1, width));
        else ++result.more;
      }
      lua_pop(L, 1);
    }
    std::sort(named.begin(), named.end());
    for (std::string& text : named) {
      if (result.shown.size() < most) result.shown.push_back(std::move(text));
      else ++result.more;
    }
    inside_.pop_back();
    return result;
  }

 private:
  std::string key_text() {
    if (lua_type(L, -2) == LUA_TSTRING) {
      std::size_t length;
      const char* text = lua_tolstring(L, -2, &length);
      if (is_word({text, length})) return {text, length};
    }
    return "[" + value(-2, 20) + "]";
  }

  std::string table(int index, int width) {
    const void* self = lua_topointer(L, index);
    if (std::find(inside_.begin(), inside_.end(), self) != inside_.end()) return "{...}";
    if (static_cast<int>(inside_.size()) >= deepest || !lua_checkstack(L, 10)) return "{...}";
    const Entries all = entries(index, width, 20);
    std::string text = "{";
    std::size_t shown = 0;
    for (const std::string& entry : all.shown) {
      if (shown > 0 && text_width(text) + text_width(entry) + 10 > width) break;
      text += (shown++ ? ", " : "") + entry;
    }
    const std::size_t more = all.more + all.shown.size() - shown;
    if (more) text += (shown ? ", " : "") + std::string("... ") + std::to_string(more) + " more";
    return text + "}";
  }

  std::string userdata(int index) {
    const Tag* tag = tag_at(L, index);
    if (tag == &array_tag) {
      const auto& a = *static_cast<const ArrayValue*>(lua_touserdata(L, index));
      constexpr std::int64_t few = 4;
      if (!numbers_ || a.ndim != 1 || a.dims[0] > few) return array_text(a);
      a.check_alive();
      LibraryState& state = LibraryState::of(L);
      return format_array(state.context, a.view(), state.print);
    }
    if (tag == &record_tag) return static_cast<const RecordValue*>(lua_touserdata(L, index))->type->name;
    if (tag == &object_tag) return static_cast<const ObjectValue*>(lua_touserdata(L, index))->class_->name;
    if (tag == &complex_tag) {
      const auto& z = *static_cast<const ComplexValue*>(lua_touserdata(L, index));
      return "complex(" + float_text(z.real) + ", " + float_text(z.imag) + ")";
    }
    return "userdata";
  }

  lua_State* L;
  bool numbers_;
  std::vector<const void*> inside_;  // the tables that this value is part of
};

}  // namespace

std::string brief(lua_State* L, int index, int width, bool numbers) { return Brief(L, numbers).value(index, width); }

std::string table_text(lua_State* L, int index, int width) {
  index = lua_absindex(L, index);
  Brief texts(L);
  const Brief::Entries all = texts.entries(index, width - 4, 1000);
  std::string line = "{";
  for (const std::string& entry : all.shown) {
    line += (line.size() > 1 ? ", " : "") + entry;
    if (static_cast<int>(line.size()) > 4 * width) break;
  }
  line += "}";
  if (!all.more && text_width(line) <= width) return line;
  if (all.flat) return texts.value(index, width);
  constexpr std::size_t most_lines = 20;
  std::string text = "{\n";
  const std::size_t shown = std::min(all.shown.size(), most_lines);
  for (std::size_t i = 0; i < shown; ++i) text += "  " + all.shown[i] + ",\n";
  const std::size_t more = all.more + all.shown.size() - shown;
  if (more) text += "  ... " + std::to_string(more) + " more\n";
  return text + "}";
}

}  // namespace perilune
