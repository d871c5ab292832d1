// Least squares and pseudo-inverses.

#include "kernels/linalg/least_squares.h"

#include "stdlib/linalg/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg lstsq_args[] = {
    in("a", Type::matrix, "The matrix of coefficients, real or complex; each one of a stack.").shaped("..., m, n"),
    in("b", Type::array, "The right-hand side: a vector, or a matrix with one problem per column.")
        .shaped("m | ..., m, k"),
    optional("cond", Type::number, absent,
             "Singular values below cond times the largest count as zero; without it cond is the precision of a.")
        .alias("rcond"),
    choice("lapack_driver", "gelsd|gelsy|gelss",
           "Singular values by divide and conquer, QR with exchanges of columns, or singular values by QR iteration."),
    out("x", Type::array, "The solution: of least norm, where there are several.").shaped("n | ..., n, k"),
    out("residues", Type::array | Type::number,
        "The squared norm of b - a x, for each column of b: a number for a vector; empty unless m > n and a has rank "
        "n, and for gelsy."),
    out("rank", Type::integer | Type::array, "The effective rank of a."),
    out("s", Type::array | Type::none, "The singular values of a, largest first; nil for gelsy."),
};

void call_lstsq(Call& call) {
  linalg::LstsqOptions options;
  if (call.has("cond")) options.cond = call.number("cond");
  const std::string_view driver = call.text("lapack_driver");
  if (driver == "gelsy") options.driver = lapack::LeastSquares::gelsy;
  if (driver == "gelss") options.driver = lapack::LeastSquares::gelss;
  linalg::Lstsq r = linalg::lstsq(call.ctx, call.array("a"), call.array("b"), options);
  call.give(std::move(r.x));
  call.give_unwrapped(std::move(r.residuals));
  call.give_unwrapped(std::move(r.rank));
  if (options.driver == lapack::LeastSquares::gelsy) call.give();
  else call.give(std::move(r.s));
}

constexpr Arg atol_option =
    option("atol", Type::number, 0.0, "Singular values up to atol + rtol * the largest count as zero.").at_least(0);
constexpr Arg rtol_option =
    option("rtol", Type::number, absent, "Without it max(m, n) times the precision of a.").at_least(0);
constexpr Arg rank_option = option("return_rank", false, "Whether the effective rank is wanted.");

constexpr Arg pinv_args[] = {
    in("a", Type::matrix, "The matrix, real or complex; each one of a stack.").shaped("..., m, n"),
    atol_option,
    rtol_option,
    rank_option,
    out("B", Type::matrix, "The pseudo-inverse.").shaped("..., n, m"),
    out("rank", Type::integer | Type::array, "The effective rank of a.").only_if("return_rank"),
};

constexpr Arg pinvh_args[] = {
    in("a", Type::matrix, "A hermitian (real: symmetric) matrix; each one of a stack.").shaped("..., n, n"),
    atol_option,
    rtol_option,
    option("lower", true, "Read the lower triangle of a, not the upper one."),
    rank_option,
    out("B", Type::matrix, "The pseudo-inverse.").shaped("..., n, n"),
    out("rank", Type::integer | Type::array, "The effective rank of a.").only_if("return_rank"),
};

void call_pinv(Call& call) {
  linalg::PinvOptions options;
  options.atol = call.number("atol");
  if (call.has("rtol")) options.rtol = call.number("rtol");
  linalg::Pinv p = call.code() ? linalg::pinvh(call.ctx, call.array("a"), options, call.flag("lower"))
                               : linalg::pinv(call.ctx, call.array("a"), options);
  call.give(std::move(p.inverse));
  if (call.flag("return_rank")) call.give_unwrapped(std::move(p.rank));
}

constexpr Function rows[] = {
    Function{"lstsq", "Solution of a linear system in the least-squares sense.", lstsq_args,
             "Finds the x that makes the sum of squares of b - a x smallest. The system may have more equations than "
             "unknowns, or fewer; of several solutions the shortest is given.",
             R"(local x, residues, rank = linalg.lstsq({{1, 0}, {1, 1}, {1, 2}}, {1, 3, 5})
                print(pl.round(x, 12), rank)  --> [1. 2.]	2)",
             call_lstsq}
        .raises("a or b holds nan or an infinity\nthe singular values do not converge")
        .from("LAPACK gelsd, gelsy, gelss"),
    Function{"pinv", "Pseudo-inverse of a matrix, by its singular values.", pinv_args,
             "The matrix B of Moore and Penrose: the inverse where there is one, else the one that gives shortest "
             "least-squares solutions.",
             R"(print(linalg.pinv{{2, 0}, {0, 0}})
                --> [[0.5 0. ]
                -->  [0.  0. ]])",
             call_pinv}
        .raises("a holds nan or an infinity\nthe singular values do not converge")
        .from("R. Penrose, Proc. Cambridge Phil. Soc. 51 (1955)"),
    Function{"pinvh", "Pseudo-inverse of a hermitian matrix, by its eigenvalues.", pinvh_args,
             "The same as `linalg.pinv`, faster, for hermitian (real: symmetric) matrices.",
             R"(print(linalg.pinvh{{2, 0}, {0, 0}})
                --> [[0.5 0. ]
                -->  [0.  0. ]])",
             call_pinv}
        .with(1)
        .raises("a holds nan or an infinity\nthe eigenvalues do not converge")
        .from("R. Penrose, Proc. Cambridge Phil. Soc. 51 (1955)"),
};

}  // namespace

Rows linalg_least_squares_rows() { return rows; }

}  // namespace perilune
