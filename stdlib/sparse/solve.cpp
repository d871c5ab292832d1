// Linear systems and least squares.

#include "kernels/array/elementwise.h"
#include "kernels/sparse/factor.h"
#include "kernels/sparse/iterative.h"
#include "stdlib/sparse/operator.h"

namespace perilune {

using sparse::Matrix;

namespace {

void call_spsolve(Call& call) {
  using Ordering = sparse::FactorOptions::Ordering;
  sparse::FactorOptions options;
  if (call.has("permc_spec"))
    options.ordering = call.one_of<Ordering>("permc_spec", {{"COLAMD", sparse::FactorOptions::columns},
                                                            {"NATURAL", sparse::FactorOptions::natural},
                                                            {"MMD_ATA", sparse::FactorOptions::columns},
                                                            {"MMD_AT_PLUS_A", sparse::FactorOptions::symmetric}});
  const Matrix a = sparse_of(call, "A");
  if (const Matrix* b = sparse_if(call, "b")) return give_sparse(call, sparse::solve(call.ctx, a, *b, options));
  if (call.is_object("b")) call.refuse("b", "must be a vector, a matrix or a sparse matrix");
  call.give(sparse::solve(call.ctx, a, call.array("b"), options));
}

constexpr Arg spsolve_args[] = {
    in("A", matrix_type, "The matrix; CSC saves a conversion.").of(sparse_class).shaped("n, n"),
    in("b", matrix_type, "A vector, a matrix of right-hand sides, or a sparse one.").of(sparse_class).shaped("n"),
    option(
        "permc_spec", Type::string, absent,
        "In which order to eliminate: by columns (COLAMD; MMD_ATA is taken for the same), as for a symmetric pattern "
        "(MMD_AT_PLUS_A), or as it stands (NATURAL). Chosen by the matrix when left out.")
        .among("COLAMD|NATURAL|MMD_ATA|MMD_AT_PLUS_A"),
    out("x", matrix_type, "The solution, sparse where b is.").of(sparse_class).shaped("n"),
};

// A right-hand side and where to begin, as the solver computes.
struct Vectors {
  Array b, x;
};
Vectors vectors_of(Call& call, DType wide, std::int64_t rows, std::int64_t columns) {
  const View b = call.array("b");
  const bool column = b.ndim == 2 && b.shape[1] == 1;
  if ((b.ndim != 1 && !column) || b.shape[0] != rows)
    call.refuse("b", format("must be a vector of length %lld", static_cast<long long>(rows)));
  Vectors v;
  v.b = astype(call.ctx, b, wide);
  if (call.has("x0")) {
    const View x0 = call.array("x0");
    if (x0.ndim != 1 || x0.shape[0] != columns)
      call.refuse("x0", format("must be a vector of length %lld", static_cast<long long>(columns)));
    v.x = astype(call.ctx, x0, wide);
  } else {
    v.x = Array::zeros(call.ctx, wide, {columns});
  }
  return v;
}

DType problem_dtype(Call& call, DType a) {
  DType dtype = promote(a, to_inexact(call.array("b").dtype));
  if (call.has("x0")) dtype = promote(dtype, to_inexact(call.array("x0").dtype));
  return dtype;
}

template <class T>
std::span<T> elements(const Array& a) {
  return {a.as<T>(), static_cast<std::size_t>(a.size())};
}

// What the user's callback sees.
template <class T>
sparse::Progress<T> progress_of(Call& call, std::optional<Callable>& callback) {
  if (!call.has("callback")) return {};
  callback = call.callable("callback");
  return [&callback](std::span<const T> x, std::int64_t nit, double residual) {
    const Callable::Report report[] = {{"nit", static_cast<double>(nit)}, {"residual", residual}};
    return callback->call({x, std::span<const Callable::Report>(report)}).stop();
  };
}

constexpr RecordField info_fields[] = {
    {"success", "Whether it converged.", Type::boolean},
    {"message", "Why it ended.", Type::string},
    {"nit", "Iterations.", Type::integer},
    {"residual", "|b - A x|.", Type::number},
};
const RecordType cg_info{"CgInfo", info_fields, 0};

template <class T>
void run_cg(Call& call, DType narrow, BoundOperator& a, std::optional<BoundOperator>& m) {
  a.prepare(dtype_of<T>);
  if (m) m->prepare(dtype_of<T>);
  const Vectors v = vectors_of(call, dtype_of<T>, a.rows(), a.columns());
  sparse::CgOptions options;
  options.rtol = call.number("rtol");
  options.atol = call.number("atol");
  if (call.has("maxiter")) options.maxiter = call.integer("maxiter");
  if (call.has("maxtime")) options.maxtime = call.number("maxtime");
  const auto product = [&](const T* x, T* y) { a.apply(x, y); };
  const auto precondition = [&](const T* x, T* y) { m->apply(x, y); };
  std::optional<sparse::Product<T>> preconditioner;
  if (m) preconditioner.emplace(precondition);
  std::optional<Callable> callback;
  const sparse::CgResult r = sparse::cg<T>(call.ctx, {a.rows(), a.columns(), product}, elements<T>(v.b),
                                           elements<T>(v.x), options, preconditioner, progress_of<T>(call, callback));
  call.give(narrow == dtype_of<T> ? v.x : astype(call.ctx, v.x, narrow));
  call.give(r.info);
  Record record(cg_info);
  record.set("success", r.info == 0).set("message", r.message).set("nit", r.nit).set("residual", r.residual);
  call.give(std::move(record));
}

void call_cg(Call& call) {
  BoundOperator a(call, "A");
  a.check_square(call);
  DType dtype = problem_dtype(call, a.dtype());
  std::optional<BoundOperator> m;
  if (call.has("M")) {
    m.emplace(call, "M");
    m->check_size(call, a.rows());
    dtype = promote(dtype, m->dtype());
  }
  if (is_complex(dtype)) run_cg<Complex128>(call, dtype, a, m);
  else run_cg<double>(call, dtype, a, m);
}

constexpr Arg callback_arg = option("callback", Type::callable, absent,
                                    "Sees x and {nit, residual} after each iteration; true or \"stop\" ends it.")
                                 .called("x, state -> stop");
constexpr Arg maxtime_arg =
    option("maxtime", Type::number, absent, "When to give up.").at_least(0).measured_in("seconds");
constexpr Arg x0_arg = optional("x0", Type::vector, absent, "Where to begin; 0 when left out.").shaped("n");

constexpr Arg cg_args[] = {
    in("A", operator_type, "A symmetric or Hermitian positive definite matrix, or an operator.")
        .of(sparse_class)
        .or_of(linear_operator_class)
        .shaped("n, n"),
    in("b", Type::array, "The right-hand side.").shaped("n"),
    x0_arg,
    option("rtol", 1e-5, "Ends when |b - A x| is at most max(rtol |b|, atol).").alias("tol").at_least(0),
    option("atol", 0.0, "See rtol.").at_least(0),
    option("maxiter", Type::integer, absent, "Iterations at most; ten times n when left out.").at_least(1),
    option("M", operator_type, absent, "A preconditioner: a matrix or operator near the inverse of A.")
        .of(sparse_class)
        .or_of(linear_operator_class),
    callback_arg,
    maxtime_arg,
    out("x", Type::vector, "The solution, or the last approximation.").shaped("n"),
    out("info", Type::integer, "0: converged; n > 0: gave up after n iterations; -1: A or M is not positive definite."),
    out("details", Type::record, "How it went.").of(cg_info),
};

template <class T>
void run_lsqr(Call& call, DType narrow, BoundOperator& a) {
  a.prepare(dtype_of<T>);
  const Vectors v = vectors_of(call, dtype_of<T>, a.rows(), a.columns());
  sparse::LsqrOptions options;
  options.damp = call.number("damp");
  options.atol = call.number("atol");
  options.btol = call.number("btol");
  options.conlim = call.number("conlim");
  if (call.has("iter_lim")) options.iter_lim = call.integer("iter_lim");
  const bool calc_var = call.flag("calc_var");
  if (call.has("maxtime")) options.maxtime = call.number("maxtime");
  const auto forth = [&](const T* x, T* y) { a.apply(x, y); };
  const auto back = [&](const T* x, T* y) { a.adjoint(x, y); };
  sparse::Operator<T> op{a.rows(), a.columns(), forth};
  if (a.has_adjoint()) op.adjoint.emplace(back);
  Array var = Array::zeros(call.ctx, DType::float64, {calc_var ? a.columns() : 0});
  std::optional<Callable> callback;
  const sparse::LsqrResult r = sparse::lsqr<T>(call.ctx, op, elements<T>(v.b), elements<T>(v.x), elements<double>(var),
                                               options, progress_of<T>(call, callback));
  call.give(narrow == dtype_of<T> ? v.x : astype(call.ctx, v.x, narrow));
  call.give(r.istop);
  call.give(r.itn);
  for (const double number : {r.r1norm, r.r2norm, r.anorm, r.acond, r.arnorm, r.xnorm}) call.give(number);
  if (calc_var) call.give(std::move(var));
}

void call_lsqr(Call& call) {
  BoundOperator a(call, "A");
  const DType dtype = problem_dtype(call, a.dtype());
  if (is_complex(dtype)) run_lsqr<Complex128>(call, dtype, a);
  else run_lsqr<double>(call, dtype, a);
}

constexpr Arg lsqr_args[] = {
    in("A", operator_type, "The matrix, of any shape, or an operator with rmatvec.")
        .of(sparse_class)
        .or_of(linear_operator_class)
        .shaped("m, n"),
    in("b", Type::array, "The right-hand side.").shaped("m"),
    optional("damp", Type::number, 0.0, "Adds damp^2 |x - x0|^2 to what is made small.").at_least(0),
    optional("atol", Type::number, 1e-6, "Relative error of A, below which nothing needs to be solved.").at_least(0),
    optional("btol", Type::number, 1e-6, "Relative error of b.").at_least(0),
    optional("conlim", Type::number, 1e8, "Ends when the condition number of A seems to pass it; 0: never.")
        .at_least(0),
    option("iter_lim", Type::integer, absent, "Iterations at most; 2 n when left out.").alias("maxiter").at_least(1),
    option("calc_var", false, "Whether var is wanted."),
    option("x0", Type::vector, absent, "Where to begin; 0 when left out.").shaped("n"),
    callback_arg,
    maxtime_arg,
    out("x", Type::vector, "The solution.").shaped("n"),
    out("istop", Type::integer,
        "Why it ended: 0, x0 is exact; 1, A x = b is solved; 2, the least-squares problem is; 3, conlim; 4, 5, 6, the "
        "same at "
        "machine precision; 7, iter_lim; 8, maxtime; 9, the callback."),
    out("itn", Type::integer, "Iterations."),
    out("r1norm", Type::number, "|b - A x|."),
    out("r2norm", Type::number, "The root of |b - A x|^2 + damp^2 |x - x0|^2."),
    out("anorm", Type::number, "An estimate of the Frobenius norm of A (with damp below it)."),
    out("acond", Type::number, "An estimate of its condition number."),
    out("arnorm", Type::number, "|A^H (b - A x) - damp^2 (x - x0)|."),
    out("xnorm", Type::number, "|x - x0|."),
    out("var", Type::vector, "Estimates of the diagonal of (A^H A + damp^2)^-1.").only_if("calc_var"),
};

constexpr Function rows[] = {
    Function{
        "spsolve", "Solution of a sparse linear system.", spsolve_args,
        "Hermitian matrices with a positive diagonal are tried by Cholesky's method first, all others go to LU with "
        "pivoting. What the factors take does not count against a memory limit.",
        R"(local a = sparse.csc_matrix{{4, 1, 0}, {1, 4, 1}, {0, 1, 4}}
                print(sparse.linalg.spsolve(a, {5, 6, 5}))  --> [1. 1. 1.])",
        call_spsolve}
        .raises("A is not square, singular, or holds nan or an infinity")
        .from("Eigen SimplicialLDLT with AMD ordering: P. Amestoy, T. Davis, I. Duff, SIAM J. Matrix Anal. Appl. 17 "
              "(1996)\n"
              "UMFPACK: T. Davis, ACM Transactions on Mathematical Software 30 (2004); without it Eigen SparseLU"),
    Function{"cg", "Conjugate gradients for a positive definite system.", cg_args,
             "Needs products with A alone. M approximates the inverse of A; a good one saves most of the iterations.",
             R"(local a = sparse.diags({-1, 2.5, -1}, {-1, 0, 1}, {50, 50})
                local x, info = sparse.linalg.cg(a, pl.ones(50), {rtol = 1e-10})
                print(info, pl.allclose(a:dot(x), 1))  --> 0	true)",
             call_cg}
        .raises("A, b or x0 give nan or an infinity")
        .from("M. Hestenes, E. Stiefel, Journal of Research of the National Bureau of Standards 49 (1952)"),
    Function{"lsqr", "Least squares with a large sparse matrix.", lsqr_args,
             "The x that makes |b - A x|^2 + damp^2 |x - x0|^2 smallest, of all such the one nearest x0. Needs "
             "products with A "
             "and its adjoint alone.",
             R"(local a = sparse.csr_matrix{{1, 0}, {1, 1}, {1, 2}}
                local x, istop = sparse.linalg.lsqr(a, {1, 2, 4})
                print(pl.round(x, 6), istop)  --> [0.833333 1.5     ]	2)",
             call_lsqr}
        .raises("A, b or x0 give nan or an infinity\nthe operator has no rmatvec")
        .from("C. Paige, M. Saunders, ACM Transactions on Mathematical Software 8 (1982)"),
};

}  // namespace

Rows sparse_solve_rows() { return rows; }

}  // namespace perilune
