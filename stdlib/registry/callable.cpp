// Calling Lua from a kernel: the arguments on their way in. What comes back is in answers.cpp.

#include "stdlib/registry/callable.h"

#include <cmath>
#include <cstring>
#include <lua.hpp>
#include <vector>

#include "kernels/array/elementwise.h"
#include "stdlib/registry/arguments.h"
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
  lua_rawseti(L, -2, 2);
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
  constexpr std::size_t usual = 20;
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
  if (status != LUA_OK) throw LuaRaised{};
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

double Callable::number(std::span<const double> x) {
  const Input input(x);
  const CallbackFrame frame{{&input, 1}, nullptr, 1, 0, 1};
  const int base = begin(few);
  lua_pushcfunction(L_, CallbackFrame::run);
  lua_pushlightuserdata(L_, const_cast<CallbackFrame*>(&frame));
  lua_pushvalue(L_, slot_);
  invoke(2 + push_arguments(), 1);
  return take_number(base);
}

Answers Callable::call(std::span<const Input> inputs, int results) {
  std::size_t room = inputs.size();
  bool plain = true;
  int values = 0;
  std::vector<Array> gathered;
  for (const Input& input : inputs) {
    plain = plain && input.is_plain();
    if (input.kind_ == Input::Kind::spread) room += static_cast<std::size_t>(input.n_) - 1;
    else if (input.kind_ == Input::Kind::value) ++values;
    else if (input.kind_ == Input::Kind::view && !input.view_.contiguous())
      gathered.push_back(contiguous_copy(state_->context, input.view_));
    else if (input.kind_ == Input::Kind::handed && !input.array_->block())
      gathered.push_back(contiguous_copy(state_->context, *input.array_));
  }
  const auto arguments = static_cast<int>(room);
  const int base = begin(room + static_cast<std::size_t>(results) + 10);
  CallbackFrame frame{inputs, gathered.data(), arguments, values, results};
  if (plain) {
    lua_pushvalue(L_, slot_);
    const Array* none = nullptr;
    for (const Input& input : inputs) CallbackFrame::push(L_, input, values, none);
    invoke(arguments + push_arguments(), results);
    return Answers(*this, base, results);
  }
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
