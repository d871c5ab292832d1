#include "stdlib/types/range.h"

#include <cmath>

#include "stdlib/types/named_places.h"

namespace perilune {

namespace {

bool read_end(lua_State* L, int index, const char* name, std::int64_t& value) {
  if (lua_isnoneornil(L, index)) return false;
  if (lua_isinteger(L, index)) {
    value = lua_tointeger(L, index);
  } else {
    const double x = lua_type(L, index) == LUA_TNUMBER ? lua_tonumber(L, index) : 0.5;
    if (x != std::floor(x) || std::abs(x) > 9e18)
      luaL_error(L, "pl.s: %s must be a whole number, got %s", name, show(L, index).text);
    value = static_cast<std::int64_t>(x);
  }
  if (value == 0)
    luaL_error(L, "pl.s: %s must not be 0%s", name, index == 3 ? "" : ": ranges count from 1 and include both ends");
  return true;
}

int to_string(lua_State* L) {
  const auto* r = userdata_at<RangeValue>(L, 1, range_tag);
  if (!r) return luaL_error(L, "a range is expected");
  if (r->new_axis) {
    lua_pushstring(L, "pl.newaxis");
    return 1;
  }
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  auto add = [&](std::int64_t value) {
    lua_pushinteger(L, value);
    luaL_addvalue(&b);
  };
  if (r->has_start) add(r->start);
  luaL_addchar(&b, ':');
  if (r->has_stop) add(r->stop);
  if (r->has_step) {
    luaL_addchar(&b, ':');
    add(r->step);
  }
  luaL_pushresult(&b);
  return 1;
}

int equal(lua_State* L) {
  const auto* a = userdata_at<RangeValue>(L, 1, range_tag);
  const auto* b = userdata_at<RangeValue>(L, 2, range_tag);
  lua_pushboolean(L, a && b && a->new_axis == b->new_axis && a->range().start == b->range().start &&
                         a->range().stop == b->range().stop && a->range().step == b->range().step);
  return 1;
}

int none_text(lua_State* L) {
  lua_pushstring(L, "pl.none");
  return 1;
}

const char new_axis_key = 0, none_key = 0;

}  // namespace

int make_range(lua_State* L) {
  static constexpr std::string_view names[] = {"start", "stop", "step"};
  take_names(L, "pl.s", names, "range = pl.s([start], [stop], [step])");
  std::int64_t start = 0, stop = 0, step = 0;
  const bool has_start = read_end(L, 1, "start", start), has_stop = read_end(L, 2, "stop", stop),
             has_step = read_end(L, 3, "step", step);
  auto* r = reinterpret_cast<RangeValue*>(new_userdata(L, sizeof(RangeValue), 0, range_tag));
  r->has_start = has_start;
  r->has_stop = has_stop;
  r->has_step = has_step;
  r->start = start;
  r->stop = stop;
  r->step = step;
  return 1;
}

void push_new_axis(lua_State* L) { lua_rawgetp(L, LUA_REGISTRYINDEX, &new_axis_key); }
void push_none(lua_State* L) { lua_rawgetp(L, LUA_REGISTRYINDEX, &none_key); }

void open_range_type(lua_State* L) {
  new_metatable(L, range_tag, "range");
  const luaL_Reg methods[] = {{"__tostring", to_string}, {"__eq", equal}, {nullptr, nullptr}};
  luaL_setfuncs(L, methods, 0);
  lua_pop(L, 1);
  auto* axis = reinterpret_cast<RangeValue*>(new_userdata(L, sizeof(RangeValue), 0, range_tag));
  axis->new_axis = true;
  lua_rawsetp(L, LUA_REGISTRYINDEX, &new_axis_key);
  new_metatable(L, none_tag, "pl.none");
  lua_pushcfunction(L, none_text);
  lua_setfield(L, -2, "__tostring");
  lua_pop(L, 1);
  new_userdata(L, sizeof(Head), 0, none_tag);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &none_key);
}

}  // namespace perilune
