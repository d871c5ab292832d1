// Spectra.

#include "stdlib/signal/spectra.h"

#include "stdlib/signal/module.h"

namespace perilune {

namespace {

using namespace spectra;

constexpr Arg welch_args[] = {
    x_arg,
    fs_arg,
    window_arg("hann"),
    nperseg_arg,
    noverlap_arg,
    nfft_arg,
    detrend_arg,
    sides_arg,
    scaling_arg,
    axis_arg,
    average_arg,
    frequencies_out,
    out("Pxx", Type::array, "The spectrum."),
};

constexpr Arg csd_args[] = {
    x_arg,           y_arg,
    fs_arg,          window_arg("hann"),
    nperseg_arg,     noverlap_arg,
    nfft_arg,        detrend_arg,
    sides_arg,       scaling_arg,
    axis_arg,        average_arg,
    frequencies_out, out("Pxy", Type::array, "The cross spectrum, complex."),
};

constexpr Arg coherence_args[] = {
    x_arg,
    y_arg,
    fs_arg,
    window_arg("hann"),
    nperseg_arg,
    noverlap_arg,
    nfft_arg,
    detrend_arg,
    axis_arg,
    frequencies_out,
    out("Cxy", Type::array, "The coherence, from 0 to 1."),
};

constexpr Arg periodogram_args[] = {
    x_arg,
    fs_arg,
    window_arg("boxcar"),
    nfft_arg,
    detrend_arg,
    sides_arg,
    scaling_arg,
    axis_arg,
    frequencies_out,
    out("Pxx", Type::array, "The spectrum."),
};

constexpr Arg spectrogram_args[] = {
    x_arg,
    fs_arg,
    optional("window", Type::any, absent, "A window as in `signal.welch`; without it {\"tukey\", 0.25}.")
        .called("name"),
    nperseg_arg,
    optional("noverlap", Type::integer, absent, "By how many samples segments overlap; without it by an eighth.")
        .at_least(0),
    nfft_arg,
    detrend_arg,
    sides_arg,
    scaling_arg,
    axis_arg,
    optional("mode", Type::string, "psd",
             "Power, the complex values of the transforms, their size, or their phase: as it is (angle) or going on "
             "without jumps along the frequencies (phase).")
        .among("psd|complex|magnitude|angle|phase"),
    frequencies_out,
    out("t", Type::array, "The times of the middles of the segments."),
    out("Sxx", Type::array, "The values; the last axis is that of the times."),
};

std::int64_t segment_length(Call& call, std::int64_t n) {
  if (!call.takes("nperseg")) return std::min<std::int64_t>(256, n);
  const std::int64_t wanted = call.integer("nperseg");
  if (wanted > n) {
    call.ctx.warn(format("nperseg = %lld is more than the %lld samples; all of them are one segment",
                         static_cast<long long>(wanted), static_cast<long long>(n)));
    return n;
  }
  return wanted;
}

}  // namespace

SpectralSetup setup_of(Call& call, std::int64_t n, std::int64_t overlap, bool whole) {
  SpectralSetup s;
  signal::SpectralOptions& o = s.options;
  o.fs = call.number("fs");
  signal::WindowKind kind = signal::WindowKind::tukey;
  std::vector<double> parameters;
  bool by_name = true;
  if (!call.given("window")) {
    if (call.has("window")) kind = signal::find_window(call.text("window"))->kind;
    else parameters = {0.25};
  } else {
    const Item item = call.item("window");
    by_name = described_window(item, kind, parameters);
    if (!by_name) s.window = item.array();
  }
  const std::int64_t nfft = call.has("nfft") ? call.integer("nfft") : 0;
  if (by_name) {
    // A periodogram with short transforms takes as many samples as those.
    const std::int64_t length = whole ? (nfft > 0 ? std::min(n, nfft) : n) : segment_length(call, n);
    s.window = signal::window(call.ctx, kind, length, false, parameters);
  } else {
    if (s.window.ndim() != 1 || s.window.size() == 0) call.refuse("window", "must have one axis and not be empty");
    if (call.takes("nperseg") && call.integer("nperseg") != s.window.size())
      call.refuse("nperseg", format("must be the length of window, %lld", static_cast<long long>(s.window.size())));
    if (whole && s.window.size() != (nfft > 0 ? std::min(n, nfft) : n))
      call.refuse("window", format("must have as many values as the signal, %lld", static_cast<long long>(n)));
    if (s.window.size() > n)
      call.refuse("window", format("must not be longer than the signal, %lld", static_cast<long long>(n)));
  }
  o.window = s.window;
  const std::int64_t length = s.window.size();
  o.noverlap = whole ? 0 : call.takes("noverlap") ? call.integer("noverlap") : length / overlap;
  o.nfft = nfft > 0 ? nfft : length;
  if (call.is_text("detrend")) {
    o.detrend = call.text("detrend") == "linear" ? signal::Trend::linear : signal::Trend::constant;
  } else {
    if (call.flag("detrend")) call.refuse("detrend", "must be 'constant', 'linear' or false");
    o.detrend = signal::Trend::none;
  }
  if (call.takes("return_onesided")) o.onesided = call.flag("return_onesided");
  if (call.takes("scaling") && call.text("scaling") == "spectrum") o.scaling = signal::Scaling::spectrum;
  if (call.takes("average")) o.median = call.text("average") == "median";
  return s;
}

namespace {

int axis_of(Call& call, const View& x) {
  if (x.ndim == 0) call.refuse("x", "must have at least one axis");
  return call.axis("axis", x.ndim);
}

void give(Call& call, signal::Spectrum s) {
  call.give(std::move(s.f));
  call.give(std::move(s.values));
}

// The spectrum of nothing is nothing.
bool empty(Call& call, const View& x, bool times = false) {
  if (x.size() > 0) return false;
  call.give(Array::zeros(call.ctx, DType::float64, Dims(x.dims())));
  if (times) call.give(Array::zeros(call.ctx, DType::float64, Dims(x.dims())));
  call.give(Array::zeros(call.ctx, DType::float64, Dims(x.dims())));
  return true;
}

void call_welch(Call& call) {
  const View x = call.array("x");
  const int axis = axis_of(call, x);
  if (empty(call, x)) return;
  const SpectralSetup s = setup_of(call, x.shape[axis], 2, false);
  give(call, signal::welch(call.ctx, x, axis, s.options));
}

void call_periodogram(Call& call) {
  const View x = call.array("x");
  const int axis = axis_of(call, x);
  if (empty(call, x)) return;
  const SpectralSetup s = setup_of(call, x.shape[axis], 1, true);
  // A shorter transform takes the first samples only.
  Dims shape(x.dims());
  shape[axis] = s.options.window.shape[0];
  give(call, signal::welch(call.ctx, View{x.data, shape.data(), x.strides, x.ndim, x.dtype}, axis, s.options));
}

void call_csd(Call& call) {
  const View x = call.array("x"), y = call.array("y");
  const int axis = axis_of(call, x);
  if (y.ndim != x.ndim) call.refuse("y", "must have as many axes as x");
  if (empty(call, x) || empty(call, y)) return;
  const SpectralSetup s = setup_of(call, std::max(x.shape[axis], y.shape[axis]), 2, false);
  give(call, signal::cross_spectrum(call.ctx, x, y, axis, s.options));
}

void call_coherence(Call& call) {
  const View x = call.array("x"), y = call.array("y");
  const int axis = axis_of(call, x);
  if (y.ndim != x.ndim) call.refuse("y", "must have as many axes as x");
  if (empty(call, x) || empty(call, y)) return;
  if (x.shape[axis] != y.shape[axis]) call.refuse("y", "must be as long as x");
  const SpectralSetup s = setup_of(call, x.shape[axis], 2, false);
  give(call, signal::coherence(call.ctx, x, y, axis, s.options));
}

void call_spectrogram(Call& call) {
  const View x = call.array("x");
  const int axis = axis_of(call, x);
  if (empty(call, x, true)) return;
  const SpectralSetup s = setup_of(call, x.shape[axis], 8, false);
  using signal::SegmentMode;
  const auto m = call.one_of<SegmentMode>("mode", {{"psd", SegmentMode::psd},
                                                   {"complex", SegmentMode::complex},
                                                   {"magnitude", SegmentMode::magnitude},
                                                   {"angle", SegmentMode::angle},
                                                   {"phase", SegmentMode::phase}});
  signal::Spectrogram g = signal::spectrogram(call.ctx, x, axis, m, s.options);
  call.give(std::move(g.f));
  call.give(std::move(g.t));
  call.give(std::move(g.values));
}

constexpr const char* errors =
    "noverlap is not below the length of the segments, or nfft is below it\nwindow is longer than the signal, or not "
    "as "
    "long as nperseg";
constexpr const char* paper =
    "P. Welch, The use of the fast Fourier transform for the estimation of power spectra, IEEE Trans. Audio "
    "Electroacoust. 15 (1967)";

constexpr Function rows[] = {
    Function{"welch", "Power spectrum, averaged over overlapping segments.", welch_args,
             "Each segment is freed of its trend, windowed and transformed; the squares are averaged.",
             R"(local t = pl.arange(1000) / 100
                local f, P = signal.welch(pl.sin(2 * math.pi * 12.5 * t), {fs = 100, nperseg = 200})
                print(f[P:argmax()])  --> 12.5)",
             call_welch}
        .raises(errors)
        .from(paper),
    Function{"periodogram", "Power spectrum of a signal as a whole.", periodogram_args,
             "One segment of all samples: fine in frequency, rough in power.",
             R"(local f, P = signal.periodogram(pl.cos(pl.arange(8) * math.pi / 2), {scaling = "spectrum"})
                print(f)  --> [0.    0.125 0.25  0.375 0.5  ]
                print(pl.round(P, 12))  --> [0.  0.  0.5 0.  0. ])",
             call_periodogram}
        .raises("window has another length than the signal\nnfft is below the length of window"),
    Function{"csd", "Cross spectrum of two signals, averaged over overlapping segments.", csd_args,
             "As `signal.welch`, of conj(X) * Y.",
             R"(local x = pl.random.default_rng(1):normal{size = 1000}
                local f, P = signal.csd(x, x)
                local _, Q = signal.welch(x)
                print(pl.allclose(P, Q))  --> true)",
             call_csd}
        .raises(errors)
        .from(paper),
    Function{"coherence", "How far two signals move together at each frequency.", coherence_args,
             "The squared size of the cross spectrum over the product of the spectra.",
             R"(local x = pl.random.default_rng(1):normal{size = 1000}
                local f, C = signal.coherence(x, -2 * x)
                print(pl.allclose(C, 1))  --> true)",
             call_coherence}
        .raises(errors)
        .from(paper),
    Function{"spectrogram", "Spectra of a signal over time.", spectrogram_args,
             "The spectrum of each segment, without an average.",
             R"(local f, t, S = signal.spectrogram(pl.ones(1000), {fs = 10, nperseg = 100})
                print(f.shape, t[1], S.shape)  --> {51}	5.0	{51, 11})",
             call_spectrogram}
        .raises(errors),
};

}  // namespace

Rows signal_spectra_rows() { return rows; }

}  // namespace perilune
