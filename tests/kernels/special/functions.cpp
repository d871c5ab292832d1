// Special functions against 80-bit values (tests/reference/special/values.cpp), identities, and the corners of their
// domains.

#include "kernels/special/functions.h"

#include <map>
#include <variant>

#include "kernels/special/kolmogorov.h"
#include "kernels/special/map.h"
#include "tests/support/dense.h"
#include "tests/support/reference.h"

using namespace perilune;
using namespace perilune::test;
namespace sp = perilune::special;

namespace {

struct Tested {
  sp::ScalarFunction f;
  double ulps;  // what its method promises
};

// Units in the last place of the expected value.
double ulps(double value, double expected) {
  if (value == expected || (std::isnan(value) && std::isnan(expected))) return 0;
  if (!std::isfinite(value) || !std::isfinite(expected)) return sp::inf;
  const double unit = std::abs(std::nextafter(expected, sp::inf) - expected);
  return std::abs(value - expected) / unit;
}

const std::map<std::string, Tested>& tested() {
  // Powers far out in a tail cost as many units as their exponent has bits; inverses at small a are worse by 1/a.
  // The logarithms near their zeros, and everything near a zero, count absolutely (see below).
  static const std::map<std::string, Tested> all = {
      {"erf", {sp::erf, 1.2}},
      {"erfc", {sp::erfc, 2}},
      {"erfcx", {sp::erfcx, 2}},
      {"erfinv", {sp::erfinv, 5}},
      {"erfcinv", {sp::erfcinv, 5}},
      {"ndtr", {sp::ndtr, 2}},
      {"ndtri", {sp::ndtri, 8}},
      {"log_ndtr", {sp::log_ndtr, 2.5}},
      {"gamma", {sp::gamma, 10}},
      {"rgamma", {sp::rgamma, 40}},
      {"gammaln", {sp::gammaln, 6}},
      {"psi", {sp::psi, 6}},
      {"polygamma", {sp::polygamma, 30}},
      {"stirling_error", {sp::stirling_error, 40}},
      {"beta", {sp::beta, 40}},
      {"betaln", {sp::betaln, 20}},
      {"expit", {sp::expit, 2.5}},
      {"logit", {sp::logit, 1.5}},
      {"log_expit", {sp::log_expit, 4}},
      {"gammainc", {sp::gammainc, 300}},
      {"gammaincc", {sp::gammaincc, 300}},
      {"gammaincinv", {sp::gammaincinv, 120}},
      {"gammainccinv", {sp::gammainccinv, 400}},
      {"betainc", {sp::betainc, 300}},
      {"betaincc", {sp::betaincc, 300}},
      {"betaincinv", {sp::betaincinv, 200}},
      {"betainccinv", {sp::betainccinv, 200}},
  };
  return all;
}

double call(const sp::ScalarFunction& f, const std::vector<double>& x) {
  return f.one ? f.one(x[0]) : f.two ? f.two(x[0], x[1]) : f.three(x[0], x[1], x[2]);
}

}  // namespace

TEST_CASE("special functions lie within their units of the last place") {
  std::map<std::string, std::pair<double, std::string>> worst;
  for (const std::string& line : reference_lines("special/values.txt")) {
    const auto parts = split(line, ';');
    REQUIRE(parts.size() == 3);
    const auto x = numbers(parts[1]);
    const double expected = numbers(parts[2]).at(0), value = call(tested().at(parts[0]).f, x);
    double error = ulps(value, expected);
    // Zeros of these lie between the arguments: their error there is that of terms of size 1.
    if (parts[0] == "gammaln" || parts[0] == "psi" || parts[0] == "betaln" || parts[0] == "stirling_error")
      error = std::abs(value - expected) /
              (std::max(std::abs(expected), parts[0] == "stirling_error" ? x[0] : 1.0) * 2.3e-16);
    auto& w = worst[parts[0]];
    if (error > w.first) w = {error, line + " but got " + format("%.17g, %.17g", value, expected)};
  }
  REQUIRE(worst.size() == tested().size());
  for (const auto& [name, w] : worst) {
    INFO(name << " is off by " << w.first << " at " << w.second);
    CHECK(w.first <= tested().at(name).ulps);
  }
}

TEST_CASE("special functions at the corners of their domains") {
  // SciPy 1.10.1's values.
  CHECK(sp::erf(sp::inf) == 1);
  CHECK(sp::erfc(-sp::inf) == 2);
  CHECK(sp::erfinv(1) == sp::inf);
  CHECK(sp::erfinv(-1) == -sp::inf);
  CHECK(std::isnan(sp::erfinv(1.5)));
  CHECK(sp::erfcinv(0) == sp::inf);
  CHECK(sp::erfcinv(2) == -sp::inf);
  CHECK(sp::ndtri(0) == -sp::inf);
  CHECK(sp::ndtri(1) == sp::inf);
  CHECK(sp::ndtri(0.5) == 0);
  CHECK(sp::ndtr(-sp::inf) == 0);
  CHECK(sp::log_ndtr(-1e10) == Approx(-5e19).epsilon(1e-15));
  CHECK(sp::gamma(0.0) == sp::inf);
  CHECK(sp::gamma(-0.0) == -sp::inf);
  CHECK(sp::gamma(-1) == sp::inf);
  CHECK(sp::gamma(172) == sp::inf);
  CHECK(sp::gammaln(0) == sp::inf);
  CHECK(sp::gammaln(-3) == sp::inf);
  CHECK(sp::rgamma(-4) == 0);
  CHECK(sp::psi(0) == -sp::inf);
  CHECK(std::isnan(sp::psi(-2)));
  CHECK(sp::expit(-800) == 0);
  CHECK(sp::expit(800) == 1);
  CHECK(sp::logit(0) == -sp::inf);
  CHECK(sp::logit(1) == sp::inf);
  CHECK(std::isnan(sp::logit(1.1)));
  CHECK(sp::log_expit(-800) == -800);
  CHECK(sp::gammainc(0, 1) == 1);
  CHECK(sp::gammaincc(2, sp::inf) == 0);
  CHECK(std::isnan(sp::gammainc(-1, 1)));
  CHECK(sp::gammaincinv(2, 1) == sp::inf);
  CHECK(sp::betainc(2, 3, 0) == 0);
  CHECK(sp::betainc(2, 3, 1) == 1);
  CHECK(std::isnan(sp::betainc(2, 3, 1.1)));
  CHECK(std::isnan(sp::betainc(-1, 3, 0.5)));
  CHECK(sp::betaincinv(2, 3, 0) == 0);
  CHECK(sp::betaincinv(2, 3, 1) == 1);
  CHECK(sp::xlogy(0, 0) == 0);
  CHECK(sp::entr(-1) == -sp::inf);
  CHECK(sp::stdtr(sp::inf, 1) == sp::ndtr(1));
  for (const double bad : {sp::nan})
    for (const auto& [name, t] : tested()) {
      const std::vector<double> x(3, bad);
      INFO(name);
      CHECK(std::isnan(call(t.f, x)));
    }
}

TEST_CASE("beta functions of huge parameters end, and are symmetric") {
  for (const double a : {1e3, 1e6, 1e9, 1e12, 1e15}) {
    INFO(a);
    CHECK(sp::betainc(a, a, 0.5) == Approx(0.5).epsilon(1e-6));
    CHECK(sp::betainc(a, 2, 0.5) < 1e-290);
    CHECK(std::isfinite(sp::betaincinv(a, 3, 0.3)));
  }
}

TEST_CASE("Kolmogorov's distributions") {
  TestContext ctx;
  // scipy.stats.kstwobign.sf and kstwo.sf
  CHECK(sp::kolmogorov(0.5) == Approx(0.9639452436648751).epsilon(1e-14));
  CHECK(sp::kolmogorov(1.5) == Approx(0.022217962616525127).epsilon(1e-13));
  CHECK(sp::kolmogi(sp::kolmogorov(0.8)) == Approx(0.8).epsilon(1e-13));
  for (const std::string& line : reference_lines("special/kolmogorov.txt")) {
    const auto v = numbers(line);
    INFO(line);
    CHECK(sp::kolmogorov_two_sided(ctx, v[0], v[1]) == Approx(v[2]).epsilon(2e-6).margin(1e-12));
    CHECK(sp::smirnov(v[0], v[1]) == Approx(v[3]).epsilon(1e-9).margin(1e-200));
  }
}

TEST_CASE("Smirnov's expansion goes on where the sum ends, and needs no time for large n") {
  // Neighbouring n differ by the derivative of exp(-2 n d^2), 2e-6 of it here.
  for (const double d : {1e-4, 1e-3, 4e-3}) {
    const double sum = sp::smirnov(1e6, d), expansion = sp::smirnov(1e6 + 1, d);
    CHECK(expansion == Approx(sum * std::exp(-2 * d * d)).epsilon(2e-9));
  }
  // Its limit: exp(-2 t^2) with d = t / sqrt(n).
  CHECK(sp::smirnov(1e300, 1e-150) == Approx(std::exp(-2.0)).epsilon(1e-12));
  CHECK(sp::smirnov(4294967297.0, 0.5) == 0);
}

TEST_CASE("functions over arrays broadcast and take every layout and dtype") {
  TestContext ctx;
  const Array a = array_of<double>(ctx, {2, 1}, {0.5, 2}), x = array_of<std::int32_t>(ctx, {3}, {1, 2, 3});
  const View two[] = {a, x};
  const Array r = sp::apply(ctx, sp::ScalarFunction(sp::gammainc), two, DType::float64);
  REQUIRE(r.shape() == Dims{2, 3});
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 3; ++j) CHECK(r.at<double>(i, j) == sp::gammainc(i ? 2 : 0.5, j + 1));
  const Array many = random_array<float>(ctx, {3000, 5}, 1);
  Context threaded = ctx;
  threaded.threads = 2;
  for (const auto how : {Spread::packed, Spread::fortran, Spread::gaps, Spread::reversed}) {
    const Array s = spread(ctx, many, how);
    const View one[] = {s};
    const Array e = sp::apply(threaded, sp::ScalarFunction(sp::erfc), one, DType::float32);
    for (const std::int64_t i : {0, 1234, 2999})
      CHECK(e.at<float>(i, 3) == static_cast<float>(sp::erfc(many.at<float>(i, 3))));
  }
  const Array none = Array::empty(ctx, DType::float64, {0, 3});
  const View empty[] = {none};
  CHECK(sp::apply(ctx, sp::ScalarFunction(sp::erf), empty, DType::float64).shape() == Dims{0, 3});
}

TEST_CASE("functions of many numbers give the bits of one number, with every instruction set") {
  struct Case {
    const char* name;
    double (*one)(double);
    sp::wide::Loop many;
    loops::UnaryLoop (*loop)(loops::Isa);
    double (*plain)(double);
    double ulps;  // between the two ways
  };
  const Case cases[] = {
      {"erf", sp::erf, sp::wide::erf, sp::wide::erf_loop, sp::plain::erf, 2},
      {"erfc", sp::erfc, sp::wide::erfc, sp::wide::erfc_loop, sp::plain::erfc, 6},
      {"erfcx", sp::erfcx, sp::wide::erfcx, sp::wide::erfcx_loop, sp::plain::erfcx, 8},
      {"ndtr", sp::ndtr, sp::wide::ndtr, sp::wide::ndtr_loop, sp::plain::ndtr, 8},
      {"log_ndtr", sp::log_ndtr, sp::wide::log_ndtr, sp::wide::log_ndtr_loop, sp::plain::log_ndtr, 8},
      {"expit", sp::expit, sp::wide::expit, sp::wide::expit_loop, sp::plain::expit, 5},
      {"logit", sp::logit, sp::wide::logit, sp::wide::logit_loop, sp::plain::logit, 5},
      {"gamma", sp::gamma, sp::wide::gamma, sp::wide::gamma_loop, sp::plain::gamma, 40},
  };
  std::vector<double> x = {0.0,  -0.0,   sp::inf, -sp::inf, sp::nan, 1,      -1,    2,     3,      23,    24,
                           25,   0.5,    -0.5,    0.84,     5e-324,  1e-310, 1e-20, -1e-5, 171.5,  171.6, 171.7,
                           1e10, -1e10,  1e160,   -1e160,   1e300,   -1e300, 26.5,  27.3,  -26.8,  -38.5, -38.8,
                           -708, -745.2, 710,     -20.5,    -3,      40,     60,    61,    1e-162, 0.415, 0.585};
  for (int i = -400; i < 400; ++i) x.push_back(i * 0.1 + 0.013);
  for (int i = 0; i < 200; ++i) x.push_back(i / 200.0);
  for (int i = 0; i < 300; ++i) x.push_back(i * 0.6 + 0.3);
  const auto n = static_cast<std::int64_t>(x.size());
  const auto same = [](double a, double b) { return a == b ? std::signbit(a) == std::signbit(b) : a != a && b != b; };
  for (const Case& c : cases) {
    INFO(c.name);
    std::vector<double> many(x.size());
    c.many(n, x.data(), many.data());
    auto in_place = x;
    c.many(n, in_place.data(), in_place.data());
    for (std::size_t i = 0; i < x.size(); ++i) {
      INFO(format("%.17g", x[i]));
      CHECK(same(many[i], c.one(x[i])));
      CHECK(same(many[i], in_place[i]));
      const double plain = c.plain(x[i]);
      // Subnormal results have fewer digits.
      if (std::abs(plain) < 1e-290) CHECK(std::abs(many[i] - plain) <= 1e-305);
      else CHECK(ulps(many[i], plain) <= c.ulps);
    }
    for (const loops::Isa isa : {loops::Isa::avx2, loops::Isa::avx512}) {
      if (!loops::supported(isa) || !loops::supported(loops::Isa::avx2)) continue;
      std::vector<double> y(x.size());
      c.loop(isa)(n, x.data(), y.data());
      for (std::size_t i = 0; i < x.size(); ++i) CHECK(same(many[i], y[i]));
    }
  }
}
