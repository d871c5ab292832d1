#pragma once
// Medians and quantiles, by selection: no line is sorted for the sake of a few of its elements.

#include <optional>
#include <span>
#include <string_view>

#include "kernels/core/array.h"

namespace perilune {

// The nine of Hyndman and Fan ("Sample quantiles in statistical packages", 1996) and NumPy's own four.
enum class QuantileMethod : std::uint8_t {
  inverted_cdf,
  averaged_inverted_cdf,
  closest_observation,
  interpolated_inverted_cdf,
  hazen,
  weibull,
  linear,
  median_unbiased,
  normal_unbiased,
  lower,
  higher,
  midpoint,
  nearest,
};
inline constexpr const char* quantile_methods =
    "linear|lower|higher|midpoint|nearest|inverted_cdf|averaged_inverted_cdf|closest_observation|"
    "interpolated_inverted_cdf|hazen|weibull|median_unbiased|normal_unbiased";
std::optional<QuantileMethod> parse_quantile_method(std::string_view name);

struct OrderOptions {
  std::span<const int> axes;  // from 0
  bool all_axes = true;
  bool keepdims = false;
  bool skip_nan = false;  // otherwise a slice with a NaN gives NaN
  QuantileMethod method = QuantileMethod::linear;
};

// q from 0 to 1, of any shape; the result has the shape of q and behind it that of the reduction. Methods that pick an
// element keep the dtype, the others give float64, also for float32, as NumPy does; complex input is an error, and so
// is bool where something must be computed. Between two infinities of one sign lies that infinity, and a quantile that
// falls on an element is that element (NumPy makes NaN of both).
DType quantile_dtype(DType in, QuantileMethod method);
Array quantile(Context& ctx, const View& a, const View& q, const OrderOptions& options = {});
// The same with q from 0 to 100.
Array percentile(Context& ctx, const View& a, const View& q, const OrderOptions& options = {});

// float64 for integers and bool, otherwise the dtype of the input, complex too. NaN and a warning for no elements.
Array median(Context& ctx, const View& a, const OrderOptions& options = {});
Scalar median_all(Context& ctx, const View& a, bool skip_nan = false);

}  // namespace perilune
