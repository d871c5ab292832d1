#include "kernels/signal/filter.h"

#include "kernels/array/manipulate.h"
#include "kernels/signal/design.h"
#include "kernels/signal/response.h"
#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::signal;

namespace {

Array sections_of(Context& ctx, const DesignOptions& o) {
  const std::vector<Section> s = zpk_to_sections(iir_filter(o), o.analog);
  Array a = Array::empty(ctx, DType::float64, {static_cast<std::int64_t>(s.size()), 6});
  for (std::size_t i = 0; i < s.size(); ++i) std::copy(s[i].begin(), s[i].end(), a.as<double>() + 6 * i);
  return a;
}

Array piece(const Array& x, std::int64_t begin, std::int64_t end) {
  return x.with_layout(x.data() + begin * x.strides()[0], {end - begin}, x.strides());
}

}  // namespace

TEST_CASE("Butterworth filters have their gain at the edges and are stable at any order") {
  TestContext ctx;
  for (int order = 1; order <= 40; ++order)
    for (const Band band : {Band::lowpass, Band::highpass, Band::bandpass, Band::bandstop}) {
      const bool pair = band == Band::bandpass || band == Band::bandstop;
      const DesignOptions o{order, pair ? std::vector<double>{30, 70} : std::vector<double>{40}, band, false, 200};
      INFO("order " << order << ", band " << static_cast<int>(band));
      for (const auto& p : iir_filter(o).p) CHECK(std::abs(p) < 1);
      const Array w = pair ? array_of<double>(ctx, {4}, {0, 30, 70, 100}) : array_of<double>(ctx, {3}, {0, 40, 100});
      const Array h = sosfreqz(ctx, sections_of(ctx, o), w, 200).h;
      const double gain[] = {std::abs(h.at<Complex128>(0)), std::abs(h.at<Complex128>(1)),
                             std::abs(h.at<Complex128>(w.size() - 2)), std::abs(h.at<Complex128>(w.size() - 1))};
      // Roundings of the sections add up; near the edge the response is steep.
      CHECK(gain[1] == Approx(std::sqrt(0.5)).epsilon(1e-9));
      CHECK(gain[2] == Approx(std::sqrt(0.5)).epsilon(1e-9));
      CHECK(gain[0] == Approx(band == Band::lowpass || band == Band::bandstop ? 1.0 : 0.0).margin(1e-9));
      CHECK(gain[3] == Approx(band == Band::highpass || band == Band::bandstop ? 1.0 : 0.0).margin(1e-9));
    }
}

TEST_CASE("a signal filtered in pieces is the signal filtered, for any number of sections") {
  TestContext ctx;
  const Array x = random_array<double>(ctx, {70000}, 1);
  for (int order = 1; order <= 11; ++order) {
    const Array sos = sections_of(ctx, {order, {0.3}});
    const Array whole = sosfilt(ctx, sos, x, 0).y;
    Array state = Array::zeros(ctx, DType::float64, {sos.shape()[0], 2});
    double worst = 0;
    for (const auto& [begin, end] : {std::pair<std::int64_t, std::int64_t>{0, 1}, {1, 3}, {3, 1000}, {1000, 70000}}) {
      const View zi = state;
      Filtered f = sosfilt(ctx, sos, piece(x, begin, end), 0, &zi);
      worst = std::max(worst, largest_difference(f.y, piece(whole, begin, end)));
      state = f.zf;
    }
    CHECK(worst < 1e-12);  // the two forms of a section round differently
  }
}

TEST_CASE("filters do not care how the signal lies in memory, nor how many threads there are", "[threads]") {
  TestContext ctx, four;
  four.threads = 4;
  const Array x = random_array<double>(ctx, {40, 300}, 2), z = random_array<Complex128>(ctx, {40, 300}, 3);
  const Array sos = sections_of(ctx, {5, {0.1, 0.4}, Band::bandpass});
  const Array b = array_of<double>(ctx, {3}, {1, 2, 3}), a = array_of<double>(ctx, {2}, {1, -0.5});
  for (const Array& data : {x, z})
    for (const int axis : {0, 1}) {
      const Array y = sosfiltfilt(ctx, sos, data, axis, {Padding::odd, 20}), u = lfilter(ctx, b, a, data, axis).y;
      for (const Spread how : {Spread::fortran, Spread::gaps, Spread::reversed}) {
        const Array other = spread(ctx, data, how);
        CHECK(largest_difference(sosfiltfilt(four, sos, other, axis, {Padding::odd, 20}), y) == 0);
        CHECK(largest_difference(lfilter(four, b, a, other, axis).y, u) == 0);
      }
    }
  // A complex signal is two real ones.
  const Array both = sosfilt(ctx, sos, z, 1).y;
  Array re = Array::empty(ctx, DType::float64, {40, 300});
  for (std::int64_t i = 0; i < re.size(); ++i) re.as<double>()[i] = z.as<Complex128>()[i].real();
  const Array real = sosfilt(ctx, sos, re, 1).y;
  double worst = 0;
  for (std::int64_t i = 0; i < re.size(); ++i)
    worst = std::max(worst, std::abs(both.as<Complex128>()[i].real() - real.as<double>()[i]));
  CHECK(worst < 1e-13);
}

TEST_CASE("filtering forwards and backwards delays nothing") {
  TestContext ctx;
  // A symmetric signal stays symmetric.
  const Array half = random_array<double>(ctx, {200}, 4);
  Array x = Array::empty(ctx, DType::float64, {400});
  for (std::int64_t i = 0; i < 200; ++i) x.at<double>(i) = x.at<double>(399 - i) = half.at<double>(i);
  const Array sos = sections_of(ctx, {4, {0.3}});
  FiltFiltOptions gust;
  gust.gust = true;
  const Polynomial p = zpk_to_polynomials(iir_filter({4, {0.3}}));
  const Array b = array_of<double>(ctx, {5}, p.b), a = array_of<double>(ctx, {5}, p.a);
  const Array results[] = {sosfiltfilt(ctx, sos, x, 0, {Padding::even, 390}), filtfilt(ctx, b, a, x, 0, gust)};
  for (const Array& y : results)
    for (std::int64_t i = 0; i < 200; ++i) CHECK(y.at<double>(i) == Approx(y.at<double>(399 - i)).margin(1e-9));
  // A constant passes a low pass, however short the padding.
  const Array ones = array_of<double>(ctx, {5}, {1, 1, 1, 1, 1});
  CHECK(largest_difference(sosfiltfilt(ctx, sos, ones, 0, {Padding::odd, 1}), ones) < 1e-12);
}

TEST_CASE("float32 signals stay float32 where the coefficients are") {
  TestContext ctx;
  Array x = Array::zeros(ctx, DType::float32, {50}), b = Array::zeros(ctx, DType::float32, {2});
  x.at<float>(0) = b.at<float>(0) = b.at<float>(1) = 1;
  const Array one = array_of<double>(ctx, {1}, {1.0}), single = array_of<float>(ctx, {1}, {1.0F});
  CHECK(lfilter(ctx, b, one, x, 0).y.dtype() == DType::float64);
  const Array y = lfilter(ctx, b, single, x, 0).y;
  CHECK(y.dtype() == DType::float32);
  CHECK((y.at<float>(0) == 1 && y.at<float>(1) == 1 && y.at<float>(2) == 0));
}

TEST_CASE("detrend takes off what it says") {
  TestContext ctx;
  Array x = Array::empty(ctx, DType::float64, {3, 100});
  for (std::int64_t i = 0; i < 3; ++i)
    for (std::int64_t j = 0; j < 100; ++j)
      x.at<double>(i, j) =
          static_cast<double>(i) * (j < 40 ? 3.0 * static_cast<double>(j) : 500.0 - static_cast<double>(j));
  CHECK(largest_difference(detrend(ctx, x, 1, true, {40}), Array::zeros(ctx, DType::float64, {3, 100})) < 1e-12);
  CHECK_THROWS_AS(detrend(ctx, x, 1, true, {100}), ValueError);
  const Array one = array_of<double>(ctx, {1}, {5});
  CHECK(detrend(ctx, one, 0, true).at<double>(0) == 0);
}

TEST_CASE("long filters stop when asked") {
  TestContext ctx;
  StopFlag stop;
  ctx.stop = &stop;
  const Array x = random_array<double>(ctx, {100000}, 4), sos = sections_of(ctx, {4, {0.3}});
  stop.request = StopFlag::cancel;
  CHECK_THROWS_AS(sosfiltfilt(ctx, sos, x, 0), Interrupted);
}
