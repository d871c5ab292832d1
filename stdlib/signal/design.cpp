// Filters from specifications.

#include "kernels/signal/design.h"

#include <cmath>

#include "stdlib/registry/call.h"
#include "stdlib/signal/module.h"

namespace perilune {

namespace {

constexpr Arg butter_args[] = {
    in("N", Type::integer, "The order; bands have twice as many poles.").between(1, 500),
    in("Wn", Type::number | Type::list | Type::array,
       "The edge, where the gain is 1/sqrt(2), or the pair of them for a band: as fractions of the Nyquist frequency, "
       "in the unit of fs, or, with analog, in radians per second."),
    optional("btype", Type::string, "lowpass", "What passes. Short names: low, high, band, stop.")
        .among("lowpass|highpass|bandpass|bandstop|low|high|band|pass|stop|lp|hp|bp|bs|l|h|b|bands"),
    optional("analog", Type::boolean, false, "Whether the filter is one of continuous time."),
    optional("output", Type::string, "ba", "Polynomials, zeros, poles and gain, or sections of second order.")
        .among("ba|zpk|sos"),
    optional("fs", Type::number, absent, "The sampling frequency, of digital filters.").above(0).finite(),
    out("b", Type::vector, "The coefficients of the numerator.").only_if("output=ba"),
    out("a", Type::vector, "Those of the denominator.").only_if("output=ba"),
    out("z", Type::vector, "The zeros, complex.").only_if("output=zpk"),
    out("p", Type::vector, "The poles, complex.").only_if("output=zpk"),
    out("k", Type::number, "The gain.").only_if("output=zpk"),
    out("sos", Type::matrix, "The sections, a row each.").shaped("sections, 6").only_if("output=sos"),
};

signal::Band band_of(std::string_view name) {
  if (name == "bandpass" || name == "band" || name == "pass" || name == "bp") return signal::Band::bandpass;
  if (name == "bandstop" || name == "stop" || name == "bs" || name == "bands") return signal::Band::bandstop;
  return name[0] == 'h' ? signal::Band::highpass : name[0] == 'b' ? signal::Band::bandpass : signal::Band::lowpass;
}

Array array_of(Context& ctx, const std::vector<double>& v) {
  Array a = Array::empty(ctx, DType::float64, {static_cast<std::int64_t>(v.size())});
  std::copy(v.begin(), v.end(), a.as<double>());
  return a;
}

Array array_of(Context& ctx, const signal::Roots& v) {
  Array a = Array::empty(ctx, DType::complex128, {static_cast<std::int64_t>(v.size())});
  std::copy(v.begin(), v.end(), a.as<Complex128>());
  return a;
}

Array array_of(Context& ctx, const std::vector<signal::Section>& v) {
  Array a = Array::empty(ctx, DType::float64, {static_cast<std::int64_t>(v.size()), 6});
  for (std::size_t i = 0; i < v.size(); ++i) std::copy(v[i].begin(), v[i].end(), a.as<double>() + 6 * i);
  return a;
}

void call_butter(Call& call) {
  signal::DesignOptions o;
  o.order = static_cast<int>(call.integer("N"));
  o.edges = call.is_list("Wn") ? call.numbers("Wn") : std::vector<double>{call.number("Wn")};
  o.band = band_of(call.text("btype"));
  o.analog = call.flag("analog");
  if (call.has("fs")) o.fs = call.number("fs");
  const signal::Zpk f = signal::butter(o);
  const std::string_view output = call.text("output");
  if (output == "ba") {
    const signal::Polynomial p = signal::zpk_to_polynomials(f);
    call.give(array_of(call.ctx, p.b));
    call.give(array_of(call.ctx, p.a));
  } else if (output == "zpk") {
    call.give(array_of(call.ctx, f.z));
    call.give(array_of(call.ctx, f.p));
    call.give(f.k);
  } else {
    call.give(array_of(call.ctx, signal::zpk_to_sections(f, o.analog)));
  }
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
  call.give(array_of(call.ctx, p.b));
  call.give(array_of(call.ctx, p.a));
}

constexpr Arg to_sections_args[] = {
    in("z", Type::vector, "The zeros; those that are not real in conjugate pairs."),
    in("p", Type::vector, "The poles, likewise."),
    in("k", Type::number, "The gain.").finite(),
    option("analog", false, "Whether the filter is one of continuous time."),
    out("sos", Type::matrix, "The sections, a row each.").shaped("sections, 6"),
};

void call_zpk2sos(Call& call) {
  call.give(array_of(call.ctx, signal::zpk_to_sections(zpk_of(call), call.flag("analog"))));
}

constexpr Function rows[] = {
    Function{"butter", "Butterworth filter: the flattest there is in the band that passes.", butter_args,
             "An analog prototype, moved to the band and brought to discrete time by the bilinear transform. The "
             "polynomials of filters of high order are inaccurate; sections of second order (output \"sos\") are not.",
             R"(local b, a = signal.butter(2, 0.5)
                print(b, pl.sum(a))  --> [0.29289322 0.58578644 0.29289322]	1.1715728752538
                local sos = signal.butter(4, {5, 15}, {btype = "bandpass", output = "sos", fs = 360})
                print(sos.shape)  --> {4, 6})",
             call_butter}
        .raises(
            "Wn lies outside (0, Nyquist), is no pair for a band, or does not rise\nfs is given for an analog filter")
        .from("S. Butterworth, On the theory of filter amplifiers, Experimental Wireless 7 (1930)\n"
              "A. Oppenheim, R. Schafer, Discrete-Time Signal Processing (1989), chapter 7"),
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
