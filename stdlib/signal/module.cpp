// signal: what families there are.

#include "stdlib/signal/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {signal_convolution_rows(), signal_design_rows(),  signal_filter_rows(), signal_response_rows(),
                         signal_windows_rows(),     signal_spectra_rows(), signal_stft_rows(),   signal_peaks_rows()};
const char* const titles[] = {"Convolution", "Filter design", "Filtering",         "Frequency response",
                              "Windows",     "Spectra",       "Spectra over time", "Peaks"};

}  // namespace

const Module signal_module{"signal",
                           "Filters, spectra and peaks of sampled signals.",
                           families,
                           {},
                           {},
                           "Filters in sections of second order (output = \"sos\") keep their accuracy at any order; "
                           "prefer them to polynomials. Signals lie along the last axis unless axis says otherwise.",
                           {},
                           titles};

}  // namespace perilune
