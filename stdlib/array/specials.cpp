// Members of pl that take any Lua value or make values of their own, and so are plain C functions of Lua.

#include <lua.hpp>

#include "stdlib/array/module.h"
#include "stdlib/types/array.h"
#include "stdlib/types/complex_value.h"
#include "stdlib/types/range.h"
#include "stdlib/types/settings.h"

namespace perilune {

namespace {

constexpr Arg range_args[] = {
    optional("start", Type::index, absent, "First position; left out, the beginning."),
    optional("stop", Type::index, absent, "Last position, included; left out, the end."),
    optional("step", Type::integer, absent, "Distance between positions, negative to go backwards; left out, 1."),
    out("range", Type::any, "A value to be used as a subscript."),
};

constexpr Arg complex_args[] = {
    in("re", Type::number | Type::complex, "Real part."),
    optional("im", Type::number, 0, "Imaginary part."),
    out("z", Type::complex, "The complex number.").of(complex_class),
};

constexpr Arg unpack_args[] = {
    in("list", Type::record | Type::list | Type::array, "A record, a table, or an array along its first axis."),
    out("...", Type::any, "list[1], list[2] and so on."),
};

int unpack(lua_State* L) {
  lua_settop(L, 1);
  if (!lua_istable(L, 1) && (!lua_isuserdata(L, 1) || luaL_getmetafield(L, 1, "__len") == LUA_TNIL))
    return luaL_error(L, "pl.unpack: list must be a record, a shape, an array or a table, got %s", show(L, 1).text);
  lua_settop(L, 1);
  if (const ArrayValue* a = array_at(L, 1); a && a->ndim == 0)
    return luaL_error(L, "pl.unpack: list must have an axis, got a 0-d array");
  const lua_Integer n = luaL_len(L, 1);
  if (n >= 1000000 || !lua_checkstack(L, static_cast<int>(n) + 2))
    return luaL_error(L, "pl.unpack: too many values (%I)", static_cast<LUAI_UACINT>(n));
  for (lua_Integer i = 1; i <= n; ++i) lua_geti(L, 1, i);
  return static_cast<int>(n);
}

constexpr Arg strict_args[] = {
    optional("on", Type::boolean, true, "Whether undefined globals are errors."),
};

constexpr Function row(const char* name, const char* summary, std::span<const Arg> args, const char* details,
                       const char* example, lua_CFunction direct) {
  Function f{name, summary, args, details, example, nullptr};
  f.direct = direct;
  return f;
}

constexpr Function rows[] = {
    row("s", "A range of positions for a subscript, without text.", range_args,
        "`a(pl.s(i, j))` is what `a[\"i:j\"]` is. Both ends are included, negative positions count from the last, and "
        "places may be left out with nil: `pl.s(nil, nil, -1)` is everything backwards.",
        "local a = pl.array{10, 20, 30, 40}\nprint(a(pl.s(2, 3)))  --> [20. 30.]\n"
        "print(a[pl.s(nil, nil, -1)])  --> [40. 30. 20. 10.]",
        make_range)
        .alias("s_"),
    row("complex", "A complex number.", complex_args,
        "Numbers cannot change; arithmetic with them gives complex numbers. `z.real` and `z.imag` are the parts.",
        "local z = pl.complex(3, 4)\nprint(z * 2, z:abs())  --> (6+8j)\t5.0", make_complex),
    row("unpack", "The values of a record, table or array as several values.", unpack_args,
        "Records come in SciPy's order. Works like `table.unpack`, also for values that are no tables.",
        "local a, b = pl.unpack(pl.array{1, 2})\nprint(a, b)  --> 1.0\t2.0", unpack),
    row("strict", "Makes reading an undefined global an error.", strict_args,
        "The message names what was probably meant. The prompt starts strict. `rawget(_G, name)` still asks without "
        "risk.",
        "pl.strict()\nprint((pcall(function() return undefined_name end)))  --> false\npl.strict(false)", make_strict),
};

constexpr Constant constants[] = {
    {"pi", 3.14159265358979323846, "The ratio of a circle's circumference to its diameter."},
    {"e", 2.71828182845904523536, "The base of natural logarithms."},
    {"euler_gamma", 0.57721566490153286061, "The Euler-Mascheroni constant."},
    {"inf", std::numeric_limits<double>::infinity(), "Infinity, the same as math.huge."},
    {"nan", std::numeric_limits<double>::quiet_NaN(), "Not a number."},
    {"none", 0, "What SciPy calls None, where leaving an argument out means something else.", nullptr, push_none},
    {"newaxis", 0, "As a subscript, a new axis of length 1.", nullptr, push_new_axis},
};

}  // namespace

Rows special_rows() { return rows; }
std::span<const Constant> special_constants() { return constants; }

}  // namespace perilune
