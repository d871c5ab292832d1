// Golub-Kahan bidiagonalisation of A, solved step by step with plane rotations.

#include <algorithm>
#include <cmath>

#include "kernels/sparse/iterative.h"
#include "kernels/sparse/iterative_vectors.h"

namespace perilune::sparse {

namespace {

struct Rotation {
  double c, s, r;
};
// (c, s; s, -c) (a, b)^T = (r, 0)^T.
Rotation rotate(double a, double b) {
  if (b == 0) return {a < 0 ? -1.0 : a > 0 ? 1.0 : 0.0, 0, std::fabs(a)};
  if (a == 0) return {0, b < 0 ? -1.0 : 1.0, std::fabs(b)};
  const double r = std::hypot(a, b) * (std::fabs(b) > std::fabs(a) ? (b < 0 ? -1.0 : 1.0) : (a < 0 ? -1.0 : 1.0));
  return {a / r, b / r, r};
}

// Scales to length one and returns the length that was.
template <class T>
double normalise(std::span<T> x) {
  const double norm = length<T>(x);
  if (norm > 0)
    for (T& v : x) v = scaled(v, 1 / norm);
  return norm;
}

}  // namespace

template <class T>
LsqrResult lsqr(Context& ctx, const Operator<T>& a, std::span<const T> b, std::span<T> x, std::span<double> var,
                const LsqrOptions& options, const Progress<T>& progress) {
  const auto rows = static_cast<std::size_t>(a.rows), columns = static_cast<std::size_t>(a.columns);
  const Deadline deadline(options.maxtime);
  const std::int64_t limit = options.iter_lim > 0 ? options.iter_lim : 2 * a.columns;
  const double damp = options.damp, damp2 = damp * damp;
  const double condition_tolerance = options.conlim > 0 ? 1 / options.conlim : 0;
  if (!a.adjoint) throw ValueError("A must have rmatvec, the product with its adjoint");
  auto u = ctx.vector<T>(rows), v = ctx.vector<T>(columns), w = ctx.vector<T>(columns);
  auto image = ctx.vector<T>(std::max(rows, columns));
  LsqrResult result;
  std::fill(var.begin(), var.end(), 0.0);

  const double bnorm = length<T>(b);
  std::copy(b.begin(), b.end(), u.begin());
  if (std::any_of(x.begin(), x.end(), [](T t) { return t != T(0); })) {
    a.apply(x.data(), image.data());
    for (std::size_t i = 0; i < rows; ++i) u[i] -= image[i];
  }
  double beta = normalise<T>(u), alpha = 0;
  if (beta > 0) {
    (*a.adjoint)(u.data(), v.data());
    alpha = normalise<T>(v);
  }
  if (beta != beta || alpha != alpha)
    throw ValueError("A, b and x0 must give finite numbers; nan or an infinity came out");
  std::copy(v.begin(), v.end(), w.begin());
  double rhobar = alpha, phibar = beta, rnorm = beta;
  double anorm2 = 0, ddnorm = 0, residual2 = 0, xxnorm = 0, z = 0, cs2 = -1, sn2 = 0;
  result.r1norm = result.r2norm = rnorm;
  result.arnorm = alpha * beta;
  if (result.arnorm == 0) return result;

  while (result.istop == 0) {
    if (result.itn >= limit) {
      result.istop = 7;
      break;
    }
    ctx.poll();
    ++result.itn;
    // The next step of the bidiagonalisation: beta u = A v - alpha u, alpha v = A^H u - beta v.
    a.apply(v.data(), image.data());
    for (std::size_t i = 0; i < rows; ++i) u[i] = image[i] - scaled(u[i], alpha);
    beta = normalise<T>(u);
    if (beta > 0) {
      anorm2 += alpha * alpha + beta * beta + damp2;
      (*a.adjoint)(u.data(), image.data());
      for (std::size_t i = 0; i < columns; ++i) v[i] = image[i] - scaled(v[i], beta);
      alpha = normalise<T>(v);
    } else if (beta == 0) {
      anorm2 += alpha * alpha + damp2;
    }
    if (beta != beta || alpha != alpha) throw ValueError("A must give finite numbers; nan or an infinity came out");
    result.anorm = std::sqrt(anorm2);

    // One rotation takes the damping off the diagonal, one the subdiagonal.
    const double rhobar1 = damp > 0 ? std::hypot(rhobar, damp) : rhobar;
    const double psi = damp > 0 ? damp / rhobar1 * phibar : 0;
    if (damp > 0) phibar *= rhobar / rhobar1;
    const Rotation turn = rotate(rhobar1, beta);
    const double rho = turn.r, theta = turn.s * alpha, phi = turn.c * phibar, tau = turn.s * phi;
    rhobar = -turn.c * alpha;
    phibar *= turn.s;

    const double step = phi / rho, back = -theta / rho;
    double dk2 = 0;
    for (std::size_t i = 0; i < columns; ++i) {
      const double d2 = square(scaled(w[i], 1 / rho));
      dk2 += d2;
      if (!var.empty()) var[i] += d2;
      x[i] += scaled(w[i], step);
      w[i] = v[i] + scaled(w[i], back);
    }
    ddnorm += dk2;

    // The norm of x, by a rotation from the right.
    const double delta = sn2 * rho, gammabar = -cs2 * rho, rhs = phi - delta * z, zbar = rhs / gammabar;
    result.xnorm = std::sqrt(xxnorm + zbar * zbar);
    const double gamma = std::hypot(gammabar, theta);
    cs2 = gammabar / gamma;
    sn2 = theta / gamma;
    z = rhs / gamma;
    xxnorm += z * z;

    result.acond = result.anorm * std::sqrt(ddnorm);
    residual2 += psi * psi;
    rnorm = std::sqrt(phibar * phibar + residual2);
    result.arnorm = alpha * std::fabs(tau);
    result.r2norm = rnorm;
    const double r1squared = rnorm * rnorm - damp2 * xxnorm;
    result.r1norm = std::sqrt(std::fabs(r1squared)) * (r1squared < 0 ? -1 : 1);

    const double test1 = rnorm / bnorm,
                 test2 = result.arnorm / (result.anorm * rnorm + std::numeric_limits<double>::epsilon());
    const double test3 = 1 / (result.acond + std::numeric_limits<double>::epsilon());
    const double relative = test1 / (1 + result.anorm * result.xnorm / bnorm);
    const double tolerance = options.btol + options.atol * result.anorm * result.xnorm / bnorm;
    // The later ones are the stronger statements.
    if (1 + test3 <= 1) result.istop = 6;
    if (1 + test2 <= 1) result.istop = 5;
    if (1 + relative <= 1) result.istop = 4;
    if (test3 <= condition_tolerance) result.istop = 3;
    if (test2 <= options.atol) result.istop = 2;
    if (test1 <= tolerance) result.istop = 1;
    if (result.istop == 0 && progress && progress(x, result.itn, rnorm)) result.istop = 9;
    if (result.istop == 0 && deadline.passed()) result.istop = 8;
  }
  return result;
}

template LsqrResult lsqr(Context&, const Operator<double>&, std::span<const double>, std::span<double>,
                         std::span<double>, const LsqrOptions&, const Progress<double>&);
template LsqrResult lsqr(Context&, const Operator<Complex128>&, std::span<const Complex128>, std::span<Complex128>,
                         std::span<double>, const LsqrOptions&, const Progress<Complex128>&);

}  // namespace perilune::sparse
