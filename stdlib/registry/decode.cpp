#include "stdlib/registry/decode.h"

#include <algorithm>
#include <cmath>
#include <lua.hpp>

#include "stdlib/registry/arguments.h"
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

}  // namespace

std::string requirement(const Arg& arg) {
  if (arg.choices && !(arg.type.bits & ~(Type::string | Type::none).bits)) {
    std::string text = "must be " + quoted_list(arg.choices);
    return arg.type.has(Type::none) ? text + " or pl.none" : text;
  }
  std::vector<std::string> kinds;
  const std::pair<Type, const char*> names[] = {{Type::boolean, "true or false"},
                                                {Type::integer, "a whole number"},
                                                {Type::number, "a number"},
                                                {Type::complex, "a complex value"},
                                                {Type::string, "a string"},
                                                {Type::array, "an array"},
                                                {Type::vector, "a vector"},
                                                {Type::matrix, "a matrix"},
                                                {Type::list, "a list"},
                                                {Type::callable, "a function"},
                                                {Type::shape, "a length or a list of lengths"},
                                                {Type::axis, "an axis"},
                                                {Type::axes, "an axis or a list of axes"},
                                                {Type::index, "a position from 1"},
                                                {Type::dtype, "a dtype"},
                                                {Type::map, "a table with names"},
                                                {Type::record, "a record"},
                                                {Type::table, "a table"},
                                                {Type::none, "pl.none"}};
  for (const auto& [type, text] : names) {
    if (!arg.type.has(type)) continue;
    if (type == Type::string && arg.choices) kinds.push_back(quoted_list(arg.choices));
    else if (type == Type::dtype) kinds.push_back(quoted_list(dtype_names));
    else kinds.push_back(text);
  }
  if (arg.type.has(Type::object))
    kinds.insert(kinds.begin(), arg.class_ ? std::string("a ") + arg.class_->name : "an object");
  std::string text = "must be ";
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (i) text += i + 1 == kinds.size() ? " or " : ", ";
    text += kinds[i];
  }
  return text;
}

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
      else if (shape == TableShape::mixed) mixed_table(top);
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
                   shape_hint(call.L_, call.row_, came) + "\n    usage: " + signature(call.row_, call.module_));
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
  const std::string hint = suggestion(key, known);
  std::string shown(key.substr(0, 60));
  if (list.empty()) throw ValueError("unknown option '" + shown + "'; it takes no options");
  throw ValueError("unknown option '" + shown + "'" + (hint.empty() ? "; the options are " + list : hint));
}

void Decoder::defaults() {
  for (std::size_t i = 0; i < call.row_.args.size(); ++i) {
    const Arg& arg = call.row_.args[i];
    Value& value = call.values_[i];
    if (value.given || arg.role == Role::out || arg.role == Role::rest) continue;
    if (arg.role == Role::in)
      throw MissingArgument(
          "argument " + std::string(arg.name) + " is missing\n    usage: " + signature(call.row_, call.module_),
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

void Decoder::refuse(const Arg& arg, int slot) {
  std::string hint;
  lua_State* L = call.L_;
  if (lua_type(L, slot) == LUA_TSTRING) {
    std::size_t length;
    const char* text = lua_tolstring(L, slot, &length);
    if (arg.choices) {
      std::vector<std::string_view> words;
      for_each_word(arg.choices, [&](std::string_view w) { words.push_back(w); });
      hint = suggestion({text, length}, words);
    } else if (arg.type.has(Type::dtype)) {
      hint = dtype_hint({text, length});
    }
  } else if (arg.type.has(Type::dtype)) {
    hint = shape_hint(L, call.row_, std::max(slot, 1));
  }
  if (&arg == call.row_.args.data() && arg.type.has(Type::object) && std::string_view(call.module_).ends_with(':'))
    hint = std::string("; call it with a colon, object:") + call.row_.name + "(...)";
  throw ValueError(std::string(arg.name) + " " + requirement(arg) + ", got " + show(L, slot).text + hint);
}

void Decoder::mixed_table(int slot) {
  (void)slot;
  throw ValueError(
      "a table holds both list entries and names: give the data in a table of its own and the options after it\n    "
      "usage: " +
      signature(call.row_, call.module_));
}

void Decoder::check_range(const Arg& arg, double x, int slot) {
  std::string must;
  if (std::isnan(x) && (arg.finite_only || !std::isinf(arg.low) || !std::isinf(arg.high))) must = "must be a number";
  else if (arg.finite_only && !std::isfinite(x)) must = "must be finite";
  else if (x < arg.low || (arg.low_open && x == arg.low))
    must = format(arg.low_open ? "must be greater than %.15g" : "must be at least %.15g", arg.low);
  else if (x > arg.high || (arg.high_open && x == arg.high))
    must = format(arg.high_open ? "must be less than %.15g" : "must be at most %.15g", arg.high);
  if (!must.empty()) throw ValueError(std::string(arg.name) + " " + must + ", got " + show(call.L_, slot).text);
}

void Decoder::check_dims(const Arg& arg, int ndim, int slot) {
  if (arg.type.has(Type::array)) return;
  if (arg.type.has(Type::vector) && ndim == 1) return;
  if (arg.type.has(Type::matrix) && ndim >= 2) return;
  throw ShapeError(std::string(arg.name) + " " + requirement(arg) + ", got " + show(call.L_, slot).text);
}

void Decoder::accept(const Arg& arg, Value& value, int slot) {
  lua_State* L = call.L_;
  value.slot = slot;
  value.given = true;
  bool ok = false;
  switch (lua_type(L, slot)) {
    case LUA_TNIL: value.given = false; return;
    case LUA_TBOOLEAN:
      if (arg.type.has(Type::boolean)) {
        value.kind = Value::Kind::boolean;
        value.integer = lua_toboolean(L, slot);
        ok = true;
      } else if (arg.type.has(Type::array)) {
        value.kind = Value::Kind::scalar;
        ok = true;
      }
      break;
    case LUA_TNUMBER: ok = accept_number(arg, value, slot); break;
    case LUA_TSTRING: ok = accept_string(arg, value, slot); break;
    case LUA_TTABLE: ok = accept_table(arg, value, slot); break;
    case LUA_TUSERDATA: ok = accept_userdata(arg, value, slot); break;
    default: break;
  }
  if (!ok && arg.type.has(Type::callable) && callable_at(L, slot)) {
    value.kind = Value::Kind::callable;
    ok = true;
  }
  if (!ok && arg.type.has(Type::any)) {
    value.kind = Value::Kind::other;
    ok = true;
  }
  if (!ok) refuse(arg, slot);
}

bool Decoder::accept_number(const Arg& arg, Value& value, int slot) {
  lua_State* L = call.L_;
  const double x = lua_tonumber(L, slot);
  const Type whole = Type::integer | Type::axis | Type::axes | Type::index | Type::shape;
  if (arg.type.has(whole) && !arg.type.has(Type::number | array_like)) {
    std::int64_t i;
    if (lua_isinteger(L, slot)) i = lua_tointeger(L, slot);
    else if (x == std::floor(x) && x >= -9223372036854775808.0 && x < 9223372036854775808.0)
      i = static_cast<std::int64_t>(x);
    else return false;
    check_range(arg, static_cast<double>(i), slot);
    if (arg.type.has(Type::axis | Type::axes | Type::index)) {
      if (i == 0)
        throw IndexError(std::string(arg.name) +
                         (arg.type.has(Type::index) ? " counts from 1, got 0" : " counts axes from 1, got 0"));
      if (i > 0) --i;  // negative ones are resolved against the length later
    }
    value.kind = Value::Kind::integer;
    value.integer = i;
    return true;
  }
  if (!arg.type.has(Type::number | Type::complex | array_like | whole)) return false;
  check_range(arg, x, slot);
  if (arg.type.has(Type::number)) {
    value.kind = Value::Kind::number;
    value.number = x;
  } else {
    value.kind = Value::Kind::scalar;
    if (arg.type.has(array_like)) check_dims(arg, 0, slot);
  }
  return true;
}

bool Decoder::accept_string(const Arg& arg, Value& value, int slot) {
  std::size_t length;
  const char* text = lua_tolstring(call.L_, slot, &length);
  const std::string_view given(text, length);
  if (arg.type.has(Type::dtype)) {
    if (!parse_dtype(given)) return false;
    value.kind = Value::Kind::string;
    value.text = given;
    return true;
  }
  if (!arg.type.has(Type::string)) return false;
  value.kind = Value::Kind::string;
  value.text = given;
  if (arg.choices) {
    value.text = find_word(arg.choices, given);
    return !value.text.empty();
  }
  return true;
}

bool Decoder::accept_table(const Arg& arg, Value& value, int slot) {
  lua_State* L = call.L_;
  if (arg.type.has(Type::callable) && !plain_table(L, slot) && callable_at(L, slot)) return false;  // accept() takes it
  if (Dims lengths; arg.type.has(Type::shape | Type::list | Type::axes | array_like) && shape_at(L, slot, lengths)) {
    const Array a = Array::empty(call.ctx, DType::int64, {lengths.size()});
    std::copy(lengths.begin(), lengths.end(), a.as<std::int64_t>());
    call.keep_converted(slot, a);
    value.kind = Value::Kind::array;
    return true;
  }
  if (arg.type.has(Type::map | Type::table | Type::list | Type::shape | Type::axes)) {
    const TableShape shape = table_shape(L, slot);
    if (shape == TableShape::mixed && !arg.type.has(Type::table)) mixed_table(slot);
    const bool list = shape == TableShape::list || shape == TableShape::empty;
    if (arg.type.has(Type::table) || (arg.type.has(Type::map) && shape != TableShape::list) ||
        (list && arg.type.has(Type::list | Type::shape | Type::axes))) {
      value.kind = Value::Kind::list;
      return true;
    }
  }
  if (!arg.type.has(array_like)) return false;
  if (table_shape(L, slot) == TableShape::names) return false;
  const Array& a = call.keep_converted(slot, array_from_table(L, call.ctx, slot, arg.name));
  check_dims(arg, a.ndim(), slot);
  value.kind = Value::Kind::array;
  return true;
}

bool Decoder::accept_userdata(const Arg& arg, Value& value, int slot) {
  lua_State* L = call.L_;
  if (const ArrayValue* a = array_at(L, slot)) {
    a->check_alive();
    if (arg.type.has(array_like)) {
      check_dims(arg, a->ndim, slot);
      value.kind = Value::Kind::array;
      return true;
    }
    if (arg.type.has(Type::list | Type::shape | Type::axes) && a->ndim <= 1) {
      value.kind = Value::Kind::array;
      return true;
    }
    if (arg.type.has(Type::number) && a->ndim == 0 && !is_complex(a->dtype)) {
      value.kind = Value::Kind::number;
      value.number = load(a->dtype, a->data).real();
      check_range(arg, value.number, slot);
      return true;
    }
    return false;
  }
  if (head_at(L, slot, none_tag)) {
    if (!arg.type.has(Type::none)) return false;
    value.kind = Value::Kind::nil_none;
    return true;
  }
  if (head_at(L, slot, complex_tag)) {
    if (!arg.type.has(Type::complex | Type::array)) return false;
    value.kind = Value::Kind::scalar;
    return true;
  }
  if (const auto* o = userdata_at<ObjectValue>(L, slot, object_tag)) {
    if (arg.type.has(Type::object) && (!arg.class_ || o->class_->is(*arg.class_))) {
      if (!o->pointer) throw ValueError(std::string(arg.name) + " is no longer usable");
      value.kind = Value::Kind::object;
      value.object = o->pointer;
      return true;
    }
    return false;
  }
  if (head_at(L, slot, record_tag) && arg.type.has(Type::record)) {
    value.kind = Value::Kind::list;
    return true;
  }
  return false;
}

}  // namespace perilune
