#include "stdlib/types/shape.h"

#include <cstring>
#include <lua.hpp>

#include "stdlib/types/object.h"

namespace perilune {

namespace {

// The lengths lie as packed bytes under this key; the table is otherwise empty, so that every write is caught.
const char lengths_key = 0, metatable_key = 0;

struct Lengths {
  const char* bytes = nullptr;
  lua_Integer count = 0;
  lua_Integer operator[](lua_Integer i) const {
    std::int64_t value;
    std::memcpy(&value, bytes + sizeof value * static_cast<std::size_t>(i), sizeof value);
    return value;
  }
};

// A script may write to the table past its metatable: bytes that are no integers make it no shape.
bool are_integers(std::size_t size) {
  return size % sizeof(std::int64_t) == 0 && size <= max_ndim * sizeof(std::int64_t);
}

// Strides may be negative, lengths not.
bool are_lengths(const char* bytes, std::size_t size) {
  if (!are_integers(size)) return false;
  const Lengths lengths{bytes, static_cast<lua_Integer>(size / sizeof(std::int64_t))};
  for (lua_Integer i = 0; i < lengths.count; ++i)
    if (lengths[i] < 0) return false;
  return true;
}

// Leaves the string on the stack, which keeps the bytes alive.
Lengths lengths_of(lua_State* L, int index) {
  if (!lua_istable(L, index) || lua_rawgetp(L, index, &lengths_key) != LUA_TSTRING)
    luaL_error(L, "a shape is expected");
  std::size_t size;
  const char* bytes = lua_tolstring(L, -1, &size);
  if (!are_integers(size)) luaL_error(L, "a shape is expected");
  return {bytes, static_cast<lua_Integer>(size / sizeof(std::int64_t))};
}

int index(lua_State* L) {
  const Lengths lengths = lengths_of(L, 1);
  int whole;
  const lua_Integer i = lua_tointegerx(L, 2, &whole);
  if (!whole || lua_type(L, 2) != LUA_TNUMBER)
    return luaL_error(L, "a shape is indexed by an axis from 1, got %s", show(L, 2).text);
  const lua_Integer at = i > 0 ? i - 1 : i + lengths.count;
  if (i == lengths.count + 1) return 0;
  if (i == 0 || at < 0 || at >= lengths.count)
    return luaL_error(L, "axis %I is out of range for a shape with %I", static_cast<LUAI_UACINT>(i),
                      static_cast<LUAI_UACINT>(lengths.count));
  lua_pushinteger(L, lengths[at]);
  return 1;
}

int new_index(lua_State* L) { return luaL_error(L, "a shape is read-only; a:reshape(...) gives the array another"); }

int length(lua_State* L) {
  lua_pushinteger(L, lengths_of(L, 1).count);
  return 1;
}

// Against another shape or a plain table.
int equal(lua_State* L) {
  bool same = true;
  lua_Integer n[2];
  for (int side = 0; side < 2; ++side) n[side] = luaL_len(L, side + 1);
  same = n[0] == n[1];
  for (lua_Integer i = 1; same && i <= n[0]; ++i) {
    lua_geti(L, 1, i);
    lua_geti(L, 2, i);
    same = lua_rawequal(L, -1, -2) ||
           (lua_isnumber(L, -1) && lua_isnumber(L, -2) && lua_tonumber(L, -1) == lua_tonumber(L, -2));
    lua_pop(L, 2);
  }
  lua_pushboolean(L, same);
  return 1;
}

int to_string(lua_State* L) {
  const Lengths lengths = lengths_of(L, 1);
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  luaL_addchar(&b, '{');
  for (lua_Integer i = 0; i < lengths.count; ++i) {
    if (i) luaL_addstring(&b, ", ");
    lua_pushinteger(L, lengths[i]);
    luaL_addvalue(&b);
  }
  luaL_addchar(&b, '}');
  luaL_pushresult(&b);
  return 1;
}

int next_length(lua_State* L) {
  const Lengths lengths = lengths_of(L, 1);
  const lua_Integer i = luaL_optinteger(L, 2, 0);
  if (i < 0 || i >= lengths.count) return 0;
  lua_pushinteger(L, i + 1);
  lua_pushinteger(L, lengths[i]);
  return 2;
}

int pairs(lua_State* L) {
  lengths_of(L, 1);
  lua_pushcfunction(L, next_length);
  lua_pushvalue(L, 1);
  return 2;
}

}  // namespace

void push_shape(lua_State* L, std::span<const std::int64_t> lengths) {
  lua_createtable(L, 0, 1);
  lua_pushlstring(L, reinterpret_cast<const char*>(lengths.data()), lengths.size_bytes());
  lua_rawsetp(L, -2, &lengths_key);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &metatable_key);
  lua_setmetatable(L, -2);
}

bool shape_at(lua_State* L, int index, Dims& lengths) {
  if (lua_type(L, index) != LUA_TTABLE) return false;
  index = lua_absindex(L, index);
  bool found = lua_rawgetp(L, index, &lengths_key) == LUA_TSTRING;
  std::size_t size;
  const char* bytes = found ? lua_tolstring(L, -1, &size) : nullptr;
  found = found && are_lengths(bytes, size);
  if (found) {
    lengths.resize(static_cast<int>(size / sizeof(std::int64_t)));
    std::memcpy(lengths.data(), bytes, size);
  }
  lua_pop(L, 1);
  return found;
}

void open_shape_type(lua_State* L) {
  const luaL_Reg methods[] = {{"__index", index},        {"__newindex", new_index}, {"__len", length}, {"__eq", equal},
                              {"__tostring", to_string}, {"__pairs", pairs},        {nullptr, nullptr}};
  luaL_newlib(L, methods);
  lua_pushstring(L, "shape");
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &metatable_key);
}

}  // namespace perilune
