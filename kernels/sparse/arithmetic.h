#pragma once
// Elementwise work on sparse matrices. Places where both operands are zero stay unstored.

#include "kernels/array/elementwise.h"
#include "kernels/sparse/matrix.h"

namespace perilune::sparse {

enum class Pairing : std::uint8_t { add, subtract, multiply, maximum, minimum };

// a op b for equal shapes, canonical, in the format of `a` (CSR for COO); results that are 0 are not stored.
// ShapeError; ValueError for the maximum of complex matrices.
Matrix combine(Context& ctx, Pairing pairing, const Matrix& a, const Matrix& b);
// a + dense, a - dense or dense - a: a dense matrix of the shape of `a`.
Array add_dense(Context& ctx, const Matrix& a, const View& dense, bool negate_matrix = false,
                bool negate_dense = false);
// Elementwise by a dense matrix, a row (vector of `columns`, or 1 x columns) or a column (rows x 1).
Matrix multiply_dense(Context& ctx, const Matrix& a, const View& dense);
Matrix divide_dense(Context& ctx, const Matrix& a, const View& dense);
// a * value and a / value by NumPy's weak promotion: a real value leaves float32 as it is.
Matrix scale(Context& ctx, const Matrix& a, const Scalar& value, bool divide = false);
// Stored values to the power n. ValueError unless n > 0: others would fill the matrix.
Matrix power(Context& ctx, const Matrix& a, double n);
// A function that maps 0 to 0, of the stored values.
Matrix map(Context& ctx, UnaryOp op, const Matrix& a);

// Same shape and equal values, whether stored or not.
bool equal(Context& ctx, const Matrix& a, const Matrix& b);
bool equal(Context& ctx, const Matrix& a, const View& dense);

}  // namespace perilune::sparse
