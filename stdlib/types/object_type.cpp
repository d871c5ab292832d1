// Objects of declared classes: their metatables, fields and methods.

#include <string_view>
#include <vector>

#include "kernels/core/errors.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/text_of.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/object.h"

namespace perilune {

namespace {

const Class* class_of(lua_State* L) { return static_cast<const Class*>(lua_touserdata(L, lua_upvalueindex(1))); }

ObjectValue* check(lua_State* L) {
  auto* o = userdata_at<ObjectValue>(L, 1, object_tag);
  if (!o || o->class_ != class_of(L))
    luaL_error(L, "%s %s object is expected", article(class_of(L)->name), class_of(L)->name);
  return o;
}

// Sets the rows of a class and of those it is based on, whose names are not taken, in the table on top.
void set_rows(lua_State* L, const Class& c, Rows Class::*rows) {
  for (const Class* k = &c; k; k = k->base)
    for (const Function& row : k->*rows) {
      const bool taken = lua_getfield(L, -1, row.name) != LUA_TNIL;
      lua_pop(L, 1);
      if (taken) continue;
      push_function(L, row, c.prefix);
      for_each_word(row.aliases, [L](std::string_view alias) {
        lua_pushlstring(L, alias.data(), alias.size());
        lua_pushvalue(L, -2);
        lua_rawset(L, -4);
      });
      lua_setfield(L, -2, row.name);
    }
}

// What could be a field: a text that begins with a letter, which no range does.
bool is_name(lua_State* L, int index) {
  if (lua_type(L, index) != LUA_TSTRING) return false;
  const char first = *lua_tostring(L, index);
  return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '_';
}

// Upvalues: the class, its methods, the getters of its fields.
int index(lua_State* L) {
  check(L);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL) return 1;
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(3)) != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 1);
    return 1;
  }
  Failure failure;
  const Class& c = *class_of(L);
  if (const Operators* operators = c.operated(); operators && operators->index && !is_name(L, 2))
    return object_element(L, c);
  guarded(failure, nullptr, [&] {
    std::vector<std::string_view> names;
    for (const Class* k = &c; k; k = k->base) {
      for (const Function& row : k->methods) names.push_back(row.name);
      for (const Function& field : k->fields) names.push_back(field.name);
    }
    std::size_t length = 0;
    const char* key = lua_type(L, 2) == LUA_TSTRING ? lua_tolstring(L, 2, &length) : nullptr;
    throw Error(with_article(c.name) + " object has no field or method " + show(L, 2).text +
                (key ? suggestion({key, length}, names) : ""));
  });
  return raise(L, failure);
}

int new_index(lua_State* L) {
  const Class& c = *class_of(L);
  if (const Operators* operators = c.operated(); operators && operators->assign && !is_name(L, 2)) {
    check(L);
    return object_assign(L, c);
  }
  return luaL_error(L, "%s %s object is read-only", article(c.name), c.name);
}

int to_string(lua_State* L) {
  push_named_address(L, class_of(L)->name, lua_topointer(L, 1));
  return 1;
}

int collect(lua_State* L) {
  auto* o = userdata_at<ObjectValue>(L, 1, object_tag);
  if (o && o->pointer) {
    o->class_->destroy(o->pointer);
    o->pointer = nullptr;
  }
  return 0;
}

}  // namespace

void push_class_metatable(lua_State* L, const Class& c) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &c) == LUA_TTABLE) return;
  lua_pop(L, 1);
  luaL_checkstack(L, 10, "no room for a class");
  lua_newtable(L);
  lua_pushstring(L, c.name);
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushlightuserdata(L, const_cast<Class*>(&c));
  lua_newtable(L);
  set_rows(L, c, &Class::methods);
  lua_newtable(L);
  set_rows(L, c, &Class::fields);
  lua_pushcclosure(L, index, 3);
  lua_setfield(L, -2, "__index");
  const luaL_Reg events[] = {
      {"__newindex", new_index}, {"__tostring", to_string}, {"__gc", collect}, {nullptr, nullptr}};
  lua_pushlightuserdata(L, const_cast<Class*>(&c));
  luaL_setfuncs(L, events, 1);
  set_object_operators(L, c);
  if (const Function* call = c.called()) {
    push_function(L, *call, c.prefix);
    lua_setfield(L, -2, "__call");
  }
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &c);
}

void open_object_type(lua_State* L) {
  new_metatable(L, object_tag, "object");  // replaced by the class's own on every object
  lua_pop(L, 1);
}

}  // namespace perilune
