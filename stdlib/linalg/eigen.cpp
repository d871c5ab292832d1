// Eigenvalues and eigenvectors.

#include <cmath>
#include <limits>

#include "kernels/linalg/eig.h"
#include "kernels/linalg/eigh.h"
#include "stdlib/linalg/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg any_matrix =
    in("a", Type::matrix, "The matrix, real or complex; each one of a stack.").shaped("..., n, n");
constexpr Arg second_matrix =
    optional("b", Type::matrix, absent, "A second matrix: the problem is then a v = w b v.").shaped("..., n, n");
constexpr Arg homogeneous_option =
    option("homogeneous_eigvals", false,
           "Give w as two rows, alpha and beta, whose quotients are the eigenvalues; beta is 0 where one is infinite.");
constexpr Arg complex_values = out("w", Type::array, "The eigenvalues, complex, in no order.").shaped("..., n");

constexpr Arg eig_args[] = {
    any_matrix,
    second_matrix,
    optional("left", Type::boolean, false, "Whether the left eigenvectors are wanted."),
    optional("right", Type::boolean, true, "Whether the right eigenvectors are wanted."),
    homogeneous_option,
    complex_values,
    out("vl", Type::matrix, "Left eigenvectors of length 1, one per column; real when a and all of w are.")
        .shaped("..., n, n")
        .only_if("left"),
    out("vr", Type::matrix, "Right eigenvectors of length 1, one per column; real when a and all of w are.")
        .shaped("..., n, n")
        .only_if("right"),
};

void call_eig(Call& call) {
  linalg::EigOptions options;
  options.left = call.flag("left");
  options.right = call.flag("right");
  options.homogeneous_eigvals = call.flag("homogeneous_eigvals");
  const View a = call.array("a"), b = call.has("b") ? call.array("b") : View();
  linalg::Eig e = linalg::eig(call.ctx, a, call.has("b") ? &b : nullptr, options);
  call.give(std::move(e.w));
  if (options.left) call.give(std::move(e.vl));
  if (options.right) call.give(std::move(e.vr));
}

constexpr Arg eigvals_args[] = {any_matrix, second_matrix, homogeneous_option, complex_values};

void call_eigvals(Call& call) {
  linalg::EigOptions options;
  options.right = false;
  options.homogeneous_eigvals = call.flag("homogeneous_eigvals");
  const View a = call.array("a"), b = call.has("b") ? call.array("b") : View();
  call.give(linalg::eig(call.ctx, a, call.has("b") ? &b : nullptr, options).w);
}

constexpr Arg hermitian_matrix =
    in("a", Type::matrix, "A hermitian (real: symmetric) matrix, of which one triangle is read; each one of a stack.")
        .shaped("..., n, n");
constexpr Arg positive_matrix =
    optional("b", Type::matrix, absent,
             "A positive definite matrix, of which the same triangle is read: the problem is then of the form that "
             "`type` says.")
        .shaped("..., n, n");
constexpr Arg lower_option = optional("lower", Type::boolean, true, "Read the lower triangles, not the upper ones.");
constexpr Arg type_option =
    option("type", Type::integer, 1.0, "With b. 1: a v = w b v. 2: a b v = w v. 3: b a v = w v.").between(1, 3);
constexpr Arg driver_option =
    option("driver", Type::string, absent,
           "LAPACK's method: QR iteration, divide and conquer, relatively robust representations, bisection; gv, gvd "
           "and gvx go with b. Without it the fastest one is taken.")
        .among("ev|evd|evr|evx|gv|gvd|gvx");
constexpr Arg index_option = option(
    "subset_by_index", Type::list, absent,
    "The first and the last eigenvalue wanted, counted from the smallest; negative ones count from the largest.");
constexpr Arg value_option = option("subset_by_value", Type::list, absent,
                                    "Only the eigenvalues above the first number and up to the second; either may be "
                                    "infinite.");
constexpr Arg real_values = out("w", Type::array, "The eigenvalues, smallest first.").shaped("..., n");

linalg::Eigh solve_hermitian(Call& call, bool vectors) {
  linalg::EighOptions options;
  options.vectors = vectors;
  options.lower = call.flag("lower");
  options.type = static_cast<int>(call.integer("type"));
  const View a = call.array("a"), b = call.has("b") ? call.array("b") : View();
  if (call.has("driver"))
    for (int d = 0; d <= static_cast<int>(lapack::SymmetricDriver::gvx); ++d)
      if (call.text("driver") == lapack::name(static_cast<lapack::SymmetricDriver>(d)))
        options.driver = static_cast<lapack::SymmetricDriver>(d);
  if (call.has("subset_by_index")) {
    const std::vector<std::int64_t> ends = call.integers("subset_by_index");
    if (ends.size() != 2) call.refuse("subset_by_index", "must be two positions, the first and the last");
    const std::int64_t n = a.shape[a.ndim - 1];
    const auto place = [&](std::int64_t i) {
      if (i == 0) call.refuse("subset_by_index", "counts from 1");
      return i > 0 ? i - 1 : i + n;
    };
    options.by_index = std::pair(place(ends[0]), place(ends[1]));
  }
  if (call.has("subset_by_value")) {
    const std::vector<double> ends = call.numbers("subset_by_value");
    if (ends.size() != 2 || std::isnan(ends[0]) || std::isnan(ends[1]))
      call.refuse("subset_by_value", "must be two numbers, the lower and the upper bound");
    options.by_value = std::pair(ends[0], ends[1]);
  }
  return linalg::eigh(call.ctx, a, call.has("b") ? &b : nullptr, options);
}

constexpr Arg eigh_args[] = {
    hermitian_matrix,
    positive_matrix,
    lower_option,
    optional("eigvals_only", Type::boolean, false, "Whether the vectors are not wanted, which takes less time."),
    type_option,
    driver_option,
    index_option,
    value_option,
    real_values,
    out("v", Type::matrix,
        "The eigenvectors, one per column, orthonormal; with b: v' b v = 1 (types 1 and 2) or v' b^-1 v = 1 (type 3).")
        .shaped("..., n, n")
        .only_if("!eigvals_only"),
};

void call_eigh(Call& call) {
  const bool vectors = !call.flag("eigvals_only");
  linalg::Eigh e = solve_hermitian(call, vectors);
  call.give(std::move(e.w));
  if (vectors) call.give(std::move(e.v));
}

constexpr Arg eigvalsh_args[] = {
    hermitian_matrix, positive_matrix, lower_option, type_option,
    driver_option,    index_option,    value_option, real_values,
};

void call_eigvalsh(Call& call) { call.give(solve_hermitian(call, false).w); }

constexpr const char* general_source =
    "LAPACK geev: K. Braman, R. Byers, R. Mathias, SIAM J. Matrix Anal. Appl. 23 (2002)\n"
    "LAPACK ggev: C. Moler, G. Stewart, SIAM J. Numer. Anal. 10 (1973)";
constexpr const char* hermitian_source =
    "LAPACK syevd: J. Cuppen, Numer. Math. 36 (1981)\n"
    "LAPACK syevr: I. Dhillon, B. Parlett, SIAM J. Matrix Anal. Appl. 25 (2004)";

constexpr Function rows[] = {
    Function{"eig", "Eigenvalues and eigenvectors of a square matrix.", eig_args,
             "Finds w and vr with a vr = vr diag(w), and vl with vl' a = diag(w) vl', where ' is the conjugate "
             "transpose. For hermitian (symmetric) matrices `linalg.eigh` is faster and its results are orthonormal.",
             R"(local w, v = linalg.eig{{2, 0}, {0, 3}}
                print(w)  --> [2.+0.j 3.+0.j]
                print(v)
                --> [[1. 0.]
                -->  [0. 1.]])",
             call_eig}
        .raises("a or b holds nan or an infinity\nthe iteration does not converge")
        .from(general_source),
    Function{"eigvals", "Eigenvalues of a square matrix.", eigvals_args,
             "Those of `linalg.eig`, without the vectors, which takes about half the time.",
             R"(print(linalg.eigvals{{0, 1}, {-1, 0}})  --> [0.+1.j 0.-1.j])", call_eigvals}
        .raises("a or b holds nan or an infinity\nthe iteration does not converge")
        .from(general_source),
    Function{"eigh", "Eigenvalues and eigenvectors of a hermitian or symmetric matrix.", eigh_args,
             "Finds w and v with a v = v diag(w), or with a second matrix b one of the forms of `type`. Elements of "
             "the triangle that is not read are taken to be the conjugates of the others.",
             R"(local w, v = linalg.eigh{{2, 0}, {0, 1}}
                print(w)  --> [1. 2.]
                print(linalg.eigh({{2, 1}, {1, 2}}, {eigvals_only = true, subset_by_index = {2, 2}}))  --> [3.])",
             call_eigh}
        .raises("a or b holds nan or an infinity\nb is not positive definite\nthe iteration does not converge")
        .from(hermitian_source),
    Function{"eigvalsh", "Eigenvalues of a hermitian or symmetric matrix.", eigvalsh_args,
             "Those of `linalg.eigh`, without the vectors, which takes a fraction of the time.",
             R"(print(linalg.eigvalsh{{2, 1}, {1, 2}})  --> [1. 3.])", call_eigvalsh}
        .raises("a or b holds nan or an infinity\nb is not positive definite\nthe iteration does not converge")
        .from(hermitian_source),
};

}  // namespace

Rows linalg_eigen_rows() { return rows; }

}  // namespace perilune
