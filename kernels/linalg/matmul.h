#pragma once
// Products of vectors, matrices and stacks of matrices, by NumPy's rules.
//
// The four inexact dtypes go to BLAS; mixed ones are promoted first. Integers are multiplied exactly and give int64
// (DomainError when a result does not fit); bool gives bool, "or" of "and"s. Results are row-major. One with no axes
// left is a 0-d array. ShapeError for shapes that do not fit, ValueError for an axis beyond 2^31 - 1.

#include "kernels/core/array.h"

namespace perilune::linalg {

// One axis: a vector, as a row on the left and a column on the right. Two: a matrix. More: a stack of matrices, whose
// leading axes broadcast.
Array matmul(Context& ctx, const View& a, const View& b);
// The same up to two axes; beyond, the sum over the last axis of a and the last but one of b, with no broadcasting.
// A 0-d operand scales the other.
Array dot(Context& ctx, const View& a, const View& b);
// Sum over the last axis of both. A 0-d operand scales the other.
Array inner(Context& ctx, const View& a, const View& b);
// Sum of conj(a[i]) b[i] over all elements in row-major order; 0-d.
Array vdot(Context& ctx, const View& a, const View& b);
// c[i, j] = a[i] b[j] over all elements. Integers keep their promoted dtype, as in elementwise products.
Array outer(Context& ctx, const View& a, const View& b);

}  // namespace perilune::linalg
