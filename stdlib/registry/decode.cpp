// Arguments by place and by name against a row: which value belongs to which declared argument.

#include "stdlib/registry/decode.h"

#include <algorithm>
#include <cmath>
#include <lua.hpp>

#include "stdlib/open.h"
#include "stdlib/registry/arguments.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/hints.h"
#include "stdlib/registry/signature.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/array.h"
#include "stdlib/types/shape.h"

namespace perilune {

namespace {

constexpr Type array_like = Type::array | Type::vector | Type::matrix;

bool by_place(const Arg& arg) { return arg.role == Role::in || arg.role == Role::optional; }

bool named(const Arg& arg, std::string_view key) { return key == arg.name || has_word(arg.aliases, key); }

// Whether a value is the table that a function is read from: its module, or stats.norm for stats.norm.cdf.
bool holds(lua_State* L, int index, const char* place) {
  if (lua_type(L, index) != LUA_TTABLE) return false;
  if (const Module* module = module_of(L, index)) return std::string_view(module->name) == place;
  const Function* row = row_of(L, index, nullptr);
  return row && row->members->path == std::string_view(place);
}

}  // namespace

int Decoder::required() const {
  int n = 0;
  for (const Arg& arg : call.row_.args) n += arg.role == Role::in;
  return n;
}

void Decoder::run() {
  lua_State* L = call.L_;
  int top = lua_gettop(L);
  if (!lua_checkstack(L, static_cast<int>(call.row_.args.size()) + 40))
    throw MemoryError("not enough memory for the Lua stack");
  if (holds(L, 1, call.module_))  // linalg:det(a)
    throw ValueError("call it with a dot, " + call.title() + "(...)");
  int places_wanted = 0;
  bool rest = false;
  for (const Arg& arg : call.row_.args) {
    places_wanted += by_place(arg);
    rest |= arg.role == Role::rest;
  }
  int table = 0;
  if (top > 0 && plain_table(L, top)) {
    const TableShape shape = table_shape(L, top);
    const bool in_place_wants_map = [&] {
      int place = 0;
      for (const Arg& arg : call.row_.args)
        if (by_place(arg) && ++place == top)
          return arg.role == Role::in && arg.type.has(Type::map | Type::table | Type::any);
      return false;
    }();
    if (!in_place_wants_map) {
      // In a variadic place {} is data where it stands alone, or where there are no options.
      const bool variadic = rest && top > places_wanted && (!takes_options() || top == places_wanted + 1);
      const bool spare = top > required() && !variadic;
      if (shape == TableShape::names || (shape == TableShape::empty && spare)) table = top--;
      else if (shape == TableShape::mixed) mixed_table();
    }
  }
  if (top > places_wanted && !rest) {
    if (lua_type(L, places_wanted + 1) == LUA_TNIL && top == places_wanted + 1) --top;
    else too_many(places_wanted, top);
  }
  places(top);
  if (table) options(table);
  defaults();
  check_methods();
}

bool Decoder::takes_options() const {
  return std::any_of(call.row_.args.begin(), call.row_.args.end(),
                     [](const Arg& arg) { return arg.role == Role::option || arg.role == Role::optional; });
}

void Decoder::too_many(int wanted, int came) {
  throw ValueError(format("takes at most %d argument%s%s, got %d", wanted, wanted == 1 ? "" : "s",
                          takes_options() ? " and a table of options" : "", came) +
                   shape_hint(call.L_, call.row_, came) + usage(call.row_, call.module_));
}

void Decoder::places(int top) {
  int slot = 0;
  for (std::size_t i = 0; i < call.row_.args.size(); ++i) {
    const Arg& arg = call.row_.args[i];
    if (by_place(arg)) {
      ++slot;
      if (slot > top || lua_isnil(call.L_, slot)) continue;
      accept(arg, call.values_[i], slot);
    } else if (arg.role == Role::rest) {
      while (++slot <= top) {
        call.rest_.emplace_back();
        if (lua_isnil(call.L_, slot)) refuse(arg, slot);
        accept(arg, call.rest_.back(), slot);
      }
    }
  }
}

void Decoder::options(int table) {
  lua_State* L = call.L_;
  lua_pushnil(L);
  while (lua_next(L, table)) {
    // The value stays on the stack, where its Value will find it, below the key of the next round.
    lua_pushvalue(L, -2);
    lua_remove(L, -3);
    std::size_t length;
    const char* key = lua_tolstring(L, -1, &length);  // a string already: nothing is converted
    if (!lua_checkstack(L, 20)) throw MemoryError("not enough memory for the Lua stack");
    option(table, {key, length}, lua_gettop(L) - 1);
  }
}

void Decoder::option(int table, std::string_view key, int slot) {
  lua_State* L = call.L_;
  for (std::size_t i = 0; i < call.row_.args.size(); ++i) {
    const Arg& arg = call.row_.args[i];
    if (arg.role == Role::out || arg.role == Role::rest || !named(arg, key)) continue;
    Value& value = call.values_[i];
    if (value.given) {
      if (value.slot < table) throw ValueError(std::string(key) + " is given by place and by name");
      throw ValueError(std::string(arg.name) + " is given twice, under two names");
    }
    accept(arg, value, slot);
    return;
  }
  // SciPy nests some options one level deeper; here they are the same.
  if (key == "options" && !nested && plain_table(L, slot) && table_shape(L, slot) != TableShape::list) {
    nested = true;
    options(slot);
    nested = false;
    lua_pushvalue(L, slot + 1);  // the outer loop goes on from its key
    return;
  }
  std::vector<std::string_view> known;
  std::string list;
  for (const Arg& arg : call.row_.args)
    if (arg.role != Role::out && arg.role != Role::rest) {
      known.push_back(arg.name);
      for_each_word(arg.aliases, [&](std::string_view w) { known.push_back(w); });
      if (arg.role != Role::in) list += (list.empty() ? "" : ", ") + std::string(arg.name);
    }
  const std::string shown(key.substr(0, 60));
  // The names of a table that another argument is.
  for (const Arg& arg : call.row_.args)
    if (arg.role == Role::in && arg.type.has(Type::map) && arg.choices && has_word(arg.choices, key))
      throw ValueError("option '" + shown + "' belongs into the table of " + arg.name + usage(call.row_, call.module_));
  const std::string hint = suggestion(key, known);
  if (key == "disp" && !list.empty()) {
    const bool progress = std::find(known.begin(), known.end(), "progress") != known.end();
    throw ValueError("unknown option 'disp'; print(res) shows the result" +
                     std::string(progress ? ", progress = true how far the work is" : ""));
  }
  if (list.empty()) throw ValueError("unknown option '" + shown + "'; it takes no options");
  throw ValueError("unknown option '" + shown + "'" + (hint.empty() ? "; the options are " + list : hint));
}

void Decoder::defaults() {
  for (std::size_t i = 0; i < call.row_.args.size(); ++i) {
    const Arg& arg = call.row_.args[i];
    Value& value = call.values_[i];
    if (value.given || arg.role == Role::out || arg.role == Role::rest) continue;
    if (arg.role == Role::in)
      throw MissingArgument("argument " + std::string(arg.name) + " is missing" + usage(call.row_, call.module_),
                            arg.type.has(array_like));
    switch (arg.fallback.kind) {
      case Default::Kind::absent: break;
      case Default::Kind::boolean:
        value.kind = Value::Kind::boolean;
        value.integer = arg.fallback.number != 0;
        break;
      case Default::Kind::number:
        value.kind = Value::Kind::number;
        value.number = arg.fallback.number;
        if (arg.type.has(Type::integer | Type::axis | Type::axes | Type::index) && !arg.type.has(Type::number)) {
          value.kind = Value::Kind::integer;
          value.integer = static_cast<std::int64_t>(arg.fallback.number);
          if (arg.type.has(Type::axis | Type::axes | Type::index) && value.integer > 0) --value.integer;
        }
        break;
      case Default::Kind::string:
        value.kind = Value::Kind::string;
        value.text = arg.choices ? first_word(arg.fallback.string) : std::string_view(arg.fallback.string);
    }
  }
}

void Decoder::check_methods() {
  if (std::none_of(call.row_.args.begin(), call.row_.args.end(), [](const Arg& arg) { return arg.methods; })) return;
  std::string_view method;
  for (std::size_t i = 0; i < call.row_.args.size(); ++i)
    if (std::string_view(call.row_.args[i].name) == "method") method = call.values_[i].text;
  if (method.empty()) return;
  for (std::size_t i = 0; i < call.row_.args.size(); ++i) {
    const Arg& arg = call.row_.args[i];
    if (arg.methods && call.values_[i].given && !has_word(arg.methods, method))
      throw ValueError("method '" + std::string(method) + "' does not use option '" + arg.name + "'");
  }
}

void Decoder::mixed_table() {
  throw ValueError(
      "a table holds both list entries and names: give the data in a table of its own and the options after it" +
      usage(call.row_, call.module_));
}

}  // namespace perilune
