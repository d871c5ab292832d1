#include "stdlib/types/record.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/text_of.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/array.h"
#include "stdlib/types/brief.h"

namespace perilune {

namespace {

int field_of(const RecordType& type, const char* name) {
  for (std::size_t i = 0; i < type.fields.size(); ++i)
    if (std::strcmp(type.fields[i].name, name) == 0) return static_cast<int>(i);
  return -1;
}

RecordValue* check(lua_State* L) {
  auto* record = userdata_at<RecordValue>(L, 1, record_tag);
  if (!record) luaL_error(L, "a record is expected as the first argument; call its methods with a colon");
  return record;
}

// Pushes the table of the values, which the debug library can take away.
void push_values(lua_State* L) {
  if (lua_getiuservalue(L, 1, 1) != LUA_TTABLE) luaL_error(L, "this record has lost its values");
}

int unpack(lua_State* L) {
  const RecordValue* record = check(L);
  lua_settop(L, 1);  // further arguments must not stand where the values go
  const int n = record->type->places;
  luaL_checkstack(L, n + 2, "too many values");
  push_values(L);
  for (int i = 1; i <= n; ++i) lua_rawgeti(L, 2, i);
  return n;
}

int index(lua_State* L) {
  const RecordValue* record = check(L);
  if (lua_type(L, 2) == LUA_TNUMBER) {
    int whole;
    const lua_Integer i = lua_tointegerx(L, 2, &whole);
    if (!whole || i < 1 || i > record->type->places) {
      if (whole && i == record->type->places + 1) return 0;  // so that ipairs ends
      return luaL_error(L, "index %s is out of range for %s %s record with %d places", push_text_of(L, 2),
                        article(record->type->name), record->type->name, record->type->places);
    }
    push_values(L);
    lua_rawgeti(L, -1, i);
    return 1;
  }
  if (lua_type(L, 2) != LUA_TSTRING)
    return luaL_error(L, "%s %s record has no field %s", article(record->type->name), record->type->name,
                      show(L, 2).text);
  const char* name = lua_tostring(L, 2);
  if (const int field = field_of(*record->type, name); field >= 0) {
    push_values(L);
    lua_rawgeti(L, -1, field + 1);
    return 1;
  }
  if (std::strcmp(name, "unpack") == 0) {
    lua_pushcfunction(L, unpack);
    return 1;
  }
  for (const Function& method : record->type->methods)
    if (std::strcmp(name, method.name) == 0) {
      push_function(L, method, record->type->prefix);
      return 1;
    }
  Failure failure;
  const RecordType& type = *record->type;
  guarded(failure, nullptr, [&] {
    std::vector<std::string_view> names;
    std::string list;
    for (const Function& method : type.methods) names.push_back(method.name);
    for (const RecordField& f : type.fields) {
      names.push_back(f.name);
      list += (list.empty() ? "" : ", ") + std::string(f.name);
    }
    const std::string hint = suggestion(name, names);
    throw Error(with_article(type.name) + " record has no field '" + std::string(name).substr(0, 60) + "'" +
                (hint.empty() ? "; it has " + list : hint));
  });
  return raise(L, failure);
}

int refuse_write(lua_State* L) {
  const char* name = check(L)->type->name;
  return luaL_error(L, "%s %s record is read-only", article(name), name);
}

int length(lua_State* L) {
  lua_pushinteger(L, check(L)->type->places);
  return 1;
}

// Pushes a value's text: of a list, such as the times of each event, what is in it.
const char* push_field_text(lua_State* L, int index) {
  index = lua_absindex(L, index);
  if (lua_type(L, index) != LUA_TTABLE || luaL_getmetafield(L, index, "__tostring") != LUA_TNIL) {
    if (lua_type(L, index) == LUA_TTABLE) lua_pop(L, 1);
    return push_text_of(L, index);
  }
  char text[400] = "";
  Failure failure;
  constexpr int width = 64;
  guarded(failure, nullptr, [&] { std::snprintf(text, sizeof text, "%s", brief(L, index, width, true).c_str()); });
  return *text ? lua_pushstring(L, text) : push_text_of(L, index);
}

// What is nil is left out. Continuation lines of a value are indented to stand below its first.
int to_string(lua_State* L) {
  const RecordValue* record = check(L);
  lua_settop(L, 1);
  const RecordType& type = *record->type;
  std::size_t width = 0;
  push_values(L);
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (lua_rawgeti(L, 2, static_cast<lua_Integer>(i) + 1) != LUA_TNIL)
      width = std::max(width, std::strlen(type.fields[i].name));
    lua_pop(L, 1);
  }
  char indent[64] = "\n";
  for (std::size_t k = 1; k < std::min(width + 3, sizeof indent - 1); ++k) indent[k] = ' ';
  bool first = true;
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const bool absent = lua_rawgeti(L, 2, static_cast<lua_Integer>(i) + 1) == LUA_TNIL;
    lua_pop(L, 1);
    if (absent) continue;
    if (!std::exchange(first, false)) luaL_addchar(&buffer, '\n');
    const std::size_t name_length = std::strlen(type.fields[i].name);
    for (std::size_t k = name_length; k < width; ++k) luaL_addchar(&buffer, ' ');
    luaL_addlstring(&buffer, type.fields[i].name, name_length);
    luaL_addstring(&buffer, ": ");
    lua_rawgeti(L, 2, static_cast<lua_Integer>(i) + 1);
    const char* text = "nan";  // whatever its sign
    if (lua_type(L, -1) == LUA_TNUMBER && lua_tonumber(L, -1) != lua_tonumber(L, -1)) lua_pushstring(L, text);
    else text = push_field_text(L, -1);
    // The buffer keeps a box on the stack once it has grown, so the text goes in through the top value.
    luaL_gsub(L, text, "\n", indent);
    lua_remove(L, -2);
    lua_remove(L, -2);
    luaL_addvalue(&buffer);
  }
  luaL_pushresult(&buffer);
  return 1;
}

int next_field(lua_State* L) {
  const RecordValue* record = check(L);
  int field = 0;
  if (!lua_isnil(L, 2)) {
    field = lua_type(L, 2) == LUA_TSTRING ? field_of(*record->type, lua_tostring(L, 2)) + 1 : 0;
    if (field == 0)
      return luaL_error(L, "%s %s record has no field %s", article(record->type->name), record->type->name,
                        show(L, 2).text);
  }
  push_values(L);
  const int values = lua_gettop(L);
  for (; field < static_cast<int>(record->type->fields.size()); ++field) {
    lua_pushstring(L, record->type->fields[static_cast<std::size_t>(field)].name);
    if (lua_rawgeti(L, values, field + 1) != LUA_TNIL) return 2;
    lua_settop(L, values);
  }
  return 0;
}

int pairs(lua_State* L) {
  lua_pushcfunction(L, next_field);
  lua_pushvalue(L, 1);
  return 2;
}

}  // namespace

void push_record_head(lua_State* L, const RecordType& type) {
  auto* record = reinterpret_cast<RecordValue*>(new_userdata(L, sizeof(RecordValue), 1, record_tag));
  record->type = &type;
}

void open_record_type(lua_State* L) {
  new_metatable(L, record_tag, "record");
  const luaL_Reg methods[] = {{"__index", index},        {"__newindex", refuse_write}, {"__len", length},
                              {"__tostring", to_string}, {"__pairs", pairs},           {nullptr, nullptr}};
  luaL_setfuncs(L, methods, 0);
  lua_pop(L, 1);
}

}  // namespace perilune
