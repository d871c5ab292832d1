#pragma once
// How a script function is declared: one constexpr row beside its C++ body. Argument checks, error texts, help,
// reference pages, editor stubs, completion and example tests all read these rows; nothing about a function is written
// twice.

#include <cstdint>
#include <limits>
#include <span>

struct lua_State;

// Rows of one line, comments in columns:
// clang-format off

namespace perilune {

class Call;
struct Class;
struct RecordType;
struct Members;

// What an argument may be: a union of these bits, e.g. Type::number | Type::list.
struct Type {
  std::uint32_t bits = 0;
  constexpr Type operator|(Type other) const { return {bits | other.bits}; }
  constexpr bool has(Type other) const { return (bits & other.bits) != 0; }
  constexpr bool operator==(const Type&) const = default;

  static const Type boolean, integer, number, complex, string, array, vector, matrix, list, callable, shape, axis, axes,
      index, dtype, map, object, record, none, any, table;
};
inline constexpr Type Type::boolean{1u << 0};
inline constexpr Type Type::integer{1u << 1};   // a whole Lua number
inline constexpr Type Type::number{1u << 2};    // a real number
inline constexpr Type Type::complex{1u << 3};   // a pl.complex value
inline constexpr Type Type::string{1u << 4};
inline constexpr Type Type::array{1u << 5};     // an array, a nested table of numbers or one number
inline constexpr Type Type::vector{1u << 6};    // the same with one axis
inline constexpr Type Type::matrix{1u << 7};    // the same with two axes; stacks have more
inline constexpr Type Type::list{1u << 8};      // a Lua sequence, read by the body
inline constexpr Type Type::callable{1u << 9};  // a function or an object that can be called
inline constexpr Type Type::shape{1u << 10};    // one length or a list of lengths
inline constexpr Type Type::axis{1u << 11};     // an axis from 1, negative from the last; kernels see it from 0
inline constexpr Type Type::axes{1u << 12};     // one axis or a list of them
inline constexpr Type Type::index{1u << 13};    // a position from 1; kernels see it from 0
inline constexpr Type Type::dtype{1u << 14};    // the name of a dtype
inline constexpr Type Type::map{1u << 15};      // a table with names
inline constexpr Type Type::object{1u << 16};   // an object of Arg::class_
inline constexpr Type Type::record{1u << 17};
inline constexpr Type Type::none{1u << 18};     // pl.none, where it means something else than leaving out
inline constexpr Type Type::any{1u << 19};
inline constexpr Type Type::table{1u << 20};    // any Lua table, read by the body

enum class Role : std::uint8_t {
  in,        // required, by place or by name
  optional,  // by place or by name
  option,    // by name only
  rest,      // any number of further places
  out,       // a result
};

// The value of an argument that was left out. `text` is how signatures show it.
struct Default {
  enum class Kind : std::uint8_t { absent, boolean, number, string } kind = Kind::absent;
  double number = 0;
  const char* string = nullptr;

  constexpr Default() = default;
  constexpr Default(bool value) : kind(Kind::boolean), number(value) {}
  constexpr Default(int value) : kind(Kind::number), number(value) {}
  constexpr Default(double value) : kind(Kind::number), number(value) {}
  constexpr Default(const char* value) : kind(Kind::string), string(value) {}
};
inline constexpr Default absent{};

struct Arg {
  const char* name;
  const char* doc;
  Role role;
  Type type;
  Default fallback{};
  const char* choices = nullptr;      // "gesdd|gesvd": the words that a string may be, in any case
  const char* aliases = nullptr;      // "seed|random_state"
  const char* methods = nullptr;      // the methods (values of the argument `method`) that use this option
  const char* when = nullptr;         // out: what brings this result: "compute_uv", "!compute_uv", "output=ba"
  const Class* class_ = nullptr;      // Type::object; null: of any class
  const Class* more_classes[3] = {};  // other classes that an object may be of
  const RecordType* record = nullptr; // out: Type::record
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool low_open = false, high_open = false, finite_only = false;
  bool many = false;                  // out: any number of such results
  const char* form = nullptr;         // the shape of an array, "m, n"; how a function is called, "x -> number"
  const char* units = nullptr;        // "seconds"

  constexpr Arg at_least(double x) const { Arg a = *this; a.low = x; return a; }
  constexpr Arg above(double x) const { Arg a = *this; a.low = x; a.low_open = true; return a; }
  constexpr Arg at_most(double x) const { Arg a = *this; a.high = x; return a; }
  constexpr Arg below(double x) const { Arg a = *this; a.high = x; a.high_open = true; return a; }
  constexpr Arg between(double x, double y) const { return at_least(x).at_most(y); }
  constexpr Arg finite() const { Arg a = *this; a.finite_only = true; return a; }
  constexpr Arg alias(const char* names) const { Arg a = *this; a.aliases = names; return a; }
  constexpr Arg used_by(const char* names) const { Arg a = *this; a.methods = names; return a; }
  constexpr Arg only_if(const char* flag) const { Arg a = *this; a.when = flag; return a; }
  constexpr Arg among(const char* words) const { Arg a = *this; a.choices = words; return a; }
  constexpr Arg of(const Class& c) const { Arg a = *this; a.class_ = &c; return a; }
  constexpr Arg or_of(const Class& c) const {
    Arg a = *this;
    (a.more_classes[0] ? a.more_classes[1] ? a.more_classes[2] : a.more_classes[1] : a.more_classes[0]) = &c;
    return a;
  }
  // Calls f(class) for each class that an object may be of.
  template <class F>
  constexpr void each_class(F&& f) const {
    if (class_) f(*class_);
    for (const Class* c : more_classes)
      if (c) f(*c);
  }
  constexpr Arg of(const RecordType& r) const { Arg a = *this; a.record = &r; return a; }
  constexpr Arg repeated() const { Arg a = *this; a.many = true; return a; }
  constexpr Arg shaped(const char* lengths) const { Arg a = *this; a.form = lengths; return a; }
  constexpr Arg called(const char* how) const { Arg a = *this; a.form = how; return a; }
  constexpr Arg measured_in(const char* unit) const { Arg a = *this; a.units = unit; return a; }
};

constexpr Type default_type(const Default& d) {
  return d.kind == Default::Kind::boolean ? Type::boolean : d.kind == Default::Kind::string ? Type::string : Type::number;
}

constexpr Arg in(const char* name, Type type, const char* doc) { return {name, doc, Role::in, type}; }
constexpr Arg optional(const char* name, Type type, Default fallback, const char* doc) {
  return {name, doc, Role::optional, type, fallback};
}
constexpr Arg option(const char* name, Type type, Default fallback, const char* doc) {
  return {name, doc, Role::option, type, fallback};
}
// The type follows from the default: a flag, a number.
constexpr Arg option(const char* name, Default fallback, const char* doc) {
  return {name, doc, Role::option, default_type(fallback), fallback};
}
// One of several words, the first of which is the default.
constexpr Arg choice(const char* name, const char* words, const char* doc) {
  return {name, doc, Role::option, Type::string, Default(words), words};
}
constexpr Arg rest(const char* name, Type type, const char* doc) { return {name, doc, Role::rest, type}; }
constexpr Arg out(const char* name, Type type, const char* doc) { return {name, doc, Role::out, type}; }

// A body that has this option writes to call.destination(shape) when it is given.
inline constexpr Arg out_option =
    option("out", Type::array, absent, "An array of the result's shape that receives the values; it is returned.");

struct Function {
  const char* name;
  const char* summary;              // one line
  std::span<const Arg> args;        // inputs, options and results
  const char* details;              // what, when, the method and its source
  const char* example;              // Lua; `--> text` after an expression is checked
  void (*body)(Call&);
  int code = 0;                     // tells the members of a family apart: call.code()
  bool method = false;              // also a method of arrays, the first argument being the array
  const char* aliases = nullptr;    // other names of the same function, "a|b"
  // A direct path for the commonest arguments, tried first; -1 leaves the call to the ordinary way, which checks.
  int (*fast)(lua_State* L, int code) = nullptr;
  const char* errors = nullptr;     // what it raises beyond wrong arguments, one case per line
  const char* source = nullptr;     // papers, books and packages, one per line
  // Instead of a body: a plain C function of Lua, for the few that take any value. `args` then only document it.
  int (*direct)(lua_State* L) = nullptr;
  // Further functions that are read from this one with a dot, `stats.norm.cdf`. Its own text speaks for them.
  const Members* members = nullptr;

  constexpr Function raises(const char* cases) const { Function f = *this; f.errors = cases; return f; }
  constexpr Function from(const char* works) const { Function f = *this; f.source = works; return f; }
  constexpr Function alias(const char* names) const { Function f = *this; f.aliases = names; return f; }
  constexpr Function as_method() const { Function f = *this; f.method = true; return f; }
  constexpr Function with(int member) const { Function f = *this; f.code = member; return f; }
  constexpr Function fast_by(int (*path)(lua_State*, int)) const { Function f = *this; f.fast = path; return f; }
};
using Rows = std::span<const Function>;

struct Members {
  const char* path;  // "stats.norm"
  Rows rows;
};

// A named value of a module.
struct Constant {
  const char* name;
  double value;
  const char* doc;
  const char* units = nullptr;             // "m s^-1"
  void (*push)(lua_State* L) = nullptr;    // for values that are no numbers
};

// What an operator does with an object; the first twelve are binary.
enum class Operation : std::uint8_t {
  add, subtract, multiply, divide, floor_divide, remainder, power,
  bit_and, bit_or, bit_xor, left_shift, right_shift, negative, invert,
};

// What Lua's operators do with the objects of a class: bodies like those of rows, with the arguments named here. A null
// one leaves Lua's own way.
struct Operators {
  // left and right, or left alone for -a and ~a: call.operation() tells which. One side at least is an object of the
  // class, the other whatever came: number, array, table, another object. call.unsupported("use :dot") where it has no
  // meaning; then the class of the other side is asked.
  void (*operate)(Call&) = nullptr;
  void (*equal)(Call&) = nullptr;   // left == right, both userdata, one an object of the class: gives a boolean
  void (*length)(Call&) = nullptr;  // #self
  void (*text)(Call&) = nullptr;    // tostring(self): gives a string
  // self[key] and self[key] = value, where key is no name: call.subscripts("key") reads what arrays take in brackets.
  void (*index)(Call&) = nullptr;
  void (*assign)(Call&) = nullptr;
};

// An object with methods. Its constructor is an ordinary row of the module that gives one.
struct Class {
  const char* name;    // "interpolate.CubicSpline"
  const char* prefix;  // "CubicSpline:", in front of its methods
  const char* summary;
  Rows methods;
  Rows fields{};  // computed when read; rows without arguments but the object
  const Function* call = nullptr;  // what `object(…)` does
  void (*destroy)(void* object) = nullptr;
  const char* details = nullptr;
  // A class whose methods, fields and call hold here too, unless a name is declared anew. The objects of both must be
  // the same C++ type: a body that takes one is given the other.
  const Class* base = nullptr;
  const Operators* operators = nullptr;

  constexpr bool is(const Class& other) const {
    const Class* c = this;
    while (c && c != &other) c = c->base;
    return c != nullptr;
  }
  constexpr const Function* called() const {
    const Class* c = this;
    while (c && !c->call) c = c->base;
    return c ? c->call : nullptr;
  }
  // Those of the base where it has none of its own.
  constexpr const Operators* operated() const {
    const Class* c = this;
    while (c && !c->operators) c = c->base;
    return c ? c->operators : nullptr;
  }
};

// A named result. The first `places` fields are also res[1], res[2] … in SciPy's order.
struct RecordField {
  const char* name;
  const char* doc;
  Type type = Type::any;
};
struct RecordType {
  const char* name;  // "OptimizeResult"
  std::span<const RecordField> fields;
  int places;
  // Called with a colon; the first argument is the record. `prefix` stands in front of their names: "TtestResult:".
  Rows methods{};
  const char* prefix = nullptr;
  std::span<const char* const> kept{};  // names of further values, which the methods alone read
};

struct Module {
  const char* name;  // "linalg"; "" is pl itself
  const char* summary;
  std::span<const Rows> families;
  std::span<const Constant> constants{};
  std::span<const Class* const> classes{};
  const char* details = nullptr;  // for the head of its page: what belongs here, where to begin
  Rows fields{};                  // of arrays: read without a call
  std::span<const char* const> titles{};  // of the families, for modules with many: one each
};

// Every module, in the order of the reference (stdlib/modules.cpp).
std::span<const Module* const> modules();

}  // namespace perilune
