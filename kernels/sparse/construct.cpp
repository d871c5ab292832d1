#include "kernels/sparse/construct.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/elementwise.h"
#include "kernels/random/generator.h"
#include "kernels/random/random_state.h"

namespace perilune::sparse {

namespace {

// Diagonals farther out than this are outside any matrix; sums with it do not overflow.
constexpr std::int64_t far_out = std::int64_t{1} << 62;

void add_length(std::int64_t& sum, std::int64_t length) {
  if (__builtin_add_overflow(sum, length, &sum)) throw ShapeError("blocks must not be larger together than 2^63 - 1");
}

DType common_dtype(std::span<const Matrix> blocks) {
  DType dtype = blocks.empty() ? DType::float64 : blocks[0].dtype();
  for (const Matrix& m : blocks) dtype = promote(dtype, m.dtype());
  return dtype;
}

// Copies the triplets of a block into `out` from entry n on, moved by (down, right).
void place(Context& ctx, const Matrix& block, const Matrix& out, std::int64_t n, std::int64_t down,
           std::int64_t right) {
  const Matrix m = convert(ctx, astype(ctx, block, out.dtype()), Format::coo);
  std::copy_n(m.data.data(), static_cast<std::size_t>(m.nnz()) * itemsize(m.dtype()),
              out.data.data() + static_cast<std::size_t>(n) * itemsize(m.dtype()));
  dispatch_index(m.index_dtype(), [&](auto from) {
    dispatch_index(out.index_dtype(), [&](auto to) {
      using I = typename decltype(from)::type;
      using J = typename decltype(to)::type;
      for (std::int64_t k = 0; k < m.nnz(); ++k) {
        out.row.as<J>()[n + k] = static_cast<J>(m.row.as<I>()[k] + down);
        out.col.as<J>()[n + k] = static_cast<J>(m.col.as<I>()[k] + right);
      }
    });
  });
}

Matrix unordered(Context& ctx, std::int64_t rows, std::int64_t columns, std::int64_t nnz, DType dtype) {
  Matrix m = empty_matrix(ctx, Format::coo, rows, columns, nnz, dtype);
  m.canonical = m.sorted = nnz < 2;
  return m;
}

// Different places. A RandomState's choice reorders all there are, 40 GB for a matrix of 100,000 x 50,000; from 2^26 on
// it seeds a Generator instead, whose memory goes by the number drawn.
void draw_places(Context& ctx, random::Stream& stream, std::int64_t places, const Array& drawn) {
  if (places < std::int64_t{1} << 26 || !dynamic_cast<random::RandomState*>(&stream))
    return stream.choice(ctx, places, drawn, {.replace = false});
  random::SeedWords words;
  for (int i = 0; i < 4; ++i) words.push_back(static_cast<std::uint32_t>(stream.next_integer(0xffffffff)));
  random::Generator(random::SeedSequence(words)).choice(ctx, places, drawn, {.replace = false});
}

}  // namespace

Matrix eye(Context& ctx, std::int64_t rows, std::int64_t columns, std::int64_t k, DType dtype, Format format) {
  k = std::clamp(k, -far_out, far_out);
  const std::int64_t down = k < 0 ? -k : 0, right = k > 0 ? k : 0;
  const std::int64_t n = std::max<std::int64_t>(std::min(rows - down, columns - right), 0);
  Matrix m = empty_matrix(ctx, Format::coo, rows, columns, n, dtype);
  fill(ctx, m.data, Scalar::of(1.0));
  dispatch_index(m.index_dtype(), [&](auto tag) {
    using I = typename decltype(tag)::type;
    for (std::int64_t i = 0; i < n; ++i) {
      m.row.as<I>()[i] = static_cast<I>(i + down);
      m.col.as<I>()[i] = static_cast<I>(i + right);
    }
  });
  return convert(ctx, m, format);
}

Matrix diags(Context& ctx, std::span<const View> diagonals, std::span<const std::int64_t> offsets, std::int64_t rows,
             std::int64_t columns, DType dtype, Format format) {
  if (diagonals.size() != offsets.size())
    throw ShapeError(perilune::format("offsets must have one entry for each diagonal (%zu), got %zu", diagonals.size(),
                                      offsets.size()));
  for (const std::int64_t k : offsets)
    if (k < -far_out || k > far_out)
      throw ValueError(perilune::format("offsets must lie within 2^62, got %lld", static_cast<long long>(k)));
  if (rows < 0 || columns < 0) {
    if (diagonals.empty()) throw ValueError("shape must be given where there is no diagonal to tell it");
    rows = columns = diagonals[0].size() + std::abs(offsets[0]);
  }
  auto length_of = [&](std::int64_t k) { return std::min(rows - (k < 0 ? -k : 0), columns - (k > 0 ? k : 0)); };
  std::int64_t nnz = 0;
  for (std::size_t d = 0; d < diagonals.size(); ++d) {
    const std::int64_t wanted = length_of(offsets[d]), given = diagonals[d].size();
    if (diagonals[d].ndim > 1)
      throw ShapeError(perilune::format("diagonals must be vectors or numbers, got a %d-d array", diagonals[d].ndim));
    if (std::find(offsets.begin(), offsets.begin() + static_cast<std::ptrdiff_t>(d), offsets[d]) !=
        offsets.begin() + static_cast<std::ptrdiff_t>(d))
      throw ValueError(perilune::format("offsets must differ, got %lld twice", static_cast<long long>(offsets[d])));
    if (wanted < 0 || (given != wanted && given != 1))
      throw ShapeError(perilune::format(
          "diagonals must have as many entries as fit: %lld at offset %lld of a %lldx%lld "
          "matrix, got %lld",
          static_cast<long long>(std::max<std::int64_t>(wanted, 0)), static_cast<long long>(offsets[d]),
          static_cast<long long>(rows), static_cast<long long>(columns), static_cast<long long>(given)));
    nnz += wanted;
  }
  Matrix m = unordered(ctx, rows, columns, nnz, dtype);
  std::int64_t n = 0;
  for (std::size_t d = 0; d < diagonals.size(); ++d) {
    const std::int64_t k = offsets[d], length = length_of(k), down = k < 0 ? -k : 0, right = k > 0 ? k : 0;
    const Array to =
        m.data.with_layout(m.data.data() + static_cast<std::size_t>(n) * itemsize(dtype), {length}, m.data.strides());
    perilune::copy(ctx, diagonals[d], to, Casting::same_kind);
    dispatch_index(m.index_dtype(), [&](auto tag) {
      using I = typename decltype(tag)::type;
      for (std::int64_t i = 0; i < length; ++i, ++n) {
        m.row.as<I>()[n] = static_cast<I>(i + down);
        m.col.as<I>()[n] = static_cast<I>(i + right);
      }
    });
  }
  return convert(ctx, format == Format::coo ? canonical(ctx, m) : m, format);
}

Matrix kron(Context& ctx, const Matrix& a, const Matrix& b, Format format) {
  const std::int64_t tall[] = {a.rows, b.rows}, wide[] = {a.columns, b.columns}, many[] = {a.nnz(), b.nnz()};
  const DType dtype = promote(a.dtype(), b.dtype());
  Matrix left = convert(ctx, astype(ctx, a, dtype), Format::coo),
         right = convert(ctx, astype(ctx, b, dtype), Format::coo);
  Matrix m = unordered(ctx, checked_size(tall), checked_size(wide), checked_size(many), dtype);
  left = with_index_dtype(ctx, left, m.index_dtype());
  right = with_index_dtype(ctx, right, m.index_dtype());
  dispatch(m, [&](auto value, auto tag) {
    using T = typename decltype(value)::type;
    using I = typename decltype(tag)::type;
    std::int64_t n = 0;
    for (std::int64_t k = 0; k < left.nnz(); ++k) {
      ctx.poll();
      const I i = left.row.as<I>()[k] * static_cast<I>(b.rows), j = left.col.as<I>()[k] * static_cast<I>(b.columns);
      const T x = left.data.as<T>()[k];
      for (std::int64_t l = 0; l < right.nnz(); ++l, ++n) {
        m.row.as<I>()[n] = i + right.row.as<I>()[l];
        m.col.as<I>()[n] = j + right.col.as<I>()[l];
        m.data.as<T>()[n] = x * right.data.as<T>()[l];
      }
    }
  });
  return convert(ctx, format == Format::coo ? canonical(ctx, m) : m, format);
}

Matrix block_grid(Context& ctx, std::span<const Matrix> blocks, std::span<const char> present, std::int64_t across,
                  Format format) {
  if (blocks.empty() || across < 1) throw ValueError("blocks must not be empty");
  const std::int64_t down = static_cast<std::int64_t>(blocks.size()) / across;
  std::vector<std::int64_t> heights(static_cast<std::size_t>(down), -1), widths(static_cast<std::size_t>(across), -1);
  std::int64_t nnz = 0;
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    if (!present[k]) continue;
    const std::size_t i = k / static_cast<std::size_t>(across), j = k % static_cast<std::size_t>(across);
    nnz += blocks[k].nnz();
    auto agree = [&](std::int64_t& length, std::int64_t got, const char* what, std::size_t which) {
      if (length < 0) length = got;
      if (length != got)
        throw ShapeError(perilune::format("blocks must agree on the %s of block %s %zu (%lld), got %lld", what,
                                          what[0] == 'h' ? "row" : "column", which + 1, static_cast<long long>(length),
                                          static_cast<long long>(got)));
    };
    agree(heights[i], blocks[k].rows, "height", i);
    agree(widths[j], blocks[k].columns, "width", j);
  }
  std::int64_t rows = 0, columns = 0;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    if (heights[i] < 0) throw ShapeError(perilune::format("blocks must not leave block row %zu empty", i + 1));
    add_length(rows, heights[i]);
  }
  for (std::size_t j = 0; j < widths.size(); ++j) {
    if (widths[j] < 0) throw ShapeError(perilune::format("blocks must not leave block column %zu empty", j + 1));
    add_length(columns, widths[j]);
  }
  Matrix m = unordered(ctx, rows, columns, nnz, common_dtype(blocks));
  std::int64_t n = 0, top = 0;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    std::int64_t left = 0;
    for (std::size_t j = 0; j < widths.size(); ++j) {
      const std::size_t k = i * widths.size() + j;
      if (present[k]) {
        ctx.poll();
        place(ctx, blocks[k], m, n, top, left);
        n += blocks[k].nnz();
      }
      left += widths[j];
    }
    top += heights[i];
  }
  return convert(ctx, m, format);
}

Matrix stack(Context& ctx, std::span<const Matrix> blocks, bool vertical, Format format) {
  const std::vector<char> present(blocks.size(), 1);
  return block_grid(ctx, blocks, present, vertical ? 1 : static_cast<std::int64_t>(blocks.size()), format);
}

Matrix block_diagonal(Context& ctx, std::span<const Matrix> blocks, Format format) {
  std::int64_t rows = 0, columns = 0, nnz = 0;
  for (const Matrix& b : blocks) add_length(rows, b.rows), add_length(columns, b.columns), nnz += b.nnz();
  Matrix m = unordered(ctx, rows, columns, nnz, common_dtype(blocks));
  std::int64_t n = 0, top = 0, left = 0;
  for (const Matrix& b : blocks) {
    ctx.poll();
    place(ctx, b, m, n, top, left);
    n += b.nnz(), top += b.rows, left += b.columns;
  }
  return convert(ctx, m, format);
}

Matrix triangle(Context& ctx, const Matrix& a, std::int64_t k, bool lower, Format format) {
  const Matrix from = convert(ctx, a, Format::coo);
  auto inside = [&](std::int64_t i, std::int64_t j) { return lower ? j - i <= k : j - i >= k; };
  return dispatch(from, [&](auto value, auto tag) {
    using T = typename decltype(value)::type;
    using I = typename decltype(tag)::type;
    const I *r = from.row.as<I>(), *c = from.col.as<I>();
    std::int64_t nnz = 0;
    for (std::int64_t e = 0; e < from.nnz(); ++e) nnz += inside(r[e], c[e]);
    Matrix m = empty_matrix(ctx, Format::coo, a.rows, a.columns, nnz, a.dtype(), from.index_dtype());
    std::int64_t n = 0;
    for (std::int64_t e = 0; e < from.nnz(); ++e) {
      if (!inside(r[e], c[e])) continue;
      m.row.as<I>()[n] = r[e];
      m.col.as<I>()[n] = c[e];
      m.data.as<T>()[n++] = from.data.as<T>()[e];
    }
    m.canonical = from.canonical;
    m.sorted = from.sorted;
    return convert(ctx, m, format);
  });
}

Matrix random(Context& ctx, random::Stream& stream, std::int64_t rows, std::int64_t columns, double density,
              DType dtype, Format format, std::optional<FunctionRef<Array(std::int64_t)>> values) {
  if (!(density >= 0 && density <= 1)) throw ValueError("density must be between 0 and 1, got " + number_text(density));
  if (!is_inexact(dtype))
    throw ValueError(
        perilune::format("dtype must be float64, float32, complex128 or complex64, got '%s'", perilune::name(dtype)));
  const std::int64_t shape[] = {rows, columns};
  const std::int64_t places = checked_size(shape);
  const auto nnz =
      static_cast<std::int64_t>(std::nearbyint(density * static_cast<double>(rows) * static_cast<double>(columns)));
  Array drawn = Array::empty(ctx, DType::int64, {nnz});
  if (nnz) draw_places(ctx, stream, places, drawn);
  Matrix m = unordered(ctx, rows, columns, nnz, dtype);
  dispatch_index(m.index_dtype(), [&](auto tag) {
    using I = typename decltype(tag)::type;
    for (std::int64_t k = 0; k < nnz; ++k) {
      const std::int64_t place = drawn.as<std::int64_t>()[k];
      m.col.as<I>()[k] = static_cast<I>(place / rows);
      m.row.as<I>()[k] = static_cast<I>(place % rows);
    }
  });
  drawn = Array();
  if (values) {
    const Array given = (*values)(nnz);
    perilune::copy(ctx, given, m.data, Casting::same_kind);
  } else {
    Array units = Array::empty(ctx, DType::float64, {nnz});
    const auto n = static_cast<std::size_t>(nnz);
    stream.random(ctx, {units.as<double>(), n});
    perilune::copy(ctx, units, m.data, Casting::same_kind);
    if (is_complex(dtype)) {
      stream.random(ctx, {units.as<double>(), n});
      for (std::int64_t k = 0; k < nnz; ++k) {
        if (dtype == DType::complex128) m.data.as<Complex128>()[k].imag(units.as<double>()[k]);
        else m.data.as<Complex64>()[k].imag(static_cast<float>(units.as<double>()[k]));
      }
    }
  }
  return format == Format::coo ? m : convert(ctx, m, format);
}

}  // namespace perilune::sparse
