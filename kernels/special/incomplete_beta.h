#pragma once
// Inside the incomplete beta functions: a pair of parameters, with what depends on them alone worked out once.

#include "kernels/special/functions.h"

namespace perilune::special {

class BetaPair {
 public:
  // a, b > 0 and finite
  BetaPair(double a, double b);
  double a() const { return a_; }
  double b() const { return b_; }
  // (b, a)
  BetaPair swapped() const;
  // I_x(a, b) and what is left, y = 1 - x.
  Tails tails(double x, double y) const;
  // x^a y^b / B(a, b)
  double power(double x, double y) const;
  // Where tails(...).lower is p. A guess of x in (0, 1) is used, others are not.
  Point inverse(double p, double q, double guess) const;

 private:
  BetaPair() = default;
  // (a + 1, b)
  BetaPair raised() const;
  double series(double x) const;
  Tails small_parameter(double x, double y) const;
  double solve(double p, double q, double x, bool& high) const;

  enum class Form { saddle, product, logarithm };
  double a_, b_;
  Form form_;
  double front_;  // saddle: sqrt(a b / (a + b) / (2 pi)) exp(-rest); product: B; logarithm: log B
};

}  // namespace perilune::special
