#include "stdlib/registry/text_of.h"

#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <exception>
#include <random>

#include "stdlib/registry/state.h"

namespace perilune {

namespace {

// Steele, Lea, Flood: the mixing step of SplitMix64, a bijection. Two rounds with a secret between and around them.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

}  // namespace

std::uint64_t random_address_key() noexcept {
  std::uint64_t key = 0;
  try {
    std::random_device source;
    key = (static_cast<std::uint64_t>(source()) << 32) | source();
  } catch (const std::exception&) {  // no such device: what nobody outside can know exactly
    key = mixed(static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count())) ^
          mixed(reinterpret_cast<std::uintptr_t>(&key));
  }
  return key | 1;
}

const char* push_named_address(lua_State* L, const char* name, const void* object) {
  const Host* host = host_of(L);
  if (!host || !host->address_key) return lua_pushfstring(L, "%s: %p", name, object);
  const std::uint64_t hidden =
      mixed(mixed(reinterpret_cast<std::uintptr_t>(object) ^ host->address_key) + mixed(host->address_key));
  char digits[20];
  std::snprintf(digits, sizeof digits, "%016" PRIx64, hidden);
  return lua_pushfstring(L, "%s: 0x%s", name, digits);
}

const char* push_text_of(lua_State* L, int index) {
  index = lua_absindex(L, index);
  const int type = lua_type(L, index);
  const bool plain = type == LUA_TNIL || type == LUA_TBOOLEAN || type == LUA_TNUMBER || type == LUA_TSTRING;
  if (plain || luaL_getmetafield(L, index, "__tostring") != LUA_TNIL) {
    if (!plain) lua_pop(L, 1);
    return luaL_tolstring(L, index, nullptr);
  }
  const char* name = luaL_typename(L, index);
  const int named = luaL_getmetafield(L, index, "__name");
  if (named == LUA_TSTRING) name = lua_tostring(L, -1);
  const char* text = push_named_address(L, name, lua_topointer(L, index));
  if (named != LUA_TNIL) lua_remove(L, -2);
  return text;
}

}  // namespace perilune
