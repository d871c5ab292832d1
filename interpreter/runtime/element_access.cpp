// For a userdata with a metamethod Lua makes a call, which takes three times as long as reading a table does, and an
// element loop is nothing but such calls. Lua's loop makes them through two functions of its archive, luaT_callTMres
// for results and luaT_callTM for assignments; the linker (--wrap, see CMakeLists.txt) leads them here. Elements of
// real vectors, by integer keys within the range, are answered at once; whatever else goes to the metamethod, which
// decides and complains. What a hook for calls would see of such an access is all that differs.
//
// The layout of Lua's values is private to it, though the same in all of 5.4. It is compared, at the start, with what
// the public interface says; if it differs, every access takes the metamethod.

#include "interpreter/runtime/element_access.h"

#include <atomic>
#include <cstring>
#include <lua.hpp>
#include <utility>

#include "stdlib/types/array_parts.h"

namespace perilune::runtime {

namespace {

// A value as the loop holds it.
struct Slot {
  union {
    const std::byte* object;  // of the collector
    lua_CFunction function;
    lua_Integer integer;
    lua_Number number;
  };
  unsigned char type;
};

// Types with their variants; 64 marks objects of the collector.
constexpr unsigned char false_type = LUA_TBOOLEAN, true_type = LUA_TBOOLEAN | 16;
constexpr unsigned char integer_type = LUA_TNUMBER, float_type = LUA_TNUMBER | 16;
constexpr unsigned char userdata_type = LUA_TUSERDATA | 64;
constexpr unsigned char function_type = LUA_TFUNCTION | 16, closure_type = LUA_TFUNCTION | 32 | 64;

// Where things lie in objects.
constexpr std::size_t closure_function = 24, closure_upvalues = 32;
constexpr std::size_t user_value_count = 10, userdata_size = 16, userdata_bytes = 32, userdata_first_value = 40;

template <class T>
T read(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

const std::byte* bytes_of(const std::byte* userdata) {
  const std::size_t n = read<std::uint16_t>(userdata + user_value_count);
  return userdata + (n == 0 ? userdata_bytes : userdata_first_value + 16 * n);
}

// The metamethods whose calls are answered here; null until the layout is known.
std::atomic<lua_CFunction> reader{nullptr}, writer{nullptr};

[[gnu::always_inline]] inline const ArrayValue* array_in(const Slot* slot) {
  if (slot->type != userdata_type || read<std::size_t>(slot->object + userdata_size) < sizeof(ArrayValue))
    return nullptr;
  const auto* a = reinterpret_cast<const ArrayValue*>(bytes_of(slot->object));
  return a->head.tag == &array_tag ? a : nullptr;
}

// Null when it is not for us to say.
[[gnu::always_inline]] inline std::byte* element(const ArrayValue* a, lua_Integer i) {
  if (a->ndim != 1) return nullptr;
  const auto n = static_cast<std::uint64_t>(a->dims[0]);
  const auto at = static_cast<std::uint64_t>(i) + (i > 0 ? ~std::uint64_t{0} : n);  // 0 comes out as n
  return at < n && a->usable() ? a->data + static_cast<std::int64_t>(at) * a->dims[1] : nullptr;
}

[[gnu::always_inline]] inline bool push(Slot* result, DType dtype, const std::byte* from) {
  const auto number = [&](double x) {
    result->number = unsigned_nan(x);
    result->type = float_type;
    return true;
  };
  const auto integer = [&](lua_Integer i) {
    result->integer = i;
    result->type = integer_type;
    return true;
  };
  switch (dtype) {
    case DType::float64: return number(read<double>(from));
    case DType::float32: return number(static_cast<double>(read<float>(from)));
    case DType::int64: return integer(read<std::int64_t>(from));
    case DType::int32: return integer(read<std::int32_t>(from));
    case DType::uint8: return integer(read<std::uint8_t>(from));
    case DType::bool_: result->type = read<std::uint8_t>(from) ? true_type : false_type; return true;
    default: return false;
  }
}

template <class T>
bool put(std::byte* to, T value) {
  std::memcpy(to, &value, sizeof value);
  return true;
}

// Only what fits without a question.
[[gnu::always_inline]] inline bool store(DType dtype, std::byte* to, const Slot* value) {
  if (value->type == float_type) {
    if (dtype == DType::float64) return put(to, value->number);
    return dtype == DType::float32 && put(to, static_cast<float>(value->number));
  }
  if (value->type != integer_type) return false;
  switch (dtype) {
    case DType::float64: return put(to, static_cast<double>(value->integer));
    case DType::int64: return put(to, value->integer);
    case DType::int32:
      return std::in_range<std::int32_t>(value->integer) && put(to, static_cast<std::int32_t>(value->integer));
    case DType::uint8:
      return std::in_range<std::uint8_t>(value->integer) && put(to, static_cast<std::uint8_t>(value->integer));
    default: return false;
  }
}

bool answers_reading(const Slot* method, const Slot* self, const Slot* key, Slot* result) {
  if (key->type != integer_type || method->type != closure_type ||
      read<lua_CFunction>(method->object + closure_function) != reader.load(std::memory_order_relaxed))
    return false;
  const ArrayValue* a = array_in(self);
  if (!a) return false;
  const std::byte* from = element(a, key->integer);
  return from && push(result, a->dtype, from);
}

bool answers_writing(const Slot* method, const Slot* self, const Slot* key, const Slot* value) {
  if (key->type != integer_type || method->type != function_type ||
      method->function != writer.load(std::memory_order_relaxed))
    return false;
  const ArrayValue* a = array_in(self);
  if (!a) return false;
  std::byte* to = element(a, key->integer);
  return to && !(a->block && a->block->read_only) && store(a->dtype, to, value);
}

int nothing(lua_State*) { return 0; }

// On the stack: a userdata of 40 bytes with as many user values.
bool userdata_matches(lua_State* L, int user_values) {
  const auto* bytes = static_cast<const std::byte*>(lua_touserdata(L, -1));
  const auto* object = bytes - (user_values == 0 ? userdata_bytes : userdata_first_value + 16 * user_values);
  return read<std::uint16_t>(object + user_value_count) == user_values &&
         read<std::size_t>(object + userdata_size) == 40 && bytes_of(object) == bytes;
}

bool layout_matches(lua_State* L) {
  if (LUA_VERSION_NUM != 504 || sizeof(void*) != 8 || sizeof(Slot) != 16) return false;
  const int top = lua_gettop(L);
  luaL_checkstack(L, 12, nullptr);
  bool good = true;
  lua_newuserdatauv(L, 40, 0);
  good &= userdata_matches(L, 0);
  lua_newuserdatauv(L, 40, 1);
  good &= userdata_matches(L, 1);
  // The values of a closure are slots.
  lua_pushvalue(L, -1);
  lua_pushinteger(L, 7);
  lua_pushnumber(L, 0.5);
  lua_pushboolean(L, 0);
  lua_pushboolean(L, 1);
  lua_pushcfunction(L, nothing);
  lua_pushvalue(L, top + 1);
  lua_pushcclosure(L, nothing, 1);
  lua_pushcclosure(L, nothing, 7);
  const auto* closure = static_cast<const std::byte*>(lua_topointer(L, -1));
  const auto* slots = reinterpret_cast<const Slot*>(closure + closure_upvalues);
  good = good && read<lua_CFunction>(closure + closure_function) == nothing;
  good = good && slots[0].type == userdata_type && bytes_of(slots[0].object) == lua_touserdata(L, top + 2);
  good = good && slots[1].type == integer_type && slots[1].integer == 7;
  good = good && slots[2].type == float_type && slots[2].number == 0.5;
  good = good && slots[3].type == false_type && slots[4].type == true_type;
  good = good && slots[5].type == function_type && slots[5].function == nothing;
  good = good && slots[6].type == closure_type;
  lua_settop(L, top);
  return good;
}

}  // namespace

bool open_element_access(lua_State* L) {
  const bool good = layout_matches(L);
  reader.store(good ? array_index : nullptr, std::memory_order_relaxed);
  writer.store(good ? array_new_index : nullptr, std::memory_order_relaxed);
  return good;
}

extern "C" {

void __real_luaT_callTMres(lua_State* L, const Slot* method, const Slot* self, const Slot* key, Slot* result);
void __real_luaT_callTM(lua_State* L, const Slot* method, const Slot* self, const Slot* key, const Slot* value);

void __wrap_luaT_callTMres(lua_State* L, const Slot* method, const Slot* self, const Slot* key, Slot* result);
void __wrap_luaT_callTM(lua_State* L, const Slot* method, const Slot* self, const Slot* key, const Slot* value);

void __wrap_luaT_callTMres(lua_State* L, const Slot* method, const Slot* self, const Slot* key, Slot* result) {
  if (!answers_reading(method, self, key, result)) __real_luaT_callTMres(L, method, self, key, result);
}

void __wrap_luaT_callTM(lua_State* L, const Slot* method, const Slot* self, const Slot* key, const Slot* value) {
  if (!answers_writing(method, self, key, value)) __real_luaT_callTM(L, method, self, key, value);
}

}  // extern "C"

}  // namespace perilune::runtime
