#pragma once
// Discrete Fourier transforms of arrays along any axes: X[k] = sum x[j] exp(-2 pi i j k / n).

#include <optional>
#include <span>

#include "kernels/core/array.h"
#include "kernels/fft/plan.h"

namespace perilune::fft {

// Where the factor 1 / n stands: on the inverse, as its root on both, on the forward transform.
enum class Norm : std::uint8_t { backward, ortho, forward };

// The axes in the order in which they are meant, from 0, and the length of each: what is longer is cut off, what is
// shorter is padded with zeros.
struct Axes {
  Dims axes;
  Dims lengths;
};

struct Options {
  Norm norm = Norm::backward;
  Engine engine = Engine::best;
};

// Checks and completes what a caller gave: one length for each axis; axes without lengths have those of the array;
// lengths without axes are those of the last axes; neither means all axes. Messages name the arguments.
// ValueError, ShapeError.
Axes choose_axes(const View& x, std::optional<std::span<const std::int64_t>> lengths,
                 std::optional<std::span<const std::int64_t>> axes, const char* lengths_name = "s",
                 const char* axes_name = "axes", bool halved_input = false);

// Of complex or real x, to complex values: float32 and complex64 give complex64, all else complex128.
Array transform(Context& ctx, const View& x, const Axes& axes, Direction direction, const Options& options = {});

// Of real x: the last of the axes keeps the first n / 2 + 1 values, which the others follow from.
Array real_transform(Context& ctx, const View& x, const Axes& axes, Direction direction = Direction::forward,
                     const Options& options = {});

// The way back: the length of the last of the axes is that of the result, of which x holds n / 2 + 1 values.
Array real_inverse(Context& ctx, const View& x, const Axes& axes, Direction direction = Direction::inverse,
                   const Options& options = {});

// The same of one line, into an array that is there: x and out have one axis and the precision of each other, out n
// complex values (forward of real x: the first n / 2 + 1 of them if it has only those). Backward norm.
void transform_line(Context& ctx, const View& x, const View& out, Direction direction);

// hfft: of a signal whose other half mirrors it, conjugated, so that its transform is real; and its inverse.
Array hermitian_transform(Context& ctx, const View& x, const Axes& axes, const Options& options = {});
Array hermitian_inverse(Context& ctx, const View& x, const Axes& axes, const Options& options = {});

}  // namespace perilune::fft
