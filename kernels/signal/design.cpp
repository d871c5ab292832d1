// Design by an analog prototype with its edge at 1, moved to the wanted band and brought to discrete time by the
// bilinear transform with edges bent beforehand. (A. Oppenheim, R. Schafer, Discrete-Time Signal Processing,
// chapter 7.)

#include "kernels/signal/design.h"

#include <cmath>
#include <numbers>

#include "kernels/signal/prototypes.h"

namespace perilune::signal {

namespace {

using Complex = std::complex<double>;

Complex product_of(const Roots& roots, double from) {  // of (from - root)
  Complex product = 1;
  for (const Complex r : roots) product *= from - r;
  return product;
}

void to_lowpass(Zpk& f, double edge) {
  const int excess = static_cast<int>(f.p.size()) - static_cast<int>(f.z.size());
  for (Complex& z : f.z) z *= edge;
  for (Complex& p : f.p) p *= edge;
  f.k *= std::pow(edge, excess);
}

void to_highpass(Zpk& f, double edge) {
  const std::size_t excess = f.p.size() - f.z.size();
  f.k *= (product_of(f.z, 0) / product_of(f.p, 0)).real();
  for (Complex& z : f.z) z = edge / z;
  for (Complex& p : f.p) p = edge / p;
  f.z.resize(f.z.size() + excess);
}

// Each root r becomes r +- sqrt(r^2 - centre^2).
Roots split(const Roots& roots, double centre) {
  Roots both;
  for (const double sign : {1.0, -1.0})
    for (const Complex r : roots) both.push_back(r + sign * std::sqrt(r * r - centre * centre));
  return both;
}

void to_bandpass(Zpk& f, double centre, double width) {
  const std::size_t excess = f.p.size() - f.z.size();
  for (Complex& z : f.z) z *= width / 2;
  for (Complex& p : f.p) p *= width / 2;
  f.z = split(f.z, centre);
  f.p = split(f.p, centre);
  f.z.resize(f.z.size() + excess);
  f.k *= std::pow(width, static_cast<double>(excess));
}

void to_bandstop(Zpk& f, double centre, double width) {
  const std::size_t excess = f.p.size() - f.z.size();
  f.k *= (product_of(f.z, 0) / product_of(f.p, 0)).real();
  for (Complex& z : f.z) z = width / 2 / z;
  for (Complex& p : f.p) p = width / 2 / p;
  f.z = split(f.z, centre);
  f.p = split(f.p, centre);
  f.z.insert(f.z.end(), excess, Complex(0, centre));
  f.z.insert(f.z.end(), excess, Complex(0, -centre));
}

// s = 2 fs (z - 1) / (z + 1); zeros at infinity go to -1.
void to_discrete(Zpk& f, double fs) {
  const double twice = 2 * fs;
  const std::size_t excess = f.p.size() - f.z.size();
  f.k *= (product_of(f.z, twice) / product_of(f.p, twice)).real();
  for (Complex& z : f.z) z = (twice + z) / (twice - z);
  for (Complex& p : f.p) p = (twice + p) / (twice - p);
  f.z.insert(f.z.end(), excess, Complex(-1));
}

std::vector<double> checked_edges(const DesignOptions& o) {
  const bool pair = o.band == Band::bandpass || o.band == Band::bandstop;
  if (o.edges.size() != (pair ? 2u : 1u))
    throw ValueError(format(pair ? "Wn must be a pair of edges for a band, got %d" : "Wn must be one edge, got %d",
                            static_cast<int>(o.edges.size())));
  std::vector<double> edges = o.edges;
  const double nyquist = o.fs > 0 ? o.fs / 2 : 1;
  for (double& edge : edges) {
    if (!(edge > 0) || !std::isfinite(edge) || (!o.analog && !(edge < nyquist))) {
      if (o.analog) throw ValueError("Wn must be greater than 0, got " + number_text(edge));
      throw ValueError(format("Wn must lie between 0 and the Nyquist frequency %s, both excluded, got %s",
                              number_text(nyquist).c_str(), number_text(edge).c_str()));
    }
    if (!o.analog) edge /= nyquist;
  }
  if (pair && !(edges[0] < edges[1]))
    throw ValueError(
        format("Wn must rise, got %s and %s", number_text(o.edges[0]).c_str(), number_text(o.edges[1]).c_str()));
  return edges;
}

// Decibel of ripples.
void check_ripple(double decibel, const char* name) {
  if (!(decibel > 0) || !std::isfinite(decibel))
    throw ValueError(format("%s must be greater than 0 and finite, got %s", name, number_text(decibel).c_str()));
}

Zpk prototype_of(const DesignOptions& o) {
  if (o.prototype == Prototype::chebyshev1 || o.prototype == Prototype::elliptic) check_ripple(o.ripple, "rp");
  if (o.prototype == Prototype::chebyshev2 || o.prototype == Prototype::elliptic) check_ripple(o.attenuation, "rs");
  switch (o.prototype) {
    case Prototype::chebyshev1: return chebyshev1_prototype(o.order, o.ripple);
    case Prototype::chebyshev2: return chebyshev2_prototype(o.order, o.attenuation);
    case Prototype::elliptic: return elliptic_prototype(o.order, o.ripple, o.attenuation);
    case Prototype::bessel: return bessel_prototype(o.order, o.norm);
    default: return butterworth_prototype(o.order);
  }
}

}  // namespace

Zpk iir_filter(const DesignOptions& o) {
  if (o.order < 1 || o.order > 500) throw ValueError(format("N must be between 1 and 500, got %d", o.order));
  if (o.analog && o.fs != 0) throw ValueError("fs must be left out for an analog filter");
  std::vector<double> edges = checked_edges(o);
  constexpr double fs = 2;
  if (!o.analog)
    for (double& edge : edges) edge = 2 * fs * std::tan(std::numbers::pi * edge / fs);
  Zpk f = prototype_of(o);
  switch (o.band) {
    case Band::lowpass: to_lowpass(f, edges[0]); break;
    case Band::highpass: to_highpass(f, edges[0]); break;
    case Band::bandpass: to_bandpass(f, std::sqrt(edges[0] * edges[1]), edges[1] - edges[0]); break;
    case Band::bandstop: to_bandstop(f, std::sqrt(edges[0] * edges[1]), edges[1] - edges[0]); break;
  }
  if (!o.analog) to_discrete(f, fs);
  return f;
}

}  // namespace perilune::signal
