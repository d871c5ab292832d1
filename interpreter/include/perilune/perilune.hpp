#pragma once
// perilune inside a C++17 program. Header-only, above the C interface of perilune.h, which says more about each call.
//
//   perilune::State state;
//   state.set("gain", 2.5);
//   state.set("log", [](std::string_view text) { std::clog << text << '\n'; });
//   state.run("function scale(x) return pl.array(x) * gain end");
//   auto y = state.call<std::vector<double>>("scale", std::vector<double>{1, 2, 3});

#include "perilune/call.hpp"

namespace perilune {
inline namespace host {

// 0 and false: no limit. Bytes hold all the time, the others for each outermost call.
struct Limits {
  std::size_t bytes = 0;
  std::uint64_t instructions = 0;
  double seconds = 0;
  bool cancellable = false;
};

struct Options {
  Limits limits;
  bool sandbox = false;
  int threads = 0;  // that kernels may use; 0: as the environment says
  // Where print and warnings go; stdout and stderr when empty. What they throw is lost.
  std::function<void(std::string_view)> print, warning;
  // Asked before pl.io opens a file. Empty: all files, none in a sandbox.
  std::function<bool(std::string_view path, bool writing)> open_file;
};

using Budget = perilune_budget;

class State {
 public:
  explicit State(Options options = {}) : options_(std::make_unique<Options>(std::move(options))) {
    perilune_options raw{};
    raw.size = sizeof raw;
    raw.limits = c_limits(options_->limits);
    raw.sandbox = options_->sandbox;
    raw.threads = options_->threads;
    raw.data = options_.get();
    if (options_->print) raw.print = [](void* o, const char* s, size_t n) { emit(as(o).print, {s, n}); };
    if (options_->warning) raw.warning = [](void* o, const char* s, size_t n) { emit(as(o).warning, {s, n}); };
    if (options_->open_file)
      raw.open_file = [](void* o, const char* path, int writing) noexcept -> int {
        try {
          return as(o).open_file(path, writing != 0);
        } catch (...) {
          return 0;
        }
      };
    state_ = perilune_open(&raw);
    if (!state_) throw Error(PERILUNE_MEMORY, "not enough memory for a state");
  }
  State(State&& other) noexcept : options_(std::move(other.options_)), state_(std::exchange(other.state_, nullptr)) {}
  State& operator=(State&& other) noexcept {
    std::swap(options_, other.options_);
    std::swap(state_, other.state_);
    return *this;
  }
  ~State() {
    if (state_) perilune_close(state_);
  }
  perilune_state* handle() const { return state_; }

  // Results: nothing, one value or a std::tuple.
  template <class R = void>
  R run(std::string_view text, const char* name = nullptr) {
    return detail::take<R>(state_, [&](perilune_value* results, std::size_t capacity) {
      return perilune_run(state_, text.data(), text.size(), name, results, capacity, nullptr);
    });
  }
  template <class R = void>
  R run_file(const std::string& path) {
    return detail::take<R>(state_, [&](perilune_value* results, std::size_t capacity) {
      return perilune_run_file(state_, path.c_str(), results, capacity, nullptr);
    });
  }
  template <class R>
  R eval(std::string_view expression) {
    return detail::take<R>(state_, [&](perilune_value* results, std::size_t capacity) {
      return perilune_eval(state_, expression.data(), expression.size(), results, capacity, nullptr);
    });
  }
  template <class R = void, class... A>
  R call(const std::string& name, A&&... arguments) {
    return function(name).call<R>(std::forward<A>(arguments)...);
  }

  // Looks the function up; keep it where you call it often.
  Function function(const std::string& name) { return get<Function>(name); }
  template <class T>
  T get(const std::string& name) {
    static_assert(!detail::borrows<T>::value, "the text would be gone: ask for a std::string");
    Value v;
    detail::check(state_, perilune_get(state_, name.c_str(), &v.raw()));
    return detail::expect<T>(state_, v, name);
  }
  // A value, or a callable that scripts then see as a function; "a.b" sets a field of the table a.
  template <class T>
  void set(const std::string& name, T&& value) {
    using Type = std::decay_t<T>;
    Value v;
    if constexpr (detail::is_value<Type>::value) Convert<Type>::to(state_, value, v.raw());
    else v = detail::make_function(state_, name.c_str(), std::forward<T>(value));
    detail::check(state_, perilune_set(state_, name.c_str(), &v.raw()));
  }
  // What `require "name"` gives: the result of a chunk.
  void add_module(const std::string& name, std::string_view text) {
    detail::check(state_, perilune_set_module_text(state_, name.c_str(), text.data(), text.size()));
  }

  // Fresh zeros, counted in the state's bytes.
  template <class T>
  Array zeros(const Shape& shape) {
    perilune_array* array;
    detail::check(state_,
                  perilune_new_array(state_, dtype_of<T>(), static_cast<int>(shape.size()), shape.data(), &array));
    return Array(array);
  }
  // Memory of yours, not copied. `owner` is kept as long as somebody uses it (a shared_ptr, a container); if it can be
  // called without arguments, that is done at the end. const T makes the array read-only. Strides are in bytes.
  template <class T, class Owner = std::nullptr_t>
  Array wrap(T* data, const Shape& shape, Owner owner = nullptr, const Shape& strides = {}) {
    if (!strides.empty() && strides.size() != shape.size())
      throw Error(PERILUNE_MISUSE, "strides must be as many as the axes");
    auto held = std::make_unique<Owner>(std::move(owner));
    perilune_buffer b{};
    b.data = const_cast<std::remove_const_t<T>*>(data);
    b.dtype = dtype_of<std::remove_const_t<T>>();
    b.ndim = static_cast<int>(shape.size());
    b.shape = shape.data();
    b.strides = strides.empty() ? nullptr : strides.data();
    b.read_only = std::is_const_v<T>;
    perilune_array* array;
    detail::check(state_, perilune_wrap(state_, &b, release<Owner>, held.get(), &array));
    held.release();
    return Array(array);
  }

  void set_limits(const Limits& limits) {
    const perilune_limits raw = c_limits(limits);
    detail::check(state_, perilune_set_limits(state_, &raw));
  }
  Budget budget() const {
    Budget b;
    perilune_get_budget(state_, &b);
    return b;
  }
  // From any thread: ends what runs. See Limits::cancellable.
  void cancel() noexcept { perilune_cancel(state_); }

 private:
  template <class Owner>
  static void release(void* owner) {
    const std::unique_ptr<Owner> held(static_cast<Owner*>(owner));
    if constexpr (std::is_invocable_v<Owner&>) {
      try {
        (*held)();
      } catch (...) {  // nobody is there to take it
      }
    }
  }
  static Options& as(void* data) { return *static_cast<Options*>(data); }
  static void emit(const std::function<void(std::string_view)>& sink, std::string_view text) noexcept {
    try {
      sink(text);
    } catch (...) {
    }
  }
  static perilune_limits c_limits(const Limits& limits) {
    perilune_limits raw{};
    raw.bytes = limits.bytes;
    raw.instructions = limits.instructions;
    raw.seconds = limits.seconds;
    raw.cancellable = limits.cancellable;
    return raw;
  }

  std::unique_ptr<Options> options_;
  perilune_state* state_ = nullptr;
};

}  // namespace host
}  // namespace perilune
