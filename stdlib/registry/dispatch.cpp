#include "stdlib/registry/dispatch.h"
#include "stdlib/modules.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <new>
#include <stdexcept>

#include "stdlib/registry/call.h"
#include "stdlib/registry/decode.h"
#include "stdlib/registry/results.h"
#include "stdlib/registry/signature.h"
#include "stdlib/registry/state.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/array.h"

namespace perilune {

namespace {

const char* reason_text(Interrupted::Reason reason) {
  switch (reason) {
    case Interrupted::Reason::deadline: return "the time limit is reached";
    case Interrupted::Reason::cancel: return "cancelled by the host";
    default: return "interrupted!";
  }
}

void keep(Failure& failure, const char* prefix, const char* text) {
  if (prefix && *prefix) std::snprintf(failure.text, sizeof failure.text, "%s: %s", prefix, text);
  else std::snprintf(failure.text, sizeof failure.text, "%s", text);
}

// Restores the innermost running thread when a call ends, however it ends.
struct Running {
  LibraryState& state;
  lua_State* before;
  Running(LibraryState& s, lua_State* L) : state(s), before(s.running) { s.running = L; }
  ~Running() { state.running = before; }
};

}  // namespace

void protect(lua_State* L, int (*f)(lua_State*), const void* data) {
  if (!lua_checkstack(L, 5)) throw MemoryError("not enough memory for the Lua stack");
  lua_pushcfunction(L, f);
  lua_pushlightuserdata(L, const_cast<void*>(data));
  if (lua_pcall(L, 1, LUA_MULTRET, 0) != LUA_OK) throw LuaRaised{};
}

bool guarded(Failure& failure, const char* prefix, void (*body)(void*), void* data) noexcept {
  try {
    body(data);
    return true;
  } catch (const LuaRaised&) {
    failure.raised = true;
  } catch (const Interrupted& stop) {
    failure.interrupted = stop.reason == Interrupted::Reason::interrupt;
    keep(failure, prefix, reason_text(stop.reason));
  } catch (const MemoryError& e) {
    failure.exhausted = true;
    keep(failure, prefix, e.what());
  } catch (const InternalError& e) {
    char text[1200];
    std::snprintf(text, sizeof text, "%s (a fault in perilune, please report it)", e.what());
    keep(failure, prefix, text);
  } catch (const std::bad_alloc&) {
    failure.exhausted = true;
    keep(failure, prefix, "not enough memory");
  } catch (const std::exception& e) {
    keep(failure, prefix, e.what());
  } catch (...) {
    keep(failure, prefix, "unknown failure (a fault in perilune, please report it)");
  }
  return false;
}

void name_failure(lua_State* L, Failure& failure) {
  const auto* row = static_cast<const Function*>(lua_touserdata(L, lua_upvalueindex(1)));
  const auto* module = static_cast<const char*>(lua_touserdata(L, lua_upvalueindex(2)));
  guarded(failure, nullptr, [&] { throw Error(full_name(*row, module) + ": " + std::string(failure.text)); });
}

int raise(lua_State* L, const Failure& failure) {
  if (failure.raised) return lua_error(L);
  LibraryState& state = LibraryState::of(L);
  if (failure.interrupted) state.answer_interrupt(L);
  if (state.host && state.host->failed) state.host->failed(L, failure.exhausted);
  luaL_where(L, 1);
  lua_pushstring(L, failure.text);
  lua_concat(L, 2);
  return lua_error(L);
}

namespace {

// Puts a name in front of what `body` throws, where a name belongs.
template <class Body, class Title, class Hint>
void named(Body&& body, Title&& title, Hint&& with_hint) {
  try {
    body();
  } catch (Interrupted&) {
    throw;
  } catch (const LuaRaised&) {
    throw;
  } catch (const Unsupported&) {
    throw;
  } catch (const MissingArgument& e) {
    throw Error(title() + ": " + with_hint(e));
  } catch (const InternalError& e) {
    throw InternalError(title() + ": " + e.what());
  } catch (const MemoryError& e) {
    throw MemoryError(title() + ": " + e.what());
  } catch (const std::bad_alloc&) {
    throw MemoryError(title() + ": not enough memory");
  } catch (const std::length_error&) {  // a container asked for more than any memory holds
    throw MemoryError(title() + ": not enough memory");
  } catch (const std::exception& e) {
    throw Error(title() + ": " + e.what());
  }
}

}  // namespace

std::string running_title(lua_State* L) {
  return full_name(*static_cast<const Function*>(lua_touserdata(L, lua_upvalueindex(1))),
                   static_cast<const char*>(lua_touserdata(L, lua_upvalueindex(2))));
}

int run_direct(lua_State* L, FunctionRef<int(LibraryState&)> body) {
  auto* state = static_cast<LibraryState*>(lua_touserdata(L, lua_upvalueindex(3)));
  state->pace(L, 0);
  int results = 0;
  Failure failure;
  auto run = [&] {
    Running running(*state, L);
    named([&] { results = body(*state); }, [&] { return running_title(L); },
          [](const MissingArgument& e) { return std::string(e.what()); });
  };
  if (guarded(failure, nullptr, run)) return results;
  return raise(L, failure);
}

struct Invocation {
  lua_State* L;
  LibraryState* state;
  const Function* row;
  const char* module;
  void (*body)(Call&);
  bool method = false;  // of an array
  int results = 0;

  void run() {
    Running running(*state, L);
    Call call(L, *state, *row, module);
    const auto run_all = [&] {
      Decoder(call).run();
      body(call);
      if (state->checks_results) [[unlikely]]
        check_results(call);
      results = give_results(call);
    };
    named(
        run_all, [&] { return call.title(); },
        [&](const MissingArgument& e) { return with_colon(e.what(), e.takes_array); });
  }

  // m.dot(b) lacks an argument, for b stands where the array does: the type cannot tell, the message can.
  std::string with_colon(std::string text, bool array_missing) const {
    std::string hint;
    if (method && array_missing)
      hint = std::string("; as a method it is called with a colon, a:") + row->name + "(...)";
    else if (std::string_view(module).ends_with(':') && lua_gettop(L) == 0)
      hint = std::string("; call it with a colon, object:") + row->name + "(...)";
    return text.insert(std::min(text.find('\n'), text.size()), hint);
  }
};

int run_body(lua_State* L, const Function& row, const char* module, void (*body)(Call&)) {
  Invocation invocation{L, &LibraryState::of(L), &row, module, body};
  invocation.run();
  return invocation.results;
}

namespace {

// What the fast path of a row has pushed; -1 where it does not apply, or threw: then the body says what was wrong.
int fast_results(lua_State* L, const Function& row) {
  const int top = lua_gettop(L);
  try {
    return row.fast(L, row.code);
  } catch (...) {
    lua_settop(L, top);
    return -1;
  }
}

int call_row(lua_State* L, bool method) {
  const auto* row = static_cast<const Function*>(lua_touserdata(L, lua_upvalueindex(1)));
  if (row->fast)
    if (const int results = fast_results(L, *row); results >= 0) return results;
  auto* state = static_cast<LibraryState*>(lua_touserdata(L, lua_upvalueindex(3)));
  state->pace(L, 0);
  Invocation invocation{L,         state, row, static_cast<const char*>(lua_touserdata(L, lua_upvalueindex(2))),
                        row->body, method};
  Failure failure;
  if (guarded(failure, nullptr, [&] { invocation.run(); })) return invocation.results;
  return raise(L, failure);
}

int enter(lua_State* L) { return call_row(L, false); }

// __call of a table with members.
int enter_table(lua_State* L) {
  lua_remove(L, 1);
  return call_row(L, false);
}

int enter_method(lua_State* L) {
  if (array_at(L, 1)) return call_row(L, true);
  const char* name = static_cast<const Function*>(lua_touserdata(L, lua_upvalueindex(1)))->name;
  return luaL_error(L, "array:%s: call it with a colon, a:%s(...)", name, name);
}

void push(lua_State* L, const Function& row, const char* module, lua_CFunction how) {
  if (row.direct) return lua_pushcfunction(L, row.direct);
  lua_pushlightuserdata(L, const_cast<Function*>(&row));
  lua_pushlightuserdata(L, const_cast<char*>(module));
  lua_pushlightuserdata(L, &LibraryState::of(L));
  lua_pushcclosure(L, how, 3);
}

}  // namespace

void push_function(lua_State* L, const Function& row, const char* module) { push(L, row, module, enter); }
void push_array_method(lua_State* L, const Function& row, const char* module) { push(L, row, module, enter_method); }

namespace {

const char row_key = 0;

// Nothing by that name among the members. Upvalue: the row.
int unknown_name(lua_State* L) {
  Failure failure;
  guarded(failure, nullptr, [&] {
    const Members& members = *static_cast<const Function*>(lua_touserdata(L, lua_upvalueindex(1)))->members;
    std::vector<std::string_view> names;
    for (const Function& row : members.rows) names.push_back(row.name);
    if (lua_type(L, 2) != LUA_TSTRING) throw Error(std::string(members.path) + " has no member " + show(L, 2).text);
    const std::string key(lua_tostring(L, 2));
    throw Error(std::string(members.path) + " has no member '" + key.substr(0, 60) + "'" + suggestion(key, names));
  });
  return raise(L, failure);
}

int sealed(lua_State* L) {
  const auto* row = static_cast<const Function*>(lua_touserdata(L, lua_upvalueindex(1)));
  return luaL_error(L, "%s is read-only", row->members->path);
}

int member_text(lua_State* L) {
  const auto* row = static_cast<const Function*>(lua_touserdata(L, lua_upvalueindex(1)));
  lua_pushfstring(L, "function: %s", row->members->path);
  return 1;
}

// Upvalue: the members.
int all_members(lua_State* L) {
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushcclosure(
      L,
      [](lua_State* K) {
        lua_settop(K, 2);
        lua_pushvalue(K, 2);
        return lua_next(K, lua_upvalueindex(1)) ? 2 : 0;
      },
      1);
  lua_pushvalue(L, 1);
  return 2;
}

}  // namespace

void push_function_with_members(lua_State* L, const Function& row, const char* module) {
  luaL_checkstack(L, 10, "no room for a function with members");
  lua_newtable(L);
  lua_createtable(L, 0, 8);
  const int meta = lua_gettop(L);
  lua_createtable(L, 0, static_cast<int>(row.members->rows.size()));
  for (const Function& member : row.members->rows) {
    push_function(L, member, row.members->path);
    lua_setfield(L, -2, member.name);
  }
  lua_pushvalue(L, -1);
  lua_pushcclosure(L, all_members, 1);
  lua_setfield(L, meta, "__pairs");
  lua_createtable(L, 0, 1);
  lua_pushlightuserdata(L, const_cast<Function*>(&row));
  lua_pushcclosure(L, unknown_name, 1);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  lua_setfield(L, meta, "__index");
  push(L, row, module, enter_table);
  lua_setfield(L, meta, "__call");
  const luaL_Reg events[] = {{"__newindex", sealed}, {"__tostring", member_text}};
  for (const luaL_Reg& event : events) {
    lua_pushlightuserdata(L, const_cast<Function*>(&row));
    lua_pushcclosure(L, event.func, 1);
    lua_setfield(L, meta, event.name);
  }
  lua_pushboolean(L, 0);
  lua_setfield(L, meta, "__metatable");
  lua_pushstring(L, "function");
  lua_setfield(L, meta, "__name");
  lua_pushlightuserdata(L, const_cast<Function*>(&row));
  lua_rawsetp(L, meta, &row_key);
  lua_setmetatable(L, -2);
}

namespace {

const Function* direct_row(lua_CFunction f, const char** module) {
  const Function* found = nullptr;
  auto look = [&](Rows rows, const char* place) {
    for (const Function& row : rows)
      if (row.direct == f) {
        found = &row;
        if (module) *module = place;
      }
  };
  for (const Module* m : modules()) {
    for (const Rows& family : m->families) look(family, m == &array_module ? "array:" : m->name);
    for (const Class* c : m->classes) look(c->methods, c->prefix);
  }
  return found;
}

}  // namespace

const Function* row_of(lua_State* L, int index, const char** module) {
  if (lua_type(L, index) == LUA_TTABLE && lua_getmetatable(L, index)) {
    lua_rawgetp(L, -1, &row_key);
    const auto* row = static_cast<const Function*>(lua_touserdata(L, -1));
    lua_pop(L, 2);
    if (row && module) *module = row->members->path;
    return row;
  }
  const lua_CFunction f = lua_tocfunction(L, index);
  if (!f) return nullptr;
  if (f != enter && f != enter_method) return direct_row(f, module);
  index = lua_absindex(L, index);
  lua_getupvalue(L, index, 1);
  lua_getupvalue(L, index, 2);
  const auto* row = static_cast<const Function*>(lua_touserdata(L, -2));
  if (module) *module = static_cast<const char*>(lua_touserdata(L, -1));
  lua_pop(L, 2);
  return row;
}

}  // namespace perilune
