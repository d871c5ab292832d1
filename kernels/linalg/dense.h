#pragma once
// Between strided views and the packed matrices that BLAS and LAPACK take.

#include "kernels/array/elementwise.h"
#include "kernels/core/function_ref.h"

namespace perilune::linalg {

// Copies a view of any dtype and strides to packed elements, in row-major order. T must hold the dtype's kind: a
// complex view needs a complex T. Packing a transposed view gives a column-major matrix.
template <class T>
void pack(Context& ctx, const View& from, T* to) {
  const Dims strides = row_major_strides(from.dims(), sizeof(T));
  copy(ctx, from, {reinterpret_cast<std::byte*>(to), from.shape, strides.data(), from.ndim, dtype_of<T>});
}

// The same for one matrix, with a short path for small ones of this very type.
template <class T>
void load_rows(Context& ctx, const View& matrix, T* to);
template <class T>
void load_columns(Context& ctx, const View& matrix, T* to);
// Whether a matrix is packed row by row, so that reading it so costs no transposition.
bool packed_rows(const View& matrix);

// A matrix that LAPACK only reads: where it is, when its layout allows, else a copy in `scratch`. With `flipped` it is
// the transpose that lies there column by column.
template <class T>
struct Borrowed {
  const T* data;
  std::int32_t leading;
  bool flipped;
};
// Checks that the elements are finite.
template <class T>
Borrowed<T> borrow(Context& ctx, const View& matrix, bool may_flip, CountedVector<T>& scratch, const char* argument);

// True when no element is nan or infinite.
template <class T>
bool all_finite(const T* elements, std::int64_t count);
// ValueError naming the argument when one is: LAPACK may loop for ever on them.
template <class T>
void check_finite(const T* elements, std::int64_t count, const char* argument);

// ShapeError unless rows and columns are as many.
struct MatrixStack;
void check_square(const MatrixStack& a, const char* argument);

// The last two axes of an array hold a matrix; the axes before them say which.
struct MatrixStack {
  View view;
  Dims batch;                         // shape of the axes before the matrix
  std::int64_t rows, columns, count;  // count: the product of batch

  // ShapeError when the argument has fewer than two axes.
  MatrixStack(const View& a, const char* argument);
  View matrix(std::int64_t index) const;  // in row-major order over batch
  View transposed(std::int64_t index) const;

 private:
  std::byte* address(std::int64_t index) const;
  std::int64_t transposed_shape_[2], transposed_strides_[2];
};

// A view whose axes before the last `core` ones are stretched to `batch`, as broadcasting does. A vector can be taken
// as a matrix of one column. Holds the lists that its view points to.
class Stretched {
 public:
  enum Core { matrix = 2, vector = 1 };
  Stretched(const View& v, const Dims& batch, Core core = matrix);
  Stretched(const Stretched&) = delete;
  const View& view() const { return view_; }

 private:
  Dims shape_, strides_;
  View view_;
};

// The two matrices of a generalised problem, checked: square, of one size, their batches broadcast.
class SquarePair {
 public:
  SquarePair(const View& first, const View& second) : SquarePair(first, second, checked_batch(first, second)) {}

 private:
  SquarePair(const View& first, const View& second, const Dims& batch)
      : all_a_(first, batch), all_b_(second, batch), a(all_a_.view(), "a"), b(all_b_.view(), "b") {}
  static Dims checked_batch(const View& first, const View& second);
  const Stretched all_a_, all_b_;

 public:
  const MatrixStack a, b;
};

// How the matrices of a stack are shared out. Small ones are dealt to our threads, large ones taken in turn with BLAS
// threads inside. Workspaces are made beforehand, one for each lane: running out of memory is handled on the calling
// thread only.
struct Lanes {
  static constexpr std::int64_t most_dealt = 128;  // the longest side
  std::int64_t count, grain;
  std::size_t lanes;
  bool dealt;
  // side: the longest of a matrix. With `alone` one lane takes all.
  Lanes(const Context& ctx, std::int64_t side, std::int64_t count, bool alone = false);
  // Calls body(index, lane) for each matrix, with the threads of BLAS set.
  void run(Context& ctx, FunctionRef<void(std::int64_t, std::size_t)> body) const;
};

// Uninitialised matrices, each column-major as LAPACK writes it, one after the other.
Array empty_matrices(Context& ctx, DType dtype, const Dims& batch, std::int64_t rows, std::int64_t columns);
// Writes ones on the diagonal and zeros elsewhere.
void fill_identity(const Array& matrices);

}  // namespace perilune::linalg
