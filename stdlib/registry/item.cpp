#include "stdlib/registry/item.h"

#include <algorithm>
#include <cmath>
#include <lua.hpp>

#include "stdlib/registry/arguments.h"
#include "stdlib/registry/call.h"
#include "stdlib/registry/results.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/array.h"

namespace perilune {

namespace {

Item::Kind kind_of(lua_State* L, int slot) {
  switch (lua_type(L, slot)) {
    case LUA_TNIL: return Item::Kind::nil;
    case LUA_TBOOLEAN: return Item::Kind::boolean;
    case LUA_TNUMBER: return Item::Kind::number;
    case LUA_TSTRING: return Item::Kind::text;
    default: break;
  }
  if (head_at(L, slot, none_tag)) return Item::Kind::nil;
  if (array_at(L, slot) || head_at(L, slot, complex_tag)) return Item::Kind::array;
  if (head_at(L, slot, record_tag)) return Item::Kind::list;
  if (plain_table(L, slot) || closed_table(L, slot))
    return table_shape(L, slot) == TableShape::names ? Item::Kind::map : Item::Kind::list;
  return callable_at(L, slot) ? Item::Kind::callable : Item::Kind::other;
}

std::variant<std::int64_t, std::string> key_at(lua_State* L, int slot, const std::string& table) {
  if (lua_type(L, slot) == LUA_TSTRING) {
    std::size_t length;
    const char* text = lua_tolstring(L, slot, &length);
    return std::string(text, length);
  }
  const double x = lua_type(L, slot) == LUA_TNUMBER ? lua_tonumber(L, slot) : 0.5;
  if (x != std::floor(x) || std::abs(x) > 9e15)
    throw ValueError(table + " must have whole numbers or names as keys, got " + show(L, slot).text);
  if (x == 0) throw IndexError(table + " counts from 1, got 0");
  const auto position = static_cast<std::int64_t>(x);
  return position > 0 ? position - 1 : position;
}

}  // namespace

// Entries stay on the Lua stack until the call ends, so that nothing can collect them.
Item::Item(Call& call, int slot, std::string place)
    : call_(&call), slot_(slot), kind_(kind_of(call.lua(), slot)), place_(std::move(place)) {}

Item Call::item(const char* name) { return {*this, slot_of(name), name}; }

Item Call::kept(const char* name, int i, const char* as) { return item(name).kept(i, as); }

Item Item::kept(int i, std::string as) const {
  lua_State* L = call_->lua();
  if (!head_at(L, slot_, object_tag)) throw InternalError(place_ + " is no object and keeps nothing");
  if (!lua_checkstack(L, 20)) throw MemoryError("not enough memory for the Lua stack");
  lua_getiuservalue(L, slot_, i);
  return {*call_, lua_gettop(L), std::move(as)};
}

LuaValue Item::value() const { return {kind_ == Kind::nil && lua_isnil(call_->lua(), slot_) ? 0 : slot_}; }

bool Item::is_object(const Class& c) const {
  const auto* o = userdata_at<ObjectValue>(call_->lua(), slot_, object_tag);
  return o && o->pointer && o->class_->is(c);
}

void* Item::object_pointer(const Class& c) const {
  if (!is_object(c)) refuse("must be " + with_article(c.name));
  return userdata_at<ObjectValue>(call_->lua(), slot_, object_tag)->pointer;
}

void Item::refuse(std::string_view requirement) const {
  throw ValueError(place_ + " " + std::string(requirement) + ", got " + show(call_->lua(), slot_).text);
}

double Item::number() const {
  lua_State* L = call_->lua();
  if (kind_ == Kind::number) return lua_tonumber(L, slot_);
  if (const ArrayValue* a = array_at(L, slot_); a && a->ndim == 0 && !is_complex(a->dtype)) {
    a->check_alive();
    return load(a->dtype, a->data).real();
  }
  refuse("must be a number");
}

std::int64_t Item::whole_number() const {
  if (kind_ == Kind::number && lua_isinteger(call_->lua(), slot_)) return lua_tointeger(call_->lua(), slot_);
  const double x = kind_ == Kind::number ? number() : std::nan("");
  if (x != std::floor(x)) refuse("must be a whole number");
  if (!(std::abs(x) < 0x1p53)) refuse("must be a whole number below 2^53 or an integer of Lua");
  return static_cast<std::int64_t>(x);
}

std::string_view Item::text() const {
  if (kind_ != Kind::text) refuse("must be a string");
  std::size_t length;
  const char* text = lua_tolstring(call_->lua(), slot_, &length);
  return {text, length};
}

std::string_view Item::word(const char* choices) const {
  const std::string_view found = kind_ == Kind::text ? find_word(choices, text()) : std::string_view();
  if (!found.empty()) return found;
  refuse("must be " + quoted_list(choices));
}

Scalar Item::scalar() const {
  Scalar s;
  if (to_scalar(call_->lua(), slot_, s)) return s;
  refuse("must be a number");
}

Array Item::array() const {
  lua_State* L = call_->lua();
  if (const ArrayValue* a = array_at(L, slot_)) {
    a->check_alive();
    return to_array(*a);
  }
  Scalar s;
  if (to_scalar(L, slot_, s)) return array_from_scalar(call_->ctx, s.dtype == DType::int64 ? Scalar::of(s.real()) : s);
  if (kind_ != Kind::list) refuse("must be an array, a nested table of numbers or a number");
  return array_from_table(L, call_->ctx, slot_, place_);
}

Callable Item::callable() const {
  if (kind_ != Kind::callable) refuse("must be a function");
  return Callable(call_->lua(), call_->state, slot_, place_);
}

Input::Input(const Item& value) : kind_(Kind::value), data_(nullptr), n_(value.slot_) {}

bool Item::is_texts() const {
  lua_State* L = call_->lua();
  if (kind_ != Kind::list) return false;
  const auto n = static_cast<lua_Integer>(lua_rawlen(L, slot_));
  for (lua_Integer i = 1; i <= n; ++i) {
    const bool is_text = lua_rawgeti(L, slot_, i) == LUA_TSTRING;
    lua_pop(L, 1);
    if (!is_text) return false;
  }
  return n > 0;
}

std::vector<std::string> Item::texts() const {
  if (!is_texts()) refuse("must be a list of strings");
  lua_State* L = call_->lua();
  std::vector<std::string> list;
  const auto n = static_cast<lua_Integer>(lua_rawlen(L, slot_));
  for (lua_Integer i = 1; i <= n; ++i) {
    lua_rawgeti(L, slot_, i);
    std::size_t length;
    const char* text = lua_tolstring(L, -1, &length);
    list.emplace_back(text, length);
    lua_pop(L, 1);
  }
  return list;
}

std::vector<Item> Item::items() const {
  if (kind_ != Kind::list) refuse("must be a list");
  lua_State* L = call_->lua();
  const auto* record = userdata_at<RecordValue>(L, slot_, record_tag);
  return items(record ? record->type->places : static_cast<std::int64_t>(lua_rawlen(L, slot_)));
}

std::vector<Item> Item::items(std::int64_t count) const {
  lua_State* L = call_->lua();
  if (kind_ != Kind::list) refuse("must be a list");
  if (count > LUAI_MAXSTACK / 4 || !lua_checkstack(L, static_cast<int>(count) + 10))
    refuse("has more entries than the Lua stack has room for");
  std::vector<Item> list;
  list.reserve(static_cast<std::size_t>(count));
  int table = slot_;
  if (head_at(L, slot_, record_tag)) {  // its values are a list in the order of its places
    if (lua_getiuservalue(L, slot_, 1) != LUA_TTABLE) refuse("must have its values");
    table = lua_gettop(L);
  }
  for (std::int64_t i = 1; i <= count; ++i) {
    lua_rawgeti(L, table, i);
    list.push_back(Item(*call_, lua_gettop(L), place_ + "[" + std::to_string(i) + "]"));
  }
  return list;
}

std::vector<Item::Entry> Item::entries() const {
  lua_State* L = call_->lua();
  if (kind_ != Kind::list && kind_ != Kind::map) refuse("must be a table");
  std::vector<Entry> list;
  lua_pushnil(L);
  while (lua_next(L, slot_)) {
    if (!lua_checkstack(L, 10)) throw MemoryError("not enough memory for the Lua stack");
    // The value stays below the key, which goes on.
    lua_pushvalue(L, -2);
    lua_remove(L, -3);
    const int slot = lua_gettop(L) - 1;
    auto key = key_at(L, slot + 1, place_);
    const auto* name = std::get_if<std::string>(&key);
    Item item(*call_, slot, place_ + (name ? "." + *name : "[" + std::string(show(L, slot + 1).text) + "]"));
    list.push_back({std::move(key), std::move(item)});
  }
  std::sort(list.begin(), list.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
  return list;
}

}  // namespace perilune
