// Medians, percentiles and quantiles.

#include "kernels/array/order.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg a_arg = in("a", Type::array, "The array.");
constexpr Arg axis_arg = optional("axis", Type::axes | Type::none, absent,
                                  "The axis, or a list of axes, to reduce over; left out, all of them.");
constexpr Arg keepdims_arg = option("keepdims", false, "Keep the reduced axes with length 1.");
constexpr Arg method_arg =
    option("method", Type::string, quantile_methods,
           "How a quantile between two elements is found: the nine of Hyndman and Fan and NumPy's own four.")
        .among(quantile_methods)
        .alias("interpolation");
constexpr Arg result_arg =
    out("r", Type::array, "The results, the axes of q in front; a Lua value when no axis is left.");

constexpr Arg median_args[] = {a_arg, axis_arg, keepdims_arg,
                               out("m", Type::array, "The medians; a Lua value when every axis is reduced.")};
constexpr Arg percentile_args[] = {
    a_arg, in("q", Type::array, "Percentages, 0 to 100."), axis_arg, method_arg, keepdims_arg, result_arg};
constexpr Arg quantile_args[] = {
    a_arg, in("q", Type::array, "Fractions, 0 to 1."), axis_arg, method_arg, keepdims_arg, result_arg};

constexpr int skip_nan = 1;

// The axes of the call, kept as long as the options that point to them.
struct Options {
  int axes[max_ndim];
  OrderOptions order;
  Options(const Call& call, const View& a) {
    order.skip_nan = (call.code() & skip_nan) != 0;
    order.keepdims = call.flag("keepdims");
    const std::optional<Dims> list = call.axes_or_none("axis", a.ndim);
    if (!list) return;
    std::copy(list->begin(), list->end(), axes);
    order.axes = {axes, static_cast<std::size_t>(list->size())};
    order.all_axes = false;
  }
};

void call_median(Call& call) {
  const View a = call.array("a");
  const Options options(call, a);
  call.give_unwrapped(median(call.ctx, a, options.order));
}

template <Array (*compute)(Context&, const View&, const View&, const OrderOptions&)>
void call_quantile(Call& call) {
  const View a = call.array("a");
  Options options(call, a);
  options.order.method = *parse_quantile_method(call.text("method"));
  call.give_unwrapped(compute(call.ctx, a, call.array("q"), options.order));
}

constexpr const char* note = "By selection, in time linear in the number of elements. NaN anywhere gives NaN.";
constexpr const char* quantile_note =
    "By selection, in time linear in the number of elements. NaN anywhere gives NaN. A method that picks an element "
    "keeps the dtype, the others give float64.";
constexpr const char* nan_note = "NaN takes no part; see the function without `nan` in its name for the rest.";

constexpr Function rows[] = {
    {"median", "The middle element, or the mean of the two in the middle.", median_args, note,
     "print(pl.median{3, 1, 2, 10})  --> 2.5", call_median, 0},
    {"percentile", "The values below which so many percent of the elements lie.", percentile_args, quantile_note,
     "print(pl.percentile({1, 2, 3, 4}, {25, 50}))  --> [1.75 2.5 ]", call_quantile<percentile>, 0},
    {"quantile", "The values below which a fraction of the elements lies.", quantile_args, quantile_note,
     "print(pl.quantile({1, 2, 3, 4}, 0.5))  --> 2.5", call_quantile<quantile>, 0},
    {"nanmedian", "The median of the elements that are not NaN.", median_args, nan_note,
     "print(pl.nanmedian{1, 0/0, 3})  --> 2.0", call_median, skip_nan},
    {"nanpercentile", "Percentiles of the elements that are not NaN.", percentile_args, nan_note,
     "print(pl.nanpercentile({1, 0/0, 3}, 50))  --> 2.0", call_quantile<percentile>, skip_nan},
    {"nanquantile", "Quantiles of the elements that are not NaN.", quantile_args, nan_note,
     "print(pl.nanquantile({1, 0/0, 3}, 0.5))  --> 2.0", call_quantile<quantile>, skip_nan},
};

}  // namespace

Rows quantile_rows() { return rows; }

}  // namespace perilune
