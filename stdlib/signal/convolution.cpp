// Convolution and correlation.

#include "kernels/array/create.h"
#include "kernels/signal/convolve.h"
#include "stdlib/registry/call.h"
#include "stdlib/signal/module.h"

namespace perilune {

namespace {

constexpr Arg in1_arg = in("in1", Type::array, "The first signal.");
constexpr Arg in2_arg = in("in2", Type::array, "The second one, with as many axes.");
constexpr Arg mode_arg =
    optional("mode", Type::string, "full",
             "All sums; the middle ones, as many as in1 has elements; or those in which all of the shorter signal "
             "takes part.")
        .among("full|same|valid");

constexpr Arg convolve_args[] = {
    in1_arg,
    in2_arg,
    mode_arg,
    optional("method", Type::string, "auto", "The sums as they stand, or by transforms; auto takes the faster way.")
        .among("auto|direct|fft"),
    out("y", Type::array, "The sums; of integers int64, exact."),
};

constexpr Arg fft_args[] = {
    in1_arg,
    in2_arg,
    mode_arg,
    optional("axes", Type::axes, absent, "The axes along which; without it all. The others are broadcast."),
    out("y", Type::array, "The sums, floating point."),
};

signal::Extent extent_of(Call& call) {
  using signal::Extent;
  return call.one_of<Extent>("mode", {{"full", Extent::full}, {"same", Extent::same}, {"valid", Extent::valid}});
}

signal::ConvolveMethod method_of(Call& call) {
  using signal::ConvolveMethod;
  return call.one_of<ConvolveMethod>(
      "method",
      {{"auto", ConvolveMethod::automatic}, {"direct", ConvolveMethod::direct}, {"fft", ConvolveMethod::fft}});
}

void call_convolve(Call& call) {
  call.give(signal::convolve(call.ctx, call.array("in1"), call.array("in2"), extent_of(call), method_of(call)));
}

void call_correlate(Call& call) {
  call.give(signal::correlate(call.ctx, call.array("in1"), call.array("in2"), extent_of(call), method_of(call)));
}

void call_fftconvolve(Call& call) {
  const View a = call.array("in1");
  Dims axes;
  if (call.has("axes")) axes = call.axes("axes", a.ndim);
  using Some = std::optional<std::span<const std::int64_t>>;
  call.give(signal::fftconvolve(call.ctx, a, call.array("in2"), extent_of(call),
                                call.has("axes") ? Some(std::span<const std::int64_t>(axes)) : std::nullopt));
}

constexpr Arg choose_args[] = {
    in1_arg,
    in2_arg,
    mode_arg,
    out("method", Type::string, "\"direct\" or \"fft\"."),
};

void call_choose(Call& call) {
  call.give(signal::choose_method(call.ctx, call.array("in1"), call.array("in2"), extent_of(call)) ==
                    signal::ConvolveMethod::direct
                ? "direct"
                : "fft");
}

constexpr Arg lags_args[] = {
    in("in1_len", Type::integer, "How long the first signal is.").between(1, 1e15),
    in("in2_len", Type::integer, "How long the second one is.").between(1, 1e15),
    optional("mode", Type::string, "full", "Which part was asked for.").among("full|same|valid"),
    out("lags", Type::vector, "By how many samples in2 was moved for each value of `signal.correlate`."),
};

void call_lags(Call& call) {
  const std::int64_t n = call.integer("in1_len"), m = call.integer("in2_len");
  std::int64_t first = 1 - m, count = n + m - 1;
  const signal::Extent extent = extent_of(call);
  if (extent == signal::Extent::same) {
    first += (count - n) / 2;
    count = n;
  } else if (extent == signal::Extent::valid) {
    first = n >= m ? 0 : n - m;
    count = std::max(n, m) - std::min(n, m) + 1;
  }
  call.give(arange(call.ctx, Scalar::of(first), Scalar::of(first + count), Scalar::of(std::int64_t{1}), DType::int64));
}

constexpr const char* errors =
    "in1 and in2 do not have the same number of axes\n"
    "neither signal fits into the other, with mode \"valid\"";
constexpr const char* exact =
    "in1 and in2 do not have the same number of axes\n"
    "neither signal fits into the other, with mode \"valid\"\n"
    "a sum of integers does not fit an int64";
constexpr const char* stockham =
    "T. Stockham, High-speed convolution and correlation, AFIPS Conference Proceedings 28 (1966)";

constexpr Function rows[] = {
    Function{"convolve", "Convolution of two signals.", convolve_args,
             "y[n] is the sum of in1[k] * in2[n - k], along all axes.",
             R"(print(signal.convolve({1, 2, 3}, {1, 1}))  --> [1. 3. 5. 3.]
                print(signal.convolve({1, 2, 3}, {0, 1, 0.5}, "same"))  --> [1.  2.5 4. ])",
             call_convolve}
        .raises(exact),
    Function{"correlate", "Correlation of two signals.", convolve_args,
             "The convolution with in2 reversed and conjugated: y[n] is the sum of in1[k + n] * conj(in2[k]). "
             "`signal.correlation_lags` tells the lags.",
             R"(local y = signal.correlate({0, 0, 1, 2}, {1, 2})
                print(y)  --> [0. 0. 2. 5. 2.]
                print(signal.correlation_lags(4, 2)[y:argmax()])  --> 2)",
             call_correlate}
        .raises(exact),
    Function{
        "fftconvolve", "Convolution of two signals by Fourier transforms.", fft_args,
        "In time proportional to n log n. A signal that is much longer than the other is taken in pieces. Errors are "
        "relative to the largest values.",
        R"(local y = signal.fftconvolve({1, 2, 3}, {1, 1}, {mode = "same"})
                print(pl.round(y, 12))  --> [1. 3. 5.])",
        call_fftconvolve}
        .raises(errors)
        .from(stockham),
    Function{"oaconvolve", "Convolution of two signals, the longer one in pieces.", fft_args,
             "The overlap-add method, which `signal.fftconvolve` takes by itself along a single axis where it is "
             "faster: both do the same.",
             R"(print(pl.round(signal.oaconvolve(pl.ones(6), {1, 1}), 12))  --> [1. 2. 2. 2. 2. 2. 1.])",
             call_fftconvolve}
        .raises(errors)
        .from(stockham),
    Function{
        "choose_conv_method", "Which method `signal.convolve` would take.", choose_args,
        "Long sums are faster by transforms. Integers that double precision could not hold are always summed directly.",
        R"(print(signal.choose_conv_method(pl.ones(10), pl.ones(3)))  --> direct
                print(signal.choose_conv_method(pl.ones(10000), pl.ones(5000)))  --> fft)",
        call_choose}
        .raises(errors),
    Function{"correlation_lags", "The lags that the values of `signal.correlate` belong to.", lags_args,
             "Positive where in2 had to be moved to later times to meet in1.",
             "print(signal.correlation_lags(3, 2))  --> [-1  0  1  2]", call_lags},
};

}  // namespace

Rows signal_convolution_rows() { return rows; }

}  // namespace perilune
