#pragma once
// Law: what is known about one family of distributions in its standard form (loc 0, scale 1). A law fills in what it
// can say better than the defaults, which work from the two distribution functions and the density alone.

#include <span>

#include "kernels/core/array.h"
#include "kernels/core/function_ref.h"
#include "kernels/random/stream.h"

namespace perilune::stats {

using Shapes = const double*;  // the shape parameters, in SciPy's order
inline constexpr int most_shapes = 3;

struct Moments4 {
  double mean, variance, skewness, kurtosis;  // kurtosis is 0 for the normal distribution
};

struct Law {
  const char* name;
  int shapes;
  bool discrete;
  bool (*valid)(Shapes);  // null: every shape that is a number
  double low, high;       // the support, unless `support` says otherwise
  double (*density)(double x, Shapes);
  double (*lower)(double x, Shapes);  // P(X <= x)
  double (*upper)(double x, Shapes);  // P(X > x), accurate where it is small
  Moments4 (*moments)(Shapes);
  // Random numbers one by one, from the stream as NumPy draws them.
  double (*draw)(random::Stream&, Shapes);

  // Each may be null: the default is in the comment.
  double (*log_density)(double x, Shapes) = nullptr;  // the logarithm of the density
  double (*log_lower)(double x, Shapes) = nullptr;    // of the tail
  double (*log_upper)(double x, Shapes) = nullptr;
  double (*quantile)(double p, Shapes) = nullptr;        // by bisection
  double (*upper_quantile)(double q, Shapes) = nullptr;  // by bisection
  double (*entropy)(Shapes) = nullptr;                   // by quadrature or summation
  double (*raw_moment)(int n, Shapes) = nullptr;         // by quadrature or summation
  void (*support)(Shapes, double& low, double& high) = nullptr;
};

enum class Quantity : std::uint8_t {
  density,
  log_density,
  lower,
  log_lower,
  upper,
  log_upper,
  quantile,
  upper_quantile,
};

// One number: x (or a probability, for quantiles) under shapes, loc and scale. NaN for parameters that are not allowed;
// outside the support what a distribution function gives there.
double evaluate(const Law& law, Quantity quantity, double x, Shapes shapes, double loc, double scale);
bool valid(const Law& law, Shapes shapes, double loc, double scale);
void support(const Law& law, Shapes shapes, double loc, double scale, double& low, double& high);
double entropy(Context& ctx, const Law& law, Shapes shapes, double loc, double scale);
// E[X^n], n >= 0.
double moment(Context& ctx, const Law& law, int n, Shapes shapes, double loc, double scale);
Moments4 moments(const Law& law, Shapes shapes, double loc, double scale);

// E[f(X); low <= X <= high] of loc + scale * (the standard form), by adaptive quadrature or summation; conditional:
// given that X lies there.
double expect(Context& ctx, const Law& law, FunctionRef<double(double)> f, Shapes shapes, double loc, double scale,
              double low, double high, bool conditional);

// Over arrays: operands are x, the shapes, loc and scale, which broadcast.
Array evaluate(Context& ctx, const Law& law, Quantity quantity, std::span<const View> operands, DType dtype);

}  // namespace perilune::stats
