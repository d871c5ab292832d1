#pragma once
// Sums of products of one signal with another one that slides along it.

#include <optional>
#include <span>

#include "kernels/core/array.h"

namespace perilune::signal {

// All sums; the middle, as long as the first signal; those in which all of the shorter one takes part.
enum class Extent : std::uint8_t { full, same, valid };
enum class ConvolveMethod : std::uint8_t { automatic, direct, fft };

// Along all axes; both have the same number of them. Integers and bool give int64 and are exact: DomainError when a sum
// does not fit. ShapeError when `valid` finds neither inside the other.
Array convolve(Context& ctx, const View& a, const View& b, Extent extent,
               ConvolveMethod method = ConvolveMethod::automatic);
// With b reversed and conjugated.
Array correlate(Context& ctx, const View& a, const View& b, Extent extent,
                ConvolveMethod method = ConvolveMethod::automatic);
// What `automatic` would do.
ConvolveMethod choose_method(Context& ctx, const View& a, const View& b, Extent extent);

// By transforms along some axes, or all; the others are broadcast. In pieces where one signal is much longer.
Array fftconvolve(Context& ctx, const View& a, const View& b, Extent extent,
                  std::optional<std::span<const std::int64_t>> axes = std::nullopt);

}  // namespace perilune::signal
