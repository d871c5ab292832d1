// The metatable of arrays.

#include "kernels/text/format_array.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/state.h"
#include "stdlib/types/array_parts.h"
#include "stdlib/types/operators.h"

namespace perilune {

namespace {

std::int64_t empty_dims[] = {0, 8};

int collect(lua_State* L) {
  if (ArrayValue* a = array_at(L, 1)) {
    BlockRef::drop(a->block);
    a->block = nullptr;
    // A user's finalizer may still reach this one: leave it empty rather than dangling.
    a->ndim = 1;
    a->dims = empty_dims;
    a->data = nullptr;
  }
  return 0;
}

int push_text(lua_State* L) {
  const auto* text = static_cast<const std::string*>(lua_touserdata(L, 1));
  lua_pushlstring(L, text->data(), text->size());
  return 1;
}

}  // namespace

int array_to_string(lua_State* L) {
  const ArrayValue* a = array_at(L, 1);
  if (!a) return luaL_error(L, "an array is expected");
  LibraryState& state = LibraryState::of(L);
  Failure failure;
  const bool ok = guarded(failure, nullptr, [&] {
    a->check_alive();
    const std::string text = format_array(state.context, a->view(), state.print);
    protect(L, push_text, &text);
  });
  return ok ? 1 : raise(L, failure);
}

void open_array_type(lua_State* L) {
  new_metatable(L, array_tag, "array", {"__index", "__newindex", "__gc"});
  const luaL_Reg events[] = {
      {"__newindex", array_new_index}, {"__call", array_call}, {"__len", array_length}, {"__pairs", array_pairs},
      {"__tostring", array_to_string}, {"__gc", collect},      {nullptr, nullptr}};
  luaL_setfuncs(L, events, 0);
  set_operators(L);
  lua_newtable(L);  // the methods; declared ones join when the modules open
  lua_pushcclosure(L, array_index, 1);
  lua_setfield(L, -2, "__index");

  lua_createtable(L, 0, 48);
  for (const char* event : {"__index", "__newindex"}) {
    lua_getfield(L, -2, event);
    lua_setfield(L, -2, event);
  }
  lua_pushnil(L);
  while (lua_next(L, -3)) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, -4);
  }
  lua_pushnil(L);
  lua_setfield(L, -2, "__gc");
  LibraryState::of(L).metatables[light_array_metatable] = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_pop(L, 1);
}

}  // namespace perilune
