#include "kernels/linalg/dense.h"

#include <algorithm>
#include <limits>

#include "kernels/core/parallel.h"
#include "kernels/lapack/threads.h"

namespace perilune::linalg {

namespace {

// Above this many elements a call of copy() costs less than a plain loop.
constexpr std::int64_t few_elements = 1024;

// Elements in the order of the inner axis; both axes may have any strides.
template <class T>
void load(Context& ctx, const View& matrix, int outer, int inner, T* to) {
  const std::int64_t rows = matrix.shape[outer], columns = matrix.shape[inner];
  const std::int64_t shape[2] = {rows, columns}, strides[2] = {matrix.strides[outer], matrix.strides[inner]};
  if (matrix.dtype != dtype_of<T> || rows * columns > few_elements)
    return pack(ctx, {matrix.data, shape, strides, 2, matrix.dtype}, to);
  const std::byte* row = matrix.data;
  for (std::int64_t i = 0; i < rows; ++i, row += strides[0], to += columns) {
    if (strides[1] == static_cast<std::int64_t>(sizeof(T))) {
      std::copy_n(reinterpret_cast<const T*>(row), columns, to);
      continue;
    }
    const std::byte* at = row;
    for (std::int64_t j = 0; j < columns; ++j, at += strides[1]) to[j] = *reinterpret_cast<const T*>(at);
  }
}

}  // namespace

template <class T>
void load_rows(Context& ctx, const View& matrix, T* to) {
  load(ctx, matrix, 0, 1, to);
}

template <class T>
void load_columns(Context& ctx, const View& matrix, T* to) {
  load(ctx, matrix, 1, 0, to);
}

bool packed_rows(const View& m) {
  const auto item = static_cast<std::int64_t>(itemsize(m.dtype));
  return m.strides[1] == item && m.strides[0] == item * m.shape[1];
}

template <class T>
void check_finite(const T* elements, std::int64_t count, const char* argument) {
  if (all_finite(elements, count)) return;
  const T* bad = std::find_if(elements, elements + count, [](const T& x) { return !all_finite(&x, 1); });
  if (bad == elements + count) return;
  const bool is_nan = std::real(*bad) != std::real(*bad) || std::imag(*bad) != std::imag(*bad);
  throw ValueError(std::string(argument) + " must contain finite numbers, got " + (is_nan ? "nan" : "an infinity"));
}

template <class T>
Borrowed<T> borrow(Context& ctx, const View& m, bool may_flip, CountedVector<T>& scratch, const char* argument) {
  constexpr auto item = static_cast<std::int64_t>(sizeof(T));
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  const auto fits = [&](int inner, int outer) {
    const std::int64_t step = m.strides[outer] / item, length = std::max<std::int64_t>(m.shape[inner], 1);
    return m.dtype == dtype_of<T> && m.strides[inner] == item && m.strides[outer] % item == 0 && step >= length &&
           step <= most;
  };
  const bool columns = fits(0, 1), rows = may_flip && fits(1, 0);
  if (!columns && !rows) {
    scratch.resize(static_cast<std::size_t>(std::max<std::int64_t>(m.size(), 1)));
    load_columns(ctx, m, scratch.data());
    check_finite(scratch.data(), m.size(), argument);
    return {scratch.data(), static_cast<std::int32_t>(std::max<std::int64_t>(m.shape[0], 1)), false};
  }
  const int inner = columns ? 0 : 1, outer = 1 - inner;
  for (std::int64_t j = 0; j < m.shape[outer]; ++j)
    check_finite(reinterpret_cast<const T*>(m.data + j * m.strides[outer]), m.shape[inner], argument);
  return {m.as<T>(), static_cast<std::int32_t>(m.strides[outer] / item), !columns};
}

void check_square(const MatrixStack& a, const char* argument) {
  if (a.rows != a.columns)
    throw ShapeError(format("%s must be square, got %lldx%lld", argument, static_cast<long long>(a.rows),
                            static_cast<long long>(a.columns)));
}

Dims SquarePair::checked_batch(const View& first, const View& second) {
  const MatrixStack all_a(first, "a"), all_b(second, "b");
  check_square(all_a, "a");
  check_square(all_b, "b");
  if (all_b.rows != all_a.rows)
    throw ShapeError("b must have the shape of a (" + shape_text(first.dims()) + "), got " + shape_text(second.dims()));
  return broadcast_shape(all_a.batch, all_b.batch);
}

Stretched::Stretched(const View& v, const Dims& batch, Core core) : shape_(batch) {
  const int lead = v.ndim - core, axes = batch.size();
  strides_.resize(axes);
  for (int from = lead - 1, to = axes - 1; from >= 0; --from, --to)
    strides_[to] = v.shape[from] == 1 ? 0 : v.strides[from];
  for (int axis = lead; axis < v.ndim; ++axis) {
    shape_.push_back(v.shape[axis]);
    strides_.push_back(v.strides[axis]);
  }
  if (core == vector) {
    shape_.push_back(1);
    strides_.push_back(static_cast<std::int64_t>(itemsize(v.dtype)));
  }
  view_ = {v.data, shape_.data(), strides_.data(), shape_.size(), v.dtype};
}

Lanes::Lanes(const Context& ctx, std::int64_t side, std::int64_t count_, bool alone)
    : count(count_), dealt(!alone && side <= most_dealt && count_ >= 8 && ctx.threads > 1) {
  const std::int64_t wanted = dealt ? std::min<std::int64_t>(count, 4 * ctx.threads) : 1;
  grain = std::max<std::int64_t>(1, (count + wanted - 1) / wanted);
  lanes = static_cast<std::size_t>(wanted);
}

void Lanes::run(Context& ctx, FunctionRef<void(std::int64_t, std::size_t)> body) const {
  const lapack::BlasThreads threads(ctx, dealt);
  parallel_for(ctx, count, grain, [&](std::int64_t begin, std::int64_t end) {
    const auto lane = static_cast<std::size_t>(begin / grain);
    for (std::int64_t i = begin; i < end; ++i) {
      ctx.poll();
      body(i, lane);
    }
  });
}

template <class T>
bool all_finite(const T* elements, std::int64_t count) {
  if constexpr (is_complex_type<T>) {
    return all_finite(reinterpret_cast<const typename T::value_type*>(elements), 2 * count);
  } else {
    // x - x is 0 for finite x and nan for others; four sums at once hide the latency of additions.
    T sums[4] = {};
    std::int64_t i = 0;
    for (; i + 4 <= count; i += 4)
      for (int lane = 0; lane < 4; ++lane) sums[lane] += elements[i + lane] - elements[i + lane];
    for (; i < count; ++i) sums[0] += elements[i] - elements[i];
    return sums[0] + sums[1] + sums[2] + sums[3] == 0;
  }
}

MatrixStack::MatrixStack(const View& a, const char* argument) : view(a) {
  if (a.ndim < 2)
    throw ShapeError(format("%s must be a matrix or a stack of matrices, got a %d-d array", argument, a.ndim) +
                     (a.ndim == 1 ? " (" + shape_text(a.dims()) + ")" : ""));
  const int lead = a.ndim - 2;
  batch = Dims(a.shape, lead);
  rows = a.shape[lead];
  columns = a.shape[lead + 1];
  count = 1;
  for (std::int64_t n : batch) count *= n;
  transposed_shape_[0] = columns;
  transposed_shape_[1] = rows;
  transposed_strides_[0] = a.strides[lead + 1];
  transposed_strides_[1] = a.strides[lead];
}

std::byte* MatrixStack::address(std::int64_t index) const {
  std::byte* at = view.data;
  for (int axis = batch.size() - 1; axis >= 0; --axis) {
    at += index % batch[axis] * view.strides[axis];
    index /= batch[axis];
  }
  return at;
}

View MatrixStack::matrix(std::int64_t index) const {
  const int lead = batch.size();
  return {address(index), view.shape + lead, view.strides + lead, 2, view.dtype};
}

View MatrixStack::transposed(std::int64_t index) const {
  return {address(index), transposed_shape_, transposed_strides_, 2, view.dtype};
}

Array empty_matrices(Context& ctx, DType dtype, const Dims& batch, std::int64_t rows, std::int64_t columns) {
  Dims shape = batch;
  shape.push_back(columns);
  shape.push_back(rows);
  Dims strides = row_major_strides(shape, itemsize(dtype));
  // Some elements more for complex ones: see slack() in lapack/workspace.h.
  const Array packed = is_complex(dtype) && rows > 0 ? Array::empty(ctx, dtype, {checked_size(shape) + rows + 1})
                                                     : Array::empty(ctx, dtype, shape);
  const int lead = batch.size();
  std::swap(shape[lead], shape[lead + 1]);
  std::swap(strides[lead], strides[lead + 1]);
  return packed.with_layout(packed.data(), std::move(shape), std::move(strides));
}

void fill_identity(const Array& matrices) {
  const int lead = matrices.ndim() - 2;
  const std::int64_t rows = matrices.shape()[lead], columns = matrices.shape()[lead + 1];
  const std::int64_t size = matrices.size();
  dispatch_inexact(matrices.dtype(), [&](auto tag) {
    using T = typename decltype(tag)::type;
    T* elements = matrices.as<T>();
    std::fill(elements, elements + size, T(0));
    if (size == 0) return;
    for (T* matrix = elements; matrix != elements + size; matrix += rows * columns)
      for (std::int64_t i = 0; i < std::min(rows, columns); ++i) matrix[i * (rows + 1)] = T(1);
  });
}

#define INSTANTIATE(T)                                             \
  template bool all_finite(const T*, std::int64_t);                \
  template void check_finite(const T*, std::int64_t, const char*); \
  template void load_rows(Context&, const View&, T*);              \
  template void load_columns(Context&, const View&, T*);           \
  template Borrowed<T> borrow(Context&, const View&, bool, CountedVector<T>&, const char*);
INSTANTIATE(float)
INSTANTIATE(double)
INSTANTIATE(Complex64)
INSTANTIATE(Complex128)
#undef INSTANTIATE

}  // namespace perilune::linalg
