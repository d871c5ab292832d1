// Forward and backward filtering whose initial states make both orders of the two passes agree as well as they can, by
// least squares; no padding. (F. Gustafsson, Determining the initial states in forward-backward filtering, IEEE Trans.
// Signal Processing 44, 1996.)

#include <algorithm>
#include <limits>

#include "kernels/array/elementwise.h"
#include "kernels/array/lines.h"
#include "kernels/linalg/least_squares.h"
#include "kernels/signal/filter.h"
#include "kernels/signal/filter_line.h"

namespace perilune::signal {

namespace {

// What the initial states do to a result, at its first and its last samples: `reach` of them, or all at once where the
// two overlap.
template <class T>
struct Correction {
  Array fit;                // (2 order, equations): the pseudo-inverse of the least-squares problem
  Array forward, backward;  // (reach, order): responses that are added at the start and at the end
  std::int64_t reach, order, equations;
  bool whole;  // the responses span the line
};

template <class T>
Correction<T> make_correction(Context& ctx, const Polynomials<T>& p, std::int64_t n,
                              std::optional<std::int64_t> impulse_length) {
  Correction<T> c;
  c.order = p.order();
  c.whole = !impulse_length || n <= 2 * *impulse_length;
  c.reach = c.whole ? n : *impulse_length;
  const std::int64_t m = c.reach, order = c.order;
  c.equations = c.whole ? m : 2 * m;
  // observed[i, k]: the output at i when only state k is 1 at the start; filtered backwards in `returned`.
  const Array observed = Array::zeros(ctx, dtype_of<T>, {m, order}),
              returned = Array::zeros(ctx, dtype_of<T>, {m, order});
  CountedVector<T> line = ctx.vector<T>(static_cast<std::size_t>(m)),
                   state = ctx.vector<T>(static_cast<std::size_t>(order));
  for (std::int64_t k = 0; k < order; ++k) {
    std::fill(line.begin(), line.end(), T());
    std::fill(state.begin(), state.end(), T());
    state[static_cast<std::size_t>(k)] = T(1);
    p.run(ctx, line.data(), m, 1, state.data());
    for (std::int64_t i = 0; i < m; ++i) observed.at<T>(i, k) = line[static_cast<std::size_t>(i)];
    std::fill(state.begin(), state.end(), T());
    p.run(ctx, line.data() + m - 1, m, -1, state.data());
    for (std::int64_t i = 0; i < m; ++i) returned.at<T>(i, k) = line[static_cast<std::size_t>(i)];
  }
  // The starting state of the forward pass differs by returned - observed between the two orders, that of the backward
  // pass by the same, mirrored.
  const Array matrix = Array::zeros(ctx, dtype_of<T>, {c.equations, 2 * order});
  for (std::int64_t i = 0; i < m; ++i)
    for (std::int64_t k = 0; k < order; ++k) {
      matrix.at<T>(i, k) = returned.at<T>(i, k) - observed.at<T>(i, k);
      const std::int64_t row = c.whole ? i : m + i;
      matrix.at<T>(row, order + k) = observed.at<T>(m - 1 - i, k) - returned.at<T>(m - 1 - i, k);
    }
  c.fit = contiguous_copy(ctx, linalg::pinv(ctx, matrix, {.rtol = std::numeric_limits<double>::epsilon()}).inverse);
  c.forward = returned;
  c.backward = observed;
  return c;
}

template <class T>
void correct_line(Context& ctx, const Polynomials<T>& p, const Correction<T>& c, const T* x, std::int64_t n, T* y,
                  T* scratch) {
  T* const other = scratch;       // backwards, then forwards
  T* const states = scratch + n;  // the solution
  T* const state = states + 2 * c.order;
  const auto pass = [&](T* line, bool back) {
    std::fill_n(state, c.order, T());
    p.run(ctx, back ? line + n - 1 : line, n, back ? -1 : 1, state);
  };
  std::copy_n(x, n, y);
  pass(y, false);
  pass(y, true);
  std::copy_n(x, n, other);
  pass(other, true);
  pass(other, false);
  for (std::int64_t i = 0; i < n; ++i) other[i] -= y[i];
  const std::int64_t m = c.reach;
  for (std::int64_t k = 0; k < 2 * c.order; ++k) {
    ctx.poll();
    T sum = T();
    for (std::int64_t i = 0; i < c.equations; ++i) {
      const std::int64_t at = i < m ? i : n - m + (i - m);
      sum += c.fit.template at<T>(k, i) * other[at];
    }
    states[k] = sum;
  }
  for (std::int64_t i = 0; i < m; ++i)
    for (std::int64_t k = 0; k < c.order; ++k) {
      y[i] += c.forward.template at<T>(i, k) * states[k];
      y[n - m + i] += c.backward.template at<T>(m - 1 - i, k) * states[c.order + k];
    }
}

template <class T>
Array gust_as(Context& ctx, const View& b, const View& a, const View& x, int axis,
              std::optional<std::int64_t> impulse_length, DType dtype) {
  const Polynomials<T> p = read_polynomials<T>(ctx, b, a);
  const Array samples = astype(ctx, x, dtype_of<T>);
  Array y = Array::empty(ctx, dtype_of<T>, Dims(x.dims()));
  const std::int64_t n = x.shape[axis];
  if (y.size() == 0) return astype(ctx, y, dtype);
  if (p.order() == 0) {
    const T square = p.b[0] * p.b[0];
    for (std::int64_t i = 0; i < y.size(); ++i) y.as<T>()[i] = square * samples.as<T>()[i];
    return astype(ctx, y, dtype);
  }
  const Correction<T> c = make_correction<T>(ctx, p, n, impulse_length);
  walk_lines(ctx, samples, axis, y, (n + 3 * c.order) * static_cast<std::int64_t>(sizeof(T)), [&](const Line& line) {
    correct_line(ctx, p, c, reinterpret_cast<const T*>(line.in), n, reinterpret_cast<T*>(line.out),
                 reinterpret_cast<T*>(line.scratch));
  });
  return y.dtype() == dtype ? y : astype(ctx, y, dtype);
}

}  // namespace

Array gust_filtfilt(Context& ctx, const View& b, const View& a, const View& x, int axis,
                    std::optional<std::int64_t> impulse_length) {
  const DType dtype = filter_dtype(filter_dtype(b.dtype, a.dtype), x.dtype);
  return is_complex(dtype) ? gust_as<Complex128>(ctx, b, a, x, axis, impulse_length, dtype)
                           : gust_as<double>(ctx, b, a, x, axis, impulse_length, dtype);
}

}  // namespace perilune::signal
