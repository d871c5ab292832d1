// Elliptic filters by Landen's transformations, which reduce elliptic functions to circular ones in a few steps.
// (S. Orfanidis, Lecture notes on elliptic filter design, 2006.)

#include <cmath>
#include <numbers>

#include "kernels/signal/prototypes.h"

namespace perilune::signal {

namespace {

using Complex = std::complex<double>;
constexpr double pi = std::numbers::pi;

// A modulus and its complement, sqrt(1 - k^2): each small one is known exactly.
struct Modulus {
  double k, complement;
};

Modulus from_small(double k) { return {k, std::sqrt((1 - k) * (1 + k))}; }
Modulus swapped(Modulus m) { return {m.complement, m.k}; }

// The moduli below k, which fall quadratically.
std::vector<Modulus> landen(Modulus m) {
  std::vector<Modulus> all{m};
  while (all.back().k > 1e-20) {
    const Modulus last = all.back();
    const double root = last.k / (1 + last.complement);
    all.push_back({root * root, 2 * std::sqrt(last.complement) / (1 + last.complement)});
  }
  return all;
}

// sn(u K, k) and cd(u K, k), from the sine or cosine of u pi / 2.
template <class T>
T ascend(T w, const std::vector<Modulus>& moduli) {
  for (std::size_t i = moduli.size() - 1; i > 0; --i) {
    const double v = moduli[i].k;
    w = (1 + v) * w / (1.0 + v * w * w);
  }
  return w;
}

// The u for which sn(i u K, k) = i y.
double imaginary_arc(double y, const std::vector<Modulus>& moduli) {
  for (std::size_t i = 1; i < moduli.size(); ++i) {
    const double scaled = moduli[i - 1].k * y;
    y = 2 * y / ((1 + moduli[i].k) * (1 + std::sqrt(1 + scaled * scaled)));
  }
  return 2 / pi * std::asinh(y);
}

}  // namespace

Zpk elliptic_prototype(int order, double ripple, double attenuation) {
  const double pass2 = std::expm1(ripple / 10 * std::numbers::ln10),
               stop2 = std::expm1(attenuation / 10 * std::numbers::ln10);
  Zpk f;
  if (order == 1) {
    f.k = std::sqrt(1 / pass2);
    f.p = {-f.k};
    return f;
  }
  const double ratio = std::sqrt(pass2 / stop2);
  if (!(ratio > 0) || !(ratio < 1))
    throw ValueError(
        format("rs must be greater than rp, and not so much that no number holds their ratio, got %s and %s",
               number_text(attenuation).c_str(), number_text(ripple).c_str()));
  // The degree equation: the modulus for which both bands have their ripples.
  const Modulus k1 = from_small(ratio);
  const std::vector<Modulus> complementary = landen(swapped(k1));
  double complement = std::pow(k1.complement, order);
  for (int i = 1; i <= order / 2; ++i)
    complement *= std::pow(ascend(std::sin((2.0 * i - 1) / order * pi / 2), complementary), 4);
  const Modulus k = swapped(from_small(complement));
  const std::vector<Modulus> moduli = landen(k);
  const double v0 = imaginary_arc(1 / std::sqrt(pass2), landen(k1)) / order;

  Roots conjugates;
  if (order % 2 == 1) f.p.push_back(Complex(0, 1) * ascend(std::sin(Complex(0, v0 * pi / 2)), moduli));
  if (order % 2 == 1) f.p[0] = f.p[0].real();
  for (int i = order / 2; i >= 1; --i) {
    const double u = (2.0 * i - 1) / order;
    f.z.emplace_back(0, 1 / (k.k * ascend(std::cos(u * pi / 2), moduli)));
    const Complex p = Complex(0, 1) * ascend(std::cos(Complex(u, -v0) * (pi / 2)), moduli);
    f.p.push_back(std::conj(p));
    conjugates.push_back(p);
  }
  const std::size_t pairs = f.z.size();
  for (std::size_t i = 0; i < pairs; ++i) f.z.push_back(std::conj(f.z[i]));
  f.p.insert(f.p.end(), conjugates.begin(), conjugates.end());
  Complex gain = order % 2 == 0 ? 1 / std::sqrt(1 + pass2) : 1.0;
  for (const Complex p : f.p) gain *= -p;
  for (const Complex z : f.z) gain /= -z;
  f.k = gain.real();
  return f;
}

}  // namespace perilune::signal
