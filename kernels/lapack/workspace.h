#pragma once
// Workspace of a LAPACK routine, counted in the state's account: asked for once, used for every matrix of a stack.

#include "kernels/core/context.h"
#include "kernels/lapack/types.h"

namespace perilune::lapack {

// OpenBLAS 0.3.21 multiplies a complex matrix by a vector with a kernel that reads one element beyond the vector's
// last, a stride further. Rows of matrices are such vectors: whatever LAPACK is given of complex matrices and workspace
// has this many more elements at its end, `leading` being the longest column.
template <class T>
constexpr std::size_t slack(std::int64_t leading) {
  return is_complex_type<T> ? static_cast<std::size_t>(leading) + 1 : 0;
}

template <class T>
struct Workspace {
  CountedVector<T> work;
  CountedVector<Real<T>> real;  // complex types only
  CountedVector<Int> integer;

  // An empty vector has no address that Fortran may take; one element costs nothing.
  // leading: the longest column that the routine may keep in its workspace.
  Workspace(Context& ctx, std::int64_t leading, std::size_t work_length, std::size_t real_length = 0,
            std::size_t integer_length = 0)
      : work(ctx.vector<T>(std::max<std::size_t>(work_length, 1) + slack<T>(leading))),
        real(ctx.vector<Real<T>>(std::max<std::size_t>(is_complex_type<T> ? real_length : 0, 1))),
        integer(ctx.vector<Int>(std::max<std::size_t>(integer_length, 1))),
        length_(static_cast<Int>(std::max<std::size_t>(work_length, 1))) {}
  Int length() const { return length_; }

 private:
  Int length_;
};

}  // namespace perilune::lapack
