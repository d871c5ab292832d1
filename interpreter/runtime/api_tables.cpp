// The C interface: globals, tables and modules.

#include <cstring>

#include "interpreter/runtime/api.h"
#include "interpreter/runtime/globals.h"

using namespace perilune;
using namespace perilune::runtime;

namespace perilune::runtime {

namespace {

// What one protected step of the functions below works on.
struct Step {
  const char* name = nullptr;
  std::string_view text{};
  int status = LUA_OK;
};

// Pushes the table that the last word of "a.b.c" is a field of, and that word.
void push_place(lua_State* L, const char* name) {
  if (!name) luaL_error(L, "there is no name");
  lua_pushglobaltable(L);
  while (const char* dot = std::strchr(name, '.')) {
    lua_pushlstring(L, name, static_cast<std::size_t>(dot - name));
    lua_gettable(L, -2);
    lua_remove(L, -2);
    name = dot + 1;
  }
  lua_pushstring(L, name);
}

int get_named(lua_State* L) {
  push_place(L, static_cast<Step*>(lua_touserdata(L, 1))->name);
  lua_gettable(L, -2);
  return 1;
}

int set_named(lua_State* L) {  // step, value
  push_place(L, static_cast<Step*>(lua_touserdata(L, 1))->name);
  lua_pushvalue(L, 2);
  lua_settable(L, -3);
  return 0;
}

int get_field(lua_State* L) {  // table, key
  lua_gettable(L, 1);
  return 1;
}

int set_field(lua_State* L) {  // table, key, value
  lua_settable(L, 1);
  return 0;
}

int next_pair(lua_State* L) {  // table, key
  luaL_argexpected(L, lua_istable(L, 1), 1, "table");
  if (lua_next(L, 1)) return 2;
  lua_pushnil(L);
  lua_pushnil(L);
  return 2;
}

int new_table(lua_State* L) {
  lua_newtable(L);
  return 1;
}

int text_of(lua_State* L) {
  luaL_tolstring(L, 1, nullptr);
  return 1;
}

int set_module(lua_State* L) {  // step, value
  const char* name = static_cast<Step*>(lua_touserdata(L, 1))->name;
  if (!name) return luaL_error(L, "there is no name");
  add_module(L, name, 2);
  return 0;
}

// Pushes f, then `count` values, and calls it.
perilune_status run_step(perilune_state* s, lua_State* L, lua_CFunction f, Step* step,
                         std::initializer_list<const perilune_value*> values, int results) {
  lua_pushcfunction(L, f);
  int arguments = 0;
  if (step) {
    lua_pushlightuserdata(L, step);
    ++arguments;
  }
  for (const perilune_value* v : values) {
    if (!v) return refuse(s, PERILUNE_MISUSE, "there is no value");
    if (const perilune_status status = push(s, L, *v); status != PERILUNE_OK) return status;
    ++arguments;
  }
  return call(s, L, arguments, results);
}

perilune_value of(const perilune_ref* ref) {
  perilune_value v{};
  v.kind = PERILUNE_OBJECT;
  v.as.ref = const_cast<perilune_ref*>(ref);
  return v;
}

}  // namespace

}  // namespace perilune::runtime

perilune_status perilune_get(perilune_state* s, const char* name, perilune_value* value) {
  *value = perilune_value{};
  return inside(s, [&](lua_State* L) {
    Step step{name};
    const int first = lua_gettop(L) + 1;
    const perilune_status status = run_step(s, L, get_named, &step, {}, 1);
    return status == PERILUNE_OK ? read_results(s, L, first, value, 1, nullptr) : status;
  });
}

perilune_status perilune_set(perilune_state* s, const char* name, const perilune_value* value) {
  return inside(s, [&](lua_State* L) {
    Step step{name};
    return run_step(s, L, set_named, &step, {value}, 0);
  });
}

perilune_status perilune_new_table(perilune_state* s, perilune_value* table) {
  *table = perilune_value{};
  return inside(s, [&](lua_State* L) {
    const int first = lua_gettop(L) + 1;
    const perilune_status status = run_step(s, L, new_table, nullptr, {}, 1);
    return status == PERILUNE_OK ? read_results(s, L, first, table, 1, nullptr) : status;
  });
}

perilune_status perilune_get_field(perilune_state* s, const perilune_ref* table, const perilune_value* key,
                                   perilune_value* value) {
  *value = perilune_value{};
  return inside(s, [&](lua_State* L) {
    const perilune_value t = of(table);
    const int first = lua_gettop(L) + 1;
    const perilune_status status = run_step(s, L, get_field, nullptr, {&t, key}, 1);
    return status == PERILUNE_OK ? read_results(s, L, first, value, 1, nullptr) : status;
  });
}

perilune_status perilune_set_field(perilune_state* s, const perilune_ref* table, const perilune_value* key,
                                   const perilune_value* value) {
  return inside(s, [&](lua_State* L) {
    const perilune_value t = of(table);
    return run_step(s, L, set_field, nullptr, {&t, key, value}, 0);
  });
}

perilune_status perilune_next(perilune_state* s, const perilune_ref* table, perilune_value* key,
                              perilune_value* value) {
  *value = perilune_value{};
  return inside(s, [&](lua_State* L) {
    const perilune_value t = of(table);
    const int first = lua_gettop(L) + 1;
    perilune_status status = run_step(s, L, next_pair, nullptr, {&t, key}, 2);
    if (status != PERILUNE_OK) return status;
    perilune_value pair[2] = {};
    status = read_results(s, L, first, pair, 2, nullptr);
    if (status != PERILUNE_OK) return status;
    perilune_clear(key);
    *key = pair[0];
    *value = pair[1];
    return status;
  });
}

perilune_status perilune_text(perilune_state* s, const perilune_value* value, perilune_value* text) {
  return inside(s, [&](lua_State* L) {
    const int first = lua_gettop(L) + 1;
    const perilune_status status = run_step(s, L, text_of, nullptr, {value}, 1);
    return status == PERILUNE_OK ? read_results(s, L, first, text, 1, nullptr) : status;
  });
}

perilune_status perilune_set_module(perilune_state* s, const char* name, const perilune_value* value) {
  return inside(s, [&](lua_State* L) {
    Step step{name};
    return run_step(s, L, set_module, &step, {value}, 0);
  });
}

perilune_status perilune_set_module_text(perilune_state* s, const char* name, const char* text, std::size_t length) {
  return inside(s, [&](lua_State* L) {
    if (!name || (!text && length)) return refuse(s, PERILUNE_MISUSE, name ? "there is no text" : "there is no name");
    const int first = lua_gettop(L) + 1;
    const std::string chunk_name = std::string("=") + name;
    const int loaded = load(s, L, text ? text : "", length, chunk_name.c_str(), load_mode(s));
    if (loaded != LUA_OK) {
      s->traceback.clear();
      return keep_error(s, L, loaded);
    }
    Step step{name};
    lua_pushcfunction(L, add_loader);
    lua_pushlightuserdata(L, &step);
    lua_pushvalue(L, first);
    return call(s, L, 2, 0);
  });
}
