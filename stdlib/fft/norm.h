#pragma once
// What the families of fft share.

#include "kernels/fft/transform.h"
#include "stdlib/registry/call.h"
#include "stdlib/registry/workers.h"

namespace perilune {

inline constexpr Arg fft_norm_arg =
    optional("norm", Type::string, "backward",
             "Where the factor 1/n stands: on the inverse transform, its square root on both, or on the forward "
             "transform.")
        .among("backward|ortho|forward");
inline constexpr Arg fft_workers_arg = option("workers", Type::integer, absent, workers_doc).at_least(-1);

inline constexpr const char* fft_sources =
    "J. Cooley, J. Tukey, An algorithm for the machine calculation of complex Fourier series, Math. Comp. 19 (1965)\n"
    "M. Frigo, S. Johnson, The design and implementation of FFTW3, Proc. IEEE 93 (2005)";

fft::Norm fft_norm(const Call& call);

}  // namespace perilune
