#include <cmath>
#include <limits>

#include "kernels/array/create.h"
#include "kernels/array/create_ramp.h"
#include "kernels/array/wide_loop.h"
#include "kernels/core/parallel.h"

namespace perilune {

namespace ramps {

using std::int64_t;

PERILUNE_WIDE void ramp(double* out, int64_t begin, int64_t end, double start, double delta) {
  for (int64_t i = begin; i < end; ++i) out[i] = start + static_cast<double>(i) * delta;
}
PERILUNE_WIDE void ramp(float* out, int64_t begin, int64_t end, float start, float delta) {
  for (int64_t i = begin; i < end; ++i) out[i] = start + static_cast<float>(i) * delta;
}

}  // namespace ramps

namespace {

using ramps::ramp;
using std::int64_t;
__extension__ using Wide = __int128;

constexpr int64_t grain = 1 << 16;

PERILUNE_WIDE void whole_ramp(int64_t* out, int64_t begin, int64_t end, std::uint64_t start, std::uint64_t delta) {
  for (int64_t i = begin; i < end; ++i) out[i] = static_cast<int64_t>(start + static_cast<std::uint64_t>(i) * delta);
}
template <class T>
void whole_ramp(T* out, int64_t begin, int64_t end, std::uint64_t start, std::uint64_t delta) {
  for (int64_t i = begin; i < end; ++i) out[i] = static_cast<T>(start + static_cast<std::uint64_t>(i) * delta);
}

double finite(const Scalar& v, const char* argument) {
  if (is_complex(v.dtype) && v.imag() != 0) throw ValueError(format("%s must be real, got a complex value", argument));
  if (!std::isfinite(v.real()))
    throw ValueError(std::string(argument) + " must be finite, got " + number_text(v.real()));
  return v.real();
}

void check_step(bool zero) {
  if (zero) throw ValueError("step must not be 0");
}

[[noreturn]] void too_long(double length) {
  throw ValueError(format("stop must leave fewer elements than memory can hold, got about %g", length));
}

void check_ends(Wide first, Wide last, DType dtype) {
  Wide low = std::numeric_limits<int64_t>::min(), high = std::numeric_limits<int64_t>::max();
  if (dtype == DType::uint8) low = 0, high = 255;
  if (dtype == DType::int32)
    low = std::numeric_limits<std::int32_t>::min(), high = std::numeric_limits<std::int32_t>::max();
  for (Wide end : {first, last})
    if (end < low || end > high)
      throw DomainError(number_text(static_cast<double>(end)) + " does not fit " + name(dtype));
}

Wide truncated(double x) {
  constexpr double edge = 9223372036854775808.0;  // 2^63
  if (!(x >= -edge && x < edge)) throw DomainError(number_text(x) + " does not fit int64");
  return static_cast<int64_t>(x);
}

// The elements first + i * delta of an integer dtype, both ends known to fit.
struct IntegerRamp {
  int64_t first = 0, delta = 0;
};

// Real arguments: NumPy truncates the first two elements and goes on with their difference.
IntegerRamp integer_ramp(int64_t n, const Scalar& start, const Scalar& step, DType dtype) {
  if (n == 0) return {};
  const Wide first = start.exact() ? Wide{start.integer} : truncated(start.real());
  if (n == 1) return check_ends(first, first, dtype), IntegerRamp{static_cast<int64_t>(first), 0};
  const bool exact = start.exact() && step.exact();
  const Wide delta = exact ? Wide{step.integer} : truncated(start.real() + step.real()) - first;
  check_ends(first, first + delta * (n - 1), dtype);
  return {static_cast<int64_t>(first), static_cast<int64_t>(delta)};
}

template <class T>
void fill_integers(Context& ctx, const Array& out, int64_t n, IntegerRamp r) {
  parallel_for(ctx, n, grain, [&](int64_t begin, int64_t end) {
    ctx.poll();
    // Modulo 2^64: a product may pass the range on its way to a sum that does not.
    whole_ramp(out.as<T>(), begin, end, static_cast<std::uint64_t>(r.first), static_cast<std::uint64_t>(r.delta));
  });
}

template <class T>
void fill_reals(Context& ctx, const Array& out, int64_t n, double start, double step) {
  const T first = static_cast<T>(start), delta = static_cast<T>(start + step) - first;
  parallel_for(ctx, n, grain, [&](int64_t begin, int64_t end) {
    ctx.poll();
    ramp(out.as<T>(), begin, end, first, delta);
  });
}

template <class T>
void fill_complex(Context& ctx, const Array& out, int64_t n, double start, double step) {
  const T first = static_cast<T>(start), delta = static_cast<T>(start + step) - first;
  for (int64_t i = 0; i < n; ++i) {
    if (i % grain == 0) ctx.poll();
    out.as<std::complex<T>>()[i] = first + static_cast<T>(i) * delta;
  }
}

}  // namespace

int64_t arange_length(const Scalar& start, const Scalar& stop, const Scalar& step) {
  constexpr int64_t most = std::numeric_limits<int64_t>::max() / 16;
  if (start.exact() && stop.exact() && step.exact()) {
    check_step(step.integer == 0);
    const Wide reach = Wide{stop.integer} - start.integer, by = step.integer;
    if (reach == 0 || (reach > 0) != (by > 0)) return 0;
    const Wide n = (by > 0 ? reach + by - 1 : reach + by + 1) / by;
    if (n > most) too_long(static_cast<double>(n));
    return static_cast<int64_t>(n);
  }
  const double from = finite(start, "start"), to = finite(stop, "stop"), by = finite(step, "step");
  check_step(by == 0);
  const double reach = to - from, n = reach / by;
  // A quotient that underflows still means that start lies before stop.
  if (n == 0 && reach != 0) return std::signbit(n) ? 0 : 1;
  if (n <= 0) return 0;
  if (!(std::ceil(n) <= static_cast<double>(most))) too_long(n);
  return static_cast<int64_t>(std::ceil(n));
}

Array arange(Context& ctx, const Scalar& start, const Scalar& stop, const Scalar& step, DType dtype) {
  const int64_t n = arange_length(start, stop, step);
  if (dtype == DType::bool_ && n > 2)
    throw ValueError(format("dtype must hold %lld different elements, got bool", static_cast<long long>(n)));
  const IntegerRamp integers = is_integer(dtype) ? integer_ramp(n, start, step, dtype) : IntegerRamp{};
  const Array out = Array::empty(ctx, dtype, {n});
  switch (dtype) {
    case DType::bool_:
      for (int64_t i = 0; i < n; ++i) out.at<bool>(i) = start.real() + static_cast<double>(i) * step.real() != 0;
      break;
    case DType::uint8: fill_integers<std::uint8_t>(ctx, out, n, integers); break;
    case DType::int32: fill_integers<std::int32_t>(ctx, out, n, integers); break;
    case DType::int64: fill_integers<int64_t>(ctx, out, n, integers); break;
    case DType::float32: fill_reals<float>(ctx, out, n, start.real(), step.real()); break;
    case DType::float64: fill_reals<double>(ctx, out, n, start.real(), step.real()); break;
    case DType::complex64: fill_complex<float>(ctx, out, n, start.real(), step.real()); break;
    default: fill_complex<double>(ctx, out, n, start.real(), step.real());
  }
  return out;
}

}  // namespace perilune
