#pragma once
// A reference to a callable: two pointers, no allocation, the callable must outlive it.

#include <memory>
#include <type_traits>
#include <utility>

namespace perilune {

template <class Signature>
class FunctionRef;

template <class R, class... Args>
class FunctionRef<R(Args...)> {
 public:
  template <class F>
  requires(!std::is_same_v<std::remove_cvref_t<F>, FunctionRef> && !std::is_function_v<std::remove_reference_t<F>> &&
           !std::is_pointer_v<std::remove_cvref_t<F>>) FunctionRef(F&& f)
      : object_(const_cast<void*>(static_cast<const void*>(std::addressof(f)))),
        call_([](void* object, Args... args) -> R {
          return (*static_cast<std::remove_reference_t<F>*>(object))(std::forward<Args>(args)...);
        }) {}

  // A plain function, which has no object to point at: its address takes that place (POSIX lets it).
  FunctionRef(R (*function)(Args...))
      : object_(reinterpret_cast<void*>(function)), call_([](void* object, Args... args) -> R {
          return reinterpret_cast<R (*)(Args...)>(object)(std::forward<Args>(args)...);
        }) {}

  R operator()(Args... args) const { return call_(object_, std::forward<Args>(args)...); }

 private:
  void* object_;
  R (*call_)(void*, Args...);
};

}  // namespace perilune
