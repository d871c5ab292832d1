// fft: what families there are.

#include "stdlib/fft/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {fft_transform_rows(), fft_many_axes_rows(), fft_helper_rows()};

}  // namespace

const Module fft_module{"fft",
                        "Discrete Fourier transforms.",
                        families,
                        {},
                        {},
                        "Lengths of any factors take time proportional to n log n; `fft.next_fast_len` gives "
                        "the fastest ones. What was computed for a length is kept for the next call with it. "
                        "float32 and complex64 are transformed in their own precision."};

}  // namespace perilune
