// The C interface: values on their way in and out.

#include <cstring>
#include <new>

#include "interpreter/runtime/api.h"
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

}  // namespace perilune::runtime

void perilune_clear(perilune_value* value) {
  if (!value) return;
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
