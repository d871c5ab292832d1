#include "stdlib/optimize/roots.h"

namespace perilune {

namespace {

constexpr RecordField root_fields[] = {
    {"root", "Where the function is zero, as near as was found.", Type::number},
    {"iterations", "Iterations made.", Type::integer},
    {"function_calls", "Evaluations of the function.", Type::integer},
    {"converged", "Whether the root lies within the tolerances.", Type::boolean},
    {"flag", "\"converged\" or \"convergence error\".", Type::string},
    {"success", "The same as converged.", Type::boolean},
    {"status", "0, or -2 when it did not converge.", Type::integer},
    {"message", "Why it ended.", Type::string},
    {"nit", "The same as iterations.", Type::integer},
    {"nfev", "The same as function_calls.", Type::integer},
};

}  // namespace

const RecordType root_results{"RootResults", root_fields, 0};

Record root_record(const optimize::RootResult& r) {
  Record record(root_results);
  record.set("root", r.root).set("iterations", r.iterations).set("function_calls", r.function_calls);
  record.set("converged", r.converged).set("flag", r.flag).set("success", r.converged).set("status", r.status);
  record.set("message", r.message).set("nit", r.iterations).set("nfev", r.function_calls);
  return record;
}

optimize::RootResult root_in_bracket(Context& ctx, RootMethod how, const optimize::ScalarFunction& f, double a,
                                     double b, const optimize::BracketOptions& options, int k) {
  switch (how) {
    case RootMethod::bisect: return optimize::bisect(ctx, f, a, b, options);
    case RootMethod::brenth: return optimize::brenth(ctx, f, a, b, options);
    case RootMethod::ridder: return optimize::ridder(ctx, f, a, b, options);
    case RootMethod::toms748: return optimize::toms748(ctx, f, a, b, options, k);
    default: return optimize::brentq(ctx, f, a, b, options);
  }
}

optimize::Limits root_limits(Call& call, std::int64_t usual_iterations) {
  return {limit(call, "maxiter").value_or(usual_iterations), limit(call, "maxfev").value_or(optimize::unlimited),
          time_limit(call)};
}

}  // namespace perilune
