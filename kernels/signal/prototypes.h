#pragma once
// Analog low-pass filters with their edge at 1 radian per second, from which all others are made.

#include "kernels/signal/design.h"

namespace perilune::signal {

// The gain at the edge is 1/sqrt(2).
Zpk butterworth_prototype(int order);
// Ripples of `ripple` decibel in the band that passes, which ends at the edge.
Zpk chebyshev1_prototype(int order, double ripple);
// Ripples `attenuation` decibel below 1 in the band that does not pass, which begins at the edge.
Zpk chebyshev2_prototype(int order, double attenuation);
// Both; the edge is that of the band that passes.
Zpk elliptic_prototype(int order, double ripple, double attenuation);
// All frequencies are delayed nearly alike.
Zpk bessel_prototype(int order, BesselNorm norm);

}  // namespace perilune::signal
