// string.find, match, gmatch and gsub over the counting matcher, and a rep that does not loop over nothing.

#include <cstring>
#include <limits>
#include <lua.hpp>

#include "interpreter/runtime/bounded.h"
#include "interpreter/runtime/pattern.h"

namespace perilune::runtime {

namespace {

// A position that a script gives: negative ones count from the end. At least 1.
std::size_t start_position(lua_Integer i, std::size_t length) {
  if (i > 0) return static_cast<std::size_t>(i);
  if (i == 0 || i < -static_cast<lua_Integer>(length)) return 1;
  return length + static_cast<std::size_t>(i) + 1;
}

int search(lua_State* L, bool find) {
  std::size_t length, pattern_length;
  const char* subject = luaL_checklstring(L, 1, &length);
  const char* pattern = luaL_checklstring(L, 2, &pattern_length);
  const std::size_t init = start_position(luaL_optinteger(L, 3, 1), length) - 1;
  if (init > length) {
    luaL_pushfail(L);
    return 1;
  }
  const bool plain = find && (lua_toboolean(L, 4) || !std::memchr(pattern, 0, pattern_length));
  if (plain && (lua_toboolean(L, 4) || !std::strpbrk(pattern, "^$*+?.([%-"))) {
    spend(L, (length - init + pattern_length) / 16);
    const void* at = pattern_length ? memmem(subject + init, length - init, pattern, pattern_length) : subject + init;
    if (!at) {
      luaL_pushfail(L);
      return 1;
    }
    const auto begin = static_cast<lua_Integer>(static_cast<const char*>(at) - subject);
    lua_pushinteger(L, begin + 1);
    lua_pushinteger(L, begin + static_cast<lua_Integer>(pattern_length));
    return 2;
  }
  const bool anchored = pattern_length > 0 && *pattern == '^';
  Matcher matcher(L, subject, length, pattern + anchored, pattern_length - anchored);
  const char* at = subject + init;
  do {
    if (const char* end = matcher.match(at)) {
      if (!find) return matcher.push_captures(at, end);
      lua_pushinteger(L, at - subject + 1);
      lua_pushinteger(L, end - subject);
      return matcher.push_captures(at, end, false) + 2;
    }
  } while (at++ < matcher.subject_end() && !anchored);
  luaL_pushfail(L);
  return 1;
}

int find(lua_State* L) { return search(L, true); }
int match(lua_State* L) { return search(L, false); }

// Upvalues: subject, pattern, where to go on, the end of the last match (-1: none yet), as offsets.
int next_match(lua_State* L) {
  std::size_t length, pattern_length;
  const char* subject = lua_tolstring(L, lua_upvalueindex(1), &length);
  const char* pattern = lua_tolstring(L, lua_upvalueindex(2), &pattern_length);
  const lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));
  Matcher matcher(L, subject, length, pattern, pattern_length);
  for (const char* at = subject + lua_tointeger(L, lua_upvalueindex(3)); at <= matcher.subject_end(); ++at) {
    const char* end = matcher.match(at);
    if (!end || end - subject == last) continue;
    lua_pushinteger(L, end - subject);
    lua_pushvalue(L, -1);
    lua_replace(L, lua_upvalueindex(3));
    lua_replace(L, lua_upvalueindex(4));
    return matcher.push_captures(at, end);
  }
  return 0;
}

int gmatch(lua_State* L) {
  std::size_t length;
  luaL_checklstring(L, 1, &length);
  luaL_checkstring(L, 2);
  std::size_t init = start_position(luaL_optinteger(L, 3, 1), length) - 1;
  if (init > length) init = length + 1;  // past everything: no match
  lua_settop(L, 2);
  lua_pushinteger(L, static_cast<lua_Integer>(init));
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, next_match, 4);
  return 1;
}

// The replacement string at 3, in which %0 to %9 stand for captures.
void add_text(lua_State* L, luaL_Buffer* out, Matcher& matcher, const char* begin, const char* end) {
  std::size_t length;
  const char* text = lua_tolstring(L, 3, &length);
  const char* text_end = text + length;
  while (const auto* escape =
             static_cast<const char*>(std::memchr(text, '%', static_cast<std::size_t>(text_end - text)))) {
    luaL_addlstring(out, text, static_cast<std::size_t>(escape - text));
    const char c = escape + 1 < text_end ? escape[1] : '\0';
    if (c == '%') luaL_addchar(out, '%');
    else if (c == '0') luaL_addlstring(out, begin, static_cast<std::size_t>(end - begin));
    else if (c >= '1' && c <= '9') {
      if (c - '1' >= matcher.captures() && c != '1')
        luaL_error(L, "invalid capture index %%%d in replacement string", c - '0');
      matcher.push_capture(c - '1', begin, end);
      luaL_tolstring(L, -1, nullptr);
      lua_remove(L, -2);
      luaL_addvalue(out);
    } else {
      luaL_error(L, "invalid use of '%%' in replacement string");
    }
    text = escape + 2;
  }
  luaL_addlstring(out, text, static_cast<std::size_t>(text_end - text));
  spend(L, length / 16);
}

// What takes the place of a match; true when it is something else than the match itself.
bool add_replacement(lua_State* L, luaL_Buffer* out, Matcher& matcher, const char* begin, const char* end, int type) {
  if (type == LUA_TFUNCTION) {
    lua_pushvalue(L, 3);
    lua_call(L, matcher.push_captures(begin, end), 1);
  } else if (type == LUA_TTABLE) {
    matcher.push_capture(0, begin, end);
    lua_gettable(L, 3);
  } else {
    add_text(L, out, matcher, begin, end);
    return true;
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    luaL_addlstring(out, begin, static_cast<std::size_t>(end - begin));
    return false;
  }
  if (!lua_isstring(L, -1)) luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  luaL_addvalue(out);
  return true;
}

int gsub(lua_State* L) {
  std::size_t length, pattern_length;
  const char* subject = luaL_checklstring(L, 1, &length);
  const char* pattern = luaL_checklstring(L, 2, &pattern_length);
  const int type = lua_type(L, 3);
  luaL_argexpected(L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
                   "string/function/table");
  const lua_Integer most = luaL_optinteger(L, 4, static_cast<lua_Integer>(length) + 1);
  const bool anchored = pattern_length > 0 && *pattern == '^';
  lua_settop(L, 3);
  Matcher matcher(L, subject, length, pattern + anchored, pattern_length - anchored);
  luaL_Buffer out;
  luaL_buffinit(L, &out);
  const char *at = subject, *last = nullptr;
  lua_Integer count = 0;
  bool changed = false;
  while (count < most) {
    spend(L, 1);
    const char* end = matcher.match(at);
    if (end && end != last) {
      ++count;
      changed = add_replacement(L, &out, matcher, at, end, type) || changed;
      at = last = end;
    } else if (at < matcher.subject_end()) {
      luaL_addchar(&out, *at++);
    } else {
      break;
    }
    if (anchored) break;
  }
  if (changed) {
    luaL_addlstring(&out, at, static_cast<std::size_t>(matcher.subject_end() - at));
    luaL_pushresult(&out);
  } else {
    lua_pushvalue(L, 1);
  }
  lua_pushinteger(L, count);
  return 2;
}

int rep(lua_State* L) {
  std::size_t length, separator_length;
  const char* text = luaL_checklstring(L, 1, &length);
  const lua_Integer n = luaL_checkinteger(L, 2);
  const char* separator = luaL_optlstring(L, 3, "", &separator_length);
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<lua_Integer>::max());
  if (n <= 0 || length + separator_length == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  if (length + separator_length < length || length + separator_length > most / static_cast<std::size_t>(n))
    return luaL_error(L, "resulting string too large");
  const std::size_t total = static_cast<std::size_t>(n) * (length + separator_length) - separator_length;
  luaL_Buffer out;
  char* to = luaL_buffinitsize(L, &out, total);
  spend(L, total / 64);
  // One unit, then what is there again and again.
  std::memcpy(to, text, length < total ? length : total);
  if (n > 1) std::memcpy(to + length, separator, separator_length);
  std::size_t done = length + (n > 1 ? separator_length : 0);
  while (done < total) {
    const std::size_t piece = done < total - done ? done : total - done;
    std::memcpy(to + done, to, piece);
    done += piece;
  }
  luaL_pushresultsize(&out, total);
  return 1;
}

}  // namespace

const luaL_Reg bounded_strings[] = {{"find", find}, {"match", match}, {"gmatch", gmatch},
                                    {"gsub", gsub}, {"rep", rep},     {nullptr, nullptr}};

}  // namespace perilune::runtime
