// Row by row: a row of a b is the sum of rows of b, collected in a dense row of which only the touched places are read
// again. F. Gustavson, ACM Transactions on Mathematical Software 4 (1978).

#include <algorithm>

#include "kernels/sparse/numbers.h"
#include "kernels/sparse/product.h"

namespace perilune::sparse {

namespace {

// How many places row i of the product has; marks[j] remembers the last row that touched column j.
template <class T, class I>
std::int64_t count_row(const Compressed<T, I>& a, const Compressed<T, I>& b, std::int64_t i, std::int64_t* marks) {
  std::int64_t count = 0;
  for (I k = a.indptr[i]; k < a.indptr[i + 1]; ++k) {
    const I via = a.indices[k];
    for (I l = b.indptr[via]; l < b.indptr[via + 1]; ++l)
      if (marks[b.indices[l]] != i) {
        marks[b.indices[l]] = i;
        ++count;
      }
  }
  return count;
}

template <class T, class I>
Matrix product_of_rows(Context& ctx, const Matrix& left, const Matrix& right, DType wide) {
  const Compressed<T, I> a(left), b(right);
  const auto columns = static_cast<std::size_t>(b.minor);
  auto marks = ctx.vector<std::int64_t>(columns);
  std::fill(marks.begin(), marks.end(), -1);
  auto counts = ctx.vector<std::int64_t>(static_cast<std::size_t>(a.major));
  std::int64_t nnz = 0;
  for (std::int64_t i = 0; i < a.major; ++i) {
    if (i % 256 == 0) ctx.poll();
    counts[static_cast<std::size_t>(i)] = count_row(a, b, i, marks.data());
    nnz += counts[static_cast<std::size_t>(i)];
  }
  // The product may need wider positions than its factors.
  const DType index = wide == DType::int64 ? wide : index_dtype_for(a.major, b.minor, nnz);
  Matrix out = empty_matrix(ctx, Format::csr, a.major, b.minor, nnz, dtype_of<T>, index);
  std::fill(marks.begin(), marks.end(), -1);
  auto sums = ctx.vector<T>(columns);
  dispatch_index(index, [&](auto tag) {
    using J = typename decltype(tag)::type;
    J *p = out.indptr.as<J>(), *j = out.indices.as<J>();
    T* x = out.data.as<T>();
    std::int64_t n = 0;
    for (std::int64_t i = 0; i < a.major; ++i) {
      if (i % 256 == 0) ctx.poll();
      const std::int64_t begin = n;
      for (I k = a.indptr[i]; k < a.indptr[i + 1]; ++k) {
        const I via = a.indices[k];
        const T factor = a.data[k];
        for (I l = b.indptr[via]; l < b.indptr[via + 1]; ++l) {
          const auto c = static_cast<std::size_t>(b.indices[l]);
          if (marks[c] != i) {
            marks[c] = i;
            sums[c] = product(factor, b.data[l]);
            j[n++] = static_cast<J>(c);
          } else {
            sums[c] += product(factor, b.data[l]);
          }
        }
      }
      std::sort(j + begin, j + n);
      for (std::int64_t k = begin; k < n; ++k) x[k] = sums[static_cast<std::size_t>(j[k])];
      p[i + 1] = static_cast<J>(n);
    }
  });
  return out;
}

}  // namespace

Matrix multiply(Context& ctx, const Matrix& a, const Matrix& b) {
  if (a.columns != b.rows)
    throw ShapeError(format("other must have %lld rows, as many as self (%s) has columns, got a matrix of shape %s",
                            static_cast<long long>(a.columns), shape_text(a).c_str(), shape_text(b).c_str()));
  // Of columns: the transpose of b^T a^T, whose rows they are.
  if (a.format == Format::csc)
    return transposed(multiply(ctx, transposed(convert(ctx, b, Format::csc)), transposed(a)));
  const DType dtype = promote(a.dtype(), b.dtype());
  Matrix left = convert(ctx, astype(ctx, a, dtype), Format::csr);
  Matrix right = convert(ctx, astype(ctx, b, dtype), Format::csr);
  const DType index =
      left.index_dtype() == DType::int64 || right.index_dtype() == DType::int64 ? DType::int64 : DType::int32;
  left = with_index_dtype(ctx, left, index);
  right = with_index_dtype(ctx, right, index);
  return dispatch(left, [&](auto value, auto tag) {
    return product_of_rows<typename decltype(value)::type, typename decltype(tag)::type>(ctx, left, right, index);
  });
}

}  // namespace perilune::sparse
