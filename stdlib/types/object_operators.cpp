// Lua's operators on objects of declared classes: each event becomes a call of a body, with arguments of its own row.

#include <cstdio>

#include "stdlib/registry/call.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/state.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/object.h"

namespace perilune {

namespace {

constexpr Type operand = Type::number | Type::complex | Type::array | Type::string | Type::object | Type::any;

constexpr Arg operate_args[] = {in("left", operand, "The left operand."),
                                optional("right", operand, absent, "The other."),
                                out("result", Type::any, "What it gives.")};
constexpr Arg equal_args[] = {in("left", operand, "The left operand."), in("right", operand, "The other."),
                              out("same", Type::boolean, "Whether they are equal.")};
constexpr Arg length_args[] = {in("self", Type::object, "The object."), out("n", Type::integer, "Its length.")};
constexpr Arg text_args[] = {in("self", Type::object, "The object."), out("text", Type::string, "How it prints.")};
constexpr Arg index_args[] = {in("self", Type::object, "The object."), in("key", Type::any, "What stands in brackets."),
                              out("value", Type::any, "The element or part.")};
constexpr Arg assign_args[] = {in("self", Type::object, "The object."),
                               in("key", Type::any, "What stands in brackets."),
                               in("value", operand, "What to store.")};

constexpr Function row(const char* symbol, std::span<const Arg> args, Operation operation = {}) {
  return {symbol, "", args, "", "", nullptr, static_cast<int>(operation)};
}

struct Event {
  const char* name;
  Function row;
};
// In the order of Operation.
constexpr Event events[] = {
    {"__add", row("+", operate_args, Operation::add)},
    {"__sub", row("-", operate_args, Operation::subtract)},
    {"__mul", row("*", operate_args, Operation::multiply)},
    {"__div", row("/", operate_args, Operation::divide)},
    {"__idiv", row("//", operate_args, Operation::floor_divide)},
    {"__mod", row("%", operate_args, Operation::remainder)},
    {"__pow", row("^", operate_args, Operation::power)},
    {"__band", row("&", operate_args, Operation::bit_and)},
    {"__bor", row("|", operate_args, Operation::bit_or)},
    {"__bxor", row("~", operate_args, Operation::bit_xor)},
    {"__shl", row("<<", operate_args, Operation::left_shift)},
    {"__shr", row(">>", operate_args, Operation::right_shift)},
    {"__unm", row("-", operate_args, Operation::negative)},
    {"__bnot", row("~", operate_args, Operation::invert)},
};
constexpr Function equal_row = row("==", equal_args), length_row = row("#", length_args),
                   text_row = row("tostring", text_args), index_row = row("[]", index_args),
                   assign_row = row("[]=", assign_args);

const ObjectValue* object_at(lua_State* L, int index) { return userdata_at<ObjectValue>(L, index, object_tag); }

// The class of an operand, when it has this operator.
const Class* class_with(lua_State* L, int index, void (*Operators::*body)(Call&)) {
  const ObjectValue* o = object_at(L, index);
  if (!o) return nullptr;
  const Operators* operators = o->class_->operated();
  return operators && operators->*body ? o->class_ : nullptr;
}

// Why there is no answer, in a frame that owns nothing.
struct Refusal {
  bool refused = false;
  char use[300] = "";
};

// The results of the body, or -1 when it has no answer; raises what it throws.
int ask(lua_State* L, const Function& row, const Class& c, void (*body)(Call&), Refusal& refusal) {
  LibraryState::of(L).pace(L, 0);
  Failure failure;
  int results = -1;
  const bool ok = guarded(failure, nullptr, [&] {
    try {
      results = run_body(L, row, c.name, body);
    } catch (const Unsupported& without) {
      refusal.refused = true;
      if (!without.use.empty() && !*refusal.use)
        std::snprintf(refusal.use, sizeof refusal.use, ": %s", without.use.c_str());
    }
  });
  return ok ? results : raise(L, failure);
}

// What could be multiplied is applied by a method.
bool has_dot(const Class& c) {
  for (const Class* k = &c; k; k = k->base)
    for (const Function& method : k->methods)
      if (std::string_view(method.name) == "dot" || (method.aliases && has_word(method.aliases, "dot"))) return true;
  return false;
}

int operate(lua_State* L) { return object_operation(L, static_cast<Operation>(lua_tointeger(L, lua_upvalueindex(1)))); }

int length(lua_State* L) {
  const Class* c = class_with(L, 1, &Operators::length);
  if (!c) return luaL_error(L, "an object with a length is expected");
  lua_settop(L, 1);
  Refusal refusal;
  const int n = ask(L, length_row, *c, c->operated()->length, refusal);
  return n >= 0 ? n : luaL_error(L, "an object of %s has no length%s", c->name, refusal.use);
}

int text(lua_State* L) {
  const Class* c = class_with(L, 1, &Operators::text);
  if (!c) return luaL_error(L, "an object that can be printed is expected");
  lua_settop(L, 1);
  if (!object_at(L, 1)->pointer) return lua_pushstring(L, c->name), 1;
  Refusal refusal;
  const int n = ask(L, text_row, *c, c->operated()->text, refusal);
  return n >= 0 ? n : (lua_pushstring(L, c->name), 1);
}

}  // namespace

bool has_operators(lua_State* L, int index) {
  const ObjectValue* o = object_at(L, index);
  return o && o->class_->operated();
}

int object_operation(lua_State* L, Operation operation) {
  const Event& event = events[static_cast<int>(operation)];
  const bool unary = operation >= Operation::negative;
  lua_settop(L, unary ? 1 : 2);
  Refusal refusal;
  const Class* asked = nullptr;
  for (int side = 1; side <= lua_gettop(L); ++side) {
    if (!unary && (lua_isnil(L, 1) || lua_isnil(L, 2))) break;
    const Class* c = class_with(L, side, &Operators::operate);
    if (!c || c == asked) continue;
    asked = c;
    const int n = ask(L, event.row, *c, c->operated()->operate, refusal);
    if (n >= 0) return n;
    lua_settop(L, unary ? 1 : 2);
  }
  for (int side = 1; side <= lua_gettop(L) && operation == Operation::multiply && !*refusal.use; ++side)
    if (const ObjectValue* o = object_at(L, side); o && has_dot(*o->class_))
      std::snprintf(refusal.use, sizeof refusal.use, ": use %s:dot(...)", side == 1 ? "a" : "b");
  if (unary) return luaL_error(L, "cannot compute %s %s%s", event.row.name, show(L, 1).text, refusal.use);
  return luaL_error(L, "cannot compute %s %s %s%s", show(L, 1).text, event.row.name, show(L, 2).text, refusal.use);
}

int object_equal(lua_State* L) {
  lua_settop(L, 2);
  const Class* asked = nullptr;
  for (int side = 1; side <= 2; ++side) {
    const Class* c = class_with(L, side, &Operators::equal);
    if (!c || c == asked) continue;
    asked = c;
    Refusal refusal;
    const int n = ask(L, equal_row, *c, c->operated()->equal, refusal);
    if (n >= 0) return n;
    lua_settop(L, 2);
  }
  lua_pushboolean(L, 0);
  return 1;
}

int object_element(lua_State* L, const Class& c) {
  lua_settop(L, 2);
  if (lua_isnil(L, 2)) return luaL_error(L, "%s []: an index is nil", c.name);
  Refusal refusal;
  const int n = ask(L, index_row, c, c.operated()->index, refusal);
  return n >= 0 ? n : luaL_error(L, "an object of %s has no element %s%s", c.name, show(L, 2).text, refusal.use);
}

int object_assign(lua_State* L, const Class& c) {
  lua_settop(L, 3);
  Refusal refusal;
  const int n = ask(L, assign_row, c, c.operated()->assign, refusal);
  return n >= 0 ? 0
                : luaL_error(L, "element %s of an object of %s cannot be set%s", show(L, 2).text, c.name, refusal.use);
}

void set_object_operators(lua_State* L, const Class& c) {
  const Operators* operators = c.operated();
  if (!operators) return;
  if (operators->operate)
    for (int i = 0; i < static_cast<int>(std::size(events)); ++i) {
      lua_pushinteger(L, i);
      lua_pushcclosure(L, operate, 1);
      lua_setfield(L, -2, events[i].name);
    }
  const auto set = [L](const char* event, lua_CFunction f) {
    lua_pushcfunction(L, f);
    lua_setfield(L, -2, event);
  };
  if (operators->equal) set("__eq", object_equal);
  if (operators->length) set("__len", length);
  if (operators->text) set("__tostring", text);
}

}  // namespace perilune
