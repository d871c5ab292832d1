// Systems of linear equations and inverses.

#include "kernels/linalg/solve.h"

#include "stdlib/linalg/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

using linalg::Structure;

struct Word {
  const char* word;
  Structure structure;
};
constexpr Word words[] = {
    {"general", Structure::general},
    {"gen", Structure::general},
    {"diagonal", Structure::diagonal},
    {"tridiagonal", Structure::tridiagonal},
    {"banded", Structure::banded},
    {"upper triangular", Structure::upper_triangular},
    {"lower triangular", Structure::lower_triangular},
    {"symmetric", Structure::symmetric},
    {"sym", Structure::symmetric},
    {"hermitian", Structure::hermitian},
    {"her", Structure::hermitian},
    {"positive definite", Structure::positive_definite},
    {"pos", Structure::positive_definite},
};

// What the caller says about the matrix. `lower` goes with the structures of which one triangle is read.
Structure assumed(Call& call) {
  Structure structure = Structure::automatic;
  if (call.has("assume_a"))
    for (const Word& w : words)
      if (call.text("assume_a") == w.word) structure = w.structure;
  const bool one_triangle = structure == Structure::symmetric || structure == Structure::hermitian ||
                            structure == Structure::positive_definite;
  if (call.given("lower") && !one_triangle)
    call.refuse("lower", "goes with assume_a = 'sym', 'her' or 'pos', of which one triangle is read");
  return structure;
}

constexpr Arg lower_option =
    option("lower", false, "With assume_a 'sym', 'her' or 'pos': read the lower triangle of a, not the upper one.");

constexpr Arg solve_args[] = {
    in("a", Type::matrix, "The matrix of coefficients, real or complex; each one of a stack.").shaped("..., n, n"),
    in("b", Type::array,
       "The right-hand side: a vector, or a matrix with one system per column. The axes in front of the matrices of "
       "a and b broadcast; a vector serves every a.")
        .shaped("n | ..., n, k"),
    option("assume_a", Type::string, absent,
           "What is known about a; the elements that this makes superfluous are not read. Without it a is looked at: "
           "diagonal, triangular, banded and positive definite matrices take the method made for them.")
        .among("general|gen|diagonal|tridiagonal|banded|upper triangular|lower triangular|symmetric|sym|hermitian|her|"
               "positive definite|pos"),
    lower_option,
    option("transposed", false, "Solve with the transpose of a."),
    out("x", Type::array, "The solution, in the shape of b.").shaped("n | ..., n, k"),
};

void call_solve(Call& call) {
  linalg::SolveOptions options;
  options.assume_a = assumed(call);
  options.lower = call.flag("lower");
  options.transposed = call.flag("transposed");
  call.give(linalg::solve(call.ctx, call.array("a"), call.array("b"), options));
}

constexpr Arg solve_triangular_args[] = {
    in("a", Type::matrix, "The matrix, of which one triangle is read; each one of a stack.").shaped("..., n, n"),
    in("b", Type::array, "The right-hand side: a vector, or a matrix with one system per column.")
        .shaped("n | ..., n, k"),
    optional("trans", Type::number | Type::string, 0.0,
             "0 or 'N': solve with a; 1 or 'T': with its transpose; 2 or 'C': with its conjugate transpose.")
        .among("N|T|C"),
    optional("lower", Type::boolean, false, "Read the lower triangle of a, not the upper one."),
    optional("unit_diagonal", Type::boolean, false, "Take the diagonal of a for ones; it is not read."),
    out("x", Type::array, "The solution, in the shape of b.").shaped("n | ..., n, k"),
};

void call_solve_triangular(Call& call) {
  linalg::TriangularOptions options;
  options.op = linalg_trans(call, "trans");
  options.lower = call.flag("lower");
  options.unit_diagonal = call.flag("unit_diagonal");
  call.give(linalg::solve_triangular(call.ctx, call.array("a"), call.array("b"), options));
}

constexpr Arg inv_args[] = {
    in("a", Type::matrix, "The matrix, real or complex; each one of a stack.").shaped("..., n, n"),
    option("assume_a", Type::string, absent,
           "What is known about a; the elements that this makes superfluous are not read. Without it a is looked at.")
        .among("general|gen|diagonal|upper triangular|lower triangular|symmetric|sym|hermitian|her|"
               "positive definite|pos"),
    lower_option,
    out("ainv", Type::matrix, "The inverse.").shaped("..., n, n"),
};

void call_inv(Call& call) {
  const Structure structure = assumed(call);
  call.give(linalg::inv(call.ctx, call.array("a"), structure, call.flag("lower")));
}

constexpr Function rows[] = {
    Function{"solve", "Solution of a system of linear equations.", solve_args,
             "Finds x with a x = b. LU factors with row exchanges serve any matrix; positive definite ones take half "
             "the work by Cholesky factors, symmetric ones the diagonal pivoting of Bunch and Kaufman, bands and "
             "triangles a time that grows with the elements that are not zero. Warns when the reciprocal condition "
             "number is below the precision, so that no digit of x need be right.",
             R"(print(linalg.solve({{3, 1}, {1, 2}}, {9, 8}))  --> [2. 3.])", call_solve}
        .raises("a is singular, or not positive definite where assume_a says so\na or b holds nan or an infinity")
        .from("LAPACK getrf, potrf, sytrf, gttrf, gbtrf, trtrs\n"
              "G. Golub, C. Van Loan, Matrix Computations, 4th ed. (2013), chapters 3 and 4"),
    Function{"solve_triangular", "Solution of a triangular system of linear equations.", solve_triangular_args,
             "Finds x with a x = b by substitution, reading one triangle of a alone.",
             R"(print(linalg.solve_triangular({{2, 1}, {0, 4}}, {4, 8}))  --> [1. 2.])", call_solve_triangular}
        .raises("the diagonal of a holds a zero\na or b holds nan or an infinity")
        .from("LAPACK trtrs"),
    Function{
        "inv", "Inverse of a matrix.", inv_args,
        "To solve equations, `linalg.solve` is faster and more accurate. Warns when a is so close to singular that "
        "no digit of the inverse need be right.",
        R"(print(linalg.inv{{2, 0}, {0, 4}})
                --> [[0.5  0.  ]
                -->  [0.   0.25]])",
        call_inv}
        .raises("a is singular, or not positive definite where assume_a says so\na holds nan or an infinity")
        .from("LAPACK getri, potri, sytri, trtri"),
};

}  // namespace

lapack::Transpose linalg_trans(Call& call, const char* name) {
  using enum lapack::Transpose;
  if (call.is_text(name)) return call.text(name) == "N" ? no : call.text(name) == "T" ? yes : conjugate;
  const double which = call.number(name);
  if (which != 0 && which != 1 && which != 2) call.refuse(name, "must be 0, 1, 2, 'N', 'T' or 'C'");
  return which == 0 ? no : which == 1 ? yes : conjugate;
}

Rows linalg_solve_rows() { return rows; }

}  // namespace perilune
