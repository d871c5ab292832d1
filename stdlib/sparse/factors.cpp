// Factors of sparse matrices that stay, and triangular systems.

#include "kernels/array/elementwise.h"
#include "kernels/sparse/lu.h"
#include "stdlib/sparse/operator.h"
#include "stdlib/types/object.h"
#include "stdlib/types/shape.h"

namespace perilune {

using sparse::Matrix;
using sparse::SparseLu;
using sparse::Turned;

namespace {

constexpr Arg self_arg = in("self", Type::object, "The factors.").of(super_lu_class);
constexpr Arg matrix_arg = in("A", matrix_type, "The square matrix.").of(sparse_class).shaped("n, n");
constexpr Arg factors_out = out("lu", Type::object, "The factors.").of(super_lu_class);

// --- splu, spilu ---

void call_splu(Call& call) {
  using Options = sparse::FactorOptions;
  Options options;
  if (call.flag("SymmetricMode")) options.ordering = Options::symmetric;
  if (call.given("permc_spec"))
    options.ordering = call.one_of<Options::Ordering>("permc_spec", {{"COLAMD", Options::columns},
                                                                     {"NATURAL", Options::natural},
                                                                     {"MMD_ATA", Options::columns},
                                                                     {"MMD_AT_PLUS_A", Options::symmetric}});
  if (call.has("diag_pivot_thresh")) options.pivot_threshold = call.number("diag_pivot_thresh");
  call.give_object(super_lu_class, std::make_unique<SparseLu>(sparse::lu(call.ctx, sparse_of(call, "A"), options)));
}

void call_spilu(Call& call) {
  call.give_object(super_lu_class,
                   std::make_unique<SparseLu>(sparse::incomplete_lu(
                       call.ctx, sparse_of(call, "A"), call.number("drop_tol"), call.number("fill_factor"))));
}

constexpr Arg splu_args[] = {
    matrix_arg,
    option(
        "permc_spec", Type::string, absent,
        "In which order to eliminate: by columns (COLAMD; MMD_ATA is taken for the same), as for a symmetric pattern "
        "(MMD_AT_PLUS_A), or as it stands (NATURAL). Chosen by the matrix when left out.")
        .among("COLAMD|NATURAL|MMD_ATA|MMD_AT_PLUS_A"),
    option("diag_pivot_thresh", Type::number, absent,
           "How much of the largest element of its column a pivot must have; 1 is partial pivoting, 0 none. 0.1 when "
           "left out (1 with Eigen).")
        .between(0, 1),
    option("SymmetricMode", false, "Whether the pattern is about symmetric, as MMD_AT_PLUS_A."),
    factors_out,
};

constexpr Arg spilu_args[] = {
    matrix_arg,
    option("drop_tol", 1e-4, "What is smaller than this times the norm of its row is dropped.").between(0, 1),
    option("fill_factor", 10.0,
           "Each row keeps so many times the elements that A has in a row on the average, half of them in L.")
        .at_least(1),
    factors_out,
};

void call_solve(Call& call) {
  const Turned turned =
      call.one_of<Turned>("trans", {{"N", Turned::no}, {"T", Turned::transposed}, {"H", Turned::adjoint}});
  call.give(sparse::solve(call.ctx, call.object<SparseLu>("self"), call.array("rhs"), turned));
}

constexpr Arg solve_args[] = {
    self_arg,
    in("rhs", Type::array, "A vector, or a matrix of right-hand sides.").shaped("n"),
    optional("trans", Type::string, "N", "A x = b, or with the transpose (T) or the adjoint (H) of A.").among("N|T|H"),
    out("x", Type::array, "The solution.").shaped("n"),
};

enum { lower_part, upper_part, rows_order, columns_order };

void call_part(Call& call) {
  const SparseLu& f = call.object<SparseLu>("self");
  switch (call.code()) {
    case lower_part: return give_sparse(call, sparse::copy(call.ctx, sparse::astype(call.ctx, f.l, f.dtype)));
    case upper_part: return give_sparse(call, sparse::copy(call.ctx, sparse::astype(call.ctx, f.u, f.dtype)));
    case rows_order: return call.give_positions(contiguous_copy(call.ctx, f.perm_r));
    default: return call.give_positions(contiguous_copy(call.ctx, f.perm_c));
  }
}

int factors_shape(lua_State* L) {
  const auto* o = userdata_at<ObjectValue>(L, 1, object_tag);
  if (!o || !o->pointer || o->class_ != &super_lu_class) return luaL_error(L, "the factors of splu are expected");
  const std::int64_t n = static_cast<const SparseLu*>(o->pointer)->order(), lengths[] = {n, n};
  push_shape(L, lengths);
  return 1;
}

constexpr Arg part_args[] = {self_arg, out("m", Type::object, "The triangle, by columns.").of(sparse_class)};
constexpr Arg order_args[] = {self_arg, out("p", Type::vector, "Positions, from 1.")};
constexpr Arg shape_args[] = {self_arg, out("shape", Type::list, "{n, n}.")};
constexpr Arg count_args[] = {self_arg, out("n", Type::integer, "How many.")};

#define FACTORS "local a = sparse.csc_matrix{{0, 2}, {4, 1}}; local lu = sparse.linalg.splu(a)\n"

constexpr Function methods[] = {
    Function{
        "solve", "Solution by the factors.", solve_args,
        "Also of complex right-hand sides where A is real. By the factors of `sparse.linalg.spilu` it is about the "
        "solution, which a preconditioner wants.",
        FACTORS "print(lu:solve{2, 5}, lu:solve({4, 5}, \"T\"))  --> [1. 1.]	[2. 1.]", call_solve}
        .raises("the lengths do not fit"),
};
constexpr Function fields[] = {
    Function{"L", "The lower triangle, with ones on the diagonal.", part_args, "A copy.",
             FACTORS "print(lu.L(1, 1), lu.L(1, 2))  --> 1.0	0.0", call_part}
        .with(lower_part),
    Function{"U", "The upper triangle.", part_args, "A copy.", FACTORS "print(lu.U(2, 1))  --> 0.0", call_part}.with(
        upper_part),
    Function{"perm_r", "Where each row of A has gone.", order_args,
             "Row i of A is row perm_r[i] of L U: with perm_c, a(i, j) = (L U)(perm_r[i], perm_c[j]).",
             FACTORS R"(local product = lu.L:dot(lu.U)
                print(product(lu.perm_r[1], lu.perm_c[2]), product(lu.perm_r[2], lu.perm_c[1]))  --> 2.0	4.0)",
             call_part}
        .with(rows_order),
    Function{"perm_c", "Where each column of A has gone.", order_args, "See perm_r.",
             FACTORS "print(#lu.perm_c)  --> 2", call_part}
        .with(columns_order),
    Function{"shape", "Rows and columns of A.", shape_args, "A table that cannot be written.",
             FACTORS "print(lu.shape)  --> {2, 2}", nullptr, 0, false, nullptr, nullptr, nullptr, nullptr,
             factors_shape},
    Function{"nnz", "How many numbers L and U hold.", count_args, "The ones on the diagonal of L do not count.",
             FACTORS "print(lu.nnz)  --> 3", [](Call& call) { call.give(call.object<SparseLu>("self").nnz()); }},
};

#undef FACTORS

// --- factorized ---

// What `factorized` gives: the fastest factors that the matrix allows, in the type of its numbers.
struct Factorized {
  std::unique_ptr<sparse::Factorization<double>> real;
  std::unique_ptr<sparse::Factorization<Complex128>> complex;
  std::int64_t order;
  DType dtype;
};

void call_factorized(Call& call) {
  const Matrix a = sparse_of(call, "A");
  auto value = std::make_unique<Factorized>();
  value->order = a.rows;
  value->dtype = a.dtype();
  const Matrix wide = sparse::astype(call.ctx, a, solver_dtype(a.dtype()));
  if (is_complex(a.dtype())) value->complex = sparse::factorize<Complex128>(call.ctx, wide);
  else value->real = sparse::factorize<double>(call.ctx, wide);
  call.give_object(factorized_class, std::move(value));
}

// A real matrix solves for the real and imaginary parts one after the other.
void call_factors(Call& call) {
  const Factorized& f = call.object<Factorized>("self");
  const View b = call.array("b");
  const std::int64_t n = f.order, count = b.ndim == 2 ? b.shape[1] : 1;
  if ((b.ndim != 1 && b.ndim != 2) || b.shape[0] != n)
    call.refuse("b", format("must have %lld rows, as many as A", static_cast<long long>(n)));
  const DType dtype = promote(f.dtype, to_inexact(b.dtype)), wide = solver_dtype(dtype);
  const Array from = Array::empty_fortran(call.ctx, wide, Dims(b.dims()));
  const Array to = Array::empty_fortran(call.ctx, wide, Dims(b.dims()));
  copy(call.ctx, b, from);
  const auto size = static_cast<std::size_t>(f.real && is_complex(wide) ? n : 0);
  auto part = call.ctx.vector<double>(size), image = call.ctx.vector<double>(size);
  for (std::int64_t j = 0; j < count; ++j) {
    call.ctx.poll();
    if (f.complex) {
      f.complex->solve(from.as<Complex128>() + j * n, to.as<Complex128>() + j * n);
    } else if (!size) {
      if (n > 0 && !is_complex(wide)) f.real->solve(from.as<double>() + j * n, to.as<double>() + j * n);
    } else {
      const Complex128* x = from.as<Complex128>() + j * n;
      Complex128* y = to.as<Complex128>() + j * n;
      for (std::size_t i = 0; i < size; ++i) part[i] = x[i].real();
      f.real->solve(part.data(), image.data());
      for (std::size_t i = 0; i < size; ++i) y[i] = image[i], part[i] = x[i].imag();
      f.real->solve(part.data(), image.data());
      for (std::size_t i = 0; i < size; ++i) y[i].imag(image[i]);
    }
  }
  call.give(dtype == wide ? contiguous_copy(call.ctx, to) : astype(call.ctx, to, dtype));
}

constexpr Arg factorized_args[] = {
    matrix_arg,
    out("solve", Type::object, "What is called with b and gives x.").of(factorized_class),
};
constexpr Arg call_args[] = {
    in("self", Type::object, "The factors.").of(factorized_class),
    in("b", Type::array, "A vector, or a matrix of right-hand sides.").shaped("n"),
    out("x", Type::array, "The solution.").shaped("n"),
};
constexpr Function call_row{"__call",
                            "Solution by the factors.",
                            call_args,
                            "The matrix is not factored again.",
                            R"(local solve = sparse.linalg.factorized{{4, 1}, {1, 3}}
                               print(solve{5, 4})  --> [1. 1.])",
                            call_factors};

// --- spsolve_triangular ---

void call_triangular(Call& call) {
  const sparse::TriangularOptions options{call.flag("lower"), call.flag("unit_diagonal")};
  call.give(sparse::solve_triangular(call.ctx, sparse_of(call, "A"), call.array("b"), options));
}

constexpr Arg triangular_args[] = {
    in("A", matrix_type, "The triangular matrix.").of(sparse_class).shaped("n, n"),
    in("b", Type::array, "A vector, or a matrix of right-hand sides.").shaped("n"),
    optional("lower", Type::boolean, true, "Whether A is a lower triangle, or an upper one."),
    option("unit_diagonal", false, "Whether the diagonal counts as 1, whatever is stored."),
    out("x", Type::array, "The solution.").shaped("n"),
};

constexpr Function rows[] = {
    Function{"splu", "LU factors of a sparse matrix.", splu_args,
             "With pivoting: by UMFPACK, without scaling of its rows, or by Eigen where that is not there. For one "
             "solution `sparse.linalg.spsolve` is enough, for many of a matrix whose factors nobody looks at "
             "`sparse.linalg.factorized` is faster.",
             R"(local lu = sparse.linalg.splu(sparse.diags({-1, 2, -1}, {-1, 0, 1}, {4, 4}))
                print(lu:solve{1, 0, 0, 1}, lu.shape)  --> [1. 1. 1. 1.]	{4, 4})",
             call_splu}
        .raises("A is not square, singular, or holds nan or an infinity")
        .from("UMFPACK: T. Davis, ACM Transactions on Mathematical Software 30 (2004)\n"
              "Eigen SparseLU: J. Demmel et al., SIAM J. Matrix Anal. Appl. 20 (1999)"),
    Function{"spilu", "Incomplete LU factors of a sparse matrix.", spilu_args,
             "Near to A and much emptier than its factors: for preconditioners. Rows are eliminated in an order that "
             "keeps fill low, without pivoting, so that a matrix with zeros on its diagonal gets poor ones.",
             R"(local a = sparse.diags({-1, 2.1, -1}, {-1, 0, 1}, {100, 100})
                local ilu = sparse.linalg.spilu(a)
                local M = sparse.linalg.LinearOperator({100, 100}, function(x) return ilu:solve(x) end)
                local x, info, details = sparse.linalg.cg(a, pl.ones(100), {M = M})
                print(info, details.nit <= 2)  --> 0	true)",
             call_spilu}
        .raises("A is not square, has a zero row, or holds nan or an infinity")
        .from("Eigen IncompleteLUT: Y. Saad, Numerical Linear Algebra with Applications 1 (1994)"),
    Function{"factorized", "Solution of many systems with one matrix.", factorized_args,
             "Factors A as `sparse.linalg.spsolve` does; what comes back is called with right-hand sides.",
             R"(local solve = sparse.linalg.factorized(sparse.csc_matrix{{2, 1}, {0, 4}})
                print(solve{3, 4}, solve{{3, 0}, {4, 4}})
                --> [1. 1.]	[[ 1.  -0.5]
                -->  [ 1.   1. ]])",
             call_factorized}
        .raises("A is not square, singular, or holds nan or an infinity"),
    Function{"spsolve_triangular", "Solution of a sparse triangular system.", triangular_args,
             "By substitution; nothing is overwritten.",
             R"(local a = sparse.csr_matrix{{2, 0}, {1, 3}}
                print(sparse.linalg.spsolve_triangular(a, {2, 7}))  --> [1. 2.])",
             call_triangular}
        .raises("A is not square or not triangular, or has a zero on its diagonal"),
};

void text_of_factors(Call& call) {
  const auto& f = call.object<SparseLu>("self");
  const auto n = static_cast<long long>(f.order());
  call.give(format("SuperLU %lldx%lld of %s, %lld stored", n, n, name(f.dtype), static_cast<long long>(f.nnz())));
}
void text_of_factorized(Call& call) {
  const auto& f = call.object<Factorized>("self");
  const auto n = static_cast<long long>(f.order);
  call.give(format("Factorized %lldx%lld of %s", n, n, name(f.dtype)));
}
constexpr Operators super_lu_operators{.text = text_of_factors}, factorized_operators{.text = text_of_factorized};

}  // namespace

const Class super_lu_class{.name = "sparse.linalg.SuperLU",
                           .prefix = "SuperLU:",
                           .summary = "LU factors of a sparse matrix.",
                           .methods = methods,
                           .fields = fields,
                           .destroy = [](void* p) { delete static_cast<SparseLu*>(p); },
                           .operators = &super_lu_operators};
const Class factorized_class{.name = "sparse.linalg.Factorized",
                             .prefix = "Factorized:",
                             .summary = "A sparse matrix that is factored, to be called with right-hand sides.",
                             .call = &call_row,
                             .destroy = [](void* p) { delete static_cast<Factorized*>(p); },
                             .operators = &factorized_operators};

Rows sparse_factor_rows() { return rows; }

}  // namespace perilune
