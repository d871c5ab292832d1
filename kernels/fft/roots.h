#pragma once
// Roots of unity and lengths that transforms like.

#include <complex>
#include <cstdint>

namespace perilune::fft {

// exp(-2 pi i k / n), 0 <= k < n, each part within about half a unit in the last place.
std::complex<double> root(std::int64_t k, std::int64_t n);

// The smallest length >= target whose prime factors are at most 11, or 5 for real transforms: SciPy's rule, whose
// answers these are. ValueError for a negative target and where there is none below 2^62.
std::int64_t next_fast_len(std::int64_t target, bool real = false);

}  // namespace perilune::fft
