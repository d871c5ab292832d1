#pragma once
// Sparse matrices for tests: random ones with their dense form beside them.

#include "kernels/sparse/construct.h"
#include "kernels/sparse/matrix.h"
#include "tests/support/dense.h"
#include "tests/support/reference.h"

namespace perilune::test {

// The numbers of a line of tests/reference/sparse/linalg.txt.
inline std::vector<double> linalg_reference(const std::string& name) {
  for (const std::string& line : reference_lines("sparse/linalg.txt"))
    if (line.compare(0, name.size() + 1, name + " ") == 0) return numbers(line.substr(name.size()));
  throw std::runtime_error("no reference " + name);
}

// About a third of the elements are not zero.
template <class T>
Array sparse_dense(Context& ctx, std::int64_t rows, std::int64_t columns, unsigned seed) {
  const Array a = random_array<T>(ctx, {rows, columns}, seed);
  std::mt19937 bits(seed + 1000);
  for (std::int64_t i = 0; i < a.size(); ++i)
    if (bits() % 3) a.as<T>()[i] = T(0);
  return a;
}

// The same matrix in any form that a kernel may meet: unsorted, with duplicates and stored zeros, with wide positions.
enum class Form { canonical, unsorted, duplicates, wide };
inline sparse::Matrix in_form(Context& ctx, const Array& dense, sparse::Format format, Form form) {
  sparse::Matrix m = sparse::from_dense(ctx, dense, format);
  if (form == Form::wide) return sparse::with_index_dtype(ctx, m, DType::int64);
  if (form == Form::canonical) return m;
  // From triplets in reverse order; with duplicates each value comes in two halves, and zeros stand at (0, 0).
  const sparse::Matrix t = sparse::convert(ctx, m, sparse::Format::coo);
  const std::int64_t copies = form == Form::duplicates ? 2 : 1, n = t.nnz() * copies;
  const Array data = Array::empty(ctx, t.dtype(), {n}), row = Array::empty(ctx, DType::int32, {n}),
              col = Array::empty(ctx, DType::int32, {n});
  for (std::int64_t k = 0; k < n; ++k) {
    const std::int64_t from = t.nnz() - 1 - k % t.nnz();
    Scalar x = load(t.dtype(), t.data.data() + static_cast<std::size_t>(from) * itemsize(t.dtype()));
    if (copies == 2) x.value /= 2;
    store(t.dtype(), data.data() + static_cast<std::size_t>(k) * itemsize(t.dtype()), x);
    row.at<std::int32_t>(k) = t.row.at<std::int32_t>(from);
    col.at<std::int32_t>(k) = t.col.at<std::int32_t>(from);
  }
  sparse::Matrix scattered = sparse::from_triplets(ctx, t.rows, t.columns, data, row, col);
  if (format == sparse::Format::coo) return scattered;
  if (format == sparse::Format::csc) scattered = sparse::transposed(scattered);
  // By hand to arrays that keep the order and the duplicates.
  const std::int64_t major = scattered.rows;
  const Array indptr = Array::zeros(ctx, DType::int64, {major + 1}), indices = Array::empty(ctx, DType::int64, {n}),
              values = Array::empty(ctx, t.dtype(), {n});
  std::int64_t at = 0;
  for (std::int64_t i = 0; i < major; ++i) {
    for (std::int64_t k = 0; k < n; ++k)
      if (scattered.row.at<std::int32_t>(k) == i) {
        indices.at<std::int64_t>(at) = scattered.col.at<std::int32_t>(k);
        const std::size_t size = itemsize(t.dtype());
        std::memcpy(values.data() + static_cast<std::size_t>(at++) * size,
                    scattered.data.data() + static_cast<std::size_t>(k) * size, size);
      }
    indptr.at<std::int64_t>(i + 1) = at;
  }
  return sparse::from_arrays(ctx, format, t.rows, t.columns, values, indices, indptr);
}

inline constexpr sparse::Format all_formats[] = {sparse::Format::csr, sparse::Format::csc, sparse::Format::coo};
inline constexpr Form all_forms[] = {Form::canonical, Form::unsorted, Form::duplicates, Form::wide};

// The problems of tests/reference/sparse/linalg.py.
inline sparse::Matrix tridiagonal(Context& ctx, std::int64_t n, double shift = 0) {
  const Array main = Array::empty(ctx, DType::float64, {n}), beside = Array::empty(ctx, DType::float64, {n - 1});
  for (std::int64_t i = 0; i < n; ++i) main.at<double>(i) = 2 + shift + std::sin(static_cast<double>(i));
  std::fill_n(beside.as<double>(), n - 1, -1.0);
  const View diagonals[] = {main, beside, beside};
  const std::int64_t offsets[] = {0, 1, -1};
  return sparse::diags(ctx, diagonals, offsets, n, n, DType::float64, sparse::Format::csr);
}
inline sparse::Matrix mass_matrix(Context& ctx, std::int64_t n) {
  const Array main = Array::empty(ctx, DType::float64, {n});
  for (std::int64_t i = 0; i < n; ++i) main.at<double>(i) = 1 + static_cast<double>(i % 3) / 4;
  const View diagonals[] = {main};
  const std::int64_t offsets[] = {0};
  return sparse::diags(ctx, diagonals, offsets, n, n, DType::float64, sparse::Format::csr);
}
inline sparse::Matrix rectangular(Context& ctx, std::int64_t m, std::int64_t n) {
  const Array dense = Array::zeros(ctx, DType::float64, {m, n});
  for (std::int64_t i = 0; i < m; ++i)
    for (std::int64_t j = 0; j < n; ++j)
      if ((i + 2 * j) % 5 == 0) dense.at<double>(i, j) = std::sin(static_cast<double>(1 + 7 * i + 3 * j));
  return sparse::from_dense(ctx, dense, sparse::Format::csr);
}

}  // namespace perilune::test
