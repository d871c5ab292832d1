// Every allocation of a script made to fail, one after another: over Lua's allocator and over arrays and workspaces.
//
//   allocation_faults SCRIPT
//
// The script returns a table of functions, each touching some kind of call. For every n the n-th allocation of a
// function fails, once alone (Lua collects and tries again) and once with all later ones. Each time the function must
// either succeed or raise an error that tells of memory; the state must work afterwards, and when it is closed no byte
// may be left.

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <lua.hpp>
#include <string>

#include "interpreter/runtime/state.h"

using namespace perilune;

namespace {

struct Gate {
  long countdown = -1;  // allocations that still succeed; negative: all do
  bool and_later = false;
  bool tripped = false;
};

bool allow(void* data, std::size_t) {
  Gate& gate = *static_cast<Gate*>(data);
  if (gate.countdown < 0) return true;
  if (gate.countdown > 0) {
    --gate.countdown;
    return true;
  }
  if (gate.tripped && !gate.and_later) return true;
  gate.tripped = true;
  return false;
}

[[noreturn]] void fail(const char* what, const char* function, long n, bool and_later, const char* detail) {
  std::fprintf(stderr, "%s in '%s' with allocation %ld%s failing: %s\n", what, function, n,
               and_later ? " and all later ones" : "", detail ? detail : "?");
  std::exit(1);
}

struct Fixture {
  runtime::State* state;
  Memory* memory;

  explicit Fixture(const char* script) : state(runtime::State::create()), memory(&state->memory()) {
    memory->retain();
    lua_State* L = state->lua();
    lua_pushcfunction(L, [](lua_State* inner) {
      runtime::State::of(inner)->open_libraries();
      return 0;
    });
    if (lua_pcall(L, 0, 0, 0) != LUA_OK || luaL_loadfile(L, script) != LUA_OK || lua_pcall(L, 0, 1, 0) != LUA_OK) {
      std::fprintf(stderr, "%s\n", lua_tostring(L, -1));
      std::exit(1);
    }
    lua_setglobal(L, "cases");
  }

  // False when bytes are left behind.
  bool close() {
    delete state;
    const bool clean = memory->used() == 0;
    if (!clean) std::fprintf(stderr, "%zu bytes are still counted after the state was closed\n", memory->used());
    memory->release();
    return clean;
  }
};

// Runs one case; false when the gate was never reached.
bool attempt(Fixture& fixture, const std::string& name, long n, bool and_later) {
  lua_State* L = fixture.state->lua();
  lua_settop(L, 0);
  lua_getglobal(L, "cases");
  lua_getfield(L, -1, name.c_str());
  Gate gate{n, and_later, false};
  fixture.memory->gate_data = &gate;
  fixture.memory->gate = allow;
  const int status = lua_pcall(L, 0, 0, 0);
  fixture.memory->gate = nullptr;
  const char* message = status == LUA_OK ? nullptr : lua_tostring(L, -1);
  if (status != LUA_OK && (!message || !std::strstr(message, "not enough memory")))
    fail("another error", name.c_str(), n, and_later, message);
  if (status != LUA_OK && !gate.tripped) fail("an error of itself", name.c_str(), n, and_later, message);
  lua_settop(L, 0);
  lua_getglobal(L, "cases");
  lua_getfield(L, -1, "afterwards");
  if (lua_pcall(L, 0, 0, 0) != LUA_OK) fail("broken afterwards", name.c_str(), n, and_later, lua_tostring(L, -1));
  return gate.tripped;
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return 2;
  Fixture names(words[1]);
  std::string list;
  lua_State* L = names.state->lua();
  lua_getglobal(L, "cases");
  lua_pushnil(L);
  while (lua_next(L, -2)) {
    if (const std::string name = lua_tostring(L, -2); name != "afterwards") list += name + "\n";
    lua_pop(L, 1);
  }
  bool clean = names.close();
  long total = 0;
  while (!list.empty()) {
    const std::string name = list.substr(0, list.find('\n'));
    list.erase(0, name.size() + 1);
    for (const bool and_later : {false, true}) {
      Fixture fixture(words[1]);
      for (long n = 0;; ++n, ++total)
        if (!attempt(fixture, name, n, and_later)) break;
      clean = fixture.close() && clean;
    }
  }
  std::printf("%ld failing allocations\n", total);
  return clean && total > 0 ? 0 : 1;
}
