#include "kernels/lapack/solve.h"

#include "kernels/lapack/fortran.h"

namespace perilune::lapack {

template <class T>
Int gtsv(Int n, Int columns, T* lower, T* diagonal, T* upper, T* b, Int ldb) {
  Int status = 0;
  Fortran<T>::gtsv(&n, &columns, lower, diagonal, upper, b, &ldb, &status);
  return status;
}

#define INSTANTIATE(T) template Int gtsv(Int, Int, T*, T*, T*, T*, Int);
PERILUNE_LAPACK_INSTANTIATE(INSTANTIATE)
#undef INSTANTIATE

}  // namespace perilune::lapack
