#include "stdlib/registry/call.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <lua.hpp>

#include "kernels/array/elementwise.h"
#include "stdlib/registry/arguments.h"
#include "stdlib/registry/signature.h"
#include "stdlib/registry/state.h"
#include "stdlib/types/array.h"
#include "stdlib/types/shape.h"
#include "stdlib/types/subscripts.h"

namespace perilune {

Call::Call(lua_State* L, LibraryState& s, const Function& row, const char* module)
    : ctx(s.context), state(s), L_(L), row_(row), module_(module), values_(row.args) {}

Call::~Call() {
  if (counted_) ctx.memory.unreserve(counted_);
}

std::string Call::title() const { return full_name(row_, module_); }

const Value* Values::find(const char* name) const {
  // The linker keeps one copy of equal literals, so the address nearly always tells. A result may bear the name of an
  // argument; it comes behind.
  const std::size_t near = std::min(args_.size(), few);
  for (std::size_t i = 0; i < near; ++i)
    if (names_[i] == name) return &first_[i];
  for (std::size_t i = 0; i < near; ++i)
    if (names_[i][0] == name[0] && std::strcmp(names_[i], name) == 0) return &first_[i];
  for (std::size_t i = near; i < args_.size(); ++i)
    if (std::strcmp(args_[i].name, name) == 0) return &first_[i];
  return nullptr;
}

const Value& Call::find(const char* name) const {
  if (const Value* value = values_.find(name)) return *value;
  throw InternalError(std::string("the declaration has no argument '") + name + "'");
}

bool Call::takes(const char* name) const {
  const Value* value = values_.find(name);
  return value && value->kind != Value::Kind::missing;
}
bool Call::has(const char* name) const { return find(name).kind != Value::Kind::missing; }
bool Call::given(const char* name) const { return find(name).given; }
bool Call::none(const char* name) const { return find(name).kind == Value::Kind::nil_none; }
bool Call::flag(const char* name) const { return find(name).integer != 0 && has(name); }
std::string_view Call::text(const char* name) const { return find(name).text; }
bool Call::is_callable(const char* name) const { return find(name).kind == Value::Kind::callable; }
bool Call::is_array(const char* name) const { return find(name).kind == Value::Kind::array; }

bool Call::is_number(const char* name) const {
  const Value& v = find(name);
  if (v.kind == Value::Kind::array) {
    const ArrayValue* a = array_at(L_, v.slot);
    return a && a->ndim == 0;
  }
  return v.kind == Value::Kind::number || v.kind == Value::Kind::integer || v.kind == Value::Kind::scalar;
}

bool Call::is_text(const char* name) const { return find(name).kind == Value::Kind::string; }
bool Call::is_object(const char* name) const { return find(name).kind == Value::Kind::object; }

bool Call::is_list(const char* name) const {
  return find(name).kind == Value::Kind::list || find(name).kind == Value::Kind::array;
}
bool Call::is_userdata(const char* name) const { return array_at(L_, find(name).slot) != nullptr; }

double Call::number(const char* name) const {
  const Value& v = find(name);
  if (v.kind == Value::Kind::number) return v.number;
  if (v.kind == Value::Kind::scalar || v.kind == Value::Kind::array) {
    const Scalar s = scalar(name);
    if (is_complex(s.dtype)) refuse(name, "must be real");
    return s.real();
  }
  return static_cast<double>(v.integer);
}

std::int64_t Call::integer(const char* name) const {
  const Value& v = find(name);
  return v.kind == Value::Kind::number ? static_cast<std::int64_t>(v.number) : v.integer;
}

Scalar Call::scalar(const char* name) const {
  const Value& v = find(name);
  Scalar s;
  if (v.slot && to_scalar(L_, v.slot, s)) return s;
  if (v.slot)
    if (const ArrayValue* a = array_at(L_, v.slot); a && a->view().size() == 1) return load(a->dtype, a->data);
  if (v.kind == Value::Kind::number) return Scalar::of(v.number);
  if (v.kind == Value::Kind::boolean) return Scalar::of(v.integer != 0);
  if (v.kind == Value::Kind::integer) return Scalar::of(v.integer);
  refuse(name, "must be a single number");
}

DType Call::dtype(const char* name, DType fallback) const {
  const Value& v = find(name);
  return v.kind == Value::Kind::string ? *parse_dtype(v.text) : fallback;
}

std::optional<DType> Call::dtype(const char* name) const {
  const Value& v = find(name);
  return v.kind == Value::Kind::string ? parse_dtype(v.text) : std::nullopt;
}

// Views point into the entries: the room for all of them is made before the first.
Array& Call::keep_converted(int slot, Array a) {
  if (converted_.capacity() == 0) converted_.reserve(row_.args.size() + static_cast<std::size_t>(lua_gettop(L_)));
  if (converted_.size() == converted_.capacity()) throw InternalError("more arguments were converted than there are");
  return converted_.emplace_back(slot, std::move(a)).second;
}

Array Call::table_array(int slot, const char* name) {
  for (auto& [at, array] : converted_)
    if (at == slot) return array;
  Scalar s;
  if (to_scalar(L_, slot, s)) {
    // Lua's integers are whole float64 numbers wherever an array is wanted.
    if (s.dtype == DType::int64) s = Scalar::of(static_cast<double>(s.integer));
    keep_converted(slot, array_from_scalar(ctx, s));
  } else {
    keep_converted(slot, array_from_table(L_, ctx, slot, name));
  }
  return converted_.back().second;
}

View Call::view_of(Value& v, const char* name) {
  if (const ArrayValue* a = array_at(L_, v.slot)) return a->view();
  table_array(v.slot, name);
  // The view points into the entry of converted_, which must not move: find it there.
  for (auto& [at, array] : converted_)
    if (at == v.slot) return array.view();
  throw InternalError("a converted argument was lost");
}

View Call::array(const char* name) {
  Value& v = find(name);
  if (v.kind == Value::Kind::missing) throw InternalError(std::string("argument ") + name + " was left out");
  return view_of(v, name);
}

View Call::writable(const char* name) {
  Value& v = find(name);
  const ArrayValue* a = array_at(L_, v.slot);
  if (!a) refuse(name, "must be an array that can be written to");
  a->check_writable();
  if (const View to = a->view(); to.size() > 0)
    for (int i = 0; i < to.ndim; ++i)
      if (to.shape[i] > 1 && to.strides[i] == 0) refuse(name, "must have a place for each element");
  return a->view();
}

Array Call::shared(const char* name) {
  Value& v = find(name);
  if (const ArrayValue* a = array_at(L_, v.slot)) return to_array(*a);
  return table_array(v.slot, name);
}

Array Call::array_as(const char* name, DType dtype) {
  const View v = array(name);
  if (v.dtype == dtype && v.contiguous()) return shared(name);
  if (is_complex(v.dtype) && !is_complex(dtype)) refuse(name, "must be real");
  return astype(ctx, v, dtype, Casting::checked);
}

Array Call::array_of(const char* name, std::optional<DType> dtype) {
  const Value& v = find(name);
  Scalar s;
  if (const ArrayValue* a = array_at(L_, v.slot)) {
    if (!dtype || *dtype == a->dtype) return to_array(*a);
    if (is_complex(a->dtype) && !is_complex(*dtype))
      refuse(name, std::string("must be real for dtype ") + perilune::name(*dtype));
    return astype(ctx, a->view(), *dtype, Casting::checked);
  }
  if (Dims lengths; shape_at(L_, v.slot, lengths)) {
    const Array a = Array::empty(ctx, DType::int64, {lengths.size()});
    std::copy(lengths.begin(), lengths.end(), a.as<std::int64_t>());
    return dtype ? astype(ctx, a, *dtype, Casting::checked) : a;
  }
  if (lua_type(L_, v.slot) == LUA_TTABLE) {
    TableOptions options;
    if (dtype) options = {true, *dtype};
    return array_from_table(L_, ctx, v.slot, name, options);
  }
  if (!to_scalar(L_, v.slot, s)) refuse(name, "must be an array, a nested table of numbers or a number");
  if (s.dtype == DType::int64 && !dtype) {
    const auto rounded = static_cast<double>(s.integer);
    if (rounded >= 9223372036854775808.0 || static_cast<std::int64_t>(rounded) != s.integer)
      throw ValueError(std::string(name) + format(" = %lld cannot be held exactly by float64; use dtype = \"int64\"",
                                                  static_cast<long long>(s.integer)));
    s = Scalar::of(rounded);
  }
  if (!dtype) return array_from_scalar(ctx, s);
  Array a = Array::empty(ctx, *dtype, {});
  store(*dtype, a.data(), s);
  return a;
}

Callable Call::callable(const char* name, const char* further) {
  Callable f(L_, state, find(name).slot, name);
  if (further && has(further)) f.set_arguments(find(further).slot);
  return f;
}

void* Call::object_pointer(const char* name) const {
  const Value& v = find(name);
  if (v.kind != Value::Kind::object) throw InternalError(std::string("argument ") + name + " holds no object");
  return v.object;
}

bool Call::same_object(const char* name, const Class& c) const {
  const int slot = find(name).slot;
  const auto* o = slot ? userdata_at<ObjectValue>(L_, slot, object_tag) : nullptr;
  return o && o->class_->is(c) && o->pointer;
}

std::vector<Subscript> Call::subscripts(const char* key) {
  Subscripts& all = subscripts_.emplace_front(ctx);
  all.add_key(L_, slot_of(key));
  return all.list;
}

std::vector<Subscript> Call::rest_subscripts() {
  Subscripts& all = subscripts_.emplace_front(ctx);
  if (!rest_.empty()) all.add_arguments(L_, rest_.front().slot, rest_.back().slot);
  return all.list;
}

View Call::rest_array(int i) { return view_of(rest_[static_cast<std::size_t>(i)], "argument"); }

Array Call::value_of_record(const char* name, const char* field) {
  const auto* record = userdata_at<RecordValue>(L_, find(name).slot, record_tag);
  if (!record) refuse(name, "must be a record");
  const RecordType& type = *record->type;
  lua_Integer place = 0;
  for (std::size_t i = 0; i < type.fields.size() + type.kept.size() && !place; ++i) {
    const char* known = i < type.fields.size() ? type.fields[i].name : type.kept[i - type.fields.size()];
    if (std::strcmp(known, field) == 0) place = static_cast<lua_Integer>(i) + 1;
  }
  if (!place) throw InternalError(std::string("the record ") + type.name + " has no field '" + field + "'");
  if (!lua_checkstack(L_, 4)) throw MemoryError("not enough memory for the Lua stack");
  Array result;
  Scalar s;
  if (lua_getiuservalue(L_, find(name).slot, 1) == LUA_TTABLE) {
    lua_rawgeti(L_, -1, place);
    if (const ArrayValue* a = array_at(L_, -1)) {
      result = contiguous_copy(ctx, a->view());
    } else if (to_scalar(L_, -1, s)) {
      result = Array::empty(ctx, s.dtype, {});
      store(s.dtype, result.data(), s);
    }
    lua_pop(L_, 1);
  }
  lua_pop(L_, 1);
  if (!result.data()) refuse(name, std::string("must have a value ") + field);
  return result;
}

std::vector<Array> Call::arrays(const char* name) {
  const Value& v = find(name);
  std::vector<Array> list;
  if (const ArrayValue* a = array_at(L_, v.slot)) {
    if (a->ndim == 0) refuse(name, "must be a list of arrays");
    constexpr std::int64_t most = 1 << 20;  // each takes memory, even one without elements
    if (a->dims[0] > most) refuse(name, format("must hold at most %lld arrays", static_cast<long long>(most)));
    const Array whole = to_array(*a);
    count(static_cast<std::size_t>(whole.shape()[0]) * sizeof(Array));
    for (std::int64_t i = 0; i < whole.shape()[0]; ++i)
      list.push_back(whole.with_layout(whole.data() + i * whole.strides()[0],
                                       Dims(whole.shape().data() + 1, whole.ndim() - 1),
                                       Dims(whole.strides().data() + 1, whole.ndim() - 1)));
    return list;
  }
  if (v.kind != Value::Kind::list) refuse(name, "must be a list of arrays");
  for (const Item& entry : item(name).items()) list.push_back(entry.array());
  return list;
}

void Call::give_positions(Array positions) {
  apply(ctx, BinaryOp::add, positions, array_from_scalar(ctx, Scalar::of(true)), positions);
  give_unwrapped(std::move(positions));
}

View Call::destination(std::span<const std::int64_t> shape) {
  const View out = writable("out");
  if (!std::ranges::equal(shape, out.dims())) refuse("out", "must have shape " + shape_text(shape));
  give_argument("out");
  return out;
}

std::string Call::shown(const char* name) const {
  const int slot = find(name).slot;
  return slot ? show(L_, slot).text : "nothing";
}

void Call::refuse(const char* name, std::string_view must) const {
  throw ValueError(name + (" " + std::string(must)) + ", got " + shown(name));
}

}  // namespace perilune
