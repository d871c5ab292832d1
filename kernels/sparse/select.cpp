// Rows of a compressed matrix are copied whole; columns go through a table of where each one is wanted.

#include "kernels/sparse/select.h"

#include <algorithm>
#include <numeric>

#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"

namespace perilune::sparse {

namespace {

template <class T, class I>
Matrix take_rows(Context& ctx, const Matrix& m, const Positions& rows) {
  const Compressed<T, I> c(m);
  std::int64_t nnz = 0;
  for (std::int64_t i = 0; i < rows.count; ++i) nnz += c.indptr[rows[i] + 1] - c.indptr[rows[i]];
  const DType index = dtype_of<I> == DType::int64 ? DType::int64 : index_dtype_for(rows.count, c.minor, nnz);
  Matrix out = empty_matrix(ctx, Format::csr, rows.count, c.minor, nnz, dtype_of<T>, index);
  dispatch_index(index, [&](auto tag) {
    using J = typename decltype(tag)::type;
    J *p = out.indptr.as<J>(), *j = out.indices.as<J>();
    T* x = out.data.as<T>();
    std::int64_t n = 0;
    for (std::int64_t i = 0; i < rows.count; ++i) {
      if (i % 1024 == 0) ctx.poll();
      const std::int64_t begin = c.indptr[rows[i]], end = c.indptr[rows[i] + 1];
      std::copy(c.indices + begin, c.indices + end, j + n);
      std::copy(c.data + begin, c.data + end, x + n);
      n += end - begin;
      p[i + 1] = static_cast<J>(n);
    }
  });
  out.canonical = m.canonical;
  out.sorted = m.sorted;
  return out;
}

// Column j of m becomes the columns order[starts[j]] … order[starts[j + 1] - 1] of the result.
template <class T, class I>
Matrix take_columns(Context& ctx, const Matrix& m, const Positions& columns) {
  const Compressed<T, I> c(m);
  auto starts = ctx.vector<std::int64_t>(static_cast<std::size_t>(c.minor) + 1);
  auto order = ctx.vector<std::int64_t>(static_cast<std::size_t>(columns.count));
  for (std::int64_t k = 0; k < columns.count; ++k) ++starts[static_cast<std::size_t>(columns[k]) + 1];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  for (std::int64_t k = 0; k < columns.count; ++k)
    order[static_cast<std::size_t>(starts[static_cast<std::size_t>(columns[k])]++)] = k;
  std::rotate(starts.begin(), starts.end() - 1, starts.end());
  starts[0] = 0;
  bool rising = true;
  for (std::int64_t k = 1; k < columns.count && rising; ++k) rising = columns[k - 1] <= columns[k];

  std::int64_t nnz = 0;
  for (std::int64_t k = 0; k < m.nnz(); ++k) {
    const auto j = static_cast<std::size_t>(c.indices[k]);
    nnz += starts[j + 1] - starts[j];
  }
  const DType index = dtype_of<I> == DType::int64 ? DType::int64 : index_dtype_for(c.major, columns.count, nnz);
  Matrix out = empty_matrix(ctx, Format::csr, c.major, columns.count, nnz, dtype_of<T>, index);
  dispatch_index(index, [&](auto tag) {
    using J = typename decltype(tag)::type;
    J *p = out.indptr.as<J>(), *to = out.indices.as<J>();
    T* x = out.data.as<T>();
    std::int64_t n = 0;
    for (std::int64_t i = 0; i < c.major; ++i) {
      if (i % 1024 == 0) ctx.poll();
      for (I k = c.indptr[i]; k < c.indptr[i + 1]; ++k) {
        const auto j = static_cast<std::size_t>(c.indices[k]);
        for (std::int64_t l = starts[j]; l < starts[j + 1]; ++l, ++n) {
          to[n] = static_cast<J>(order[static_cast<std::size_t>(l)]);
          x[n] = c.data[k];
        }
      }
      p[i + 1] = static_cast<J>(n);
    }
  });
  out.sorted = m.sorted && rising;
  out.canonical = m.canonical && rising;
  return m.canonical ? canonical(ctx, out) : out;
}

// A run of rows shares nothing but is one copy; everything else goes through the two above.
Matrix of_rows(Context& ctx, const Matrix& m, const Positions& rows, const Positions& columns) {
  Matrix out = m;
  if (!rows.all_of(m.rows))
    out = dispatch(out, [&](auto value, auto index) {
      return take_rows<typename decltype(value)::type, typename decltype(index)::type>(ctx, out, rows);
    });
  if (!columns.all_of(m.columns))
    out = dispatch(out, [&](auto value, auto index) {
      return take_columns<typename decltype(value)::type, typename decltype(index)::type>(ctx, out, columns);
    });
  return out;
}

template <class T, class I>
T find(const Matrix& m, std::int64_t major, std::int64_t minor) {
  const Compressed<T, I> c(m);
  const I *begin = c.indices + c.indptr[major], *end = c.indices + c.indptr[major + 1];
  const I wanted = static_cast<I>(minor);
  const I* at = m.sorted ? std::lower_bound(begin, end, wanted) : begin;
  T sum(0);
  for (; at != end; ++at) {
    if (*at == wanted) sum += c.data[at - c.indices];
    else if (m.sorted) break;
  }
  return sum;
}

// m with `fresh` (COO, any order, later entries win) in the places that it names.
Matrix replaced(Context& ctx, const Matrix& m, const Matrix& fresh) {
  const DType dtype = promote(m.dtype(), fresh.dtype());
  Matrix old = canonical(ctx, convert(ctx, astype(ctx, m, dtype), Format::csr));
  const std::int64_t most = old.nnz() + fresh.nnz();
  const DType index = old.index_dtype() == DType::int64 ? DType::int64 : index_dtype_for(m.rows, m.columns, most);
  old = with_index_dtype(ctx, old, index);
  const Matrix added = with_index_dtype(ctx, astype(ctx, fresh, dtype), index);
  return dispatch(old, [&](auto value, auto tag) {
    using T = typename decltype(value)::type;
    using I = typename decltype(tag)::type;
    const I *r = added.row.as<I>(), *c = added.col.as<I>();
    auto order = ctx.vector<std::int64_t>(static_cast<std::size_t>(added.nnz()));
    std::iota(order.begin(), order.end(), std::int64_t{0});
    std::sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
      return r[a] != r[b] ? r[a] < r[b] : c[a] != c[b] ? c[a] < c[b] : a < b;
    });
    const Compressed<T, I> from(old);
    Matrix out = empty_matrix(ctx, Format::csr, m.rows, m.columns, most, dtype, index);
    I *p = out.indptr.as<I>(), *j = out.indices.as<I>();
    T* x = out.data.as<T>();
    std::size_t next = 0;
    I n = 0;
    for (std::int64_t i = 0; i < m.rows; ++i) {
      if (i % 1024 == 0) ctx.poll();
      I k = from.indptr[i];
      while (k < from.indptr[i + 1] || (next < order.size() && r[order[next]] == i)) {
        const bool ours = next < order.size() && r[order[next]] == i;
        if (!ours || (k < from.indptr[i + 1] && from.indices[k] < c[order[next]])) {
          j[n] = from.indices[k];
          x[n++] = from.data[k++];
          continue;
        }
        const I column = c[order[next]];
        if (k < from.indptr[i + 1] && from.indices[k] == column) ++k;
        while (next + 1 < order.size() && r[order[next + 1]] == i && c[order[next + 1]] == column) ++next;
        j[n] = column;
        x[n++] = added.data.as<T>()[order[next++]];
      }
      p[i + 1] = n;
    }
    if (n < most) {
      out.data = contiguous_copy(ctx, out.data.with_layout(out.data.data(), {n}, out.data.strides()));
      out.indices = contiguous_copy(ctx, out.indices.with_layout(out.indices.data(), {n}, out.indices.strides()));
    }
    return convert(ctx, out, m.format);
  });
}

Matrix placed(Context& ctx, const Matrix& m, const Positions& i, const Positions& j, const Array& values, bool grid) {
  Matrix fresh;
  fresh.format = Format::coo;
  fresh.rows = m.rows;
  fresh.columns = m.columns;
  fresh.data = values;
  const std::int64_t n = values.size(), width = grid ? j.count : 1;
  const DType index = index_dtype_for(m.rows, m.columns, n);
  fresh.row = Array::empty(ctx, index, {n});
  fresh.col = Array::empty(ctx, index, {n});
  dispatch_index(index, [&](auto tag) {
    using I = typename decltype(tag)::type;
    for (std::int64_t k = 0; k < n; ++k) {
      fresh.row.as<I>()[k] = static_cast<I>(i[grid ? k / width : k]);
      fresh.col.as<I>()[k] = static_cast<I>(j[grid ? k % width : k]);
    }
  });
  return replaced(ctx, m, fresh);
}

}  // namespace

Matrix submatrix(Context& ctx, const Matrix& m, const Positions& rows, const Positions& columns) {
  if (m.format == Format::csc) return transposed(of_rows(ctx, transposed(m), columns, rows));
  return of_rows(ctx, convert(ctx, m, Format::csr), rows, columns);
}

Scalar element(Context& ctx, const Matrix& m, std::int64_t i, std::int64_t j) {
  if (m.format == Format::coo) return element(ctx, convert(ctx, m, Format::csr), i, j);
  return dispatch(m, [&](auto value, auto index) {
    using T = typename decltype(value)::type;
    const bool by_rows = m.format == Format::csr;
    const T x = find<T, typename decltype(index)::type>(m, by_rows ? i : j, by_rows ? j : i);
    return load(dtype_of<T>, reinterpret_cast<const std::byte*>(&x));
  });
}

Array elements(Context& ctx, const Matrix& m, const Positions& i, const Positions& j) {
  if (m.format == Format::coo) return elements(ctx, convert(ctx, m, Format::csr), i, j);
  Array out = Array::empty(ctx, m.dtype(), {i.count});
  dispatch(m, [&](auto value, auto index) {
    using T = typename decltype(value)::type;
    const bool by_rows = m.format == Format::csr;
    for (std::int64_t k = 0; k < i.count; ++k) {
      if (k % 1024 == 0) ctx.poll();
      out.as<T>()[k] = find<T, typename decltype(index)::type>(m, by_rows ? i[k] : j[k], by_rows ? j[k] : i[k]);
    }
  });
  return out;
}

Matrix with_elements(Context& ctx, const Matrix& m, const Positions& i, const Positions& j, const View& values) {
  const std::int64_t shape[] = {i.count};
  const Array given = perilune::astype(ctx, values, to_inexact(values.dtype));
  return placed(ctx, m, i, j, contiguous_copy(ctx, broadcast_to(given, shape)), false);
}

Matrix with_block(Context& ctx, const Matrix& m, const Positions& rows, const Positions& columns, const View& dense) {
  const std::int64_t shape[] = {rows.count, columns.count};
  checked_size(shape);
  const Array given = perilune::astype(ctx, dense, to_inexact(dense.dtype));
  return placed(ctx, m, rows, columns, contiguous_copy(ctx, broadcast_to(given, shape)), true);
}

Matrix with_block(Context& ctx, const Matrix& m, const Positions& rows, const Positions& columns, const Matrix& block) {
  if (block.rows != rows.count || block.columns != columns.count)
    throw ShapeError(format("the value must have shape %lldx%lld, got ", static_cast<long long>(rows.count),
                            static_cast<long long>(columns.count)) +
                     shape_text(block));
  return with_block(ctx, m, rows, columns, to_dense(ctx, block));
}

}  // namespace perilune::sparse
