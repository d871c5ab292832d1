#include "interpreter/repl/timing.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <lua.hpp>

namespace perilune::repl {

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

namespace {

struct Unit {
  double size;
  const char* name;
};
constexpr Unit units[] = {{1, "s"}, {1e-3, "ms"}, {1e-6, "\u00b5s"}, {1e-9, "ns"}};

void write_seconds(char (&text)[40], double seconds) {
  const Unit* unit = units;
  while (unit != std::end(units) - 1 && seconds < unit->size * 0.9995) ++unit;
  const double value = seconds / unit->size;
  const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  std::snprintf(text, sizeof text, "%.*f %s", decimals, value, unit->name);
}

constexpr double shortest_run = 0.02;  // seconds: long against what the clock and the scheduler do
constexpr double longest_wait = 1.5;   // after this no further run begins
constexpr int most_runs = 7;
constexpr lua_Integer most_calls = 1'000'000'000;

// Seconds for so many calls of the function at 1 with what follows it.
double run(lua_State* L, lua_Integer calls) {
  const int top = lua_gettop(L);
  const double begin = now();
  for (lua_Integer i = 0; i < calls; ++i) {
    for (int j = 1; j <= top; ++j) lua_pushvalue(L, j);
    lua_call(L, top - 1, 0);
  }
  return now() - begin;
}

bool can_be_called(lua_State* L) {
  if (lua_isfunction(L, 1)) return true;
  return luaL_getmetafield(L, 1, "__call") != LUA_TNIL && (lua_pop(L, 1), true);
}

constexpr const char* metatable_name = "perilune.timing";

int timeit(lua_State* L) {
  if (!can_be_called(L)) {
    const char* got = lua_isnone(L, 1) ? "no value" : luaL_typename(L, 1);
    return luaL_error(L, "timeit: f must be a function, got %s: timeit(function() return ... end)", got);
  }
  luaL_checkstack(L, lua_gettop(L) + 5, "too many arguments");
  // As many calls per run as take long enough; the last of these trials is the first run.
  lua_Integer calls = 1;
  double seconds = run(L, calls), total = seconds;
  while (seconds < shortest_run && calls < most_calls) {
    const double wanted = 1.2 * shortest_run / std::fmax(seconds / static_cast<double>(calls), 1e-9);
    const double at_most = 10 * static_cast<double>(calls);
    calls = static_cast<lua_Integer>(std::fmin(std::fmax(wanted, static_cast<double>(calls) + 1), at_most));
    seconds = run(L, calls);
    total += seconds;
  }
  double best = seconds, sum = seconds;
  int runs = 1;
  while (runs < most_runs && total + seconds < longest_wait) {
    seconds = run(L, calls);
    best = std::fmin(best, seconds);
    sum += seconds;
    total += seconds;
    ++runs;
  }
  lua_createtable(L, 0, 4);
  lua_pushnumber(L, best / static_cast<double>(calls));
  lua_setfield(L, -2, "best");
  lua_pushnumber(L, sum / runs / static_cast<double>(calls));
  lua_setfield(L, -2, "mean");
  lua_pushinteger(L, calls);
  lua_setfield(L, -2, "calls");
  lua_pushinteger(L, runs);
  lua_setfield(L, -2, "runs");
  luaL_setmetatable(L, metatable_name);
  return 1;
}

int timing_text(lua_State* L) {
  lua_getfield(L, 1, "best");
  lua_getfield(L, 1, "runs");
  lua_getfield(L, 1, "calls");
  char text[40];
  write_seconds(text, lua_tonumber(L, -3));
  const lua_Integer runs = lua_tointeger(L, -2), calls = lua_tointeger(L, -1);
  if (runs == 1 && calls == 1) lua_pushfstring(L, "%s, one call", text);
  else
    lua_pushfstring(L, "%s per call, best of %I run%s of %I call%s", text, runs, runs == 1 ? "" : "s", calls,
                    calls == 1 ? "" : "s");
  return 1;
}

}  // namespace

std::string seconds_text(double seconds) {
  char text[40];
  write_seconds(text, seconds);
  return text;
}

int open_timing(lua_State* L) {
  luaL_newmetatable(L, metatable_name);
  lua_pushcfunction(L, timing_text);
  lua_setfield(L, -2, "__tostring");
  lua_pop(L, 1);
  lua_pushcfunction(L, timeit);
  lua_setglobal(L, "timeit");
  return 0;
}

}  // namespace perilune::repl
