#pragma once
// The families of signal, one to a file of the same name.

#include "stdlib/registry/declaration.h"

namespace perilune {

Rows signal_convolution_rows();
Rows signal_design_rows();
Rows signal_filter_rows();
Rows signal_response_rows();
Rows signal_spectra_rows();
Rows signal_stft_rows();
Rows signal_windows_rows();
Rows signal_peaks_rows();

}  // namespace perilune
