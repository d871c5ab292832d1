#include "stdlib/registry/results.h"

#include <algorithm>
#include <lua.hpp>

#include "stdlib/registry/call.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/state.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/array.h"
#include "stdlib/types/record.h"

namespace perilune {

namespace {

// The stack index of the argument whose userdata holds the elements of a borrowed array.
int owner_of(lua_State* L, const Array& a, int top) {
  if (a.block()) return 0;
  for (int i = 1; i <= top; ++i)
    if (const ArrayValue* value = array_at(L, i); value && !value->block) {
      const auto [low, high] = byte_range(value->view());
      const auto [a_low, a_high] = byte_range(a);
      if (a_low >= low && a_high <= high) return i;
    }
  return 0;
}

void push_result(lua_State* L, Result& result, int top);

const char names_key = 0;

// __index of a table of named results: no such name.
int no_entry(lua_State* L) {
  if (lua_type(L, 2) != LUA_TSTRING) return 0;
  Failure failure;
  guarded(failure, nullptr, [&] {
    std::vector<std::string_view> names;
    std::string list;
    lua_pushnil(L);
    while (lua_next(L, 1)) {
      lua_pop(L, 1);
      if (lua_type(L, -1) != LUA_TSTRING) continue;
      names.push_back(lua_tostring(L, -1));
      if (names.size() <= 8) list += (list.empty() ? "" : ", ") + std::string(names.back()).substr(0, 60);
    }
    if (names.size() > 8) list += ", ...";
    const std::string key = lua_tostring(L, 2);
    const std::string hint = suggestion(key, names);
    throw Error("there is no '" + key.substr(0, 60) + "' among the names" + (hint.empty() ? ": " + list : hint));
  });
  return raise(L, failure);
}

// An unknown name in the table on top raises, as it does in a record.
void name_entries(lua_State* L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &names_key) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_createtable(L, 0, 2);
    lua_pushcfunction(L, no_entry);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &names_key);
  }
  lua_setmetatable(L, -2);
}

void push_table(lua_State* L, Table& table, int top) {
  luaL_checkstack(L, 10, "a result is nested too deeply");
  if (table.record) {
    push_record_head(L, *table.record);
    lua_createtable(L, static_cast<int>(table.list.size()), 0);
  } else {
    lua_createtable(L, static_cast<int>(table.list.size()), static_cast<int>(table.named.size()));
  }
  lua_Integer i = 0;
  for (Result& entry : table.list) {
    push_result(L, entry, top);
    lua_rawseti(L, -2, ++i);
    if (i % 4096 == 0) LibraryState::of(L).poll(L);
  }
  for (auto& [name, entry] : table.named) {
    lua_pushlstring(L, name.data(), name.size());
    push_result(L, entry, top);
    lua_rawset(L, -3);
  }
  if (table.record) lua_setiuservalue(L, -2, 1);
  else if (table.closed) name_entries(L);
}

void push_result(lua_State* L, Result& result, int top) {
  switch (result.index()) {
    case 0: lua_pushnil(L); break;
    case 1: lua_pushboolean(L, std::get<bool>(result)); break;
    case 2: lua_pushinteger(L, std::get<std::int64_t>(result)); break;
    case 3: lua_pushnumber(L, unsigned_nan(std::get<double>(result))); break;
    case 4: push_complex(L, std::get<Complex128>(result)); break;
    case 5: lua_pushlstring(L, std::get<std::string>(result).data(), std::get<std::string>(result).size()); break;
    case 6: {
      const Array& a = std::get<Array>(result);
      const int owner = owner_of(L, a, top);
      if (a.block() || owner) push_array(L, a, owner);
      else if (a.size() == 0) push_new_array(L, a.dtype(), a.shape());  // looks at nothing, wherever it points
      else luaL_error(L, "a result looks at no argument (a fault in perilune, please report it)");
      break;
    }
    case 7: {
      auto& o = std::get<NewObject>(result);
      push_class_metatable(L, *o.class_);
      const auto kept = static_cast<int>(o.kept.size());
      auto* value = reinterpret_cast<ObjectValue*>(new_userdata(L, sizeof(ObjectValue), kept, object_tag));
      value->class_ = o.class_;
      for (int i = 0; i < kept; ++i)
        if (const int slot = o.kept[static_cast<std::size_t>(i)].slot) {
          lua_pushvalue(L, slot);
          lua_setiuservalue(L, -2, i + 1);
        }
      lua_insert(L, -2);
      lua_setmetatable(L, -2);
      value->pointer = std::exchange(o.pointer, nullptr);  // from here on Lua's collector owns it
      break;
    }
    case 8: push_table(L, *std::get<std::unique_ptr<Table>>(result), top); break;
    default:
      if (const int slot = std::get<LuaValue>(result).slot) lua_pushvalue(L, slot);
      else lua_pushnil(L);
  }
}

// nil, booleans and numbers: pushing them allocates nothing and cannot fail.
bool is_plain(const Result& result) { return result.index() <= 3; }

// Brings the Lua values that a result refers to into the protected frame: pushes them as its further arguments and
// makes the result refer to their places there.
struct Carrier {
  lua_State* L;
  int count = 1;  // arguments of the frame so far: the Call

  void carry(LuaValue& value) {
    if (!value.slot) return;
    if (!lua_checkstack(L, 10)) throw MemoryError("not enough memory for the Lua stack");
    lua_pushvalue(L, value.slot);
    value.slot = ++count;
  }
  void carry(Result& result) {
    if (auto* value = std::get_if<LuaValue>(&result)) return carry(*value);
    if (auto* object = std::get_if<NewObject>(&result))
      for (LuaValue& value : object->kept) carry(value);
    if (auto* table = std::get_if<std::unique_ptr<Table>>(&result)) {
      for (Result& entry : (*table)->list) carry(entry);
      for (auto& [name, entry] : (*table)->named) carry(entry);
    }
  }
};

// Whether an array in it, at any depth, looks at the elements of a small argument.
bool is_borrowed(const Result& result) {
  if (const auto* a = std::get_if<Array>(&result)) return !a->block();
  const auto* table = std::get_if<std::unique_ptr<Table>>(&result);
  if (!table) return false;
  return std::any_of((*table)->list.begin(), (*table)->list.end(), is_borrowed) ||
         std::any_of((*table)->named.begin(), (*table)->named.end(),
                     [](const auto& e) { return is_borrowed(e.second); });
}

}  // namespace

bool closed_table(lua_State* L, int index) {
  if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index)) return false;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &names_key);
  const bool same = lua_rawequal(L, -1, -2) != 0;
  lua_pop(L, 2);
  return same;
}

// Runs protected. Its arguments are the Call and, for borrowed results, the small arrays among the call's arguments. A
// failing allocation leaves the remaining results with the Call, whose destructor frees them.
int push_results(lua_State* L) {
  auto* call = static_cast<Call*>(lua_touserdata(L, 1));
  const int top = lua_gettop(L);
  luaL_checkstack(L, static_cast<int>(call->results_.size()) + 10, "too many results");
  for (std::size_t i = 0; i < call->results_.size(); ++i) push_result(L, call->results_[i], top);
  return lua_gettop(L) - top;
}

int give_results(Call& call) {
  lua_State* L = call.lua();
  if (call.same_) {
    lua_pushvalue(L, call.same_);
    return 1;
  }
  if (call.results_.empty()) return 0;
  const int top = lua_gettop(L);
  if (!lua_checkstack(L, top + 20)) throw MemoryError("not enough memory for the Lua stack");
  const std::size_t n = call.results_.size();
  std::size_t plain = 0;
  while (plain < n && is_plain(call.results_[plain])) ++plain;
  if (plain == n) {
    if (!lua_checkstack(L, static_cast<int>(n))) throw MemoryError("not enough memory for the Lua stack");
    for (std::size_t i = 0; i < n; ++i) push_result(L, call.results_[i], top);
    return static_cast<int>(n);
  }
  lua_pushcfunction(L, push_results);
  lua_pushlightuserdata(L, &call);
  Carrier carrier{L};
  for (std::size_t r = plain; r < n; ++r) carrier.carry(call.results_[r]);
  int candidates = 0;
  for (std::size_t r = plain; r < n; ++r)
    if (is_borrowed(call.results_[r])) {
      for (int i = 1; i <= top; ++i)
        if (const ArrayValue* a = array_at(L, i); a && !a->block) {
          if (!lua_checkstack(L, 10)) throw MemoryError("not enough memory for the Lua stack");
          lua_pushvalue(L, i);
          ++candidates;
        }
      break;
    }
  if (lua_pcall(L, carrier.count + candidates, LUA_MULTRET, 0) != LUA_OK) throw LuaRaised{};
  return lua_gettop(L) - top;
}

}  // namespace perilune
