#pragma once
// A Lua function that a kernel calls. Each call runs protected; a Lua error travels through the kernel as LuaRaised and
// reaches the user unchanged.

#include <forward_list>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "kernels/core/array.h"
#include "stdlib/registry/dispatch.h"

struct lua_State;

namespace perilune {

struct LibraryState;
class Item;

// One argument of a callback, which may keep what it gets: elements are copied into an array of the call's own, but an
// array that is moved in is handed over as it is. What an input refers to must live until the call returns.
class Input {
 public:
  static constexpr std::size_t most_spare = 32;  // elements of arrays that are made beforehand
  struct Named {
    const char* name;
    double value;
  };

  Input(double x) : kind_(Kind::number), number_(x) {}
  Input(std::int64_t x) : kind_(Kind::integer), integer_(x) {}
  Input(int x) : kind_(Kind::integer), integer_(x) {}
  Input(bool x) : kind_(Kind::boolean), integer_(x) {}
  Input(Complex128 x) : kind_(Kind::complex), complex_{x.real(), x.imag()} {}
  Input(std::string_view text) : kind_(Kind::text), data_(text.data()), n_(static_cast<std::int64_t>(text.size())) {}
  Input(const std::string& text) : Input(std::string_view(text)) {}
  Input(const char* text) : Input(std::string_view(text)) {}
  // A vector.
  template <class R>
  requires std::is_convertible_v<const R&, std::span<const double>> Input(const R& x)
      : Input(std::span<const double>(x).data(), std::span<const double>(x).size(), DType::float64) {}
  template <class R>
  requires std::is_convertible_v<const R&, std::span<const Complex128>> Input(const R& x)
      : Input(std::span<const Complex128>(x).data(), std::span<const Complex128>(x).size(), DType::complex128) {}
  Input(const View& v) : kind_(Kind::view), view_(v) {}
  Input(const Array& a) : Input(a.view()) {}
  Input(Array&& a) : kind_(Kind::handed), array_(&a) {}
  // A Lua value of the call that the body runs in.
  Input(const Item& value);
  // A table of numbers with names.
  Input(std::span<const Named> table) : kind_(Kind::named), data_(table.data()), n_(std::ssize(table)) {}
  // Each number an argument of its own.
  static Input spread(std::span<const double> x) {
    Input input(x.data(), x.size(), DType::float64);
    input.kind_ = Kind::spread;
    return input;
  }

 private:
  friend class Callable;
  friend struct CallbackFrame;
  enum class Kind : std::uint8_t {
    number,
    integer,
    boolean,
    spread,
    value,
    vector,
    complex,
    text,
    view,
    handed,
    named
  };
  Input(const void* data, std::size_t n, DType dtype)
      : kind_(Kind::vector), dtype_(dtype), data_(data), n_(static_cast<std::int64_t>(n)) {}
  bool is_plain() const { return kind_ <= Kind::value; }  // pushing it cannot fail
  // Short enough for an array that was made beforehand.
  bool is_short() const {
    return kind_ == Kind::vector && dtype_ == DType::float64 && n_ <= static_cast<std::int64_t>(most_spare);
  }

  Kind kind_;
  DType dtype_ = DType::float64;
  union {
    double number_;
    std::int64_t integer_;
    double complex_[2];
    const void* data_;
    Array* array_;
    View view_;
  };
  std::int64_t n_ = 0;  // entries at data_; the stack slot of a value
};

class Callable;

// What a callback returned, from 0, as long as this lives. A reader that meets something else throws a ValueError:
// "fun returned a vector of length 3 at evaluation 5, expected a vector of length 2". A result that is missing is nil.
class Answers {
 public:
  ~Answers();
  Answers(const Answers&) = delete;
  Answers& operator=(const Answers&) = delete;

  bool is_nil(int i = 0) const;
  bool is_text(int i = 0) const;
  bool is_number(int i = 0) const;  // no array or table, whatever its length

  double number(int i = 0) const;  // also an array of one real element
  Complex128 complex(int i = 0) const;
  Scalar scalar(int i = 0, const char* expected =
                               "a number") const;  // a number, boolean, complex value or an array of one element
  std::string text(int i = 0) const;
  bool stop(int i = 0) const;  // true or "stop": what a callback of a solver returns to end it

  // An array, nested table or number. It is the user's: look at it now, write nothing to it, keep nothing of it.
  View view(int i = 0);
  // Of this shape (-1: any length), where axes of length 1 may be missing, and dtype (none: as it comes). Converted
  // when needed; a complex result where a real one is asked for is refused.
  View view(int i, std::optional<DType> dtype, const Dims& shape);
  // The same as a row-major array of the caller's own.
  Array array(int i, std::optional<DType> dtype, const Dims& shape);
  // A vector of the span's length into the span.
  void read(int i, std::span<double> to);
  void read(int i, std::span<Complex128> to);

  // "fun returned nil at evaluation 1, expected a number"
  [[noreturn]] void refuse(int i, std::string_view expected) const;

 private:
  friend class Callable;
  Answers(const Callable& f, int base, int count);
  int slot(int i) const;
  Array& hold(Array a) { return held_.emplace_front(std::move(a)); }
  void read_elements(int i, DType dtype, void* to, std::size_t n);

  const Callable& f_;
  lua_State* L_;
  int base_;  // of the stack: below the results
  int count_;
  std::forward_list<Array> held_;  // what tables and conversions became
};

class Callable {
 public:
  Callable(lua_State* L, LibraryState& state, int slot, std::string name);

  // f(inputs …) with so many results wanted. The answers must be gone before those of an earlier call are.
  Answers call(std::initializer_list<Input> inputs, int results = 1) {
    return call(std::span<const Input>(inputs.begin(), inputs.size()), results);
  }
  Answers call(std::span<const Input> inputs, int results = 1);

  // The commonest, on the shortest way: f(x) -> number and f(x[]) -> number.
  double number(double x);
  double number(std::span<const double> x);
  // f(t, y[]) -> vector, a right-hand side.
  void vector(double t, std::span<const double> y, std::span<double> to);
  // f of each x, in order, in one protected call: y[i] = f(x[i]). What is no number is found only after the last.
  static constexpr std::size_t most_numbers = 30;
  void numbers(std::span<const double> x, std::span<double> y);

  // callback(x, {names = values}) -> true when it wants the solver to stop
  using Report = Input::Named;
  bool report(std::span<const double> x, std::span<const Report> state) { return call({x, state}).stop(); }
  bool report(double x, std::span<const Report> state) { return call({x, state}).stop(); }

  // Extra arguments that follow at every call (SciPy's args): the stack slot of a list, or of one value that is no
  // list.
  void set_arguments(int slot) { arguments_ = slot; }
  const std::string& name() const { return name_; }
  // How many parameters a Lua function declares; -1 when it takes any number, or is none.
  int declared_parameters() const;

 private:
  friend class Answers;
  static constexpr std::size_t few = 20;

  // Arrays for the calls to come, made a few at a time: a call by itself need not be guarded against want of memory
  // then. They lie on the stack, from `slot` on; a copy of the callable has none.
  struct Spares {
    static constexpr int most = 8;
    int slot = 0, next = 0, made = 0;
    std::size_t length = 0;
    Spares() = default;
    Spares(const Spares&) {}
    Spares& operator=(const Spares&) {
      slot = next = made = 0;
      return *this;
    }
  };
  int begin(std::size_t room);
  int begin_with_spares();
  int spare(const double* x, std::size_t n);
  void make_spares(std::size_t n);
  void push_plain(const Input& input);
  int find_each(int n);
  void make_room(std::size_t room);
  int push_arguments() { return arguments_ ? push_list() : 0; }
  int push_list();
  void invoke(int arguments, int results);
  double take_number(int base);

  lua_State* L_;
  LibraryState* state_;
  int slot_;
  int arguments_ = 0;
  int handler_ = 0;
  int roomy_to_ = 0;                // below this height the stack has room for a call
  int each_ = 0, each_length_ = 0;  // where the function behind `numbers` lies, and for how many
  Spares spares_;
  std::int64_t calls_ = 0;
  const void* thread_;  // Lua runs on no other
  std::string name_;
};

// The traceback inside the callback that raised the error at this index, or nil when it came from elsewhere. May raise.
void push_callback_traceback(lua_State* L, int error);

}  // namespace perilune
