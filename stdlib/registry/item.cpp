#include "stdlib/registry/item.h"

#include <cmath>
#include <lua.hpp>

#include "stdlib/registry/arguments.h"
#include "stdlib/registry/call.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/array.h"

namespace perilune {

namespace {

Item::Kind kind_of(lua_State* L, int slot) {
  switch (lua_type(L, slot)) {
    case LUA_TNIL:
      return Item::Kind::nil;
    case LUA_TBOOLEAN:
      return Item::Kind::boolean;
    case LUA_TNUMBER:
      return Item::Kind::number;
    case LUA_TSTRING:
      return Item::Kind::text;
    default:
      break;
  }
  if (head_at(L, slot, none_tag)) return Item::Kind::nil;
  if (array_at(L, slot) || head_at(L, slot, complex_tag)) return Item::Kind::array;
  if (plain_table(L, slot)) return table_shape(L, slot) == TableShape::names ? Item::Kind::map : Item::Kind::list;
  return callable_at(L, slot) ? Item::Kind::callable : Item::Kind::other;
}

}  // namespace

// Entries stay on the Lua stack until the call ends, so that nothing can collect them.
Item::Item(Call& call, int slot, std::string place)
    : call_(&call), slot_(slot), kind_(kind_of(call.lua(), slot)), place_(std::move(place)) {}

Item Call::item(const char* name) { return {*this, slot_of(name), name}; }

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
  const double x = kind_ == Kind::number ? number() : std::nan("");
  if (!(x == std::floor(x) && std::abs(x) < 0x1p53)) refuse("must be a whole number");
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

std::vector<Item> Item::items() const {
  if (kind_ != Kind::list) refuse("must be a list");
  return items(static_cast<std::int64_t>(lua_rawlen(call_->lua(), slot_)));
}

std::vector<Item> Item::items(std::int64_t count) const {
  lua_State* L = call_->lua();
  if (kind_ != Kind::list) refuse("must be a list");
  if (count > LUAI_MAXSTACK / 4 || !lua_checkstack(L, static_cast<int>(count) + 10))
    refuse("has more entries than the Lua stack has room for");
  std::vector<Item> list;
  list.reserve(static_cast<std::size_t>(count));
  for (std::int64_t i = 1; i <= count; ++i) {
    lua_rawgeti(L, slot_, i);
    list.push_back(Item(*call_, lua_gettop(L), place_ + "[" + std::to_string(i) + "]"));
  }
  return list;
}

}  // namespace perilune
