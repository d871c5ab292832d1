#pragma once
// Calls in both directions: C++ values to a script's function and its results back, and C++ callables for scripts.

#include <functional>

#include "perilune/value.hpp"

namespace perilune {
inline namespace host {

// A host function with any number of arguments takes this as its only parameter.
class Frame {
 public:
  explicit Frame(perilune_frame* frame) : frame_(frame) {}
  std::size_t count() const { return perilune_argument_count(frame_); }
  template <class T>
  T argument(std::size_t index) const;
  template <class T>
  void result(const T& value) const {
    Value v;
    Convert<std::decay_t<T>>::to(state(), value, v.raw());
    detail::check(state(), perilune_result(frame_, &v.raw()));
  }
  perilune_state* state() const { return perilune_frame_state(frame_); }

 private:
  perilune_frame* frame_;
};

namespace detail {

// The script's fault, not an exception of the host.
struct BadArgument : Error {
  using Error::Error;
};

template <class T>
T expect(perilune_state* state, Value& v, const std::string& what) {
  auto converted = Convert<T>::from(state, v);
  if (!converted) throw Error(PERILUNE_MISUSE, what + " must be " + Convert<T>::name + ", got " + v.kind_name());
  return std::move(*converted);
}

template <class T>
struct is_tuple : std::false_type {};
template <class... T>
struct is_tuple<std::tuple<T...>> : std::true_type {};

// Whether a T looks into the value that it came from: good for parameters, which last as long as the call.
template <class T>
struct borrows : std::bool_constant<std::is_same_v<T, std::string_view> || std::is_same_v<T, const char*>> {};
template <class T>
struct borrows<std::optional<T>> : borrows<T> {};
template <class... T>
struct borrows<std::tuple<T...>> : std::disjunction<borrows<T>...> {};

template <class R, std::size_t... I>
R tuple_from(perilune_state* state, Value* results, std::index_sequence<I...>) {
  return R(expect<std::tuple_element_t<I, R>>(state, results[I], "result " + std::to_string(I + 1))...);
}

// Runs `call(results, capacity)` and turns what came into an R: nothing, one value or a tuple.
template <class R, class Call>
R take(perilune_state* state, Call&& call) {
  static_assert(!borrows<R>::value, "the text would be gone: ask for a std::string");
  if constexpr (std::is_void_v<R>) {
    check(state, call(nullptr, std::size_t{0}));
  } else if constexpr (is_tuple<R>::value) {
    constexpr std::size_t n = std::tuple_size_v<R>;
    perilune_value raw[n + 1];
    Value results[n + 1];
    const perilune_status status = call(raw, n);
    check(state, status);
    for (std::size_t i = 0; i < n; ++i) results[i].raw() = raw[i];
    return tuple_from<R>(state, results, std::make_index_sequence<n>());
  } else {
    Value result;
    check(state, call(&result.raw(), std::size_t{1}));
    return expect<R>(state, result, "the result");
  }
}

template <class R, class... A>
R call_ref(perilune_state* state, const perilune_ref* function, const A&... arguments) {
  Value values[sizeof...(A) + 1];
  std::size_t n = 0;
  (Convert<std::decay_t<const A&>>::to(state, arguments, values[n++].raw()), ...);
  static_assert(sizeof(Value) == sizeof(perilune_value), "handed over as an array");
  return take<R>(state, [&](perilune_value* results, std::size_t capacity) {
    return perilune_call(state, function, &values[0].raw(), n, results, capacity, nullptr);
  });
}

// The parameters of a callable.
template <class F>
struct Signature : Signature<decltype(&F::operator())> {};
template <class R, class... A>
struct Signature<R (*)(A...)> {
  using Result = R;
  using Parameters = std::tuple<A...>;
};
template <class R, class... A>
struct Signature<R (*)(A...) noexcept> : Signature<R (*)(A...)> {};
template <class C, class R, class... A>
struct Signature<R (C::*)(A...)> : Signature<R (*)(A...)> {};
template <class C, class R, class... A>
struct Signature<R (C::*)(A...) const> : Signature<R (*)(A...)> {};
template <class C, class R, class... A>
struct Signature<R (C::*)(A...) noexcept> : Signature<R (*)(A...)> {};
template <class C, class R, class... A>
struct Signature<R (C::*)(A...) const noexcept> : Signature<R (*)(A...)> {};

template <class T>
void give(const Frame& frame, const T& result) {
  if constexpr (is_tuple<T>::value) std::apply([&](const auto&... each) { (frame.result(each), ...); }, result);
  else frame.result(result);
}

template <class R, class F, class... A, std::size_t... I>
void invoke(F& f, perilune_frame* raw, std::tuple<A...>*, std::index_sequence<I...>) {
  const Frame frame(raw);
  std::tuple<std::decay_t<A>...> arguments{frame.argument<std::decay_t<A>>(I)...};
  if constexpr (std::is_void_v<R>) f(static_cast<A>(std::get<I>(arguments))...);
  else give(frame, f(static_cast<A>(std::get<I>(arguments))...));
}

// What the state calls, for a callable that lives on the heap.
template <class F>
perilune_status enter(perilune_frame* raw, void* data) noexcept {
  try {
    auto& f = *static_cast<F*>(data);
    if constexpr (std::is_invocable_v<F&, Frame&>) {
      Frame frame(raw);
      if constexpr (std::is_void_v<std::invoke_result_t<F&, Frame&>>) f(frame);
      else give(frame, f(frame));
    } else {
      using S = Signature<F>;
      using Parameters = typename S::Parameters;
      invoke<typename S::Result>(f, raw, static_cast<Parameters*>(nullptr),
                                 std::make_index_sequence<std::tuple_size_v<Parameters>>());
    }
    return PERILUNE_OK;
  } catch (const BadArgument& e) {
    return perilune_fail(raw, e.what());
  } catch (...) {
    return fail(raw);
  }
}

template <class F>
Value make_function(perilune_state* state, const char* name, F&& callable) {
  using Held = std::decay_t<F>;
  auto held = std::make_unique<Held>(std::forward<F>(callable));
  Value function;
  check(state, perilune_new_function(
                   state, name, enter<Held>, held.release(), [](void* data) { delete static_cast<Held*>(data); },
                   &function.raw()));
  return function;
}

// Whether a type is a callable rather than a value: no Convert for it.
template <class T, class = void>
struct is_value : std::false_type {};
template <class T>
struct is_value<T, std::void_t<decltype(&Convert<T>::to)>> : std::true_type {};

}  // namespace detail

template <class T>
T Frame::argument(std::size_t index) const {
  Value v;
  detail::check(state(), perilune_argument(frame_, index, &v.raw()));
  if constexpr (std::is_same_v<T, double>)
    if (v.kind() == PERILUNE_NUMBER) return v.raw().as.number;
  try {
    return detail::expect<T>(state(), v, "argument " + std::to_string(index + 1));
  } catch (const Error& e) {
    throw detail::BadArgument(e.status(), perilune_frame_name(frame_) + (": " + e.message()));
  }
}

template <class R, class... A>
R Function::call(A&&... arguments) const {
  if (!value_) throw Error(PERILUNE_MISUSE, "this function handle is empty");
  return detail::call_ref<R>(state_, value_->raw().as.ref, arguments...);
}

}  // namespace host
}  // namespace perilune
