// Near a shift the operator is (A - sigma M)^-1 M (T. Ericsson, A. Ruhe, Mathematics of Computation 35, 1980), or for
// "buckling" (A - sigma M)^-1 A and for "cayley" (A - sigma M)^-1 (A + sigma M) (R. Grimes, J. Lewis, H. Simon, SIAM J.
// Matrix Anal. Appl. 15, 1994).

#include "kernels/sparse/eigsh.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kernels/array/elementwise.h"
#include "kernels/sparse/arithmetic.h"
#include "kernels/sparse/construct.h"
#include "kernels/sparse/factor.h"
#include "kernels/sparse/numbers.h"
#include "kernels/sparse/product.h"

namespace perilune::sparse {

namespace {

// Rising values with their columns in step.
template <class T>
void sort_pairs(Context& ctx, LanczosResult& r) {
  const auto count = r.values.size();
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return r.values[a] < r.values[b]; });
  if (std::is_sorted(order.begin(), order.end())) return;
  const std::int64_t n = r.vectors.shape()[0];
  const Array columns = Array::empty_fortran(ctx, r.vectors.dtype(), r.vectors.shape());
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = r.values[order[i]];
    std::copy_n(r.vectors.as<T>() + static_cast<std::int64_t>(order[i]) * n, n,
                columns.as<T>() + static_cast<std::int64_t>(i) * n);
  }
  r.values = std::move(values);
  r.vectors = columns;
}

template <class T>
Matrix shifted(Context& ctx, const EigshProblem<T>& p, double sigma) {
  if (!p.a || p.m_product)
    throw ValueError("OPinv must be given with sigma where A or M is a LinearOperator, got nothing");
  if (sigma == 0) return *p.a;
  const Matrix m = p.m ? *p.m : eye(ctx, p.n, p.n, 0, p.a->dtype(), p.a->format);
  return combine(ctx, Pairing::subtract, *p.a, scale(ctx, m, Scalar::of(sigma)));
}

}  // namespace

template <class T>
LanczosResult eigsh(Context& ctx, const EigshProblem<T>& p, const EigshOptions& options, const T* v0) {
  const bool has_m = p.m || p.m_product;
  const auto a_times = [&](const T* x, T* y) { p.a_product ? (*p.a_product)(x, y) : apply(ctx, *p.a, x, y); };
  const auto m_times = [&](const T* x, T* y) { p.m_product ? (*p.m_product)(x, y) : apply(ctx, *p.m, x, y); };
  const auto n = static_cast<std::size_t>(p.n);

  if (!options.sigma) {
    if (options.mode != EigshOptions::normal) throw ValueError("mode must be 'normal' without sigma");
    if (p.op_inverse) throw ValueError("OPinv must be given with sigma only");
    if (!has_m) {
      const auto op = [&](const T* v, const T*, T* w) { a_times(v, w); };
      return self_adjoint<T>(ctx, {p.n, op}, options, v0, false);
    }
    std::unique_ptr<Factorization<T>> factors;
    if (!p.m_inverse) {
      if (!p.m) throw ValueError("Minv must be given where M is a LinearOperator, got nothing");
      factors = factorize<T>(ctx, *p.m, {}, "M");
    }
    auto image = ctx.vector<T>(n);
    const auto op = [&](const T* v, const T*, T* w) {
      a_times(v, image.data());
      p.m_inverse ? (*p.m_inverse)(image.data(), w) : factors->solve(image.data(), w);
    };
    return self_adjoint<T>(ctx, {p.n, op, Product<T>(m_times)}, options, v0, false);
  }

  const double sigma = *options.sigma;
  if (p.m_inverse) throw ValueError("Minv must be given without sigma only");
  if (!std::isfinite(sigma)) throw ValueError("sigma must be finite, got " + number_text(sigma));
  if (options.mode != EigshOptions::normal && sigma == 0)
    throw ValueError("sigma must not be 0 for modes 'buckling' and 'cayley', got 0");
  std::unique_ptr<Factorization<T>> factors;
  if (!p.op_inverse) factors = factorize<T>(ctx, shifted(ctx, p, sigma), {}, has_m ? "A - sigma M" : "A - sigma I");
  const auto inverse = [&](const T* x, T* y) { p.op_inverse ? (*p.op_inverse)(x, y) : factors->solve(x, y); };

  LanczosResult r;
  if (options.mode == EigshOptions::cayley) {
    auto image = ctx.vector<T>(n);
    const auto op = [&](const T* v, const T* bv, T* w) {
      a_times(v, image.data());
      for (std::size_t i = 0; i < n; ++i) image[i] += scaled(bv[i], sigma);  // bv is M v
      inverse(image.data(), w);
    };
    if (has_m) r = self_adjoint<T>(ctx, {p.n, op, Product<T>(m_times)}, options, v0, true);
    else r = self_adjoint<T>(ctx, {p.n, op}, options, v0, true);
    for (double& v : r.values) v = sigma * (v + 1) / (v - 1);
  } else if (options.mode == EigshOptions::buckling) {
    const auto op = [&](const T*, const T* bv, T* w) { inverse(bv, w); };  // bv is A v
    r = self_adjoint<T>(ctx, {p.n, op, Product<T>(a_times)}, options, v0, true);
    for (double& v : r.values) v = sigma * v / (v - 1);
  } else {
    const auto op = [&](const T*, const T* bv, T* w) { inverse(bv, w); };  // bv is M v
    if (has_m) r = self_adjoint<T>(ctx, {p.n, op, Product<T>(m_times)}, options, v0, true);
    else r = self_adjoint<T>(ctx, {p.n, op}, options, v0, true);
    for (double& v : r.values) v = sigma + 1 / v;
  }
  sort_pairs<T>(ctx, r);
  return r;
}

template LanczosResult eigsh(Context&, const EigshProblem<double>&, const EigshOptions&, const double*);
template LanczosResult eigsh(Context&, const EigshProblem<Complex128>&, const EigshOptions&, const Complex128*);

}  // namespace perilune::sparse
