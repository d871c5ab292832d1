// LU and Cholesky factors, and systems solved with them.

#include "kernels/linalg/lu.h"

#include "kernels/array/elementwise.h"
#include "kernels/linalg/cholesky.h"
#include "stdlib/linalg/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg lu_args[] = {
    in("a", Type::matrix, "The matrix to factor, real or complex; each one of a stack.").shaped("..., m, n"),
    optional("permute_l", Type::boolean, false, "Give p * l, whose rows are in the order of those of a, and no p."),
    option("p_indices", false, "Give p as the positions of rows: a is l(p, \":\") times u."),
    out("p", Type::array, "The permutation: a matrix of zeros and ones, or positions.")
        .shaped("..., m, m")
        .only_if("!permute_l"),
    out("l", Type::matrix, "Lower triangular or trapezoidal, with ones on its diagonal; k = min(m, n).")
        .shaped("..., m, k"),
    out("u", Type::matrix, "Upper triangular or trapezoidal.").shaped("..., k, n"),
};

void call_lu(Call& call) {
  linalg::LuOptions options;
  options.permute_l = call.flag("permute_l");
  options.p_indices = call.flag("p_indices");
  linalg::Lu f = linalg::lu(call.ctx, call.array("a"), options);
  if (!options.permute_l && options.p_indices) call.give_positions(std::move(f.p));
  else if (!options.permute_l) call.give(std::move(f.p));
  call.give(std::move(f.l));
  call.give(std::move(f.u));
}

constexpr RecordField lu_fields[] = {
    {"lu", "The upper factor, and below its diagonal the lower one, whose diagonal is ones.", Type::matrix},
    {"piv", "For each row, from the first, the row that it changed places with.", Type::array},
};
const RecordType lu_factors{"LUFactors", lu_fields, 2};

constexpr Arg lu_factor_args[] = {
    in("a", Type::matrix, "The matrix to factor, real or complex; each one of a stack.").shaped("..., m, n"),
    out("lu_and_piv", Type::record, "The factors, for `linalg.lu_solve`.").of(lu_factors),
};

void call_lu_factor(Call& call) {
  linalg::LuFactors f = linalg::lu_factor(call.ctx, call.array("a"));
  for (std::int64_t i = 0, n = f.piv.size(); i < n; ++i) ++f.piv.as<std::int32_t>()[i];
  Record record(lu_factors);
  record.set("lu", std::move(f.lu)).set("piv", std::move(f.piv));
  call.give(std::move(record));
}

constexpr Arg lu_solve_args[] = {
    in("lu_and_piv", Type::record | Type::table, "What `linalg.lu_factor` gave, or a list of lu and piv.")
        .of(lu_factors),
    in("b", Type::array, "The right-hand side: a vector, or a matrix with one system per column.")
        .shaped("n | ..., n, k"),
    optional("trans", Type::number | Type::string, 0.0,
             "0 or 'N': solve with a; 1 or 'T': with its transpose; 2 or 'C': with its conjugate transpose.")
        .among("N|T|C"),
    out("x", Type::array, "The solution, in the shape of b.").shaped("n | ..., n, k"),
};

void call_lu_solve(Call& call) {
  const Item factors = call.item("lu_and_piv");
  if (factors.kind() != Item::Kind::list) factors.refuse("must be a record of lu_factor, or a list of lu and piv");
  const std::vector<Item> parts = factors.items(2);
  const Array lu = parts[0].array();
  const Array piv = astype(call.ctx, parts[1].array(), DType::int64);
  for (std::int64_t i = 0, n = piv.size(); i < n; ++i) --piv.as<std::int64_t>()[i];
  call.give(linalg::lu_solve(call.ctx, lu, piv, call.array("b"), linalg_trans(call, "trans")));
}

constexpr Arg cholesky_args[] = {
    in("a", Type::matrix, "A hermitian (real: symmetric) positive definite matrix; each one of a stack.")
        .shaped("..., n, n"),
    optional("lower", Type::boolean, false, "Read the lower triangle of a and give the lower factor, not the upper."),
    out("c", Type::matrix, "The factor, with zeros in its other triangle.").shaped("..., n, n"),
};

void call_cholesky(Call& call) { call.give(linalg::cholesky(call.ctx, call.array("a"), call.flag("lower"))); }

constexpr RecordField cholesky_fields[] = {
    {"c", "The factor. Its other triangle holds what a has there.", Type::matrix},
    {"lower", "Whether it is the lower factor.", Type::boolean},
};
const RecordType cholesky_factor{"CholeskyFactor", cholesky_fields, 2};

constexpr Arg cho_factor_args[] = {
    cholesky_args[0],
    cholesky_args[1],
    out("c_and_lower", Type::record, "The factor, for `linalg.cho_solve`.").of(cholesky_factor),
};

void call_cho_factor(Call& call) {
  const bool lower = call.flag("lower");
  Record record(cholesky_factor);
  record.set("c", linalg::cholesky(call.ctx, call.array("a"), lower, false)).set("lower", lower);
  call.give(std::move(record));
}

constexpr Arg cho_solve_args[] = {
    in("c_and_lower", Type::record | Type::table,
       "What `linalg.cho_factor` gave, or a list of a factor and whether it is the lower one.")
        .of(cholesky_factor),
    in("b", Type::array, "The right-hand side: a vector, or a matrix with one system per column.")
        .shaped("n | ..., n, k"),
    out("x", Type::array, "The solution, in the shape of b.").shaped("n | ..., n, k"),
};

void call_cho_solve(Call& call) {
  const Item factor = call.item("c_and_lower");
  if (factor.kind() != Item::Kind::list) factor.refuse("must be a record of cho_factor, or a list of c and lower");
  const std::vector<Item> parts = factor.items(2);
  if (parts[1].kind() != Item::Kind::boolean) parts[1].refuse("must be true or false");
  const bool lower = parts[1].scalar().real() != 0;
  call.give(linalg::cho_solve(call.ctx, parts[0].array(), lower, call.array("b")));
}

constexpr Function rows[] = {
    Function{"lu", "LU factors of a matrix.", lu_args,
             "Factors a into p * l * u by Gaussian elimination with row exchanges. To solve equations, "
             "`linalg.lu_factor` and `linalg.lu_solve` keep the factors as the method needs them.",
             R"(local p, l, u = linalg.lu{{1, 2}, {4, 4}}
                print(l)
                --> [[1.   0.  ]
                -->  [0.25 1.  ]]
                print(u)
                --> [[4. 4.]
                -->  [0. 1.]])",
             call_lu}
        .raises("a holds nan or an infinity")
        .from("LAPACK getrf"),
    Function{"lu_factor", "LU factors of a matrix, kept for solving.", lu_factor_args,
             "Factors once what `linalg.lu_solve` then uses for any number of right-hand sides. Warns when a is "
             "singular.",
             R"(local f = linalg.lu_factor{{3, 1}, {1, 2}}
                print(linalg.lu_solve(f, {9, 8}))  --> [2. 3.])",
             call_lu_factor}
        .raises("a holds nan or an infinity")
        .from("LAPACK getrf"),
    Function{"lu_solve", "Solution of equations whose matrix has been factored.", lu_solve_args,
             "Finds x with a x = b, where a is what `linalg.lu_factor` factored, in a time that grows with the square "
             "of n.",
             R"(local f = linalg.lu_factor{{3, 1}, {1, 2}}
                print(linalg.lu_solve(f, {9, 8}))           --> [2. 3.]
                print(linalg.lu_solve(f, {9, 8}, {trans = "T"}))  --> [2. 3.])",
             call_lu_solve}
        .raises("the matrix is singular\npiv holds what is no row\nlu or b holds nan or an infinity")
        .from("LAPACK getrs"),
    Function{"cholesky", "Cholesky factor of a positive definite matrix.", cholesky_args,
             "Factors a into adjoint(c) * c with an upper triangular c, or into c * adjoint(c) with a lower one. One "
             "triangle of a is read.",
             R"(print(linalg.cholesky({{4, 2}, {2, 5}}, {lower = true}))
                --> [[2. 0.]
                -->  [1. 2.]])",
             call_cholesky}
        .raises("a is not positive definite\na holds nan or an infinity")
        .from("LAPACK potrf"),
    Function{"cho_factor", "Cholesky factor of a matrix, kept for solving.", cho_factor_args,
             "Factors once what `linalg.cho_solve` then uses for any number of right-hand sides.",
             R"(local f = linalg.cho_factor{{4, 2}, {2, 5}}
                print(linalg.cho_solve(f, {8, 12}))  --> [1. 2.])",
             call_cho_factor}
        .raises("a is not positive definite\na holds nan or an infinity")
        .from("LAPACK potrf"),
    Function{"cho_solve", "Solution of equations whose positive definite matrix has been factored.", cho_solve_args,
             "Finds x with a x = b, where a is what `linalg.cho_factor` factored, in a time that grows with the "
             "square of n.",
             R"(print(linalg.cho_solve({{{2, 0}, {1, 2}}, true}, {8, 12}))  --> [1. 2.])", call_cho_solve}
        .raises("the diagonal of the factor holds a zero\nthe factor or b holds nan or an infinity")
        .from("LAPACK potrs"),
};

}  // namespace

Rows linalg_lu_rows() { return rows; }

}  // namespace perilune
