#include <algorithm>
#include <cmath>

#include "kernels/sparse/iterative.h"
#include "kernels/sparse/iterative_vectors.h"

namespace perilune::sparse {

template <class T>
CgResult cg(Context& ctx, const Operator<T>& a, std::span<const T> b, std::span<T> x, const CgOptions& options,
            std::optional<Product<T>> preconditioner, const Progress<T>& progress) {
  const std::size_t n = b.size();
  const Deadline deadline(options.maxtime);
  const std::int64_t maxiter = options.maxiter > 0 ? options.maxiter : 10 * static_cast<std::int64_t>(n);
  auto r = ctx.vector<T>(n), p = ctx.vector<T>(n), q = ctx.vector<T>(n);
  auto z = ctx.vector<T>(preconditioner ? n : 0);
  CgResult result;
  const double wanted = std::max(options.rtol * length<T>(b), options.atol);

  if (std::any_of(x.begin(), x.end(), [](T v) { return v != T(0); })) {
    a.apply(x.data(), q.data());
    for (std::size_t i = 0; i < n; ++i) r[i] = b[i] - q[i];
  } else {
    std::copy(b.begin(), b.end(), r.begin());
  }
  double rho_before = 0;
  auto finish = [&](std::int64_t info, const char* message) {
    result.info = info;
    result.message = message;
    return result;
  };
  for (;; ++result.nit) {
    ctx.poll();
    result.residual = length<T>(r);
    if (!std::isfinite(result.residual)) {
      if (result.nit == 0) throw ValueError("A, b and x0 must give finite numbers; nan or an infinity came out");
      return finish(-1, "nan or an infinity came out; A is not positive definite, or its entries are out of range");
    }
    if (result.residual <= wanted) return finish(0, "converged");
    if (result.nit > 0 && progress && progress(x, result.nit, result.residual))
      return finish(result.nit, "stopped by the callback");
    if (result.nit >= maxiter)
      return finish(std::max<std::int64_t>(result.nit, 1), "maxiter was reached before convergence");
    if (deadline.passed())
      return finish(std::max<std::int64_t>(result.nit, 1), "maxtime was reached before convergence");
    if (preconditioner) (*preconditioner)(r.data(), z.data());
    const std::span<const T> direction = preconditioner ? std::span<const T>(z) : std::span<const T>(r);
    const double rho = std::real(inner<T>(r, direction));
    if (!(rho > 0)) return finish(-1, "M is not positive definite");
    const double beta = result.nit ? rho / rho_before : 0;
    for (std::size_t i = 0; i < n; ++i) p[i] = direction[i] + scaled(p[i], beta);
    a.apply(p.data(), q.data());
    const double curvature = std::real(inner<T>(p, q));
    if (curvature != curvature) throw ValueError("A must give finite numbers; nan came out");
    if (!(curvature > 0)) return finish(-1, "A is not positive definite");
    const double alpha = rho / curvature;
    for (std::size_t i = 0; i < n; ++i) {
      x[i] += scaled(p[i], alpha);
      r[i] -= scaled(q[i], alpha);
    }
    rho_before = rho;
  }
}

template CgResult cg(Context&, const Operator<double>&, std::span<const double>, std::span<double>, const CgOptions&,
                     std::optional<Product<double>>, const Progress<double>&);
template CgResult cg(Context&, const Operator<Complex128>&, std::span<const Complex128>, std::span<Complex128>,
                     const CgOptions&, std::optional<Product<Complex128>>, const Progress<Complex128>&);

}  // namespace perilune::sparse
