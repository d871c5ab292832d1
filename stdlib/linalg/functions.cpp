// Functions of matrices, products of several, balancing.

#include "kernels/linalg/balance.h"
#include "kernels/linalg/expm.h"
#include "kernels/linalg/multi_dot.h"
#include "kernels/linalg/power.h"
#include "stdlib/linalg/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg expm_args[] = {
    in("a", Type::matrix, "A square matrix, real or complex; each one of a stack.").alias("A").shaped("..., n, n"),
    out("eA", Type::matrix, "e to the power of a.").shaped("..., n, n"),
};

void call_expm(Call& call) { call.give(linalg::expm(call.ctx, call.array("a"))); }

constexpr Arg matrix_power_args[] = {
    in("a", Type::matrix, "A square matrix; each one of a stack.").shaped("..., n, n"),
    in("n", Type::integer, "The power; negative ones are those of the inverse."),
    out("c", Type::matrix, "a times itself n times. Integers stay exact for n >= 0.").shaped("..., n, n"),
};

void call_matrix_power(Call& call) { call.give(linalg::matrix_power(call.ctx, call.array("a"), call.integer("n"))); }

constexpr Arg multi_dot_args[] = {
    in("arrays", Type::list | Type::array, "A list of matrices; the first and the last may be vectors."),
    out("c", Type::array | Type::number, "Their product."),
};

void call_multi_dot(Call& call) {
  const std::vector<Array> arrays = call.arrays("arrays");
  const std::vector<View> views(arrays.begin(), arrays.end());
  call.give_unwrapped(linalg::multi_dot(call.ctx, views));
}

constexpr Arg matrix_balance_args[] = {
    in("a", Type::matrix, "A square matrix, real or complex; each one of a stack.").alias("A").shaped("..., n, n"),
    optional("permute", Type::boolean, true, "Whether rows and columns may change places."),
    optional("scale", Type::boolean, true, "Whether rows and columns may be scaled, by powers of 2."),
    optional("separate", Type::boolean, false, "Give the scale factors and the permutation instead of T."),
    out("B", Type::matrix, "The balanced matrix, T^-1 a T.").shaped("..., n, n"),
    out("T", Type::matrix, "The transformation.").shaped("..., n, n").only_if("!separate"),
    out("scaling", Type::array, "The factor of each row and column of B.").shaped("..., n").only_if("separate"),
    out("perm", Type::array, "The positions in a of the rows and columns of B.").shaped("..., n").only_if("separate"),
};

void call_matrix_balance(Call& call) {
  linalg::Balance f = linalg::matrix_balance(call.ctx, call.array("a"), {call.flag("permute"), call.flag("scale")});
  call.give(std::move(f.b));
  if (!call.flag("separate")) return call.give(std::move(f.t));
  call.give(std::move(f.scale));
  call.give_positions(std::move(f.perm));
}

constexpr Function rows[] = {
    Function{"expm", "Exponential of a matrix.", expm_args,
             "The sum of a^k / k!, by a rational approximation of a / 2^s that is squared s times.",
             R"(print(linalg.expm{{0, 1}, {0, 0}})
                --> [[1. 1.]
                -->  [0. 1.]])",
             call_expm}
        .raises("a holds nan or an infinity, or is so large that the exponential overflows on the way")
        .from("A. Al-Mohy, N. Higham, SIAM J. Matrix Anal. Appl. 31 (2009)"),
    Function{"matrix_power", "Power of a square matrix.", matrix_power_args,
             "By repeated squaring: about log2(n) products.",
             R"(print(linalg.matrix_power({{1, 1}, {1, 0}}, 10))
                --> [[89. 55.]
                -->  [55. 34.]])",
             call_matrix_power}
        .raises("n is negative and a is singular\nintegers overflow"),
    Function{"multi_dot", "Product of several matrices, in the order that costs least.", multi_dot_args,
             "The product does not depend on the order of the multiplications, but their number does.",
             R"(print(linalg.multi_dot{pl.array{{1, 2}}, pl.array{{1, 0}, {0, 2}}, pl.array{{1}, {1}}})  --> [[5.]])",
             call_multi_dot}
        .raises("shapes do not fit\nfewer than two arrays are given")
        .from("S. Godbole, IEEE Trans. Computers C-22 (1973)"),
    Function{"matrix_balance", "A similar matrix whose rows and columns have like norms.", matrix_balance_args,
             "Eigenvalues of a badly scaled matrix come out more accurate after balancing; `linalg.eig` does it by "
             "itself.",
             R"(local B, T = linalg.matrix_balance{{1, 1024}, {0.0009765625, 1}}
                print(B)
                --> [[1.  2. ]
                -->  [0.5 1. ]])",
             call_matrix_balance}
        .raises("a holds nan or an infinity")
        .from("LAPACK gebal: B. Parlett, C. Reinsch, Numer. Math. 13 (1969)"),
};

}  // namespace

Rows linalg_functions_rows() { return rows; }

}  // namespace perilune
