// Roots to polynomials and to sections of second order.

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "kernels/signal/design.h"

namespace perilune::signal {

namespace {

using Complex = std::complex<double>;

bool is_real(Complex z) { return z.imag() == 0; }

std::vector<double> polynomial(const Roots& roots) {
  Roots c{1};
  for (const Complex r : roots) {
    c.push_back(0);
    for (std::size_t k = c.size() - 1; k > 0; --k) c[k] -= r * c[k - 1];
  }
  std::vector<double> real;
  for (const Complex v : c) real.push_back(v.real());
  return real;
}

// One of each conjugate pair, with a positive imaginary part, then the real roots; both rising.
Roots halves(Roots roots) {
  Roots upper, lower, real;
  for (const Complex r : roots) {
    const bool nearly = std::abs(r.imag()) <= 100 * 2.220446049250313e-16 * std::abs(r);
    (nearly ? real : r.imag() > 0 ? upper : lower).push_back(nearly ? Complex(r.real()) : r);
  }
  const auto order = [](Complex a, Complex b) {
    return a.real() != b.real() ? a.real() < b.real() : std::abs(a.imag()) < std::abs(b.imag());
  };
  std::sort(upper.begin(), upper.end(), order);
  std::sort(real.begin(), real.end(), order);
  if (upper.size() != lower.size()) throw ValueError("roots that are not real must come in conjugate pairs");
  for (Complex& u : upper) {  // the mean of a pair, as roundings may differ
    const auto mate = std::min_element(lower.begin(), lower.end(), [&](Complex a, Complex b) {
      return std::abs(std::conj(a) - u) < std::abs(std::conj(b) - u);
    });
    if (std::abs(std::conj(*mate) - u) > 1e-6 * std::abs(u) + 1e-14)
      throw ValueError("roots that are not real must come in conjugate pairs");
    u = (u + std::conj(*mate)) / 2.0;
    lower.erase(mate);
  }
  upper.insert(upper.end(), real.begin(), real.end());
  return upper;
}

enum class Which { any, real, complex };

Complex take(Roots& roots, std::size_t i) {
  const Complex r = roots[i];
  roots.erase(roots.begin() + static_cast<std::ptrdiff_t>(i));
  return r;
}

Complex take_nearest(Roots& roots, Complex to, Which which) {
  std::size_t best = roots.size();
  for (std::size_t i = 0; i < roots.size(); ++i) {
    if (which != Which::any && is_real(roots[i]) != (which == Which::real)) continue;
    if (best == roots.size() || std::abs(roots[i] - to) < std::abs(roots[best] - to)) best = i;
  }
  if (best == roots.size()) throw InternalError("no root left to pair");
  return take(roots, best);
}

std::size_t worst(const Roots& poles, bool analog, bool only_real) {
  std::size_t best = poles.size();
  double least = 0;
  for (std::size_t i = 0; i < poles.size(); ++i) {
    if (only_real && !is_real(poles[i])) continue;
    const double distance = analog ? std::abs(poles[i].real()) : std::abs(1 - std::abs(poles[i]));
    if (best == poles.size() || distance < least) best = i, least = distance;
  }
  return best;
}

std::int64_t count_real(const Roots& roots) { return std::count_if(roots.begin(), roots.end(), is_real); }

Section section_of(const Roots& z, const Roots& p) {
  const std::vector<double> b = polynomial(z), a = polynomial(p);
  Section s{};
  std::copy(b.begin(), b.end(), s.begin() + static_cast<std::ptrdiff_t>(3 - b.size()));
  std::copy(a.begin(), a.end(), s.begin() + static_cast<std::ptrdiff_t>(6 - a.size()));
  return s;
}

}  // namespace

Polynomial zpk_to_polynomials(const Zpk& filter) {
  Polynomial f{polynomial(filter.z), polynomial(filter.p)};
  for (double& v : f.b) v *= filter.k;
  return f;
}

std::vector<Section> zpk_to_sections(const Zpk& filter, bool analog) {
  if (filter.z.empty() && filter.p.empty())
    return {analog ? Section{0, 0, filter.k, 0, 0, 1} : Section{filter.k, 0, 0, 1, 0, 0}};
  Roots z = filter.z, p = filter.p;
  if (analog) {
    if (p.size() < z.size()) throw ValueError("an analog filter must have as many poles as zeros");
  } else {
    const std::size_t n = std::max(z.size(), p.size());
    p.resize(n + n % 2);
    z.resize(n + n % 2);
  }
  const std::size_t sections = (p.size() + 1) / 2;
  z = halves(z);
  p = halves(p);
  std::vector<Section> result(sections);
  for (std::size_t i = sections; i-- > 0;) {
    const Complex p1 = take(p, worst(p, analog, false));
    if (is_real(p1) && count_real(p) == 0) {  // the last real pole
      if (!analog) result[i] = section_of({take_nearest(z, p1, Which::real), 0}, {p1, 0});
      else if (!z.empty()) result[i] = section_of({take_nearest(z, p1, Which::real)}, {p1});
      else result[i] = section_of({}, {p1});
    } else if (p.size() + 1 == z.size() && !is_real(p1) && count_real(p) == 1 && count_real(z) == 1) {
      // One real pole and one real zero would be left apart otherwise.
      const Complex z1 = take_nearest(z, p1, Which::complex);
      result[i] = section_of({z1, std::conj(z1)}, {p1, std::conj(p1)});
    } else {
      const Complex p2 = is_real(p1) ? take(p, worst(p, analog, true)) : std::conj(p1);
      Roots zeros;
      if (!z.empty()) {
        const Complex z1 = take_nearest(z, p1, Which::any);
        zeros.push_back(z1);
        if (!is_real(z1)) zeros.push_back(std::conj(z1));
        else if (!z.empty()) zeros.push_back(take_nearest(z, p1, Which::real));
      }
      result[i] = section_of(zeros, {p1, p2});
    }
  }
  for (int k = 0; k < 3; ++k) result[0][static_cast<std::size_t>(k)] *= filter.k;
  return result;
}

}  // namespace perilune::signal
