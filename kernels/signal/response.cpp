#include "kernels/signal/response.h"

#include <cmath>
#include <numbers>
#include <vector>

#include "kernels/array/complex.h"
#include "kernels/array/elementwise.h"
#include "kernels/signal/filter_line.h"

namespace perilune::signal {

namespace {

using Complex = std::complex<double>;

// Horner in z^-1.
Complex value(const Complex* c, std::int64_t n, Complex back) {
  Complex sum = 0;
  for (std::int64_t k = n; k-- > 0;) sum = times(sum, back) + c[k];
  return sum;
}

// Calls f(z^-1) for each frequency, the values of which are the response.
template <class F>
Response respond(Context& ctx, const View& w, double fs, F&& f) {
  Response r;
  r.w = astype(ctx, w, DType::float64);
  r.h = Array::empty(ctx, DType::complex128, r.w.shape());
  for (std::int64_t i = 0; i < r.w.size(); ++i) {
    ctx.poll();
    const double angle = 2 * std::numbers::pi * r.w.as<double>()[i] / fs;
    r.h.as<Complex>()[i] = f(Complex(std::cos(angle), -std::sin(angle)));
  }
  return r;
}

std::vector<Complex> coefficients(Context& ctx, const View& v, const char* name) {
  if (v.ndim != 1) throw ShapeError(format("%s must have one axis, got %s", name, shape_text(v.dims()).c_str()));
  if (v.shape[0] == 0) throw ShapeError(format("%s must not be empty", name));
  const Array c = astype(ctx, v, DType::complex128);
  return {c.as<Complex>(), c.as<Complex>() + v.shape[0]};
}

}  // namespace

Array grid(Context& ctx, const FrequencyGrid& g) {
  const double end = g.whole ? g.fs : g.fs / 2;
  const bool closed = g.include_nyquist && !g.whole && g.count > 1;
  Array w = Array::empty(ctx, DType::float64, {g.count});
  const double step = end / static_cast<double>(closed ? g.count - 1 : std::max<std::int64_t>(g.count, 1));
  for (std::int64_t i = 0; i < g.count; ++i) w.at<double>(i) = static_cast<double>(i) * step;
  return w;
}

Response freqz(Context& ctx, const View& b, const View& a, const View& w, double fs) {
  const std::vector<Complex> up = coefficients(ctx, b, "b"), down = coefficients(ctx, a, "a");
  return respond(ctx, w, fs, [&](Complex back) {
    return value(up.data(), static_cast<std::int64_t>(up.size()), back) /
           value(down.data(), static_cast<std::int64_t>(down.size()), back);
  });
}

Response sosfreqz(Context& ctx, const View& sos, const View& w, double fs) {
  const Sections sections = read_sections(ctx, sos);
  return respond(ctx, w, fs, [&](Complex back) {
    Complex h = 1;
    for (std::int64_t s = 0; s < sections.count(); ++s) {
      const double* c = sections.coefficients.data() + 6 * s;
      const Complex up[] = {c[0], c[1], c[2]}, down[] = {c[3], c[4], c[5]};
      h = times(h, value(up, 3, back) / value(down, 3, back));
    }
    return h;
  });
}

}  // namespace perilune::signal
