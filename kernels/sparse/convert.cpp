// From one format to another. Everything goes by counting: the entries of each row or column, then their places.

#include <algorithm>

#include "kernels/array/elementwise.h"
#include "kernels/sparse/matrix.h"

namespace perilune::sparse {

namespace {

constexpr std::int64_t between_polls = 1 << 16;

// counts[i] entries in row i become where row i begins.
template <class I>
void counts_to_starts(I* starts, std::int64_t n) {
  I sum = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    const I count = starts[i];
    starts[i] = sum;
    sum += count;
  }
  starts[n] = sum;
}

// Scattering moved each start to the start after it; move them back.
template <class I>
void shift_back(I* starts, std::int64_t n) {
  for (std::int64_t i = n; i > 0; --i) starts[i] = starts[i - 1];
  starts[0] = 0;
}

// Triplets by rows, in the order in which they stand.
template <class T, class I>
Matrix gather_rows(Context& ctx, const Matrix& m, const I* row, const I* col) {
  Matrix out = empty_matrix(ctx, Format::csr, m.rows, m.columns, m.nnz(), m.dtype(), m.index_dtype());
  I *p = out.indptr.as<I>(), *j = out.indices.as<I>();
  T* x = out.data.as<T>();
  const T* from = m.data.as<T>();
  for (std::int64_t k = 0; k < m.nnz(); ++k) ++p[row[k]];
  counts_to_starts(p, m.rows);
  for (std::int64_t k = 0; k < m.nnz(); ++k) {
    if (k % between_polls == 0) ctx.poll();
    const I place = p[row[k]]++;
    j[place] = col[k];
    x[place] = from[k];
  }
  shift_back(p, m.rows);
  out.canonical = out.sorted = false;
  return out;
}

// The other compressed format; entries come out sorted, equal ones in the order in which they stood.
template <class T, class I>
Matrix turn(Context& ctx, const Matrix& m) {
  const Compressed<T, I> c(m);
  Matrix out = empty_matrix(ctx, m.format == Format::csr ? Format::csc : Format::csr, m.rows, m.columns, m.nnz(),
                            m.dtype(), m.index_dtype());
  I *p = out.indptr.as<I>(), *j = out.indices.as<I>();
  T* x = out.data.as<T>();
  for (std::int64_t k = 0; k < m.nnz(); ++k) ++p[c.indices[k]];
  counts_to_starts(p, c.minor);
  for (std::int64_t i = 0; i < c.major; ++i) {
    if (i % 1024 == 0) ctx.poll();
    for (I k = c.indptr[i]; k < c.indptr[i + 1]; ++k) {
      const I place = p[c.indices[k]]++;
      j[place] = static_cast<I>(i);
      x[place] = c.data[k];
    }
  }
  shift_back(p, c.minor);
  out.canonical = m.canonical;
  out.sorted = true;
  return out;
}

template <class T, class I>
struct Entry {
  I index, place;
  T value;
};

// Sorts within rows; with `sum`, adds duplicates up. The matrix owns its arrays.
template <class T, class I>
Matrix put_in_order(Context& ctx, Matrix m, bool sum) {
  I *p = m.indptr.as<I>(), *j = m.indices.as<I>();
  T* x = m.data.as<T>();
  const std::int64_t major = m.major();
  std::int64_t longest = 0;
  for (std::int64_t i = 0; i < major; ++i) longest = std::max<std::int64_t>(longest, p[i + 1] - p[i]);
  auto entries = ctx.vector<Entry<T, I>>(static_cast<std::size_t>(longest));
  std::int64_t n = 0;  // entries kept so far
  for (std::int64_t i = 0, begin = 0; i < major; ++i) {
    if (i % 1024 == 0) ctx.poll();
    const std::int64_t end = p[i + 1];
    if (!std::is_sorted(j + begin, j + end)) {
      const std::int64_t count = end - begin;
      for (std::int64_t k = 0; k < count; ++k)
        entries[static_cast<std::size_t>(k)] = {j[begin + k], static_cast<I>(k), x[begin + k]};
      std::sort(entries.begin(), entries.begin() + count, [](const auto& a, const auto& b) {
        return a.index < b.index || (a.index == b.index && a.place < b.place);
      });
      for (std::int64_t k = 0; k < count; ++k) {
        j[begin + k] = entries[static_cast<std::size_t>(k)].index;
        x[begin + k] = entries[static_cast<std::size_t>(k)].value;
      }
    }
    if (sum) {
      for (std::int64_t k = begin; k < end; ++n) {
        const I index = j[k];
        T total = x[k];
        while (++k < end && j[k] == index) total += x[k];
        j[n] = index;
        x[n] = total;
      }
      p[i + 1] = static_cast<I>(n);
    }
    begin = end;
  }
  m.sorted = true;
  m.canonical = sum;
  if (sum && n < m.nnz()) {  // give back what is no longer needed
    m.data = contiguous_copy(ctx, m.data.with_layout(m.data.data(), {n}, m.data.strides()));
    m.indices = contiguous_copy(ctx, m.indices.with_layout(m.indices.data(), {n}, m.indices.strides()));
  }
  return m;
}

Matrix in_order(Context& ctx, Matrix m, bool sum) {
  return dispatch(m, [&](auto value, auto index) {
    return put_in_order<typename decltype(value)::type, typename decltype(index)::type>(ctx, std::move(m), sum);
  });
}

Matrix with_own_arrays(Context& ctx, const Matrix& m) {
  Matrix own = copy(ctx, m);
  own.indptr = contiguous_copy(ctx, m.indptr);
  own.indices = contiguous_copy(ctx, m.indices);
  return own;
}

Matrix to_coo(Context& ctx, const Matrix& m) {
  Matrix out;
  out.format = Format::coo;
  out.rows = m.rows;
  out.columns = m.columns;
  out.data = m.data;
  Array major = Array::empty(ctx, m.index_dtype(), {m.nnz()});
  dispatch_index(m.index_dtype(), [&](auto index) {
    using I = typename decltype(index)::type;
    const I* p = m.indptr.as<I>();
    for (std::int64_t i = 0; i < m.major(); ++i)
      std::fill(major.as<I>() + p[i], major.as<I>() + p[i + 1], static_cast<I>(i));
  });
  out.row = m.format == Format::csr ? major : m.indices;
  out.col = m.format == Format::csr ? m.indices : major;
  const bool by_rows = m.format == Format::csr || m.nnz() < 2;
  out.sorted = by_rows && m.sorted;
  out.canonical = by_rows && m.canonical;
  return out;
}

}  // namespace

Matrix canonical(Context& ctx, const Matrix& m) {
  if (m.canonical) return m;
  if (m.format == Format::coo) return to_coo(ctx, convert(ctx, m, Format::csr));
  return in_order(ctx, with_own_arrays(ctx, m), true);
}

Matrix sorted(Context& ctx, const Matrix& m) {
  if (m.sorted) return m;
  if (m.format == Format::coo) return canonical(ctx, m);
  return in_order(ctx, with_own_arrays(ctx, m), false);
}

Matrix convert(Context& ctx, const Matrix& m, Format format) {
  if (m.format == format) return m;
  if (format == Format::coo) return to_coo(ctx, m);
  if (m.format == Format::coo) {
    if (format == Format::csc) return transposed(convert(ctx, transposed(m), Format::csr));
    return in_order(ctx,
                    dispatch(m,
                             [&](auto value, auto index) {
                               using I = typename decltype(index)::type;
                               return gather_rows<typename decltype(value)::type, I>(ctx, m, m.row.as<I>(),
                                                                                     m.col.as<I>());
                             }),
                    true);
  }
  return dispatch(m, [&](auto value, auto index) {
    return turn<typename decltype(value)::type, typename decltype(index)::type>(ctx, m);
  });
}

void to_dense(Context& ctx, const Matrix& m, const View& out) {
  if (out.ndim != 2 || out.shape[0] != m.rows || out.shape[1] != m.columns)
    throw ShapeError("out must have shape " + shape_text(m) + ", got " + perilune::shape_text(out.dims()));
  if (out.dtype != m.dtype())
    throw ValueError(format("out must be of dtype %s, got %s", perilune::name(m.dtype()), perilune::name(out.dtype)));
  fill(ctx, out, Scalar::of(0.0));
  dispatch(m, [&](auto value, auto index) {
    using T = typename decltype(value)::type;
    using I = typename decltype(index)::type;
    if (m.format == Format::coo) {
      for (std::int64_t k = 0; k < m.nnz(); ++k) out.at<T>(m.row.as<I>()[k], m.col.as<I>()[k]) += m.data.as<T>()[k];
      return;
    }
    const Compressed<T, I> c(m);
    for (std::int64_t i = 0; i < c.major; ++i) {
      if (i % 1024 == 0) ctx.poll();
      for (I k = c.indptr[i]; k < c.indptr[i + 1]; ++k)
        (m.format == Format::csr ? out.at<T>(i, c.indices[k]) : out.at<T>(c.indices[k], i)) += c.data[k];
    }
  });
}

Array to_dense(Context& ctx, const Matrix& m) {
  Array dense = Array::empty(ctx, m.dtype(), {m.rows, m.columns});
  to_dense(ctx, m, dense);
  return dense;
}

}  // namespace perilune::sparse
