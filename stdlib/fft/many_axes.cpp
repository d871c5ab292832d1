// Transforms along several axes.

#include "kernels/fft/transform.h"
#include "stdlib/fft/module.h"
#include "stdlib/fft/norm.h"
#include "stdlib/registry/call.h"
#include "stdlib/registry/workers.h"

namespace perilune {

namespace {

enum Kind : int { complex_forward, complex_inverse, real_forward, real_inverse, two_axes = 4 };

constexpr Arg lengths_arg =
    optional("s", Type::shape, absent,
             "The lengths of the transform along the axes: the data are cut off or padded with zeros; without it, "
             "their own lengths.");
constexpr Arg back_lengths_arg =
    optional("s", Type::shape, absent,
             "The lengths of the result along the axes; without it those of x, and 2 * (m - 1) along the last of the "
             "axes, where m is the length of x.");
constexpr Arg axes_arg =
    optional("axes", Type::axes, absent, "The axes; without them as many of the last ones as s has lengths, or all.");
constexpr Arg two_axes_arg = optional("axes", Type::axes, absent, "The two axes; without them the last two.");
constexpr Arg x_arg = in("x", Type::array, "The data, real or complex.");
constexpr Arg real_x_arg = in("x", Type::array, "The data, real.");
constexpr Arg complex_out = out("y", Type::array, "The transform, complex.");
constexpr Arg half_out =
    out("y", Type::array, "The transform, complex; along the last of the axes its first n // 2 + 1 values.");
constexpr Arg real_out = out("y", Type::array, "The result, real.");

constexpr Arg nd_args[] = {x_arg, lengths_arg, axes_arg, fft_norm_arg, fft_workers_arg, complex_out};
constexpr Arg two_args[] = {x_arg, lengths_arg, two_axes_arg, fft_norm_arg, fft_workers_arg, complex_out};
constexpr Arg real_nd_args[] = {real_x_arg, lengths_arg, axes_arg, fft_norm_arg, fft_workers_arg, half_out};
constexpr Arg real_two_args[] = {real_x_arg, lengths_arg, two_axes_arg, fft_norm_arg, fft_workers_arg, half_out};
constexpr Arg back_nd_args[] = {in("x", Type::array, "What `fft.rfftn` gives."),
                                back_lengths_arg,
                                axes_arg,
                                fft_norm_arg,
                                fft_workers_arg,
                                real_out};
constexpr Arg back_two_args[] = {in("x", Type::array, "What `fft.rfft2` gives."),
                                 back_lengths_arg,
                                 two_axes_arg,
                                 fft_norm_arg,
                                 fft_workers_arg,
                                 real_out};

void call_transform(Call& call) {
  const View x = call.array("x");
  const bool two = call.code() >= two_axes;
  const auto kind = static_cast<Kind>(call.code() % two_axes);
  if (x.ndim < (two ? 2 : 1)) call.refuse("x", two ? "must have at least two axes" : "must have at least one axis");
  using Some = std::optional<std::span<const std::int64_t>>;
  const Dims lengths = call.has("s") ? call.shape("s") : Dims();
  Dims axes;
  if (call.has("axes")) axes = call.axes("axes", x.ndim);
  else if (two) axes = {x.ndim - 2, x.ndim - 1};
  const fft::Axes chosen =
      fft::choose_axes(x, call.has("s") ? Some(std::span<const std::int64_t>(lengths)) : std::nullopt,
                       two || call.has("axes") ? Some(std::span<const std::int64_t>(axes)) : std::nullopt, "s", "axes",
                       kind == real_inverse);
  const fft::Options options{fft_norm(call)};
  Context ctx = context_for_workers(call);
  switch (kind) {
    case complex_forward: return call.give(fft::transform(ctx, x, chosen, fft::Direction::forward, options));
    case complex_inverse: return call.give(fft::transform(ctx, x, chosen, fft::Direction::inverse, options));
    case real_forward: return call.give(fft::real_transform(ctx, x, chosen, fft::Direction::forward, options));
    default: return call.give(fft::real_inverse(ctx, x, chosen, fft::Direction::inverse, options));
  }
}

constexpr const char* wrong = "x has no elements along an axis\ns and axes do not have the same number of entries";
constexpr const char* wrong_real =
    "x is complex\nx has no elements along an axis\n"
    "s and axes do not have the same number of entries";

constexpr Function rows[] = {
    Function{"fft2", "Discrete Fourier transform along two axes.", two_args,
             "`fft.fft` along one axis after the other.",
             R"(print(fft.fft2{{1, 2}, {3, 4}}.real)
                --> [[10. -2.]
                -->  [-4.  0.]])",
             call_transform}
        .with(two_axes + complex_forward)
        .raises(wrong)
        .from(fft_sources),
    Function{"ifft2", "Inverse of `fft.fft2`.", two_args, "`fft.ifft` along one axis after the other.",
             R"(print(fft.ifft2(fft.fft2{{1, 2}, {3, 4}}).real)
                --> [[1. 2.]
                -->  [3. 4.]])",
             call_transform}
        .with(two_axes + complex_inverse)
        .raises(wrong)
        .from(fft_sources),
    Function{"rfft2", "Discrete Fourier transform of real data along two axes.", real_two_args,
             "`fft.rfft` along the second axis, `fft.fft` along the first.",
             R"(print(fft.rfft2(pl.ones{2, 4}).real)
                --> [[8. 0. 0.]
                -->  [0. 0. 0.]])",
             call_transform}
        .with(two_axes + real_forward)
        .raises(wrong_real)
        .from(fft_sources),
    Function{"irfft2", "Inverse of `fft.rfft2`.", back_two_args,
             "The lengths must be given when the last one is odd: x does not tell.",
             R"(print(fft.irfft2(fft.rfft2{{1, 2, 3}, {4, 5, 6}}, {2, 3}))
                --> [[1. 2. 3.]
                -->  [4. 5. 6.]])",
             call_transform}
        .with(two_axes + real_inverse)
        .raises(wrong)
        .from(fft_sources),
    Function{"fftn", "Discrete Fourier transform along several axes.", nd_args,
             "`fft.fft` along one axis after the other.",
             R"(print(fft.fftn(pl.ones{2, 2, 2})(1, 1, 1))  --> (8+0j)
                print(fft.fftn(pl.ones{2, 3}, {axes = {1}}).real)
                --> [[2. 2. 2.]
                -->  [0. 0. 0.]])",
             call_transform}
        .with(complex_forward)
        .raises(wrong)
        .from(fft_sources),
    Function{"ifftn", "Inverse of `fft.fftn`.", nd_args, "`fft.ifft` along one axis after the other.",
             R"(print(fft.ifftn(fft.fftn{{1, 2}, {3, 4}}).real)
                --> [[1. 2.]
                -->  [3. 4.]])",
             call_transform}
        .with(complex_inverse)
        .raises(wrong)
        .from(fft_sources),
    Function{"rfftn", "Discrete Fourier transform of real data along several axes.", real_nd_args,
             "`fft.rfft` along the last of the axes, `fft.fft` along the others.",
             R"(print(fft.rfftn(pl.ones{2, 2, 4}).shape)  --> {2, 2, 3})", call_transform}
        .with(real_forward)
        .raises(wrong_real)
        .from(fft_sources),
    Function{"irfftn", "Inverse of `fft.rfftn`.", back_nd_args,
             "The lengths must be given when the last one is odd: x does not tell.",
             R"(print(fft.irfftn(fft.rfftn{{1, 2, 3}, {4, 5, 6}}, {2, 3}))
                --> [[1. 2. 3.]
                -->  [4. 5. 6.]])",
             call_transform}
        .with(real_inverse)
        .raises(wrong)
        .from(fft_sources),
};

}  // namespace

Rows fft_many_axes_rows() { return rows; }

}  // namespace perilune
