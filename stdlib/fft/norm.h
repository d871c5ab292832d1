#pragma once
// What the families of fft share.

#include "kernels/fft/transform.h"
#include "stdlib/registry/call.h"

namespace perilune {

fft::Norm fft_norm(const Call& call);

}  // namespace perilune
