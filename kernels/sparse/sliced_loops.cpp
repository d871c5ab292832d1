#include "kernels/sparse/numbers.h"
#include "kernels/sparse/sliced.h"

namespace perilune::sparse {

namespace {

template <class T>
inline void add(std::int64_t width, const T* values, const std::int32_t* places, const T* x, T* sums) {
  T a(0), b(0), c(0), d(0), e(0), f(0), g(0), h(0);
  for (std::int64_t j = 0; j < width; ++j, values += 8, places += 8) {
    a += product(values[0], x[places[0]]);
    b += product(values[1], x[places[1]]);
    c += product(values[2], x[places[2]]);
    d += product(values[3], x[places[3]]);
    e += product(values[4], x[places[4]]);
    f += product(values[5], x[places[5]]);
    g += product(values[6], x[places[6]]);
    h += product(values[7], x[places[7]]);
  }
  sums[0] = a, sums[1] = b, sums[2] = c, sums[3] = d, sums[4] = e, sums[5] = f, sums[6] = g, sums[7] = h;
}

}  // namespace

void add_slice(std::int64_t width, const double* values, const std::int32_t* places, const double* x, double* sums) {
  add(width, values, places, x, sums);
}

void add_slice(std::int64_t width, const Complex128* values, const std::int32_t* places, const Complex128* x,
               Complex128* sums) {
  add(width, values, places, x, sums);
}

}  // namespace perilune::sparse
