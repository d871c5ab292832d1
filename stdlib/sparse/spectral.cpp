// A few eigenvalues and singular values of large matrices.

#include <cmath>

#include "kernels/array/elementwise.h"
#include "kernels/sparse/eigsh.h"
#include "kernels/sparse/reduce.h"
#include "stdlib/sparse/spectral.h"

namespace perilune {

using sparse::EigshOptions;
using sparse::Matrix;
using sparse::Which;

namespace {

constexpr RecordField info_fields[] = {
    {"success", "Whether all that were wanted have converged.", Type::boolean},
    {"message", "Why it ended.", Type::string},
    {"converged", "How many have.", Type::integer},
    {"nit", "Restarts.", Type::integer},
    {"nfev", "Products with the operator.", Type::integer},
};
}  // namespace

const RecordType spectral_info{"SpectralInfo", info_fields, 0};

Record spectral_record(Call& call, std::int64_t wanted, std::int64_t converged, std::int64_t restarts,
                       std::int64_t products, bool out_of_time) {
  const bool success = converged >= wanted;
  const std::string message = success
                                  ? "converged"
                                  : format("%lld of %lld have converged within %s", static_cast<long long>(converged),
                                           static_cast<long long>(wanted), out_of_time ? "maxtime" : "maxiter");
  if (!success) {
    if (converged == 0)
      throw ConvergenceError("none of the values that were wanted has converged within " +
                             std::string(out_of_time ? "maxtime" : "maxiter"));
    call.ctx.warn(call.title() + ": " + message + "; only these are returned");
  }
  Record record(spectral_info);
  record.set("success", success)
      .set("message", message)
      .set("converged", converged)
      .set("nit", restarts)
      .set("nfev", products);
  return record;
}

Array start_vector(Call& call, std::int64_t n, DType wide) {
  if (!call.has("v0")) return {};
  const View v = call.array("v0");
  if (v.ndim != 1 || v.shape[0] != n)
    call.refuse("v0", format("must be a vector of length %lld", static_cast<long long>(n)));
  if (is_complex(v.dtype) && !is_complex(wide)) call.refuse("v0", "must be real for a real problem");
  return astype(call.ctx, v, wide);
}

namespace {

void read_options(Call& call, sparse::LanczosOptions& options) {
  read_iteration(call, options);
  options.which = call.one_of<Which>(
      "which", {{"LM", Which::LM}, {"SM", Which::SM}, {"LA", Which::LA}, {"SA", Which::SA}, {"BE", Which::BE}});
  if (call.text("solver") == "arpack") options.solver = sparse::LanczosOptions::arpack;
}

template <class T>
void run_eigsh(Call& call, DType narrow, BoundOperator& a, std::optional<BoundOperator>& m,
               std::optional<BoundOperator>& minv, std::optional<BoundOperator>& opinv, const EigshOptions& options) {
  const std::int64_t n = a.rows();
  for (BoundOperator* op : {&a, m ? &*m : nullptr, minv ? &*minv : nullptr, opinv ? &*opinv : nullptr})
    if (op) op->prepare(dtype_of<T>);
  sparse::EigshProblem<T> problem;
  problem.n = n;
  const auto a_times = [&](const T* x, T* y) { a.apply(x, y); };
  const auto m_times = [&](const T* x, T* y) { m->apply(x, y); };
  const auto m_solve = [&](const T* x, T* y) { minv->apply(x, y); };
  const auto op_solve = [&](const T* x, T* y) { opinv->apply(x, y); };
  problem.a = a.matrix();
  if (!problem.a) problem.a_product.emplace(a_times);
  if (m) {
    problem.m = m->matrix();
    if (!problem.m) problem.m_product.emplace(m_times);
  }
  if (minv) problem.m_inverse.emplace(m_solve);
  if (opinv) problem.op_inverse.emplace(op_solve);
  const Array v0 = start_vector(call, n, dtype_of<T>);
  const sparse::LanczosResult r = sparse::eigsh(call.ctx, problem, options, call.has("v0") ? v0.as<T>() : nullptr);
  Record info = spectral_record(call, options.k, r.converged, r.restarts, r.products, r.out_of_time);
  Array w = Array::empty(call.ctx, real_part_dtype(narrow), {static_cast<std::int64_t>(r.values.size())});
  for (std::size_t i = 0; i < r.values.size(); ++i)
    store(w.dtype(), w.data() + i * itemsize(w.dtype()), Scalar::of(r.values[i]));
  call.give(std::move(w));
  if (options.vectors)
    call.give(narrow == dtype_of<T> ? contiguous_copy(call.ctx, r.vectors) : astype(call.ctx, r.vectors, narrow));
  call.give(std::move(info));
}

void call_eigsh(Call& call) {
  BoundOperator a(call, "A");
  a.check_square(call);
  EigshOptions options;
  read_options(call, options);
  options.vectors = call.flag("return_eigenvectors");
  if (call.has("sigma")) options.sigma = call.number("sigma");
  options.mode = call.one_of<EigshOptions::Mode>(
      "mode",
      {{"normal", EigshOptions::normal}, {"buckling", EigshOptions::buckling}, {"cayley", EigshOptions::cayley}});
  DType dtype = a.dtype();
  auto further = [&](const char* name) {
    std::optional<BoundOperator> op;
    if (!call.has(name)) return op;
    op.emplace(call, name);
    op->check_size(call, a.rows());
    dtype = promote(dtype, op->dtype());
    return op;
  };
  std::optional<BoundOperator> m = further("M"), minv = further("Minv"), opinv = further("OPinv");
  if (minv && !m) call.refuse("Minv", "must come with M");
  if (is_complex(dtype)) run_eigsh<Complex128>(call, dtype, a, m, minv, opinv, options);
  else run_eigsh<double>(call, dtype, a, m, minv, opinv, options);
}

constexpr Arg ncv_arg = option("ncv", Type::integer, absent,
                               "Vectors in the basis, more than k; max(2 k + 1, k + 24) when left out, with "
                               "solver = \"arpack\" max(2 k + 1, 20).")
                            .at_least(1);
constexpr Arg solver_arg =
    choice("solver", "lanczos|arpack",
           "lanczos is perilune's own: measured faster than ARPACK, and it has no state that only one call may use at "
           "a time, so that calls nest and states do not wait for each other. arpack is that package, for comparison.");

constexpr Arg eigsh_args[] = {
    in("A", operator_type, "A symmetric or Hermitian matrix, sparse or dense, or an operator.")
        .of(sparse_class)
        .or_of(linear_operator_class)
        .shaped("n, n"),
    k_arg,
    operator_option("M", "The matrix of A x = w M x, positive semi-definite; the identity when left out."),
    option("sigma", Type::number, absent, "Finds those near it, by factors of A - sigma M.").finite(),
    choice("which", "LM|SM|LA|SA|BE",
           "Largest or smallest by magnitude, largest or smallest by value, or both ends. With sigma it speaks of "
           "1 / (w - sigma), so that LM means the nearest."),
    v0_arg,
    ncv_arg,
    maxiter_arg,
    tol_arg,
    vectors_arg,
    operator_option("Minv", "The product with M^-1, instead of factors of M; without sigma."),
    operator_option("OPinv", "The product with (A - sigma M)^-1, instead of factors."),
    choice("mode", "normal|buckling|cayley",
           "With sigma: which transformation. buckling is for A positive semi-definite and M indefinite."),
    solver_arg,
    spectral_maxtime_arg,
    out("w", Type::vector, "Eigenvalues, rising.").shaped("k"),
    out("v", Type::matrix, "Eigenvectors, one per column, with v^H M v = 1.")
        .shaped("n, k")
        .only_if("return_eigenvectors"),
    spectral_info_arg,
};

// --- svds ---

template <class T>
sparse::Svds run_svds(Call& call, BoundOperator& a, const sparse::SvdsOptions& options) {
  const std::int64_t small = std::min(a.rows(), a.columns());
  const Array v0 = start_vector(call, small, dtype_of<T>);
  const auto forth = [&](const T* x, T* y) { a.apply(x, y); };
  const auto back = [&](const T* x, T* y) { a.adjoint(x, y); };
  sparse::Operator<T> op{a.rows(), a.columns(), forth};
  if (a.has_adjoint()) op.adjoint.emplace(back);
  return sparse::svds(call.ctx, op, options, call.has("v0") ? v0.as<T>() : nullptr);
}

void call_svds(Call& call) {
  BoundOperator a(call, "A");
  sparse::SvdsOptions options;
  read_options(call, options);
  const bool words = call.is_text("return_singular_vectors");
  const bool both = !words && call.flag("return_singular_vectors");
  options.u = both || (words && call.text("return_singular_vectors") == "u");
  options.vt = both || (words && call.text("return_singular_vectors") == "vh");
  sparse::Svds f;
  if (a.matrix()) {
    const Array v0 = start_vector(call, std::min(a.rows(), a.columns()), solver_dtype(a.dtype()));
    const View v = v0;
    f = sparse::svds(call.ctx, *a.matrix(), options, call.has("v0") ? &v : nullptr);
  } else {
    f = is_complex(a.dtype()) ? run_svds<Complex128>(call, a, options) : run_svds<double>(call, a, options);
  }
  Record info = spectral_record(call, options.k, f.converged, f.restarts, f.products, f.out_of_time);
  if (words || both) options.u ? call.give(std::move(f.u)) : call.give();
  call.give(std::move(f.s));
  if (words || both) options.vt ? call.give(std::move(f.vt)) : call.give();
  call.give(std::move(info));
}

constexpr Arg svds_args[] = {
    in("A", operator_type, "The matrix, sparse or dense, or an operator with rmatvec.")
        .of(sparse_class)
        .or_of(linear_operator_class)
        .shaped("m, n"),
    k_arg,
    ncv_arg,
    tol_arg,
    choice("which", "LM|SM", "The largest or the smallest."),
    v0_arg,
    maxiter_arg,
    option("return_singular_vectors", Type::boolean | Type::string, true,
           "Whether U and Vt are wanted; \"u\" or \"vh\" for one of them, the other is nil.")
        .among("u|vh"),
    solver_arg,
    spectral_maxtime_arg,
    out("U", Type::matrix | Type::none, "Left singular vectors, one per column.")
        .shaped("m, k")
        .only_if("return_singular_vectors"),
    out("s", Type::vector, "Singular values, rising as SciPy's do.").shaped("k"),
    out("Vt", Type::matrix | Type::none, "Right singular vectors, one per row.")
        .shaped("k, n")
        .only_if("return_singular_vectors"),
    spectral_info_arg,
};

// --- norm ---

double spectral_norm(Call& call, const Matrix& m) {
  if (m.rows == 0 || m.columns == 0) return 0;
  sparse::SvdsOptions options;
  options.k = 1;
  options.u = options.vt = false;
  const sparse::Svds f = sparse::svds(call.ctx, m, options, nullptr);
  if (f.converged == 0) throw ConvergenceError("the largest singular value has not converged");
  return load(f.s.dtype(), f.s.data()).real();
}

void call_norm(Call& call) {
  const Matrix m = sparse_of(call, "x");
  const bool word = call.has("ord") && call.is_text("ord");
  if (call.has("axis") && !call.none("axis")) {
    const Dims axes = call.axes("axis", 2);
    if (axes.size() == 1) {
      if (word) call.refuse("ord", "must be a number for norms of rows or columns");
      const double order = call.has("ord") ? call.number("ord") : 2;
      if (order != order) call.refuse("ord", "must be a number");
      return call.give(sparse::vector_norms(call.ctx, m, static_cast<int>(axes[0]), order));
    }
  }
  const double order = call.has("ord") && !word ? call.number("ord") : 0;
  using sparse::Norm;
  if (!call.has("ord") || word) return call.give(sparse::matrix_norm(call.ctx, m, Norm::frobenius));
  if (order == 1) return call.give(sparse::matrix_norm(call.ctx, m, Norm::one));
  if (order == -1) return call.give(sparse::matrix_norm(call.ctx, m, Norm::minus_one));
  if (order == 2) return call.give(spectral_norm(call, m));
  if (std::isinf(order))
    return call.give(sparse::matrix_norm(call.ctx, m, order > 0 ? Norm::infinity : Norm::minus_infinity));
  call.refuse("ord", "must be 'fro', 1, -1, 2, inf or -inf");
}

constexpr Arg norm_args[] = {
    in("x", matrix_type, "The matrix.").of(sparse_class),
    optional("ord", Type::number | Type::string, absent,
             "\"fro\"; 1 or -1, the largest or smallest sum of a column's magnitudes; inf or -inf, of a row's; 2, the "
             "largest singular value. With an axis any number, of vectors. \"fro\" (2 with an axis) when left out.")
        .among("fro"),
    optional("axis", Type::axes | Type::none, absent,
             "1: norms of columns; 2: norms of rows; both or none: of the matrix."),
    out("n", Type::number | Type::vector, "The norm, or one for each row or column."),
};

constexpr Function rows[] = {
    Function{"eigsh", "A few eigenvalues of a symmetric or Hermitian matrix.", eigsh_args,
             "By products with A alone, or, with sigma, by factors of A - sigma M. Ends of the spectrum come without "
             "sigma, what lies inside or close together is found much sooner with it. Where not all converge, those "
             "that have are returned, with a warning. ARPACK has none to return when maxtime cuts it short.",
             R"(local a = sparse.diags({-1, 2, -1}, {-1, 0, 1}, {100, 100})
                local w, v = sparse.linalg.eigsh(a, 3, {sigma = 0})
                print(pl.allclose(w, 2 - 2 * pl.cos(pl.array{1, 2, 3} * math.pi / 101)))  --> true
                print(v.shape)  --> {100, 3})",
             call_eigsh}
        .raises("none of the eigenvalues converges\nA - sigma M or M is singular\nA gives nan or an infinity")
        .from("K. Wu, H. Simon, SIAM J. Matrix Anal. Appl. 22 (2000): thick-restart Lanczos\n"
              "R. Grimes, J. Lewis, H. Simon, SIAM J. Matrix Anal. Appl. 15 (1994): the transformations"),
    Function{
        "svds", "A few singular values of a matrix.", svds_args,
        "The matrix is never made dense: Lanczos iteration for A^H A or A A^H, then the singular values of A on the "
        "space found. Small singular values beside large ones are accurate to about 1e-8 of the largest.",
        R"(local a = sparse.random(200, 50, 0.2, {rng = 1}):tocsr()
                local U, s, Vt = sparse.linalg.svds(a, 2)
                print(U.shape, #s, Vt.shape)  --> {200, 2}	2	{2, 50}
                print(pl.allclose(a:dot(Vt.T), U * s))  --> true)",
        call_svds}
        .raises("none of the singular values converges\nA gives nan or an infinity\nthe operator has no rmatvec")
        .from("K. Wu, H. Simon, SIAM J. Matrix Anal. Appl. 22 (2000)"),
    Function{"norm", "Norms of a sparse matrix.", norm_args, "Sums of squares neither overflow nor vanish.",
             "print(sparse.linalg.norm{{3, 0}, {0, 4}}, sparse.linalg.norm({{3, 0}, {0, 4}}, 1))  --> 5.0	4.0",
             call_norm},
};

}  // namespace

Rows sparse_spectral_rows() { return rows; }

}  // namespace perilune
