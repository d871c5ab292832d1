// One question to two solvers: what ARPACK finds, in the form in which our own iteration gives it.

#include <algorithm>
#include <numeric>

#include "kernels/sparse/arpack.h"

namespace perilune::sparse {

namespace {

template <class T>
const char* letters(Which which) {
  constexpr bool complex = is_complex_type<T>;
  switch (which) {
    case Which::LM: return "LM";
    case Which::SM: return "SM";
    case Which::LA: return complex ? "LR" : "LA";  // Hermitian problems go to Arnoldi's method
    case Which::SA: return complex ? "SR" : "SA";
    default:
      if (complex) throw ValueError("which must not be 'BE' for complex problems with solver = 'arpack', got 'BE'");
      return "BE";
  }
}

}  // namespace

template <class T>
LanczosResult self_adjoint(Context& ctx, const LanczosProblem<T>& problem, const LanczosOptions& options, const T* v0,
                           bool inverted) {
  if (options.solver == LanczosOptions::own) return lanczos(ctx, problem, options, v0);
  const ArpackOptions inner{options.k,       letters<T>(options.which), options.ncv, options.tol,
                            options.maxiter, options.maxtime,           true,        inverted};
  const ArpackResult found = arpack_symmetric(ctx, problem, inner, v0);
  LanczosResult result;
  result.restarts = found.restarts;
  result.products = found.products;
  result.out_of_time = found.out_of_time;
  const std::size_t count = found.values.size();
  result.converged = static_cast<std::int64_t>(count);
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](auto a, auto b) { return found.values[a].real() < found.values[b].real(); });
  result.vectors = Array::empty_fortran(ctx, dtype_of<T>, {problem.n, result.converged});
  for (std::size_t i = 0; i < count; ++i) {
    result.values.push_back(found.values[order[i]].real());
    std::copy_n(found.vectors.as<T>() + static_cast<std::int64_t>(order[i]) * problem.n, problem.n,
                result.vectors.as<T>() + static_cast<std::int64_t>(i) * problem.n);
  }
  return result;
}

template LanczosResult self_adjoint(Context&, const LanczosProblem<double>&, const LanczosOptions&, const double*,
                                    bool);
template LanczosResult self_adjoint(Context&, const LanczosProblem<Complex128>&, const LanczosOptions&,
                                    const Complex128*, bool);

}  // namespace perilune::sparse
