#include "kernels/sparse/numbers.h"
#include "kernels/sparse/product_body.h"

namespace perilune::sparse {

namespace {

template <bool adjoint, class T>
inline T taken(T a) {
  if constexpr (adjoint) return conjugate(a);
  else return a;
}

template <bool adjoint, class T, class I>
void times(const Compressed<T, I>& a, std::int64_t begin, std::int64_t end, const T* x, T* y) {
  I k = a.indptr[begin];
  for (std::int64_t i = begin; i < end; ++i) {
    const I last = a.indptr[i + 1];
    T sum(0);
    for (; k < last; ++k) sum += product(taken<adjoint>(a.data[k]), x[a.indices[k]]);
    y[i] = sum;
  }
}

template <bool adjoint, class T, class I>
void onto(const Compressed<T, I>& a, std::int64_t begin, std::int64_t end, const T* x, T* y) {
  for (std::int64_t i = begin; i < end; ++i) {
    const T factor = x[i];
    for (I k = a.indptr[i]; k < a.indptr[i + 1]; ++k) y[a.indices[k]] += product(taken<adjoint>(a.data[k]), factor);
  }
}

template <class T>
inline void add_scaled(T* __restrict y, T a, const T* __restrict x, std::int64_t k) {
  for (std::int64_t c = 0; c < k; ++c) y[c] += product(a, x[c]);
}

}  // namespace

template <class T, class I>
void rows_times_vector(const Compressed<T, I>& a, bool adjoint, std::int64_t begin, std::int64_t end, const T* x,
                       T* y) {
  if (is_complex_type<T> && adjoint) times<true>(a, begin, end, x, y);
  else times<false>(a, begin, end, x, y);
}

template <class T, class I>
void rows_onto_vector(const Compressed<T, I>& a, bool adjoint, std::int64_t begin, std::int64_t end, const T* x, T* y) {
  if (is_complex_type<T> && adjoint) onto<true>(a, begin, end, x, y);
  else onto<false>(a, begin, end, x, y);
}

template <class T, class I>
void rows_times_matrix(const Compressed<T, I>& a, std::int64_t begin, std::int64_t end, std::int64_t k, const T* x,
                       T* y) {
  for (std::int64_t i = begin; i < end; ++i) {
    T* to = y + i * k;
    for (std::int64_t c = 0; c < k; ++c) to[c] = T(0);
    for (I at = a.indptr[i]; at < a.indptr[i + 1]; ++at) add_scaled(to, a.data[at], x + a.indices[at] * k, k);
  }
}

template <class T, class I>
void rows_onto_matrix(const Compressed<T, I>& a, std::int64_t begin, std::int64_t end, std::int64_t k, const T* x,
                      T* y) {
  for (std::int64_t i = begin; i < end; ++i)
    for (I at = a.indptr[i]; at < a.indptr[i + 1]; ++at) add_scaled(y + a.indices[at] * k, a.data[at], x + i * k, k);
}

#define INSTANTIATE(T, I)                                                                                           \
  template void rows_times_vector(const Compressed<T, I>&, bool, std::int64_t, std::int64_t, const T*, T*);         \
  template void rows_onto_vector(const Compressed<T, I>&, bool, std::int64_t, std::int64_t, const T*, T*);          \
  template void rows_times_matrix(const Compressed<T, I>&, std::int64_t, std::int64_t, std::int64_t, const T*, T*); \
  template void rows_onto_matrix(const Compressed<T, I>&, std::int64_t, std::int64_t, std::int64_t, const T*, T*);
#define INSTANTIATE_BOTH(T) INSTANTIATE(T, std::int32_t) INSTANTIATE(T, std::int64_t)
INSTANTIATE_BOTH(float)
INSTANTIATE_BOTH(double)
INSTANTIATE_BOTH(Complex64)
INSTANTIATE_BOTH(Complex128)
#undef INSTANTIATE_BOTH
#undef INSTANTIATE

}  // namespace perilune::sparse
