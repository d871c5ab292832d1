// Numbers that describe a matrix.

#include "kernels/linalg/lu.h"
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
};

}  // namespace

Rows linalg_measures_rows() { return rows; }

}  // namespace perilune
