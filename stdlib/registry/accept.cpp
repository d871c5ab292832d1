// One value against one declared argument: its type, its range, its words.

#include <cmath>
#include <lua.hpp>

#include "stdlib/registry/arguments.h"
#include "stdlib/registry/decode.h"
#include "stdlib/registry/hints.h"
#include "stdlib/registry/words.h"
#include "stdlib/types/array.h"
#include "stdlib/types/shape.h"

namespace perilune {

namespace {

constexpr Type array_like = Type::array | Type::vector | Type::matrix;

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
  if (arg.type.has(Type::object)) {
    std::vector<std::string> classes;
    arg.each_class([&](const Class& c) { classes.push_back(with_article(c.name)); });
    if (classes.empty()) classes.emplace_back("an object");
    kinds.insert(kinds.begin(), classes.begin(), classes.end());
  }
  std::string text = "must be ";
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (i) text += i + 1 == kinds.size() ? " or " : ", ";
    text += kinds[i];
  }
  return text;
}

void Decoder::refuse(const Arg& arg, int slot) {
  std::string hint;
  lua_State* L = call.L_;
  if (lua_type(L, slot) == LUA_TSTRING) {
    std::size_t length;
    const char* text = lua_tolstring(L, slot, &length);
    if (arg.choices) {
      hint = choice_hint({text, length}, arg.choices);
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
    if (shape == TableShape::mixed && !arg.type.has(Type::table)) mixed_table();
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
    bool of_class = !arg.class_;
    arg.each_class([&](const Class& c) { of_class = of_class || o->class_->is(c); });
    if (arg.type.has(Type::object) && of_class) {
      if (!o->pointer) throw ValueError(std::string(arg.name) + " is no longer usable");
      value.kind = Value::Kind::object;
      value.object = o->pointer;
      return true;
    }
    return false;
  }
  if (const auto* r = userdata_at<RecordValue>(L, slot, record_tag); r && arg.type.has(Type::record)) {
    if (arg.record && !arg.record->methods.empty() && arg.record != r->type) return false;
    value.kind = Value::Kind::list;
    return true;
  }
  return false;
}

}  // namespace perilune
