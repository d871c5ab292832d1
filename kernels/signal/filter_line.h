#pragma once
// One line through a filter. Coefficients are checked and normalised here, once for all lines.

#include <complex>
#include <vector>

#include "kernels/core/array.h"

namespace perilune::signal {

// T: double or std::complex<double>; the type of coefficients and samples.
template <class T>
struct Polynomials {
  std::vector<T> b, a;  // of the same length, a[0] = 1
  int order() const { return static_cast<int>(b.size()) - 1; }
  // n samples in place, `step` elements apart (1, or -1 to go backwards); state: order() values.
  void run(Context& ctx, T* x, std::int64_t n, std::int64_t step, T* state) const;
  // The state that ones for ever leave. ValueError when the sum of a is 0.
  std::vector<T> steady_state() const;
};

// ValueError for empty coefficients, a[0] = 0, nan and infinities.
template <class T>
Polynomials<T> read_polynomials(Context& ctx, const View& b, const View& a);

struct Sections {
  std::vector<double> coefficients;  // 6 each: b0 b1 b2 1 a1 a2
  std::int64_t count() const { return static_cast<std::int64_t>(coefficients.size() / 6); }
  // state: 2 values for each section.
  template <class T>
  void run(Context& ctx, T* x, std::int64_t n, std::int64_t step, T* state) const;
  std::vector<double> steady_state() const;
};

Sections read_sections(Context& ctx, const View& sos);

// (filter_loops.cpp) Up to 4 sections in one walk through the samples.
void run_sections(const double* sections, std::int64_t count, double* x, std::int64_t n, std::int64_t step,
                  double* state);
void run_sections(const double* sections, std::int64_t count, std::complex<double>* x, std::int64_t n,
                  std::int64_t step, std::complex<double>* state);

// The dtype in which results come: float32 and complex64 where all operands are single.
DType filter_dtype(DType a, DType b);

}  // namespace perilune::signal
