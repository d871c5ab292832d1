// Factorisations of dense matrices.

#include "kernels/linalg/qr.h"
#include "kernels/linalg/svd.h"
#include "stdlib/linalg/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg svd_args[] = {
    in("a", Type::matrix, "The matrix to factor, real or complex; each one of a stack.").shaped("..., m, n"),
    optional("full_matrices", Type::boolean, true,
             "Whether U is (m, m) and Vt (n, n); without it they are (m, k) and (k, n), where k = min(m, n)."),
    optional("compute_uv", Type::boolean, true, "Whether U and Vt are wanted; s alone takes a fraction of the time."),
    choice("lapack_driver", "gesdd|gesvd",
           "Divide and conquer, or QR iteration, which is slower for large matrices and takes less memory."),
    out("U", Type::matrix, "Left singular vectors, one per column.").shaped("..., m, m").only_if("compute_uv"),
    out("s", Type::vector | Type::matrix, "Singular values, largest first.").shaped("..., k"),
    out("Vt", Type::matrix, "Right singular vectors, one per row.").shaped("..., n, n").only_if("compute_uv"),
};

void call_svd(Call& call) {
  linalg::SvdOptions options;
  options.full_matrices = call.flag("full_matrices");
  options.compute_uv = call.flag("compute_uv");
  if (call.text("lapack_driver") == "gesvd") options.driver = linalg::SvdOptions::gesvd;
  linalg::Svd f = linalg::svd(call.ctx, call.array("a"), options);
  if (options.compute_uv) call.give(std::move(f.u));
  call.give(std::move(f.s));
  if (options.compute_uv) call.give(std::move(f.vt));
}

constexpr Arg svdvals_args[] = {
    in("a", Type::matrix, "The matrix, real or complex; each one of a stack.").shaped("..., m, n"),
    out("s", Type::vector | Type::matrix, "Singular values, largest first.").shaped("..., k"),
};

void call_svdvals(Call& call) { call.give(linalg::svd(call.ctx, call.array("a"), {.compute_uv = false}).s); }

constexpr Arg qr_args[] = {
    in("a", Type::matrix, "The matrix to factor, real or complex; each one of a stack.").shaped("..., m, n"),
    choice("mode", "full|r|economic|raw",
           "What is wanted: a square Q and R as long, R alone, both with k = min(m, n) columns and rows, or the "
           "reflections as LAPACK leaves them, with their factors tau and R."),
    option("pivoting", false, "Exchange columns, so that the diagonal of R falls: a(\":\", P) is Q * R."),
    out("Q", Type::matrix, "A matrix with orthonormal columns; the reflections for 'raw'; not given for 'r'.")
        .shaped("..., m, m")
        .only_if("!mode=r"),
    out("tau", Type::array, "The factors of the reflections.").shaped("..., k").only_if("mode=raw"),
    out("R", Type::matrix, "An upper triangular or trapezoidal matrix.").shaped("..., m, n"),
    out("P", Type::array, "The positions of the columns of a in those of Q * R.").shaped("..., n").only_if("pivoting"),
};

void call_qr(Call& call) {
  linalg::QrOptions options;
  using linalg::QrOptions;
  options.mode = call.one_of<QrOptions::Mode>("mode", {{"full", QrOptions::full},
                                                       {"r", QrOptions::r_only},
                                                       {"economic", QrOptions::economic},
                                                       {"raw", QrOptions::raw}});
  options.pivoting = call.flag("pivoting");
  linalg::Qr f = linalg::qr(call.ctx, call.array("a"), options);
  if (options.mode != linalg::QrOptions::r_only) call.give(std::move(f.q));
  if (options.mode == linalg::QrOptions::raw) call.give(std::move(f.tau));
  call.give(std::move(f.r));
  if (options.pivoting) call.give_positions(std::move(f.p));
}

constexpr Function rows[] = {
    Function{
        "svd", "Singular value decomposition of a matrix.", svd_args,
        "Factors a into U * diag(s) * Vt, where the columns of U and the rows of Vt are orthonormal and s is real, "
        "not negative and falls. Integers are computed in float64, float32 and complex64 in their own precision.",
        R"(local U, s, Vt = linalg.svd{{3, 0}, {0, 4}}
                print(s)  --> [4. 3.]
                local k = linalg.svd({{3, 0}, {0, 4}, {0, 0}}, {compute_uv = false})
                print(k)  --> [4. 3.])",
        call_svd}
        .raises("a holds nan or an infinity\nthe iteration does not converge, which gesvd may still do")
        .from("LAPACK gesdd: M. Gu, S. Eisenstat, SIAM J. Matrix Anal. Appl. 16 (1995)\n"
              "LAPACK gesvd: G. Golub, C. Reinsch, Numer. Math. 14 (1970)"),
    Function{"svdvals", "Singular values of a matrix.", svdvals_args,
             "Those of svd, without the vectors, which takes a fraction of the time.",
             "print(linalg.svdvals{{3, 0}, {0, 4}})  --> [4. 3.]", call_svdvals}
        .raises("a holds nan or an infinity\nthe iteration does not converge")
        .from("LAPACK gesdd: M. Gu, S. Eisenstat, SIAM J. Matrix Anal. Appl. 16 (1995)"),
    Function{"qr", "QR factors of a matrix.", qr_args, "Factors a into Q * R by Householder reflections.",
             R"(local Q, R = linalg.qr({{0, 2}, {-3, 1}}, {mode = "economic"})
                print(R)
                --> [[-3.  1.]
                -->  [ 0.  2.]])",
             call_qr}
        .raises("a holds nan or an infinity")
        .from(
            "LAPACK geqrf, orgqr\nLAPACK geqp3: G. Quintana-Orti, X. Sun, C. Bischof, SIAM J. Sci. Comput. 19 (1998)"),
};

}  // namespace

Rows linalg_factor_rows() { return rows; }

}  // namespace perilune
