// Filtering.

#include "kernels/signal/filter.h"
#include "kernels/signal/hilbert.h"

#include "stdlib/registry/call.h"
#include "stdlib/signal/module.h"

namespace perilune {

namespace {

constexpr Arg b_arg = in("b", Type::vector, "The coefficients of the numerator, finite.").shaped("m");
constexpr Arg a_arg =
    in("a", Type::vector, "The coefficients of the denominator, finite; the first one is not 0.").shaped("n");
constexpr Arg sos_arg =
    in("sos", Type::matrix, "The sections, a row each: b0, b1, b2, 1, a1, a2.").shaped("sections, 6");
constexpr Arg x_arg = in("x", Type::array, "The signal or signals, real or complex.");
constexpr Arg axis_arg = optional("axis", Type::axis, -1, "The axis of time.");

constexpr Arg lfilter_args[] = {
    b_arg,
    a_arg,
    x_arg,
    axis_arg,
    optional("zi", Type::array, absent,
             "The state to begin with: the shape of x, with max(m, n) - 1 along the axis; without it all 0.")
        .shaped("..., max(m, n) - 1"),
    out("y", Type::array, "The filtered signal."),
    out("zf", Type::array, "The state at the end.").shaped("..., max(m, n) - 1").only_if("zi"),
};

int axis_of(Call& call, const View& x) {
  if (x.ndim == 0) call.refuse("x", "must have at least one axis");
  return call.axis("axis", x.ndim);
}

void give(Call& call, signal::Filtered f) {
  call.give(std::move(f.y));
  if (call.has("zi")) call.give(std::move(f.zf));
}

void call_lfilter(Call& call) {
  const View x = call.array("x");
  const int axis = axis_of(call, x);
  View zi;
  if (call.has("zi")) zi = call.array("zi");
  give(call, signal::lfilter(call.ctx, call.array("b"), call.array("a"), x, axis, call.has("zi") ? &zi : nullptr));
}

constexpr Arg lfilter_zi_args[] = {
    b_arg,
    a_arg,
    out("zi", Type::vector, "The state.").shaped("max(m, n) - 1"),
};

void call_lfilter_zi(Call& call) { call.give(signal::lfilter_zi(call.ctx, call.array("b"), call.array("a"))); }

constexpr Arg sosfilt_args[] = {
    sos_arg,
    x_arg,
    axis_arg,
    optional(
        "zi", Type::array, absent,
        "The state to begin with: the shape of x with 2 along the axis, and in front an axis of the sections; without "
        "it all 0.")
        .shaped("sections, ..., 2"),
    out("y", Type::array, "The filtered signal."),
    out("zf", Type::array, "The state at the end.").shaped("sections, ..., 2").only_if("zi"),
};

void call_sosfilt(Call& call) {
  const View x = call.array("x");
  const int axis = axis_of(call, x);
  View zi;
  if (call.has("zi")) zi = call.array("zi");
  give(call, signal::sosfilt(call.ctx, call.array("sos"), x, axis, call.has("zi") ? &zi : nullptr));
}

constexpr Arg sosfilt_zi_args[] = {
    sos_arg,
    out("zi", Type::matrix, "The state.").shaped("sections, 2"),
};

void call_sosfilt_zi(Call& call) { call.give(signal::sosfilt_zi(call.ctx, call.array("sos"))); }

constexpr Arg padtype_arg =
    optional("padtype", Type::string | Type::none, "odd",
             "How the signal goes on beyond its ends: turned about the end point, mirrored, with its last value, or "
             "(pl.none) not at all.")
        .among("odd|even|constant");

constexpr Arg filtfilt_args[] = {
    b_arg,
    a_arg,
    x_arg,
    axis_arg,
    padtype_arg.used_by("pad"),
    optional("padlen", Type::integer, absent, "By how many samples; without it 3 * max(m, n).")
        .at_least(0)
        .used_by("pad"),
    optional("method", Type::string, "pad",
             "What is done about the ends: pad goes on beyond them; gust chooses the states there so that filtering "
             "forwards first or backwards first makes the least difference.")
        .among("pad|gust"),
    optional(
        "irlen", Type::integer, absent,
        "After how many samples the response to an impulse may be left out; without it never, which for long signals "
        "takes much time.")
        .at_least(1)
        .used_by("gust"),
    out("y", Type::array, "The filtered signal, as long as x."),
};

signal::FiltFiltOptions options_of(Call& call) {
  signal::FiltFiltOptions o;
  if (call.none("padtype")) o.padding = signal::Padding::none;
  else if (call.text("padtype") == "even") o.padding = signal::Padding::even;
  else if (call.text("padtype") == "constant") o.padding = signal::Padding::constant;
  if (call.has("padlen")) o.length = call.integer("padlen");
  if (call.takes("method")) o.gust = call.text("method") == "gust";
  if (call.takes("irlen")) o.impulse_length = call.integer("irlen");
  return o;
}

void call_filtfilt(Call& call) {
  const View x = call.array("x");
  const int axis = axis_of(call, x);
  call.give(signal::filtfilt(call.ctx, call.array("b"), call.array("a"), x, axis, options_of(call)));
}

constexpr Arg sosfiltfilt_args[] = {
    sos_arg,
    x_arg,
    axis_arg,
    padtype_arg,
    optional("padlen", Type::integer, absent,
             "By how many samples; without it 3 * (2 * sections + 1), less 3 for each section of first order.")
        .at_least(0),
    out("y", Type::array, "The filtered signal, as long as x."),
};

void call_sosfiltfilt(Call& call) {
  const View x = call.array("x");
  const int axis = axis_of(call, x);
  call.give(signal::sosfiltfilt(call.ctx, call.array("sos"), x, axis, options_of(call)));
}

constexpr Arg detrend_args[] = {
    in("data", Type::array, "The signal or signals."),
    axis_arg,
    optional("type", Type::string, "linear", "What is taken off: a line of least squares, or the mean.")
        .among("linear|constant"),
    optional("bp", Type::integer | Type::list | Type::array, absent,
             "Positions where new lines begin, with type \"linear\"; without it one line serves all."),
    out("y", Type::array, "What remains."),
};

void call_detrend(Call& call) {
  const View x = call.array("data");
  if (x.ndim == 0) call.refuse("data", "must have at least one axis");
  std::vector<std::int64_t> breaks;
  if (call.has("bp")) breaks = call.integers("bp");
  for (std::int64_t& b : breaks) --b;
  call.give(signal::detrend(call.ctx, x, call.axis("axis", x.ndim), call.text("type") == "linear", std::move(breaks)));
}

constexpr Arg hilbert_args[] = {
    in("x", Type::array, "The signal or signals, real."),
    optional("N", Type::integer, absent,
             "The length of the transform: the signal is cut off or padded with zeros; without it, its own length.")
        .at_least(1),
    optional("axis", Type::axis, -1, "The axis of time."),
    out("y", Type::array, "The analytic signal, complex: its real part is x."),
};

void call_hilbert(Call& call) {
  const View x = call.array("x");
  const int axis = axis_of(call, x);
  std::optional<std::int64_t> n;
  if (call.has("N")) n = call.integer("N");
  call.give(signal::hilbert(call.ctx, x, axis, n));
}

constexpr const char* bad_polynomials = "b or a is empty or holds nan or an infinity, or a begins with 0";
constexpr const char* bad_sections =
    "sos has not 6 columns, holds nan or an infinity, or something else than 1 in column 4";
constexpr const char* oppenheim = "A. Oppenheim, R. Schafer, Discrete-Time Signal Processing (1989), chapter 6";

constexpr Function rows[] = {
    Function{"lfilter", "Filters a signal with a ratio of polynomials.", lfilter_args,
             "a[1] y[n] = b[1] x[n] + b[2] x[n - 1] + ... - a[2] y[n - 1] - ..., in the transposed direct form II. "
             "Filters of high order lose their accuracy in this form: `signal.sosfilt` keeps it.",
             R"(print(signal.lfilter({1, 1}, {1, -0.5}, {1, 0, 0, 0}))  --> [1.    1.5   0.75  0.375]
                local y, zf = signal.lfilter({0.5, 0.5}, {1}, {1, 2, 3}, {zi = {0}})
                print(y, zf)  --> [0.5 1.5 2.5]	[1.5])",
             call_lfilter}
        .raises(bad_polynomials)
        .from(oppenheim),
    Function{"lfilter_zi", "The state of `signal.lfilter` that has seen ones for ever.", lfilter_zi_args,
             "Times the first sample of a signal it keeps the output from jumping there.",
             "print(signal.lfilter_zi({0.5, 0.5}, {1}))  --> [0.5]", call_lfilter_zi}
        .raises("b or a is empty or holds nan or an infinity, or a begins with 0\nthe coefficients a sum to 0"),
    Function{"sosfilt", "Filters a signal with sections of second order, one after the other.", sosfilt_args,
             "The way to filter: accurate at any order.",
             R"(local sos = signal.butter(2, 0.5, {output = "sos"})
                print(signal.sosfilt(sos, {1, 0, 0}))  --> [0.29289322 0.58578644 0.24264069])",
             call_sosfilt}
        .raises(bad_sections)
        .from(oppenheim),
    Function{"sosfilt_zi", "The state of `signal.sosfilt` that has seen ones for ever.", sosfilt_zi_args,
             "Times the first sample of a signal it keeps the output from jumping there.",
             R"(print(signal.sosfilt_zi{{0.5, 0.5, 0, 1, 0, 0}})  --> [[0.5 0. ]])", call_sosfilt_zi}
        .raises("sos has not 6 columns, holds nan or an infinity, or something else than 1 in column 4\n"
                "a section has no steady state"),
    Function{"filtfilt", "Filters a signal forwards and backwards.", filtfilt_args,
             "Nothing is delayed; the gain is that of the filter squared. `signal.sosfiltfilt` keeps the accuracy of "
             "filters of high order.",
             R"(local b, a = signal.butter(2, 0.2)
                local y = signal.filtfilt(b, a, pl.ones(30))
                print(pl.abs(y - 1):max() < 1e-12)  --> true)",
             call_filtfilt}
        .raises("b or a is empty or holds nan or an infinity, or a begins with 0\nx is not longer than the padding")
        .from("F. Gustafsson, Determining the initial states in forward-backward filtering, IEEE Trans. Signal "
              "Processing 44 (1996)"),
    Function{"sosfiltfilt", "Filters a signal forwards and backwards with sections of second order.", sosfiltfilt_args,
             "Nothing is delayed; the gain is that of the filter squared.",
             R"(local sos = signal.butter(4, {0.1, 0.3}, {btype = "bandpass", output = "sos"})
                local y = signal.sosfiltfilt(sos, pl.ones(100))
                print(pl.abs(y):max() < 1e-10)  --> true)",
             call_sosfiltfilt}
        .raises("sos has not 6 columns, holds nan or an infinity, or something else than 1 in column 4\n"
                "x is not longer than the padding"),
    Function{"hilbert", "The analytic signal: envelope and phase of what swings.", hilbert_args,
             "The signal without its negative frequencies, by Fourier transforms; its imaginary part is the Hilbert "
             "transform of x. Its abs is the envelope.",
             R"(local t = pl.arange(200) / 200
                local x = (2 + pl.cos(2 * math.pi * t)) * pl.sin(2 * math.pi * 30 * t)
                print(pl.allclose(pl.abs(signal.hilbert(x)), 2 + pl.cos(2 * math.pi * t)))  --> true)",
             call_hilbert}
        .raises("x is complex, or has no elements along the axis")
        .from(
            "L. Marple, Computing the discrete-time analytic signal via FFT, IEEE Trans. Signal Processing 47 (1999)"),
    Function{"detrend", "Takes the mean or a straight line off a signal.", detrend_args,
             "With bp the signal is taken in pieces, each with a line of its own.",
             R"(print(pl.abs(signal.detrend{1, 2, 3, 4}):max() < 1e-15)  --> true
                print(signal.detrend({1, 2, 6}, {type = "constant"}))  --> [-2. -1.  3.])",
             call_detrend},
};

}  // namespace

Rows signal_filter_rows() { return rows; }

}  // namespace perilune
