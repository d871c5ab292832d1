#pragma once
// The distributions, one to a file of laws/.

#include "kernels/stats/law.h"

namespace perilune::stats {

extern const Law norm_law, t_law, chi2_law, f_law, beta_law, gamma_law, expon_law, uniform_law, lognorm_law;
extern const Law binom_law, poisson_law;

}  // namespace perilune::stats
