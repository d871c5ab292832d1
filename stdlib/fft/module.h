#pragma once
// The families of fft, one to a file of the same name.

#include "stdlib/registry/declaration.h"

namespace perilune {

Rows fft_transform_rows();
Rows fft_many_axes_rows();
Rows fft_helper_rows();

}  // namespace perilune
