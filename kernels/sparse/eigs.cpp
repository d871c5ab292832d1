// Near a shift OP is (A - sigma M)^-1 M. Of a real problem near a complex shift it is the real or the imaginary part of
// that, a real operator with the same vectors (B. Parlett, Y. Saad, Linear Algebra and its Applications 88/89, 1987);
// the eigenvalues are then Rayleigh quotients.

#include "kernels/sparse/eigs.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kernels/array/elementwise.h"
#include "kernels/linalg/eig.h"
#include "kernels/sparse/arithmetic.h"
#include "kernels/sparse/arpack.h"
#include "kernels/sparse/construct.h"
#include "kernels/sparse/factor.h"
#include "kernels/sparse/numbers.h"
#include "kernels/sparse/product.h"

namespace perilune::sparse {

namespace {

// How wanted a value of OP is: the largest first.
template <class T>
double interest(GeneralWhich which, Complex128 x) {
  const double imag = is_complex_type<T> ? x.imag() : std::fabs(x.imag());  // pairs stay together
  switch (which) {
    case GeneralWhich::LM: return std::abs(x);
    case GeneralWhich::SM: return -std::abs(x);
    case GeneralWhich::LR: return x.real();
    case GeneralWhich::SR: return -x.real();
    case GeneralWhich::LI: return imag;
    default: return -imag;
  }
}

// The k most wanted, and their columns.
template <class T>
void keep_wanted(Context& ctx, ArpackResult& r, const EigsOptions& options) {
  std::vector<std::size_t> order(r.values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
    return interest<T>(options.which, r.values[a]) > interest<T>(options.which, r.values[b]);
  });
  order.resize(std::min(order.size(), static_cast<std::size_t>(options.k)));
  std::vector<Complex128> values;
  for (const std::size_t i : order) values.push_back(r.values[i]);
  r.values = std::move(values);
  if (!r.vectors.block()) return;
  const std::int64_t n = r.vectors.shape()[0];
  const Array columns = Array::empty_fortran(ctx, DType::complex128, {n, static_cast<std::int64_t>(order.size())});
  for (std::size_t j = 0; j < order.size(); ++j)
    std::copy_n(r.vectors.as<Complex128>() + static_cast<std::int64_t>(order[j]) * n, n,
                columns.as<Complex128>() + static_cast<std::int64_t>(j) * n);
  r.vectors = columns;
}

// All values of OP, where ARPACK has no room for them.
template <class T>
ArpackResult dense(Context& ctx, const LanczosProblem<T>& problem) {
  const std::int64_t n = problem.n;
  const auto size = static_cast<std::size_t>(n);
  const Array m = Array::empty_fortran(ctx, dtype_of<T>, {n, n});
  auto unit = ctx.vector<T>(size), image = ctx.vector<T>(size);
  for (std::int64_t j = 0; j < n; ++j) {
    std::fill(unit.begin(), unit.end(), T(0));
    unit[static_cast<std::size_t>(j)] = T(1);
    if (problem.metric) (*problem.metric)(unit.data(), image.data());
    problem.op(unit.data(), problem.metric ? image.data() : unit.data(), m.as<T>() + j * n);
  }
  const linalg::Eig f = linalg::eig(ctx, m);
  ArpackResult r;
  r.products = n;
  const Array w = perilune::astype(ctx, f.w, DType::complex128);
  r.values.assign(w.as<Complex128>(), w.as<Complex128>() + n);
  r.vectors = Array::empty_fortran(ctx, DType::complex128, {n, n});
  perilune::copy(ctx, f.vr, r.vectors);
  return r;
}

// y = M x for a complex x and a product of T.
template <class T, class Times>
void complex_product(const Times& times, std::int64_t n, const Complex128* x, Complex128* y, CountedVector<T>& work) {
  if constexpr (is_complex_type<T>) {
    times(x, y);
  } else {
    work.resize(2 * static_cast<std::size_t>(n));
    double *part = work.data(), *image = part + n;
    for (std::int64_t i = 0; i < n; ++i) part[i] = x[i].real();
    times(part, image);
    for (std::int64_t i = 0; i < n; ++i) y[i] = image[i], part[i] = x[i].imag();
    times(part, image);
    for (std::int64_t i = 0; i < n; ++i) y[i].imag(image[i]);
  }
}

Complex128 inner(std::int64_t n, const Complex128* x, const Complex128* y) {
  Complex128 sum = 0;
  for (std::int64_t i = 0; i < n; ++i) sum += product(conjugate(x[i]), y[i]);
  return sum;
}

template <class T, class V>
Matrix shifted(Context& ctx, const EigsProblem<T>& p, V sigma) {
  if (!p.a || p.m_product)
    throw ValueError("OPinv must be given with sigma where A or M is a LinearOperator, got nothing");
  if (sigma == V(0)) return astype(ctx, *p.a, dtype_of<V>);
  const Matrix m = p.m ? *p.m : eye(ctx, p.n, p.n, 0, p.a->dtype(), p.a->format);
  return combine(ctx, Pairing::subtract, astype(ctx, *p.a, dtype_of<V>),
                 scale(ctx, astype(ctx, m, dtype_of<V>), Scalar::of(sigma)));
}

}  // namespace

template <class T>
EigsResult eigs(Context& ctx, const EigsProblem<T>& p, const EigsOptions& options, const T* v0) {
  constexpr bool complex = is_complex_type<T>;
  const bool has_m = p.m || p.m_product;
  const std::int64_t n = p.n;
  const auto size = static_cast<std::size_t>(n);
  const auto a_times = [&](const T* x, T* y) { p.a_product ? (*p.a_product)(x, y) : apply(ctx, *p.a, x, y); };
  const auto m_times = [&](const T* x, T* y) { p.m_product ? (*p.m_product)(x, y) : apply(ctx, *p.m, x, y); };
  if (options.k < 1 || options.k > n)
    throw ValueError(
        format("k must be from 1 to %lld, got %lld", static_cast<long long>(n), static_cast<long long>(options.k)));
  const bool complex_shift = !complex && options.sigma && options.sigma->imag() != 0;

  constexpr const char* words[] = {"LM", "SM", "LR", "SR", "LI", "SI"};
  const ArpackOptions inner_options{options.k,
                                    words[static_cast<int>(options.which)],
                                    options.ncv,
                                    options.tol,
                                    options.maxiter,
                                    options.maxtime,
                                    options.vectors || complex_shift,
                                    options.sigma.has_value()};
  const auto solve_with = [&](auto& op) {
    LanczosProblem<T> problem{n, op};
    if (has_m) problem.metric.emplace(m_times);
    if (options.k < n - 1) return arpack_general(ctx, problem, inner_options, v0);
    ArpackResult r = dense(ctx, problem);
    if (!has_m) return r;
    auto work = ctx.vector<T>();
    auto image = ctx.vector<Complex128>(size);
    for (std::int64_t j = 0; j < n; ++j) {  // of norm 1 in M, as ARPACK's are
      Complex128* x = r.vectors.as<Complex128>() + j * n;
      complex_product<T>(m_times, n, x, image.data(), work);
      const double length = std::sqrt(std::abs(inner(n, x, image.data())));
      if (length > 0)
        for (std::int64_t i = 0; i < n; ++i) x[i] /= length;
    }
    return r;
  };

  ArpackResult r;
  if (!options.sigma) {
    if (p.op_inverse || p.complex_inverse) throw ValueError("OPinv must be given with sigma only");
    std::unique_ptr<Factorization<T>> factors;
    if (has_m && !p.m_inverse) {
      if (!p.m) throw ValueError("Minv must be given where M is a LinearOperator, got nothing");
      factors = factorize<T>(ctx, *p.m, {}, "M");
    }
    auto image = ctx.vector<T>(has_m ? size : 0);
    const auto op = [&](const T* v, const T*, T* w) {
      if (!has_m) return a_times(v, w);
      a_times(v, image.data());
      p.m_inverse ? (*p.m_inverse)(image.data(), w) : factors->solve(image.data(), w);
    };
    r = solve_with(op);
    keep_wanted<T>(ctx, r, options);
  } else {
    const Complex128 sigma = *options.sigma;
    if (p.m_inverse) throw ValueError("Minv must be given without sigma only");
    if (!std::isfinite(sigma.real()) || !std::isfinite(sigma.imag()))
      throw ValueError("sigma must be finite, got " + number_text(sigma.real()));
    const char* name = has_m ? "A - sigma M" : "A - sigma I";
    if (complex_shift) {
      std::unique_ptr<Factorization<Complex128>> factors;
      if (!p.complex_inverse) factors = factorize<Complex128>(ctx, shifted(ctx, p, sigma), {}, name);
      auto from = ctx.vector<Complex128>(size), to = ctx.vector<Complex128>(size);
      const auto op = [&](const T*, const T* bv, T* w) {
        for (std::size_t i = 0; i < size; ++i) from[i] = bv[i];
        p.complex_inverse ? (*p.complex_inverse)(from.data(), to.data()) : factors->solve(from.data(), to.data());
        for (std::size_t i = 0; i < size; ++i)
          if constexpr (!complex) w[i] = options.imaginary_part ? to[i].imag() : to[i].real();
      };
      r = solve_with(op);
      keep_wanted<T>(ctx, r, options);
      auto work = ctx.vector<T>();
      auto ax = ctx.vector<Complex128>(size), mx = ctx.vector<Complex128>(size);
      for (std::size_t j = 0; j < r.values.size(); ++j) {
        const Complex128* x = r.vectors.as<Complex128>() + static_cast<std::int64_t>(j) * n;
        complex_product<T>(a_times, n, x, ax.data(), work);
        if (has_m) complex_product<T>(m_times, n, x, mx.data(), work);
        r.values[j] = inner(n, x, ax.data()) / inner(n, x, has_m ? mx.data() : x);
      }
    } else {
      T shift;
      if constexpr (complex) shift = sigma;
      else shift = sigma.real();
      std::unique_ptr<Factorization<T>> factors;
      if (!p.op_inverse) factors = factorize<T>(ctx, shifted(ctx, p, shift), {}, name);
      const auto op = [&](const T*, const T* bv, T* w) {
        p.op_inverse ? (*p.op_inverse)(bv, w) : factors->solve(bv, w);
      };
      r = solve_with(op);
      keep_wanted<T>(ctx, r, options);
      for (Complex128& value : r.values) value = sigma + Complex128(1) / value;
    }
  }
  EigsResult result;
  result.converged = static_cast<std::int64_t>(r.values.size());
  result.values = std::move(r.values);
  if (options.vectors) {
    result.vectors = std::move(r.vectors);
    if (!result.vectors.block()) result.vectors = Array::empty_fortran(ctx, DType::complex128, {n, 0});
  }
  result.restarts = r.restarts;
  result.products = r.products;
  result.out_of_time = r.out_of_time;
  return result;
}

template EigsResult eigs(Context&, const EigsProblem<double>&, const EigsOptions&, const double*);
template EigsResult eigs(Context&, const EigsProblem<Complex128>&, const EigsOptions&, const Complex128*);

}  // namespace perilune::sparse
