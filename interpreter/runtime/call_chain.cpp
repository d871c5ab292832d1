// A value that is called need not be a function: Lua takes its __call, whatever that is, and asks again, moving all
// arguments by one place each time. A table that is its own __call keeps it busy for minutes, in one instruction, until
// the stack is full. Lua asks through luaT_gettmbyobj, which the linker (--wrap, see CMakeLists.txt) leads here.

#include <lua.hpp>

namespace perilune::runtime {

namespace {

static_assert(LUA_VERSION_NUM == 504, "look at ltm.h for the number of the event and at lobject.h for the value");
constexpr int call_event = 23;
struct Value {
  void* bytes;
  unsigned char type;
};

constexpr int longest = 200;  // as many as calls of C can be nested

bool is_function(const Value* v) { return (v->type & 15) == LUA_TFUNCTION; }
bool is_nil(const Value* v) { return (v->type & 15) == LUA_TNIL; }

}  // namespace

extern "C" {

const Value* __real_luaT_gettmbyobj(lua_State* L, const Value* object, int event);
const Value* __wrap_luaT_gettmbyobj(lua_State* L, const Value* object, int event);

const Value* __wrap_luaT_gettmbyobj(lua_State* L, const Value* object, int event) {
  const Value* method = __real_luaT_gettmbyobj(L, object, event);
  if (event != call_event || is_function(method)) return method;
  int links = 0;
  for (const Value* next = method; !is_nil(next) && !is_function(next); ++links) {
    if (links == longest) {
      luaL_where(L, 0);
      lua_pushliteral(L, "a chain of __call is too long");
      lua_concat(L, 2);
      lua_error(L);
    }
    next = __real_luaT_gettmbyobj(L, next, event);
  }
  return method;
}

}  // extern "C"

}  // namespace perilune::runtime
