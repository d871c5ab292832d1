// Reading and writing elements by methods, for loops that should allocate nothing.

#include <lua.hpp>

#include "stdlib/array/module.h"
#include "stdlib/types/array_parts.h"

namespace perilune {

namespace {

constexpr Type subscript = Type::index | Type::string | Type::list | Type::array;

constexpr Arg get_args[] = {
    in("a", Type::array, "The array."),
    rest("subscripts", subscript, "One for each axis: a position, a range such as \"2:5\", a list or a mask."),
    out("value", Type::any, "One element as a Lua value, or the selected part."),
};

constexpr Arg set_args[] = {
    in("a", Type::array, "The array that changes."),
    rest("subscripts", subscript,
         "One for each axis: a position, a range such as \"2:5\", a list or a mask; then the "
         "value, which is broadcast to what they select."),
};

constexpr Arg item_args[] = {
    in("a", Type::array, "The array."),
    rest("subscripts", Type::index, "One position for each axis; none where there is one element."),
    out("value", Type::any, "The element as a Lua value."),
};

constexpr Function row(const char* name, const char* summary, std::span<const Arg> args, const char* details,
                       const char* example, lua_CFunction direct) {
  Function f{name, summary, args, details, example, nullptr};
  f.direct = direct;
  return f;
}

constexpr Function rows[] = {
    row("get", "Reads an element or a part, the same as a(...).", get_args,
        "Ranges give views, lists and masks copies.",
        "local a = pl.array{{1, 2}, {3, 4}}\nprint(a:get(2, 1), a:get(\":\", 2))  --> 3.0\t[2. 4.]", array_get),
    row("set", "Writes an element or a part.", set_args,
        "a:set(i, j, value) does what a[{i, j}] = value does, without the table. `a:set(value)` writes the element of "
        "a 0-d array.",
        "local a = pl.zeros{2, 2}\na:set(1, 2, 5)\na:set(2, \":\", 7)\nprint(a)\n--> [[0. 5.]\n-->  [7. 7.]]",
        array_set),
    row("item", "Reads one element as a Lua value.", item_args,
        "Without subscripts the array must have one element, on any number of axes.",
        "print(pl.array{{42}}:item())  --> 42.0", array_item),
};

}  // namespace

Rows access_method_rows() { return rows; }

}  // namespace perilune
