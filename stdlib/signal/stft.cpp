// Spectra of short segments, and back.

#include "kernels/signal/stft.h"

#include "stdlib/signal/module.h"
#include "stdlib/signal/spectra.h"

namespace perilune {

namespace {

using namespace spectra;

constexpr Arg no_detrend_arg =
    optional("detrend", Type::string | Type::boolean, false,
             "What is taken off each segment: its mean, a line of least squares, or (false) nothing.")
        .among("constant|linear");
constexpr Arg stft_scaling_arg =
    optional("scaling", Type::string, "spectrum",
             "Whether the squares of the sizes are power per frequency, or (psd) power per unit of frequency.")
        .among("spectrum|psd");

constexpr Arg stft_args[] = {
    x_arg,
    fs_arg,
    window_arg("hann"),
    nperseg_arg,
    noverlap_arg,
    nfft_arg,
    no_detrend_arg,
    optional("return_onesided", Type::boolean, true,
             "Whether negative frequencies of real data are left out; those of complex data never are."),
    optional("boundary", Type::string | Type::none, "zeros",
             "How the signal goes on for half a segment beyond its ends: with zeros, mirrored, turned about the end "
             "point, with its last value, or (pl.none) not at all.")
        .among("zeros|even|odd|constant"),
    optional("padded", Type::boolean, true, "Whether zeros fill the last segment up; without it the rest is dropped."),
    axis_arg,
    stft_scaling_arg,
    frequencies_out,
    out("t", Type::array, "The times of the middles of the segments."),
    out("Zxx", Type::array, "The spectra, complex; the last axis is that of the times."),
};

constexpr Arg istft_args[] = {
    in("Zxx", Type::array, "Spectra as `signal.stft` gives them."),
    fs_arg,
    window_arg("hann"),
    optional("nperseg", Type::integer, absent, "How many samples a segment has; without it what the spectra tell.")
        .at_least(1),
    noverlap_arg,
    optional("nfft", Type::integer, absent, "The length of the transforms, where it is not that of the segments.")
        .at_least(1),
    optional("input_onesided", Type::boolean, true, "Whether the negative frequencies were left out; x is real then."),
    optional("boundary", Type::boolean, true, "Whether the signal had gone on beyond its ends: that is cut off."),
    optional("time_axis", Type::axis, -1, "The axis of the times, which becomes that of the signal."),
    optional("freq_axis", Type::axis, -2, "The axis of the frequencies."),
    stft_scaling_arg,
    out("t", Type::array, "The times of the samples."),
    out("x", Type::array, "The signal or signals."),
};

void call_stft(Call& call) {
  const View x = call.array("x");
  if (x.ndim == 0) call.refuse("x", "must have at least one axis");
  if (x.size() == 0) call.refuse("x", "must not be empty");
  const int axis = call.axis("axis", x.ndim);
  const SpectralSetup s = setup_of(call, x.shape[axis], 2, false);
  signal::Boundary boundary = signal::Boundary::none;
  if (!call.none("boundary"))
    boundary = call.one_of<signal::Boundary>("boundary", {{"zeros", signal::Boundary::zeros},
                                                          {"even", signal::Boundary::even},
                                                          {"odd", signal::Boundary::odd},
                                                          {"constant", signal::Boundary::constant}});
  signal::Spectrogram g = signal::stft(call.ctx, x, axis, boundary, call.flag("padded"), s.options);
  call.give(std::move(g.f));
  call.give(std::move(g.t));
  call.give(std::move(g.values));
}

void call_istft(Call& call) {
  const View z = call.array("Zxx");
  if (z.ndim < 2) throw ShapeError("Zxx must have at least two axes, got an array of shape " + shape_text(z.dims()));
  signal::InverseOptions o;
  o.time_axis = call.axis("time_axis", z.ndim);
  o.frequency_axis = call.axis("freq_axis", z.ndim);
  if (o.time_axis == o.frequency_axis) call.refuse("freq_axis", "must differ from time_axis");
  o.boundary = call.flag("boundary");
  signal::SpectralOptions& segments = o.segments;
  segments.fs = call.number("fs");
  segments.onesided = call.flag("input_onesided");
  if (call.text("scaling") == "spectrum") segments.scaling = signal::Scaling::spectrum;
  const std::int64_t frequencies = z.shape[o.frequency_axis];
  const std::int64_t usual = segments.onesided ? 2 * (frequencies - 1) : frequencies;
  const std::int64_t length = call.has("nperseg") ? call.integer("nperseg") : usual;
  if (length < 1) call.refuse("nperseg", "must be given: the spectra have one frequency only");
  segments.nfft = call.has("nfft") ? call.integer("nfft") : segments.onesided && length == usual + 1 ? length : usual;
  segments.noverlap = call.has("noverlap") ? call.integer("noverlap") : length / 2;
  signal::WindowKind kind = signal::WindowKind::hann;
  std::vector<double> parameters;
  Array window;
  const bool by_name = !call.given("window") || described_window(call.item("window"), kind, parameters);
  if (by_name) {
    window = signal::window(call.ctx, kind, length, false, parameters);
  } else {
    window = call.item("window").array();
    if (window.ndim() != 1 || window.size() != length)
      call.refuse("window",
                  format("must have %lld values, one for each sample of a segment", static_cast<long long>(length)));
    if (is_complex(window.dtype())) call.refuse("window", "must be real");
  }
  segments.window = window;
  signal::Signal s = signal::istft(call.ctx, z, o);
  call.give(std::move(s.t));
  call.give(std::move(s.x));
}

constexpr Function rows[] = {
    Function{"stft", "Complex spectra of a signal over time.", stft_args,
             "The short-time Fourier transform: the spectrum of each windowed segment. `signal.istft` goes back.",
             R"(local f, t, Z = signal.stft(pl.ones(1000), {fs = 10, nperseg = 100})
                print(f.shape, t[2], Z.shape)  --> {51}	5.0	{51, 21}
                print(pl.round(pl.abs(Z(1, 11)), 12))  --> 1.0)",
             call_stft}
        .raises("x is empty\nnoverlap is not below the length of the segments, or nfft is\nwindow is longer than the "
                "signal, or not as long as nperseg"),
    Function{"istft", "The signal that `signal.stft` came from.", istft_args,
             "With the window, the lengths and the overlap of the transform; spectra that were changed in between give "
             "the signal whose own are nearest. Warns when the windows overlap too little for every sample.",
             R"(local x = pl.sin(pl.arange(1000) / 7)
                local f, t, Z = signal.stft(x, {nperseg = 100})
                local _, y = signal.istft(Z)
                print(pl.allclose(y, x))  --> true)",
             call_istft}
        .raises("noverlap is not below the length of the segments, or nfft is\nwindow is not as long as a segment")
        .from("D. Griffin, J. Lim, Signal estimation from modified short-time Fourier transform, IEEE Trans. ASSP 32 "
              "(1984)"),
};

}  // namespace

Rows signal_stft_rows() { return rows; }

}  // namespace perilune
