// Transforms along one axis.

#include "kernels/fft/transform.h"

#include "stdlib/fft/module.h"
#include "stdlib/fft/norm.h"
#include "stdlib/registry/call.h"
#include "stdlib/registry/dispatch.h"
#include "stdlib/registry/state.h"
#include "stdlib/registry/workers.h"
#include "stdlib/types/array.h"

namespace perilune {

namespace {

enum Kind : int { complex_forward, complex_inverse, real_forward, real_inverse, hermitian, hermitian_inverse };

constexpr Arg axis_arg = optional("axis", Type::axis, -1, "The axis along which the signals lie.");
constexpr Arg length_arg =
    optional("n", Type::integer, absent,
             "The length of the transform: the signal is cut off or padded with zeros; without it, its own length.")
        .at_least(1);

constexpr Arg complex_args[] = {
    in("x", Type::array, "The signal or signals, real or complex."),
    length_arg,
    axis_arg,
    fft_norm_arg,
    fft_workers_arg,
    out("y", Type::array, "The transform, complex."),
};

constexpr Arg real_args[] = {
    in("x", Type::array, "The signal or signals, real."),
    length_arg,
    axis_arg,
    fft_norm_arg,
    fft_workers_arg,
    out("y", Type::array, "The first n // 2 + 1 values of the transform, complex."),
};

constexpr Arg back_args[] = {
    in("x", Type::array, "The first n // 2 + 1 values; the imaginary part of what must be real is not read."),
    optional("n", Type::integer, absent,
             "The length of the result, which x does not tell: without it 2 * (m - 1), where m is the length of x.")
        .at_least(1),
    axis_arg,
    fft_norm_arg,
    fft_workers_arg,
    out("y", Type::array, "The result, real."),
};

fft::Axes axes_of(Call& call, const View& x, bool halved) {
  if (x.ndim == 0) call.refuse("x", "must have at least one axis");
  const std::int64_t axis = call.axis("axis", x.ndim);
  const std::int64_t n = call.has("n") ? call.integer("n") : 0;
  using Some = std::optional<std::span<const std::int64_t>>;
  return fft::choose_axes(x, call.has("n") ? Some(std::span(&n, 1)) : std::nullopt, Some(std::span(&axis, 1)), "n",
                          "axis", halved);
}

void call_transform(Call& call) {
  const View x = call.array("x");
  const auto kind = static_cast<Kind>(call.code());
  const fft::Axes axes = axes_of(call, x, kind == real_inverse || kind == hermitian);
  const fft::Options options{fft_norm(call)};
  Context ctx = context_for_workers(call);
  switch (kind) {
    case complex_forward: return call.give(fft::transform(ctx, x, axes, fft::Direction::forward, options));
    case complex_inverse: return call.give(fft::transform(ctx, x, axes, fft::Direction::inverse, options));
    case real_forward: return call.give(fft::real_transform(ctx, x, axes, fft::Direction::forward, options));
    case real_inverse: return call.give(fft::real_inverse(ctx, x, axes, fft::Direction::inverse, options));
    case hermitian: return call.give(fft::hermitian_transform(ctx, x, axes, options));
    default: return call.give(fft::hermitian_inverse(ctx, x, axes, options));
  }
}

// One short line of its own, where the ordinary way would take as long as the transform itself.
int fast_transform(lua_State* L, int kind) {
  constexpr std::int64_t most = 4096;
  if (lua_gettop(L) != 1) return -1;
  const ArrayValue* x = array_at(L, 1);
  if (!x || x->ndim != 1 || !is_inexact(x->dtype)) return -1;
  const std::int64_t n = x->dims[0];
  if (n < 1 || n > most || (kind == real_forward && is_complex(x->dtype))) return -1;
  Failure failure;
  if (!guarded(failure, nullptr, [&] { x->check_alive(); })) return -1;
  const std::int64_t length = kind == real_forward ? n / 2 + 1 : n;
  const ArrayValue* y = push_new_array(L, complex_dtype(x->dtype), {&length, 1});
  const bool ok = guarded(failure, nullptr, [&] {
    fft::transform_line(LibraryState::of(L).context, x->view(), y->view(),
                        kind == complex_inverse ? fft::Direction::inverse : fft::Direction::forward);
  });
  if (ok) return 1;
  if (!failure.raised) name_failure(L, failure);
  return raise(L, failure);
}

constexpr const char* no_points = "x has no elements along the axis";

constexpr Function rows[] = {
    Function{
        "fft", "Discrete Fourier transform along one axis.", complex_args,
        "y[k] is the sum of x[j] * exp(-2 pi i j k / n), where j and k count from 0. The transform of real data costs "
        "half of that of complex data.",
        R"(local y = fft.fft{1, 2, 3, 4}
                print(y.real, y.imag)  --> [10. -2. -2. -2.]	[ 0.  2.  0. -2.]
                print(fft.fft({1, 1}, {n = 4, norm = "ortho"}).real)  --> [1.  0.5 0.  0.5])",
        call_transform}
        .with(complex_forward)
        .fast_by(fast_transform)
        .raises(no_points)
        .from(fft_sources),
    Function{"ifft", "Inverse of `fft.fft`.", complex_args,
             "y[j] is the sum of x[k] * exp(2 pi i j k / n) over n, where j and k count from 0.",
             R"(print(fft.ifft{4, 0, 0, 0}.real)  --> [1. 1. 1. 1.])", call_transform}
        .with(complex_inverse)
        .fast_by(fast_transform)
        .raises(no_points)
        .from(fft_sources),
    Function{
        "rfft", "Discrete Fourier transform of real data along one axis.", real_args,
        "Those values of fft that belong to frequencies from 0 to n // 2; the others are their conjugates. It takes "
        "half of the time and memory.",
        R"(print(fft.rfft{1, 2, 3, 4})  --> [10.+0.j -2.+2.j -2.+0.j])", call_transform}
        .with(real_forward)
        .fast_by(fast_transform)
        .raises("x is complex\nx has no elements along the axis")
        .from(fft_sources),
    Function{"irfft", "Inverse of `fft.rfft`.", back_args,
             "The length of the result must be given when it is odd: x does not tell.",
             R"(print(fft.irfft(fft.rfft{1, 2, 3}, 3))  --> [1. 2. 3.])", call_transform}
        .with(real_inverse)
        .raises("x has only one element along the axis and n is not given")
        .from(fft_sources),
    Function{"hfft", "Transform of a signal whose other half mirrors it, conjugated.", back_args,
             "Such a signal has a real transform. x is its half with the times from 0 to n // 2.",
             R"(print(fft.hfft{1, 2, 3})  --> [ 8. -2.  0. -2.])", call_transform}
        .with(hermitian)
        .raises("x has only one element along the axis and n is not given")
        .from(fft_sources),
    Function{"ihfft", "Inverse of `fft.hfft`.", real_args, "The half of the signal with the times from 0 to n // 2.",
             R"(print(fft.ihfft{8, -2, 0, -2}.real)  --> [1. 2. 3.])", call_transform}
        .with(hermitian_inverse)
        .raises("x is complex\nx has no elements along the axis")
        .from(fft_sources),
};

}  // namespace

fft::Norm fft_norm(const Call& call) {
  using fft::Norm;
  return call.one_of<Norm>("norm", {{"backward", Norm::backward}, {"ortho", Norm::ortho}, {"forward", Norm::forward}});
}

Rows fft_transform_rows() { return rows; }

}  // namespace perilune
