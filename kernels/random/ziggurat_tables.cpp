#include "kernels/random/ziggurat_tables.h"

#include <bit>

#include "kernels/random/double_double.h"

namespace perilune::random {

namespace {

using Abscissae = std::array<double, 256>;

// To the nearest integer, halves to even; x is below 2^53.
constexpr std::uint64_t nearest(double x) {
  const std::uint64_t n = static_cast<std::uint64_t>(x);
  const double rest = x - static_cast<double>(n);
  return n + (rest > 0.5 || (rest == 0.5 && (n & 1) != 0));
}

constexpr float one_unit_up(float x) { return std::bit_cast<float>(std::bit_cast<std::uint32_t>(x) + 1); }
constexpr float one_unit_down(float x) { return std::bit_cast<float>(std::bit_cast<std::uint32_t>(x) - 1); }

// NumPy's normal layers were computed in float64: each step below is rounded as a correct exp, log or sqrt rounds it.
struct NormalLayers {
  Abscissae x{}, height{}, ratio{};
  constexpr NormalLayers() {
    constexpr double area = 0.0049286732339746519;
    const auto density = [](double t) { return exp(DoubleDouble(-0.5 * t * t)).high; };
    x[255] = normal_tail;
    height[255] = density(normal_tail);
    for (std::size_t i = 254; i > 0; --i) {
      x[i] = sqrt(-2 * log(DoubleDouble(height[i + 1] + area / x[i + 1])).high);
      height[i] = density(x[i]);
      // The one step of the published tables that is not correctly rounded; all layers above rest on it.
      if (i == 38) height[i] += 0x1p-53;
    }
    for (std::size_t i = 1; i < 256; ++i) ratio[i] = (i == 1 ? 0 : x[i - 1]) / x[i];
    ratio[0] = x[255] * height[255] / area;
    x[0] = area / height[255];  // the width of a rectangle with the area of the base and the tail
    height[0] = 1;
  }
};

// The exponential layers were computed with more digits and rounded once.
struct ExponentialLayers {
  Abscissae x{}, height{}, ratio{}, ratio_low{};
  constexpr ExponentialLayers() {
    constexpr DoubleDouble tail{exponential_tail, -3.6248703662397484e-16};
    DoubleDouble abscissa = tail, ordinate = exp(-tail);
    const DoubleDouble base = ordinate, area = (tail + DoubleDouble(1)) * base;
    x[255] = abscissa.high;
    height[255] = ordinate.high;
    for (std::size_t i = 254; i > 0; --i) {
      ordinate = ordinate + area / abscissa;
      const DoubleDouble next = -log(ordinate);
      set_ratio(i + 1, next / abscissa);
      abscissa = next;
      x[i] = abscissa.high;
      height[i] = ordinate.high;
    }
    set_ratio(0, tail * base / area);
    x[0] = (area / base).high;
    height[0] = 1;
  }
  constexpr void set_ratio(std::size_t i, DoubleDouble r) {
    ratio[i] = r.high;
    ratio_low[i] = r.low;
  }
};

constexpr NormalLayers normal;
constexpr ExponentialLayers exponential;

constexpr auto make_normal() {
  Ziggurat<double, std::uint64_t> z{};
  for (std::size_t i = 0; i < 256; ++i) {
    z.layers[i] = {nearest(normal.ratio[i] * 0x1p52), normal.x[i] * 0x1p-52};
    z.heights[i] = normal.height[i];
  }
  return z;
}

constexpr auto make_normal_float() {
  Ziggurat<float, std::uint32_t> z{};
  for (std::size_t i = 0; i < 256; ++i) {
    const auto inside = static_cast<std::uint32_t>(nearest(normal.ratio[i] * 0x1p23));
    z.layers[i] = {inside, static_cast<float>(normal.x[i] * 0x1p-23)};
    z.heights[i] = static_cast<float>(normal.height[i]);
  }
  return z;
}

constexpr auto make_exponential() {
  Ziggurat<double, std::uint64_t> z{};
  for (std::size_t i = 0; i < 256; ++i) {
    const double ratio = exponential.ratio[i] * 0x1p52;
    std::uint64_t inside = static_cast<std::uint64_t>(ratio);
    if (ratio - static_cast<double>(inside) + exponential.ratio_low[i] * 0x1p52 < 0) --inside;
    z.layers[i] = {2 * inside, exponential.x[i] * 0x1p-53};  // 53 bits are drawn, the bounds were rounded at 52
    z.heights[i] = exponential.height[i];
  }
  return z;
}

constexpr auto make_exponential_float() {
  Ziggurat<float, std::uint32_t> z{};
  for (std::size_t i = 0; i < 256; ++i) {
    const auto inside = static_cast<std::uint32_t>(nearest(exponential.ratio[i] * 0x1p23));
    z.layers[i] = {inside, static_cast<float>(exponential.x[i] * 0x1p-23)};
    z.heights[i] = static_cast<float>(exponential.height[i]);
  }
  // The published numbers went through nine decimal digits, which moved four of them.
  z.layers[226].width = one_unit_up(z.layers[226].width);
  z.heights[128] = one_unit_down(z.heights[128]);
  z.heights[154] = one_unit_up(z.heights[154]);
  z.heights[171] = one_unit_down(z.heights[171]);
  return z;
}

}  // namespace

constexpr Ziggurat<double, std::uint64_t> normal_ziggurat = make_normal();
constexpr Ziggurat<double, std::uint64_t> exponential_ziggurat = make_exponential();
constexpr Ziggurat<float, std::uint32_t> normal_ziggurat_float = make_normal_float();
constexpr Ziggurat<float, std::uint32_t> exponential_ziggurat_float = make_exponential_float();

}  // namespace perilune::random
