#pragma once
// Test problems, written with the same operations in the same order as problems.py, so that both give the same bits.

#include <cmath>
#include <span>

namespace perilune::test {

inline double rosenbrock(std::span<const double> x) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < x.size(); ++i) {
    const double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
    sum = sum + (100 * (a * a) + b * b);
  }
  return sum;
}

inline double beale(std::span<const double> x) {
  const double a = 1.5 - x[0] + x[0] * x[1], b = 2.25 - x[0] + x[0] * (x[1] * x[1]);
  const double c = 2.625 - x[0] + x[0] * (x[1] * x[1] * x[1]);
  return a * a + b * b + c * c;
}

inline double himmelblau(std::span<const double> x) {
  const double a = x[0] * x[0] + x[1] - 11, b = x[0] + x[1] * x[1] - 7;
  return a * a + b * b;
}

inline double powell_singular(std::span<const double> x) {
  const double a = x[0] + 10 * x[1], b = x[2] - x[3], c = x[1] - 2 * x[2], d = x[0] - x[3];
  return a * a + 5 * (b * b) + c * c * (c * c) + 10 * (d * d * (d * d));
}

inline double quartic(std::span<const double> x) {
  const double a = x[0] - 3;
  return a * a * (a * a) + a;
}

// Flat stairs: ties everywhere.
inline double stairs(std::span<const double> x) {
  double sum = 0;
  for (const double v : x) sum = sum + std::floor(std::abs(4 * v));
  return sum;
}

// Not a number for negative x[0].
inline double half_plane(std::span<const double> x) {
  const double a = std::sqrt(x[0]) - 1;
  return a * a + x[1] * x[1];
}

inline double (*const problems[])(std::span<const double>) = {rosenbrock, beale,  himmelblau, powell_singular,
                                                              quartic,    stairs, half_plane};

// Functions of one variable for root finders.
inline double root_problem(int which, double x) {
  switch (which) {
    case 0: return x * x * x - 2 * x - 5;
    case 1: return x * x - 2;
    case 2: return (x - 1) * (x - 1) * (x - 1) * (x - 1) * (x - 1);
    case 3: return 1 / (x - 0.3) + 6;
    case 4: return x / (1 + x * x) - 0.1;
    case 5: return x < 0.7 ? -1.0 : 2.0;
    case 6: return x * x * x * x * x * x * x * x * x;
    case 7: return std::sqrt(x) - 1e-5;
    case 8: return 1e-170 * (x - 0.25);
    default: return x - 4;
  }
}

}  // namespace perilune::test
