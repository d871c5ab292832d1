#include "stdlib/types/subscripts.h"

#include "stdlib/registry/arguments.h"
#include "stdlib/types/array.h"
#include "stdlib/types/range.h"

namespace perilune {

void Subscripts::add(lua_State* L, int index) {
  std::int64_t i;
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      if (!whole_at(L, index, i))
        throw IndexError(std::string("an index must be a whole number, got ") + show(L, index).text);
      list.push_back(Subscript::at(i));
      return;
    case LUA_TSTRING: {
      std::size_t length;
      const char* text = lua_tolstring(L, index, &length);
      for (Subscript& s : parse_subscripts({text, length})) list.push_back(s);
      return;
    }
    case LUA_TTABLE:
      list.push_back(Subscript::list(made_.emplace_front(array_from_table(L, ctx_, index, "index"))));
      return;
    case LUA_TBOOLEAN:
      throw IndexError(std::string("an index must not be a boolean, got ") + show(L, index).text +
                       "; a mask is an array, a[pl.array{true, ...}], or a table in a call, a({true, ...})");
    case LUA_TUSERDATA:
      if (const ArrayValue* a = array_at(L, index)) {
        a->check_alive();
        list.push_back(Subscript::list(a->view()));
        return;
      }
      if (const auto* r = userdata_at<RangeValue>(L, index, range_tag)) {
        list.push_back(r->new_axis ? Subscript::axis() : Subscript::slice(r->range()));
        return;
      }
      break;
    case LUA_TNIL: throw IndexError("an index is nil");
    default: break;
  }
  throw IndexError(
      std::string("an index must be a whole number, a range such as \"2:5\", a list of positions or a mask, got ") +
      show(L, index).text);
}

void Subscripts::add_arguments(lua_State* L, int first, int last) {
  if (last - first >= 2 * max_ndim)
    throw IndexError(format("%d subscripts are more than any array has axes", last - first + 1));
  for (int i = first; i <= last; ++i) add(L, i);
}

void Subscripts::add_key(lua_State* L, int index) {
  if (lua_type(L, index) != LUA_TTABLE) return add(L, index);
  const auto n = static_cast<lua_Integer>(lua_rawlen(L, index));
  if (n > 2 * max_ndim)
    throw IndexError(
        format("%lld subscripts are more than any array has axes; a list of positions is an inner table, a[{{...}}]",
               static_cast<long long>(n)));
  const TableShape shape = table_shape(L, index);
  if (shape == TableShape::mixed || shape == TableShape::names)
    throw IndexError("a table of subscripts has no named entries and no holes");
  if (!lua_checkstack(L, 10)) throw MemoryError("not enough memory for the Lua stack");
  for (lua_Integer i = 1; i <= n; ++i) {
    lua_rawgeti(L, index, i);
    // Arrays stay alive through the table; what a table becomes is kept here.
    add(L, lua_gettop(L));
    lua_pop(L, 1);
  }
}

}  // namespace perilune
