// The C interface: running text, calling functions.

#include <cstdio>
#include <cstring>

#include "interpreter/runtime/api.h"
#include "interpreter/runtime/bounded.h"
#include "stdlib/open.h"

using namespace perilune;
using namespace perilune::runtime;

namespace perilune::runtime {

namespace {

const char state_key = 0;

// One line for each level that runs, without a byte from Lua's heap: it may be full.
void write_traceback(lua_State* L, std::string& text) {
  constexpr int head = 20, tail = 10;
  lua_Debug frame;
  // Each look walks the stack: after an overflow it has 200000 levels.
  int levels = 1, beyond = 1;
  while (lua_getstack(L, beyond, &frame)) levels = beyond, beyond *= 2;
  while (levels < beyond) {
    const int middle = levels + (beyond - levels) / 2;
    if (lua_getstack(L, middle, &frame)) levels = middle + 1;
    else beyond = middle;
  }
  text = "stack traceback:";
  for (int level = 1; level < levels; ++level) {
    if (level == head && levels > head + tail) {
      text += "\n\t... (" + std::to_string(levels - head - tail) + " levels more)";
      level = levels - tail;
    }
    if (!lua_getstack(L, level, &frame) || !lua_getinfo(L, "Slnt", &frame)) break;
    text += std::string("\n\t") + frame.short_src + ":";
    if (frame.currentline > 0) text += std::to_string(frame.currentline) + ":";
    if (*frame.namewhat == 'g') text += std::string(" in function '") + frame.name + "'";
    else if (*frame.namewhat) text += std::string(" in ") + frame.namewhat + " '" + frame.name + "'";
    else if (*frame.what == 'm') text += " in main chunk";
    else if (*frame.what == 'C') text += " in a host function";
    else text += std::string(" in function <") + frame.short_src + ":" + std::to_string(frame.linedefined) + ">";
    if (frame.istailcall) text += "\n\t(...tail calls...)";
  }
}

// The message handler of calls from the host.
int handle(lua_State* L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &state_key);
  auto* s = static_cast<perilune_state*>(lua_touserdata(L, -1));
  lua_pop(L, 1);
  try {
    write_traceback(L, s->traceback);
  } catch (...) {
    s->traceback.clear();
  }
  if (over(s)) return 1;
  if (!lua_isstring(L, 1)) {
    if (!luaL_callmeta(L, 1, "__tostring") || lua_type(L, -1) != LUA_TSTRING)
      lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, 1));
    return 1;
  }
  // An error that came out of a callback: its own frames, which the kernel's way out has left behind.
  push_callback_traceback(L, 1);
  if (const char* inner = lua_tostring(L, -1)) {
    try {
      s->traceback += std::string("\ninside the callback, ") + inner;
    } catch (...) {
    }
  }
  lua_settop(L, 1);
  return 1;
}

}  // namespace

void register_state(lua_State* L, perilune_state* s) {
  lua_pushlightuserdata(L, s);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &state_key);
}

namespace {

// Whether `text` is `error`, or that with a place in front, which coroutine.wrap puts there.
bool same_error(std::string_view text, std::string_view error) {
  if (!text.ends_with(error)) return false;
  std::string_view place = text.substr(0, text.size() - error.size());
  if (place.empty()) return true;
  if (!place.ends_with(": ")) return false;
  place.remove_suffix(2);
  const std::size_t digits = place.find_last_not_of("0123456789");
  return digits != place.npos && digits + 1 < place.size() && place[digits] == ':';
}

}  // namespace

perilune_status keep_error(perilune_state* s, lua_State* L, int status) noexcept {
  s->uncaught = nullptr;
  std::size_t length = 0;
  const char* text = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &length) : nullptr;
  try {
    s->message.assign(text ? text : "(no message)", text ? length : 12);
  } catch (...) {
    s->message.clear();
  }
  if (text)
    for (Payload& p : s->payloads)
      if (p.release && same_error({text, length}, p.error)) s->uncaught = &p;
  if (s->limiter && s->limiter->limits().bytes && status == LUA_ERRMEM) s->limiter->exhausted();
  lua_pop(L, 1);
  return status == LUA_ERRMEM ? PERILUNE_MEMORY : status == LUA_ERRSYNTAX ? PERILUNE_SYNTAX : PERILUNE_ERROR;
}

perilune_status protected_step(perilune_state* s, lua_State* L, lua_CFunction f, void* data, int results) {
  lua_pushcfunction(L, f);
  lua_pushlightuserdata(L, data);
  const int status = lua_pcall(L, 1, results, 0);
  if (status == LUA_OK) return PERILUNE_OK;
  s->traceback.clear();
  return keep_error(s, L, status);
}

perilune_status call(perilune_state* s, lua_State* L, int arguments, int results) {
  const int at = lua_gettop(L) - arguments;
  lua_pushcfunction(L, handle);
  lua_insert(L, at);
  const int status = lua_pcall(L, arguments, results, at);
  if (status != LUA_OK) {
    if (status == LUA_ERRMEM) s->traceback.clear();
    return keep_error(s, L, status);
  }
  lua_remove(L, at);
  return PERILUNE_OK;
}

int load(const perilune_state* s, lua_State* L, const char* text, std::size_t length, const char* name,
         const char* mode) {
  return s->restricted ? load_text(L, text, length, name, mode) : luaL_loadbufferx(L, text, length, name, mode);
}

namespace {

// Runs the chunk on top of the stack.
perilune_status run_loaded(perilune_state* s, lua_State* L, perilune_value* results, std::size_t capacity,
                           std::size_t* count) {
  const int first = lua_gettop(L);
  const perilune_status status = call(s, L, 0, count || capacity ? LUA_MULTRET : 0);
  return status == PERILUNE_OK ? read_results(s, L, first, results, capacity, count) : status;
}

perilune_status keep_load_error(perilune_state* s, lua_State* L, int status) {
  s->traceback.clear();
  const perilune_status kept = keep_error(s, L, status);
  return status == LUA_ERRFILE ? PERILUNE_MISUSE : kept;
}

struct File {
  const char *path, *mode;
  int status;
};

int load_file(lua_State* L) {
  auto& file = *static_cast<File*>(lua_touserdata(L, 1));
  file.status = luaL_loadfilex(L, file.path, file.mode);
  return 1;
}

void no_results(perilune_value* results, std::size_t capacity, std::size_t* count) {
  for (std::size_t i = 0; i < capacity; ++i) results[i] = perilune_value{};
  if (count) *count = 0;
}

}  // namespace

}  // namespace perilune::runtime

perilune_status perilune_run(perilune_state* s, const char* text, std::size_t length, const char* name,
                             perilune_value* results, std::size_t capacity, std::size_t* count) {
  no_results(results, capacity, count);
  return inside(s, [&](lua_State* L) {
    if (!text && length) return refuse(s, PERILUNE_MISUSE, "there is no text");
    const int status = load(s, L, text ? text : "", length, name ? name : "=(host)", load_mode(s));
    if (status != LUA_OK) return keep_load_error(s, L, status);
    return run_loaded(s, L, results, capacity, count);
  });
}

perilune_status perilune_run_file(perilune_state* s, const char* path, perilune_value* results, std::size_t capacity,
                                  std::size_t* count) {
  no_results(results, capacity, count);
  return inside(s, [&](lua_State* L) {
    if (!path) return refuse(s, PERILUNE_MISUSE, "there is no path");
    File file{path, load_mode(s), LUA_OK};
    if (const perilune_status status = protected_step(s, L, load_file, &file, 1); status != PERILUNE_OK) return status;
    if (file.status != LUA_OK) return keep_load_error(s, L, file.status);
    return run_loaded(s, L, results, capacity, count);
  });
}

perilune_status perilune_eval(perilune_state* s, const char* text, std::size_t length, perilune_value* results,
                              std::size_t capacity, std::size_t* count) {
  no_results(results, capacity, count);
  return inside(s, [&](lua_State* L) {
    if (!text && length) return refuse(s, PERILUNE_MISUSE, "there is no text");
    if (!text) text = "";
    std::string expression = "return ";
    expression.append(text, length);
    int status = load(s, L, expression.data(), expression.size(), "=(host)", "t");
    if (status == LUA_ERRSYNTAX) {
      lua_pop(L, 1);
      status = load(s, L, text, length, "=(host)", "t");
    }
    if (status != LUA_OK) return keep_load_error(s, L, status);
    return run_loaded(s, L, results, capacity, count);
  });
}

perilune_status perilune_call(perilune_state* s, const perilune_ref* function, const perilune_value* arguments,
                              std::size_t argument_count, perilune_value* results, std::size_t capacity,
                              std::size_t* count) {
  no_results(results, capacity, count);
  return inside(s, [&](lua_State* L) {
    if (!function || function->refs != s->refs)
      return refuse(s, PERILUNE_MISUSE, function ? "the function is of another state" : "there is no function to call");
    if (argument_count > 1000000 || !lua_checkstack(L, static_cast<int>(argument_count) + 5))
      return refuse(s, PERILUNE_MISUSE, "too many arguments");
    lua_rawgeti(L, LUA_REGISTRYINDEX, function->id);
    const int first = lua_gettop(L);
    for (std::size_t i = 0; i < argument_count; ++i)
      if (const perilune_status status = push(s, L, arguments[i]); status != PERILUNE_OK) return status;
    // Lua fills up to a number of results without asking whether there is room.
    const int wanted = count || capacity > LUA_MINSTACK / 2 ? LUA_MULTRET : static_cast<int>(capacity);
    const perilune_status status = call(s, L, static_cast<int>(argument_count), wanted);
    return status == PERILUNE_OK ? read_results(s, L, first, results, capacity, count) : status;
  });
}
