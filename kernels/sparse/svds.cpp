#include <algorithm>
#include <cmath>

#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"
#include "kernels/linalg/matmul.h"
#include "kernels/linalg/svd.h"
#include "kernels/sparse/eigsh.h"
#include "kernels/sparse/product.h"
#include "kernels/sparse/sliced.h"

namespace perilune::sparse {

namespace {

Array adjoint_of(Context& ctx, const Array& a) { return apply(ctx, UnaryOp::conj, transpose(a)); }

Array reversed(Context& ctx, const Array& a, int axis) {
  const std::int64_t axes[] = {axis};
  return contiguous_copy(ctx, flip(a, axes));
}

}  // namespace

template <class T>
Svds svds(Context& ctx, const Operator<T>& a, const SvdsOptions& options, const T* v0) {
  const bool tall = a.rows >= a.columns;
  const std::int64_t small = tall ? a.columns : a.rows, large = tall ? a.rows : a.columns;
  if (options.which != Which::LM && options.which != Which::SM) throw ValueError("which must be 'LM' or 'SM'");
  if (!a.adjoint) throw ValueError("A must have rmatvec, the product with its adjoint");
  // X is A or A^H, with fewer columns than rows.
  const Product<T>& forth = tall ? a.apply : *a.adjoint;
  const Product<T>& back = tall ? *a.adjoint : a.apply;
  auto image = ctx.vector<T>(static_cast<std::size_t>(large));
  const auto gram = [&](const T* v, const T*, T* w) {
    forth(v, image.data());
    back(image.data(), w);
  };
  LanczosOptions inner = options;
  inner.tol = options.tol * options.tol;  // eigenvalues are squares
  const LanczosResult r = self_adjoint<T>(ctx, {small, gram}, inner, v0, false);

  Svds result;
  result.converged = r.converged;
  result.restarts = r.restarts;
  result.products = r.products;
  result.out_of_time = r.out_of_time;
  // The singular value decomposition of X on the space found gives orthonormal vectors for zero singular values too.
  const Array xw = Array::empty_fortran(ctx, dtype_of<T>, {large, r.converged});
  for (std::int64_t j = 0; j < r.converged; ++j) {
    ctx.poll();
    forth(r.vectors.as<T>() + j * small, xw.as<T>() + j * large);
  }
  const bool vectors = options.u || options.vt;
  const linalg::Svd f = linalg::svd(ctx, xw, {.full_matrices = false, .compute_uv = vectors});
  result.s = reversed(ctx, f.s, 0);
  const bool left = tall ? options.u : options.vt, right = tall ? options.vt : options.u;
  Array x_u, x_vt;  // of X, rising
  if (left) x_u = reversed(ctx, f.u, 1);
  if (right) x_vt = reversed(ctx, linalg::matmul(ctx, f.vt, adjoint_of(ctx, r.vectors)), 0);
  if (options.u) result.u = tall ? x_u : adjoint_of(ctx, x_vt);
  if (options.vt) result.vt = tall ? x_vt : adjoint_of(ctx, x_u);
  return result;
}

template Svds svds(Context&, const Operator<double>&, const SvdsOptions&, const double*);
template Svds svds(Context&, const Operator<Complex128>&, const SvdsOptions&, const Complex128*);

Svds svds(Context& ctx, const Matrix& a, const SvdsOptions& options, const View* v0) {
  const DType dtype = a.dtype(), wide = is_complex(dtype) ? DType::complex128 : DType::float64;
  const Matrix m = astype(ctx, a, wide);
  // By rows for products, by columns for those with the adjoint: both then add up line by line, on all threads.
  const Matrix rows = convert(ctx, m, Format::csr),
               columns = convert(ctx, m.format == Format::csc ? m : rows, Format::csc);
  const bool narrow = std::max(a.rows, a.columns) <= std::numeric_limits<std::int32_t>::max();
  const auto run = [&](auto tag) {
    using T = typename decltype(tag)::type;
    std::optional<Sliced<T>> fast, fast_adjoint;
    if (narrow) fast.emplace(ctx, rows), fast_adjoint.emplace(ctx, columns, true);
    const auto forth = [&](const T* x, T* y) { fast ? fast->multiply(ctx, x, y) : apply(ctx, rows, x, y); };
    const auto back = [&](const T* x, T* y) {
      fast_adjoint ? fast_adjoint->multiply(ctx, x, y) : apply_adjoint(ctx, columns, x, y);
    };
    Array start;
    const std::int64_t small = std::min(a.rows, a.columns);
    if (v0) {
      if (v0->ndim != 1 || v0->size() != small)
        throw ShapeError(format("v0 must be a vector of length %lld, got shape ", static_cast<long long>(small)) +
                         perilune::shape_text(v0->dims()));
      start = perilune::astype(ctx, *v0, wide);
    }
    return svds<T>(ctx, {a.rows, a.columns, forth, Product<T>(back)}, options, v0 ? start.as<T>() : nullptr);
  };
  Svds result = wide == DType::float64 ? run(TypeTag<double>{}) : run(TypeTag<Complex128>{});
  if (wide != dtype) {
    result.s = perilune::astype(ctx, result.s, real_part_dtype(dtype));
    if (options.u) result.u = perilune::astype(ctx, result.u, dtype);
    if (options.vt) result.vt = perilune::astype(ctx, result.vt, dtype);
  }
  return result;
}

}  // namespace perilune::sparse
