// Numbers that describe a matrix.

#include <cmath>

#include "kernels/linalg/determinant.h"
#include "kernels/linalg/rank.h"
#include "stdlib/linalg/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg det_args[] = {
    in("a", Type::matrix, "The matrix, real or complex; each one of a stack.").shaped("..., n, n"),
    out("d", Type::number | Type::complex | Type::array, "The determinant; an array of them for a stack."),
};

void call_det(Call& call) { call.give_unwrapped(linalg::det(call.ctx, call.array("a"))); }

constexpr Arg slogdet_args[] = {
    in("a", Type::matrix, "The matrix, real or complex; each one of a stack.").shaped("..., n, n"),
    out("sign", Type::number | Type::complex | Type::array,
        "1, -1 or 0; a complex number of modulus 1 or 0 for a complex matrix."),
    out("logabsdet", Type::number | Type::array, "The natural logarithm of the determinant's absolute value."),
};

void call_slogdet(Call& call) {
  linalg::SignAndLog d = linalg::slogdet(call.ctx, call.array("a"));
  call.give_unwrapped(std::move(d.sign));
  call.give_unwrapped(std::move(d.logabsdet));
}

linalg::NormOrder order_of(Call& call, const char* name) {
  linalg::NormOrder order;
  if (!call.has(name)) return order;
  if (call.is_text(name)) {
    const std::string_view word = call.text(name);
    order.kind = word == "fro"   ? linalg::NormOrder::frobenius
                 : word == "nuc" ? linalg::NormOrder::nuclear
                                 : linalg::NormOrder::power;
    if (word == "inf") order.p = HUGE_VAL;
    if (word == "-inf") order.p = -HUGE_VAL;
    return order;
  }
  order.kind = linalg::NormOrder::power;
  order.p = call.number(name);
  if (std::isnan(order.p)) call.refuse(name, "must be a number");
  return order;
}

constexpr Arg norm_args[] = {
    in("a", Type::array, "A vector, a matrix, or an array with `axis`."),
    optional("ord", Type::number | Type::string, absent,
             "Of vectors: any power, an infinity for the largest or smallest, 0 for the number of elements that are "
             "not zero. Of matrices: 1 and -1 (sums of columns), infinities (sums of rows), 2 and -2 (singular "
             "values), 'fro', 'nuc'. Without it the root of the sum of squares.")
        .among("fro|nuc|inf|-inf"),
    optional("axis", Type::axes, absent,
             "One axis: norms of the vectors along it. Two: norms of the matrices in them. Without it the whole array "
             "is one vector or matrix."),
    optional("keepdims", Type::boolean, false, "Keep the axes, with length 1."),
    out("n", Type::number | Type::array, "The norm, or an array of norms."),
};

void call_norm(Call& call) {
  linalg::NormOptions options;
  options.order = order_of(call, "ord");
  options.keepdims = call.flag("keepdims");
  const View a = call.array("a");
  if (call.has("axis")) {
    options.axes = call.axes("axis", a.ndim);
    if (options.axes.empty() || options.axes.size() > 2) call.refuse("axis", "must be one axis or two");
  }
  call.give_unwrapped(linalg::norm(call.ctx, a, options));
}

constexpr Arg cond_args[] = {
    in("a", Type::matrix, "The matrix, real or complex; each one of a stack.").alias("x").shaped("..., m, n"),
    optional("p", Type::number | Type::string, absent,
             "The norm: 2 (as without it) or -2, for which the matrix need not be square, 1, -1, an infinity, 'fro' or "
             "'nuc'.")
        .among("fro|nuc|inf|-inf"),
    out("c", Type::number | Type::array, "The condition number; inf for a singular matrix."),
};

void call_cond(Call& call) { call.give_unwrapped(linalg::cond(call.ctx, call.array("a"), order_of(call, "p"))); }

constexpr Arg matrix_rank_args[] = {
    in("a", Type::array, "The matrix, real or complex; each one of a stack.").alias("A").shaped("..., m, n"),
    optional("tol", Type::number, absent, "Singular values up to here count as zero.").at_least(0),
    optional("hermitian", Type::boolean, false, "Whether a is hermitian (real: symmetric), which takes less time."),
    option("rtol", Type::number, absent,
           "The same, times the largest singular value; max(m, n) times the precision of a without both.")
        .at_least(0),
    out("rank", Type::integer | Type::array, "How many singular values count."),
};

void call_matrix_rank(Call& call) {
  linalg::RankOptions options;
  options.hermitian = call.flag("hermitian");
  if (call.has("tol") && call.has("rtol")) call.refuse("rtol", "must be left out when tol is given");
  if (call.has("tol")) options.tol = call.number("tol");
  if (call.has("rtol")) options.rtol = call.number("rtol");
  call.give_unwrapped(linalg::matrix_rank(call.ctx, call.array("a"), options));
}

constexpr Function rows[] = {
    Function{"det", "Determinant of a matrix.", det_args,
             "The product of the pivots of its LU factors; 1 for an empty matrix.",
             "print(linalg.det{{1, 2}, {3, 4}})  --> -2.0", call_det}
        .raises("a holds nan or an infinity")
        .from("LAPACK getrf"),
    Function{"slogdet", "Sign and logarithm of a determinant.", slogdet_args,
             "The determinant is sign * exp(logabsdet), which holds where it would overflow or underflow. A singular "
             "matrix has sign 0 and logabsdet -inf.",
             R"(local sign, logabsdet = linalg.slogdet{{0, 1}, {1, 0}}
                print(sign, logabsdet)  --> -1.0	0.0)",
             call_slogdet}
        .raises("a holds nan or an infinity")
        .from("LAPACK getrf"),
    Function{"norm", "Norm of a vector or a matrix.", norm_args, "Squares that overflow or vanish are scaled first.",
             R"(print(linalg.norm{3, 4})  --> 5.0
                print(linalg.norm({{1, -2}, {3, 4}}, 1), linalg.norm({{1, -2}, {3, 4}}, {axis = 2, ord = 1}))
                --> 6.0	[3. 7.])",
             call_norm}
        .raises("a norm of singular values is asked for and a holds nan or an infinity"),
    Function{"cond", "Condition number of a matrix.", cond_args,
             "By how much relative errors may grow when equations are solved with the matrix: norm(a) * norm(inverse).",
             "print(linalg.cond{{1, 0}, {0, 4}})  --> 4.0", call_cond},
    Function{"matrix_rank", "Rank of a matrix, by its singular values.", matrix_rank_args,
             "How many singular values are above the tolerance. A vector or a number has rank 1 unless it is zero.",
             "print(linalg.matrix_rank{{1, 2}, {2, 4}})  --> 1", call_matrix_rank}
        .raises("a holds nan or an infinity"),
};

}  // namespace

Rows linalg_measures_rows() { return rows; }

}  // namespace perilune
