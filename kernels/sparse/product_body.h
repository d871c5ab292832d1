#pragma once
// The inner loops of products: one row after another of a compressed matrix.

#include "kernels/sparse/matrix.h"

namespace perilune::sparse {

// y[i] = sum of a[i, j] x[j], for rows begin <= i < end; of conj(a[i, j]) with `adjoint`.
template <class T, class I>
void rows_times_vector(const Compressed<T, I>& a, bool adjoint, std::int64_t begin, std::int64_t end, const T* x, T* y);
// y[j] += a[i, j] x[i] for all rows: the transposed product.
template <class T, class I>
void rows_onto_vector(const Compressed<T, I>& a, bool adjoint, std::int64_t begin, std::int64_t end, const T* x, T* y);
// The same for `k` right-hand sides side by side: rows of x and y are k long.
template <class T, class I>
void rows_times_matrix(const Compressed<T, I>& a, std::int64_t begin, std::int64_t end, std::int64_t k, const T* x,
                       T* y);
template <class T, class I>
void rows_onto_matrix(const Compressed<T, I>& a, std::int64_t begin, std::int64_t end, std::int64_t k, const T* x,
                      T* y);

}  // namespace perilune::sparse
