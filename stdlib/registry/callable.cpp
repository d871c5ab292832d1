// Calling Lua from a kernel: the arguments on their way in. What comes back is in answers.cpp.

#include "stdlib/registry/callable.h"

#include <cmath>
#include <cstring>
#include <lua.hpp>
#include <vector>

#include "kernels/array/elementwise.h"
#include "stdlib/registry/arguments.h"
#include "stdlib/registry/call_each.h"
#include "stdlib/registry/stack_room.h"
#include "stdlib/registry/state.h"
#include "stdlib/types/array.h"

namespace perilune {

namespace {

constexpr char traceback_key = 0;

// Its address tells threads apart, without a call.
[[gnu::tls_model("initial-exec")]] thread_local char thread_mark;

// Keeps the traceback of the innermost callback: by the time a host sees the error, those frames are gone.
int remember_traceback(lua_State* L) {
  lua_createtable(L, 2, 0);
  lua_pushvalue(L, 1);
  lua_rawseti(L, -2, 1);
  luaL_traceback(L, L, nullptr, 1);
  // Without the function behind Callable::numbers, which is no user's.
  luaL_gsub(L, lua_tostring(L, -1), "\n\t?: in function <?:1>\n\t[C]: ", "\n\t[C]: ");
  lua_rawseti(L, -3, 2);
  lua_pop(L, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &traceback_key);
  return 1;
}

void push_named(lua_State* L, std::span<const Input::Named> table) {
  lua_createtable(L, 0, static_cast<int>(table.size()));
  for (const Input::Named& item : table) {
    // What counts is shown as a count.
    if (std::abs(item.value) < 0x1p63 && item.value == static_cast<double>(static_cast<lua_Integer>(item.value)))
      lua_pushinteger(L, static_cast<lua_Integer>(item.value));
    else lua_pushnumber(L, item.value);
    lua_setfield(L, -2, item.name);
  }
}

void push_copy(lua_State* L, const void* data, DType dtype, std::span<const std::int64_t> shape) {
  const ArrayValue* a = push_new_array(L, dtype, shape);
  if (const auto n = static_cast<std::size_t>(a->view().size()) * itemsize(dtype)) std::memcpy(a->data, data, n);
}

}  // namespace

// Inputs that allocate are pushed under protection, in the frame that then calls the function.
struct CallbackFrame {
  std::span<const Input> inputs;
  const Array* gathered;  // the elements of views that lie scattered, in order
  int arguments;          // that the inputs make
  int values;             // how many of them are Lua values
  int results;

  // Its stack: this frame, the function, the values, further arguments.
  static int run(lua_State* L) {
    const CallbackFrame& frame = *static_cast<const CallbackFrame*>(lua_touserdata(L, 1));
    const int top = lua_gettop(L), further = top - 2 - frame.values;
    luaL_checkstack(L, frame.arguments + further + 10, "too many arguments");
    lua_pushvalue(L, 2);
    int value = 3;
    const Array* gathered = frame.gathered;
    for (const Input& input : frame.inputs) push(L, input, value, gathered);
    for (int i = value; i <= top; ++i) lua_pushvalue(L, i);
    lua_call(L, frame.arguments + further, frame.results);
    return frame.results;
  }

  static void push(lua_State* L, const Input& input, int& value, const Array*& gathered) {
    switch (input.kind_) {
      case Input::Kind::number: lua_pushnumber(L, input.number_); break;
      case Input::Kind::integer: lua_pushinteger(L, input.integer_); break;
      case Input::Kind::boolean: lua_pushboolean(L, input.integer_ != 0); break;
      case Input::Kind::complex: push_complex(L, {input.complex_[0], input.complex_[1]}); break;
      case Input::Kind::text:
        lua_pushlstring(L, static_cast<const char*>(input.data_), static_cast<std::size_t>(input.n_));
        break;
      case Input::Kind::vector: push_copy(L, input.data_, input.dtype_, {&input.n_, 1}); break;
      case Input::Kind::view:
        if (input.view_.contiguous()) push_copy(L, input.view_.data, input.view_.dtype, input.view_.dims());
        else push_whole(L, *gathered++);
        break;
      case Input::Kind::handed:
        if (input.array_->block()) push_whole(L, *input.array_);
        else push_whole(L, *gathered++);
        break;
      case Input::Kind::value: lua_pushvalue(L, value++); break;
      case Input::Kind::named:
        push_named(L, {static_cast<const Input::Named*>(input.data_), std::size_t(input.n_)});
        break;
      case Input::Kind::spread:
        for (std::int64_t i = 0; i < input.n_; ++i) lua_pushnumber(L, static_cast<const double*>(input.data_)[i]);
        break;
    }
  }

  static void push_whole(lua_State* L, const Array& a) {
    LibraryState::of(L).pace(L, 0);
    push_array(L, a, 0);
  }
};

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

Callable::Callable(lua_State* L, LibraryState& state, int slot, std::string name)
    : L_(L), state_(&state), slot_(slot), thread_(&thread_mark), name_(std::move(name)) {}

void Callable::make_room(std::size_t room) {
  constexpr std::size_t usual = 60;
  const int top = lua_gettop(L_);
  if (room > LUAI_MAXSTACK || !lua_checkstack(L_, static_cast<int>(room + usual)))
    throw MemoryError("the Lua stack has no room for the arguments of " + name_);
  roomy_to_ = top + static_cast<int>(usual - few);  // room once made stays until the function returns
}

// Makes room for so many values and returns the height of the stack. The message handler is put there by the first call
// and stays below what later calls push.
inline int Callable::begin(std::size_t room) {
  if (&thread_mark != thread_) [[unlikely]]
    throw InternalError(name_ + " was called on another thread than the one that runs Lua");
  ++calls_;
  const int top = lua_gettop(L_);
  if (room > few || top >= roomy_to_) make_room(room);
  if (handler_) return top;
  if (!stack_has_room()) throw Error(name_ + " is nested too deeply in other callbacks");
  lua_pushcfunction(L_, remember_traceback);
  return handler_ = top + 1;
}

int Callable::push_list() {
  if (!plain_table(L_, arguments_)) {
    lua_pushvalue(L_, arguments_);
    return 1;
  }
  const auto n = static_cast<std::int64_t>(lua_rawlen(L_, arguments_));
  if (n > LUAI_MAXSTACK / 4 || !lua_checkstack(L_, static_cast<int>(n) + 10))
    throw MemoryError("the Lua stack has no room for so many further arguments of " + name_);
  for (int i = 1; i <= n; ++i) lua_rawgeti(L_, arguments_, i);
  return static_cast<int>(n);
}

// The stack ends with the function and its arguments; the results take their place.
inline void Callable::invoke(int arguments, int results) {
  lua_State* before = std::exchange(state_->running, L_);
  const int status = lua_pcall(L_, arguments, results, handler_);
  state_->running = before;
  if (status == LUA_OK) [[likely]]
    return;
  // Lua counts the C functions that are inside each other; what it says when there are too many names nobody.
  if (const char* message = lua_tostring(L_, -1); message && std::strcmp(message, "C stack overflow") == 0)
    throw Error(name_ + " is nested too deeply in other callbacks");
  throw LuaRaised{};
}

// Puts the function that calls another for n arguments where `each_` says, a place taken by the first call; returns the
// height of the stack.
int Callable::find_each(int n) {
  if (!each_) {
    lua_pushnil(L_);
    each_ = lua_gettop(L_);
  }
  each_length_ = n;
  const int top = lua_gettop(L_);
  if (!push_each(L_, n)) {
    lua_pushcfunction(L_, make_each);
    lua_pushinteger(L_, n);
    invoke(1, 1);
  }
  lua_replace(L_, each_);
  lua_settop(L_, top);
  return top;
}

void Callable::numbers(std::span<const double> x, std::span<double> y) {
  std::size_t done = 0;
  const auto one_by_one = [&](std::size_t end) {
    for (; done < end; ++done) y[done] = number(x[done]);
  };
  if (arguments_) return one_by_one(x.size());
  // What is wrong with a function is mostly wrong from the first call on: it is told before there is a second.
  if (calls_ == 0 && !x.empty()) one_by_one(1);
  while (done < x.size()) {
    const std::size_t n = std::min(x.size() - done, most_numbers);
    const std::int64_t before = calls_;
    int base = begin(n + few);
    if (each_length_ != static_cast<int>(n)) base = find_each(static_cast<int>(n));
    lua_pushvalue(L_, each_);
    lua_pushvalue(L_, slot_);
    for (std::size_t k = 0; k < n; ++k) lua_pushnumber(L_, x[done + k]);
    invoke(static_cast<int>(n) + 1, static_cast<int>(n));
    for (int k = 0; k < static_cast<int>(n); ++k, ++done) {
      if (lua_type(L_, base + 1 + k) == LUA_TNUMBER) [[likely]] {
        y[done] = lua_tonumber(L_, base + 1 + k);
      } else {
        calls_ = before + k + 1;
        y[done] = Answers(*this, base + k, 1).number();
      }
    }
    calls_ = before + static_cast<std::int64_t>(n);
    lua_settop(L_, base);
  }
}

inline double Callable::take_number(int base) {
  if (lua_type(L_, -1) != LUA_TNUMBER) return Answers(*this, base, 1).number();
  const double y = lua_tonumber(L_, -1);
  lua_settop(L_, base);
  return y;
}

double Callable::number(double x) {
  const int base = begin(few);
  lua_pushvalue(L_, slot_);
  lua_pushnumber(L_, x);
  invoke(1 + push_arguments(), 1);
  return take_number(base);
}

// The room for spare arrays is taken by the first call that wants some, and stays below what later calls push.
inline int Callable::begin_with_spares() {
  const int base = begin(few);
  if (spares_.slot) [[likely]]
    return base;
  lua_settop(L_, base + Spares::most);
  make_room(few);
  spares_.slot = base + 1;
  return base + Spares::most;
}

// The slot of an array of the call's own with these elements.
inline int Callable::spare(const double* x, std::size_t n) {
  if (spares_.next == spares_.made || spares_.length != n) [[unlikely]]
    make_spares(n);
  const int slot = spares_.slot + spares_.next++;
  const auto* a = static_cast<const ArrayValue*>(lua_touserdata(L_, slot));
  if (n) std::memcpy(a->data, x, n * sizeof(double));
  return slot;
}

void Callable::make_spares(std::size_t n) {
  using Wanted = std::pair<std::int64_t, int>;
  const auto make = [](lua_State* L) {
    const Wanted& wanted = *static_cast<const Wanted*>(lua_touserdata(L, 1));
    luaL_checkstack(L, wanted.second + 10, "no room for arguments");
    for (int i = 0; i < wanted.second; ++i) {
      const ArrayValue* a = push_new_array(L, DType::float64, {&wanted.first, 1});
      std::memset(a->data, 0, static_cast<std::size_t>(wanted.first) * sizeof(double));
    }
    return wanted.second;
  };
  Wanted wanted{static_cast<std::int64_t>(n), spares_.made == 0 ? 2 : Spares::most};
  spares_.next = spares_.made = 0;
  lua_pushcfunction(L_, make);
  lua_pushlightuserdata(L_, &wanted);
  invoke(1, wanted.second);
  for (int i = wanted.second; i-- > 0;) lua_replace(L_, spares_.slot + i);
  spares_.made = wanted.second;
  spares_.length = n;
}

inline void Callable::push_plain(const Input& input) {
  switch (input.kind_) {
    case Input::Kind::number: return lua_pushnumber(L_, input.number_);
    case Input::Kind::integer: return lua_pushinteger(L_, input.integer_);
    case Input::Kind::boolean: return lua_pushboolean(L_, input.integer_ != 0);
    case Input::Kind::value: return lua_pushvalue(L_, static_cast<int>(input.n_));
    case Input::Kind::spread:
      for (std::int64_t i = 0; i < input.n_; ++i) lua_pushnumber(L_, static_cast<const double*>(input.data_)[i]);
      return;
    default: lua_pushvalue(L_, spare(static_cast<const double*>(input.data_), static_cast<std::size_t>(input.n_)));
  }
}

double Callable::number(std::span<const double> x) {
  if (x.size() > Input::most_spare) return call({x}).number();
  const int base = begin_with_spares();
  lua_pushvalue(L_, slot_);
  lua_pushvalue(L_, spare(x.data(), x.size()));
  invoke(1 + push_arguments(), 1);
  return take_number(base);
}

void Callable::vector(double t, std::span<const double> y, std::span<double> to) {
  if (y.size() > Input::most_spare) return call({t, y}).read(0, to);
  const int base = begin_with_spares();
  lua_pushvalue(L_, slot_);
  lua_pushnumber(L_, t);
  lua_pushvalue(L_, spare(y.data(), y.size()));
  invoke(2 + push_arguments(), 1);
  Answers(*this, base, 1).read(0, to);
}

Answers Callable::call(std::span<const Input> inputs, int results) {
  std::size_t room = inputs.size();
  bool plain = true, has_vector = false;
  int values = 0;
  std::vector<Array> gathered;
  for (const Input& input : inputs) {
    if (!input.is_plain()) {
      const bool vector = input.is_short();
      has_vector |= vector;
      plain &= vector;
    }
    if (input.kind_ == Input::Kind::spread) room += static_cast<std::size_t>(input.n_) - 1;
    else if (input.kind_ == Input::Kind::value) ++values;
    else if (input.kind_ == Input::Kind::view && !input.view_.contiguous())
      gathered.push_back(contiguous_copy(state_->context, input.view_));
    else if (input.kind_ == Input::Kind::handed && !input.array_->block())
      gathered.push_back(contiguous_copy(state_->context, *input.array_));
  }
  const auto arguments = static_cast<int>(room);
  if (plain) {
    // The function, its arguments and what makes spare arrays take less than `few`.
    if (room + static_cast<std::size_t>(results) > 8) make_room(room + static_cast<std::size_t>(results) + few);
    const int base = has_vector ? begin_with_spares() : begin(few);
    lua_pushvalue(L_, slot_);
    for (const Input& input : inputs) push_plain(input);
    invoke(arguments + push_arguments(), results);
    return Answers(*this, base, results);
  }
  const int base = begin(room + static_cast<std::size_t>(results) + 10);
  CallbackFrame frame{inputs, gathered.data(), arguments, values, results};
  lua_pushcfunction(L_, CallbackFrame::run);
  lua_pushlightuserdata(L_, &frame);
  lua_pushvalue(L_, slot_);
  for (const Input& input : inputs)
    if (input.kind_ == Input::Kind::value) lua_pushvalue(L_, static_cast<int>(input.n_));
  const int further = push_arguments();
  invoke(2 + values + further, results);
  for (const Input& input : inputs)
    if (input.kind_ == Input::Kind::handed) *input.array_ = Array();
  return Answers(*this, base, results);
}

int Callable::declared_parameters() const {
  if (!lua_isfunction(L_, slot_) || lua_iscfunction(L_, slot_)) return -1;
  lua_Debug info;
  lua_pushvalue(L_, slot_);
  lua_getinfo(L_, ">u", &info);
  return info.isvararg ? -1 : info.nparams;
}

}  // namespace perilune
