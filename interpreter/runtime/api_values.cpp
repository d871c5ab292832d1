// The C interface: values in and out, globals, tables, modules.

#include <cstring>
#include <new>

#include "interpreter/runtime/api.h"
#include "interpreter/runtime/globals.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/types/array.h"

using namespace perilune;
using namespace perilune::runtime;

namespace perilune::runtime {

namespace {

// Pushes what may raise. The light userdata is the value.
int push_slow(lua_State* L) {
  const auto& v = *static_cast<const perilune_value*>(lua_touserdata(L, 1));
  if (v.kind == PERILUNE_STRING) lua_pushlstring(L, v.as.string.data, v.as.string.length);
  else if (v.kind == PERILUNE_COMPLEX) push_complex(L, {v.as.complex.real, v.as.complex.imag});
  else push_shared(L, *v.as.array);
  return 1;
}

int make_ref(lua_State* L) {
  auto* ref = static_cast<perilune_ref*>(lua_touserdata(L, 1));
  lua_settop(L, 2);
  ref->id = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

perilune_status no_memory(perilune_state* s) { return refuse(s, PERILUNE_MEMORY, "not enough memory"); }

perilune_status read_string(perilune_state* s, lua_State* L, int index, perilune_value* value, bool borrow) {
  std::size_t length;
  const char* text = lua_tolstring(L, index, &length);
  if (!borrow) {
    auto* copy = static_cast<char*>(std::malloc(length + 1));
    if (!copy) return no_memory(s);
    std::memcpy(copy, text, length + 1);
    text = copy;
  }
  value->owned = !borrow;
  value->as.string.data = text;
  value->as.string.length = length;
  value->kind = PERILUNE_STRING;
  return PERILUNE_OK;
}

perilune_status read_ref(perilune_state* s, lua_State* L, int index, perilune_value* value, perilune_kind kind) {
  auto* ref = new (std::nothrow) perilune_ref{LUA_NOREF, s->refs, nullptr};
  if (!ref) return no_memory(s);
  lua_pushvalue(L, index);
  lua_pushcfunction(L, make_ref);
  lua_insert(L, -2);
  lua_pushlightuserdata(L, ref);
  lua_insert(L, -2);
  const int status = lua_pcall(L, 2, 0, 0);
  if (status != LUA_OK) {
    delete ref;
    return keep_error(s, L, status);
  }
  s->refs->users.fetch_add(1, std::memory_order_relaxed);
  value->as.ref = ref;
  value->owned = 1;
  value->kind = kind;
  return PERILUNE_OK;
}

}  // namespace

perilune_status push(perilune_state* s, lua_State* L, const perilune_value& v) {
  switch (v.kind) {
    case PERILUNE_NIL: lua_pushnil(L); return PERILUNE_OK;
    case PERILUNE_BOOLEAN: lua_pushboolean(L, v.as.boolean); return PERILUNE_OK;
    case PERILUNE_INTEGER: lua_pushinteger(L, v.as.integer); return PERILUNE_OK;
    case PERILUNE_NUMBER: lua_pushnumber(L, v.as.number); return PERILUNE_OK;
    case PERILUNE_FUNCTION:
    case PERILUNE_TABLE:
    case PERILUNE_OBJECT:
      if (!v.as.ref || v.as.ref->refs != s->refs) return refuse(s, PERILUNE_MISUSE, "the value is of another state");
      lua_rawgeti(L, LUA_REGISTRYINDEX, v.as.ref->id);
      return PERILUNE_OK;
    case PERILUNE_ARRAY:
      if (!v.as.array) return refuse(s, PERILUNE_MISUSE, "the array is null");
      [[fallthrough]];
    case PERILUNE_COMPLEX:
      if (const perilune_status status = open_library(s, L); status != PERILUNE_OK) return status;
      [[fallthrough]];
    case PERILUNE_STRING: {
      const BlockRef share = v.kind == PERILUNE_ARRAY ? v.as.array->array.block() : BlockRef();
      return protected_step(s, L, push_slow, const_cast<perilune_value*>(&v), 1);
    }
  }
  return refuse(s, PERILUNE_MISUSE, "the value has no such kind");
}

perilune_status read(perilune_state* s, lua_State* L, int index, perilune_value* value, bool borrow) {
  *value = perilune_value{};
  index = lua_absindex(L, index);
  switch (lua_type(L, index)) {
    case LUA_TNONE:
    case LUA_TNIL: return PERILUNE_OK;
    case LUA_TBOOLEAN:
      value->kind = PERILUNE_BOOLEAN;
      value->as.boolean = lua_toboolean(L, index);
      return PERILUNE_OK;
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) {
        value->kind = PERILUNE_INTEGER;
        value->as.integer = lua_tointeger(L, index);
      } else {
        value->kind = PERILUNE_NUMBER;
        value->as.number = lua_tonumber(L, index);
      }
      return PERILUNE_OK;
    case LUA_TSTRING: return read_string(s, L, index, value, borrow);
    case LUA_TFUNCTION: return read_ref(s, L, index, value, PERILUNE_FUNCTION);
    case LUA_TTABLE: return read_ref(s, L, index, value, PERILUNE_TABLE);
    default: break;
  }
  if (array_at(L, index)) {
    perilune_array* array = share_array(L, index);
    value->kind = PERILUNE_ARRAY;
    value->owned = 1;
    value->as.array = array;
    return PERILUNE_OK;
  }
  if (const auto* c = userdata_at<ComplexValue>(L, index, complex_tag)) {
    value->kind = PERILUNE_COMPLEX;
    value->as.complex.real = c->real;
    value->as.complex.imag = c->imag;
    return PERILUNE_OK;
  }
  return read_ref(s, L, index, value, PERILUNE_OBJECT);
}

perilune_status read_results(perilune_state* s, lua_State* L, int first, perilune_value* results, std::size_t capacity,
                             std::size_t* count) {
  if (over(s)) return PERILUNE_ERROR;
  const auto came = static_cast<std::size_t>(lua_gettop(L) - first + 1);
  if (count) *count = came;
  perilune_status status = PERILUNE_OK;
  if (!lua_checkstack(L, LUA_MINSTACK)) status = no_memory(s);
  std::size_t i = 0;
  try {
    for (; status == PERILUNE_OK && i < came && i < capacity; ++i)
      status = read(s, L, first + static_cast<int>(i), &results[i]);
  } catch (...) {
    status = keep_exception(s);
  }
  if (status == PERILUNE_OK && !over(s)) return status;
  for (std::size_t k = 0; k < capacity; ++k) perilune_clear(&results[k]);
  if (count) *count = 0;
  return status == PERILUNE_OK ? PERILUNE_ERROR : status;
}

namespace {

// What one protected step of the functions below works on.
struct Step {
  const char* name = nullptr;
  std::string_view text{};
  int status = LUA_OK;
};

// Pushes the table that the last word of "a.b.c" is a field of, and that word.
void push_place(lua_State* L, const char* name) {
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
  add_module(L, static_cast<Step*>(lua_touserdata(L, 1))->name, 2);
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

void perilune_clear(perilune_value* value) {
  if (value->owned) {
    switch (value->kind) {
      case PERILUNE_STRING: std::free(const_cast<char*>(value->as.string.data)); break;
      case PERILUNE_ARRAY: perilune_release_array(value->as.array); break;
      case PERILUNE_FUNCTION:
      case PERILUNE_TABLE:
      case PERILUNE_OBJECT: {
        perilune_ref* ref = value->as.ref;
        Refs* refs = ref->refs;
        ref->next = refs->cleared.load(std::memory_order_relaxed);
        while (!refs->cleared.compare_exchange_weak(ref->next, ref, std::memory_order_release,
                                                    std::memory_order_relaxed)) {
        }
        refs->release();
        break;
      }
      default: break;
    }
  }
  *value = perilune_value{};
}

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
    const int first = lua_gettop(L) + 1;
    const std::string chunk_name = std::string("=") + name;
    const int loaded = luaL_loadbufferx(L, text, length, chunk_name.c_str(), s->options.sandbox ? "t" : nullptr);
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
