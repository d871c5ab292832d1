#include "kernels/text/number.h"

#include <cmath>
#include <cstdio>

#include "kernels/core/errors.h"

namespace perilune {

void complex_text(double real, double imag, char* text, std::size_t size) {
  const char* sign = std::signbit(imag) && !std::isnan(imag) ? "-" : "+";
  std::snprintf(text, size, "(%s%s%sj)", number_text(real).c_str(), sign, number_text(std::fabs(imag)).c_str());
}

}  // namespace perilune
