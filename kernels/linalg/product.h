#pragma once
// One matrix product of each element type: what dot, matmul, inner and vdot come down to.

#include "kernels/core/context.h"

namespace perilune::linalg {

// A matrix of any layout; strides in bytes.
struct Operand {
  const std::byte* data = nullptr;
  std::int64_t rows = 0, columns = 0, row_stride = 0, column_stride = 0;
};

// True when BLAS can read the operand where it is: one stride is an element, the other a positive number of elements.
template <class T>
bool fits_blas(const Operand& a);

// c = a b, c being row-major with `leading` elements between rows. Operands must fit BLAS; nan and inf go the way of
// IEEE sums, whose order is BLAS's. Large products poll ctx. Threads: as the caller has set them for BLAS.
template <class T>
void multiply(Context& ctx, const Operand& a, const Operand& b, T* c, std::int64_t leading);

// The same for int64, exactly. Operands are packed in row-major order. DomainError when a result does not fit.
void multiply_integers(Context& ctx, const Operand& a, const Operand& b, std::int64_t* c, std::int64_t leading);

// "Or" of "and"s. Operands are packed in row-major order.
void multiply_bools(Context& ctx, const Operand& a, const Operand& b, bool* c, std::int64_t leading);

// The largest magnitude among packed elements, as a double rounded up; 0 for none.
double largest_magnitude(const std::int64_t* elements, std::int64_t count);

}  // namespace perilune::linalg
