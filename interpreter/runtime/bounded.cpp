#include "interpreter/runtime/bounded.h"

#include <cstring>
#include <lua.hpp>

#include "interpreter/runtime/state.h"

namespace perilune::runtime {

void spend(lua_State* L, unsigned long long work) { State::of(L)->limiter.spend(L, work); }

namespace {

Limiter& limiter_of(lua_State* L) { return State::of(L)->limiter; }

// ---- what catches errors: the end of the state's time is not for catching ----

int finish_pcall(lua_State* L, int status, lua_KContext below) {
  if (status == LUA_OK || status == LUA_YIELD) {
    limiter_of(L).check_over(L);
    return lua_gettop(L) - static_cast<int>(below);
  }
  limiter_of(L).caught(L, status);
  lua_pushboolean(L, 0);
  lua_insert(L, -2);
  return 2;
}

int pcall(lua_State* L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  return finish_pcall(L, lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_pcall), 0);
}

// A script's message handler would run before its pcall returns, inside the hook that raised, where no hook runs.
int handle(lua_State* L) {
  if (limiter_of(L).over()) return 1;
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, 1);
  return 1;
}

int xpcall(lua_State* L) {
  const int arguments = lua_gettop(L) - 2;
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, handle, 1);
  lua_replace(L, 2);
  lua_pushboolean(L, 1);
  lua_pushvalue(L, 1);
  lua_rotate(L, 3, 2);  // function, handler, true, function, arguments…
  return finish_pcall(L, lua_pcallk(L, arguments, LUA_MULTRET, 2, 2, finish_pcall), 2);
}

// ---- finalizers run where no hook runs, and when they like ----

int setmetatable(lua_State* L) {
  const int type = lua_type(L, 2);
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "cannot change a protected metatable");
  if (type == LUA_TTABLE) {
    lua_pushliteral(L, "__gc");
    if (lua_rawget(L, 2) != LUA_TNIL) return luaL_error(L, "__gc is not to be had in a state with limits");
  }
  lua_settop(L, 2);
  lua_setmetatable(L, 1);
  return 1;
}

int collectgarbage(lua_State* L) {
  const char* what = luaL_optstring(L, 1, "collect");
  if (std::strcmp(what, "count") == 0) {
    lua_pushnumber(L, lua_gc(L, LUA_GCCOUNT) + lua_gc(L, LUA_GCCOUNTB) / 1024.0);
    return 1;
  }
  if (std::strcmp(what, "isrunning") == 0) {
    lua_pushboolean(L, lua_gc(L, LUA_GCISRUNNING));
    return 1;
  }
  const bool step = std::strcmp(what, "step") == 0;
  if (!step && std::strcmp(what, "collect") != 0)
    return luaL_error(L, "collectgarbage(\"%s\") is not to be had in a state with limits", what);
  spend(L, static_cast<unsigned long long>(lua_gc(L, LUA_GCCOUNT)) * 16);
  lua_gc(L, LUA_GCCOLLECT);
  if (step) lua_pushboolean(L, 1);
  else lua_pushinteger(L, 0);
  return 1;
}

// ---- load: in pieces, between which the state may end ----

struct Reader {
  const char* text;
  std::size_t left;
};

const char* read_text(lua_State* L, void* data, std::size_t* size) {
  auto& reader = *static_cast<Reader*>(data);
  constexpr std::size_t piece = 512;  // a line of gotos can be long work
  const char* begin = reader.text;
  *size = reader.left < piece ? reader.left : piece;
  reader.text += *size;
  reader.left -= *size;
  if (*size) spend(L, *size);
  return *size ? begin : nullptr;
}

const char* read_function(lua_State* L, void*, std::size_t* size) {
  luaL_checkstack(L, 2, "too many nested functions");
  lua_pushvalue(L, 1);
  lua_call(L, 0, 1);
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    *size = 0;
    return nullptr;
  }
  if (!lua_isstring(L, -1)) luaL_error(L, "reader function must return a string");
  lua_replace(L, 5);  // keeps it alive
  const char* text = lua_tolstring(L, 5, size);
  spend(L, *size + 1);
  return text;
}

}  // namespace

int load_text(lua_State* L, const char* text, std::size_t length, const char* name, const char* mode) {
  Reader reader{text, length};
  return lua_load(L, read_text, &reader, name, mode);
}

namespace {

int load(lua_State* L) {
  std::size_t length = 0;
  const char* text = lua_tolstring(L, 1, &length);
  const char* mode = luaL_optstring(L, 3, "bt");
  if (State::of(L)->host.sandboxed) {
    if (!std::strchr(mode, 't')) return luaL_error(L, "load takes text only in a sandbox");
    mode = "t";
  }
  const bool has_environment = !lua_isnone(L, 4);
  int status;
  if (text) {
    const char* name = luaL_optstring(L, 2, text);
    status = load_text(L, text, length, name, mode);
  } else {
    const char* name = luaL_optstring(L, 2, "=(load)");
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_settop(L, 4);
    lua_pushnil(L);  // 5: the present piece
    status = lua_load(L, read_function, nullptr, name, mode);
  }
  if (status == LUA_OK) {
    if (!has_environment) return 1;
    lua_pushvalue(L, 4);
    if (!lua_setupvalue(L, -2, 1)) lua_pop(L, 1);
    return 1;
  }
  limiter_of(L).caught(L, status);
  lua_pushnil(L);
  lua_insert(L, -2);
  return 2;
}

// Those that only pass their arguments on.
int counted_places(lua_State* L) {
  spend(L, 1 + static_cast<unsigned>(lua_gettop(L)) / 4);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

// A walk over the stack, which may be two hundred thousand calls deep.
int traceback(lua_State* L) {
  lua_Debug frame;
  int depth = Limiter::period;
  while (lua_getstack(L, depth, &frame)) depth *= 2;
  spend(L, static_cast<unsigned>(depth));
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

// ---- stock functions whose work grows with their arguments, and with nothing else ----

int counted(lua_State* L) {
  constexpr int most_looked_at = 64;  // further ones count as values
  const int n = lua_gettop(L);
  unsigned long long work = 1 + static_cast<unsigned>(n) / 4;
  for (int i = n < most_looked_at ? n : most_looked_at; i > 0; --i) {
    const int type = lua_type(L, i);
    if (type == LUA_TSTRING || type == LUA_TTABLE) work += lua_rawlen(L, i) / 16;
  }
  spend(L, work);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

void count(lua_State* L, const char* library, std::initializer_list<const char*> names, lua_CFunction how = counted) {
  lua_getglobal(L, library);
  for (const char* name : names) {
    if (lua_getfield(L, -1, name) != LUA_TFUNCTION) {
      lua_pop(L, 1);
      continue;
    }
    lua_pushcclosure(L, how, 1);
    lua_setfield(L, -2, name);
  }
  lua_pop(L, 1);
}

}  // namespace

void bound_libraries(lua_State* L) {
  constexpr luaL_Reg base[] = {{"pcall", pcall},
                               {"xpcall", xpcall},
                               {"setmetatable", setmetatable},
                               {"load", load},
                               {"collectgarbage", collectgarbage},
                               {nullptr, nullptr}};
  lua_pushglobaltable(L);
  luaL_setfuncs(L, base, 0);
  lua_pop(L, 1);
  lua_getglobal(L, LUA_STRLIBNAME);
  luaL_setfuncs(L, bounded_strings, 0);
  lua_pop(L, 1);
  count(L, LUA_GNAME, {"tonumber", "rawequal"});
  count(L, LUA_GNAME, {"select"}, counted_places);
  count(L, LUA_STRLIBNAME, {"byte", "format", "lower", "upper", "reverse", "pack", "packsize", "unpack", "dump"});
  count(L, LUA_UTF8LIBNAME, {"char", "codepoint", "len", "offset"});
  count(L, LUA_OSLIBNAME, {"date", "time"});
  count(L, LUA_STRLIBNAME, {"char"}, counted_places);
  count(L, LUA_MATHLIBNAME, {"max", "min"}, counted_places);
  count(L, LUA_DBLIBNAME, {"traceback"}, traceback);
  // Upvalue: the stock function, for sort.
  lua_getglobal(L, LUA_TABLIBNAME);
  lua_getfield(L, -1, "sort");
  luaL_setfuncs(L, bounded_tables, 1);
  lua_pop(L, 1);
}

}  // namespace perilune::runtime
