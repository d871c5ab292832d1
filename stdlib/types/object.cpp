#include "stdlib/types/object.h"

#include <cstdio>
#include <cstring>

#include "kernels/core/errors.h"
#include "stdlib/registry/state.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/array.h"

namespace perilune {

const Tag array_tag{"array", 0}, complex_tag{"complex value", 1}, object_tag{"object", 2}, record_tag{"record", 3},
    range_tag{"range", 4}, none_tag{"pl.none", 5};

const Tag* tag_at(lua_State* L, int index) {
  if (lua_type(L, index) != LUA_TUSERDATA || lua_rawlen(L, index) < sizeof(Head)) return nullptr;
  const Tag* tag = static_cast<const Head*>(lua_touserdata(L, index))->tag;
  for (const Tag* known : {&array_tag, &complex_tag, &object_tag, &record_tag, &range_tag, &none_tag})
    if (tag == known) return tag;
  return nullptr;
}

Head* new_userdata(lua_State* L, std::size_t size, int user_values, const Tag& tag, int metatable) {
  auto* head = static_cast<Head*>(lua_newuserdatauv(L, size, user_values));
  std::memset(static_cast<void*>(head), 0, size < 128 ? size : 128);
  head->tag = &tag;
  lua_rawgeti(L, LUA_REGISTRYINDEX, LibraryState::of(L).metatables[metatable]);
  lua_setmetatable(L, -2);
  return head;
}

void new_metatable(lua_State* L, const Tag& tag, const char* type_name, std::initializer_list<const char*> first) {
  lua_createtable(L, 0, first.size() ? 48 : 8);
  for (const char* event : first) {
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, event);
  }
  lua_pushstring(L, type_name);
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &tag);
  lua_pushvalue(L, -1);
  LibraryState::of(L).metatables[tag.metatable] = luaL_ref(L, LUA_REGISTRYINDEX);
}

namespace {

void show_string(Shown& out, const char* text, std::size_t length) {
  char quoted[64];
  std::size_t n = 0;
  for (std::size_t i = 0; i < length && n < 40; ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    quoted[n++] = c < 32 || c == 127 ? '.' : static_cast<char>(c);
  }
  quoted[n] = 0;
  std::snprintf(out.text, sizeof out.text, "'%s%s'", quoted, n < length ? "..." : "");
}

}  // namespace

Shown show(lua_State* L, int index) {
  Shown out{};
  auto say = [&](const char* text) { std::snprintf(out.text, sizeof out.text, "%s", text); };
  switch (lua_type(L, index)) {
    case LUA_TNONE: say("nothing"); break;
    case LUA_TNIL: say("nil"); break;
    case LUA_TBOOLEAN: say(lua_toboolean(L, index) ? "true" : "false"); break;
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) {
        std::snprintf(out.text, sizeof out.text, "%lld", static_cast<long long>(lua_tointeger(L, index)));
      } else {
        const double x = lua_tonumber(L, index);
        if (x != x) say("nan");
        else std::snprintf(out.text, sizeof out.text, "%.14g", x);
      }
      break;
    case LUA_TSTRING: {
      std::size_t length;
      const char* text = lua_tolstring(L, index, &length);
      show_string(out, text, length);
      break;
    }
    case LUA_TTABLE:
      if (lua_rawlen(L, index))
        std::snprintf(out.text, sizeof out.text, "a table of %llu entries",
                      static_cast<unsigned long long>(lua_rawlen(L, index)));
      else say("a table");
      break;
    case LUA_TFUNCTION: say("a function"); break;
    case LUA_TTHREAD: say("a coroutine"); break;
    case LUA_TLIGHTUSERDATA: say("a light userdata"); break;
    default: {
      const Tag* tag = tag_at(L, index);
      if (tag == &array_tag) {
        const auto* a = static_cast<const ArrayValue*>(lua_touserdata(L, index));
        char dims[64] = "";
        int n = 0;
        for (int i = 0; i < a->ndim && n < 40; ++i)
          n += std::snprintf(dims + n, sizeof dims - static_cast<std::size_t>(n), i ? "x%lld" : "%lld",
                             static_cast<long long>(a->dims[i]));
        const char* pattern = a->ndim == 0   ? "a 0-d array (%s%s)"
                              : a->ndim == 1 ? "a vector of length %s (%s)"
                              : a->ndim == 2 ? "a %s matrix (%s)"
                                             : "an array of shape %s (%s)";
        std::snprintf(out.text, sizeof out.text, pattern, dims, name(a->dtype));
      } else if (tag == &object_tag) {
        std::snprintf(out.text, sizeof out.text, "an object of %s",
                      static_cast<const ObjectValue*>(lua_touserdata(L, index))->class_->name);
      } else if (tag == &record_tag) {
        const char* kind = static_cast<const RecordValue*>(lua_touserdata(L, index))->type->name;
        std::snprintf(out.text, sizeof out.text, "%s %s record", article(kind), kind);
      } else if (tag == &none_tag) {
        say("pl.none");
      } else {
        std::snprintf(out.text, sizeof out.text, "a %s", tag ? tag->type_name : "userdata");
      }
    }
  }
  return out;
}

}  // namespace perilune
