#pragma once
// The families and classes of interpolate, and what they share.

#include <optional>

#include "kernels/interpolate/ppoly.h"
#include "stdlib/registry/call.h"

namespace perilune {

Rows interpolate_cubic_spline_rows();
Rows interpolate_pchip_rows();
Rows interpolate_interp1d_rows();
Rows interpolate_ppoly_rows();

extern const Class ppoly_class;         // interpolate::PPoly
extern const Class cubic_spline_class;  // the same, made through samples
extern const Class pchip_class;         // and so
extern const Class interp1d_class;      // interpolate::Interp1d

// An argument that is a boolean or "periodic"; absent when it was left out.
std::optional<interpolate::Extrapolate> extrapolate_mode(Call& call, const char* name = "extrapolate");
void destroy_ppoly(void* object);
// A new object. Its arrays are seen by scripts as fields, so nobody may write to them from here on.
void give_ppoly(Call& call, const Class& as, interpolate::PPoly p);

}  // namespace perilune
