#pragma once
// What eigsh, eigs and svds share: options, where to begin, how it went.

#include "kernels/sparse/lanczos.h"
#include "stdlib/sparse/operator.h"

namespace perilune {

extern const RecordType spectral_info;

// ConvergenceError when nothing has converged; a warning when something has not.
Record spectral_record(Call& call, std::int64_t wanted, std::int64_t converged, std::int64_t restarts,
                       std::int64_t products, bool out_of_time);

// v0 in the dtype of the solver; empty when left out.
Array start_vector(Call& call, std::int64_t n, DType wide);

// ncv, tol, maxiter, maxtime and k.
template <class Options>
void read_iteration(Call& call, Options& options) {
  options.k = call.integer("k");
  if (call.has("ncv")) options.ncv = call.integer("ncv");
  options.tol = call.number("tol");
  if (call.has("maxiter")) options.maxiter = call.integer("maxiter");
  if (call.has("maxtime")) options.maxtime = call.number("maxtime");
}

constexpr Arg operator_option(const char* name, const char* doc) {
  return option(name, operator_type, absent, doc).of(sparse_class).or_of(linear_operator_class);
}
inline constexpr Arg k_arg = optional("k", Type::integer, 6, "How many.").at_least(1);
inline constexpr Arg tol_arg = option("tol", 0.0, "Relative accuracy of each; 0 means machine precision.").at_least(0);
inline constexpr Arg v0_arg =
    option("v0", Type::vector, absent, "Where to begin; a fixed random vector when left out.");
inline constexpr Arg maxiter_arg =
    option("maxiter", Type::integer, absent, "Restarts at most; ten times n when left out.").at_least(1);
inline constexpr Arg spectral_maxtime_arg =
    option("maxtime", Type::number, absent, "When to give up.").at_least(0).measured_in("seconds");
inline constexpr Arg vectors_arg = option("return_eigenvectors", true, "Whether vectors are wanted.");
inline constexpr Arg spectral_info_arg = out("info", Type::record, "How it went.").of(spectral_info);

}  // namespace perilune
