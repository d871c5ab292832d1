// digits * 10^exponent to the nearest double. Small cases are one exact operation (W. D. Clinger, "How to read floating
// point numbers accurately", 1990). The others multiply by 128 bits of the power of five (D. Lemire, "Number parsing at
// a gigabyte per second", 2021), here for exponents whose powers fit without long arithmetic; the rest is left to
// others.

#include <array>
#include <bit>

#include "kernels/io/number_text.h"

namespace perilune::io {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr int lowest = -54, highest = 55;  // 5^55 has 128 bits; 2 * 5^54 still has

struct Power {
  std::uint64_t high, low;
};

// 5^q as 128 bits with the first one set: cut off for q >= 0, rounded up below, as the proof in the paper wants it.
constexpr std::array<Power, highest - lowest + 1> make_powers() {
  std::array<Power, highest - lowest + 1> powers{};
  Wide power = 1;
  for (int n = 0; n <= highest; ++n, power *= 5) {
    Wide up = power;
    while (!(up >> 127)) up <<= 1;
    powers[static_cast<std::size_t>(n - lowest)] = {static_cast<std::uint64_t>(up >> 64),
                                                    static_cast<std::uint64_t>(up)};
    if (n == 0 || -n < lowest) continue;
    // 2^b / 5^n by hand, until the quotient has 128 bits.
    Wide rest = 1, quotient = 0;
    while (!(quotient >> 127)) {
      rest <<= 1;
      quotient <<= 1;
      if (rest >= power) {
        rest -= power;
        quotient |= 1;
      }
    }
    ++quotient;
    powers[static_cast<std::size_t>(-n - lowest)] = {static_cast<std::uint64_t>(quotient >> 64),
                                                     static_cast<std::uint64_t>(quotient)};
  }
  return powers;
}

constexpr auto powers = make_powers();

}  // namespace

bool scale_decimal(std::uint64_t digits, int exponent, double& value) {
  if (digits == 0) {
    value = 0;
    return true;
  }
  if (exponent < lowest || exponent > highest) return false;
  const int shift = std::countl_zero(digits);
  const std::uint64_t w = digits << shift;
  const Power& power = powers[static_cast<std::size_t>(exponent - lowest)];
  Wide product = Wide{w} * power.high;
  // 55 bits decide, and the nine below them when they are not all set; else the other half of the power is needed.
  constexpr std::uint64_t undecided = 0x1FF;
  if ((static_cast<std::uint64_t>(product >> 64) & undecided) == undecided) product += Wide{w} * power.low >> 64;
  const auto high = static_cast<std::uint64_t>(product >> 64), low = static_cast<std::uint64_t>(product);
  if (low == ~std::uint64_t{0} && exponent < -27) return false;
  const int top = static_cast<int>(high >> 63);
  const int drop = top + 64 - 52 - 3;
  std::uint64_t mantissa = high >> drop;
  // floor(log2(10^q)) for |q| in range.
  int binary = ((217706 * exponent) >> 16) + 63 + top - shift + 1023;
  // Exactly between two doubles: to the even one.
  if (low <= 1 && exponent >= -4 && exponent <= 23 && (mantissa & 3) == 1 && mantissa << drop == high)
    mantissa &= ~std::uint64_t{1};
  mantissa = (mantissa + (mantissa & 1)) >> 1;
  if (mantissa >> 53) {
    mantissa = std::uint64_t{1} << 52;
    ++binary;
  }
  value = std::bit_cast<double>((mantissa & ~(std::uint64_t{1} << 52)) | static_cast<std::uint64_t>(binary) << 52);
  return true;
}

}  // namespace perilune::io
