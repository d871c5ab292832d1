// Windows.

#include "stdlib/signal/windows.h"

#include <cmath>

#include "stdlib/modules.h"
#include "stdlib/signal/module.h"

namespace perilune {

using signal::WindowKind;

bool described_window(const Item& item, WindowKind& kind, std::vector<double>& parameters) {
  std::string name;
  std::vector<Item> parts;
  if (item.kind() == Item::Kind::text) {
    name = item.text();
  } else if (item.kind() == Item::Kind::list) {
    parts = item.items();
    if (parts.empty() || parts[0].kind() != Item::Kind::text) return false;
    name = parts[0].text();
  } else {
    return false;
  }
  const signal::WindowName* found = signal::find_window(name);
  if (!found) item.refuse(std::string("must be ") + signal::window_names);
  kind = found->kind;
  const int given = parts.empty() ? 0 : static_cast<int>(parts.size()) - 1;
  if (given < found->least)
    item.refuse(
        format("must be a list of '%s' and its %s", found->name, found->least == 1 ? "parameter" : "two parameters"));
  if (given > found->most) item.refuse(std::string("must have no further parameter for '") + found->name + "'");
  for (int i = 1; i <= given; ++i) {
    const Item& part = parts[static_cast<std::size_t>(i)];
    if (kind == WindowKind::general_cosine) {
      const Array a = part.array();
      if (a.ndim() != 1 || is_complex(a.dtype())) part.refuse("must be a list of real coefficients");
      for (std::int64_t k = 0; k < a.size(); ++k)
        parameters.push_back(load(a.dtype(), a.data() + k * a.strides()[0]).real());
    } else if (kind == WindowKind::exponential && i == 1 && part.kind() == Item::Kind::nil) {
      parameters.push_back(std::nan(""));  // the middle
    } else {
      parameters.push_back(part.kind() == Item::Kind::boolean ? part.scalar().real() : part.number());
    }
  }
  return true;
}

namespace {

constexpr Arg get_window_args[] = {
    in("window", Type::any, "A window by name, by name and parameters, or beta of a kaiser window.").called("name"),
    in("Nx", Type::integer, "How many points.").at_least(0),
    optional("fftbins", Type::boolean, true, "Whether it is to repeat with period Nx; without it both ends are alike."),
    out("w", Type::vector, "The window, 1 at its highest.").shaped("Nx"),
};

void call_get_window(Call& call) {
  const Item item = call.item("window");
  WindowKind kind;
  std::vector<double> parameters;
  if (item.kind() == Item::Kind::number) {
    kind = WindowKind::kaiser;
    parameters = {item.number()};
  } else if (!described_window(item, kind, parameters)) {
    item.refuse("must be a name, a list of a name and its parameters, or a number");
  }
  call.give(signal::window(call.ctx, kind, call.integer("Nx"), !call.flag("fftbins"), parameters));
}

constexpr Function get_window_row =
    Function{
        "get_window",
        "A window by its name.",
        get_window_args,
        "Windows that fade a stretch of a signal out at its ends: those of `signal.windows`, with their parameters "
        "in the order of its functions.",
        R"(print(signal.get_window("hann", 4))  --> [0.  0.5 1.  0.5]
                print(signal.get_window({"tukey", 0.5}, 5, false))  --> [0. 1. 1. 1. 0.])",
        call_get_window}
        .raises("the window is unknown, its parameter is missing or too many")
        .from(
            "F. Harris, On the use of windows for harmonic analysis with the discrete Fourier transform, Proc. IEEE 66 "
            "(1978)");

constexpr Function rows[] = {get_window_row};

// --- signal.windows ---

constexpr Arg m_arg = in("M", Type::integer, "How many points.").at_least(0);
constexpr Arg sym_arg =
    optional("sym", Type::boolean, true,
             "Whether both ends are alike; without it one period of what repeats with M points, for spectra.");
constexpr Arg sym_option =
    option("sym", true, "Whether both ends are alike; without it one period of what repeats with M points.");
constexpr Arg window_out = out("w", Type::vector, "The window.").shaped("M");

constexpr Arg plain_args[] = {m_arg, sym_arg, window_out};
constexpr Arg lanczos_args[] = {m_arg, sym_option, window_out};
constexpr Arg gaussian_args[] = {m_arg, in("std", Type::number, "The standard deviation, in points.").finite(), sym_arg,
                                 window_out};
constexpr Arg general_gaussian_args[] = {
    m_arg, in("p", Type::number, "The form: 1 is gaussian, 0.5 is like a Laplace distribution.").finite(),
    in("sig", Type::number, "The standard deviation, in points.").finite(), sym_arg, window_out};
constexpr Arg kaiser_args[] = {
    m_arg, in("beta", Type::number, "The larger, the narrower the window and the lower its side lobes.").finite(),
    sym_arg, window_out};
constexpr Arg derived_args[] = {in("M", Type::integer, "How many points, an even number.").at_least(0),
                                in("beta", Type::number, "That of the kaiser window.").finite(),
                                option("sym", true, "Must be true: there is no other form."), window_out};
constexpr Arg tukey_args[] = {
    m_arg, optional("alpha", Type::number, 0.5, "The part of the window that fades: 0 is boxcar, 1 is hann.").finite(),
    sym_arg, window_out};
constexpr Arg general_hamming_args[] = {
    m_arg, in("alpha", Type::number, "Half of the height of the ends and the middle together: 0.5 is hann.").finite(),
    sym_arg, window_out};
constexpr Arg general_cosine_args[] = {
    m_arg, in("a", Type::vector, "The coefficients; every second one is subtracted at the ends."), sym_arg, window_out};
constexpr Arg exponential_args[] = {
    m_arg,
    optional("center", Type::number, absent, "Where it is 1, from 0; the middle by default, and always with sym.")
        .finite(),
    optional("tau", Type::number, 1.0, "After so many points it has fallen to 1 / e.").finite(), sym_arg, window_out};
constexpr Arg chebwin_args[] = {m_arg, in("at", Type::number, "How far the side lobes lie below, in decibel.").finite(),
                                sym_arg, window_out};
constexpr Arg taylor_args[] = {
    m_arg,
    optional("nbar", Type::integer, 4, "How many side lobes next to the main one are nearly alike.").at_least(1),
    optional("sll", Type::number, 30.0, "How far the side lobes lie below, in decibel.").finite(),
    optional("norm", Type::boolean, true, "Whether the middle is 1."),
    sym_arg,
    window_out};
constexpr Arg dpss_args[] = {
    m_arg,
    in("NW", Type::number, "Half of the width of the band, in steps of 1 / M; below M / 2.").above(0),
    optional("Kmax", Type::integer, absent, "How many sequences; without it one, as a vector.").at_least(1),
    sym_arg,
    optional("norm", Type::integer | Type::string, absent,
             "2: the sum of squares is 1; otherwise the highest value is 1, and for even M the one that would lie in "
             "the middle, by a formula or by a shift of half a step. Without it 2 with Kmax, approximate without.")
        .among("approximate|subsample"),
    optional("return_ratios", Type::boolean, false, "Whether the ratios are wanted too."),
    out("w", Type::array, "The window, or the windows as rows.").shaped("Kmax, M"),
    out("ratios", Type::number | Type::vector, "The part of the energy of each that lies in the band.")
        .only_if("return_ratios"),
};

void call_window(Call& call) {
  const auto kind = static_cast<WindowKind>(call.code());
  std::vector<double> parameters;
  switch (kind) {
    case WindowKind::gaussian: parameters = {call.number("std")}; break;
    case WindowKind::general_gaussian: parameters = {call.number("p"), call.number("sig")}; break;
    case WindowKind::kaiser:
    case WindowKind::kaiser_bessel_derived: parameters = {call.number("beta")}; break;
    case WindowKind::tukey:
    case WindowKind::general_hamming: parameters = {call.number("alpha")}; break;
    case WindowKind::general_cosine: parameters = call.numbers("a"); break;
    case WindowKind::exponential:
      parameters = {call.has("center") ? call.number("center") : std::nan(""), call.number("tau")};
      break;
    case WindowKind::chebwin: parameters = {call.number("at")}; break;
    case WindowKind::taylor:
      parameters = {call.number("nbar"), call.number("sll"), call.flag("norm") ? 1.0 : 0.0};
      break;
    default: break;
  }
  call.give(signal::window(call.ctx, kind, call.integer("M"), call.flag("sym"), parameters));
}

void call_dpss(Call& call) {
  const std::int64_t m = call.integer("M");
  const bool one = !call.has("Kmax"), ratios = call.flag("return_ratios");
  const std::int64_t count = one ? 1 : call.integer("Kmax");
  signal::SequenceNorm norm = one ? signal::SequenceNorm::approximate : signal::SequenceNorm::unit;
  if (call.has("norm")) {
    if (call.is_text("norm")) {
      norm = call.text("norm") == "subsample" ? signal::SequenceNorm::subsample : signal::SequenceNorm::approximate;
    } else {
      if (call.integer("norm") != 2) call.refuse("norm", "must be 2, 'approximate' or 'subsample'");
      norm = signal::SequenceNorm::unit;
    }
  }
  if (m < 1) call.refuse("M", "must be at least 1");
  signal::Sequences s =
      signal::prolate_sequences(call.ctx, m, call.number("NW"), count, call.flag("sym"), norm, ratios);
  if (one) {
    const Dims shape{m};
    call.give(s.windows.with_layout(s.windows.data(), shape, Dims{8}));
    if (ratios) call.give(s.ratios.at<double>(0));
  } else {
    call.give(std::move(s.windows));
    if (ratios) call.give(std::move(s.ratios));
  }
}

constexpr Function window(const char* name, WindowKind kind, const char* summary, const char* details,
                          const char* example, std::span<const Arg> args = plain_args) {
  return Function{name, summary, args, details, example, call_window}.with(static_cast<int>(kind));
}
constexpr const char* harris =
    "F. Harris, On the use of windows for harmonic analysis with the discrete Fourier transform, Proc. IEEE 66 (1978)";

constexpr Function cosine_rows[] = {
    window("boxcar", WindowKind::boxcar, "No window: ones.", "The narrowest main lobe, the highest side lobes.",
           "print(signal.windows.boxcar(3))  --> [1. 1. 1.]"),
    window("hann", WindowKind::hann, "A raised cosine, 0 at the ends.", "The usual choice for spectra.",
           "print(signal.windows.hann(5))  --> [0.  0.5 1.  0.5 0. ]")
        .from(harris),
    window("hamming", WindowKind::hamming, "A raised cosine, 0.08 at the ends.",
           "The first side lobe is nearly gone; the others fall slowly.",
           "print(signal.windows.hamming(5))  --> [0.08 0.54 1.   0.54 0.08]")
        .from(harris),
    window("blackman", WindowKind::blackman, "Three cosines, 0 at the ends.", "Side lobes 58 decibel below.",
           "print(signal.windows.blackman(5)[3])  --> 1.0")
        .from(harris),
    window("blackmanharris", WindowKind::blackmanharris, "Four cosines with the lowest side lobes.",
           "92 decibel below.", "print(signal.windows.blackmanharris(5)[3])  --> 1.0")
        .from(harris),
    window("nuttall", WindowKind::nuttall, "Four cosines after Nuttall.", "Side lobes 98 decibel below.",
           "print(signal.windows.nuttall(5)[3])  --> 1.0")
        .from("A. Nuttall, IEEE Trans. ASSP 29 (1981)"),
    window("flattop", WindowKind::flattop, "Five cosines with a flat main lobe.",
           "Amplitudes are right even between the frequencies of a transform; below 0 near the ends.",
           "print(pl.round(signal.windows.flattop(5), 3))  --> [-0.    -0.055  1.    -0.055 -0.   ]")
        .from("G. Heinzel, A. Ruediger, R. Schilling, Spectrum and spectral density estimation by the DFT (2002)"),
    window("general_cosine", WindowKind::general_cosine, "A sum of cosines.",
           "a[1] - a[2] cos(2 pi n / (M - 1)) + a[3] cos(4 pi n / (M - 1)) - ...",
           "print(signal.windows.general_cosine(5, {0.5, 0.5}))  --> [0.  0.5 1.  0.5 0. ]", general_cosine_args),
    window("general_hamming", WindowKind::general_hamming, "A raised cosine with ends as high as you like.",
           "alpha - (1 - alpha) cos(2 pi n / (M - 1)).",
           "print(signal.windows.general_hamming(5, 0.75))  --> [0.5  0.75 1.   0.75 0.5 ]", general_hamming_args),
    window("cosine", WindowKind::cosine, "Half a period of a sine.", "Not 0 at the ends.",
           "print(pl.round(signal.windows.cosine(3), 12))  --> [0.5 1.  0.5]"),
    window("tukey", WindowKind::tukey, "Flat, with ends that fade as a cosine.", "A boxcar with softened ends.",
           "print(signal.windows.tukey(5))  --> [0. 1. 1. 1. 0.]", tukey_args)
        .from(harris),
};
constexpr Function other_rows[] = {
    window("bartlett", WindowKind::bartlett, "A triangle, 0 at the ends.", "The sides are straight.",
           "print(signal.windows.bartlett(5))  --> [0.  0.5 1.  0.5 0. ]"),
    window("triang", WindowKind::triang, "A triangle, above 0 at the ends.", "It would be 0 a step beyond.",
           "print(signal.windows.triang(3))  --> [0.5 1.  0.5]"),
    window("parzen", WindowKind::parzen, "Four boxcars folded into one another.",
           "Made of cubic pieces; its transform is nowhere below 0.",
           "print(pl.round(signal.windows.parzen(5), 3))  --> [0.016 0.424 1.    0.424 0.016]")
        .from("E. Parzen, Technometrics 3 (1961)"),
    window("bohman", WindowKind::bohman, "Two half cosines folded into each other.", "0 at the ends.",
           "print(signal.windows.bohman(5)[1])  --> 0.0")
        .from(harris),
    window("barthann", WindowKind::barthann, "Between a triangle and hann.", "0 at the ends.",
           "print(pl.round(signal.windows.barthann(5), 12))  --> [0.  0.5 1.  0.5 0. ]")
        .from("Y. Ha, J. Pearce, IEEE Trans. ASSP 37 (1989)"),
    window("lanczos", WindowKind::lanczos, "The main lobe of a sinc.", "0 at the ends.",
           "print(pl.round(signal.windows.lanczos(5), 3))  --> [0.    0.637 1.    0.637 0.   ]", lanczos_args),
    window("gaussian", WindowKind::gaussian, "A bell.", "exp(-t * t / (2 std * std)), t from the middle.",
           "print(pl.round(signal.windows.gaussian(3, 1), 4))  --> [0.6065 1.     0.6065]", gaussian_args),
    window("general_gaussian", WindowKind::general_gaussian, "A bell with steeper or flatter sides.",
           "exp(-|t / sig|^(2 p) / 2), t from the middle.",
           "print(pl.round(signal.windows.general_gaussian(3, 1, 1), 4))  --> [0.6065 1.     0.6065]",
           general_gaussian_args),
    window("exponential", WindowKind::exponential, "Falls exponentially.", "exp(-|n - center| / tau).",
           R"(print(pl.round(signal.windows.exponential(3), 4))  --> [0.3679 1.     0.3679]
              print(pl.round(signal.windows.exponential(3, 0, 1, false), 4))  --> [1.     0.3679 0.1353])",
           exponential_args)
        .raises("center is given for a symmetric window"),
    window("kaiser", WindowKind::kaiser, "Nearly all that a given width can do, by one parameter.",
           "beta = 0 is boxcar, 5 like hamming, 6 like hann, 8.6 like blackman.",
           "print(signal.windows.kaiser(3, 0))  --> [1. 1. 1.]", kaiser_args)
        .from("J. Kaiser, in Kuo and Kaiser, System Analysis by Digital Computer (1966)"),
    window("kaiser_bessel_derived", WindowKind::kaiser_bessel_derived, "The root of sums of a kaiser window.",
           "The squares of its halves add up to 1, as overlapped transforms need it.",
           R"(local w = signal.windows.kaiser_bessel_derived(8, 4)
              print(pl.round(w(":4") ^ 2 + w("5:") ^ 2, 12))  --> [1. 1. 1. 1.])",
           derived_args)
        .raises("M is odd\nsym is false")
        .from("J. Princen, A. Bradley, IEEE Trans. ASSP 34 (1986)"),
    window("chebwin", WindowKind::chebwin, "The narrowest main lobe with side lobes of one height.",
           "Warns below 45 decibel, where its bandwidth does not grow steadily.",
           "print(signal.windows.chebwin(5, 100)[3])  --> 1.0", chebwin_args)
        .from("C. Dolph, Proc. IRE 34 (1946)"),
    window("taylor", WindowKind::taylor, "As chebwin, with side lobes that fall further out.",
           "The choice of radar imaging.", "print(pl.round(signal.windows.taylor(5)[3], 12))  --> 1.0", taylor_args)
        .from("T. Taylor, IRE Trans. Antennas and Propagation 3 (1955)"),
    Function{"dpss", "Sequences with the most energy in a band: Slepian's tapers.", dpss_args,
             "The first 2 NW - 1 have nearly all of it: tapers for multitaper spectra. Symmetric ones have a positive "
             "mean, the others begin with a positive lobe.",
             R"(local w, ratios = signal.windows.dpss(64, 3, 2, {return_ratios = true})
                print(w.shape, ratios[1] > 0.999999)  --> {2, 64}	true)",
             call_dpss}
        .raises("NW does not lie between 0 and M / 2\nKmax is more than M")
        .from("D. Slepian, Bell System Technical Journal 57 (1978)\n"
              "D. Percival, A. Walden, Spectral Analysis for Physical Applications (1993)"),
    get_window_row,
};

const Rows window_families[] = {Rows(cosine_rows), Rows(other_rows)};
const char* const window_titles[] = {"Sums of cosines", "Others"};

}  // namespace

Rows signal_windows_rows() { return rows; }

const Module signal_windows_module{
    "signal.windows",
    "Windows that fade a stretch of a signal out at its ends.",
    window_families,
    {},
    {},
    "Symmetric unless sym is false: then they are one period of what repeats, as spectra want it. "
    "`signal.get_window` takes them by name.",
    {},
    window_titles};

}  // namespace perilune
