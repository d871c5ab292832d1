#pragma once
// What the rows of searches for roots share.

#include "kernels/optimize/roots.h"
#include "stdlib/optimize/solver.h"

namespace perilune {

enum class RootMethod : int { bisect, brentq, brenth, ridder, toms748 };

extern const RecordType root_results;

inline constexpr Arg root_callback_arg =
    option("callback", Type::callable, absent,
           "Called after each iteration with the best point and a table of fun, nit and nfev; returning true or "
           "\"stop\" ends the search.")
        .called("x, state -> boolean or string");

Record root_record(const optimize::RootResult& r);

// k: interpolations in each iteration of toms748.
optimize::RootResult root_in_bracket(Context& ctx, RootMethod how, const optimize::ScalarFunction& f, double a,
                                     double b, const optimize::BracketOptions& options, int k);

// maxiter, with what it is when it is left out, maxfev and maxtime.
optimize::Limits root_limits(Call& call, std::int64_t usual_iterations);

}  // namespace perilune
