// Writes values.txt: special functions in 80-bit arithmetic by Boost.Math, rounded to double at the end.
//   g++ -O1 -std=c++17 values.cpp -o values && ./values > values.txt
#include <boost/math/special_functions.hpp>
#include <cmath>
#include <cstdio>
#include <functional>
#include <initializer_list>
#include <random>
#include <vector>

using L = long double;
namespace bm = boost::math;

std::mt19937_64 bits(20230817);
// Short numbers: the arguments are exact in every file and language.
double between(double low, double high) {
  return std::ldexp(std::floor(std::ldexp(low + (high - low) * std::uniform_real_distribution<double>()(bits), 20)),
                    -20);
}
double decades(double low, double high) {
  return static_cast<float>(
      std::exp(std::log(low) + (std::log(high) - std::log(low)) * std::uniform_real_distribution<double>()(bits)));
}

void put(const char* name, std::initializer_list<double> args, L value) {
  const double v = static_cast<double>(value);
  if (!std::isfinite(v) || (v != 0 && std::abs(v) < 1e-300)) return;
  std::printf("%s;", name);
  for (double a : args) std::printf(" %a", a);
  std::printf("; %a\n", v);
}

int main() {
  std::printf("# Written by values.cpp with Boost %s\n# function; arguments; value\n", BOOST_LIB_VERSION);
  const L root2 = std::sqrt(L(2));
  for (int i = 0; i < 60; ++i) {
    const double x = between(-5, 5), far = between(-37, 37), p = decades(1e-250, 0.5), u = between(0.001, 0.999);
    put("erf", {x}, bm::erf(L(x)));
    put("erf", {p}, bm::erf(L(p)));
    put("erfc", {x}, bm::erfc(L(x)));
  }
  for (int i = 0; i < 60; ++i) {
    const double x = between(-6, 6), far = between(-37, 37), p = decades(1e-37, 0.5), u = between(0.001, 0.999);
    const double e = between(0.5, 26), w = between(-20, 100);
    put("erfc", {e}, bm::erfc(L(e)));
    put("erfcx", {x}, std::exp(L(x) * x) * bm::erfc(L(x)));
    put("erfcx", {e}, std::exp(L(e) * e) * bm::erfc(L(e)));
    put("erfinv", {2 * u - 1}, bm::erf_inv(2 * L(u) - 1));
    put("erfinv", {p}, bm::erf_inv(L(p)));
    put("erfcinv", {p}, bm::erfc_inv(L(p)));
    put("erfcinv", {2 * u}, bm::erfc_inv(2 * L(u)));
    put("ndtr", {far}, bm::erfc(-L(far) / root2) / 2);
    put("ndtr", {x}, bm::erfc(-L(x) / root2) / 2);
    put("ndtri", {u}, -root2 * bm::erfc_inv(2 * L(u)));
    put("ndtri", {p}, -root2 * bm::erfc_inv(2 * L(p)));
    put("log_ndtr", {x}, x > 0 ? std::log1p(-bm::erfc(L(x) / root2) / 2) : std::log(bm::erfc(-L(x) / root2) / 2));
    put("log_ndtr", {far},
        far > 0 ? std::log1p(-bm::erfc(L(far) / root2) / 2) : std::log(bm::erfc(-L(far) / root2) / 2));
    const double g = between(-20, 170), a = decades(0.001, 1e5), b = decades(0.001, 1e5), s = between(0.01, 30);
    put("gamma", {g}, bm::tgamma(L(g)));
    put("gamma", {s}, bm::tgamma(L(s)));
    put("gammaln", {w}, bm::lgamma(L(w)));
    put("gammaln", {a}, bm::lgamma(L(a)));
    put("psi", {w}, bm::digamma(L(w)));
    put("psi", {a}, bm::digamma(L(a)));
    put("rgamma", {g}, 1 / bm::tgamma(L(g)));
    put("polygamma", {double(1 + i % 4), s}, bm::polygamma(1 + i % 4, L(s)));
    put("stirling_error", {a},
        bm::lgamma(L(a)) - ((L(a) - 0.5L) * std::log(L(a)) - L(a) + std::log(2 * bm::constants::pi<L>()) / 2));
    put("beta", {s, a > 50 ? 50 / a : a}, bm::beta(L(s), L(a > 50 ? 50 / a : a)));
    put("betaln", {a, b},
        bm::lgamma(L(std::min(a, b))) - std::log(bm::tgamma_delta_ratio(L(std::max(a, b)), L(std::min(a, b)))) * -1);
    put("expit", {w}, 1 / (1 + std::exp(-L(w))));
    put("logit", {u}, std::log(L(u) / (1 - L(u))));
    put("logit", {p}, std::log(L(p) / (1 - L(p))));
    put("log_expit", {w}, -std::log1p(std::exp(-L(w))));
    put("log_expit", {x}, -std::log1p(std::exp(-L(x))));
  }
  for (int i = 0; i < 150; ++i) {
    // Around the middle and out in both tails.
    const double a = decades(0.01, i % 3 ? 100 : 1e4), spread = std::sqrt(a) + 1;
    const double x = static_cast<float>(std::max(1e-3, a + between(-4, 6) * spread));
    put("gammainc", {a, x}, bm::gamma_p(L(a), L(x)));
    put("gammaincc", {a, x}, bm::gamma_q(L(a), L(x)));
    const double p = i % 2 ? decades(1e-37, 0.5) : between(0.01, 0.99);
    put("gammaincinv", {a, p}, bm::gamma_p_inv(L(a), L(p)));
    put("gammainccinv", {a, p}, bm::gamma_q_inv(L(a), L(p)));
  }
  for (int i = 0; i < 400; ++i) {
    const double most = i % 4 == 0 ? 1e4 : i % 4 == 1 ? 1 : 60;
    const double a = decades(0.02, most), b = i % 5 == 0 ? 0.5 : decades(0.02, most);
    const double mean = a / (a + b), deviation = std::sqrt(mean * (1 - mean) / (a + b + 1));
    double x = static_cast<float>(mean + between(-5, 5) * deviation);
    if (i % 7 == 0) x = decades(1e-20, 0.5);
    if (!(x > 0 && x < 1)) x = between(0.01, 0.99);
    put("betainc", {a, b, x}, bm::ibeta(L(a), L(b), L(x)));
    put("betaincc", {a, b, x}, bm::ibetac(L(a), L(b), L(x)));
    const double p = i % 2 ? decades(1e-37, 0.5) : between(0.01, 0.99);
    try {
      put("betaincinv", {a, b, p}, bm::ibeta_inv(L(a), L(b), L(p)));
      put("betainccinv", {a, b, p}, bm::ibetac_inv(L(a), L(b), L(p)));
    } catch (const std::exception&) {  // its iteration gives up in a few corners
    }
  }
}
