// Matrices from arrays that a user gives: every position is checked here, so that no other kernel needs to.

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kernels/array/elementwise.h"
#include "kernels/sparse/matrix.h"

namespace perilune::sparse {

namespace {

constexpr std::int64_t between_polls = 1 << 16;

void check_vector(const View& v, const char* argument) {
  if (v.ndim != 1)
    throw ShapeError(format("%s must be a vector, got a %d-d array", argument, v.ndim) +
                     (v.ndim ? " (" + perilune::shape_text(v.dims()) + ")" : ""));
}

void check_length(std::int64_t length, const char* argument) {
  if (length < 0) throw ValueError(format("shape must not be negative, got %lld", static_cast<long long>(length)));
  (void)argument;
}

// Positions as they were given, checked to be whole numbers in [low, high] (as the caller counts), to positions from 0.
template <class From, class I>
void read_typed(Context& ctx, const View& from, std::int64_t first, std::int64_t low, std::int64_t high, I* to,
                const char* argument) {
  const std::int64_t n = from.size();
  for (std::int64_t i = 0; i < n; ++i) {
    if (i % between_polls == 0) ctx.poll();
    const From x = from.at<From>(i);
    std::int64_t whole = 0;
    bool fits = true;
    if constexpr (std::is_floating_point_v<From>) {
      fits = x >= From(-9.0e15) && x <= From(9.0e15) && x == std::floor(x);
      if (fits) whole = static_cast<std::int64_t>(x);
    } else {
      whole = static_cast<std::int64_t>(x);
    }
    if (!fits || whole < low || whole > high) {
      const std::string got = number_text(static_cast<double>(x));
      if (high < low) throw ValueError(format("%s must be empty where the shape has no room, got ", argument) + got);
      throw ValueError(format("%s must be whole numbers from %lld to %lld, got %s", argument,
                              static_cast<long long>(low), static_cast<long long>(high), got.c_str()));
    }
    to[i] = static_cast<I>(whole - first);
  }
}

template <class I>
void read_positions(Context& ctx, const View& from, std::int64_t first, std::int64_t low, std::int64_t high, I* to,
                    const char* argument) {
  if (is_complex(from.dtype) || from.dtype == DType::bool_)
    throw ValueError(format("%s must be whole numbers, got %s values", argument, name(from.dtype)));
  if (from.dtype == DType::float64) return read_typed<double>(ctx, from, first, low, high, to, argument);
  if (from.dtype == DType::float32) return read_typed<float>(ctx, from, first, low, high, to, argument);
  if (from.dtype == DType::int32) return read_typed<std::int32_t>(ctx, from, first, low, high, to, argument);
  if (from.dtype == DType::uint8) return read_typed<std::uint8_t>(ctx, from, first, low, high, to, argument);
  return read_typed<std::int64_t>(ctx, from, first, low, high, to, argument);
}

Array read_positions(Context& ctx, const View& from, DType index, std::int64_t first, std::int64_t low,
                     std::int64_t high, const char* argument) {
  Array to = Array::empty(ctx, index, {from.size()});
  dispatch_index(index, [&](auto tag) {
    read_positions(ctx, from, first, low, high, to.as<typename decltype(tag)::type>(), argument);
  });
  return to;
}

Array read_values(Context& ctx, const View& data) { return perilune::astype(ctx, data, to_inexact(data.dtype)); }

// One more than the largest position.
std::int64_t length_for(Context& ctx, const View& positions, std::int64_t first, const char* argument) {
  if (!positions.size()) throw ValueError("shape must be given where there are no positions to tell it");
  constexpr std::int64_t most = std::int64_t{1} << 52;
  const Array all = read_positions(ctx, positions, DType::int64, first, first, most, argument);
  return *std::max_element(all.as<std::int64_t>(), all.as<std::int64_t>() + all.size()) + 1;
}

// The dense elements of one dtype, row by row; strides may be anything.
template <class T, class Visit>
void visit_nonzeros(Context& ctx, const View& dense, bool by_columns, Visit&& visit) {
  const int lead = dense.ndim == 2 ? 0 : -1;
  const std::int64_t rows = lead == 0 ? dense.shape[0] : 1, columns = dense.shape[dense.ndim - 1];
  const std::int64_t row_step = lead == 0 ? dense.strides[0] : 0, column_step = dense.strides[dense.ndim - 1];
  const std::int64_t major = by_columns ? columns : rows, minor = by_columns ? rows : columns;
  if (minor == 0) return;  // however many empty rows there are
  std::int64_t left = between_polls;
  for (std::int64_t i = 0; i < major; ++i) {
    const std::byte* at = dense.data + i * (by_columns ? column_step : row_step);
    const std::int64_t step = by_columns ? row_step : column_step;
    for (std::int64_t j = 0; j < minor; ++j, at += step) {
      if (--left == 0) {
        ctx.poll();
        left = between_polls;
      }
      if (const T x = *reinterpret_cast<const T*>(at); x != T(0)) visit(i, j, x);
    }
  }
}

}  // namespace

Matrix from_arrays(Context& ctx, Format format, std::int64_t rows, std::int64_t columns, const View& data,
                   const View& indices, const View& indptr, std::int64_t first) {
  check_vector(data, "data");
  check_vector(indices, "indices");
  check_vector(indptr, "indptr");
  const std::int64_t nnz = data.size();
  if (indices.size() != nnz)
    throw ShapeError(perilune::format("indices must have one entry for each value of data (%lld), got %lld",
                                      static_cast<long long>(nnz), static_cast<long long>(indices.size())));
  Matrix m;
  m.format = format;
  m.rows = rows;
  m.columns = columns;
  const char* const axis = format == Format::csr ? "row" : "column";
  // Without a shape: as many rows as indptr says, as many columns as indices need.
  std::int64_t& major = format == Format::csr ? m.rows : m.columns;
  std::int64_t& minor = format == Format::csr ? m.columns : m.rows;
  if (major < 0) {
    if (!indptr.size()) throw ShapeError("indptr must have at least one entry, got 0");
    major = indptr.size() - 1;
    minor = nnz ? length_for(ctx, indices, first, "indices") : 0;
  }
  check_length(minor, "shape");
  if (indptr.size() - 1 != major)
    throw ShapeError(perilune::format("indptr must have one entry more than there are %ss (%lld), got %lld", axis,
                                      static_cast<long long>(major + 1), static_cast<long long>(indptr.size())));
  const DType index = index_dtype_for(m.rows, m.columns, nnz);
  m.indptr = read_positions(ctx, indptr, index, first, first, nnz + first, "indptr");
  m.indices = read_positions(ctx, indices, index, first, first, minor - 1 + first, "indices");
  dispatch_index(index, [&](auto tag) {
    using I = typename decltype(tag)::type;
    const I *p = m.indptr.as<I>(), *j = m.indices.as<I>();
    if (p[0] != 0)
      throw ValueError(perilune::format("indptr must begin with %lld, got %lld", static_cast<long long>(first),
                                        static_cast<long long>(p[0] + first)));
    for (std::int64_t i = 0; i < major; ++i) {
      if (p[i + 1] < p[i])
        throw ValueError(perilune::format("indptr must not fall, got %lld after %lld",
                                          static_cast<long long>(p[i + 1] + first),
                                          static_cast<long long>(p[i] + first)));
      for (I k = p[i] + 1; k < p[i + 1]; ++k) {
        m.sorted = m.sorted && j[k - 1] <= j[k];
        m.canonical = m.canonical && j[k - 1] < j[k];
      }
    }
    if (p[major] != nnz)
      throw ValueError(perilune::format("indptr must end with %lld, after the last value of data, got %lld",
                                        static_cast<long long>(nnz + first), static_cast<long long>(p[major] + first)));
  });
  m.data = read_values(ctx, data);
  return m;
}

Matrix from_triplets(Context& ctx, std::int64_t rows, std::int64_t columns, const View& data, const View& row,
                     const View& col, std::int64_t first) {
  check_vector(data, "data");
  check_vector(row, "row");
  check_vector(col, "col");
  const std::int64_t nnz = data.size();
  for (const auto& [positions, argument] : {std::pair{&row, "row"}, std::pair{&col, "col"}})
    if (positions->size() != nnz)
      throw ShapeError(perilune::format("%s must have one entry for each value of data (%lld), got %lld", argument,
                                        static_cast<long long>(nnz), static_cast<long long>(positions->size())));
  Matrix m;
  m.format = Format::coo;
  m.rows = rows < 0 ? length_for(ctx, row, first, "row") : rows;
  m.columns = columns < 0 ? length_for(ctx, col, first, "col") : columns;
  const DType index = index_dtype_for(m.rows, m.columns, nnz);
  m.row = read_positions(ctx, row, index, first, first, m.rows - 1 + first, "row");
  m.col = read_positions(ctx, col, index, first, first, m.columns - 1 + first, "col");
  m.data = read_values(ctx, data);
  dispatch_index(index, [&](auto tag) {
    using I = typename decltype(tag)::type;
    const I *r = m.row.as<I>(), *c = m.col.as<I>();
    for (std::int64_t k = 1; k < nnz && m.sorted; ++k) {
      m.sorted = r[k - 1] < r[k] || (r[k - 1] == r[k] && c[k - 1] <= c[k]);
      m.canonical = m.canonical && m.sorted && (r[k - 1] != r[k] || c[k - 1] != c[k]);
    }
    m.canonical = m.canonical && m.sorted;
  });
  return m;
}

Matrix from_dense(Context& ctx, const View& dense, Format format) {
  if (dense.ndim < 1 || dense.ndim > 2)
    throw ShapeError(perilune::format("a dense matrix must have one or two axes, got %d", dense.ndim));
  if (!is_inexact(dense.dtype)) return from_dense(ctx, perilune::astype(ctx, dense, DType::float64), format);
  const std::int64_t rows = dense.ndim == 2 ? dense.shape[0] : 1, columns = dense.shape[dense.ndim - 1];
  const bool by_columns = format == Format::csc;
  return dispatch_inexact(dense.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    std::int64_t nnz = 0;
    visit_nonzeros<T>(ctx, dense, by_columns, [&](std::int64_t, std::int64_t, T) { ++nnz; });
    Matrix m = empty_matrix(ctx, format, rows, columns, nnz, dense.dtype);
    dispatch_index(m.index_dtype(), [&](auto index) {
      using I = typename decltype(index)::type;
      std::int64_t k = 0;
      T* x = m.data.as<T>();
      if (format == Format::coo) {
        I *r = m.row.as<I>(), *c = m.col.as<I>();
        visit_nonzeros<T>(ctx, dense, false, [&](std::int64_t i, std::int64_t j, T value) {
          r[k] = static_cast<I>(i);
          c[k] = static_cast<I>(j);
          x[k++] = value;
        });
        return;
      }
      I *p = m.indptr.as<I>(), *at = m.indices.as<I>();
      visit_nonzeros<T>(ctx, dense, by_columns, [&](std::int64_t i, std::int64_t j, T value) {
        ++p[i + 1];
        at[k] = static_cast<I>(j);
        x[k++] = value;
      });
      for (std::int64_t i = 0; i < m.major(); ++i) p[i + 1] += p[i];
    });
    return m;
  });
}

}  // namespace perilune::sparse
