#pragma once
// The layers of the ziggurat method for normal and exponential draws: G. Marsaglia and W. W. Tsang, Journal of
// Statistical Software 5 (2000), in the form of D. Bateman's and NumPy's 256 layers, equal to NumPy's bit for bit.

#include <array>
#include <cstdint>

namespace perilune::random {

template <class Real, class Word>
struct Ziggurat {
  struct Layer {
    Word inside;  // below this, the point lies under the curve without further ado
    Real width;   // from the integer to the abscissa
  };
  std::array<Layer, 256> layers;
  std::array<Real, 256> heights;
};

extern const Ziggurat<double, std::uint64_t> normal_ziggurat, exponential_ziggurat;
extern const Ziggurat<float, std::uint32_t> normal_ziggurat_float, exponential_ziggurat_float;

// Where the tails begin.
inline constexpr double normal_tail = 3.6541528853610087963519472518,
                        normal_tail_inverse = 0.27366123732975827203338247596;
inline constexpr double exponential_tail = 7.6971174701310497140446280481;

}  // namespace perilune::random
