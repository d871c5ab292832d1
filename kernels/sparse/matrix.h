#pragma once
// The sparse matrix: compressed by rows (CSR) or by columns (CSC), or a list of triplets (COO). Its arrays are
// contiguous and hold one of the four inexact dtypes and int32 or int64 positions from 0, int64 only where int32 cannot
// count. Positions are never written once a matrix has them, so matrices share them freely; `data` may be written
// through whoever shares it.

#include <limits>

#include "kernels/core/array.h"

namespace perilune::sparse {

enum class Format : std::uint8_t { csr, csc, coo };
const char* name(Format format);  // "csr"

struct Matrix {
  Format format = Format::csr;
  std::int64_t rows = 0, columns = 0;
  Array data;
  Array indptr;    // CSR, CSC: where each row or column begins in data; one more for the end
  Array indices;   // CSR: the column of each value; CSC: the row
  Array row, col;  // COO
  // Positions rise within each row (CSR, COO: rows too) or column (CSC): sorted, none twice.
  bool canonical = true;
  bool sorted = true;

  std::int64_t nnz() const { return data.size(); }
  DType dtype() const { return data.dtype(); }
  DType index_dtype() const { return (format == Format::coo ? row : indices).dtype(); }
  // Of the compressed axis and the other one.
  std::int64_t major() const { return format == Format::csc ? columns : rows; }
  std::int64_t minor() const { return format == Format::csc ? rows : columns; }
};

// The arrays of a compressed matrix, typed; what kernels loop over.
template <class T, class I>
struct Compressed {
  std::int64_t major, minor;
  const I* indptr;
  const I* indices;
  const T* data;
  explicit Compressed(const Matrix& m)
      : major(m.major()),
        minor(m.minor()),
        indptr(m.indptr.as<I>()),
        indices(m.indices.as<I>()),
        data(m.data.as<T>()) {}
};

// Calls f(TypeTag<I>{}) with the C++ type of the positions.
template <class F>
decltype(auto) dispatch_index(DType index, F&& f) {
  if (index == DType::int64) return f(TypeTag<std::int64_t>{});
  return f(TypeTag<std::int32_t>{});
}
// Calls f(TypeTag<T>{}, TypeTag<I>{}) with the types of the values and positions.
template <class F>
decltype(auto) dispatch(const Matrix& m, F&& f) {
  return dispatch_inexact(m.dtype(), [&](auto value) {
    return dispatch_index(m.index_dtype(), [&](auto index) { return f(value, index); });
  });
}

// int32 where lengths and the number of values allow it.
inline DType index_dtype_for(std::int64_t rows, std::int64_t columns, std::int64_t nnz) {
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  return rows > most || columns > most || nnz > most ? DType::int64 : DType::int32;
}

// Without values: data, positions and (zeroed) indptr of the right kinds, ready to be filled.
Matrix empty_matrix(Context& ctx, Format format, std::int64_t rows, std::int64_t columns, std::int64_t nnz, DType dtype,
                    DType index);
inline Matrix empty_matrix(Context& ctx, Format format, std::int64_t rows, std::int64_t columns, std::int64_t nnz,
                           DType dtype) {
  return empty_matrix(ctx, format, rows, columns, nnz, dtype, index_dtype_for(rows, columns, nnz));
}
// All zero.
inline Matrix zero_matrix(Context& ctx, Format format, std::int64_t rows, std::int64_t columns, DType dtype) {
  return empty_matrix(ctx, format, rows, columns, 0, dtype);
}

// --- building: positions of any integer or whole-numbered real dtype, counted from `first` (0 in C++, 1 in Lua) ---

// The three arrays of a CSR or CSC matrix, copied and checked: ShapeError or ValueError when they lie. Values of other
// dtypes become float64.
Matrix from_arrays(Context& ctx, Format format, std::int64_t rows, std::int64_t columns, const View& data,
                   const View& indices, const View& indptr, std::int64_t first = 0);
// Triplets, as they are (COO). A negative length: one more than the largest position.
Matrix from_triplets(Context& ctx, std::int64_t rows, std::int64_t columns, const View& data, const View& row,
                     const View& col, std::int64_t first = 0);
// What is not zero in a dense matrix; a vector becomes one row. NaN is kept.
Matrix from_dense(Context& ctx, const View& dense, Format format);

// --- conversion: results share what they can with their input ---

// COO to CSR or CSC sums duplicates; CSR to CSC and back sorts.
Matrix convert(Context& ctx, const Matrix& m, Format format);
// The same matrix turned: CSR becomes CSC and back; shares everything.
Matrix transposed(const Matrix& m);
// Sorted, duplicates summed in the order in which they stand; shares everything with one that is so already.
Matrix canonical(Context& ctx, const Matrix& m);
// Sorted within rows or columns, duplicates kept.
Matrix sorted(Context& ctx, const Matrix& m);
// Values in another inexact dtype; ValueError from complex to real. Shares everything when it is this one.
Matrix astype(Context& ctx, const Matrix& m, DType dtype);
// Positions in int64 (shares what is).
Matrix with_index_dtype(Context& ctx, const Matrix& m, DType index);
// Its own values; positions are shared.
Matrix copy(Context& ctx, const Matrix& m);
// Other values on the same places: `data` has nnz elements.
Matrix with_data(const Matrix& m, Array data);
// Without the values that are zero.
Matrix without_zeros(Context& ctx, const Matrix& m);
// Row-major; MemoryError before anything is touched when there is no room.
Array to_dense(Context& ctx, const Matrix& m);
void to_dense(Context& ctx, const Matrix& m, const View& out);

// Both with one value and index dtype, in the format of `a` (CSR for COO), canonical: ready for a merge.
void harmonise(Context& ctx, Matrix& a, Matrix& b);

// "3x4": as messages show the shape.
std::string shape_text(const Matrix& m);

}  // namespace perilune::sparse
