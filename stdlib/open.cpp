#include "stdlib/open.h"

#include <cstring>
#include <string_view>
#include <vector>

#include "stdlib/modules.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/missing.h"
#include "stdlib/registry/signature.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/array.h"
#include "stdlib/types/complex_value.h"
#include "stdlib/types/range.h"
#include "stdlib/types/record.h"
#include "stdlib/types/settings.h"
#include "stdlib/types/shape.h"

namespace perilune {

namespace {

const char root_key = 0, module_key = 0;

// __index behind a module's table: nothing by that name. Upvalues: the module, its table.
int unknown_member(lua_State* L) {
  Failure failure;
  guarded(failure, nullptr, [&] {
    const auto* module = static_cast<const Module*>(lua_touserdata(L, lua_upvalueindex(1)));
    const std::string shown = shown_module(module->name);
    std::vector<std::string_view> names;
    lua_pushnil(L);
    while (lua_next(L, lua_upvalueindex(2))) {
      if (lua_type(L, -2) == LUA_TSTRING) names.push_back(lua_tostring(L, -2));
      lua_pop(L, 1);
    }
    if (lua_type(L, 2) != LUA_TSTRING) throw Error(shown + " has no member " + show(L, 2).text);
    const std::string key(lua_tostring(L, 2));
    throw Error(shown + " has no member '" + key.substr(0, 60) + "'" + missing_member_hint(module->name, key, names));
  });
  return raise(L, failure);
}

int read_only(lua_State* L) {
  return luaL_error(L, "%s is read-only; keep your own functions in a table of your own",
                    lua_tostring(L, lua_upvalueindex(1)));
}

int next_member(lua_State* L) {
  lua_settop(L, 2);
  lua_pushvalue(L, 2);
  return lua_next(L, lua_upvalueindex(1)) ? 2 : 0;
}

int members(lua_State* L) {
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushcclosure(L, next_member, 1);
  lua_pushvalue(L, 1);
  return 2;
}

int module_text(lua_State* L) {
  lua_pushfstring(L, "module: %s", lua_tostring(L, lua_upvalueindex(1)));
  return 1;
}

// Turns the table of members on top into the read-only table that scripts see.
void seal(lua_State* L, const Module& module) {
  const char* name = !*module.name ? "pl" : &module == &io_module ? "pl.io" : module.name;
  const int content = lua_gettop(L);
  // Looking up a missing member falls through the content to an error.
  lua_createtable(L, 0, 2);
  lua_pushlightuserdata(L, const_cast<Module*>(&module));
  lua_pushvalue(L, content);
  lua_pushcclosure(L, unknown_member, 2);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, content);

  lua_newtable(L);
  lua_createtable(L, 0, 6);
  lua_pushvalue(L, content);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, name);
  lua_pushcclosure(L, read_only, 1);
  lua_setfield(L, -2, "__newindex");
  lua_pushvalue(L, content);
  lua_pushcclosure(L, members, 1);
  lua_setfield(L, -2, "__pairs");
  lua_pushstring(L, name);
  lua_pushcclosure(L, module_text, 1);
  lua_setfield(L, -2, "__tostring");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushstring(L, "module");
  lua_setfield(L, -2, "__name");
  lua_pushlightuserdata(L, const_cast<Module*>(&module));
  lua_rawsetp(L, -2, &module_key);
  lua_setmetatable(L, -2);
  lua_remove(L, content);
}

void add_function(lua_State* L, const Function& row, const char* module, int methods) {
  if (row.members) push_function_with_members(L, row, module);
  else push_function(L, row, module);
  if (row.method) push_array_method(L, row, module);
  else lua_pushnil(L);
  const int function = lua_gettop(L) - 1, content = function - 1;
  auto add = [&](std::string_view name) {
    lua_pushlstring(L, name.data(), name.size());
    lua_pushvalue(L, function);
    lua_rawset(L, content);
    if (!row.method) return;
    lua_pushlstring(L, name.data(), name.size());
    lua_pushvalue(L, function + 1);
    lua_rawset(L, methods);
  };
  add(row.name);
  for_each_word(row.aliases, add);
  lua_pop(L, 2);
}

// The methods' table is an upvalue of the array metatable's __index.
void push_array_methods(lua_State* L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &array_tag);
  lua_getfield(L, -1, "__index");
  lua_getupvalue(L, -1, 1);
  lua_replace(L, -3);
  lua_pop(L, 1);
}

void fill(lua_State* L, const Module& module, int methods) {
  for (const Rows& family : module.families)
    for (const Function& row : family) add_function(L, row, module.name, methods);
  for (const Constant& constant : module.constants) {
    if (constant.push) constant.push(L);
    else lua_pushnumber(L, constant.value);
    lua_setfield(L, -2, constant.name);
  }
}

// A module's read-only table, with the modules that lie in it.
void push_module(lua_State* L, const Module& module, int methods) {
  luaL_checkstack(L, 20, "too many modules in one another");
  lua_newtable(L);
  fill(L, module, methods);
  for (const Module* inner : modules())
    if (parent_of(*inner) == &module) {
      push_module(L, *inner, methods);
      lua_setfield(L, -2, own_name(*inner));
    }
  seal(L, module);
}

void open_types(lua_State* L) {
  open_array_type(L);
  open_shape_type(L);
  open_range_type(L);
  open_record_type(L);
  open_complex_type(L);
  open_object_type(L);
}

}  // namespace

void push_root(lua_State* L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &root_key) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_pushcfunction(L, luaopen_perilune);
  lua_call(L, 0, 1);
}

const Module* module_of(lua_State* L, int index) {
  if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index)) return nullptr;
  lua_rawgetp(L, -1, &module_key);
  const auto* module = static_cast<const Module*>(lua_touserdata(L, -1));
  lua_pop(L, 2);
  return module;
}

}  // namespace perilune

int luaopen_perilune(lua_State* L) {
  using namespace perilune;
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &root_key) == LUA_TTABLE) return 1;
  lua_settop(L, 0);
  luaL_checkversion(L);
  LibraryState::open(L);
  open_types(L);
  push_array_methods(L);  // 1
  lua_newtable(L);        // 2: pl
  for (const Module* module : modules()) {
    if (!*module->name) {
      fill(L, *module, 1);
    } else if (module == &array_module) {
      for (const Rows& family : module->families)
        for (const Function& row : family) {
          push_array_method(L, row, "array:");
          lua_setfield(L, 1, row.name);
        }
    } else if (is_member(*module)) {
      push_module(L, *module, 1);
      lua_setfield(L, 2, module->name);
    }
  }
  seal(L, root_module);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &root_key);
  return 1;
}
