// pl.complex(re, im): an immutable complex number.

#include "stdlib/types/complex_value.h"

#include <cmath>
#include <cstdio>
#include <string_view>

#include "stdlib/registry/dispatch.h"
#include "stdlib/types/array.h"
#include "stdlib/types/named_places.h"
#include "stdlib/types/operators.h"

namespace perilune {

namespace {

ComplexValue* check(lua_State* L) {
  auto* c = userdata_at<ComplexValue>(L, 1, complex_tag);
  if (!c) luaL_error(L, "a complex value is expected; call its methods with a colon");
  return c;
}

int absolute(lua_State* L) {
  const ComplexValue* c = check(L);
  lua_pushnumber(L, std::hypot(c->real, c->imag));
  return 1;
}

int angle(lua_State* L) {
  const ComplexValue* c = check(L);
  lua_pushnumber(L, std::atan2(c->imag, c->real));
  return 1;
}

int conjugate(lua_State* L) {
  const ComplexValue* c = check(L);
  push_complex(L, {c->real, -c->imag});
  return 1;
}

int get_real(lua_State* L) { return lua_pushnumber(L, unsigned_nan(check(L)->real)), 1; }
int get_imag(lua_State* L) { return lua_pushnumber(L, unsigned_nan(check(L)->imag)), 1; }

constexpr Arg number_args[] = {
    in("z", Type::complex, "The complex number."),
    out("x", Type::number, "A real number."),
};
constexpr Arg complex_args[] = {
    in("z", Type::complex, "The complex number."),
    out("w", Type::complex, "A complex number."),
};

constexpr Function row(const char* name, const char* summary, std::span<const Arg> args, const char* details,
                       const char* example, lua_CFunction direct) {
  Function f{name, summary, args, details, example, nullptr};
  f.direct = direct;
  return f;
}

constexpr Function methods[] = {
    row("abs", "The modulus of a complex number.", number_args, "Without overflow on the way.",
        "print(pl.complex(3, 4):abs())  --> 5.0", absolute),
    row("angle", "The argument of a complex number.", number_args, "In radians, from -pi to pi.",
        "print(pl.complex(0, 2):angle() == math.pi / 2)  --> true", angle),
    row("conj", "The complex conjugate.", complex_args, "Exact.", "print(pl.complex(1, 2):conj())  --> (1-2j)",
        conjugate),
};
constexpr Function fields[] = {
    row("real", "The real part.", number_args, "A Lua float.", "print(pl.complex(1, 2).real)  --> 1.0", get_real),
    row("imag", "The imaginary part.", number_args, "A Lua float.", "print(pl.complex(1, 2).imag)  --> 2.0", get_imag),
};

int index(lua_State* L) {
  check(L);
  const std::string_view key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
  for (const Function& field : fields)
    if (key == field.name) return field.direct(L);
  for (const Function& method : methods)
    if (key == method.name) return lua_pushcfunction(L, method.direct), 1;
  return luaL_error(L, "a complex value has no field %s; it has real, imag, abs(), angle() and conj()",
                    show(L, 2).text);
}

int new_index(lua_State* L) { return luaL_error(L, "complex values are immutable"); }

int to_string(lua_State* L) {
  const ComplexValue* c = check(L);
  char text[100];
  // As many digits as Lua gives its own numbers.
  std::snprintf(text, sizeof text, "(%.14g%+.14gj)", unsigned_nan(c->real), unsigned_nan(c->imag));
  lua_pushstring(L, text);
  return 1;
}

}  // namespace

const Class complex_class{"pl.complex", "complex:", "Complex numbers, which cannot change.", methods, fields};

int make_complex(lua_State* L) {
  static constexpr const char* usage = "z = pl.complex(re, [im = 0])";
  const int top = lua_gettop(L);
  if (top != 2 || lua_type(L, 2) != LUA_TNUMBER) {
    static constexpr std::string_view names[] = {"re", "im"};
    take_names(L, "pl.complex", names, usage);
  }
  if (lua_isnil(L, 1)) return luaL_error(L, "pl.complex: argument re is missing\n    usage: %s", usage);
  const bool whole = lua_isnil(L, 2);
  if (whole && head_at(L, 1, complex_tag)) return lua_settop(L, 1), 1;
  for (int i = 1; i <= (whole ? 1 : 2); ++i)
    if (lua_type(L, i) != LUA_TNUMBER)
      return luaL_error(L, "pl.complex: %s must be a number, got %s", i == 1 ? "re" : "im", show(L, i).text);
  push_complex(L, {lua_tonumber(L, 1), whole ? 0.0 : lua_tonumber(L, 2)});
  return 1;
}

void open_complex_type(lua_State* L) {
  new_metatable(L, complex_tag, "complex");
  const luaL_Reg methods[] = {
      {"__index", index}, {"__newindex", new_index}, {"__tostring", to_string}, {nullptr, nullptr}};
  luaL_setfuncs(L, methods, 0);
  set_operators(L);
  lua_pop(L, 1);
}

}  // namespace perilune
