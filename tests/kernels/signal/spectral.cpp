#include "kernels/signal/spectral.h"

#include "kernels/signal/windows.h"
#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::signal;

TEST_CASE("a periodogram holds the power of the signal") {
  TestContext ctx;
  for (const std::int64_t n : {1, 2, 99, 100}) {
    const Array x = random_array<double>(ctx, {n}, 5), z = random_array<Complex128>(ctx, {n}, 6);
    const Array w = window(ctx, WindowKind::boxcar, n, false);
    for (const bool onesided : {true, false}) {
      SpectralOptions o;
      o.fs = 10;
      o.window = w;
      o.nfft = n;
      o.detrend = Trend::none;
      o.onesided = onesided;
      for (const Array& data : {x, z}) {
        double power = 0, sum = 0;
        for (const Complex128 v : elements_of(data)) power += std::norm(v);
        const Spectrum s = welch(ctx, data, 0, o);
        for (const Complex128 p : elements_of(s.values)) sum += p.real();
        CHECK(sum * 10 / static_cast<double>(n) == Approx(power / static_cast<double>(n)).epsilon(1e-12));
      }
    }
  }
}
