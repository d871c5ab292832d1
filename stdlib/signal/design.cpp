// Filters from specifications.

#include "kernels/signal/design.h"

#include <cmath>

#include "kernels/array/create.h"
#include "stdlib/registry/call.h"
#include "stdlib/signal/module.h"

namespace perilune {

namespace {

constexpr Arg order_arg = in("N", Type::integer, "The order; bands have twice as many poles.").between(1, 500);
constexpr Arg edges(const char* gain) { return in("Wn", Type::number | Type::list | Type::array, gain); }
constexpr Arg edge_arg = edges(
    "The edge, where the gain is 1/sqrt(2), or the pair of them for a band: as fractions of the Nyquist frequency, in "
    "the unit of fs, or, with analog, in radians per second.");
constexpr Arg pass_edge_arg = edges(
    "The edge of the band that passes, where the gain falls below -rp decibel, or a pair: as fractions of the Nyquist "
    "frequency, in the unit of fs, or, with analog, in radians per second.");
constexpr Arg stop_edge_arg = edges(
    "The edge of the band that does not pass, where the gain reaches -rs decibel, or a pair: as fractions of the "
    "Nyquist frequency, in the unit of fs, or, with analog, in radians per second.");
constexpr Arg bessel_edge_arg = edges(
    "The edge, in the sense of norm, or a pair: as fractions of the Nyquist frequency, in the unit of fs, or, with "
    "analog, in radians per second.");
constexpr Arg passing(const char* usual) {
  return optional("btype", Type::string, usual, "What passes. Short names: low, high, band, stop.")
      .among("lowpass|highpass|bandpass|bandstop|low|high|band|pass|stop|lp|hp|bp|bs|l|h|b|bands");
}
constexpr Arg btype_arg = passing("lowpass");
constexpr Arg analog_arg = optional("analog", Type::boolean, false, "Whether the filter is one of continuous time.");
constexpr Arg output_arg =
    optional("output", Type::string, "ba", "Polynomials, zeros, poles and gain, or sections of second order.")
        .among("ba|zpk|sos");
constexpr Arg fs_arg =
    optional("fs", Type::number, absent, "The sampling frequency, of digital filters.").above(0).finite();
constexpr Arg rp_arg =
    in("rp", Type::number, "How far ripples go below 1 in the band that passes, in decibel.").above(0).finite();
constexpr Arg rs_arg =
    in("rs", Type::number, "How far the gain stays below 1 in the band that does not pass, in decibel.")
        .above(0)
        .finite();
constexpr Arg b_out = out("b", Type::vector, "The coefficients of the numerator.").only_if("output=ba");
constexpr Arg a_out = out("a", Type::vector, "Those of the denominator.").only_if("output=ba");
constexpr Arg z_out = out("z", Type::vector, "The zeros, complex.").only_if("output=zpk");
constexpr Arg p_out = out("p", Type::vector, "The poles, complex.").only_if("output=zpk");
constexpr Arg k_out = out("k", Type::number, "The gain.").only_if("output=zpk");
constexpr Arg sos_out =
    out("sos", Type::matrix, "The sections, a row each.").shaped("sections, 6").only_if("output=sos");

constexpr Arg butter_args[] = {order_arg, edge_arg, btype_arg, analog_arg, output_arg, fs_arg,
                               b_out,     a_out,    z_out,     p_out,      k_out,      sos_out};
constexpr Arg cheby1_args[] = {order_arg, rp_arg, pass_edge_arg, btype_arg, analog_arg, output_arg, fs_arg,
                               b_out,     a_out,  z_out,         p_out,     k_out,      sos_out};
constexpr Arg cheby2_args[] = {order_arg, rs_arg, stop_edge_arg, btype_arg, analog_arg, output_arg, fs_arg,
                               b_out,     a_out,  z_out,         p_out,     k_out,      sos_out};
constexpr Arg ellip_args[] = {order_arg, rp_arg, rs_arg, pass_edge_arg, btype_arg, analog_arg, output_arg,
                              fs_arg,    b_out,  a_out,  z_out,         p_out,     k_out,      sos_out};
constexpr Arg bessel_args[] = {
    order_arg,
    bessel_edge_arg,
    btype_arg,
    analog_arg,
    output_arg,
    optional("norm", Type::string, "phase",
             "What the edge means: half of the greatest shift of phase, so that gains far away are those of butter; a "
             "delay of 1 / Wn for low frequencies; or a gain of 1/sqrt(2).")
        .among("phase|delay|mag"),
    fs_arg,
    b_out,
    a_out,
    z_out,
    p_out,
    k_out,
    sos_out};
constexpr Arg iirfilter_args[] = {
    order_arg,
    edges("The edge or the pair of edges, as the kind of filter understands them: as fractions of the Nyquist "
          "frequency, in the unit of fs, or, with analog, in radians per second."),
    optional("rp", Type::number, absent,
             "For cheby1 and ellip: how far ripples go below 1 in the band that passes, in decibel.")
        .above(0)
        .finite(),
    optional("rs", Type::number, absent,
             "For cheby2 and ellip: how far the gain stays below 1 in the band that does not pass, in decibel.")
        .above(0)
        .finite(),
    passing("bandpass"),
    analog_arg,
    optional("ftype", Type::string, "butter", "The kind of filter.")
        .among(
            "butter|cheby1|cheby2|ellip|bessel|bessel_phase|bessel_delay|bessel_mag|butterworth|chebyshev1|chebyshevi|"
            "chebyshev2|chebyshevii|cauer|elliptic"),
    output_arg,
    fs_arg,
    b_out,
    a_out,
    z_out,
    p_out,
    k_out,
    sos_out};

signal::Band band_of(std::string_view name) {
  if (name == "bandpass" || name == "band" || name == "pass" || name == "bp") return signal::Band::bandpass;
  if (name == "bandstop" || name == "stop" || name == "bs" || name == "bands") return signal::Band::bandstop;
  return name[0] == 'h' ? signal::Band::highpass : name[0] == 'b' ? signal::Band::bandpass : signal::Band::lowpass;
}

Array rows_of(Context& ctx, const std::vector<signal::Section>& v) {
  Array a = Array::empty(ctx, DType::float64, {static_cast<std::int64_t>(v.size()), 6});
  for (std::size_t i = 0; i < v.size(); ++i) std::copy(v[i].begin(), v[i].end(), a.as<double>() + 6 * i);
  return a;
}

void give(Call& call, const signal::DesignOptions& o) {
  const signal::Zpk f = signal::iir_filter(o);
  const std::string_view output = call.text("output");
  if (output == "ba") {
    const signal::Polynomial p = signal::zpk_to_polynomials(f);
    call.give(vector_of(call.ctx, p.b));
    call.give(vector_of(call.ctx, p.a));
  } else if (output == "zpk") {
    call.give(vector_of(call.ctx, f.z));
    call.give(vector_of(call.ctx, f.p));
    call.give(f.k);
  } else {
    call.give(rows_of(call.ctx, signal::zpk_to_sections(f, o.analog)));
  }
}

signal::DesignOptions options_of(Call& call) {
  signal::DesignOptions o;
  o.order = static_cast<int>(call.integer("N"));
  o.edges = call.is_list("Wn") ? call.numbers("Wn") : std::vector<double>{call.number("Wn")};
  o.band = band_of(call.text("btype"));
  o.analog = call.flag("analog");
  if (call.has("fs")) o.fs = call.number("fs");
  if (call.takes("rp") && call.has("rp")) o.ripple = call.number("rp");
  if (call.takes("rs") && call.has("rs")) o.attenuation = call.number("rs");
  return o;
}

constexpr std::pair<const char*, signal::BesselNorm> bessel_norms[] = {
    {"phase", signal::BesselNorm::phase}, {"delay", signal::BesselNorm::delay}, {"mag", signal::BesselNorm::mag}};

void call_design(Call& call) {
  signal::DesignOptions o = options_of(call);
  o.prototype = static_cast<signal::Prototype>(call.code());
  if (call.takes("norm"))
    for (const auto& [word, norm] : bessel_norms)
      if (call.text("norm") == word) o.norm = norm;
  give(call, o);
}

void call_iirfilter(Call& call) {
  signal::DesignOptions o = options_of(call);
  using signal::Prototype;
  const std::string_view kind = call.text("ftype");
  if (kind == "cheby1" || kind == "chebyshev1" || kind == "chebyshevi") o.prototype = Prototype::chebyshev1;
  else if (kind == "cheby2" || kind == "chebyshev2" || kind == "chebyshevii") o.prototype = Prototype::chebyshev2;
  else if (kind == "ellip" || kind == "elliptic" || kind == "cauer") o.prototype = Prototype::elliptic;
  else if (kind.substr(0, 6) == "bessel") o.prototype = Prototype::bessel;
  for (const auto& [word, norm] : bessel_norms)
    if (kind == std::string("bessel_") + word) o.norm = norm;
  const auto check = [&](const char* name, bool read) {
    if (read && !call.has(name)) call.refuse(name, format("must be given for ftype '%s'", std::string(kind).c_str()));
    if (!read && call.has(name))
      call.refuse(name, format("must be left out for ftype '%s'", std::string(kind).c_str()));
  };
  check("rp", o.prototype == Prototype::chebyshev1 || o.prototype == Prototype::elliptic);
  check("rs", o.prototype == Prototype::chebyshev2 || o.prototype == Prototype::elliptic);
  give(call, o);
}

constexpr Arg to_polynomials_args[] = {
    in("z", Type::vector, "The zeros; those that are not real in conjugate pairs."),
    in("p", Type::vector, "The poles, likewise."),
    in("k", Type::number, "The gain.").finite(),
    out("b", Type::vector, "The coefficients of the numerator."),
    out("a", Type::vector, "Those of the denominator."),
};

signal::Roots roots_of(Call& call, const char* name) {
  const Array v = call.array_as(name, DType::complex128);
  if (v.ndim() != 1) call.refuse(name, "must have one axis");
  if (v.size() > 10000) call.refuse(name, "must have at most 10000 entries");  // the time grows with their square
  signal::Roots roots(v.as<Complex128>(), v.as<Complex128>() + v.size());
  for (const Complex128 r : roots)
    if (!std::isfinite(r.real()) || !std::isfinite(r.imag())) call.refuse(name, "must contain finite numbers");
  return roots;
}

signal::Zpk zpk_of(Call& call) { return {roots_of(call, "z"), roots_of(call, "p"), call.number("k")}; }

void call_zpk2tf(Call& call) {
  const signal::Polynomial p = signal::zpk_to_polynomials(zpk_of(call));
  call.give(vector_of(call.ctx, p.b));
  call.give(vector_of(call.ctx, p.a));
}

constexpr Arg to_sections_args[] = {
    in("z", Type::vector, "The zeros; those that are not real in conjugate pairs."),
    in("p", Type::vector, "The poles, likewise."),
    in("k", Type::number, "The gain.").finite(),
    option("analog", false, "Whether the filter is one of continuous time."),
    out("sos", Type::matrix, "The sections, a row each.").shaped("sections, 6"),
};

void call_zpk2sos(Call& call) {
  call.give(rows_of(call.ctx, signal::zpk_to_sections(zpk_of(call), call.flag("analog"))));
}

constexpr const char* design_errors =
    "Wn lies outside (0, Nyquist), is no pair for a band, or does not rise\nfs is given for an analog filter";
constexpr const char* oppenheim = "A. Oppenheim, R. Schafer, Discrete-Time Signal Processing (1989), chapter 7";

constexpr Function rows[] = {
    Function{"butter", "Butterworth filter: the flattest there is in the band that passes.", butter_args,
             "An analog prototype, moved to the band and brought to discrete time by the bilinear transform. The "
             "polynomials of filters of high order are inaccurate; sections of second order (output \"sos\") are not.",
             R"(local b, a = signal.butter(2, 0.5)
                print(b, pl.sum(a))  --> [0.29289322 0.58578644 0.29289322]	1.1715728752538
                local sos = signal.butter(4, {5, 15}, {btype = "bandpass", output = "sos", fs = 360})
                print(sos.shape)  --> {4, 6})",
             call_design}
        .with(static_cast<int>(signal::Prototype::butterworth))
        .raises(
            "Wn lies outside (0, Nyquist), is no pair for a band, or does not rise\nfs is given for an analog filter")
        .from("S. Butterworth, On the theory of filter amplifiers, Experimental Wireless 7 (1930)\n"
              "A. Oppenheim, R. Schafer, Discrete-Time Signal Processing (1989), chapter 7"),
    Function{"cheby1", "Chebyshev filter with ripples in the band that passes.", cheby1_args,
             "Steeper than `signal.butter` of the same order, and the gain falls steadily outside.",
             R"(local sos = signal.cheby1(4, 1, 0.3, {output = "sos"})
                local w, h = signal.sosfreqz(sos, {0.3}, {fs = 2})
                print(pl.round(pl.abs(h) ^ 2, 6))  --> [0.794328])",
             call_design}
        .with(static_cast<int>(signal::Prototype::chebyshev1))
        .raises(design_errors)
        .from(oppenheim),
    Function{"cheby2", "Chebyshev filter with ripples in the band that does not pass.", cheby2_args,
             "Steeper than `signal.butter` of the same order, and flat where it passes.",
             R"(local sos = signal.cheby2(4, 40, 0.3, {output = "sos"})
                local w, h = signal.sosfreqz(sos, {0.3}, {fs = 2})
                print(pl.round(pl.abs(h), 6))  --> [0.01])",
             call_design}
        .with(static_cast<int>(signal::Prototype::chebyshev2))
        .raises(design_errors)
        .from(oppenheim),
    Function{"ellip", "Elliptic filter: the steepest, with ripples in both bands.", ellip_args,
             "Also known as Cauer's.",
             R"(local sos = signal.ellip(4, 1, 40, 0.3, {output = "sos"})
                local w, h = signal.sosfreqz(sos, {0, 0.3}, {fs = 2})
                print(pl.round(pl.abs(h) ^ 2, 6))  --> [0.794328 0.794328])",
             call_design}
        .with(static_cast<int>(signal::Prototype::elliptic))
        .raises("Wn lies outside (0, Nyquist), is no pair for a band, or does not rise\nrs is not above rp")
        .from("S. Orfanidis, Lecture notes on elliptic filter design (2006)"),
    Function{"bessel", "Bessel filter: keeps the form of what passes.", bessel_args,
             "All frequencies are delayed nearly alike, of analog filters at least.",
             R"(local b, a = signal.bessel(2, 1, {analog = true, norm = "delay"})
                print(pl.round(a, 12))  --> [1. 3. 3.])",
             call_design}
        .with(static_cast<int>(signal::Prototype::bessel))
        .raises(design_errors)
        .from("W. Thomson, Delay networks having maximally flat frequency characteristics, Proc. IEE 96 (1949)"),
    Function{"iirfilter", "A filter of any of these kinds.", iirfilter_args,
             "`signal.butter`, `signal.cheby1`, `signal.cheby2`, `signal.ellip` or `signal.bessel` by name.",
             R"(local b, a = signal.iirfilter(2, 0.5, {btype = "lowpass"})
                print(b)  --> [0.29289322 0.58578644 0.29289322])",
             call_iirfilter}
        .raises("Wn lies outside (0, Nyquist), is no pair for a band, or does not rise\n"
                "rp or rs is missing, or given for a kind that has none"),
    Function{"zpk2tf", "Polynomials from zeros, poles and gain.", to_polynomials_args, "Multiplies the factors out.",
             "print(signal.zpk2tf({1, -1}, {0.5}, 2))  --> [ 2.  0. -2.]	[ 1.  -0.5]", call_zpk2tf},
    Function{"zpk2sos", "Sections of second order from zeros, poles and gain.", to_sections_args,
             "Each pole goes with the zeros nearest to it; the poles nearest to the unit circle come last.",
             R"(print(signal.zpk2sos({-1, -1}, {0.5, 0.25}, 3))
                --> [[ 3.     6.     3.     1.    -0.75   0.125]])",
             call_zpk2sos}
        .raises("roots that are not real do not come in conjugate pairs"),
};

}  // namespace

Rows signal_design_rows() { return rows; }

}  // namespace perilune
