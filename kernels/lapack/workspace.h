#pragma once
// Workspace of a LAPACK routine, counted in the state's account: asked for once, used for every matrix of a stack.

#include "kernels/core/context.h"
#include "kernels/lapack/types.h"

namespace perilune::lapack {

template <class T>
struct Workspace {
  CountedVector<T> work;
  CountedVector<Real<T>> real;  // complex types only
  CountedVector<Int> integer;

  // An empty vector has no address that Fortran may take; one element costs nothing.
  Workspace(Context& ctx, std::size_t work_length, std::size_t real_length = 0, std::size_t integer_length = 0)
      : work(ctx.vector<T>(std::max<std::size_t>(work_length, 1))),
        real(ctx.vector<Real<T>>(std::max<std::size_t>(is_complex_type<T> ? real_length : 0, 1))),
        integer(ctx.vector<Int>(std::max<std::size_t>(integer_length, 1))) {}
  Int length() const { return static_cast<Int>(work.size()); }
};

}  // namespace perilune::lapack
