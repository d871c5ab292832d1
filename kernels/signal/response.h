#pragma once
// The gain and phase of digital filters.

#include "kernels/core/array.h"

namespace perilune::signal {

struct FrequencyGrid {
  std::int64_t count = 512;
  bool whole = false;             // the whole circle, not its upper half
  bool include_nyquist = false;   // the last frequency is that of Nyquist (not with `whole`)
  double fs = 6.283185307179586;  // frequencies are in its unit
};

struct Response {
  Array w, h;
};

// At `count` frequencies in equal steps, or at those given.
Array grid(Context& ctx, const FrequencyGrid& g);
Response freqz(Context& ctx, const View& b, const View& a, const View& w, double fs);
Response sosfreqz(Context& ctx, const View& sos, const View& w, double fs);

}  // namespace perilune::signal
