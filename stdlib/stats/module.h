#pragma once
// The families of stats, one to a file of the same name.

#include "stdlib/registry/declaration.h"

namespace perilune {

Rows summary_rows();
Rows t_test_rows();
Rows distribution_test_rows();
Rows rank_test_rows();
Rows correlation_rows();
Rows contingency_rows();
Rows density_rows();
Rows distribution_rows();

extern const Class frozen_class;             // distribution_class.cpp
extern const Class frozen_continuous_class;  // its two kinds
extern const Class frozen_discrete_class;
extern const Class gaussian_kde_class;  // density.cpp

}  // namespace perilune
