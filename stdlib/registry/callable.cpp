#include "stdlib/registry/callable.h"

#include <cstring>
#include <lua.hpp>

#include "stdlib/registry/arguments.h"
#include "stdlib/registry/state.h"
#include "stdlib/types/array.h"

namespace perilune {

namespace {

constexpr char traceback_key = 0;

// Keeps the traceback of the innermost callback: by the time a host sees the error, those frames are gone.
int remember_traceback(lua_State* L) {
  lua_createtable(L, 2, 0);
  lua_pushvalue(L, 1);
  lua_rawseti(L, -2, 1);
  luaL_traceback(L, L, nullptr, 1);
  lua_rawseti(L, -2, 2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &traceback_key);
  return 1;
}

struct Input {
  std::span<const double> x;
  bool vector;
  double number;
  std::span<const Callable::Report> state;
  const std::string_view* text = nullptr;  // instead of numbers
};

// Runs protected: (input, a list of extra arguments or a single one or nil, function) -> the function's first result.
int call_with(lua_State* L) {
  const auto& input = *static_cast<const Input*>(lua_touserdata(L, 1));
  if (input.text) {
    lua_pushlstring(L, input.text->data(), input.text->size());
  } else if (input.vector) {
    const auto n = static_cast<std::int64_t>(input.x.size());
    ArrayValue* a = push_new_array(L, DType::float64, {&n, 1});
    if (n) std::memcpy(a->data, input.x.data(), input.x.size_bytes());
  } else {
    lua_pushnumber(L, input.number);
  }
  int arguments = 1;
  if (!input.state.empty()) {
    lua_createtable(L, 0, static_cast<int>(input.state.size()));
    for (const Callable::Report& item : input.state) {
      if (item.value == static_cast<double>(static_cast<lua_Integer>(item.value)))
        lua_pushinteger(L, static_cast<lua_Integer>(item.value));
      else lua_pushnumber(L, item.value);
      lua_setfield(L, -2, item.name);
    }
    ++arguments;
  }
  if (plain_table(L, 2)) {
    const auto n = static_cast<int>(lua_rawlen(L, 2));
    luaL_checkstack(L, n + 5, "too many extra arguments");
    for (int i = 1; i <= n; ++i) lua_rawgeti(L, 2, i);
    arguments += n;
  } else if (!lua_isnil(L, 2)) {
    lua_pushvalue(L, 2);
    ++arguments;
  }
  lua_call(L, arguments, 1);
  return 1;
}

void push_helper(lua_State* L, const Input& input, int slot, int arguments) {
  lua_pushcfunction(L, call_with);
  lua_pushlightuserdata(L, const_cast<Input*>(&input));
  if (arguments) lua_pushvalue(L, arguments);
  else lua_pushnil(L);
  lua_pushvalue(L, slot);
}

}  // namespace

void push_callback_traceback(lua_State* L, int error) {
  error = lua_absindex(L, error);
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &traceback_key) == LUA_TTABLE) {
    lua_rawgeti(L, -1, 1);
    const bool same = lua_rawequal(L, -1, error);
    lua_pop(L, 1);
    if (same) {
      lua_rawgeti(L, -1, 2);
      lua_remove(L, -2);
      return;
    }
  }
  lua_pop(L, 1);
  lua_pushnil(L);
}

// The message handler is put on the stack by the first call and stays below what later calls push.
void Callable::begin() {
  ++calls_;
  if (const int top = lua_gettop(L_); top >= roomy_to_) {
    if (!lua_checkstack(L_, 20)) throw MemoryError("not enough memory for the Lua stack");
    roomy_to_ = top + 10;  // room once made stays until the function returns
  }
  if (handler_) return;
  lua_pushcfunction(L_, remember_traceback);
  handler_ = lua_gettop(L_);
}

// The stack ends with the function and its arguments; the result takes their place.
void Callable::invoke(int arguments) {
  lua_State* before = std::exchange(state_->running, L_);
  const int status = lua_pcall(L_, arguments, 1, handler_);
  state_->running = before;
  if (status != LUA_OK) throw LuaRaised{};
}

double Callable::take_number() {
  double value = 0;
  if (lua_type(L_, -1) == LUA_TNUMBER) {
    value = lua_tonumber(L_, -1);
  } else if (const ArrayValue* a = array_at(L_, -1);
             a && a->usable() && a->view().size() == 1 && !is_complex(a->dtype)) {
    value = load(a->dtype, a->data).real();
  } else {
    refuse_number();
  }
  lua_pop(L_, 1);
  return value;
}

void Callable::refuse_number() {
  const std::string came = show(L_, -1).text;
  lua_pop(L_, 1);
  throw ValueError(name_ + " returned " + came + " at evaluation " + std::to_string(calls_) + ", expected a number");
}

double Callable::number(double x) {
  begin();
  if (arguments_) {
    const Input input{{}, false, x, {}};
    push_helper(L_, input, slot_, arguments_);
    invoke(3);
  } else {
    lua_pushvalue(L_, slot_);
    lua_pushnumber(L_, x);
    invoke(1);
  }
  return take_number();
}

double Callable::number(std::span<const double> x) {
  const Input input{x, true, 0, {}};
  begin();
  push_helper(L_, input, slot_, arguments_);
  invoke(3);
  return take_number();
}

void Callable::vector(std::span<const double> x, std::span<double> result) {
  const Input input{x, true, 0, {}};
  begin();
  push_helper(L_, input, slot_, arguments_);
  invoke(3);
  const int top = lua_gettop(L_);
  std::string problem;
  try {
    Array held;
    View v;
    if (const ArrayValue* a = array_at(L_, top); a && a->usable()) v = a->view();
    else if (lua_type(L_, top) == LUA_TTABLE)
      v = held = array_from_table(L_, state_->context, top, name_ + "'s result");
    else if (lua_type(L_, top) == LUA_TNUMBER && result.size() == 1)
      v = held = array_from_scalar(state_->context, Scalar::of(lua_tonumber(L_, top)));
    const auto n = static_cast<std::int64_t>(result.size());
    if (!v.data || is_complex(v.dtype) || v.size() != n || v.ndim > 1) {
      throw ValueError(name_ + " returned " + show(L_, top).text + " at evaluation " + std::to_string(calls_) +
                       ", expected a vector of length " + std::to_string(n));
    }
    for (std::int64_t i = 0; i < n; ++i)
      result[static_cast<std::size_t>(i)] = load(v.dtype, v.data + (v.ndim ? i * v.strides[0] : 0)).real();
  } catch (...) {
    lua_settop(L_, top - 1);
    throw;
  }
  lua_settop(L_, top - 1);
}

std::variant<Scalar, std::string> Callable::of_text(std::string_view text) {
  const Input input{{}, false, 0, {}, &text};
  begin();
  push_helper(L_, input, slot_, 0);
  invoke(3);
  std::variant<Scalar, std::string> value;
  Scalar number;
  std::string came;
  if (lua_type(L_, -1) == LUA_TSTRING) {
    std::size_t length;
    const char* characters = lua_tolstring(L_, -1, &length);
    value = std::string(characters, length);
  } else if (to_scalar(L_, -1, number)) {
    value = number;
  } else if (const ArrayValue* a = array_at(L_, -1); a && a->usable() && a->view().size() == 1) {
    value = load(a->dtype, a->data);
  } else {
    came = show(L_, -1).text;
  }
  lua_pop(L_, 1);
  if (!came.empty())
    throw ValueError(name_ + " returned " + came + " at evaluation " + std::to_string(calls_) +
                     ", expected a number or a string");
  return value;
}

bool Callable::wants_stop() {
  bool stop = lua_type(L_, -1) == LUA_TBOOLEAN && lua_toboolean(L_, -1);
  if (lua_type(L_, -1) == LUA_TSTRING) stop = std::strcmp(lua_tostring(L_, -1), "stop") == 0;
  lua_pop(L_, 1);
  return stop;
}

bool Callable::report(std::span<const double> x, std::span<const Report> state) {
  const Input input{x, true, 0, state};
  begin();
  push_helper(L_, input, slot_, 0);
  invoke(3);
  return wants_stop();
}

bool Callable::report(double x, std::span<const Report> state) {
  const Input input{{}, false, x, state};
  begin();
  push_helper(L_, input, slot_, 0);
  invoke(3);
  return wants_stop();
}

}  // namespace perilune
