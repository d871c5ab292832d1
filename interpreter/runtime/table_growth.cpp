// Lua hashes numbers in a way that anybody can compute. Keys that meet in one place of the next larger node vector
// (i * 65535 for one of 65536 nodes) cost nothing until the table grows, and then each walks past all that went before:
// half a million of them keep one assignment busy for minutes, and no hook runs in it. The linker (--wrap, see
// CMakeLists.txt) leads the two functions that add keys here; they note the table, and when Lua's allocator is asked
// for the larger vector, the time that the move would take is held against the limits.
//
// Strings and objects are hashed by a seed and by address. The layout of tables is compared with the public interface
// at the start, as in element_access.cpp.

#include "interpreter/runtime/table_growth.h"

#include <atomic>
#include <bit>
#include <climits>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <lua.hpp>
#include <memory>
#include <utility>

#include "interpreter/runtime/limiter.h"
#include "interpreter/runtime/state.h"

namespace perilune::runtime {

namespace {

// Where things lie in a table and in a node.
constexpr std::size_t table_log_nodes = 11, table_nodes = 24;
constexpr std::size_t node_size = 24, node_value_type = 8, node_key_type = 9, node_key = 16;
constexpr unsigned char integer_type = LUA_TNUMBER, float_type = LUA_TNUMBER | 16;

// Below these a move is short whatever the keys are; above them Lua raises an error of its own, which would skip us.
constexpr int least_log = 8, most_log = 26;

std::atomic<bool> known{false};

template <class T>
T read(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

int log_nodes(const std::byte* table) { return read<unsigned char>(table + table_log_nodes); }

// Lua's own hash of a float that has no integer value.
int float_hash(double x) {
  int exponent;
  const double mantissa = std::frexp(x, &exponent) * -static_cast<double>(INT_MIN);
  if (!(mantissa >= -0x1p63 && mantissa < 0x1p63)) return 0;
  const unsigned hash = static_cast<unsigned>(exponent) + static_cast<unsigned>(static_cast<std::int64_t>(mantissa));
  return static_cast<int>(hash <= static_cast<unsigned>(INT_MAX) ? hash : ~hash);
}

// The place of a node with a number as its key among 2^log; none for other nodes.
bool place(const std::byte* node, std::uint64_t modulus, std::uint64_t& at) {
  if ((read<unsigned char>(node + node_value_type) & 15) == LUA_TNIL) return false;
  const auto type = read<unsigned char>(node + node_key_type);
  if (type == integer_type) at = read<std::uint64_t>(node + node_key) % modulus;
  else if (type == float_type) at = static_cast<std::uint64_t>(float_hash(read<double>(node + node_key))) % modulus;
  else return false;
  return true;
}

// Steps along chains that putting the entries into 2^log nodes takes.
std::uint64_t chain_steps(const std::byte* table, int log) {
  const std::unique_ptr<std::uint32_t, void (*)(void*)> counts(
      static_cast<std::uint32_t*>(std::calloc(std::size_t{1} << log, sizeof(std::uint32_t))), std::free);
  if (!counts) return 0;
  const std::uint64_t modulus = ((std::uint64_t{1} << log) - 1) | 1;
  const auto* node = read<const std::byte*>(table + table_nodes);
  std::uint64_t steps = 0, at = 0;
  for (const std::byte* end = node + (node_size << log_nodes(table)); node != end; node += node_size)
    if (place(node, modulus, at)) steps += counts.get()[at]++;
  return steps;
}

// Six keys make a vector of eight nodes.
bool layout_matches(lua_State* L) {
  if (LUA_VERSION_NUM != 504 || sizeof(void*) != 8) return false;
  const int top = lua_gettop(L);
  luaL_checkstack(L, 4, nullptr);
  lua_newtable(L);
  constexpr double keys[] = {-7, 1e9, 65536, 0.5, 1e300, -2.25};
  for (const double key : keys) {
    if (key == std::floor(key) && std::abs(key) < 1e18) lua_pushinteger(L, static_cast<lua_Integer>(key));
    else lua_pushnumber(L, key);
    lua_pushboolean(L, 1);
    lua_rawset(L, -3);
  }
  const auto* table = static_cast<const std::byte*>(lua_topointer(L, -1));
  bool good = log_nodes(table) == 3;
  std::size_t found = 0;
  if (good) {
    const auto* nodes = read<const std::byte*>(table + table_nodes);
    for (const double key : keys)
      for (const std::byte* node = nodes; node != nodes + 8 * node_size; node += node_size) {
        const auto type = read<unsigned char>(node + node_key_type);
        found += (type == integer_type && read<lua_Integer>(node + node_key) == static_cast<lua_Integer>(key) &&
                  std::abs(key) < 1e18 && key == std::floor(key)) ||
                 (type == float_type && read<double>(node + node_key) == key);
      }
  }
  good = good && found == std::size(keys);
  lua_settop(L, top);
  return good;
}

// Lua's memory errors are the only ones to skip the second line: State::may_allocate then forgets the table.
template <class Add>
void watch(lua_State* L, const std::byte* table, const std::byte* key, Add&& add) {
  const int log = log_nodes(table);
  if (log < least_log || log > most_log || !known.load(std::memory_order_relaxed)) return add();
  State* state = State::of(L);
  const auto type = static_cast<unsigned char>(key[8]);
  const bool good_key = (type & 15) != LUA_TNIL && !(type == float_type && std::isnan(read<double>(key)));
  if (!state || !good_key || !state->limiter.limits().counting()) return add();
  state->grow(table);
  add();
  state->grow(nullptr);
}

}  // namespace

bool open_table_growth(lua_State* L) {
  const bool good = layout_matches(L);
  known.store(good, std::memory_order_relaxed);
  return good;
}

bool may_grow(Limiter& limiter, const std::byte* table, std::size_t bytes) {
  if (bytes % node_size != 0 || !std::has_single_bit(bytes / node_size)) return true;  // it is the array part
  const int log = std::countr_zero(bytes / node_size);
  return log < least_log || limiter.affords(chain_steps(table, log));
}

extern "C" {

void __real_luaH_finishset(lua_State* L, std::byte* table, const std::byte* key, const void* slot, void* value);
void __real_luaH_set(lua_State* L, std::byte* table, const std::byte* key, void* value);
void __wrap_luaH_finishset(lua_State* L, std::byte* table, const std::byte* key, const void* slot, void* value);
void __wrap_luaH_set(lua_State* L, std::byte* table, const std::byte* key, void* value);

void __wrap_luaH_finishset(lua_State* L, std::byte* table, const std::byte* key, const void* slot, void* value) {
  watch(L, table, key, [&] { __real_luaH_finishset(L, table, key, slot, value); });
}

void __wrap_luaH_set(lua_State* L, std::byte* table, const std::byte* key, void* value) {
  watch(L, table, key, [&] { __real_luaH_set(L, table, key, value); });
}

}  // extern "C"

}  // namespace perilune::runtime
