#include "kernels/signal/filter_line.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/complex.h"
#include "kernels/array/elementwise.h"

namespace perilune::signal {

namespace {

constexpr std::int64_t stretch = 1 << 15;  // samples between two polls

template <class T>
std::vector<T> coefficients(Context& ctx, const View& v, const char* name) {
  if (v.ndim != 1) throw ShapeError(format("%s must have one axis, got %s", name, shape_text(v.dims()).c_str()));
  if (v.shape[0] == 0) throw ShapeError(format("%s must not be empty", name));
  const Array copy = astype(ctx, v, dtype_of<T>);
  std::vector<T> values(copy.as<T>(), copy.as<T>() + v.shape[0]);
  for (const T& x : values)
    if (!std::isfinite(std::real(x)) || !std::isfinite(std::imag(x)))
      throw ValueError(format("%s must contain finite numbers, got %s", name,
                              number_text(std::isfinite(std::real(x)) ? std::imag(x) : std::real(x)).c_str()));
  return values;
}

}  // namespace

DType filter_dtype(DType a, DType b) { return promote(to_inexact(a), to_inexact(b)); }

template <class T>
Polynomials<T> read_polynomials(Context& ctx, const View& b, const View& a) {
  Polynomials<T> p;
  p.b = coefficients<T>(ctx, b, "b");
  p.a = coefficients<T>(ctx, a, "a");
  if (p.a[0] == T()) throw ValueError("a must not begin with 0");
  const T lead = p.a[0];
  if (lead != T(1)) {
    for (T& v : p.b) v /= lead;
    for (T& v : p.a) v /= lead;
  }
  const std::size_t n = std::max(p.b.size(), p.a.size());
  p.b.resize(n);
  p.a.resize(n);
  return p;
}

template <class T>
void Polynomials<T>::run(Context& ctx, T* x, std::int64_t n, std::int64_t step, T* state) const {
  const std::size_t m = b.size() - 1;
  const std::int64_t part = std::max<std::int64_t>(stretch / static_cast<std::int64_t>(m / 16 + 1), 1);
  for (std::int64_t begin = 0; begin < n; begin += part) {
    ctx.poll();
    const std::int64_t end = std::min(n, begin + part);
    if (m == 0) {
      for (std::int64_t i = begin; i < end; ++i) x[i * step] = times(b[0], x[i * step]);
      continue;
    }
    const T *bk = b.data(), *ak = a.data();
    for (std::int64_t i = begin; i < end; ++i) {
      const T v = x[i * step];
      const T y = state[0] + times(bk[0], v);
      for (std::size_t k = 1; k < m; ++k) state[k - 1] = (state[k] + times(bk[k], v)) - times(ak[k], y);
      state[m - 1] = times(bk[m], v) - times(ak[m], y);
      x[i * step] = y;
    }
  }
}

template <class T>
std::vector<T> Polynomials<T>::steady_state() const {
  const std::size_t m = b.size() - 1;
  T a_sum = T(), b_sum = T();
  double size = 0;
  for (std::size_t k = 0; k <= m; ++k) {
    a_sum += a[k];
    size += std::abs(a[k]);
    if (k > 0) b_sum += b[k] - times(a[k], b[0]);
  }
  if (std::abs(a_sum) <= 1e-15 * size) throw ValueError("the filter has no steady state: the coefficients a sum to 0");
  std::vector<T> zi(m);
  if (m == 0) return zi;
  zi[0] = b_sum / a_sum;
  T a_part = T(1), c_part = T();
  for (std::size_t k = 1; k < m; ++k) {
    a_part += a[k];
    c_part += b[k] - times(a[k], b[0]);
    zi[k] = times(a_part, zi[0]) - c_part;
  }
  return zi;
}

Sections read_sections(Context& ctx, const View& sos) {
  if (sos.ndim != 2 || sos.shape[1] != 6 || sos.shape[0] < 1)
    throw ShapeError(format("sos must have 6 columns and at least one row, got %s", shape_text(sos.dims()).c_str()));
  if (is_complex(sos.dtype)) throw ValueError(format("sos must be real, got %s", name(sos.dtype)));
  const Array copy = astype(ctx, sos, DType::float64);
  Sections s;
  s.coefficients.assign(copy.as<double>(), copy.as<double>() + copy.size());
  for (std::size_t i = 0; i < s.coefficients.size(); ++i) {
    const double v = s.coefficients[i];
    if (!std::isfinite(v)) throw ValueError("sos must contain finite numbers, got " + number_text(v));
    if (i % 6 == 3 && v != 1)
      throw ValueError(format("sos must have ones in its fourth column, got %s", number_text(v).c_str()));
  }
  return s;
}

template <class T>
void Sections::run(Context& ctx, T* x, std::int64_t n, std::int64_t step, T* state) const {
  for (std::int64_t begin = 0; begin < n; begin += stretch) {
    ctx.poll();
    const std::int64_t length = std::min(n - begin, stretch);
    for (std::int64_t first = 0; first < count(); first += 4)
      run_sections(coefficients.data() + 6 * first, std::min<std::int64_t>(4, count() - first), x + begin * step,
                   length, step, state + 2 * first);
  }
}

std::vector<double> Sections::steady_state() const {
  std::vector<double> zi;
  double scale = 1;
  for (std::int64_t s = 0; s < count(); ++s) {
    const double* c = coefficients.data() + 6 * s;
    const Polynomials<double> p{{c[0], c[1], c[2]}, {c[3], c[4], c[5]}};
    for (const double z : p.steady_state()) zi.push_back(scale * z);
    scale *= (c[0] + c[1] + c[2]) / (c[3] + c[4] + c[5]);
  }
  return zi;
}

template struct Polynomials<double>;
template struct Polynomials<std::complex<double>>;
template Polynomials<double> read_polynomials<double>(Context&, const View&, const View&);
template Polynomials<std::complex<double>> read_polynomials<std::complex<double>>(Context&, const View&, const View&);
template void Sections::run<double>(Context&, double*, std::int64_t, std::int64_t, double*) const;
template void Sections::run<std::complex<double>>(Context&, std::complex<double>*, std::int64_t, std::int64_t,
                                                  std::complex<double>*) const;

}  // namespace perilune::signal
