#include "stdlib/random/fast.h"

#include <cmath>

#include "stdlib/random/bodies.h"
#include "stdlib/registry/state.h"
#include "stdlib/types/object.h"

namespace perilune {

namespace {

using random::Distribution;

// The stream and where the parameters begin; null where the ordinary way must look closer.
struct Target {
  random::Stream* stream = nullptr;
  int first = 1;
  bool legacy = true;
};

template <bool method>
Target target_of(lua_State* L) {
  if constexpr (!method) {
    return {static_cast<LibraryState*>(lua_touserdata(L, lua_upvalueindex(3)))->random.get(), 1, true};
  } else {
    const auto* o = userdata_at<ObjectValue>(L, 1, object_tag);
    if (!o || !o->pointer) return {};
    if (o->class_ == &generator_class)
      return {static_cast<std::shared_ptr<random::Generator>*>(o->pointer)->get(), 2, false};
    if (o->class_ == &random_state_class)
      return {static_cast<std::shared_ptr<random::RandomState>*>(o->pointer)->get(), 2, true};
    return {};
  }
}

// Up to n numbers from `first` on; false for anything else.
bool read_numbers(lua_State* L, int first, int n, double* values) {
  const int top = lua_gettop(L);
  if (top >= first + n) return false;
  for (int i = first; i <= top; ++i) {
    if (lua_type(L, i) != LUA_TNUMBER) return false;
    values[i - first] = lua_tonumber(L, i);
  }
  return true;
}

bool not_negative(double x) { return std::isnan(x) || !std::signbit(x); }

template <bool method>
int draw(lua_State* L, int distribution) {
  const Target t = target_of<method>(L);
  if (!t.stream) return -1;
  double v[2] = {0, 1};
  switch (static_cast<Distribution>(distribution)) {
    case Distribution::standard_normal:
      if (!read_numbers(L, t.first, 0, v)) return -1;
      lua_pushnumber(L, t.stream->next_normal());
      return 1;
    case Distribution::normal:
      if (!read_numbers(L, t.first, 2, v) || !not_negative(v[1])) return -1;
      lua_pushnumber(L, v[0] + v[1] * t.stream->next_normal());
      return 1;
    case Distribution::uniform: {
      if (!read_numbers(L, t.first, 2, v)) return -1;
      const double range = v[1] - v[0];
      if (!std::isfinite(range) || (!t.legacy && std::signbit(range))) return -1;
      lua_pushnumber(L, v[0] + range * t.stream->next_unit());
      return 1;
    }
    case Distribution::standard_exponential:
      if (!read_numbers(L, t.first, 0, v)) return -1;
      lua_pushnumber(L, t.stream->next_exponential());
      return 1;
    case Distribution::exponential:
      v[0] = 1;
      if (!read_numbers(L, t.first, 1, v) || !not_negative(v[0])) return -1;
      lua_pushnumber(L, v[0] * t.stream->next_exponential());
      return 1;
  }
  return -1;
}

template <bool method>
int standard(lua_State* L, int which) {
  const Target t = target_of<method>(L);
  if (!t.stream || lua_gettop(L) >= t.first) return -1;
  lua_pushnumber(L, which == standard_random   ? t.stream->next_unit()
                    : which == standard_normal ? t.stream->next_normal()
                                               : t.stream->next_exponential());
  return 1;
}

template <bool method>
int integer(lua_State* L) {
  const Target t = target_of<method>(L);
  const int count = lua_gettop(L) - t.first + 1;
  if (!t.stream || count < 1 || count > 2) return -1;
  lua_Integer ends[2] = {0, 0};
  for (int i = 0; i < count; ++i) {
    int whole;
    if (lua_type(L, t.first + i) != LUA_TNUMBER) return -1;
    ends[2 - count + i] = lua_tointegerx(L, t.first + i, &whole);
    if (!whole) return -1;
  }
  if (ends[0] >= ends[1]) return -1;
  const std::uint64_t low = static_cast<std::uint64_t>(ends[0]), range = static_cast<std::uint64_t>(ends[1]) - 1 - low;
  lua_pushinteger(L, static_cast<lua_Integer>(low + t.stream->next_integer(range)));
  return 1;
}

}  // namespace

int fast_draw_method(lua_State* L, int distribution) { return draw<true>(L, distribution); }
int fast_draw_function(lua_State* L, int distribution) { return draw<false>(L, distribution); }
int fast_standard_method(lua_State* L, int which) { return standard<true>(L, which); }
int fast_standard_function(lua_State* L, int which) { return standard<false>(L, which); }
int fast_integer_method(lua_State* L, int) { return integer<true>(L); }
int fast_integer_function(lua_State* L, int) { return integer<false>(L); }

}  // namespace perilune
