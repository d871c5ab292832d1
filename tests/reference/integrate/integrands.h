#pragma once
// The integrands of quad.py, with the same operations in the same order.

#include <cmath>

namespace perilune::test {

inline double integrand(int which, double x) {
  switch (which) {
    case 0: return x * x;
    case 1: return 1 / std::sqrt(x);
    case 2: return std::log(x);
    case 3: return std::exp(-x * x);
    case 4: return std::abs(x - 1.0 / 3);
    case 5: return 1 / (1 + 1e4 * (x - 0.7) * (x - 0.7));
    case 6: return std::cos(50 * std::sin(x));
    case 7: return 1 / (1 + x * x);
    case 8: return x < 700 ? x / (std::exp(x) - 1) : 0.0;
    case 9: return 1 / x;
    case 10: return x < 0.3 ? 0.0 : 1.0;
    case 11: return x != 0 ? std::sin(1 / x) : 0.0;
    case 12: return std::exp(x);
    case 13: return 1 / std::sqrt(std::abs(x - 0.25));
    case 14: return std::exp(-3 * x);
    case 15: return 1;
    default: return 1 / (1 + x);
  }
}

}  // namespace perilune::test
