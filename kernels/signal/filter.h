#pragma once
// Digital filters along one axis: as a ratio of polynomials, or as a chain of sections of second order.

#include <optional>
#include <vector>

#include "kernels/core/array.h"

namespace perilune::signal {

struct Filtered {
  Array y;
  Array zf;  // the state behind the last sample; an empty array of no axes without zi
};

// a[0] y[n] = sum b[k] x[n - k] - sum a[k] y[n - k], in the transposed direct form II. b, a: one axis, real or complex.
// zi: the shape of x with max(len a, len b) - 1 along the axis; lengths of 1 are broadcast.
Filtered lfilter(Context& ctx, const View& b, const View& a, const View& x, int axis, const View* zi = nullptr);
// The state of a filter that has seen ones for ever. ValueError when there is none.
Array lfilter_zi(Context& ctx, const View& b, const View& a);

// sos: (sections, 6), real: b0 b1 b2 1 a1 a2. zi: (sections, ..., 2, ...), 2 in the place of the axis.
Filtered sosfilt(Context& ctx, const View& sos, const View& x, int axis, const View* zi = nullptr);
Array sosfilt_zi(Context& ctx, const View& sos);

// How a signal goes on beyond its ends: mirrored through the end point, mirrored, with the last value, not at all.
enum class Padding : std::uint8_t { odd, even, constant, none };

struct FiltFiltOptions {
  Padding padding = Padding::odd;
  std::optional<std::int64_t> length;  // of the padding at each end
  bool gust = false;                   // no padding; initial states by Gustafsson's condition
  std::optional<std::int64_t> impulse_length;
};

// Forwards and backwards: no shift of phase, the square of the gain.
Array filtfilt(Context& ctx, const View& b, const View& a, const View& x, int axis,
               const FiltFiltOptions& options = {});
Array sosfiltfilt(Context& ctx, const View& sos, const View& x, int axis, const FiltFiltOptions& options = {});

// filtfilt with options.gust (gust.cpp).
Array gust_filtfilt(Context& ctx, const View& b, const View& a, const View& x, int axis,
                    std::optional<std::int64_t> impulse_length);

// Without the mean (constant) or a line of least squares, piece by piece: breaks are where pieces begin.
Array detrend(Context& ctx, const View& x, int axis, bool linear, std::vector<std::int64_t> breaks = {});

}  // namespace perilune::signal
