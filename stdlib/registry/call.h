#pragma once
// One call from Lua: the decoded arguments of a declared row, and the results that go back. A body sees no lua_State.

#include <algorithm>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "kernels/array/index.h"
#include "kernels/core/array.h"
#include "stdlib/registry/callable.h"
#include "stdlib/registry/declaration.h"
#include "stdlib/registry/item.h"

struct lua_State;

namespace perilune {

struct LibraryState;
class Subscripts;

// A decoded argument.
struct Value {
  enum class Kind : std::uint8_t {
    missing,
    nil_none,
    boolean,
    integer,
    number,
    scalar,
    string,
    array,
    callable,
    list,
    object,
    other
  };
  Kind kind = Kind::missing;
  bool given = false;  // by the caller, not a default
  int slot = 0;        // where the Lua value lies on the stack
  union {
    double number;
    std::int64_t integer;
    void* object;
  };
  std::string_view text;
  Value() : number(0) {}
};

// One value per argument of a row; for most rows without an allocation.
class Values {
 public:
  explicit Values(std::span<const Arg> args)
      : args_(args), many_(args.size() > few ? new Value[args.size()] : nullptr) {
    first_ = many_ ? many_.get() : reinterpret_cast<Value*>(near_);
    if (!many_) std::uninitialized_default_construct_n(first_, args.size());
    for (std::size_t i = 0; i < std::min(args.size(), few); ++i) names_[i] = args[i].name;
  }
  Value& operator[](std::size_t i) { return first_[i]; }
  const Value& operator[](std::size_t i) const { return first_[i]; }
  // Null when the row has no such argument.
  const Value* find(const char* name) const;

 private:
  static constexpr std::size_t few = 16;
  std::span<const Arg> args_;
  std::unique_ptr<Value[]> many_;
  Value* first_;
  const char* names_[few];                              // side by side: a look-up reads one or two cache lines
  alignas(Value) std::byte near_[few * sizeof(Value)];  // only what the row needs is set up
};

// A Lua value of the call that lives on with what the body gives: kept by an object, or given as it is.
struct LuaValue {
  int slot = 0;  // on the stack; 0 is nil
};

// An object of a declared class on its way to Lua, destroyed when it does not arrive.
struct NewObject {
  const Class* class_;
  void* pointer;
  std::vector<LuaValue> kept;  // becomes the user values of the object, where the collector sees them
  NewObject(const Class* c, void* p, std::vector<LuaValue> keeps = {})
      : class_(c), pointer(p), kept(std::move(keeps)) {}
  NewObject(NewObject&& other) noexcept
      : class_(other.class_), pointer(std::exchange(other.pointer, nullptr)), kept(std::move(other.kept)) {}
  NewObject& operator=(NewObject&& other) noexcept {
    std::swap(class_, other.class_);
    std::swap(pointer, other.pointer);
    std::swap(kept, other.kept);
    return *this;
  }
  ~NewObject() {
    if (pointer) class_->destroy(pointer);
  }
};

class Call;

// A Lua table or record that a body builds: values in order or by name.
struct Table;
using Result = std::variant<std::monostate, bool, std::int64_t, double, Complex128, std::string, Array, NewObject,
                            std::unique_ptr<Table>, LuaValue>;
struct Table {
  const RecordType* record = nullptr;  // then the list follows its fields
  std::vector<Result> list;
  std::vector<std::pair<std::string, Result>> named;
  bool closed = false;  // reading a name that it has not is an error, as in a record
};

// A record that a body builds, field by field. What is never set is nil and does not show: results of one method only.
class Record {
 public:
  explicit Record(const RecordType& type);
  // InternalError when the type has no such field.
  template <class T>
  Record& set(const char* field, T value) {
    if constexpr (std::is_same_v<T, Record>) place(field) = std::make_unique<Table>(std::move(value.table_));
    else if constexpr (std::is_same_v<T, const char*>) place(field) = std::string(value);
    else if constexpr (std::is_same_v<T, int>) place(field) = static_cast<std::int64_t>(value);
    else place(field) = std::move(value);
    return *this;
  }

 private:
  friend class Call;
  Result& place(const char* field);
  Table table_;
};

// A 0-d array becomes a Lua value, any other stays an array: what NumPy does with results of full indexing.
Result unwrapped(Array a);
Result unwrapped(const Scalar& v);

// What a body gives, in order; the first few without an allocation.
class Results {
 public:
  Results() {}  // leaves the room as it is: clearing it took a tenth of a short call
  Results(const Results&) = delete;
  ~Results() {
    for (std::size_t i = 0; i < std::min(n_, few); ++i) std::destroy_at(near() + i);
  }
  template <class... T>
  void emplace_back(T&&... value) {
    if (n_ < few) std::construct_at(near() + n_, std::forward<T>(value)...);
    else far_.emplace_back(std::forward<T>(value)...);
    ++n_;
  }
  std::size_t size() const { return n_; }
  bool empty() const { return n_ == 0; }
  Result& operator[](std::size_t i) { return i < few ? near()[i] : far_[i - few]; }

 private:
  static constexpr std::size_t few = 3;
  Result* near() { return std::launder(reinterpret_cast<Result*>(room_)); }
  std::vector<Result> far_;
  std::size_t n_ = 0;
  alignas(Result) std::byte room_[few * sizeof(Result)];
};

class Call {
 public:
  Call(lua_State* L, LibraryState& state, const Function& row, const char* module);
  ~Call();
  Call(const Call&) = delete;

  Context& ctx;
  LibraryState& state;
  int code() const { return row_.code; }
  Operation operation() const { return static_cast<Operation>(row_.code); }  // of Operators::operate
  const Function& row() const { return row_; }

  // Arguments, by the names of the row. An undeclared name is a fault of ours and raises InternalError.
  bool has(const char* name) const;    // a value is there: given or by default
  bool takes(const char* name) const;  // the same, false where the row has no such argument: for bodies of several rows
  bool given(const char* name) const;  // the caller gave it
  bool none(const char* name) const;   // pl.none
  bool flag(const char* name) const;
  double number(const char* name) const;
  std::int64_t integer(const char* name) const;   // also axis and index, from 0 (`axis_of` resolves negative ones)
  std::string_view text(const char* name) const;  // choices come in the spelling of the declaration
  Scalar scalar(const char* name) const;
  DType dtype(const char* name, DType fallback) const;
  std::optional<DType> dtype(const char* name) const;  // none when it was left out
  // What a word stands for: call.one_of("side", {{"left", Side::left}, {"right", Side::right}}).
  template <class T>
  T one_of(const char* name, std::initializer_list<std::pair<const char*, std::type_identity_t<T>>> meanings) const {
    const std::string_view word = text(name);
    for (const auto& [known, meaning] : meanings)
      if (word == known) return meaning;
    throw InternalError(std::string("the word '") + std::string(word) + "' of argument " + name + " has no meaning");
  }
  bool is_list(const char* name) const;      // a table or array where one number would do
  bool is_userdata(const char* name) const;  // the caller gave an array, not a table or number
  bool is_array(const char* name) const;     // an array or table, as against a number, where the type allows both
  bool is_object(const char* name) const;
  View array(const char* name);                   // read it
  View writable(const char* name);                // and write to it; raises for read-only memory and plain tables
  Array shared(const char* name);                 // for results that are views of it
  Array array_as(const char* name, DType dtype);  // converted when needed, contiguous
  // Data of any form (Type::any) in a dtype of choice: tables are read straight into it, whole numbers stay exact.
  Array array_of(const char* name, std::optional<DType> dtype);
  // The array, list or numbers as doubles or integers.
  std::vector<double> numbers(const char* name);
  std::vector<std::int64_t> integers(const char* name);
  std::vector<std::string> texts(const char* name) const;  // one string or a list of them
  Dims shape(const char* name) const;
  int axis(const char* name, int ndim) const;   // 0-based, checked
  Dims axes(const char* name, int ndim) const;  // 0-based, checked, no repeats
  // The same, none when it was left out or is pl.none.
  std::optional<int> axis_or_none(const char* name, int ndim) const;
  std::optional<Dims> axes_or_none(const char* name, int ndim) const;
  // With the values of another argument as further ones of each call, where that was given.
  Callable callable(const char* name, const char* further = nullptr);
  bool is_callable(const char* name) const;
  bool is_number(const char* name) const;  // a number, boolean, complex value or 0-d array
  bool is_text(const char* name) const;    // a string, where the type allows other things too
  // A value, kept for its methods or a field, of a record: an array of the call's own; a number is 0-d.
  Array value_of_record(const char* name, const char* field);
  template <class T>
  T& object(const char* name) const {
    return *static_cast<T*>(object_pointer(name));
  }
  bool same_object(const char* name, const Class& c) const;  // the argument is an object of this class
  // Where an argument may be of several classes, or an array: null when it is no object of this one.
  template <class T>
  T* object_if(const char* name, const Class& c) const {
    return same_object(name, c) ? &object<T>(name) : nullptr;
  }
  // The i-th (from 1) of the values that an object keeps (give_object), nil when there is none; `as` is how errors call
  // it: call.kept("self", 1, "matvec").callable().
  Item kept(const char* name, int i, const char* as);
  // An argument as it came, nil when it was left out: for give and give_object.
  LuaValue value(const char* name) const { return {find(name).slot}; }

  // Arguments of role rest.
  int rest_count() const { return static_cast<int>(rest_.size()); }
  View rest_array(int i);
  Dims rest_shape(const char* name) const;  // one list, or whole numbers one after another
  const Value& rest(int i) const { return rest_[static_cast<std::size_t>(i)]; }

  // Lua tables that a body walks itself.
  std::vector<Array> arrays(const char* name);  // a list of arrays, or a stack of them
  Item item(const char* name);                  // whatever else: see item.h

  // Subscripts, from 1 and as users write them (kernels/array/index.h resolves them): what stands in brackets, or the
  // arguments of role rest. They point to arrays of the call.
  std::vector<Subscript> subscripts(const char* key);
  std::vector<Subscript> rest_subscripts();

  // Results, in order. They reach Lua when the body has returned.
  void give() { results_.emplace_back(); }
  void give(bool v) { results_.emplace_back(v); }
  void give(int v) { results_.emplace_back(static_cast<std::int64_t>(v)); }
  void give(std::int64_t v) { results_.emplace_back(v); }
  void give(double v) { results_.emplace_back(v); }
  void give(Complex128 v) { results_.emplace_back(v); }
  void give(const Scalar& v) { results_.emplace_back(unwrapped(v)); }
  void give(std::string v) { results_.emplace_back(std::move(v)); }
  void give(const char* v) { results_.emplace_back(std::string(v)); }
  void give(Array v) { results_.emplace_back(std::move(v)); }
  void give(Record v) { give(std::move(v.table_)); }
  void give(Table v) { results_.emplace_back(std::make_unique<Table>(std::move(v))); }
  void give(LuaValue v) { results_.emplace_back(v); }
  // With Lua values that the object keeps: call.give_object(c, std::move(p), {call.value("matvec"), item.value()}).
  template <class T>
  void give_object(const Class& c, std::unique_ptr<T> object, std::vector<LuaValue> keeps = {}) {
    results_.emplace_back(NewObject{&c, object.release(), std::move(keeps)});
  }
  // Positions from 0 become positions from 1; -1 becomes 0, "none". The array must be the body's own, of integers.
  void give_position(std::int64_t from_zero) { give(from_zero + 1); }
  void give_positions(Array from_zero);
  // An argument itself: `return self` and out arrays.
  void give_argument(const char* name) { same_ = slot_of(name); }
  // The array of `out`, which must be given (see out_option): of this shape, open for writing, and the result.
  View destination(std::span<const std::int64_t> shape);
  void give_unwrapped(Array v) { results_.emplace_back(unwrapped(std::move(v))); }

  // Bytes of C++ objects that live as long as the call: they count while it lasts. Throws MemoryError.
  void count(std::size_t bytes) {
    ctx.memory.reserve(bytes);
    counted_ += bytes;
  }

  // Errors about an argument: "<name> <requirement>, got <what came>".
  [[noreturn]] void refuse(const char* name, std::string_view requirement) const;
  // In the bodies of operators: this one has no answer. "use a:dot(b)" follows "cannot compute a 2x2 matrix * …: ".
  [[noreturn]] void unsupported(std::string use = {}) const { throw Unsupported{std::move(use)}; }
  std::string shown(const char* name) const;  // what came, for messages
  std::string title() const;                  // "linalg.svd"

  // For the registry and types only; bodies of modules have no business with it.
  lua_State* lua() const { return L_; }
  int slot_of(const char* name) const { return find(name).slot; }

 private:
  friend struct Decoder;
  friend int push_results(lua_State*);
  friend int give_results(Call&);
  friend struct Invocation;
  friend struct ResultCheck;
  const Value& find(const char* name) const;
  Value& find(const char* name) { return const_cast<Value&>(std::as_const(*this).find(name)); }
  void* object_pointer(const char* name) const;
  View view_of(Value& v, const char* name);
  std::vector<std::int64_t> whole_numbers(const Value& v, const char* name) const;
  Dims lengths(const Value& v, const char* name) const;
  Array table_array(int slot, const char* name);  // converts a nested table

  lua_State* L_;
  const Function& row_;
  const char* module_;
  Values values_;
  std::vector<Value> rest_;
  Array& keep_converted(int slot, Array a);
  std::vector<std::pair<int, Array>> converted_;  // by stack slot: tables and numbers as arrays; never reallocated
  std::forward_list<Subscripts> subscripts_;
  Results results_;
  int same_ = 0;
  std::size_t counted_ = 0;
};

}  // namespace perilune
