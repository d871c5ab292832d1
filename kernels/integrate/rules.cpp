// R. Piessens, E. de Doncker-Kapenga, C. Überhuber, D. Kahaner, QUADPACK (1983): rules, error estimates and order of
// evaluation are those of the package's qk21, qk15i, qk15w and qcheb, so that integrals agree to the last evaluation.

#include "kernels/integrate/rules.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace perilune::integrate {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double smallest = std::numeric_limits<double>::min();

// Kronrod points and weights; every second point, from the second on, belongs to the Gauss rule.
constexpr double points21[11] = {0.995657163025808080735527280689003,
                                 0.973906528517171720077964012084452,
                                 0.930157491355708226001207180059508,
                                 0.865063366688984510732096688423493,
                                 0.780817726586416897063717578345042,
                                 0.679409568299024406234327365114874,
                                 0.562757134668604683339000099272694,
                                 0.433395394129247190799265943165784,
                                 0.294392862701460198131126603103866,
                                 0.14887433898163121088482600112972,
                                 0};
constexpr double weights21[11] = {
    0.011694638867371874278064396062192, 0.03255816230796472747881897245939,  0.05475589657435199603138130024458,
    0.07503967481091995276704314091619,  0.093125454583697605535065465083366, 0.109387158802297641899210590325805,
    0.123491976262065851077958109831074, 0.134709217311473325928054001771707, 0.142775938577060080797094273138717,
    0.147739104901338491374841515972068, 0.149445554002916905664936468389821};
constexpr double gauss10[5] = {0.066671344308688137593568809893332, 0.149451349150580593145776339657697,
                               0.219086362515982043995534934228163, 0.269266719309996355091226921569469,
                               0.295524224714752870173892994651338};

constexpr double points15[8] = {0.991455371120812639206854697526329, 0.949107912342758524526189684047851,
                                0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
                                0.58608723546769113029414483825873,  0.405845151377397166906606412076961,
                                0.207784955007898467600689403773245, 0};
constexpr double weights15[8] = {0.022935322010529224963732008058970, 0.063092092629978553290700663189204,
                                 0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
                                 0.16900472663926790282829543641980,  0.190350578064785409913256402421014,
                                 0.204432940075298892414161999234649, 0.209482141084727828012999174891714};
constexpr double gauss7[4] = {0.129484966168869693270611432679082, 0.27970539148927666790146777142378,
                              0.381830050505118944950369775488975, 0.417959183673469387755102040816327};

// From the sums over a rule: the heuristic error estimate of QUADPACK.
Estimate estimate(double kronrod, double gauss, double magnitude, double spread, double half) {
  Estimate e{kronrod * half, std::abs((kronrod - gauss) * half), magnitude * std::abs(half), spread * std::abs(half)};
  if (e.spread != 0 && e.error != 0) e.error = e.spread * std::min(1.0, std::pow(200 * e.error / e.spread, 1.5));
  if (e.magnitude > smallest / (50 * epsilon)) e.error = std::max(epsilon * 50 * e.magnitude, e.error);
  return e;
}

template <int n>
double spread_of(const double (&weights)[n], double centre, const double* left, const double* right, double kronrod) {
  const double mean = kronrod * 0.5;
  double spread = weights[n - 1] * std::abs(centre - mean);
  for (int j = 0; j < n - 1; ++j) spread += weights[j] * (std::abs(left[j] - mean) + std::abs(right[j] - mean));
  return spread;
}

}  // namespace

// First the centre, then in pairs the points of the Gauss rule, then those between.
Estimate kronrod21(const Sampler& f, double a, double b) {
  constexpr int order[10] = {1, 3, 5, 7, 9, 0, 2, 4, 6, 8};
  const double centre = 0.5 * (a + b), half = 0.5 * (b - a);
  double x[21], y[21], left[10], right[10], gauss = 0;
  x[0] = centre;
  for (int k = 0; k < 10; ++k) {
    const double away = half * points21[order[k]];
    x[2 * k + 1] = centre - away;
    x[2 * k + 2] = centre + away;
  }
  f(x, y);
  const double middle = y[0];
  double kronrod = weights21[10] * middle, magnitude = std::abs(kronrod);
  for (int k = 0; k < 10; ++k) {
    const int j = order[k];
    left[j] = y[2 * k + 1];
    right[j] = y[2 * k + 2];
    const double sum = left[j] + right[j];
    kronrod += weights21[j] * sum;
    magnitude += weights21[j] * (std::abs(left[j]) + std::abs(right[j]));
    if (k < 5) gauss += gauss10[k] * sum;
  }
  return estimate(kronrod, gauss, magnitude, spread_of(weights21, middle, left, right, kronrod), half);
}

Estimate kronrod15(const Integrand& f, const Integrand& weight, double a, double b) {
  const double centre = 0.5 * (a + b), half = 0.5 * (b - a);
  double left[7], right[7];
  const double middle = f(centre) * weight(centre);
  double gauss = gauss7[3] * middle, kronrod = weights15[7] * middle, magnitude = std::abs(kronrod);
  const auto pair = [&](int j) {
    const double away = half * points15[j], low = centre - away, high = centre + away;
    left[j] = f(low) * weight(low);
    right[j] = f(high) * weight(high);
    const double sum = left[j] + right[j];
    kronrod += weights15[j] * sum;
    magnitude += weights15[j] * (std::abs(left[j]) + std::abs(right[j]));
    return sum;
  };
  for (int j = 0; j < 3; ++j) gauss += gauss7[j] * pair(2 * j + 1);
  for (int j = 0; j < 4; ++j) pair(2 * j);
  return estimate(kronrod, gauss, magnitude, spread_of(weights15, middle, left, right, kronrod), half);
}

Estimate kronrod15_infinite(const Sampler& f, double bound, int direction, double a, double b) {
  const double centre = 0.5 * (a + b), half = 0.5 * (b - a), sign = std::min(1, direction);
  // A point on the line and, on the folded line, the one on its other half.
  const bool folded = direction == 2;
  const auto place = [&](double t) { return bound + sign * (1 - t) / t; };
  double x[30], y[30], left[7], right[7];
  std::size_t n = 0;
  x[n++] = place(centre);
  if (folded) x[n++] = -x[0];
  for (int j = 0; j < 7; ++j) {
    const double away = half * points15[j];
    x[n] = place(centre - away);
    x[n + 1] = place(centre + away);
    if (folded) {
      x[n + 2] = -x[n];
      x[n + 3] = -x[n + 1];
    }
    n += folded ? 4 : 2;
  }
  f({x, n}, {y, n});
  // Times the derivative of the map.
  const double middle = (folded ? y[0] + y[1] : y[0]) / centre / centre;
  double gauss = gauss7[3] * middle, kronrod = weights15[7] * middle, magnitude = std::abs(kronrod);
  const double* value = y + (folded ? 2 : 1);
  for (int j = 0; j < 7; ++j, value += folded ? 4 : 2) {
    const double away = half * points15[j], low = centre - away, high = centre + away;
    left[j] = (folded ? value[0] + value[2] : value[0]) / low / low;
    right[j] = (folded ? value[1] + value[3] : value[1]) / high / high;
    const double sum = left[j] + right[j];
    if (j % 2) gauss += gauss7[j / 2] * sum;
    kronrod += weights15[j] * sum;
    magnitude += weights15[j] * (std::abs(left[j]) + std::abs(right[j]));
  }
  return estimate(kronrod, gauss, magnitude, spread_of(weights15, middle, left, right, kronrod), half);
}

const double chebyshev_points[11] = {0.991444861373810411144557526928563, 0.965925826289068286749743199728897,
                                     0.923879532511286756128183189396788, 0.866025403784438646763723170752936,
                                     0.793353340291235164579776961501299, 0.707106781186547524400844362104849,
                                     0.608761429008720639416097542898164, 0.5,
                                     0.382683432365089771728459984030399, 0.258819045102520762348898837624048,
                                     0.130526192220051591548406227895489};

void chebyshev_values(const Integrand& f, double a, double b, double (&values)[25]) {
  const double half = 0.5 * (b - a), centre = 0.5 * (b + a);
  values[0] = 0.5 * f(half + centre);
  values[12] = f(centre);
  values[24] = 0.5 * f(centre - half);
  for (int i = 1; i < 12; ++i) {
    const double u = half * chebyshev_points[i - 1];
    values[i] = f(u + centre);
    values[24 - i] = f(centre - u);
  }
}

// W. Tolstov's fast form of the two discrete cosine transforms: sums and differences of what lies symmetrically are
// formed first, three times over.
void chebyshev_coefficients(double (&values)[25], double (&low)[13], double (&high)[25]) {
  const double(&x)[11] = chebyshev_points;
  double v[12];
  const auto fold = [&](int count, int last) {
    for (int i = 0; i < count; ++i) {
      v[i] = values[i] - values[last - i];
      values[i] += values[last - i];
    }
  };
  // A coefficient of degree 12 and what the points between add to it.
  const auto spread = [&](int k, double more) {
    high[k] = low[k] + more;
    high[24 - k] = low[k] - more;
  };
  const auto both = [&](int k, double even, double odd) {
    low[k] = even + odd;
    low[12 - k] = even - odd;
  };
  fold(12, 24);
  both(3, v[0] - v[8], x[5] * (v[2] - v[6] - v[10]));
  const double p = v[1] - v[7] - v[9], q = v[3] - v[5] - v[11];
  spread(3, x[2] * p + x[8] * q);
  spread(9, x[8] * p - x[2] * q);
  const double a = x[3] * v[4], b = x[7] * v[8], c = x[5] * v[6];
  both(1, v[0] + a + b, x[1] * v[2] + c + x[9] * v[10]);
  spread(1, x[0] * v[1] + x[2] * v[3] + x[4] * v[5] + x[6] * v[7] + x[8] * v[9] + x[10] * v[11]);
  spread(11, x[10] * v[1] - x[8] * v[3] + x[6] * v[5] - x[4] * v[7] + x[2] * v[9] - x[0] * v[11]);
  both(5, v[0] - a + b, x[9] * v[2] - c + x[1] * v[10]);
  spread(5, x[4] * v[1] - x[8] * v[3] - x[0] * v[5] - x[10] * v[7] + x[2] * v[9] + x[6] * v[11]);
  spread(7, x[6] * v[1] - x[2] * v[3] - x[10] * v[5] + x[0] * v[7] - x[8] * v[9] - x[4] * v[11]);
  fold(6, 12);
  both(2, v[0] + x[7] * v[4], x[3] * v[2]);
  low[6] = v[0] - v[4];
  spread(2, x[1] * v[1] + x[5] * v[3] + x[9] * v[5]);
  spread(6, x[5] * (v[1] - v[3] - v[5]));
  spread(10, x[9] * v[1] - x[5] * v[3] + x[1] * v[5]);
  fold(3, 6);
  low[4] = v[0] + x[7] * v[2];
  low[8] = values[0] - x[7] * values[2];
  spread(4, x[3] * v[1]);
  spread(8, x[7] * values[1] - values[3]);
  low[0] = values[0] + values[2];
  spread(0, values[1] + values[3]);
  low[12] = v[0] - v[2];
  high[12] = low[12];
  for (int i = 0; i < 13; ++i) low[i] *= i == 0 || i == 12 ? 1.0 / 12 : 1.0 / 6;
  for (int i = 0; i < 25; ++i) high[i] *= i == 0 || i == 24 ? 1.0 / 24 : 1.0 / 12;
}

}  // namespace perilune::integrate
